"""What is written is sealed, and only sealed: words that can be looked for go all the way between two people.

After it they are in no file but those asked to be plain, in no exception, in nothing that an object shows,
and in nothing that `--debug` says.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import pytest

from peerjournal import vault as vaults
from peerjournal.cli import ending
from peerjournal.journal import Journal, passages
from peerjournal.letters import Around, Inbox, Reply, compose, compose_reply, new_letter_id
from peerjournal.session import Session
from tests.cli.conftest import Command, Run, piped, run
from tests.cli.exchange import unlocked
from tests.conftest import PASSPHRASE
from tests.journeys.traces import files_with, our_objects, spellings, told_by

CANARY = "quellwasserkanarienvogel"
"""Stands in everything that is written; the letter carries it on."""
WITHHELD = "zurückgehaltenes-zittern"
"""Stands only in what stays."""
NAME = "Robin Kanariengelb"
"""What Sam calls Robin. Sam's own screen says it, and nothing else does."""
SECRETS = (CANARY, WITHHELD, PASSPHRASE)
WRONG = f"wrong {CANARY}"
KINDS = """
Around Arrival CarefulPassage Composition Draft Entry Identity Jot Kept Key Letter Opener Passage Peer
Prepared Reply Row Story
"""
"""The classes of ours whose objects hold what somebody wrote, or a secret."""
ASKED = ("asked/letter.md", "asked/reply.md")
"""The files that were asked to be plain."""
BODY = f"""Begin {CANARY}. [[{WITHHELD}]]

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


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journey]:
    """Go the whole way once; every test of this file looks at what it left."""
    folder = tmp_path_factory.mktemp("journey")
    with pytest.MonkeyPatch.context() as world:
        for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "TMPDIR"):
            (folder / name).mkdir()
            world.setenv(name, str(folder / name))
        there = Journey(Command(folder))
        world.setattr(ending, "refusal", recording(there))
        there.letter = write_and_share(there)
        answer(there)
        go_wrong(there)
        with world.context() as broken:
            break_down(there, broken)
        yield there


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
    card = pj("peers", "card", "--for", NAME, "--out", out, who="sam").line
    back = pj("peers", "add", f"Sam {CANARY}", card, "--out", out, who="robin").line
    pj("open", "--keep", back, who="sam")
    choices = (number, "--to", NAME, "--wish", "stayed", "--note", f"A note, {CANARY}.")
    journey.asked("letter.md", pj("preview", *choices, who="sam"))
    return pj("share", *choices, "--looked", "--unconfirmed", "--out", out, who="sam").line


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


def break_down(journey: Journey, world: pytest.MonkeyPatch) -> None:
    """Have the program itself fail in the middle, in the way nobody foresaw."""

    def fail(_: object, *given: object) -> NoReturn:
        words = f"{given} {CANARY} {WITHHELD} {PASSPHRASE}"
        raise RuntimeError(words)

    world.setattr(Journal, "add", fail)
    world.setattr(Inbox, "look", fail)
    journey.refuse("write", stdin=BODY.encode())
    journey.refuse("open", "--keep", "-", stdin=CANARY.encode())


def test_it_is_in_no_file_but_those_asked_to_be_plain(journey: Journey) -> None:
    found = files_with(journey.folder, CANARY)
    assert found == {name: ["plain", "JSON"] for name in ASKED}


def test_what_stays_is_in_no_file_at_all(journey: Journey) -> None:
    assert files_with(journey.folder, WITHHELD) == {}
    assert files_with(journey.folder, PASSPHRASE) == {}
    assert files_with(journey.folder, NAME.split()[1]) == {}


@pytest.mark.parametrize("spelling", spellings(CANARY))
def test_a_file_that_held_it_would_be_found(tmp_path: Path, spelling: str) -> None:
    data = b"before" + spellings(CANARY)[spelling] + b"after"
    (tmp_path / "left.bin").write_bytes(data)
    assert spelling in files_with(tmp_path, CANARY)["left.bin"]


def test_a_file_that_bears_it_in_its_name_would_be_found(tmp_path: Path) -> None:
    (tmp_path / CANARY).mkdir()
    assert CANARY in files_with(tmp_path, CANARY)


def test_nothing_that_debug_says_holds_it(journey: Journey) -> None:
    said = [done.err for done in journey.refused]
    assert len([one for one in said if "Something went wrong in the program itself" in one]) == 2
    for secret in SECRETS:
        assert [one for one in said if secret in one] == []


def test_no_exception_carries_it(journey: Journey) -> None:
    foreseen = [error for error in journey.errors if not isinstance(error, RuntimeError)]
    assert len(foreseen) >= 15
    for secret in SECRETS:
        carriers = [type(one).__name__ for one in foreseen if any(secret in text for text in told_by(one))]
        assert carriers == []


def test_no_object_shows_it(journey: Journey) -> None:
    with unlocked(journey.pj, "sam") as sam, unlocked(journey.pj, "robin") as robin:
        journey.pj("jot", stdin=f"{CANARY} {WITHHELD}", who="sam")
        held = (*written(sam), *exchanged(sam), robin.inbox.look(Path(journey.letter).read_bytes()))
        shown = [(type(one).__name__, repr(one)) for one in our_objects()]
        seed = sam.circle.peers()[0].ours[0].age.seed.hex()
        del held
    assert {name for name, _ in shown} >= set(KINDS.split())
    for secret in (*SECRETS, NAME, seed):
        assert [(name, text) for name, text in shown if secret in text] == []


def written(session: Session) -> list[object]:
    """Return one of everything that is written, full of what is looked for."""
    drafts = vaults.Drafts(session.vault.home, session.vault.ring, session.vault.key_file.vault_id)
    drafts.keep(drafts.new(), {"body": BODY})
    journal = session.journal
    pieces = [journal.find("kind:story"), journal.find("kind:entry"), journal.removed()]
    return [*pieces, drafts.all(), vaults.waiting(session.vault), passages.parse(BODY), Around(note=CANARY)]


def exchanged(session: Session) -> list[object]:
    """Return one of everything that goes between two people, full of what is looked for."""
    letters, circle = session.inbox.letters, session.circle
    composition = compose([session.journal.make_story("2")], new_letter_id())
    reply = Reply(line=CANARY, life=WITHHELD)
    return [
        composition,
        compose([session.journal.edit("3", stands=CANARY)], new_letter_id()),  # type: ignore[list-item]  # 3 is a story
        reply,
        compose_reply(reply, new_letter_id(), to=letters.all()[0].letter),
        session.outbox.prepare(composition.ready(), circle.get(NAME), unconfirmed=True),
        letters.all(),
        session.ledger.rows(),
        circle.openers(),
    ]
