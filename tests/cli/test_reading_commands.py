"""Listing, finding, showing: what stands in a line, in JSON, and in a plain copy."""

import json
import shutil
from pathlib import Path

import pytest

from peerjournal.config import Places
from peerjournal.session import Session
from tests.cli.conftest import Command, run
from tests.cli.exchange import sent
from tests.cli.fresh_start import loaded_by, rooms
from tests.conftest import PASSPHRASE


@pytest.fixture
def filled(pj: Command) -> Command:
    """Give a journal with four entries, of which the last is a story."""
    pj("write", "--at", "2026-01-31 10:00", "--tag", "nature", "--title", "The lake", stdin="It rained.")
    pj("write", "--at", "2026-02-01 09:30", "--tag", "nature", "--tag", "Work", "--star", stdin="A long day.")
    pj("write", "--at", "2025-12-24 18:00", stdin="The café was closed.")
    pj("write", "--at", "2026-02-02 08:00", "--story", "--title", "The stairwell", stdin="Budget day.")
    return pj


def numbers(pj: Command, *arguments: str) -> list[str]:
    """Return the numbers of what a listing holds, the same as lines and as JSON."""
    lines, told = pj(*arguments), json.loads(pj(*arguments, "--json").out)
    assert lines.code == 0
    found = [item["number"] for item in told["items"]]
    assert [line.split()[0] for line in lines.out.splitlines()] == found
    return found


# list


def test_a_list_has_one_aligned_line_for_each_with_the_newest_first(filled: Command) -> None:
    for _ in range(7):
        filled("write", "--at", "2024-01-01", stdin="Old.")
    lines = filled("list").out.splitlines()
    assert lines[:4] == [
        " 4  2026-02-02 08:00    (story)  The stairwell",
        " 2  2026-02-01 09:30  * A long day.  #nature #Work",
        " 1  2026-01-31 10:00    The lake  #nature",
        " 3  2025-12-24 18:00    The café was closed.",
    ]
    assert lines[4].startswith("11  2024-01-01 09:00")


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ("", "4 2 1 3"),
        ("-n 2", "4 2"),
        ("-n 9", "4 2 1 3"),
        ("--from 2026-02-01", "4 2"),
        ("--to 2026-01", "1 3"),
        ("--from 2026 --to 2026-01", "1"),
        ("--on 2025", "3"),
        ("--on 2026-01-31", "1"),
        ("--tag NATURE", "2 1"),
        ("--tag nature --tag #work", "2"),
        ("--kind story", "4"),
        ("--kind entry --starred", "2"),
        ("--starred --on 2025", ""),
    ],
)
def test_the_options_narrow_a_list(filled: Command, options: str, found: str) -> None:
    assert numbers(filled, "list", *options.split()) == found.split()


def test_a_title_without_end_is_cut_for_showing_and_nowhere_else(pj: Command) -> None:
    title = "walking " * 5_000
    kept = pj("write", "--title", title, "--tag", title, "x")
    told = (kept, pj("list"), pj("tags"), pj("remove", "1", "--yes"), pj("bring-back"))
    assert max(len(line) for run in told for line in (run.out + run.err).splitlines()) < 500
    pj("bring-back", "1", "--yes")
    assert title.strip() in pj("show", "1").out
    (item,) = json.loads(pj("list", "--json").out)["items"]
    assert item["title"] == title.strip()


def test_no_matches_is_a_result(filled: Command) -> None:
    for arguments in (["list", "--tag", "sea"], ["find", "sea"]):
        answer = filled(*arguments)
        assert (answer.code, answer.out, answer.err) == (0, "", "No matches.\n")
        assert json.loads(filled(*arguments, "--json").out) == {"items": []}


@pytest.mark.parametrize(
    "options", ["-n 0", "-n x", "--kind letter", "--from 3/4", "--tag #", "--on 2026-02-30"]
)
def test_what_cannot_be_asked_for_is_wrong_usage(filled: Command, options: str) -> None:
    answer = filled("list", *options.split())
    assert (answer.code, answer.out) == (2, "")
    assert answer.err


def test_the_json_of_a_list_has_the_same_fields_for_all(filled: Command) -> None:
    items = json.loads(filled("list", "--json").out)["items"]
    fields = {"id", "kind", "number", "shown_title", "starred", "tags", "title", "written"}
    assert {frozenset(item) for item in items} == {frozenset(fields)}
    assert items[3]["shown_title"] == "The café was closed."
    assert items[3]["title"] == ""
    assert items[3]["written"].startswith("2025-12-24T18:00:00")


# find


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("day", "4 2"),
        ("long day", "2"),
        ("CAFE", "3"),
        ('"a long day"', "2"),
        ("#nature", "2 1"),
        ("day -budget", "2"),
        ("-day -nature", "3"),
        ("-#nature", "4 3"),
        ("-kind:story -n 2", "2 1"),
        ("-n1 day", "4"),
        ("from:2026-02 is:starred", "2"),
        ("--tag nature rained", "1"),
        ("-- -day", "1 3"),
        ("day -- -long", "4"),
    ],
)
def test_find_takes_the_words_of_the_search_line(filled: Command, query: str, found: str) -> None:
    options, dashes, words = query.partition("-- ")
    if dashes:
        assert [line.split()[0] for line in filled("find", *query.split()).out.splitlines()] == found.split()
    else:
        assert numbers(filled, "find", *options.split()) == found.split()
    assert dashes or not words


