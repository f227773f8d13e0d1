"""The whole way between two people, with words that can be looked for in everything that is written on it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import pytest

from peerjournal.cli import ending
from peerjournal.journal import Journal, People
from peerjournal.letters import Inbox
from tests.cli.conftest import Command, Run, piped, run
from tests.conftest import PASSPHRASE

CANARY = "quellwasserkanarienvogel"
"""Stands in everything that is written; the letter carries it on."""
WITHHELD = "zurückgehaltenes-zittern"
"""Stands only in what stays."""
NAME = "Robin Kanariengelb"
"""What Sam calls Robin. Sam's own screen says it, and nothing else does."""
LISTED = "Quirinia Glasflügel"
"""Somebody in the stories, whose name is in the list of people."""
FAMILY = LISTED.split()[1]
STAND_IN = "a neighbour"
SECRETS = (CANARY, WITHHELD, FAMILY, PASSPHRASE)
WRONG = f"wrong {CANARY}"
BODY = f"""Begin {CANARY}. [[{WITHHELD}]] {LISTED} was there, {LISTED.upper()}'s dog too.

:mine
{WITHHELD}
:end

:careful
{WITHHELD}
:end

End {CANARY}."""


@dataclass
class Journey:
    """Where it went, and what was said on the way."""

    pj: Command
    letter: str = ""
    """The path of the letter that went over."""
    refused: list[Run] = field(default_factory=list)
    errors: list[BaseException] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        return self.pj.folder

    def refuse(self, *arguments: str | Path, stdin: bytes = b"", passphrase: str = PASSPHRASE) -> None:
        """Run a command of Sam's that must be refused, with `--debug`."""
        places = self.pj.places("sam")
        with piped(passphrase) as descriptor:
            where = ("--journal", places.journal, "--state", places.state, "--passphrase-fd", str(descriptor))
            done = run("--debug", *where, *arguments, stdin=stdin)
        assert done.code != 0, arguments
        self.refused.append(done)

    def asked(self, name: str, done: Run) -> None:
        """Keep what a person asked to have plain, as a shell would with `>`."""
        assert done.code == 0
        (self.folder / "asked").mkdir(exist_ok=True)
        (self.folder / "asked" / name).write_bytes(done.out_bytes)


def recording(journey: Journey) -> object:
    """Return the one place where errors are told, which also writes them down for us."""
    tell = ending.refusal

    def told(error: BaseException, *, debug: bool) -> tuple[int, str]:
        journey.errors.append(error)
        return tell(error, debug=debug)

    return told


def write_and_share(journey: Journey) -> str:
    """Have Sam write, tag, change and hand over a story, and return the path of the letter."""
    pj, out = journey.pj, journey.folder / "out"
    out.mkdir()
    pj("write", "--title", f"Title {CANARY}", "--tag", CANARY, stdin=BODY, who="sam")
    pj("jot", stdin=f"A line, {CANARY} {WITHHELD}.", who="sam")
    pj("edit", "1", "--tag", "more", who="sam")
    pj("edit", "1", stdin=f"{BODY}\n\nChanged {CANARY}.", who="sam")
    number = pj("story", "1", who="sam").line
    say_more(journey, number)
    card = pj("peers", "card", "--for", NAME, "--out", out, who="sam").line
    back = pj("peers", "add", f"Sam {CANARY}", card, "--out", out, who="robin").line
    pj("open", "--keep", back, who="sam")
    choices = (number, "--to", NAME, "--wish", "stayed", "--note", f"A note, {CANARY}.")
    journey.asked("letter.md", pj("preview", *choices, who="sam"))
    return pj("share", *choices, "--looked", "--unconfirmed", "--out", out, who="sam").line


def say_more(journey: Journey, number: str) -> None:
    """Have Sam say what stands beside the story, and who else is in it."""
    done = [
        journey.pj(*arguments, stdin=stdin, who="sam")
        for stdin, *arguments in (
            (f"{LISTED}\n{FAMILY}\n", "people", "add", STAND_IN, "--asked", "can't ask"),
            ("", "people", "change", STAND_IN, "--name", f"Frau {FAMILY}"),
            ("", "tools", number, "--helped", f"{CANARY} with {LISTED} [[{WITHHELD}]]", "--light", "open"),
            (f"{WITHHELD} {LISTED}", "tools", number, "--didnt", "-", "--light", "mine"),
            ("", "tools", number, "--depends", f"{CANARY} {WITHHELD}", "--when", FAMILY),
            ("", "note", number, "--topic", f"{FAMILY}, {CANARY} [[{WITHHELD}]]", "--topic", "abuse"),
            ("", "note", number, "--skip", f"what {LISTED} said", "--ends", f"{CANARY} [[{WITHHELD}]]"),
            (f"in it, {CANARY}, with {FAMILY} [[{WITHHELD}]]", "stands", number, "-"),
            ("", "names", number, "--looked"),
        )
    ]
    assert [run.code for run in done] == [0] * len(done)


