"""A line for a time zone that offers the names there are, and a list of those that fit below it."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.suggester import Suggester

from peerjournal.journal import zones
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.line import Line

MOST = 4
"""How many names stand below the line."""


class ZoneNames(Suggester):
    """Completes a name from its beginning."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """Return the line with the first name that begins so, or nothing."""
        begun = value.casefold()
        if not begun:
            return None
        fits = (name for name in zones.like(value, most=MOST) if name.casefold().startswith(begun))
        return next((value + name[len(begun) :] for name in fits), None)


class ZoneLine(Line):
    """A line for a zone; Right takes the name that is offered, Down goes to the list of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "cursor_right", "Take the zone that is offered", show=False),
        Binding("down", "to_names", "To the zones below", show=False),
    ]

    def __init__(self, value: str, *, offered: Callable[[], Choices], id: str) -> None:  # noqa: A002 — the library's own name for it
        """Take a zone.

        Args:
            value: What stands there.
            offered: Gives the list in which the names that fit are shown.
            id: The widget's id.
        """
        super().__init__(
            value,
            suggester=ZoneNames(),
            select_on_focus=True,
            placeholder="Europe/Berlin, Tokyo, +01:00",
            id=id,
        )
        self._offered, self._first = offered, value

    def offer(self) -> None:
        """Show the names that fit; none where what stands there is one, or is what it was."""
        fits = zones.like(self.value, most=MOST) if self.value.strip() != self._first else ()
        done = len(fits) > 0 and fits[0].casefold() == self.value.strip().casefold()
        names = self._offered()
        names.show(Choice(name, name) for name in (() if done else fits))
        names.display = bool(fits) and not done and (self.has_focus or names.has_focus)

    def action_to_names(self) -> None:
        """Go to the list, where there is one."""
        if self._offered().display:
            self._offered().focus()
