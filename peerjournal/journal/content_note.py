"""Content note: what is in a story, so that its reader can choose when. The writer says it, nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from peerjournal.text import clean_line

HARD_TOPIC: Final = "self-harm or suicide"
NONE_NEEDED: Final = "none needed"
TOPICS: Final = (
    "violence",
    "abuse",
    "sexual harm",
    HARD_TOPIC,
    "death or grief",
    "alcohol or drugs",
    "food or body",
    "panic or crisis",
    "hospital or medical",
    "pregnancy or baby loss",
    "discrimination",
    "accident or injury",
    "crime or prison",
    "strong language",
)
"""What is offered; own words do as well, and so does ``NONE_NEEDED``."""
HOW: Final = ("mentioned", "described")
ENDS: Final = ("steady", "open")
"""How a story may end; own words do as well."""

PICKER: Final = (
    "A content note just says what's in here, so your reader can choose when."
    " It doesn't mean your story is too much."
)
HARD_CARD: Final = (
    "Before this one",
    (
        "You can tell the truth of it and still leave out how, and where."
        " Those details can hurt a reader who is close to the edge."
    ),
    "What got you through matters most.",
    'People often say "died by suicide" or "tried to end their life".',
    "A line about where to find help will go at the end of the copy you share. You can take it out.",
)
"""Said once ``HARD_TOPIC`` is picked: a heading, then lines. It is picked, never found in the text."""
HELP_LINE: Final = (
    "If this brings something up for you: findahelpline.com lists free, confidential helplines by country."
)

_KNOWN = ("topics", "how", "skip_hint", "ends", "help_line")


@dataclass(frozen=True, slots=True)
class ContentNote:
    """What is in a story. Marks and stand-ins count in its own words too."""

    topics: tuple[str, ...] = field(default=(), repr=False)
    """Of ``TOPICS``, or own words, in the writer's order."""
    how: str = "mentioned"
    """One of ``HOW``."""
    skip_hint: str = field(default="", repr=False)
    """What can be passed over, and where to go on."""
    ends: str = field(default="", repr=False)
    """One of ``ENDS``, own words, or nothing."""
    help_line: bool = True
    """Whether ``HELP_LINE`` stands at the letter's end where ``HARD_TOPIC`` is picked."""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False, repr=False)
    """Fields that this version does not know, kept as they are."""

    def __post_init__(self) -> None:
        topics = (clean_line(topic) for topic in self.topics)
        object.__setattr__(self, "topics", tuple(dict.fromkeys(topic for topic in topics if topic)))
        object.__setattr__(self, "skip_hint", clean_line(self.skip_hint))
        object.__setattr__(self, "ends", clean_line(self.ends))
        object.__setattr__(self, "how", self.how if self.how in HOW else HOW[0])

    @property
    def told_topics(self) -> tuple[str, ...]:
        """The topics that a reader is told of."""
        return tuple(topic for topic in self.topics if topic != NONE_NEEDED)

    @property
    def brings_help(self) -> bool:
        """Whether a line about where to find help stands at the letter's end."""
        return self.help_line and HARD_TOPIC in self.topics

    @classmethod
    def from_doc(cls, doc: Mapping[str, Any]) -> "ContentNote":
        """Read what ``to_doc`` wrote."""
        return cls(
            topics=tuple(doc.get("topics", ())),
            how=doc.get("how", HOW[0]),
            skip_hint=doc.get("skip_hint", ""),
            ends=doc.get("ends", ""),
            help_line=doc.get("help_line", True),
            extra={name: value for name, value in doc.items() if name not in _KNOWN},
        )

    def to_doc(self) -> dict[str, Any]:
        """Return it as JSON; what is as usual may be absent, and is."""
        doc: dict[str, Any] = {**self.extra, "topics": list(self.topics), "how": self.how}
        doc |= {name: getattr(self, name) for name in ("skip_hint", "ends") if getattr(self, name)}
        return doc if self.help_line else doc | {"help_line": False}
