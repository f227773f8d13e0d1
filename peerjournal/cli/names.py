"""The command `names`: what could still point at someone in a story, and the writer's decision on each."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any, NamedTuple

import click

from peerjournal.cli import given, story_parts
from peerjournal.cli.people import asked_line
from peerjournal.cli.program import Program
from peerjournal.cli.terminal import Terminal
from peerjournal.errors import JournalError, NoSuchPerson
from peerjournal.text import clean_line

_OFTEN = {1: "once", 2: "twice"}
_DECIDE = (
    "For each: `--keep WORD` leaves it in, `--vaguer WORD TEXT` puts something else there, `--leave-out WORD`"
    " makes it yours alone, `--stand-in WORD STAND-IN` makes it somebody's name."
)


class _Clue(NamedTuple):
    """One thing that could still point at someone, wherever in the story it stands."""

    word: str
    why: str
    where: tuple[str, ...]
    careful: bool
    """Whether it stands only in what is careful, and so stays unless that goes along."""

    @property
    def line(self) -> str:
        """How it is told."""
        careful = ("only in what is careful",) if self.careful else ()
        return " · ".join((f"  {self.word}", self.why, *self.where, *careful))


class _Look(NamedTuple):
    """What one look at a story finds."""

    replaced: tuple[Any, ...]
    to_decide: tuple[_Clue, ...]
    to_look_at: tuple[_Clue, ...]
    blocked: tuple[str, ...]
    """What else keeps it from leaving: a mark that is not closed above all."""


@click.command("names", epilog='Example: peerjournal names 3 --vaguer "Mill Street" "a side street"')
@click.argument("number", metavar="N")
@click.option("--keep", metavar="WORD", multiple=True, help="Leave it in, in this story.")
@click.option(
    "--vaguer",
    metavar="WORD TEXT",
    nargs=2,
    multiple=True,
    help="Put something else there, in the story itself.",
)
@click.option("--leave-out", metavar="WORD", multiple=True, help="Mark it as mine wherever it stands.")
@click.option(
    "--stand-in",
    metavar="WORD STAND-IN",
    nargs=2,
    multiple=True,
    help="Make it a name of the person with that stand-in, who is added if need be.",
)
@click.option(
    "--ask-again", metavar="WORD", multiple=True, help="Take back that it may stay, or was looked at."
)
@click.option("--looked", is_flag=True, help="I have looked at what is only to be looked at.")
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
@click.pass_obj
def names_command(program: Program, /, number: str, *, as_json: bool, **decisions: Any) -> int:
    """Show what could still point at someone in a story, and decide about it.

    Careful passages are looked at too, and said to be. It ends with exit code 1 while something must be
    decided before the story can leave. `-` in the place of a word or a text asks for it.
    """
    session, terminal = program.session, program.terminal
    decisions, typed = given.filled(program, decisions)
    story = story_parts.story_of(session, number)
    if any(decisions.values()):
        with given.not_lost(terminal, typed, ()), session.vault.transaction():
            story = _decided(session, story, **decisions)
        terminal.tell("Kept with the story." if not decisions["vaguer"] else "Changed in the story.")
    found = _look(session, story)
    if as_json:
        terminal.result_json(_as_json(session, story, found))
    else:
        _show(terminal, found, story.kept)
    _tell(terminal, found, quietly=as_json)
    if any(value for name, value in decisions.items() if name != "looked") and not typed:
        given.tell_once_what_the_shell_keeps(terminal, program.places.state)
    return 1 if found.to_decide or found.blocked else 0


# Looking.


def _look(session: Any, story: Any) -> _Look:
    """Look at everything that may leave of a story, the careful passages too."""
    from peerjournal.letters import compose, new_letter_id  # noqa: PLC0415 — each command pays for what it does

    people, letter_id = session.people.all(), new_letter_id()

    def composed(one: Any, careful: Collection[int] = ()) -> Any:
        return compose([one], letter_id, careful=careful, people=people)

    without = composed(story)
    every = [one.number for one in without.careful]
    whole = composed(story, every) if every else without
    open_words = {(one.word, one.why) for one in (*without.to_decide, *without.to_look_at)}
    decided = replace(story, kept=(*story.kept, *(one.word for one in whole.to_decide)))
    return _Look(
        whole.masked,
        tuple(_clues(whole.to_decide, open_words)),
        tuple(_clues(whole.to_look_at, open_words)),
        composed(decided, every).undecided,
    )


def _clues(found: Iterable[Any], open_words: set[Any]) -> Iterable[_Clue]:
    """Yield each thing that was found once, with every place of it."""
    places: dict[Any, dict[str, None]] = {}
    for one in found:
        places.setdefault((one.word, one.why), {})[one.where] = None
    for (word, why), where in places.items():
        yield _Clue(word, why.value, tuple(where), (word, why) not in open_words)


def _show(terminal: Terminal, found: _Look, kept: Iterable[str]) -> None:
    parts: tuple[tuple[str, list[str]], ...] = (
        ("Replaced:", [_replaced_line(one) for one in found.replaced]),
        ("For you to decide:", [clue.line for clue in found.to_decide]),
        ("For you to look at:", [clue.line for clue in found.to_look_at]),
        ("Left in, as you decided:", [f"  {word}" for word in kept]),
    )
    for heading, lines in parts:
        for line in (heading, *lines) if lines else ():
            terminal.result(line)


def _replaced_line(one: Any) -> str:
    often = _OFTEN.get(one.times, f"{one.times} times")
    person = one.person
    names = ", ".join(person.names)
    return f"  {person.stand_in} · {often} · in place of {names} · {asked_line(person)}"


def _tell(terminal: Terminal, found: _Look, *, quietly: bool) -> None:
    """Say what can be done, and what this can't do."""
    from peerjournal.journal import HONEST_LINE  # noqa: PLC0415 — as above

    for sentence in found.blocked:
        terminal.tell(sentence)
    for one in found.replaced:
        if one.person.remark:
            terminal.tell(f"{one.person.stand_in}: {one.person.remark}")
    if not quietly:
        if found.to_decide or found.to_look_at:
            terminal.tell(_DECIDE)
        if found.to_look_at:
            terminal.tell("`--looked` says that you have looked at the rest.")
        if not any(found):
            terminal.tell("There is nothing of that kind to see in it.")
    terminal.tell(HONEST_LINE)


