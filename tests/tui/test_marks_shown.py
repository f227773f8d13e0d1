"""Marks in the app: shown as words, folded, explained, and a way to the one that can't be read."""

from typing import Any

from textual.widgets import Button

from peerjournal.journal import ContentNote, Draft, Light, Outcome, Story, Tool
from peerjournal.letters import compose, new_letter_id, preview
from peerjournal.session import Session
from peerjournal.tui.begun import Begun
from peerjournal.tui.screens.about_story import AboutStoryScreen
from peerjournal.tui.screens.content_note import ContentNoteScreen
from peerjournal.tui.screens.marks import MarksScreen
from peerjournal.tui.screens.stands import StandsScreen
from peerjournal.tui.screens.tools import ToolsScreen
from peerjournal.tui.widgets.choices import Choices
from peerjournal.tui.widgets.preview import Preview
from peerjournal.tui.widgets.sheet import GO_WITH_IT
from tests.conftest import StandingClock
from tests.tui.desk import LARGE, at_desk
from tests.tui.pilot import acting
from tests.tui.writing_stage import writing

BODY = (
    "Out. [[His letter.]] I went.\n\n:careful\nThird floor.\n:end\n\n:mine\nHis road.\n:end\n\n"
    "Then the kettle."
)
TOOLS = (
    Tool("a walk [[with Maya]] first", Outcome.HELPED, light=Light.OPEN),
    Tool("the late bus", Outcome.DIDNT),
    Tool("his number", Outcome.DEPENDS, light=Light.MINE),
)
STAYS = "1 passage stays with you"


def whole_story(session: Session, body: str = BODY) -> Story:
    piece = session.journal.add(Draft("The stairs", body, ("stairs",), kind="story"))
    note = ContentNote(("panic or crisis",), ends="steady")
    kept = session.journal.edit(piece.id, tools=TOOLS, stands="coming through", content_note=note)
    assert isinstance(kept, Story)
    return kept


# In the reader.


@acting
async def test_the_reader_shows_what_a_story_has_in_its_place_and_its_lights_as_words(
    session: Session,
) -> None:
    """F3: always shown as words, never colour alone; F1, F2, F4: what a story has stands in its place."""
    whole_story(session)
    async with at_desk(session, LARGE) as desk:
        shown = desk.shown
        parts = [
            "a story · coming through", "About: panic or crisis (mentioned). Ends steady.",
            "[mine: His letter.]",
            "careful Third floor.", "mine His road.", "What helped me: a walk [mine: with Maya] first",
            "careful What didn't help me: the late bus", "mine It depends: his number",
        ]  # fmt: skip
        assert [shown.index(one) for one in parts] == sorted(shown.index(one) for one in parts)


@acting
async def test_marked_passages_fold_by_one_key_from_list_and_page_and_are_told_in_words(
    session: Session,
) -> None:
    """F3: folding is only how it looks."""
    piece = whole_story(session)
    async with at_desk(session, LARGE) as desk:
        for keys in (("m",), ("m", "3", "m")):
            await desk.press(*keys)
            await desk.until(lambda: "His road" not in desk.shown)
            assert f"Out. [{STAYS}] I went." in desk.shown
            assert f"mine {STAYS}" in desk.shown
            assert "careful 1 passage, asked about each time" in desk.shown
            for word in ("His letter", "Third floor", "with Maya", "the late bus", "his number"):
                assert word not in desk.shown
        assert "m Fold" in desk.keys
    assert session.journal.get(piece.id) == piece


@acting
async def test_where_nothing_is_marked_there_is_nothing_to_fold(session: Session) -> None:
    session.journal.add(Draft("Plain", "Nothing is marked."))
    async with at_desk(session) as desk:
        await desk.press("3", "m")
        assert "m Fold" not in desk.keys


# In the editor.


@acting
async def test_the_place_one_is_at_is_told_in_words(session: Session, clock: StandingClock) -> None:
    """F3: also where the line that says so is out of sight."""
    async with writing(session, clock, whole_story(session)) as stage:
        for line, column, said in (
            (0, 0, ""),
            (0, 9, "here: mine"),
            (3, 2, "here: careful"),
            (7, 0, "here: mine"),
        ):
            stage.page.move_cursor((line, column))
            await stage.pilot.pause()
            assert ("here:" in stage.shown()) == bool(said)
            assert said in stage.shown()


@acting
async def test_the_mark_that_can_not_be_read_is_named_and_there_is_a_way_to_it(
    session: Session, clock: StandingClock
) -> None:
    """F3: a malformed mark is named by its line."""
    async with writing(session, clock) as stage:
        await stage.write("one\n:mine\ntwo\n\nthree")
        await stage.until(lambda: "line 2" in stage.note("mark"))
        assert stage.page.cursor_location == (4, 5)
        await stage.pilot.click("#go")
        await stage.until(lambda: stage.page.cursor_location == (1, 0))
        assert stage.page.has_focus
        stage.page.move_cursor((4, 0))
        stage.editor.action_go_to_mark()
        assert stage.page.cursor_location == (1, 0)
        await stage.write(":end\n")
        stage.page.put("one")
        stage.editor.action_go_to_mark()
        assert "can be read" in stage.note("told")
        await stage.pilot.pause()
        assert not stage.editor.query_one("#go", Button).region


