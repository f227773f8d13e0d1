"""The command that answers a letter as a witness: what stayed, what it touched, what is taken along."""

from typing import Any, NamedTuple

import click

from peerjournal.cli import chosen, files, given, handover, offered, pausing
from peerjournal.cli.program import Program
from peerjournal.errors import InputError, LetterError
from peerjournal.text import clean_line

_PARTS = ("line", "picture", "life", "carry", "ideas")
_NOT_KEPT = "Nothing was kept; `--pause WHEN` would keep it for later."


class _Said(NamedTuple):
    """A reply, and what of it was typed or piped in, so that it isn't lost."""

    reply: Any
    typed: str


@click.command("reply", epilog='Example: peerjournal reply 1 --line "the back stairs"')
@click.argument("number", metavar="N", required=False)
@click.option("--line", metavar="TEXT", default="", help="A line that stayed with you.")
@click.option("--picture", metavar="TEXT", default="", help="What you pictured of what matters to them.")
@click.option("--life", metavar="TEXT", default="", help="Where it met your own life.")
@click.option("--carry", metavar="TEXT", default="", help="What you take with you.")
@click.option("--offer", is_flag=True, help="Offer what helped you, if they ever want to hear it.")
@click.option(
    "--ideas", metavar="TEXT", default="", help="What helped and what didn't, where they asked for it."
)
@click.option("--starters", is_flag=True, help="List short replies to pick from, and longer ones with gaps.")
@click.option("--json", "as_json", is_flag=True, help="Write what `--starters` lists as JSON.")
@click.option("--short", metavar="N", type=int, help="Begin with the short reply of that number.")
@click.option(
    "--starter",
    metavar="NAME",
    shell_complete=offered.STARTERS,
    help="Begin with a longer one, and fill its gaps.",
)
@click.option("--look-over", is_flag=True, help="Point at what may sound like fixing. Nothing is sealed.")
@click.option("--pause", "till", metavar="WHEN", help="Set it aside until then, instead of sealing it now.")
@click.option("--came-another-way", is_flag=True, help="Keep a reply that came by phone or on paper.")
@handover.kept_option
@handover.careful_option
@handover.form_option
@handover.out_option
@handover.unconfirmed_option
@handover.looked_option
@handover.yes_option
@click.pass_obj
def reply_command(program: Program, /, number: str | None, **options: Any) -> None:
    """Answer a letter with what stayed with you, and print the path of its file."""
    how = {
        name: options.pop(name) for name in ("careful", "kept", "form", "out", "unconfirmed", "looked", "yes")
    }
    starters, by_hand = options.pop("starters"), options.pop("came_another_way")
    look_over, till = options.pop("look_over"), options.pop("till")
    as_json = options.pop("as_json")
    if starters:
        return _list_starters(program, as_json=as_json)
    if as_json:
        raise click.UsageError("`--json` goes with `--starters`.")
    if number is None:
        raise click.UsageError("Something is missing: `N`, the number of the letter that you answer.")
    if look_over and till:
        raise click.UsageError("Look it over first, or set it aside: `--look-over` keeps nothing.")
    if by_hand and (any(options.values()) or look_over or till):
        raise click.UsageError("What came another way is typed, or comes from stdin, in one piece.")
    answered = program.session.inbox.letters.get(number)
    if by_hand:
        return _keep_by_hand(program, answered)
    if look_over:
        return _look_over(program, answered, options)
    return _reply(program, answered, options, till=till, **how)


def _reply(
    program: Program, answered: Any, options: dict[str, Any], *, till: str | None, out: str, **how: Any
) -> None:
    terminal, session = program.terminal, program.session
    files.require_free(out)
    peer = session.outbox.reader_of_reply(answered)
    if till is None:
        session.outbox.require_ready(peer, form=how["form"], unconfirmed=how["unconfirmed"])
        session.pauses.require_over(peer.id, in_reply_to=answered.letter_id)
    said = _read(program, answered, options)
    with given.not_lost(terminal, said.typed, ()):
        if till is not None:
            return pausing.set_reply_aside(program, answered, peer, said.reply, till)
        sealed = _seal(program, answered, peer, said.reply, out=out, **how)
    if not sealed and said.typed:
        terminal.tell(f"{_NOT_KEPT} Here is what you wrote:\n\n{said.typed}", as_it_is=True)
    return None


def _seal(program: Program, answered: Any, peer: Any, reply: Any, **how: Any) -> bool:
    """Seal a reply and write its file, unless whoever is asked says no."""
    from peerjournal.letters import STAYS  # noqa: PLC0415 — only to reply

    terminal, session = program.terminal, program.session
    careful, kept, looked, yes = (how.pop(one) for one in ("careful", "kept", "looked", "yes"))
    found = chosen.of_reply(
        session, peer, answered, reply, careful=careful or (), stays={*map(clean_line, kept)}
    )
    handover.tell_careful(terminal, found.composition, with_text=True)
    handover.tell_to_decide(terminal, session, found.composition)
    letter = found.composition.ready()
    chosen.tell_gap(terminal, found)
    # A script that gives the words has looked at them: a reply holds nothing but what was given just now.
    shown = not terminal.asks
    question = handover.question_for(peer, how["form"])
    if handover.agrees(
        terminal, found.composition, question, looked=looked, yes=yes, shown=shown
    ) and handover.agrees_to_form(terminal, letter, how["form"], yes=yes):
        handover.hand_over(program, letter, peer, **how)
        return True
    terminal.tell(STAYS)
    return False


