"""Front matter: the fields that may stand above a Markdown text, read without trusting any of it.

YAML is read as far as lists, fields and texts go. Nothing is made of a text that might not be meant: `yes`
stays `yes`, `012` and `14:30` stay as written, and an anchor, which can grow without bound, is refused. A
field that can't be read stays as its text.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from typing import Any, Final

Value = str | int | bool | None | list[Any] | dict[str, Any]

LARGEST: Final = 256 * 1024
"""Characters. What is longer is not read as front matter."""
_DEEPEST, _MOST, _MOST_CHUNKS = 12, 20_000, 500
_MOST_DOTS = 200
"""In one line of TOML: each part of a dotted name costs as much again as all of those before it."""
UNREAD: Final = "Some of its front matter can't be read as fields; it was kept as text."
TOO_LONG: Final = "Its front matter is too long to be read; it stays in the text."
TWICE: Final = "Its front matter has a field twice; the first counts, and the other was kept beside it."

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})", re.ASCII)
_FIELD = re.compile(
    r"(?P<key>[^\s#:\-\[\]{}&*\x21|>%@`,?\"'][^:\n]{0,200}?|\"[^\"\n]{1,200}\")[ \t]*:(?=\s|$)"
)
_TAG_FIELD = re.compile(r"(?:tags?|keywords|categories)[ \t]*:", re.IGNORECASE)
# It never looks twice at what it has passed: a line may be as long as all of it.
_A_TAG = re.compile(
    r"([a-z]+[ \t]*:[ \t]++|[ \t]*-[ \t]++)((?=[^'\"\n]*\Z)[^\[\]\n]*?#(?=\S).*)", re.IGNORECASE
)
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})


class _Unreadable(Exception):
    """This is not YAML that we read."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stood above a text. Its repr shows nothing of it."""

    fields: dict[str, Value] = field(default_factory=dict, repr=False)
    """In their order; of a field that is there twice, the first."""
    beside: dict[str, Value] = field(default_factory=dict, repr=False)
    """What would not fit in a field of its own: repeated ones, lines that are no field."""
    remarks: tuple[str, ...] = ()

    def find(self, *names: str) -> Iterator[tuple[str, Value]]:
        """Yield the fields by these names, in the order of the names, whatever their case."""
        for name in names:
            for key, value in self.fields.items():
                if key.casefold() == name.casefold():
                    yield key, value


def split(text: str) -> tuple[FrontMatter, str]:
    """Return the front matter of a cleaned text, and the text below it; the whole text where it has none."""
    first, _, rest = text.partition("\n")
    fence = first.rstrip(" \t")
    closers = {"---": r"^(?:---|\.\.\.)[ \t]*$", "+++": r"^\+\+\+[ \t]*$"}
    if fence not in closers:
        return FrontMatter(), text
    end = re.compile(closers[fence], re.MULTILINE).search(rest)
    if not end:
        return FrontMatter(), text
    if end.start() > LARGEST:
        return FrontMatter(remarks=(TOO_LONG,)), text
    block = rest[: end.start()]
    read = _read_toml(block) if fence == "+++" else _read_yaml(block)
    return (FrontMatter(), text) if read is None else (read, rest[end.end() :].removeprefix("\n"))


def words(value: Value) -> str:
    """Return a single value as the text it was written as; nothing for what is no single value."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int) else ""


# YAML


def _read_yaml(block: str) -> FrontMatter | None:
    """Read a block; nothing where it was no front matter at all, such as a line drawn above a text."""
    remarks: tuple[str, ...]
    try:
        pairs, remarks = _pairs(_with_tags_quoted(block)), ()
    except _Unreadable:
        pairs, remarks = _field_by_field(block), (UNREAD,)
    if pairs is None or (not pairs and remarks):
        return None
    return _gathered(pairs, remarks)


def _with_tags_quoted(block: str) -> str:
    """Keep tags that are written with their sign, which YAML would drop as a remark of the file's."""
    lines: list[str] = []
    among_tags = False
    for line in block.split("\n"):
        if line and line[0] not in " \t-#":
            among_tags = bool(_TAG_FIELD.match(line))
        tag = _A_TAG.fullmatch(line) if among_tags and "#" in line else None
        lines.append(f"{tag[1]}'{tag[2]}'" if tag else line)
    return "\n".join(lines)


def _gathered(pairs: list[tuple[str, Value]], remarks: tuple[str, ...]) -> FrontMatter:
    fields: dict[str, Value] = {}
    beside: dict[str, Value] = {}
    times: Counter[str] = Counter()
    for key, value in pairs:
        times[key] += 1
        if not key:
            beside["front matter"] = value
        elif times[key] == 1:
            fields[key] = value
        else:
            beside[f"{key} {times[key]}"] = value
    if any(count > 1 for count in times.values()):
        remarks = (*remarks, TWICE)
    return FrontMatter(fields, beside, remarks)


