"""The X25519 recipient: the keys of the specification, and every stanza that must be refused."""

import pytest

from peerjournal.crypto import age
from peerjournal.crypto.age import filekey
from peerjournal.crypto.age.header import Stanza, encode_base64

IDENTITY = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
RECIPIENT = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
LOW_ORDER = [
    bytes(32),
    bytes([1, *[0] * 31]),
    bytes.fromhex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
    bytes.fromhex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
    bytes.fromhex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    bytes.fromhex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    bytes.fromhex("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
]
FILE_KEY = bytes(range(16))


@pytest.fixture
def identity() -> age.X25519Identity:
    return age.X25519Identity.parse(IDENTITY)


def test_the_keys_of_the_specification_belong_together(identity: age.X25519Identity) -> None:
    assert identity.raw == b"\x42" * 32
    assert identity.encode() == IDENTITY
    assert identity.recipient.encode() == RECIPIENT
    assert age.X25519Recipient.parse(RECIPIENT) == identity.recipient


def test_a_wrapped_file_key_comes_back_to_its_identity_alone(identity: age.X25519Identity) -> None:
    stanza = identity.recipient.wrap(FILE_KEY)
    assert identity.unwrap(stanza) == FILE_KEY
    assert age.X25519Identity.generate().unwrap(stanza) is None


def test_each_stanza_has_a_share_of_its_own(identity: age.X25519Identity) -> None:
    stanzas = [identity.recipient.wrap(FILE_KEY) for _ in range(20)]
    assert len({stanza.arguments for stanza in stanzas}) == len({stanza.body for stanza in stanzas}) == 20


def test_a_stanza_of_another_shape_is_refused(identity: age.X25519Identity) -> None:
    stanza = identity.recipient.wrap(FILE_KEY)
    kind, share = stanza.arguments
    shapes = [
        Stanza((kind,), stanza.body),
        Stanza((kind, share, "more"), stanza.body),
        Stanza((kind, share + "="), stanza.body),
        Stanza((kind, encode_base64(bytes(31))), stanza.body),
        Stanza((kind, encode_base64(bytes(33))), stanza.body),
        Stanza((kind, share), stanza.body[:-1]),
        Stanza((kind, share), stanza.body + b"\x00"),
        Stanza((kind, share), b""),
    ]
    for shape in shapes:
        with pytest.raises(age.HeaderFailure):
            identity.unwrap(shape)


@pytest.mark.parametrize("point", LOW_ORDER)
def test_a_share_of_low_order_is_refused(identity: age.X25519Identity, point: bytes) -> None:
    key = filekey.derive(bytes(32), salt=point + identity.recipient.raw, info=b"age-encryption.org/v1/X25519")
    with pytest.raises(age.HeaderFailure):
        identity.unwrap(Stanza(("X25519", encode_base64(point)), filekey.wrap(key, FILE_KEY)))


@pytest.mark.parametrize("point", LOW_ORDER)
def test_a_recipient_of_low_order_is_never_made(point: bytes) -> None:
    with pytest.raises(age.KeyFailure):
        age.X25519Recipient(point)


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_key_of_another_length_is_never_made(size: int) -> None:
    for kind in (age.X25519Identity, age.X25519Recipient):
        with pytest.raises(age.KeyFailure):
            kind(b"\x42" * size)


def test_a_key_is_read_exactly_as_it_is_written() -> None:
    for text in (IDENTITY.lower(), IDENTITY + "\n", " " + IDENTITY, RECIPIENT, IDENTITY[:-1], ""):
        with pytest.raises(age.KeyFailure):
            age.X25519Identity.parse(text)
    for text in (RECIPIENT.upper(), RECIPIENT + "\n", IDENTITY, RECIPIENT[:-1], ""):
        with pytest.raises(age.KeyFailure):
            age.X25519Recipient.parse(text)


def test_nothing_of_a_key_is_shown(identity: age.X25519Identity) -> None:
    assert repr(identity) == "X25519Identity()"
    assert repr(identity.recipient) == "X25519Recipient()"
