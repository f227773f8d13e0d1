"""Before you share, at a terminal: seven lines, each skipped with Enter; what is typed goes nowhere."""

from typing import Any

from peerjournal.cli import handover
from peerjournal.cli.chosen import Chosen
from peerjournal.cli.terminal import Terminal
from peerjournal.errors import NeedsAnswer

_SKIP = "Enter goes on. What you type here is kept nowhere."


def walk(terminal: Terminal, chosen: Chosen) -> str:
    """Go through the seven lines, and return which of the three ways was chosen.

    Raises:
        NeedsAnswer: There is nobody to ask.
    """
    from peerjournal.letters import SEVEN, WAYS  # noqa: PLC0415 — only where it is asked for

    if not terminal.asks:
        raise NeedsAnswer(hint="`--before` walks with you at a terminal. Nothing was done.")
    terminal.tell(f"Seven lines before you share. {_SKIP}")
    for line in SEVEN:
        terminal.tell(f"\n{line.title}")
        _show(terminal, line, chosen)
        terminal.line(">", instead="")
    terminal.tell()
    for place, (_, label) in enumerate(WAYS, start=1):
        terminal.tell(f"  {place}  {label}")
    return _chosen(terminal.line("1, 2 or 3? Enter takes a pause.", instead=""))


def _show(terminal: Terminal, line: Any, chosen: Chosen) -> None:
    from peerjournal.letters import stays_mine  # noqa: PLC0415 — as above

    if line.key == "who":
        terminal.tell(f"{chosen.peer.called}.")
    if line.words:
        terminal.tell(line.words)
    if line.key == "mine":
        terminal.tell(stays_mine(chosen.stories))
    if line.key == "others":
        if chosen.composition.to_decide:
            terminal.tell("Some details need your decision first; `peerjournal preview` lists them.")
        handover.tell_to_look_at(terminal, chosen.composition)


def _chosen(typed: str) -> str:
    from peerjournal.letters import BEGINS_ON, KEEP, WAYS  # noqa: PLC0415 — as above

    typed = typed.strip().lower()
    if not typed:
        return BEGINS_ON
    by_typing = {str(place): key for place, (key, _) in enumerate(WAYS, start=1)}
    # What can't be read does nothing.
    return by_typing.get(typed, KEEP)
