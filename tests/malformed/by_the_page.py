"""A second reader of reply blocks and of bodies, written from docs/formats/page.md, to compare with ours."""

import binascii
import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

BEGIN, END = b"-----BEGIN PEERJOURNAL REPLY-----", b"-----END PEERJOURNAL REPLY-----"
LABEL = b"peerjournal/page-reply/v0"
KINDS = ("note", "reply_line", "reply_picture", "reply_life", "reply_carry", "reply_offer")
_NAMES = "p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong s hr br table thead tbody tr th td"
ELEMENTS = frozenset(_NAMES.split())
MOST_OPEN = 100
_SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class Refused(Exception):
    """The number of the first rule of *Taking a reply in* that something breaks."""


@dataclass(frozen=True)
class Said:
    """What a block says."""

    letter_id: str
    """The id of the letter that it becomes."""
    parts: tuple[tuple[str, str], ...]


def need(met: object, rule: int) -> None:
    if not met:
        raise Refused(rule)


def size(length: int) -> int:
    if length > 65_536:
        return -(-length // 16_384) * 16_384
    return max(1_024, 1 << (length - 1).bit_length())


def spelt(text: str) -> str:
    """Return a JSON string as both sides write it."""
    return '"' + re.sub('[\x00-\x1f"\\\\]', lambda at: _SHORT.get(at[0], f"\\u{ord(at[0]):04x}"), text) + '"'


def take_in(data: bytes, key: bytes, reply_id: str, answers: str) -> Said:
    """Read a block as the page says, where one page was made: by these rules in this order."""
    need(len(data) <= 2 * 1024 * 1024, 1)
    need(data.count(BEGIN) == data.count(END) == 1 and data.index(BEGIN) < data.index(END), 2)
    text = re.sub(b"[ \t\r\n]", b"", data[data.index(BEGIN) + len(BEGIN) : data.index(END)])
    try:
        raw = binascii.a2b_base64(text)
    except binascii.Error:
        raise Refused(3) from None
    need(raw and binascii.b2a_base64(raw, newline=False) == text, 3)
    inner = len(raw) - 44
    need(inner > 0 and size(inner) == inner, 3)
    need(raw[:16].hex() == reply_id, 4)
    try:
        plain = AESGCM(key).decrypt(raw[16:28], raw[28:], LABEL + raw[:16])
    except InvalidTag:
        raise Refused(5) from None
    said = _said(plain)
    need(said["letter_id"] == answers, 7)
    own = hashlib.sha256(LABEL + b"/id" + raw[:16] + plain.rstrip(b"\n")).hexdigest()[:32]
    return Said(own, tuple((part["kind"], part["text"]) for part in said["parts"]))


def _said(plain: bytes) -> dict[str, Any]:
    try:
        said = json.loads(plain.decode())
    except (ValueError, RecursionError):
        raise Refused(6) from None
    need(isinstance(said, dict) and said.keys() == {"letter_id", "parts"}, 6)
    need(isinstance(said["letter_id"], str) and isinstance(said["parts"], list) and said["parts"], 6)
    for part in said["parts"]:
        need(isinstance(part, dict) and part.keys() == {"kind", "text"}, 6)
        need(isinstance(part["kind"], str) and isinstance(part["text"], str), 6)
        need(part["text"].strip(), 6)
    kinds = [part["kind"] for part in said["parts"]]
    need(kinds == [kind for kind in KINDS if kind in kinds], 6)
    parts = ",".join(
        f'{{"kind":{spelt(part["kind"])},"text":{spelt(part["text"])}}}' for part in said["parts"]
    )
    # A lone half of a pair has no UTF-8, so nothing that holds one can be what was read.
    same = f'{{"letter_id":{spelt(said["letter_id"])},"parts":[{parts}]}}'.encode("utf-8", "replace")
    need(plain == same.ljust(size(len(same)), b"\n"), 6)
    need(sum(len(part["text"].encode()) for part in said["parts"]) <= 200_000, 6)
    return dict(said)


def shown(body: list[Any]) -> str:
    """Return the text of a body's steps, each of which must be one of *Body*, and every element ended."""
    text: list[str] = []
    begun: list[str] = []
    for step in body:
        if isinstance(step, str):
            assert step, "a text that is empty"
            assert not begun or begun[-1] not in ("hr", "br"), "something in what holds nothing"
            text.append(step)
        elif not step:
            assert begun, "an end without a beginning"
            begun.pop()
        else:
            name, *more = step
            assert name in ELEMENTS, name
            assert not begun or begun[-1] not in ("hr", "br"), "something in what holds nothing"
            assert not more or (name == "ol" and len(more) == 1 and type(more[0]) is int), step
            assert all(0 <= number <= 999_999_999 for number in more)
            begun.append(name)
            assert len(begun) <= MOST_OPEN
    assert not begun, "a beginning without an end"
    return "".join(text)
