"""Bech32: the test vectors of BIP 173, and that no text but the one means a key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.crypto.age import KeyFailure, bech32
from tests.crypto.age.damage import edits

LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


@pytest.mark.parametrize(
    "text",
    [
        "A12UEL5L",
        "a12uel5l",
        "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
        "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
        "11qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqc8247j",
        "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
        "?1ezyfcl",
    ],
)
def test_what_bip_173_calls_valid_reads_and_writes_the_same(text: str) -> None:
    prefix, data = bech32.decode(text)
    assert text.startswith(prefix + "1")
    assert bech32.encode(prefix, data) == text


@pytest.mark.parametrize(
    "text",
    [
        "\x201nwldj5",
        "\x7f1axkwrx",
        "\x801eym55h",
        "pzry9x0s0muk",
        "1pzry9x0s0muk",
        "x1b4n0q5v",
        "li1dgmt3",
        "de1lg7wt\xff",
        "A1G7SGD8",
        "10a06t8",
        "1qzzfhee",
    ],
)
def test_what_bip_173_calls_invalid_is_refused(text: str) -> None:
    with pytest.raises(KeyFailure):
        bech32.decode(text)


@given(prefix=st.from_regex(r"[a-z-]{1,20}|[A-Z-]{1,20}", fullmatch=True), data=st.binary(max_size=300))
def test_bytes_come_back_with_their_prefix(prefix: str, data: bytes) -> None:
    text = bech32.encode(prefix, data)
    assert bech32.decode(text) == (prefix if prefix.isupper() else prefix.lower(), data)


def test_every_other_letter_at_every_place_is_refused() -> None:
    text = bech32.encode("age", bytes(range(32)))
    changed = [
        text[:place] + letter + text[place + 1 :]
        for place in range(len("age1"), len(text))
        for letter in LETTERS
        if letter != text[place]
    ]
    for other in changed:
        with pytest.raises(KeyFailure):
            bech32.decode(other)
    assert len(changed) == (len(text) - len("age1")) * 31


def test_small_and_large_letters_do_not_mix() -> None:
    text = bech32.encode("age", bytes(32))
    for mixed in (text[:10] + text[10:].upper(), text[:-1] + text[-1].upper(), text.capitalize()):
        with pytest.raises(KeyFailure):
            bech32.decode(mixed)


def test_a_letter_that_only_looks_ascii_once_lowered_is_refused() -> None:
    text = next(
        text
        for number in range(256)
        if "K" in (text := bech32.encode("AGE-SECRET-KEY-", bytes([number] * 32)))[15:]
    )
    kelvin = text[:15] + text[15:].replace("K", "\u212a")
    assert kelvin.lower() == text.lower()
    with pytest.raises(KeyFailure):
        bech32.decode(kelvin)


def test_padding_that_is_not_zero_or_too_long_is_refused() -> None:
    # One byte is two letters with two bits to spare; these have the right checksum and say more than a byte.
    for values in ([0, 1], [0, 0, 0]):
        rest = bech32._remainder("age", [*values, *[0] * 6]) ^ 1
        checksum = [rest >> 5 * place & 31 for place in range(5, -1, -1)]
        with pytest.raises(KeyFailure):
            bech32.decode("age1" + "".join(LETTERS[value] for value in values + checksum))


def test_a_text_beyond_the_bound_is_refused_unread() -> None:
    longest = bech32.encode("a", bytes(2555))
    assert len(longest) == 4096
    assert bech32.decode(longest) == ("a", bytes(2555))
    with pytest.raises(KeyFailure):
        bech32.decode(bech32.encode("aa", bytes(2555)))


def test_a_key_is_read_only_behind_its_own_prefix_in_its_own_case() -> None:
    text = bech32.encode("age", bytes(32))
    assert bech32.decode_key("age", text) == bytes(32)
    for prefix, other in (("age1pq", text), ("AGE", text), ("age", text.upper())):
        with pytest.raises(KeyFailure):
            bech32.decode_key(prefix, other)


def test_any_text_is_read_or_refused() -> None:
    for edit in edits(bech32.encode("age", bytes(range(32))).encode()):
        text = edit.decode("latin-1")
        try:
            prefix, data = bech32.decode(text)
        except KeyFailure:
            continue
        assert bech32.encode(prefix, data) == text


@given(st.text(max_size=80))
def test_any_text_at_all_is_read_or_refused(text: str) -> None:
    try:
        bech32.decode(text)
    except KeyFailure as error:
        shown = str(error)
        assert shown == KeyFailure.__doc__
