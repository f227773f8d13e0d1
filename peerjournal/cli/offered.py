"""What a shell may offer in the place of an argument: a path, or one of the words that the program knows.

Only what stands in the program is ever offered, so nothing is unlocked or read for it.
"""

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:  # It takes 1 ms, and only who completes a line needs it.
    from click.shell_completion import CompletionItem

Words = Callable[[click.Context, click.Parameter, str], list[str]]


class _Named(click.ParamType[str]):
    """The name of a file or a folder, as it was typed. Whether it is there is for whoever opens it."""

    name = "path"

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return it as it is."""
        del param, ctx
        return str(value)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list["CompletionItem[str]"]:
        """Leave it to the shell, which knows how its paths are written."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 — as above

        del ctx, param
        return [CompletionItem(incomplete, type=self._kind)]


def _these(*words: str) -> Words:
    """Return what offers these words."""

    def offer(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
        del ctx, param
        return [word for word in words if word.startswith(incomplete)]

    return offer


def _words_of(room: str, name: str) -> Words:
    """Return what offers the words that a room lists under a name, and loads the room only for that."""

    def offer(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
        listed = getattr(importlib.import_module(f"peerjournal.{room}"), name)
        words = (one if isinstance(one, str) else one.name for one in listed)
        return _these(*words)(ctx, param, incomplete)

    return offer


A_FILE, A_FOLDER = _Named("file"), _Named("dir")
# What is typed most often stands here too, because its room takes 150 ms to load.
FORMS = _these("sealed", "page", "pdf", "markdown")
WISHES = _these("just_read", "been_there", "stayed", "ideas", "ask_me")
HOLDS = _these("keep", "wait", "talk")
STARTERS = _words_of("letters", "WITH_GAPS")
TOPICS, ENDS = _words_of("journal", "TOPICS"), _words_of("journal", "ENDS")
WAYS_IN = _words_of("journal", "BUILT_IN")
IMPORTERS = _words_of("importers", "IMPORTERS")
