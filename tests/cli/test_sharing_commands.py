"""The commands by which letters leave, and what they write down: preview, share, ledger, take-back."""

import json
from pathlib import Path

import pytest

from peerjournal import files
from peerjournal.cli.terminal import Terminal
from peerjournal.disk import Disk
from tests.cli.conftest import Command
from tests.cli.exchange import BODY, meet, sent, shared, story, trust, unlocked


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return the one folder that files are asked for in."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def beside(pj: Command) -> set[str]:
    return {path.name for path in pj.folder.iterdir()}


# Preview and share.


def test_the_preview_is_what_the_reader_has_byte_for_byte(pj: Command, out: Path) -> None:
    meet(pj)
    number = story(pj, f"{BODY}\n\n:careful\nThe name of the street.\n:end\n\nÜber, 走.")
    choices = ("--wish", "stayed", "--hold", "talk", "--note", "For you.", "--careful", "1")
    preview = pj("preview", number, "--to", "robin", *choices, who="sam")
    path = Path(shared(pj, number, out, *choices).line)
    with unlocked(pj, "robin") as robin:
        arrival = robin.inbox.look(path.read_bytes())
    assert preview.code == 0
    assert arrival.letter is not None
    assert arrival.letter.body == preview.out_bytes
    assert b"street" in preview.out_bytes
    assert b"resignation" not in arrival.plain


def test_the_preview_numbers_careful_passages_and_they_stay_out(pj: Command) -> None:
    meet(pj)
    number = story(pj, "Open.\n\n:careful\nThe name of the street.\n:end\n")
    preview = pj("preview", number, "--to", "robin", who="sam")
    assert "street" not in preview.out
    assert f"  1  Story {number} · stays out\n     The name of the street.\n" in preview.err
    assert "Also in the file: a random id for this letter" in preview.err
    assert "a mark that only robin can check" in preview.err


@pytest.mark.parametrize(
    ("body", "options", "said"),
    [
        ("Open. [[not closed", (), "is not closed"),
        ("Open.", ("--careful", "3"), "There is no careful passage 3"),
        ("[[all of it]]", (), "nothing of it may leave"),
    ],
)
def test_nothing_leaves_while_something_is_undecided(
    pj: Command, out: Path, body: str, options: tuple[str, ...], said: str
) -> None:
    meet(pj)
    number = story(pj, body, title="")
    preview = pj("preview", number, "--to", "robin", *options, who="sam")
    refused = shared(pj, number, out, *options)
    assert (preview.code, preview.out_bytes) == (1, b"")
    assert (refused.code, refused.out_bytes) == (1, b"")
    assert said in preview.err
    assert said in refused.err
    assert list(out.iterdir()) == []
    assert pj("ledger", who="sam").out == ""


def test_an_entry_can_be_neither_previewed_nor_shared(pj: Command, out: Path) -> None:
    meet(pj)
    pj("write", "--title", "The stairwell", stdin="Budget day.", who="sam")
    for run in (pj("preview", "1", "--to", "robin", who="sam"), shared(pj, "1", out)):
        assert (run.code, run.out) == (1, "")
        assert "an entry never leaves" in run.err
        assert "peerjournal story 1" in run.err
    assert list(out.iterdir()) == []


def test_sealing_waits_for_the_words_or_for_unconfirmed(pj: Command, out: Path) -> None:
    meet(pj)
    number = story(pj)
    how = ("share", number, "--to", "robin", "--out", out, "--looked")
    refused = pj(*how, who="sam")
    assert (refused.code, list(out.iterdir())) == (1, [])
    assert "--unconfirmed" in refused.err
    assert "not compared yet, so it is not sure" in pj(*how, "--unconfirmed", who="sam").err
    trust(pj)
    certain = pj(*how, who="sam")
    assert certain.code == 0
    assert "not compared" not in certain.err


def test_without_a_terminal_nothing_is_sealed_that_nobody_looked_at(pj: Command, out: Path) -> None:
    meet(pj)
    how = ("share", story(pj), "--to", "robin", "--out", out, "--unconfirmed")
    refused = pj(*how, who="sam")
    assert (refused.code, refused.out) == (2, "")
    assert "--looked" in refused.err
    assert pj("ledger", who="sam").out == ""
    assert pj(*how, "--yes", who="sam").code == 0


