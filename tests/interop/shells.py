"""Somebody at a real shell: it starts with nothing of its own but our script, and keys are pressed in it."""

import os
import shlex
import sys
from pathlib import Path

from tests.interop.carriers import program
from tests.source_tree import ROOT
from tests.tui.terminal import Terminal

PROMPT = "at the shell> "
RUNNING = {
    "bash": ("--norc", "--noprofile", "-i"),
    "zsh": ("--no-rcs", "-i"),
    "fish": ("--no-config", "-i"),
}
_UNTIL_LISTED = {"bash": 2, "zsh": 1, "fish": 1}
"""How often the tabulator is pressed until a shell lists what there is."""
_LAST = "Z"
"""Typed after the tabulator, so that it is known when the shell was done with that."""
_SETTING = {
    "bash": "bind 'set bell-style none'; bind 'set page-completions off'; . {script}; PS1={prompt}",
    "zsh": "autoload -Uz compinit && compinit -D -u; unsetopt list_beep; source {script}; PS1={prompt}",
    "fish": "function fish_greeting; end; function fish_prompt; echo -n {prompt}; end; source {script}",
}
_LOGGED = """#!/bin/sh
{{ printf '%s\\n' "$@"; env; }} >> {log}
exec {python} -m peerjournal "$@"
"""


class Shell(Terminal):
    """A shell in a folder, with our commands on its path; what each was handed is written down."""

    def __init__(self, name: str, folder: Path, *, path: Path | None = None) -> None:
        """Start it and wait for its prompt.

        Args:
            name: Which one.
            folder: Where it starts, and all that is its own lies.
            path: Another program of that kind.
        """
        self._name, self.folder, self.log = name, folder, folder / "log"
        commands, home = folder / "commands", folder / "home"
        for made in (commands, home):
            made.mkdir()
        for command in ("peerjournal", "pj"):
            script = _LOGGED.format(log=shlex.quote(str(self.log)), python=shlex.quote(sys.executable))
            (commands / command).write_text(script, encoding="utf-8")
            (commands / command).chmod(0o700)
        super().__init__(
            [path or program(name, name), *RUNNING[name]],
            size=(110, 40),
            environment={
                "HOME": str(home),
                "XDG_CONFIG_HOME": str(home / "config"),
                "XDG_DATA_HOME": str(home / "data"),
                "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}",
                "PYTHONPATH": str(ROOT),
                "HISTFILE": "",
                "INPUTRC": os.devnull,
                "LC_ALL": "C.UTF-8",
                "PEERJOURNAL_HOME": str(folder / "journal"),
            },
        )
        quoted = {"script": shlex.quote(str(folder / "script")), "prompt": shlex.quote(PROMPT)}
        self.type(f"cd {shlex.quote(str(folder))}; peerjournal completion {name} > script\n")
        self.wait((folder / "script").exists, "the script")
        self.type(f"{_SETTING[name].format(**quoted)}\n")
        self.wait(lambda: self._line().startswith(PROMPT.rstrip()), "its prompt")

    def _line(self) -> str:
        """Return the line on which the cursor stands."""
        return self.screen.display[self.screen.cursor.y].rstrip()

    def completes(self, begun: str, whole: str) -> None:
        """Type what begins a line, press the tabulator and a last letter, and wait for the whole line."""
        self.type(begun)
        self.press("tab")
        self.type(_LAST)
        try:
            self.wait(lambda: self._line() == f"{PROMPT}{whole}{_LAST}", whole)
        finally:
            self.press("ctrl+u")
            self.wait(lambda: self._line() == PROMPT.rstrip(), "an empty line")

    def offers(self, begun: str, *offered: str) -> None:
        """Type what begins a line, press the tabulator, and wait until all that is offered is listed."""
        self.type(begun)
        self.press(*["tab"] * _UNTIL_LISTED[self._name])
        self.wait(lambda: all(f" {one} " in f" {self.text} ".replace("\n", " ") for one in offered), begun)
        self.press("ctrl+c")
        self.wait(lambda: self._line() == PROMPT.rstrip(), "an empty line")
