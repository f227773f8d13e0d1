"""Letters, people and the ledger as programs read them: for `--json`, and for moving out."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # Each listing imports only the room that it is about.
    from peerjournal.journal import People, Person
    from peerjournal.letters import Kept, Row, Threads
    from peerjournal.session import Session


def beside_entries(session: "Session") -> dict[str, list[dict[str, Any]]]:
    """Return {what: [each]} of what leaves with entries and stories where somebody says so.

    Not the hope shelf: what stands on it is in no form of leaving.
    """
    from peerjournal.letters import Threads  # noqa: PLC0415 — see above

    letters = session.inbox.letters.all()
    threads = Threads(letters)
    return {
        "letters": [letter(session, kept, threads) | {"text": kept.text} for kept in letters],
        "people": [person(session.people, one) for one in session.people.all()],
        "ledger": [ledger_row(session, row) for row in session.ledger.rows()],
    }


def letter(session: "Session", kept: "Kept", threads: "Threads") -> dict[str, Any]:
    """Return a letter that is kept, without its text, and how it stands to the others."""
    peer = session.circle.by_id(kept.peer)
    reference = session.inbox.letters.reference
    answered, older, newer = threads.answers(kept), threads.replaces(kept), threads.replaced_by(kept)
    return {
        "answered_by": [reference(one) for one in threads.answered_by(kept)],
        "answers": reference(answered) if answered else None,
        "direction": kept.direction,
        "id": kept.id,
        "number": reference(kept),
        "peer": peer.stand_in if peer else None,
        "received": kept.received or None,
        "replaced_by": reference(newer) if newer else None,
        "replaces": reference(older) if older else None,
        "sure": session.inbox.sender_of(kept).sure if kept.direction == "received" else None,
        "wish": kept.letter.wish if kept.letter else None,
    }


def person(people: "People", one: "Person") -> dict[str, Any]:
    """Return somebody in the stories."""
    return {
        "asked": one.asked.value,
        "id": one.id,
        "names": list(one.names),
        "number": people.reference(one),
        "stand_in": one.stand_in,
    }


def ledger_row(session: "Session", row: "Row") -> dict[str, Any]:
    """Return what somebody was given."""
    peer, given = session.circle.by_id(row.peer), session.inbox.letters.by_id(row.letter)
    return {
        "form": row.form,
        "letter": session.inbox.letters.reference(given) if given else None,
        "note": row.note or None,
        "number": session.ledger.reference(row),
        "peer": peer.stand_in if peer else None,
        "shared_on": row.shared_on,
        "state": row.state,
    }
