"""The `demo` command: a made-up journal to look around in, or its whole way told in writing.

In a terminal the app opens on it, and all of it is gone afterwards. Played in writing, the folder is left for
looking around; removing it leaves nothing behind.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import click

from peerjournal.cli.demo_play import PASSPHRASE, READER, WRITER, Play
from peerjournal.cli.program import Program
from peerjournal.cli.terminal import Terminal

_PASSED_ON = ("SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM")


@click.command("demo", epilog="Example: peerjournal demo")
@click.option("--play", is_flag=True, help="Tell its whole way in writing, as it does without a terminal.")
@click.pass_obj
def demo_command(program: Program, *, play: bool) -> int | None:
    """Look around in a made-up journal, which is gone when you close it."""
    terminal = program.terminal
    if not play and terminal.asks and terminal.shows and os.environ.get("TERM", "dumb") not in {"", "dumb"}:
        return _look_around(terminal)
    folder = Path(tempfile.mkdtemp(prefix="peerjournal-demo-"))
    shown = Play(terminal.result, folder, width=terminal.width)
    shown.whole()
    _leave(terminal, folder, shown.places(WRITER))
    return None


def _leave(terminal: Terminal, folder: Path, writer: Any) -> None:
    where = f"--journal {writer.journal} --state {writer.state}"
    started = Path(sys.argv[0])
    here = started.stem == "peerjournal" and shutil.which("peerjournal") is None
    command = str(started) if here else "peerjournal"
    terminal.result(
        f"\nThat was the whole way. Look around in {WRITER}'s made-up journal, if you like:\n\n"
        f"    {command} {where} list\n\n"
        f"The passphrase of both journals: {PASSPHRASE}\n"
        f"Everything is in {folder}; remove that folder and nothing of it is left."
    )


def _look_around(terminal: Terminal) -> int:
    """Open the app on a made-up journal in a folder that goes when the app ends, however it ends."""
    from peerjournal.crypto import CHEAPEST  # noqa: PLC0415 — only here: its passphrase is known to everyone

    with tempfile.TemporaryDirectory(prefix="peerjournal-demo-") as name:
        folder = Path(name)
        made = Play(lambda _: None, folder, width=terminal.width, cost=CHEAPEST)
        made.whole()
        terminal.tell(
            f"A made-up journal. {WRITER} keeps it and writes to {READER}; nobody in it is real.\n"
            "Nothing of yours is touched, and all of it is gone when you close it.\n\n"
            f"    The passphrase: {PASSPHRASE}\n"
        )
        terminal.line("Press Enter to open it. ", instead="Pass `--play`.")
        code = _run_on(made.places(WRITER), settings=folder / "settings")
    terminal.tell("The made-up journal is gone.")
    return code


def _run_on(places: Any, *, settings: Path) -> int:
    """Run this program's app on a journal, in a process of its own: locking puts another in its place."""
    here = sys.orig_argv[1 : len(sys.orig_argv) - len(sys.argv) + 1]
    command = [sys.executable, *here, "--journal", str(places.journal), "--state", str(places.state)]
    told = {"PEERJOURNAL_MADE_UP": PASSPHRASE, "PEERJOURNAL_CONFIG": str(settings)}
    with subprocess.Popen(command, env=os.environ | told) as app:  # noqa: S603 — it is the program that runs now
        for one in _PASSED_ON:
            number = getattr(signal, one, None)
            if number is not None:
                signal.signal(number, lambda heard, _: app.send_signal(heard))
        return app.wait()
