"""The worked example that `demo` tells: two made-up people, from a blank journal to an answered letter.

Everything in it is real except the people: real journals, a real sealed letter, a real answer.
"""

import textwrap
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from peerjournal.cli import story_parts
from peerjournal.cli.demo_stories import HEADER, DemoStory, stories

PASSPHRASE = "made up for looking around"  # noqa: S105 — shown on the screen, and opens nothing but the demo
WRITER, READER = "Wren", "Ilse"
_WIDEST = 92
"""Columns; longer lines are hard to read."""
_DAYS_AGO = (2, 9, 23)
"""When each of the stories was lived, so that the made-up journal looks like one."""


def beside(told: DemoStory) -> dict[str, Any]:
    """Return what stands beside a made-up story, as ``Journal.edit`` takes it."""
    from peerjournal.journal import ContentNote, Light, Outcome, Tool  # noqa: PLC0415 — only where it is played

    tried = ((Outcome.HELPED, told.helped), (Outcome.DIDNT, told.didnt), (Outcome.DEPENDS, told.depends))
    return {
        "content_note": ContentNote(told.note.topics, told.note.how, ends=told.note.ends),
        "stands": told.stands,
        "tools": [Tool(text, how, light=Light.OPEN) for how, texts in tried for text in texts],
    }


