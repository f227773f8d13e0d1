"""What is long, broken or made to harm in a jrnl file costs a line of the report, and no more."""

from pathlib import Path

import pytest

from peerjournal.errors import SourceUnreadable
from peerjournal.importers import Options
from peerjournal.importers.jrnl import JrnlText
from peerjournal.importers.jrnl_text import (
    LONG,
    TOO_LONG,
)
from peerjournal.importers.source import NOT_UTF8
from tests.importers.fixtures import BERLIN, Seen, put, read, seen, skipped

JRNL = JrnlText()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return tmp_path / "journal.txt"


def entries(source: Path, data: str | bytes, options: Options = BERLIN) -> list[Seen]:
    return [seen(each) for each in read(JRNL, put(source, data), options)]


def test_bytes_that_are_no_text_are_said(source: Path) -> None:
    (found,) = read(JRNL, put(source, b"[2020-05-01 15:00] T\nna\xefve\n"))
    assert (found.draft.body, found.remarks) == ("na\ufffdve", (NOT_UTF8,))


def test_what_would_command_a_terminal_is_taken_out(source: Path) -> None:
    (entry,) = entries(source, "[2020-05-01 15:00] T\x1b[2J\nbo\u202edy\x07\n")
    assert (entry.title, entry.body) == ("T[2J", "body")


def test_a_first_line_as_long_as_a_text_is_no_title(source: Path) -> None:
    first = "So I went. " + "And then I went on. " * 60
    (found,) = read(JRNL, put(source, f"[2020-05-01 15:00] {first}\nmore\n"))
    assert found.remarks == (LONG,)
    assert f"{found.draft.title} {found.draft.body}" == f"{first.strip()}\nmore"
    endless = "word " * 400
    (found,) = read(JRNL, put(source, f"[2020-05-01 15:00] {endless}\nmore\n"))
    assert (found.draft.title, found.draft.body) == ("", f"{endless.strip()}\nmore")


def test_endless_lines_are_left_out_and_the_rest_goes_on(source: Path) -> None:
    with put(source, "[2020-05-01 15:00] Before\nb\n[2020-05-01 15:00] ").open("ab") as file:
        for _ in range(9):
            file.write(b"[2020-05-01 15:00] " * 60_000)
        file.write(b"\n[2020-05-01 15:00] After\nb\n")
    assert [each.draft.title for each in JRNL.read(source, BERLIN) if hasattr(each, "draft")] == [
        "Before",
        "After",
    ]
    (left,) = skipped(JRNL, source)
    assert (left.where, left.why) == ("line 3", TOO_LONG)


def test_a_header_on_the_edge_of_two_blocks_is_found(source: Path) -> None:
    edge = 1024 * 1024
    for before in range(edge - 45, edge - 20):
        text = "[2020-05-01 15:00] A\n" + "x" * before + "\n[2020-05-01 15:00] B\nb\n"
        assert [each.title for each in entries(source, text)] == ["A", "B"]


def test_a_named_link_is_followed(tmp_path: Path, source: Path) -> None:
    put(source, "[2020-05-01 15:00] Title\n")
    (tmp_path / "link").symlink_to(source)
    assert len(read(JRNL, tmp_path / "link")) == 1


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for path in (tmp_path, tmp_path / "none", tmp_path / "loop", Path("/dev/zero")):
        assert not JRNL.recognises(path)
        assert JRNL.size(path) == 0
        with pytest.raises(SourceUnreadable) as refused:
            list(JRNL.read(path, BERLIN))
        assert refused.value.path == path
        assert path.name not in str(refused.value)


def test_nothing_of_a_text_shows_in_a_repr(source: Path) -> None:
    (found,) = read(JRNL, put(source, "[2020-05-01 15:00] Lighthouse\nquillwort #xylograph\n"))
    for word in ("ighthouse", "quillwort", "xylograph"):
        assert word not in repr(found)
