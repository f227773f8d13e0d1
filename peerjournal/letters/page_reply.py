"""What a web page's reader wrote back: the sealed block it comes in, found in a text and opened as a letter.

It is read as strictly as a letter is; docs/formats/page.md has each rule.
"""

import binascii
import hashlib
import json
from dataclasses import dataclass
from typing import Any, Final

from peerjournal.crypto import GCM_NONCE_SIZE, TAG_SIZE, Key, open_gcm
from peerjournal.errors import CryptoError, LetterDamaged, TooLarge
from peerjournal.letters.layout import size_of, write_above
from peerjournal.letters.letter import Letter, Page, is_letter_id
from peerjournal.letters.reply import OFFER, STEPS, write_step
from peerjournal.letters.way_back import ID_SIZE, write_json
from peerjournal.text import clean

BEGIN: Final = b"-----BEGIN PEERJOURNAL REPLY-----"
_END: Final = b"-----END PEERJOURNAL REPLY-----"
MOST_BYTES: Final = 2 * 1024 * 1024
"""How large a file with a reply block in it may be: room for the message it was pasted into."""
MOST_TEXT: Final = 200_000
"""Bytes of text in one answer."""

_LABEL: Final = b"peerjournal/page-reply/v0"
_BESIDES: Final = ID_SIZE + GCM_NONCE_SIZE + TAG_SIZE
_KINDS: Final = ("note", *(kind for _, kind, _ in STEPS))
_LABELS: Final = {kind: label for _, kind, label in STEPS}
_NOT_WHOLE: Final = "This reply is not whole."
_SEND_AGAIN: Final = "Nothing was kept. Ask them to copy it once more, from its first line to its last."


@dataclass(frozen=True, slots=True, repr=False)
class Block:
    """An answer as it came, still sealed."""

    reply_id: str
    sealed: bytes

    @classmethod
    def decode(cls, data: bytes) -> "Block":
        """Find the one block in a text, whatever stands around it.

        Raises:
            TooLarge: The text is longer than any answer with a message around it.
            LetterDamaged: There is not exactly one whole block in it.
        """
        if len(data) > MOST_BYTES:
            raise TooLarge(
                "This is larger than a reply with a message around it.",
                hint="Nothing was kept. Take only the reply out of it, from its first line to its last.",
            )
        before, begun, rest = data.partition(BEGIN)
        inside, ended, after = rest.partition(_END)
        if not (begun and ended) or _END in before or BEGIN in rest or _END in after:
            raise LetterDamaged("There is not exactly one whole reply in this.", hint=_SEND_AGAIN)
        text = inside.translate(None, b" \t\r\n")
        try:
            # Twice four bits of base64 can be spelt in several ways; strictly, only one is taken.
            raw = binascii.a2b_base64(text, strict_mode=True) if text else b""
        except binascii.Error:
            raise LetterDamaged(_NOT_WHOLE, hint=_SEND_AGAIN) from None
        size = len(raw) - _BESIDES
        if size <= 0 or size_of(size) != size or binascii.b2a_base64(raw, newline=False) != text:
            raise LetterDamaged(_NOT_WHOLE, hint=_SEND_AGAIN)
        return cls(raw[:ID_SIZE].hex(), raw[ID_SIZE:])

    def open(self, key: Key, answers: str) -> Letter:
        """Return what it says, as a letter.

        Args:
            key: The reply key of the page with this reply id.
            answers: The letter_id of that page.

        Raises:
            LetterDamaged: It does not open, or is not written exactly as answers are.
        """
        reply_id = bytes.fromhex(self.reply_id)
        try:
            plain = open_gcm(key, self.sealed, _LABEL + reply_id)
        except CryptoError:
            raise LetterDamaged(_NOT_WHOLE, hint=_SEND_AGAIN) from None
        said = _read(plain)
        if said["letter_id"] != answers:
            raise LetterDamaged("This reply says that it answers another letter than its page holds.")
        letter_id = hashlib.sha256(_LABEL + b"/id" + reply_id + plain.rstrip(b"\n")).hexdigest()[:32]
        page = _written(said["parts"])
        return Letter(letter_id, page.body, tuple(page.parts), in_reply_to=answers)


def as_letter(letter: Letter) -> bytes:
    """Return the bytes under which an answer is kept: those of a letter without a mark."""
    return write_above(letter, None)


def _require(met: bool) -> None:  # noqa: FBT001 -- a condition is what this is about
    if not met:
        raise LetterDamaged("This reply is not written as replies are.")


def _read(plain: bytes) -> dict[str, Any]:
    try:
        said = json.loads(plain)
        same = write_json(said) == plain
    except (ValueError, RecursionError):
        # What was there stays out of the error's chain: it holds what someone wrote.
        raise LetterDamaged("This reply can't be read.") from None
    _require(same and isinstance(said, dict) and said.keys() == {"letter_id", "parts"})
    _require(is_letter_id(said["letter_id"]))
    parts = said["parts"]
    _require(isinstance(parts, list) and bool(parts) and all(map(_is_part, parts)))
    places = [_KINDS.index(part["kind"]) for part in parts]
    _require(places == sorted({*places}))
    _require(sum(len(part["text"].encode()) for part in parts) <= MOST_TEXT)
    return dict(said)


def _is_part(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == {"kind", "text"}
        and isinstance(value["kind"], str)
        and value["kind"] in _KINDS
        and isinstance(value["text"], str)
        and bool(value["text"].strip())
    )


def _written(parts: list[dict[str, str]]) -> Page:
    """Lay the texts out as every reply is."""
    page = Page()
    for part in parts:
        kind, said = part["kind"], clean(part["text"]).strip("\n")
        if kind == "note" or said == OFFER:
            page.paragraph(kind, said if said.strip() else "")
        else:
            write_step(page, kind, _LABELS[kind], said)
    _require(bool(page.parts))
    return page
