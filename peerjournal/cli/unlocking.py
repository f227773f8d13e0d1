"""Unlocking by command: is there a journal, recovery words mended after a slip, what came in since."""

import contextlib
from collections.abc import Callable
from typing import Any

from peerjournal.cli.terminal import Terminal
from peerjournal.crypto import normalise
from peerjournal.disk import DISK
from peerjournal.errors import JournalDamaged, NoJournal, WrongPassphrase
from peerjournal.vault import find

_CUT_OFF = (
    "What you wrote in your own editor when it was cut off is kept as a draft. The app has it on the shelf"
    " *Drafts*."
)
_ASKED = "Look at your paper, and type these once more. What you type is not shown; Enter leaves a word."


def require_one(places: Any) -> None:
    """Say that there is no journal before anyone is asked for a passphrase."""
    with contextlib.suppress(JournalDamaged):
        try:
            find(places.journal, places.state, DISK)
        except NoJournal:
            raise NoJournal(f"There is no journal in {places.journal} yet.") from None


def tell_what_waited(terminal: Terminal, session: Any) -> None:
    """Say what waited for an unlock: erasing that could not be finished, jots, and pages of an editor."""
    for sentence in session.erasing_left:
        terminal.tell(sentence)
    count = session.taken_in
    if count:
        terminal.tell(f"{count} jot{'' if count == 1 else 's'} kept while locked: now in the journal.")
    if session.taken_back:
        terminal.tell(_CUT_OFF)
    if session.unmarked:
        terminal.tell(
            "Something lies among your jots that none of your devices has marked. It was left where it is,"
            " and is not in the journal."
        )


def mended(terminal: Terminal, unlock: Callable[[str], Any], typed: str, error: WrongPassphrase) -> Any:
    """Ask for the recovery words that can't be right until all open the journal; return what ``unlock`` does.

    Raises:
        WrongPassphrase: They do not open it, or every word was left as it was.
    """
    words = normalise(typed).split()
    while True:
        terminal.tell(str(error))
        terminal.tell(_ASKED)
        before = list(words)
        for place, meant in error.slips.items():
            again = normalise(terminal.secret(_question(place, meant), instead=""))
            words[place - 1] = again or words[place - 1]
        if words == before:
            raise error
        try:
            return unlock(" ".join(words))
        except WrongPassphrase as refused:
            if not refused.slips:
                raise
            error = refused


def _question(place: int, meant: tuple[str, ...]) -> str:
    return f"Word {place} (perhaps {' or '.join(meant)}): " if meant else f"Word {place}: "
