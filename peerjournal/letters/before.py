"""Before you share: seven short lines and three equal choices. Nothing of it is ever recorded.

Each line can be skipped. There is no pass or fail, and what somebody types or thinks beside one of them goes
nowhere: not into the letter, not into the journal, not into a draft.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from peerjournal.errors import MarkNotClosed
from peerjournal.journal import Light, Story, passages


@dataclass(frozen=True, slots=True)
class Line:
    """One of the seven."""

    key: str
    title: str
    words: str
    """What it asks; empty where a front end shows something of the story instead."""


SEVEN: Final = (
    Line("why", "Why this, why now?", "What would you like to come of sharing this?"),
    Line("who", "Who is it for?", "Think of this one person. Have they been gentle with small things?"),
    Line("mine", "What stays mine?", ""),
    Line("others", "Who else is in it?", ""),
    Line(
        "bite",
        "Could it come back to bite?",
        "If this reached work, family, a court, or someone you're wary of, would that be okay?"
        " You could make a piece vaguer.",
    ),
    Line(
        "fresh",
        "How fresh is it?",
        "Some things are easier to tell once they've settled. Does this feel settled enough for today?",
    ),
    Line(
        "after",
        "Who has you afterwards?",
        "Is there someone, or something kind, for you later today?",
    ),
)
"""One at a time. ``mine`` shows what ``stays_mine`` says, ``others`` who was found in the story."""

KEEP, PAUSE, GO_ON = "keep", "pause", "go on"
WAYS: Final = (
    (KEEP, "Keep it to myself"),
    (PAUSE, "Take a pause"),
    (GO_ON, "Go on to preview"),
)
"""The end, in this order: three equal choices."""
BEGINS_ON: Final = PAUSE
"""The choice that the cursor stands on."""


def stays_mine(stories: Iterable[Story]) -> str:
    """Say how many marks the writer made in these stories, for the writer's own eyes."""
    made: Counter[Light] = Counter()
    for story in stories:
        made.update(tool.light for tool in story.tools)
        for text in story.texts():
            try:
                made.update(passage.light for passage in passages.parse(text))
            except MarkNotClosed:
                return "A mark is not closed, so nothing of this can leave yet."
    mine, careful = made[Light.MINE], made[Light.CAREFUL]
    if not mine and not careful:
        return "You marked nothing to stay with you."
    told = [_stay(mine)] if mine else []
    return " ".join([*told, *([_careful(careful)] if careful else [])])


def _stay(count: int) -> str:
    return "1 passage stays with you." if count == 1 else f"{count} passages stay with you."


def _careful(count: int) -> str:
    if count == 1:
        return "1 careful passage stays too, unless you let it go along."
    return f"{count} careful passages stay too, unless you let them go along."
