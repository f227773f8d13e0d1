"""Every bit flipped, every byte cut, every frame moved: never wrong words, and it is always said."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

import pytest

from peerjournal import vault as vaults
from peerjournal.crypto import Key
from peerjournal.disk import DISK
from peerjournal.errors import JournalDamaged, JournalTooNew, VaultError
from peerjournal.vault import Health, Home, Vault, Verdict
from peerjournal.vault.keyring import KeyRing
from peerjournal.vault.log import HEADER_SIZE, OVERHEAD, Frame, Header, frames, opened
from peerjournal.vault.logs import Logs
from tests.vault import scenes
from tests.vault.scenes import OLD, Documents, Place, documents

SAVES = 5


@dataclass
class Small:
    """A journal of a few saves, with what it showed after each, read without any passphrase."""

    place: Place
    data: bytes
    history: list[Documents]
    frames: list[Frame]
    keys: dict[int, Key]
    vault_id: bytes
    device: str

    def read(self, data: bytes, *, remembered: bool = True) -> tuple[Health, Documents]:
        """Put ``data`` in the place of a copy's log and read it, as an unlocked vault does."""
        home = Home(self.bench.folder, self.bench.state, self.vault_id, DISK)
        mark = home.state / f"{self.device}.seen"
        if remembered:
            mark.write_bytes(self.mark)
        else:
            mark.unlink(missing_ok=True)
        self.path.write_bytes(data)
        logs = Logs(home, KeyRing(self.keys), self.device, self.vault_id)
        logs.look()
        shown = {name: dict(rows) for name, rows in logs.state().documents.items() if rows}
        return logs.health, shown

    def __post_init__(self) -> None:
        self.bench = self.place.copy(f"bench of {self.place.root.name}")
        self.path = self.bench.log()
        (mark,) = self.place.state.rglob("*.seen")
        self.mark = mark.read_bytes()

    def cut(self, number: int) -> bytes:
        """Return the bytes of one frame, counted from 0."""
        frame = self.frames[number]
        return self.data[frame.start : frame.end]


def made(place: Place, saves: int = SAVES) -> Small:
    vault = place.create()
    history: list[Documents] = [{}, documents(vault)]
    for number in range(saves):
        scenes.save(vault, f"entry {number % 4}", f"text {number}")
        history.append(documents(vault))
    data = place.log().read_bytes()
    with opened(DISK, place.log()) as window:
        header = Header.decode(data[:HEADER_SIZE])
        found = [frame for frame, _ in frames(window, header.start)]
    keys = {1: vault.ring.data_key()}
    return Small(place, data, history, found, keys, vault.key_file.vault_id, vault.device)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, _stretched_once: None) -> Small:
    return made(Place(tmp_path_factory.mktemp("small") / "original"))


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory, _stretched_once: None) -> Small:
    return made(Place(tmp_path_factory.mktemp("tiny") / "original"), 2)


def texts(shown: Documents) -> set[str]:
    return {entry["title"] for entry in shown.get("entries", {}).values()}


ALL = {f"text {number}" for number in range(SAVES)}


def test_every_flipped_bit_of_the_log_is_reported_and_no_words_are_wrong(tiny: Small) -> None:
    flipped = bytearray(tiny.data)
    for place in range(len(flipped)):
        for bit in range(8):
            flipped[place] ^= 1 << bit
            health, shown = tiny.read(bytes(flipped))
            flipped[place] ^= 1 << bit
            assert health.verdict in (Verdict.DAMAGED, Verdict.TAMPERED), (place, bit)
            assert not health.writable
            assert texts(shown) <= ALL, (place, bit)


def test_every_flipped_byte_is_reported_without_anything_remembered_too(small: Small) -> None:
    flipped = bytearray(small.data)
    last = small.frames[-1]
    for place in range(len(flipped)):
        flipped[place] ^= 0x10
        health, shown = small.read(bytes(flipped), remembered=False)
        flipped[place] ^= 0x10
        assert health.verdict is not Verdict.CLEAN
        # Only the last save can be taken for one that was cut off, and then everything before it is there.
        if health.verdict is Verdict.TORN:
            assert place >= last.start
            assert shown == small.history[last.seq - 1]
        assert texts(shown) <= ALL


def test_a_log_cut_at_any_byte_shows_what_was_saved_up_to_there(small: Small) -> None:
    for size in range(len(small.data)):
        whole = sum(frame.end <= size for frame in small.frames)
        for remembered in (True, False):
            health, shown = small.read(small.data[:size], remembered=remembered)
            assert shown == (small.history[whole] if size >= HEADER_SIZE else {})
            at_an_end = size in {frame.end for frame in small.frames}
            if remembered or not whole:
                assert not health.writable
                assert health.verdict in (Verdict.DAMAGED, Verdict.ROLLED_BACK)
            else:
                assert health.verdict is (Verdict.CLEAN if at_an_end else Verdict.TORN)


def tails(length: int) -> Iterator[bytes]:
    yield bytes(length)
    yield b"\xff" * length
    yield hashlib.shake_128(b"noise").digest(length)


def test_a_torn_end_is_told_from_damage_and_everything_before_it_is_there(small: Small) -> None:
    for length in (1, 2, 35, 36, 37, 256, 308, 548, 4_096, 70_000):
        for tail in tails(length):
            health, shown = small.read(small.data + tail)
            assert (health.verdict, health.tail) == (Verdict.TORN, length)
            assert shown == small.history[-1]