class Play:
    """Does each step, and says so."""

    def __init__(
        self, tell: Callable[[str], None], folder: Path, *, width: int, cost: Any = None, clock: Any = None
    ) -> None:
        """Prepare to play.

        Args:
            tell: Says a line.
            folder: Where both journals and what they exchange are made.
            width: Columns there are to say it in.
            cost: Of both passphrases; measured when not given.
            clock: Gives the time; this computer's when not given.
        """
        self.tell, self._folder, self._width = tell, folder, width
        self._made_with = {"cost": cost} | ({"clock": clock} if clock is not None else {})
        self._step = 0

    def whole(self) -> None:
        """Play it from the first page to the answer."""
        self.tell(HEADER)
        writer, reader = self._journals()
        entry = self._write(writer)
        self._list_people(writer)
        told = stories()[0]
        story = self._make_story(writer, entry, told)
        self._meet(writer, reader)
        letter = self._letter(writer, story, told)
        number = self._arrive(reader, letter)
        answer = self._answer(reader, number, told)
        self._come_back(writer, answer)
        writer.lock()
        reader.lock()

    def places(self, name: str) -> Any:
        """Return where somebody's journal is."""
        from peerjournal.config import Places  # noqa: PLC0415 — only where the demo is played

        return Places(self._folder / name.lower(), self._folder / f"{name.lower()}.state")

    def _next(self, text: str) -> None:
        self._step += 1
        self.tell("")
        self.tell(self._wrapped(f"made-up · {self._step}. {text}", ""))
        self.tell("")

    def _indented(self, text: str) -> None:
        self.tell("\n".join(self._wrapped(line, "    ") for line in text.splitlines()))

    def _wrapped(self, line: str, indent: str) -> str:
        width = min(self._width, _WIDEST)
        return textwrap.fill(line, width, initial_indent=indent, subsequent_indent=indent)

    def _journals(self) -> tuple[Any, Any]:
        from peerjournal.session import Session  # noqa: PLC0415 — as above
        from peerjournal.vault import recovery_offered  # noqa: PLC0415 — as above

        self._next(f"Two people, {WRITER} and {READER}, each make a journal.")
        both = [Session.create(self.places(one), PASSPHRASE, **self._made_with) for one in (WRITER, READER)]
        for session in both:
            recovery_offered(session.vault)
        return both[0], both[1]

    def _write(self, writer: Any) -> Any:
        """Write three pages: one is an entry as yet, the others are stories already."""
        from peerjournal.journal import Draft, Moment  # noqa: PLC0415 — as above

        self._next(f"{WRITER}'s journal has three pages. What stands in [[brackets]] never leaves it.")
        now = writer.vault.clock()
        drafts = [
            Draft(
                title=one.title,
                body=one.draft.strip(),
                tags=one.tags,
                written=Moment.of(now - timedelta(days=days)),
                kind="story" if place else "entry",
            )
            for place, (one, days) in enumerate(zip(stories(), _DAYS_AGO, strict=True))
        ]
        kept = list(writer.journal.add_all(drafts))
        for piece, told in zip(kept[1:], stories()[1:], strict=True):
            writer.journal.edit(piece.id, **beside(told))
        for piece in kept:
            tags = " ".join(f"#{tag}" for tag in piece.tags)
            self._indented(f"{piece.number}  {piece.title}  {tags}")
        return kept[0]

    def _list_people(self, writer: Any) -> None:
        from peerjournal.journal import Asked  # noqa: PLC0415 — as above

        self._next(
            f"{WRITER} lists who else is in them. Their names stay too; something else stands in their place."
        )
        for one in (person for told in stories() for person in told.people):
            person = writer.people.add(one.stand_in, one.names, Asked(one.asked))
            self._indented(f"{person.stand_in}, in place of {person.names[-1]}  ({person.asked})")

    def _make_story(self, writer: Any, entry: Any, told: DemoStory) -> Any:
        self._next(
            f"“{entry.title}” might help {READER}. {WRITER} makes a story of it: a copy, for someone else."
            " Beside it stands what is in it, where it stands today, and what helped and what didn't."
        )
        story = writer.journal.make_story(str(entry.number))
        story = writer.journal.edit(story.id, **beside(told))
        for line in story_parts.lines(story):
            self._indented(line)
        return story

    def _meet(self, writer: Any, reader: Any) -> None:
        self._next(
            "They hand each other their cards, and read six words aloud, so that both know the cards are"
            " theirs."
        )
        card = writer.circle.make_card(READER)
        writer.circle.take_answer(reader.circle.take_card(WRITER, card))
        for mine, theirs, name in ((writer, reader, READER), (reader, writer, WRITER)):
            other = WRITER if name == READER else READER
            words = theirs.circle.words(theirs.circle.get(other), mine=True)
            mine.circle.compare(mine.circle.get(name), words)
            self._indented(f"{name} reads:  {words}")

    def _letter(self, writer: Any, story: Any, told: DemoStory) -> bytes:
        from peerjournal.letters import Around, compose, new_letter_id  # noqa: PLC0415 — as above

        self._next("This is exactly what will leave.")
        around = Around(wish=told.wish, hold=told.hold)
        letter = compose([story], new_letter_id(), around=around, people=writer.people.all()).ready()
        self._indented(letter.body.decode())
        self._next(f"It is sealed for {READER}, and only {READER}.")
        prepared = writer.outbox.prepare(letter, writer.circle.get(READER))
        self._keep(prepared.name, prepared.data)
        writer.outbox.handed_over(prepared)
        return bytes(prepared.data)

    def _arrive(self, reader: Any, letter: bytes) -> str:
        self._next(
            f"{READER} opens it. Who it is from, and how sure that is, is said before anything is kept."
        )
        arrival = reader.inbox.look(letter)
        self._indented(arrival.sender.sentence)
        return str(reader.inbox.keep(arrival))

    def _answer(self, reader: Any, number: str, told: DemoStory) -> bytes:
        from peerjournal.letters import Reply, compose_reply, new_letter_id  # noqa: PLC0415 — as above

        self._next(f"{READER} answers with what stayed, as a witness.")
        said = told.reply
        reply = Reply(
            line=said.line, picture=said.picture, life=said.life, carry=said.carry, offer=bool(said.offer)
        )
        received = reader.inbox.letters.get(number)
        letter = compose_reply(reply, new_letter_id(), to=received.letter).ready()
        self._indented(letter.body.decode())
        prepared = reader.outbox.prepare(letter, reader.circle.get(WRITER))
        self._keep(prepared.name, prepared.data)
        reader.outbox.handed_over(prepared)
        return bytes(prepared.data)

    def _come_back(self, writer: Any, answer: bytes) -> None:
        self._next(f"{WRITER} takes the answer in. It stands beside the letter it answers.")
        arrival = writer.inbox.look(answer)
        self._indented(arrival.sender.sentence)
        writer.inbox.keep(arrival)

    def _keep(self, name: str, data: bytes) -> None:
        from peerjournal.disk import DISK  # noqa: PLC0415 — as above

        path = self._folder / name
        DISK.create(path, data)
        self.tell(f"\n    {len(data):,} bytes, in {path}")
