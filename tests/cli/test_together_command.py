"""The command `together`, on a real terminal: what it refuses, what it asks, and what it leaves."""

import sys
from pathlib import Path

import pytest

from peerjournal.letters import Row
from tests.cli.conftest import Command
from tests.cli.exchange import meet, story, unlocked
from tests.conftest import PASSPHRASE
from tests.tui.terminal import Terminal
from tests.tui.test_locking import copies
from tests.tui.together import secrets_of

BODY = "The heron 4417. [[I had my resignation written.]] I sat on the back stairs."
SHOWN, STAYS = "The heron 4417.", "resignation"
OTHER = "another page, the otter 9920"
ASKS = "read it with robin now?"
ONLY_THIS = "Only this is open. Everything else needs your passphrase."
DUMPABLE = """
from peerjournal import process
process.refuse_dumps = lambda: None
from peerjournal.__main__ import start
start()
"""
"""The program, but so that its memory can be read by whoever runs the tests, root or not."""


NO_ROOM = """
import os
def refuse(*_):
    raise OSError
os.execv = refuse
"""
"""Where the system begins no program in the place of this one."""


def together(pj: Command, *arguments: str, program: str = DUMPABLE) -> Terminal:
    """Begin the command on a terminal, and type the passphrase."""
    places = pj.places("sam")
    terminal = Terminal(
        [
            *(sys.executable, "-c", program, "--journal", places.journal, "--state", places.state),
            *("together", *arguments),
        ],
        environment={"PEERJOURNAL_CONFIG": str(pj.folder / "settings")},
    )
    terminal.wait_for("Passphrase:")
    terminal.type(f"{PASSPHRASE}\n")
    return terminal


def rows(pj: Command) -> list[Row]:
    with unlocked(pj, "sam") as sam:
        return list(sam.ledger.rows())


@pytest.mark.skipif(sys.platform != "linux", reason="reads a process's memory as Linux shows it")
def test_the_letter_is_read_by_a_process_without_keys_and_stands_in_the_ledger(pj: Command) -> None:
    meet(pj)
    number = story(pj, BODY)
    story(pj, OTHER, title="Not chosen")
    keys = secrets_of(pj.places("sam"))
    with together(pj, number, "--to", "robin", "--note", "For you.") as terminal:
        terminal.wait_for(ASKS)
        assert copies(terminal.pid, keys[0]) > 0, "the search finds what is there"
        assert SHOWN not in terminal.text
        terminal.type("y\n")
        terminal.wait_for(ONLY_THIS)
        terminal.wait_for(SHOWN)
        assert "For you." in terminal.text
        for word in (PASSPHRASE, STAYS, OTHER):
            assert copies(terminal.pid, word) == 0
        for key in keys:
            assert copies(terminal.pid, key) == 0
        told = Path(f"/proc/{terminal.pid}/cmdline").read_bytes()
        assert b"together" not in told
        assert b"robin" not in told
        terminal.press("esc", "esc")
        assert terminal.end() == 0
        assert terminal.echoes
    (row,) = rows(pj)
    assert (row.form, row.state) == ("together", "handed over")
    assert b"Read with robin, and written down" in terminal.written
    assert SHOWN not in terminal.text


def test_no_leaves_everything_as_it_was(pj: Command) -> None:
    meet(pj)
    with together(pj, story(pj, BODY), "--to", "robin") as terminal:
        terminal.wait_for(ASKS)
        terminal.type("n\n")
        assert terminal.end() == 0
    assert b"nothing was written down" in terminal.written
    assert SHOWN.encode() not in terminal.written
    assert rows(pj) == []


def test_somebody_with_no_card_can_read_it_too_and_the_ledger_may_be_off(pj: Command) -> None:
    pj("peers", "add", "robin", who="sam")
    with unlocked(pj, "sam") as sam:
        sam.ledger.switch(on=False)
    with together(pj, story(pj, BODY), "--to", "robin", "--yes") as terminal:
        terminal.wait_for(SHOWN)
        terminal.press("ctrl+l")
        assert terminal.end() == 0
    assert b"The ledger is off" in terminal.written
    assert rows(pj) == []


def test_what_is_undecided_refuses(pj: Command) -> None:
    meet(pj)
    with together(pj, story(pj, "Her number is +44 20 7946 0123."), "--to", "robin") as terminal:
        assert terminal.end() == 1
    assert b"Each needs your decision" in terminal.written
    assert ONLY_THIS.encode() not in terminal.written
    assert rows(pj) == []


def test_words_to_look_at_are_looked_at_alone(pj: Command) -> None:
    meet(pj)
    number = story(pj, "I met her at Saint Orla Hospital.")
    with together(pj, number, "--to", "robin") as terminal:
        assert terminal.end() == 1
    assert b"you have not looked at them yet" in terminal.written
    assert b"Orla" not in terminal.written
    with together(pj, number, "--to", "robin", "--looked") as terminal:
        terminal.wait_for(ASKS)
        terminal.type("y\n")
        terminal.wait_for("Orla")
        terminal.press("f9")
        assert terminal.end() == 0
    assert len(rows(pj)) == 1


def test_without_a_screen_it_says_what_to_use(pj: Command) -> None:
    meet(pj)
    refused = pj("together", story(pj, BODY), "--to", "robin", "--yes", who="sam")
    assert refused.code == 2
    assert "needs a terminal with a screen" in refused.err
    assert "peerjournal preview" in refused.err
    assert rows(pj) == []


def test_where_reading_can_not_begin_it_says_what_is_noted_already(pj: Command) -> None:
    meet(pj)
    with together(pj, story(pj, BODY), "--to", "robin", program=NO_ROOM + DUMPABLE) as terminal:
        terminal.wait_for(ASKS)
        terminal.type("y\n")
        assert terminal.end() == 1
    assert b"Reading together could not begin." in terminal.written
    assert b"ledger forget" in terminal.written
    assert SHOWN.encode() not in terminal.written
