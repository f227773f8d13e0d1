"""What a story holds beside its text, for the commands that show it: in lines, or as JSON."""

from typing import Any

from peerjournal.errors import JournalError


def story_of(session: Any, number: str) -> Any:
    """Return the story that a number names; raise JournalError for an entry, which has none of this."""
    from peerjournal.journal import Story  # noqa: PLC0415 — each command pays only for what it does

    piece = session.journal.get(number)
    if not isinstance(piece, Story):
        raise JournalError(
            "That is an entry, and only a story has that.",
            hint=f"`peerjournal story {session.journal.short(piece)}` makes a story of it.",
        )
    return piece


def lines(story: Any) -> list[str]:
    """Return what stands beside a story's text, where there is anything."""
    from peerjournal.journal import beside  # noqa: PLC0415 — each command pays only for what it does

    return beside.lines(story)


def as_json(story: Any) -> dict[str, Any]:
    """Return the same as JSON: every field, whether there is anything in it or not."""
    return {
        "content_note": note_item(story.content_note),
        "from_entry": story.from_entry or None,
        "kept": list(story.kept),
        "looked": list(story.looked),
        "stands": story.stands,
        "tools": [tool_item(tool) for tool in story.tools],
    }


def tool_lines(tool: Any, before: str) -> list[str]:
    """Return one thing that was tried, behind its number or a dash."""
    from peerjournal.journal import beside  # noqa: PLC0415 — each command pays only for what it does

    return beside.tool_lines(tool, before)


def tool_item(tool: Any) -> dict[str, Any]:
    """Return the same as JSON."""
    return {
        "how_it_went": tool.how_it_went.value,
        "light": tool.light.value,
        "might_differ": tool.might_differ,
        "stem": tool.how_it_went.stem,
        "tags": list(tool.tags),
        "tried": tool.tried,
        "when": tool.when,
    }


def note_lines(note: Any) -> list[str]:
    """Return a content note, and what it brings at the letter's end."""
    from peerjournal.journal import beside  # noqa: PLC0415 — each command pays only for what it does

    return beside.note_lines(note)


def note_item(note: Any) -> dict[str, Any] | None:
    """Return the same as JSON; nothing where there is none."""
    if note is None:
        return None
    return {
        "brings_help": note.brings_help,
        "ends": note.ends,
        "help_line": note.help_line,
        "how": note.how,
        "skip_hint": note.skip_hint,
        "topics": list(note.topics),
    }
