"""Fields above a Markdown text, each on one line as YAML and JSON both read it."""

import json
import re
from collections.abc import Collection, Mapping
from typing import Any, Final

VERSION: Final = 1
"""Of what stands under `peerjournal`."""
_NO_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")


def page(fields: Mapping[str, Any], text: str, *, plain: Collection[str] = ()) -> bytes:
    """Return a Markdown file.

    Args:
        fields: What stands above the text.
        text: All that stands below the blank line.
        plain: The fields that are written without quotes: other programs take a time for one then.
    """
    above = "".join(f"{name}: {v if name in plain else _yaml(v)}\n" for name, v in fields.items())
    return f"---\n{above}---\n\n{text}".encode("utf-8", "replace")


def _yaml(value: Any) -> str:
    """Write a value as JSON on one line, which YAML reads as well; what YAML forbids in it is escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return _NO_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
