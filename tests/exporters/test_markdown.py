"""A folder of Markdown that moved out comes back with nothing lost, and is Markdown to everybody else."""

import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml  # type: ignore[import-untyped]  # it comes without types
from hypothesis import HealthCheck, given, settings

from peerjournal.exporters import EXPORTERS, Leaving
from peerjournal.importers import Found, Options, Skipped, recognise
from peerjournal.journal import Draft, Moment, Piece, piece_from_doc
from tests.exporters.pieces import leavings

(OUT,) = [one for one in EXPORTERS if one.name == "markdown"]
NOW = Moment.decode("2026-11-21T09:00:00+01:00")
ANY = settings(suppress_health_check=[HealthCheck.too_slow])


def written(folder: Path, leaving: Sequence[Leaving]) -> list[Path]:
    paths = []
    for name, data in OUT.files(leaving):
        assert Path(name).name == name
        paths.append(folder / name)
        assert not paths[-1].exists()
        paths[-1].write_bytes(data)
    return paths


def read(folder: Path) -> list[Found | Skipped]:
    importer = recognise(folder)[0]
    assert importer.name == "markdown"
    return [*importer.read(folder, Options())]


def expected(piece: Piece) -> dict[str, object]:
    return {name: value for name, value in piece.to_doc().items() if name not in {"number", "by"}}


@ANY
@given(leaving=leavings())
def test_it_comes_back_as_it_was(leaving: list[Leaving]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        paths = written(folder, leaving)
        found = read(folder) if paths else []
        docs = {}
        for one in found:
            assert isinstance(one, Found), one
            doc = one.draft.to_doc(NOW)
            doc.pop("origin")
            docs[one.where] = doc
        pieces = [piece for one in leaving for piece in (one.piece, *one.others)]
        assert docs == {path.name: expected(piece) for path, piece in zip(paths, pieces, strict=True)}


@ANY
@given(leaving=leavings())
def test_its_fields_are_yaml(leaving: list[Leaving]) -> None:
    for _, data in OUT.files(leaving):
        above = data.decode().removeprefix("---\n").partition("\n---\n")[0]
        fields = yaml.safe_load(above)
        assert fields["peerjournal"]["version"] == 1
        assert isinstance(fields.get("title", ""), str)


def one(title: str = "The lake", body: str = "Cold. [[Mine.]]") -> Leaving:
    written = Moment.decode("2020-05-01T15:00:00+02:00[Europe/Berlin]")
    doc = Draft(title, body, ("walk", "first time"), written).to_doc(written)
    return Leaving(piece_from_doc("01a205b6-04fd-7e83-b1ce-621dab2f1df5", doc), "1")


def test_a_page_that_another_program_wrote_anew_is_read_all_the_same(tmp_path: Path) -> None:
    (path,) = written(tmp_path, [one()])
    above, _, below = path.read_text(encoding="utf-8").removeprefix("---\n").partition("---\n")
    fields = yaml.safe_load(re.sub("(?m)^date: (.*)$", r'date: "\1"', above))
    path.write_text(f"---\n{yaml.safe_dump(fields | {'mood': 'calm'})}---\n{below}", encoding="utf-8")
    (found,) = read(tmp_path)
    assert isinstance(found, Found)
    assert found.draft.body == "Cold. [[Mine.]]"
    assert found.draft.tags == ("walk", "first time")
    assert found.key == "01a205b6-04fd-7e83-b1ce-621dab2f1df5"
    assert (found.draft.origin or {})["other"]["mood"] == "calm"


@pytest.mark.parametrize(
    ("before", "after"),
    [('"version": 1', '"version": 2'), ('peerjournal: {"version": 1', 'peerjournal: 7 # {"version": 1')],
)
def test_a_page_that_claims_to_be_ours_and_is_not_is_left_out(
    tmp_path: Path, before: str, after: str
) -> None:
    (path,) = written(tmp_path, [one()])
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    (found,) = read(tmp_path)
    assert isinstance(found, Skipped)


def test_somebody_who_writes_about_the_field_keeps_their_text(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("---\ntitle: x\n---\nSee\npeerjournal: {} [[there]]\n")
    (found,) = read(tmp_path)
    assert isinstance(found, Found)
    assert "peerjournal: {}" in found.draft.body


@pytest.mark.parametrize(
    "field", ["peerjournal: 1", "peerjournal: {version: 2}", "peerjournal: {version: 1}"]
)
def test_what_only_looks_like_one_is_said(tmp_path: Path, field: str) -> None:
    (tmp_path / "x.md").write_text(f"---\n{field}\n---\n\nText\n", encoding="utf-8")
    assert [type(each) for each in read(tmp_path)] == [Skipped]


@pytest.mark.parametrize(
    ("odd", "kept"),
    [("[" * 900 + "]" * 900, "[" * 900 + "]" * 900), ("NaN", "NaN"), (r'"\ud800"', "\ufffd")],
    ids=["deep", "no number", "half a letter"],
)
def test_a_field_that_nobody_could_keep_stays_as_text_and_stops_nothing(
    tmp_path: Path, odd: str, kept: str
) -> None:
    above = f'title: "x"\ndate: 2024-01-01T10:00:00+00:00\nodd: {odd}\npeerjournal: {{"version": 1}}'
    (tmp_path / "note.md").write_text(f"---\n{above}\n---\n\nhello\n", encoding="utf-8")
    (found,) = read(tmp_path)
    assert isinstance(found, Found)
    assert (found.draft.title, found.draft.body) == ("x", "hello")
    assert (found.draft.origin or {})["other"]["odd"] == kept


def test_a_copy_of_a_note_that_somebody_changed_is_an_entry_of_its_own(tmp_path: Path) -> None:
    (path,) = written(tmp_path, [one()])
    text = path.read_text(encoding="utf-8")
    (tmp_path / "z copy.md").write_text(text.replace("Cold.", "Warm."), encoding="utf-8")
    (tmp_path / "z same.md").write_text(text, encoding="utf-8")
    first, second, same = read(tmp_path)
    assert isinstance(first, Found)
    assert isinstance(second, Found)
    assert isinstance(same, Found)
    assert same.key == first.key != second.key == (second.draft.origin or {})["key"]
    assert [each.key for each in read(tmp_path) if isinstance(each, Found)] == [
        first.key,
        second.key,
        same.key,
    ]
