"""Moving in and out, among what can be done in looking after a journal: three ways, a screen each."""

from typing import Final

from peerjournal.tui.screens.mending import MendingScreen
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.step import BACK, Step

MOVING: Final = Choice(
    "moving", "Move in, or move out", "Bring another journal in, or leave with everything."
)
_WAYS = (
    Choice("in", "Move another journal in", "It is shown first, and can be taken out again."),
    Choice("undo", "Take back what was moved in", "Exactly what came in at one time."),
    Choice("out", "Move out to plain files", "Everything you wrote, for another program or for keeping."),
)


class MovingAboutScreen(MendingScreen):
    """Leads to them, and remembers whether one of them changed something."""

    def ask_moving(self) -> Step:
        """Ask which."""
        return Step("Move in, or move out?", held=[Choices(_WAYS)], ways=[BACK])

    async def hear_moving(self, key: str) -> None:
        """Go there."""
        if key == "in":
            from peerjournal.tui.screens.moving_in import MovingInScreen  # noqa: PLC0415 — only for who goes

            self.app.push_screen(MovingInScreen(self.session), self._moved)
        elif key == "undo":
            from peerjournal.tui.screens.moving_back import MovingBackScreen  # noqa: PLC0415 — as above

            self.app.push_screen(MovingBackScreen(self.session), self._moved)
        else:
            from peerjournal.tui.screens.moving_out import MovingOutScreen  # noqa: PLC0415 — as above

            self.app.push_screen(MovingOutScreen(self.session))

    def _moved(self, changed: bool | None) -> None:  # noqa: FBT001 — the library calls it with the answer
        self.changed = self.changed or bool(changed)
