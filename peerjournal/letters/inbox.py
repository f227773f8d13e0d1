"""Open what arrives, recognise who it is from, and keep it or not.

Looking keeps nothing and changes nothing. Who a letter is from is settled here alone, by its mark; nothing that it says
about itself puts a person's name above it.
"""

from dataclasses import dataclass, replace
from typing import Final, Literal

from peerjournal.crypto import Key
from peerjournal.crypto.age import NoMatch, decrypt
from peerjournal.errors import (
    AlreadyReceived,
    BadCard,
    CryptoError,
    LetterDamaged,
    LetterError,
    NotForUs,
    TooLarge,
)
from peerjournal.journal import Moment
from peerjournal.letters import kept
from peerjournal.letters.kept import Kept, Letters, Sure
from peerjournal.letters.layout import START, Written, read
from peerjournal.letters.letter import MOST_BODY, Letter
from peerjournal.letters.seal import MARK_PURPOSE, check_mark
from peerjournal.peers import ANSWER_LABEL, CARD_BEGIN, AnswerTaken, Card, Circle, Opener, Peer
from peerjournal.text import clean
from peerjournal.vault import Vault

MOST_FILE: Final = 8 * 1024 * 1024
"""Bytes. Read no more than one beyond this from a file that came from elsewhere."""

Kind = Literal["card", "answer", "letter", "sealed text"]


@dataclass(frozen=True, slots=True)
class Sender:
    """Who something is from, and how sure that is."""

    peer: Peer | None
    """Only ever somebody whose mark fitted."""
    sure: Sure

    @property
    def confirmed(self) -> bool:
        """Whether it stands under a peer's name."""
        return self.peer is not None

    @property
    def sentence(self) -> str:
        """Say it to the person."""
        name = self.peer.stand_in if self.peer else ""
        return {
            "certain": f"From {name}. You have compared their safety words, so this is certain.",
            "not yet compared": f"From whoever gave you {name}'s card. Compare the safety words to be sure that it was {name}.",
            "changed card": f"From {name}'s new card. Compare the safety words again to be sure that it is theirs.",
            "earlier card": f"From a card that {name} had before the one they have now.",
            "not confirmed": "Sender not confirmed: anyone who has your card or key could have written this.",
            "unknown": "A sealed text, sender unknown: anyone who has your key could have written this.",
            "by hand": f"Kept by you, from {name}." if name else "Kept by you.",
        }[self.sure]


NOT_CONFIRMED: Final = Sender(None, "not confirmed")
UNKNOWN: Final = Sender(None, "unknown")


@dataclass(frozen=True, slots=True, repr=False)
class Arrival:
    """Something that came, looked at and not kept."""

    kind: Kind
    sender: Sender
    plain: bytes
    """What was in the seal; for a card, the file."""
    opener: Opener | None = None
    """Which of my keys opened it, and for whom I had made that key. That person need not be the sender."""
    letter: Letter | None = None
    card: Card | None = None
    """A card that came as a file, or the sender's new card inside a letter."""
    answer: AnswerTaken | None = None
    """What keeping this answer would do."""
    already: Kept | None = None
    """The same bytes, here already."""
    other_versions: tuple[Kept, ...] = ()
    """Letters that are here and have the same letter_id with other bytes."""
    answers: Kept | None = None
    """The letter of mine to the same person that this one replies to."""
    takes_back: Kept | None = None
    """The letter of theirs that they ask to have deleted."""

    @property
    def text(self) -> str:
        """All that a person reads of it, safe to show."""
        if self.letter:
            return self.letter.text
        return clean(self.plain.decode()) if self.kind == "sealed text" else ""

    @property
    def sentence(self) -> str:
        """Say what it is, who it is from and how sure that is."""
        if self.kind == "card":
            return "This is a card. `peerjournal peers add NAME FILE` takes it in, under the name you give."
        return self.answer.sentence if self.answer else self.sender.sentence

    @property
    def remarks(self) -> tuple[str, ...]:
        """Say what else there is to know before keeping it."""
        name = self.sender.peer.stand_in if self.sender.peer else ""
        found = []
        if self.already:
            found.append("This letter is here already.")
        if self.other_versions:
            found.append("A letter with the same id and other words is here already. Both are kept.")
        if self.card and self.letter:
            found.append(
                f"{name} has a new card. If you keep this, letters go to the new card; compare its words again."
            )
        if self.takes_back:
            found.append(f"{name} asks you to delete an earlier letter.")
        return tuple(found)


