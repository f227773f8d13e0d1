"""jrnl's JSON, of every shape that it has had; and what does not fit costs a line of the report."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from peerjournal.errors import SourceUnreadable
from peerjournal.importers import Found, Options, Skipped
from peerjournal.importers.jrnl import JrnlText
from peerjournal.importers.jrnl_json import DEVICE, NO_DATE, NO_ENTRY, JrnlJson
from peerjournal.importers.jrnl_text import EMPTY
from peerjournal.importers.json_entries import TWICE
from peerjournal.importers.zone import NO_CLOCK
from tests.importers.fixtures import BERLIN, TOUCHED_BERLIN, Seen, put, read, seen, skipped

JSON = JrnlJson()
MAY_FIRST = "2020-05-01T15:00:00+02:00[Europe/Berlin]"
ENTRY = {
    "title": 'Héllo day: a "quoted" title @tag',
    "body": "Line one with @Müller.\n\nsecond para",
    "date": "2020-05-01",
    "time": "15:00",
    "tags": ["@müller", "@tag"],
    "starred": True,
}
EXPECTED = Seen(
    MAY_FIRST,
    'Héllo day: a "quoted" title @tag',
    "Line one with @Müller.\n\nsecond para",
    starred=True,
    tags=("tag", "müller"),
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return tmp_path / "journal.json"


def wrapped(*entries: Any, tags: Any = None) -> str:
    return json.dumps({"tags": tags or {"@tag": 1, "@müller": 1}, "entries": entries}, indent=2)


def found(source: Path, data: str | bytes, options: Options = BERLIN) -> list[Found]:
    return read(JSON, put(source, data), options)


def test_the_whole_file(source: Path) -> None:
    (one,) = found(source, wrapped(ENTRY))
    assert seen(one) == EXPECTED
    assert one.remarks == ()
    assert one.where == "entry 1"
    assert one.draft.origin
    assert set(one.draft.origin) == {"from", "key", "digest", "where", "zone"}
    assert JSON.recognises(source)
    assert JSON.size(source) == 1


def test_one_entry_in_a_file_and_a_folder_of_them(tmp_path: Path) -> None:
    put(tmp_path / "day" / "2020-05-01_hello.json", json.dumps(ENTRY))
    put(tmp_path / "day" / "2020-05-02_two.json", json.dumps({**ENTRY, "title": "Two", "tags": []}))
    put(tmp_path / "day" / "2020-05-03_three.json", "{ not whole")
    put(tmp_path / "day" / "notes.txt", "no entry")
    assert JSON.recognises(tmp_path / "day" / "2020-05-01_hello.json")
    first, second, broken = JSON.read(tmp_path / "day", BERLIN)
    assert isinstance(first, Found)
    assert seen(first) == EXPECTED
    assert isinstance(second, Found)
    assert (second.draft.title, second.draft.tags) == ("Two", ())
    assert isinstance(broken, Skipped)
    assert broken.where == "2020-05-03_three.json"
    assert JSON.size(tmp_path / "day") == 3


def test_a_folder_is_recognised_by_its_files(tmp_path: Path) -> None:
    put(tmp_path / "2020-05-01_hello.json", json.dumps(ENTRY))
    assert JSON.recognises(tmp_path)
    put(tmp_path / "2020-05-02.json", '{"version":100}')
    assert not JSON.recognises(tmp_path)
    (tmp_path / "none").mkdir()
    assert not JSON.recognises(tmp_path / "none")


def test_an_old_file_has_less(source: Path) -> None:
    old = {"date": "2017-12-03", "time": "09:15", "title": "Old @tag", "body": ""}
    (one,) = found(source, wrapped(old))
    assert seen(one) == Seen("2017-12-03T09:15:00+01:00[Europe/Berlin]", "Old @tag", "", tags=("tag",))
    (bare,) = found(source, wrapped({"date": "2017-12-03", "title": "Bare"}))
    assert bare.remarks == (NO_CLOCK,)


def test_the_symbols_are_learned_from_the_tags(source: Path) -> None:
    entry = {"title": "Old @home §lake #real", "body": "", "date": "2020-05-01", "time": "15:00"}
    assert found(source, wrapped(entry, tags={"§lake": 1}))[0].draft.tags == ("lake",)
    assert found(source, json.dumps({"entries": [entry]}))[0].draft.tags == ("home", "real")


def test_what_is_no_tag_in_the_list_of_tags_is_left_out(source: Path) -> None:
    """D12: jrnl lists `##`."""
    assert found(source, wrapped({**ENTRY, "tags": ["##", "@c++", "#"]}))[0].draft.tags == ("c++",)


def test_an_entry_with_an_id_of_its_own_has_its_key_from_it(source: Path) -> None:
    classic = {**ENTRY, "uuid": "0123456789ABCDEF0123456789ABCDEF"}
    changed = {**classic, "body": "Another body"}
    first, second = found(source, wrapped(classic, changed))
    assert first.key == second.key
    assert first.digest != second.digest


def test_a_key_is_that_of_the_same_entry_in_jrnls_text(source: Path, tmp_path: Path) -> None:
    text = put(tmp_path / "j.txt", "[2020-05-01 15:00] Title @tag *\nBody\n\nmore\n")
    entry = {**ENTRY, "title": "Title @tag", "body": "Body\n\nmore"}
    assert found(source, wrapped(entry))[0].key == read(JrnlText(), text)[0].key


def test_devices_stay_behind_unless_they_are_asked_for(source: Path) -> None:
    creator = {"host_name": "Made-up's laptop", "software_agent": "Day One/1.9", "device_agent": "Laptop"}
    (one,) = found(source, wrapped({**ENTRY, "creator": creator}))
    assert one.draft.origin
    assert one.draft.origin["other"] == {"creator": {"software_agent": "Day One/1.9"}}
    assert one.remarks == (DEVICE,)
    (one,) = found(source, wrapped({**ENTRY, "creator": creator}), Options(zone="Asia/Tokyo", devices=True))
    assert one.draft.origin
    assert one.draft.origin["other"] == {"creator": creator}


def test_unknown_fields_are_kept(source: Path) -> None:
    odd = {"mood": {"is": [1, 2.5, None, "\ud800"]}, "tags": [1], "starred": "yes", "title": 7}
    (one,) = found(source, wrapped({**ENTRY, **odd}))
    assert one.draft.origin
    assert one.draft.origin["other"] == {
        "mood": {"is": [1, 2.5, None, "\ufffd"]},
        "tags": [1],
        "starred": "yes",
        "title": 7,
    }
    assert not one.draft.starred


def test_one_bad_entry_does_not_stop_the_rest(source: Path) -> None:
    put(source, wrapped(None, [], "text", {}, {"mood": 1}, ENTRY))
    assert [each.where for each in skipped(JSON, source)] == [f"entry {n}" for n in range(1, 6)]
    assert {each.why for each in skipped(JSON, source)} == {NO_ENTRY}
    (kept,) = [each for each in JSON.read(source, BERLIN) if isinstance(each, Found)]
    assert seen(kept) == EXPECTED


@pytest.mark.parametrize(
    "when", [{"date": "2020-02-30"}, {"date": 20200501}, {"date": None}, {"time": "25:00"}, {"time": 9}]
)
def test_an_entry_without_a_readable_date_is_kept_and_said(source: Path, when: dict[str, Any]) -> None:
    (one,) = found(source, wrapped({**ENTRY, **when}))
    assert seen(one)._replace(written=MAY_FIRST) == EXPECTED
    assert seen(one).written == TOUCHED_BERLIN
    assert one.remarks == (NO_DATE,)
    assert one.draft.origin
    assert set(one.draft.origin["other"]) == {"date", "time"}


def test_an_empty_entry_is_kept_and_said(source: Path) -> None:
    (one,) = found(source, wrapped({**ENTRY, "title": "", "body": " \n"}))
    assert one.remarks == (EMPTY,)


def test_a_field_that_stands_twice_is_kept_and_said(source: Path) -> None:
    twice = '{"entries":[{"title":"One","title":"Two","body":"b","date":"2020-05-01","time":"15:00"}]}'
    (one,) = found(source, twice)
    assert one.draft.title == "One"
    assert one.remarks == (TWICE,)
    assert one.draft.origin
    assert one.draft.origin["other"] == {"title (2)": "Two"}


def test_a_list_of_entries_is_read_too(source: Path) -> None:
    assert seen(found(source, json.dumps([ENTRY]))[0]) == EXPECTED


def test_a_mark_of_byte_order_and_windows_line_ends(source: Path) -> None:
    data = b"\xef\xbb\xbf" + wrapped({**ENTRY, "body": "Line one with @Müller.\r\n\r\nsecond para"}).encode()
    assert seen(found(source, data.replace(b"\n", b"\r\n"))[0]) == EXPECTED


@pytest.mark.parametrize(
    "data",
    [
        "",
        "{",
        '{"entries": [{"title": "T"',
        "[" * 100_000,
        '{"a":' * 100_000,
        "[" + "[]," * 2_100_000 + "[]]",
        '{"entries": [1e999, NaN, ' + "9" * 5000 + "], }",
    ],
    ids=["nothing", "open", "cut", "deep lists", "deep objects", "two million lists", "no numbers"],
)
def test_what_is_no_whole_json_is_refused_or_said(source: Path, data: str) -> None:
    put(source, data)
    with suppress(SourceUnreadable):
        read = list(JSON.read(source, BERLIN))
        assert read
        assert all(isinstance(each, Skipped) for each in read)
    assert not JSON.recognises(source) or JSON.size(source) >= 0


def test_numbers_that_no_document_holds_become_text(source: Path) -> None:
    entry = json.dumps(ENTRY)[:-1] + ', "a": NaN, "b": 1e999, "c": ' + "9" * 5000 + "}"
    (one,) = found(source, f'{{"entries":[{entry}]}}')
    assert one.draft.origin
    assert one.draft.origin["other"] == {"a": "NaN", "b": "1e999", "c": "9" * 5000}


def test_entries_that_are_no_list_are_said(source: Path) -> None:
    put(source, '{"entries": {"2024-10-01": {"title": "", "text": "x"}}}')
    assert [each.why for each in skipped(JSON, source)] == [NO_ENTRY]


def test_a_link_in_a_folder_is_not_followed(tmp_path: Path) -> None:
    secret = put(tmp_path / "elsewhere" / "secret.json", json.dumps(ENTRY))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.json").symlink_to(secret)
    (tmp_path / "in" / "folder").symlink_to(secret.parent)
    assert [each.where for each in skipped(JSON, tmp_path / "in")] == ["folder", "one.json"]
    assert not JSON.recognises(tmp_path / "in")


@pytest.mark.parametrize(
    "other",
    [
        '{"metadata":{"version":"1.0"},"entries":[{"uuid":"A","creationDate":"2021-03-03T20:30:00Z"}]}',
        '[{"id":0,"date":"2024-01-02T00:00:00Z","title":"t","content":"c","tags":["a"],"priority":3}]',
        '{"version":100,"entries":[{"date":"2024-01-02T00:00:00Z","title":"t","content":"c"}]}',
        "[2020-05-01 15:00] Title\nbody\n",
        "",
    ],
)
def test_what_is_not_jrnls_is_not_recognised(source: Path, other: str) -> None:
    assert not JSON.recognises(put(source, other))
