"""Answering a letter as a witness: what stayed, the picture, where it met my life, what I take with me.

Nothing has to be filled in, and one line is a whole reply. Their letter can be looked at all the while.
"""

from dataclasses import asdict
from typing import Any, ClassVar

from peerjournal.errors import PeerjournalError
from peerjournal.journal import Moment
from peerjournal.letters import STILL_A_GAP, Composition, Kept, Pause, Reply, compose_reply, has_gap
from peerjournal.session import Session
from peerjournal.tui.begun import Begun
from peerjournal.tui.screens.doors import through
from peerjournal.tui.screens.leaving import AFTER_PREVIEW
from peerjournal.tui.screens.witnessing import TYPED, WitnessScreen


class ReplyScreen(WitnessScreen[None]):
    """Goes from the first word of a reply to its file."""

    WHERE = "Write back · nothing leaves yet"
    PLACES: ClassVar[dict[str, str]] = {
        **dict.fromkeys(("begin", "gaps", *TYPED, "offer"), "Words"),
        **dict.fromkeys(("undecided", "careful", "names", "detail", "whose", "pause", "aside"), "Words"),
        "preview": "Preview",
        **dict.fromkeys(AFTER_PREVIEW, "Form"),
        **dict.fromkeys(("file", "done", "hand"), "File"),
    }
    MENU: ClassVar[tuple[tuple[str, str], ...]] = (("Take a pause", "pause"),)

    def __init__(
        self, session: Session, kept: Kept, *, pause: Pause | None = None, change: bool = False
    ) -> None:
        """Prepare.

        Args:
            session: The open journal.
            kept: The letter that is answered.
            pause: What was set aside and is gone on with.
            change: Whether it is to be changed first.
        """
        self.begun = Begun(session, "reply", kept.id)
        said = asdict(pause.reply) if pause and pause.reply else self.begun.fields.get("said", {})
        super().__init__(session, kept, said)
        self.peer = session.outbox.reader_of_reply(kept)
        self._pause, self._change = pause, change

    async def begin(self) -> None:
        """Begin with the choice how to begin; a reply that waits is shown first."""
        if self._pause is not None:
            await self._begin_again()
        elif waiting := self._waiting():
            self.app.switch_screen(through("paused", self.session, waiting))
        else:
            await self.turn_to("begin")

    async def _begin_again(self) -> None:
        if not self._change:
            try:
                await self.turn_to_peer(self.reader)
            except PeerjournalError as error:
                await self.turn_to(self.begun_at())
                self.refuse(error)
        else:
            await self.turn_to(self.begun_at())

    def _waiting(self) -> Pause | None:
        return next((one for one in self.session.pauses.all() if one.answers == self.answered.id), None)

    # What becomes of it.

    def remarks(self) -> list[str]:
        """Say where a gap was left."""
        return [*super().remarks(), *([STILL_A_GAP] if has_gap(self.reply) else [])]

    async def action_pause(self) -> None:
        """Set your words aside for a while; nothing reminds you of them."""
        self.take_text()
        if not self.busy and self.names[-1] not in {"pause", "aside", "done"}:
            await self.turn_to("pause")

    def set_aside(self, until: Moment) -> object:
        """Set the reply aside."""
        return self.session.pauses.set_aside_reply(self.answered, self.reader, self.reply, until)

    async def after_pause(self) -> None:
        """Go on without one."""
        await self.turn_to_peer(self.reader)

    async def after_peer(self) -> None:
        """Go on to the preview."""
        await self.turn_to_end()

    def compose_letter(self, careful: frozenset[int]) -> Composition:
        """Compose the reply."""
        return compose_reply(
            self.reply,
            self.letter_id,
            to=self.answered.letter,
            careful=careful,
            people=self.session.people.all(),
            kept=self.kept,
        )

    def keep_it(self) -> None:
        """Leave; the words stay with the writer, as a draft beside the letter."""
        if not self.busy:
            self.leave()

    def made(self) -> None:
        """Nothing has to wait any more."""
        self.begun.forget()

    def keep_draft(self) -> None:
        """Seal the words as they stand."""
        if self.is_out or self.names[-1:] == ["aside"]:
            return
        self.take_text()
        reply = Reply(**self.said, offer=self.offer)
        if self._pause is not None and reply != self._pause.reply:
            pauses = self.session.pauses
            try:
                self._pause = pauses.write_anew(pauses.reference(self._pause), reply)
            except PeerjournalError:
                # What was set aside keeps its earlier words, so these need a place of their own.
                self.begun.keep(**as_begun(reply))
                raise
        elif self._pause is None and any(part.strip() for part in self.said.values()):
            self.begun.keep(**as_begun(reply))


def as_begun(reply: Reply) -> dict[str, Any]:
    """Return a reply as what was begun is kept."""
    said = asdict(reply)
    body = "\n\n".join(part for part in said.values() if isinstance(part, str) and part.strip())
    return {"title": "A reply you began", "body": body, "said": said}
