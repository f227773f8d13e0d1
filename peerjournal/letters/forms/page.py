"""For somebody with nothing but a browser: one file that opens offline with six words, and can be answered.

What the file is made of lies beside this module: page.html, page.css and page.js. Its bytes are those of
docs/formats/page.md.
"""

import hashlib
import re
import unicodedata
from base64 import b64encode
from functools import cache
from os import urandom
from typing import Any, Final

from peerjournal.crypto import Key, generate, pbkdf2, seal_gcm
from peerjournal.letters.cover import cover_lines, said_at_the_end
from peerjournal.letters.forms.made import Made
from peerjournal.letters.forms.steps import steps
from peerjournal.letters.letter import Letter
from peerjournal.letters.way_back import WayBack, write_json

PAGE_BEGIN: Final = b"-----BEGIN PEERJOURNAL PAGE-----"
ROUNDS: Final = 1_000_000
"""Of PBKDF2-HMAC-SHA256: half a second on a phone, and with six words beyond any guessing."""
CONTEXT: Final = b"peerjournal/page/v0|pbkdf2-sha256|1000000"
SALT_SIZE: Final = 16
HOW_MANY: Final = 6
"""Words; 77.5 bits."""

_COLUMNS: Final = 64
_BETWEEN: Final = re.compile(r"[\s_\u2010-\u2015-]+")


class WebPage:
    """The web page."""

    name = "page"
    suffix = "html"
    for_key = False
    plain = False

    def make(self, letter: Letter, way_back: WayBack | None = None) -> Made:
        """Return a page with this letter, under fresh words.

        Args:
            letter: What was previewed.
            way_back: What its reader can answer with; only where ``can_answer`` says so.
        """
        words, salt = generate(HOW_MANY), urandom(SALT_SIZE)
        sealed = salt + seal_gcm(page_key(words, salt), plaintext(letter, way_back), CONTEXT)
        return Made(_file(sealed), words)


def can_answer(letter: Letter) -> bool:
    """Whether a letter asks for anything back, so that its page is one that can be answered."""
    return letter.wish != "just_read" and bool(letter.texts("wish"))


def plaintext(letter: Letter, way_back: WayBack | None) -> bytes:
    """Return what is sealed in a page: for the same letter and way back the same bytes."""
    said: dict[str, Any] = {
        "letter_id": letter.letter_id,
        "cover": [*cover_lines(letter, letter.text)],
        "body": steps(letter.text),
        "end": said_at_the_end(letter),
    }
    if way_back and can_answer(letter):
        key = way_back.key.reveal().hex()
        said["reply"] = {"id": way_back.reply_id, "ideas": letter.wish == "ideas", "key": key}
    return write_json(said)


def page_key(words: str, salt: bytes) -> Key:
    """Return the key that a page is sealed under."""
    return pbkdf2(one_spelling(words).encode(), salt, ROUNDS)


def one_spelling(words: str) -> str:
    """Return words as they go into the key: capitals, spaces and hyphens make no difference."""
    return _BETWEEN.sub("-", unicodedata.normalize("NFKC", words).lower()).strip("-")


def _file(sealed: bytes) -> bytes:
    """Return the HTML file around what is sealed."""
    html, style, script = (_part(suffix) for suffix in ("html", "css", "js"))
    text = b64encode(sealed).decode()
    lines = [text[start : start + _COLUMNS] for start in range(0, len(text), _COLUMNS)]
    pieces = {
        "POLICY": _policy(style, script),
        "STYLE": style,
        "SCRIPT": script,
        "SEALED": "\n".join(lines),
    }
    # One pass, so that nothing that was put in is looked at again.
    return re.sub("{{([A-Z]+)}}", lambda found: pieces[found[1]], html).encode()


def _policy(style: str, script: str) -> str:
    """Return the policy by which a browser runs our own script and style, and nothing else at all."""
    return (
        f"default-src 'none'; script-src 'sha256-{_digest(script)}'; style-src 'sha256-{_digest(style)}';"
        " base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _digest(text: str) -> str:
    return b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _part(suffix: str) -> str:
    from importlib.resources import files  # noqa: PLC0415 -- 25 ms, and only needed to make a page

    return files(__package__).joinpath(f"page.{suffix}").read_text(encoding="utf-8")
