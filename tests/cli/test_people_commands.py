"""Who else is in the stories, and what could still point at someone: the commands people and names."""

import json
from typing import Any

import pytest

from peerjournal.journal import CANT_SAY, HONEST_LINE
from tests.cli.conftest import Command
from tests.cli.exchange import meet, story
from tests.cli.pseudo_terminal import CTRL_D, UNLOCKS, at_terminal

BODY = """Bettany from the post room came down with a trolley. I know bettany now, and BETTANY's sister Ines.

Write to bettany@example.org.

:careful
It was at Saint Orla Hospital, and Bettany was there.
:end
"""


@pytest.fixture
def sam(pj: Command) -> Any:
    """Run commands as Sam, whose list holds Bettany and whose journal holds the story 1."""
    story(pj, BODY)
    return lambda *arguments, **more: pj(*arguments, who="sam", **more)


@pytest.fixture
def listed(sam: Any) -> Any:
    """Do the same, with Bettany in the list."""
    names = "Bettany from the post room\nBettany\n"
    assert sam("people", "add", "a woman from the post room", "--asked", "yes", stdin=names).line == "1"
    return sam


def people(sam: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(sam("people", "--json").out)["items"]
    return found


def names(sam: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sam("names", "1", "--json").out)
    return found


def words(found: dict[str, Any], of: str) -> list[str]:
    return [one["word"] for one in found[of]]


# The list.


def test_the_list_holds_names_and_what_stands_in_their_place(listed: Any) -> None:
    """F5: real forms, a stand-in, and whether they were asked."""
    shown = listed("people")
    assert shown.out == (
        "1 · a woman from the post room · in place of Bettany from the post room, Bettany · asked: yes\n"
    )
    assert shown.err == f"{HONEST_LINE}\n"
    (item,) = people(listed)
    assert {name: item[name] for name in ("asked", "names", "number", "stand_in")} == {
        "asked": "yes",
        "names": ["Bettany from the post room", "Bettany"],
        "number": "1",
        "stand_in": "a woman from the post room",
    }


def test_the_honest_line_is_always_said(sam: Any) -> None:
    """F5: the honest line, word for word, always shown."""
    assert HONEST_LINE == "This catches names it can see. Only you know who could still be recognised."
    for command in (
        ("people",),
        ("people", "--json"),
        ("people", "add", "a friend", "--name", "Ines"),
        ("people", "change", "1", "--asked", "no"),
        ("names", "1"),
        ("names", "1", "--json"),
        ("people", "remove", "1", "--yes"),
    ):
        assert HONEST_LINE in sam(*command).err


def test_of_somebody_who_cannot_be_asked_one_more_line_is_said(sam: Any) -> None:
    """F5: a person who can't be asked gets one extra line."""
    assert CANT_SAY == "They can't say yes or no. Could this stay on your side of the story?"
    added = sam("people", "add", "my sister", "--name", "Ines", "--asked", "Can't ask")
    assert CANT_SAY in added.err
    assert f"my sister: {CANT_SAY}" in sam("names", "1").err
    assert CANT_SAY not in sam("people", "change", "my sister", "--asked", "not needed").err
    assert CANT_SAY not in sam("names", "1").err


def test_somebody_is_changed_by_number_or_by_stand_in(listed: Any) -> None:
    listed("people", "change", "1", "--stand-in", "B.", "--asked", "no", "--name", "Betty")
    listed("people", "change", "b.", "--drop-name", "Bettany from the post room")
    listed("people", "change", "B.", "--name", "-", stdin="Miss P.\nPost Betty\n")
    (item,) = people(listed)
    assert (item["stand_in"], item["asked"]) == ("B.", "no")
    assert item["names"] == ["Bettany", "Betty", "Miss P.", "Post Betty"]


def test_somebody_is_taken_out_after_one_question(listed: Any) -> None:
    assert listed("people", "remove", "1").code == 2
    assert len(people(listed)) == 1
    assert listed("people", "remove", "A woman from the post room", "--yes").code == 0
    assert people(listed) == []


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("add", "Bettany", "--name", "Bettany"), 1),
        (("add", "someone", "--name", "Bettany"), 1),
        (("add", " ", "--name", "Ines"), 1),
        (("add", "a friend"), 2),
        (("add", "a friend", "--name", "Ines", "--asked", "maybe"), 2),
        (("change", "1"), 2),
        (("change", "7", "--asked", "no"), 1),
        (("change", "1", "--drop-name", "Ines"), 1),
        (("change", "1", "--drop-name", "Bettany", "--drop-name", "Bettany from the post room"), 1),
        (("remove", "somebody", "--yes"), 1),
    ],
)
def test_what_cannot_be_kept_changes_nothing(listed: Any, command: tuple[str, ...], code: int) -> None:
    before = people(listed)
    refused = listed("people", *command)
    assert (refused.code, refused.out) == (code, "")
    assert "Bettany" not in refused.err
    assert people(listed) == before


