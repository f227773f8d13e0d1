"""How the command speaks and asks: on a real pseudo-terminal, and into pipes."""

import contextlib
import io
import json
import os
import re
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.cli import typeset
from peerjournal.cli.terminal import Terminal
from peerjournal.config import Places
from peerjournal.text import UNSAFE
from tests.cli.conftest import Command, piped, written_to
from tests.cli.exchange import meet, story
from tests.cli.fresh_start import ROOT
from tests.cli.pseudo_terminal import CTRL_C, CTRL_D, UNLOCKS, at_terminal
from tests.conftest import PASSPHRASE

COMMANDING = re.compile(f"[{UNSAFE}]")


# At a terminal


def test_a_text_is_asked_for_after_the_passphrase_and_ends_with_ctrl_d(pj: Command) -> None:
    pj.make()
    typing = [UNLOCKS, ("ends it.", f"I was walking.\nIt rained.\n{CTRL_D}")]
    code, screen = at_terminal(pj.places(), "write", "--tag", "nature", typing=typing)
    assert code == 0
    assert "Kept 1 · " in screen
    assert pj("show", "1", "--raw").out == "I was walking.\nIt rained.\n"


def test_the_passphrase_is_not_shown_while_it_is_typed(pj: Command) -> None:
    """F18: a passphrase is asked for, never shown."""
    pj.make()
    code, screen = at_terminal(pj.places(), "list")
    assert code == 0
    assert PASSPHRASE not in screen


def test_a_wrong_passphrase_is_told_before_the_text_is_typed(pj: Command) -> None:
    pj.make()
    code, screen = at_terminal(pj.places(), "write", typing=[("Passphrase: ", "not this one\n")])
    assert code == 4
    assert "That passphrase didn't open it." in screen
    assert "ends it." not in screen


def test_a_bad_date_is_told_before_anything_is_asked(pj: Command) -> None:
    pj.make()
    for arguments in (["write", "--at", "soon"], ["list", "--from", "soon"], ["edit", "1", "--at", "soon"]):
        code, screen = at_terminal(pj.places(), *arguments, typing=[])
        assert code == 2
        assert "Passphrase" not in screen


def test_ctrl_c_while_typing_ends_with_130_and_keeps_nothing(pj: Command) -> None:
    pj.make()
    code, screen = at_terminal(pj.places(), "write", typing=[UNLOCKS, ("ends it.", f"Half\n{CTRL_C}")])
    assert code == 130
    assert "Stopped." in screen
    assert "Traceback" not in screen
    assert pj("list").err == "Nothing is written yet.\n"


def test_ctrl_c_at_the_passphrase_ends_with_130(pj: Command) -> None:
    pj.make()
    code, screen = at_terminal(pj.places(), "list", typing=[("Passphrase: ", CTRL_C)])
    assert code == 130
    assert "Stopped." in screen


def test_a_jot_is_typed_without_a_passphrase(pj: Command) -> None:
    pj.make()
    code, screen = at_terminal(pj.places(), "jot", typing=[("ends it.", f"A thought.\n{CTRL_D}")])
    assert code == 0
    assert "Passphrase" not in screen
    assert "A thought." in pj("list").out


@pytest.mark.parametrize(("answer", "still_there"), [("y", False), ("n", True), ("", True)])
def test_only_a_yes_removes(pj: Command, answer: str, *, still_there: bool) -> None:
    pj("write", "The lake.")
    typing = [UNLOCKS, ("[y/N] ", f"{answer}\n")]
    code, screen = at_terminal(pj.places(), "remove", "1", typing=typing)
    assert code == 0
    assert "Remove 'The lake.'?" in screen
    assert ("The lake." in pj("list").out) is still_there


def test_edit_at_a_terminal_takes_no_text_unless_told_to(pj: Command) -> None:
    pj("write", "The lake.")
    assert at_terminal(pj.places(), "edit", "1", typing=[])[0] == 2
    typing = [UNLOCKS, ("ends it.", f"The sea.\n{CTRL_D}")]
    assert at_terminal(pj.places(), "edit", "1", "--body", "-", typing=typing)[0] == 0
    assert pj("show", "1", "--raw").out == "The sea.\n"


def test_a_list_is_cut_to_the_width_of_a_terminal_and_whole_in_a_pipe(pj: Command) -> None:
    title = "漢字" * 12 + "the end"
    pj("write", "--title", title, "x")
    code, screen = at_terminal(pj.places(), "list", columns=40)
    assert code == 0
    line = next(line for line in screen.splitlines() if line.endswith("…"))
    assert sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line) <= 40
    assert title in pj("list").out


