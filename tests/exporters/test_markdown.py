"""The Markdown files that move out come back with nothing lost, marks included."""

import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from peerjournal.exporters import EXPORTERS, Leaving
from peerjournal.importers import IMPORTERS, Found, Options, Skipped, ours, recognise
from peerjournal.journal import Moment, Piece
from tests.exporters.pieces import leavings

(MARKDOWN,) = [one for one in EXPORTERS if one.name == "markdown"]
(NOTES,) = [one for one in IMPORTERS if one.name == "markdown"]
NOW = Moment.decode("2026-11-21T09:00:00+01:00")


def written(folder: Path, leaving: Sequence[Leaving]) -> Path:
    for name, data in MARKDOWN.files(leaving):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def in_any_order(docs: Sequence[dict[str, Any]]) -> list[str]:
    return sorted(json.dumps(doc, sort_keys=True) for doc in docs)


def documents(found: Sequence[Found | Skipped]) -> list[dict[str, Any]]:
    docs = [one.draft.to_doc(NOW) for one in found if isinstance(one, Found)]
    assert len(docs) == len(found), found
    return [{name: value for name, value in doc.items() if name != "origin"} for doc in docs]


def expected(piece: Piece) -> dict[str, Any]:
    return {name: value for name, value in piece.to_doc().items() if name not in {"number", "by"}}


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(leaving=leavings())
def test_they_come_back_as_they_were(leaving: list[Leaving]) -> None:
    with TemporaryDirectory() as folder:
        source = written(Path(folder), leaving)
        found = [*NOTES.read(source, Options())]
        assert not leaving or NOTES in recognise(source)
    pieces = [piece for one in leaving for piece in (one.piece, *one.others)]
    assert in_any_order(documents(found)) == in_any_order([expected(piece) for piece in pieces])


@pytest.mark.parametrize(
    "field", ["peerjournal: 1", "peerjournal: {version: 2}", "peerjournal: {version: 1}"]
)
def test_what_only_looks_like_one_is_said(tmp_path: Path, field: str) -> None:
    (tmp_path / "x.md").write_text(f"---\n{field}\n---\n\nText\n", encoding="utf-8")
    assert [type(each) for each in NOTES.read(tmp_path, Options())] == [Skipped]
    assert ours.FIELD in field
