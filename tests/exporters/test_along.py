"""Files move out with their entries, and come back in byte for byte, by every form that can come back."""

import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from peerjournal.errors import NotSaved
from peerjournal.exporters import EXPORTERS, Along, write_new
from peerjournal.exporters.along import FileNames
from peerjournal.exporters.leaving import along_with, everything
from peerjournal.importers import Found, Options, read_all, recognise
from peerjournal.journal import Journal, safe_name
from peerjournal.vault import Vault
from tests.conftest import MakeVault
from tests.exporters.schema import faults
from tests.journal.attached import File, came, noise

FORMS = {one.name: one for one in EXPORTERS}
FILES = (
    File("lake.jpg", noise(150_000)),
    File("lake.jpg", noise(9, seed=3)),
    File("a note.md", b"# Not an entry\n", kind="file"),
    File("with [brackets] (and) ü.pdf", noise(10, seed=4), kind="pdf"),
    File("", b"", kind="file"),
)
Out = Callable[[str], Path]


@pytest.fixture
def journal(vault: Vault) -> Journal:
    journal = Journal(vault)
    journal.move_in([came("The lake", *FILES), came("The wood")], source="old")
    return journal


@pytest.fixture
def out(journal: Journal, tmp_path: Path) -> Out:
    def write(form: str) -> Path:
        folder, leaving = tmp_path / form, [*everything(journal)]
        files = FORMS[form].files(leaving)
        write_new(folder, files, total=2, progress=lambda *_: None, along=along_with(leaving))
        return folder

    return write


@pytest.mark.parametrize("form", ["markdown", "json"])
def test_in_a_new_journal_there_are_the_same_files_byte_for_byte(
    journal: Journal, out: Out, make_vault: MakeVault, form: str
) -> None:
    folder = out(form)
    source = folder / "peerjournal.json" if form == "json" else folder
    reading = read_all(recognise(source)[0], source, Options(), lambda *_: None)
    assert (len(reading.found), reading.skipped, dict(reading.remarks)) == (2, (), {})
    elsewhere = Journal(make_vault("elsewhere"))
    assert elsewhere.move_in(reading.found, source="out").files == len(FILES)
    came_back = elsewhere.find("lake")[0]
    assert came_back.body == journal.get("1").body
    assert [(one.name, one.kind) for one in came_back.files] == [
        (one.name or "file", one.kind) for one in FILES
    ]
    for number, file in enumerate(FILES, start=1):
        with elsewhere.open_file(came_back, number) as stream:
            assert stream.read() == file.data
    assert elsewhere.move_in(reading.found, source="out").added == 0


@pytest.mark.parametrize("form", FORMS)
def test_they_lie_beside_under_safe_names_and_nothing_tells_how_they_were_sealed(
    journal: Journal, out: Out, form: str
) -> None:
    folder = out(form)
    names = sorted(path.name for path in (folder / "files").iterdir())
    assert names == ["a note.md.txt", "file", "lake-2.jpg", "lake.jpg", "with [brackets] (and) ü.pdf"]
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in (folder / "files").iterdir())
    text = "".join(path.read_text("utf-8") for path in folder.iterdir() if path.is_file())
    for file in journal.get("1").files:
        assert file.sealed is not None
        assert file.sealed.key.hex() not in text
        assert file.sealed.file not in text
    if form == "jrnl":
        assert "files/" not in text


def test_the_json_names_them_as_its_schema_says(out: Out) -> None:
    folder = out("json")
    whole = json.loads((folder / "peerjournal.json").read_bytes())
    assert list(faults(whole)) == []
    for told, file in zip(whole["entries"][0]["files"], FILES, strict=True):
        assert told["sha256"] == hashlib.sha256(file.data).hexdigest()
        assert (folder / told["path"]).read_bytes() == file.data


