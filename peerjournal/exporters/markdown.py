"""One Markdown file for each entry, with its fields above the text, for any editor.

What other programs know stands in fields of its own. Under `peerjournal` stands the rest, so that moving in
again loses nothing: where that field is, the text below is the body exactly, between one blank line and one
line end, with our marks in it.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from peerjournal.exporters.beside import pages_beside
from peerjournal.exporters.exporter import NOTHING, Beside, File, Leaving, told
from peerjournal.exporters.front import VERSION, page
from peerjournal.exporters.names import Names
from peerjournal.journal import Moment, file_links

_FIELDS = frozenset({"title", "body", "tags", "starred", "written", "others"})


class Markdown:
    """A folder of Markdown files."""

    name = "markdown"
    label = "a folder with a Markdown file for each entry"
    suffix = "md"

    takes_letters = True

    def files(self, leaving: Sequence[Leaving], beside: Beside = NOTHING) -> Iterator[File]:
        """Yield a file for each entry, one for each other version of it, and pages of what else leaves."""
        names = Names(self.suffix)
        for one in leaving:
            whole = told(one)
            yield names.of(one.piece), _page(whole, one.piece.written)
            for other, doc in zip(one.others, whole.get("others", ()), strict=True):
                yield names.of(other), _page(doc | {"another_version_of": one.piece.id}, other.written)
        yield from pages_beside(beside)


def _page(doc: dict[str, Any], written: Moment) -> bytes:
    title, body = doc["title"], doc["body"]
    fields: dict[str, Any] = {"title": title} if title else {}
    fields |= {"date": doc["written"]["at"]}
    fields |= {"timezone": written.zone} if written.zone else {}
    fields |= {"updated": doc["edited"]["at"]} if "edited" in doc else {}
    fields |= {"tags": doc["tags"]} if doc["tags"] else {}
    fields |= {"starred": True} if doc["starred"] else {}
    rest = {name: value for name, value in doc.items() if name not in _FIELDS}
    fields["peerjournal"] = {"version": VERSION, **rest}
    text = f"{body}\n{file_links(doc.get('files', ()))}"
    return page(fields, text, plain={"date", "updated"})
