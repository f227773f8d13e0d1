"""What lies in the jots folder may be anybody's: the journal opens all the same, and takes in only its own.

Whoever has the folder has the key file, and in it the recipient that jots are sealed to.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest

from peerjournal import vault as vaults
from peerjournal.crypto import age
from peerjournal.errors import NoJournal
from peerjournal.vault import Vault
from tests.vault import scenes
from tests.vault.scenes import JOT, Place, documents

WRITTEN = "2026-11-21T09:00:00+01:00"


def said(device: str, **changed: Any) -> bytes:
    """Return what a jot says that anyone with the folder could have sealed: all of it but a fitting mark."""
    fields = {"device": device, "id": "x", "mac": "00" * 32, "text": "not yours", "written": WRITTEN}
    return json.dumps(fields | changed).encode()


HOSTILE: dict[str, Callable[[str], bytes]] = {
    "a mark that does not fit": said,
    "another device": lambda _: said("ab" * 16),
    "an id longer than a field": lambda device: said(device, id="x" * 70_000),
    "half a character": lambda device: said(device, id="\ud800", text="\udfff"),
    "a mark that is a list": lambda device: said(device, mac=["00"]),
    "a time without an offset": lambda device: said(device, written="2026-11-21T09:00:00"),
    "a time before all times": lambda device: said(device, written="0001-01-01T00:00:00+23:59"),
    "no members": lambda _: b"{}",
    "no object": lambda _: b"[1, 2]",
    "lists in lists in lists": lambda _: b"[" * 100_000,
    "a number of many digits": lambda _: b'{"id": ' + b"9" * 5_000 + b"}",
    "no JSON": lambda _: b"\xff\x00",
    "nothing": lambda _: b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_jot_that_somebody_else_sealed_to_us_harms_nothing(furnished: Place, name: str) -> None:
    place = furnished.copy("jots of others")
    vault = place.unlock()
    recipient = age.HybridRecipient(vault.key_file.jot_recipient)
    theirs = vault.home.jots / f"{'0' * 32}.age"
    theirs.write_bytes(age.encrypt(HOSTILE[name](vault.device), [recipient]))
    waiting = vaults.waiting(place.unlock())
    assert [jot.identifier for jot in waiting if jot.ours] == [JOT]
    assert theirs.exists()


@pytest.mark.parametrize("cut", [0, 100, 1_000])
def test_a_file_that_is_no_jot_is_left_where_it_is(furnished: Place, cut: int) -> None:
    place = furnished.copy("cut jots")
    (path,) = place.folder.glob("jots/*.age")
    path.write_bytes(path.read_bytes()[:cut])
    assert vaults.waiting(place.unlock()) == []
    assert path.stat().st_size == cut


def kept_by(place: Place) -> Vault:
    """Keep another jot, unlock, and take in what is there."""
    vault = place.unlock()
    vaults.keep(vault.home, "another jot", written=vault.clock())
    scenes.take_in(vault)
    return vault


@pytest.mark.parametrize(
    "pin",
    [
        b"",
        b"[" * 10_000,
        b"[1]",
        b'{"device": "00", "key": "00", "recipient": "00"}',
        json.dumps({"device": "00" * 16, "key": "00" * 32, "recipient": "00"}).encode(),
        json.dumps({"device": "00" * 16, "key": "00" * 32, "recipient": "ff" * 1216}).encode(),
    ],
    ids=["empty", "deep", "a list", "too short", "no recipient", "a recipient that can't be"],
)
def test_a_pin_that_makes_no_sense_keeps_nothing_until_it_is_made_anew(furnished: Place, pin: bytes) -> None:
    place = furnished.copy("a broken pin")
    vault = place.unlock()
    vault.home.jot_pin.write_bytes(pin)
    with pytest.raises(NoJournal, match="nothing was kept"):
        vaults.keep(vault.home, "a line", written=vault.clock())
    vaults.pin(vault)
    shown = documents(kept_by(place))
    assert sorted(one["title"] for one in shown["entries"].values())[:2] == ["a jot", "another jot"]
