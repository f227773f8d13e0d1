"""Pages of what leaves beside entries and stories, for reading: letters, people, the ledger.

Under `peerjournal` above each stands `page`, what it is a page of: so that it is no entry when it comes back.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from peerjournal.exporters.exporter import Beside, File
from peerjournal.exporters.front import VERSION, page

_NOBODY: Final = "somebody who is not in your circle"


def pages_beside(beside: Beside) -> Iterator[File]:
    """Yield a page for each letter, and one for everything else of a kind; none for what is empty."""
    for letter in beside.get("letters", ()):
        told = {name: value for name, value in letter.items() if name != "text"}
        yield f"letter-{letter['number']}.md", _page("letter", told, f"{letter['text']}\n")
    for what, line in _LINES.items():
        if items := beside.get(what):
            text = "".join(f"* {line(one)}\n" for one in items)
            yield f"{what}.md", _page(what, {"items": [*items]}, text)


def _page(what: str, told: Mapping[str, Any], text: str) -> bytes:
    return page({"peerjournal": {"version": VERSION, "page": what, **told}}, text)


def _person(one: Mapping[str, Any]) -> str:
    asked = one["asked"] if one["asked"] == "can't ask" else f"asked: {one['asked']}"
    return f"{one['stand_in']}, in place of {', '.join(one['names'])} ({asked})"


def _row(one: Mapping[str, Any]) -> str:
    letter = f"letter {one['letter']}" if one["letter"] else "a letter that was removed"
    note = f". {one['note']}" if one["note"] else ""
    return f"{one['shared_on']}: {letter} for {one['peer'] or _NOBODY}, {one['form']}, {one['state']}{note}"


_LINES: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    "people": _person,
    "ledger": _row,
}
