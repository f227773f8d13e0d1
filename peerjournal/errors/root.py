"""The root of every refusal, and what belongs to no one room: input, settings, editors, what is moved in."""

import pathlib


class PeerjournalError(Exception):
    """The root: everything this program refuses on purpose."""

    exit_code = 1
    hint = ""

    def __init__(self, message: str = "", *, hint: str = "") -> None:
        super().__init__(message or (type(self).__doc__ or "").splitlines()[0])
        if hint:
            self.hint = hint


class EditorError(PeerjournalError):
    """Your own editor can't be used."""


class NoEditor(EditorError):
    """No editor of yours is named: neither VISUAL nor EDITOR is set."""

    hint = "Name one, as in `VISUAL=vim`. The app has an editor of its own. `peerjournal` alone opens it."


class NoRoomInMemory(EditorError):
    """This computer has no storage that is only memory, so a plain text would touch the disk."""

    hint = "Nothing was opened. The app's own editor seals what you write. `peerjournal` alone opens it."


class EditorFailed(EditorError):
    """Your editor did not end well."""

    hint = "What was kept before is as it was."


class InputError(PeerjournalError):
    """What came in can't be used as it is."""

    exit_code = 2


class NeedsAnswer(InputError):
    """There is nobody to ask here, because the input is not a terminal."""


class NotText(InputError):
    """The input is not UTF-8 text, so nothing was kept."""

    hint = "Save it as UTF-8 and try again."


class SourceUnreadable(PeerjournalError):
    """What is to be moved in can't be read."""

    hint = "Nothing was kept, and the source is as it was."

    def __init__(self, message: str = "", *, path: pathlib.Path | None = None, line: int = 0) -> None:
        super().__init__(message)
        self.path, self.line = path, line
        """Which file, and which line of it from 1: to be shown beside the message, which names neither."""


class ConfigError(PeerjournalError):
    """A setting can't be used."""


class CryptoError(PeerjournalError):
    """A seal did not open. Never reaches a person: each floor translates it."""
