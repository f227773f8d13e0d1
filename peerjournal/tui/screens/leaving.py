"""How a letter leaves: exactly what it is, what its reader uses, and what that form asks of the writer.

Only a sealed file asks for a card and for compared words; only plain text asks whether anybody may read it.
"""

import contextlib
from typing import Final, TypeVar

from peerjournal.errors import NotYetCompared, PdfNotHere, PeerError, PeerjournalError
from peerjournal.letters import (
    FORM_NAMES,
    FORMS,
    TOGETHER,
    USES,
    Composition,
    Pdf,
    Use,
    handing_over,
    pdf_is_here,
)
from peerjournal.peers import Peer
from peerjournal.text import visible
from peerjournal.tui.screens.compare import CompareScreen
from peerjournal.tui.screens.handing import KEEP, HandingScreen
from peerjournal.tui.together import start_reading
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.exact_page import ExactPage
from peerjournal.tui.widgets.leaflet import Leaflet
from peerjournal.tui.widgets.step import BACK, Step

T = TypeVar("T")
_OTHER: Final = Choice("form", "Another form")
_NO_PDF: Final = "What makes PDFs is not installed here yet. Choose it to see how."
_TOGETHER: Final = "Your journal locks, and only this letter is open. Later your passphrase opens it again."
_NO_KEY: Final = "There is no card or key of theirs here yet."
_LOOKING: Final = "One moment: every character is looked at."
_MOST_SHOWN: Final = 24
AFTER_PREVIEW: Final = ("form", "card", "sure", "plain", "missing", "together")
"""The steps about the form."""


