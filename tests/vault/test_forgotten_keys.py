"""Locking forgets the keys: none is left in the memory of a process that goes on, searched whole.

The process that is searched holds on to its session, and ours, which does the searching, knows the keys.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from peerjournal.config import Places
from peerjournal.crypto import CHEAPEST, Key, derive, prepare_passphrase
from peerjournal.session import Session
from peerjournal.vault import slot as slots
from tests.conftest import PASSPHRASE

OPENS_AND_LOCKS = """
import gc, sys
from pathlib import Path
from peerjournal.config import Places
from peerjournal.crypto import Key
from peerjournal.journal import Draft
from peerjournal.session import Session

session = Session.unlock(Places(Path(sys.argv[1]), Path(sys.argv[2])), sys.stdin.readline().rstrip())
session.journal.add(Draft(body="words"))
session.journal.list()
print("open", flush=True)
sys.stdin.readline()
session.lock()
held = [one for one in gc.get_objects() if isinstance(one, Key) and one._data]
print("locked", len(held), flush=True)
sys.stdin.readline()
"""


def test_a_key_that_nobody_holds_any_more_is_overwritten() -> None:
    key = Key(bytes(range(32)))
    data = key.held()
    del key
    assert data == bytes(32)


def test_what_a_key_was_derived_from_is_not_changed() -> None:
    key = Key(bytes(range(32)))
    assert derive(key, b"x") == derive(bytes(range(32)), b"x")
    assert key.reveal() == bytes(range(32))


def secrets_of(session: Session) -> dict[str, bytes]:
    """Return every key of an open journal, and what they come from."""
    key_file, ring = session.vault.key_file, session.vault.ring
    slot = key_file.slots[0]
    stretched = slots._stretched(slot.params, prepare_passphrase(PASSPHRASE))
    context = slots._context(slot.slot_id, slot.kind, slot.params)
    purposes = (b"log/enc", b"log/nonce", b"draft/enc", b"draft/nonce")
    return {
        "the data key": ring.data_key().reveal(),
        "the key that wraps it": slots._keys(key_file.vault_id, context, stretched)[0].reveal(),
        "the stretched passphrase": stretched,
        **{f"the key for {one.decode()}": ring.key(one).reveal() for one in purposes},
    }


def found_in(pid: int, secrets: dict[str, bytes]) -> set[str]:
    """Return which secrets stand anywhere in the memory of a process."""
    found = set()
    with (
        Path(f"/proc/{pid}/maps").open(encoding="ascii") as maps,
        Path(f"/proc/{pid}/mem").open("rb", 0) as memory,
    ):
        for line in maps:
            begin, end = (int(number, 16) for number in line.split()[0].split("-"))
            if "r" not in line.split()[1] or "[v" in line:
                continue
            memory.seek(begin)
            try:
                held = memory.read(end - begin)
            except OSError:
                continue
            found |= {name for name, secret in secrets.items() if secret in held}
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="reads a process's memory as Linux shows it")
def test_no_key_is_in_memory_once_the_journal_is_locked(tmp_path: Path) -> None:
    places = Places(tmp_path / "journal", tmp_path / "state")
    Session.create(places, PASSPHRASE, cost=CHEAPEST).lock()
    secrets = secrets_of(Session.unlock(places, PASSPHRASE))
    with subprocess.Popen(
        [sys.executable, "-c", OPENS_AND_LOCKS, places.journal, places.state],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(f"{PASSPHRASE}\n")
        process.stdin.flush()
        assert process.stdout.readline() == "open\n"
        while_open = found_in(process.pid, secrets)
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.stdout.readline() == "locked 0\n", "no object holds one either"
        once_locked = found_in(process.pid, secrets)
        process.stdin.close()
    assert "the data key" in while_open, "the search finds what is there"
    assert once_locked == set()
