"""tui-journal: both shapes of its JSON. The files in `tui_journal/` are made up."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from peerjournal.errors import InputError, SourceUnreadable
from peerjournal.importers import Found, Options, recognise
from peerjournal.importers.json_entries import CUT_OFF, MALFORMED, NO_ENTRIES, TOO_DEEP, TOO_LONG, TWICE
from peerjournal.importers.source import LARGEST_TEXT, NOT_UTF8
from peerjournal.importers.tui_journal import NO_DATE, NO_OBJECT, NO_TEXT, TuiJournal
from peerjournal.importers.zone import NO_CLOCK, shown_in
from peerjournal.journal import passages
from tests.importers.exports import AN_HOUR, HERE, IN_BERLIN, read

TUI = TuiJournal()
STORE = HERE / "tui_journal" / "entries.json"
TRANSFER = HERE / "tui_journal" / "tjournal_export.json"


def entry(**fields: Any) -> dict[str, Any]:
    return {"date": "2024-01-02T00:00:00Z", "title": "A title", "content": "Some text", "tags": []} | fields


@pytest.fixture
def one(tmp_path: Path) -> Any:
    """Return what reads a store with a single entry."""

    def read_one(options: Options = IN_BERLIN, **fields: Any) -> Found:
        path = tmp_path / "entries.json"
        path.write_text(json.dumps([entry(**fields)]), encoding="utf-8")
        os.utime(path, (AN_HOUR, AN_HOUR))
        return read(TUI, path, options)[0][0]

    return read_one


def other(found: Found) -> Any:
    return (found.draft.origin or {}).get("other", {})


@pytest.mark.parametrize("source", [STORE, STORE.parent], ids=["file", "its folder"])
def test_the_store(source: Path) -> None:
    assert [each.name for each in recognise(source)] == ["tui-journal"]
    assert TUI.size(source) == 2
    (first, second), skipped = read(TUI, source)
    assert skipped == []
    assert first.draft.title == "A cold morning"
    assert passages.preview(first.draft.body) == "Frost on the window.\n[[not a mark]]\n"
    assert first.draft.written
    assert first.draft.written.encode() == "2024-01-02T09:00:00+01:00[Europe/Berlin]"
    assert (first.draft.tags, other(first)) == (
        ("winter",),
        {"id": 0, "tags": ["winter", "Winter"], "priority": 3},
    )
    assert (second.draft.title, second.draft.body, second.draft.tags) == ("From before tags", "", ())
    assert (first.remarks, second.remarks) == ((NO_CLOCK,), (NO_CLOCK,))
    assert [each.where for each in (first, second)] == ["entries.json, entry 1", "entries.json, entry 2"]


def test_what_was_exported_together() -> None:
    assert [each.name for each in recognise(TRANSFER)] == ["tui-journal"]
    (first, second), skipped = read(TUI, TRANSFER)
    assert skipped == []
    assert str(second.draft.written) == "2024-02-29 09:00"
    assert second.draft.body == "It comes every four years."
    assert "other" not in (second.draft.origin or {})
    assert first.draft.origin
    assert first.draft.origin["from"] == "tui-journal"


def test_one_entry_is_one_in_either_shape() -> None:
    store, transfer = read(TUI, STORE)[0][0], read(TUI, TRANSFER)[0][0]
    assert (store.key, store.digest) == (transfer.key, transfer.digest)


def test_the_numbers_of_two_stores_do_not_make_their_entries_one(one: Any) -> None:
    assert one(id=0, content="here").key != one(id=0, content="there").key
    assert one(id=0, tags=None, priority=None).key == one(id=5, tags=[]).key


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        ("America/Los_Angeles", "2024-01-02T09:00:00-08:00[America/Los_Angeles]"),
        ("Pacific/Auckland", "2024-01-02T09:00:00+13:00[Pacific/Auckland]"),
        ("Pacific/Kiritimati", "2024-01-02T09:00:00+14:00[Pacific/Kiritimati]"),
    ],
)
def test_the_day_is_the_day_that_was_picked_wherever_that_was(one: Any, zone: str, written: str) -> None:
    found = one(Options(zone=zone))
    assert found.draft.written.encode() == written
    assert found.draft.origin["zone"] == "assumed"


def test_this_computers_zone_is_assumed_where_none_is_named(one: Any) -> None:
    assert str(one(Options()).draft.written) == "2024-01-02 09:00"
    with pytest.raises(InputError):
        one(Options(zone="Nowhere/Land"))


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("2024-01-02", "2024-01-02"),
        ("2024-01-02T23:59:59.123+14:00", "2024-01-02"),
        ("2024-01-02 00:00:00", "2024-01-02"),
        ("1066-10-14T00:00:00Z", "1066-10-14"),
    ],
)
def test_dates(one: Any, told: str, day: str) -> None:
    assert str(one(date=told).draft.written.day) == day


@pytest.mark.parametrize("told", ["2024-02-30T00:00:00Z", "yesterday", "", None, 7, "02.01.2024", "9" * 99])
def test_a_date_that_cannot_be_read_never_stops_the_entry(one: Any, told: Any) -> None:
    found = one(date=told)
    assert (found.draft.written, found.remarks) == (shown_in("Europe/Berlin", AN_HOUR), (NO_DATE,))
    assert other(found).get("date") == told


@pytest.mark.parametrize(
    ("tags", "kept", "beside"),
    [
        (["a", "two words"], ("a", "two words"), None),
        (["a,b"], ("a,b",), None),
        (["A", "a"], ("A",), ["A", "a"]),
        ([1, "a"], ("a",), [1, "a"]),
        ("a", (), "a"),
        (None, (), None),
    ],
)
def test_tags(one: Any, tags: Any, kept: tuple[str, ...], beside: Any) -> None:
    found = one(tags=tags)
    assert (found.draft.tags, other(found).get("tags")) == (kept, beside)


def test_what_is_plain_text_marks_nothing_and_loses_nothing(one: Any) -> None:
    said = "[[a]] ]] \\[[b\n:mine\nC:\\new\\table \\.\n# No title\n:end"
    found = one(content=said)
    assert passages.preview(found.draft.body) == said


def test_what_is_not_known_is_kept(one: Any) -> None:
    found = one(priority=3, mood={"x": [1]}, title=7, content=["x"])
    assert other(found) == {"priority": 3, "mood": {"x": [1]}, "title": 7, "content": ["x"]}
    assert found.remarks == (NO_TEXT, NO_CLOCK)


def test_one_bad_entry_never_stops_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "entries.json"
    good = json.dumps(entry())
    deep = '{"title":' + "[" * 60 + "]" * 60 + "}"
    long = json.dumps(entry(content="word " * (LARGEST_TEXT // 5 + 1)))
    path.write_text(f"[{good},7,{{bad}},{deep},{long},{{}},{good},{{", encoding="utf-8")
    found, skipped = read(TUI, path)
    assert len(found) == 2
    assert [why for _, why in skipped] == [NO_OBJECT, MALFORMED, TOO_DEEP, TOO_LONG, NO_OBJECT, CUT_OFF]
    assert [where for where, _ in skipped] == [f"entries.json, entry {n}" for n in (2, 3, 4, 5, 6, 8)]


def test_a_field_twice_a_mark_of_byte_order_and_bytes_that_are_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(
        b'\xef\xbb\xbf[{"date":"2024-01-02T00:00:00Z","title":"caf\xe9","title":"b","content":"a\\r\\nb"}]\r\n'
    )
    ((found,), _) = read(TUI, path)
    assert (found.draft.title, found.draft.body) == ("caf\ufffd", "a\nb")
    assert found.remarks == (NO_CLOCK, NOT_UTF8, TWICE)
    assert other(found) == {"title (2)": "b"}


@pytest.mark.parametrize("text", ["", "x", '{"version":100}', "{}"])
def test_what_holds_no_entries_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "entries.json"
    path.write_text(text, encoding="utf-8")
    assert not TUI.recognises(path)
    assert TUI.size(path) == 0
    with pytest.raises(SourceUnreadable, match=NO_ENTRIES):
        read(TUI, path)


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    for source in (tmp_path, tmp_path / "nothing.json"):
        assert not TUI.recognises(source)
        assert TUI.size(source) == 0
        with pytest.raises(SourceUnreadable):
            read(TUI, source)


@pytest.mark.parametrize(
    "text",
    [
        '{"tags":{},"entries":[{"title":"a","body":"b","date":"2020-05-01","time":"15:00","tags":[]}]}',
        '{"metadata":{},"entries":[{"uuid":"A","creationDate":"2021-03-03T20:30:00Z","text":"x"}]}',
        "[1,2,3]",
    ],
)
def test_other_journals_are_not_taken_for_one(tmp_path: Path, text: str) -> None:
    path = tmp_path / "entries.json"
    path.write_text(text, encoding="utf-8")
    assert not TUI.recognises(path)
