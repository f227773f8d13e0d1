"""A line kept without unlocking, and found again."""

import json
import shutil
from pathlib import Path

import pytest

from peerjournal.config import Places
from peerjournal.disk import Disk
from tests.cli.conftest import Command, Run, run
from tests.cli.fresh_start import loaded_by, rooms

CANARY = "the heron by the weir"


def jot(places: Places, *arguments: str, stdin: bytes = b"") -> Run:
    """Keep a jot with no passphrase anywhere."""
    return run("--journal", places.journal, "--state", places.state, "jot", *arguments, stdin=stdin)


def jots(places: Places) -> list[Path]:
    return sorted((places.journal / "jots").glob("*"))


def bodies(pj: Command) -> list[str]:
    numbers = [item["number"] for item in json.loads(pj("list", "--json").out)["items"]]
    return [pj("show", number, "--raw").out.rstrip("\n") for number in numbers]


def test_a_jot_is_an_entry_after_the_next_unlock(pj: Command) -> None:
    pj.make()
    kept = jot(pj.places(), "Ask", "about", "the", "lake.")
    assert (kept.code, kept.out) == (0, "")
    assert kept.err.startswith("Kept. You will find it when you next unlock.\n")
    listed = pj("list")
    assert listed.err == "1 jot kept while locked: now in the journal.\n"
    assert "Ask about the lake." in listed.line
    assert jots(pj.places()) == []
    assert pj("list").err == ""


def test_a_jot_comes_from_stdin_with_all_its_lines(pj: Command) -> None:
    pj.make()
    jot(pj.places(), stdin="One line.\n\nAnd another: żółw.\n".encode())
    assert bodies(pj) == ["One line.\n\nAnd another: żółw."]


def test_jots_keep_their_order_and_their_own_time(pj: Command) -> None:
    pj.make()
    for word in ("first", "second", "third"):
        jot(pj.places(), word)
    before = pj("list", "--json")
    assert [item["shown_title"] for item in json.loads(before.out)["items"]] == ["third", "second", "first"]


def test_no_word_of_a_jot_stands_in_a_file(pj: Command) -> None:
    """F18: a jot is sealed at once."""
    pj.make()
    jot(pj.places(), CANARY)
    files = [path for path in pj.folder.rglob("*") if path.is_file()]
    assert jots(pj.places())
    assert [path for path in files if CANARY.encode() in path.read_bytes()] == []


def test_a_jot_that_is_found_twice_makes_one_entry(pj: Command) -> None:
    pj.make()
    jot(pj.places(), "Once.")
    (path,) = jots(pj.places())
    aside = shutil.copy(path, pj.folder / "aside.age")
    pj("list")
    shutil.copy(aside, path)
    pj("list")
    assert bodies(pj) == ["Once."]
    pj("remove", "1", "--yes")
    shutil.copy(aside, path)
    assert pj("list").out == ""


def test_a_jot_that_was_taken_in_has_a_number_of_its_own(pj: Command) -> None:
    pj("write", "Before.")
    jot(pj.places(), "Between.")
    assert pj("write", "After.").err.splitlines()[1].startswith("Kept 3 · ")
    assert pj("show", "2", "--raw").out == "Between.\n"


@pytest.mark.parametrize("empty", [b"", b"\n \n\t\n"])
def test_an_empty_jot_is_not_kept(pj: Command, empty: bytes) -> None:
    pj.make()
    answer = jot(pj.places(), stdin=empty)
    assert answer.code == 2
    assert answer.err == "There was no text. Nothing was kept or changed.\n"
    assert jots(pj.places()) == []


def test_before_the_first_unlock_on_a_computer_nothing_is_kept_and_nothing_is_lost(pj: Command) -> None:
    pj.make()
    elsewhere = Places(pj.places().journal, pj.folder / "another computer")
    answer = jot(elsewhere, stdin=b"A thought.\n")
    assert answer.code == 3
    assert answer.out == "A thought.\n"
    assert "has not opened the journal yet" in answer.err
    assert jots(elsewhere) == []


def test_where_there_is_no_journal_jot_says_so(pj: Command) -> None:
    answer = jot(pj.places("nobody"), "x")
    assert answer.code == 3
    assert "There is no journal" in answer.err


@pytest.mark.parametrize("trouble", ["no journal", "a folder that can't be read"])
def test_what_was_piped_in_is_given_back_where_there_is_no_journal_to_be_found(
    pj: Command, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError

    if trouble != "no journal":
        pj.make()
        monkeypatch.setattr(Disk, "open", refuse)
    answer = jot(pj.places(), stdin=CANARY.encode())
    assert answer.code != 0
    assert answer.out == f"{CANARY}\n"
    assert CANARY not in answer.err


def test_a_jot_that_is_too_long_is_given_back(pj: Command) -> None:
    pj.make()
    text = b"x" * 300_000
    answer = jot(pj.places(), stdin=text)
    assert answer.code == 1
    assert answer.out_bytes == text + b"\n"
    assert "256 KiB" in answer.err


def test_what_the_disk_refuses_is_given_back(pj: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    pj.make()

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Disk, "fsync", refuse)
    answer = jot(pj.places(), stdin=CANARY.encode())
    assert answer.code == 8
    assert answer.out == f"{CANARY}\n"
    assert "not kept" in answer.err
    assert CANARY not in answer.err
    assert jots(pj.places()) == []


@pytest.mark.parametrize("hostile", ["\x1b]52;c;aGk=\x07", "\x9b31m", "a\u202eb\u2066c", "\ufeff\U000e0041"])
def test_nothing_that_commands_a_terminal_is_kept(pj: Command, hostile: str) -> None:
    pj.make()
    jot(pj.places(), stdin=f"Before {hostile} after".encode())
    (body,) = bodies(pj)
    assert body.startswith("Before ")
    assert not set(hostile) & set("\x1b\x07\x9b\u202e\u2066\ufeff\U000e0041") & set(body)


def test_the_help_needs_no_journal() -> None:
    answer = run("jot", "--help")
    assert answer.code == 0
    assert "Keep a line without unlocking" in answer.out
    assert "Example: peerjournal jot" in answer.out


def test_jot_loads_nothing_that_reads_a_journal(pj: Command) -> None:
    pj.make()
    loaded = loaded_by(pj.places(), "jot", "x")
    assert not rooms(loaded) & {"session", "journal", "peers", "letters"}
    assert not loaded & {"tinydb", "rich", "textual", "tzlocal", "logging"}
