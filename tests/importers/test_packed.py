"""Zips that nobody's program writes: refused in a sentence, or read around, in bounded memory."""

import random
import stat
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from peerjournal.errors import SourceUnreadable
from peerjournal.importers import packed
from peerjournal.importers.dayone import DayOne
from peerjournal.importers.found import Skipped
from peerjournal.importers.json_entries import CUT_OFF
from peerjournal.importers.member import Member
from tests.importers.exports import MD5, PHOTO, as_json, day_one, day_one_zip, photo, read, with_info, zipped

DAY_ONE = DayOne()
JOURNAL = as_json([day_one(photos=[photo()])])
POINTS_OUT = "Its name points out of the zip, so it was left there."


def members(path: Path) -> tuple[dict[str, bytes], list[tuple[str, str]]]:
    both = list(packed.members(path))
    found = {}
    for each in both:
        if isinstance(each, Member):
            with each.open() as file:
                found["/".join((*each.folders, each.name))] = file.read()
    return found, [(each.where, each.why) for each in both if isinstance(each, Skipped)]


@pytest.mark.parametrize(
    "name",
    [
        "../Journal.json",
        "photos/../../x.jpeg",
        "/etc/cron.d/x",
        "//server/share/x",
        "C:/Windows/x.json",
        "..\\..\\x.json",
        "\\x.json",
        "..",
    ],
)
def test_a_name_that_points_out_is_left_in_the_zip(tmp_path: Path, name: str) -> None:
    inside, outside = tmp_path / "in", tmp_path / "in" / "zips"
    outside.mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    path = zipped(outside / "x.zip", {name: "canary", "Journal.json": JOURNAL})
    found, skipped = members(path)
    assert found.keys() == {"Journal.json"}
    assert [why for _, why in skipped] == [POINTS_OUT]
    assert [where for where, _ in skipped] == [name.replace("\\", "/").rpartition("/")[2] or name]
    assert sorted(inside.rglob("*")) == [outside, path]
    assert sorted(tmp_path.rglob("*")) == sorted([*before, path])


@pytest.mark.parametrize("name", ["./Journal.json", "Export\\Journal.json", "a.b..c.json"])
def test_an_odd_name_that_stays_inside_is_read(tmp_path: Path, name: str) -> None:
    assert members(zipped(tmp_path / "x.zip", {name: JOURNAL}))[1] == []
    assert len(read(DAY_ONE, tmp_path / "x.zip")[0]) == 1


def test_a_name_is_shown_without_what_commands_a_terminal(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {"../\x1b]0;x\x07\u202e" + "y" * 500: "", "Journal.json": JOURNAL})
    ((where, _),) = members(path)[1]
    assert "\x1b" not in where
    assert "\u202e" not in where
    assert len(where) <= 100


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_a_link_in_a_zip_is_not_followed(tmp_path: Path, kind: int) -> None:
    path = with_info(tmp_path / "x.zip", external_attr=(kind | 0o777) << 16, create_system=3)
    (found,), skipped = read(DAY_ONE, path)
    assert found.attachments == ()
    assert skipped == [(f"{MD5}.jpeg", "This is a link or a device, which is not followed.")]


