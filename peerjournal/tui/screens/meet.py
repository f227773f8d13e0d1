"""Meeting somebody: making a card for them, taking theirs in and answering it, or neither."""

from collections.abc import Callable
from pathlib import Path

from textual.widgets import Static

from peerjournal import files
from peerjournal.errors import PeerError, UnknownPeer
from peerjournal.peers import Circle, Peer
from peerjournal.session import Session
from peerjournal.text import clean_line, visible
from peerjournal.tui.messages import CircleChanged
from peerjournal.tui.screens.compare import CompareScreen
from peerjournal.tui.screens.steps import StepScreen
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.line import Line
from peerjournal.tui.widgets.path_line import PathLine, default_folder
from peerjournal.tui.widgets.step import BACK, Step

_HAVE = (
    Choice("make", "Make a card for them", "For someone with Peerjournal, if neither gave one yet."),
    Choice("take", "Take in the card they made for me", "Their file; an answer is made for them."),
    Choice("age", "They use an age program", "Their key begins with age1."),
    Choice("none", "Nothing of the kind", "A browser, a phone, paper, or a talk."),
)


class MeetScreen(StepScreen[None]):
    """Takes somebody into the circle, or gives somebody who is there a card."""

    WHERE = "Your circle"
    FIRST = "have"

    def __init__(
        self, session: Session, *, peer: Peer | None = None, how: str = "", card: bytes | None = None
    ) -> None:
        """Prepare.

        Args:
            session: The open journal.
            peer: Somebody who is in the circle already.
            how: ``make``, ``new`` for another card, ``key`` for a key of mine, or ``take``; else asked.
            card: A card's file that was read already.
        """
        super().__init__()
        self.session, self.how, self.card = session, how, card
        self.called = peer.stand_in if peer else ""
        self._given = card is not None
        self.folder = ""
        self.made: Path | None = None
        self.data, self.kind, self.suffix = b"", "card", "card"

    @property
    def circle(self) -> Circle:
        """Everyone."""
        return self.session.circle

    def first(self) -> str:
        """Begin with what is not known yet."""
        if not self.how:
            return "have"
        if not self.called:
            return "name"
        return "folder" if self._given or self.how != "take" else "card"

    # What there is between the two.

    def ask_have(self) -> Step:
        """Ask what they have."""
        return Step(
            "How will letters get to them?",
            "A card is best: both are sure of each other, and can write.",
            held=[Choices(_HAVE, at=self.how)],
            ways=[BACK],
        )

    async def hear_have(self, key: str) -> None:
        """Note it."""
        self.how = key
        await self.turn_to("name")

    def ask_name(self) -> Step:
        """Ask what to call them."""
        line = Line(self.called, id="name", placeholder="Any name you like")
        return Step(
            "What do you call them?",
            "The name stays in your journal. It is in no card and no letter.",
            held=[line],
        )

    async def hear_name(self, key: str) -> None:
        """Note the name."""
        del key
        self._take_name()
        if not self.called:
            raise PeerError("A name can't be empty.")
        if self.how == "none":
            self._change(lambda: self.circle.add_plain(self.called))
        else:
            taking = "folder" if self._given else "card"
            await self.turn_to({"age": "key", "take": taking}.get(self.how, "folder"))

    def _take_name(self) -> None:
        if self.step is not None:
            self.called = clean_line(self.step.text)

    def went_back(self, left: str) -> None:
        """Keep in mind what was typed."""
        if left == "name":
            self._take_name()

    def _change(self, change: Callable[[], Peer]) -> None:
        self.do(change, self._changed)

    async def _changed(self, _peer: object) -> None:
        self.app.post_message(CircleChanged())
        await self.turn_to("added")

    def ask_added(self) -> Step:
        """Say that they are in the circle."""
        name = self._peer().called
        held = [Static(plain(f"{name} is in your circle."))]
        if self.how == "age":
            held = [
                Static(plain(f"Letters for {name} can be sealed to that key.")),
                Static(plain("If they are to write to you, make a key of yours for them, in your circle.")),
            ]
        return Step("That is all.", held=held, ways=[("done", "Done")])

    async def hear_added(self, key: str) -> None:
        """Close."""
        del key
        self.leave()

    def _peer(self) -> Peer:
        return self.circle.get(self.called)

    # A key of theirs.

    def ask_key(self) -> Step:
        """Ask for their age key."""
        line = Line(id="key", placeholder="age1…")
        return Step(f"What is the key of {self.called}?", "It is one long word. Paste it here.", held=[line])

    async def hear_key(self, key: str) -> None:
        """Take it in."""
        del key
        typed = self.step.text if self.step else ""
        self._change(lambda: self.circle.add_age(self.called, typed))

    # A card of theirs.

    def ask_card(self) -> Step:
        """Ask where their card is."""
        return Step(
            f"Where is the card that {self.called} made for you?",
            "Type where it is, or drop the file onto this window.",
            held=[PathLine(id="card")],
        )

    async def hear_card(self, key: str) -> None:
        """Read it."""
        del key
        path = self.step.query_one(PathLine).path if self.step else Path()
        self.do(lambda: files.read(path), self._read)

    async def _read(self, data: bytes) -> None:
        self.card = data
        await self.turn_to("folder")

    # The file that is for them.

    def ask_folder(self) -> Step:
        """Ask where the file goes that is for them."""
        what = {"take": "answer", "key": "key"}.get(self.how, "card")
        quiet = {
            "take": "Their card is taken in, and this answer brings them yours.",
            "key": "What they seal to it, you can open.",
            "new": "Letters carry it to them. If nobody has answered yet, it starts afresh.",
        }.get(self.how, "It holds no name and nothing secret.")
        return Step(
            f"Which folder does the {what} for {self.called} go to?",
            quiet,
            held=[PathLine(self.folder or str(default_folder()), id="folder")],
            ways=[BACK, ("make", f"Make the {what}")],
        )

    async def hear_folder(self, key: str) -> None:
        """Make the file."""
        del key
        if self.step is None:
            return
        self.folder = self.step.text
        out = self.step.query_one(PathLine).place
        self.do(lambda: self._make(out), self._made)

    def _make(self, out: Path) -> Path:
        if not self.data:
            self.data = self._material()
        return files.write(out, files.neutral(self.kind, self.data, self.suffix), self.data)

    def _material(self) -> bytes:
        if self.how == "take" and self.card is not None:
            self.kind, self.suffix = "answer", "age"
            return self.circle.take_card(self.called, self.card)
        if self.how == "key":
            self.kind, self.suffix = "key", "txt"
            return f"{self.circle.make_age_recipient(self.called)}\n".encode()
        return self.circle.make_card(self.called, new=self.how == "new")

    async def _made(self, path: Path) -> None:
        self.made = path
        self.app.post_message(CircleChanged())
        await self.turn_to("done")

    def may_go_back(self) -> bool:
        """There is no way back from what is done."""
        return self.names[-1] not in {"done", "added"}

    def ask_done(self) -> Step:
        """Say where the file is, and what comes next."""
        name = self._peer().called
        says = {
            "take": [
                f"{name}'s card is here. Give {name} the answer, then read each other your words.",
                "Nobody can read the answer but them.",
            ],
            "key": [f"This key is for {name} alone. What they seal to it, you can open here."],
        }.get(
            self.how,
            [
                f"This card is for {name} alone. It holds no name and nothing secret.",
                "Give it to them any way you like. Open here what they send back.",
            ],
        )
        lines = [visible(str(self.made)), "", *says]
        ways = [("done", "Done")]
        if self.how == "take":
            ways = [("done", "Done"), ("compare", "Compare words")]
        return Step("Here is the file.", held=[Static(plain(line or " ")) for line in lines], ways=ways)

    async def hear_done(self, key: str) -> None:
        """Close, or compare words now."""
        if key != "compare":
            self.leave()
            return
        try:
            peer = self._peer()
        except UnknownPeer:
            self.leave()
            return
        self.app.push_screen(CompareScreen(self.session, peer), lambda _fits: self.leave())
