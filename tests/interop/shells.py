"""Somebody at a real shell: it was set up as the guide says, and keys are pressed in it."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from tests.interop.carriers import program
from tests.source_tree import ROOT
from tests.tui.terminal import Terminal

SHELLS = ("bash", "zsh", "fish")
PROMPT = "at the shell> "
_PAGE = ROOT / "docs" / "guide" / "shell.md"
_RC = {"bash": ".bashrc", "zsh": ".zshrc", "fish": ".config/fish/config.fish"}
_CALM = {
    "bash": "bind 'set bell-style none'; bind 'set page-completions off'; PS1={prompt}",
    "zsh": "unsetopt list_beep; PS1={prompt}",
    "fish": "function fish_greeting; end; function fish_prompt; echo -n {prompt}; end",
}
"""What makes a shell easier to read: no bell, one line before the cursor."""
_UNTIL_LISTED = {"bash": 2, "zsh": 1, "fish": 1}
"""How often the tabulator is pressed until a shell lists what there is."""
_LAST = "Z"
"""Typed after the tabulator, so that it is known when the shell was done with that."""
_LOGGED = """#!/bin/sh
{{ printf '%s\\n' "$@"; env; }} >> {log}
exec {python} -m peerjournal "$@"
"""


class Shell(Terminal):
    """A shell in a folder, with our commands on its path; what each was handed is written down."""

    def __init__(self, name: str, folder: Path, *, path: Path | None = None) -> None:
        """Set it up, start it and wait for its prompt.

        Args:
            name: Which one.
            folder: Where it starts, and all that is its own lies.
            path: Another program of that kind.
        """
        self._name, self.folder, self.log = name, folder, folder / "log"
        started = path or program(name, name)
        home = folder / "home"
        environment = {
            "HOME": str(home),
            "ZDOTDIR": str(home),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_DATA_HOME": str(home / "data"),
            "PATH": f"{self._commands()}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "HISTFILE": "",
            "INPUTRC": os.devnull,
            "LC_ALL": "C.UTF-8",
            "PEERJOURNAL_HOME": str(folder / "journal"),
        }
        _set_up(name, home, environment)
        super().__init__([started, "-i"], size=(110, 40), environment=environment)
        self.wait(lambda: self._line().endswith(PROMPT.rstrip()), "its prompt")
        self.type(f"cd {shlex.quote(str(folder))}\n")
        self.wait(lambda: self.text.count(PROMPT.rstrip()) > 1 and self._line() == PROMPT.rstrip(), "another")

    def _commands(self) -> Path:
        """Make our two commands, which first write down what they are handed."""
        commands = self.folder / "commands"
        commands.mkdir()
        for command in ("peerjournal", "pj"):
            script = _LOGGED.format(log=shlex.quote(str(self.log)), python=shlex.quote(sys.executable))
            (commands / command).write_text(script, encoding="utf-8")
            (commands / command).chmod(0o700)
        return commands

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


def _set_up(name: str, home: Path, environment: dict[str, str]) -> None:
    """Do what the guide says for a shell, and calm it."""
    rc = home / _RC[name]
    rc.parent.mkdir(parents=True)
    part = _PAGE.read_text(encoding="utf-8").partition(f"**{name}**\n")[2].partition("\n**")[0]
    part = part.partition("\n## ")[0]
    lines = [line.removeprefix("$ ") for block in _blocks("console", part) for line in block.splitlines()]
    subprocess.run(["sh", "-ec", "\n".join(lines)], env=os.environ | environment, check=True)
    with rc.open("a", encoding="utf-8") as file:
        file.write("\n".join([*_blocks("sh", part), _CALM[name].format(prompt=shlex.quote(PROMPT)), ""]))


def _blocks(kind: str, text: str) -> list[str]:
    return re.findall(rf"(?ms)^```{kind}\n(.*?)^```", text)
