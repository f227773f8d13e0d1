"""Which editors there are, and how each is told to keep nothing: no swap, backup, undo or history file.

What an editor's own settings and plugins do is not in our hands, and the warning says so.
"""

import contextlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from peerjournal.disk import DISK
from peerjournal.errors import NoEditor

_FOR_VIM, _FOR_EMACS = (str(Path(__file__).with_name(name)) for name in ("quiet.vim", "quiet.el"))
# Settings of one's own are read in between.
_VIM: Final = ("-n", "-i", "NONE", "--cmd", f"source {_FOR_VIM}", "-S", _FOR_VIM)
_KNOWN: Final[Mapping[str, tuple[str, ...]]] = {
    "vim": _VIM,
    "nvim": _VIM,
    "gvim": ("-f", *_VIM),
    "mvim": ("-f", *_VIM),
    # Its own settings could switch on what no option switches off again.
    "nano": ("--ignorercfiles",),
    "micro": (*("-backup", "off", "-savehistory", "off"), *("-savecursor", "off", "-saveundo", "off")),
    "emacs": ("-nw", "--no-desktop", "--load", _FOR_EMACS),
    # These two write nothing beside the file and have nothing to switch off.
    "hx": (),
    "helix": (),
    "kak": (),
}
_COME_BACK: Final = frozenset(
    {
        *("code", "code-insiders", "codium", "vscodium", "cursor", "windsurf", "zed", "zeditor", "atom"),
        *("subl", "sublime_text", "mate", "kate", "kwrite", "gedit", "gnome-text-editor", "pluma", "xed"),
        *("mousepad", "geany", "nvim-qt", "neovide", "xdg-open", "open"),
    }
)
"""Editors with a window of their own, most of which come back at once unless they are told to wait."""
_WAITS: Final = frozenset(
    {*("--wait", "-w", "-W", "--block", "-b", "--standalone", "-s", "--new-instance", "-i"), "--no-fork"}
)
_HURRIES: Final = frozenset({"-n", "--no-wait"})
"""What has emacsclient, which else waits, come back at once."""
_VERSION = re.compile(r"[.-].*|x$")

_PLAIN = (
    "Your own editor is given the text in plain. It lies in memory, in a folder that only you can open, and"
    " is taken away when the editor ends. Until then your journal stays open and does not lock by itself."
)
_KNOWN_KEEPS = "Its swap, backup, undo and history files are off; what its plugins keep is not in our hands."
_UNKNOWN_KEEPS = (
    "This one is not known here: it may keep copies of its own elsewhere, such as swap, backup or history"
    " files, and nothing takes those away."
)


@dataclass(frozen=True, slots=True)
class Program:
    """An editor, as somebody named it."""

    words: tuple[str, ...]
    options: tuple[str, ...]
    """What makes it keep nothing."""
    is_known: bool
    environment: Mapping[str, str] = field(repr=False)

    def command(self, file: Path) -> list[str]:
        """Return what opens a file in it."""
        return [*self.words, *self.options, str(file)]

    def run(self, file: Path, held: int) -> int:
        """Start it, wait until it has ended, and return its status.

        Args:
            file: What it opens.
            held: The descriptor of a lock, which it holds for as long as it is there.

        Raises:
            OSError: It can't be started.
        """
        import signal  # noqa: PLC0415 — these take 20 ms, and every unlock looks for what was left over
        import subprocess  # noqa: PLC0415 — as above

        # What it makes for a moment only is taken away with the file.
        beside = dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(file.parent))
        process = subprocess.Popen(  # noqa: S603 — it is what somebody asked for, and there is no shell
            self.command(file), env={**self.environment, **beside}, pass_fds=(held,)
        )
        while True:
            _, status = os.waitpid(process.pid, os.WUNTRACED)
            if not os.WIFSTOPPED(status):
                process.returncode = os.waitstatus_to_exitcode(status)
                return process.returncode
            # It would only be put aside; it goes on, for nothing else could wake it.
            os.kill(process.pid, signal.SIGCONT)


def chosen(environment: Mapping[str, str]) -> Program:
    """Return the editor that VISUAL names, or else EDITOR.

    Raises:
        NoEditor: Neither does, or it is not there, or it would come back before anything is written.
    """
    import shlex  # noqa: PLC0415 — as above
    import shutil  # noqa: PLC0415 — as above

    try:
        words = shlex.split(environment.get("VISUAL") or environment.get("EDITOR") or "")
    except ValueError:
        raise NoEditor("VISUAL, or else EDITOR, can't be read: a quote is open in it.") from None
    if not words:
        raise NoEditor
    found = shutil.which(words[0], path=environment.get("PATH"))
    if found is None:
        raise NoEditor("The editor that VISUAL or EDITOR names is not there.")
    # A name such as `editor` or `vi` often only leads to the program.
    for name in (Path(words[0]).name, Path(found).resolve().name):
        if _comes_back_at_once(name, words[1:]):
            raise NoEditor(
                "That editor comes back at once, before anything is written. Nothing was opened.",
                hint="Have it wait, as in `VISUAL='code --wait'`, or name another.",
            )
        bare = name if name in _KNOWN or name in _COME_BACK else _VERSION.sub("", name)
        if bare in _KNOWN:
            return Program(tuple(words), _KNOWN[bare], is_known=True, environment=environment)
    return Program(tuple(words), (), is_known=False, environment=environment)


def _comes_back_at_once(name: str, options: list[str]) -> bool:
    if name == "emacsclient":
        return not _HURRIES.isdisjoint(options)
    return name in _COME_BACK and _WAITS.isdisjoint(options)


# What is said of them, once.

SAID = ("said-own-editor", "said-unknown-editor")
"""Empty files by which it is known that it was said; the command that forgets a journal knows them too."""


def warn_once(program: Program, state: Path) -> str:
    """Return what to say before an editor is opened here for the first time, and take note that it was said.

    Where that can't be noted it is said each time.
    """
    mark = state / SAID[not program.is_known]
    if mark.name in _listed(state):
        return ""
    with contextlib.suppress(OSError):
        DISK.mkdir(state)
        DISK.create(mark, b"")
    return f"{_PLAIN} {_KNOWN_KEEPS if program.is_known else _UNKNOWN_KEEPS}"


def _listed(state: Path) -> list[str]:
    with contextlib.suppress(OSError):
        return DISK.list(state)
    return []
