"""Open what arrives, recognise who it is from, and keep it or not.

Looking keeps nothing and changes nothing; keeping settles everything again, from the journal as it is then.
"""

from dataclasses import replace
from typing import Final

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
from peerjournal.letters.arrival import Arrival
from peerjournal.letters.forms import PAGE_BEGIN
from peerjournal.letters.kept import Kept, Letters
from peerjournal.letters.layout import START, Written, read
from peerjournal.letters.letter import MOST_BODY
from peerjournal.letters.page_reply import BEGIN as REPLY_BEGIN
from peerjournal.letters.page_reply import Block, as_letter
from peerjournal.letters.reply_keys import ReplyKeys
from peerjournal.letters.sender import NOT_CONFIRMED, UNKNOWN, Sender, recognise
from peerjournal.peers import ANSWER_LABEL, CARD_BEGIN, Card, Circle, Opener
from peerjournal.text import clean
from peerjournal.vault import Transaction, Vault

MOST_FILE: Final = 8 * 1024 * 1024
"""Bytes. Read no more than one beyond this from a file that came from elsewhere."""

_NO_LETTER: Final = "Nothing was kept. It is something else, or has been put together with something else."
_NO_SUCH_PAGE: Final = (
    "Nothing was kept. If you made that page, it was in another journal, or this is a copy of it from before:"
    " the answer opens where the page was made."
)


