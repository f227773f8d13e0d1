"""What is to leave, as it was chosen: stories or a reply, for whom, and what stands around them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from peerjournal.cli.program import Program
from peerjournal.cli.terminal import Terminal
from peerjournal.errors import LetterError
from peerjournal.text import clean_line


@dataclass(frozen=True, slots=True, repr=False)
class Chosen:
    """What is to leave, composed."""

    peer: Any
    composition: Any
    stories: tuple[Any, ...] = ()
    around: Any = None
    earlier: Any = None
    """What this person was given of these stories before, if anything."""
    beside: bool = False
    """Whether it goes beside that, instead of taking its place."""
    reply: Any = None
    """The parts of a reply, where it is one."""

    @property
    def ids(self) -> list[str]:
        """The ids of the stories."""
        return [story.id for story in self.stories]


def story(session: Any, reference: str) -> Any:
    """Return the story with that number; raises LetterError for an entry, which never leaves."""
    from peerjournal.journal import Story  # noqa: PLC0415 — each command pays only for what it does

    piece = session.journal.get(reference)
    if not isinstance(piece, Story):
        raise LetterError(
            "That is an entry, and an entry never leaves.",
            hint=f"`peerjournal story {session.journal.short(piece)}` makes a story of it, which can.",
        )
    return piece


def of_stories(
    session: Any,
    peer: Any,
    stories: Collection[Any],
    around: Any,
    *,
    careful: Collection[int] = (),
    beside: bool = False,
) -> Chosen:
    """Compose a letter of stories. It takes the place of what they have of them, unless it goes beside."""
    from peerjournal.letters import compose, earlier, new_letter_id  # noqa: PLC0415 — as above

    before = earlier(session.vault, peer, [one.id for one in stories])
    composition = compose(
        tuple(stories),
        new_letter_id(),
        around=around,
        careful=careful,
        people=session.people.all(),
        replaces=before.replaces if before and not beside else "",
    )
    return Chosen(peer, composition, tuple(stories), around, before, beside)


def of_reply(
    session: Any,
    peer: Any,
    kept: Any,
    reply: Any,
    *,
    careful: Collection[int] = (),
    stays: Collection[str] = (),
) -> Chosen:
    """Compose a reply to a letter; None for one that is no longer here."""
    from peerjournal.letters import compose_reply, new_letter_id  # noqa: PLC0415 — as above

    letter = kept.letter if kept else None
    composition = compose_reply(
        reply, new_letter_id(), to=letter, careful=careful, people=session.people.all(), kept=stays
    )
    return Chosen(peer, composition, reply=reply)


def of_pause(
    program: Program,
    pause: Any,
    *,
    careful: Collection[int] = (),
    beside: bool = False,
    **said: Any,
) -> Chosen:
    """Compose what was set aside, as it is now.

    Args:
        program: The run of the command.
        pause: What was set aside; the person is still in the circle.
        careful: The numbers of the careful passages that go along.
        beside: Whether it goes beside an earlier version.
        said: What is said anew of the wish, the hold, the note, or of words that may stay.
    """
    from dataclasses import replace  # noqa: PLC0415 — as above

    session = program.session
    peer = session.circle.by_id(pause.peer)
    if pause.reply is None:
        stays = frozenset(map(clean_line, said.pop("kept", ()))) or pause.around.kept
        around = replace(pause.around, **said, kept=stays)
        stories = session.pauses.stories(pause)
        return of_stories(session, peer, stories, around, careful=careful, beside=beside)
    kept = session.inbox.letters.by_id(pause.answers)
    if kept is None:
        program.terminal.tell(
            "The letter that this answers was removed meanwhile, so it won't say which one it answers."
        )
    stays = {*map(clean_line, said.get("kept", ()))}
    return of_reply(session, peer, kept, pause.reply, careful=careful, stays=stays)


def tell_earlier(terminal: Terminal, chosen: Chosen, *, with_difference: bool) -> None:
    """Say what they have of it already, and what becomes of that."""
    before, letter = chosen.earlier, chosen.composition.letter
    if before is None:
        return
    terminal.tell(before.sentence(chosen.peer, letter))
    if letter is not None and with_difference and (lines := before.difference(letter)):
        terminal.tell("What differs, - what they have, + what would leave:")
        for line in lines:
            terminal.tell(f"  {line}".rstrip())
    if chosen.beside:
        terminal.tell("This goes beside it.")
    elif before.replaces:
        terminal.tell("This takes its place; `--beside` lets both stand.")
    else:
        terminal.tell("Another story is in it too, so this goes beside it.")


def tell_gap(terminal: Terminal, chosen: Chosen) -> None:
    """Say that a gap was left in a reply, where one was."""
    from peerjournal.letters import STILL_A_GAP, has_gap  # noqa: PLC0415 — as above

    if chosen.reply is not None and has_gap(chosen.reply):
        terminal.tell(STILL_A_GAP)
