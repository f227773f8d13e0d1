"""Earlier versions in the app: which there are, what each says, what differs, and bringing one back."""

from datetime import date

import pytest
from textual.widgets import Button, Static

from peerjournal import vault as vaults
from peerjournal.errors import JournalDamaged
from peerjournal.journal import Draft, Journal, Outcome, Piece, Tool
from peerjournal.session import Session
from peerjournal.tui import commands
from peerjournal.tui.screens.main import MainScreen
from peerjournal.tui.screens.versions import VersionsScreen
from peerjournal.tui.widgets.choices import Choices
from peerjournal.tui.widgets.exact_page import ExactPage
from peerjournal.tui.widgets.story_view import StoryView
from peerjournal.tui.widgets.version_words import BREAKS_ONLY, SAME, backup_of, differing, when_of
from tests.conftest import StandingClock
from tests.tui.desk import LARGE, SMALL, TINY, Desk, at_desk
from tests.tui.hostile import COMMANDS, HOSTILE
from tests.tui.pilot import acting

FIRST, SECOND, THIRD = "I went out.\nIt rained.", "I went out.\nIt poured.", "I stayed in.\nIt poured."
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE, TINY])


def written(session: Session, clock: StandingClock, *bodies: str, title: str = "A walk") -> Piece:
    """Write something, and change it on each of the next days."""
    piece = session.journal.add(Draft(title, bodies[0]))
    for body in bodies[1:]:
        clock.move(days=1)
        piece = session.journal.edit(piece.id, body=body)
    return piece


def rows(desk: Desk) -> list[str]:
    choices = desk.app.screen.query_one("#rows", Choices)
    return [f"{one.label} | {one.detail}" for one in choices._choices]


def quiet(desk: Desk) -> str:
    return str(desk.app.screen.query_one("#quiet", Static).content)


def page(desk: Desk) -> str:
    return desk.app.screen.query_one("#page", StoryView).reading.body


async def opened(desk: Desk, *keys: str) -> VersionsScreen:
    """Open the versions of what is highlighted, and wait until all was read."""
    await desk.press(*(keys or ("v",)))
    await desk.on(VersionsScreen)
    screen = desk.app.screen
    assert isinstance(screen, VersionsScreen)
    await desk.until(lambda: screen.looked)
    await desk.pilot.pause()
    return screen


@SIZES
@acting
async def test_versions_are_listed_and_one_is_brought_back_by_keys(
    session: Session, clock: StandingClock, size: tuple[int, int]
) -> None:
    piece = written(session, clock, FIRST, SECOND, THIRD)
    async with at_desk(session, size) as desk:
        await opened(desk)
        assert rows(desk) == [
            "Today, 9:00 | on this device · shown now",
            "Yesterday, 9:00 | on this device",
            "Saturday, 9:00 | on this device",
        ]
        # The one of now is on the screen behind; one begins with the one before it.
        assert page(desk) == SECOND
        await desk.press("down")
        assert page(desk) == FIRST
        assert "It rained." in desk.shown
        await desk.press("b")
        await desk.on(MainScreen)
        await desk.until(lambda: desk.page.reading.body == FIRST)
        assert any("That version is back." in said for said in desk.said)
        assert session.journal.get(piece.id).body == FIRST
        await desk.press("u")
        await desk.until(lambda: desk.page.reading.body == THIRD)
        assert {one.piece.body for one in session.journal.versions(piece.id)} == {FIRST, SECOND, THIRD}


@SIZES
@acting
async def test_one_is_brought_back_by_the_mouse_alone(
    session: Session, clock: StandingClock, size: tuple[int, int]
) -> None:
    piece = written(session, clock, FIRST, SECOND)
    async with at_desk(session, size) as desk:
        menu = {entry.title: entry for entry in commands.entries(desk.main)}
        await menu["Earlier versions"].run()
        await desk.on(VersionsScreen)
        await desk.until(lambda: not desk.app.screen.query_one("#bring_back", Button).disabled)
        await desk.pilot.pause()
        assert await desk.pilot.click("#differences")
        await desk.pilot.pause()
        assert "- It rained." in desk.shown
        assert await desk.pilot.click("#bring_back")
        await desk.on(MainScreen)
        await desk.until(lambda: session.journal.get(piece.id).body == FIRST)


@acting
async def test_what_differs_is_said_with_signs_and_not_only_in_color(
    session: Session, clock: StandingClock
) -> None:
    written(session, clock, FIRST, SECOND)
    async with at_desk(session) as desk:
        await opened(desk)
        await desk.press("c")
        differs = desk.app.screen.query_one("#differs", ExactPage)
        assert "- It rained.\n+ It poured." in differs.text
        assert "begins with -" in quiet(desk)
        await desk.press("c")
        assert not differs.display
        assert "begins with -" not in quiet(desk)


@acting
async def test_what_is_shown_now_can_not_be_brought_back(session: Session, clock: StandingClock) -> None:
    written(session, clock, FIRST, SECOND)
    async with at_desk(session) as desk:
        screen = await opened(desk)
        await desk.press("up")
        assert page(desk) == SECOND
        assert screen.query_one("#bring_back", Button).disabled
        await desk.press("b", "c")
        assert desk.app.screen is screen


@acting
async def test_where_there_is_only_one_it_says_so(session: Session, clock: StandingClock) -> None:
    written(session, clock, FIRST)
    async with at_desk(session) as desk:
        await opened(desk)
        assert "There is no earlier version" in quiet(desk)
        await desk.press("escape")
        await desk.on(MainScreen)


