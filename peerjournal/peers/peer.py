"""One person you exchange letters with: the name you call them, your keys for them, and what they gave you.

The document (table ``peers``): ``number``, ``by``, ``stand_in``, ``reach`` card|age|none,
``ours`` {``cards`` [{``seed``, ``mark``, ``card_id``}], ``marks_with``, ``age``?},
``theirs`` {``card``?, ``earlier``, ``rivals``, ``age``?}, ``state``? new|compared|changed, ``compared_on``?.
"""

from base64 import b64decode, b64encode
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final, Literal

from peerjournal.crypto.age import HybridIdentity, X25519Identity
from peerjournal.peers.answer import Answer
from peerjournal.peers.card import Card
from peerjournal.peers.identity import Identity

Reach = Literal["card", "age", "none"]
State = Literal["new", "compared", "changed"]
Outcome = Literal["completed", "the same", "contested", "only shown"]
"""
What an answer does. ``completed``: their card is here now. ``the same``: it was here already. ``contested``:
two people answered one card, and neither is believed until words are compared. ``only shown``: another answer
beside a card that was compared; nothing is changed.
"""

_REACHES: Final = MappingProxyType({"card": "by card", "age": "by age key", "none": "without a key"})
"""How a letter gets to somebody, in words."""
_LONGEST: Final = 60
"""Characters of a name where it is told."""
_STANDINGS: Final = {"new": "words not compared yet", "changed": "a new card, its words not compared yet"}
_KNOWN: Final = ("number", "by", "stand_in", "reach", "ours", "theirs", "state", "compared_on")