class Inbox:
    """How a letter arrives, whatever front end hands over its bytes."""

    def __init__(self, vault: Vault, circle: Circle) -> None:
        self._vault, self._circle = vault, circle
        self.letters = Letters(vault)

    def look(self, data: bytes) -> Arrival:
        """Say what a file is, who it is from and how sure that is. Nothing is kept.

        Raises:
            NotForUs: None of my keys opens it.
            LetterDamaged: It is not whole, or not exactly as it must be.
            TooLarge: It is larger than anything that could be kept.
            BadCard: It is a card or an answer that can't be used.
        """
        if len(data) > MOST_FILE:
            raise TooLarge
        if CARD_BEGIN in data:
            return Arrival("card", UNKNOWN, data, card=Card.decode(data))
        plain, opener = self._unseal(data)
        return self._look_inside(plain, opener)

    def keep(self, arrival: Arrival) -> int:
        """Keep what arrived, and return its number: a letter's, or for an answer the peer's.

        Who it is from is settled again, from the circle as it is now.

        Raises:
            AlreadyReceived: The same bytes are here, and are no surer now than they were.
        """
        if arrival.opener is None:
            raise LetterError(
                "A card is taken in under a name.",
                hint="`peerjournal peers add NAME FILE` takes it in.",
            )
        with self._vault.transaction():
            opener = self._same_opener(arrival.opener)
            if arrival.kind == "answer":
                return self._circle.take_opened_answer(arrival.plain, opener).peer.number
            return self._keep_text(self._look_inside(arrival.plain, opener))

    def keep_by_hand(self, reference: str, text: str) -> int:
        """Keep a reply that came by phone or on paper, as the writer of this journal typed it in, beside its letter."""
        answered = self.letters.get(reference)
        return self._put(
            Kept(
                **self._fresh(),
                plain=clean(text).encode(),
                peer=answered.peer,
                sure="by hand",
                in_reply_to=answered.letter_id,
            )
        )

    # Opening.

    def _unseal(self, data: bytes) -> tuple[bytes, Opener]:
        openers = self._circle.openers()
        try:
            opened = decrypt(data, [opener.age for opener in openers])
        except NoMatch as error:
            raise NotForUs from error
        except CryptoError as error:
            raise LetterDamaged("This file is not whole, or is something else than a letter.") from error
        return opened.plaintext, next(one for one in openers if one.age is opened.identity)

    def _same_opener(self, opener: Opener) -> Opener:
        same = next((one for one in self._circle.openers() if one.age == opener.age), None)
        if same is None:
            raise NotForUs("The person this came through is no longer in your circle.")
        return same

    def _look_inside(self, plain: bytes, opener: Opener) -> Arrival:
        if plain.startswith(ANSWER_LABEL):
            answer = self._circle.foresee_answer(plain, opener)
            return Arrival("answer", UNKNOWN, plain, opener, answer=answer)
        if plain.startswith(START):
            return self._look_at_letter(plain, opener)
        _require_text(plain)
        same = [one for one in self._received() if one.plain == plain]
        return Arrival("sealed text", UNKNOWN, plain, opener, already=same[0] if same else None)

    def _look_at_letter(self, plain: bytes, opener: Opener) -> Arrival:
        written = read(plain)
        letter = written.letter
        sender, current = _recognise(written, opener)
        same_id = [one for one in self._received() if one.letter_id == letter.letter_id]
        already = next((one for one in same_id if one.plain == plain), None)
        return Arrival(
            "letter",
            sender,
            plain,
            opener,
            letter,
            card=self._new_card(written, sender) if current else None,
            already=already,
            other_versions=tuple(one for one in same_id if one is not already),
            answers=self._find(letter.in_reply_to, sender, "sent"),
            takes_back=self._find(letter.takes_back, sender, "received"),
        )

    def _new_card(self, written: Written, sender: Sender) -> Card | None:
        """Return the usable new card that a letter carries, for a letter that the current card has marked."""
        if not written.ends or not written.ends.card or sender.peer is None:
            return None
        try:
            card = Card.parse(written.ends.card)
            self._circle.require_usable(card, sender.peer)
        except BadCard:
            return None
        return None if card == sender.peer.theirs else card

    def _find(self, letter_id: str, sender: Sender, direction: str) -> Kept | None:
        """Return the letter that an id points to, if it was exchanged with the very sender."""
        if not letter_id or sender.peer is None:
            return None
        wanted = (letter_id, sender.peer.id, direction)
        return next(
            (one for one in self.letters.all() if (one.letter_id, one.peer, one.direction) == wanted), None
        )

    def _received(self) -> list[Kept]:
        return [one for one in self.letters.all() if one.direction == "received"]

    # Keeping.

    def _keep_text(self, arrival: Arrival) -> int:
        peer = arrival.sender.peer
        row = Kept(
            **self._fresh(),
            plain=arrival.plain,
            peer=peer.id if peer else "",
            letter_id=arrival.letter.letter_id if arrival.letter else "",
            sure=arrival.sender.sure,
            in_reply_to=arrival.letter.in_reply_to if arrival.letter else "",
        )
        if peer and arrival.opener and arrival.opener.identity:
            self._learn(peer.has(arrival.opener.identity.card_id), arrival.card)
        if arrival.already is None:
            return self._put(row)
        if peer is None or arrival.already.peer:
            raise AlreadyReceived(f"This letter is here already, as {self.letters.reference(arrival.already)}.")
        # It was kept before its sender's card was here. The words are the same; who wrote them is now known.
        known = replace(arrival.already, peer=row.peer, sure=row.sure, in_reply_to=row.in_reply_to)
        with self._vault.transaction() as change:
            change.put(kept.TABLE, known.id, known.to_doc())
        return known.number

    def _learn(self, peer: Peer, card: Card | None) -> None:
        """Note which card of mine they have, and their new one."""
        if card is not None:
            peer = peer.changed_to(card)
        with self._vault.transaction() as change:
            if peer != self._circle.by_id(peer.id):
                self._circle.put(change, peer)

    def _fresh(self) -> dict[str, object]:
        with self._vault.transaction() as change:
            return {
                "id": self._vault.new_id(),
                "number": change.number(kept.TABLE),
                "by": self._vault.device,
                "direction": "received",
                "received": Moment.of(self._vault.clock()).encode(),
            }

    def _put(self, row: Kept) -> int:
        with self._vault.transaction() as change:
            change.put(kept.TABLE, row.id, row.to_doc())
        return row.number


