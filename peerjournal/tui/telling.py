"""What a refusal says on a screen: its sentence and its hint, without what only a command can do."""

import re

from peerjournal.errors import JournalDamaged, JournalReadOnly, PeerjournalError, VaultError

_OF_A_COMMAND = re.compile(r"`(?:peerjournal|peers|write|jot|--)|(?:^| )--\w")
LOOK_AFTER = "Looking after your journal, in the menu of the list (F2), says what can be done."
_SENTENCES = re.compile(r"(?<=[.;])\s+")


def told(error: PeerjournalError) -> str:
    """Return what to show of an error.

    A hint that names a command stays only where there is no other way. Where the journal itself is at fault,
    the menu has one.
    """
    if isinstance(error, JournalDamaged | JournalReadOnly):
        hint = error.hint
        if (left := without_commands(hint)) != hint:
            hint = f"{left} {LOOK_AFTER}".lstrip()
    else:
        hint = error.hint if isinstance(error, VaultError) else without_commands(error.hint)
    return f"{error} {hint}".strip()


def without_commands(text: str) -> str:
    """Return a text without the sentences that name a command."""
    return " ".join(one for one in _SENTENCES.split(text) if not _OF_A_COMMAND.search(one))
