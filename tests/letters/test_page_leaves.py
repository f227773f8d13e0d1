"""A page leaves, is answered, and the answer is taken in under its letter; it says how sure that is."""

from dataclasses import replace

import pytest

from peerjournal.crypto import Key
from peerjournal.errors import AlreadyReceived, LetterDamaged, NotForUs, NotSaved, Paused, PeerError
from peerjournal.journal import Moment
from peerjournal.letters import Around, Ledger, Pauses, Prepared, Threads
from peerjournal.letters.forms import page as web
from peerjournal.letters.reply_keys import TABLE, ReplyKey
from peerjournal.letters.way_back import WayBack
from peerjournal.peers import Peer
from tests.letters.conftest import MakePerson, Person
from tests.letters.pages import answer, block, inside, way_back_of

SURE = (
    "Written back from the page you made for Ana. Whoever can open that page can answer it, and nobody else."
)


@pytest.fixture(autouse=True)
def words_at_little_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the words open it is told in test_page.py, at their full cost."""
    monkeypatch.setattr(web, "ROUNDS", 1)


@pytest.fixture
def ana(sam: Person) -> Peer:
    """Somebody with nothing but a browser, in Sam's circle."""
    return sam.circle.add_plain("Ana")


def page(sam: Person, ana: Peer, wish: str = "stayed") -> Prepared:
    return sam.outbox.prepare(sam.letter(wish=wish), ana, form="page")


def answered(made: Prepared, **texts: str) -> bytes:
    """Write back from a page, as its reader does."""
    said = inside(made.data, made.words)
    return block(way_back_of(said), answer(said["letter_id"], **(texts or {"reply_line": "All of it."})))


def test_a_page_is_prepared_for_somebody_who_gave_no_card(sam: Person, ana: Peer) -> None:
    """F9: row and reply key are on the medium before anybody has the file; then it is handed over."""
    letter = sam.letter()
    made = sam.outbox.prepare(letter, ana, form="page", stories=["a story"])
    assert made.name == f"letter-{letter.letter_id[:4]}.html"
    assert (made.row.form, made.row.state, made.row.peer) == ("page", "prepared", ana.id)
    assert made.kept.letter == letter
    assert made.kept.stories == ("a story",)
    said = inside(made.data, made.words)
    kept = sam.vault.documents(TABLE)[said["reply"]["id"]]
    assert kept["key"] == said["reply"]["key"]
    assert (kept["letter"], kept["letter_id"], kept["peer"]) == (made.kept.id, letter.letter_id, ana.id)
    assert sam.outbox.handed_over(made).state == "handed over"


def test_the_words_are_kept_nowhere(sam: Person, ana: Peer) -> None:
    made = page(sam, ana)
    everything = str([sam.vault.documents(table) for table in sam.vault.table_names()])
    assert made.words not in everything
    assert made.words not in repr(made)


def test_a_page_that_asks_for_nothing_has_no_key(sam: Person, ana: Peer) -> None:
    made = page(sam, ana, "just_read")
    assert "reply" not in inside(made.data, made.words)
    assert not sam.vault.documents(TABLE)


def test_a_page_that_could_not_be_written_leaves_no_key(sam: Person, ana: Peer) -> None:
    other = page(sam, ana)
    made = page(sam, ana)
    sam.outbox.not_written(made)
    assert [doc["letter"] for doc in sam.vault.documents(TABLE).values()] == [other.kept.id]
    with pytest.raises(NotForUs):
        sam.inbox.look(answered(made))


def test_what_is_set_aside_for_them_leaves_as_no_page_either(sam: Person, ana: Peer) -> None:
    told = sam.story()
    later = Moment.of(sam.vault.clock().replace(year=2100))
    Pauses(sam.vault).set_aside([told], ana, Around(), later)
    with pytest.raises(Paused):
        sam.outbox.prepare(sam.letter(), ana, form="page", stories=[told.id])
    assert not sam.vault.documents(TABLE)


def test_an_answer_is_taken_in_under_its_letter(sam: Person, ana: Peer) -> None:
    """F11: it stands under the letter that the page was made of, and says how sure its writer is."""
    made = page(sam, ana)
    message = b"Hi Sam,\n\n" + answered(made, reply_line="In no hurry.") + b"\nA.\n"
    arrival = sam.inbox.look(message)
    assert (arrival.kind, arrival.sentence, arrival.remarks) == ("letter", SURE, ())
    assert arrival.answers == made.kept
    assert arrival.text == "**A line that stayed**\n\nIn no hurry."
    assert not [one for one in sam.inbox.letters.all() if one.direction == "received"], (
        "looking keeps nothing"
    )
    number = sam.inbox.keep(arrival)
    kept = sam.inbox.letters.get(str(number))
    assert (kept.direction, kept.peer, kept.sure) == ("received", ana.id, "by the page")
    assert sam.inbox.sender_of(kept).sentence == SURE
    assert [(depth, one.id) for depth, one in Threads(sam.inbox.letters.all())] == [
        (0, made.kept.id),
        (1, kept.id),
    ]


