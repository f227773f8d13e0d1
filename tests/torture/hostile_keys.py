"""C4: key files made to harm: refused before a key is derived, and before memory is set aside."""

import tracemalloc
from functools import partial
from pathlib import Path

import pytest

from peerjournal import crypto
from peerjournal.crypto import KdfCost, Key
from peerjournal.errors import VaultError
from tests.torture.tally import Part, Tally
from tests.vault.scenes import Place
from tests.vault.test_keyfile_hostile import hostile_files

MOST = 1 << 20
"""Bytes that reading any of them may set aside, where 50 MiB would be allowed."""


def parts(*, quick: bool) -> list[Part]:
    return [partial(refused, every=20 if quick else 1)]


def refused(tally: Tally, room: Path, *, every: int) -> None:
    """Unlock a journal whose key file is one of them, without the copy that would open it."""
    place = Place(room / "journal")
    place.create()
    for copy in place.state.rglob("journal.key"):
        copy.unlink()
    begun: list[KdfCost] = []

    def noting(_secret: bytes, _salt: bytes, cost: KdfCost) -> Key:
        begun.append(cost)
        raise AssertionError("a derivation began")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crypto, "stretch", noting)
        tracemalloc.start()
        for number, data in enumerate(hostile_files()[::every]):
            with tally.case("refused before any derivation", number):
                (place.folder / "journal.key").write_bytes(data)
                before, _ = tracemalloc.get_traced_memory()
                tracemalloc.reset_peak()
                with pytest.raises(VaultError):
                    place.unlock()
                assert tracemalloc.get_traced_memory()[1] - before < MOST
                assert begun == []
        tracemalloc.stop()