def test_a_journal_that_is_a_link_is_none(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("Journal.json")
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(SourceUnreadable, match="no journal of Day One"):
        read(DAY_ONE, tmp_path / "x.zip")


def test_what_is_locked_with_a_password_is_reported(tmp_path: Path) -> None:
    (found,), skipped = read(DAY_ONE, with_info(tmp_path / "x.zip", flag_bits=1))
    assert found.attachments == ()
    assert skipped == [
        (
            f"{MD5}.jpeg",
            "It is locked with a password of the zip. Unpack it first, and move in from the folder.",
        )
    ]


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_ways_of_packing_that_take_what_memory_they_like_are_not_read(tmp_path: Path, way: int) -> None:
    found, skipped = members(zipped(tmp_path / "x.zip", {"Journal.json": JOURNAL}, way))
    assert found == {}
    assert skipped == [("Journal.json", "It is packed in a way that is not read here.")]


def test_of_two_members_with_one_name_the_first_is_taken(tmp_path: Path) -> None:
    path = day_one_zip(tmp_path / "x.zip", day_one(photos=[photo()]))
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr(f"photos/{MD5}.jpeg", b"another")
    (found,), skipped = read(DAY_ONE, path)
    with found.attachments[0].open() as file:
        assert file.read() == PHOTO
    assert skipped == [(f"{MD5}.jpeg", "There are two files by this name. The first was taken.")]


def test_two_journals_with_one_name_are_both_read(tmp_path: Path) -> None:
    path = day_one_zip(tmp_path / "x.zip", day_one())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("Journal.json", as_json([day_one(uuid="B", text="another")]))
    assert [each.draft.body for each in read(DAY_ONE, path)[0]] == ["Late bus", "another"]


# Bombs


def test_a_member_that_would_unpack_to_far_too_much_is_left_out(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {"Journal.json": JOURNAL, f"photos/{MD5}.jpeg": bytes(50_000_000)})
    tracemalloc.start()
    (found,), skipped = read(DAY_ONE, path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.attachments == ()
    assert skipped == [
        (f"{MD5}.jpeg", "It would unpack to far more than it can truly be, so it was left out.")
    ]
    assert peak < 10_000_000


def test_a_journal_that_is_one_endless_text_takes_bounded_memory(tmp_path: Path) -> None:
    noise = random.Random(7).randbytes(60_000).hex().encode()  # noqa: S311 - it only has to shrink little
    path = zipped(tmp_path / "x.zip", {"Journal.json": b'{"entries":[{"text":"' + noise * 200})
    tracemalloc.start()
    found, skipped = read(DAY_ONE, path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (found, skipped) == ([], [("Journal.json, entry 1", CUT_OFF)])
    assert peak < 80_000_000


def test_a_journal_of_endless_small_things_takes_bounded_memory(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {"Journal.json": b'{"entries":[' + b"[" * 30_000_000})
    tracemalloc.start()
    with pytest.raises(SourceUnreadable):
        read(DAY_ONE, path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 80_000_000


def test_a_member_that_says_it_is_larger_than_its_zip_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable, match="claims to hold far more"):
        read(DAY_ONE, with_info(tmp_path / "x.zip", compress_size=1 << 31))


def test_members_that_are_the_same_bytes_are_a_bomb(tmp_path: Path) -> None:
    """As in David Fifield's zip bomb: many names in the index for one packed file."""
    path = tmp_path / "x.zip"
    data = random.Random(7).randbytes(100_000)  # noqa: S311 - it only has to shrink little
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Journal.json", JOURNAL)
        archive.writestr("photos/a.jpeg", data)
        first = archive.infolist()[1]
        for n in range(100):
            copy = zipfile.ZipInfo(f"photos/{n}.jpeg")
            for name in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
                setattr(copy, name, getattr(first, name))
            archive.filelist.append(copy)
    with pytest.raises(SourceUnreadable, match="claims to hold far more"):
        read(DAY_ONE, path)


def test_more_files_than_anybody_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = day_one_zip(tmp_path / "x.zip", day_one(), more={f"photos/{n}.jpeg": b"" for n in range(20)})
    monkeypatch.setattr(packed, "MOST_FILES", 21)
    with pytest.raises(SourceUnreadable, match="more in this zip"):
        read(DAY_ONE, path)
    monkeypatch.setattr(packed, "MOST_FILES", 22)
    assert len(read(DAY_ONE, path)[0]) == 1


def test_more_than_can_be_taken_in_all_together_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "LARGEST_TOTAL", len(JOURNAL))
    with pytest.raises(SourceUnreadable, match="more in this zip"):
        read(DAY_ONE, day_one_zip(tmp_path / "x.zip", day_one(photos=[photo()])))


def test_an_index_that_is_too_long_is_never_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = day_one_zip(tmp_path / "x.zip", day_one())
    monkeypatch.setattr(packed, "LARGEST_INDEX", 100)
    monkeypatch.setattr(zipfile, "ZipFile", None)
    with pytest.raises(SourceUnreadable, match="more in this zip"):
        read(DAY_ONE, path)


@pytest.mark.parametrize("length", [(1 << 32) - 2, 70_000_000])
def test_an_index_that_says_it_is_longer_than_the_zip_is_refused(tmp_path: Path, length: int) -> None:
    path = day_one_zip(tmp_path / "x.zip", day_one())
    data = bytearray(path.read_bytes())
    struct.pack_into("<L", data, len(data) - 10, length)
    path.write_bytes(data)
    with pytest.raises(SourceUnreadable):
        read(DAY_ONE, path)


def test_a_large_zip_is_read_by_its_large_index(tmp_path: Path) -> None:
    """More than 65,535 members need the index that zips have got later; photos of ten years come near."""
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Journal.json", as_json([day_one()]))
        for n in range(66_000):
            archive.writestr(f"photos/{n}.jpeg", b"")
    found, skipped = read(DAY_ONE, path)
    assert (len(found), len(skipped)) == (1, 66_000)
