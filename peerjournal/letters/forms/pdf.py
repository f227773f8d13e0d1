"""For somebody with a PDF reader: the letter typeset to be kept, under six words; it needs the extra ``pdf``.

How it looks lies beside this module, in pdf.typ. What the file is: docs/formats/pdf.md.
"""

import json
import re
import secrets
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from typing import Any, Final

from peerjournal.crypto import generate
from peerjournal.errors import LetterError, PdfNotHere
from peerjournal.letters.forms.made import Made
from peerjournal.letters.forms.page import HOW_MANY
from peerjournal.letters.forms.pdf_steps import paper_steps
from peerjournal.letters.letter import Letter

_SERIF: Final = (
    "Libertinus Serif",
    "Noto Serif Hebrew",
    "Noto Naskh Arabic",
    "Noto Serif",
    "DejaVu Serif",
)
_MONO: Final = "DejaVu Sans Mono"
_HAN: Final = (
    (re.compile("[\u3040-\u30ff]"), "JP"),
    (re.compile("[\u1100-\u11ff\uac00-\ud7af]"), "KR"),
    (re.compile(""), "SC"),
)
"""The same character is drawn in three ways; kana and Hangul tell which one is meant."""
_LAST: Final = ("Noto Color Emoji", "Apple Color Emoji", "DejaVu Sans", "Noto Sans Symbols2")
_SAME_ID: Final = b"31415926535897932384626433832795"
"""What qpdf writes as an ID that is not to be made of the time."""
MOST_STEPS: Final = 70_000
"""Each is a piece to the typesetter, whose work grows faster than their number: these are seconds, and half a
gigabyte at most. A body of the largest size in lines of a few words has fewer."""
_NOT_SET: Final = "This letter can't be set as a PDF."
_OTHER_FORMS: Final = "Nothing was made. A web page or a sealed file can hold it."
_NOT_SHOWN: Final = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPED: Final = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")


def pdf_is_here() -> bool:
    """Whether what makes PDFs is installed; it is not loaded for that."""
    return all(find_spec(name) for name in ("typst", "pikepdf"))


class Pdf:
    """The PDF."""

    name = "pdf"
    suffix = "pdf"
    for_key = False
    plain = False

    def make(self, letter: Letter) -> Made:
        """Return a PDF with this letter, under fresh words, joined by ``-``: to be typed exactly so.

        Raises:
            PdfNotHere: The extra is not installed.
            LetterError: The typesetter refused it, or it has more pieces than can be set.
        """
        words = generate(HOW_MANY).replace(" ", "-")
        typst, plain = _typst(), b""
        with suppress(typst.TypstError):
            plain = _typeset(letter)
        if not plain:
            # Not from the refusal, which quotes what was written.
            raise LetterError(_NOT_SET, hint=_OTHER_FORMS)
        return Made(_sealed(plain, words), words)

    def missing_characters(self, letter: Letter) -> tuple[str, ...]:
        """Return what no font here has a picture for, each once, in the order in which it is read.

        Raises:
            PdfNotHere: The extra is not installed.
            LetterError: It has more pieces than can be set.
        """
        typst = _typst()
        try:
            # A PDF/A must have a picture of every character, and what makes it counts those that have none.
            _typeset(letter, "a-2b")
        except typst.TypstError as refusal:
            told = "".join(_unescaped(found[1]) for found in _NOT_SHOWN.finditer(refusal.diagnostic))
        else:
            told = ""
        return tuple(sorted({*told}, key=letter.text.find))


def pdf_input(letter: Letter) -> bytes:
    """Return all that the typesetter is told of a letter: for what reads the same, the same bytes."""
    steps = paper_steps(letter)
    if len(steps) > MOST_STEPS:
        raise LetterError("This letter has too many small pieces for a PDF.", hint=_OTHER_FORMS)
    return json.dumps(steps, ensure_ascii=False, separators=(",", ":")).encode()


def _typeset(letter: Letter, *standards: str) -> bytes:
    """Return a letter as a PDF that anyone can open; nothing is read but fonts, and nothing is written."""
    typst = _typst()
    told = {"letter": pdf_input(letter).decode(), "fonts": json.dumps(_fonts(letter.text))}
    made = b""
    try:
        made, _ = typst.compile_with_warnings(_template(), sys_inputs=told, pdf_standards=[*standards])
    except BaseException as fault:
        # A fault in the library itself comes as no Exception, and its words may quote what was written.
        if type(fault).__name__ != "PanicException":
            raise
    if not made:
        raise LetterError(_NOT_SET, hint=_OTHER_FORMS)
    return bytes(made)


def _sealed(pdf: bytes, words: str) -> bytes:
    """Return a PDF under words, without anything that tells of its making."""
    import pikepdf  # noqa: PLC0415 -- part of the extra, and 0.2 s

    with pikepdf.open(BytesIO(pdf)) as file:
        for name in ("/Info", "/ID"):
            if name in file.trailer:
                del file.trailer[name]
        for name in ("/Metadata", "/Lang", "/MarkInfo", "/ViewerPreferences"):
            if name in file.Root:
                del file.Root[name]
        file.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        sealed = BytesIO()
        file.save(
            sealed,
            # Whoever opens it may do everything with it; nobody holds the second password.
            encryption=pikepdf.Encryption(
                owner=secrets.token_hex(32), user=words, R=6, allow=pikepdf.Permissions(*[True] * 8)
            ),
            # Objects go into sealed streams, names of fonts with them.
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            static_id=True,
        )
    # A sealed file must have an ID, and another one would be made of the time. It is chance, not the same in
    # all of them: by it viewers remember the page somebody was at, and would open the next letter there.
    return sealed.getvalue().replace(_SAME_ID, secrets.token_hex(len(_SAME_ID) // 2).encode())


def _typst() -> Any:
    if not pdf_is_here():
        raise PdfNotHere
    import typst  # noqa: PLC0415 -- part of the extra

    return typst


@cache
def _families() -> frozenset[str]:
    return frozenset(_typst().Fonts().families())


def _fonts(text: str) -> dict[str, list[str]]:
    """Return the fonts to look in, in this order; where none has a character, all others are looked in."""
    region = next(region for sign, region in _HAN if sign.search(text))
    han = (f"Noto Serif CJK {region}", f"Noto Sans CJK {region}")
    serif = [*_SERIF, *han, *_LAST]
    return {
        name: [family for family in wanted if family in _families()]
        for name, wanted in (("serif", serif), ("mono", [_MONO, *serif]))
    }


@cache
def _template() -> bytes:
    from importlib.resources import files  # noqa: PLC0415 -- 25 ms, and only needed to make a PDF

    return files(__package__).joinpath("pdf.typ").read_bytes()


def _unescaped(text: str) -> str:
    """Return a text that was quoted as Rust does."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], text)
