"""When something was written, in the app: what is understood before it is set, zones, and the way back."""

from typing import Any

import pytest
from textual.widgets import Button, Input, Static

from peerjournal.errors import NotSaved
from peerjournal.journal import Draft, Journal, Moment, zone_is_assumed
from peerjournal.session import Session
from peerjournal.tui.screens.main import MainScreen
from peerjournal.tui.screens.when import WhenScreen
from peerjournal.tui.widgets.choices import Choices
from peerjournal.tui.widgets.one_of import OneOf
from tests.tui.desk import LARGE, SMALL, TINY, Desk, at_desk
from tests.tui.pilot import acting
from tests.tui.sample import make_story, titled

BERLIN = "2024-05-01T09:00:00+02:00[Europe/Berlin]"
ORIGIN = {"from": "jrnl", "key": "k", "digest": "d", "where": "line 1", "zone": "assumed"}


@pytest.fixture
def old(session: Session) -> Session:
    """A journal with one entry that was moved in, whose zone was assumed."""
    session.journal.add(Draft("The lake", "Cold.", written=Moment.decode(BERLIN), origin=ORIGIN))
    return session


async def ask(desk: Desk) -> None:
    await desk.press("W")
    await desk.on(WhenScreen)


def said(desk: Desk) -> str:
    answer = desk.app.screen.query_one("#answer", Static)
    return str(answer.render()) if answer.has_class("-said") else ""


def line(desk: Desk, name: str) -> Input:
    return desk.app.screen.query_one(f"#{name}", Input)


async def put(desk: Desk, name: str, text: str) -> None:
    line(desk, name).focus()
    line(desk, name).value = text
    await desk.pilot.pause()


def now(session: Session) -> str:
    return session.journal.get("1").written.encode()


@acting
async def test_a_day_is_understood_before_it_is_set_and_u_puts_it_back(old: Session) -> None:
    async with at_desk(old) as desk:
        await ask(desk)
        assert "Now: Wednesday 1 May 2024, 09:00 · Europe/Berlin, UTC+02:00." in desk.shown
        await desk.press(*"yesterday", "space", *"6pm")
        await desk.until(lambda: "Friday 20 November 2026, 18:00 · Europe/Berlin, UTC+01:00" in said(desk))
        assert now(old) == BERLIN
        await desk.press("enter")
        await desk.on(MainScreen)
        assert now(old) == "2026-11-20T18:00:00+01:00[Europe/Berlin]"
        assert "Set. u puts it back." in desk.said
        await desk.settle()
        await desk.press("u")
        await desk.until(lambda: now(old) == BERLIN)
        assert zone_is_assumed(old.journal.get("1"))


@acting
async def test_a_zone_that_was_assumed_says_so_and_choosing_one_settles_it(old: Session) -> None:
    async with at_desk(old) as desk:
        await ask(desk)
        assert "was not in the source" in desk.shown.replace("\n", " ")
        await put(desk, "zone", "tok")
        names = desk.app.screen.query_one("#zones", Choices)
        assert names.display
        assert said(desk) == ""
        await desk.press("enter")
        assert line(desk, "zone").value == "Asia/Tokyo"
        await desk.until(lambda: "09:00 · Asia/Tokyo" in said(desk))
        assert not names.display
        await desk.press("enter")
        await desk.on(MainScreen)
        assert now(old) == "2024-05-01T09:00:00+09:00[Asia/Tokyo]"
        assert not zone_is_assumed(old.journal.get("1"))


@acting
async def test_the_zone_that_was_assumed_may_be_the_right_one(old: Session) -> None:
    async with at_desk(old) as desk:
        await ask(desk)
        await desk.press("enter")
        await desk.on(MainScreen)
        assert "Its zone is no longer assumed." in desk.said
        assert not zone_is_assumed(old.journal.get("1"))
        await desk.settle()
        await ask(desk)
        assert "was not in the source" not in desk.shown.replace("\n", " ")


@acting
async def test_the_moment_can_stay_and_the_clock_show_another_time(old: Session) -> None:
    async with at_desk(old) as desk:
        await ask(desk)
        await put(desk, "zone", "Asia/Tokyo")
        await desk.until(lambda: "09:00 · Asia/Tokyo" in said(desk))
        assert desk.app.screen.query_one(OneOf).display
        await desk.press("tab", "down", "space")
        await desk.until(lambda: "16:00 · Asia/Tokyo" in said(desk))
        await desk.press("ctrl+s")
        await desk.on(MainScreen)
        assert now(old) == "2024-05-01T16:00:00+09:00[Asia/Tokyo]"


@acting
async def test_a_source_that_told_the_moment_keeps_it(session: Session) -> None:
    session.journal.add(Draft("A", written=Moment.decode(BERLIN), origin={**ORIGIN, "from": "dayone"}))
    async with at_desk(session) as desk:
        await ask(desk)
        await put(desk, "zone", "Asia/Tokyo")
        await desk.until(lambda: "16:00 · Asia/Tokyo" in said(desk))


