"""Taking a pause: what is set aside before it leaves, until a time its writer chose.

A pause that waits changes nothing else anywhere: it is counted nowhere and reminds nobody. What was set aside
follows its stories as they are edited, and outlasts them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, Final

from peerjournal.errors import LetterError, Paused
from peerjournal.journal import Moment, Story
from peerjournal.letters.compose import Around
from peerjournal.letters.kept import Kept
from peerjournal.letters.letter import WISHES
from peerjournal.letters.reply import Reply
from peerjournal.letters.set_aside import Pause
from peerjournal.peers import Circle, Peer
from peerjournal.text import clean
from peerjournal.vault import Transaction, Vault, by_number, latest_first, short_number

TABLE: Final = "paused"

_ENTRIES: Final = "entries"


class Pauses:
    """What is set aside in one journal, in the table ``paused``: every device of it sees the same."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    # Looking.

    def all(self) -> list[Pause]:
        """Return everything that is set aside, the newest first."""
        found = [Pause.from_doc(*row) for row in self._vault.documents(TABLE).items()]
        return latest_first(found)

    def get(self, reference: str) -> Pause:
        """Return what has that short number ("3", "3b"), or raise LetterError."""
        found = by_number(self._vault, self.all(), reference)
        if found is None:
            raise LetterError(
                "There is nothing set aside with that number.", hint="`peerjournal paused` shows what is."
            )
        return found

    def reference(self, pause: Pause) -> str:
        """Return a pause's short number as it is shown: ``3``, or ``3b`` when another device gave it."""
        return short_number(self._vault, pause)

    def is_over(self, pause: Pause) -> bool:
        """Whether its time has come."""
        return self._now().instant >= pause.until.instant

    def stories(self, pause: Pause) -> tuple[Story, ...]:
        """Return its stories as they are now; one that is gone as it was when it was last here."""
        return tuple(Story.from_doc(one, doc) for one, doc in self._documents(pause).items())

    def meanwhile(self, pause: Pause) -> tuple[str, ...]:
        """Say what was taken away meanwhile; nothing of the pause itself is lost by that."""
        here, told = self._vault.documents(_ENTRIES), []
        for story in self.stories(pause):
            number = short_number(self._vault, story)
            name = f"Story {number}"
            if story.id not in here:
                told.append(f"{name} was erased meanwhile. The copy set aside here is still whole.")
            elif story.removed:
                told.append(
                    f"{name} was removed meanwhile. `peerjournal bring-back {number}` brings it back."
                )
        if Circle(self._vault).by_id(pause.peer) is None:
            told.append("The person it was for is no longer in your circle.")
        return tuple(told)

    def due(self, reference: str) -> Pause:
        """Return what was set aside, if it may leave now.

        Raises:
            Paused: Its time has not come.
            LetterError: A story of it or the person is gone; what was set aside is still there.
        """
        pause = self.get(reference)
        if not self.is_over(pause):
            raise self._refused(pause)
        if told := self.meanwhile(pause):
            number = self.reference(pause)
            raise LetterError(
                " ".join(told),
                hint=f"It is kept as it is: `peerjournal paused {number}` shows it, and"
                f" `peerjournal pause --keep {number}` lets go of it.",
            )
        return pause

    def require_over(self, peer: str, stories: Collection[str] = (), in_reply_to: str = "") -> None:
        """Raise Paused where one of these stories, or a reply to this letter, still waits for this peer."""
        for pause in self._about(peer, stories, in_reply_to):
            if not self.is_over(pause):
                raise self._refused(pause)

    # Changing.

    def set_aside(self, stories: Sequence[Story], peer: Peer, around: Around, until: Moment) -> Pause:
        """Set stories aside for a peer, as they are now.

        Raises:
            Paused: One of them is set aside for this peer already.
            LetterError: There is no story, no such wish, or that time is over.
        """
        if not stories:
            raise LetterError("Choose a story to set aside.")
        if around.wish not in WISHES:
            raise LetterError("There is no wish by that name.", hint=f"There are: {', '.join(WISHES)}.")
        return self._keep(
            peer,
            until,
            stories={story.id: story.to_doc() for story in stories},
            around=replace(around, hold=clean(around.hold), note=clean(around.note)),
        )

    def set_aside_reply(self, answered: Kept, peer: Peer, reply: Reply, until: Moment) -> Pause:
        """Set a reply to a letter aside; raises as ``set_aside`` does."""
        return self._keep(
            peer,
            until,
            answers=answered.id,
            in_reply_to=answered.letter_id,
            reply=_cleaned(reply),
        )

    def longer(self, reference: str, until: Moment) -> Pause:
        """Let it wait until another time; raises LetterError for one that is over."""
        self._require_ahead(until)
        return self._change(reference, until)

    def end(self, reference: str) -> Pause:
        """End the pause: from now on it may leave."""
        return self._change(reference, self._now())

    def keep(self, reference: str) -> Pause:
        """Keep it to oneself: the pause goes, and nothing else does."""
        with self._vault.transaction() as change:
            pause = self.get(reference)
            change.drop(TABLE, pause.id)
        return pause

    def refresh(self) -> None:
        """Put stories that were edited in the place of how they were when they were set aside."""
        for pause in self.all():
            now = self._documents(pause)
            if now != dict(pause.stories):
                with self._vault.transaction() as change:
                    if pause.id in change.documents(TABLE):
                        change.put(TABLE, pause.id, replace(pause, stories=now).to_doc())

    def write_anew(self, reference: str, reply: Reply) -> Pause:
        """Put a reply that was changed in the place of how it was set aside; it waits as long as before."""
        with self._vault.transaction() as change:
            now = replace(self.get(reference), reply=_cleaned(reply))
            change.put(TABLE, now.id, now.to_doc())
        return now

    def let_go(self, change: Transaction, peer: str, stories: Collection[str], in_reply_to: str) -> None:
        """Drop what leaves now, as part of the change that writes it down; what still waits stays."""
        for pause in self._about(peer, stories, in_reply_to):
            # What holds another story too still waits for that one.
            whole = pause.reply is not None or pause.stories.keys() <= {*stories}
            if whole and self.is_over(pause):
                change.drop(TABLE, pause.id)

    def _keep(self, peer: Peer, until: Moment, **what: Any) -> Pause:
        self._require_ahead(until)
        stories, in_reply_to = what.get("stories", {}), what.get("in_reply_to", "")
        with self._vault.transaction() as change:
            self.require_over(peer.id, stories, in_reply_to)
            self.let_go(change, peer.id, stories, in_reply_to)
            pause = Pause(
                id=self._vault.new_id(),
                number=change.number(TABLE),
                by=self._vault.device,
                peer=peer.id,
                set_on=self._now(),
                until=until,
                **what,
            )
            change.put(TABLE, pause.id, pause.to_doc())
        return pause

    def _change(self, reference: str, until: Moment) -> Pause:
        with self._vault.transaction() as change:
            pause = self.get(reference)
            now = replace(pause, until=until, stories=self._documents(pause))
            change.put(TABLE, now.id, now.to_doc())
        return now

    def _about(self, peer: str, stories: Iterable[str], in_reply_to: str) -> list[Pause]:
        wanted = {*stories}
        return [
            one
            for one in self.all()
            if one.peer == peer
            and (wanted & one.stories.keys() or (in_reply_to and one.in_reply_to == in_reply_to))
        ]

    def _documents(self, pause: Pause) -> dict[str, Mapping[str, Any]]:
        here = self._vault.documents(_ENTRIES)
        return {one: here.get(one, doc) for one, doc in pause.stories.items()}

    def _require_ahead(self, until: Moment) -> None:
        if until.instant <= self._now().instant:
            raise LetterError("That time is over already.", hint="A pause lasts until a time to come.")

    def _refused(self, pause: Pause) -> Paused:
        number, what = self.reference(pause), "reply" if pause.reply is not None else "story"
        return Paused(
            f"You set this {what} aside for this person, until {pause.until}.",
            hint=f"`peerjournal pause --end {number}` ends the pause.",
        )

    def _now(self) -> Moment:
        return Moment.of(self._vault.clock())


def _cleaned(reply: Reply) -> Reply:
    said: dict[str, Any] = {
        name: clean(part) for name, part in asdict(reply).items() if isinstance(part, str)
    }
    return replace(reply, **said)