def test_names_are_asked_for_where_none_stands_on_the_command_line(pj: Command) -> None:
    """F18: a name needn't stand on a command line."""
    pj.make()
    typing = [UNLOCKS, ("one a line", f"Bettany\nB. P.\n{CTRL_D}")]
    code, screen = at_terminal(pj.places(), "people", "add", "a friend", typing=typing, columns=200)
    assert code == 0, screen
    assert people(pj)[0]["names"] == ["Bettany", "B. P."]
    assert "Your shell" not in screen


def test_names_that_are_not_kept_are_given_back(pj: Command) -> None:
    lost = pj("people", "add", "Bettany from work", stdin="Bettany\n")
    assert (lost.code, lost.out) == (1, "Bettany\n")


def test_what_the_shell_keeps_is_said_once(pj: Command) -> None:
    """F18: a name on the command line is taken, with one hint."""
    assert "Your shell" not in pj("people", "add", "a friend", stdin="Ines").err
    assert "Your shell may keep" in pj("people", "add", "my sister", "--name", "Ida").err
    assert "Your shell" not in pj("people", "add", "B.", "--name", "Bettany").err


# What could still point at someone.


def test_what_was_replaced_what_must_be_decided_and_what_is_to_be_looked_at(listed: Any) -> None:
    """F5: stand-ins, then possible leftovers; what is only in a careful passage is looked at too."""
    shown = listed("names", "1")
    assert shown.code == 1
    assert shown.out == (
        "Replaced:\n"
        "  a woman from the post room · 3 times · in place of Bettany from the post room, Bettany"
        " · asked: yes\n"
        "For you to decide:\n"
        "  bettany · a listed name, spelled otherwise · Story 1\n"
        "  bettany@example.org · e-mail address · Story 1\n"
        "For you to look at:\n"
        "  Saint Orla Hospital · work or school · Story 1 · only in what is careful\n"
        "  Ines · name · Story 1\n"
    )
    found = names(listed)
    assert found["replaced"] == [
        {"asked": "yes", "number": "1", "stand_in": "a woman from the post room", "times": 3}
    ]
    assert [one["careful"] for one in found["to_look_at"]] == [True, False]
    assert found["blocked"] == []


def test_each_is_decided_in_one_of_four_ways(listed: Any) -> None:
    """F5: stand-in, make vaguer, keep, mark as mine."""
    listed("names", "1", "--keep", "bettany", "--vaguer", "bettany@example.org", "her at work")
    assert words(names(listed), "to_decide") == []
    assert listed("names", "1", "--stand-in", "Ines", "her sister").code == 0
    assert [one["stand_in"] for one in names(listed)["replaced"]] == [
        "a woman from the post room",
        "her sister",
    ]
    assert people(listed)[1]["asked"] == "no"
    shown = json.loads(listed("show", "1", "--json").out)
    assert shown["kept"] == ["bettany"]
    assert "Write to her at work." in shown["body"]
    listed("names", "1", "--leave-out", "trolley")
    assert "[[trolley]]" in listed("show", "1", "--raw").out


