"""What a start loads, what a whole run touches, and what is installed for it."""

import json
import re
import subprocess
import sys
import tomllib
from importlib import resources

from tests.source_tree import ROOT

DATE_PARSERS = {"dateparser", "dateutil", "parsedatetime"}

# What a start-up loads


def loaded_by(statement: str) -> set[str]:
    script = f"{statement}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    answer = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(json.loads(answer.stdout))


def test_a_session_loads_no_screen() -> None:
    assert not loaded_by("import peerjournal.session") & {"textual", "rich", "click"}


def test_whether_there_is_a_screen_is_known_before_one_is_loaded() -> None:
    # What the screen library reads of the environment must be swept before it is imported.
    loaded = loaded_by("import peerjournal.__main__, peerjournal.tui")
    assert not loaded & {"textual", "rich", "click", "cryptography", "tinydb"}


def test_the_command_loads_nothing_heavy_until_it_needs_it() -> None:
    assert not loaded_by("import peerjournal.cli") & ({"textual", "rich"} | DATE_PARSERS)


SAVED = """
import pathlib, tempfile
from peerjournal.config import Places
from peerjournal.crypto import CHEAPEST
from peerjournal.journal import Draft
from peerjournal.session import Session

with tempfile.TemporaryDirectory() as room:
    places = Places(pathlib.Path(room, "journal"), pathlib.Path(room, "state"))
    Session.create(places, "only for this test", cost=CHEAPEST)
    Session.unlock(places, "only for this test").journal.add(Draft(body="I was walking."))
"""


def test_unlocking_and_saving_load_nothing_of_copies_erasing_versions_or_backups() -> None:
    rooms = ("gathering", "forks", "settling", "erasing", "traces", "versions", "backup", "repairing")
    assert not loaded_by(SAVED) & {f"peerjournal.vault.{room}" for room in rooms}


# What a run does

WATCHED = """
import os, sys

def watch(event, details):
    if event.startswith("socket."):
        os._exit(99)

sys.addaudithook(watch)
sys.argv = ["peerjournal", "demo"]
from peerjournal.__main__ import main
sys.exit(main())
"""


def test_the_whole_worked_example_makes_no_socket() -> None:
    """N7, N8, N20: nothing is sent anywhere."""
    assert subprocess.run([sys.executable, "-c", WATCHED], capture_output=True, check=False).returncode == 0


def test_a_socket_is_noticed_by_the_watch_that_looks_for_one() -> None:
    script = WATCHED.partition("sys.argv")[0] + "import socket\nsocket.socket()"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=False).returncode == 99


# What is installed


def test_every_package_we_need_is_pinned_with_its_hashes() -> None:
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    pins = (ROOT / "requirements" / "dev.txt").read_text()
    for requirement in needed:
        name = re.split(r"[<>=~!;\s]", requirement)[0]
        assert re.search(rf"(?m)^{name}==\S+ \\\n +--hash=sha256:", pins), f"{name}: run `make pins`"


def test_pins_name_no_machine_and_no_index() -> None:
    an_address = re.compile(r"https?:|file:|--(extra-)?index|--find-links|(?<![\w.])/\w+/")
    for path in (ROOT / "requirements").iterdir():
        assert not an_address.search(path.read_text(encoding="utf-8")), path.name


def test_the_package_is_marked_as_typed() -> None:
    assert resources.files("peerjournal").joinpath("py.typed").is_file()
