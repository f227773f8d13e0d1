"""jrnl's encrypted files open with their passphrase, and with nothing else; nothing of them is written."""

import base64
import json
import struct
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from peerjournal.errors import SourceUnreadable, WrongPassphrase
from peerjournal.importers import Options, recognise
from peerjournal.importers.jrnl import JrnlText
from peerjournal.importers.jrnl_sealed import JrnlSealed
from tests.importers.fixtures import BERLIN, TOUCHED_BERLIN, put, read, seen

SEALED = JrnlSealed()
PASSPHRASE = "made-up pässphrase"
TEXT = "before\n[2020-05-01 15:00] Title *\nBody @tag\n\n[2020-05-02 15:00] Next\n"
V2_SALT = bytes.fromhex("f2d5710ec18d2ededc8e36748904cef8")
V3_SALT = bytes(range(16))


def with_passphrase(passphrase: str) -> Options:
    return Options(zone="Europe/Berlin", passphrase=lambda: passphrase)


def token(salt: bytes, text: str = TEXT) -> bytes:
    key = PBKDF2HMAC(SHA256(), 32, salt, 100_000).derive(PASSPHRASE.encode())
    return Fernet(base64.urlsafe_b64encode(key)).encrypt(text.encode())


def v3(header: bytes, salt: bytes = V3_SALT) -> bytes:
    return b"JRNLv3" + struct.pack(">H", len(header)) + header + token(salt)


def header(salt: bytes = V3_SALT) -> bytes:
    return json.dumps({"salt": base64.urlsafe_b64encode(salt).decode()}).encode()


WHOLE = {
    "version 2": token(V2_SALT),
    "version 2 with a line end": token(V2_SALT) + b"\n",
    "version 3": v3(base64.b64encode(header())),
    "version 3, early": v3(header()),
}


@pytest.mark.parametrize("version", WHOLE)
def test_it_opens_with_its_passphrase_and_is_read_as_its_text(tmp_path: Path, version: str) -> None:
    source = put(tmp_path / "journal.jrnl", WHOLE[version])
    plain = put(tmp_path / "journal.txt", TEXT)
    opened = read(SEALED, source, with_passphrase(PASSPHRASE))
    assert [seen(each) for each in opened] == [seen(each) for each in read(JrnlText(), plain)]
    assert seen(opened[0]).written == TOUCHED_BERLIN
    assert [each.key for each in opened] == [each.key for each in read(JrnlText(), plain)]
    assert recognise(source)[0].name == "jrnl-sealed"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["journal.jrnl", "journal.txt"]


@pytest.mark.parametrize("version", WHOLE)
def test_another_passphrase_opens_nothing(tmp_path: Path, version: str) -> None:
    source = put(tmp_path / "journal.jrnl", WHOLE[version])
    with pytest.raises(WrongPassphrase) as refused:
        list(SEALED.read(source, with_passphrase("another")))
    assert "recovery" not in refused.value.hint


@pytest.mark.parametrize("at", [-8, -40, 120])
def test_a_changed_byte_opens_nothing(tmp_path: Path, at: int) -> None:
    data = bytearray(WHOLE["version 3"])
    data[at] ^= 1
    with pytest.raises(WrongPassphrase):
        list(SEALED.read(put(tmp_path / "j", bytes(data)), with_passphrase(PASSPHRASE)))


def test_a_passphrase_is_asked_for_once_and_only_for_what_can_be_opened(tmp_path: Path) -> None:
    asked: list[int] = []

    def ask() -> str:
        asked.append(1)
        return PASSPHRASE

    options = Options(zone="Europe/Berlin", passphrase=ask)
    assert len(read(SEALED, put(tmp_path / "j", WHOLE["version 3"]), options)) == 3
    with pytest.raises(SourceUnreadable):
        list(SEALED.read(put(tmp_path / "not", "JRNLv3"), options))
    assert asked == [1]


def test_without_a_passphrase_it_stays_shut(tmp_path: Path) -> None:
    source = put(tmp_path / "j", WHOLE["version 2"])
    with pytest.raises(SourceUnreadable, match="passphrase"):
        list(SEALED.read(source, BERLIN))
    assert SEALED.size(source) == 0


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[2020-05-01 15:00] plain",
        b"JRNLv3",
        b"JRNLv3\x00",
        b"JRNLv3\xff\xff{}",
        b"JRNLv3\x00\x02{}gAAAAA",
        b"JRNLv3\x00\x04bnVs",
        b'JRNLv3\x00\x0a{"salt":1}gAAAAA',
        b'JRNLv3\x00\x0c{"salt":"\xff"}',
        b"JRNLv3\x27\x10" + b'{"salt":' + b"[" * 9992,
    ],
)
def test_what_is_no_whole_file_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(SourceUnreadable):
        list(SEALED.read(put(tmp_path / "j", data), with_passphrase(PASSPHRASE)))


def test_a_passphrase_that_no_one_can_type_is_only_wrong(tmp_path: Path) -> None:
    with pytest.raises(WrongPassphrase):
        list(SEALED.read(put(tmp_path / "j", WHOLE["version 2"]), with_passphrase("\ud800")))
