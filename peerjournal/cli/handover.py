"""How a letter becomes a file: what leaves is looked at, then it is on record, and only then written."""

from typing import Any

import click

from peerjournal.cli import files
from peerjournal.cli.program import Program
from peerjournal.cli.terminal import Terminal
from peerjournal.errors import NeedsAnswer

_LOOK_FIRST = "Look at it with `peerjournal preview`, then pass `--looked`. Nothing was done."

out_option = click.option(
    "--out", metavar="DIR|FILE", default=".", help="Where the file goes; the current folder if not said."
)
looked_option = click.option("--looked", is_flag=True, help="You have looked at what leaves.")
unconfirmed_option = click.option(
    "--unconfirmed", is_flag=True, help="Seal although the safety words are not compared yet."
)
yes_option = click.option("--yes", is_flag=True, help="Go ahead without a question.")


class _Numbers(click.ParamType[frozenset[int]]):
    """Numbers with commas between them."""

    name = "numbers"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> frozenset[int]:
        """Read `1,3`."""
        try:
            return frozenset(int(part) for part in str(value).split(","))
        except ValueError:
            self.fail("Write the numbers with commas between them, as in `1,3`.", param, ctx)


careful_option = click.option(
    "--careful",
    metavar="N,…",
    type=_Numbers(),
    default=None,
    help="Careful passages that go along, by number; all others stay out.",
)


def tell_careful(terminal: Terminal, composition: Any, *, with_text: bool) -> None:
    """Say which careful passages there are, and which of them go along."""
    if not composition.careful:
        return
    terminal.tell("Careful passages. Each stays out unless `--careful` names its number:")
    for passage in composition.careful:
        terminal.tell(
            f"  {passage.number}  {passage.where} · {'goes along' if passage.included else 'stays out'}"
        )
        if with_text:
            terminal.tell("\n".join(f"     {line}" for line in passage.text.strip("\n").split("\n")))


def agrees(terminal: Terminal, letter: Any, question: str, *, looked: bool, yes: bool) -> bool:
    """Say the last line and ask the one question; what was not looked at yet is shown first.

    Raises:
        NeedsAnswer: There is nobody to ask, and nothing said that it was looked at.
    """
    from peerjournal.letters import LAST_WORDS  # noqa: PLC0415 — only where a letter leaves

    if not (yes or looked or terminal.asks):
        raise NeedsAnswer(hint=_LOOK_FIRST)
    if terminal.asks and not looked and not yes:
        terminal.tell(f"This is exactly what leaves:\n\n{letter.text}\n")
    terminal.tell(LAST_WORDS)
    return yes or not terminal.asks or terminal.agrees(question, yes=False)


def hand_over(
    program: Program, letter: Any, peer: Any, *, out: str, form: str = "sealed", **how: bool
) -> None:
    """Seal a letter, write its file, and print the file's path.

    Args:
        program: The run of the command.
        letter: What was looked at.
        peer: Whom it is for.
        out: Where the file goes.
        form: The form in which it leaves.
        how: ``armored`` and ``unconfirmed``, as ``Outbox.prepare`` takes them.
    """
    from peerjournal.letters import TRAVELS, not_sure_yet, written_down  # noqa: PLC0415 — as above

    outbox, terminal = program.session.outbox, program.terminal
    prepared = outbox.prepare(letter, peer, form=form, **how)
    path = files.write(out, prepared.name, prepared.data)
    row = outbox.handed_over(prepared)
    if unsure := not_sure_yet(peer):
        terminal.tell(unsure)
    terminal.tell(written_down(peer, program.session.ledger.reference(row)))
    terminal.tell(TRAVELS)
    terminal.result(str(path))
