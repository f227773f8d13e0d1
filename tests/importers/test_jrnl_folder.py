"""jrnl's journal as a folder: the folder names the day, its files the rest, and no link leads out of it."""

import time
from pathlib import Path

import pytest

from peerjournal.errors import InputError, SourceUnreadable
from peerjournal.importers import Found, Options, Skipped, recognise
from peerjournal.importers.jrnl import JrnlText
from peerjournal.importers.jrnl_folder import NO_DAY, NO_HEADER, JrnlFolder
from peerjournal.importers.jrnl_text import OTHER_FORM
from tests.importers.fixtures import BERLIN, Seen, put, read, seen, skipped

FOLDER = JrnlFolder()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return tmp_path / "journal"


def test_a_folder_is_read_day_by_day(source: Path) -> None:
    put(source / "2020" / "08" / "31.txt", "[2020-08-31 14:32] A starred entry. *\nBody\n")
    put(source / "2020" / "08" / "29.txt", "[2020-08-29 11:11] First.\nx @tag\n\n[2020-08-29 12:00] Second\n")
    assert [seen(each) for each in read(FOLDER, source)] == [
        Seen("2020-08-29T11:11:00+02:00[Europe/Berlin]", "First.", "x @tag", tags=("tag",)),
        Seen("2020-08-29T12:00:00+02:00[Europe/Berlin]", "Second", ""),
        Seen("2020-08-31T14:32:00+02:00[Europe/Berlin]", "A starred entry.", "Body", starred=True),
    ]
    assert [each.where for each in read(FOLDER, source)] == [
        "2020/08/29.txt, line 1",
        "2020/08/29.txt, line 4",
        "2020/08/31.txt, line 1",
    ]
    assert recognise(source)[0].name == "jrnl-folder"
    assert FOLDER.size(source) == 2


def test_the_day_is_that_of_the_folder(source: Path) -> None:
    put(source / "2020" / "02" / "29.txt", "[2019-12-31 11:11] Title\n")
    assert seen(read(FOLDER, source)[0]).written == "2020-02-29T11:11:00+01:00[Europe/Berlin]"


@pytest.mark.parametrize(("header", "clock"), [("15:30", "15:30:00"), ("03:30 PM", "15:30:00")])
def test_headers_may_tell_the_time_alone(source: Path, header: str, clock: str) -> None:
    put(source / "2020" / "05" / "01.txt", f"[{header}] Title\nBody\n")
    (found,) = read(FOLDER, source)
    assert seen(found) == Seen(f"2020-05-01T{clock}+02:00[Europe/Berlin]", "Title", "Body")
    assert found.remarks == ()


def test_the_form_can_be_named_with_or_without_a_day(source: Path) -> None:
    put(source / "2020" / "05" / "01.txt", "[15.30 Uhr] Title\n[16:00] not one\n")
    (found,) = read(FOLDER, source, Options(zone="Europe/Berlin", timeformat="%H.%M Uhr"))
    assert seen(found).written == "2020-05-01T15:30:00+02:00[Europe/Berlin]"
    with pytest.raises(InputError):
        list(FOLDER.read(source, Options(timeformat="%H")))


def test_most_headers_of_the_whole_folder_decide(source: Path) -> None:
    put(source / "2020" / "05" / "01.txt", "[2020-05-01 15:00] A\n\n[2020-05-01 16:00] B\n")
    put(source / "2020" / "05" / "02.txt", "[2020-05-02 15:00] C\n[2019-01-01] a list\n[15:00] tea\n")
    *_, last = read(FOLDER, source)
    assert last.draft.body == "[2019-01-01] a list\n[15:00] tea"
    assert last.remarks == (OTHER_FORM,)


def test_what_stands_above_the_first_header_has_the_day_of_its_file(source: Path) -> None:
    """D1."""
    put(source / "2020" / "05" / "01.txt", "before\n[2020-05-01 15:00] A\n")
    first, _ = read(FOLDER, source)
    assert seen(first) == Seen("2020-05-01T09:00:00+02:00[Europe/Berlin]", "", "before")
    assert first.remarks == (NO_HEADER,)


def test_what_is_no_day_is_said_and_the_rest_goes_on(source: Path) -> None:
    put(source / "2020" / "05" / "01.txt", "[2020-05-01 15:00] A\n")
    for name in (
        "2020/05/32.txt",
        "2020/02/30.txt",
        "2020/05/1.txt",
        "2020/05/02.md",
        "x.txt",
        "20/05/01/02.txt",
    ):
        put(source / name, "[2020-05-01 15:00] no\n")
    left = skipped(FOLDER, source)
    assert {each.why for each in left} == {NO_DAY}
    assert len(left) == 6
    assert len([each for each in FOLDER.read(source, BERLIN) if isinstance(each, Found)]) == 1


def test_no_link_is_followed(source: Path, tmp_path: Path) -> None:
    elsewhere = put(tmp_path / "elsewhere" / "01.txt", "[2020-05-01 15:00] secret\n")
    (source / "2020" / "05").mkdir(parents=True)
    (source / "2020" / "05" / "01.txt").symlink_to(elsewhere)
    (source / "2020" / "06").symlink_to(elsewhere.parent)
    assert all(isinstance(each, Skipped) for each in FOLDER.read(source, BERLIN))
    assert [each.where for each in skipped(FOLDER, source)] == ["01.txt", "06"]
    assert not FOLDER.recognises(source)


def test_a_folder_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none", put(tmp_path / "file", "x")):
        with pytest.raises(SourceUnreadable):
            list(FOLDER.read(path, BERLIN))
        assert not FOLDER.recognises(path)
        assert FOLDER.size(path) == 0


def test_the_same_entry_has_the_same_key_in_a_folder_and_in_a_file(source: Path, tmp_path: Path) -> None:
    text = "[2020-05-01 15:00] A\nb\n"
    put(source / "2020" / "05" / "01.txt", text)
    (one,), (other,) = read(FOLDER, source), read(JrnlText(), put(tmp_path / "j.txt", text))
    assert one.key == other.key


def test_the_same_words_on_two_days_without_headers_are_two_entries(source: Path) -> None:
    put(source / "2020" / "08" / "29.txt", "A day like any other.\n")
    put(source / "2020" / "08" / "30.txt", "A day like any other.\n")
    found = read(FOLDER, source)
    assert len({each.key for each in found}) == len(found) == 2
    assert [each.key for each in read(FOLDER, source)] == [each.key for each in found]


def test_a_day_outside_the_calendar_costs_only_itself(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "XYZ-3")
    time.tzset()
    try:
        put(source / "0001" / "01" / "01.txt", "Long ago.\n")
        put(source / "2020" / "08" / "30.txt", "Now.\n")
        first, second = FOLDER.read(source, Options())
    finally:
        monkeypatch.undo()
        time.tzset()
    assert isinstance(first, Skipped)
    assert isinstance(second, Found)
