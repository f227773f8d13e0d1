"""A text goes whole into a process begun anew, or not at all; and nothing else that was open goes along."""

import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from peerjournal import afresh
from peerjournal.afresh.handed import VARIABLE
from peerjournal.errors import LetterError
from tests.source_tree import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it is refused there")

BOTH = """
import hashlib, json, os, signal, sys
from peerjournal import afresh
WORD = "king" + "fisher"
if len(sys.argv) > 1:
    size, what = int(sys.argv[1]), sys.argv[2]
    text = (WORD + " \\u05e9\\u4e2d " * size).encode()[:size].decode(errors="ignore")
    handed = afresh.hand_on([text, "a second"], locks=what == "locks")
    if what == "killed":
        os.kill(handed.feeder, signal.SIGKILL)
        os.waitpid(handed.feeder, 0)
    handed.begin()
taken = afresh.take()
print(json.dumps({
    "sums": [hashlib.sha256(body.encode()).hexdigest() for body in taken.bodies],
    "locks": taken.locks,
    "seen": WORD in str((sys.argv, sys.orig_argv, dict(os.environ))),
    "environment": list(os.environ),
    "open": os.listdir("/dev/fd"),
}))
"""
KIB = 1024
LARGEST = 256 * KIB


def begin(size: int, what: str = "locks", *, passing: Sequence[int] = ()) -> dict[str, Any]:
    """Hand on a text of so many bytes, and return what the process says that took it."""
    run = subprocess.run(
        [sys.executable, "-c", BOTH, str(size), what],
        capture_output=True,
        check=True,
        pass_fds=passing,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert run.stderr == b""
    told: dict[str, Any] = json.loads(run.stdout)
    return told


def summed(size: int) -> list[str]:
    text = ("kingfisher" + " \u05e9\u4e2d " * size).encode()[:size].decode(errors="ignore")
    return [hashlib.sha256(one.encode()).hexdigest() for one in (text, "a second")]


@pytest.mark.parametrize("size", [0, 1, 64 * KIB - 1, 64 * KIB, 64 * KIB + 1, LARGEST])
def test_it_arrives_whole_whatever_a_pipe_holds(size: int) -> None:
    told = begin(size)
    assert told["sums"] == summed(size)
    assert told["locks"] is True


def test_what_comes_afterwards_is_told_along() -> None:
    assert begin(1, "ends")["locks"] is False


def test_a_killed_feeder_leaves_no_half_a_text() -> None:
    assert begin(LARGEST, "killed")["sums"] == []


def test_no_argument_and_nothing_in_the_environment_is_of_the_text() -> None:
    told = begin(KIB)
    assert told["seen"] is False
    assert VARIABLE not in told["environment"]


def test_a_passphrase_that_is_open_does_not_go_along() -> None:
    """Whoever began the program may have given it a passphrase by a file descriptor."""
    reading, writing = os.pipe()
    try:
        os.write(writing, b"the passphrase\n")
        assert str(reading) not in begin(1, passing=[reading])["open"]
    finally:
        os.close(reading)
        os.close(writing)


def opened() -> set[str]:
    return {one.name for one in Path("/dev/fd").iterdir()}


def test_what_is_dropped_leaves_nothing_open_and_nobody_waiting() -> None:
    before = opened()
    handed = afresh.hand_on(["x" * LARGEST], locks=True)
    handed.leave_open()
    handed.drop()
    assert opened() == before
    assert VARIABLE not in os.environ
    try:
        _, status = os.waitpid(handed.feeder, 0)
    except ChildProcessError:
        # It was seen off already.
        return
    assert os.waitstatus_to_exitcode(status) in {0, 1}


def test_a_feeder_that_can_not_begin_is_said_and_nothing_stays_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = opened()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "not here"))
    with pytest.raises(LetterError, match="could not begin") as refused:
        afresh.hand_on(["a text"], locks=True)
    assert "Nothing was changed" in refused.value.hint
    assert opened() == before


def test_a_feeder_that_ends_too_soon_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    before = opened()
    monkeypatch.setattr(sys, "executable", "/bin/true")
    with pytest.raises(LetterError, match="could not begin"):
        afresh.hand_on(["x" * LARGEST], locks=True)
    assert opened() == before


@pytest.mark.parametrize("told", ["", "7", "a b c", "-1 0 0", "0 0 0", "99999999999999999999 1 1", "987 1 1"])
def test_an_environment_that_says_something_else_is_no_text(
    told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, told)
    assert afresh.take() is None
    assert VARIABLE not in os.environ


def test_a_file_in_the_place_of_the_pipe_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page"
    page.write_text('["something else"]', encoding="utf-8")
    with page.open("rb") as file:
        monkeypatch.setenv(VARIABLE, f"{file.fileno()} 0 1")
        assert afresh.take() is None


@pytest.mark.parametrize("sent", [b"", b"[", b'{"a": 1}', b"[1, 2]", b'["half a te', b"\xff\xfe", b"null"])
def test_what_is_no_list_of_texts_is_none(sent: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.write(writing, sent)
    os.close(writing)
    monkeypatch.setenv(VARIABLE, f"{reading} 0 1")
    taken = afresh.take()
    assert taken is not None
    assert taken.bodies == ()
    assert taken.locks


def test_a_feeder_whose_reader_is_gone_ends_by_itself() -> None:
    with subprocess.Popen(
        [sys.executable, "-I", "-S", str(Path(afresh.__file__).with_name("feeder.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as feeder:
        assert feeder.stdin is not None
        assert feeder.stdout is not None
        assert feeder.stderr is not None
        feeder.stdout.close()
        feeder.stdin.write(b"x" * LARGEST)
        feeder.stdin.close()
        assert feeder.stderr.read() == b""
        assert feeder.wait() in {1, -signal.SIGPIPE}
