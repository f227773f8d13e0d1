"""The photos of Day One: found by name, named in the text, and never a path."""

import os
from pathlib import Path
from typing import Any

import pytest

from peerjournal.importers import Attachment, Found
from peerjournal.importers.dayone import DayOne
from peerjournal.importers.dayone_media import NOT_THERE, UNKNOWN
from tests.importers.exports import MD5, PHOTO, PHOTO_ID, as_json, day_one, day_one_zip, photo, read, zipped

DAY_ONE = DayOne()
A_PLACE = f"![](dayone-moment://{PHOTO_ID})"


def bytes_of(attachment: Attachment) -> bytes:
    with attachment.open() as file:
        return file.read()


@pytest.fixture
def one(tmp_path: Path) -> Any:
    """Return what reads an export with a single entry, and more files beside its photo."""

    def read_one(more: dict[str, str | bytes] | None = None, **fields: Any) -> Found:
        return read(DAY_ONE, day_one_zip(tmp_path / "one.zip", day_one(**fields), more=more))[0][0]

    return read_one


@pytest.mark.parametrize(
    "told",
    [
        photo(),
        photo(md5=MD5.upper(), type="JPEG"),
        photo(md5=None, identifier=MD5),
        photo(md5="(null)", filename=f"{MD5}.jpeg"),
        photo(type=None),
        photo(type="heic"),
    ],
)
def test_a_file_is_found_by_its_checksum_or_by_what_it_is_called(one: Any, told: dict[str, Any]) -> None:
    found = one(text="x", photos=[told])
    assert [bytes_of(each) for each in found.attachments] == [PHOTO]
    assert found.draft.body == "x\n\n[photo]"
    assert found.remarks == ()


@pytest.mark.parametrize(
    ("told", "name"),
    [
        (photo(), "photo-1.jpeg"),
        (photo(filename="IMG_0001.HEIC"), "IMG_0001.jpeg"),
        (photo(filename="(null)"), "photo-1.jpeg"),
        (photo(filename="../../etc/passwd"), "passwd.jpeg"),
        (photo(filename="C:\\temp\\a.png"), "a.jpeg"),
        (photo(filename=".hidden\x1b[2J\n.jpg"), "hidden(2J.jpeg"),
        (photo(filename="x" * 500), "x" * 120 + ".jpeg"),
        (photo(filename=7), "photo-1.jpeg"),
        (photo(filename="..."), "photo-1.jpeg"),
    ],
)
def test_its_name_is_a_base_name_that_can_be_shown(one: Any, told: dict[str, Any], name: str) -> None:
    (attachment,) = one(photos=[told]).attachments
    assert attachment.name == name


@pytest.mark.parametrize("field", ["md5", "identifier", "filename", "type"])
@pytest.mark.parametrize("hostile", ["../../../etc/passwd", "/etc/passwd", "\0", "a" * 100_000, ["x"], {}, 5])
def test_what_an_entry_says_is_never_made_a_path(one: Any, field: str, hostile: Any) -> None:
    told = {"type": "jpeg"} | {field: hostile}
    found = one(text="x", photos=[told])
    assert found.attachments == ()
    assert found.draft.body == "x\n\n[photo]"
    assert found.remarks == (NOT_THERE,)


def test_every_kind_has_its_folder_and_its_words(one: Any) -> None:
    more: dict[str, str | bytes] = {
        "videos/b1.mov": b"moving",
        "audios/c1.m4a": b"sounding",
        "pdfs/d1.pdf": b"%PDF",
    }
    found = one(
        more,
        text="v ![](dayone-moment:/video/B) s ![](dayone-moment:/audio/C) p ![](dayone-moment:/pdf/D)",
        videos=[{"identifier": "B", "md5": "b1", "type": "mov"}],
        audios=[{"identifier": "C", "md5": "c1", "format": "m4a"}],
        pdfAttachments=[{"identifier": "D", "md5": "d1", "type": "pdf", "filename": "a [plan].pdf"}],
    )
    assert found.draft.body == "v [video] s [audio] p [file: a (plan).pdf]"
    assert [(each.kind, each.marker, bytes_of(each)) for each in found.attachments] == [
        ("video", "[video]", b"moving"),
        ("audio", "[audio]", b"sounding"),
        ("pdf", "[file: a (plan).pdf]", b"%PDF"),
    ]
    assert found.remarks == ()


def test_photos_stand_where_the_text_has_them_and_the_others_at_its_end(one: Any) -> None:
    more = {f"photos/{name}.png": name.encode() for name in ("p1", "p2", "p3", "p4")}
    listed = [
        {"identifier": f"I{n}", "md5": f"p{n}", "type": "png", "orderInEntry": 9 - n} for n in (1, 2, 3, 4)
    ]
    found = one(more, text="a \ufffc b ![](dayone-moment://I4) c ![](dayone-moment://I4) d", photos=listed)
    assert found.draft.body == "a [photo] b [photo] c [photo] d\n\n[photo]\n\n[photo]"
    assert [bytes_of(each) for each in found.attachments] == [b"p3", b"p4", b"p2", b"p1"]


def test_a_place_for_what_is_not_named_stays_and_is_reported(one: Any) -> None:
    found = one(text="see ![](dayone-moment:/video/ZZ) \ufffc.")
    assert found.draft.body == "see [video] ."
    assert found.remarks == (UNKNOWN,)


