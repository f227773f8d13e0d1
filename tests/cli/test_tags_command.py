"""`tags` and `tags rename`: what is told before, the one question, what came of it, and the way back."""

import json

import pytest

from tests.cli.conftest import Command
from tests.cli.pseudo_terminal import CTRL_C, UNLOCKS, at_terminal


@pytest.fixture
def filled(pj: Command) -> Command:
    for body, tags in (("A #works day.", ["works"]), ("x", ["Work"]), ("x", ["work", "rain"])):
        pj("write", *[part for tag in tags for part in ("--tag", tag)], stdin=body)
    return pj


def test_lookalikes_are_pointed_out_with_the_way_to_make_one_of_them(filled: Command) -> None:
    answer = filled("tags")
    assert answer.out.splitlines()[0].split()[0] == "2"
    assert "Perhaps one tag: #Work #works." in answer.err
    assert "`peerjournal tags rename`" in answer.err


def test_a_new_name_needs_no_question_and_the_way_back_is_told(filled: Command) -> None:
    answer = filled("tags", "rename", "RAIN", "sunny days")
    assert (answer.code, answer.out) == (0, "")
    assert '1 entry has #"sunny days" now, in the place of #rain.' in answer.err
    assert '`peerjournal tags rename "sunny days" rain`' in answer.err
    assert filled("tags", "rename", "sunny days", "rain").code == 0
    assert json.loads(filled("show", "3", "--json").out)["tags"] == ["work", "rain"]


def test_two_become_one_after_one_question(filled: Command) -> None:
    refused = filled("tags", "rename", "works", "work")
    assert refused.code != 0
    assert "2 entries have that one already: 3 entries together." in refused.err
    assert "Pass `--yes`" in refused.err
    assert "works" in filled("tags").out
    answer = filled("tags", "rename", "works", "work", "--yes")
    assert answer.code == 0
    assert "#works still stands in 1 text, as you wrote it." in answer.err
    assert "`peerjournal versions N`" in answer.err
    assert filled("tags").out.split()[0] == "3"
    assert filled("show", "1", "--raw").out == "A #works day.\n"


def test_an_entry_gets_its_tag_of_before_back_by_its_versions(filled: Command) -> None:
    filled("tags", "rename", "works", "work", "--yes")
    answer = filled("bring-back", "1", "--version", "2", "--yes")
    assert answer.code == 0
    assert json.loads(filled("show", "1", "--json").out)["tags"] == ["works"]


def test_texts_change_only_when_asked_for_and_after_the_question(filled: Command) -> None:
    assert filled("tags", "rename", "works", "labour", "--in-text").code != 0
    assert filled("show", "1", "--raw").out == "A #works day.\n"
    answer = filled("tags", "rename", "works", "labour", "--in-text", "--yes")
    assert "1 text changed too." in answer.err
    assert "`peerjournal tags rename labour works --in-text` puts it back." in answer.err
    assert filled("show", "1", "--raw").out == "A #labour day.\n"
    filled("tags", "rename", "labour", "works", "--in-text", "--yes")
    assert filled("show", "1", "--raw").out == "A #works day.\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("gone", "x", "No entry has that tag."),
        ("works", "#", "A tag needs at least one letter."),
        ("works", "works", "That is how it is spelled already."),
    ],
)
def test_what_can_not_be_done_gets_a_sentence_and_changes_nothing(
    filled: Command, old: str, new: str, said: str
) -> None:
    before = filled("tags").out
    answer = filled("tags", "rename", old, new, "--yes")
    assert answer.code != 0
    assert said in answer.err
    assert filled("tags").out == before


def test_hostile_words_reach_no_terminal(filled: Command) -> None:
    answer = filled("tags", "rename", "rain", "\x1b]52;c;x\x07[/sigh]\u202e")
    assert answer.code == 0
    told = answer.err + filled("tags").out + filled("tags", "--json").out
    assert not {"\x1b", "\x07", "\u202e"} & set(told)


@pytest.mark.parametrize(("typed", "code"), [("n\n", 0), ("\n", 0), (CTRL_C, 130)])
def test_at_a_terminal_anything_but_yes_changes_nothing(filled: Command, typed: str, code: int) -> None:
    typing = [UNLOCKS, ("[y/N]", typed)]
    ended, screen = at_terminal(filled.places(), "tags", "rename", "works", "work", typing=typing)
    assert ended == code
    assert "Make one tag of #works and #Work?" in screen
    assert "works" in filled("tags").out


def test_at_a_terminal_yes_makes_one_of_two(filled: Command) -> None:
    typing = [UNLOCKS, ("[y/N]", "y\n")]
    code, _ = at_terminal(filled.places(), "tags", "rename", "works", "work", typing=typing)
    assert code == 0
    assert "works" not in filled("tags").out
