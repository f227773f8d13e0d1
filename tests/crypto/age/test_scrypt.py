"""The passphrase recipient: its bounds, and every stanza that must be refused before it costs anything."""

import pytest

from peerjournal.crypto import age
from peerjournal.crypto.age import filekey, scrypt
from peerjournal.crypto.age.header import Stanza, encode_base64

FILE_KEY = bytes(range(16))
PASSPHRASE = "grüne Tür"
CHEAP = 4


@pytest.fixture(scope="module")
def stanza() -> Stanza:
    return age.ScryptRecipient(PASSPHRASE, CHEAP).wrap(FILE_KEY)


@pytest.fixture
def no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make any stretching of a passphrase a failure."""

    def stretch(*_: object) -> bytes:
        raise AssertionError

    monkeypatch.setattr(scrypt, "_stretch", stretch)


def test_a_wrapped_file_key_comes_back_to_its_passphrase_alone(stanza: Stanza) -> None:
    assert age.ScryptIdentity(PASSPHRASE).unwrap(stanza) == FILE_KEY
    assert age.ScryptIdentity("grüne Tor").unwrap(stanza) is None
    assert stanza.arguments[2] == "4"


def test_the_work_written_unless_asked_is_the_most_that_is_written() -> None:
    assert age.ScryptRecipient(PASSPHRASE).work_factor == 18
    assert age.ScryptIdentity(PASSPHRASE).most_work == 20
    assert age.ScryptIdentity(PASSPHRASE).recipient == age.ScryptRecipient(PASSPHRASE, 18)
    for work_factor in (0, -1, 19, 20):
        with pytest.raises(age.KeyFailure):
            age.ScryptRecipient(PASSPHRASE, work_factor)


@pytest.mark.usefixtures("no_work")
@pytest.mark.parametrize(
    "work", ["21", "23", "99", "100", "0", "04", "+4", "-4", " 4", "4 ", "0x4", "4a", "4\n", "٤", ""]
)
def test_a_work_factor_out_of_bounds_or_not_decimal_is_refused_before_any_work(
    work: str, stanza: Stanza
) -> None:
    with pytest.raises(age.HeaderFailure):
        age.ScryptIdentity(PASSPHRASE).unwrap(Stanza((*stanza.arguments[:2], work), stanza.body))


@pytest.mark.usefixtures("no_work")
def test_a_stanza_of_another_shape_is_refused_before_any_work(stanza: Stanza) -> None:
    kind, salt, work = stanza.arguments
    shapes = [
        Stanza((kind,), stanza.body),
        Stanza((kind, salt), stanza.body),
        Stanza((kind, work, salt), stanza.body),
        Stanza((kind, salt, work, "more"), stanza.body),
        Stanza((kind, salt + "=", work), stanza.body),
        Stanza((kind, encode_base64(bytes(15)), work), stanza.body),
        Stanza((kind, encode_base64(bytes(17)), work), stanza.body),
        Stanza((kind, salt, work), stanza.body[:-1]),
        Stanza((kind, salt, work), stanza.body + b"\x00"),
    ]
    for shape in shapes:
        with pytest.raises(age.HeaderFailure):
            age.ScryptIdentity(PASSPHRASE).unwrap(shape)


def test_too_little_memory_is_a_refusal(stanza: Stanza, monkeypatch: pytest.MonkeyPatch) -> None:
    def stretch(*_: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr(scrypt, "_stretch", stretch)
    with pytest.raises(age.HeaderFailure):
        age.ScryptIdentity(PASSPHRASE).unwrap(stanza)


@pytest.mark.parametrize("passphrase", ["", "half \ud800 a pair", "\udcff"])
def test_a_passphrase_that_is_no_text_is_refused_without_being_shown(passphrase: str) -> None:
    for kind in (age.ScryptIdentity, age.ScryptRecipient):
        with pytest.raises(age.KeyFailure) as refused:
            kind(passphrase)
        assert refused.value.__context__ is None


def test_a_passphrase_is_not_shown() -> None:
    assert repr(age.ScryptIdentity(PASSPHRASE)) == "ScryptIdentity(most_work=20)"
    assert repr(age.ScryptRecipient(PASSPHRASE)) == "ScryptRecipient(work_factor=18)"


def test_a_longer_file_key_is_refused_before_it_is_opened(stanza: Stanza) -> None:
    key = scrypt._stretch(
        PASSPHRASE, bytes(16), CHEAP
    )  # the honest key, so that only the length can be the reason
    body = filekey.wrap(key, bytes(17))
    with pytest.raises(age.HeaderFailure):
        age.ScryptIdentity(PASSPHRASE).unwrap(Stanza((stanza.kind, encode_base64(bytes(16)), "4"), body))
