"""What people read on a hard day is easy to read, in the words that were agreed on."""

import re

import pytest

from peerjournal.journal import HARD_CARD, HELP_LINE, PICKER, STEADY, guides
from peerjournal.letters import HOLDS, WISHES, witness
from peerjournal.letters.before import SEVEN, WAYS
from peerjournal.letters.reply import OFFER, STEPS
from peerjournal.support import WATCHED
from tests.reading_grade import grade
from tests.source_tree import PACKAGE
from tests.test_voice import UNWANTED

HIGHEST = 6
HELP = (PACKAGE / "support.md").read_text(encoding="utf-8")


def pages() -> dict[str, str]:
    """Return the three pages of help without their marks."""
    plain = re.sub(r"\{\w+\}|[*`]", "", HELP)
    return {page.partition("\n")[0]: page.partition("\n")[2] for page in plain.split("# ")[1:]}


TEXTS = {
    **{f"help: {name}": text for name, text in pages().items()},
    **{
        f"way in: {guide.title}": " ".join([*guide.intro, *(one.text for one in guide.prompts)])
        for guide in guides().all
    },
    "before you share": " ".join(f"{line.title} {line.words}" for line in SEVEN),
    "reply": " ".join([*(f"{label}." for _, _, label in STEPS), *witness.PROMPTS.values(), OFFER]),
    "short replies": " ".join([*witness.BEFORE, *witness.SHORT_ONES]),
    "longer replies": " ".join(witness.WITH_GAPS.values()),
    "wishes and holds": " ".join([*WISHES.values(), *HOLDS.values()]),
    "content note": " ".join([PICKER, *HARD_CARD]),
    "steady card": " ".join(STEADY),
    "if someone checks your devices": " ".join(WATCHED),
}


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_it_reads_at_grade_six_or_below_and_in_our_voice(name: str) -> None:
    """F1, F6, F11, F14, F17: the reading grade of help, checklist and prompts, and the word list."""
    assert grade(TEXTS[name]) <= HIGHEST
    assert not UNWANTED.search(TEXTS[name])


def test_the_three_pages_of_help_and_the_seven_lines_are_all_there() -> None:
    """F6, F14: none of them escapes the measure."""
    assert list(pages()) == ["now", "message", "worried"]
    assert (len(SEVEN), len(WAYS)) == (7, 3)
    assert HELP_LINE.endswith("helplines by country.")
