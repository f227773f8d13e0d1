"""The journals that are measured: ours, jrnl's and stock TinyDB's, with the same entries in each."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import Corpus
from benchmarks.timing import Command
from peerjournal import vault as vaults
from peerjournal.config import Places
from peerjournal.crypto import CHEAPEST
from peerjournal.journal import Draft, Moment
from peerjournal.session import Session, local_time
from peerjournal.vault import Vault

PASSPHRASE = "made-up passphrase for figures"
_BATCH = 1_000


@dataclass(frozen=True)
class Ours:
    """One of our journals. Recovery words open it without a key derivation, so figures are beyond that."""

    places: Places
    words: str

    def vault(self) -> Vault:
        """Open it."""
        return Vault.unlock(self.places.journal, self.places.state, passphrase=self.words, clock=local_time)

    def session(self) -> Session:
        """Open it with its rooms."""
        return Session(self.vault())

    def command(self, program: str, *arguments: str) -> Command:
        """Return a command on it, as a whole process."""
        where = ["--journal", str(self.places.journal), "--state", str(self.places.state)]
        return Command([program, *where, "--passphrase-fd", "{fd}", *arguments], secret=self.words)


def places_of(journal: Path) -> Places:
    """Return where a journal is, and its state below a folder in which the app looks for one."""
    return Places(journal, journal.with_suffix(".state") / "peerjournal" / "state")


def person(journal: Path) -> Session:
    """Make somebody's empty journal."""
    places = places_of(journal)
    places.state.parent.mkdir(parents=True)
    return Session.create(places, PASSPHRASE, cost=CHEAPEST)


def ours(folder: Path, count: int) -> Ours:
    """Make one of our journals with ``count`` entries, compacted."""
    session = person(folder / f"ours-{count}")
    zone = local_time().tzinfo
    batch: list[Draft] = []
    for entry in Corpus().entries(count):
        when = Moment.of(entry["written"].replace(tzinfo=zone))
        batch.append(Draft(title=entry["title"], body=entry["body"], tags=tuple(entry["tags"]), written=when))
        if len(batch) == _BATCH:
            session.journal.add_all(batch)
            batch = []
    session.journal.add_all(batch)
    words = vaults.new_recovery_words()
    vaults.keep_recovery(session.vault, words)
    vaults.compact(session.vault)
    session.lock()
    return Ours(places_of(folder / f"ours-{count}"), words)


@dataclass(frozen=True)
class Jrnl:
    """A journal of jrnl's, encrypted, its password answered by a keyring of ours: jrnl at its best."""

    program: str
    folder: Path
    journal: Path

    def command(self, *arguments: str, tags: bool = False) -> Command:
        """Return a command on it, as a whole process."""
        name = "tags.yaml" if tags else "plain.yaml"
        environment = {
            "PYTHON_KEYRING_BACKEND": "fixed_keyring.Fixed",
            "PYTHONPATH": str(self.folder),
            "XDG_CONFIG_HOME": str(self.folder),
            "XDG_DATA_HOME": str(self.folder),
        }
        return Command([self.program, "--config-file", str(self.folder / name), *arguments], environment)


_SETTINGS = """version: '4.6'
colors: {{body: none, date: none, tags: none, title: none}}
default_hour: 9
default_minute: 0
editor: ''
encrypt: true
highlight: false
indent_character: '|'
journals: {{default: {{journal: {path}}}}}
linewrap: 79
tagsymbols: '{symbol}'
template: false
timeformat: '%Y-%m-%d %H:%M'
"""
_KEYRING = '''"""Answers jrnl's question for its password."""
from keyring.backend import KeyringBackend


class Fixed(KeyringBackend):
    priority = 1

    def get_password(self, service, username):
        return "bench-password"

    def set_password(self, service, username, password):
        pass

    def delete_password(self, service, username):
        pass
'''
_SEAL = """
import sys
from pathlib import Path
from jrnl.encryption.Jrnlv3Encryption import Jrnlv3Encryption
box = Jrnlv3Encryption("default", {})
box.password = "bench-password"
Path(sys.argv[2]).write_bytes(box.encrypt(Path(sys.argv[1]).read_text()))
"""


def jrnl(program: str, folder: Path, count: int) -> Jrnl:
    """Make one of jrnl's journals with the same entries. Its time format is one that it reads fast."""
    home = folder / f"jrnl-{count}"
    home.mkdir()
    with (home / "plain.txt").open("w") as file:
        for entry in Corpus().entries(count):
            tags = " ".join(f"@{tag}" for tag in entry["tags"])
            file.write(
                f"[{entry['written']:%Y-%m-%d %H:%M}] {entry['title']}.\n{entry['body']}\n\n{tags}\n\n"
            )
    return _sealed(program, home)


def empty_jrnl(program: str, folder: Path) -> Jrnl:
    """Make one of jrnl's journals with nothing in it."""
    home = folder / "jrnl-empty"
    home.mkdir()
    (home / "plain.txt").write_text("")
    return _sealed(program, home)


def _sealed(program: str, home: Path) -> Jrnl:
    plain, sealed = home / "plain.txt", home / "sealed.jrnl"
    (home / "fixed_keyring.py").write_text(_KEYRING)
    # jrnl counts all tags at each adding, in quadratic time; a sign that no entry has takes that away.
    for name, symbol in (("tags", "@"), ("plain", "§")):
        (home / f"{name}.yaml").write_text(_SETTINGS.format(path=sealed, symbol=symbol))
    python = Path(program).parent / "python"
    subprocess.run([str(python), "-c", _SEAL, str(plain), str(sealed)], check=True)
    return Jrnl(program, home, sealed)


def stock_tinydb(folder: Path, count: int) -> Path:
    """Make a stock TinyDB file with the same entries."""
    from tinydb import TinyDB  # noqa: PLC0415 — measured, not used

    path = folder / f"tinydb-{count}.json"
    with TinyDB(path) as db:
        db.insert_multiple({**entry, "written": str(entry["written"])} for entry in Corpus().entries(count))
    return path
