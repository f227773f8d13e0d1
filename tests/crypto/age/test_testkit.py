"""The C2SP test kit: every file ends exactly as its header says, released plaintext included."""

import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from peerjournal.crypto import age
from peerjournal.errors import CryptoError

KIT = Path(__file__).resolve().parents[2] / "vectors" / "age"
"""The files of C2SP's CCTV as they are published, in the public domain (CC0) or under 0BSD."""
FILES = 143
RESULTS: dict[str, type[CryptoError] | None] = {
    "success": None,
    "no match": age.NoMatch,
    "HMAC failure": age.HmacFailure,
    "header failure": age.HeaderFailure,
    "payload failure": age.PayloadFailure,
    "armor failure": age.ArmorFailure,
}


@dataclass(frozen=True, slots=True)
class Vector:
    """One file of the kit: what its header promises, and the age file behind it."""

    name: str
    data: bytes
    expect: str
    payload: str
    """SHA-256 of all plaintext that is released; of nothing, where the header names none."""
    armored: bool
    identities: Sequence[age.Identity]

    @classmethod
    def read(cls, path: Path) -> "Vector":
        head, _, data = path.read_bytes().partition(b"\n\n")
        fields = defaultdict(list)
        for line in head.decode().splitlines():
            name, _, value = line.partition(": ")
            fields[name].append(value)
        (expect,) = fields["expect"]
        keys = [age.parse_identity(text) for text in fields["identity"]]
        return cls(
            name=path.name,
            data=zlib.decompress(data) if fields["compressed"] == ["zlib"] else data,
            expect=expect,
            payload=(fields["payload"] or [sha256().hexdigest()])[0],
            armored=fields["armored"] == ["yes"],
            identities=[*keys, *map(age.ScryptIdentity, fields["passphrase"])],
        )


def outcome(vector: Vector) -> tuple[type[CryptoError] | None, str]:
    """Open a file chunk by chunk; return how it ended and the hash of what had come out by then."""
    released = sha256()
    try:
        for chunk in age.decrypt_chunks(vector.data, vector.identities):
            released.update(chunk)
    except CryptoError as error:
        return type(error), released.hexdigest()
    return None, released.hexdigest()


@pytest.fixture(scope="module")
def kit() -> list[Vector]:
    return [Vector.read(path) for path in sorted(KIT.iterdir())]


def test_all_143_files_end_as_their_headers_say(kit: list[Vector]) -> None:
    wrong = {
        vector.name: found
        for vector in kit
        if (found := outcome(vector)) != (RESULTS[vector.expect], vector.payload)
    }
    assert wrong == {}
    assert len({vector.name for vector in kit}) == FILES
    assert {vector.expect for vector in kit} == set(RESULTS)


def test_decrypt_releases_the_whole_plaintext_or_raises_the_same_class(kit: list[Vector]) -> None:
    ran = 0
    for vector in kit:
        expected = RESULTS[vector.expect]
        if expected is None:
            assert sha256(age.decrypt(vector.data, vector.identities).plaintext).hexdigest() == vector.payload
        else:
            with pytest.raises(expected):
                age.decrypt(vector.data, vector.identities)
        ran += 1
    assert ran == FILES


def test_inspecting_needs_no_key_and_agrees_with_the_kit(kit: list[Vector]) -> None:
    for vector in kit:
        if vector.expect == "success":
            seen = age.inspect(vector.data)
            plaintext = age.decrypt(vector.data, vector.identities).plaintext
            assert (seen.armored, seen.plaintext_size) == (vector.armored, len(plaintext)), vector.name
        elif vector.expect == "armor failure":
            with pytest.raises(age.ArmorFailure):
                age.inspect(vector.data)
