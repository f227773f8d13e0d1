"""Opening a file from someone: what it is comes first, in plain words; nothing is kept before one says so."""

import os
from pathlib import Path

import pytest

from peerjournal.crypto.age import X25519Recipient, encrypt
from peerjournal.journal import ContentNote
from peerjournal.letters import Around, Reply, compose, compose_reply, new_letter_id
from peerjournal.session import Session
from peerjournal.tui.screens.ask import Choose
from peerjournal.tui.screens.letter import LetterScreen
from peerjournal.tui.screens.receive import ReceiveScreen
from peerjournal.tui.screens.steady import SteadyScreen
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
    """F12: `later` and `not for me` send nothing and record nothing."""
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
async def test_a_letter_that_is_kept_already_is_told_of_at_once_and_not_kept_twice(
    sam: Session, rob: Session, tmp_path: Path
) -> None:
    """F12: no cover is gone through for what is here; one key goes to it."""
    path = letter_file(sam, tmp_path)
    for step in ("cover", "already"):
        async with seated(rob, ReceiveScreen(rob, path)) as seat:
            await seat.at(step)
            if step == "already":
                await seat.sees("This letter is here already, as letter 1.")
            await seat.press("enter")
            await seat.on(LetterScreen)
            await seat.sees("I sat on the back stairs.")
    assert len(rob.inbox.letters.all()) == 1


@acting
async def test_the_cover_says_what_is_in_it_how_long_and_what_it_asks(
    sam: Session, rob: Session, tmp_path: Path
) -> None:
    """F12, F4: from whom, the content note, about how long, the wish, how to hold it; before any of it."""
    told = story(sam, "I sat on the back stairs.")
    sam.journal.edit(told.id, content_note=ContentNote(("panic or crisis",), ends="steady"))
    (told,) = sam.journal.find("kind:story")  # type: ignore[assignment] # it is a story
    letter = compose([told], new_letter_id(), around=Around(wish="stayed")).ready()
    prepared = sam.outbox.prepare(letter, robin(sam))
    (tmp_path / prepared.name).write_bytes(prepared.data)
    async with seated(rob, ReceiveScreen(rob, tmp_path / prepared.name)) as seat:
        await seat.at("cover")
        shown = seat.shown()
        said = (
            "From Sam.",
            "About: panic or crisis (mentioned). Ends steady.",
            "About 1 min to read.",
            "What they would like back: Tell me a line that stayed with you.",
            "How to hold it: This is for you.",
            "If today is a heavy day, this can wait.",
        )
        assert [shown.index(one) for one in said] == sorted(shown.index(one) for one in said)
        assert "back stairs" not in shown
        assert seat.ways() == ["Not for me", "Later", "Open now"]


@acting
async def test_at_the_end_stands_the_wish_again_and_three_ways_on(
    sam: Session, rob: Session, tmp_path: Path
) -> None:
    """F12: write back, sit with it, the steady card; with *just read* there is nothing to answer."""
    for wish, said in (
        ("stayed", "Tell me a line that stayed with you."),
        ("just_read", "They asked for no reply. Reading was the thing."),
    ):
        async with seated(rob, ReceiveScreen(rob, letter_file(sam, tmp_path, wish=wish))) as seat:
            await seat.step("cover", "enter")
            await seat.on(LetterScreen)
            await seat.sees(said)
            assert seat.ways() == ["Write back", "Sit with it", "Steady card"]
            await seat.click("#steady")
            await seat.on(SteadyScreen)
            await seat.press("escape")
            await seat.on(LetterScreen)
            await seat.click("#back")
            await seat.until(lambda: not isinstance(seat.screen, LetterScreen))


@acting
async def test_leaving_and_coming_back_goes_on_where_one_was(
    sam: Session, rob: Session, tmp_path: Path
) -> None:
    """F12: coming back resumes; nothing of it is written anywhere, and nothing measures it."""
    body = "\n\n".join(f"Paragraph {number}." for number in range(60))
    rob.inbox.keep(rob.inbox.look(letter_file(sam, tmp_path, body).read_bytes()))
    (kept,) = rob.inbox.letters.all()
    rob.inbox.letters.mark_opened(kept.id)
    (kept,) = rob.inbox.letters.all()
    changes = rob.vault.changes
    places = []
    for coming in range(2):
        async with seated(rob, LetterScreen(rob, kept)) as seat:
            view = seat.screen.query_one(StoryView)
            await seat.until(lambda view=view: view.virtual_size.height)  # type: ignore[misc] # bound
            if not coming:
                await seat.press("space", "space")
            else:
                await seat.until(lambda view=view: view.scroll_offset.y)  # type: ignore[misc] # bound
            places.append(view.scroll_offset.y)
            assert "%" not in seat.shown()
            await seat.press("escape")
            await seat.until(lambda: not isinstance(seat.screen, LetterScreen))
    assert places[0] == places[1] > 0
    assert rob.vault.changes == changes


@acting
async def test_letters_that_belong_together_are_gone_through(
    sam: Session, rob: Session, tmp_path: Path
) -> None:
    """F11: what a letter answers and what answers it is told in the letter, and one key shows them."""
    rob.inbox.keep(rob.inbox.look(letter_file(sam, tmp_path).read_bytes()))
    (kept,) = rob.inbox.letters.all()
    reply = compose_reply(Reply(line="the stairs"), new_letter_id(), to=kept.letter).ready()
    sam.inbox.keep(sam.inbox.look(rob.outbox.prepare(reply, robin(rob, "Sam")).data))
    answer, sent = sam.inbox.letters.all()
    async with seated(sam, LetterScreen(sam, sent)) as seat:
        await seat.sees(f"Letter {sam.inbox.letters.reference(answer)} answers it.")
        await seat.press("w")
        await seat.on(Choose)
        await seat.sees("this one")
        await seat.press("down", "enter")
        await seat.until(lambda: getattr(seat.screen, "kept", None) == answer or seat.screen.query("#open"))
        await seat.press("o")
        await seat.sees("the stairs")
        await seat.sees(f"It answers letter {sam.inbox.letters.reference(sent)}.")


@acting
async def test_a_letter_kept_unopened_shows_its_cover_until_it_is_opened(
    sam: Session, rob: Session, tmp_path: Path
) -> None:
    """F12: the cover comes first, `p` covers the text, and the wish stands at the end."""
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
