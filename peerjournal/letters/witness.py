"""What helps somebody to answer as a witness: what each part asks, and short answers to pick, edit or ignore.

None of these is ever put into a letter unless the person picks it.
"""

from types import MappingProxyType
from typing import Final

from peerjournal.letters.reply import Reply

BEFORE: Final = (
    "You've been trusted with this. You don't need to fix it, match it, or say it well.",
    "Start with what you heard.",
)
ENOUGH: Final = "One line is a whole reply."

PROMPTS: Final = MappingProxyType(
    {
        "line": "Which words caught you? You can quote them.",
        "picture": "What did you see, or sense, about what matters to them?",
        "life": "Is there a small piece of your own story it touched? Keep it short.",
        "carry": "What will you do, see or think a little differently?",
        "ideas": "What helped you? What didn't?",
    }
)
"""What each part of a reply asks, by its name in ``Reply``; ``ideas`` only where they were asked for."""

SHORT_ONES: Final = (
    "I read it, all of it. Thank you for trusting me with this.",
    "That sounds really hard. I'm glad you're here.",
    "I don't have words yet. I'm still thinking about it.",
    "Me too, in my own way.",
    "I believe you.",
    "I'm not in the right place to read this today. It isn't you. Can I come back to it?",
    "Would you like me to just listen, or tell you what I tried?",
)

WITH_GAPS: Final = MappingProxyType(
    {
        "listening": (
            "What I heard is ___. It makes sense that you felt ___. Nothing you wrote needs fixing. I'm ___."
        ),
        "been there": (
            "Yours is yours, and mine was different, but ___ felt familiar. For me it was ___."
            " Reading you, I ___."
        ),
        "ideas": (
            "First: ___ sounds heavy. What helped me was ___. What didn't was ___."
            " You know your life, so take or leave it."
        ),
        "worried": (
            "I care about you, and one part worried me: ___. Are you safe right now? I can stay with you"
            " while you contact ___. I won't carry this in secret if your life is at risk, and I'll try to"
            " tell you first."
        ),
    }
)
"""Longer beginnings, by what they are for; ``ideas`` only where they were asked for."""

GAP: Final = "___"
"""Where the person's own words go in one of the longer beginnings."""
STILL_A_GAP: Final = "There is still a gap in it."


def has_gap(reply: Reply) -> bool:
    """Whether a gap was left in a reply: worth saying once before it is sealed."""
    return any(GAP in getattr(reply, name) for name in ("note", *PROMPTS))
