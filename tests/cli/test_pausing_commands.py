"""The commands of a pause, and the seven lines before sharing."""

import json
from pathlib import Path

import pytest

from peerjournal.cli.terminal import Terminal
from tests.cli.conftest import Command, Run
from tests.cli.exchange import BODY, meet, shared, story, unlocked

CANARY = "canary7391"


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have somebody at a terminal: what is piped in is what they type."""
    monkeypatch.setattr(Terminal, "asks", property(lambda _: True))


def set_aside(pj: Command, *options: str, body: str = BODY) -> str:
    """Have Sam set a story aside for Robin; return the story's number."""
    meet(pj)
    number = story(pj, body)
    run = pj("pause", number, "--to", "robin", *options, who="sam")
    assert (run.code, run.out) == (0, "1\n")
    return number


def shared_then(pj: Command, out: Path, *options: str) -> Run:
    how = ("--out", out, "--looked", "--unconfirmed")
    return pj("share", "--paused", "1", *how, *options, who="sam")


# Setting aside.


def test_what_is_set_aside_waits_and_is_listed(pj: Command, out: Path) -> None:
    """F7: before its time it is not shared, neither by its own number nor as the story it is."""
    number = set_aside(pj, "--wish", "stayed", "--note", "For you.")
    (item,) = json.loads(pj("paused", "--json", who="sam").out)["items"]
    assert {name: item[name] for name in ("kind", "number", "over", "peer", "stories", "wish")} == {
        "kind": "story",
        "number": "1",
        "over": False,
        "peer": "robin",
        "stories": [number],
        "wish": "stayed",
    }
    assert pj("paused", who="sam").line.startswith(f"1 · for robin · story {number} · until 2")
    for refused in (shared_then(pj, out), shared(pj, number, out)):
        assert (refused.code, refused.out, list(out.iterdir())) == (1, "", [])
        assert "You set this story aside for this person, until 2" in refused.err
        assert "`peerjournal pause --end 1` ends the pause." in refused.err
    assert pj("ledger", who="sam").out == ""


def test_once_ended_it_leaves_as_it_was_set_aside_and_the_pause_is_gone(pj: Command, out: Path) -> None:
    """F7: the wish, the hold and the note wait too; sharing it removes the pause."""
    set_aside(pj, "--wish", "stayed", "--hold", "talk", "--note", "For you.")
    ended = pj("pause", "--end", "1", who="sam")
    assert "`peerjournal share --paused 1` shares it." in ended.err
    assert pj("paused", who="sam").line.endswith(" · its time has come")
    preview = pj("preview", "--paused", "1", who="sam")
    made = shared_then(pj, out)
    looked = pj("open", "--look", made.line, who="robin")
    assert looked.out == preview.out + "\n"
    assert looked.out.startswith(
        "For you.\n\nTell me a line that stayed with you.\n\nFine to bring it up when we talk.\n\n"
    )
    assert pj("paused", who="sam").out == ""
    assert pj("paused", "1", who="sam").code == 1


def test_what_is_said_anew_takes_the_place_of_what_was_set_aside(pj: Command, out: Path) -> None:
    set_aside(pj, "--wish", "stayed", "--note", "For you.")
    pj("pause", "--end", "1", who="sam")
    looked = pj("open", "--look", shared_then(pj, out, "--note", "Still for you.").line, who="robin")
    assert looked.out.startswith("Still for you.\n\nTell me a line that stayed with you.\n\n")


def test_it_can_wait_longer_or_be_kept(pj: Command, out: Path) -> None:
    """F7: pause longer; keep to myself drops the pause and nothing else."""
    number = set_aside(pj)
    before = json.loads(pj("paused", "1", "--json", who="sam").out)["until"]
    assert pj("pause", "--longer", "1", "2 weeks", who="sam").line == "1"
    assert json.loads(pj("paused", "1", "--json", who="sam").out)["until"] > before
    assert pj("pause", "--longer", "1", "yesterday", who="sam").code == 2
    kept = pj("pause", "--keep", "1", who="sam")
    assert "It stays with you." in kept.err
    assert pj("paused", who="sam").out == ""
    assert pj("show", number, who="sam").code == 0
    assert shared(pj, number, out).code == 0


def test_coming_back_it_is_read_again_as_it_is_now(pj: Command) -> None:
    """F7: it says when it was set aside, shows it, and names the four ways; editing keeps the pause."""
    number = set_aside(pj)
    pj("edit", number, stdin="Changed since. [[Still mine.]]", who="sam")
    shown = pj("paused", "1", who="sam")
    assert shown.out == "# The stairwell\n\nChanged since. [[Still mine.]]\n"
    assert shown.err.startswith("You set this aside today. Read it again?\n")
    for way in ("pause --end 1", "pause --longer 1 WHEN", "pause --keep 1"):
        assert way in shown.err
    pj("remove", number, "--yes", who="sam")
    again = pj("paused", "1", who="sam")
    assert f"Story {number} was removed meanwhile." in again.err
    assert again.out == shown.out


