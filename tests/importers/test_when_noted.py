"""When a Markdown note was written: told by a field, by its name, by folders above it, or a guess."""

import os
from datetime import datetime
from pathlib import Path

import pytest

from peerjournal.importers import Options, notes, told
from peerjournal.importers.markdown import Markdown
from peerjournal.importers.zone import NO_CLOCK
from peerjournal.journal import Moment
from tests.importers.notes import BERLIN, folder, one, only, other, written

MARKDOWN = Markdown()


@pytest.mark.parametrize(
    ("fields", "when"),
    [
        ("date: 2024-01-15T14:30:00Z", "2024-01-15T14:30:00+00:00"),
        ("created: 2024-01-15 14:30:05 -0800", "2024-01-15T14:30:05-08:00"),
        ("creationDate: 2024-01-15T14:30", "2024-01-15T14:30:00+01:00[Europe/Berlin]"),
        ("created_at: 2024-07-15 14:30", "2024-07-15T14:30:00+02:00[Europe/Berlin]"),
        ("date_created: '2024/01/15 2:30 PM'", "2024-01-15T14:30:00+01:00[Europe/Berlin]"),
        ("datetime: 15.01.2024 14:30", "2024-01-15T14:30:00+01:00[Europe/Berlin]"),
        ("published: January 15, 2024 at 2:30 pm", "2024-01-15T14:30:00+01:00[Europe/Berlin]"),
        ("date: Monday, 15 January 2024, 14:30", "2024-01-15T14:30:00+01:00[Europe/Berlin]"),
        ("date: 2024-01-15", "2024-01-15T09:00:00+01:00[Europe/Berlin]"),
        ("date: 2024-01-15T14:30:00.123456+05:30", "2024-01-15T14:30:00+05:30"),
        ("Date: 2024-01-15 14:30\ntimezone: Asia/Tokyo", "2024-01-15T14:30:00+09:00[Asia/Tokyo]"),
        ("date: 2024-01-15T20:30:00Z\ntz: Australia/Sydney", "2024-01-16T07:30:00+11:00[Australia/Sydney]"),
        (
            "date: 2024-01-15T20:30:00+11:00\ntz: Australia/Sydney",
            "2024-01-15T20:30:00+11:00[Australia/Sydney]",
        ),
        ("date: 2024-01-15T20:30:00+01:00\ntz: Australia/Sydney", "2024-01-15T20:30:00+01:00"),
        ("date: someday\ncreated: 2024-01-15 14:30", "2024-01-15T14:30:00+01:00[Europe/Berlin]"),
        ("created: 2023-01-01 10:00\ndate: 2024-01-15 14:30", "2024-01-15T14:30:00+01:00[Europe/Berlin]"),
        ("date: 2024-02-30\ncreated: 2024-01-15 14:30", "2024-01-15T14:30:00+01:00[Europe/Berlin]"),
    ],
)
def test_a_field_tells_when(tmp_path: Path, fields: str, when: str) -> None:
    assert written(one(tmp_path, f"---\n{fields}\n---\nText")) == when


@pytest.mark.parametrize(
    ("name", "when", "title"),
    [
        ("2024-01-15.md", "2024-01-15T09:00:00+01:00", ""),
        ("2024_01_15 coffee.md", "2024-01-15T09:00:00+01:00", "coffee"),
        ("20240115-coffee.md", "2024-01-15T09:00:00+01:00", "coffee"),
        ("2024-01-15-1430.md", "2024-01-15T14:30:00+01:00", ""),
        ("2024-01-15-1430-coffee with Sam.markdown", "2024-01-15T14:30:00+01:00", "coffee with Sam"),
        ("202401151430 coffee.md", "2024-01-15T14:30:00+01:00", "coffee"),
        ("2024-01-15 - 3 things.md", "2024-01-15T09:00:00+01:00", "3 things"),
        ("2024/01/15.md", "2024-01-15T09:00:00+01:00", ""),
        ("diary/2024/01/15/coffee.md", "2024-01-15T09:00:00+01:00", "coffee"),
        ("2023/12/31/2024-01-15.md", "2024-01-15T09:00:00+01:00", ""),
    ],
)
def test_a_name_or_folders_tell_the_day(tmp_path: Path, name: str, when: str, title: str) -> None:
    found = one(tmp_path, "Text", name)
    assert (written(found), found.draft.title) == (f"{when}[Europe/Berlin]", title)
    assert (NO_CLOCK in found.remarks) == ("T09:00" in when)


@pytest.mark.parametrize(
    "name", ["2024-13-15.md", "2024-02-30 x.md", "12024-01-15.md", "202401151.md", "x.md"]
)
def test_a_day_that_nothing_tells_is_the_files_and_said_to_be_a_guess(tmp_path: Path, name: str) -> None:
    source = folder(tmp_path, {name: "Text"})
    moment = datetime.fromisoformat("2021-03-04T05:06:07+00:00").timestamp()
    os.utime(source / name, (moment, moment))
    found = only(MARKDOWN, source)
    assert written(found) == "2021-03-04T06:06:07+01:00[Europe/Berlin]"
    assert found.remarks == (notes.GUESSED,)
    assert found.draft.title == name.removesuffix(".md")


def test_a_zone_that_was_only_asked_for_is_said_to_be_assumed(tmp_path: Path) -> None:
    for name, text, assumed in (
        ("naive", "---\ndate: 2024-01-15 14:30\n---\n", True),
        ("offset", "---\ndate: 2024-01-15 14:30 +01:00\n---\n", False),
        ("named", "---\ndate: 2024-01-15 14:30\ntz: Europe/Paris\n---\n", False),
    ):
        origin = one(tmp_path / name, f"{text}Text").draft.origin
        assert origin
        assert (origin.get("zone") == "assumed") is assumed


def test_without_a_zone_times_are_this_computers(tmp_path: Path) -> None:
    found = one(tmp_path, "---\ndate: 2024-01-15 14:30\n---\nText", options=Options())
    assert found.draft.written
    assert found.draft.written.local.replace(tzinfo=None).isoformat() == "2024-01-15T14:30:00"
    assert found.draft.written.local.utcoffset() == datetime(2024, 1, 15, 14, 30).astimezone().utcoffset()


def test_a_date_or_zone_that_cant_be_read_is_kept(tmp_path: Path) -> None:
    found = one(tmp_path, "---\ndate: 3/4\ntimezone: Mars/Base\n---\nText", "2024-01-15.md")
    assert other(found) == {"date": "3/4", "timezone": "Mars/Base"}
    assert {notes.NOT_A_DATE, notes.NO_SUCH_ZONE} < set(found.remarks)


@pytest.mark.parametrize("text", ["3/4", "2024", "tomorrow", "0000-01-01", "2024-1-1T25:00", "1" * 5_000, ""])
def test_what_is_no_clear_date_is_none(text: str) -> None:
    assert told.in_field(text) is None


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31T23:59:59", "0001-01-01T00:00:00+14:00"])
def test_the_ends_of_the_calendar_are_no_trouble(tmp_path: Path, day: str) -> None:
    for options in (Options(), BERLIN, Options(zone="Pacific/Kiritimati")):
        found = one(tmp_path, f"---\ndate: {day}\n---\nText", options=options)
        assert found.draft.written
        assert Moment.decode(found.draft.written.encode()) == found.draft.written