@dataclass(frozen=True, slots=True, repr=False)
class Peer:
    """A peer as the vault has them. Changing one gives another; the circle keeps it."""

    id: str
    number: int
    by: str
    """The device whose series ``number`` counts in, 32 hex digits."""
    stand_in: str
    """What you call them. It never leaves this journal."""
    reach: Reach = "none"
    """How a letter gets to them: by their card, by a stock age key, or not sealed at all."""
    ours: tuple[Identity, ...] = ()
    """Your identities for them, the newest last. The older ones still open letters under way."""
    marks_with: bytes = b""
    """The id of the newest card of yours that they are known to have."""
    our_age: X25519Identity | None = None
    """What opens files that they seal with a stock age program."""
    theirs: Card | None = None
    earlier: tuple[Card, ...] = ()
    """Cards of theirs that a newer one took the place of."""
    rivals: tuple[Card, ...] = ()
    """Other cards that answered the same card of yours, while none was compared."""
    their_age: str = ""
    """Their ``age1…`` or ``age1pq1…`` key."""
    state: State | None = None
    compared_on: str = ""
    other: dict[str, Any] = field(default_factory=dict)
    """What a later version keeps here."""

    def __repr__(self) -> str:
        return f"Peer({self.id})"

    @property
    def called(self) -> str:
        """What you call them, as it stands in lists and sentences: cut where it is too long for those."""
        return self.stand_in if len(self.stand_in) <= _LONGEST else f"{self.stand_in[: _LONGEST - 1]}…"

    @property
    def contested(self) -> bool:
        """Whether two people answered one card, and neither was compared."""
        return bool(self.rivals)

    @property
    def standing(self) -> str:
        """Say how far it is sure that what they gave is theirs; nothing for someone without a card."""
        if self.contested:
            return "two people answered, compare the words"
        if self.state == "compared":
            return f"words compared on {self.compared_on}"
        if self.state is None:
            return "has not answered your card yet" if self.ours and not self.their_age else ""
        return _STANDINGS[self.state]

    @property
    def about(self) -> str:
        """Say how a letter gets to them, and how far it is sure that what they gave is theirs."""
        # Somebody who has yet to answer is not one who goes without a key.
        way = "" if self.reach == "none" and self.standing else _REACHES[self.reach]
        return " · ".join(part for part in (way, self.standing) if part)

    @property
    def newest(self) -> Identity | None:
        """The identity whose card you would give them now."""
        return self.ours[-1] if self.ours else None

    @property
    def marking(self) -> Identity | None:
        """The identity that letters to them are marked with."""
        return next((one for one in self.ours if one.card_id == self.marks_with), self.newest)

    @property
    def announces(self) -> Card | None:
        """The new card of yours that letters carry until they are known to have it."""
        return self.newest.card if self.newest and self.newest is not self.marking else None

    def has(self, card_id: bytes) -> "Peer":
        """Note that they have the card of yours with this id; an older one than is known changes nothing."""
        order = [one.card_id for one in self.ours]
        if card_id in order and order.index(card_id) > order.index(self.marks_with):
            return replace(self, marks_with=card_id)
        return self

    def given(self, card: Card) -> "Peer":
        """Take their first card."""
        return replace(self, theirs=card, reach="card", state="new")

    def changed_to(self, card: Card) -> "Peer":
        """Take a new card that came under the mark of the old one."""
        old = (self.theirs,) if self.theirs else ()
        return replace(
            self, theirs=card, earlier=self.earlier + old, rivals=(), state="changed", compared_on=""
        )

    def started_afresh(self, identity: Identity) -> "Peer":
        """Forget the cards that answered, and the card that they answered."""
        return replace(
            self,
            ours=(identity,),
            marks_with=identity.card_id,
            theirs=None,
            earlier=(),
            rivals=(),
            state=None,
            compared_on="",
            reach="age" if self.their_age else "none",
        )

    def answered_by(self, answer: Answer) -> tuple["Peer", Outcome]:
        """Decide what an answer changes, by the rules of docs/formats/card.md."""
        card = answer.card
        if self.theirs is None:
            return self.given(card), "completed"
        if card == self.theirs or card in self.rivals:
            return self.has(answer.answered), "the same"
        if self.state == "new":
            return replace(self, rivals=(*self.rivals, card)), "contested"
        return self, "only shown"

    def compared(self, card: Card, *, on: str) -> "Peer":
        """Note that the words of this card of theirs fitted; of several it is the one that stays."""
        return replace(self, theirs=card, rivals=(), state="compared", compared_on=on)

    @property
    def their_cards(self) -> tuple[Card, ...]:
        """Every card that came from them, or for them."""
        theirs = (self.theirs,) if self.theirs else ()
        return (*theirs, *self.rivals, *self.earlier)

    def to_doc(self) -> dict[str, Any]:
        """Return it as JSON, secrets and all, for the vault."""
        ours = {"cards": [one.to_doc() for one in self.ours], "marks_with": self.marks_with.hex()}
        theirs: dict[str, Any] = {"earlier": _texts(self.earlier), "rivals": _texts(self.rivals)}
        if self.our_age:
            ours["age"] = self.our_age.encode()
        if self.theirs:
            theirs["card"] = card_text(self.theirs)
        if self.their_age:
            theirs["age"] = self.their_age
        document = self.other | {
            "number": self.number,
            "by": self.by,
            "stand_in": self.stand_in,
            "reach": self.reach,
            "ours": ours,
            "theirs": theirs,
        }
        if self.state:
            document["state"] = self.state
        if self.compared_on:
            document["compared_on"] = self.compared_on
        return document

    @classmethod
    def from_doc(cls, identifier: str, document: dict[str, Any]) -> "Peer":
        """Read what ``to_doc`` wrote."""
        ours, theirs = document["ours"], document["theirs"]
        return cls(
            id=identifier,
            number=document["number"],
            by=document["by"],
            stand_in=document["stand_in"],
            reach=document["reach"],
            ours=tuple(map(Identity.from_doc, ours["cards"])),
            marks_with=bytes.fromhex(ours["marks_with"]),
            our_age=X25519Identity.parse(ours["age"]) if "age" in ours else None,
            theirs=_card(theirs["card"]) if "card" in theirs else None,
            earlier=tuple(map(_card, theirs["earlier"])),
            rivals=tuple(map(_card, theirs["rivals"])),
            their_age=theirs.get("age", ""),
            state=document.get("state"),
            compared_on=document.get("compared_on", ""),
            other={name: value for name, value in document.items() if name not in _KNOWN},
        )


@dataclass(frozen=True, slots=True, repr=False)
class Opener:
    """One of my secret age keys, and the person it was made for."""

    age: HybridIdentity | X25519Identity
    peer: Peer
    identity: Identity | None
    """The identity it belongs to; None for a key that was made for a stock age program."""


@dataclass(frozen=True, slots=True)
class AnswerTaken:
    """What an answer did, or would do."""

    peer: Peer
    outcome: Outcome

    @property
    def sentence(self) -> str:
        """Say it to the person."""
        name = self.peer.called
        return {
            "completed": f"An answer to the card you made for {name}. Compare the safety words to be sure"
            f" that it is from {name}.",
            "the same": f"An answer to the card you made for {name}, which was here already.",
            "contested": f"Two people answered the card you made for {name}. Nothing can be sealed until you"
            " have compared the safety words, which show which of the two it is.",
            "only shown": f"Another answer to the card you made for {name}, from someone else."
            " The card you compared stays as it is.",
        }[self.outcome]


def card_text(card: Card) -> str:
    """Return CARD in base64 on one line, as letters and documents carry it."""
    return b64encode(card.raw).decode()


def _card(text: str) -> Card:
    return Card.split(b64decode(text))


def _texts(cards: tuple[Card, ...]) -> list[str]:
    return [card_text(card) for card in cards]
