"""Going along a way in: a prompt is waited for, a line is chosen, all is skipped."""

from peerjournal.journal import Piece, guides
from peerjournal.session import Session
from peerjournal.tui.screens.way_in import WayInScreen
from peerjournal.tui.widgets.choices import Choices
from peerjournal.tui.widgets.prompt_step import PromptStep
from tests.tui.sharing import Seat


def only(session: Session) -> Piece:
    (piece,) = session.journal.list()
    return piece


async def prompted(seat: Seat, place: int) -> None:
    """Wait until a prompt is asked."""

    def there() -> bool:
        screen = seat.screen
        return (
            isinstance(screen, WayInScreen)
            and isinstance(screen.step, PromptStep)
            and (screen.step.place == place and screen.step.is_mounted and bool(screen.step.query("#way-on")))
        )

    await seat.until(there, place)
    await seat.pilot.pause()


async def chosen(seat: Seat, key: str) -> None:
    """Choose a line of a list by its key."""
    await seat.until(lambda: seat.screen.query(Choices))
    choices = seat.screen.query_one(Choices)
    choices.highlighted = [choice.key for choice in choices._choices].index(key)
    await seat.press("enter")


async def skipped_to_end(seat: Seat, guide: str = "just-today") -> None:
    for place in range(len(guides().get(guide).prompts)):
        await prompted(seat, place)
        await seat.press("ctrl+s")
    await seat.at("end")
