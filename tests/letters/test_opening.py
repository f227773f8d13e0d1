"""Attacks on opening: no letter is shown under a peer's name that this peer did not write to this person.

Whatever an attacker makes of what they have: letters of others, cards, answers, files with bits changed.
"""

import contextlib
from dataclasses import replace

import pytest

from peerjournal.crypto import mac
from peerjournal.crypto.age import X25519Recipient, encrypt
from peerjournal.errors import LetterDamaged, LetterError, NotForUs, PeerError
from peerjournal.letters.layout import Ends, mark_line, read, write_above
from peerjournal.letters.seal import MARK_PURPOSE, Address, write
from peerjournal.peers import Opener
from tests.letters.conftest import Person, deliver
from tests.letters.frozen import FOLDER, REFUSED, VERDICTS
from tests.peers.frozen import identity

TwoPeople = tuple[Person, Person]


def refused_or_unconfirmed(plain: bytes, to: Person, way: Person) -> bool:
    try:
        return not deliver(plain, to, way).sender.confirmed
    except LetterError:
        return True


@pytest.fixture
def plain(two_people: TwoPeople) -> bytes:
    """A letter from Sam to Robin, as it is inside the seal."""
    sam, robin = two_people
    return sam.send(robin).kept.plain


def test_the_letter_itself_is_from_sam(two_people: TwoPeople, plain: bytes) -> None:
    sam, robin = two_people
    assert deliver(plain, robin, sam).sender.peer == robin.peer(sam)


def test_reflected_to_its_writer_it_is_nobodys(two_people: TwoPeople, plain: bytes) -> None:
    sam, robin = two_people
    assert deliver(plain, sam, robin).sender.sure == "not confirmed"


def test_reflected_with_the_ends_turned_round_it_is_nobodys(two_people: TwoPeople, plain: bytes) -> None:
    sam, robin = two_people
    written = read(plain)
    assert written.ends is not None
    turned = Ends(written.ends.sender, written.ends.to)
    forged = write_above(written.letter, turned) + mark_line(written.tag)
    assert deliver(forged, sam, robin).sender.sure == "not confirmed"


def test_passed_on_to_a_third_person_it_is_nobodys(
    two_people: TwoPeople, carol_too: Person, plain: bytes
) -> None:
    sam, robin = two_people
    assert deliver(plain, carol_too, robin).sender.sure == "not confirmed"
    assert deliver(plain, carol_too, sam).sender.sure == "not confirmed"


def test_through_the_key_made_for_another_person_it_is_nobodys(
    two_people: TwoPeople, carol_too: Person, plain: bytes
) -> None:
    _, robin = two_people
    assert deliver(plain, robin, carol_too).sender.sure == "not confirmed"


def test_marked_by_another_peer_it_is_nobodys_whatever_it_says(
    two_people: TwoPeople, carol_too: Person, plain: bytes
) -> None:
    sam, robin = two_people
    written = read(plain)
    carols = carol_too.identity(robin).key_to(robin.identity(carol_too).card, MARK_PURPOSE)
    guessed = carol_too.identity(robin).key_to(robin.identity(sam).card, MARK_PURPOSE)
    for key in (carols, guessed):
        forged = written.above + mark_line(mac(key, written.above))
        assert deliver(forged, robin, sam).sender.sure == "not confirmed"
        assert deliver(forged, robin, carol_too).sender.sure == "not confirmed"


def test_from_one_peer_it_is_not_taken_for_another_peers(two_people: TwoPeople, carol_too: Person) -> None:
    _, robin = two_people
    arrival = robin.inbox.look(carol_too.send(robin).data)
    assert arrival.sender.peer == robin.peer(carol_too)


@pytest.mark.parametrize("side", ["to", "sender"])
def test_with_a_fitting_mark_it_must_still_name_both_cards(two_people: TwoPeople, side: str) -> None:
    sam, robin = two_people
    ours, theirs = sam.identity(robin), robin.identity(sam).card
    ends = Ends(theirs.card_id, ours.card_id)
    other = replace(ends, to=b"x" * 16) if side == "to" else replace(ends, sender=b"x" * 16)
    key = ours.key_to(theirs, MARK_PURPOSE)
    right = write(sam.letter(), Address(theirs.recipient, ends, key))
    wrong = write(sam.letter(), Address(theirs.recipient, other, key))
    assert deliver(right, robin, sam).sender.confirmed
    assert not deliver(wrong, robin, sam).sender.confirmed


