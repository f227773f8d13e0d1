"""What is odd or broken in a journal of Day One costs only itself, and nothing is lost that could be read."""

import json
from pathlib import Path
from typing import Any

import pytest

from peerjournal.errors import SourceUnreadable
from peerjournal.importers import Found
from peerjournal.importers.dayone import NO_OBJECT, DayOne
from peerjournal.importers.dayone_files import NO_JOURNAL
from peerjournal.importers.json_entries import CUT_OFF, MALFORMED, NO_ENTRIES, TOO_DEEP, TOO_LONG, TWICE
from peerjournal.importers.source import LARGEST_TEXT, NOT_UTF8
from tests.importers.exports import as_json, day_one, day_one_zip, photo, read, zipped

DAY_ONE = DayOne()


def other(found: Found) -> dict[str, Any]:
    kept: dict[str, Any] = (found.draft.origin or {}).get("other", {})
    return kept


def test_one_bad_entry_never_stops_the_rest(tmp_path: Path) -> None:
    good = json.dumps(day_one())
    deep = '{"x":' * 5000 + "1" + "}" * 5000
    listed = [
        good,
        "null",
        '{"text": bad}',
        deep,
        '{"a":' * 60 + "1" + "}" * 60,
        good.replace("Late", "Last"),
    ]
    path = tmp_path / "Journal.json"
    path.write_text(f'{{"entries":[{",".join(listed)}]}}', encoding="utf-8")
    found, skipped = read(DAY_ONE, path)
    assert [each.draft.body for each in found] == ["Late bus", "Last bus"]
    assert skipped == [
        ("Journal.json, entry 2", NO_OBJECT),
        ("Journal.json, entry 3", MALFORMED),
        ("Journal.json, entry 4", TOO_DEEP),
        ("Journal.json, entry 5", TOO_DEEP),
    ]


def test_a_file_that_was_cut_off_gives_what_comes_before(tmp_path: Path) -> None:
    path = tmp_path / "Journal.json"
    path.write_text(as_json([day_one(), day_one(text="the second")])[:-40], encoding="utf-8")
    found, skipped = read(DAY_ONE, path)
    assert len(found) == 1
    assert skipped == [("Journal.json, entry 2", CUT_OFF)]


def test_a_text_too_long_for_an_entry_is_reported(tmp_path: Path) -> None:
    long = day_one(text="word " * (LARGEST_TEXT // 5 + 1))
    path = tmp_path / "Journal.json"
    path.write_text(as_json([long, day_one()]), encoding="utf-8")
    found, skipped = read(DAY_ONE, path)
    assert len(found) == 1
    assert skipped == [("Journal.json, entry 1", TOO_LONG)]


def test_a_field_that_stands_twice_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "Journal.json"
    path.write_text(
        '{"entries":[{"creationDate":"2021-03-03T20:30:00Z","text":"a","text":"b"}]}', encoding="utf-8"
    )
    ((found,), _) = read(DAY_ONE, path)
    assert (found.draft.body, other(found)["text (2)"]) == ("a", "b")
    assert found.remarks == (TWICE,)


def test_a_place_that_stands_twice_stays_behind_twice(tmp_path: Path) -> None:
    path = tmp_path / "Journal.json"
    path.write_text(
        '{"entries":[{"text":"a","location":{},"location":{"latitude":52.51}}]}', encoding="utf-8"
    )
    ((found,), _) = read(DAY_ONE, path)
    assert "52.51" not in json.dumps(found.draft.origin)


def test_numbers_that_are_none_are_kept_as_text(tmp_path: Path) -> None:
    path = tmp_path / "Journal.json"
    numbers = '{"text":"a","duration":NaN,"far":-Infinity,"large":1e999,"long":' + "9" * 6000 + "}"
    path.write_text(f'{{"entries":[{numbers}]}}', encoding="utf-8")
    ((found,), _) = read(DAY_ONE, path)
    kept = other(found)
    assert (kept["duration"], kept["far"], kept["large"]) == ("NaN", "-Infinity", "1e999")
    assert kept["long"] == "9" * 6000
    assert json.loads(json.dumps(kept, allow_nan=False)) == kept


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_marks_of_byte_order_and_line_ends_are_no_part_of_a_text(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "Journal.json"
    path.write_text(as_json([day_one(text="# Grüße\r\n\r\none\u2028two")]), encoding=encoding)
    ((found,), _) = read(DAY_ONE, path)
    assert (found.draft.title, found.draft.body, found.remarks) == ("Grüße", "one\ntwo", ())


def test_bytes_that_are_not_utf_8_are_shown_for_what_they_are(tmp_path: Path) -> None:
    path = tmp_path / "Journal.json"
    path.write_bytes(as_json([day_one(text="caf#")]).encode().replace(b"#", b"\xe9"))
    ((found,), _) = read(DAY_ONE, path)
    assert (found.draft.body, found.remarks) == ("caf\ufffd", (NOT_UTF8,))


# What is no export


@pytest.mark.parametrize(
    ("text", "why"),
    [("", NO_ENTRIES), ("not json", NO_ENTRIES), ('{"metadata":{}}', NO_ENTRIES), ("[" * 10_000, None)],
)
def test_what_holds_no_entries_is_refused_as_a_whole(tmp_path: Path, text: str, why: str | None) -> None:
    path = tmp_path / "Journal.json"
    path.write_text(text, encoding="utf-8")
    assert not DAY_ONE.recognises(path)
    if why:
        with pytest.raises(SourceUnreadable, match=why):
            read(DAY_ONE, path)
    else:
        assert read(DAY_ONE, path) == ([], [("Journal.json, entry 1", CUT_OFF)])


def test_a_zip_or_a_folder_without_a_journal_is_refused(tmp_path: Path) -> None:
    for source in (tmp_path, zipped(tmp_path / "x.zip", {"photos/a.jpeg": b"x"})):
        assert not DAY_ONE.recognises(source)
        with pytest.raises(SourceUnreadable, match=NO_JOURNAL):
            read(DAY_ONE, source)


@pytest.mark.parametrize(
    "text",
    [
        '{"tags":{},"entries":[{"title":"a","body":"b","date":"2020-05-01","time":"15:00","tags":[]}]}',
        '{"version":100,"entries":[{"date":"2024-01-02T00:00:00Z","title":"a","content":"b"}]}',
        "[]",
        '{"entries":[{"text":"creationDate"}]}',
    ],
)
def test_other_journals_are_not_taken_for_one(tmp_path: Path, text: str) -> None:
    path = tmp_path / "Journal.json"
    path.write_text(text, encoding="utf-8")
    assert not DAY_ONE.recognises(path)


def test_reading_shows_nothing_of_what_is_read(tmp_path: Path) -> None:
    entry = day_one(photos=[photo()], text="![](dayone-moment://" + "A" * 32 + ") canary")
    ((found,), _) = read(DAY_ONE, day_one_zip(tmp_path / "x.zip", entry))
    assert "canary" not in repr(found)
    assert "jpeg" not in repr(found)
