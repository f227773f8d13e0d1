"""Rows measured in this process: saving, sealing, opening, compaction, and what it takes on disk."""

import itertools
import os
from pathlib import Path

from tinydb import TinyDB

from benchmarks.fixtures import Ours, person, stock_tinydb
from benchmarks.table import row
from benchmarks.timing import Run, in_turn
from peerjournal import vault as vaults
from peerjournal.journal import Draft, Story
from peerjournal.letters import compose, new_letter_id

NOTE = "Something short about work today. " * 40
"""1.4 KB, as long as an entry usually is."""


_BUDGETED = 10_000
"""The plan has budgets from this size up."""


def saving(ours: Ours, folder: Path, count: int) -> Run:
    """Save one entry, beside appending as many bytes with one fsync, and beside stock TinyDB."""
    session = ours.session()
    bare = folder / f"bare-{count}"
    data = os.urandom(2_084)
    number = itertools.count()

    def save() -> None:
        session.journal.add(Draft(title=f"Note {next(number)}", body=NOTE, tags=("work",)))

    def append() -> None:
        descriptor = os.open(bare, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.write(descriptor, data)
        os.fsync(descriptor)
        os.close(descriptor)

    runs = in_turn({"save": save, "append": append}, rounds=201, warm=20)
    frames = session.vault.logs.own
    assert frames is not None
    before = frames.place.seq
    save()
    assert frames.place.seq == before + 1, "a save is one frame"
    row(
        f"save one entry, {count:,}",
        runs["save"],
        peer=runs["append"],
        budget="2 of a bare append",
        ratio=2.0,
    )
    with TinyDB(stock_tinydb(folder, count)) as stock:
        note = {"title": "Note", "body": NOTE, "tags": ["work"], "written": "2026-01-02"}
        rounds = 11 if count <= 10_000 else 3
        both = in_turn({"save": save, "stock": lambda: stock.insert(note)}, rounds=rounds)
    most = 0.01 if count >= _BUDGETED else None
    told = "" if most is None else str(most)
    row(f"beside stock TinyDB, {count:,}", both["save"], peer=both["stock"], budget=told, ratio=most)
    session.vault.lock()
    return runs["save"]


def opening(ours: Ours, count: int) -> None:
    """Open everything there is, so that it can be searched."""
    runs = in_turn({"open": lambda: ours.vault().state()}, rounds=5)
    row(f"everything read and verified, {count:,}", runs["open"], budget="part of 130 / 500 ms")


def compaction(ours: Ours, count: int) -> None:
    """Rewrite the journal, and tell how many bytes a byte of text costs afterwards."""
    vault = ours.vault()
    vault.state()
    runs = in_turn({"compact": lambda: vaults.compact(vault)}, rounds=3)
    row(f"compaction, {count:,}", runs["compact"], budget="2 s at 100,000")
    text = sum(
        len(doc["title"].encode()) + len(doc["body"].encode()) + sum(map(len, doc["tags"]))
        for doc in vault.documents("entries").values()
    )
    size = vault.home.log(vault.device).stat().st_size
    row(f"bytes on disk for a byte of text, {count:,}", f"{size / text:.3g}", budget="1.35")
    vault.lock()


def flatness(saves: dict[int, Run]) -> None:
    """Tell how much a save costs in a large journal, beside a small one."""
    small, large = min(saves), max(saves)
    if small != large:
        growth = saves[large].median / saves[small].median
        row(f"a save at {large:,} beside one at {small:,}", f"{growth:.3g}", budget="1.5")


def sealing(folder: Path) -> None:
    """Seal a hundred stories to one peer, and open them there."""
    writer, reader = (person(folder / name) for name in ("writer", "reader"))
    card = writer.circle.make_card("Robin")
    writer.circle.take_answer(reader.circle.take_card("Sam", card))
    for _ in range(100):
        writer.journal.add(Draft(title="Note", body=NOTE, kind="story"))
    stories = [one for one in writer.journal.list() if isinstance(one, Story)]
    robin = writer.circle.get("Robin")
    letter = compose(stories, new_letter_id()).ready()
    sealed = writer.outbox.prepare(letter, robin, unconfirmed=True).data
    runs = in_turn(
        {
            "seal": lambda: writer.outbox.prepare(
                compose(stories, new_letter_id()).ready(), robin, unconfirmed=True
            ),
            "open": lambda: reader.inbox.look(sealed),
        },
        rounds=21,
    )
    row("seal 100 stories to a peer, the ledger row included", runs["seal"], budget="30 ms")
    row("open them, nothing kept", runs["open"], budget="30 ms")
