"""New keys, for when somebody may have had the old ones: the passphrase once more, then new words."""

from typing import ClassVar

from textual.widgets import Static

from peerjournal import vault
from peerjournal.session import Session
from peerjournal.tui.screens.once_more import OnceMoreScreen
from peerjournal.tui.screens.recovery import RecoveryScreen
from peerjournal.tui.widgets.line import SecretInput
from peerjournal.tui.widgets.show_secret import ShowSecret
from peerjournal.tui.widgets.step import Step


class RenewScreen(OnceMoreScreen[None]):
    """Asks for the passphrase; the words, and the renewing itself, are the next screen's."""

    WHERE = "New keys"
    FIRST = "passphrase"
    MENU: ClassVar[tuple[tuple[str, str], ...]] = ()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def ask_passphrase(self) -> Step:
        """Ask for it once more."""
        return Step(
            "Your passphrase, once more",
            "It stays as it is. The journal is sealed anew, under keys that nobody had before.",
            "Next come new recovery words. Earlier ones, and a second passphrase, then open it no longer.",
            "Backups and copies made before keep the old keys.",
            held=[SecretInput(id="secret"), Static(" "), ShowSecret()],
        )

    async def hear_passphrase(self, key: str) -> None:
        """Look whether it is the passphrase itself."""
        del key
        typed = self.typed()
        if typed and self.step is not None:
            self.step.refuse("Looking whether it is. This takes a moment.")
            self.do(lambda: vault.require_passphrase(self.session.vault, typed), lambda _: self._go_on(typed))

    def _go_on(self, passphrase: str) -> None:
        for line in self.query(SecretInput):
            line.forget()
        self.app.switch_screen(RecoveryScreen(self.session, renewing=passphrase))
