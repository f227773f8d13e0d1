"""Reading together: how a screen of the open journal hands the chosen text to a process that has no keys."""

from collections.abc import Callable, Sequence
from typing import Any

from textual.app import App

from peerjournal import afresh
from peerjournal.tui.messages import StartReading


def start_reading(bodies: Sequence[str], *, app: App[Any], note: Callable[[], object]) -> None:
    """Lock the journal and show only these texts; the app begins anew for that, and nothing comes back here.

    It may be called in a thread. What is being written is kept first, as whenever the journal is locked.

    Args:
        bodies: The letters, as previewed.
        app: The app with the open journal.
        note: Notes in the ledger that they were read together; called once nothing else can go wrong.

    Raises:
        PeerjournalError: Reading could not begin, or it could not be noted. The journal stays open.
    """
    handed = afresh.hand_on(bodies, locks=True)
    try:
        note()
    except BaseException:
        handed.drop()
        raise
    app.post_message(StartReading(handed))
