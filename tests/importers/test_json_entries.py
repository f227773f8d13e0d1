"""The entries of a JSON file, one by one: what can't be read costs itself, and memory stays bounded."""

import io
import json
import tracemalloc
from collections.abc import Iterator
from itertools import chain, repeat
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.importers import json_entries, json_values
from peerjournal.importers.json_entries import (
    CUT_OFF,
    LARGEST_ENTRY,
    MALFORMED,
    NO_ENTRIES,
    TOO_DEEP,
    TOO_LONG,
    Broken,
)
from peerjournal.importers.json_values import Twice, canonical, cleaned, too_deep


def only(data: str) -> Any:
    (found,) = read(data)
    assert isinstance(found, tuple)
    return found[1]


def read(data: bytes | str) -> list[tuple[int, Any] | Broken]:
    return list(json_entries.entries(io.BytesIO(data.encode() if isinstance(data, str) else data)))


NUMBERS = st.integers(-(10**17), 10**17) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


@given(st.lists(VALUES, max_size=6), st.booleans(), st.sampled_from([None, 1]))
def test_a_list_of_anything_comes_back(values: list[Any], wrapped: bool, indent: int | None) -> None:  # noqa: FBT001 - Hypothesis hands it over
    whole = {"metadata": {"entries": [1]}, "entries": values, "after": 1} if wrapped else values
    assert read(json.dumps(whole, indent=indent)) == list(enumerate(values, start=1))


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_reported(data: bytes) -> None:
    for each in (*read(data), *read(b'{"entries":[' + data), *read(b'[{"a":1},' + data + b"]")):
        assert isinstance(each, tuple | Broken)


GOOD = ['{"a":1}', '{"t":"]}\\""}', "[[]]"]
BAD = ["{bad}", "nul", '{"t":"\\x"}', '{"t":]}', '"\\u12"']


@given(st.lists(st.sampled_from(GOOD + BAD), max_size=8))
def test_each_bad_one_costs_only_itself(listed: list[str]) -> None:
    told = [each if isinstance(each, Broken) else each[0] for each in read(f"[{','.join(listed)}]")]
    assert told == [n if one in GOOD else Broken(MALFORMED, n) for n, one in enumerate(listed, start=1)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[]", []),
        ('{"entries":[]}', []),
        ("", [Broken(NO_ENTRIES)]),
        ("7", [Broken(NO_ENTRIES)]),
        ('{"entries":{"1":2}}', [Broken(NO_ENTRIES)]),
        ('{"a":1', [Broken(NO_ENTRIES)]),
        ("{1:2}", [Broken(NO_ENTRIES)]),
        ("[1,2", [(1, 1), (2, 2), Broken(CUT_OFF, 3)]),
        ("[1,", [(1, 1), Broken(CUT_OFF, 2)]),
        ('[1,{"a":"b', [(1, 1), Broken(CUT_OFF, 2)]),
        ('[1,{"a":"b\\', [(1, 1), Broken(CUT_OFF, 2)]),
        ("[1,,2,]", [(1, 1), (2, 2)]),
        ('[1]{"a":1}', [(1, 1)]),
        ('{"entries":[1],"entries":[2]}', [(1, 1), (1, 2)]),
        ('{"entries":[1],"x":}', [(1, 1)]),
        ('{"x":bad,"entries":[1]}', [(1, 1)]),
        ('{"x":"\\q","entries":[1]}', [(1, 1)]),
        ('{"entries":[1] "x"', [(1, 1), Broken(CUT_OFF)]),
        ('[tru,{"a":+1},1]', [Broken(MALFORMED, 1), Broken(MALFORMED, 2), (3, 1)]),
        ('["a\nb"]', [(1, "a\nb")]),
        ("[NaN,Infinity,-Infinity]", [(1, "NaN"), (2, "Infinity"), (3, "-Infinity")]),
    ],
)
def test_what_is_written_oddly(text: str, told: list[Any]) -> None:
    assert read(text) == told


def test_a_field_that_stands_more_than_once_is_kept_each_time() -> None:
    value = only('[{"a":1,"a (2)":2,"a":3,"a":4}]')
    assert isinstance(value, Twice)
    assert value == {"a": 1, "a (2)": 2, "a (3)": 3, "a (4)": 4}


def test_a_hundred_thousand_of_one_field_take_one_walk() -> None:
    assert len(only("[{" + ",".join(['"a":1'] * 100_000) + "}]")) == 100_000


def test_what_is_too_long_or_too_deep_costs_only_itself() -> None:
    long, deep = '"' + "x" * (LARGEST_ENTRY * 2) + '\\""', "[" * 100_000 + "]" * 100_000
    assert read(f"[1,{long},2,{deep},3]") == [
        (1, 1),
        Broken(TOO_LONG, 2),
        (3, 2),
        Broken(TOO_DEEP, 4),
        (5, 3),
    ]


def test_entries_across_the_pieces_that_are_read_are_whole() -> None:
    values = ['ü\\"' * n for n in range(0, 3000, 7)]
    assert read(json.dumps(values, ensure_ascii=False)) == list(enumerate(values, start=1))


class Told(io.RawIOBase):
    """A file whose pieces are made as they are read, so it is nowhere as a whole; perhaps its disk fails."""

    def __init__(self, pieces: Iterator[bytes], *, fails: bool = False) -> None:
        self._pieces, self._fails = pieces, fails
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        self._left = self._left or next(self._pieces, b"")
        if self._fails and not self._left:
            raise OSError
        piece, self._left = self._left[: len(into)], self._left[len(into) :]
        into[: len(piece)] = piece
        return len(piece)


def test_memory_does_not_grow_with_the_file() -> None:
    pieces = chain([b'{"entries":['], repeat(b'{"text":"' + b"x" * 1000 + b'"},', 40_000))
    tracemalloc.start()
    told = sum(1 for _ in json_entries.entries(io.BufferedReader(Told(pieces))))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert told == 40_001
    assert peak < 2_000_000


def test_a_disk_that_fails_ends_the_file() -> None:
    file = io.BufferedReader(Told(repeat(b'[{"a":1},' + b" " * 99_991, 1), fails=True))
    assert list(json_entries.entries(file)) == [(1, {"a": 1}), Broken(CUT_OFF, 2)]


def test_how_deep_is_too_deep() -> None:
    inside: Any = 1
    for _ in range(json_values.DEEPEST):
        inside = [inside]
    assert not too_deep(inside)
    assert too_deep({"x": inside})


def test_what_is_kept_is_cleaned_at_every_depth() -> None:
    value = {"a\x1b": ["b\x07", {"c": "\ud800"}], "out": 1, "n": 1.5}
    assert cleaned(value, lambda name: name == "out") == {"a": ["b", {"c": "\ufffd"}], "n": 1.5}


@given(st.dictionaries(st.text(max_size=5), VALUES, max_size=6))
def test_the_order_of_fields_makes_no_other_value(value: dict[str, Any]) -> None:
    turned = {name: value[name] for name in reversed(value)}
    assert canonical(value) == canonical(turned)


@pytest.mark.parametrize("size", [1, 3, 1 << 20])
def test_signs_are_counted_across_pieces(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_entries, "_COUNTED_PIECE", size)
    assert json_entries.count(io.BytesIO(b'{"aa":1,"a":"aa","aa" :2,"aa'), b'"aa"') == 3
