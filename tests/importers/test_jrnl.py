"""jrnl's text file: each row of what jrnl itself makes of one, and where we do better."""

from pathlib import Path

import pytest

from peerjournal.errors import InputError
from peerjournal.importers import Options
from peerjournal.importers.jrnl import JrnlText
from peerjournal.importers.jrnl_text import (
    BEFORE,
    EMPTY,
    UNHEADED,
    tags_in,
)
from peerjournal.journal import passages
from tests.importers.fixtures import BERLIN, TOUCHED_BERLIN, Seen, put, read, seen

JRNL = JrnlText()
MAY_FIRST = "2020-05-01T15:00:00+02:00[Europe/Berlin]"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return tmp_path / "journal.txt"


def entries(source: Path, data: str | bytes, options: Options = BERLIN) -> list[Seen]:
    return [seen(each) for each in read(JRNL, put(source, data), options)]


ROWS = {
    "[2020-05-01 15:00] Title ends star *\nBody\n": [
        Seen(MAY_FIRST, "Title ends star", "Body", starred=True)
    ],
    "[2020-05-01 15:00] A sentence. Then more on the same line\nand a body\n": [
        Seen(MAY_FIRST, "A sentence. Then more on the same line", "and a body")
    ],
    "[2020-05-01 15:00] only first line no newline. Second sentence": [
        Seen(MAY_FIRST, "only first line no newline.", "Second sentence")
    ],
    "[2020-05-01 15:00] Title\nBody\n[1] foot\n[x] done\n[TODO: later] aha\n": [
        Seen(MAY_FIRST, "Title", "Body\n[1] foot\n[x] done\n[TODO: later] aha")
    ],
    "[2020-05-01 15:00] Title\nBody\n[tuesday morning] I woke up\nrest\n": [
        Seen(MAY_FIRST, "Title", "Body\n[tuesday morning] I woke up\nrest")
    ],
    "[2020-05-01 03:00:00 PM] Twelve hour. Body\n": [Seen(MAY_FIRST, "Twelve hour. Body", "")],
    "[2020-05-01T15:00:00+02:00] ISO tz. Body\n": [Seen("2020-05-01T15:00:00+02:00", "ISO tz. Body", "")],
    "[2020-05-01 15:00]No space\n": [Seen(TOUCHED_BERLIN, "", "[2020-05-01 15:00]No space")],
    "\ufeff[2020-05-01 15:00] BOM\n": [Seen(MAY_FIRST, "BOM", "")],
    "preamble\n[2020-05-01 15:00] Title\nbody\n": [
        Seen(TOUCHED_BERLIN, "", "preamble"),
        Seen(MAY_FIRST, "Title", "body"),
    ],
}


@pytest.mark.parametrize("text", ROWS)
def test_a_file_is_read_as_jrnl_means_it(source: Path, text: str) -> None:
    assert entries(source, text) == ROWS[text]


def test_lines_above_the_first_header_are_kept_and_said(source: Path) -> None:
    """D1: jrnl drops them."""
    put(source, "Two lines that\nno header names.\n\n[2020-05-01 15:00] Title\nbody\n")
    before, entry = read(JRNL, source)
    assert seen(before) == Seen(TOUCHED_BERLIN, "", "Two lines that\nno header names.")
    assert before.remarks == (BEFORE,)
    assert (before.where, entry.where) == ("line 1", "line 4")
    assert entry.remarks == ()


def test_an_entry_with_only_a_body_stays_one(source: Path) -> None:
    """D2: jrnl makes a title of all but its last letter."""
    text = "[2020-05-01 15:00] \n\nI only wrote a body today\n\n[2020-05-01 15:00] Next\n"
    assert entries(source, text) == [
        Seen(MAY_FIRST, "", "I only wrote a body today"),
        Seen(MAY_FIRST, "Next", ""),
    ]


@pytest.mark.parametrize(
    "line", ["[tuesday morning] woke up", "[May I speak] he said", "[2019-01-01] a list", "[5 may] x"]
)
def test_a_line_in_brackets_stays_in_the_text(source: Path, line: str) -> None:
    """D3: jrnl makes an entry of it, dated by a guess."""
    text = f"[2020-05-01 15:00] Title\nBody\n{line}\nrest\n\n[2020-05-02 15:00] Next\n"
    assert [each.body for each in entries(source, text)] == [f"Body\n{line}\nrest", ""]


def test_headings_are_no_tags(source: Path) -> None:
    """D12: jrnl counts `##` as a tag."""
    (entry,) = entries(source, "[2020-05-01 15:00] Title\n# One\n## Two #real\n")
    assert entry.tags == ("real",)


def test_same_minute_and_title_but_another_body_are_two(source: Path) -> None:
    """D13: kept both; and what is the same in everything has the same key."""
    one = "[2020-05-01 15:00] Title\nbody\n\n"
    put(source, one + one.replace("body", "another") + one)
    first, other, again = read(JRNL, source)
    assert first.key != other.key
    assert first.key == again.key


