"""Whole files: who opens them, who may share them, and that nothing changed ever opens."""

from collections.abc import Sequence
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.crypto import age
from peerjournal.crypto.age import armor, file, header
from peerjournal.crypto.age.header import Stanza
from peerjournal.errors import CryptoError
from tests.crypto.age.damage import bit_flips, edits

PLAINTEXT = b"a few words"
X25519 = age.X25519Identity(bytes([66] * 32))
HYBRID = age.HybridIdentity(bytes(range(32)))
PASSPHRASE = age.ScryptIdentity("six words would be better")
CHEAP = age.ScryptRecipient(PASSPHRASE.passphrase, 1)
KINDS: list[tuple[age.Identity, age.Recipient]] = [
    (X25519, X25519.recipient),
    (HYBRID, HYBRID.recipient),
    (PASSPHRASE, CHEAP),
]
SMALL = age.encrypt(PLAINTEXT, [X25519.recipient])
SMALL_HYBRID = age.encrypt(PLAINTEXT, [HYBRID.recipient])

around_borders = st.builds(
    lambda border, by: max(0, border + by), st.sampled_from([0, 65_536, 131_072]), st.integers(-20, 20)
)


@given(size=around_borders, kind=st.sampled_from(range(3)), armored=st.booleans())
def test_what_was_sealed_opens_around_every_border(size: int, kind: int, *, armored: bool) -> None:
    identity, recipient = KINDS[kind]
    plaintext = sha256(str(size).encode()).digest() * (size // 32 + 1)
    data = age.encrypt(plaintext[:size], [recipient], armored=armored)
    assert age.decrypt(data, [identity]) == age.Opened(plaintext[:size], identity)
    assert b"".join(age.decrypt_chunks(data, [identity])) == plaintext[:size]
    assert age.inspect(data).plaintext_size == size
    assert age.inspect(data).armored is armored


def test_two_files_of_the_same_words_have_nothing_in_common() -> None:
    other = age.encrypt(PLAINTEXT, [X25519.recipient])
    first, second = header.decode(SMALL), header.decode(other)
    assert first.stanzas != second.stanzas
    assert first.mac != second.mac
    assert SMALL[first.size :][:16] != other[second.size :][:16]


@pytest.mark.parametrize(("identity", "recipient"), KINDS)
def test_stanzas_of_other_types_are_passed_over(identity: age.Identity, recipient: age.Recipient) -> None:
    kinds = (identity.kind.swapcase(), f"{identity.kind}x", "grease")
    others = [Stanza((kind, "!"), b"") for kind in kinds]
    assert file._find([*others, recipient.wrap(bytes(16))], [identity]) == (identity, bytes(16))
    with pytest.raises(age.NoMatch):
        file._find(others, [identity])


def test_opening_says_which_identity_it_was() -> None:
    others = [age.X25519Identity.generate() for _ in range(3)]
    for identity, recipient in KINDS:
        opened = age.decrypt(age.encrypt(PLAINTEXT, [recipient]), [*others, X25519, HYBRID, PASSPHRASE])
        assert opened.identity is identity
    shared = age.encrypt(PLAINTEXT, [identity.recipient for identity in others])
    assert age.decrypt(shared, reversed(others)).identity is others[2]


def test_an_opened_file_shows_nothing_of_itself() -> None:
    assert repr(age.decrypt(SMALL, [X25519])) == "Opened(identity=X25519Identity())"


@pytest.mark.parametrize("identities", [[], [age.X25519Identity.generate()], [HYBRID, PASSPHRASE]])
def test_a_file_for_others_does_not_open(identities: Sequence[age.Identity]) -> None:
    with pytest.raises(age.NoMatch):
        age.decrypt(SMALL, identities)


def test_thirty_two_can_share_a_file_and_not_one_more() -> None:
    many = [HYBRID.recipient] * 32
    assert age.decrypt(age.encrypt(PLAINTEXT, many), [HYBRID]).plaintext == PLAINTEXT
    with pytest.raises(age.RecipientFailure):
        age.encrypt(PLAINTEXT, [*many, HYBRID.recipient])


@pytest.mark.parametrize(
    "recipients",
    [
        [],
        [HYBRID.recipient, X25519.recipient],
        [X25519.recipient, HYBRID.recipient],
        [CHEAP, X25519.recipient],
        [HYBRID.recipient, CHEAP],
        [CHEAP, CHEAP],
    ],
)
def test_recipients_that_would_weaken_a_file_do_not_share_it(recipients: Sequence[age.Recipient]) -> None:
    with pytest.raises(age.RecipientFailure):
        age.encrypt(PLAINTEXT, recipients)


def test_a_file_that_others_mixed_can_be_read() -> None:
    original = header.decode(SMALL)
    unwrapped = X25519.unwrap(original.stanzas[0])
    assert unwrapped is not None
    stanzas = [
        Stanza(("x-grease",), b"?"),
        X25519.recipient.wrap(unwrapped),
        HYBRID.recipient.wrap(unwrapped),
    ]
    mixed = header.encode(stanzas, unwrapped) + SMALL[original.size :]
    assert age.decrypt(mixed, [HYBRID]).plaintext == age.decrypt(mixed, [X25519]).plaintext == PLAINTEXT
    assert age.inspect(mixed).stanza_types == ("x-grease", "X25519", "mlkem768x25519")
    assert not age.inspect(mixed).post_quantum


def test_every_flipped_bit_of_a_file_is_refused() -> None:
    flips = list(bit_flips(SMALL, slice(None)))
    for other in flips:
        with pytest.raises(CryptoError):
            age.decrypt(other, [X25519])
    assert len(flips) == len(SMALL) * 8


def test_every_flipped_bit_of_an_armored_file_is_refused() -> None:
    text = armor.encode(SMALL)
    flips = list(bit_flips(text, slice(None)))
    for other in flips:
        with pytest.raises(CryptoError):
            age.decrypt(other, [X25519])
    assert len(flips) == len(text) * 8


def test_every_flipped_byte_of_a_hybrid_file_is_refused() -> None:
    for place in range(len(SMALL_HYBRID)):
        other = bytearray(SMALL_HYBRID)
        other[place] ^= 1 << place % 8
        with pytest.raises(CryptoError):
            age.decrypt(bytes(other), [HYBRID])


@pytest.mark.parametrize("whole", [SMALL, armor.encode(SMALL)], ids=["binary", "armored"])
def test_a_file_cut_anywhere_is_refused(whole: bytes) -> None:
    # An armored file may lack the end of its last line, and nothing else.
    for cut in range(len(whole.rstrip(b"\n"))):
        with pytest.raises(CryptoError):
            age.decrypt(whole[:cut], [X25519])


def test_the_header_of_one_file_does_not_fit_the_payload_of_another() -> None:
    other = age.encrypt(PLAINTEXT, [X25519.recipient])
    spliced = SMALL[: header.decode(SMALL).size] + other[header.decode(other).size :]
    with pytest.raises(age.PayloadFailure):
        age.decrypt(spliced, [X25519])


def test_a_stanza_taken_out_or_put_in_breaks_the_header() -> None:
    head = header.decode(age.encrypt(PLAINTEXT, [X25519.recipient, age.X25519Identity.generate().recipient]))
    mac = b" " + header.encode_base64(head.mac).encode() + b"\n"
    for stanzas in (head.stanzas[:1], (*head.stanzas, Stanza(("x-grease",), b"")), head.stanzas[::-1]):
        signed = b"age-encryption.org/v1\n" + b"".join(stanza.encode() for stanza in stanzas) + b"---"
        with pytest.raises(age.HmacFailure):
            age.decrypt(signed + mac + bytes(32), [X25519])


def test_chunks_come_out_only_up_to_the_damage_and_decrypt_gives_none_of_them() -> None:
    plaintext = bytes(200_000)
    damaged = bytearray(age.encrypt(plaintext, [X25519.recipient]))
    damaged[-1] ^= 1
    chunks = age.decrypt_chunks(bytes(damaged), [X25519])
    assert [len(next(chunks)) for _ in range(3)] == [65_536] * 3
    with pytest.raises(age.PayloadFailure):
        next(chunks)
    with pytest.raises(age.PayloadFailure):
        age.decrypt(bytes(damaged), [X25519])


def test_a_file_without_a_whole_nonce_has_a_broken_header() -> None:
    size = header.decode(SMALL).size
    for cut in (size, size + 1, size + 15):
        with pytest.raises(age.HeaderFailure):
            age.decrypt(SMALL[:cut], [X25519])
        assert age.inspect(SMALL[:cut]).plaintext_size is None


@pytest.mark.parametrize(
    ("recipient", "kinds", "post_quantum"),
    [
        (X25519.recipient, ("X25519",), False),
        (HYBRID.recipient, ("mlkem768x25519",), True),
        (CHEAP, ("scrypt",), True),
    ],
)
def test_inspecting_tells_what_can_be_seen_without_a_key(
    recipient: age.Recipient,
    kinds: tuple[str, ...],
    post_quantum: bool,  # noqa: FBT001 - a column of the table above
) -> None:
    data = age.encrypt(PLAINTEXT, [recipient])
    seen = age.inspect(data)
    assert seen == age.Inspection(
        armored=False,
        stanza_types=kinds,
        post_quantum=post_quantum,
        header_size=len(data) - 16 - len(PLAINTEXT) - 16,
        payload_size=16 + len(PLAINTEXT) + 16,
        plaintext_size=len(PLAINTEXT),
    )
    wrapped = age.inspect(armor.encode(data))
    assert wrapped.armored
    assert (wrapped.header_size, wrapped.payload_size) == (seen.header_size, seen.payload_size)


def test_an_unknown_stanza_is_not_taken_for_post_quantum_but_grease_is_passed_over() -> None:
    for kind, answer in (("example.com/enigma", False), ("b?-grease", True)):
        data = header.encode([Stanza((kind,), b""), HYBRID.recipient.wrap(bytes(16))], bytes(16))
        assert age.inspect(data).post_quantum is answer


@pytest.mark.parametrize("whole", [SMALL, armor.encode(SMALL)], ids=["binary", "armored"])
def test_anything_opens_whole_or_is_refused(whole: bytes) -> None:
    for data in edits(whole):
        try:
            plaintext = age.decrypt(data, [X25519]).plaintext
        except CryptoError:
            continue
        assert plaintext == PLAINTEXT
        assert data.split() == whole.split()


@pytest.mark.parametrize("whole", [SMALL_HYBRID, armor.encode(SMALL_HYBRID)], ids=["binary", "armored"])
def test_anything_is_inspected_or_refused(whole: bytes) -> None:
    for data in edits(whole):
        try:
            seen = age.inspect(data)
        except CryptoError:
            continue
        assert seen.header_size + seen.payload_size <= len(data)


def test_a_refusal_carries_nothing_of_the_file() -> None:
    canary = "a-canary-that-nobody-may-see"
    stanza = Stanza(("X25519", canary), canary.encode())
    for data in (canary.encode(), header.encode([stanza], bytes(16)), f"-----{canary}".encode()):
        with pytest.raises(CryptoError) as refused:
            age.decrypt(data, [X25519])
        chain = [
            error for error in (refused.value, refused.value.__cause__, refused.value.__context__) if error
        ]
        assert canary not in "".join(map(repr, chain))
