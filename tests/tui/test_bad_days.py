"""What somebody reads on a bad day, in a real terminal: killed while writing, a full disk."""

import os
import signal
import sys
import time

from peerjournal import vault
from peerjournal.config import Places
from peerjournal.session import Session
from peerjournal.tui.deeds import BEGUN
from peerjournal.tui.widgets.keeper import DRAFT, NOT_SAVED, ON_THE_PAGE
from tests.conftest import PASSPHRASE
from tests.tui.conftest import app_in, bodies
from tests.tui.terminal import LONGEST, Terminal

MAIN = "peerjournal.tui.screens.main:MainScreen"
FULL = """
import errno
from peerjournal.errors import NotSaved
from peerjournal.vault import drafts
def refuse(*_, **__):
    raise NotSaved from OSError(errno.ENOSPC, "no room")
drafts.Drafts.keep = refuse
"""
WORDS = "Words of a bad day."
SIZE = (100, 30)


def open_page(terminal: Terminal) -> None:
    """Open the journal and write on a new page."""
    unlock(terminal)
    terminal.wait_for("This is your place.")
    terminal.press("n")
    terminal.wait_for("Start anywhere.")
    terminal.type(WORDS)


def unlock(terminal: Terminal) -> None:
    terminal.wait_for("Your journal is locked.")
    terminal.type(PASSPHRASE)
    terminal.press("enter")


def shows(terminal: Terminal, sentence: str) -> None:
    """Wait for a sentence, however its lines are broken."""
    terminal.wait(lambda: sentence in " ".join(terminal.text.split()), repr(sentence))


def test_a_killed_editor_is_said_to_have_left_its_words_among_the_drafts(places: Places) -> None:
    with app_in(places, main=MAIN, size=SIZE) as terminal:
        open_page(terminal)
        terminal.wait_for(DRAFT)
        terminal.signal(signal.SIGKILL)
        assert terminal.end() == -signal.SIGKILL
    assert bodies(places) == [WORDS]
    with app_in(places, main=MAIN, size=SIZE) as terminal:
        unlock(terminal)
        shows(terminal, BEGUN)
        terminal.press("f9")
        assert terminal.end() == 0


def test_a_full_disk_says_what_closing_would_lose(places: Places) -> None:
    session = Session.unlock(places, PASSPHRASE)
    vault.recovery_offered(session.vault)
    session.lock()
    with app_in(places, main=MAIN, size=SIZE, before=FULL) as terminal:
        open_page(terminal)
        terminal.wait_for(NOT_SAVED)
        shows(terminal, "The disk is full, so this was not saved. What was there before is safe.")
        shows(terminal, ON_THE_PAGE)
        terminal.press("ctrl+q")
        terminal.wait_for("What you wrote last could not")
        assert WORDS in terminal.text
        # There is room again: the page is kept as any other.
        terminal.press("ctrl+s")
        terminal.wait_for("Saved just now")
        terminal.press("f9")
        assert terminal.end() == 0
    assert [piece.body for piece in Session.unlock(places, PASSPHRASE).journal.list()] == [WORDS]


def test_a_passphrase_stays_unseen_where_the_program_was_stopped_at_the_question(places: Places) -> None:
    where = ("--journal", places.journal, "--state", places.state)
    with Terminal([sys.executable, "-m", "peerjournal", *where, "list"]) as terminal:
        terminal.wait_for("Passphrase:")
        hidden_again(terminal)
        terminal.type(f"{PASSPHRASE}\n")
        assert terminal.end() == 0
        assert PASSPHRASE not in terminal.text


def hidden_again(terminal: Terminal) -> None:
    """Show what is typed, as a shell does in between, go on, and wait until it is hidden."""
    terminal.show_typing()
    assert terminal.echoes
    terminal.signal(signal.SIGCONT)
    deadline = time.monotonic() + LONGEST
    while terminal.echoes:
        assert time.monotonic() < deadline, "what is typed stays shown"
        os.sched_yield()
