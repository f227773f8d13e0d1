"""What a page's reader does, without a browser: opens it with the words, and seals an answer."""

import json
import re
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

from peerjournal.crypto import Key, open_gcm, seal_gcm
from peerjournal.letters import WISHES, Letter
from peerjournal.letters.forms.page import CONTEXT, SALT_SIZE, page_key
from peerjournal.letters.letter import Page
from peerjournal.letters.way_back import WayBack, write_json

FOLDER = Path(__file__).parents[1] / "vectors" / "page"
KEYS: dict[str, Any] = json.loads((FOLDER / "keys.json").read_text(encoding="utf-8"))
VERDICTS: dict[str, dict[str, str]] = json.loads((FOLDER / "verdicts.json").read_text(encoding="utf-8"))
FROZEN = WayBack(KEYS["reply_id"], Key(bytes.fromhex(KEYS["reply_key"])))
"""The way back of `story.html`."""

SEALED = re.compile(rb"-----BEGIN PEERJOURNAL PAGE-----\n([\w+/=\n]+)\n-----END PEERJOURNAL PAGE-----\n")


def sealed_in(page: bytes) -> bytes:
    """Return what is sealed in a page, still sealed."""
    (text,) = SEALED.findall(page)
    return b64decode(text)


def opened(page: bytes, words: str) -> bytes:
    """Open a page with its words."""
    sealed = sealed_in(page)
    return open_gcm(page_key(words, sealed[:SALT_SIZE]), sealed[SALT_SIZE:], CONTEXT)


def inside(page: bytes, words: str) -> dict[str, Any]:
    """Return what a page holds."""
    said: dict[str, Any] = json.loads(opened(page, words))
    return said


def way_back_of(said: dict[str, Any]) -> WayBack:
    """Return what a page that was opened can be answered with."""
    return WayBack(said["reply"]["id"], Key(bytes.fromhex(said["reply"]["key"])))


def answer(letter_id: str, **texts: str) -> bytes:
    """Return what a reader seals who wrote these texts."""
    parts = [{"kind": kind, "text": text} for kind, text in texts.items()]
    return write_json({"letter_id": letter_id, "parts": parts})


def block(way_back: WayBack, plain: bytes) -> bytes:
    """Seal an answer, as a page does."""
    reply_id = bytes.fromhex(way_back.reply_id)
    sealed = reply_id + seal_gcm(way_back.key, plain, b"peerjournal/page-reply/v0" + reply_id)
    return armored(sealed)


def armored(sealed: bytes) -> bytes:
    """Return bytes as a reply block."""
    text = b64encode(sealed)
    lines = [text[start : start + 64] for start in range(0, len(text), 64)]
    return b"\n".join([b"-----BEGIN PEERJOURNAL REPLY-----", *lines, b"-----END PEERJOURNAL REPLY-----", b""])


def letter_of(text: str, *, wish: str = "stayed", letter_id: str = "fedcba98" * 4) -> Letter:
    """Return a letter with any text at all as its story, whatever names and links stand in it."""
    page = Page()
    page.paragraph("wish", WISHES[wish])
    page.paragraph("story", text)
    return Letter(letter_id, page.body, tuple(page.parts), wish)


def text_of(steps: list[Any]) -> str:
    """Return all the text of a body's steps."""
    return "".join(step for step in steps if isinstance(step, str))
