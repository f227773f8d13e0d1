"""What each form is made of, before anything random, and what is told beside it."""

from importlib import import_module
from typing import Any

from peerjournal.letters import FORM_NAMES, FORMS, Letter
from peerjournal.letters.forms import can_answer
from peerjournal.letters.forms.page import plaintext
from peerjournal.letters.handing_over import TOGETHER, handing_over
from peerjournal.letters.layout import write_above
from tests.letters.pages import FROZEN

WORDS = "lemon-tree-six-seven-eight-nine"


def made_of(letter: Letter) -> dict[str, Any]:
    """Return the input of every form of a letter, and all that is said of handing it over."""
    made: dict[str, Any] = {
        "sealed": write_above(letter, None),
        "page": plaintext(letter, FROZEN if can_answer(letter) else None),
        "markdown": next(form for form in FORMS if form.name == "markdown").make(letter).data,  # type: ignore[attr-defined]  # each form takes what it needs
        TOGETHER: letter.text,
    }
    if "pdf" in FORM_NAMES:
        made["pdf"] = import_module("peerjournal.letters.forms.pdf").pdf_input(letter)
    said = [
        handing_over(form, called="Ana", name=f"letter-{letter.letter_id[:4]}", words=WORDS)
        for form in (*FORM_NAMES, TOGETHER)
    ]
    made["handing over"] = [(one.file, one.words, one.may_go_wrong, one.read_aloud) for one in said]
    assert {*FORM_NAMES, TOGETHER} <= made.keys()
    return made
