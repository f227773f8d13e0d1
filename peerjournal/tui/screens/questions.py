"""What the main screen asks first: about lines that none of one's devices made, and about letting go."""

from collections.abc import Callable
from typing import Any

from textual.app import App

from peerjournal.session import Session
from peerjournal.tui.deeds import Deed, keep_line, let_go, throw_away
from peerjournal.tui.library import Item, Kind
from peerjournal.tui.screens.ask import Ask, Choose
from peerjournal.vault import Jot

_LINE = "This line came while your journal was locked. None of your devices made it."
_WAYS = (("keep", "Keep it as an entry"), ("away", "Throw it away"))
_FOR_GOOD = "It can't be brought back."

Do = Callable[[Deed], None]


def ask_about_line(app: App[Any], session: Session, jot: Jot, do: Do) -> None:
    """Show a line that came while the journal was locked, and do what is answered."""

    def answered(answer: str | None) -> None:
        if answer is not None:
            do((keep_line if answer == "keep" else throw_away)(session, jot))

    app.push_screen(Choose(_LINE, _WAYS, leave="Leave it for now", detail=jot.text), answered)


def ask_to_let_go(app: App[Any], session: Session, item: Item, do: Do) -> None:
    """Take a letter or a draft out for good, if that is really meant."""

    def answered(yes: bool | None) -> None:  # noqa: FBT001 — it is the answer to the question
        if yes:
            do(let_go(session, item))

    what = "draft" if item.kind is Kind.DRAFT else "letter"
    app.push_screen(Ask(f"Let go of this {what}?", yes="Let it go", no="Keep it", detail=_FOR_GOOD), answered)
