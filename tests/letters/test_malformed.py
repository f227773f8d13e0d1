"""Replies and letters that nobody would write: each is read or refused, in our own words."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peerjournal.crypto import mac
from peerjournal.crypto.age import encrypt
from peerjournal.errors import LetterDamaged, LetterError, TooLarge
from peerjournal.letters import Letter, Threads, cover_lines, said_at_the_end
from peerjournal.letters.layout import mark_line, read, size_of
from peerjournal.letters.letter import KINDS
from peerjournal.letters.seal import MARK_PURPOSE
from tests.letters.conftest import Person
from tests.letters.frozen import FOLDER

REPLY = (FOLDER / "reply.letter").read_bytes()
INDEX = next(line for line in REPLY.splitlines() if line.startswith(b"{"))
CANARY = "canary7391"
PIECES = [
    b'"',
    b"[",
    b"}",
    b"0",
    b"-1",
    b"1e9",
    b"\n",
    b"null",
    b"reply_line",
    b"\xff",
    b"\x1b[2J",
    INDEX[:40],
]

pieces = st.binary(max_size=40) | st.sampled_from(PIECES)
cuts = st.lists(st.tuples(st.integers(0, len(REPLY)), st.integers(0, 60), pieces), min_size=1, max_size=4)


def spoilt(plain: bytes, where: list[tuple[int, int, bytes]]) -> bytes:
    for start, size, instead in where:
        plain = plain[:start] + instead + plain[start + size :]
    return plain


def shown(letter: Letter) -> None:
    """Show a letter as both front ends do."""
    assert "\x1b" not in letter.text + "".join(map("".join, map(letter.texts, sorted(KINDS))))
    assert [*cover_lines(letter, letter.text)]
    assert said_at_the_end(letter) is not None


@given(cuts)
@settings(max_examples=500)
def test_a_reply_with_anything_put_in_or_taken_out_is_read_or_refused(
    where: list[tuple[int, int, bytes]],
) -> None:
    """F11: no reply, however it is spoilt, brings out another error than ours."""
    try:
        written = read(spoilt(REPLY, where))
    except (LetterDamaged, TooLarge):
        return
    shown(written.letter)


ids = st.sampled_from(["0f" * 16, "fe" * 16, "00" * 16, "FE" * 16, "", "x"])
index = st.fixed_dictionaries(
    {
        "letter_id": ids,
        "wish": st.sampled_from(["just_read", "ideas", "advice", "", 1]),
        "parts": st.lists(
            st.fixed_dictionaries(
                {
                    "at": st.lists(st.integers(-2, 45), min_size=2, max_size=2),
                    "kind": st.sampled_from(["reply_line", "reply_offer", "story", "title", "wish", "x"]),
                }
            ),
            max_size=4,
        ),
    },
    optional={"in_reply_to": ids, "replaces": ids, "takes_back": ids},
)


@given(index, st.text(alphabet="ab \n\u00fc\x1b\u202e[", min_size=1, max_size=40))
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_peer_marks_as_theirs_is_kept_or_refused(
    two_people: tuple[Person, Person], said: dict[str, Any], text: str
) -> None:
    """F11, F12: a hostile peer has the right key; what they mark is kept and listed, or refused."""
    sam, robin = two_people
    plain = marked(sam, robin, said, text.encode())
    try:
        arrival = robin.inbox.look(encrypt(plain, [robin.identity(sam).card.recipient]))
        assert arrival.letter is not None
        robin.inbox.keep(arrival)
    except LetterError:
        return
    shown(arrival.letter)
    letters = robin.inbox.letters.all()
    assert len([*Threads(letters)]) == len(letters)
    for one in letters:
        robin.inbox.letters.remove(robin.inbox.letters.reference(one))


def marked(sam: Person, robin: Person, said: dict[str, Any], body: bytes) -> bytes:
    """Write a letter from Sam to Robin with any index at all, rightly marked."""
    ours, theirs = sam.identity(robin), sam.peer(robin).theirs
    assert theirs is not None
    ends = {"to": theirs.card_id.hex(), "from": ours.card_id.hex()}
    line = json.dumps(said | ends, sort_keys=True, separators=(",", ":")).encode()
    head = b"peerjournal letter 0 %d %d\n%s\n%s\n" % (len(body), len(line), body, line)
    above = head + b"\n" * (size_of(len(head) + 65) - len(head) - 65)
    return above + mark_line(mac(ours.key_to(theirs, MARK_PURPOSE), above))


def test_no_refusal_repeats_what_stood_in_the_letter() -> None:
    """The canary: what somebody wrote is in no exception, nor in what it arose from."""
    told = []
    for instead in (CANARY.encode(), f'"{CANARY}":1,'.encode(), b"\xff" + CANARY.encode()):
        for start in range(0, len(REPLY), 7):
            try:
                read(spoilt(REPLY, [(start, 3, instead)]))
            except LetterError as refused:
                told.append(f"{refused} {refused.hint} {refused.__context__ or ''} {refused.__cause__ or ''}")
    assert told
    assert CANARY not in "".join(told)
