"""What a JSON text says, with nothing in it lost unsaid, as it can be kept beside an entry."""

import json
import math
import re
from collections.abc import Callable
from typing import Any, Final

from peerjournal.text import clean

DEEPEST: Final = 50
"""How many lists and objects may stand in one another."""
_LONGEST_NUMBER = 100
_BAD_BYTE = re.compile("[\udc80-\udcff]")
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"))


class Twice(dict[str, Any]):
    """An object with a field that stands in it more than once."""


def too_deep(value: Any, room: int = DEEPEST) -> bool:
    """Tell whether there are more than ``room`` lists and objects in one another."""
    if not isinstance(value, dict | list):
        return False
    inside = value.values() if isinstance(value, dict) else value
    return room == 0 or any(too_deep(each, room - 1) for each in inside if isinstance(each, dict | list))


def cleaned(value: Any, left_out: Callable[[str], bool] = lambda _: False) -> Any:
    """Return a value that is not too deep, to be kept beside an entry, with each text in it cleaned.

    Args:
        value: As it was read.
        left_out: Tells by its name, at any depth, that a field is not to be kept.
    """
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(name): cleaned(each, left_out) for name, each in value.items() if not left_out(name)}
    return [cleaned(each, left_out) for each in value] if isinstance(value, list) else value


def texts(value: Any) -> list[str]:
    """Return the texts in a list, and none where there is no list."""
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def has_bad_bytes(text: str) -> bool:
    """Tell whether bytes of it were not UTF-8; ``json_entries`` reads them as halves of letters."""
    return not text.isascii() and _BAD_BYTE.search(text) is not None


def canonical(value: Any) -> str:
    """Return JSON that is the same for the same value, in whatever order its fields stood."""
    return _CANONICAL.encode(value)


def decoder() -> json.JSONDecoder:
    """Return what reads JSON so that nothing in it is lost or means what it does not say.

    Line breaks inside texts pass; what is no finite number of ordinary length stays text.
    """
    return json.JSONDecoder(
        object_pairs_hook=_each_kept,
        parse_constant=str,
        parse_float=lambda text: value if math.isfinite(value := float(text)) else text,
        parse_int=lambda text: int(text) if len(text) <= _LONGEST_NUMBER else text,
        strict=False,
    )


def _each_kept(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) == len(pairs):
        return fields
    kept, seen = Twice(), dict.fromkeys(fields, 1)
    for name, value in pairs:
        label = name
        while label in kept:
            seen[name] += 1
            label = f"{name} ({seen[name]})"
        kept[label] = value
    return kept
