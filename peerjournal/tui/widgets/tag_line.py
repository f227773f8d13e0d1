"""A line for tags that offers those already used."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.suggester import Suggester

from peerjournal.text import clean
from peerjournal.tui.widgets.line import Line


class _LastWord(Suggester):
    """Completes the last word of a line from a list of tags."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self.known = known

    async def get_suggestion(self, value: str) -> str | None:
        """Return the line with its last word completed, or nothing."""
        begun = value.rpartition(" ")[2].removeprefix("#")
        if not begun:
            return None
        taken = {word.removeprefix("#").casefold() for word in value.split()[:-1]}
        for tag in self.known:
            fits = tag.casefold().startswith(begun.casefold()) and len(tag) > len(begun)
            if fits and tag.casefold() not in taken:
                return value + tag[len(begun) :]
        return None


class TagLine(Line):
    """A line of tags, parted by spaces, with or without ``#``; Right takes the tag that is offered."""

    DEFAULT_CSS = """
    TagLine, TagLine:focus {
        border: none; height: 1; padding: 0; background: transparent; color: $secondary;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "cursor_right", "Take the tag that is offered", show=False),
    ]

    def __init__(
        self,
        tags: Iterable[str] = (),
        *,
        known: Sequence[str] = (),
        placeholder: str = "",
        id: str | None = None,  # noqa: A002 -- the library's own name for it
        classes: str | None = None,
    ) -> None:
        self._words = _LastWord(_typed(known))
        value = " ".join(f"#{tag}" for tag in _typed(tags))
        super().__init__(value, placeholder=placeholder, suggester=self._words, id=id, classes=classes)

    def validate_value(self, value: str) -> str:
        """Return what may stand in the line, whichever way it came in."""
        return clean(value).replace("\n", " ").replace("\t", " ")

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of the line, each once, in order."""
        words = (word.lstrip("#").rstrip(",") for word in self.value.split())
        return tuple(dict.fromkeys(word for word in words if word))

    def offer(self, known: Sequence[str]) -> None:
        """Offer other tags; what comes first is offered first."""
        self._words.known = _typed(known)


def _typed(tags: Iterable[str]) -> list[str]:
    """Return tags as they are typed: a space would end them."""
    return ["-".join(clean(tag).split()) for tag in tags]