@acting
async def test_what_the_marks_do_tells_where_they_stand_and_leads_there(
    session: Session, clock: StandingClock
) -> None:
    story = whole_story(session, f"{BODY}\n\n:careful\nnever closed")
    async with writing(session, clock, story) as stage:
        stage.editor.action_marks_help()
        await stage.until(lambda: bool(stage.app.screen.query(Choices)))
        assert isinstance(stage.app.screen, MarksScreen)
        listed = stage.app.screen.query_one(Choices)
        await stage.until(lambda: listed.has_focus)
        assert [(one.label, one.detail) for one in listed._choices[:3]] == [
            ("Line 1 · mine", "His letter."),
            ("Line 3 · careful", "Third floor."),
            ("Line 7 · mine", "His road."),
        ]
        assert listed._choices[3].label == "Line 13 · can't be read"
        await stage.press("end", "enter")
        await stage.until(lambda: stage.editor.is_active)
        assert stage.page.cursor_location == (12, 0)


@acting
async def test_the_preview_of_a_story_is_the_text_of_its_letter(
    session: Session, clock: StandingClock
) -> None:
    """F3, F8: what the preview shows is what would leave, note and tools included."""
    story = whole_story(session)
    leaves = preview(story)
    letter = compose([story], new_letter_id()).ready()
    assert letter.texts("story") == [leaves[leaves.index("# The stairs") :]]
    assert letter.texts("content_note")[0] == leaves.split("\n\n")[0]
    async with writing(session, clock, story, size=LARGE) as stage:
        await stage.press("f4")
        view = stage.editor.query_one(Preview)
        assert view.reading.body == leaves
        assert not view.reading.marks
        shown = "".join(row.text for row in view.rows)
        for word in ("His letter", "Third floor", "His road", "Maya", "late bus", "his number"):
            assert word not in shown
        await stage.write("Newly. ")
        await stage.until(lambda: "Newly. Out." in view.reading.body)


@acting
async def test_the_tags_of_a_story_are_said_to_go_with_it(session: Session, clock: StandingClock) -> None:
    async with writing(session, clock, whole_story(session)) as stage:
        assert GO_WITH_IT not in stage.shown()
        await stage.press("f5")
        await stage.until(lambda: GO_WITH_IT in stage.shown())
        await stage.press("down")
        await stage.until(lambda: GO_WITH_IT not in stage.shown())
    async with writing(session, clock) as stage:
        await stage.press("f5")
        assert GO_WITH_IT not in stage.shown()


# The ways to what a story has besides its text.


@acting
async def test_the_editor_of_a_story_leads_to_what_it_has_besides_its_text(
    session: Session, clock: StandingClock
) -> None:
    async with writing(session, clock, whole_story(session), size=LARGE) as stage:
        await stage.press("f4", "f3")
        await stage.until(lambda: isinstance(stage.app.screen, AboutStoryScreen))
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.app.screen, StandsScreen))
        await stage.press("down", "enter")
        await stage.until(lambda: isinstance(stage.app.screen, AboutStoryScreen))
        await stage.settle()
        await stage.press("escape")
        await stage.until(lambda: stage.editor.is_active)
        view = stage.editor.query_one(Preview)
        await stage.until(lambda: "Where it stands: looking back" in view.reading.body)
        await stage.write("More. ")
        await stage.press("escape")
        piece = await stage.done()
        assert isinstance(piece, Story)
        assert (piece.stands, piece.tools, piece.body) == ("looking back", TOOLS, f"More. {BODY}")


@acting
async def test_an_entry_has_none_of_it(session: Session, clock: StandingClock) -> None:
    async with writing(session, clock, session.journal.add(Draft("An entry", "Words."))) as stage:
        await stage.press("f3")
        await stage.settle()
        assert stage.editor.is_active


@acting
async def test_the_list_leads_to_it_by_a_key_and_a_draft_of_it_is_gone_on_with(session: Session) -> None:
    story = whole_story(session)
    async with at_desk(session) as desk:
        assert "a About it" in desk.keys
        await desk.press("a")
        await desk.on(AboutStoryScreen)
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.main)
    begun: dict[str, tuple[type[Any], dict[str, Any]]] = {
        "stands": (StandsScreen, {}),
        "tool": (ToolsScreen, {"part": "tried", "tool": Tool("a bath").to_doc(), "old": None}),
        "content note": (ContentNoteScreen, {"part": "skip", "note": ContentNote(skip_hint="it").to_doc()}),
    }
    for kind, (screen, fields) in begun.items():
        draft = Begun(session, kind, story.id)
        draft.keep(title=f"Begun: {kind}", body="some words", **fields)
        async with at_desk(session) as desk:
            await desk.shelf("drafts")
            assert desk.titles == [f"Begun: {kind}"]
            await desk.press("enter")
            await desk.on(screen)
        draft.forget()
