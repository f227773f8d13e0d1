"""What happened, for anyone who listens: the few messages that cross from one screen to another."""

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from textual.message import Message

if TYPE_CHECKING:  # The lock screen is painted before the rooms behind it are imported.
    from pathlib import Path

    from peerjournal.afresh import Handed
    from peerjournal.config import Settings
    from peerjournal.errors import PeerjournalError
    from peerjournal.session import Session


@runtime_checkable
class KeepsDraft(Protocol):
    """A screen that may hold words which are kept nowhere else yet."""

    def keep_draft(self) -> None:
        """Seal what is being written, now and in this thread; the process may end right after."""


@runtime_checkable
class StopsWork(Protocol):
    """A screen that may be doing something long, which ends soon after it was asked to."""

    def stop_work(self, seconds: float = 0) -> bool:
        """Ask it to end, wait so long for that, and return whether nothing is done any more."""
        ...


@runtime_checkable
class ForgetsSecrets(Protocol):
    """A screen on which a passphrase is typed while nothing is open."""

    def forget(self) -> None:
        """Empty the line: nobody touched anything for a while."""
        ...


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


class JournalRead(Message):
    """The whole journal was read, so that a backup of it costs no second reading."""


class BackupEnded(Message):
    """The backup of the day is made, or is not."""

    def __init__(self, trouble: str) -> None:
        """Say in a sentence why it is not; nothing where it is, or was stopped."""
        super().__init__()
        self.trouble = trouble


class GoTo(Message):
    """Somebody wants the app to begin anew, locked, with another journal."""

    def __init__(self, folder: "Path", state: "Path") -> None:
        super().__init__()
        self.folder, self.state = folder, state


class StartReading(Message):
    """Texts were handed on to be read together: the journal is to be locked, and they alone are shown."""

    def __init__(self, handed: "Handed") -> None:
        super().__init__()
        self.handed = handed


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
