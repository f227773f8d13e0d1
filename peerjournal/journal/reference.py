"""What people call an entry by: its short number (`12`, `12b` for another device's), or how its id begins."""

from collections.abc import Callable

from peerjournal.errors import NoSuchEntry
from peerjournal.journal.story import Piece
from peerjournal.vault import Document, Vault, short_number

TABLE = "entries"

_SHORTEST_PREFIX = 6
_SHOWN = 13
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def find(vault: Vault, ref: str) -> tuple[str, Document]:
    """Return (id, document) of what ``ref`` names, removed or not.

    Raises:
        NoSuchEntry: Nothing has that number or id, or several ids begin so.
    """
    ref = ref.strip().lower()
    number, letter = _number(ref)
    if number:
        # What is asked for is mostly recent, and the newest are read without the rest.
        for identifier, doc in vault.newest_first():
            if doc.get("number") == number and vault.device_letter(doc.get("by", "")) == letter:
                return identifier, doc
    return _by_id(vault, ref)


def naming(vault: Vault, ref: str) -> Callable[[str, Document], bool]:
    """Return what tells of any (id, document), there now or gone, whether ``ref`` names it."""
    ref = ref.strip().lower()
    number, letter = _number(ref)

    def names(identifier: str, doc: Document) -> bool:
        if number and doc.get("number") == number and vault.device_letter(doc.get("by", "")) == letter:
            return True
        return len(ref) >= _SHORTEST_PREFIX and identifier.startswith(ref)

    return names


def _number(ref: str) -> tuple[int, str]:
    """Return the short number that a reference may be and the device's letter; 0 where it is none."""
    number = ref.rstrip(_LETTERS)
    if number.isascii() and number.isdigit():
        return int(number), ref[len(number) :]
    return 0, ""


def short(vault: Vault, piece: Piece) -> str:
    """Return the short number, or the beginning of the id for what has none yet."""
    return short_number(vault, piece) or piece.id[:_SHOWN]


def _by_id(vault: Vault, ref: str) -> tuple[str, Document]:
    documents = vault.documents(TABLE)
    if ref in documents:
        return ref, documents[ref]
    found = [each for each in documents if each.startswith(ref)] if len(ref) >= _SHORTEST_PREFIX else []
    if len(found) > 1:
        raise NoSuchEntry("Several entries begin with that.", hint="Give more of the id.")
    if not found:
        raise NoSuchEntry
    return found[0], documents[found[0]]