def test_show_sets_markdown_on_a_terminal_and_not_in_a_pipe(pj: Command) -> None:
    pj("write", stdin="Some **strong** words and `[red]x[/]` and :smile: [there](https://example.org/a).\n")
    code, screen = at_terminal(pj.places(), "show", "1", columns=120)
    assert code == 0
    assert "**strong**" not in screen
    assert "strong" in screen
    assert "[red]x[/]" in screen
    assert ":smile:" in screen
    assert "\x1b]8" not in screen
    assert "**strong**" in pj("show", "1").out


def test_no_color_writes_no_escape(pj: Command) -> None:
    pj("write", stdin="# Head\n\nSome **strong** words.\n")
    places = pj.places()
    _, plain = at_terminal(places, "--no-color", "show", "1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", plain)


# Typesetting


def typeset_text(markdown: str) -> str:
    out = io.StringIO()
    typeset.show(markdown, to=out, color=False)
    return out.getvalue()


def test_what_looks_like_html_stays_in_what_is_shown() -> None:
    shown = typeset_text("I <sigh> went home.\n\n<div>\nAnd slept.\n</div>\n")
    for words in ("I <sigh> went home.", "<div>", "And slept.", "</div>"):
        assert words in shown


@pytest.mark.parametrize(
    "entity", ["&#8238;", "&#x202e;", "&#x9b;", "&#27;", "&#13;", "&#x2066;", "&#xE0041;"]
)
def test_an_entity_becomes_nothing_that_commands_or_reorders(entity: str) -> None:
    shown = typeset_text(f"a {entity}[31m b `{entity}`\n\n    {entity}\n")
    assert not COMMANDING.search(shown)


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]) | st.sampled_from("\x1b\x9b\u202e\x07[]`<&#;"))
)
def test_nothing_that_commands_is_typeset(text: str) -> None:
    assert not COMMANDING.search(typeset_text(text))


def test_a_very_long_text_is_shown_as_it_is(pj: Command) -> None:
    text = "**long** " * 30_000
    pj("write", stdin=text)
    code, screen = at_terminal(pj.places(), "show", "1")
    assert code == 0
    assert screen.count("**long**") == 30_000


# In pipes


def command(places: Places) -> list[str]:
    """Return a true command on a journal, without its passphrase."""
    folders = ("--journal", str(places.journal), "--state", str(places.state))
    return [sys.executable, "-m", "peerjournal", *folders]


@given(st.text())
def test_json_is_read_back_as_it_was_and_commands_nothing(text: str) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out):
        Terminal().result_json({"text": text})
    raw = written_to(out).decode()
    assert json.loads(raw) == {"text": text}
    assert not COMMANDING.search(raw)


def test_a_reader_that_has_enough_is_no_error(pj: Command) -> None:
    for number in range(3):
        pj("write", stdin=f"Entry {number}. {'and so on ' * 8_000}")
    with piped(PASSPHRASE) as descriptor:
        told = [*command(pj.places()), "--passphrase-fd", str(descriptor), "show", "1"]
        with subprocess.Popen(
            told,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=[descriptor],
            cwd=ROOT,
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            assert os.read(process.stdout.fileno(), 1)
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode == 0


def test_without_a_terminal_nothing_is_asked(pj: Command) -> None:
    places = pj.places()
    pj.make()
    done = subprocess.run(
        [*command(places), "list"], stdin=subprocess.DEVNULL, capture_output=True, cwd=ROOT, check=False
    )
    assert done.returncode == 2
    assert b"--passphrase-fd" in done.stderr
    assert done.stdout == b""


def test_what_is_not_utf8_is_not_kept(pj: Command) -> None:
    answer = pj("write", stdin=b"caf\xe9")
    assert answer.code == 2
    assert "not UTF-8" in answer.err
    assert pj("list").out == ""


def test_more_than_eight_mebibytes_are_not_kept(pj: Command) -> None:
    answer = pj("write", stdin=b"x" * (8 * 1024 * 1024 + 1))
    assert answer.code == 2
    assert "8 MiB" in answer.err


def test_a_byte_order_mark_is_no_part_of_a_text(pj: Command) -> None:
    pj("write", stdin=b"\xef\xbb\xbfThe lake.\r\nIt rained.\r\n")
    assert pj("show", "1", "--raw").out == "The lake.\nIt rained.\n"


def test_what_is_asked_about_is_shown_just_as_it_leaves(pj: Command) -> None:
    """F8: long lines are broken by the terminal alone, and no space of them is lost."""
    body = "One  two\tthree. " + "I sat on the back stairs  for long. " * 4
    meet(pj)
    number = story(pj, body.strip())
    how = ("share", number, "--to", "robin", "--unconfirmed")
    code, screen = at_terminal(pj.places("sam"), *how, typing=[UNLOCKS, ("[y/N]", "\n")], columns=40)
    assert code == 0
    assert body.strip() in screen
