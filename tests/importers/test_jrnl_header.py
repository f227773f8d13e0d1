"""How jrnl's headers say when: the form that most of them have, or the one that was named."""

from pathlib import Path

import pytest

from peerjournal.errors import InputError
from peerjournal.importers import Options
from peerjournal.importers.jrnl import JrnlText
from peerjournal.importers.jrnl_text import (
    OTHER_FORM,
)
from peerjournal.importers.zone import NO_CLOCK
from tests.importers.fixtures import BERLIN, TOUCHED_BERLIN, Seen, put, read, seen

JRNL = JrnlText()
MAY_FIRST = "2020-05-01T15:00:00+02:00[Europe/Berlin]"
COMPAT = Options(zone="Europe/Berlin", jrnl_compat=True)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return tmp_path / "journal.txt"


def entries(source: Path, data: str | bytes, options: Options = BERLIN) -> list[Seen]:
    return [seen(each) for each in read(JRNL, put(source, data), options)]


def test_a_line_that_looks_like_a_header_in_another_form_is_said(source: Path) -> None:
    put(source, "[2020-05-01 15:00] Title\n[2019-01-01] a list\n")
    (found,) = read(JRNL, source)
    assert found.remarks == (OTHER_FORM,)


@pytest.mark.parametrize(
    ("header", "written"),
    [
        ("2020-08-29 11:11", "2020-08-29T11:11:00+02:00"),
        ("2020-08-29 12:11:30 AM", "2020-08-29T00:11:30+02:00"),
        ("2020-08-29 12:11:30 PM", "2020-08-29T12:11:30+02:00"),
        ("2020-08-29 23:11:30", "2020-08-29T23:11:30+02:00"),
        ("29.08.2020 11:11", "2020-08-29T11:11:00+02:00"),
        ("2020-8-9 1:11", "2020-08-09T01:11:00+02:00"),
        ("2020-12-29", "2020-12-29T09:00:00+01:00"),
    ],
)
def test_the_forms_that_are_known(source: Path, header: str, written: str) -> None:
    (entry,) = entries(source, f"[{header}] Title\nb\n")
    assert entry.written == f"{written}[Europe/Berlin]"
    assert JRNL.recognises(source)


@pytest.mark.parametrize("header", ["2020-02-30 10:00", "2020-05-01 13:00:00 PM", "2020-05-01 25:00"])
def test_a_day_or_an_hour_that_there_is_not_makes_no_header(source: Path, header: str) -> None:
    assert entries(source, f"[{header}] Title\n")[0].written == TOUCHED_BERLIN


def test_most_headers_decide(source: Path) -> None:
    text = "[29.08.2020 11:11] One\n\n[30.08.2020 11:11] Two\n[2020-08-30 11:11] not one\n"
    assert [each.title for each in entries(source, text)] == ["One", "Two"]


def test_the_form_can_be_named(source: Path) -> None:
    text = "[Mon 31/08/20 02:32 pm] Title\nb\n[2020-08-30 11:11] not one\n"
    named = Options(zone="Europe/Berlin", timeformat="%a %d/%m/%y %I:%M %p")
    (entry,) = entries(source, text, named)
    assert (entry.written[:16], entry.title) == ("2020-08-31T14:32", "Title")
    shorthand = Options(zone="Europe/Berlin", timeformat="%F %r")
    assert entries(source, "[2020-05-01 03:00:00 PM] T\n", shorthand)[0].written == MAY_FIRST


@pytest.mark.parametrize("timeformat", ["%H:%M", "%Q", "day", "%", "%Y-%m"])
def test_a_form_that_tells_no_day_is_refused(source: Path, timeformat: str) -> None:
    with pytest.raises(InputError):
        entries(source, "[2020-05-01 15:00] T\n", Options(timeformat=timeformat))


def test_a_day_without_a_time_is_said(source: Path) -> None:
    assert read(JRNL, put(source, "[2020-12-29] Title\nb\n"))[0].remarks == (NO_CLOCK,)


def test_as_jrnl_1_wrote_it(source: Path) -> None:
    text = "2013-06-09 15:39 Title *\nbody\n\n2013-06-10 09:00 Next. And more\n"
    assert entries(source, text) == [
        Seen("2013-06-09T15:39:00+02:00[Europe/Berlin]", "Title", "body", starred=True),
        Seen("2013-06-10T09:00:00+02:00[Europe/Berlin]", "Next. And more", ""),
    ]
    assert JRNL.recognises(source)


def test_jrnls_own_guesses_where_they_are_asked_for(source: Path) -> None:
    text = "preamble\n[2020-05-01 15:00] Title\nBody\n[tuesday morning] I woke up\nrest\n"
    before, first, guessed = entries(source, text, COMPAT)
    assert (before.body, first.body) == ("preamble", "Body")
    # The file is of Sunday, 13 September 2020.
    assert guessed == Seen("2020-09-08T06:00:00+02:00[Europe/Berlin]", "I woke up", "rest")
    mixed = "[2020-05-01 15:00] One. Two\n[2019-01-01] Dr. Who\n[maybe] x\n"
    assert [(each.title, each.body) for each in entries(source, mixed, COMPAT)] == [
        ("One.", "Two"),
        ("Dr. Who", "[maybe] x"),
    ]
    assert entries(source, "[2020-05-01 15:00] **b**\nx", COMPAT)[0].starred