def test_without_its_mark_it_is_nobodys(two_people: TwoPeople, plain: bytes) -> None:
    sam, robin = two_people
    bare = write_above(read(plain).letter, None)
    assert deliver(bare, robin, sam).sender.sure == "not confirmed"
    with pytest.raises(LetterDamaged):
        deliver(plain[:-65], robin, sam)
    with pytest.raises(LetterDamaged):
        deliver(plain[:-65] + b"\n" * 65, robin, sam)


def test_with_a_made_up_mark_it_is_nobodys(two_people: TwoPeople, plain: bytes) -> None:
    sam, robin = two_people
    for tag in (
        bytes(32),
        b"\xff" * 32,
        mac(sam.identity(robin).key_to(sam.identity(robin).card, b""), plain),
    ):
        assert not deliver(plain[:-65] + mark_line(tag), robin, sam).sender.confirmed


def test_every_bit_of_it_flipped_is_refused_or_nobodys(two_people: TwoPeople, plain: bytes) -> None:
    """Looked at without sealing thousands of them again: in the seal is whatever an attacker put there."""
    sam, robin = two_people
    opener = Opener(robin.identity(sam).age, robin.peer(sam), robin.identity(sam))
    confirmed = []
    for place in range(len(plain) * 8):
        changed = bytearray(plain)
        changed[place // 8] ^= 1 << place % 8
        try:
            arrival = robin.inbox._look_inside(bytes(changed), opener)
        except LetterError:
            continue
        if arrival.sender.confirmed:
            confirmed.append(place)
    assert confirmed == []
    assert robin.inbox._look_inside(plain, opener).sender.confirmed


@pytest.mark.parametrize("length", [0, 1, 19, 20, 64, 500, 958, 959, 1022, 1023])
def test_cut_short_it_is_refused_or_nobodys(two_people: TwoPeople, plain: bytes, length: int) -> None:
    sam, robin = two_people
    assert refused_or_unconfirmed(plain[:length], robin, sam)


@pytest.mark.parametrize("name", REFUSED)
def test_what_breaks_a_rule_is_refused_even_with_a_fitting_mark(frozen_robin: Person, name: str) -> None:
    assert VERDICTS[name]["verdict"] == "refused"
    data = encrypt((FOLDER / name).read_bytes(), [identity("robin").card.recipient])
    with pytest.raises(LetterError):
        frozen_robin.inbox.look(data)


@pytest.fixture
def frozen_robin(robin: Person) -> Person:
    """The Robin of the frozen files, who has compared the frozen Sam's words."""
    peer = robin.circle.add_plain("Sam")
    ours = identity("robin")
    known = replace(peer, ours=(ours,), marks_with=ours.card_id).given(identity("sam").card)
    with robin.vault.transaction() as change:
        robin.circle.put(change, known.compared(identity("sam").card, on="2026-11-21"))
    return robin


@pytest.mark.parametrize("name", sorted(name for name in VERDICTS if VERDICTS[name]["verdict"] != "refused"))
def test_every_frozen_letter_has_its_verdict(frozen_robin: Person, name: str) -> None:
    data = (FOLDER / name).read_bytes()
    if name.endswith(".letter"):
        data = encrypt(data, [identity("robin").card.recipient])
    if name == "story-x25519.age":
        with pytest.raises(NotForUs):
            frozen_robin.inbox.look(data)
        return
    arrival = frozen_robin.inbox.look(data)
    assert arrival.sender.sure == VERDICTS[name]["verdict"]
    assert arrival.sender.confirmed is (arrival.sender.sure == "certain")


def test_a_second_answer_brings_nobody_under_the_peers_name(
    sam: Person, robin: Person, carol: Person
) -> None:
    card = sam.circle.make_card("Robin")
    for someone in (robin, carol):
        sam.circle.take_answer(someone.circle.take_card("Sam", card))
    letters = {someone.name: someone.send(sam).data for someone in (robin, carol)}
    for data in letters.values():
        assert sam.inbox.look(data).sender.sure == "not confirmed"
    sam.trust(robin)
    assert sam.inbox.look(letters["Robin"]).sender.sure == "certain"
    assert sam.inbox.look(letters["Carol"]).sender.sure == "not confirmed"


def test_an_answer_after_comparing_brings_nobody_under_the_peers_name(
    two_people: TwoPeople, carol: Person
) -> None:
    sam, robin = two_people
    carol.circle.take_card("Sam", sam.circle.make_card("Robin"))
    sam.inbox.keep(sam.inbox.look(carol.circle.take_card("Sam", sam.circle.make_card("Robin"))))
    assert sam.inbox.look(carol.send(sam).data).sender.sure == "not confirmed"
    assert sam.inbox.look(robin.send(sam).data).sender.sure == "certain"


def test_what_an_attacker_answered_first_is_not_believed_once_the_words_are_compared(
    sam: Person, robin: Person, carol: Person
) -> None:
    card = sam.circle.make_card("Robin")
    sam.circle.take_answer(carol.circle.take_card("Sam", card))
    sam.circle.take_answer(robin.circle.take_card("Sam", card))
    sam.trust(robin)
    assert sam.inbox.look(robin.send(sam).data).sender.sure == "certain"
    assert sam.inbox.look(carol.send(sam).data).sender.sure == "not confirmed"


# The rest


def test_through_a_stock_age_key_nothing_stands_under_a_name(two_people: TwoPeople, plain: bytes) -> None:
    sam, robin = two_people
    key = robin.circle.make_age_recipient("Sam")
    arrival = robin.inbox.look(encrypt(plain, [X25519Recipient.parse(key)]))
    assert arrival.sender.sure == "not confirmed"
    assert arrival.opener is not None
    assert arrival.opener.peer == robin.peer(sam)


def test_a_dropped_peer_is_not_recognised_again(two_people: TwoPeople) -> None:
    sam, robin = two_people
    arrival = robin.inbox.look(sam.send(robin).data)
    robin.circle.drop("Sam")
    with pytest.raises(NotForUs):
        robin.inbox.keep(arrival)
    assert robin.inbox.letters.all() == []


def test_who_it_is_from_is_settled_again_when_it_is_kept(sam: Person, robin: Person, carol: Person) -> None:
    card = sam.circle.make_card("Robin")
    sam.circle.take_answer(carol.circle.take_card("Sam", card))
    arrival = sam.inbox.look(carol.send(sam).data)
    assert arrival.sender.sure == "not yet compared"
    sam.circle.take_answer(robin.circle.take_card("Sam", card))
    kept = sam.inbox.letters.get(str(sam.inbox.keep(arrival)))
    assert (kept.peer, kept.sure) == ("", "not confirmed")


def test_an_unconfirmed_reply_leads_to_no_letter_of_ours(two_people: TwoPeople, carol_too: Person) -> None:
    sam, robin = two_people
    sent = sam.send(robin)
    letter = replace(sam.letter(), in_reply_to=sent.kept.letter_id, takes_back=sent.kept.letter_id)
    arrival = deliver(write_above(letter, None), sam, robin)
    assert (arrival.answers, arrival.takes_back) == (None, None)
    from_carol = sam.inbox.look(carol_too.send(sam, letter).data)
    assert (from_carol.sender.peer, from_carol.answers) == (sam.peer(carol_too), None)


def test_bob_can_write_to_himself_as_sam_and_so_can_prove_nothing(two_people: TwoPeople) -> None:
    """The price of certainty without a signature, and its point: Robin could have made this mark."""
    sam, robin = two_people
    ours, theirs = robin.identity(sam), sam.identity(robin).card
    key = ours.key_from(theirs, MARK_PURPOSE)
    forged = write(
        sam.letter("I never wrote this."),
        Address(ours.card.recipient, Ends(ours.card_id, theirs.card_id), key),
    )
    assert deliver(forged, robin, sam).sender.confirmed


def test_no_error_but_ours_comes_out_of_opening(two_people: TwoPeople, plain: bytes) -> None:
    sam, robin = two_people
    starts = [b"peerjournal/answer/v0", b"peerjournal letter 0 1 1\n", b"peerjournal letter ", b"\x00", b""]
    for start in starts:
        for rest in (b"", plain[:100], plain, b"\xff" * 2_000, b"\n" * 1_024):
            # Anything but these two groups would come out here, a CryptoError among it.
            with contextlib.suppress(LetterError, PeerError):
                arrival = deliver(start + rest, robin, sam)
                assert not arrival.sender.confirmed or start + rest == plain
