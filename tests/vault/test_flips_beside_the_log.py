"""Every bit of the key file and of a draft flipped: refused, or opened through the copy and said."""

import os

import pytest

from peerjournal import vault as vaults
from peerjournal.errors import JournalDamaged, JournalTooNew, VaultError
from tests.sampling import sampled, some
from tests.vault import scenes
from tests.vault.scenes import Documents, Place, documents
from tests.vault.small import Small


@sampled
def test_every_flipped_bit_of_the_key_file_is_refused_or_said(small: Small) -> None:
    place = small.place.copy("key")
    path = place.folder / "journal.key"
    whole = path.read_bytes()
    flipped = bytearray(whole)
    # Every bit of what is parsed; of the 1,216 bytes of a public key one bit each is enough.
    parsed = {*range(300), *range(len(whole) - 60, len(whole))}
    bits = [(at, bit) for at in range(len(whole)) for bit in (range(8) if at in parsed else (at % 8,))]
    for at, bit in some(bits):
        flipped[at] ^= 1 << bit
        path.write_bytes(flipped)
        flipped[at] ^= 1 << bit
        assert_refused_or_said(place, small.history[-1])


def assert_refused_or_said(place: Place, wanted: Documents) -> None:
    try:
        vault = place.unlock()
    except JournalTooNew:
        pytest.fail("damage was taken for a later version")
    except VaultError as error:
        pytest.fail(f"the copy should have opened it: {error}")
    assert documents(vault) == wanted
    assert vault.notices


def test_a_flipped_key_file_without_a_copy_never_opens(small: Small) -> None:
    place = small.place.copy("key")
    path = place.folder / "journal.key"
    whole = path.read_bytes()
    for copy in place.state.rglob("journal.key"):
        copy.unlink()
    for at in range(0, len(whole), 5):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << at % 8)]) + whole[at + 1 :])
        with pytest.raises(JournalDamaged):
            place.unlock()


def test_every_flipped_bit_of_a_draft_is_refused(small: Small) -> None:
    place = small.place.copy("drafts")
    vault = place.unlock()
    drafts = scenes.drafts_of(vault)
    drafts.keep(scenes.DRAFT, {"text": "as it was"})
    path = vault.home.drafts / f"{scenes.DRAFT}.draft"
    flipped = bytearray(path.read_bytes())
    for at in range(len(flipped)):
        for bit in range(8):
            flipped[at] ^= 1 << bit
            path.write_bytes(flipped)
            flipped[at] ^= 1 << bit
            with pytest.raises(JournalDamaged):
                drafts.open(scenes.DRAFT)
    assert not vaults.check(vault).whole
    for size in range(len(flipped)):
        path.write_bytes(flipped[:size])
        with pytest.raises(JournalDamaged):
            drafts.open(scenes.DRAFT)


def test_a_draft_under_another_name_or_of_another_journal_is_refused(small: Small) -> None:
    vault = small.place.copy("drafts").unlock()
    other = Place(small.place.root.parent / "other drafts").create()
    drafts, name = scenes.drafts_of(vault), os.urandom(16).hex()
    for source in (vault, other):
        scenes.drafts_of(source).keep(name, {"text": "elsewhere"})
        moved = vault.home.drafts / f"{scenes.DRAFT}.draft"
        moved.write_bytes((source.home.drafts / f"{name}.draft").read_bytes())
        with pytest.raises(JournalDamaged):
            drafts.open(scenes.DRAFT)