class Inbox:
    """How a letter arrives, whatever front end hands over its bytes."""

    def __init__(self, vault: Vault, circle: Circle) -> None:
        self._vault, self._circle = vault, circle
        self.letters = Letters(vault)

    def look(self, data: bytes) -> Arrival:
        """Say what a file is, who it is from and how sure that is. Nothing is kept.

        Raises:
            NotForUs: None of my keys opens it, or it answers a page that was not made here.
            LetterDamaged: It is not whole, or not exactly as it must be.
            TooLarge: It is larger than anything that could be kept.
            BadCard: It is a card or an answer that can't be used.
        """
        if len(data) > MOST_FILE:
            raise TooLarge("This is larger than any letter.", hint=_NO_LETTER)
        if CARD_BEGIN in data:
            return Arrival("card", UNKNOWN, data, card=Card.decode(data))
        if REPLY_BEGIN in data:
            return self._look_at_reply(data)
        if PAGE_BEGIN in data:
            raise LetterDamaged(
                "This is a web page that somebody made for you.",
                hint="Open it in a browser, with the six words they told you. What you write back there is"
                " for them.",
            )
        plain, opener = self._unseal(data)
        return self._look_inside(plain, opener)

    def keep(self, arrival: Arrival) -> int:
        """Keep what arrived, and return its number: a letter's, or for an answer the peer's.

        Who it is from is settled again, from the circle as it is now.

        Raises:
            AlreadyReceived: The same bytes are here, and are no surer now than they were.
        """
        if arrival.opener is None and not arrival.block:
            raise LetterError(
                "A card is taken in under a name.", hint="`peerjournal peers add NAME FILE` takes it in."
            )
        with self._vault.transaction() as change:
            if arrival.opener is None:
                return self._keep(self._look_at_reply(arrival.block), change)
            opener = self._same_opener(arrival.opener)
            if arrival.kind == "answer":
                return self._circle.take_opened_answer(arrival.plain, opener).peer.number
            return self._keep(self._look_inside(arrival.plain, opener), change)

    def keep_by_hand(self, reference: str, text: str) -> int:
        """Keep a reply that came by phone or on paper, typed in by the writer of this journal.

        Args:
            reference: The short number of the letter that it answers.
            text: What it says.

        Raises:
            TooLarge: It is more than a letter may hold.
        """
        answered = self.letters.get(reference)
        if len(text.encode("utf-8", "replace")) > MOST_BODY:
            raise TooLarge
        with self._vault.transaction() as change:
            row = self._received_now(change, clean(text).encode())
            row = replace(row, peer=answered.peer, sure="by hand", in_reply_to=answered.letter_id)
            # Who typed it in has read it.
            row = replace(row, other={**row.other, "opened": True})
            change.put(kept.TABLE, row.id, row.to_doc())
        return row.number

    def sender_of(self, letter: Kept) -> Sender:
        """Say who a kept letter is from and how sure that is now: words may have been compared since."""
        peer = self._circle.by_id(letter.peer)
        if peer is None or letter.letter is None or letter.sure == "by the page":
            return Sender(peer, letter.sure or "unknown")
        written = read(letter.plain)
        ours = (one for one in peer.ours if written.ends and one.card_id == written.ends.to)
        identity = next(ours, None)
        if identity is None:
            return NOT_CONFIRMED
        return recognise(written, Opener(identity.age, peer, identity))[0]

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
        sender, current = recognise(written, opener)
        same_id = [one for one in self._received() if one.letter_id == letter.letter_id]
        already = next((one for one in same_id if one.plain == plain), None)
        earlier = self._find(letter.replaces, sender, "received")
        unwanted = self._find(letter.takes_back, sender, "received")
        # A letter names one or the other; what it names has a number by which one finds it.
        about = earlier or unwanted
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
            takes_back=unwanted,
            replaces=earlier,
            number=self.letters.reference(about) if about else "",
        )

    def _look_at_reply(self, data: bytes) -> Arrival:
        """Open what was written back from a page of mine: under the letter that the page was made of."""
        block = Block.decode(data)
        key = ReplyKeys(self._vault).get(block.reply_id)
        if key is None:
            raise NotForUs("This answers a web page that this journal knows nothing of.", hint=_NO_SUCH_PAGE)
        letter = block.open(key.way_back.key, key.letter_id)
        plain = as_letter(letter)
        return Arrival(
            "letter",
            Sender(self._circle.by_id(key.peer), "by the page"),
            plain,
            letter=letter,
            already=next((one for one in self._received() if one.plain == plain), None),
            answers=self.letters.by_id(key.letter),
            block=data,
            page_for=key.peer,
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

    def _keep(self, arrival: Arrival, change: Transaction) -> int:
        if arrival.already and not arrival.is_new:
            number = self.letters.reference(arrival.already)
            raise AlreadyReceived(
                f"It is kept as letter {number}.", hint=f"`peerjournal letters show {number}` shows it."
            )
        self._learn(arrival, change)
        # What was kept before its sender's card was here has the same words; who wrote them is now known.
        row = arrival.already or self._received_now(change, arrival.plain)
        row = replace(row, peer=arrival.from_id, sure=arrival.sender.sure)
        if arrival.letter:
            said = arrival.letter
            row = replace(row, letter_id=said.letter_id, in_reply_to=said.in_reply_to, replaces=said.replaces)
        change.put(kept.TABLE, row.id, row.to_doc())
        return row.number

    def _learn(self, arrival: Arrival, change: Transaction) -> None:
        """Note which card of mine the sender has, and their new one."""
        peer, opener = arrival.sender.peer, arrival.opener
        if peer is None or opener is None or opener.identity is None:
            return
        learnt = peer.has(opener.identity.card_id)
        if arrival.card is not None:
            learnt = learnt.changed_to(arrival.card)
        if learnt != peer:
            self._circle.put(change, learnt)

    def _received_now(self, change: Transaction, plain: bytes) -> Kept:
        return Kept(
            id=self._vault.new_id(),
            number=change.number(kept.TABLE),
            by=self._vault.device,
            direction="received",
            plain=plain,
            received=Moment.of(self._vault.clock()).encode(),
        )


def _require_text(plain: bytes) -> None:
    if len(plain) > MOST_BODY:
        raise TooLarge
    try:
        plain.decode()
    except UnicodeDecodeError:
        raise LetterDamaged(
            "This file opens, and what is in it is not text.",
            hint="Nothing was kept. An age program can take it out.",
        ) from None
