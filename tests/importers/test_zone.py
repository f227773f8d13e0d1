"""What a clock showed stays, whatever zone it is told in."""

from datetime import datetime, timedelta, timezone

import pytest

from peerjournal.errors import InputError
from peerjournal.importers.zone import shown_in, told_in

WALL = datetime(2020, 5, 1, 15)  # noqa: DTZ001 - the zone is what is tested


def test_a_time_without_a_zone_is_told_in_the_one_asked_for() -> None:
    assert told_in("Europe/Berlin")(WALL).encode() == "2020-05-01T15:00:00+02:00[Europe/Berlin]"


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("europe/berlin", "+02:00[Europe/Berlin]"),
        ("Tokyo", "+09:00[Asia/Tokyo]"),
        ("+05:30", "+05:30"),
        ("utc", "+00:00[UTC]"),
    ],
)
def test_a_zone_is_named_as_everywhere_here(named: str, told: str) -> None:
    assert told_in(named)(WALL).encode() == f"2020-05-01T15:00:00{told}"
    assert shown_in(named, 1588338000).encode().endswith(told)


def test_a_time_with_an_offset_keeps_it() -> None:
    aware = WALL.replace(tzinfo=timezone(timedelta(hours=-7)))
    assert told_in("Europe/Berlin")(aware).encode() == "2020-05-01T15:00:00-07:00"


def test_no_zone_means_this_computers() -> None:
    assert told_in("")(WALL).local.replace(tzinfo=None) == WALL
    assert told_in("")(WALL).local.utcoffset() == WALL.astimezone().utcoffset()


@pytest.mark.parametrize("wall", [datetime(2021, 3, 28, 2, 30), datetime(2021, 10, 31, 2, 30)])  # noqa: DTZ001 - as above
def test_an_hour_that_was_skipped_or_came_twice_is_still_what_the_clock_showed(wall: datetime) -> None:
    assert told_in("Europe/Berlin")(wall).local.replace(tzinfo=None) == wall


def test_a_file_is_dated_by_the_clocks_of_the_zone() -> None:
    assert shown_in("Asia/Tokyo", 0).encode() == "1970-01-01T09:00:00+09:00[Asia/Tokyo]"


@pytest.mark.parametrize("seconds", [-1e12, 1e15])
def test_a_file_with_a_strange_time_has_some_time(seconds: float) -> None:
    assert shown_in("Asia/Tokyo", seconds).day.year in {1970, 9999}


@pytest.mark.parametrize("zone", ["Europe/Nowhere", "../../etc/passwd", "/etc/passwd", "\0", "x" * 5000])
def test_a_zone_that_there_is_not_is_refused(zone: str) -> None:
    with pytest.raises(InputError):
        told_in(zone)
    with pytest.raises(InputError):
        shown_in(zone, 0)
