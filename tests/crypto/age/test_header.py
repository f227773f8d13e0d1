"""The header: its grammar, its limits, and its MAC."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.crypto.age import HeaderFailure, HmacFailure, header
from peerjournal.crypto.age.header import Stanza
from tests.crypto.age.damage import bit_flips, edits

FILE_KEY = bytes(range(16))
VISIBLE = st.text([chr(number) for number in range(0x21, 0x7F)], min_size=1, max_size=70)
STANZAS = st.builds(
    Stanza,
    st.lists(VISIBLE.filter(lambda text: text != "scrypt"), min_size=1, max_size=4).map(tuple),
    st.binary(max_size=150),
)
ONE = header.encode([Stanza(("X25519", "abc"), bytes(32))], FILE_KEY)
MAC = ONE[ONE.index(b"--- ") :].decode()


def read(text: str) -> header.Header:
    return header.decode(text.encode("latin-1"))


@given(stanzas=st.lists(STANZAS, min_size=1, max_size=8), payload=st.binary(max_size=100))
def test_stanzas_come_back_and_the_payload_begins_behind_them(stanzas: list[Stanza], payload: bytes) -> None:
    data = header.encode(stanzas, FILE_KEY)
    found = header.decode(data + payload)
    assert found.stanzas == tuple(stanzas)
    assert found.size == len(data)
    found.verify(FILE_KEY)


def test_another_file_key_does_not_verify() -> None:
    with pytest.raises(HmacFailure):
        header.decode(ONE).verify(sha256(FILE_KEY).digest()[:16])


@pytest.mark.parametrize("size", [0, 1, 47, 48, 49, 95, 96, 97, 144])
def test_a_body_ends_with_a_short_line_even_if_that_is_empty(size: int) -> None:
    data = header.encode([Stanza(("x",), bytes(size))], FILE_KEY)
    body = data.decode().split("-> x\n")[1].split("\n---")[0].split("\n")
    assert [len(line) for line in body[:-1]] == [64] * (size // 48)
    assert len(body[-1]) < 64
    assert header.decode(data).stanzas[0].body == bytes(size)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "age-encryption.org/v1\n",
        f"age-encryption.org/v1\n{MAC}",
        f"age-encryption.org/v2\n-> x\n\n{MAC}",
        f"age-encryption.org/v1\r\n-> x\n\n{MAC}",
        f" age-encryption.org/v1\n-> x\n\n{MAC}",
        f"-> x\n\n{MAC}",
        f"age-encryption.org/v1\n\n-> x\n\n{MAC}",
        f"age-encryption.org/v1\n-> x\n{MAC}",
        f"age-encryption.org/v1\n->  x\n\n{MAC}",
        f"age-encryption.org/v1\n-> x \n\n{MAC}",
        f"age-encryption.org/v1\n-> x  y\n\n{MAC}",
        f"age-encryption.org/v1\n-> \n\n{MAC}",
        f"age-encryption.org/v1\n->\n\n{MAC}",
        f"age-encryption.org/v1\n-> x\t\n\n{MAC}",
        f"age-encryption.org/v1\n-> é\n\n{MAC}",
        f"age-encryption.org/v1\n-> x\r\n\n{MAC}",
        f"age-encryption.org/v1\n-> x\n\r\n{MAC}",
        f"age-encryption.org/v1\n-> x\nAA==\n{MAC}",
        f"age-encryption.org/v1\n-> x\nAB\n{MAC}",
        f"age-encryption.org/v1\n-> x\nA\n{MAC}",
        f"age-encryption.org/v1\n-> x\nA-A_\n{MAC}",
        f"age-encryption.org/v1\n-> x\nAAAA\nAAAA\n{MAC}",
        f"age-encryption.org/v1\n-> x\n{'A' * 64}\n{MAC}",
        f"age-encryption.org/v1\n-> x\n{'A' * 68}\n{MAC}",
        f"age-encryption.org/v1\n-> x\n\n{MAC[:-1]}",
        f"age-encryption.org/v1\n-> x\n\n---{MAC[4:]}",
        f"age-encryption.org/v1\n-> x\n\n---  {MAC[4:]}",
        f"age-encryption.org/v1\n-> x\n\n{MAC[:-1]} \n",
        f"age-encryption.org/v1\n-> x\n\n{MAC[:-1]}=\n",
        f"age-encryption.org/v1\n-> x\n\n{MAC[:-2]}\n",
        f"age-encryption.org/v1\n-> x\n\n{MAC[:-1]}A\n",
        "age-encryption.org/v1\n-> x\n\n---\n",
    ],
)
def test_what_breaks_the_grammar_is_refused(text: str) -> None:
    assert read(f"age-encryption.org/v1\n-> x\n\n{MAC}").stanzas == (Stanza(("x",), b""),)
    with pytest.raises(HeaderFailure):
        read(text)


def test_every_flipped_bit_is_refused() -> None:
    flips = list(bit_flips(ONE, slice(None)))
    for other in flips:
        with pytest.raises((HeaderFailure, HmacFailure)):
            header.decode(other).verify(FILE_KEY)
    assert len(flips) == len(ONE) * 8


def test_thirty_two_stanzas_are_read_and_thirty_three_refused() -> None:
    stanzas = [Stanza(("x", str(number)), bytes(32)) for number in range(33)]
    assert len(header.decode(header.encode(stanzas[:32], FILE_KEY)).stanzas) == 32
    with pytest.raises(HeaderFailure):
        header.decode(header.encode(stanzas, FILE_KEY))


def test_a_header_of_64_kib_is_read_and_one_byte_more_refused() -> None:
    def of_size(size: int) -> bytes:
        bare = len(header.encode([Stanza(("x" * 100,), b"")], FILE_KEY)) - 100
        return header.encode([Stanza(("x" * (size - bare),), b"")], FILE_KEY)

    largest = of_size(65_536)
    assert len(largest) == 65_536
    assert header.decode(largest + b"payload").size == 65_536
    with pytest.raises(HeaderFailure):
        header.decode(of_size(65_537) + b"payload")


def test_a_passphrase_stands_alone() -> None:
    passphrase, other = Stanza(("scrypt", "x", "10"), bytes(32)), Stanza(("x",), b"")
    assert header.decode(header.encode([passphrase], FILE_KEY)).stanzas == (passphrase,)
    for stanzas in ([passphrase, other], [other, passphrase], [passphrase, passphrase]):
        with pytest.raises(HeaderFailure):
            header.decode(header.encode(stanzas, FILE_KEY))


@given(st.binary(max_size=100))
def test_base64_is_read_only_as_it_is_written(data: bytes) -> None:
    text = header.encode_base64(data)
    assert "=" not in text
    assert header.decode_base64(text, len(data)) == data
    with pytest.raises(HeaderFailure):
        header.decode_base64(text, len(data) + 1)
    for other in (text + "=", text + "\n", " " + text, text + "A" * (1 + len(text) % 2)):
        try:
            assert header.decode_base64(other) != data
        except HeaderFailure:
            continue


def test_anything_is_read_or_refused() -> None:
    for data in edits(ONE):
        try:
            found = header.decode(data)
        except HeaderFailure:
            continue
        written = b"age-encryption.org/v1\n" + b"".join(stanza.encode() for stanza in found.stanzas) + b"---"
        assert written == found.signed == data[: len(written)]