def _recognise(written: Written, opener: Opener) -> tuple[Sender, bool]:
    """Say whose mark a letter bears, and whether it is that of their current card.

    Only the one person for whom the key that opened it was made can have marked it, with a card of theirs that is known
    here; and the letter must name both of these very cards.
    """
    peer, identity, ends = opener.peer, opener.identity, written.ends
    if identity is None or ends is None or ends.to != identity.card_id:
        return NOT_CONFIRMED, False
    # Of two cards that answered one card of mine, neither is believed until one was compared.
    current = () if peer.contested or peer.theirs is None else (peer.theirs,)
    for card in (*current, *peer.earlier):
        if card.card_id == ends.sender and _fits(written, identity.key_from(card, MARK_PURPOSE)):
            return Sender(peer, _how_sure(peer, card)), card == peer.theirs
    return NOT_CONFIRMED, False


def _fits(written: Written, key: Key) -> bool:
    try:
        check_mark(written, key)
    except CryptoError:
        return False
    return True


def _how_sure(peer: Peer, card: Card) -> Sure:
    if card != peer.theirs:
        return "earlier card"
    if peer.state == "compared":
        return "certain"
    return "changed card" if peer.state == "changed" else "not yet compared"


def _require_text(plain: bytes) -> None:
    if len(plain) > MOST_BODY:
        raise TooLarge
    try:
        plain.decode()
    except UnicodeDecodeError:
        raise LetterDamaged(
            "This file opens, and what is in it is not text.", hint="Nothing was kept. An age program can take it out."
        ) from None
