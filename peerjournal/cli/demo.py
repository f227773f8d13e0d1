"""The `demo` command: the whole way from a blank journal to an answered letter, between two made-up people.

Everything in it is real except the people: real journals, a real sealed letter, a real answer. The folder is
left for looking around; removing it leaves nothing behind.
"""

import shutil
import sys
import tempfile
import textwrap
from pathlib import Path
from typing import Any

import click

from peerjournal.cli.demo_stories import HEADER, DemoStory, stories
from peerjournal.cli.program import Program
from peerjournal.cli.terminal import Terminal

PASSPHRASE = "made up for looking around"  # noqa: S105 — shown on the screen, and opens nothing but the demo
_WRITER, _READER = "Wren", "Ilse"
_WIDEST = 92
"""Columns; longer lines are hard to read."""
_STAND_IN = ("Bettany from the post room", "A woman from the post room")
"""Names get stand-ins with a command of their own later; until then the made-up writer does it by hand."""


@click.command("demo", epilog="Example: peerjournal demo")
@click.pass_obj
def demo_command(program: Program) -> None:
    """Play a made-up journal, from its first page to a letter and its answer."""
    folder = Path(tempfile.mkdtemp(prefix="peerjournal-demo-"))
    show = _Show(program.terminal, folder)
    show.tell(HEADER)
    writer, reader = show.journals()
    entries = show.write(writer)
    told = stories()[0]
    story = show.make_story(writer, entries[0], told)
    show.meet(writer, reader)
    letter = show.letter(writer, story, told)
    number = show.arrive(reader, letter)
    answer = show.answer(reader, number, told)
    show.come_back(writer, answer)
    writer.lock()
    reader.lock()
    show.leave()


class _Show:
    """Says each step, and does it."""

    def __init__(self, terminal: Terminal, folder: Path) -> None:
        self._terminal, self._folder = terminal, folder
        self._step = 0

    def tell(self, text: str) -> None:
        self._terminal.result(text)

    def _next(self, text: str) -> None:
        self._step += 1
        self.tell("")
        self.tell(self._wrapped(f"made-up · {self._step}. {text}", ""))
        self.tell("")

    def _indented(self, text: str) -> None:
        self.tell("\n".join(self._wrapped(line, "    ") for line in text.splitlines()))

    def _wrapped(self, line: str, indent: str) -> str:
        width = min(self._terminal.width, _WIDEST)
        return textwrap.fill(line, width, initial_indent=indent, subsequent_indent=indent)

    def _places(self, name: str) -> Any:
        from peerjournal.config import Places  # noqa: PLC0415 — only this command needs it here

        return Places(self._folder / name.lower(), self._folder / f"{name.lower()}.state")

    def journals(self) -> tuple[Any, Any]:
        from peerjournal.session import Session  # noqa: PLC0415 — as above

        self._next(f"Two people, {_WRITER} and {_READER}, each make a journal.")
        return tuple(Session.create(self._places(name), PASSPHRASE) for name in (_WRITER, _READER))  # type: ignore[return-value] # two of them

    def write(self, writer: Any) -> list[Any]:
        from peerjournal.journal import Draft  # noqa: PLC0415 — as above

        self._next(f"{_WRITER}'s journal has three pages. What stands in [[brackets]] never leaves it.")
        drafts = [
            Draft(title=one.title, body=one.draft.strip().replace(*_STAND_IN), tags=one.tags)
            for one in stories()
        ]
        kept = list(writer.journal.add_all(drafts))
        for entry in kept:
            tags = " ".join(f"#{tag}" for tag in entry.tags)
            self._indented(f"{entry.number}  {entry.title}  {tags}")
        return kept

    def make_story(self, writer: Any, entry: Any, told: DemoStory) -> Any:
        self._next(
            f"“{entry.title}” might help {_READER}. {_WRITER} makes a story of it: a copy, for someone else."
        )
        story = writer.journal.make_story(str(entry.number))
        return writer.journal.edit(str(story.number), stands=told.stands)

    def meet(self, writer: Any, reader: Any) -> None:
        self._next(
            "They hand each other their cards, and read six words aloud, so that both know the cards are"
            " theirs."
        )
        card = writer.circle.make_card(_READER)
        writer.circle.take_answer(reader.circle.take_card(_WRITER, card))
        for mine, theirs, name in ((writer, reader, _READER), (reader, writer, _WRITER)):
            other = _WRITER if name == _READER else _READER
            words = theirs.circle.words(theirs.circle.get(other), mine=True)
            mine.circle.compare(mine.circle.get(name), words)
            self._indented(f"{name} reads:  {words}")

    def letter(self, writer: Any, story: Any, told: DemoStory) -> bytes:
        from peerjournal.letters import Around, compose, new_letter_id  # noqa: PLC0415 — as above

        self._next("This is exactly what will leave.")
        around = Around(wish=told.wish, hold=told.hold)
        letter = compose([story], new_letter_id(), around=around).ready()
        self._indented(letter.body.decode())
        self._next(f"It is sealed for {_READER}, and only {_READER}.")
        prepared = writer.outbox.prepare(letter, writer.circle.get(_READER))
        self._keep(prepared.name, prepared.data)
        writer.outbox.handed_over(prepared)
        return bytes(prepared.data)

    def arrive(self, reader: Any, letter: bytes) -> str:
        self._next(
            f"{_READER} opens it. Who it is from, and how sure that is, is said before anything is kept."
        )
        arrival = reader.inbox.look(letter)
        self._indented(arrival.sender.sentence)
        return str(reader.inbox.keep(arrival))

    def answer(self, reader: Any, number: str, told: DemoStory) -> bytes:
        from peerjournal.letters import Reply, compose_reply, new_letter_id  # noqa: PLC0415 — as above

        self._next(f"{_READER} answers with what stayed, as a witness.")
        said = told.reply
        reply = Reply(
            line=said.line, picture=said.picture, life=said.life, carry=said.carry, offer=bool(said.offer)
        )
        received = reader.inbox.letters.get(number)
        letter = compose_reply(reply, new_letter_id(), to=received.letter).ready()
        self._indented(letter.body.decode())
        prepared = reader.outbox.prepare(letter, reader.circle.get(_WRITER))
        self._keep(prepared.name, prepared.data)
        reader.outbox.handed_over(prepared)
        return bytes(prepared.data)

    def come_back(self, writer: Any, answer: bytes) -> None:
        self._next(f"{_WRITER} takes the answer in. It stands beside the letter it answers.")
        arrival = writer.inbox.look(answer)
        self._indented(arrival.sender.sentence)
        writer.inbox.keep(arrival)

    def _keep(self, name: str, data: bytes) -> None:
        from peerjournal.disk import DISK  # noqa: PLC0415 — as above

        path = self._folder / name
        DISK.create(path, data)
        self.tell(f"\n    {len(data):,} bytes, in {path}")

    def leave(self) -> None:
        writer = self._places(_WRITER)
        where = f"--journal {writer.journal} --state {writer.state}"
        started = Path(sys.argv[0])
        here = started.stem == "peerjournal" and shutil.which("peerjournal") is None
        command = str(started) if here else "peerjournal"
        self.tell(
            f"\nThat was the whole way. Look around in {_WRITER}'s made-up journal, if you like:\n\n"
            f"    {command} {where} list\n\n"
            f"The passphrase of both journals: {PASSPHRASE}\n"
            f"Everything is in {self._folder}; remove that folder and nothing of it is left."
        )
