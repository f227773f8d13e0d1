"""Canaries: who, where, when and what else there is, and the words, are in no file and kept nowhere."""

import re
import socket
from pathlib import Path

import pytest

from peerjournal import __version__
from peerjournal.errors import InputError
from peerjournal.journal import Draft
from peerjournal.letters import FORM_NAMES
from peerjournal.letters.reply_keys import TABLE
from tests.cli.conftest import Command, Run
from tests.cli.exchange import unlocked
from tests.cli.test_forms_commands import WORDS
from tests.conftest import PASSPHRASE
from tests.letters.unsealed import unsealed
from tests.vault import canary

CANARY = "canary"
"""What stands in everything that must stay here."""
FORMS = [form for form in FORM_NAMES if form != "sealed"]
"""What leaves for people who gave no card; the sealed file has tests of its own."""
TOLD = re.compile(r"(?:[a-z]+-){5}[a-z]+")


@pytest.fixture
def pj(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """A journal in which everything but one story's open words has a canary in it."""
    for name in ("USER", "LOGNAME", "USERNAME", "HOSTNAME", "NAME", "EMAIL"):
        monkeypatch.setenv(name, f"{CANARY}-{name.lower()}")
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        (tmp_path / f"{CANARY}-{name.lower()}").mkdir()
        monkeypatch.setenv(name, str(tmp_path / f"{CANARY}-{name.lower()}"))
    monkeypatch.setattr(socket, "gethostname", lambda: f"{CANARY}-host")
    command = Command(tmp_path / f"{CANARY}-folder")
    assert command("peers", "add", f"{CANARY.title()}nick").code == 0
    with unlocked(command, "journal") as session:
        session.people.add("a friend from work", [f"{CANARY.title()}ina"])
        session.journal.add(Draft(title=f"{CANARY}-entry", body=f"{CANARY}-other", tags=(f"{CANARY}-tag",)))
        body = (
            f"I sat on the back stairs. [[{CANARY}-inline]] With {CANARY.title()}ina.\n\n"
            f":mine\n{CANARY}-mine\n:end\n\n:careful\n{CANARY}-careful\n:end\n\nIt was late."
        )
        tags = ("work", f"[[{CANARY}-tag]]")
        session.journal.add(Draft(title=f"The [[{CANARY}]] stairwell", body=body, kind="story", tags=tags))
    return command


def share(pj: Command, form: str, out: Path) -> Run:
    out.mkdir(exist_ok=True)
    how = ("--form", form, "--wish", "ideas", "--looked", "--yes", "--out", str(out))
    return pj("share", "2", "--to", f"{CANARY.title()}nick", *how)


def words_of(told: str) -> str:
    """Return the words that were told, as they were."""
    found = WORDS.search(told) or TOLD.search(told)
    return found[0].strip() if found else ""


@pytest.mark.parametrize("form", FORMS)
def test_a_file_holds_nothing_of_who_where_and_when(pj: Command, tmp_path: Path, form: str) -> None:
    """F8: no name, user, host, path, time, version or other title, nothing withheld, in file and metadata."""
    run = share(pj, form, tmp_path / "out")
    assert run.code == 0, run.err
    path = Path(run.line)
    held = unsealed(form, path.read_bytes(), words_of(run.err)).lower()
    assert (b"/parenttree" if form == "pdf" else b"back stairs") in held, "it was opened"
    assert CANARY.encode() not in held
    with unlocked(pj, "journal") as session:
        now = session.vault.clock()
        ids = [session.vault.device, *session.vault.documents("entries"), *session.vault.documents("peers")]
    # In a PDF the year as it stands in a date: 2026 is also the number of the ellipsis.
    year = f"d:{now:%Y}" if form == "pdf" else f"{now:%Y}"
    unwanted = [str(tmp_path), year, f"{now:%H:%M}", __version__, *ids]
    unwanted += ["typst", "pikepdf", "qpdf", "producer", "creationdate", "/author", "xmpmeta"]
    assert [one for one in unwanted if one.lower().encode() in held] == []
    assert re.fullmatch(r"letter-[0-9a-f]{4}\.[a-z]+", path.name)
    assert [one.name for one in (tmp_path / "out").iterdir()] == [path.name]


@pytest.mark.parametrize("form", FORMS)
def test_the_words_are_told_once_and_kept_nowhere(pj: Command, tmp_path: Path, form: str) -> None:
    """Not in the journal, opened with every key there is, nor in any file, nor in what is told later."""
    run = share(pj, form, tmp_path / "out")
    words = words_of(run.err)
    if form == "markdown":
        assert words == ""
        return
    assert len(re.split("[ -]", words)) == 6
    spellings = {words, words.replace("-", " "), words.replace(" ", "-"), words.replace("-", ", ")}
    later = [
        pj(*said).out for said in (("ledger", "--json"), ("letters", "--json"), ("letters", "show", "1"))
    ]
    for one in spellings:
        assert canary.found(tmp_path, one, PASSPHRASE) == []
        assert one not in run.out + "".join(later)
    assert run.err.count(words) >= 1


def test_the_reply_key_is_in_the_sealed_journal_and_under_the_words_and_nowhere_else(
    pj: Command, tmp_path: Path
) -> None:
    run = share(pj, "page", tmp_path / "out")
    with unlocked(pj, "journal") as session:
        ((reply_id, document),) = session.vault.documents(TABLE).items()
    page = Path(run.line).read_bytes()
    for secret in (reply_id, document["key"]):
        assert secret.encode() not in page
        assert secret.encode() in unsealed("page", page, words_of(run.err))
        assert secret not in run.out + run.err
        held = canary.found(tmp_path, secret, PASSPHRASE)
        assert held
        assert all(name.endswith((".log", ".backup")) for name in held)
        plain = [
            path for path in tmp_path.rglob("*") if path.is_file() and secret.encode() in path.read_bytes()
        ]
        assert plain == []


@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_could_not_be_written_leaves_no_words_and_no_key(
    pj: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    made: list[str] = []

    def refuse(*given: object) -> Path:
        made.append(str(given[1]))
        raise InputError("The disk refused.", hint="Try again.")

    monkeypatch.setattr("peerjournal.cli.handover.files.write", refuse)
    run = share(pj, form, tmp_path / "out")
    assert run.code != 0
    assert len(made) == 1
    assert words_of(run.err) == ""
    assert CANARY not in run.err.replace(f"{CANARY.title()}nick", "").lower()
    with unlocked(pj, "journal") as session:
        assert not session.vault.documents(TABLE)
        assert session.inbox.letters.all() == []
        assert session.ledger.rows() == []
