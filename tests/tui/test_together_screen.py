"""The screen of reading together: it asks once before it goes, covers the text, and ends by itself."""

from datetime import timedelta
from typing import Any

from textual.pilot import Pilot

from peerjournal.tui.reading_app import ReadingApp
from peerjournal.tui.safety import Ending
from peerjournal.tui.screens.help import HelpScreen
from peerjournal.tui.screens.together import ONLY_THIS
from peerjournal.tui.widgets.story_view import StoryView
from tests.conftest import StandingClock
from tests.tui.hostile import COMMANDS, HOSTILE
from tests.tui.pilot import acting, until
from tests.tui.together import CHOSEN, CHOSEN_WORDS


def reading(clock: StandingClock, ended: list[Ending], *bodies: str, locks: bool = True) -> ReadingApp:
    return ReadingApp(bodies, locks=locks, clock=clock, leave=ended.append)


def drawn(pilot: Pilot[Any]) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


@acting
async def test_esc_asks_once_and_can_be_taken_back(clock: StandingClock) -> None:
    ended: list[Ending] = []
    async with reading(clock, ended, CHOSEN).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: CHOSEN_WORDS in drawn(pilot))
        assert ONLY_THIS in drawn(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: "Esc once more ends it." in drawn(pilot))
        await pilot.press("r")
        await until(pilot, lambda: ONLY_THIS in drawn(pilot))
        assert ended == []
        await pilot.press("escape")
        await until(pilot, lambda: "Read on" in drawn(pilot))
        await pilot.click("#done")
        await until(pilot, lambda: ended == [Ending.LOCK])


@acting
async def test_p_covers_the_text_and_shows_it_where_it_was(clock: StandingClock) -> None:
    body = "\n\n".join(f"paragraph {number}" for number in range(99))
    async with reading(clock, [], body).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "paragraph 0" in drawn(pilot))
        await pilot.press("space")
        await until(pilot, lambda: "paragraph 0" not in drawn(pilot))
        before = drawn(pilot)
        await pilot.press("p")
        await until(pilot, lambda: "paragraph" not in drawn(pilot))
        assert ONLY_THIS in drawn(pilot)
        await pilot.press("p")
        await until(pilot, lambda: drawn(pilot) == before)
        await pilot.press("j")
        await until(pilot, lambda: drawn(pilot) != before)


@acting
async def test_idling_ends_it_whatever_lies_over_it(clock: StandingClock) -> None:
    ended: list[Ending] = []
    app = reading(clock, ended, CHOSEN)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        clock.now += timedelta(minutes=5)
        await pilot.press("a")
        await until(pilot, lambda: ended == [Ending.LOCK])


@acting
async def test_help_and_the_steady_card_lie_over_it_and_go_again(clock: StandingClock) -> None:
    ended: list[Ending] = []
    app = reading(clock, ended, CHOSEN)
    async with app.run_test(size=(80, 24)) as pilot:
        for keys in (("f1",), ("question_mark",), ("f1", "s", "escape")):
            await pilot.press(*keys)
            await until(pilot, lambda: isinstance(app.screen, HelpScreen))
            await pilot.press("escape")
            await until(pilot, lambda: CHOSEN_WORDS in drawn(pilot))
        assert ended == []


@acting
async def test_what_did_not_arrive_whole_is_said_and_one_key_ends_it(clock: StandingClock) -> None:
    ended: list[Ending] = []
    async with reading(clock, ended, locks=False).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "did not arrive whole" in drawn(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: ended == [Ending.COVER])


@acting
async def test_several_letters_stand_one_below_the_other(clock: StandingClock) -> None:
    async with reading(clock, [], "The first.", "The second.").run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "The second." in drawn(pilot))
        assert drawn(pilot).index("The first.") < drawn(pilot).index("The second.")


@acting
async def test_hostile_text_is_only_text(clock: StandingClock) -> None:
    async with reading(clock, [], f"{HOSTILE}\n\n# {HOSTILE}").run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "[/sigh]" in drawn(pilot))
        view = pilot.app.screen.query_one(StoryView)
        assert not COMMANDS.search("\n".join(view.render_line(y).text for y in range(20)).replace("\n", ""))


@acting
async def test_the_largest_letter_is_read_to_its_end(clock: StandingClock) -> None:
    body = "A line of it.\n\n" * (256 * 1024 // 15 - 2) + CHOSEN_WORDS
    async with reading(clock, [], body).run_test(size=(80, 24)) as pilot:
        view = pilot.app.screen.query_one(StoryView)
        await until(pilot, lambda: CHOSEN_WORDS in (view.rows[-1].text if view.rows else ""))
        await pilot.press("G")
        await until(pilot, lambda: CHOSEN_WORDS in drawn(pilot))


@acting
async def test_links_are_shown_and_never_opened(clock: StandingClock) -> None:
    async with reading(clock, [], "See [it](https://example.org/bridge).").run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "See" in drawn(pilot))
        await pilot.press("l")
        await until(pilot, lambda: "The links of this page" in drawn(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: ONLY_THIS in drawn(pilot))
