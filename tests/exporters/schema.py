"""A reading of JSON Schema 2020-12, as much of it as our schema uses; what it does not know, it refuses."""

import json
import re
from collections.abc import Iterator
from typing import Any

from tests.source_tree import ROOT

SCHEMA: dict[str, Any] = json.loads((ROOT / "docs/formats/export.schema.json").read_text(encoding="utf-8"))
_TOLD = {"$schema", "title", "description", "$defs"}
_TYPES: dict[str, type] = {"object": dict, "array": list, "string": str, "boolean": bool}


def faults(value: Any, schema: dict[str, Any] = SCHEMA, at: str = "") -> Iterator[str]:
    """Yield where a value is not what the schema says."""
    for keyword, said in schema.items():
        if keyword not in _TOLD:
            yield from _CHECKS[keyword](value, said, at, schema)


def _of_type(value: Any, said: str, at: str, _: Any) -> Iterator[str]:
    if not isinstance(value, _TYPES[said]):
        yield f"{at}: {said}"


def _one_of(value: Any, said: list[Any], at: str, _: Any) -> Iterator[str]:
    if value not in said:
        yield f"{at}: enum"


def _const(value: Any, said: Any, at: str, _: Any) -> Iterator[str]:
    if type(value) is not type(said) or value != said:
        yield f"{at}: const"


def _matches(value: Any, said: str, at: str, _: Any) -> Iterator[str]:
    if isinstance(value, str) and not re.search(said.removesuffix("$") + r"\Z", value):
        yield f"{at}: pattern"


def _required(value: Any, said: list[str], at: str, _: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (f"{at}/{name}: required" for name in said if name not in value)


def _properties(value: Any, said: dict[str, Any], at: str, _: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name in said.keys() & value.keys():
            yield from faults(value[name], said[name], f"{at}/{name}")


def _no_more(value: Any, said: Any, at: str, schema: dict[str, Any]) -> Iterator[str]:
    assert said is False
    if isinstance(value, dict):
        yield from (f"{at}/{name}: unknown" for name in value.keys() - schema["properties"].keys())


def _items(value: Any, said: dict[str, Any], at: str, _: Any) -> Iterator[str]:
    for index, one in enumerate(value if isinstance(value, list) else []):
        yield from faults(one, said, f"{at}/{index}")


def _ref(value: Any, said: str, at: str, _: Any) -> Iterator[str]:
    yield from faults(value, SCHEMA["$defs"][said.removeprefix("#/$defs/")], at)


_CHECKS: dict[str, Any] = {
    "type": _of_type,
    "enum": _one_of,
    "const": _const,
    "pattern": _matches,
    "required": _required,
    "properties": _properties,
    "additionalProperties": _no_more,
    "items": _items,
    "$ref": _ref,
}
