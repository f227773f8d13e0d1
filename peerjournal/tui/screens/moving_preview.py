"""What was found in another journal: shown first, kept after one question, and what came of it."""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from textual.widgets import Static

from peerjournal.errors import PeerjournalError
from peerjournal.importers import Found, Reading, wording
from peerjournal.journal import Arriving, Batch, MovedIn, SortedOut, moving_words
from peerjournal.session import Session
from peerjournal.text import clean_line
from peerjournal.tui.screens.following import FollowingScreen
from peerjournal.tui.screens.moving_back import MovingBackScreen
from peerjournal.tui.telling import told
from peerjournal.tui.wall import plain
from peerjournal.tui.watch import Watch
from peerjournal.tui.widgets.leaflet import Leaflet, Part
from peerjournal.tui.widgets.lettering import fit
from peerjournal.tui.widgets.step import BACK, Step, Way
from peerjournal.tui.widgets.symbols import PLAIN_SYMBOLS, SYMBOLS, Symbols

_SHOWN: Final = 20
"""How many of the entries are shown beforehand."""
_CELLS: Final = 72
"""How wide one of them may be: then it is one line on a screen of 80 columns."""
_NOW: Way = ("move", "Move them in")
_ONE_NOW: Way = ("move", "Move it in")
_OTHERWISE: Way = ("otherwise", "Read it otherwise")
_TAKE_OUT: Way = ("take_out", "Take them out again")
_TAKE_ONE: Way = ("take_out", "Take it out again")
_DONE: Way = ("done", "Done")
_CAN_STOP = "It can be stopped. What came in by then is whole, and can be taken out again."
_TO_UNDO = "“Take back what was moved in”, in the menu, undoes it at any time."


@dataclass(frozen=True, slots=True)
class Looked:
    """What a source holds, beside what is here."""

    reading: Reading = field(repr=False)
    sorted_out: SortedOut = field(repr=False)


