"""The exact bytes of a letter: a line of lengths, the body, the index, padding, and the mark if there is one.

Reading is as strict as writing: of what a letter says there is one spelling, and everything else is refused.
"""

import binascii
import json
import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Any, Final

from peerjournal.errors import LetterDamaged, TooLarge
from peerjournal.letters.letter import INNER_KINDS, KINDS, MOST_BODY, WISHES, Letter, Part, is_letter_id

START: Final = b"peerjournal letter "
MOST_INDEX: Final = 64 * 1024

_FIRST_LINE: Final = re.compile(rb"peerjournal letter 0 ([1-9][0-9]{0,6}) ([1-9][0-9]{0,6})\n")
_LONGEST_FIRST_LINE: Final = 64
_MARK: Final = re.compile(rb"[0-9a-f]{64}\n")
_MARK_SIZE: Final = 65
_SMALLEST: Final = 1024
_LARGEST_POWER: Final = 64 * 1024
_STEP: Final = 16 * 1024
_LINKS: Final = ("in_reply_to", "replaces", "takes_back")
_MUST: Final = frozenset({"letter_id", "parts", "wish"})
_MAY: Final = frozenset({"card", "from", "to", *_LINKS})


@dataclass(frozen=True, slots=True)
class Ends:
    """Between which two cards a marked letter goes."""

    to: bytes
    """The id of the recipient's card."""
    sender: bytes
    """The id of the sender's card."""
    card: bytes = b""
    """The sender's new CARD, if the letter carries one."""


@dataclass(frozen=True, slots=True, repr=False)
class Written:
    """A letter taken apart; whether its mark fits is not settled yet."""

    letter: Letter
    ends: Ends | None
    above: bytes
    """Every byte above the mark."""
    tag: bytes
    """The mark, 32 bytes; empty without one."""


