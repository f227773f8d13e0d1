"""What the real jrnl wrote is moved in as jrnl itself reads it: titles, bodies, tags, stars and times."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from peerjournal.exporters import EXPORTERS, Leaving
from peerjournal.importers import IMPORTERS, Found, Options, recognise
from peerjournal.journal import Journal, passages
from tests.conftest import MakeVault
from tests.interop.jrnl import PASSWORD, Jrnl

pytestmark = pytest.mark.interop

COUNT = 1000
OPTIONS = Options(zone="Europe/Berlin", passphrase=lambda: PASSWORD)
TEXT = (
    "lake walk müde Straße the a of we went home. really? “Quoted” said 日本 ok (maybe) half: of it"
    " https://example.org/#x C:\\new\\table a@b.org (#d) *soft* [x] [[link]] don't 12.5 … no! Dr. 🌊"
)
WORDS = tuple(TEXT.split(" "))
TAGS = ("@sam", "#rest", "@proj/sub", "@c++", "#Müller", "@日本")
LINES = (
    "## A heading",
    "[x] done",
    "[1] a note",
    "[TODO: later] aha",
    "- a list",
    "    code",
    "> said",
    ":mine",
    "",
)

Told = tuple[str, str, str, bool, tuple[str, ...]]


def entry_texts(timeformat: str) -> Iterator[str]:
    chance = random.Random(7)  # noqa: S311 - words, not secrets
    when = datetime(2005, 1, 1, 8, tzinfo=UTC)
    for number in range(COUNT):
        when += timedelta(minutes=chance.randint(1, 9000))
        words = " ".join(chance.choices(WORDS, k=chance.randint(1, 7)))
        title = words.rstrip("*") + chance.choice((".", "", " x"))
        lines = [
            " ".join(chance.choices(WORDS + TAGS, k=chance.randint(1, 20)))
            if chance.random() < 0.7
            else chance.choice(LINES)
            for _ in range(chance.randint(0, 5))
        ]
        star = " *" if number % 7 == 0 else ""
        body = "".join(f"{line}\n" for line in lines)
        yield f"[{when.strftime(timeformat)}] Day {title}{star}\n{body}\n"


def as_jrnl_tells(entry: dict[str, Any]) -> Told:
    tags = {tag.lstrip("#@") for tag in entry["tags"]}
    tags = {tag for tag in tags if any(map(str.isalnum, tag))}
    when = f"{entry['date']} {entry['time']}"
    return when, entry["title"], entry["body"], entry["starred"], tuple(sorted(tags))


def as_found(found: object) -> Told:
    assert isinstance(found, Found)
    draft = found.draft
    assert draft.written
    body = passages.resolve(draft.body)
    return str(draft.written), draft.title, body.strip(), draft.starred, tuple(sorted(draft.tags))


def moved_in(source: Path, name: str) -> list[Told]:
    assert recognise(source)[0].name == name
    (importer,) = [each for each in IMPORTERS if each.name == name]
    return [as_found(each) for each in importer.read(source, OPTIONS)]


@pytest.mark.parametrize("timeformat", ["%Y-%m-%d %H:%M", "%F %r", "%d.%m.%Y %H:%M", "%Y-%m-%d %H:%M:%S"])
def test_its_text_file(tmp_path: Path, timeformat: str) -> None:
    jrnl = Jrnl(tmp_path, "journal.txt", timeformat=timeformat)
    jrnl.take_in("".join(entry_texts("%Y-%m-%d %H:%M")))
    expected = [as_jrnl_tells(each) for each in jrnl.entries()]
    assert len(expected) == COUNT
    assert moved_in(jrnl.journal, "jrnl") == expected


def test_its_json_its_folder_and_its_encrypted_file_say_the_same(tmp_path: Path) -> None:
    plain = Jrnl(tmp_path / "plain", "journal.txt")
    text = "".join(entry_texts("%Y-%m-%d %H:%M"))
    plain.take_in(text)
    expected = [as_jrnl_tells(each) for each in plain.entries()]
    document = tmp_path / "journal.json"
    plain.run("--format", "json", "--file", str(document))
    assert moved_in(document, "jrnl-json") == expected
    (tmp_path / "files").mkdir()
    plain.run("--format", "json", "--file", f"{tmp_path / 'files'}/")
    assert sorted(moved_in(tmp_path / "files", "jrnl-json")) == sorted(expected)
    sealed = Jrnl(tmp_path / "sealed", "journal.jrnl", encrypt=True)
    sealed.take_in(text)
    assert sealed.journal.read_bytes().startswith(b"JRNLv3")
    assert moved_in(sealed.journal, "jrnl-sealed") == expected
    folder = Jrnl(tmp_path / "folder", "days/")
    folder.take_in(text)
    assert sorted(moved_in(folder.journal, "jrnl-folder")) == sorted(expected)


def test_what_is_moved_in_and_out_again_is_to_jrnl_what_it_was(tmp_path: Path, make_vault: MakeVault) -> None:
    before = Jrnl(tmp_path / "before", "journal.txt")
    before.take_in("".join(entry_texts("%Y-%m-%d %H:%M")))
    journal = Journal(make_vault("ours"))
    (importer,) = [each for each in IMPORTERS if each.name == "jrnl"]
    (exporter,) = [each for each in EXPORTERS if each.name == "jrnl"]
    found = [each for each in importer.read(before.journal, OPTIONS) if isinstance(each, Found)]
    moved = journal.move_in(found, source="jrnl")
    assert (moved.added, moved.known) == (COUNT, 0)
    assert journal.move_in(found, source="jrnl").added == 0
    ((_, data),) = exporter.files([Leaving(piece, "1") for piece in journal.scan()])
    after = Jrnl(tmp_path / "after", "journal.txt", timeformat="%Y-%m-%d %H:%M:%S")
    after.journal.write_bytes(data)
    assert list(map(without_backslash, after.entries())) == list(map(as_jrnl_tells, before.entries()))


def without_backslash(entry: dict[str, Any]) -> Told:
    # It stands before what jrnl might take for a time, and Markdown does not show it.
    return as_jrnl_tells({**entry, "body": entry["body"].replace("\\[", "[")})