class LeavingScreen(HandingScreen[T]):
    """The steps from the preview to where the file goes."""

    _missing: tuple[str, ...] = ()
    """What a PDF made here has no picture for."""

    # What each of them does in its own way.

    def compose_letter(self, careful: frozenset[int]) -> Composition:
        """Compose the letter as things are now; raises LetterError."""
        raise NotImplementedError

    async def turn_to_peer(self, peer: Peer) -> None:
        """Go on with somebody. Whether there is a card of theirs is asked only of a sealed file."""
        self.peer = peer
        await self.after_peer()

    async def after_peer(self) -> None:
        """Go on once it is settled whom it is for."""
        raise NotImplementedError

    def remarks(self) -> list[str]:
        """Return what there is to say above what will leave."""
        return []

    # What leaves.

    def ask_preview(self) -> Step:
        """Show exactly what will leave."""
        return Step(
            f"This is exactly what {self.reader.called} will get.",
            "Read it to the end, then you can go on.",
            *self.remarks(),
            held=[ExactPage(self.letter.text, id="leaves")],
            ways=[KEEP, BACK, ("next", "Looks right")],
            waits=True,
        )

    async def hear_preview(self, key: str) -> None:
        """Go on to the form."""
        if not await self.hear_ways(key):
            await self.turn_to("form")

    # In which form.

    def ask_form(self) -> Step:
        """Ask what its reader uses."""
        self._look_up_reader()
        uses = [use for use in USES if use.form in self.offered()]
        at = self.form or ("page" if self.reader.reach == "none" else "sealed")
        return Step(
            "What does your person use?",
            "The answer is the form of the letter. Nothing is sent.",
            held=[Choices([Choice(use.form, use.label, _more(use, self.reader)) for use in uses], at=at)],
            ways=[KEEP, BACK],
        )

    def offered(self) -> tuple[str, ...]:
        """Return the forms that can be chosen."""
        return (*FORM_NAMES, TOGETHER)

    def _look_up_reader(self) -> None:
        """Take note of what was changed in the circle meanwhile."""
        self.peer = self.session.circle.by_id(self.reader.id) or self.peer

    async def hear_form(self, key: str) -> None:
        """Go on to what this form asks, or to where the file goes."""
        if await self.hear_ways(key):
            return
        self.form, self.unconfirmed = key, False
        form = next((one for one in FORMS if one.name == key), None)
        if form is None:
            await self.turn_to("together")
        elif form.plain:
            await self.turn_to("plain")
        elif form.for_key:
            await self._require_key()
        elif isinstance(form, Pdf):
            self._look_for_missing(form)
        else:
            await self.turn_to("file")

    async def _require_key(self) -> None:
        try:
            self.session.outbox.require_ready(self.reader, form=self.form)
        except NotYetCompared:
            await self.turn_to("sure")
        except PeerError:
            await self.turn_to("card")
        else:
            await self.turn_to("file")

    async def _another_form(self) -> None:
        while self.names[-1] != "form":
            self.names.pop()
        await self.ask()

    # Sealing for somebody whose card is not here.

    def ask_card(self) -> Step:
        """Say that there is nothing to seal to, and what can be done about it."""
        said = _NO_KEY
        try:
            self.session.outbox.require_ready(self.reader, form=self.form, unconfirmed=True)
        except PeerError as error:
            said = str(error)
        choices = [
            Choice(*KEEP),
            Choice("circle", "Go to your circle", "Make a card for them, or put in their key. This waits."),
            _OTHER,
        ]
        return Step(said, "The other forms need no card.", held=[Choices(choices, at="form")], ways=[BACK])

    async def hear_card(self, key: str) -> None:
        """Go to the circle, or choose another form."""
        if await self.hear_ways(key):
            return
        if key == "circle":
            from peerjournal.tui.screens.peers import PeersScreen  # noqa: PLC0415 — only for who goes there

            self.app.push_screen(PeersScreen(self.session), self._back_from_cards)
        else:
            await self._another_form()

    async def _back_from_cards(self, _result: object) -> None:
        await self._another_form()

    # Sealing for somebody whose words were not compared.

    def ask_sure(self) -> Step:
        """Ask what to do as long as words were not compared."""
        error = NotYetCompared()
        choices = [Choice(*KEEP), Choice("compare", "Compare them now", "Six words, read aloud.")]
        quiet = [f"So it is not sure that the card is {self.reader.called}'s."]
        if self.reader.contested:
            error = NotYetCompared("Two people answered the card you made for this person.")
            quiet = ["The words show which of the two it is."]
        else:
            choices.append(Choice("go", "Go on without comparing"))
        return Step(str(error), *quiet, held=[Choices([*choices, _OTHER])], ways=[BACK])

    async def hear_sure(self, key: str) -> None:
        """Keep it, compare words, go on without, or take another form."""
        if await self.hear_ways(key):
            return
        if key == "compare":
            self.app.push_screen(CompareScreen(self.session, self.reader), self._compared)
        elif key == "go":
            self.unconfirmed = True
            await self.turn_to("file")
        else:
            await self._another_form()

    async def _compared(self, _fits: object) -> None:
        self._look_up_reader()
        if self.reader.state == "compared" and self.names[-1] == "sure":
            self.names.pop()
            await self.turn_to("file")

    # Plain text.

    def ask_plain(self) -> Step:
        """Ask the one question before a file that has no lock."""
        choices = [Choice(*KEEP), _OTHER, Choice("go", "Yes, as plain text")]
        return Step(
            "May anybody read it who gets at the file?",
            "It has no lock: whoever gets at it, or at a copy of it, can read it.",
            held=[Choices(choices)],
            ways=[BACK],
        )

    async def hear_plain(self, key: str) -> None:
        """Keep it, take another form, or go on."""
        await self._hear_before_file(key)

    # A PDF, which draws its letters itself.

    def _look_for_missing(self, form: Pdf) -> None:
        if not pdf_is_here():
            raise PdfNotHere
        letter = self.letter
        if self.step is not None:
            self.step.tell(_LOOKING)
        self.do(lambda: form.missing_characters(letter), self._missing_known)

    async def _missing_known(self, missing: tuple[str, ...]) -> None:
        self._missing = missing
        await self.turn_to("missing" if missing else "file")

    def ask_missing(self) -> Step:
        """List what would not be seen in the PDF, before it is made."""
        listed = ", ".join(f"{visible(one)} ({_codes(one)})" for one in self._missing[:_MOST_SHOWN])
        more = len(self._missing) - _MOST_SHOWN
        choices = [Choice(*KEEP), _OTHER, Choice("go", "Go on as it is", "An empty box stands for each.")]
        return Step(
            "There is no picture here for some characters.",
            "No font on this computer has them, so the PDF would not show them:",
            f"{listed} and {more} more" if more > 0 else listed,
            held=[Choices(choices, at="form")],
            ways=[BACK],
        )

    async def hear_missing(self, key: str) -> None:
        """Keep it, take another form, or go on."""
        await self._hear_before_file(key)

    async def _hear_before_file(self, key: str) -> None:
        if await self.hear_ways(key):
            return
        if key == "go":
            await self.turn_to("file")
        else:
            await self._another_form()

    # Reading it together, without any file.

    def ask_together(self) -> Step:
        """Say what happens then, and what is worth a thought before."""
        said = handing_over(TOGETHER, called=self.reader.called)
        parts = [
            ("What happens", (_TOGETHER, *said.file)),
            ("What may go wrong", said.may_go_wrong),
            ("To say to them, as it is", (said.read_aloud,)),
        ]
        return Step(
            f"Read it with {self.reader.called} now, on this screen?",
            held=[Leaflet(parts)],
            ways=[KEEP, BACK, ("read", "Lock and begin")],
        )

    async def hear_together(self, key: str) -> None:
        """Lock the journal, and show this letter alone."""
        if await self.hear_ways(key):
            return
        letter, peer, app = self.letter, self.reader, self.app

        def note() -> None:
            self.session.outbox.read_together(letter, peer, stories=self.story_ids)
            self.is_out = True
            # It is read all the same where what was begun can't be let go of just now.
            with contextlib.suppress(PeerjournalError):
                self.made()

        self.do(lambda: start_reading([letter.text], app=app, note=note), lambda _none: None)


def _more(use: Use, peer: Peer) -> str:
    if use.form == "sealed" and peer.reach == "none":
        return _NO_KEY
    return _NO_PDF if use.form == "pdf" and not pdf_is_here() else use.more


def _codes(one: str) -> str:
    return " ".join(f"U+{ord(each):04X}" for each in one)