def size_of(used: int) -> int:
    """Return how long a letter is whose lines, body, index and mark take ``used`` bytes."""
    if used > _LARGEST_POWER:
        return -(-used // _STEP) * _STEP
    return max(_SMALLEST, 1 << (used - 1).bit_length())


def write_above(letter: Letter, ends: Ends | None) -> bytes:
    """Return every byte of a letter above its mark; without ``ends`` there is none, so this is all."""
    index = _index(letter, ends)
    if len(index) > MOST_INDEX:
        raise TooLarge("This letter has more parts than a letter may have.")
    said = b"%s0 %d %d\n%s\n%s\n" % (START, len(letter.body), len(index), letter.body, index)
    mark = _MARK_SIZE if ends else 0
    used = len(said) + mark
    return said + b"\n" * (size_of(used) - used)


def mark_line(tag: bytes) -> bytes:
    """Return the last line of a marked letter."""
    return tag.hex().encode() + b"\n"


def read(plain: bytes) -> Written:
    """Take a letter apart.

    Raises:
        LetterDamaged: It is not exactly as a letter is written.
        TooLarge: Its first line promises more text than a letter may hold.
    """
    body_size, index_size, place = _first_line(plain)
    body = plain[place : place + body_size]
    place += body_size + 1
    index = plain[place : place + index_size]
    place += index_size + 1
    values = _strict_json(index)
    letter, ends = _letter(body, values), _ends(values)
    used = place + (_MARK_SIZE if ends else 0)
    above, mark = plain[: size_of(used) - (used - place)], plain[size_of(used) - (used - place) :]
    if above != write_above(letter, ends):
        raise LetterDamaged("This letter is not written as letters are.")
    if ends is None:
        _require(not mark)
        return Written(letter, None, above, b"")
    _require(bool(_MARK.fullmatch(mark)))
    return Written(letter, ends, above, bytes.fromhex(mark[:-1].decode()))


def _first_line(plain: bytes) -> tuple[int, int, int]:
    head = plain[:_LONGEST_FIRST_LINE]
    found = _FIRST_LINE.match(head)
    if found is None:
        if head.startswith(START) and not head.startswith(START + b"0 "):
            raise LetterDamaged(
                "This letter was written by another version of the program.",
                hint="Nothing was kept. A newer Peerjournal may open it.",
            )
        raise LetterDamaged
    body_size, index_size = int(found[1]), int(found[2])
    if body_size > MOST_BODY or index_size > MOST_INDEX:
        raise TooLarge
    return body_size, index_size, found.end()


def _require(met: bool) -> None:  # noqa: FBT001 -- a condition is what this is about
    if not met:
        raise LetterDamaged("This letter is not written as letters are.")


def _index(letter: Letter, ends: Ends | None) -> bytes:
    values: dict[str, Any] = {
        "letter_id": letter.letter_id,
        "wish": letter.wish,
        "parts": [{"at": [part.start, part.end], "kind": part.kind} for part in letter.parts],
    }
    for name in _LINKS:
        if link := getattr(letter, name):
            values[name] = link
    if ends:
        values |= {"to": ends.to.hex(), "from": ends.sender.hex()}
        if ends.card:
            values["card"] = b64encode(ends.card).decode()
    return json.dumps(values, sort_keys=True, separators=(",", ":")).encode()


def _strict_json(index: bytes) -> dict[str, Any]:
    """Parse the index. That nothing else is in it is settled by writing it again, in ``read``."""
    try:
        values = json.loads(index)
    except (ValueError, RecursionError):
        # What was there stays out of the error's chain: it holds what someone wrote.
        raise LetterDamaged("The index of this letter can't be read.") from None
    _require(isinstance(values, dict))
    _require(values.keys() >= _MUST and not values.keys() - _MUST - _MAY)
    return dict(values)


def _letter(body: bytes, values: dict[str, Any]) -> Letter:
    try:
        body.decode()
    except UnicodeDecodeError:
        raise LetterDamaged("The text of this letter can't be read.") from None
    links = {name: values[name] for name in _LINKS if name in values}
    _require(all(map(is_letter_id, (values["letter_id"], *links.values()))))
    _require(isinstance(values["wish"], str) and values["wish"] in WISHES)
    _require(isinstance(values["parts"], list))
    parts = tuple(map(_part, values["parts"]))
    _check_places(parts, body)
    return Letter(values["letter_id"], body, parts, values["wish"], **links)


def _part(value: object) -> Part:
    _require(isinstance(value, dict) and value.keys() == {"at", "kind"})
    at, kind = value["at"], value["kind"]  # type: ignore[index]  # the line above has seen that it is a dict
    _require(isinstance(kind, str) and kind in KINDS)
    _require(isinstance(at, list) and len(at) == 2 and all(type(one) is int for one in at))  # noqa: PLR2004 -- a start and an end
    return Part(kind, at[0], at[1])


def _check_places(parts: tuple[Part, ...], body: bytes) -> None:
    """Require ranges in order that do not overlap, but for those that lie inside the story before them."""
    free, story_end = 0, 0
    for part in parts:
        inner = part.kind in INNER_KINDS
        _require(free <= part.start < part.end <= (story_end if inner else len(body)))
        _require(inner or part.start >= story_end)
        _require(all(_on_boundary(body, place) for place in (part.start, part.end)))
        if part.kind == "story":
            free, story_end = part.start, part.end
        else:
            free = part.end


def _on_boundary(body: bytes, place: int) -> bool:
    return place == len(body) or body[place] & 0xC0 != 0x80  # noqa: PLR2004 -- how UTF-8 marks what continues


def _ends(values: dict[str, Any]) -> Ends | None:
    _require(("to" in values) == ("from" in values))
    if "to" not in values:
        return None
    _require(is_letter_id(values["to"]) and is_letter_id(values["from"]))
    return Ends(bytes.fromhex(values["to"]), bytes.fromhex(values["from"]), _card(values.get("card", "")))


def _card(text: object) -> bytes:
    _require(isinstance(text, str) and text.isascii())
    try:
        return b64decode(str(text), validate=True)
    except binascii.Error:
        raise LetterDamaged("This letter is not written as letters are.") from None
