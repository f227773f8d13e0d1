"""`edit --at`, `--zone` and `--same-moment`: what was understood is told, with how it was before."""

import json
from datetime import datetime

import pytest

from peerjournal.cli import dates
from peerjournal.journal import Draft, Moment
from peerjournal.session import Session
from tests.cli.conftest import Command
from tests.conftest import PASSPHRASE

FIRST = "2024-05-01T09:00:00+00:00[Etc/UTC]"


@pytest.fixture
def moved_in(pj: Command) -> Command:
    """One entry whose zone was assumed, as an import leaves it."""
    pj.make()
    session = Session.unlock(pj.places(), PASSPHRASE)
    origin = {"from": "jrnl", "key": "k", "digest": "d", "where": "line 1", "zone": "assumed"}
    session.journal.add(Draft("The lake", "Cold.", written=Moment.decode(FIRST), origin=origin))
    session.lock()
    return pj


def written(pj: Command, number: str = "1") -> str:
    return str(json.loads(pj("show", number, "--json").out)["written"])


def test_a_zone_alone_leaves_the_clock_and_is_no_longer_assumed(moved_in: Command) -> None:
    answer = moved_in("edit", "1", "--zone", "tokyo")
    assert answer.code == 0
    assert "Written 2024-05-01 09:00 · Asia/Tokyo, UTC+09:00." in answer.err
    assert f"Before: `peerjournal edit 1 --at '{FIRST}'`." in answer.err
    assert written(moved_in) == "2024-05-01T09:00:00+09:00[Asia/Tokyo]"
    told = json.loads(moved_in("show", "1", "--json").out)
    assert "zone" not in told["origin"]


def test_the_same_moment_shows_another_clock(moved_in: Command) -> None:
    moved_in("edit", "1", "--zone", "Asia/Tokyo", "--same-moment")
    assert written(moved_in) == "2024-05-01T18:00:00+09:00[Asia/Tokyo]"


def test_what_is_told_of_before_puts_it_back(moved_in: Command) -> None:
    moved_in("edit", "1", "--zone", "+05:30", "--at", "2020-01-31 10:00")
    assert written(moved_in) == "2020-01-31T10:00:00+05:30"
    moved_in("edit", "1", "--at", FIRST)
    assert written(moved_in) == FIRST


def test_a_time_alone_says_that_the_zone_is_still_assumed(moved_in: Command) -> None:
    answer = moved_in("edit", "1", "--at", "2024-05-02 10:00")
    assert "Its zone was not in the source" in answer.err


def test_with_the_same_title_and_time_one_save_holds_both(moved_in: Command) -> None:
    moved_in("edit", "1", "--title", "The pond", "--zone", "Berlin")
    told = json.loads(moved_in("show", "1", "--json").out)
    assert (told["title"], told["written"]) == ("The pond", "2024-05-01T09:00:00+02:00[Europe/Berlin]")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--zone", "Nowhere/Land"], "There is no zone by that name here."),
        (["--zone", "../../etc/passwd"], "There is no zone by that name here."),
        (["--zone", "Berlin", "--at", "2026-03-29 02:30"], "The clocks went forward then"),
        (["--zone", "Berlin", "--at", "2026-07-01 10:00+09:00"], "another offset was typed"),
        (["--zone", "Berlin", "--at", "3/4"], "two ways"),
        (["--same-moment"], "goes with `--zone`"),
        (["--same-moment", "--at", "today"], "goes with `--zone`"),
    ],
)
def test_what_can_not_be_understood_changes_nothing(moved_in: Command, options: list[str], said: str) -> None:
    answer = moved_in("edit", "1", *options, "--title", "Other")
    assert answer.code == 2
    assert said in answer.err
    assert written(moved_in) == FIRST
    assert json.loads(moved_in("show", "1", "--json").out)["title"] == "The lake"


def test_what_one_may_not_have_meant_is_said(moved_in: Command) -> None:
    assert "That is still to come." in moved_in("edit", "1", "--at", "2999-01-01").err
    assert "the year 1." in moved_in("edit", "1", "--zone", "UTC", "--at", "0001-01-01").err
    assert "came twice" in moved_in("edit", "1", "--zone", "Berlin", "--at", "2025-10-26 02:30").err


def test_writing_takes_a_zone_as_well(pj: Command) -> None:
    pj("write", "--zone", "Asia/Tokyo", "--at", "2026-01-31 10:00", stdin="x")
    assert written(pj) == "2026-01-31T10:00:00+09:00[Asia/Tokyo]"
    pj("write", "--zone", "+09:00", "2026-01-31 18:30: words")
    told = json.loads(pj("show", "2", "--json").out)
    assert (told["written"], told["body"]) == ("2026-01-31T18:30:00+09:00", "words")
    pj("write", "--zone", "Asia/Tokyo", stdin="x")
    now = Moment.decode(json.loads(pj("show", "3", "--json").out)["written"])
    assert now.zone == "Asia/Tokyo"
    assert abs(now.instant - dates.now().timestamp()) < 3_600
    assert pj("write", "--zone", "Nowhere", stdin="x").code == 2
    if Moment.of(dates.now()).zone:
        assert "another offset" in pj("write", "--zone", "Berlin", "2026-01-31 18:30+09:00: words").err
    assert pj("write", "--zone", "Berlin", "2026-01-31 18:30+01:00: words").code == 0
    assert written(pj, "4") == "2026-01-31T18:30:00+01:00[Europe/Berlin]"
    assert isinstance(now.local, datetime)
