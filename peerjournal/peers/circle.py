"""Circle: the peers I know, what each gave me, and how far I trust it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from peerjournal.crypto import KdfCost, check_point
from peerjournal.crypto.age import X25519Identity, decrypt, parse_recipient
from peerjournal.errors import BadCard, CryptoError, PeerError, UnknownPeer
from peerjournal.peers import safety
from peerjournal.peers.answer import Answer, read_answer, seal_answer
from peerjournal.peers.card import Card
from peerjournal.peers.identity import Identity
from peerjournal.peers.peer import AnswerTaken, Opener, Peer
from peerjournal.text import clean_line
from peerjournal.vault import Transaction, Vault, by_device, by_number, short_number

TABLE: Final = "peers"


class Circle:
    """The people in the table ``peers``. Nothing is cached: each question looks at the journal as it is."""

    def __init__(self, vault: Vault, *, safety_cost: KdfCost = safety.SAFETY_COST) -> None:
        self._vault = vault
        self._safety_cost = safety_cost

    # Looking.

    def peers(self) -> list[Peer]:
        """Return everyone, those of this device first, in the order of their numbers."""
        return by_device(self._vault, self._all())

    def get(self, name: str) -> Peer:
        """Return the peer with that id, of that name, or of that number ("3", "3b"); raise UnknownPeer."""
        if one := self.by_id(name):
            return one
        found = self._named(name)
        if len(found) > 1:
            raise UnknownPeer(
                "More than one person in your circle has that name.",
                hint="Use the number that `peerjournal peers` shows, or rename one of them.",
            )
        one = found[0] if found else by_number(self._vault, self._all(), name)
        if one is None:
            raise UnknownPeer
        return one

    def by_id(self, identifier: str) -> Peer | None:
        """Return the peer with that id, or None for someone who was dropped."""
        document = self._vault.documents(TABLE).get(identifier)
        return Peer.from_doc(identifier, document) if document else None

    def reference(self, peer: Peer) -> str:
        """Return a peer's short number as it is shown: ``3``, or ``3b`` when another device gave it."""
        return short_number(self._vault, peer)

    def openers(self) -> list[Opener]:
        """Return every secret age key of mine, with the person each was made for."""
        found: list[Opener] = []
        for peer in self._all():
            found += [Opener(one.age, peer, one) for one in peer.ours]
            if peer.our_age:
                found.append(Opener(peer.our_age, peer, None))
        return found

    # Giving and taking.

    def make_card(self, name: str, *, new: bool = False) -> bytes:
        """Return the card file for a peer, who joins the circle if need be; the same card each time.

        Args:
            name: What you call them.
            new: Make a new card in the place of the one they have. Letters carry it to them. If nobody has
                answered yet, or two people have, it starts afresh instead, and the old card is void.
        """
        with self._vault.transaction() as change:
            peer = self._find_or_new(name, change)
            if new or not peer.ours:
                identity = Identity.generate()
                restart = peer.theirs is None or peer.contested
                peer = (
                    peer.started_afresh(identity) if restart else replace(peer, ours=(*peer.ours, identity))
                )
                self.put(change, peer)
        return peer.ours[-1].card.encode()

    def take_card(self, name: str, data: bytes) -> bytes:
        """Take in a peer's card, and return the answer file to give them.

        Raises:
            BadCard: It can't be used, is one of yours, or is not the card that this person has.
            PeerError: The name can't be used.
        """
        card = Card.decode(data)
        with self._vault.transaction() as change:
            peer = self._find_or_new(name, change)
            self.require_usable(card, peer)
            if peer.theirs is not None and (peer.contested or peer.theirs != card):
                raise BadCard(
                    "This is another card than the one that is here for this person.",
                    hint="Nothing was kept. A new card comes inside a letter from them."
                    " Otherwise drop them first, or use another name.",
                )
            if not peer.ours:
                identity = Identity.generate()
                peer = replace(peer, ours=(identity,), marks_with=identity.card_id)
            answer = seal_answer(peer.ours[-1], card)
            self.put(change, peer if peer.theirs else peer.given(card))
        return answer

    def take_answer(self, data: bytes) -> AnswerTaken:
        """Take in an answer file, or raise BadCard."""
        openers = self.openers()
        try:
            opened = decrypt(data, [one.age for one in openers])
        except CryptoError as error:
            raise BadCard("This answer does not open with any card of yours.") from error
        opener = next(one for one in openers if one.age is opened.identity)
        return self.take_opened_answer(opened.plaintext, opener)

    def take_opened_answer(self, plaintext: bytes, opener: Opener) -> AnswerTaken:
        """Take in an answer that was opened already."""
        with self._vault.transaction() as change:
            peer = self.by_id(opener.peer.id)
            if peer is None:
                raise UnknownPeer("This person is no longer in your circle.")
            taken = self.foresee_answer(plaintext, replace(opener, peer=peer))
            if taken.peer != peer:
                self.put(change, taken.peer)
        return taken

    def foresee_answer(self, plaintext: bytes, opener: Opener) -> AnswerTaken:
        """Say what taking in an answer would do; nothing is kept. Raises BadCard."""
        return AnswerTaken(*opener.peer.answered_by(self._read_answer(plaintext, opener)))

    def make_age_recipient(self, name: str) -> str:
        """Return the ``age1…`` key for a peer with a stock age program; the same one each time."""
        with self._vault.transaction() as change:
            peer = self._find_or_new(name, change)
            ours = peer.our_age or X25519Identity.generate()
            if peer.our_age is None:
                self.put(change, replace(peer, our_age=ours))
        return ours.recipient.encode()

    def add_age(self, name: str, key: str) -> Peer:
        """Note the ``age1…`` or ``age1pq1…`` key of a peer with a stock age program, for any earlier one."""
        point = _point_of(key.strip())
        with self._vault.transaction() as change:
            peer = self._find_or_new(name, change)
            if peer.theirs is not None:
                raise BadCard(
                    "This person has a card, which is better than a key.", hint="Nothing was changed."
                )
            if point in set(self._our_points()):
                raise BadCard("This key is one of your own.", hint="Nothing was kept.")
            peer = replace(peer, their_age=key.strip(), reach="age")
            self.put(change, peer)
        return peer

    def add_plain(self, name: str) -> Peer:
        """Add someone who is reached without a key: a browser, a phone, paper. One who is here stays so."""
        with self._vault.transaction() as change:
            peer = self._find_or_new(name, change)
            if not self._named(name):
                self.put(change, peer)
        return peer

    # Being sure.

    def words(self, peer: Peer, *, mine: bool) -> str:
        """Return the six safety words of my card for a peer, or of theirs."""
        return safety.words(_card_of(peer, mine=mine), self._safety_cost)

    def digits(self, peer: Peer, *, mine: bool) -> str:
        """Return the same as thirty digits."""
        return safety.digits(_card_of(peer, mine=mine), self._safety_cost)

    def compare(self, peer: Peer, words: str) -> bool:
        """Compare what was heard with the peer's card, and note it when it fits.

        Where two people answered one card, the words decide which of them it is.
        """
        heard_of = [_card_of(peer, mine=False), *peer.rivals]
        right = next((card for card in heard_of if safety.fits(words, card, self._safety_cost)), None)
        if right is None:
            return False
        with self._vault.transaction() as change:
            now = self.by_id(peer.id)
            # The words take a moment to work out, and another session may have changed the card meanwhile.
            if now is None or right not in {now.theirs, *now.rivals}:
                return False
            self.put(change, now.compared(right, on=self._vault.clock().date().isoformat()))
        return True

    # Changing.

    def rename(self, name: str, new_name: str) -> Peer:
        """Call a peer something else."""
        with self._vault.transaction() as change:
            peer = replace(self.get(name), stand_in=_name(new_name))
            if any(one.id != peer.id for one in self._named(new_name)):
                raise PeerError("Someone in your circle has that name already.")
            self.put(change, peer)
        return peer

    def drop(self, name: str) -> Peer:
        """Take someone out of the circle, and your keys for them away; their letters stay."""
        with self._vault.transaction() as change:
            peer = self.get(name)
            change.drop(TABLE, peer.id)
        return peer

    def put(self, change: Transaction, peer: Peer) -> None:
        """Keep a peer as part of a larger change."""
        change.put(TABLE, peer.id, peer.to_doc())

    def require_usable(self, card: Card, peer: Peer) -> None:
        """Raise BadCard for a card that is one of mine, or that someone other than ``peer`` gave me."""
        ours = (identity.card for one in self._all() for identity in one.ours)
        if set(card.points) & set(self._our_points()) or any(map(card.shares_with, ours)):
            raise BadCard(
                "This is one of your own cards.",
                hint="Nothing was kept. Give it to the person you made it for; their answer brings theirs.",
            )
        others = (one for one in self._all() if one.id != peer.id)
        if any(card.shares_with(theirs) for one in others for theirs in one.their_cards):
            raise BadCard(
                "This card is here already, for someone else in your circle.",
                hint="Nothing was kept. Ask them for the card that they made for you.",
            )

    def _read_answer(self, plaintext: bytes, opener: Opener) -> Answer:
        if opener.identity is None:
            raise BadCard("This answers a key that is not a card.")
        answer = read_answer(plaintext, opener.identity)
        self.require_usable(answer.card, opener.peer)
        return answer

    def _our_points(self) -> Iterator[bytes]:
        for peer in self._all():
            for identity in peer.ours:
                yield from identity.card.points
            if peer.our_age:
                yield peer.our_age.recipient.raw

    def _all(self) -> list[Peer]:
        return [Peer.from_doc(*item) for item in self._vault.documents(TABLE).items()]

    def _named(self, name: str) -> list[Peer]:
        folded = clean_line(name).casefold()
        return [peer for peer in self._all() if peer.stand_in.casefold() == folded]

    def _find_or_new(self, name: str, change: Transaction) -> Peer:
        if self._named(name):
            return self.get(name)
        return Peer(self._vault.new_id(), change.number(TABLE), self._vault.device, _name(name))


def _card_of(peer: Peer, *, mine: bool) -> Card:
    ours = peer.newest.card if peer.newest else None
    card = ours if mine else peer.theirs
    if card is None:
        raise PeerError(
            "There is no card yet to compare.",
            hint="`peerjournal peers card --for NAME` makes yours; their answer, or their card, is theirs.",
        )
    return card


def _point_of(key: str) -> bytes:
    try:
        point = parse_recipient(key).raw[-32:]
        check_point(point)
    except CryptoError as error:
        raise BadCard(
            "This is not an age key that letters can be sealed to.",
            hint="Nothing was kept. Such a key begins with `age1` and is one long word.",
        ) from error
    return point


def _name(text: str) -> str:
    name = clean_line(text)
    if not name:
        raise PeerError("A name can't be empty.")
    return name