def test_it_is_never_surer_than_the_page_even_for_somebody_whose_words_were_compared(
    two_people: tuple[Person, Person],
) -> None:
    sam, robin = two_people
    made = sam.outbox.prepare(sam.letter(), sam.peer(robin), form="page")
    arrival = sam.inbox.look(answered(made))
    assert arrival.sender.sure == "by the page"
    kept = sam.inbox.letters.get(str(sam.inbox.keep(arrival)))
    assert sam.inbox.sender_of(kept).sure == "by the page"


def test_the_same_answer_is_taken_in_once_and_another_beside_it(sam: Person, ana: Peer) -> None:
    made = page(sam, ana)
    sam.inbox.keep(sam.inbox.look(answered(made)))
    again = sam.inbox.look(answered(made))
    assert not again.is_new
    with pytest.raises(AlreadyReceived):
        sam.inbox.keep(again)
    sam.inbox.keep(sam.inbox.look(answered(made, note="One more thing.")))
    threads = Threads(sam.inbox.letters.all())
    assert len(threads.answered_by(made.kept)) == 2


def test_an_answer_outlasts_the_ledger_the_letter_the_peer_and_a_night(
    sam: Person, ana: Peer, make_person: MakePerson
) -> None:
    """F9: reply keys survive a cleared ledger."""
    made = page(sam, ana)
    data = answered(made)
    sam.ledger.clear()
    sam.vault.lock()
    sam = make_person("Sam")
    assert sam.inbox.look(data).answers == made.kept
    sam.inbox.letters.remove(sam.inbox.letters.reference(made.kept))
    sam.circle.drop("Ana")
    arrival = sam.inbox.look(data)
    assert arrival.answers is None
    assert "someone who is no longer in your circle" in arrival.sentence
    kept = sam.inbox.letters.get(str(sam.inbox.keep(arrival)))
    assert (kept.peer, kept.sure) == (ana.id, "by the page")


def test_an_answer_to_somebody_elses_page_is_not_for_us(sam: Person, robin: Person) -> None:
    made = page(sam, sam.circle.add_plain("Ana"))
    with pytest.raises(NotForUs):
        robin.inbox.look(answered(made))


def test_an_answer_to_one_page_does_not_open_as_one_to_another(sam: Person, ana: Peer) -> None:
    """Somebody who has two pages moves an answer from one to the other: nothing of it is taken in."""
    one, other = page(sam, ana), page(sam, ana)
    said, elsewhere = (inside(made.data, made.words) for made in (one, other))
    mixed = WayBack(elsewhere["reply"]["id"], way_back_of(said).key)
    with pytest.raises(LetterDamaged):
        sam.inbox.look(block(mixed, answer(elsewhere["letter_id"], note="a")))
    with pytest.raises(LetterDamaged):
        sam.inbox.look(block(way_back_of(said), answer(elsewhere["letter_id"], note="a")))


def test_what_was_looked_at_is_settled_again_when_it_is_kept(sam: Person, ana: Peer) -> None:
    made = page(sam, ana)
    arrival = sam.inbox.look(answered(made))
    sam.outbox.not_written(made)
    with pytest.raises(NotForUs):
        sam.inbox.keep(arrival)


def test_the_page_itself_is_no_letter_and_says_so(sam: Person, ana: Peer) -> None:
    with pytest.raises(LetterDamaged, match="web page") as refused:
        sam.inbox.look(page(sam, ana).data)
    assert "browser" in refused.value.hint


def test_a_key_keeps_what_a_later_version_wrote_beside_it() -> None:
    key = ReplyKey(WayBack("ab" * 16, Key(b"k" * 32)), "a letter", "0f" * 16, "a peer", {"later": 1})
    assert ReplyKey.from_doc("ab" * 16, key.to_doc()) == key
    assert "6b6b" not in repr(key)
    assert replace(key, other={}).to_doc().keys() == {"key", "letter", "letter_id", "peer"}


def test_the_body_alone_leaves_as_plain_text(sam: Person, ana: Peer) -> None:
    letter = sam.letter(wish="stayed")
    made = sam.outbox.prepare(letter, ana, form="markdown")
    assert made.data == letter.body
    assert (made.name, made.words) == (f"letter-{letter.letter_id[:4]}.md", "")
    assert not sam.vault.documents(TABLE)


def test_what_is_read_together_is_noted_and_no_file_leaves(sam: Person, ana: Peer) -> None:
    letter = sam.letter()
    row = sam.outbox.read_together(letter, ana, stories=["a story"])
    assert (row.form, row.state, row.peer) == ("together", "handed over", ana.id)
    kept = sam.inbox.letters.by_id(row.letter)
    assert kept is not None
    assert (kept.letter, kept.stories) == (letter, ("a story",))


def test_what_can_not_be_noted_to_its_end_is_not_noted_at_all(
    sam: Person, ana: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise NotSaved

    monkeypatch.setattr(Ledger, "handed_over", refuse)
    with pytest.raises(NotSaved):
        sam.outbox.read_together(sam.letter(), ana)
    assert (sam.ledger.rows(), sam.inbox.letters.all()) == ([], [])


@pytest.mark.parametrize("form", ["page", "markdown"])
def test_only_the_sealed_file_needs_something_of_theirs(sam: Person, ana: Peer, form: str) -> None:
    sam.outbox.require_ready(ana, form=form)
    with pytest.raises(PeerError):
        sam.outbox.require_ready(ana, form="sealed")