@acting
async def test_something_removed_comes_back_as_it_was_then(session: Session, clock: StandingClock) -> None:
    piece = written(session, clock, FIRST, SECOND)
    session.journal.remove(piece.id)
    async with at_desk(session) as desk:
        await desk.shelf("removed")
        screen = await opened(desk)
        assert "as it was when it was removed" in rows(desk)[0]
        assert screen.version is not None
        assert screen.version.piece.body == FIRST
        await desk.press("b")
        await desk.on(MainScreen)
        await desk.until(lambda: [one.body for one in session.journal.list()] == [FIRST])
        await desk.press("u")
        await desk.until(lambda: session.journal.list() == [])
        assert [one.body for one in session.journal.removed()] == [SECOND]


@acting
async def test_what_was_removed_comes_back_as_it_is_too(session: Session, clock: StandingClock) -> None:
    piece = written(session, clock, FIRST)
    clock.move(days=1)
    session.journal.remove(piece.id)
    async with at_desk(session) as desk:
        await desk.shelf("removed")
        await opened(desk)
        await desk.press("b")
        await desk.on(MainScreen)
        await desk.until(lambda: [one.body for one in session.journal.list()] == [FIRST])


@acting
async def test_a_backup_lends_what_the_journal_no_longer_has(session: Session, clock: StandingClock) -> None:
    """What only a backup has is found there, and which one is said in words."""
    piece = written(session, clock, FIRST)
    session.vault.state()
    session.back_up()
    clock.move(days=1)
    session.journal.edit(piece.id, body=SECOND)
    vaults.compact(session.vault)
    async with at_desk(session, LARGE) as desk:
        await opened(desk)
        assert rows(desk)[1] == "Yesterday, 9:00 | on this device · from the backup of 21 November"
        await desk.press("b")
        await desk.on(MainScreen)
        await desk.until(lambda: session.journal.get(piece.id).body == FIRST)


@acting
async def test_those_in_the_journal_stand_there_before_the_backups_were_read(
    session: Session, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(session, clock, FIRST, SECOND)
    asked: list[bool] = []
    real = Journal.versions

    def slow(self: Journal, ref: str, *, backups: bool = True, progress: object = None) -> object:
        asked.append(backups)
        if backups:
            assert callable(progress)
            progress(37, 100)
            raise JournalDamaged("The disk would not read a backup.")
        return real(self, ref, backups=backups)

    monkeypatch.setattr(Journal, "versions", slow)
    async with at_desk(session) as desk:
        await opened(desk)
        assert asked == [False, True]
        assert len(rows(desk)) == 2
        about = str(desk.app.screen.query_one("#about", Static).content)
        assert "Not every backup could be read" in about
        assert "The disk would not read a backup." in about


@pytest.mark.parametrize("how", ["left", "stopped"])
@acting
async def test_leaving_and_locking_end_the_reading_of_backups(
    session: Session, clock: StandingClock, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    written(session, clock, FIRST, SECOND)
    real = Journal.versions

    def endless(self: Journal, ref: str, *, backups: bool = True, progress: object = None) -> object:
        while backups:
            assert callable(progress)
            progress(1, 100)
        return real(self, ref, backups=backups)

    monkeypatch.setattr(Journal, "versions", endless)
    async with at_desk(session) as desk:
        await desk.press("v")
        await desk.on(VersionsScreen)
        await desk.until(lambda: "Looking in the backups too" in quiet(desk))
        if how == "left":
            await desk.press("escape")
            await desk.on(MainScreen)
        else:
            screen = desk.app.screen
            assert isinstance(screen, VersionsScreen)
            screen.stop_work()
        await desk.until(lambda: not [one for one in desk.app.workers if one.is_running])


@acting
async def test_hostile_text_in_a_version_is_only_text(session: Session, clock: StandingClock) -> None:
    written(session, clock, HOSTILE, SECOND, title=HOSTILE)
    async with at_desk(session) as desk:
        await opened(desk)
        await desk.press("c", "c")
        assert isinstance(desk.app.screen, VersionsScreen)
        assert not COMMANDS.search(desk.shown)


# Words.


def test_when_and_where_are_said_in_words(clock: StandingClock) -> None:
    now = clock()
    clock.move(days=-400)
    assert when_of(now, now) == "today, 9:00"
    assert when_of(clock(), now) == "17 Oct 2025, 9:00"
    assert backup_of(date(2026, 11, 21), now.date()) == "from the backup of 21 November"
    assert backup_of(date(2025, 1, 2), now.date()) == "from the backup of 2 January 2025"


def test_a_changed_word_shows_one_sentence_twice_and_not_the_whole_text(session: Session) -> None:
    old = session.journal.add(Draft("A walk", "It was cold. I went out. Nobody saw.", ("walking",)))
    new = session.journal.edit(old.id, body="It was cold. I ran out. Nobody saw.")
    assert differing(old, old) == SAME
    told = differing(old, new).split("\n")
    assert told == ["  It was cold.", "- I went out.", "+ I ran out.", "  Nobody saw."]
    again = session.journal.edit(old.id, body="It was cold.\n\nI ran out. Nobody saw.")
    assert differing(new, again) == BREAKS_ONLY
    assert differing(new, session.journal.edit(old.id, tags=("garden",))).startswith("  A walk\n- #walking")


def test_what_a_story_holds_besides_its_text_counts_as_well(session: Session) -> None:
    old = session.journal.add(Draft("The stairwell", "I sat down.", kind="story"))
    tool = Tool("Breathing out slowly.", Outcome.HELPED)
    new = session.journal.edit(old.id, tools=[tool], stands="looking back")
    told = differing(old, new)
    assert "+ looking back" in told
    assert "Breathing out slowly." in told
