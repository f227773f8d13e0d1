"""What a well-known journal for the command line was seen to do wrong, D1 to D13: none of it happens here.

Found by running jrnl 4.6. Each test does here what lost or changed somebody's words there.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from peerjournal.session import Session
from tests.cli.conftest import Command, piped
from tests.cli.fresh_start import ROOT
from tests.cli.pseudo_terminal import UNLOCKS, at_terminal
from tests.conftest import PASSPHRASE

LIKE_A_HEADER = ("[tuesday morning] woke up", "[May I speak] to you?", "[2019-01-01] the year began")


def kept(pj: Command, number: str = "1") -> dict[str, Any]:
    told: dict[str, Any] = json.loads(pj("show", number, "--json").out)
    return told


def everything(folder: Path) -> Iterator[bytes]:
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            yield path.read_bytes()


def test_d1_lines_above_the_first_date_stay(pj: Command) -> None:
    """D1: text that stands above the first `[date]` line of what is written is not dropped."""
    text = "Two lines\nthat stand above.\n[2026-01-01 10:00] And one below."
    pj("write", stdin=text)
    pj("write", stdin="Another entry.")
    assert kept(pj)["body"] == text


@pytest.mark.parametrize(
    "text", ["[2020-05-01 15:00] \n\nI only wrote a body today", "I only wrote a body today"]
)
def test_d2_a_body_without_a_title_stays_whole(pj: Command, text: str) -> None:
    """D2: the last letter of a text without a title does not become a body of its own."""
    pj("write", stdin=text)
    pj("write", stdin="Another entry.")
    assert (kept(pj)["title"], kept(pj)["body"]) == ("", text)


def test_d3_a_body_is_never_read_again_as_entries(pj: Command) -> None:
    """D3: a line of a body that looks like the head of an entry stays a line of that body."""
    body = "\n".join(("How it began.", *LIKE_A_HEADER, "How it went on."))
    pj("write", stdin=body)
    for number in range(3):
        pj("write", stdin=f"Another, {number}.")
    pj("edit", "1", "--add-tag", "morning")
    pj("compact")
    assert kept(pj)["body"] == body
    assert len(pj("list").out.splitlines()) == 4


@pytest.mark.parametrize("text", [r"Path C:\new\table", r"a\tb\\n", "$HOME `id` %s {0} \\u0041"])
def test_d4_what_is_typed_is_taken_as_it_is(pj: Command, text: str) -> None:
    r"""D4: `\n` and `\t` in what was typed are two signs each, on the command line and from stdin."""
    pj("write", f"2020-05-01 15:00: {text}")
    pj("write", stdin=text)
    assert [kept(pj, number)["body"] for number in ("1", "2")] == [text, text]


@pytest.mark.parametrize("text", ["May: we decide later", "Sun: it was hot", "March: we go", "Mon: hello"])
def test_d5_a_word_that_could_be_a_date_stays_in_the_text(pj: Command, text: str) -> None:
    """D5: only what can be nothing but a time is taken for one."""
    told = pj("write", text).err
    assert kept(pj)["body"] == text
    assert f'"{text}"' in told


def test_d5_the_time_that_was_understood_is_shown_and_can_be_refused(pj: Command) -> None:
    """D5: whoever types a time is told how it was read; with `--no-date` it is text."""
    assert "Kept 1 · 2026-01-31 18:30" in pj("write", "2026-01-31 18:30: It snowed.").err
    pj("write", "--no-date", "2026-01-31 18:30: It snowed.")
    assert kept(pj)["body"] == "It snowed."
    assert kept(pj, "2")["body"] == "2026-01-31 18:30: It snowed."
    assert "--no-date" in pj("write", "--help").out


def test_d6_a_title_is_a_field_and_not_a_guess(pj: Command) -> None:
    """D6: a text that begins with `Dr.` gets no title that ends there."""
    pj("write", stdin="Dr. Smith was kind.")
    assert (kept(pj)["title"], kept(pj)["body"]) == ("", "Dr. Smith was kind.")
    assert '"Dr. Smith was kind."' in pj("write", stdin="Dr. Smith was kind.").err


def start(pj: Command, descriptor: int, *arguments: str) -> subprocess.Popen[bytes]:
    where = pj.places()
    given = ("--journal", where.journal, "--state", where.state, "--passphrase-fd", str(descriptor))
    return subprocess.Popen(
        [sys.executable, "-m", "peerjournal", *map(str, given), *arguments],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=[descriptor],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def test_d7_a_quick_entry_beside_a_slow_one_stays(pj: Command) -> None:
    """D7: while one entry is still being piped in another is kept; both are there afterwards."""
    pj.make()
    with piped(PASSPHRASE) as descriptor, start(pj, descriptor, "write") as slow:
        assert slow.stdin is not None
        slow.stdin.write(b"The slow one begins, ")
        slow.stdin.flush()
        assert pj("write", stdin="The quick one.").code == 0
        slow.stdin.write(b"and ends.")
        _, told = slow.communicate()
        assert slow.returncode == 0, told
    assert {kept(pj, number)["body"] for number in ("1", "2")} == {
        "The quick one.",
        "The slow one begins, and ends.",
    }


def test_d8_a_killed_writer_leaves_no_words_on_the_disk(pj: Command, tmp_path: Path) -> None:
    """D8: whoever is killed while a text is being given leaves none of it in any file."""
    pj.make()
    canary = b"canary-of-d8"
    with piped(PASSPHRASE) as descriptor, start(pj, descriptor, "write") as writer:
        assert writer.stdin is not None
        writer.stdin.write(canary * 5_000)
        writer.stdin.flush()
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
    assert writer.returncode == -signal.SIGKILL
    assert not any(canary in data for data in everything(tmp_path))
    assert pj("write", stdin="Afterwards.").code == 0


def test_d9_debugging_shows_nothing_that_was_written(pj: Command) -> None:
    """D9: with `--debug` neither what goes well nor what goes wrong prints an entry."""
    pj.make()
    where, canary = pj.places(), "canary-of-d9"
    shown = at_terminal(where, "write", "--no-date", canary, before=["--debug"], typing=[UNLOCKS])[1]
    assert shown.count(canary) == 1, "only the line that says what was kept"
    code, shown = at_terminal(where, "edit", "99", "--title", canary, before=["--debug"], typing=[UNLOCKS])
    assert code != 0
    assert canary not in shown


@pytest.mark.parametrize(
    "canary", ['": - no: yaml\n\t- x\n...\n', "</body>]]>", "\u2028\x85 \ud7ff", "'\"\\"]
)
def test_d10_d11_what_is_written_out_can_be_read_again(pj: Command, canary: str) -> None:
    """D10, D11: every format that leaves (JSON, of all commands) is valid, whatever stands in an entry."""
    pj("write", "--title", "a: [b] {c} # d", "--tag", "x: y", stdin=canary + " end")
    session = Session.unlock(pj.places(), PASSPHRASE)
    body = session.journal.get("1").body
    session.lock()
    assert kept(pj)["body"] == body
    for command in ("list", "tags", "check", "devices", "letters", "ledger", "peers", "people", "shelf"):
        json.loads(pj(command, "--json").out)
    assert json.loads(pj("list", "--json").out)["items"][0]["title"] == "a: [b] {c} # d"


def test_d12_a_heading_is_no_tag(pj: Command) -> None:
    """D12: nothing inside a text becomes a tag; tags are said beside it."""
    pj("write", "--tag", "real", stdin="## Heading\n\n#notatag and @neither, c# too.")
    assert kept(pj)["tags"] == ["real"]
    assert pj("tags").out.split() == ["1", "real"]


def test_d13_two_of_one_minute_and_one_title_are_both_kept(pj: Command) -> None:
    """D13: entries that agree in time and title and differ in what they say are two entries."""
    for body in ("One side of it.", "The other side of it."):
        pj("write", "--at", "2026-01-31 10:00", "--title", "The stairwell", stdin=body)
    pj("compact")
    assert [kept(pj, number)["body"] for number in ("1", "2")] == ["One side of it.", "The other side of it."]
