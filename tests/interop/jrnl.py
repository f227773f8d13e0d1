"""jrnl itself, as a test uses it: a folder and settings of its own, and a keyring that answers for it."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.interop.age_programs import missing
from tests.source_tree import ROOT

PASSWORD = "made-up password"
_KEYRING = f"""from keyring.backend import KeyringBackend


class Fixed(KeyringBackend):
    priority = 1

    def get_password(self, service, username):
        return {PASSWORD!r}

    def set_password(self, service, username, password):
        pass

    def delete_password(self, service, username):
        pass
"""
_SETTINGS = """version: '4.6'
colors: {{body: none, date: none, tags: none, title: none}}
default_hour: 9
default_minute: 0
editor: ''
encrypt: {encrypt}
highlight: false
indent_character: '|'
journals: {{default: {{journal: '{journal}'}}}}
linewrap: 79
tagsymbols: '#@'
template: false
timeformat: '{timeformat}'
"""


class Jrnl:
    """One journal of jrnl's."""

    def __init__(
        self, home: Path, journal: str, *, timeformat: str = "%Y-%m-%d %H:%M", encrypt: bool = False
    ) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self._home = home
        self.journal = home / journal
        if journal.endswith("/"):
            self.journal.mkdir()
        told = {"journal": self.journal, "timeformat": timeformat, "encrypt": str(encrypt).lower()}
        (home / "jrnl.yaml").write_text(_SETTINGS.format(**told), encoding="utf-8")
        (home / "fixed_keyring.py").write_text(_KEYRING, encoding="utf-8")

    def run(self, *arguments: str) -> str:
        """Run it to its end and return what it wrote."""
        environment = {
            "HOME": str(self._home),
            "PATH": os.environ.get("PATH", ""),
            "PYTHONPATH": str(self._home),
            "PYTHONUTF8": "1",
            "PYTHON_KEYRING_BACKEND": "fixed_keyring.Fixed",
            "XDG_CONFIG_HOME": str(self._home),
            "XDG_DATA_HOME": str(self._home),
        }
        done = subprocess.run(
            [program(), "--config-file", str(self._home / "jrnl.yaml"), *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    def take_in(self, text: str) -> None:
        """Let it write a journal of what stands in ``text``."""
        source = self._home / "to be taken in"
        source.write_text(text, encoding="utf-8")
        self.run("--import", "--file", str(source))

    def entries(self) -> list[dict[str, Any]]:
        """Return what it reads in its journal."""
        told: list[dict[str, Any]] = json.loads(self.run("--format", "json", "-to", "2100-01-01"))["entries"]
        return told


def program() -> str:
    """Find jrnl, or skip the test with a sentence that says how to get it."""
    beside = ROOT / ".venv-bench" / "bin" / "jrnl"
    path = str(beside) if beside.exists() else shutil.which("jrnl")
    if path is None:
        missing("The command `jrnl` is not there: `make .venv-bench/ready` gets it.")
    return path
