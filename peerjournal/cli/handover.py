"""How a letter becomes a file: what leaves is looked at, then it is on record, and only then written."""

import contextlib
from collections.abc import Callable, Collection, Iterable
from typing import Any

import click

from peerjournal.cli import files, offered
from peerjournal.cli.program import Program
from peerjournal.cli.terminal import Terminal
from peerjournal.errors import NeedsAnswer, PeerjournalError

_LOOK_FIRST = "Look at it with `peerjournal preview`, then pass `--looked`. Nothing was done."
_LOOK_AT_WORDS = "Look at what is listed above, then pass `--looked`. Nothing was done."
_PLAIN = "It has no lock: anybody who gets at the file, or at a copy of it, can read it."
_SAY_PLAIN = "Pass `--yes` if it is to be a file that anybody can read. Nothing was done."
_NO_PICTURE = "No font on this computer has a picture for these; an empty box stands in their place:"
_SAY_BOXES = "Pass `--yes` to go on all the same, or choose another form. Nothing was done."

out_option = click.option(
    "--out",
    metavar="DIR|FILE",
    type=offered.A_FILE,
    default=".",
    help="Where the file goes; the current folder if not said.",
)
looked_option = click.option("--looked", is_flag=True, help="You have looked at what leaves.")
unconfirmed_option = click.option(
    "--unconfirmed", is_flag=True, help="Seal although the safety words are not compared yet."
)
form_option = click.option(
    "--form",
    metavar="FORM",
    default="sealed",
    shell_complete=offered.FORMS,
    help="How it leaves: sealed, for their key; page, for a browser; pdf, for a phone; markdown, plain text.",
)
yes_option = click.option("--yes", is_flag=True, help="Go ahead without a question.")
kept_option = click.option(
    "--keep",
    "kept",
    metavar="WORD",
    multiple=True,
    help="A detail in your own words around the letter that may stay; may be given several times.",
)


