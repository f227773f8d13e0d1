"""The schema of what moves out."""

from typing import Any

from tests.json_schema import Schema

_EXPORT = Schema.read("export.schema.json")


def faults(value: Any) -> list[str]:
    """Return where a value is not what the schema says."""
    return _EXPORT.faults(value)
