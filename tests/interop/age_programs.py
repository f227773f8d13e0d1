"""The other programs that speak age, each behind the same two verbs: ``age``, ``pyrage``, npm's package.

A program that is not here skips its tests with a sentence that says how to get it; with
PEERJOURNAL_INTEROP=all in the environment it fails them instead.
"""

import json
import os
import pty
import shutil
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn, Protocol

import pytest

from peerjournal.crypto import age

HERE = Path(__file__).parent
PASSPHRASE = "a lamp and a long road home"
CHEAP = 10
"""The work factor under which we seal for the others; what they seal for us costs what they choose."""


class Program(Protocol):
    """One other program, with one kind of key."""

    def seal(self, plaintext: bytes, *, armored: bool) -> bytes:
        """Have the program seal something for our identity."""

    def open(self, data: bytes, *, armored: bool) -> bytes:
        """Have the program open what we sealed, with our identity in its own text form."""


def missing(sentence: str) -> NoReturn:
    """Skip the test that needs what is not here, or fail it where nothing may be missing."""
    if os.environ.get("PEERJOURNAL_INTEROP") == "all":
        pytest.fail(sentence)
    pytest.skip(sentence)


def command(name: str) -> str:
    """Find a command of Debian's package ``age``."""
    path = shutil.which(name)
    if path is None:
        missing(f"The command `{name}` is not there: `apt-get install age` gets it.")
    return path


@dataclass(frozen=True, slots=True)
class AgeCommand:
    """Debian's ``age`` with an X25519 key."""

    folder: Path
    identity: age.X25519Identity
    path: str = field(default_factory=lambda: command("age"))

    def seal(self, plaintext: bytes, *, armored: bool) -> bytes:
        return self._run(["-r", self.identity.recipient.encode(), *["-a"][:armored]], plaintext)

    def open(self, data: bytes, *, armored: bool) -> bytes:
        del armored  # it finds out by itself
        key = self.folder / "key.txt"
        key.write_text(self.identity.encode() + "\n")
        return self._run(["-d", "-i", str(key)], data)

    def _run(self, arguments: list[str], data: bytes) -> bytes:
        return subprocess.run([self.path, *arguments], input=data, capture_output=True, check=True).stdout


@dataclass(frozen=True, slots=True)
class AgeCommandPassphrase:
    """Debian's ``age`` with a passphrase, which it takes from a terminal and from nowhere else."""

    folder: Path
    path: str = field(default_factory=lambda: command("age"))

    def seal(self, plaintext: bytes, *, armored: bool) -> bytes:
        return self._run(["-p", *["-a"][:armored]], plaintext, [b"Enter passphrase", b"Confirm passphrase"])

    def open(self, data: bytes, *, armored: bool) -> bytes:
        del armored  # it finds out by itself
        return self._run(["-d"], data, [b"Enter passphrase"])

    def _run(self, arguments: list[str], data: bytes, prompts: list[bytes]) -> bytes:
        source, target = self.folder / "in", self.folder / "out"
        source.write_bytes(data)
        target.unlink(missing_ok=True)
        ours, theirs = pty.openpty()
        # A session of its own makes the pseudo-terminal /dev/tty, which is where age asks.
        line = ["setsid", "--ctty", "--wait", self.path, *arguments, "-o", str(target), str(source)]
        with subprocess.Popen(line, stdin=theirs, stdout=theirs, stderr=theirs) as process:
            os.close(theirs)
            shown = b""
            for prompt in prompts:
                shown = _read_until(ours, shown, prompt)
                os.write(ours, PASSPHRASE.encode() + b"\n")
            _read_until(ours, shown, None)
        os.close(ours)
        assert process.returncode == 0
        # age makes the file with the first byte that it has for it, so for an empty one never.
        return target.read_bytes() if target.exists() else b""


def _read_until(terminal: int, seen: bytes, prompt: bytes | None) -> bytes:
    """Read a terminal until it shows the prompt, or to its end; return what follows the prompt."""
    while prompt is None or prompt not in seen:
        try:
            more = os.read(terminal, 4096)
        except OSError:  # the way in which a pseudo-terminal says that nobody is left at the other end
            more = b""
        if not more:
            assert prompt is None, seen
            return b""
        seen += more
    return seen.partition(prompt)[2]


def pyrage() -> Any:
    """Import pyrage, which is rage behind Python."""
    try:
        import pyrage as module  # type: ignore[import-untyped] # noqa: PLC0415 - no types; perhaps not there
    except ImportError:
        missing("The Python package `pyrage` is not there: the development requirements name it.")
    return module


@dataclass(frozen=True, slots=True)
class Pyrage:
    """The package ``pyrage`` with an X25519 key."""

    identity: age.X25519Identity
    module: Any = field(default_factory=pyrage)

    def seal(self, plaintext: bytes, *, armored: bool) -> bytes:
        recipient = self.module.x25519.Recipient.from_str(self.identity.recipient.encode())
        return bytes(self.module.encrypt(plaintext, [recipient], armored=armored))

    def open(self, data: bytes, *, armored: bool) -> bytes:
        del armored  # it finds out by itself
        identity = self.module.x25519.Identity.from_str(self.identity.encode())
        return bytes(self.module.decrypt(data, [identity]))


@dataclass(frozen=True, slots=True)
class PyragePassphrase:
    """The package ``pyrage`` with a passphrase; its work factor is whatever takes it a second."""

    module: Any = field(default_factory=pyrage)

    def seal(self, plaintext: bytes, *, armored: bool) -> bytes:
        return bytes(self.module.passphrase.encrypt(plaintext, PASSPHRASE, armored=armored))

    def open(self, data: bytes, *, armored: bool) -> bytes:
        del armored  # it finds out by itself
        return bytes(self.module.passphrase.decrypt(data, PASSPHRASE))


@dataclass(frozen=True, slots=True)
class Node:
    """The npm package ``age-encryption`` in one node process, which answers request after request."""

    process: "subprocess.Popen[str]"

    def ask(self, **request: object) -> str:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        assert "refused" not in answer, answer
        return str(answer["answer"])


def bare_node() -> str:
    """Find node, which has WebCrypto of its own."""
    path = shutil.which("node")
    if path is None:
        missing("The command `node` is not there: Node.js 20.19 or later is needed.")
    return path


def node_command() -> str:
    """Find node, with the npm package beside it."""
    path = bare_node()
    if not (HERE / "node_modules" / "age-encryption").is_dir():
        missing("The npm package `age-encryption` is not there: `npm ci` in tests/interop gets it.")
    return path


@contextmanager
def node() -> Iterator[Node]:
    """Keep one node process up."""
    line = [node_command(), str(HERE / "age_interop.mjs")]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        # Leaving the block closes its stdin, which is what makes it end.
        yield Node(process)


@dataclass(frozen=True, slots=True)
class Npm:
    """The npm package with a key of either kind, or with a passphrase."""

    node: Node
    key: dict[str, str]
    """What `seal` and `open` are asked with: a recipient and an identity, or a passphrase."""

    def seal(self, plaintext: bytes, *, armored: bool) -> bytes:
        return b64decode(self._ask("seal", plaintext, armored=armored))

    def open(self, data: bytes, *, armored: bool) -> bytes:
        return b64decode(self._ask("open", data, armored=armored))

    def _ask(self, verb: str, data: bytes, *, armored: bool) -> str:
        return self.node.ask(do=verb, armored=armored, bytes=b64encode(data).decode(), **self.key)
