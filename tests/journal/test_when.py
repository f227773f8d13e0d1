from datetime import date, datetime, timedelta, timezone

import pytest

from peerjournal.errors import JournalError
from peerjournal.journal.when import read_days, read_moment, split, ways_to_read

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
        ("at 6am", "2026-11-21T06:00:00"),
        ("sunday at noon", "2026-11-15T12:00:00"),
        ("2 March 2012", "2012-03-02T09:00:00"),
        ("2nd of march, 2012 at 7:15", "2012-03-02T07:15:00"),
        ("march 2 2012", "2012-03-02T09:00:00"),
        ("Dec 5, 2020 noon", "2020-12-05T12:00:00"),
        ("1 sept. 2020", "2020-09-01T09:00:00"),
        ("5/20/1998 at 23:42", "1998-05-20T23:42:00"),
        ("20/5/1998", "1998-05-20T09:00:00"),
        ("20.05.1998", "1998-05-20T09:00:00"),
        ("4/4/2020", "2020-04-04T09:00:00"),
        ("2020/05/06", "2020-05-06T09:00:00"),
        ("a day ago", "2026-11-20T09:00:00"),
        ("3 days ago at 6pm", "2026-11-18T18:00:00"),
        ("two weeks ago", "2026-11-07T09:00:00"),
        ("9 months ago", "2026-02-21T09:00:00"),
        ("a year ago", "2025-11-21T09:00:00"),
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
        ("22 may 2020 15:55 -04:00", "2020-05-22T15:55:00-04:00"),
        ("2026-11-21T09:00:00+01:00[Europe/Berlin]", "2026-11-21T09:00:00+01:00[Europe/Berlin]"),
    ],
)
def test_an_offset_that_was_typed_is_kept(typed: str, read: str) -> None:
    assert read_moment(typed, NOW).encode() == read


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("7 apr", "2026-04-07"),
        ("20 november", "2026-11-20"),
        ("19 dec", "2026-12-19"),
        ("20 dec", "2025-12-20"),
        ("5/20", "2026-05-20"),
        ("12/25", "2025-12-25"),
    ],
)
def test_a_day_without_a_year_is_the_last_one_unless_it_comes_within_four_weeks(typed: str, day: str) -> None:
    assert read_moment(typed, NOW).day.isoformat() == day


def test_a_month_ago_is_never_a_day_that_is_missing() -> None:
    assert read_moment("a month ago", NOW.replace(month=3, day=31)).day == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("3/4", {"2026-03-04", "2026-04-03"}),
        ("3/4/2020 at 6am", {"2020-03-04", "2020-04-03"}),
        ("03.04.2020", {"2020-03-04", "2020-04-03"}),
        ("12/1", {"2026-01-12", "2026-12-01"}),
    ],
)
def test_a_date_with_two_meanings_is_told_as_both(typed: str, days: set[str]) -> None:
    assert {way.day.isoformat() for way in ways_to_read(typed, NOW)} == days
    opening = split(f"{typed}: x", NOW)
    assert (opening.when, opening.text, opening.rest) == (None, f"{typed}: x", "x")
    assert {way.day.isoformat() for way in opening.ways} == days


@pytest.mark.parametrize(
    "typed",
    [
        *["", "3/4", "3/4/2020", "03.04.2020", "may", "someday", "2026-02-30", "2026-13-01", "2026-01"],
        *["2026-01-02 25:00", "2026-01-02 10", "13pm", "0am", "10:61", "2026-01-02 10:00 +99:00", "tomorrow"],
        *[
            "may 2020",
            "31 feb",
            "30 feb 2020",
            "13/13",
            "0/4",
            "3.4",
            "7 april fools",
            "500 years ago",
            "x ago",
        ],
        *["7 apr 25:00", "9 may 0000", "32.1.2020", "3/4/20", "2020/13/01"],
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
        ("2 march 2012", "2012-03-02", "2012-03-02"),
    ],
)
def test_days_months_and_years_are_read(typed: str, first: str, last: str) -> None:
    span = read_days(typed, NOW.date())
    assert (span.first.isoformat(), span.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "typed",
    ["", "10:00", "today 10:00", "0000", "2026-00", "2026-13", "x", "3/4", "7 apr 10:00", "may"],
)
def test_what_is_not_a_day_is_refused(typed: str) -> None:
    with pytest.raises(JournalError):
        read_days(typed, date(2026, 11, 21))


@pytest.mark.parametrize(
    ("typed", "written", "text"),
    [
        ("yesterday: I walked.", "2026-11-20T09:00:00+01:07", "I walked."),
        ("2026-01-02 10:00: a: b", "2026-01-02T10:00:00+01:07", "a: b"),
        ("Monday: rain", "2026-11-16T09:00:00+01:07", "rain"),
        ("7 apr: rain", "2026-04-07T09:00:00+01:07", "rain"),
        ("May 5: rain", "2026-05-05T09:00:00+01:07", "rain"),
    ],
)
def test_a_time_before_the_text_is_taken_off_it(typed: str, written: str, text: str) -> None:
    opening = split(typed, NOW)
    assert opening.when is not None
    assert (opening.when.encode(), opening.text, opening.doubt) == (written, text, "")


@pytest.mark.parametrize(
    "typed",
    [
        "May: we decide later",
        "Sun: it was hot",
        "March 2020: rain",
        "Version 3.4: new",
        "see [1]: it says",
        "I thought: no",
        "10:30",
        "a\nyesterday: b",
        "yesterday:no",
    ],
)
def test_other_words_before_a_colon_stay_in_the_text(typed: str) -> None:
    opening = split(typed, NOW)
    assert (opening.when, opening.text, opening.doubt) == (None, typed, "")


@pytest.mark.parametrize("typed", ["2019-02-29: x", "2020-08-32: x", "31 feb: x", "13/13: x"])
def test_a_date_that_cannot_be_read_stays_in_the_text_and_is_pointed_out(typed: str) -> None:
    opening = split(typed, NOW)
    assert (opening.when, opening.text) == (None, typed)
    assert opening.doubt.endswith(".")


@pytest.mark.parametrize(
    ("typed", "day", "text"),
    [
        ("* I walked.", None, "I walked."),
        ("I walked. *", None, "I walked."),
        ("I walked. *\nAnd on.", None, "I walked.\nAnd on."),
        ("last sunday *: I walked.", "2026-11-15", "I walked."),
        ("last sunday*: I walked.", "2026-11-15", "I walked."),
        ("yesterday: * I walked.", "2026-11-20", "I walked."),
        ("* yesterday: I walked.", "2026-11-20", "I walked."),
        ("yesterday: I walked. *", "2026-11-20", "I walked."),
    ],
)
def test_a_star_of_its_own_is_taken_off_the_text(typed: str, day: str | None, text: str) -> None:
    opening = split(typed, NOW)
    assert (opening.starred, opening.text) == (True, text)
    assert (opening.when and opening.when.day.isoformat()) == day


@pytest.mark.parametrize(
    "typed", ["*word* is marked", "**So** it was", "2*3", "so *it* is*", "* milk\n* bread", "a * b", "*"]
)
def test_a_star_within_the_text_stays(typed: str) -> None:
    opening = split(typed, NOW)
    assert (opening.starred, opening.text) == (False, typed)
