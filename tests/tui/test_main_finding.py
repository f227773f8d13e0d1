"""The main screen: the list narrows as one types, and never does anything else with the letters."""

import pytest

from peerjournal.session import Session
from peerjournal.tui.widgets.find_line import FindLine
from peerjournal.tui.widgets.sidebar import Sidebar
from tests.tui.desk import at_desk
from tests.tui.pilot import acting
from tests.tui.sample import leave_draft


@acting
async def test_the_list_narrows_to_what_is_typed_and_esc_shows_everything_again(filled: Session) -> None:
    async with at_desk(filled) as desk:
        await desk.find("ward")
        assert desk.titles == ["Night shift, again"]
        assert "1 found" in desk.shown
        await desk.press("escape")
        await desk.until(lambda: len(desk.titles) == 5)


@pytest.mark.parametrize(
    ("query", "count"),
    [("#walking", 2), ("from:2026-11-20", 2), ("-bridge", 4), ("kind:story", 0), ('"was full"', 2)],
)
@acting
async def test_the_search_line_knows_tags_dates_kinds_and_what_is_not_to_be_there(
    filled: Session, query: str, count: int
) -> None:
    async with at_desk(filled) as desk:
        await desk.find(query)
        assert len(desk.titles) == count


@acting
async def test_no_match_is_said_with_what_can_be_done(filled: Session) -> None:
    async with at_desk(filled) as desk:
        await desk.find("zeppelin")
        assert "Nothing matches that yet." in desk.shown
        assert "press Esc" in desk.shown


@acting
async def test_a_search_that_is_only_half_typed_leaves_the_list_as_it_was(filled: Session) -> None:
    async with at_desk(filled) as desk:
        await desk.press("slash")
        desk.main.query_one(FindLine).value = '"was fu'
        await desk.until(lambda: "A quotation mark" in desk.shown)
        assert len(desk.titles) == 5


@acting
async def test_what_is_looked_for_is_shown_on_the_page(filled: Session) -> None:
    async with at_desk(filled) as desk:
        await desk.find("ducks")
        page = desk.page
        await desk.until(lambda: any("hit" in run.looks for row in page.rows for run in row.runs))


@acting
async def test_letters_typed_into_the_search_line_do_nothing_else(filled: Session) -> None:
    async with at_desk(filled) as desk:
        await desk.press("slash", *"nesd?")
        assert desk.main.query_one(FindLine).value == "nesd?"
        assert desk.app.screen is desk.main
        assert all(key.split()[0] not in {"n", "e", "s", "/", "?"} for key in desk.keys)


@acting
async def test_a_tag_of_the_sidebar_lists_what_has_it(filled: Session) -> None:
    async with at_desk(filled) as desk:
        await desk.press("t")
        sidebar = desk.main.query_one(Sidebar)
        assert sidebar.has_focus
        await desk.press("enter")
        await desk.until(lambda: desk.titles == ["As far as the bridge", "Panic on the 38"])
        assert "#walking" in desk.shown.splitlines()[0]
        assert desk.rows.has_focus


@acting
async def test_each_further_letter_narrows_and_each_taken_away_widens(filled: Session) -> None:
    async with at_desk(filled) as desk:
        await desk.find("wa")
        assert len(desk.titles) == 4
        await desk.find("war")
        assert desk.titles == ["Night shift, again"]
        await desk.find("wa")
        assert len(desk.titles) == 4
        await desk.find("-wa")
        assert desk.titles == ["The letter I did not send"]


@acting
async def test_a_search_stays_while_one_goes_from_shelf_to_shelf(filled: Session) -> None:
    leave_draft(filled, "Begun on the bus", "not yet")
    async with at_desk(filled) as desk:
        await desk.find("bus")
        assert desk.titles == ["Panic on the 38"]
        await desk.press("enter")
        await desk.shelf("drafts")
        await desk.until(lambda: desk.titles == ["Begun on the bus"])


@acting
async def test_esc_leads_from_a_shelf_to_everything_where_nothing_is_looked_for(filled: Session) -> None:
    async with at_desk(filled) as desk:
        await desk.shelf("drafts")
        assert not desk.titles
        await desk.press("escape")
        await desk.until(lambda: len(desk.titles) == 5)


@acting
async def test_what_is_written_at_another_shelf_is_there_once_it_is_kept(filled: Session) -> None:
    async with at_desk(filled) as desk:
        await desk.shelf("drafts")
        await desk.press("n")
        await desk.until(lambda: desk.app.screen is not desk.main)
        await desk.press(*"Rain", "escape")
        await desk.until(lambda: desk.at == "Rain")
        assert len(desk.titles) == 6


@acting
async def test_the_menu_leads_to_the_drafts(filled: Session) -> None:
    leave_draft(filled, "Half", "Half a thing")
    async with at_desk(filled) as desk:
        await desk.app.run_action("drafts", desk.main)
        assert desk.titles == ["Half"]
