"""Every bit flipped, every byte cut, every frame moved: never wrong words, and it is always said."""

import hashlib
from collections.abc import Iterator
from itertools import permutations

from peerjournal import vault as vaults
from peerjournal.disk import DISK
from peerjournal.vault import Verdict
from peerjournal.vault.log import HEADER_SIZE, Header, frames, opened
from tests.sampling import sampled, some
from tests.vault import scenes
from tests.vault.scenes import Documents, Place, documents
from tests.vault.small import SAVES, Small, made


def texts(shown: Documents) -> set[str]:
    return {entry["title"] for entry in shown.get("entries", {}).values()}


ALL = {f"text {number}" for number in range(SAVES)}


@sampled
def test_every_flipped_bit_of_the_log_is_reported_and_no_words_are_wrong(tiny: Small) -> None:
    flipped = bytearray(tiny.data)
    for at in some(range(8 * len(flipped))):
        place, bit = divmod(at, 8)
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
                assert not health.writable
                assert (health.verdict is Verdict.FOREIGN) is spliced.startswith(other.data[:HEADER_SIZE])
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
