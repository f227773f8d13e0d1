"""The menu: one list of every action, made of the bindings of the screen one is on and of the app.

A binding with a description is an entry, so what has a key is in the menu; of a widget, those that the footer
shows, or all if it has a ``MENU``, as a part of the screen has. What has no key is named in the screen's
``MENU``. An entry's help is the first line of its action's docstring.
"""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import Screen

_OF_THE_LIBRARY = {"app.focus_next", "app.focus_previous", "screen.copy_text"}
"""What every screen of the library can do, and what nobody looks for in a list."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu."""

    title: str
    help: str
    key: str
    """How the key is written, or nothing."""
    action: str
    node: DOMNode
    """Whose action it is."""

    @property
    def shown(self) -> str:
        """What stands in the menu."""
        return f"{self.title}  {self.key}" if self.key else self.title

    async def run(self) -> None:
        """Do it."""
        await self.node.app.run_action(self.action, self.node)


def entries(screen: Screen[Any]) -> Iterator[Entry]:
    """Yield everything that can be done on a screen: what it does itself, then what the whole app does."""
    shown: set[str] = set()
    for entry in _all(screen):
        if entry.title not in shown:
            shown.add(entry.title)
            yield entry


def _all(screen: Screen[Any]) -> Iterator[Entry]:
    app = screen.app
    # What the footer shows comes first: it is what one does most.
    for active in sorted(screen.active_bindings.values(), key=lambda one: not one.binding.show):
        in_a_widget = active.node is not screen and not hasattr(active.node, "MENU")
        if active.node is not app and active.enabled and (active.binding.show or not in_a_widget):
            yield from _entry(active.node, active.binding)
    for title, action in getattr(screen, "MENU", ()):
        yield Entry(title, help_of(screen, action), "", action, screen)
    # In a window over another the library leaves the app's own out, though their keys work there too.
    for bindings in app._bindings.key_to_bindings.values():  # noqa: SLF001 — there is no other way to them
        for binding in bindings:
            yield from _entry(app, binding)
    for title, action in getattr(app, "MENU", ()):
        yield Entry(title, help_of(app, action), "", action, app)


def _entry(node: DOMNode, binding: Binding) -> Iterator[Entry]:
    if binding.description and not binding.system and binding.action not in _OF_THE_LIBRARY:
        target, action = _target(binding.action, node)
        key = node.app.get_key_display(binding)
        yield Entry(binding.description, help_of(target, action), key, action, target)


def _target(action: str, node: DOMNode) -> tuple[DOMNode, str]:
    owner, dot, name = action.partition(".")
    if dot and owner == "app":
        return node.app, name
    if dot and owner == "screen" and node.screen is not None:
        return node.screen, name
    return node, action


def help_of(node: DOMNode, action: str) -> str:
    """Return the first line of the docstring of an action."""
    method = getattr(node, f"action_{action.partition('(')[0]}", None)
    return (inspect.getdoc(method) or "").partition("\n")[0] if method is not None else ""


class MenuProvider(Provider):
    """Offers the menu's entries, in their own order, to the library's palette."""

    async def discover(self) -> Hits:
        """Yield everything."""
        for entry in entries(self.screen):
            yield DiscoveryHit(Content(entry.shown), entry.run, text=entry.title, help=entry.help)

    async def search(self, query: str) -> Hits:
        """Yield what a few letters find."""
        matcher = self.matcher(query)
        for entry in entries(self.screen):
            score = matcher.match(entry.shown)
            if score > 0:
                yield Hit(score, matcher.highlight(entry.shown), entry.run, text=entry.title, help=entry.help)
