"""What happened, for anyone who listens: the few messages that cross from one screen to another."""

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from textual.message import Message

if TYPE_CHECKING:  # The lock screen is painted before the rooms behind it are imported.
    from peerjournal.config import Settings
    from peerjournal.errors import PeerjournalError
    from peerjournal.session import Session


@runtime_checkable
class KeepsDraft(Protocol):
    """A screen that may hold words which are kept nowhere else yet."""

    def keep_draft(self) -> None:
        """Seal what is being written, now and in this thread; the process may end right after."""


class Imported(Message):
    """What the open journal needs is imported."""


class Unlocked(Message):
    """The journal was opened; ``first`` is what its first screen shows first."""

    def __init__(self, session: "Session", first: Any) -> None:
        super().__init__()
        self.session, self.first = session, first


class NotUnlocked(Message):
    """The journal did not open; the error says why."""

    def __init__(self, error: "PeerjournalError") -> None:
        super().__init__()
        self.error = error


class NoJournalFound(Message):
    """There is no journal where we looked."""


class JotKept(Message):
    """A line was sealed without unlocking."""


class JotNotKept(Message):
    """A line could not be sealed; the error says why."""

    def __init__(self, error: "PeerjournalError") -> None:
        super().__init__()
        self.error = error


class Failed(Message):
    """Something went wrong that nobody foresaw, outside of a message handler."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error = error


class JournalMade(Message):
    """There is a journal now, and it is open."""

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self.session = session


class JournalNotMade(Message):
    """No journal was made; the error says why."""

    def __init__(self, error: "PeerjournalError") -> None:
        super().__init__()
        self.error = error


class WaysInChanged(Message):
    """There are new recovery words, or another passphrase."""


class WaysInNotChanged(Message):
    """The ways in are as they were; the error says why."""

    def __init__(self, error: "PeerjournalError") -> None:
        super().__init__()
        self.error = error


class SettingsChosen(Message):
    """Somebody wants the app to look or behave otherwise."""

    def __init__(self, settings: "Settings") -> None:
        super().__init__()
        self.settings = settings


class SettingsNotKept(Message):
    """The settings hold until the app is closed; the error says why no longer."""

    def __init__(self, error: "PeerjournalError") -> None:
        super().__init__()
        self.error = error


class LetterMade(Message):
    """A letter was sealed, its file is there, and the ledger says so."""

    def __init__(self, kept: str) -> None:
        """Name the letter by the id under which it is kept."""
        super().__init__()
        self.kept = kept


class LetterKept(Message):
    """A letter was taken in, opened, or removed."""


class CircleChanged(Message):
    """Somebody joined the circle, left it, or is called something else, or a card of theirs came."""


class LedgerChanged(Message):
    """A row of the ledger says something else now, or is gone."""
