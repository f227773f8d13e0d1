"""Dates in words before a text: what they mean is told, what could be two is asked, nothing is guessed."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.cli.conftest import Command
from tests.cli.fresh_start import loaded_by
from tests.cli.pseudo_terminal import UNLOCKS, at_terminal

TWO_DAYS = "2020-01-02 or 2020-02-01"
BY_WORDS = "peerjournal.journal.when_said"


def kept(pj: Command, number: str = "1") -> dict[str, Any]:
    told: dict[str, Any] = json.loads(pj("show", number, "--json").out)
    return told


def back(days: int) -> str:
    return (datetime.now().astimezone().date() - timedelta(days=days)).isoformat()


def since(weekday: int, *, last: bool = False) -> str:
    today = datetime.now().astimezone().weekday()
    return back((today - weekday) % 7 or (7 if last else 0))


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("at 6am", f"{back(0)} 06:00"),
        ("yesterday", f"{back(1)} 09:00"),
        ("last monday", f"{since(0, last=True)} 09:00"),
        ("monday", f"{since(0)} 09:00"),
        ("sunday at noon", f"{since(6)} 12:00"),
        ("2 march 2012", "2012-03-02 09:00"),
        ("5/20/1998 at 23:42", "1998-05-20 23:42"),
        ("2020-05-22T15:55-04:00", "2020-05-22 15:55"),
    ],
)
def test_each_way_to_say_when_is_told_as_it_was_understood(pj: Command, when: str, told: str) -> None:
    assert f'Kept 1 · {told} · "I was walking."' in pj("write", f"{when}: I was walking.").err
    pj("write", "--at", when, stdin="I was walking.")
    assert [kept(pj, number)["body"] for number in "12"] == ["I was walking."] * 2
    assert kept(pj)["written"][:16] == kept(pj, "2")["written"][:16] == told.replace(" ", "T")


def test_a_day_without_a_year_is_told_with_its_year(pj: Command) -> None:
    day = datetime.now().astimezone() - timedelta(days=100)
    assert f"Kept 1 · {day:%Y-%m-%d} 09:00" in pj("write", f"{day.day} {day:%b}: I was walking.").err


def test_the_offset_that_was_typed_is_kept(pj: Command) -> None:
    """Whoever says where on earth it was is not moved elsewhere."""
    pj("write", "2020-05-22T15:55-04:00: I was walking.")
    assert kept(pj)["written"] == "2020-05-22T15:55:00-04:00"


@pytest.mark.parametrize("text", ["2019-02-29: x", "2020-08-32: x", "31 feb: x", "13/13: x"])
def test_a_day_that_never_was_is_text_and_is_pointed_out(pj: Command, text: str) -> None:
    told = pj("write", text).err
    assert kept(pj)["body"] == text
    assert kept(pj)["written"][:10] == back(0)
    assert "It begins like a time, and was kept as text." in told


def test_no_date_takes_the_text_as_it_is(pj: Command) -> None:
    for text in ("yesterday: x", "1/2/2020: x", "* x", "x *"):
        assert pj("write", "--no-date", text).code == 0
    assert [kept(pj, number)["body"] for number in "1234"] == ["yesterday: x", "1/2/2020: x", "* x", "x *"]
    assert not any(kept(pj, number)["starred"] for number in "1234")


# Two meanings


@pytest.mark.parametrize(
    ("arguments", "also"),
    [
        (("write", "1/2/2020: x"), "With `--no-date` it stays in the text."),
        (("write", "--at", "1/2/2020", "x"), ""),
        (("edit", "1", "--at", "1/2/2020"), ""),
    ],
)
def test_two_meanings_are_refused_where_nobody_can_be_asked(
    pj: Command, arguments: tuple[str, ...], also: str
) -> None:
    pj("write", "The lake.")
    run = pj(*arguments)
    assert run.code == 2
    assert run.out == ""
    told = "That date can be read in two ways, so nothing was kept."
    assert run.err == f"{told}\nWrite it as {TWO_DAYS}.{also and ' '}{also}\n"
    assert len(pj("list").out.splitlines()) == 1


@pytest.mark.parametrize(
    ("answer", "day", "body"),
    [
        ("1", "2020-01-02", "x"),
        ("2", "2020-02-01", "x"),
        ("", "", "1/2/2020: x"),
        ("3\n2", "2020-02-01", "x"),
    ],
)
def test_two_meanings_are_asked_about_at_a_terminal(pj: Command, answer: str, day: str, body: str) -> None:
    pj.make()
    typing = [("part of the text:", f"{answer}\n"), UNLOCKS]
    code, screen = at_terminal(pj.places(), "write", "1/2/2020: x", typing=typing)
    assert code == 0, screen
    assert (kept(pj)["body"], kept(pj)["written"][:10]) == (body, day or back(0))
    assert "Thursday, 2020-01-02 09:00" in screen
    assert "Saturday, 2020-02-01 09:00" in screen


def test_an_option_with_two_meanings_is_asked_about_at_a_terminal(pj: Command) -> None:
    pj("write", "The lake.")
    typing = [("1 or 2?", "\n"), ("1 or 2?", "2\n"), UNLOCKS]
    assert at_terminal(pj.places(), "edit", "1", "--at", "1/2/2020", typing=typing)[0] == 0
    assert kept(pj)["written"].startswith("2020-02-01T09:00")


def test_of_two_meanings_the_one_that_is_chosen_keeps_the_offset(pj: Command) -> None:
    pj("write", "The lake.")
    typing = [("1 or 2?", "2\n"), UNLOCKS]
    assert at_terminal(pj.places(), "edit", "1", "--at", "1/2/2020 10:00-11:00 ", typing=typing)[0] == 0
    assert kept(pj)["written"].startswith("2020-02-01T10:00:00-11:00")


# Stars


@pytest.mark.parametrize(
    "arguments",
    [
        ("* I was walking.",),
        ("I was walking. *",),
        ("last sunday *: I was walking.",),
        ("last", "sunday", "*:", "I was walking."),
        ("--at", "yesterday", "* I was walking."),
        ("--star", "I was walking."),
    ],
)
def test_a_star_may_stand_at_either_end_or_behind_the_date(pj: Command, arguments: tuple[str, ...]) -> None:
    assert "starred" in pj("write", *arguments).err
    assert (kept(pj)["body"], kept(pj)["starred"]) == ("I was walking.", True)


@pytest.mark.parametrize("text", ["*So* it was.", "* milk\n* bread", "It was *so*", "2 * 3"])
def test_a_star_that_belongs_to_the_text_stays_there(pj: Command, text: str) -> None:
    pj("write", text)
    assert (kept(pj)["body"], kept(pj)["starred"]) == (text, False)


def test_what_is_piped_in_is_never_read_for_dates_and_stars(pj: Command) -> None:
    pj("write", stdin="* yesterday: I was walking. *")
    assert (kept(pj)["body"], kept(pj)["starred"]) == ("* yesterday: I was walking. *", False)


# What it costs


@pytest.mark.parametrize(
    ("arguments", "needed"),
    [
        (("write", "I was walking."), False),
        (("write", "Sun: it was hot."), False),
        (("write", "May: we decide later."), False),
        (("write", "yesterday: I was walking."), False),
        (("write", "2026-01-31 18:30: I was walking."), False),
        (("list", "-n", "1", "--from", "2026-01"), False),
        (("find", "lake"), False),
        (("write", "2 march 2012: I was walking."), True),
        (("list", "--from", "2 march 2012"), True),
    ],
)
def test_words_for_dates_are_read_only_where_some_stand(
    pj: Command, arguments: tuple[str, ...], *, needed: bool
) -> None:
    pj.make()
    loaded = loaded_by(pj.places(), *arguments)
    assert (BY_WORDS in loaded) is needed
    assert not loaded & {"dateutil", "parsedatetime", "dateparser"}
