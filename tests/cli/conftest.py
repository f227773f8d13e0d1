"""The command as a person runs it, but inside this process: real journals, cheaply made, and no terminal."""

import contextlib
import io
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from peerjournal.cli import main
from peerjournal.config import Places
from peerjournal.crypto import CHEAPEST
from peerjournal.session import Session
from tests.conftest import PASSPHRASE
from tests.json_schema import Schema


@dataclass(frozen=True, slots=True)
class Run:
    """What one command did."""

    code: int
    out_bytes: bytes
    err: str

    @property
    def out(self) -> str:
        return self.out_bytes.decode()

    @property
    def line(self) -> str:
        """The one line of the result."""
        (line,) = self.out.splitlines()
        return line


class Command:
    """Runs commands, each on the journal of somebody; journals are made when they are first named."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def places(self, who: str = "journal") -> Places:
        """Return where somebody's journal is."""
        return Places(self.folder / who, self.folder / f"{who}.state")

    def make(self, who: str = "journal") -> None:
        """Make somebody's journal, unless it is there."""
        if not (self.places(who).journal / "journal.key").exists():
            Session.create(self.places(who), PASSPHRASE, cost=CHEAPEST).lock()

    def __call__(
        self,
        *arguments: str | Path,
        stdin: bytes | str = b"",
        who: str = "journal",
        passphrase: str = PASSPHRASE,
        made: bool = True,
    ) -> Run:
        """Run one command and return what it did.

        Args:
            arguments: What stands after the global options, which are given here.
            stdin: What is piped in; never a terminal.
            who: Whose journal.
            passphrase: What stands on the file descriptor that `--passphrase-fd` names.
            made: Whether the journal is made first where there is none.
        """
        if made:
            self.make(who)
        places, given = self.places(who), stdin.encode() if isinstance(stdin, str) else stdin
        with piped(passphrase) as descriptor:
            told = run(
                "--journal",
                places.journal,
                "--state",
                places.state,
                "--passphrase-fd",
                str(descriptor),
                *arguments,
                stdin=given,
            )
        if "--json" in arguments and told.out_bytes:
            faults = as_described(told, *map(str, arguments))
            assert faults == [], "docs/formats/commands.schema.json"
        return told


SCHEMA = Schema.read("commands.schema.json", closed=True)
_INSIDE = {"people": ("add", "change"), "letters": ("show",), "ledger": ("show",)}
"""Of each group those of its commands that have `--json`."""


def json_of(*words: str) -> str:
    """Return under which name the schema describes what a command writes."""
    inside = [word for word in words[1:2] if word in _INSIDE.get(words[0], ())]
    return "-".join([words[0], *inside])


def as_described(told: Run, *words: str) -> list[str]:
    """Return where what a command wrote is not what its schema says."""
    return SCHEMA.faults(json.loads(told.out_bytes), json_of(*words))


@contextlib.contextmanager
def piped(text: str) -> Iterator[int]:
    """Give a file descriptor on which a short text stands."""
    reading, writing = os.pipe()
    os.write(writing, text.encode() + b"\n")
    os.close(writing)
    try:
        yield reading
    finally:
        os.close(reading)


def run(*arguments: str | Path, stdin: bytes = b"") -> Run:
    """Run the command in this process, with streams of its own, and leave the process as it was."""
    taken = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    before = sys.stdin, sys.excepthook
    sys.stdin = taken
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main([str(argument) for argument in arguments])
    finally:
        sys.stdin, sys.excepthook = before
    return Run(code, written_to(out), written_to(err).decode())


def written_to(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue()


@pytest.fixture(autouse=True)
def color_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what whoever runs the tests says about color."""
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def pj(tmp_path: Path) -> Command:
    """`pj("list", "--json", who="robin")` runs a command on somebody's journal; see `Command`."""
    return Command(tmp_path)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return the one folder that files are asked for in."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder
