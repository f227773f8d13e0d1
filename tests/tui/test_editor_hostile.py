"""The editor with texts made to break it: each is shown, kept and found again as the journal holds it."""

import re

import pytest

from peerjournal.journal import Draft
from peerjournal.session import Session
from peerjournal.text import UNSAFE, clean, clean_line
from tests.conftest import StandingClock
from tests.tui.hostile import ESCAPES, HOSTILE, MARKUP
from tests.tui.pilot import acting
from tests.tui.widgets.hostile import EVERYTHING
from tests.tui.writing_stage import writing

MANY = 20_000
"""Characters of each that are tried: a key on a page costs with its lines."""
TEXTS = EVERYTHING | {"all escapes": "\n".join(ESCAPES), "all markup": "\n".join(MARKUP), "all": HOSTILE}
BODIES = {name: text[:MANY] for name, text in TEXTS.items() if text.strip()}


def unsafe(text: str) -> str:
    """Return what of a drawn text could command a terminal, each once."""
    return "".join(sorted(set(re.findall(f"[{UNSAFE}]", text))))


@pytest.mark.parametrize("name", BODIES)
@acting
async def test_every_text_is_shown_previewed_changed_and_kept(
    session: Session, clock: StandingClock, name: str
) -> None:
    body = BODIES[name]
    story = session.journal.add(Draft(HOSTILE, body, (HOSTILE, *MARKUP), kind="story"))
    async with writing(session, clock, story, size=(120, 36)) as stage:
        assert unsafe(stage.shown()) == ""
        await stage.press("ctrl+r")
        await stage.pilot.pause()
        assert unsafe(stage.shown()) == ""
        await stage.press("ctrl+r", "x")
        stage.editor.keep_draft()
        piece = await stage.done()
        assert piece is not None
        assert piece.body == "x" + clean(body)
        assert piece.title == clean_line(HOSTILE)
        assert piece.tags == story.tags


@pytest.mark.parametrize("text", [*ESCAPES, *MARKUP])
@acting
async def test_every_text_may_be_typed_into_every_line(
    session: Session, clock: StandingClock, text: str
) -> None:
    async with writing(session, clock) as stage:
        stage.line("title").value = text
        stage.line("tags").value = text
        stage.page.insert(text)
        stage.editor.action_find()
        stage.line("find-line").value = text
        await stage.pilot.pause()
        assert unsafe(stage.shown()) == ""
        await stage.press("escape")
        piece = await stage.done()
        assert piece is not None
        assert (piece.title, piece.body) == (clean_line(text), clean(text))
