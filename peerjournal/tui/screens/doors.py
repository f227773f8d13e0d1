"""The doors of the main screen: which screen is behind each, imported only when somebody goes through."""

import contextlib
from collections.abc import Callable
from importlib import import_module
from types import MappingProxyType
from typing import Any

from textual.screen import Screen

from peerjournal.errors import JournalError, LetterError, PeerjournalError
from peerjournal.journal import Story
from peerjournal.letters import Kept
from peerjournal.session import Session
from peerjournal.tui.library import Item
from peerjournal.tui.screens.shaped import ShapedScreen
from peerjournal.tui.telling import told

_BEHIND = MappingProxyType(
    {
        "editor": "EditorScreen",
        "letter": "LetterScreen",
        "receive": "ReceiveScreen",
        "reply": "ReplyScreen",
        "by_hand": "ByHandScreen",
        "share": "ShareScreen",
        "ledger": "LedgerScreen",
        "peers": "PeersScreen",
        "settings": "SettingsScreen",
        "recovery": "RecoveryScreen",
    }
)
"""For each file of this room the screen it makes of an open journal."""
_GONE = "What this was begun for is no longer here."
_STAYS = "Its words stay among your drafts."


class Hall(ShapedScreen[None]):
    """A screen of an open journal, from which others are entered."""

    def __init__(self, session: Session | None) -> None:
        """Begin; the session may come later, but before anybody goes anywhere."""
        super().__init__()
        self._opened = session
        self._leaving = False
        """Whether another screen is about to lie over this one; until then no key does anything."""

    @property
    def _session(self) -> Session:
        if self._opened is None:
            raise LookupError("the journal is not open yet")
        return self._opened

    def enter(self, door: str, *what: Any, then: Callable[[Any], None] | None = None) -> None:
        """Go through a door, and afterwards do something with what came of it."""
        self.go(lambda: through(door, self._session, *what), then)

    def go(self, make: Callable[[], Screen[Any]], then: Callable[[Any], None] | None = None) -> None:
        """Go to a screen that is made now; where it can't be made, say why and stay."""
        if self._leaving:
            return
        try:
            screen = make()
        except PeerjournalError as error:
            self.notify(told(error), timeout=10)
        else:
            self._leaving = True
            self.app.push_screen(screen, then)


def through(door: str, session: Session, *what: Any, **more: Any) -> Screen[Any]:
    """Return the screen behind a door; raises what making it does."""
    made = getattr(import_module(f"peerjournal.tui.screens.{door}"), _BEHIND[door])
    screen: Screen[Any] = made(session, *what, **more)
    return screen


def prepare() -> None:
    """Import what is opened most, so that it is there at once; for a thread."""
    # What can't be imported is said where it is needed.
    with contextlib.suppress(ImportError):
        import_module("peerjournal.tui.screens.editor")


def to_draft(session: Session, item: Item) -> Screen[Any]:
    """Return the screen on which a draft was begun, with what stands in it.

    Raises:
        PeerjournalError: What it was begun for is no longer there.
    """
    kind, about = item.held.fields.get("kind"), str(item.held.fields.get("about", ""))
    if kind in {"reply", "by hand"}:
        return through("reply" if kind == "reply" else "by_hand", session, _letter(session, about))
    if kind == "share":
        return through("share", session, [_story(session, one) for one in about.split(",") if one])
    return through("editor", session, draft=item.id)


def _letter(session: Session, identifier: str) -> Kept:
    kept = session.inbox.letters.by_id(identifier)
    if kept is None:
        raise LetterError(_GONE, hint=_STAYS)
    return kept


def _story(session: Session, identifier: str) -> Story:
    piece = session.journal.get(identifier)
    if not isinstance(piece, Story):
        raise JournalError(_GONE, hint=_STAYS)
    return piece