def answer(journey: Journey) -> None:
    """Have Robin read and answer, and Sam take the answer in."""
    pj, out = journey.pj, journey.folder / "out"
    received = pj("open", "--keep", journey.letter, who="robin").line
    said = ("--line", CANARY, "--life", f"{CANARY} [[{WITHHELD}]]")
    reply = pj("reply", received, *said, "--out", out, "--unconfirmed", who="robin").line
    number = pj("open", "--keep", reply, who="sam").line
    journey.asked("reply.md", pj("letters", "show", number, who="sam"))
    pj("remove", "1", "--yes", who="sam")
    pj("compact", who="sam")


def go_wrong(journey: Journey) -> None:
    """Have Sam mistype, and be sent damaged and hostile files."""
    out = journey.folder / "out"
    words = CANARY.encode()
    journey.refuse("list", passphrase=WRONG)
    journey.refuse("write", stdin=words + b"\xff\xfe")
    journey.refuse("write", "--at", CANARY, stdin=words)
    journey.refuse("show", CANARY)
    journey.refuse("find", f"from:{CANARY}")
    journey.refuse("preview", CANARY, "--to", CANARY)
    journey.refuse("share", "3", "--to", NAME, "--wish", CANARY, "--looked")
    journey.refuse("peers", "add", CANARY, "--age", f"age1{CANARY}")
    journey.refuse("peers", "compare", NAME, stdin=words)
    journey.refuse("open", "--keep", CANARY)
    (out / "cut.age").write_bytes(Path(journey.letter).read_bytes()[:-30])
    journey.refuse("open", "--keep", out / "cut.age")
    hostile = (
        b"\x1b]52;c;" + words,
        b"age-encryption.org/v1\n-> " + words + b"\n\n--- " + words + b"\n",
        b"-----BEGIN AGE ENCRYPTED FILE-----\n" + words + b"\n-----END AGE ENCRYPTED FILE-----\n",
        b"-----BEGIN PEERJOURNAL CARD-----\n" + words + b"\n=00000000\n-----END PEERJOURNAL CARD-----\n",
    )
    for data in hostile:
        journey.refuse("open", "--keep", "-", stdin=data)
        journey.refuse("peers", "add", CANARY, "-", stdin=data)
    number = journey.pj("write", "--story", stdin=f"{CANARY} [[{WITHHELD}", who="sam").err.split()[1]
    journey.refuse("preview", number, "--to", NAME)
    journey.refuse("names", number)


def misname(journey: Journey) -> None:
    """Have Sam mistype what stands beside a story, and who is in it."""
    journey.refuse("people", "add", f"{FAMILY}'s friend", "--name", CANARY)
    journey.refuse("people", "add", f"{CANARY} friend", "--name", LISTED)
    journey.refuse("people", "change", LISTED, "--asked", "no")
    journey.refuse("people", "change", STAND_IN, "--drop-name", CANARY)
    journey.refuse("people", "remove", STAND_IN)
    journey.refuse("people", "add", "a friend", "--name", LISTED, "--asked", CANARY)
    journey.refuse("names", "3", "--keep", f"{LISTED} {CANARY}")
    journey.refuse("names", "3", "--vaguer", f"{LISTED} {CANARY}", WITHHELD)
    journey.refuse("names", "3", "--leave-out", f"{LISTED} {CANARY}")
    journey.refuse("tools", "3", "--item", "9", "--helped", CANARY)
    journey.refuse("tools", "2", "--helped", f"{CANARY} {LISTED}")
    journey.refuse("tools", "3", "--helped", CANARY, "--light", CANARY)
    journey.refuse("note", "3", "--topic", "none needed", "--topic", f"{CANARY} {LISTED}")
    journey.refuse("stands", CANARY, LISTED)
    journey.refuse("tools", "3", "--helped", "-", stdin=CANARY.encode() + b"\xff\xfe")


def break_down(journey: Journey, world: pytest.MonkeyPatch) -> None:
    """Have the program itself fail in the middle, in the way nobody foresaw."""

    def fail(_: object, *given: object) -> NoReturn:
        words = f"{given} {CANARY} {WITHHELD} {PASSPHRASE}"
        raise RuntimeError(words)

    world.setattr(Journal, "add", fail)
    world.setattr(Journal, "edit", fail)
    world.setattr(People, "add", fail)
    world.setattr(Inbox, "look", fail)
    journey.refuse("write", stdin=BODY.encode())
    journey.refuse("tools", "3", "--helped", f"{CANARY} {LISTED}")
    journey.refuse("people", "add", CANARY, "--name", LISTED)
    journey.refuse("open", "--keep", "-", stdin=CANARY.encode())
