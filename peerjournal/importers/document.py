"""A JSON document of another program, read whole, in bounded memory, and with nothing in it lost unsaid."""

import json
import math
import re
from pathlib import Path
from typing import Any, Final

from peerjournal.errors import SourceUnreadable
from peerjournal.importers.source import as_text

TWICE: Final = "A field stands in it twice. The last one counts, and the others are kept beside it."
_MOST_PARTS = 2_000_000
"""Objects and lists. Each takes some hundred bytes of memory and as few as two of a file."""
_MOST_VALUES = 16_000_000
_LONGEST_NUMBER = 100
_DEEPEST = 32
_SURROGATE = re.compile("[\ud800-\udfff]")


class Repeated(dict[str, Any]):
    """An object in which a name stands more than once."""

    earlier: list[list[Any]]
    """The names and values that a later one replaced, in order."""


def parse(data: bytes, path: Path) -> Any:
    """Return what a JSON document says; an object that repeats a name comes as `Repeated`.

    Raises:
        SourceUnreadable: It is no JSON, or nests too deep, or holds far too much.
    """
    text, _ = as_text(data)
    if text.count("{") + text.count("[") > _MOST_PARTS or text.count(",") > _MOST_VALUES:
        raise SourceUnreadable("This holds far more than a journal does.", path=path)
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_int=_whole, parse_float=_fraction, parse_constant=str
        )
    except json.JSONDecodeError as error:
        raise SourceUnreadable("This is not whole JSON.", path=path, line=error.lineno) from None
    except (ValueError, RecursionError):
        raise SourceUnreadable("This is no JSON that can be read.", path=path) from None


def verbatim(value: Any, deeper: int = _DEEPEST) -> Any:
    """Return a value as a document of ours can hold it: what JSON does not have becomes text."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, dict) and deeper:
        return {verbatim(str(name)): verbatim(one, deeper - 1) for name, one in value.items()}
    if isinstance(value, list | tuple) and deeper:
        return [verbatim(one, deeper - 1) for one in value]
    return "" if isinstance(value, dict | list | tuple) else verbatim(str(value))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) == len(pairs):
        return fields
    repeated = Repeated(fields)
    last = {name: at for at, (name, _) in enumerate(pairs)}
    repeated.earlier = [[name, value] for at, (name, value) in enumerate(pairs) if last[name] != at]
    return repeated


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits


def _fraction(digits: str) -> float | str:
    number = float(digits)
    return number if math.isfinite(number) else digits
