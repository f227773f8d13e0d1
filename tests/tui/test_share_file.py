"""Sharing, its last steps and its ways back: the file, what is on record, and words that were begun."""

from pathlib import Path

import pytest

from peerjournal import files
from peerjournal.disk import Disk
from peerjournal.errors import NotSaved
from peerjournal.letters import Ledger, Outbox
from peerjournal.session import Session
from peerjournal.tui.begun import Begun
from peerjournal.tui.screens.share import ShareScreen
from tests.tui.pilot import acting
from tests.tui.sharing import found, past_note, seated, story, to_around, to_file, to_note

pytestmark = pytest.mark.usefixtures("met")


def refuse(*_: object, **__: object) -> None:
    raise NotSaved


@acting
async def test_nothing_is_ever_written_over_and_a_wrong_place_is_told(sam: Session, tmp_path: Path) -> None:
    """F8: the last line before the file, and a name that says nothing."""
    out = tmp_path / "out"
    out.mkdir()
    mine = out / "mine.age"
    mine.write_text("mine")
    async with seated(sam, ShareScreen(sam, [story(sam)])) as seat:
        await to_file(seat)
        await seat.sees("Once this leaves, it can be copied. Peerjournal can't bring it back.")
        for wrong, said in (
            (str(mine), "There is a file by that name already"),
            (str(out / "nowhere" / "x"), "There is no such folder to write to."),
            # Neither is a file without an ending made of it, which nobody could open.
            (str(out / "nowhere"), "There is no such folder to write to."),
            (f"{out / 'no.where'}/", "There is no such folder to write to."),
            ("", "Type where it is"),
            ("\0", "That can't be the name of a file."),
        ):
            seat.put(wrong)
            await seat.press("enter")
            await seat.sees(said)
        assert sam.ledger.rows() == []
        assert list(out.iterdir()) == [mine]
        taken = out / f"letter-{seat.screen.letter_id[:4]}.age"  # type: ignore[attr-defined] # sharing
        taken.write_text("here before")
        seat.put(f"'{out}'")
        await seat.press("enter")
        await seat.at("done")
        path = seat.screen.path  # type: ignore[attr-defined] # as above
    assert mine.read_text() == "mine"
    assert taken.read_text() == "here before"
    assert path == out / f"{taken.stem}-2.age"
    assert path.stat().st_mode & 0o777 == 0o600


