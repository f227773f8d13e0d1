"""What is typed before a screen can take it: nothing of it is lost, and nothing goes elsewhere."""

import pytest
from textual import events
from textual.screen import Screen

from peerjournal.session import Session
from peerjournal.tui.early import Early
from peerjournal.tui.screens.editor import EditorScreen
from peerjournal.tui.screens.help import HelpScreen
from peerjournal.tui.widgets.page import Page
from tests.tui.desk import Desk, at_desk
from tests.tui.pilot import acting


def burst(desk: Desk, *keys: str) -> None:
    """Type faster than anything can be laid out: all of it is waiting before the first key does anything."""
    for key in keys:
        desk.app.post_message(events.Key(key, key if len(key) == 1 else None))


@acting
async def test_what_is_typed_right_after_the_key_that_opens_the_page_stands_on_it(session: Session) -> None:
    async with at_desk(session) as desk:
        burst(desk, "n", *"dandelion")
        desk.app.post_message(events.Paste(" clock"))
        await desk.on(EditorScreen)
        await desk.until(lambda: desk.app.screen.query_one(Page).text == "dandelion clock")
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.main)
        assert [piece.body for piece in session.journal.list()] == ["dandelion clock"]


@acting
async def test_what_is_typed_just_before_saving_is_saved(session: Session) -> None:
    async with at_desk(session) as desk:
        await desk.press("n")
        await desk.on(EditorScreen)
        burst(desk, *"dandelion", "ctrl+s")
        await desk.until(lambda: [piece.body for piece in session.journal.list()] == ["dandelion"])


@pytest.mark.parametrize("key", ["f1", "ctrl+g"])
@acting
async def test_help_never_waits(session: Session, key: str) -> None:
    async with at_desk(session) as desk:
        burst(desk, "n", "a", key)
        await desk.on(HelpScreen)


def test_what_was_meant_for_a_screen_that_is_gone_goes_to_no_other() -> None:
    first, gone, last = Screen[None](), Screen[None](), Screen[None]()
    early = Early()
    assert not early.holds(events.Key("a", "a"), first), "nothing waits for the first screen"
    assert early.release(first, first) == []
    assert early.holds(events.Key("a", "a"), gone)
    assert early.holds(events.Key("enter", None), gone), "what follows a letter stays behind it"
    assert not early.holds(events.Key("f9", None), gone)
    assert early.release(gone, last) == []
    assert early.release(last, last) == []


def test_it_comes_in_the_order_in_which_it_was_typed() -> None:
    first, new = Screen[None](), Screen[None]()
    early = Early()
    early.release(first, first)
    keys = [events.Key(key, key) for key in "abc"]
    for at, key in enumerate(keys):
        key.time = float(at)
    for key in (keys[1], keys[2], keys[0]):
        assert early.holds(key, new)
    assert [one.key for one in early.release(new, new) if isinstance(one, events.Key)] == ["a", "b", "c"]
