"""How a plain text leads to the files that lie beside it: lines below it, as Markdown."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

_NOT_INSIDE = re.compile(r"[\[\]\\]")


def file_links(files: Iterable[Mapping[str, Any]]) -> str:
    """Return the lines for the files that have a path; moving in knows them again and drops them."""
    lines = [
        _line(str(one.get("name", "")), str(one["path"]), one.get("kind")) for one in files if one.get("path")
    ]
    return "".join(("\n", *lines)) if lines else ""


def _line(name: str, path: str, kind: object) -> str:
    shown = "!" if kind == "photo" else ""
    return f"{shown}[{_NOT_INSIDE.sub(' ', name)}]({quote(path)})\n"
