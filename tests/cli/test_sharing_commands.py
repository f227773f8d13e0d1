"""The commands by which stories leave: preview and share."""

from pathlib import Path

import pytest

from peerjournal import files
from peerjournal.cli.terminal import Terminal
from peerjournal.disk import Disk
from peerjournal.journal import Asked
from tests.cli.conftest import Command
from tests.cli.exchange import BODY, meet, shared, story, trust, unlocked

CANARY = "canary7391"


def beside(pj: Command) -> set[str]:
    return {path.name for path in pj.folder.iterdir()}


# Preview and share.


def test_the_preview_is_what_the_reader_has_byte_for_byte(pj: Command, out: Path) -> None:
    """F8: preview bytes are the bytes in the file."""
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
    """F3: blocked by command; no file, no row."""
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
    """F1: no path by command exports an entry."""
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
    """F8, N11: the last line, before the file is there."""
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
    class Stopped(Disk):
        def create(self, path: Path, data: bytes) -> None:
            del path, data
            raise KeyboardInterrupt

    meet(pj)
    monkeypatch.setattr(files, "DISK", Stopped())
    stopped = shared(pj, story(pj), out)
    assert (stopped.code, stopped.out, list(out.iterdir())) == (130, "", [])
    assert pj("ledger", who="sam").line.endswith(" · prepared")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--to", "nobody"), 1),
        (("--to", "robin", "--wish", "advice"), 1),
        (("--to", "robin", "--form", "smoke"), 1),
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


# Names, and earlier versions.


NAMED = f"Bettany came. I rang Rosalind. Write to {CANARY}@example.org."


def test_what_must_be_decided_is_listed_with_the_command_that_decides(pj: Command, out: Path) -> None:
    """F5: blank decisions block; the words are listed on the writer's own terminal, and in no error."""
    meet(pj)
    number = story(pj, NAMED)
    preview = pj("preview", number, "--to", "robin", who="sam")
    assert (preview.code, preview.out_bytes) == (1, b"")
    assert f"  {CANARY}@example.org · e-mail address · Story {number}\n" in preview.err
    assert f"`peerjournal names {number} --keep WORD`" in preview.err
    told = preview.err[preview.err.index("Still to be decided") :]
    assert f"Story {number}: a detail that could point at someone needs your decision." in told
    assert CANARY not in told
    refused = shared(pj, number, out)
    assert (refused.code, list(out.iterdir())) == (1, [])
    assert CANARY not in refused.err[refused.err.index("Something must be decided") :]


def test_a_detail_in_the_note_may_stay_by_name(pj: Command, out: Path) -> None:
    meet(pj)
    number = story(pj)
    note = ("--note", f"Write to {CANARY}@example.org.")
    preview = pj("preview", number, "--to", "robin", *note, who="sam")
    assert preview.code == 1
    assert "`--keep WORD` lets it stay" in preview.err
    kept = (*note, "--keep", f"{CANARY}@example.org")
    assert pj("preview", number, "--to", "robin", *kept, who="sam").code == 0
    assert shared(pj, number, out, *kept).code == 0


def test_what_may_be_a_name_is_looked_at_once(pj: Command, out: Path) -> None:
    """F5: every other possible leftover is shown once, and answered with *I have looked*."""
    meet(pj)
    with unlocked(pj, "sam") as sam:
        sam.people.add("a friend from work", ["Bettany"], asked=Asked.CANT)
    number = story(pj, "Bettany came. I rang Rosalind.")
    preview = pj("preview", number, "--to", "robin", who="sam")
    assert "A friend from work came." in preview.out
    assert f"  Rosalind · name · Story {number}\n" in preview.err
    assert "In the place of a name, once: a friend from work. They can't say yes or no." in preview.err
    assert "This catches names it can see." in preview.err
    how = ("share", number, "--to", "robin", "--out", out, "--unconfirmed")
    refused = pj(*how, "--yes", who="sam")
    assert (refused.code, list(out.iterdir())) == (2, [])
    assert "--looked" in refused.err
    assert pj(*how, "--looked", who="sam").code == 0
    again = pj("preview", number, "--to", "robin", who="sam")
    assert "Rosalind" not in again.err


@pytest.mark.usefixtures("terminal")
def test_at_a_terminal_having_looked_is_asked_before_the_one_question(pj: Command, out: Path) -> None:
    meet(pj)
    how = ("share", story(pj, "I rang Rosalind."), "--to", "robin", "--out", out, "--unconfirmed")
    for answers in ("n\n", "y\nn\n"):
        no = pj(*how, stdin=answers, who="sam")
        assert (no.out, list(out.iterdir())) == ("", [])
        assert "It stays with you." in no.err
    assert no.err.index("I have looked at these. [y/N]") < no.err.index("Seal it for robin? [y/N]")
    assert pj(*how, stdin="y\ny\n", who="sam").line == str(next(out.iterdir()))


def test_a_story_changed_since_takes_the_place_of_the_earlier_version(pj: Command, out: Path) -> None:
    """F9: what they have and what would be different is shown; the new letter says whose place it takes."""
    meet(pj)
    number = story(pj)
    shared(pj, number, out)
    same = pj("preview", number, "--to", "robin", who="sam")
    assert "robin has this already, in letter 1." in same.err
    pj("edit", number, stdin="Budget day, told anew.", who="sam")
    preview = pj("preview", number, "--to", "robin", who="sam")
    assert "robin has an earlier version, in letter 1." in preview.err
    assert "  - Budget day. I sat on the back stairs.\n  + Budget day, told anew.\n" in preview.err
    assert "the id of the letter that this is about" in preview.err
    second = shared(pj, number, out)
    assert "This takes its place; `--beside` lets both stand." in second.err
    third = shared(pj, number, out, "--beside")
    assert "This goes beside it." in third.err
    with unlocked(pj, "sam") as sam:
        one, two, three = (sam.inbox.letters.get(str(number)) for number in (1, 2, 3))
    assert (two.replaces, three.replaces) == (one.letter_id, "")