def test_a_last_save_of_zeros_or_noise_from_any_byte_on_is_noticed(small: Small) -> None:
    last = small.frames[-1]
    for start in range(last.start, last.end, 3):
        for tail in tails(last.end - start):
            health, shown = small.read(small.data[:start] + tail)
            assert health.verdict is Verdict.DAMAGED
            health, shown = small.read(small.data[:start] + tail, remembered=False)
            assert health.verdict is Verdict.TORN
            assert shown == small.history[-2]


def test_every_lost_sector_is_noticed(small: Small) -> None:
    for size in (512, 4_096):
        for start in range(0, len(small.data), size):
            lost = small.data[start : start + size]
            health, shown = small.read(small.data[:start] + bytes(len(lost)) + small.data[start + size :])
            assert not health.writable
            assert texts(shown) <= ALL


def test_frames_that_were_swapped_doubled_or_taken_out_are_reported(small: Small) -> None:
    head, pieces = small.data[:HEADER_SIZE], [small.cut(number) for number in range(len(small.frames))]
    cases = 0
    for order in permutations(range(len(pieces)), 2):
        swapped = list(pieces)
        swapped[order[0]], swapped[order[1]] = swapped[order[1]], swapped[order[0]]
        inserted = [*pieces[: order[0]], pieces[order[1]], *pieces[order[0] :]]
        for changed in (swapped, inserted):
            health, shown = small.read(head + b"".join(changed))
            assert health.verdict is Verdict.TAMPERED
            assert texts(shown) <= ALL
            cases += 1
    for number in range(len(pieces)):
        doubled = [*pieces[: number + 1], *pieces[number:]]
        health, _ = small.read(head + b"".join(doubled))
        assert health.verdict is Verdict.TAMPERED
        without = pieces[:number] + pieces[number + 1 :]
        health, _ = small.read(head + b"".join(without))
        assert health.verdict is (Verdict.TAMPERED if number < len(pieces) - 1 else Verdict.ROLLED_BACK)
        cases += 2
    assert cases >= 70


def test_frames_spliced_in_from_elsewhere_are_reported(small: Small) -> None:
    same_place = small.place.copy("compacted")
    vault = same_place.unlock()
    vaults.compact(vault)
    scenes.save(vault, "later", "text 1")
    other = made(Place(small.place.root.parent / "another"))
    same_vault = same_place.log().read_bytes()
    for source in (same_vault, other.data):
        piece = source[HEADER_SIZE:]
        for frame in small.frames:
            for spliced in (
                small.data[: frame.start] + piece,
                small.data[: frame.start] + piece + small.data[frame.start :],
                source[:HEADER_SIZE] + small.data[HEADER_SIZE:],
                small.data + piece,
            ):
                health, shown = small.read(spliced)
                assert health.verdict in (Verdict.TAMPERED, Verdict.DAMAGED, Verdict.ROLLED_BACK)
                assert texts(shown) <= ALL


def test_a_compacted_log_that_lost_what_was_packed_is_damaged_not_merely_short(small: Small) -> None:
    place = small.place.copy("compacted")
    vault = place.unlock()
    vaults.compact(vault)
    data = place.log().read_bytes()
    first = small.read(data)[0]
    assert first.verdict is Verdict.CLEAN
    with opened(DISK, place.log()) as window:
        found = [frame for frame, _ in frames(window, Header.decode(data).start)]
    assert small.read(data[: found[0].end])[0].verdict is Verdict.DAMAGED
    for size in range(HEADER_SIZE, len(data), 7):
        assert small.read(data[:size])[0].verdict is Verdict.DAMAGED


def test_torn_bytes_are_kept_and_the_next_save_works(small: Small) -> None:
    for length in (1, 300, 70_000):
        for tail in tails(length):
            place = small.place.copy("torn")
            place.log().write_bytes(small.data + tail)
            vault = place.unlock()
            assert f"({length} bytes)" in " ".join(vault.notices)
            scenes.save(vault, "after", "written after the tear")
            assert [path.read_bytes() for path in place.state.rglob("torn-*")] == [tail]
            again = place.unlock()
            assert again.notices == []
            assert texts(documents(again)) == texts(small.history[-1]) | {"written after the tear"}
            assert vaults.check(again).whole


# The key file and drafts


def test_every_flipped_bit_of_the_key_file_is_refused_or_said(small: Small) -> None:
    place = small.place.copy("key")
    path = place.folder / "journal.key"
    whole = path.read_bytes()
    flipped = bytearray(whole)
    for at in range(len(whole)):
        # Every bit of what is parsed; of the 1,216 bytes of a public key one bit each is enough.
        for bit in range(8) if at < 300 or at >= len(whole) - 60 else (at % 8,):
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
    vault: Vault = small.place.copy("drafts").unlock()
    other = Place(small.place.root.parent / "other drafts").create()
    drafts, name = scenes.drafts_of(vault), os.urandom(16).hex()
    for source in (vault, other):
        scenes.drafts_of(source).keep(name, {"text": "elsewhere"})
        moved = vault.home.drafts / f"{scenes.DRAFT}.draft"
        moved.write_bytes((source.home.drafts / f"{name}.draft").read_bytes())
        with pytest.raises(JournalDamaged):
            drafts.open(scenes.DRAFT)


def test_the_frames_are_as_small_as_this_test_thinks(small: Small) -> None:
    assert small.frames[-1].length + OVERHEAD < 1_000
    assert small.place.unlock(OLD).notices == []
