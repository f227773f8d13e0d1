"""Rows for letters that were written to make a reader stand still: how soon each of them is painted."""

from pathlib import Path

from benchmarks.app import WHOLE, add_newest, surroundings, unlock
from benchmarks.commands import program
from benchmarks.fixtures import Ours, person, places_of
from benchmarks.screen import DOWN, ENTER, ESCAPE, Screen
from benchmarks.table import row
from benchmarks.timing import Run
from peerjournal import vault as vaults
from peerjournal.journal import Draft, Story
from peerjournal.letters import compose, new_letter_id

_MOST = 1.0
_ROUNDS = 5
LETTERS = {
    "2,000 bullets": ("Tessellate", "".join(f"- Tessellate {number}\n" for number in range(2_000))),
    "a quote 500 deep": ("Marmalade", f"{'> ' * 500}Marmalade\n"),
    "one line of 100 KB": ("Cantilever", "Cantilever " * 9_300),
    "10,000 headings": ("Dragonfly", "".join(f"# Dragonfly {number}\n" for number in range(10_000))),
}
"""What is in each, and the word in it that is waited for."""


def letters(folder: Path) -> None:
    """Time each letter twice: beside the list, and opened; the slower of the two is told."""
    ours = _reader(folder)
    taken = {name: Run() for name in LETTERS}
    for number in range(_ROUNDS + 1):
        with Screen([program()], surroundings(ours)) as screen:
            unlock(screen, ours)
            # The letter that came last stands first in the list, under the entry.
            for name in reversed(LETTERS):
                seconds = _read(screen, LETTERS[name][0])
                if number:
                    taken[name].seconds.append(seconds)
    for name, run in taken.items():
        row(f"app: a letter with {name} painted", run, most=_MOST)


def _read(screen: Screen, mark: str) -> float:
    screen.type(DOWN)
    beside = screen.wait(mark)
    screen.settle()
    screen.type(ENTER)
    opened = screen.wait(mark)
    screen.settle()
    screen.type(ESCAPE)
    screen.wait(WHOLE)
    screen.settle()
    return max(beside, opened)


def _reader(folder: Path) -> Ours:
    """Make the journal of somebody who received these letters."""
    writer, reader = person(folder / "hostile-writer"), person(folder / "hostile-reader")
    writer.circle.take_answer(reader.circle.take_card("Sam", writer.circle.make_card("Robin")))
    robin = writer.circle.get("Robin")
    for name, (_, body) in LETTERS.items():
        story = writer.journal.add(Draft(title=name, body=body, kind="story"))
        assert isinstance(story, Story)
        letter = compose([story], new_letter_id()).ready()
        sealed = writer.outbox.prepare(letter, robin, unconfirmed=True).data
        reader.inbox.keep(reader.inbox.look(sealed))
    for kept in reader.inbox.letters.all():
        reader.inbox.letters.mark_opened(kept.id)
    words = vaults.new_recovery_words()
    vaults.keep_recovery(reader.vault, words)
    reader.lock()
    ours = Ours(places_of(folder / "hostile-reader"), words)
    add_newest(ours)
    return ours
