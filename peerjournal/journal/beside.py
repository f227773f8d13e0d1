"""What a story holds beside its text, in lines: where it stands, its content note, what was tried."""

from peerjournal.journal.content_note import HARD_TOPIC, HELP_LINE, ContentNote
from peerjournal.journal.story import Story
from peerjournal.journal.toolbox import Tool


def lines(story: Story) -> list[str]:
    """Return what stands beside a story's text, where there is anything."""
    told = [f"Where it stands: {story.stands}"] if story.stands else []
    told += note_lines(story.content_note) if story.content_note else []
    return told + [line for tool in story.tools for line in tool_lines(tool, "-")]


def tool_lines(tool: Tool, before: str) -> list[str]:
    """Return one thing that was tried, each with its own stem, behind its number or a dash."""
    told = [f"{tool.how_it_went.stem}: {tool.tried} ({tool.light})"]
    told += [f"When: {tool.when}"] if tool.when else []
    told += [f"It may be different for you: {tool.might_differ}"] if tool.might_differ else []
    text = "\n".join(told).replace("\n", "\n" + " " * (len(before) + 1))
    return [f"{before} {text}"]


def note_lines(note: ContentNote) -> list[str]:
    """Return a content note, and what it brings at the letter's end."""
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
