import time
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from peerjournal.errors import JournalError
from peerjournal.journal import Moment, moment
from peerjournal.journal.when import read_days, read_moment, split

# A Saturday.
NOW = datetime(2026, 11, 21, 9, 30, 15, 999, tzinfo=timezone(timedelta(hours=1, minutes=7)))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2026-01-02", "2026-01-02T09:00:00"),
        ("2026-1-2", "2026-01-02T09:00:00"),
        ("2026-01-02 10:00", "2026-01-02T10:00:00"),
        ("2026-01-02T10:00:59", "2026-01-02T10:00:59"),
        ("2026-01-02 at 6am", "2026-01-02T06:00:00"),
        ("now", "2026-11-21T09:30:15"),
        ("Today", "2026-11-21T09:30:15"),
        ("today 18:30", "2026-11-21T18:30:00"),
        (" yesterday ", "2026-11-20T09:00:00"),
        ("yesterday at 6:30pm", "2026-11-20T18:30:00"),
        ("saturday", "2026-11-21T09:00:00"),
        ("last saturday", "2026-11-14T09:00:00"),
        ("Friday", "2026-11-20T09:00:00"),
        ("last friday noon", "2026-11-20T12:00:00"),
        ("sun 7:05", "2026-11-15T07:05:00"),
        ("12am", "2026-11-21T00:00:00"),
        ("12:30 pm", "2026-11-21T12:30:00"),
        ("midnight", "2026-11-21T00:00:00"),
        ("23:59", "2026-11-21T23:59:00"),
    ],
)
def test_a_time_is_read_as_people_type_it(typed: str, read: str) -> None:
    assert read_moment(typed, NOW).encode() == read + "+01:07"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2020-05-22T15:55-04:00", "2020-05-22T15:55:00-04:00"),
        ("2020-05-22 15:55:01 +0530", "2020-05-22T15:55:01+05:30"),
        ("2020-05-22T15:55:01.250Z", "2020-05-22T15:55:01+00:00"),
        ("2026-11-21T09:00:00+01:00[Europe/Berlin]", "2026-11-21T09:00:00+01:00[Europe/Berlin]"),
    ],
)
def test_an_offset_that_was_typed_is_kept(typed: str, read: str) -> None:
    assert read_moment(typed, NOW).encode() == read


@pytest.mark.parametrize(
    "typed",
    [
        *["", "3/4", "3/4/2020", "03.04.2020", "may", "someday", "2026-02-30", "2026-13-01", "2026-01"],
        *["2026-01-02 25:00", "2026-01-02 10", "13pm", "0am", "10:61", "2026-01-02 10:00 +99:00", "tomorrow"],
    ],
)
def test_what_cannot_be_read_is_said_without_repeating_it(typed: str) -> None:
    with pytest.raises(JournalError) as refused:
        read_moment(typed, NOW)
    assert str(refused.value).endswith(".")
    assert not typed or f"{typed} " not in str(refused.value).removesuffix(".") + " "


def test_a_date_with_two_meanings_says_so() -> None:
    with pytest.raises(JournalError, match="two ways"):
        read_moment("3/4", NOW)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2026-01-02", "2026-01-02", "2026-01-02"),
        ("yesterday", "2026-11-20", "2026-11-20"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2024-2", "2024-02-01", "2024-02-29"),
        ("2026-12", "2026-12-01", "2026-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
        ("2026", "2026-01-01", "2026-12-31"),
    ],
)
def test_days_months_and_years_are_read(typed: str, first: str, last: str) -> None:
    span = read_days(typed, NOW.date())
    assert (span.first.isoformat(), span.last.isoformat()) == (first, last)


@pytest.mark.parametrize("typed", ["", "10:00", "today 10:00", "0000", "2026-00", "2026-13", "x"])
def test_what_is_not_a_day_is_refused(typed: str) -> None:
    with pytest.raises(JournalError):
        read_days(typed, date(2026, 11, 21))


@pytest.mark.parametrize(
    ("typed", "written", "text"),
    [
        ("yesterday: I walked.", "2026-11-20T09:00:00+01:07", "I walked."),
        ("2026-01-02 10:00: a: b", "2026-01-02T10:00:00+01:07", "a: b"),
        ("Monday: rain", "2026-11-16T09:00:00+01:07", "rain"),
    ],
)
def test_a_time_before_the_text_is_taken_off_it(typed: str, written: str, text: str) -> None:
    opening = split(typed, NOW)
    assert opening.when is not None
    assert (opening.when.encode(), opening.text, opening.doubt) == (written, text, "")


@pytest.mark.parametrize(
    "typed",
    ["May: we decide later", "Sun: it was hot", "I thought: no", "10:30", "a\nyesterday: b", "yesterday:no"],
)
def test_other_words_before_a_colon_stay_in_the_text(typed: str) -> None:
    opening = split(typed, NOW)
    assert (opening.when, opening.text, opening.doubt) == (None, typed, "")


@pytest.mark.parametrize("typed", ["2019-02-29: x", "3/4: x", "2020-08-32: x"])
def test_a_date_that_cannot_be_read_stays_in_the_text_and_is_pointed_out(typed: str) -> None:
    opening = split(typed, NOW)
    assert (opening.when, opening.text) == (None, typed)
    assert opening.doubt.endswith(".")


# Moments


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
