"""Ana has none of this: how a story of Sam's is made ready for her, by the commands as they are typed."""

import re
from pathlib import Path

from tests.cli.conftest import Command
from tests.conftest import PASSPHRASE
from tests.journeys.way import BODY, CANARY, FAMILY, LISTED, STAND_IN, WITHHELD

TOLD = re.compile(r"^ {4}((?:[a-z]+[ -]){5}[a-z]+)$", re.MULTILINE)
ANSWERED = "begegnungswort"
"""Stands in what Ana says to it."""
NOWHERE = (CANARY, WITHHELD, FAMILY, PASSPHRASE, ANSWERED)
"""What is in no file when it is over."""


def share_as(form: str, pj: Command, out: Path) -> tuple[Path, str]:
    """Have Sam write, and make a file of it for Ana; return it, and the words that Sam is told."""
    number = story_for_ana(pj)
    out.mkdir()
    how = ("--form", form, "--wish", "stayed", "--note", f"For you, {CANARY}.", "--looked", "--out", out)
    made = pj("share", number, "--to", "Ana", *how, who="sam")
    told = TOLD.search(made.err)
    assert told is not None, made.err
    return Path(made.line), told[1]


def story_for_ana(pj: Command) -> str:
    """Have Sam make a story for Ana, who has no card, and return its number."""
    pj("peers", "add", "Ana", who="sam")
    pj("write", "--title", f"Title {CANARY}", stdin=BODY, who="sam")
    number = pj("story", "1", who="sam").line
    pj("people", "add", STAND_IN, "--asked", "can't ask", stdin=f"{LISTED}\n{FAMILY}\n", who="sam")
    pj("names", number, "--looked", who="sam")
    return number


def without_what_stays(read: str) -> None:
    """Look at what Ana has read."""
    for there in (CANARY, STAND_IN.split()[1]):
        assert there in read
    for stays in (WITHHELD, FAMILY):
        assert stays.casefold() not in read.casefold()
