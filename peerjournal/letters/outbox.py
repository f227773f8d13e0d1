"""Make the form's bytes and write the ledger row, so that whatever is handed over is on record first."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from peerjournal.crypto.age import parse_recipient
from peerjournal.errors import CryptoError, LetterError, NotYetCompared, PdfNotHere, PeerError
from peerjournal.letters import kept, ledger, reply_keys
from peerjournal.letters.forms import FORMS, Pdf, SealedFile, WebPage, can_answer, pdf_is_here
from peerjournal.letters.handing_over import TOGETHER
from peerjournal.letters.kept import Kept
from peerjournal.letters.layout import Ends, write_above
from peerjournal.letters.ledger import Ledger, Row
from peerjournal.letters.letter import Letter
from peerjournal.letters.pause import Pauses
from peerjournal.letters.reply_keys import ReplyKey
from peerjournal.letters.seal import MARK_PURPOSE, Address
from peerjournal.letters.way_back import WayBack
from peerjournal.peers import Card, Circle, Identity, Peer
from peerjournal.vault import Transaction, Vault

_FORMS: Final = MappingProxyType({form.name: form for form in FORMS})


@dataclass(frozen=True, slots=True, repr=False)
class Prepared:
    """A file to hand over. Nothing has left yet, and the ledger says so."""

    data: bytes
    name: str
    """What to call the file: nothing of the story, of the peer or of the day is in it."""
    row: Row
    """Its row in the ledger, ``prepared``; without a number, and not written, while the ledger is off."""
    kept: Kept
    """The letter as it is kept: what they will have received."""
    words: str = ""
    """The six words that open it, where words do. They go another way than the file, and are kept nowhere."""


class Outbox:
    """How a letter leaves: as bytes and a suggested name. The front end writes the file."""

    def __init__(self, vault: Vault, circle: Circle) -> None:
        self._vault, self._circle = vault, circle
        self._ledger, self._pauses = Ledger(vault), Pauses(vault)

    @staticmethod
    def require_form(name: str) -> None:
        """Raise LetterError where there is no form by that name."""
        _form(name)

    def require_ready(self, peer: Peer, *, form: str = "sealed", unconfirmed: bool = False) -> None:
        """Raise what ``prepare`` would, so that nobody is asked about what can't be done anyway."""
        chosen = _form(form)
        if chosen.for_key:
            require_sure(peer, unconfirmed=unconfirmed)
            address_of(peer)
        if isinstance(chosen, Pdf) and not pdf_is_here():
            raise PdfNotHere

    def reader_of_reply(self, answered: Kept) -> Peer:
        """Return whom a reply to a letter is sealed for, or raise LetterError if nobody."""
        if answered.direction == "sent":
            raise LetterError(
                "You wrote that letter yourself.",
                hint="`--came-another-way` keeps a reply to it that came by phone or on paper.",
            )
        peer = self._circle.by_id(answered.peer)
        if peer is None:
            raise LetterError(
                "It isn't known who wrote that letter, so there is nobody to seal a reply for.",
                hint="If their card comes later, open the letter's file again.",
            )
        return peer

    def prepare(
        self,
        letter: Letter,
        peer: Peer,
        *,
        form: str = "sealed",
        armored: bool = False,
        unconfirmed: bool = False,
        stories: Collection[str] = (),
    ) -> Prepared:
        """Make the file for one peer, and write its row; both are on the medium when this returns.

        What was set aside of it waits until ``handed_over``: it holds what the letter leaves out, too. What
        the reader of a web page writes back is sealed under a key that is on the medium by then as well.

        Args:
            letter: What was previewed.
            peer: Whom it is for; they need a card or a key of theirs only for a form that says so.
            form: One of ``FORM_NAMES``.
            armored: Whether a sealed file is text.
            unconfirmed: Whether to seal to a card whose words were not compared.
            stories: The ids of the stories in it, by which it is known again; they stay in this journal.

        Raises:
            Paused: One of the stories, or the reply, is set aside for this peer until later.
            NotYetCompared: The card's words were not compared, or two people answered one card.
            PeerError: Nothing of theirs is here to seal to.
        """
        chosen = _form(form)
        if isinstance(chosen, SealedFile):
            return self._prepare_sealed(chosen, letter, peer, stories, (armored, unconfirmed))
        self._pauses.require_over(peer.id, stories, letter.in_reply_to)
        way_back = WayBack.new() if isinstance(chosen, WebPage) and can_answer(letter) else None
        # This takes a moment, and nobody waits for the lock meanwhile.
        made = chosen.make(letter, way_back) if isinstance(chosen, WebPage) else chosen.make(letter)
        with self._vault.transaction() as change:
            peer = self._circle.by_id(peer.id) or peer
            sent, row = self._write_down(change, letter, write_above(letter, None), peer, form, stories)
            if way_back:
                reply_keys.put(change, ReplyKey.of(way_back, sent))
        return Prepared(made.data, _name(letter, chosen.suffix), row, sent, made.words)

    def _prepare_sealed(
        self, form: SealedFile, letter: Letter, peer: Peer, stories: Collection[str], how: tuple[bool, bool]
    ) -> Prepared:
        armored, unconfirmed = how
        with self._vault.transaction() as change:
            peer = self._circle.by_id(peer.id) or peer
            require_sure(peer, unconfirmed=unconfirmed)
            sealed = form.make(letter, address_of(peer), armored=armored)
            sent, row = self._write_down(change, letter, sealed.plain, peer, form.name, stories)
        return Prepared(sealed.data, _name(letter, form.suffix), row, sent)

    def read_together(self, letter: Letter, peer: Peer, *, stories: Collection[str] = ()) -> Row:
        """Note that a letter was read by two people at one screen, in one change; no file of it leaves.

        Args:
            letter: What was previewed.
            peer: Who reads it with the writer.
            stories: As in ``prepare``.

        Raises:
            Paused: One of the stories is set aside for this peer until later.
        """
        with self._vault.transaction() as change:
            plain = write_above(letter, None)
            sent, row = self._write_down(change, letter, plain, peer, TOGETHER, stories)
            return self.handed_over(Prepared(b"", "", row, sent))

    def _write_down(
        self,
        change: Transaction,
        letter: Letter,
        plain: bytes,
        peer: Peer,
        form: str,
        stories: Collection[str],
    ) -> tuple[Kept, Row]:
        """Keep the letter, and write its row unless the ledger is off."""
        self._pauses.require_over(peer.id, stories, letter.in_reply_to)
        on = self._ledger.is_on
        sent = Kept(
            id=self._vault.new_id(),
            number=change.number(kept.TABLE),
            by=self._vault.device,
            direction="sent",
            plain=plain,
            peer=peer.id,
            letter_id=letter.letter_id,
            in_reply_to=letter.in_reply_to,
            replaces=letter.replaces,
            stories=tuple(stories),
        )
        row = Row(
            id=self._vault.new_id(),
            number=change.number(ledger.TABLE) if on else 0,
            by=self._vault.device,
            letter=sent.id,
            peer=peer.id,
            shared_on=self._vault.clock().date().isoformat(),
            form=form,
            replaces=letter.replaces,
        )
        change.put(kept.TABLE, sent.id, sent.to_doc())
        if on:
            change.put(ledger.TABLE, row.id, row.to_doc())
        return sent, row

    def not_written(self, prepared: Prepared) -> None:
        """Leave everything as it was before ``prepare``: there is no file, so nothing of it can have left."""
        with self._vault.transaction() as change:
            change.drop(kept.TABLE, prepared.kept.id)
            reply_keys.drop(change, prepared.kept.id)
            if prepared.row.id in change.documents(ledger.TABLE):
                change.drop(ledger.TABLE, prepared.row.id)

    def handed_over(self, prepared: Prepared) -> Row:
        """Note that the file was written, and let go of what was set aside of it."""
        sent = prepared.kept
        with self._vault.transaction() as change:
            self._pauses.let_go(change, sent.peer, sent.stories, sent.in_reply_to)
            if prepared.row.number:
                return self._ledger.handed_over(self._ledger.reference(prepared.row))
        return replace(prepared.row, state="handed over")