# Its words.


def _read(program: Program, answered: Any, options: dict[str, Any]) -> _Said:
    """Return the reply that the options make, or that is typed or piped in where they say nothing."""
    from peerjournal.letters import BEFORE, ENOUGH, SHORT_ONES, Reply  # noqa: PLC0415 — as above

    terminal = program.terminal
    short, starter = options["short"], options["starter"]
    said = {name: options[name] for name in (*_PARTS, "offer")}
    if short is not None and starter is not None:
        raise click.UsageError("Begin with `--short` or with `--starter`, not with both.")
    if short is not None:
        if not 1 <= short <= len(SHORT_ONES):
            raise InputError("There is no short reply of that number.", hint="`reply --starters` lists them.")
        return _Said(Reply(SHORT_ONES[short - 1], **said), "")
    if starter is not None:
        note = _filled(program, answered, starter)
        return _Said(Reply(note, **said), note)
    if any(said.values()):
        return _Said(Reply(**said), "")
    typed = given.read(terminal, (), "\n".join((*BEFORE, f"{ENOUGH} {given.ENDS}")))
    return _Said(Reply(note=typed), typed)


def _filled(program: Program, answered: Any, name: str) -> str:
    """Return a longer beginning with its gaps filled, one line each; an empty line leaves a gap."""
    from peerjournal.letters import GAP, WITH_GAPS, asks_for_ideas  # noqa: PLC0415 — as above

    terminal = program.terminal
    if name not in WITH_GAPS:
        raise InputError("There is no longer one by that name.", hint=f"There are: {', '.join(WITH_GAPS)}.")
    if name == "ideas" and not asks_for_ideas(answered.letter):
        raise LetterError("They have not asked for ideas.", hint="`reply --starters` lists the others.")
    pieces = WITH_GAPS[name].split(GAP)
    if terminal.asks:
        terminal.tell(f"{WITH_GAPS[name]}\nEach gap is yours to fill; Enter leaves one.")
        lines = [terminal.line(f"{piece.strip(' .:')} {GAP}", instead="") for piece in pieces[:-1]]
    else:
        lines = given.read(terminal, (), "").split("\n")
    # What is more than there are gaps stands below, so that none of it is lost.
    gaps, rest = len(pieces) - 1, "\n".join(lines[len(pieces) - 1 :])
    words = [line.strip() or GAP for line in lines[:gaps]] + [GAP] * (gaps - len(lines))
    filled = "".join(f"{piece}{word}" for piece, word in zip(pieces, [*words, ""], strict=True))
    return f"{filled}\n\n{rest}" if rest.strip() else filled


def _list_starters(program: Program, *, as_json: bool) -> None:
    from peerjournal.letters import SHORT_ONES, WITH_GAPS  # noqa: PLC0415 — as above

    terminal = program.terminal
    if as_json:
        short = [{"short": number, "text": text} for number, text in enumerate(SHORT_ONES, start=1)]
        longer = [{"starter": name, "text": text} for name, text in WITH_GAPS.items()]
        return terminal.result_json({"items": [*short, *longer]})
    for number, text in enumerate(SHORT_ONES, start=1):
        terminal.result(f"--short {number}  {text}")
    for name, text in WITH_GAPS.items():
        shown = f"'{name}'" if " " in name else name
        terminal.result(f"--starter {shown}  {text}")
    return terminal.tell("Pick one, change it, or leave them all. None goes anywhere by itself.")


# What is not sealed.


def _look_over(program: Program, answered: Any, options: dict[str, Any]) -> None:
    """Point at what may sound like fixing. It keeps nothing, so what was typed is given back."""
    from peerjournal.letters import NOTHING_FOUND, look_over  # noqa: PLC0415 — as above

    terminal = program.terminal
    said = _read(program, answered, options)
    found = look_over(said.reply, answered.text)
    for phrase, sentence in found:
        terminal.result(f"{phrase} · {sentence}")
    if not found:
        terminal.tell(NOTHING_FOUND)
    if said.typed and terminal.asks:
        terminal.tell(f"Nothing was kept. Here is what you wrote:\n\n{said.typed}")


def _keep_by_hand(program: Program, answered: Any) -> None:
    if answered.direction != "sent":
        raise LetterError(
            "That letter came to you, so nothing answers it but you.",
            hint="Name the letter of yours that they answered; `peerjournal letters` shows the numbers.",
        )
    session, terminal = program.session, program.terminal
    reference = session.inbox.letters.reference(answered)
    text = given.read(terminal, (), f"What they said, in your words or theirs. {given.ENDS}")
    with given.not_lost(terminal, text, ()):
        number = session.inbox.keep_by_hand(reference, text)
    terminal.tell(f"Kept beside letter {reference}, as letter {number}.")
    terminal.result(str(number))