@pytest.mark.parametrize(
    ("typed", "zone", "told"),
    [
        ("soon", "Europe/Berlin", "That date can't be read."),
        ("", "Europe/Berlin", "That date can't be read."),
        ("2026-03-29 02:30", "Europe/Berlin", "The clocks went forward then"),
        ("2026-10-25 02:30", "Europe/Berlin", "that hour came twice"),
        ("2026-07-01 10:00+09:00", "Europe/Berlin", "another offset was typed"),
        ("2999-01-01", "Europe/Berlin", "That is still to come."),
        ("0001-01-01", "Europe/Berlin", "the year 1."),
        ("0001-01-01 00:00", "+14:00", "There is no such time"),
        ("2026-01-31", "Nowhere/Land", "There is no zone by that name"),
        ("2026-01-31 10:00", "+05:45", "10:00 · UTC+05:45"),
        ("[/sigh]", "\x1b]0;x\x07[@click=app.quit]", "There is no zone by that name"),
        ("\u202e" * 40, "\u202e", "There is no zone by that name"),
        ("9" * 5_000, "x" * 5_000, "There is no zone by that name"),
    ],
)
@acting
async def test_each_slip_gets_a_sentence(old: Session, typed: str, zone: str, told: str) -> None:
    async with at_desk(old) as desk:
        await ask(desk)
        await put(desk, "zone", zone)
        await put(desk, "when", typed)
        if not desk.app.screen.query_one("#zones").display:
            await desk.until(lambda: told in said(desk))
        desk.app.screen.query_one("#set", Button).press()
        if "10:00" in told or "That is" in told or "twice" in told or "year" in told:
            await desk.on(MainScreen)
            return
        await desk.until(lambda: told in said(desk))
        assert (line(desk, "when").value, line(desk, "zone").value) == (typed, zone)
        assert now(old) == BERLIN


@acting
async def test_what_can_be_read_in_two_ways_is_asked(old: Session) -> None:
    async with at_desk(old, SMALL) as desk:
        await ask(desk)
        await put(desk, "when", "3/4 6pm")
        await desk.until(lambda: "two ways" in said(desk))
        assert "3 April 2026" in desk.shown
        assert "4 March 2026" in desk.shown
        await desk.press("enter")
        assert "two ways" in said(desk)
        assert now(old) == BERLIN
        await desk.pilot.click("#first")
        await desk.until(lambda: "Wednesday 4 March 2026, 18:00" in said(desk))
        assert line(desk, "when").value == "2026-03-04 18:00"
        await desk.pilot.click("#set")
        await desk.on(MainScreen)
        assert now(old) == "2026-03-04T18:00:00+01:00[Europe/Berlin]"


@acting
async def test_what_it_was_before_is_offered_one_after_the_other(old: Session) -> None:
    old.journal.redate("1", Moment.decode("2023-01-01T10:00:00+09:00[Asia/Tokyo]"))
    old.journal.redate("1", Moment.decode("2022-01-01T10:00:00+05:00"))
    async with at_desk(old) as desk:
        await ask(desk)
        await desk.until(lambda: desk.app.screen.query_one("#as_before").display)
        await desk.pilot.click("#as_before")
        await desk.until(lambda: "1 January 2023, 10:00 · Asia/Tokyo" in said(desk))
        await desk.pilot.click("#as_before")
        await desk.until(lambda: "1 May 2024, 09:00 · Europe/Berlin" in said(desk))
        await desk.pilot.click("#set")
        await desk.on(MainScreen)
        assert now(old) == BERLIN


@acting
async def test_a_full_disk_says_so_and_keeps_what_was_typed(
    old: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise NotSaved("The disk is full, so nothing was saved.")

    async with at_desk(old) as desk:
        await ask(desk)
        await put(desk, "when", "2026-01-31 10:00")
        with monkeypatch.context() as patched:
            patched.setattr(Journal, "redate", full)
            await desk.press("enter")
            await desk.until(lambda: "The disk is full" in said(desk))
        assert line(desk, "when").value == "2026-01-31 10:00"
        assert now(old) == BERLIN
        await desk.press("enter")
        await desk.on(MainScreen)
        assert now(old).startswith("2026-01-31T10:00")


@acting
async def test_a_story_has_a_day_and_leaving_changes_nothing(filled: Session) -> None:
    story = make_story(filled)
    async with at_desk(filled, LARGE) as desk:
        assert desk.at == story.title
        await ask(desk)
        await desk.press("escape")
        await desk.on(MainScreen)
        await ask(desk)
        await desk.pilot.click("#back")
        await desk.on(MainScreen)
        assert filled.journal.get(story.id).written == story.written
        assert desk.said == []


@acting
async def test_setting_what_is_set_already_does_nothing(filled: Session) -> None:
    async with at_desk(filled) as desk:
        before = filled.vault.changes
        await ask(desk)
        await desk.press("enter")
        await desk.on(MainScreen)
        assert (desk.said, filled.vault.changes) == ([], before)


@acting
async def test_what_another_window_removed_meanwhile_gets_a_sentence(old: Session) -> None:
    async with at_desk(old) as desk:
        await ask(desk)
        old.journal.remove("1")
        await put(desk, "when", "2026-01-31 10:00")
        await desk.press("enter")
        await desk.until(lambda: said(desk) == "That entry was removed.")
        assert line(desk, "when").value == "2026-01-31 10:00"


@acting
async def test_what_is_removed_has_no_day_to_set(filled: Session) -> None:
    filled.journal.remove(titled(filled, "Panic on the 38").id)
    async with at_desk(filled) as desk:
        await desk.shelf("removed")
        await desk.press("W")
        assert isinstance(desk.app.screen, MainScreen)


@acting
async def test_it_fits_a_tiny_window(old: Session) -> None:
    async with at_desk(old, TINY) as desk:
        await ask(desk)
        await put(desk, "zone", "a")
        await desk.pilot.pause()
        assert "Set it" in desk.shown
