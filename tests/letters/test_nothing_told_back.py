"""That a letter came, was opened, was kept or was let go is told to nobody."""

from peerjournal.letters import Reply, compose_reply
from tests.letters.conftest import Person

TwoPeople = tuple[Person, Person]
REPLY_ID = "0123456789abcdef" * 2


def test_what_is_sent_back_is_the_same_whatever_became_of_the_letter(two_people: TwoPeople) -> None:
    """N5: byte for byte; no receipt, no "seen" and no time is in a reply or in any other letter."""
    sam, robin = two_people
    arrived = robin.inbox.look(sam.send(robin).data)
    robin.inbox.keep(arrived)
    assert arrived.letter is not None
    told = []
    for what in ("nothing", "opened", "removed"):
        if what == "opened":
            robin.inbox.letters.mark_opened(robin.inbox.letters.all()[0].id)
        if what == "removed":
            robin.inbox.letters.remove("1")
        reply = compose_reply(Reply(line="the back stairs"), REPLY_ID, to=arrived.letter).ready()
        told.append(robin.outbox.prepare(reply, robin.peer(sam)).kept.plain)
    assert told[0] == told[1] == told[2]


def test_reading_makes_nothing_that_could_be_sent(two_people: TwoPeople) -> None:
    """N5, F12: looking, keeping, opening and letting go make no letter and no row."""
    sam, robin = two_people
    robin.inbox.keep(robin.inbox.look(sam.send(robin).data))
    robin.inbox.letters.mark_opened(robin.inbox.letters.all()[0].id)
    assert [one.direction for one in robin.inbox.letters.all()] == ["received"]
    robin.inbox.letters.remove("1")
    assert robin.inbox.letters.all() == []
    assert robin.ledger.rows() == []