def test_a_name_is_added_to_somebody_who_is_there(listed: Any) -> None:
    listed("names", "1", "--stand-in", "bettany", "1")
    assert people(listed)[0]["names"] == ["Bettany from the post room", "Bettany", "bettany"]
    assert listed("names", "1", "--stand-in", "Ines", "7").code == 1
    assert len(people(listed)) == 1


def test_what_was_looked_at_is_asked_about_no_more(listed: Any) -> None:
    """F5: every other possible leftover is shown once and answered with *I have looked*."""
    listed("names", "1", "--looked")
    found = names(listed)
    assert found["to_look_at"] == []
    assert found["looked"] == ["Saint Orla Hospital", "Ines"]
    assert words(found, "to_decide") == ["bettany", "bettany@example.org"]


def test_a_decision_can_be_taken_back(listed: Any) -> None:
    before = names(listed)
    listed("names", "1", "--looked", "--keep", "bettany")
    assert listed("names", "1").out.endswith("Left in, as you decided:\n  bettany\n")
    assert listed("names", "1", "--ask-again", "Ines", "--ask-again", "bettany").code == 1
    assert words(names(listed), "to_decide") == words(before, "to_decide")
    assert words(names(listed), "to_look_at") == ["Ines"]
    assert listed("names", "1", "--ask-again", "Nobody").code == 1


def test_nothing_leaves_before_all_is_decided(listed: Any, pj: Command) -> None:
    """F5: blank decisions block export."""
    meet(pj)
    assert listed("preview", "1", "--to", "robin").code == 1
    assert (
        listed("names", "1", "--keep", "bettany", "--leave-out", "bettany@example.org", "--looked").code == 0
    )
    preview = listed("preview", "1", "--to", "robin")
    assert preview.code == 0
    assert "A woman from the post room came down with a trolley." in preview.out
    assert "Bettany" not in preview.out
    assert "example.org" not in preview.out


@pytest.mark.parametrize(
    "decision",
    [
        ("--keep", "Nobody"),
        ("--vaguer", "Nobody", "someone"),
        ("--leave-out", "Nobody"),
        ("--leave-out", "Orla"),
        ("--stand-in", "Nobody", "someone"),
        ("--keep", "bettany", "--leave-out", "Nobody"),
    ],
)
def test_a_decision_about_what_is_not_there_changes_nothing(listed: Any, decision: tuple[str, ...]) -> None:
    before = names(listed)
    refused = listed("names", "1", *decision)
    assert (refused.code, refused.out) == (1, "")
    assert "Nobody" not in refused.err
    assert names(listed) == before


def test_a_mark_that_cannot_be_read_is_told(pj: Command) -> None:
    story(pj, "Before Ines.\n\n[[not closed", title="To Ines")
    shown = pj("names", "1", who="sam")
    assert shown.code == 1
    assert "is not closed" in shown.err
    assert "Ines" in shown.out


def test_where_there_is_nothing_it_is_said(pj: Command) -> None:
    story(pj, "It rained all day.", title="")
    shown = pj("names", "1", who="sam")
    assert (shown.code, shown.out) == (0, "")
    assert shown.err == f"There is nothing of that kind to see in it.\n{HONEST_LINE}\n"


def test_what_was_tried_and_the_content_note_are_looked_at_too(pj: Command) -> None:
    """F3: toolbox items and content notes go through the same pipeline."""
    number = story(pj, "It rained all day.", title="")
    pj("tools", number, "--helped", "a walk with Ines", who="sam")
    pj("tools", number, "--helped", "A talk.\n\n:careful\nWith @ida\n:end", "--light", "open", who="sam")
    pj("note", number, "--skip", "the part with Oda", who="sam")
    found = json.loads(pj("names", number, "--json", who="sam").out)
    seen = {one["word"]: one["careful"] for one in (*found["to_decide"], *found["to_look_at"])}
    assert seen == {"Ines": True, "@ida": True, "Oda": False}
