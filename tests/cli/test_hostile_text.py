"""What could command a terminal, reorder what is read, or be taken for markup, through every command."""

import json
import re

import pytest

from peerjournal.text import UNSAFE
from tests.cli.conftest import Command

HOSTILE = [
    "\x1b[2J\x1b]0;title\x07",
    "\x1b]52;c;aGVsbG8=\x07",
    "\x9b31mred\x9b0m",
    "\x90q\x9c",
    "left\u202eright\u2066isolate",
    "\ufeff\U000e0041tagged",
    "back\x08\x08space\x7f",
    "[red]x[/] [@click=app.quit]y[/] [link=https://example.org]z[/link]",
    ":smile: &#27;[31m &#8238; %1b[0m",
]
COMMANDING = re.compile(f"[{UNSAFE}]")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_hostile_string_reaches_the_terminal(pj: Command, hostile: str) -> None:
    how = ("--title", f"t {hostile}", "--tag", f"g {hostile}")
    answers = [
        pj("write", *how, stdin=f"b {hostile}"),
        pj("write", f"w {hostile}"),
        pj("list"),
        pj("list", "--json"),
        pj("find", "b"),
        pj("find", hostile),
        pj("show", "1"),
        pj("show", "1", "--raw"),
        pj("show", "1", "--json"),
        pj("tags"),
        pj("tags", "--json"),
        pj("edit", "1", "--title", hostile, "--tag", hostile),
        pj("story", "1"),
        pj("show", hostile),
        pj("write", "--at", hostile, "x"),
        pj("remove", "1", "--yes"),
        pj("bring-back"),
    ]
    for answer in answers:
        assert not COMMANDING.search(answer.out + answer.err)
        assert answer.code in {0, 1, 2}
    for answer in (answers[3], answers[8], answers[10]):
        json.loads(answer.out)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_none_reaches_it_through_what_stands_beside_a_story(pj: Command, hostile: str) -> None:
    pj("write", "--story", stdin=f"I met Ines. {hostile} {hostile}@example.org")
    answers = [
        pj("tools", "1", "--helped", hostile, "--when", hostile, "--might-differ", hostile, "--tag", hostile),
        pj("tools", "1", "--didnt", "-", stdin=f"b {hostile}"),
        pj("tools", "1"),
        pj("tools", "1", "--json"),
        pj("tools", "1", "--light", hostile, "--helped", "x"),
        pj("tools", hostile),
        pj("tools", "1", "--take-out", "1"),
        pj("note", "1", "--topic", hostile, "--skip", hostile, "--ends", hostile),
        pj("note", "1"),
        pj("note", "1", "--json"),
        pj("stands", "1", hostile),
        pj("stands", "1"),
        pj("people", "add", hostile, "--name", f"Robin {hostile}"),
        pj("people", "add", "someone", "--asked", hostile, "--name", "Ida"),
        pj("people", "add", "my sister", stdin=f"Ida\n{hostile}\n"),
        pj("people", "change", "my sister", "--name", f"Ada {hostile}"),
        pj("people"),
        pj("people", "--json"),
        pj("people", "remove", hostile),
        pj("names", "1"),
        pj("names", "1", "--json"),
        pj("names", "1", "--keep", hostile),
        pj("names", "1", "--vaguer", "Ines", hostile),
        pj("names", "1", "--leave-out", hostile),
        pj("names", "1", "--stand-in", hostile, hostile),
        pj("names", "1", "--looked"),
        pj("show", "1"),
        pj("show", "1", "--json"),
    ]
    for answer in answers:
        assert not COMMANDING.search(answer.out + answer.err)
        assert answer.code in {0, 1, 2}
        assert "in the program itself" not in answer.err
    for place in (3, 9, 17, 20, 27):
        json.loads(answers[place].out)


def test_markup_is_shown_as_it_was_written(pj: Command) -> None:
    markup = "[red]x[/] [b]y[/b] :smile:"
    pj("write", "--title", markup, stdin=markup)
    assert markup in pj("list").out
    assert pj("show", "1").out.count(markup) == 2
