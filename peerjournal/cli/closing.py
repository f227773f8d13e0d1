"""How a command leaves the journal: tidied, backed up and locked; and what to say where no backup is made."""

from typing import Any

from peerjournal.cli.terminal import Terminal


def close(terminal: Terminal, session: Any) -> None:
    """Do what is due at the end of a command, then forget the keys; Ctrl-C leaves out the rest of it."""
    try:
        with terminal.progress("Making the journal's file smaller") as progress:
            session.tidy(progress)
        with terminal.progress("Making today's backup") as progress:
            session.back_up(progress)
    finally:
        session.vault.lock()
    if session.backup_trouble:
        terminal.tell(session.backup_trouble)
