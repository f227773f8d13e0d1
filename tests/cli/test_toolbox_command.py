"""The command tools: what helped, what didn't, what depends, in the writer's order."""

import json
import re
from typing import Any

import pytest

from tests.cli.conftest import Command
from tests.cli.exchange import story
from tests.cli.pseudo_terminal import CTRL_D, UNLOCKS, at_terminal
from tests.source_tree import PACKAGE


@pytest.fixture
def sam(pj: Command) -> Any:
    """Run commands as Sam, whose journal holds the story 1."""
    story(pj)
    return lambda *arguments, **more: pj(*arguments, who="sam", **more)


def tools(sam: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(sam("tools", "1", "--json").out)["items"]
    return found


def test_what_was_tried_stands_in_the_order_in_which_it_was_given(sam: Any) -> None:
    """F2: the writer's order, whatever went how."""
    said = ("--didnt", "b", "--helped=a", "--depends", "c", "--helped", "--didnt", "--unsure", "d")
    assert sam("tools", "1", *said).code == 0
    sam("tools", "1", "--helped", "e")
    assert [(one["how_it_went"], one["tried"]) for one in tools(sam)] == [
        ("didn't", "b"),
        ("helped", "a"),
        ("depends", "c"),
        ("helped", "--didnt"),
        ("not sure yet", "d"),
        ("helped", "e"),
    ]


def test_each_is_shown_with_its_own_stem_in_the_first_person(sam: Any) -> None:
    """F2: each item renders with its own first-person stem."""
    sam(
        "tools",
        "1",
        "--helped",
        "a walk",
        "--didnt",
        "b",
        "--depends",
        "c",
        "--unsure",
        "d",
        "--light",
        "open",
    )
    assert sam("tools", "1").out == (
        "1 What helped me: a walk (open)\n"
        "2 What didn't help me: b (open)\n"
        "3 It depends: c (open)\n"
        "4 I'm not sure yet about: d (open)\n"
    )
    assert sam("tools", "1").err == ""


def test_what_is_added_is_careful_unless_said_otherwise(sam: Any) -> None:
    """F2: what is added is careful unless said otherwise."""
    run = sam(
        "tools", "1", "--helped", "a", "--when", "evenings", "--might-differ", "with a dog", "--tag", "#own"
    )
    assert "careful" in run.err
    assert "--careful" in run.err
    sam("tools", "1", "--didnt", "b", "--light", "mine")
    assert tools(sam) == [
        {
            "how_it_went": "helped",
            "light": "careful",
            "might_differ": "with a dog",
            "stem": "What helped me",
            "tags": ["own"],
            "tried": "a",
            "when": "evenings",
        },
        {
            "how_it_went": "didn't",
            "light": "mine",
            "might_differ": "",
            "stem": "What didn't help me",
            "tags": [],
            "tried": "b",
            "when": "",
        },
    ]
    assert sam("tools", "1").out == (
        "1 What helped me: a (careful)\n"
        "  When: evenings\n"
        "  It may be different for you: with a dog\n"
        "2 What didn't help me: b (mine)\n"
    )


def test_one_is_changed_moved_and_taken_out_by_its_number(sam: Any) -> None:
    sam("tools", "1", "--helped", "a", "--helped", "b", "--helped", "c")
    sam("tools", "1", "--item", "2", "--light", "open", "--when", "now")
    sam("tools", "1", "--item", "3", "--didnt", "C")
    assert sam("tools", "1", "--move", "3", "1").code == 0
    assert [(one["tried"], one["how_it_went"], one["light"], one["when"]) for one in tools(sam)] == [
        ("C", "didn't", "careful", ""),
        ("a", "helped", "careful", ""),
        ("b", "helped", "open", "now"),
    ]
    taken = sam("tools", "1", "--take-out", "2")
    assert taken.out == "1 What helped me: a (careful)\n"
    assert [one["tried"] for one in tools(sam)] == ["C", "b"]
    left = json.loads(sam("tools", "1", "--take-out", "2", "--json").out)["items"]
    assert [one["tried"] for one in left] == ["C"]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--take-out", "2"), 1),
        (("--move", "1", "2"), 1),
        (("--item", "7", "--light", "open"), 1),
        (("--item", "1"), 2),
        (("--light", "open"), 2),
        (("--when", "now"), 2),
        (("--helped", "a", "--take-out", "1"), 2),
        (("--item", "1", "--helped", "a", "--didnt", "b"), 2),
        (("--helped", " "), 2),
        (("--helped", "-"), 2),
        (("--helped", "-", "--didnt", "-"), 2),
        (("--take-out", "0"), 2),
        (("--light", "green", "--helped", "a"), 2),
        (("--helped",), 2),
    ],
)
def test_what_makes_no_sense_changes_nothing(sam: Any, options: tuple[str, ...], code: int) -> None:
    sam("tools", "1", "--helped", "a")
    before = tools(sam)
    refused = sam("tools", "1", *options)
    assert (refused.code, refused.out) == (code, "")
    assert refused.err
    assert tools(sam) == before


def test_a_text_can_come_from_stdin_and_is_given_back_when_it_is_not_kept(sam: Any) -> None:
    assert sam("tools", "1", "--helped", "-", stdin="two\nlines\n").code == 0
    assert sam("tools", "1").out == "1 What helped me: two\n  lines (careful)\n"
    lost = sam("tools", "9", "--helped", "-", stdin="not lost\n")
    assert (lost.code, lost.out) == (1, "not lost\n")


def test_a_text_is_asked_for_where_a_dash_stands(pj: Command) -> None:
    story(pj)
    typing = [UNLOCKS, ("Write the text.", f"a walk\n{CTRL_D}")]
    code, screen = at_terminal(pj.places("sam"), "tools", "1", "--helped", "-", typing=typing)
    assert code == 0, screen
    assert pj("tools", "1", who="sam").out == "1 What helped me: a walk (careful)\n"


def test_nothing_is_counted_ranked_or_recommended() -> None:
    """F2: no UI string of this view contains `%`, best, top, score; nor is anything counted."""
    for name in ("toolbox.py", "story_parts.py"):
        text = (PACKAGE / "cli" / name).read_text(encoding="utf-8")
        assert not re.search(r"(?i)%|\b(?:best|top|score|most|effective|total|tips?)\b", text), name
        assert "len(tools)}" not in text
