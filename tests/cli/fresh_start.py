"""What a whole command loads when it starts in a fresh interpreter."""

import json
import subprocess
import sys
from pathlib import Path

from peerjournal.config import Places
from tests.cli.conftest import piped
from tests.conftest import PASSPHRASE

ROOT = Path(__file__).parents[2]
_SCRIPT = """
import json, sys
from peerjournal.__main__ import main
assert main() == 0
print(json.dumps(sorted(sys.modules)))
"""


def loaded_by(places: Places, *arguments: str) -> set[str]:
    """Run a command that succeeds, and return the modules that it loaded."""
    with piped(PASSPHRASE) as descriptor:
        options = ("--journal", places.journal, "--state", places.state, "--passphrase-fd", str(descriptor))
        done = subprocess.run(
            [sys.executable, "-c", _SCRIPT, *options, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            cwd=ROOT,
            pass_fds=[descriptor],
        )
    return set(json.loads(done.stdout.splitlines()[-1]))


def rooms(loaded: set[str]) -> set[str]:
    """Return the rooms of the house that are among the modules."""
    return {name.split(".")[1] for name in loaded if name.startswith("peerjournal.")}