class MovingPreviewScreen(FollowingScreen[bool]):
    """Shows what was found and keeps it; ends with whether the journal was changed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.looked: Looked | None = None
        self.called = ""
        """What the source is called, for the list of what was moved in."""
        self._before: frozenset[str] = frozenset()
        self._keeping = False
        self._came: tuple[Batch, int] | None = None
        self._files: Sequence[wording.Told] = ()
        """What became of the files that belong to it."""
        self._why = ""
        """Why not all of it came in."""

    def leave(self) -> None:
        """Go back, and tell whether there is something to be read anew."""
        self.dismiss(self._came is not None)

    def may_read_otherwise(self) -> bool:
        """Tell whether there is anything to say of how the source is read."""
        return False

    # What would come in.

    @property
    def _found(self) -> Looked:
        if self.looked is None:
            raise RuntimeError("nothing was read")
        return self.looked

    def ask_preview(self) -> Step:
        """Show what would come in, and ask once."""
        looked = self._found
        new = looked.sorted_out.new
        symbols = PLAIN_SYMBOLS if self.has_class("-plain") else SYMBOLS
        otherwise = [_OTHERWISE] if self.may_read_otherwise() else []
        on = [_ONE_NOW if len(new) == 1 else _NOW] if new else [_DONE]
        return Step(
            f"Move {_these(len(new))} in?" if new else "There is nothing in it that is not here.",
            *_in_short(looked),
            held=[Leaflet(_parts(looked, symbols))],
            ways=[BACK, *otherwise, *on],
        )

    async def hear_preview(self, key: str) -> None:
        """Keep it, or read it in another way."""
        if key == "otherwise":
            await self.turn_to("options")
        elif key == "done":
            self.leave()
        else:
            self._keep(self._found.sorted_out.new)

    # Keeping it.

    def _keep(self, new: Sequence[Arriving]) -> None:
        journal, called = self.session.journal, self.called
        self._before, self._keeping = frozenset(one.id for one in journal.batches()), True

        def work(watch: Watch) -> MovedIn:
            return journal.move_in(new, source=called, progress=watch)

        self.follow("Moving in.", work, self._came_in, quiet=_CAN_STOP, stopped=self._stopped)

    async def _came_in(self, moved: MovedIn) -> None:
        self._keeping = False
        self._came = (moved.batch, moved.added) if moved.batch else None
        self._files = tuple(moving_words.files_of(moved))
        await self.turn_to("came_in")

    async def _stopped(self) -> None:
        self._keeping = False
        self._came, self._why = self._so_far(), "It was stopped."
        if self._came is None:
            await self.ask()
            self.say(moving_words.STOPPED_BEFORE)
        else:
            await self.turn_to("came_in")

    def _so_far(self) -> tuple[Batch, int] | None:
        # Where the journal can't be read just now, nothing can be said of it.
        with contextlib.suppress(PeerjournalError):
            for one in self.session.journal.batches():
                if one.id not in self._before:
                    return one, one.added
        return None

    def refuse(self, error: PeerjournalError) -> None:
        """Say why not; where some of it came in by then, say that as well."""
        was_keeping, self._keeping = self._keeping, False
        self._came = self._so_far() if was_keeping else self._came
        if was_keeping and self._came is not None:
            self._why = told(error)
            self._let_go()
            self.call_later(self.turn_to, "came_in")
        else:
            super().refuse(error)

    # What came of it.

    def may_go_back(self) -> bool:
        """There is no way back once it came in; there is one out."""
        return self.names[-1] != "came_in"

    def ask_came_in(self) -> Step:
        """Say what came in, and how it is taken out again."""
        batch, added = self._came or (None, 0)
        lines = [self._why, f"{moving_words.SO_FAR} {moving_words.GOES_ON}"] if self._why else []
        for sentence, places in self._files:
            lines += [sentence, *(f"  {place}" for place in wording.listed(places))]
        lines += [moving_words.SOURCE_STAYS, _TO_UNDO]
        return Step(
            f"{moving_words.entries(added)} came in.",
            held=[Static(plain(line)) for line in lines],
            ways=[*([_TAKE_ONE if added == 1 else _TAKE_OUT] if batch else []), _DONE],
        )

    async def hear_came_in(self, key: str) -> None:
        """Take it out again, or close."""
        if key == "take_out" and self._came is not None:
            self.app.push_screen(MovingBackScreen(self.session, self._came[0]), self._taken_out)
        else:
            self.leave()

    def _taken_out(self, gone: bool | None) -> None:  # noqa: FBT001 — the library calls it with the answer
        if gone:
            self.leave()


def _these(count: int) -> str:
    return "this entry" if count == 1 else f"these {moving_words.entries(count)}"


def _in_short(looked: Looked) -> Iterator[str]:
    """Yield the counts, so that nothing is overlooked that stands further down."""
    reading, sorted_out = looked.reading, looked.sorted_out
    files = wording.files_of(sorted_out.new)
    counts = (
        (sorted_out.known, "here already"),
        (sorted_out.twice, "in it more than once"),
        (len(sorted_out.changed), "changed at the source since"),
        (len(reading.skipped), "left out"),
        (files, "picture or other file" if files == 1 else "pictures and other files"),
    )
    days = [one.draft.written.day for one in sorted_out.new if one.draft.written]
    said = [f"{count:,} {what}" for count, what in counts if count]
    if days and min(days) != max(days):
        said.insert(0, f"from {min(days)} to {max(days)}")
    if sorted_out.new and reading.zone and reading.zone_assumed:
        said.append(f"times read as {reading.zone}")
    if said:
        yield f"{_capital(' · '.join(said))}."
    if sorted_out.new:
        yield "Nothing is kept yet, and all of it can be taken out again."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _parts(looked: Looked, symbols: Symbols) -> Iterator[Part]:
    """Yield what is to be read before anybody decides: how the entries begin, and what there is to say."""
    new, changed = looked.sorted_out.new, looked.sorted_out.changed
    lines = [_line(one, symbols) for one in new[:_SHOWN] if isinstance(one, Found)]
    more = [f"and {len(new) - _SHOWN:,} more"] if len(new) > _SHOWN else []
    yield "How they begin", (*lines, *more)
    sentences = [*wording.told_of(looked.reading, new)]
    sentences += [(moving_words.changed(len(changed)), wording.listed(changed))] if changed else []
    for sentence, places in sentences:
        # A sentence without places is no heading.
        heading, _, rest = sentence.partition(". ") if not places else (sentence, "", "")
        yield heading, places or (rest or " ",)


def _line(one: Found, symbols: Symbols) -> str:
    """Return an entry in one line: when, its star, what it is called, its tags."""
    draft = one.draft
    tags = " ".join(f"#{tag}" for tag in draft.tags)
    words = clean_line("  ".join(part for part in (draft.shown_title[: 4 * _CELLS], tags) if part))
    star = f"{symbols.starred} " if draft.starred else ""
    return fit(f"{draft.written or ''!s:<16}  {star}{words}", _CELLS, more=symbols.more)