def _as_json(session: Any, story: Any, found: _Look) -> dict[str, Any]:
    return {
        "blocked": list(found.blocked),
        "kept": list(story.kept),
        "looked": list(story.looked),
        "replaced": [
            {
                "asked": one.person.asked.value,
                "number": session.people.reference(one.person),
                "stand_in": one.person.stand_in,
                "times": one.times,
            }
            for one in found.replaced
        ],
        "to_decide": [_item(clue) for clue in found.to_decide],
        "to_look_at": [_item(clue) for clue in found.to_look_at],
    }


def _item(clue: _Clue) -> dict[str, Any]:
    return {"careful": clue.careful, "where": list(clue.where), "why": clue.why, "word": clue.word}


# Deciding.


def _decided(session: Any, story: Any, *, looked: bool, **decisions: tuple[Any, ...]) -> Any:
    """Do what was decided, and return the story as it is then."""
    from peerjournal.journal import left_out, made_vaguer  # noqa: PLC0415 — only to change something

    journal = session.journal
    if decisions["ask_again"]:
        away = [*map(clean_line, decisions["ask_again"])]
        if not {*away} <= {*story.kept, *story.looked}:
            raise JournalError("That was not decided about in this story.", hint="Nothing was changed.")
        kept, seen = ([word for word in words if word not in away] for words in (story.kept, story.looked))
        story = journal.edit(story.id, kept=kept, looked=seen)
    if decisions["keep"]:
        kept = [_found(session, story, word) for word in decisions["keep"]]
        story = journal.edit(story.id, kept=(*story.kept, *kept))
    for word, text in decisions["vaguer"]:
        story = journal.edit(story.id, **made_vaguer(story, word, text))
    for word in decisions["leave_out"]:
        story = journal.edit(story.id, **left_out(story, word))
    for word, stand_in in decisions["stand_in"]:
        _add_name(session.people, stand_in, _found(session, story, word))
    if looked:
        words = [clue.word for clue in _look(session, story).to_look_at]
        story = journal.edit(story.id, looked=(*story.looked, *words))
    return story


def _found(session: Any, story: Any, word: str) -> str:
    """Return a word that is among what was found; what is not can't be decided about."""
    word, found = clean_line(word), _look(session, story)
    if word not in {clue.word for clue in (*found.to_decide, *found.to_look_at)}:
        raise JournalError(
            "That is not among what was found in this story.",
            hint="`peerjournal names` shows it as it stands there; case counts. Nothing was changed.",
        )
    return word


def _add_name(people: Any, stand_in: str, name: str) -> None:
    try:
        person = people.get(stand_in)
    except NoSuchPerson:
        if stand_in.strip().isdecimal():
            raise
        people.add(stand_in, [name])
    else:
        people.change(people.reference(person), names=(*person.names, name))