def test_an_editor_of_markdown_shows_them_below_the_text(out: Out) -> None:
    text = next(out("markdown").glob("*lake.md")).read_text("utf-8")
    assert text.endswith(
        "[photo]\n\n![lake.jpg](files/lake.jpg)\n![lake.jpg](files/lake-2.jpg)\n"
        "[a note.md](files/a%20note.md.txt)\n"
        "[with  brackets  (and) ü.pdf](files/with%20%5Bbrackets%5D%20%28and%29%20%C3%BC.pdf)\n"
        "[file](files/file)\n"
    )


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"x")])
def test_one_that_is_not_here_or_is_damaged_stays_behind_and_all_else_leaves(
    journal: Journal, vault: Vault, out: Out, damage: Callable[[Path], None]
) -> None:
    sealed = journal.get("1").files[0].sealed
    assert sealed is not None
    damage(vault.home.files / sealed.file)
    folder = out("json")
    whole = json.loads((folder / "peerjournal.json").read_bytes())
    assert "path" not in whole["entries"][0]["files"][0]
    assert list(faults(whole)) == []
    assert len(list((folder / "files").iterdir())) == len(FILES) - 1
    source = folder / "peerjournal.json"
    (found, _) = [one for one in recognise(source)[0].read(source, Options()) if isinstance(one, Found)]
    assert len(found.attachments) == len(FILES) - 1
    assert found.remarks == ("A file that it names is not there; its name stays in the text.",)


def test_stopped_midway_nothing_of_it_is_left(journal: Journal, tmp_path: Path) -> None:
    leaving = [*everything(journal)]
    told: list[int] = []

    def stop(done: int, _: int) -> None:
        told.append(done)
        if len(told) > 4:
            raise KeyboardInterrupt

    files = FORMS["json"].files(leaving)
    with pytest.raises(KeyboardInterrupt):
        write_new(tmp_path / "out", files, total=2, progress=stop, along=along_with(leaving))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("path", ["../secret.txt", "/etc/passwd", "files/../../secret.txt", "secret.txt", 3])
def test_a_document_names_nothing_outside_of_its_folder_for_files(tmp_path: Path, path: object) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    inside = tmp_path / "in"
    (inside / "files").mkdir(parents=True)
    (inside / "secret.txt").write_text("secret")
    entry: dict[str, object] = {"title": "x", "body": "y", "written": {"at": "2020-05-01T15:00:00+02:00"}}
    entry["files"] = [{"name": "x", "kind": "file", "size": 1, "path": path}]
    source = inside / "peerjournal.json"
    source.write_text(json.dumps({"format": "peerjournal-export", "version": 1, "entries": [entry]}))
    (found,) = recognise(source)[0].read(source, Options())
    assert isinstance(found, Found)
    assert found.attachments == ()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../x.jpg", "x.jpg"),
        ("con.txt", "_con.txt"),
        ("a:b*c?.jpg", "a-b-c-.jpg"),
        (".hidden", "hidden"),
        ("..", "file"),
        ("x" * 300 + ".jpeg", "x" * 115 + ".jpeg"),
        ("\u202egpj.exe", "gpj.exe"),
        ("x." + "y" * 200, "x." + "y" * 118),
    ],
)
def test_names_are_safe_on_any_system(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_names_that_differ_in_case_only_are_two() -> None:
    names = FileNames()
    assert [names.of(name) for name in ("A.jpg", "a.jpg", "a-2.jpg")] == ["A.jpg", "a-2.jpg", "a-2-2.jpg"]


@pytest.mark.parametrize("planted", ["files", "files/b.txt"])
def test_what_somebody_puts_there_meanwhile_is_neither_followed_nor_taken_away(
    tmp_path: Path, planted: str
) -> None:
    out, theirs = tmp_path / "out", tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "mine").write_text("mine")

    def plants() -> BinaryIO:
        if not (out / planted).exists() and (out / planted).parent.exists():
            (out / planted).symlink_to(theirs if planted == "files" else theirs / "mine")
        return io.BytesIO(b"x")

    along = [Along("a.txt", "1", plants), Along("b.txt", "1", plants)]
    with pytest.raises(NotSaved):
        write_new(out, [], total=1, progress=lambda *_: None, along=along)
    assert [path.name for path in theirs.iterdir()] == ["mine"]
    assert (theirs / "mine").read_text() == "mine"
    assert (out / planted).is_symlink()
    assert [path.name for path in out.rglob("*.txt")] == [name for name in ["b.txt"] if name in planted]
