"""The JSON that moves out is as its schema says, and comes back with nothing lost."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from peerjournal.errors import SourceUnreadable
from peerjournal.exporters import EXPORTERS, Leaving
from peerjournal.importers import IMPORTERS, Found, Options, Skipped, recognise
from peerjournal.journal import Moment, Piece
from tests.exporters.pieces import leavings
from tests.exporters.schema import faults

(JSON,) = [one for one in EXPORTERS if one.name == "json"]
(OURS,) = [one for one in IMPORTERS if one.name == "peerjournal"]
NOW = Moment.decode("2026-11-21T09:00:00+01:00")


def written(folder: Path, leaving: Sequence[Leaving]) -> Path:
    (name, data), *rest = JSON.files(leaving)
    assert not rest
    (folder / name).write_bytes(data)
    return folder / name


def documents(found: Sequence[Found | Skipped]) -> list[dict[str, Any]]:
    docs = [one.draft.to_doc(NOW) for one in found if isinstance(one, Found)]
    assert len(docs) == len(found), found
    return [{name: value for name, value in doc.items() if name != "origin"} for doc in docs]


def expected(piece: Piece) -> dict[str, Any]:
    return {name: value for name, value in piece.to_doc().items() if name not in {"number", "by"}}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(leaving=leavings())
def test_it_validates_and_comes_back_as_it_was(tmp_path: Path, leaving: list[Leaving]) -> None:
    source = written(tmp_path, leaving)
    assert list(faults(json.loads(source.read_bytes()))) == []
    assert recognise(source)[0] is OURS
    found = [*OURS.read(source, Options())]
    pieces = [piece for one in leaving for piece in (one.piece, *one.others)]
    assert documents(found) == [expected(piece) for piece in pieces]
    keys = [one.key for one in found if isinstance(one, Found)]
    assert [key for key in keys if "-" in key] == [one.piece.id for one in leaving]


def test_the_schema_sees_what_is_wrong() -> None:
    good: dict[str, Any] = {"format": "peerjournal-export", "version": 1, "entries": []}
    assert list(faults(good)) == []
    assert list(faults(good | {"version": 2})) == ["/version: const"]
    assert list(faults(good | {"entries": [{}]}))
    assert list(faults({"format": "peerjournal-export"}))


@pytest.mark.parametrize(
    "text",
    [
        '{"format": "peerjournal-export"',
        '{"format": "peerjournal-export", "entries": 3}',
        '{"format": "peerjournal-export", "version": 2, "entries": []}',
        "[" * 100_000,
    ],
)
def test_what_is_not_whole_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    source = tmp_path / "x.json"
    source.write_text(text, encoding="utf-8")
    with pytest.raises(SourceUnreadable):
        list(OURS.read(source, Options()))


@pytest.mark.parametrize(
    "entry",
    [
        7,
        {},
        {"written": {"at": "yesterday"}},
        {"written": {"at": "2020-05-01T15:00:00+00:00"}, "title": ["x"]},
        {"written": {"at": "2020-05-01T15:00:00+00:00"}, "tags": 3},
        {"written": {"at": "2020-05-01T15:00:00+00:00"}, "kind": "story", "tools": ["x"]},
        {"written": {"at": "2020-05-01T15:00:00+00:00"}, "edited": "x"},
    ],
)
def test_one_bad_entry_never_stops_the_rest(tmp_path: Path, entry: Any) -> None:
    good = {"written": {"at": "2020-05-01T15:00:00+00:00"}, "body": "fine", "mood": 4}
    source = tmp_path / "x.json"
    source.write_text(json.dumps({"format": "peerjournal-export", "version": 1, "entries": [entry, good]}))
    bad, found = OURS.read(source, Options())
    assert isinstance(bad, Skipped)
    assert bad.where == "entry 1"
    assert isinstance(found, Found)
    assert (found.draft.origin or {})["other"] == {"mood": 4}