def test_a_second_reading_finds_the_same_keys_whatever_moved(source: Path) -> None:
    text = "[2020-05-01 15:00] Title *\nbody\n\n[2020-05-02 15:00] Next\n"
    keys = [each.key for each in read(JRNL, put(source, text))]
    for other in (text.replace("\n", "\r\n"), "\ufeff" + text, text + "\n\n"):
        assert [each.key for each in read(JRNL, put(source, other))] == keys
    assert [each.key for each in read(JRNL, source, Options(zone="Asia/Tokyo"))] == keys
    assert len(set(keys)) == 2


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("@punctuation. and a@b.org and (#d)", ("punctuation",)),
        ("@c++ @proj/sub @müller @日本", ("c++", "proj/sub", "müller", "日本")),
        ("#Tag and #tag and @tag", ("tag",)),
        ("## #* ### -", ()),
        ("#1", ("1",)),
    ],
)
def test_tags_are_what_jrnl_calls_one(text: str, tags: tuple[str, ...]) -> None:
    assert tags_in(text) == tags


@pytest.mark.parametrize(
    ("first", "title", "starred"),
    [
        ("Title *", "Title", True),
        ("Title*", "Title", True),
        ("* Title", "* Title", False),
        ("I am **bold**", "I am **bold**", False),
        ("I *did*", "I *did*", False),
        ("I *did* *", "I *did*", True),
        ("*", "", True),
    ],
)
def test_a_star_ends_a_title_unless_it_is_emphasis(
    source: Path, first: str, title: str, *, starred: bool
) -> None:
    assert entries(source, f"[2020-05-01 15:00] {first}\nb\n") == [Seen(MAY_FIRST, title, "b", starred)]


def test_a_name_with_a_dot_is_no_sentence(source: Path) -> None:
    """D6: jrnl makes `Dr.` a title."""
    assert entries(source, "[2020-05-01 15:00] Dr. Smith was kind.")[0].title == "Dr. Smith was kind."


def test_a_file_without_headers_is_one_entry_and_said(source: Path) -> None:
    (found,) = read(JRNL, put(source, "Just a note.\nNothing else.\n"))
    assert seen(found) == Seen(TOUCHED_BERLIN, "", "Just a note.\nNothing else.")
    assert found.remarks == (UNHEADED,)
    assert not JRNL.recognises(source)


@pytest.mark.parametrize("data", ["", "\n\n  \n", "\ufeff"])
def test_a_blank_file_holds_nothing(source: Path, data: str) -> None:
    assert entries(source, data) == []


def test_a_header_without_text_is_kept_and_said(source: Path) -> None:
    (found,) = read(JRNL, put(source, "[2020-05-01 15:00] \n"))
    assert found.remarks == (EMPTY,)


def test_the_zone_is_the_one_asked_for_and_is_noted_as_assumed(source: Path) -> None:
    put(source, "[2020-05-01 15:00] Title\n")
    (found,) = read(JRNL, source, Options(zone="America/New_York"))
    assert seen(found).written == "2020-05-01T15:00:00-04:00[America/New_York]"
    assert found.draft.origin == {
        "from": "jrnl",
        "key": found.key,
        "digest": found.digest,
        "where": "line 1",
        "zone": "assumed",
    }
    (known,) = read(JRNL, put(source, "[2020-05-01T15:00:00+02:00] Title\n"))
    assert known.draft.origin
    assert "zone" not in known.draft.origin


def test_a_zone_that_there_is_not_is_refused(source: Path) -> None:
    with pytest.raises(InputError, match="no zone by that name"):
        entries(source, "[2020-05-01 15:00] Title\n", Options(zone="Europe/Nowhere"))


def test_lines_may_end_as_windows_ends_them(source: Path) -> None:
    text = b"[2020-05-01 15:00] T\r\nbody\r\nmore\r\n\r\n[2020-05-01 15:00] U\r\n"
    assert entries(source, text) == [Seen(MAY_FIRST, "T", "body\nmore"), Seen(MAY_FIRST, "U", "")]


def test_how_a_body_is_indented_is_part_of_it(source: Path) -> None:
    (entry,) = entries(source, "[2020-05-01 15:00] T\n\n    code\n\n\nlast   \n\n")
    assert entry.body == "    code\n\n\nlast"


def test_what_would_be_a_mark_is_plain_text(source: Path) -> None:
    (entry,) = entries(source, "[2020-05-01 15:00] T\nSee [[Note]].\n:mine\nall of it\n")
    assert passages.resolve(entry.body) == "See [[Note]].\n:mine\nall of it"


def test_backslashes_stay_as_they_were_typed(source: Path) -> None:
    (entry,) = entries(source, "[2020-05-01 15:00] T\nPath C:\\new\\table\n")
    assert entry.body == "Path C:\\new\\table"


def test_the_size_is_about_the_number_of_entries(source: Path) -> None:
    put(source, "[2020-05-01 15:00] T\n\n[2020-05-01 15:00] U\n")
    assert JRNL.size(source) == 2
