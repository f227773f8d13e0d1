"""Zones as people type them, and a time read on the clocks of one."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.errors import JournalError
from peerjournal.journal import Moment, zones

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=timezone(timedelta(hours=1)))


def read(typed: str, zone: str) -> Moment:
    return zones.read(typed, zones.read_zone(zone), NOW)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        (" Tokyo ", "Asia/Tokyo"),
        ("new york", "America/New_York"),
        ("UTC", "UTC"),
        ("+01:00", "+01:00"),
        ("-3", "-03:00"),
        ("utc+0530", "+05:30"),
        ("Z", "+00:00"),
    ],
)
def test_a_zone_is_named_in_any_case_by_its_city_or_as_an_offset(typed: str, zone: str) -> None:
    assert zones.zone_of(read("2026-01-31 10:00", typed)) == zone


@pytest.mark.parametrize(
    "typed",
    [
        "", "Nowhere/Land", "Asia", "../../etc/passwd", "/etc/localtime", "x\0y", "+25", "+1:75", "localtime",
        "posixrules", "[/sigh]", "\x1b]0;x", "Berlin" * 2_000, "\ud800",
    ],
)  # fmt: skip
def test_what_is_no_zone_gets_a_sentence(typed: str) -> None:
    with pytest.raises(JournalError, match="There is no zone by that name") as refused:
        zones.read_zone(typed)
    assert "Europe/Berlin" in refused.value.hint
    assert not typed or typed not in f"{refused.value} {refused.value.hint}"


def test_an_offset_alone_never_gets_a_name() -> None:
    """This computer may well be in a zone with the same offset."""
    moment = read("2026-07-01 10:00", "+00:00")
    assert moment.encode() == "2026-07-01T10:00:00+00:00"


def test_names_that_fit_are_offered_the_likeliest_first() -> None:
    assert zones.like("tok", most=4)[0] == "Asia/Tokyo"
    assert zones.like("berlin", most=4) == ("Europe/Berlin",)
    assert zones.like("new y", most=4) == ("America/New_York",)
    assert zones.like("", most=4) == zones.like("[/sigh]", most=4) == ()


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2026-07-01 10:00", "2026-07-01T10:00:00+02:00[Europe/Berlin]"),
        ("2026-01-01 10:00", "2026-01-01T10:00:00+01:00[Europe/Berlin]"),
        ("2026-10-25 02:30", "2026-10-25T02:30:00+02:00[Europe/Berlin]"),
        ("2026-10-25 02:30+01:00", "2026-10-25T02:30:00+01:00[Europe/Berlin]"),
        ("yesterday 6pm", "2026-11-20T18:00:00+01:00[Europe/Berlin]"),
        ("now", "2026-11-21T09:00:00+01:00[Europe/Berlin]"),
        ("2026-01-01T10:00:00+09:00[Asia/Tokyo]", "2026-01-01T10:00:00+09:00[Asia/Tokyo]"),
        ("9999-12-31 23:59", "9999-12-31T23:59:00+01:00[Europe/Berlin]"),
    ],
)
def test_a_time_is_read_on_the_clocks_of_the_zone(typed: str, written: str) -> None:
    assert read(typed, "Europe/Berlin").encode() == written


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-03-29 02:30", "The clocks went forward then: in Europe/Berlin there was no 02:30"),
        ("2026-10-25 02:30+03:00", "In Europe/Berlin the clocks were at"),
        ("0001-01-01 00:10", "There is no such time on any calendar."),
        ("3/4", "can be read in two ways"),
        ("soon", "can't be read"),
    ],
)
def test_what_those_clocks_never_showed_gets_a_sentence(typed: str, said: str) -> None:
    with pytest.raises(JournalError, match=said):
        read(typed, "Europe/Berlin")


def test_what_one_may_not_have_meant_is_said() -> None:
    (first,) = zones.doubts(read("2026-10-25 02:30", "Berlin"), NOW)
    assert "came twice. This is the first; +01:00 behind the time" in first
    (second,) = zones.doubts(read("2026-10-25 02:30+01:00", "Berlin"), NOW)
    assert "This is the second; +02:00 behind the time" in second
    assert zones.doubts(read("2027-01-01", "Berlin"), NOW) == ("That is still to come.",)
    assert zones.doubts(read("0001-01-01", "Berlin"), NOW) == ("That is long ago: the year 1.",)
    assert zones.doubts(read("2026-03-29 03:30", "Berlin"), NOW) == ()
    assert zones.doubts(Moment.decode("2026-10-25T02:30:00+02:00[Not/Known]"), NOW) == ()


def test_the_same_clock_or_the_same_moment_in_another_zone() -> None:
    moment, tokyo = read("2026-07-01 10:00", "Berlin"), zones.read_zone("Tokyo")
    assert zones.same_clock(moment, tokyo, NOW).encode() == "2026-07-01T10:00:00+09:00[Asia/Tokyo]"
    assert zones.same_moment(moment, tokyo).encode() == "2026-07-01T17:00:00+09:00[Asia/Tokyo]"
    with pytest.raises(JournalError, match="calendar"):
        zones.same_moment(Moment.decode("9999-12-31T23:59:00-05:00"), tokyo)


@pytest.mark.parametrize(
    ("typed", "zone", "meant"),
    [
        ("3/4", "Berlin", ("2026-03-04 09:00", "2026-04-03 09:00")),
        ("3/4/2025 10:00", "Berlin", ("2025-03-04 10:00", "2025-04-03 10:00")),
        ("3/4 6pm", "+09:00", ("2026-03-04 18:00", "2026-04-03 18:00")),
        ("3/4/2025 10:00+05:00", "Berlin", ("2025-03-04 10:00+05:00", "2025-04-03 10:00+05:00")),
        ("3/4/2025 10:00+05:00", "+09:00", ("2025-03-04 10:00+05:00", "2025-04-03 10:00+05:00")),
        ("25/12", "Berlin", ("25/12",)),
        ("2026-01-31", "Berlin", ("2026-01-31",)),
    ],
)
def test_what_can_be_read_in_two_ways_is_offered_in_both(
    typed: str, zone: str, meant: tuple[str, ...]
) -> None:
    rules = zones.read_zone(zone)
    assert zones.readings(typed, rules, NOW) == meant
    for one in meant:
        assert zones.readings(one, rules, NOW) == (one,)


def test_a_moment_is_told_with_its_zone() -> None:
    assert zones.told(read("2026-01-01 10:00", "Berlin")) == "2026-01-01 10:00 · Europe/Berlin, UTC+01:00"
    assert zones.told(read("2026-01-01 10:00", "+01:00")) == "2026-01-01 10:00 · UTC+01:00"
    assert zones.told(read("0007-01-01 10:00", "UTC")) == "0007-01-01 10:00 · UTC"


@given(st.text(max_size=40), st.sampled_from(["Europe/Berlin", "+14:00", "America/St_Johns", "UTC"]))
def test_anything_typed_is_a_moment_or_a_sentence(typed: str, zone: str) -> None:
    try:
        zones.readings(typed, zones.read_zone(zone), NOW)
        moment = read(typed, zone)
    except JournalError:
        return
    assert Moment.decode(moment.encode()) == moment


@given(st.text(max_size=40))
def test_any_zone_that_is_typed_is_one_or_gets_a_sentence(typed: str) -> None:
    zones.like(typed, most=4)
    try:
        zone = zones.read_zone(typed)
    except JournalError:
        return
    assert zones.read("2026-07-01 10:00", zone, NOW).local.hour == 10
