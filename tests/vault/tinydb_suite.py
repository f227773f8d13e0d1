"""TinyDB's own tests over a vault: fetched once from its source distribution, run with our parts in place.

python -m tests.vault.tinydb_suite fetch    gets them, pinned by hash; `make test` does it
python -m tests.vault.tinydb_suite          runs them and says how many pass and which cannot apply
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
PINS = ROOT / "requirements" / "dev.txt"
FOLDER = ROOT / ".venv" / "tinydb-tests"
FILES = ("test_tables.py", "test_tinydb.py", "test_operations.py")

COUNT = 86
"""How many tests those three files hold."""

CANNOT_APPLY = {
    "test_tables.py::test_table_repr": "it asks a table's repr for the name of one of TinyDB's own storages",
}


def pin() -> str:
    """Return TinyDB's line of the pins: the version we install is the one whose tests we run."""
    found = re.search(r"^tinydb==(?:.*\\\n)*.*", PINS.read_text(encoding="utf-8"), re.MULTILINE)
    assert found is not None
    return found[0]


def version() -> str:
    """Return the version that is pinned."""
    return pin().split()[0].removeprefix("tinydb==")


def fetch() -> None:
    """Get the source distribution and keep its tests, in a folder that git ignores.

    For a source distribution pip asks the package's build system for its metadata; without build isolation
    that is the one in our own environment, pinned like everything in it.
    """
    pip = ("pip", "--quiet", "--disable-pip-version-check", "download", "--no-deps", "--no-build-isolation")
    with tempfile.TemporaryDirectory() as empty:
        wanted = Path(empty, "tinydb.txt")
        wanted.write_text(pin(), encoding="utf-8")
        download = (
            *pip,
            "--no-binary",
            "tinydb",
            "--require-hashes",
            "--requirement",
            wanted,
            "--dest",
            empty,
        )
        subprocess.run([sys.executable, "-m", *download], check=True)
        (archive,) = Path(empty).glob("*.tar.gz")
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir(parents=True)
        with tarfile.open(archive) as source:
            for name in FILES:
                member = source.extractfile(f"tinydb-{version()}/tests/{name}")
                assert member is not None
                (FOLDER / name).write_bytes(member.read())
    # Their settings are their own: without this file pytest would go up and find ours.
    (FOLDER / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")


def run() -> dict[str, str]:
    """Run the tests in a process of their own and return the outcome of each by name."""
    if not (FOLDER / "pytest.ini").exists():
        raise FileNotFoundError("TinyDB's tests are not here: python -m tests.vault.tinydb_suite fetch")
    with tempfile.TemporaryDirectory() as empty:
        outcomes = Path(empty, "outcomes.json")
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
        ours = ["-p", "tests.vault.tinydb_stand_in", "--outcomes", str(outcomes)]
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        told = subprocess.run(
            [*command, *ours, *(str(FOLDER / name) for name in FILES)],
            cwd=ROOT,
            env=clean,
            capture_output=True,
            text=True,
            check=False,
        )
        assert outcomes.exists(), told.stdout + told.stderr
        result: dict[str, str] = json.loads(outcomes.read_text(encoding="utf-8"))
        return result


def sentence(outcomes: dict[str, str]) -> str:
    """Say how it went, naming every test that did not pass."""
    passed = sum(outcome == "passed" for outcome in outcomes.values())
    lines = [f"{len(outcomes)} of TinyDB {version()}'s own tests ran over a vault, {passed} passed."]
    for name, outcome in sorted(outcomes.items()):
        if name in CANNOT_APPLY:
            lines.append(f"{name} cannot apply: {CANNOT_APPLY[name]}.")
        elif outcome != "passed":
            lines.append(f"{name}: {outcome}.")
    return "\n".join(lines)


if __name__ == "__main__":
    if sys.argv[1:] == ["fetch"]:
        fetch()
    else:
        sys.stdout.write(sentence(run()) + "\n")