def test_brackets_around_a_photo_make_no_mark(one: Any) -> None:
    found = one(text=f"[{A_PLACE}](https://example.org)\n\n[{A_PLACE}]", photos=[photo()])
    assert found.draft.body == "\\[[photo]](https://example.org)\n\n\\[[photo]]"


@pytest.mark.parametrize("listed", [None, 5, "x", {}, [None, 5, "x", []]])
def test_lists_of_another_shape_name_nothing(one: Any, listed: Any) -> None:
    found = one(text="x", photos=listed, videos=listed, audios=listed, pdfAttachments=listed)
    assert (found.draft.body, found.attachments) == ("x", ())


def test_a_photo_of_two_entries_belongs_to_both(tmp_path: Path) -> None:
    both = (day_one(photos=[photo()]), day_one(uuid="B", photos=[photo()]))
    found, skipped = read(DAY_ONE, day_one_zip(tmp_path / "x.zip", *both))
    assert [len(each.attachments) for each in found] == [1, 1]
    assert skipped == []


def test_a_file_that_no_entry_names_is_reported(tmp_path: Path) -> None:
    _, skipped = read(DAY_ONE, day_one_zip(tmp_path / "x.zip", day_one()))
    assert skipped == [(f"{MD5}.jpeg", "No entry names this file, so it was left out.")]


def test_bytes_are_read_only_when_they_are_asked_for_and_as_often(one: Any) -> None:
    (attachment,) = one(photos=[photo()]).attachments
    with attachment.open() as first, attachment.open() as second:
        assert (first.read(4), second.read(), first.read()) == (PHOTO[:4], PHOTO, PHOTO[4:])


def test_many_photos_in_one_entry_are_read_in_one_walk(one: Any) -> None:
    listed = [{"identifier": f"I{n}", "md5": MD5, "type": "jpeg"} for n in range(5000)]
    text = "".join(f"![](dayone-moment://I{n})\ufffc" for n in range(0, 5000, 2))
    assert len(one(text=text, photos=listed).attachments) == 5000


# A folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "export"
    made.mkdir()
    (made / "Journal.json").write_text(as_json([day_one(text="x", photos=[photo()])]), encoding="utf-8")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / f"{MD5}.jpeg").write_bytes(b"a secret")
    return made


@pytest.mark.parametrize("name", ["", "Journal.json"])
def test_a_link_to_a_folder_of_photos_is_not_followed(folder: Path, name: str) -> None:
    (folder / "photos").symlink_to(folder.parent / "outside")
    (found,), skipped = read(DAY_ONE, folder / name)
    assert found.attachments == ()
    assert skipped == [("photos", "This is a link, which is not followed.")]


def test_a_link_to_a_photo_is_not_followed(folder: Path) -> None:
    (folder / "photos").mkdir()
    (folder / "photos" / f"{MD5}.jpeg").symlink_to(folder.parent / "outside" / f"{MD5}.jpeg")
    (found,), skipped = read(DAY_ONE, folder)
    assert found.attachments == ()
    assert skipped == [(f"{MD5}.jpeg", "This is a link, which is not followed.")]


def test_a_photo_that_becomes_a_link_is_not_followed_either(folder: Path) -> None:
    (folder / "photos").mkdir()
    path = folder / "photos" / f"{MD5}.jpeg"
    path.write_bytes(PHOTO)
    (found,), _ = read(DAY_ONE, folder)
    path.unlink()
    path.symlink_to(folder.parent / "outside" / f"{MD5}.jpeg")
    with pytest.raises(OSError, match=r".*"):
        found.attachments[0].open()


def test_a_link_to_a_journal_is_not_followed_but_one_that_was_named_is(folder: Path) -> None:
    (folder / "Other.json").symlink_to(folder / "Journal.json")
    assert read(DAY_ONE, folder)[1][0] == ("Other.json", "This is a link, which is not followed.")
    named = folder.parent / "named"
    named.symlink_to(folder)
    assert len(read(DAY_ONE, named)[0]) == 1


def test_a_pipe_is_never_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "Other.json")
    (folder / "photos").mkdir()
    os.mkfifo(folder / "photos" / f"{MD5}.jpeg")
    assert len(read(DAY_ONE, folder)[0]) == 1
    assert not DAY_ONE.recognises(folder / "Other.json")


def test_what_lies_beside_an_export_is_left_alone(folder: Path) -> None:
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    (folder / "deeper").mkdir()
    (folder / "deeper" / "Journal.json").write_text(as_json([day_one()]), encoding="utf-8")
    assert len(read(DAY_ONE, folder)[0]) == 1


def test_a_zip_of_a_folder_is_read_as_well(tmp_path: Path) -> None:
    members: dict[str, str | bytes] = {
        "Export/Journal.json": as_json([day_one(photos=[photo()])]),
        f"Export/photos/{MD5}.jpeg": PHOTO,
        "__MACOSX/Export/._Journal.json": b"\0\1",
        "Export/.DS_Store": b"x",
    }
    (found,), skipped = read(DAY_ONE, zipped(tmp_path / "x.zip", members))
    assert (len(found.attachments), skipped) == (1, [])
