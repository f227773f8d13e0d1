"""Armor: one text for given bytes, and everything else refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.crypto.age import ArmorFailure, armor
from tests.crypto.age.damage import bit_flips, edits

BEGIN, END = "-----BEGIN AGE ENCRYPTED FILE-----", "-----END AGE ENCRYPTED FILE-----"
TEXT = armor.encode(bytes(range(100)))


@given(st.binary(max_size=300))
def test_bytes_come_back(data: bytes) -> None:
    text = armor.encode(data)
    assert armor.decode(text) == data
    assert all(len(line) <= 64 for line in text.splitlines())


@given(data=st.binary(max_size=300), before=st.text(" \t\r\n"), after=st.text(" \t\r\n"))
def test_line_ends_and_blanks_around_are_free(data: bytes, before: str, after: str) -> None:
    text = armor.encode(data)
    for other in (text.replace(b"\n", b"\r\n"), text.rstrip(), before.encode() + text + after.encode()):
        assert armor.decode(other) == data


def test_every_flipped_bit_is_refused_or_gives_other_bytes() -> None:
    for other in bit_flips(TEXT, slice(None)):
        try:
            data = armor.decode(other)
        except ArmorFailure:
            continue
        assert armor.encode(data) == other != TEXT


@pytest.mark.parametrize(
    "text",
    [
        "",
        BEGIN,
        f"{BEGIN}\n",
        f"{END}\n",
        f"{BEGIN}{END}\n",
        f"{BEGIN}\n\n{END}\n",
        f"{BEGIN}\nYWdl\n\n{END}\n",
        f"{BEGIN}\nYWdl{END}\n",
        f"{BEGIN}\nYW\ndl\n{END}\n",
        f"{BEGIN}\nYWdlYQ\n{END}\n",
        f"{BEGIN}\nYWdlYR==\n{END}\n",
        f"{BEGIN}\nYWdlYQ==\n=abcd\n{END}\n",
        f"{BEGIN}\nYW=l\n{END}\n",
        f"{BEGIN}\nYW-l\n{END}\n",
        f"{BEGIN}\n YWdl\n{END}\n",
        f"{BEGIN}\nYWdl\r\r\n{END}\n",
        f"{BEGIN}\nComment: no\n\nYWdl\n{END}\n",
        f"{BEGIN}\nYWdl\n{END}\n{BEGIN}\nYWdl\n{END}\n",
        f"words {BEGIN}\nYWdl\n{END}\n",
        f"{BEGIN}\nYWdl\n{END}\nwords",
        f"\v{BEGIN}\nYWdl\n{END}\n",
        f"{BEGIN}\nYWdl\n{END}\n\f",
        f"{BEGIN.lower()}\nYWdl\n{END.lower()}\n",
        f"{BEGIN}\n{'A' * 68}\n{END}\n",
        f"{BEGIN}\n{'A' * 60}\n{'A' * 60}\n{END}\n",
    ],
)
def test_what_is_not_strict_is_refused(text: str) -> None:
    with pytest.raises(ArmorFailure):
        armor.decode(text.encode())


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (b"", False),
        (b"age-encryption.org/v1\n-----BEGIN AGE", False),
        (TEXT, True),
        (b"\r\n \t" + TEXT, True),
        (b"garbage\n" + TEXT, True),
        (b" " * 1019 + b"-----", True),
        (b" " * 1020 + b"-----", False),
        (b"-----BEGIN PGP MESSAGE-----", True),
        (b"plain words", False),
    ],
)
def test_armor_is_told_from_binary_by_its_start(data: bytes, answer: bool) -> None:  # noqa: FBT001 - a table
    assert armor.looks_armored(data) is answer


def test_anything_is_read_or_refused() -> None:
    for text in edits(TEXT):
        try:
            data = armor.decode(text)
        except ArmorFailure:
            continue
        assert armor.encode(data).splitlines() == text.strip(b" \t\r\n").splitlines()