def test_find_looks_in_received_letters_too(pj: Command, tmp_path: Path) -> None:
    letter = sent(pj, tmp_path)
    pj("open", letter, "--keep", who="robin")
    pj("write", "--at", "2020-01-01", stdin="I sat down too.", who="robin")
    found = pj("find", "sat", who="robin").out.splitlines()
    assert [line[:8] for line in found] == ["letter 1", "       1"]
    assert "from sam, not yet compared" in found[0]
    assert pj("find", "resignation", who="robin").out == ""
    assert pj("find", "sat", "--kind", "letter", "-n", "1", who="robin").line == found[0]
    assert pj("find", "sat", "kind:entry", who="robin").line.endswith("I sat down too.")
    (item,) = json.loads(pj("find", "sat", "kind:letter", "--json", who="robin").out)["items"]
    assert (item["kind"], item["number"], item["from"]) == ("letter", "1", "sam")
    assert pj("find", "stairs", "--kind", "letter", who="sam").out == ""


# show


def test_show_says_what_it_is_and_then_the_text_as_it_was_written(filled: Command) -> None:
    shown = filled("show", "2").out
    assert shown == "2 · 2026-02-01 09:30 · #nature #Work · starred\n\nA long day.\n"
    assert filled("show", "1").out.startswith('1 · 2026-01-31 10:00 · "The lake" · #nature\n\n')


def test_show_as_json_tells_all_fields(filled: Command) -> None:
    told = json.loads(filled("show", "4", "--json").out)
    assert told["body"] == "Budget day."
    assert {"id", "kind", "number", "title", "tags", "written", "edited", "starred", "others"} <= told.keys()
    assert "by" not in told


def test_an_id_and_its_beginning_name_an_entry_too(filled: Command) -> None:
    identifier = json.loads(filled("show", "1", "--json").out)["id"]
    assert filled("show", identifier, "--raw").out == "It rained.\n"
    assert filled("show", "99").code == 1
    assert filled("show", "").code == 1


def test_one_way_of_showing_at_a_time(filled: Command) -> None:
    assert filled("show", "1", "--raw", "--json").code == 2


def test_both_versions_are_shown_of_what_was_changed_on_two_devices(pj: Command) -> None:
    pj("write", "--title", "The lake", stdin="As it was.")
    here = pj.places()
    there = Places(pj.folder / "carried", pj.folder / "carried.state")
    shutil.copytree(here.journal, there.journal)
    other = Session.unlock(there, PASSPHRASE)
    other.journal.edit("1b", body="As it is there.")
    other.lock()
    pj("edit", "1", stdin="As it is here.")
    for path in there.journal.glob("*.log"):
        if not (here.journal / path.name).exists():
            shutil.copy(path, here.journal)
    shown = pj("show", "1")
    assert "As it is here." in shown.out
    assert "As it is there." in shown.out
    assert "changed on two devices" in shown.err
    assert (
        "It stands in two versions, and the one that is shown is copied."
        in pj("show", "1", "--out", pj.folder / "copy.md", "--yes").err
    )
    (version,) = json.loads(pj("show", "1", "--json").out)["others"]
    assert version["body"] in {"As it is here.", "As it is there."}


# tags


def test_tags_are_counted_and_lookalikes_pointed_out(pj: Command) -> None:
    for tags in (["walk", "rain"], ["walks"], ["Walk", "first time"], ["first-time"]):
        pj("write", *[part for tag in tags for part in ("--tag", tag)], stdin="x")
    answer = pj("tags")
    assert answer.out.splitlines()[0].lower().split() == ["2", "walk"]
    assert len(answer.out.splitlines()) == 5
    assert 'Perhaps one tag: #"first time" #first-time.' in answer.err
    told = json.loads(pj("tags", "--json").out)
    assert {item["count"] for item in told["items"]} == {1, 2}
    assert ["first time", "first-time"] in told["near_duplicates"]


def test_without_tags_it_says_so(pj: Command) -> None:
    assert pj("tags").err == "There are no tags yet.\n"


# Help, and what a start loads


@pytest.mark.parametrize(
    "name", ["write", "jot", "list", "find", "show", "edit", "remove", "bring-back", "tags", "story"]
)
def test_help_begins_with_a_verb_and_ends_with_an_example(name: str) -> None:
    answer = run(name, "--help")
    assert answer.code == 0
    lines = [line.strip() for line in answer.out.strip().splitlines() if line.strip()]
    assert lines[1].split()[0] in {"Keep", "Show", "Find", "Change", "Hide", "Bring", "Make"}
    assert lines[-1].startswith(f"Example: peerjournal {name}")


@pytest.mark.parametrize("arguments", [["write", "x"], ["list", "-n", "10"], ["find", "x"]])
def test_writing_and_listing_load_nothing_heavy(pj: Command, arguments: list[str]) -> None:
    pj.make()
    loaded = loaded_by(pj.places(), *arguments)
    assert not rooms(loaded) & {"letters", "peers"}
    assert not loaded & {"tinydb", "rich", "textual", "markdown_it", "dateutil", "dateparser", "pygments"}