def takes(*options: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command several options at once, in the order in which its help shows them."""

    def give(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return give


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


# What the writer looks at first.


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


def tell_to_decide(terminal: Terminal, session: Any, composition: Any) -> None:
    """List what needs a decision before it can leave, and the commands that decide."""
    if not composition.to_decide:
        return
    terminal.tell("Details that could point at someone. Each needs your decision:")
    _list(terminal, composition.to_decide)
    stories = dict.fromkeys(one.story for one in composition.to_decide)
    for story in stories:
        if story:
            number = session.journal.short(session.journal.get(story))
            terminal.tell(
                f"`peerjournal names {number} --keep WORD` decides, or `--vaguer WORD TEXT`, or"
                " `--leave-out WORD`."
            )
        else:
            terminal.tell("Where no story is named, `--keep WORD` lets it stay; or write it otherwise.")


def tell_to_look_at(terminal: Terminal, composition: Any) -> None:
    """List what may point at someone and was not looked at yet."""
    from peerjournal.journal import HONEST_LINE  # noqa: PLC0415 — only where a letter leaves

    for one in composition.masked:
        times = "once" if one.times == 1 else f"{one.times} times"
        terminal.tell(f"In the place of a name, {times}: {one.person.stand_in}. {one.person.remark}".rstrip())
    if composition.to_look_at:
        terminal.tell("Words that may point at someone. Look at each of them once:")
        _list(terminal, composition.to_look_at)
    terminal.tell(HONEST_LINE)


def _list(terminal: Terminal, found: Iterable[Any]) -> None:
    for one in found:
        terminal.tell(f"  {one.word} · {one.why.value} · {one.where}")


def note_looked(session: Any, composition: Any) -> None:
    """Note in the stories which words were looked at, so that each is shown once."""
    for story in dict.fromkeys(one.story for one in composition.to_look_at if one.story):
        piece = session.journal.get(story)
        words = [one.word for one in composition.to_look_at if one.story == story]
        session.journal.edit(story, looked=[*piece.looked, *words])


def agrees(
    terminal: Terminal, composition: Any, question: str, *, looked: bool, yes: bool, shown: bool = False
) -> bool:
    """Say the last line and ask the one question; what was not looked at yet is shown first.

    Args:
        terminal: Who is asked.
        composition: What leaves; nothing in it is undecided.
        question: The one question.
        looked: Whether all of it was looked at, the words that may point at someone among it.
        yes: Whether the question is answered.
        shown: Whether the letter itself was looked at, as by whoever has just given all of its words.

    Raises:
        NeedsAnswer: There is nobody to ask, and nothing said that it was looked at.
    """
    from peerjournal.letters import LAST_WORDS  # noqa: PLC0415 — only where a letter leaves

    if not (yes or looked or shown or terminal.asks):
        raise NeedsAnswer(hint=_LOOK_FIRST)
    if terminal.asks and not (looked or yes or shown):
        terminal.tell(f"This is exactly what leaves:\n\n{composition.ready().text}\n", as_it_is=True)
    if composition.to_look_at and not looked:
        tell_to_look_at(terminal, composition)
        if not terminal.asks:
            raise NeedsAnswer(hint=_LOOK_AT_WORDS)
        if not terminal.agrees("I have looked at these.", yes=False):
            return False
    terminal.tell(LAST_WORDS)
    return yes or not terminal.asks or terminal.agrees(question, yes=False)


def question_for(peer: Any, form: str) -> str:
    """Return the one question before a letter's file is made."""
    return f"{'Seal' if form == 'sealed' else 'Make'} it for {peer.called}?"


def agrees_to_form(terminal: Terminal, letter: Any, form: str, *, yes: bool) -> bool:
    """Ask before a file that anybody can read, or that can't show all of it; others need no question.

    Raises:
        NeedsAnswer: There is nobody to ask, and nothing said that it is wanted.
        PdfNotHere: What makes PDFs is not installed.
    """
    from peerjournal.letters import FORMS, Pdf  # noqa: PLC0415 — only where a letter leaves

    hint = ""
    if any(one.plain for one in FORMS if one.name == form):
        terminal.tell(_PLAIN)
        hint = _SAY_PLAIN
    elif form == Pdf.name and (missing := Pdf().missing_characters(letter)):
        terminal.tell(f"{_NO_PICTURE}\n  {' '.join(missing)}")
        hint = _SAY_BOXES
    if yes or not hint:
        return True
    if not terminal.asks:
        raise NeedsAnswer(hint=hint)
    return terminal.agrees("Write it like that?", yes=False)


# The file.


def hand_over(
    program: Program,
    letter: Any,
    peer: Any,
    *,
    out: str,
    stories: Collection[str] = (),
    **how: Any,
) -> None:
    """Make a letter's file, and print the file's path; what words open it is told beside it.

    Args:
        program: The run of the command.
        letter: What was looked at.
        peer: Whom it is for.
        out: Where the file goes.
        stories: The ids of the stories in it.
        how: ``form``, ``armored`` and ``unconfirmed``, as ``Outbox.prepare`` takes them.
    """
    from peerjournal.letters import NOT_NOTED, not_sure_yet, written_down  # noqa: PLC0415 — as above

    outbox, terminal = program.session.outbox, program.terminal
    prepared = outbox.prepare(letter, peer, stories=stories, **how)
    try:
        path = files.write(out, prepared.name, prepared.data)
    except PeerjournalError:
        # Where this can't be undone either, it stays on record as prepared, which is true.
        with contextlib.suppress(PeerjournalError):
            outbox.not_written(prepared)
        raise
    row, stands = prepared.row, ""
    try:
        row = outbox.handed_over(prepared)
    except PeerjournalError:
        # The file is there and whole: that, and where it is, must be told whatever else happens.
        stands = f" {NOT_NOTED}"
    form = row.form
    if unsure := not_sure_yet(peer, form):
        terminal.tell(unsure)
    terminal.tell(f"{written_down(peer, program.session.ledger.reference(row), form)}{stands}")
    _tell_way(terminal, prepared, peer.called)
    terminal.result(str(path))


def _tell_way(terminal: Terminal, prepared: Any, called: str) -> None:
    """Say how the file gets to them, which words open it, and what may go wrong on the way."""
    from peerjournal.letters import TRAVELS, handing_over  # noqa: PLC0415 — as above

    if prepared.row.form == "sealed":
        # Between two people who have exchanged cards there are no words to tell, and little to go wrong.
        return terminal.tell(TRAVELS)
    said = handing_over(prepared.row.form, called=called, name=prepared.name, words=prepared.words)
    if prepared.words:
        terminal.tell(f"\nThe words that open it, kept nowhere else:\n\n    {prepared.words}\n")
    for title, lines in (
        ("The file", said.file),
        ("The words", said.words),
        ("What may go wrong", said.may_go_wrong),
        ("To say to them, as it is", (said.read_aloud,)),
    ):
        terminal.tell("\n  ".join((f"{title}:", *lines)))
    return None
