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
    told = [f"Where it stands: {story.stands}"] if story.stands else []
    told += note_lines(story.content_note) if story.content_note else []
    return told + [line for tool in story.tools for line in tool_lines(tool, "-")]


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
    """Return one thing that was tried, each with its own stem, behind its number or a dash."""
    told = [f"{tool.how_it_went.stem}: {tool.tried} ({tool.light})"]
    told += [f"When: {tool.when}"] if tool.when else []
    told += [f"It may be different for you: {tool.might_differ}"] if tool.might_differ else []
    text = "\n".join(told).replace("\n", "\n" + " " * (len(before) + 1))
    return [f"{before} {text}"]


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
    from peerjournal.journal import HARD_TOPIC, HELP_LINE  # noqa: PLC0415 — only where there is a note

    parts = [f"About: {', '.join(note.told_topics)} ({note.how})."] if note.told_topics else []
    parts += [f"You can skip {_ended(note.skip_hint)}"] if note.skip_hint else []
    parts += [f"Ends {_ended(note.ends)}"] if note.ends else []
    told = [" ".join(parts) or "Content note: none needed."]
    if note.brings_help:
        told.append(f"At the end of the copy you share: {HELP_LINE}")
    elif HARD_TOPIC in note.topics:
        told.append("The line about where to find help is taken out.")
    return told


def _ended(words: str) -> str:
    return words if words.endswith((".", "?", "\u2026")) else f"{words}."


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