@acting
async def test_where_no_file_was_written_nothing_is_on_record_and_trying_again_makes_one_row(
    sam: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class FullDisk(Disk):
        def create(self, path: Path, data: bytes) -> None:
            raise OSError(28, f"no room for {len(data)} bytes in {path}")

    async with seated(sam, ShareScreen(sam, [story(sam)])) as seat:
        await to_file(seat)
        seat.put(str(tmp_path))
        monkeypatch.setattr(files, "DISK", FullDisk())
        await seat.press("enter")
        await seat.sees("The disk is full, so no file was written.")
        assert sam.ledger.rows() == []
        assert sam.inbox.letters.all() == []
        monkeypatch.undo()
        await seat.press("enter")
        await seat.at("done")
    assert [row.state for row in sam.ledger.rows()] == ["handed over"]
    assert len(found(tmp_path, "letter-*.age")) == 1


@acting
async def test_esc_goes_one_step_back_and_loses_no_word(sam: Session) -> None:
    told = story(sam)
    async with seated(sam, ShareScreen(sam, [told])) as seat:
        await to_note(seat)
        seat.put("A note of mine.")
        await seat.press("escape")
        await seat.step("around", "enter")
        await seat.at("note")
        assert seat.screen.query_one("#note").text == "A note of mine."  # type: ignore[attr-defined] # the page
        for step in ("around", "ends", "before", "person", "choose"):
            await seat.press("escape")
            await seat.at(step)
        await seat.press("escape")
        await seat.until(lambda: not isinstance(seat.screen, ShareScreen))
    async with seated(sam, ShareScreen(sam, [told])) as seat:
        await to_note(seat)
        assert seat.screen.query_one("#note").text == "A note of mine."  # type: ignore[attr-defined] # as above
        assert seat.app.keep_drafts()


@acting
async def test_a_note_that_was_begun_goes_with_the_letter_or_with_keeping_it(
    sam: Session, tmp_path: Path
) -> None:
    told = story(sam)
    for last in ("keep", "file"):
        async with seated(sam, ShareScreen(sam, [told])) as seat:
            await to_note(seat)
            seat.put("A note of mine.")
            await past_note(seat)
            await seat.at("preview")
            assert seat.app.keep_drafts()
            assert Begun(sam, "share", told.id).fields["body"] == "A note of mine."
            if last == "keep":
                await seat.click("#way-mine")
            else:
                await seat.press("end")
                await seat.until(lambda: "Looks right" in seat.ways())
                await seat.press("enter")
                await seat.form()
                await seat.at("file")
                seat.put(str(tmp_path))
                await seat.press("enter")
                await seat.step("done", "enter")
            await seat.until(lambda: not isinstance(seat.screen, ShareScreen))
        assert Begun(sam, "share", told.id).fields == {}


@acting
async def test_words_that_the_disk_refuses_stay_on_the_screen_until_one_leaves_all_the_same(
    sam: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with seated(sam, ShareScreen(sam, [story(sam)])) as seat:
        await to_note(seat)
        seat.put("A note of mine.")
        monkeypatch.setattr(Begun, "keep", refuse)
        for step in ("around", "ends", "before", "person", "choose"):
            await seat.press("escape")
            await seat.at(step)
        await seat.press("escape")
        await seat.sees("The disk refused, so this was not saved.")
        await seat.press("escape")
        await seat.until(lambda: not isinstance(seat.screen, ShareScreen))


@acting
async def test_what_was_changed_after_a_refusal_is_what_leaves(
    sam: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not what was made before, even where that could not be undone: what was taken out since stays out."""
    body = "I sat on the stairs.\n\n:careful\nThe doctor.\n:end"
    async with seated(sam, ShareScreen(sam, [story(sam, body)])) as seat:
        await to_around(seat)
        await seat.press("ctrl+s")
        await seat.step("careful", choose="Let it go along")
        await seat.step("preview", "end")
        await seat.until(lambda: "Looks right" in seat.ways())
        await seat.press("enter")
        await seat.form("Only plain text, or paper")
        await seat.step("plain", choose="Yes, as plain text")
        await seat.at("file")
        seat.put(str(tmp_path))
        with monkeypatch.context() as refusing:
            refusing.setattr(files, "write", refuse)
            refusing.setattr(Outbox, "not_written", refuse)
            await seat.press("enter")
            await seat.sees("The disk refused, so this was not saved.")
        for step in ("plain", "form", "preview", "careful"):
            await seat.press("escape")
            await seat.at(step)
        await seat.step("careful", choose="Leave it out")
        await seat.step("preview", "end")
        await seat.until(lambda: "Looks right" in seat.ways())
        await seat.press("enter")
        await seat.form("Only plain text, or paper")
        await seat.step("plain", choose="Yes, as plain text")
        await seat.make("file", tmp_path)
    (file,) = found(tmp_path, "letter-*.md")
    assert "doctor" not in file.read_text()


@acting
async def test_a_file_that_is_there_is_told_with_its_words_although_the_journal_is_full(
    sam: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with seated(sam, ShareScreen(sam, [story(sam)])) as seat:
        await to_file(seat, "A computer with a browser")
        monkeypatch.setattr(Ledger, "handed_over", refuse)
        monkeypatch.setattr(Begun, "forget", refuse)
        await seat.make("file", tmp_path)
        await seat.sees("The six words that open it:")
        await seat.sees("The file is there; that it is could not be noted in the ledger.")
    assert len(found(tmp_path, "letter-*.html")) == 1
    assert [row.state for row in sam.ledger.rows()] == ["prepared"]
