"""A way in, in the app: one prompt at a time, all of it kept while one writes, and nothing of ours in it."""

from pathlib import Path

from textual.widgets import ProgressBar

from peerjournal.journal import STANDS, Story, guides
from peerjournal.session import Session
from peerjournal.tui.screens.editor import EditorScreen
from peerjournal.tui.screens.main import MainScreen
from peerjournal.tui.screens.way_in import WayInScreen
from peerjournal.tui.sealed import drafts_of
from peerjournal.tui.widgets.choices import Choices
from tests.tui.along import chosen, only, prompted, skipped_to_end
from tests.tui.desk import at_desk
from tests.tui.pilot import acting
from tests.tui.sharing import Seat, seated

BOTTOM = ["Skip", "Back", "Stop here (saved)"]
TODAY = guides().get("just-today")


# Choosing.


@acting
async def test_a_blank_page_is_always_the_first(session: Session) -> None:
    """F1: a blank page is always option one."""
    async with seated(session, WayInScreen(session)) as seat:
        await seat.at("choose")
        choices = seat.screen.query_one(Choices)
        assert [choice.key for choice in choices._choices] == [
            "blank page",
            *(guide.id for guide in guides().all),
        ]
        await seat.press("enter")
        await seat.on(EditorScreen)


@acting
async def test_one_of_ones_own_is_offered_and_a_broken_one_is_told(
    session: Session, own_settings: Path
) -> None:
    folder = own_settings.parent / "ways-in"
    folder.mkdir(parents=True)
    (folder / "sundays.toml").write_text(f'title = """{"[/b]"}Sundays"""\nprompts = ["What [was] slow?"]')
    (folder / "broken.toml").write_text("title =")
    async with seated(session, WayInScreen(session), size=(120, 36)) as seat:
        await seat.sees("[/b]Sundays")
        await seat.sees("\u201cbroken\u201d can't be read")
        await chosen(seat, "sundays")
        await prompted(seat, 0)
        await seat.sees("What [was] slow?")


# One prompt at a time.


@acting
async def test_one_prompt_stands_there_with_the_same_three_ways(session: Session) -> None:
    """F1: one prompt at a time, all reachable, no bar, no percent, no count; the bottom line as agreed."""
    async with seated(session, WayInScreen(session, "just-today")) as seat:
        for place, prompt in enumerate(TODAY.prompts):
            await prompted(seat, place)
            await seat.sees(prompt.text)
            others = {one.text for one in TODAY.prompts} - {prompt.text}
            assert not any(one in seat.shown() for one in others)
            assert seat.ways() == BOTTOM
            assert not seat.screen.query(ProgressBar)
            assert not any(sign in seat.shown() for sign in ("%", " of 4", "1/4", "words"))
            await seat.press("ctrl+s")
        await seat.at("end")
        for place in reversed(range(len(TODAY.prompts))):
            await seat.press("escape")
            await prompted(seat, place)


@acting
async def test_the_way_on_says_what_it_does(session: Session) -> None:
    async with seated(session, WayInScreen(session, "just-today")) as seat:
        await prompted(seat, 0)
        seat.put("Grey.")
        await seat.until(lambda: seat.ways() == ["Go on", *BOTTOM[1:]])
        await seat.click("#way-on")
        await prompted(seat, 1)
        await seat.click("#way-back")
        await prompted(seat, 0)
        assert seat.screen.step.text == "Grey."  # type: ignore[attr-defined] # a step of this screen


@acting
async def test_answers_become_an_entry_and_nothing_of_ours_is_in_it(session: Session) -> None:
    """F1: answers become paragraphs, in order; a skipped prompt leaves nothing behind."""
    async with seated(session, WayInScreen(session)) as seat:
        await seat.at("choose")
        await chosen(seat, "just-today")
        await prompted(seat, 0)
        seat.put("Grey.")
        await seat.press("ctrl+s")
        await prompted(seat, 1)
        await seat.press("ctrl+s")
        await prompted(seat, 2)
        seat.put("The dog.\n\nAnd the bus.")
        await seat.press("ctrl+s")
        await prompted(seat, 3)
        await seat.press("ctrl+s")
        await seat.at("end")
        await seat.press("enter")
        await seat.until(session.journal.list)
    piece = only(session)
    assert (piece.kind, piece.title, piece.body) == ("entry", "", "Grey.\n\nThe dog.\n\nAnd the bus.")
    assert drafts_of(session).names() == []


@acting
async def test_a_question_is_kept_only_where_somebody_keeps_it(session: Session) -> None:
    async with seated(session, WayInScreen(session, "just-today")) as seat:
        for place, text in enumerate(("Grey.", "Work.")):
            await prompted(seat, place)
            seat.put(text)
            await seat.press("f4")
            await seat.sees("The question stays above your words.")
            if not place:
                await seat.press("f4")
            await seat.press("ctrl+s")
        for place in (2, 3):
            await prompted(seat, place)
            await seat.press("ctrl+s")
        await seat.at("end")
        await seat.press("enter")
        await seat.until(session.journal.list)
    assert only(session).body == "Grey.\n\n## What took up the most room today?\n\nWork."


