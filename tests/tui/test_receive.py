"""Opening a file from someone: what it is comes first, in plain words; nothing is kept before one says so."""

import os
from pathlib import Path

import pytest

from peerjournal.crypto.age import X25519Recipient, encrypt
from peerjournal.letters import Around, compose, new_letter_id
from peerjournal.session import Session
from peerjournal.tui.screens.letter import LetterScreen
from peerjournal.tui.screens.receive import ReceiveScreen
from peerjournal.tui.widgets.story_view import StoryView
from tests.conftest import StandingClock
from tests.tui.hostile import HOSTILE
from tests.tui.pilot import acting
from tests.tui.sharing import person, robin, seated, story
from tests.tui.widgets.hostile import TOO_MUCH

pytestmark = pytest.mark.usefixtures("met")


def letter_file(
    sam: Session, folder: Path, body: str = "I sat on the back stairs.", wish: str = "stayed"
) -> Path:
    letter = compose([story(sam, body)], new_letter_id(), around=Around(wish=wish)).ready()
    prepared = sam.outbox.prepare(letter, robin(sam))
    path = folder / prepared.name
    path.write_bytes(prepared.data)
    return path


@acting
async def test_what_is_no_file_is_refused_in_plain_words(rob: Session, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.age")
    with (tmp_path / "large.age").open("wb") as large:
        large.truncate(8 * 1024 * 1024 + 1)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "text").write_text("not sealed at all")
    async with seated(rob, ReceiveScreen(rob)) as seat:
        await seat.at("file")
        for name, said in (
            ("", "Type where it is, or drop the file onto this window."),
            (str(tmp_path), "That is not a file"),
            (str(tmp_path / "pipe.age"), "That is not a file"),
            (str(tmp_path / "large.age"), "larger than 8 MiB"),
            (str(tmp_path / "loop"), "That file can't be read."),
            (str(tmp_path / "nowhere"), "There is no file by that name."),
            (str(tmp_path / "text"), "This file is not whole"),
            ("x" * 5_000, "That file can't be read."),
            (HOSTILE, "There is no file by that name."),
        ):
            seat.put(name)
            await seat.press("enter")
            await seat.sees(said)
            assert "`" not in seat.shown()
    assert rob.inbox.letters.all() == []


@acting
async def test_a_file_can_be_dropped_in_quotes_with_backslashes_and_from_home(
    sam: Session, rob: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "it's (mine)"
    folder.mkdir()
    path = letter_file(sam, folder)
    monkeypatch.setenv("HOME", str(tmp_path))
    escaped = str(path).replace(" ", "\\ ").replace("'", "\\'").replace("(", "\\(").replace(")", "\\)")
    for typed in (str(path), f'"{path}" ', escaped, f"~/it's (mine)/{path.name}", path.as_uri()):
        async with seated(rob, ReceiveScreen(rob)) as seat:
            await seat.at("file")
            seat.put(typed)
            await seat.press("enter")
            await seat.at("cover")


@pytest.mark.parametrize("way", ["not", "later"])
@acting
async def test_later_and_not_for_me_keep_nothing(
    sam: Session, rob: Session, tmp_path: Path, way: str
) -> None:
    path = letter_file(sam, tmp_path)
    changes = rob.vault.changes
    async with seated(rob, ReceiveScreen(rob, path)) as seat:
        await seat.at("cover")
        await seat.sees("If today is a heavy day, this can wait.")
        await seat.click(f"#way-{way}")
        await seat.until(lambda: not isinstance(seat.screen, ReceiveScreen))
    assert rob.vault.changes == changes
    assert path.exists()


@acting
async def test_the_same_letter_again_is_opened_and_not_kept_twice(
    sam: Session, rob: Session, tmp_path: Path
) -> None:
    path = letter_file(sam, tmp_path)
    for _ in range(2):
        async with seated(rob, ReceiveScreen(rob, path)) as seat:
            await seat.step("cover", "enter")
            await seat.on(LetterScreen)
    assert len(rob.inbox.letters.all()) == 1


@acting
async def test_a_letter_kept_unopened_shows_its_cover_until_it_is_opened(
    sam: Session, rob: Session, tmp_path: Path
) -> None:
    rob.inbox.keep(rob.inbox.look(letter_file(sam, tmp_path, wish="just_read").read_bytes()))
    (kept,) = rob.inbox.letters.all()
    async with seated(rob, LetterScreen(rob, kept)) as seat:
        await seat.sees("If today is a heavy day, this can wait.")
        assert "back stairs" not in seat.screen.query_one(StoryView).reading.body
        await seat.press("r")
        await seat.on(LetterScreen)
        await seat.press("o")
        await seat.sees("I sat on the back stairs.")
        await seat.sees("They asked for no reply. Reading was the thing.")
        await seat.press("p")
        await seat.until(lambda: "back stairs" not in seat.shown())
        await seat.press("p")
        await seat.sees("I sat on the back stairs.")
    assert rob.inbox.letters.all()[0].other["opened"]


@acting
async def test_a_letter_that_nobody_marked_stands_under_no_name_and_can_not_be_answered(
    rob: Session, sam: Session, tmp_path: Path
) -> None:
    del sam
    key = X25519Recipient.parse(rob.circle.make_age_recipient("Ana"))
    (tmp_path / "x.age").write_bytes(encrypt(HOSTILE.encode(), [key]))
    async with seated(rob, ReceiveScreen(rob, tmp_path / "x.age")) as seat:
        await seat.at("cover")
        await seat.sees("A sealed text, sender unknown")
        assert "Ana" not in seat.shown()
        await seat.press("enter")
        await seat.on(LetterScreen)
        assert not seat.screen.query_one("#reply").display
        await seat.press("r")
        await seat.on(LetterScreen)


@pytest.mark.parametrize("name", [*TOO_MUCH])
@acting
async def test_a_letter_made_to_stop_a_reader_is_read(
    sam: Session, rob: Session, tmp_path: Path, name: str
) -> None:
    body = TOO_MUCH[name][:200_000].replace("[", "\\[") if name != "brackets" else "[ " * 20_000
    path = letter_file(sam, tmp_path, body)
    async with seated(rob, ReceiveScreen(rob, path)) as seat:
        await seat.step("cover", "enter")
        await seat.on(LetterScreen)
        # No letter can be as large as what is too large for the reader; nearly is laid out.
        assert seat.screen.query_one(StoryView).is_plain == (name != "large")
        await seat.press("escape")


@acting
async def test_a_file_that_is_not_for_me_says_so(sam: Session, tmp_path: Path, clock: StandingClock) -> None:
    eve = person(tmp_path / "eve", clock)
    path = letter_file(sam, tmp_path)
    async with seated(eve, ReceiveScreen(eve)) as seat:
        await seat.at("file")
        seat.put(str(path))
        await seat.press("enter")
        await seat.sees("None of your keys opens this file.")
