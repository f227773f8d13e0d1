"""What a story has besides its text, in words; each thing that was tried with its own stem."""

from peerjournal.journal import Light, Outcome, Story, Tool
from peerjournal.letters import note_in_a_line

NOT_SAID = "Nothing is said."
_MOST = 160
"""Letters of one's words in a list or a question; whole they stand where they are read and typed."""


def short(text: str) -> str:
    """Return words in one line, cut where they would push everything else away."""
    line = " ".join(text.split())
    return line if len(line) <= _MOST else f"{line[: _MOST - 1].rstrip()}\u2026"


def tool_line(tool: Tool) -> str:
    """Return what was tried under how it went, in the first person."""
    stem = tool.how_it_went.stem
    return f"{stem} {tool.tried}" if tool.how_it_went is Outcome.UNSURE else f"{stem}: {tool.tried}"


def tool_parts(story: Story) -> tuple[tuple[Light, str], ...]:
    """Return what was tried as it is read below a story, in the writer's order, each under its light."""
    return tuple((tool.light, _read(tool)) for tool in story.tools)


def _read(tool: Tool) -> str:
    more = (
        f"When: {tool.when}" if tool.when else "",
        f"It may be different for you: {tool.might_differ}" if tool.might_differ else "",
    )
    return "\n".join([tool_line(tool), *filter(None, more)])


def about_stands(story: Story) -> str:
    """Return where it stands, or that nothing is said about it."""
    return short(story.stands) or NOT_SAID


def about_tools(story: Story) -> str:
    """Return what was tried, as far as a line holds it; never how many or how well."""
    return short(" · ".join(tool.tried.rstrip(" .") for tool in story.tools)) or "Nothing yet."


def about_note(story: Story) -> str:
    """Return the content note, or that there is none."""
    note = story.content_note
    return short(note_in_a_line(note) if note else "") or "There is none."
