"""A story with what it can have besides its text, for tests of the screens that ask for it."""

from typing import Any

import pytest

from peerjournal.errors import NotSaved
from peerjournal.journal import (
    Journal,
    Light,
    Outcome,
    Story,
    Tool,
)
from peerjournal.session import Session
from peerjournal.tui.begun import Begun
from peerjournal.tui.screens.about_story import AboutStoryScreen
from peerjournal.tui.screens.of_story import OfStoryScreen
from tests.tui.sharing import Seat, story

WALK = Tool("a walk before the call", Outcome.HELPED, "evenings", "easier with a garden", light=Light.OPEN)
BOSS = Tool("telling my boss on a Monday", Outcome.DIDNT)
STAIRS = Tool("counting stairs", Outcome.DEPENDS, light=Light.MINE)
APP = Tool("the app my sister sent")
ELSE = "something else"
ALL = (WALK, BOSS, STAIRS, APP)


def now(session: Session, piece: Story) -> Story:
    found = session.journal.get(piece.id)
    assert isinstance(found, Story)
    return found


def with_tools(session: Session, *tools: Tool) -> Story:
    return now(session, session.journal.edit(story(session).id, tools=tools))  # type: ignore[arg-type] # it is one


async def tick_else(seat: Seat) -> None:
    """Tick the last but one of the topics, which has to be scrolled to."""
    await seat.press("end", "up", "space")
    await seat.sees(f"[x] {ELSE}")


async def left(seat: Seat) -> None:
    await seat.until(lambda: not isinstance(seat.screen, OfStoryScreen | AboutStoryScreen), "left")


def refuse(monkeypatch: pytest.MonkeyPatch, *, draft: bool = False) -> None:
    """Have the disk refuse what the journal wants to keep, and drafts as well if that is asked for."""

    def refused(*_: Any, **__: Any) -> None:
        raise NotSaved

    monkeypatch.setattr(Journal, "edit", refused)
    if draft:
        monkeypatch.setattr(Begun, "keep", refused)