def test_what_is_gone_meanwhile_is_said_calmly_and_nothing_is_shared(pj: Command, out: Path) -> None:
    set_aside(pj)
    pj("pause", "--end", "1", who="sam")
    pj("peers", "drop", "robin", "--yes", who="sam")
    for run in (shared_then(pj, out), pj("preview", "--paused", "1", who="sam")):
        assert (run.code, run.out) == (1, "")
        assert "no longer in your circle" in run.err
    assert "someone no longer in your circle" in pj("paused", who="sam").line


@pytest.mark.parametrize(
    "arguments",
    [
        ("pause",),
        ("pause", "1"),
        ("pause", "--to", "robin"),
        ("pause", "1", "--to", "robin", "--end", "1"),
        ("pause", "--end", "1", "--keep", "1"),
        ("pause", "--longer", "1"),
        ("pause", "1", "--to", "robin", "--until", "yesterday"),
        ("pause", "1", "--to", "robin", "--until", CANARY),
        ("share", "1", "--paused", "1"),
        ("share", "--paused", "1", "--to", "robin"),
        ("share",),
        ("share", "1", "--to", "robin", "--before"),
        ("preview", "1"),
    ],
)
def test_what_can_not_be_meant_is_refused_as_wrong_usage(pj: Command, arguments: tuple[str, ...]) -> None:
    meet(pj)
    story(pj)
    run = pj(*arguments, who="sam")
    assert (run.code, run.out) == (2, "")
    assert CANARY not in run.err
    assert pj("paused", who="sam").out == ""


@pytest.mark.parametrize("number", ["7", CANARY])
def test_a_number_that_there_is_not_is_refused(pj: Command, number: str) -> None:
    for arguments in (("paused", number), ("pause", "--end", number), ("share", "--paused", number)):
        run = pj(*arguments, who="sam")
        assert run.code == 1
        assert "There is nothing set aside with that number." in run.err
        assert CANARY not in run.err


def test_an_entry_and_an_unknown_wish_are_not_set_aside(pj: Command) -> None:
    meet(pj)
    pj("write", stdin="Budget day.", who="sam")
    assert "an entry never leaves" in pj("pause", "1", "--to", "robin", who="sam").err
    assert pj("pause", story(pj), "--to", "robin", "--wish", "advice", who="sam").code == 1
    assert pj("paused", who="sam").out == ""


# Before you share.


@pytest.mark.usefixtures("terminal")
def test_the_seven_lines_are_walked_and_nothing_of_them_is_kept(pj: Command, out: Path) -> None:
    """F6: seven lines, each skipped with Enter, then three equal choices; what is typed goes nowhere."""
    meet(pj)
    how = ("share", story(pj), "--to", "robin", "--out", out, "--unconfirmed", "--before")
    lines = f"{CANARY}\n" * 7
    kept = pj(*how, stdin=f"{lines}1\n", who="sam")
    assert (kept.code, kept.out, list(out.iterdir())) == (0, "", [])
    order = ["Why this, why now?", "Who is it for?", "What stays mine?", "Who else is in it?"]
    order += ["Could it come back to bite?", "How fresh is it?", "Who has you afterwards?"]
    order += ["1  Keep it to myself", "2  Take a pause", "3  Go on to preview", "It stays with you."]
    places = [kept.err.index(line) for line in order]
    assert places == sorted(places)
    assert "1 passage stays with you." in kept.err
    with unlocked(pj, "sam") as sam:
        tables = "".join(str(dict(sam.vault.documents(name))) for name in sam.vault.table_names())
    assert CANARY not in tables
    assert pj("ledger", who="sam").out == pj("paused", who="sam").out == ""


@pytest.mark.usefixtures("terminal")
def test_the_seven_lines_lead_to_a_pause_or_to_the_preview(pj: Command, out: Path) -> None:
    """F6: Enter takes a pause; going on leads to the preview and the one question."""
    meet(pj)
    number = story(pj)
    how = ("share", number, "--to", "robin", "--out", out, "--unconfirmed", "--before")
    paused = pj(*how, stdin="\n" * 9, who="sam")
    assert (paused.code, paused.out, list(out.iterdir())) == (0, "1\n", [])
    assert "Enter waits until tomorrow." in paused.err
    pj("pause", "--end", "1", who="sam")
    longer = pj("share", "--paused", "1", "--before", stdin="\n" * 7 + "2\nthree days\n", who="sam")
    assert longer.out == "1\n"
    pj("pause", "--keep", "1", who="sam")
    gone = pj(*how, stdin="\n" * 7 + "3\ny\n", who="sam")
    assert gone.line == str(next(out.iterdir()))
    assert gone.err.index("3  Go on to preview") < gone.err.index("This is exactly what leaves:")
