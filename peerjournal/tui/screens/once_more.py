"""The passphrase once more, for what gives the journal new keys: with any other nothing is done."""

from typing import ClassVar, TypeVar

from peerjournal.errors import PeerjournalError, WrongPassphrase
from peerjournal.tui.screens.steps import StepScreen
from peerjournal.tui.widgets.line import SecretInput

T = TypeVar("T")


class OnceMoreScreen(StepScreen[T]):
    """Asks for it in a line of a step; what opens nothing is forgotten."""

    NOT_THAT_ONE: ClassVar[str] = "That one did not open it. Nothing was changed; try once more."
    EMPTY: ClassVar[str] = "Your passphrase first. Nothing was changed."

    def typed(self) -> str:
        """Return what stands in the line; where nothing does that is said."""
        typed = self.query_one(SecretInput).value
        if not typed and self.step is not None:
            self.step.refuse(self.EMPTY)
        return typed

    def refuse(self, error: PeerjournalError) -> None:
        """Say why nothing was done; recovery words with a slip stay in the line."""
        if not isinstance(error, WrongPassphrase):
            super().refuse(error)
            return
        line = self.query_one(SecretInput)
        if not error.slips:
            line.forget()
        if self.step is not None:
            # That these are the recovery words, or nearly, is worth saying; any other is only not the one.
            words = error.slips or str(error) != str(WrongPassphrase())
            self.step.refuse(f"{error} {error.meant}".strip() if words else self.NOT_THAT_ONE)
        line.focus()
