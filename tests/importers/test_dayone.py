"""Day One: what each field of its export becomes. The export in `dayone/` is made up."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from peerjournal.errors import InputError
from peerjournal.importers import Found, Options, recognise
from peerjournal.importers.dayone import LINKS, NO_TEXT, SAME_ID, DayOne
from peerjournal.importers.dayone_time import LAST_CHANGED, NO_DATE
from peerjournal.importers.hidden import OPEN_ENDED
from peerjournal.importers.whereabouts import NO_DEVICE, NO_PLACE
from peerjournal.importers.zone import shown_in
from peerjournal.journal import Light, passages
from tests.importers.exports import AN_HOUR, HERE, IN_BERLIN, as_json, day_one, day_one_zip, read, zipped

EXPORT = HERE / "dayone"
DAY_ONE = DayOne()


@pytest.fixture
def one(tmp_path: Path) -> Any:
    """Return what reads an export with a single entry."""

    def read_one(options: Options = IN_BERLIN, **fields: Any) -> Found:
        path = day_one_zip(tmp_path / "one.zip", day_one(**fields))
        os.utime(path, (AN_HOUR, AN_HOUR))
        found, _ = read(DAY_ONE, path, options)
        return found[0]

    return read_one


def other(found: Found) -> dict[str, Any]:
    kept: dict[str, Any] = (found.draft.origin or {}).get("other", {})
    return kept


# The made-up export


def test_the_first_entry_keeps_its_day_its_title_its_tag_its_star_and_its_photo() -> None:
    found = read(DAY_ONE, EXPORT)[0][0]
    draft = found.draft
    assert draft.written
    assert draft.written.encode() == "2021-03-04T07:30:00+11:00[Australia/Sydney]"
    assert (draft.title, draft.body) == ("Late bus", "[photo]\n\nWe made it.")
    assert (draft.tags, draft.starred) == (("hard day",), True)
    (attachment,) = found.attachments
    assert (attachment.kind, attachment.marker, attachment.size) == ("photo", "[photo]", 631)
    with attachment.open() as file:
        assert len(file.read()) == 631
    assert found.remarks == ()
    assert (draft.origin or {}).get("zone") is None


def test_an_entry_without_text_is_kept_and_reported() -> None:
    found = read(DAY_ONE, EXPORT)[0][1]
    assert (found.draft.title, found.draft.body) == ("", "")
    assert found.remarks == (NO_TEXT,)
    assert found.draft.origin
    assert found.draft.origin["zone"] == "assumed"
    assert str(found.draft.written) == "2021-03-04 01:00"


def test_the_full_entry_keeps_its_day_past_midnight_and_all_that_is_no_place_and_no_device() -> None:
    found = read(DAY_ONE, EXPORT)[0][2]
    assert str(found.draft.written) == "2023-01-01 00:30"
    assert found.draft.title == "Past midnight (again)"
    assert passages.preview(found.draft.body) == (
        "Fireworks . . and `a\\.b` that day.\n\n[video]\n\n[[not a mark]]\n\n[photo]"
    )
    assert {LINKS, NO_PLACE, NO_DEVICE} < set(found.remarks)
    kept = other(found)
    assert kept["userActivity"] == {"activityName": "Walking", "stepCount": 4021}
    assert kept["weather"]["conditionsDescription"] == "Mostly Cloudy"
    assert (kept["isPinned"], kept["editingTime"], kept["creationOSName"]) == (True, 41.5, "OS")
    assert kept["modifiedDate"] == "2023-01-02T08:00:00Z"
    assert kept["linked entries"] == ["0123456789ABCDEF0123456789ABCDEF"]
    assert not kept.keys() & {"text", "richText", "uuid", "creationDate", "timeZone", "tags", "starred"}
    everything = json.dumps(found.draft.origin)
    for told in ("52.5", "13.4", "Berlin", "07:17", "Robin", "Phone9,1"):
        assert told not in everything


def test_places_and_devices_come_along_when_they_are_asked_for() -> None:
    asked = Options(zone="Europe/Berlin", locations=True, devices=True)
    found = read(DAY_ONE, EXPORT, asked)[0][2]
    kept = other(found)
    assert kept["location"]["placeName"] == "A square"
    assert kept["photos"][0]["location"]["latitude"] == 52.51
    assert kept["weather"]["sunriseDate"].endswith("07:17:00Z")
    assert kept["creationDevice"] == "Robin's phone"
    assert not {NO_PLACE, NO_DEVICE} & set(found.remarks)


def test_rich_text_is_read_where_there_is_no_text() -> None:
    found = read(DAY_ONE, EXPORT)[0][3]
    assert found.draft.title == "Only in rich text"
    assert found.draft.body == "Snow until noon, 3 * 4 metres.\n\n[photo]\n\nThen sun."
    assert len(found.attachments) == 1
    assert str(found.draft.written) == "2023-02-01 05:00"


@pytest.mark.parametrize("source", [EXPORT, EXPORT / "Journal.json"], ids=["folder", "file"])
def test_a_folder_and_a_file_are_read_as_a_zip_is(source: Path, tmp_path: Path) -> None:
    files = {str(path.relative_to(EXPORT)): path.read_bytes() for path in EXPORT.rglob("*.*")}
    packed = zipped(tmp_path / "export.zip", dict(files))
    told = [(each.draft, each.key, each.digest, each.remarks) for each in read(DAY_ONE, packed)[0]]
    assert told == [(each.draft, each.key, each.digest, each.remarks) for each in read(DAY_ONE, source)[0]]
    assert [each.name for each in (*recognise(source), *recognise(packed))] == ["dayone", "dayone"]
    assert DAY_ONE.size(source) == DAY_ONE.size(packed) == 4


def test_what_a_comment_hid_stays_with_the_writer(one: Any) -> None:
    found = one(text="# Bus\n\nLate again\\.<!-- I ran\\. -->\n\n<!--\nnever told\n-->\n\nHome [[ok]]")
    assert passages.resolve(found.draft.body) == "Late again.\n\nHome [[ok]]"
    mine = [each.text.strip() for each in passages.parse(found.draft.body) if each.light is Light.MINE]
    assert mine == ["I ran.", "never told"]
    assert found.remarks == ()
    (remark,) = one(text="seen <!-- and never closed").remarks
    assert remark == OPEN_ENDED


# When it was written


@pytest.mark.parametrize(
    ("told", "zone", "written"),
    [
        ("2021-03-03T11:48:50Z", "Australia/Sydney", "2021-03-03T22:48:50+11:00[Australia/Sydney]"),
        ("2021-07-03T20:30:00Z", "Australia/Sydney", "2021-07-04T06:30:00+10:00[Australia/Sydney]"),
        ("2021-03-04T03:30:00Z", "America/Los_Angeles", "2021-03-03T19:30:00-08:00[America/Los_Angeles]"),
        ("2021-10-31T00:30:00Z", "Europe/Berlin", "2021-10-31T02:30:00+02:00[Europe/Berlin]"),
        ("2021-10-31T01:30:00Z", "Europe/Berlin", "2021-10-31T02:30:00+01:00[Europe/Berlin]"),
        ("2021-03-03T20:30:00.123Z", "Asia/Kathmandu", "2021-03-04T02:15:00+05:45[Asia/Kathmandu]"),
        ("2021-03-03T22:30:00+02:00", "Europe/Berlin", "2021-03-03T21:30:00+01:00[Europe/Berlin]"),
        ("2021-03-03T20:30:00Z", "GMT+0530", "2021-03-04T02:00:00+05:30"),
        ("1890-01-01T00:00:00Z", "UTC", "1890-01-01T00:00:00+00:00[UTC]"),
    ],
)
def test_the_day_is_the_one_on_the_clock_of_its_zone(one: Any, told: str, zone: str, written: str) -> None:
    found = one(creationDate=told, timeZone=zone)
    assert found.draft.written.encode() == written
    assert "zone" not in found.draft.origin


@pytest.mark.parametrize(
    "zone", ["", None, 7, "Nowhere/Land", "../../etc/passwd", "/etc/localtime", "America", "x" * 999, "\0"]
)
def test_a_zone_that_is_none_is_assumed_and_kept(one: Any, zone: Any) -> None:
    found = one(timeZone=zone)
    assert found.draft.written.encode() == "2021-03-03T21:30:00+01:00[Europe/Berlin]"
    assert found.draft.origin["zone"] == "assumed"
    assert other(found)["timeZone"] == (zone if zone != "\0" else "")


def test_the_zone_of_its_place_is_as_good(one: Any) -> None:
    found = one(timeZone=None, location={"timeZoneName": "Asia/Tokyo", "latitude": 1})
    assert found.draft.written.encode() == "2021-03-04T05:30:00+09:00[Asia/Tokyo]"
    assert "zone" not in found.draft.origin


def test_without_a_zone_to_assume_it_is_that_of_this_computer(one: Any) -> None:
    found = one(Options(), timeZone=None)
    assert found.draft.written.instant == 1614803400
    with pytest.raises(InputError):
        one(Options(zone="Nowhere/Land"))


@pytest.mark.parametrize(
    "told", ["yesterday", "2021-02-30T00:00:00Z", None, 5, "", "2021-W09-3", "0001-01-01T00:00:00Z", "9" * 99]
)
def test_a_date_that_cannot_be_read_is_kept_and_never_stops_the_entry(one: Any, told: Any) -> None:
    changed = one(creationDate=told, modifiedDate="2021-03-05T00:00:00Z", timeZone="America/Lima")
    assert str(changed.draft.written) == "2021-03-04 19:00"
    assert changed.remarks == (LAST_CHANGED,)
    found = one(creationDate=told, timeZone="America/Lima")
    assert found.draft.written == shown_in("Europe/Berlin", AN_HOUR)
    assert found.remarks == (NO_DATE,)
    assert other(found)["creationDate"] == told


# Every other field


@pytest.mark.parametrize(
    ("fields", "tags", "kept"),
    [
        ({"tags": ["hard day", "#proj/sub", "Über"]}, ("hard day", "proj/sub", "Über"), None),
        ({"tags": ["Work", "work", 3]}, ("Work",), ["Work", "work", 3]),
        ({"tags": "alone"}, (), "alone"),
        ({"tags": None}, (), None),
        ({"tags": []}, (), None),
        ({}, (), None),
    ],
)
def test_tags(one: Any, fields: dict[str, Any], tags: tuple[str, ...], kept: Any) -> None:
    found = one(**fields)
    assert found.draft.tags == tags
    assert other(found).get("tags") == kept


@pytest.mark.parametrize(
    ("value", "starred", "kept"), [(True, True, None), (False, False, None), ("true", False, "true")]
)
def test_stars(one: Any, value: Any, *, starred: bool, kept: Any) -> None:
    found = one(starred=value)
    assert found.draft.starred is starred
    assert other(found).get("starred") == kept


def test_a_text_that_is_no_text_is_kept_beside_the_entry(one: Any) -> None:
    found = one(text=["a", "list"], richText="{broken")
    assert (found.draft.body, found.remarks) == ("", (NO_TEXT,))
    assert (other(found)["text"], other(found)["richText"]) == (["a", "list"], "{broken")


def test_what_is_not_known_is_kept_cleaned(one: Any) -> None:
    found = one(music={"artist": "Some\x1b]0;one\ud800"}, future=[1, 2.5, None, {"x": "y"}])
    assert other(found)["music"] == {"artist": "Some]0;one\ufffd"}
    assert other(found)["future"] == [1, 2.5, None, {"x": "y"}]


def test_several_journals_are_told_apart(tmp_path: Path) -> None:
    both = {
        "Travel.json": as_json([day_one(text="far")]),
        "Work.json": as_json([day_one(uuid="B", text="near")]),
    }
    found, _ = read(DAY_ONE, zipped(tmp_path / "two.zip", dict(both)))
    assert [(other(each)["journal"], each.where) for each in found] == [
        ("Travel", "Travel.json, entry 1"),
        ("Work", "Work.json, entry 1"),
    ]


# Once and again


def test_the_key_stays_while_the_digest_tells_a_change(one: Any) -> None:
    before, after = one(), one(text="Late bus again")
    assert before.key == after.key
    assert before.digest != after.digest


def test_in_whatever_order_the_fields_stand(tmp_path: Path) -> None:
    fields = day_one(weather={"a": 1, "b": 2})
    turned = {name: fields[name] for name in reversed(fields)} | {"weather": {"b": 2, "a": 1}}
    first, second = (read(DAY_ONE, day_one_zip(tmp_path / "x.zip", each))[0][0] for each in (fields, turned))
    assert (first.key, first.digest) == (second.key, second.digest)


def test_two_entries_with_one_id_and_other_words_are_both_kept(tmp_path: Path) -> None:
    """D13: only what is wholly the same is one."""
    source = day_one_zip(tmp_path / "x.zip", day_one(), day_one(text="other words"), day_one())
    first, second, again = read(DAY_ONE, source)[0]
    assert len({first.key, second.key}) == 2
    assert (again.key, again.digest) == (first.key, first.digest)
    assert second.remarks == (SAME_ID,)


def test_entries_without_an_id_are_told_apart_by_what_they_say(tmp_path: Path) -> None:
    source = day_one_zip(tmp_path / "x.zip", day_one(uuid=None), day_one(uuid="", text="b"), day_one(uuid=7))
    assert len({each.key for each in read(DAY_ONE, source)[0]}) == 3
