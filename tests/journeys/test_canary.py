"""What is written is sealed, and only sealed: words that can be looked for go all the way between two people.

After it they are in no file but those asked to be plain, in no exception, in nothing that an object shows,
and in nothing that `--debug` says.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.cli import ending
from peerjournal.journal import passages
from peerjournal.letters import Around, Reply, compose, compose_reply, new_letter_id
from peerjournal.session import Session
from tests.cli.conftest import Command
from tests.cli.exchange import unlocked
from tests.conftest import PASSPHRASE
from tests.journeys import way
from tests.journeys.traces import files_with, our_objects, spellings, told_by
from tests.journeys.way import BODY, CANARY, FAMILY, LISTED, NAME, SECRETS, STAND_IN, WITHHELD, Journey

KINDS = """
Around Arrival CarefulPassage Composition ContentNote Draft Entry Found Identity Jot Kept Key Letter Opener
Passage Peer Person Prepared Reply Row StoodIn Story Tool
"""
"""The classes of ours whose objects hold what somebody wrote, or a secret."""
ASKED = ("asked/letter.md", "asked/reply.md")
"""The files that were asked to be plain."""


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journey]:
    """Go the whole way once; every test of this file looks at what it left."""
    folder = tmp_path_factory.mktemp("journey")
    with pytest.MonkeyPatch.context() as world:
        for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "TMPDIR"):
            (folder / name).mkdir()
            world.setenv(name, str(folder / name))
        there = Journey(Command(folder))
        world.setattr(ending, "refusal", way.recording(there))
        there.letter = way.write_and_share(there)
        way.answer(there)
        way.go_wrong(there)
        way.misname(there)
        with world.context() as broken:
            way.break_down(there, broken)
        yield there


def test_it_is_in_no_file_but_those_asked_to_be_plain(journey: Journey) -> None:
    """F18: nothing that was written is in a file, a file name or the temporary folder."""
    found = files_with(journey.folder, CANARY)
    assert found == {name: ["plain", "JSON"] for name in ASKED}


def test_what_stays_is_in_no_file_at_all(journey: Journey) -> None:
    """F3, F18: what was withheld is in no file, no file name and no temporary folder."""
    assert files_with(journey.folder, WITHHELD) == {}
    assert files_with(journey.folder, PASSPHRASE) == {}
    assert files_with(journey.folder, NAME.split()[1]) == {}
    assert files_with(journey.folder, FAMILY) == {}


def test_nothing_of_it_is_in_what_the_reader_has(journey: Journey) -> None:
    """F3, F5: a token in every withheld span, and each real form, are absent from the payload."""
    with unlocked(journey.pj, "robin") as robin:
        plain = robin.inbox.look(Path(journey.letter).read_bytes()).plain.decode()
    assert plain.count(STAND_IN) + plain.count("A neighbour") >= 6
    for secret in (WITHHELD, FAMILY, FAMILY.upper(), LISTED.split(maxsplit=1)[0]):
        assert secret.casefold() not in plain.casefold()


@pytest.mark.parametrize("spelling", spellings(CANARY))
def test_a_file_that_held_it_would_be_found(tmp_path: Path, spelling: str) -> None:
    data = b"before" + spellings(CANARY)[spelling] + b"after"
    (tmp_path / "left.bin").write_bytes(data)
    assert spelling in files_with(tmp_path, CANARY)["left.bin"]


def test_a_file_that_bears_it_in_its_name_would_be_found(tmp_path: Path) -> None:
    (tmp_path / CANARY).mkdir()
    assert CANARY in files_with(tmp_path, CANARY)


def test_nothing_that_debug_says_holds_it(journey: Journey) -> None:
    """F3, F18: crash text and `--debug` hold types and places only."""
    said = [done.err for done in journey.refused]
    assert len([one for one in said if "Something went wrong in the program itself" in one]) == 4
    for secret in SECRETS:
        assert [one for one in said if secret in one] == []


def test_no_exception_carries_it(journey: Journey) -> None:
    """F3, F18: no exception carries it, so none can be logged."""
    foreseen = [error for error in journey.errors if not isinstance(error, RuntimeError)]
    assert len(foreseen) >= 15
    for secret in SECRETS:
        carriers = [type(one).__name__ for one in foreseen if any(secret in text for text in told_by(one))]
        assert carriers == []


def test_no_object_shows_it(journey: Journey) -> None:
    """F3, F18: no object shows it."""
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
    return [
        *pieces,
        drafts.all(),
        session.people.all(),
        vaults.waiting(session.vault),
        passages.parse(BODY),
        Around(note=CANARY),
    ]


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
