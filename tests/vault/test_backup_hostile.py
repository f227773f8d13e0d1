"""What somebody else, or a bad disk, can make of a backup: flipped, cut, put together anew, or never one."""

import io
import tarfile

import pytest

from peerjournal import vault as vaults
from peerjournal.disk import DISK
from peerjournal.errors import JournalDamaged, JournalTooNew
from peerjournal.vault.archive import SEAL, Archive
from peerjournal.vault.backup import Seal, verify
from tests.vault import scenes
from tests.vault.scenes import Place
from tests.vault.test_backup import backed_up, restored


@pytest.fixture
def place(furnished: Place) -> Place:
    return furnished.copy("hostile")


def test_every_flipped_bit_of_a_backup_is_found(place: Place) -> None:
    """One bit in each byte of the heads, the padding and the seal, and in every 61st of the rest."""
    data, vault = backed_up(place).read_bytes(), place.unlock()
    bad = place.root / "bad.tar"
    first = data.index(b"peerjournal backup 0\n") - 512
    for at in [*range(600), *range(600, first, 61), *range(first, len(data))]:
        flipped = bytearray(data)
        flipped[at] ^= 1 << at % 8
        bad.write_bytes(flipped)
        with pytest.raises((JournalDamaged, JournalTooNew)):
            verify(Archive(DISK, bad), vault.ring, nothing)


def nothing(_: int) -> None:
    """Watch nothing."""


def test_every_cut_backup_is_refused(place: Place) -> None:
    data, vault = backed_up(place).read_bytes(), place.unlock()
    bad = place.root / "bad.tar"
    for size in [*range(0, len(data), 97), len(data) - 1]:
        bad.write_bytes(data[:size])
        with pytest.raises(JournalDamaged):
            verify(Archive(DISK, bad), vault.ring, nothing)


def tar_of(*members: tuple[str, bytes], kind: bytes = tarfile.REGTYPE) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as found:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size, info.mode, info.type = len(data), 0o600, kind
            found.addfile(info, io.BytesIO(data))
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a tar",
        bytes(1024),
        tar_of(("../journal.key", b"x"), (SEAL, b"x")),
        tar_of(("/etc/passwd", b"x"), (SEAL, b"x")),
        tar_of(("journal.key", b""), (SEAL, b""), kind=tarfile.SYMTYPE),
        tar_of(("journal.key", b"x"), ("journal.key", b"x"), (SEAL, b"x")),
        tar_of((SEAL, b"x"), ("journal.key", b"x")),
        tar_of(("journal.key", b"x")),
    ],
)
def test_what_is_no_backup_is_refused_and_writes_nothing(place: Place, data: bytes) -> None:
    source = place.root / "hostile.tar"
    source.write_bytes(data)
    with pytest.raises(JournalDamaged):
        restored(place, source)
    assert [path.name for path in (place.root / "restored").iterdir()] == []


def test_a_file_of_the_journal_put_in_by_somebody_else_is_found(place: Place) -> None:
    """A log of an hour ago in the place of the newer one: whole by itself, and not what was sealed."""
    vault = place.unlock()
    data = (place.log().read_bytes(), backed_up(place))[0]
    scenes.save(vault, "later", "after it")
    vaults.back_up(vault, place.root / "later.tar")
    with tarfile.open(place.root / "later.tar") as later:
        members = [(one.name, later.extractfile(one).read()) for one in later]  # type: ignore[union-attr] # plain files
    spliced = tar_of(*((name, data if name.endswith(".log") else found) for name, found in members))
    # Ours ends right behind the last file; tar itself fills up.
    end = spliced.rindex(b"peerjournal backup 0\n") + len(members[-1][1])
    (place.root / "spliced.tar").write_bytes(spliced[: -(-end // 512) * 512] + bytes(1024))
    with pytest.raises(JournalDamaged, match="fails its check"):
        verify(Archive(DISK, place.root / "spliced.tar"), vault.ring, nothing)


def test_a_seal_is_read_again_as_it_was_said(place: Place) -> None:
    vault = place.unlock()
    found = Archive(DISK, backed_up(place))
    seal = verify(found, vault.ring, nothing)
    assert Seal.decode(seal.encode(vault.ring), vault.ring) == seal
    assert (seal.device, seal.vault_id) == (vault.device, vault.key_file.vault_id)
