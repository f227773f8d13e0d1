"""Ways in: a few invitations to write, each of which can be skipped, and what becomes of the answers.

Each is a plain text file that anyone can read, change, translate or remove. An answer is the writer's and is
kept as it stands; a question is ours, and never stands in a text unless the writer kept it there.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import resources
from typing import Any, Final

from peerjournal.errors import JournalError
from peerjournal.journal.entry import ENTRY, STORY, Draft
from peerjournal.journal.moment import Moment
from peerjournal.text import clean, clean_line

BUILT_IN: Final = (
    "just-today",
    "walked-this-path",
    "what-helped",
    "hard-day",
    "never-send",
    "few-steps-behind",
    "small-good-thing",
    "looking-after",
    "one-stretch",
    "when-okay",
)
"""The ways in that come with the program, in the order in which they are offered."""
SMALL_GOOD_THING: Final = "small-good-thing"
"""The one that the steady card leads to."""
ENDING: Final = ".toml"
_MOST: Final = 60
"""Prompts of one way in; nobody answers more."""
_LONGEST: Final = 16_384
"""Characters of a file; TOML of a few hundred thousand can be made so that reading it takes minutes."""


class Offer(StrEnum):
    """What a prompt offers beside a page to write on."""

    NOTHING = ""
    STANDS = "stands"
    """Where a story stands."""
    SHELF = "shelf"
    """To put a line on the hope shelf; then there is nothing to write."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One invitation."""

    text: str
    offers: Offer = Offer.NOTHING


@dataclass(frozen=True, slots=True)
class Guide:
    """One way in."""

    id: str
    title: str
    prompts: tuple[Prompt, ...]
    intro: tuple[str, ...] = ()
    """What is said at its beginning, a line each."""
    footer: str = ""
    """What stands below each of its prompts, for the writer alone."""
    may_be_story: bool = False
    """Whether it may begin a story; every one may begin an entry."""
    text: str = field(default="", repr=False)
    """Its file."""

    def body(self, answers: Sequence[str], headings: Collection[int] = ()) -> str:
        """Return the answers as paragraphs, in order; what was skipped leaves nothing behind.

        Args:
            answers: One for each prompt; too few are as good as empty ones.
            headings: The places of the prompts that the writer keeps above their answers, counted from 0.
        """
        parts = []
        for place, (prompt, answer) in enumerate(zip(self.prompts, answers, strict=False)):
            if answer.strip() and prompt.offers is not Offer.SHELF:
                parts += [f"## {prompt.text}"] if place in headings else []
                parts.append(answer.strip("\n"))
        return "\n\n".join(parts)

    def draft(
        self,
        answers: Sequence[str],
        *,
        kind: str = ENTRY,
        headings: Collection[int] = (),
        written: Moment | None = None,
    ) -> Draft:
        """Return what is to be kept of the answers; one that can't begin a story begins an entry."""
        kind = STORY if kind == STORY and self.may_be_story else ENTRY
        return Draft(body=self.body(answers, headings), written=written, kind=kind)


@dataclass(frozen=True, slots=True)
class Guides:
    """The ways in there are."""

    all: tuple[Guide, ...]
    said: tuple[str, ...] = ()
    """A sentence for each file of one's own that can't be read."""

    def get(self, name: str) -> Guide:
        """Return the one with that name or title.

        Raises:
            JournalError: There is none.
        """
        wanted = clean_line(name).casefold()
        for guide in self.all:
            if wanted in {guide.id.casefold(), guide.title.casefold()}:
                return guide
        raise JournalError("There is no way in with that name.", hint="`peerjournal ways` shows them.")


def guides(own: Mapping[str, str | None] | None = None) -> Guides:
    """Return every way in: ours, in their order, and then one's own.

    Args:
        own: The texts of one's own files by their names without the ending; None for one that can't be read.
            A file of a name of ours takes its place, and an empty one takes it away.
    """
    own = dict(own or {})
    found: list[Guide] = []
    said: list[str] = []
    for name in (*BUILT_IN, *sorted(own.keys() - set(BUILT_IN))):
        try:
            guide = _own(name, own[name]) if name in own else _ours(name)
        except JournalError as error:
            instead = ", and ours is here instead" if name in BUILT_IN else ", so it is left out"
            said.append(f"Your own way in \u201c{clean_line(name)}\u201d can't be read{instead}. {error}")
            guide = _ours(name) if name in BUILT_IN else None
        if guide is not None:
            found.append(guide)
    return Guides(tuple(found), tuple(said))


def _ours(name: str) -> Guide:
    file = resources.files("peerjournal.journal").joinpath("guides", name + ENDING)
    return read(name, file.read_text("utf-8"))


def _own(name: str, text: str | None) -> Guide | None:
    if text is None:
        raise JournalError("Its file would not open as UTF-8 text.")
    return read(name, text) if text.strip() else None


def read(name: str, text: str) -> Guide:
    """Read one way in.

    Raises:
        JournalError: It is not TOML, is too long, or has no title or no prompts.
    """
    if len(text) > _LONGEST:
        raise JournalError("It is longer than a way in may be.")
    import tomllib  # noqa: PLC0415 — 5 ms, only for those who use a way in

    try:
        fields = tomllib.loads(text)
    except (ValueError, RecursionError):
        raise JournalError("It is not written as the others are.") from None
    title, prompts = clean_line(_text(fields, "title")), _prompts(fields.get("prompts"))
    if not title or not prompts:
        raise JournalError("It needs a title and at least one prompt.")
    intro = (clean_line(line) for line in clean(_text(fields, "intro")).split("\n"))
    return Guide(
        clean_line(name),
        title,
        prompts,
        intro=tuple(line for line in intro if line),
        footer=clean_line(_text(fields, "footer")),
        may_be_story=fields.get("story") is True,
        text=text,
    )


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name, "")
    return value if isinstance(value, str) else ""


def _prompts(given: Any) -> tuple[Prompt, ...]:
    found = [_prompt(one) for one in given[:_MOST]] if isinstance(given, list) else []
    return tuple(prompt for prompt in found if prompt.text)


def _prompt(given: Any) -> Prompt:
    if isinstance(given, str):
        return Prompt(clean_line(given))
    fields = given if isinstance(given, dict) else {}
    offers = _text(fields, "offers")
    return Prompt(clean_line(_text(fields, "text")), Offer(offers) if offers in {*Offer} else Offer.NOTHING)
