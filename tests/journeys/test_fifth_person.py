"""Somebody beside you, with nothing at all: you read it together at your screen, and keep what they said."""

import json
import sys
from pathlib import Path

from tests.cli.conftest import Command
from tests.conftest import PASSPHRASE
from tests.journeys.ana import ANSWERED, NOWHERE, story_for_ana
from tests.journeys.traces import files_with
from tests.journeys.way import CANARY, FAMILY, WITHHELD
from tests.tui.terminal import Terminal

ENTRY = "schubladenwort"
"""Stands in a page that is nobody's to read."""


def test_a_fifth_person_reads_it_beside_you_and_says_something(tmp_path: Path) -> None:
    pj = Command(tmp_path)
    number = story_for_ana(pj)
    pj("write", "--title", f"Mine {ENTRY}", stdin=ENTRY, who="sam")
    places = pj.places("sam")
    command = (sys.executable, "-m", "peerjournal", "--journal", places.journal, "--state", places.state)
    how = ("together", number, "--to", "Ana", "--note", f"For you, {CANARY}.", "--looked", "--yes")
    with Terminal([*command, *how], environment={"PEERJOURNAL_CONFIG": str(tmp_path / "settings")}) as screen:
        screen.wait_for("Passphrase:")
        screen.type(f"{PASSPHRASE}\n")
        screen.wait_for("Only this is open.")
        screen.wait_for(f"For you, {CANARY}.")
        screen.press("end")
        screen.wait_for(f"End {CANARY}.")
        screen.press("esc", "esc")
        assert screen.end() == 0
    for stays in (WITHHELD, FAMILY, ENTRY, PASSPHRASE):
        assert stays.encode() not in screen.written

    said = pj("reply", "1", "--came-another-way", stdin=f"She liked the stairs, {ANSWERED}.", who="sam")
    assert said.code == 0, said.err
    came, sent = json.loads(pj("letters", "--json", who="sam").out)["items"]
    assert (came["answers"], came["peer"]) == (sent["number"], "Ana")
    (row,) = json.loads(pj("ledger", "--json", who="sam").out)["items"]
    assert (row["form"], row["state"]) == ("together", "handed over")
    for secret in (*NOWHERE, ENTRY):
        assert files_with(tmp_path, secret) == {}, secret