def _name(letter: Letter, suffix: str) -> str:
    return f"letter-{letter.letter_id[:4]}.{suffix}"


def _form(name: str) -> Any:
    if name not in _FORMS:
        raise LetterError("There is no form by that name.", hint=f"There is: {', '.join(_FORMS)}.")
    return _FORMS[name]


def address_of(peer: Peer) -> Address:
    """Return where a peer's letters go, or raise PeerError if nothing of theirs is here."""
    if peer.theirs is not None and peer.marking is not None:
        return _between(peer.marking, peer.theirs, peer.announces)
    if peer.their_age:
        return Address(parse_recipient(peer.their_age))
    if peer.ours:
        raise PeerError(
            "They have not answered your card yet, so nothing can be sealed for them.",
            hint="Give them the card that `peerjournal peers card --for NAME` makes."
            " Their answer opens with `peerjournal open`.",
        )
    raise PeerError(
        "There is no card or key of theirs here, so nothing can be sealed for them.",
        hint="`peerjournal peers card --for NAME` makes a card for them.",
    )


def require_sure(peer: Peer, *, unconfirmed: bool) -> None:
    """Raise NotYetCompared where sealing would need more trust than there is."""
    if peer.contested:
        raise NotYetCompared(
            "Two people answered the card you made for this person.",
            hint="`peerjournal peers compare NAME` shows which of the two it is;"
            " `peers card --for NAME --new` starts afresh.",
        )
    if peer.reach == "card" and peer.state != "compared" and not unconfirmed:
        raise NotYetCompared


def _between(ours: Identity, theirs: Card, announced: Card | None) -> Address:
    try:
        key = ours.key_to(theirs, MARK_PURPOSE)
    except CryptoError as error:
        raise PeerError("This person's card holds a key that can't be used.") from error
    ends = Ends(theirs.card_id, ours.card_id, announced.raw if announced else b"")
    return Address(theirs.recipient, ends, key)
