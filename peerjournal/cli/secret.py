"""Where a passphrase comes from when nobody types it: a file descriptor, or a command that somebody chose.

Nothing of what the command says is ever shown, and no error carries it. There is no shell in between, so no
sign in a command means more than it does to the program that is started.
"""

import os
import shlex
import threading
from typing import IO, TYPE_CHECKING

import click

from peerjournal.errors import ConfigError

if TYPE_CHECKING:
    import subprocess

_LIMIT = 64 * 1024
"""The most bytes that are read: no passphrase is longer."""
_PATIENCE: float = 120
"""Seconds: somebody may have to find a key to plug in, or to type a PIN."""
_ALONE = "Nothing was changed. Run that command by itself to see what it says."


def read_secret(descriptor: int) -> str:
    """Return what stands on a file descriptor, without the line end after it.

    Raises:
        click.UsageError: It can't be read, or is not UTF-8.
    """
    data = b""
    try:
        while len(data) < _LIMIT and (part := os.read(descriptor, _LIMIT)):
            data += part
        return data.decode().removesuffix("\n").removesuffix("\r")
    except (OSError, UnicodeDecodeError, OverflowError):
        raise click.UsageError(f"Nothing can be read from file descriptor {descriptor}.") from None


def ask_command(command: str) -> str:
    """Return the first line that a command writes.

    Raises:
        ConfigError: It can't be started, ends with a refusal, takes too long, or writes no passphrase.
    """
    data = _output(_started(command))
    try:
        line = data.split(b"\n", 1)[0].decode().removesuffix("\r")
    except UnicodeDecodeError:
        # Python's own error holds the bytes, so it stays out of the chain.
        raise ConfigError("What the passphrase command wrote is not text.", hint=_ALONE) from None
    if not line:
        raise ConfigError("The passphrase command wrote no passphrase.", hint=_ALONE)
    return line


def _started(command: str) -> "subprocess.Popen[bytes]":
    import subprocess  # noqa: PLC0415 — who types a passphrase, or pipes it in, starts no other program

    try:
        words = shlex.split(command)
    except ValueError:
        words = []
    if not words:
        raise ConfigError(
            "The passphrase command can't be read: a quote is open, or nothing stands there.",
            hint="Nothing was changed. Write it as you would in a terminal.",
        )
    try:
        # What it complains of may hold anything, so it goes nowhere. Our own input is not its to read.
        return subprocess.Popen(  # noqa: S603 — it is what somebody asked for, and there is no shell
            words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except (OSError, ValueError):
        raise ConfigError("The passphrase command can't be started.", hint=_ALONE) from None


def _output(process: "subprocess.Popen[bytes]") -> bytes:
    """Return what a process writes until it ends; one that takes too long, or writes on and on, is ended."""
    import subprocess  # noqa: PLC0415 — as above

    stream: IO[bytes] = process.stdout  # type: ignore[assignment] # it was asked for as a pipe
    read: list[bytes] = []
    # In a thread: whoever it started in turn may keep the pipe open after it has ended.
    reader = threading.Thread(target=_read_whole, args=(stream, read), daemon=True)
    reader.start()
    try:
        reader.join(_PATIENCE)
        if not read:
            raise ConfigError("The passphrase command took too long.", hint=_ALONE)
        if len(read[0]) > _LIMIT:
            raise ConfigError("The passphrase command wrote far more than a passphrase.", hint=_ALONE)
        refused = process.wait(_PATIENCE) != 0
    except subprocess.TimeoutExpired:
        raise ConfigError("The passphrase command took too long.", hint=_ALONE) from None
    finally:
        process.kill()
        process.wait()
    if refused:
        raise ConfigError("The passphrase command ended with a refusal.", hint=_ALONE)
    return read[0]


def _read_whole(stream: IO[bytes], read: list[bytes]) -> None:
    with stream:
        read.append(stream.read(_LIMIT + 1))
