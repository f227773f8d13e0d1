"""The post-quantum recipient: what is the same as in X25519, and what having two halves adds."""

import pytest

from peerjournal.crypto import age
from peerjournal.crypto.age.header import Stanza, encode_base64
from tests.crypto.age.damage import bit_flips
from tests.crypto.age.test_x25519 import LOW_ORDER

IDENTITY = "AGE-SECRET-KEY-PQ-1XX76JRALNLXDMEW0CRK45QMCCH4X06SE84UN3VPM33W6HWDX0H3SK3ZQFR"
RECIPIENT_START = (
    "age1pq1x34nzsvr0rxjsgdn8zgyhfe8j7ceq5r9rdelkjuh3y235jzxshfg87pzf5zrqtzdxz95paef6caq5aapdmwjjqpjf"
)
RECIPIENT_END = "kx3qheyty7saeq0d3fzv49zc0k"
FILE_KEY = bytes(range(16))


@pytest.fixture(scope="module")
def identity() -> age.HybridIdentity:
    return age.HybridIdentity.parse(IDENTITY)


@pytest.fixture(scope="module")
def stanza(identity: age.HybridIdentity) -> Stanza:
    return identity.recipient.wrap(FILE_KEY)


def test_the_keys_of_the_specification_belong_together(identity: age.HybridIdentity) -> None:
    text = identity.recipient.encode()
    assert identity.encode() == IDENTITY
    assert text.startswith(RECIPIENT_START)
    assert text.endswith(RECIPIENT_END)
    assert len(text) == 1959
    assert (
        age.HybridRecipient.parse(text) == age.HybridRecipient(identity.recipient.raw) == identity.recipient
    )


def test_a_wrapped_file_key_comes_back_to_its_identity_alone(
    identity: age.HybridIdentity, stanza: Stanza
) -> None:
    other = age.HybridIdentity.generate()
    assert identity.unwrap(stanza) == FILE_KEY
    assert other.unwrap(stanza) is None


def test_a_stanza_of_another_shape_is_refused(identity: age.HybridIdentity, stanza: Stanza) -> None:
    kind, enc = stanza.arguments
    shapes = [
        Stanza((kind,), stanza.body),
        Stanza((kind, enc, "more"), stanza.body),
        Stanza((kind, enc + "="), stanza.body),
        Stanza((kind, encode_base64(bytes(1119))), stanza.body),
        Stanza((kind, encode_base64(bytes(1121))), stanza.body),
        Stanza((kind, enc), stanza.body[:-1]),
        Stanza((kind, enc), stanza.body + b"\x00"),
    ]
    for shape in shapes:
        with pytest.raises(age.HeaderFailure):
            identity.unwrap(shape)


def test_a_body_with_any_bit_flipped_is_for_nobody(identity: age.HybridIdentity, stanza: Stanza) -> None:
    for body in bit_flips(stanza.body, slice(None)):
        assert identity.unwrap(Stanza(stanza.arguments, body)) is None


@pytest.mark.parametrize("point", LOW_ORDER)
def test_a_share_of_low_order_is_refused(identity: age.HybridIdentity, stanza: Stanza, point: bytes) -> None:
    enc = identity.recipient.raw[:1088] + point
    with pytest.raises(age.HeaderFailure):
        identity.unwrap(Stanza((stanza.kind, encode_base64(enc)), stanza.body))


@pytest.mark.parametrize("point", LOW_ORDER)
def test_nothing_is_wrapped_for_a_recipient_of_low_order(identity: age.HybridIdentity, point: bytes) -> None:
    recipient = age.HybridRecipient(identity.recipient.raw[:-32] + point)
    with pytest.raises(age.KeyFailure):
        recipient.check()
    with pytest.raises(age.KeyFailure):
        recipient.wrap(FILE_KEY)
    with pytest.raises(age.KeyFailure):
        age.HybridRecipient.parse(recipient.encode())


def test_nothing_is_wrapped_for_a_lattice_key_out_of_range(identity: age.HybridIdentity) -> None:
    recipient = age.HybridRecipient(b"\xff" * 1184 + identity.recipient.raw[1184:])
    for use in (recipient.check, lambda: recipient.wrap(FILE_KEY)):
        with pytest.raises(age.KeyFailure):
            use()


def test_a_key_of_another_length_is_never_made() -> None:
    for make in (
        lambda: age.HybridIdentity(bytes(31)),
        lambda: age.HybridIdentity(bytes(33)),
        lambda: age.HybridRecipient(bytes(1215)),
        lambda: age.HybridRecipient(bytes(1217)),
    ):
        with pytest.raises(age.KeyFailure):
            make()


def test_a_key_is_read_exactly_as_it_is_written() -> None:
    x25519 = age.X25519Identity.generate()
    for text in (IDENTITY.lower(), IDENTITY + "\n", x25519.encode(), IDENTITY[:-1], ""):
        with pytest.raises(age.KeyFailure):
            age.HybridIdentity.parse(text)
    for text in (RECIPIENT_START, x25519.recipient.encode(), IDENTITY, ""):
        with pytest.raises(age.KeyFailure):
            age.HybridRecipient.parse(text)


def test_nothing_of_a_key_is_shown(identity: age.HybridIdentity) -> None:
    assert repr(identity) == "HybridIdentity()"
    assert repr(identity.recipient) == "HybridRecipient()"


def test_a_text_is_read_as_the_kind_of_key_it_is(identity: age.HybridIdentity) -> None:
    x25519 = age.X25519Identity.generate()
    assert age.parse_identity(identity.encode()) == identity
    assert age.parse_identity(x25519.encode()) == x25519
    assert age.parse_recipient(identity.recipient.encode()) == identity.recipient
    assert age.parse_recipient(x25519.recipient.encode()) == x25519.recipient
    for text in (
        "",
        "age1",
        "age1pq1",
        "ssh-ed25519 AAAA",
        IDENTITY,
        "age1tag1qt8lw0ual6avlwmwatk888yqnmdamm7xf",
    ):
        with pytest.raises(age.KeyFailure):
            age.parse_recipient(text)
    for text in (
        "",
        "AGE-SECRET-KEY-1",
        "AGE-SECRET-KEY-PQ-1",
        "AGE-PLUGIN-TAG-1",
        identity.recipient.encode(),
    ):
        with pytest.raises(age.KeyFailure):
            age.parse_identity(text)
