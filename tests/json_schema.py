"""A reading of JSON Schema 2020-12, as much of it as our schemas use; what it does not know, it refuses."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.source_tree import ROOT

FORMATS = ROOT / "docs" / "formats"
_TOLD = {"$schema", "title", "description", "$defs"}
_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "null": type(None),
}


@dataclass(frozen=True, slots=True)
class Schema:
    """One file of ours."""

    root: dict[str, Any]
    closed: bool = False
    """Whether members that it does not name are faults: what we write ourselves has none."""

    @classmethod
    def read(cls, name: str, *, closed: bool = False) -> "Schema":
        """Read the file of that name among the formats."""
        return cls(json.loads(Path(FORMATS / name).read_text(encoding="utf-8")), closed)

    def faults(self, value: Any, of: str = "") -> list[str]:
        """Return where a value is not what the schema says, or one of its definitions."""
        return [*self._faults(value, self.root["$defs"][of] if of else self.root, "")]

    def _faults(self, value: Any, schema: dict[str, Any], at: str) -> Iterator[str]:
        for keyword, said in schema.items():
            if keyword not in _TOLD:
                yield from _CHECKS[keyword](self, value, said, at)
        closed = self.closed or schema.get("additionalProperties") is False
        if closed and isinstance(value, dict) and "properties" in schema:
            yield from (f"{at}/{name}: unknown" for name in value.keys() - schema["properties"].keys())

    def _of_type(self, value: Any, said: str | list[str], at: str) -> Iterator[str]:
        kinds = [said] if isinstance(said, str) else said
        is_one = any(isinstance(value, _TYPES[kind]) for kind in kinds)
        if not is_one or (isinstance(value, bool) and "boolean" not in kinds):
            yield f"{at}: {' or '.join(kinds)}"

    def _one_of(self, value: Any, said: list[Any], at: str) -> Iterator[str]:
        if value not in said:
            yield f"{at}: enum"

    def _const(self, value: Any, said: Any, at: str) -> Iterator[str]:
        if type(value) is not type(said) or value != said:
            yield f"{at}: const"

    def _matches(self, value: Any, said: str, at: str) -> Iterator[str]:
        if isinstance(value, str) and not re.search(said.removesuffix("$") + r"\Z", value):
            yield f"{at}: pattern"

    def _required(self, value: Any, said: list[str], at: str) -> Iterator[str]:
        if isinstance(value, dict):
            yield from (f"{at}/{name}: required" for name in said if name not in value)

    def _properties(self, value: Any, said: dict[str, Any], at: str) -> Iterator[str]:
        if isinstance(value, dict):
            for name in said.keys() & value.keys():
                yield from self._faults(value[name], said[name], f"{at}/{name}")

    def _rest(self, value: Any, said: Any, at: str) -> Iterator[str]:
        """See to members by no name of ours; that there are none is seen to above."""
        if isinstance(said, dict) and isinstance(value, dict):
            for name, one in value.items():
                yield from self._faults(one, said, f"{at}/{name}")
        assert isinstance(said, dict) or said is False

    def _items(self, value: Any, said: dict[str, Any], at: str) -> Iterator[str]:
        for index, one in enumerate(value if isinstance(value, list) else []):
            yield from self._faults(one, said, f"{at}/{index}")

    def _any(self, value: Any, said: list[dict[str, Any]], at: str) -> Iterator[str]:
        found = [[*self._faults(value, one, at)] for one in said]
        if all(found):
            yield from min(found, key=len)

    def _ref(self, value: Any, said: str, at: str) -> Iterator[str]:
        yield from self._faults(value, self.root["$defs"][said.removeprefix("#/$defs/")], at)


_CHECKS: dict[str, Any] = {
    "type": Schema._of_type,
    "enum": Schema._one_of,
    "const": Schema._const,
    "pattern": Schema._matches,
    "required": Schema._required,
    "properties": Schema._properties,
    "additionalProperties": Schema._rest,
    "items": Schema._items,
    "anyOf": Schema._any,
    "$ref": Schema._ref,
}
