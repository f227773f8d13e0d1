"""One detail changed throughout a story: made vaguer, or marked so that it stays with the writer."""

import re
from typing import Any

from peerjournal.errors import JournalError, MarkNotClosed
from peerjournal.journal import marks
from peerjournal.journal.journal import Changes
from peerjournal.journal.passages import Light, parse
from peerjournal.journal.story import Story

_FIELDS = ("title", "body", "tags", "stands", "tools", "content_note")
"""In which a story has its texts."""


def made_vaguer(story: Story, word: str, instead: str) -> Changes:
    """Return what ``Journal.edit`` changes so that ``instead`` stands wherever ``word`` does.

    Args:
        story: The story as it is.
        word: As it stands in the text; case counts.
        instead: Plain words; what looks like a mark in them marks nothing.

    Raises:
        JournalError: It stands nowhere in the story, or what is put instead would make a mark of what stands
            beside it.
    """
    return _changed(story, word, marks.escape(instead))


def left_out(story: Story, word: str) -> Changes:
    """Return what ``Journal.edit`` changes so that ``word`` is *mine* wherever it stands open in a story.

    Raises:
        JournalError: It stands nowhere open, or inside a *careful* passage, where nothing can be marked.
        MarkNotClosed: The marks of the story can't be read.
    """
    if "[" in word or "]" in word:
        raise JournalError("What holds brackets can't be marked this way.", hint="Mark it in the editor.")
    return _changed(story, word, f"[[{word}]]", only_open=True)


def _changed(story: Story, word: str, instead: str, *, only_open: bool = False) -> Changes:
    if not word.strip():
        raise JournalError("There is no word to look for.")
    pattern = re.compile(
        ("(?<!\\w)" if word[0].isalnum() else "")
        + r"\s+".join(map(re.escape, word.split()))
        + ("(?!\\w)" if word[-1].isalnum() else "")
    )

    def change(text: str) -> str:
        return _in_open(pattern, text, instead) if only_open else _everywhere(pattern, text, instead)

    changed = story.with_texts(change)
    if changed == story:
        raise JournalError(
            "That does not stand in the story as it is.", hint="Case counts. Nothing was changed."
        )
    fields: Any = {
        name: getattr(changed, name) for name in _FIELDS if getattr(changed, name) != getattr(story, name)
    }
    changes: Changes = fields
    return changes


def _everywhere(pattern: re.Pattern[str], text: str, instead: str) -> str:
    """Put ``instead`` wherever a word stands; what stays and what is careful stays so."""
    changed = pattern.sub(lambda _: instead, text)
    if changed != text and _lights(changed) != _lights(text):
        raise JournalError(
            "With what stands beside it, that would make a mark, or undo one.",
            hint="Change it in the editor. Nothing was changed.",
        )
    return changed


def _lights(text: str) -> list[Light] | None:
    """Return the lights of what is marked in a text, in order; None where its marks can't be read."""
    try:
        return [one.light for one in parse(text) if one.light is not Light.OPEN]
    except MarkNotClosed:
        return None


def _in_open(pattern: re.Pattern[str], text: str, instead: str) -> str:
    """Put ``instead`` where a word stands open; where it stands under another light nothing is done."""
    found = parse(text)
    if any(one.light is Light.CAREFUL and pattern.search(one.text) for one in found):
        raise JournalError(
            "It stands in a careful passage, in which nothing more can be marked.",
            hint="Change the passage in the editor. Nothing was changed.",
        )
    changed = "".join(
        pattern.sub(lambda _: instead, text[one.start : one.end])
        if one.light is Light.OPEN
        else text[one.start : one.end]
        for one in found
    )
    if _stands_open(pattern, changed):
        raise JournalError(
            "It can't be marked where it stands, because of the sign straight beside it.",
            hint="Mark it in the editor. Nothing was changed.",
        )
    return changed


def _stands_open(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a word could still leave: it stands open, or the marks of the text can't be read."""
    try:
        return any(one.light is Light.OPEN and pattern.search(one.text) for one in parse(text))
    except MarkNotClosed:
        return True
