"""One Markdown file for each entry, with its fields above the text, for any editor.

What other programs know stands in fields of its own. Under `peerjournal` stands the rest, so that moving in
again loses nothing: where that field is, the text below is the body exactly, between one blank line and one
line end, with our marks in it.
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from peerjournal.exporters.exporter import File, Leaving, told
from peerjournal.exporters.names import Names
from peerjournal.journal import Moment, file_links

VERSION: Final = 1
_FIELDS = frozenset({"title", "body", "tags", "starred", "written", "others"})
_NO_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")


class Markdown:
    """A folder of Markdown files."""

    name = "markdown"
    label = "a folder with a Markdown file for each entry"
    suffix = "md"

    def files(self, leaving: Sequence[Leaving]) -> Iterator[File]:
        """Yield a file for each entry, and one for each other version of it."""
        names = Names(self.suffix)
        for one in leaving:
            whole = told(one)
            yield names.of(one.piece), _page(whole, one.piece.written)
            for other, doc in zip(one.others, whole.get("others", ()), strict=True):
                yield names.of(other), _page(doc | {"another_version_of": one.piece.id}, other.written)


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
    # A time is left unquoted: other programs take it for one then.
    plain = {"date", "updated"}
    above = "".join(f"{name}: {v if name in plain else _yaml(v)}\n" for name, v in fields.items())
    return f"---\n{above}---\n\n{body}\n{file_links(doc.get('files', ()))}".encode("utf-8", "replace")


def _yaml(value: Any) -> str:
    """Write a value as JSON on one line, which YAML reads as well; what YAML forbids in it is escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return _NO_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
