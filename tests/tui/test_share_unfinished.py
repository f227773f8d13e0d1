"""Sharing a story that has words only in a draft: its marks would be passed over, so it is kept first."""

from dataclasses import replace

import pytest

from peerjournal.journal import Story
from peerjournal.session import Session
from peerjournal.tui.screens.editor import EditorScreen
from peerjournal.tui.screens.share import ShareScreen
from peerjournal.tui.sealed import drafts_of
from peerjournal.tui.writing import Begun, Writing
from peerjournal.vault import Drafts
from tests.tui.pilot import acting
from tests.tui.sharing import seated, story

pytestmark = pytest.mark.usefixtures("met")
MARKED = "Budget day. [[I had my resignation written.]]"


def leave_marked(session: Session, told: Story) -> Drafts:
    """Leave a draft in which a story was marked, as locking leaves it, and return all there are."""
    sealed, now = drafts_of(session), Writing.of(told)
    name = sealed.new()
    sealed.keep(name, Begun(name, replace(now, body=MARKED), told.id, now).encode())
    return sealed


@acting
async def test_a_mark_that_is_only_in_a_draft_is_kept_before_anything_is_shared(sam: Session) -> None:
    """F3, fail-closed: what was marked just before the journal locked never leaves unmarked."""
    told = story(sam, "Budget day. I had my resignation written.")
    sealed = leave_marked(sam, told)
    async with seated(sam, ShareScreen(sam, [told])) as seat:
        await seat.step("person", "down", "enter")
        await seat.at("unfinished")
        await seat.sees("has changes that are only a draft.")
        await seat.click("#way-change")
        await seat.until(lambda: isinstance(seat.app.screen, EditorScreen))
        await seat.press("escape")
        await seat.at("before")
        assert not sealed.names()
        screen = seat.screen
        assert isinstance(screen, ShareScreen)
        assert [one.body for one in screen.stories_now()] == [MARKED]


@acting
async def test_keeping_it_to_oneself_leaves_the_draft_as_it_is(sam: Session) -> None:
    told = story(sam)
    sealed = leave_marked(sam, told)
    async with seated(sam, ShareScreen(sam, [told])) as seat:
        await seat.step("person", "down", "enter")
        await seat.at("unfinished")
        await seat.press("ctrl+n")
        await seat.until(lambda: not isinstance(seat.app.screen, ShareScreen))
        assert len(sealed.names()) == 1
