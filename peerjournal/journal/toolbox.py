"""Toolbox: what helped, what didn't, what depends; in the first person, in words and never in numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from peerjournal.journal.entry import tidy_tags
from peerjournal.journal.passages import Light
from peerjournal.text import clean


class Outcome(StrEnum):
    """How it went. There is no more and no less: nothing here is counted or compared."""

    HELPED = "helped"
    DIDNT = "didn't"
    DEPENDS = "depends"
    UNSURE = "not sure yet"

    @property
    def stem(self) -> str:
        """How what was tried is told, in the first person."""
        return _STEMS[self]


_STEMS = {
    Outcome.HELPED: "What helped me",
    Outcome.DIDNT: "What didn't help me",
    Outcome.DEPENDS: "It depends",
    Outcome.UNSURE: "I'm not sure yet about",
}
_Kind = TypeVar("_Kind", bound=StrEnum)
_KNOWN = ("tried", "how_it_went", "when", "might_differ", "tags", "light")


@dataclass(frozen=True, slots=True)
class Tool:
    """One thing that was tried. Marks in its words count as they do in a story's."""

    tried: str = field(repr=False)
    how_it_went: Outcome = Outcome.UNSURE
    when: str = field(default="", repr=False)
    """When it goes like that, if it matters."""
    might_differ: str = field(default="", repr=False)
    """What may be otherwise for somebody else."""
    tags: tuple[str, ...] = field(default=(), repr=False)
    """The writer's own, for finding it again; they stay in the journal."""
    light: Light = Light.CAREFUL
    """How far it may go; *careful* is asked about each time, and left out unless it is asked for."""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False, repr=False)
    """Fields that this version does not know, kept as they are."""

    def __post_init__(self) -> None:
        for name in ("tried", "when", "might_differ"):
            object.__setattr__(self, name, clean(getattr(self, name)).strip("\n"))
        object.__setattr__(self, "tags", tidy_tags(self.tags))

    @classmethod
    def from_doc(cls, doc: Mapping[str, Any]) -> "Tool":
        """Read what ``to_doc`` wrote; what has a light that is not known here stays with the writer."""
        return cls(
            tried=doc.get("tried", ""),
            how_it_went=_one_of(Outcome, doc.get("how_it_went"), Outcome.UNSURE),
            when=doc.get("when", ""),
            might_differ=doc.get("might_differ", ""),
            tags=tuple(doc.get("tags", ())),
            light=_one_of(Light, doc.get("light", Light.CAREFUL), Light.MINE),
            extra={name: value for name, value in doc.items() if name not in _KNOWN},
        )

    def to_doc(self) -> dict[str, Any]:
        """Return it as JSON; empty fields that may be absent are."""
        doc: dict[str, Any] = {
            **self.extra,
            "tried": self.tried,
            "how_it_went": self.how_it_went.value,
            "light": self.light.value,
        }
        optional = {"when": self.when, "might_differ": self.might_differ, "tags": list(self.tags)}
        return doc | {name: value for name, value in optional.items() if value}


def _one_of(kind: type[_Kind], value: Any, otherwise: _Kind) -> _Kind:
    try:
        return kind(value)
    except ValueError:
        return otherwise
