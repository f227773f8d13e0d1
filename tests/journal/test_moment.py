"""A moment keeps the wall clock, its offset, and the zone's name where it is known."""

import time
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from peerjournal.errors import JournalError
from peerjournal.journal import Moment, moment
from peerjournal.journal.when import read_moment

NOW = datetime(2026, 11, 21, 9, 30, 15, 999, tzinfo=timezone(timedelta(hours=1, minutes=7)))


def test_a_moment_keeps_wall_clock_offset_and_zone() -> None:
    moment = Moment.of(datetime(2026, 7, 1, 9, 0, 0, 5, tzinfo=ZoneInfo("Europe/Berlin")))
    assert moment.encode() == "2026-07-01T09:00:00+02:00[Europe/Berlin]"
    assert Moment.decode(moment.encode()) == moment
    assert moment.day == date(2026, 7, 1)
    assert str(moment) == "2026-07-01 09:00"


def test_moments_of_different_zones_are_ordered_by_their_instant() -> None:
    tokyo = Moment.decode("2026-01-02T08:00:00+09:00[Asia/Tokyo]")
    london = Moment.decode("2026-01-01T23:00:00+00:00[Europe/London]")
    assert tokyo.instant == london.instant == datetime(2026, 1, 1, 23, tzinfo=UTC).timestamp()
    assert tokyo.day > london.day


def test_a_time_is_read_by_the_rules_of_the_zone() -> None:
    winter = datetime(2026, 1, 21, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    assert read_moment("2025-07-01", winter).encode() == "2025-07-01T09:00:00+02:00[Europe/Berlin]"


def test_a_zone_is_named_only_where_it_is_known() -> None:
    assert Moment.of(NOW).zone == ""
    with pytest.raises(ValueError, match="offset"):
        Moment.of(NOW.replace(tzinfo=None))


def test_this_computers_own_zone_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Chatham")
    time.tzset()
    try:
        local = datetime(2026, 7, 1, 9).astimezone()
        assert Moment.of(local).encode() == "2026-07-01T09:00:00+12:45[Pacific/Chatham]"
        # The offset of the day that is meant counts, not the one of today.
        assert read_moment("2026-01-01", local).encode() == "2026-01-01T09:00:00+13:45[Pacific/Chatham]"
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    ("link", "zone"),
    [
        ("/usr/share/zoneinfo/Pacific/Chatham", "Pacific/Chatham"),
        ("/var/db/timezone/zoneinfo/Europe/Berlin", "Europe/Berlin"),
        ("../usr/share/zoneinfo/UTC", "UTC"),
        ("/usr/share/zoneinfo/posix/Europe/Berlin", ""),
        ("/usr/share/zoneinfo/\x1b]0;x", ""),
        ("/etc/somewhere", ""),
    ],
)
def test_a_linked_zone_is_named_without_looking_further(
    monkeypatch: pytest.MonkeyPatch, link: str, zone: str
) -> None:
    monkeypatch.setattr(Path, "readlink", lambda _: Path(link))
    assert moment._linked_zone.__wrapped__() == zone  # what it says here must not be remembered


@pytest.mark.parametrize(
    "text", ["", "2026-01-01", "2026-01-01T00:00:00", "2026-02-30T00:00:00+00:00", "x[y]"]
)
def test_a_time_that_is_not_one_is_refused(text: str) -> None:
    with pytest.raises(JournalError):
        Moment.decode(text)