def test_the_last_line_comes_before_the_file_and_the_path_is_all_there_is_on_stdout(
    pj: Command, out: Path
) -> None:
    meet(pj)
    run = shared(pj, story(pj), out)
    lines = run.err.splitlines()
    assert lines[0] == "Once this leaves, it can be copied. Peerjournal can't bring it back."
    (path,) = out.iterdir()
    assert run.line == str(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert beside(pj) == {"out", "sam", "sam.state", "robin", "robin.state"}


def test_a_letter_is_never_written_over_a_file(pj: Command, out: Path) -> None:
    meet(pj)
    mine = out / "mine.age"
    mine.write_text("mine")
    dangling = out / "link.age"
    dangling.symlink_to(out / "elsewhere")
    number = story(pj)
    for target in (mine, dangling, out / "nowhere" / "x.age"):
        assert shared(pj, number, target).code == 2
    assert mine.read_text() == "mine"
    assert {path.name for path in out.iterdir()} == {"mine.age", "link.age"}
    assert pj("ledger", who="sam").out == ""


def test_a_letter_is_on_record_before_its_file_is_written(
    pj: Command, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class FullDisk(Disk):
        def create(self, path: Path, data: bytes) -> None:
            raise OSError(28, f"no room for {len(data)} bytes in {path}")

    meet(pj)
    monkeypatch.setattr(files, "DISK", FullDisk())
    refused = shared(pj, story(pj), out)
    assert (refused.code, refused.out, list(out.iterdir())) == (8, "", [])
    assert pj("ledger", who="sam").line.endswith(" · prepared")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--to", "nobody"), 1),
        (("--to", "robin", "--wish", "advice"), 1),
        (("--to", "robin", "--form", "pdf"), 1),
        (("--to", "robin", "--careful", "one"), 2),
        ((), 2),
    ],
)
def test_a_choice_that_is_not_there_is_refused(
    pj: Command, out: Path, options: tuple[str, ...], code: int
) -> None:
    meet(pj)
    how = ("--out", out, "--looked", "--unconfirmed")
    assert pj("share", story(pj), *options, *how, who="sam").code == code
    assert list(out.iterdir()) == []


def test_nothing_is_sealed_for_somebody_whose_card_is_not_here(pj: Command, out: Path) -> None:
    pj("peers", "add", "robin", who="sam")
    refused = shared(pj, story(pj), out)
    assert refused.code == 1
    assert "nothing can be sealed for them" in refused.err
    assert list(out.iterdir()) == []


# At a terminal.


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have somebody at a terminal: what is piped in is what they type."""
    monkeypatch.setattr(Terminal, "asks", property(lambda _: True))


@pytest.mark.usefixtures("terminal")
def test_at_a_terminal_what_leaves_is_shown_and_asked_about_once(pj: Command, out: Path) -> None:
    meet(pj)
    how = ("share", story(pj), "--to", "robin", "--out", out, "--unconfirmed")
    no = pj(*how, stdin="\n", who="sam")
    assert (no.code, no.out, list(out.iterdir())) == (0, "", [])
    assert "I sat on the back stairs." in no.err
    assert "resignation" not in no.err
    assert no.err.count("[y/N]") == 1
    assert "Nothing was done. It stays with you." in no.err
    assert pj("ledger", who="sam").out == ""
    yes = pj(*how, "--looked", stdin="y\n", who="sam")
    assert yes.line == str(next(out.iterdir()))
    assert "I sat on the back stairs." not in yes.err


# Ledger.


def test_the_ledger_tells_what_left_and_forgets_it(pj: Command, out: Path) -> None:
    sent(pj, out)
    (row,) = json.loads(pj("ledger", "--json", who="sam").out)["items"]
    assert {name: row[name] for name in ("form", "letter", "number", "peer", "state")} == {
        "form": "sealed",
        "letter": "1",
        "number": "1",
        "peer": "robin",
        "state": "handed over",
    }
    assert pj("ledger", "clear", who="sam").code == 2
    assert "1 row forgotten." in pj("ledger", "clear", "--yes", who="sam").err
    assert pj("ledger", who="sam").out == ""


def test_taking_back_marks_the_row_and_gives_a_note(pj: Command, out: Path) -> None:
    sent(pj, out)
    note = pj("take-back", "1", who="sam")
    assert note.out.startswith("Hello. I've changed my mind")
    assert "It can't erase their copy." in note.err
    assert pj("ledger", who="sam").line.endswith(" · taken back")


def test_the_note_can_be_sealed_and_is_told_for_what_it_is(pj: Command, out: Path) -> None:
    pj("open", "--keep", sent(pj, out), who="robin")
    note = pj("take-back", "1", "--out", out, "--unconfirmed", who="sam")
    assert "sam asks you to delete an earlier letter." in pj("open", "--look", note.line, who="robin").err
