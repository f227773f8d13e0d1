"""The three made-up stories that `demo` plays, read from the files beside this one.

They were written for Peerjournal. Nobody in them is real, and no real person's story is ever a sample.
"""

import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

HEADER = "Made-up story. Nobody in it is real. Written for Peerjournal to show how sharing works."
"""What stands above each of them, wherever it is shown."""


@dataclass(frozen=True, slots=True)
class DemoNote:
    """What is in a story, so that its reader can choose when."""

    topics: tuple[str, ...]
    how: str
    ends: str


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody in a story: what stands there instead of the name, and whether they were asked."""

    stand_in: str
    asked: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoReply:
    """What stayed with the one who read it; a part that is empty was not written."""

    by: str
    line: str = ""
    picture: str = ""
    life: str = ""
    carry: str = ""
    offer: str = ""
    ideas: str = ""
    """Only where the wish asks for ideas."""


@dataclass(frozen=True, slots=True)
class DemoStory:
    """One made-up story, with the wish it was sent with and the reply it had."""

    id: str
    title: str
    by: str
    stands: str
    tags: tuple[str, ...]
    about: str
    """The content note as a sentence."""
    note: DemoNote
    wish: str
    hold: str
    body: str
    """What leaves: Markdown, ending in one newline."""
    draft: str
    """What its writer keeps, with its marks; the same as ``body`` where nothing was held back."""
    helped: tuple[str, ...]
    didnt: tuple[str, ...]
    depends: tuple[str, ...]
    people: tuple[DemoPerson, ...]
    reply: DemoReply


def stories() -> tuple[DemoStory, ...]:
    """Return the three stories, in the order in which they are told."""
    files = (
        file for file in (resources.files(__package__) / "demo").iterdir() if file.name.endswith(".toml")
    )
    ordered = sorted(files, key=lambda file: file.name)
    return tuple(_story(tomllib.loads(file.read_text(encoding="utf-8"))) for file in ordered)


def _story(read: dict[str, Any]) -> DemoStory:
    told = _frozen(read)
    return DemoStory(
        **{
            name: told[name]
            for name in ("id", "title", "by", "stands", "tags", "about", "wish", "hold", "body")
        },
        draft=told.get("draft", told["body"]),
        note=DemoNote(**_frozen(read["content_note"])),
        people=tuple(DemoPerson(**_frozen(person)) for person in read.get("people", [])),
        reply=DemoReply(**read["reply"]),
        **_frozen(read["tools"]),
    )


def _frozen(table: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}
