"""How long a pause lasts, and what is said when one comes back to it."""

from datetime import datetime, timedelta, timezone

import pytest

from peerjournal.errors import JournalError
from peerjournal.journal import Moment
from peerjournal.letters import (
    AN_HOUR,
    NO_PAUSE,
    ON_RETURN,
    PAUSES,
    THREE_DAYS,
    TOMORROW,
    Pause,
    read_until,
    set_aside_on,
)

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=timezone(timedelta(hours=1)))
"""A Saturday."""
CANARY = "canary 7391"


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        (AN_HOUR, "2026-11-21 10:00"),
        (TOMORROW, "2026-11-22 09:00"),
        (THREE_DAYS, "2026-11-24 09:00"),
        ("Tomorrow", "2026-11-22 09:00"),
        ("tomorrow 18:30", "2026-11-22 18:30"),
        ("until tomorrow at 6pm", "2026-11-22 18:00"),
        ("2 hours", "2026-11-21 11:00"),
        ("1 day", "2026-11-22 09:00"),
        ("2 weeks", "2026-12-05 09:00"),
        ("monday", "2026-11-23 09:00"),
        ("saturday", "2026-11-28 09:00"),
        ("saturday 18:00", "2026-11-21 18:00"),
        ("next fri 8:15", "2026-11-27 08:15"),
        ("18:00", "2026-11-21 18:00"),
        ("2026-12-24", "2026-12-24 09:00"),
        ("2027-01-02T07:30", "2027-01-02 07:30"),
        ("24 dec", "2026-12-24 09:00"),
        ("2 january 7:30", "2027-01-02 07:30"),
        ("until may 5", "2027-05-05 09:00"),
    ],
)
def test_a_pause_lasts_until_a_time_to_come(typed: str, until: str) -> None:
    """F7: the choices, and any other time as it is typed."""
    assert str(read_until(typed, NOW)) == until


@pytest.mark.parametrize(
    "typed",
    [
        "yesterday",
        "2026-11-20",
        "8:00",
        "last monday",
        "",
        "soon",
        CANARY,
        "0 days",
        "2 may 2020",
        "3/4",
        "a day ago",
    ],
)
def test_a_time_that_is_over_or_none_is_refused_without_repeating_it(typed: str) -> None:
    with pytest.raises(JournalError) as refused:
        read_until(typed, NOW)
    assert CANARY not in str(refused.value) + refused.value.hint


def test_the_choices_are_those_of_the_page_and_no_pause_asks_for_nothing() -> None:
    """F7: an hour, until tomorrow (the one chosen when nothing is), three days, no pause."""
    assert PAUSES == ("an hour", "until tomorrow", "three days", "no pause")
    assert PAUSES[1] == TOMORROW
    assert PAUSES[-1] == NO_PAUSE


def test_on_return_it_says_when_it_was_set_aside() -> None:
    """F7: it says on which day, and asks to read it again."""
    pause = Pause("an id", 1, "by", "peer", Moment.of(NOW), Moment.of(NOW))
    told = [set_aside_on(pause, NOW + timedelta(days=days)) for days in (0, 3, 6, 7, 60)]
    assert told == [
        "You set this aside today. Read it again?",
        "You set this aside on Saturday. Read it again?",
        "You set this aside on Saturday. Read it again?",
        "You set this aside on 21 November. Read it again?",
        "You set this aside on 21 November 2026. Read it again?",
    ]


def test_there_are_four_ways_on() -> None:
    """F7: share, change, keep to myself, pause longer."""
    assert [label for _, label in ON_RETURN] == ["Share it", "Change it", "Keep it to myself", "Pause longer"]
