"""A zip that is damaged: what is whole in it is read, and the rest is a sentence."""

import random
import zipfile
from pathlib import Path

import pytest

from peerjournal.errors import SourceUnreadable
from peerjournal.importers.dayone import DayOne
from peerjournal.importers.json_entries import CUT_OFF
from tests.importers.exports import MD5, PHOTO, as_json, day_one, day_one_zip, photo, read, with_info, zipped

DAY_ONE = DayOne()
JOURNAL = as_json([day_one(photos=[photo()])])


def test_a_zip_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    path = day_one_zip(tmp_path / "x.zip", day_one())
    path.write_bytes(path.read_bytes()[:-30])
    assert not DAY_ONE.recognises(path)
    with pytest.raises(SourceUnreadable, match="not a zip, or it is damaged"):
        read(DAY_ONE, path)


def test_damage_in_a_photo_shows_only_when_it_is_opened(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "x.zip", {"Journal.json": JOURNAL, f"photos/{MD5}.jpeg": PHOTO}, zipfile.ZIP_STORED
    )
    path.write_bytes(path.read_bytes().replace(PHOTO, PHOTO[:-1] + b"!"))
    (found,), _ = read(DAY_ONE, path)
    with pytest.raises(OSError, match="damaged"), found.attachments[0].open() as file:
        file.read()


def test_damage_in_a_journal_gives_what_comes_before(tmp_path: Path) -> None:
    whole = as_json(day_one(uuid=str(n), text=f"entry {n} " * 20) for n in range(2000))
    path = zipped(tmp_path / "x.zip", {"Journal.json": whole}, zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    found, skipped = read(DAY_ONE, path)
    assert found
    assert [why for _, why in skipped] == [CUT_OFF]


def test_a_member_that_is_larger_than_it_says_gives_no_more_than_that(tmp_path: Path) -> None:
    path = with_info(tmp_path / "x.zip", file_size=4)
    (found,), _ = read(DAY_ONE, path)
    with pytest.raises(OSError, match="damaged"), found.attachments[0].open() as file:
        file.read()


@pytest.mark.parametrize("seed", range(60))
def test_a_zip_with_any_byte_changed_is_read_or_refused_in_a_sentence(tmp_path: Path, seed: int) -> None:
    path = day_one_zip(tmp_path / "x.zip", day_one(photos=[photo()]))
    data = bytearray(path.read_bytes())
    chance = random.Random(seed)  # noqa: S311 - the same changes each time
    for _ in range(chance.choice((1, 2, 8))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path.write_bytes(data)
    DAY_ONE.recognises(path)
    DAY_ONE.size(path)
    try:
        found, _ = read(DAY_ONE, path)
    except SourceUnreadable:
        return
    for attachment in (attachment for each in found for attachment in each.attachments):
        try:
            with attachment.open() as file:
                file.read()
        except OSError:
            continue