@acting
async def test_skipping_everything_keeps_nothing(session: Session) -> None:
    async with seated(session, WayInScreen(session, "just-today")) as seat:
        await skipped_to_end(seat)
        await seat.sees("Nothing was written, and that is fine.")
        assert seat.ways() == ["Back", "Close"]
        await seat.press("enter")
        await seat.until(lambda: not isinstance(seat.screen, WayInScreen))
    assert session.journal.list() == []
    assert drafts_of(session).names() == []


# What it becomes.


@acting
async def test_some_may_begin_a_story_and_for_me_comes_first(session: Session) -> None:
    async with seated(session, WayInScreen(session)) as seat:
        await seat.at("choose")
        await chosen(seat, "walked-this-path")
        await seat.at("whom")
        assert seat.screen.query_one(Choices).key == "entry"
        await seat.press("down", "enter")
        for place in range(4):
            await prompted(seat, place)
            seat.put(f"Part {place}.")
            await seat.press("ctrl+s")
        await prompted(seat, 4)
        for stands in STANDS:
            await seat.sees(stands)
        await seat.press("tab", "down", "enter", "ctrl+s")
        await prompted(seat, 5)
        await seat.press("ctrl+s")
        await seat.at("end")
        await seat.press("enter")
        await seat.until(session.journal.list)
    story = only(session)
    assert isinstance(story, Story)
    assert (story.stands, story.body) == (STANDS[0], "Part 0.\n\nPart 1.\n\nPart 2.\n\nPart 3.")


@acting
async def test_where_it_stands_is_asked_only_of_a_story_and_never_needed(session: Session) -> None:
    async with seated(session, WayInScreen(session, "walked-this-path")) as seat:
        for place in range(5):
            await prompted(seat, place)
            assert STANDS[1] not in seat.shown()
            await seat.press("ctrl+s")


@acting
async def test_it_opens_in_the_editor(session: Session) -> None:
    async with at_desk(session) as desk:
        await desk.press("w")
        await desk.on(WayInScreen)
        seat = Seat(desk.pilot, desk.app)
        await chosen(seat, "just-today")
        await prompted(seat, 0)
        seat.put("Grey.")
        for place in range(4):
            await prompted(seat, place)
            await desk.press("ctrl+s")
        await seat.at("end")
        await chosen(seat, "edit")
        await desk.on(EditorScreen)
        await desk.press("ctrl+end", "x", "escape")
        await desk.on(MainScreen)
        await desk.until(lambda: desk.at == "Grey.x")
    assert only(session).body == "Grey.x"
    assert drafts_of(session).names() == []


@acting
async def test_the_blank_page_is_the_editor_and_esc_there_goes_back_to_the_journal(session: Session) -> None:
    async with at_desk(session) as desk:
        await desk.press("w")
        await desk.on(WayInScreen)
        await desk.press("enter")
        await desk.on(EditorScreen)
        await desk.press("h", "i", "escape")
        await desk.on(MainScreen)
        await desk.until(lambda: desk.at == "hi")


@acting
async def test_a_small_good_thing_may_go_to_the_shelf(session: Session) -> None:
    """F1, F13: the last prompt offers it, and only what is chosen goes there."""
    async with seated(session, WayInScreen(session, "small-good-thing")) as seat:
        await prompted(seat, 0)
        seat.put("A heron.\n\nOn the bank.")
        await seat.press("ctrl+s")
        await prompted(seat, 1)
        await seat.press("ctrl+s")
        await prompted(seat, 2)
        assert seat.screen.query_one(Choices).key == "on"
        assert session.shelf.lines() == []
        await chosen(seat, "line 1")
        await seat.at("end")
        await seat.press("enter")
        await seat.until(session.journal.list)
    assert [line.text for line in session.shelf.lines()] == ["On the bank."]
    assert only(session).body == "A heron.\n\nOn the bank."


@acting
async def test_not_now_puts_nothing_on_the_shelf(session: Session) -> None:
    async with seated(session, WayInScreen(session, "small-good-thing")) as seat:
        await prompted(seat, 0)
        seat.put("A heron.")
        await seat.press("ctrl+s", "ctrl+s")
        await prompted(seat, 2)
        await seat.press("enter")
        await seat.at("end")
    assert session.shelf.lines() == []


@acting
async def test_the_line_about_medicines_stands_below_each_prompt_and_in_no_text(session: Session) -> None:
    """F2: the fixed line of T3 and T9."""
    async with seated(session, WayInScreen(session, "one-stretch")) as seat:
        for place in range(4):
            await prompted(seat, place)
            await seat.sees("Bodies differ. For medicines, or stopping alcohol or drugs")
            seat.put("x")
            await seat.press("ctrl+s")
        await seat.at("end")
        await seat.press("enter")
        await seat.until(session.journal.list)
    assert only(session).body == "x\n\nx\n\nx\n\nx"
