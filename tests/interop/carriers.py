"""What the tests with carriers of folders share: finding a program, a free port, comparing two folders."""

import hashlib
import os
import re
import shutil
import socket
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.interop.age_programs import missing

LEFT_AT_HOME = re.compile(r"\.lock|\.new-.*|\.st(folder|ignore|versions)|\.git.*|\.?[~.]?syncthing[~.].*")
"""Names at the top of a journal's folder that are one computer's own, or the carrier's."""


def program(name: str, package: str) -> str:
    """Find a program, or skip the test with a sentence that says how to get it."""
    path = shutil.which(name)
    if path is None:
        missing(f"The command `{name}` is not there: `apt-get install {package}` gets it.")
    return path


def free_port() -> int:
    """Return a port of the loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def alone(home: Path) -> dict[str, str]:
    """Return an environment in which a program finds nothing of the account that runs the test."""
    home.mkdir(parents=True, exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return {**kept, "HOME": str(home), "XDG_CONFIG_HOME": str(home / "config")}


def run(line: Sequence[str | Path], env: dict[str, str], *, folder: Path | None = None) -> str:
    """Run a program to its end and return what it wrote; what it complains of stands in the failure."""
    done = subprocess.run([*map(str, line)], env=env, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{[*map(str, line)]}\n{done.stdout}{done.stderr}"
    return done.stdout


def carried(folder: Path) -> dict[str, str]:
    """Return what a carrier has to bring to the other side: each file's path in the folder, and its hash."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not LEFT_AT_HOME.fullmatch(path.relative_to(folder).parts[0])
        if not LEFT_AT_HOME.fullmatch(path.name)
    }
