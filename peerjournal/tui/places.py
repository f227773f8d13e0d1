"""Where one was in each letter, so that coming back goes on there; forgotten when the journal locks."""

from weakref import WeakKeyDictionary

from peerjournal.session import Session

_PLACES: WeakKeyDictionary[Session, dict[str, float]] = WeakKeyDictionary()


def keep_place(session: Session, letter: str, share: float) -> None:
    """Keep in mind how far down somebody was, as a share of the whole; nothing is written anywhere."""
    _PLACES.setdefault(session, {})[letter] = share


def place_in(session: Session, letter: str) -> float:
    """Return how far down somebody was when they left."""
    return _PLACES.get(session, {}).get(letter, 0)