def _pairs(block: str) -> list[tuple[str, Value]] | None:
    """Return the fields of a block of YAML, in order; nothing where it holds something else.

    Raises:
        _Unreadable: It is no YAML, or none that we read.
    """
    import yaml  # type: ignore[import-untyped] # noqa: PLC0415 - without stubs; 13 ms, only where it is needed

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        # Events only: nothing is ever constructed, so there is no tag to obey and nothing that grows.
        return _Building(yaml.parse(block, Loader=loader)).document()
    except (yaml.YAMLError, ValueError, RecursionError):
        raise _Unreadable from None


class _Building:
    """Values out of YAML's events, within bounds of depth and number."""

    def __init__(self, events: Iterator[Any]) -> None:
        self._events = events
        self._count = 0

    def document(self) -> list[tuple[str, Value]] | None:
        """Return the fields of the one document, or nothing where it is no set of fields."""
        pairs: list[tuple[str, Value]] | None = []
        while (event := self._next()) != "StreamEndEvent":
            if event == "MappingStartEvent":
                pairs = list(self._mapping(1))
            elif event in {"ScalarEvent", "SequenceStartEvent"}:
                self._value(0)
                pairs = None
        return pairs

    def _next(self) -> str:
        self._count += 1
        if self._count > _MOST:
            raise _Unreadable
        self._event = next(self._events)
        name = type(self._event).__name__
        if name == "AliasEvent":
            raise _Unreadable
        return name

    def _value(self, depth: int) -> Value:
        """Return the value that the event now at hand begins."""
        if depth > _DEEPEST:
            raise _Unreadable
        name = type(self._event).__name__
        if name == "ScalarEvent":
            return self._scalar()
        if name == "SequenceStartEvent":
            items: list[Value] = []
            while self._next() != "SequenceEndEvent":
                items.append(self._value(depth + 1))
            return items
        return _as_dict(list(self._mapping(depth + 1)))

    def _mapping(self, depth: int) -> Iterator[tuple[str, Value]]:
        while (name := self._next()) != "MappingEndEvent":
            if name != "ScalarEvent" or len(self._event.value) > 200:  # noqa: PLR2004 - as in _FIELD
                raise _Unreadable
            key = str(self._event.value)
            self._next()
            yield key, self._value(depth)

    def _scalar(self) -> Value:
        text = str(self._event.value)
        if self._event.style in {"'", '"', "|", ">"}:
            return text
        return plain(text)


def plain(text: str) -> Value:
    """Return what an unquoted text stands for, only where it could be written back as it was."""
    if text in _EMPTY:
        return None
    if text in {"true", "false"}:
        return text == "true"
    return int(text) if _WHOLE.fullmatch(text) and text != "-0" else text


def _as_dict(pairs: list[tuple[str, Value]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise _Unreadable
    return made


def _field_by_field(block: str) -> list[tuple[str, Value]]:
    """Read each field by itself, so that one that can't be read takes no other with it."""
    pairs: list[tuple[str, Value]] = []
    chunks = list(islice(_chunks(block), _MOST_CHUNKS + 1))
    for chunk in chunks if len(chunks) <= _MOST_CHUNKS else ():
        found = _FIELD.match(chunk)
        try:
            read = _pairs(chunk)
        except _Unreadable:
            read = None
        if read and found:
            pairs += read
        elif found:
            pairs.append((found["key"].strip('"'), chunk[found.end() :].strip()))
        elif chunk.strip():
            pairs.append(("", chunk.strip("\n")))
    return pairs if any(key for key, _ in pairs) else []


def _chunks(block: str) -> Iterator[str]:
    chunk: list[str] = []
    for line in block.splitlines(keepends=True):
        if chunk and _FIELD.match(line):
            yield "".join(chunk)
            chunk = []
        chunk.append(line)
    yield "".join(chunk)


# TOML


def _read_toml(block: str) -> FrontMatter | None:
    try:
        if all(line.count(".") <= _MOST_DOTS for line in block.split("\n")):
            read = tomllib.loads(block)
            return FrontMatter({key: _from_toml(value, 1) for key, value in read.items()})
    except (tomllib.TOMLDecodeError, _Unreadable, ValueError, RecursionError):
        pass
    return FrontMatter(beside={"front matter": block.strip("\n")}, remarks=(UNREAD,))


def _from_toml(value: Any, depth: int) -> Value:
    if depth > _DEEPEST:
        raise _Unreadable
    if isinstance(value, dict):
        return {str(key): _from_toml(each, depth + 1) for key, each in value.items()}
    if isinstance(value, list):
        return [_from_toml(each, depth + 1) for each in value]
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value if isinstance(value, str | int) else str(value)
