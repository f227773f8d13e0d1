"""Changes to a journal, step by step: what was yielded must be there whatever comes after."""

from collections.abc import Callable, Iterator

from peerjournal import vault as vaults
from peerjournal.crypto import CHEAPEST
from peerjournal.disk import Disk
from peerjournal.vault import Vault
from peerjournal.vault.log import SYNC
from tests.vault.failing_disk import RecordingDisk
from tests.vault.scenes import (
    DRAFT,
    JOT,
    NEW,
    OLD,
    WORDS,
    Documents,
    Place,
    documents,
    drafts_of,
    drop,
    save,
    take_in,
)

Steps = Iterator[Vault]
Change = Callable[[Place, Disk], Steps]


def saving(place: Place, disk: Disk) -> Steps:
    vault = place.unlock(disk=disk)
    yield vault
    save(vault, "new", "a new entry")
    yield vault
    save(vault, "first", "the first, edited")
    yield vault
    drop(vault, "second")
    yield vault


def changing_the_passphrase(place: Place, disk: Disk) -> Steps:
    vault = place.unlock(disk=disk)
    yield vault
    vaults.change_passphrase(vault, NEW, cost=CHEAPEST)
    yield vault
    save(vault, "new", "a new entry")
    yield vault


def keeping_recovery_words(place: Place, disk: Disk) -> Steps:
    vault = place.unlock(disk=disk)
    yield vault
    vaults.keep_recovery(vault, WORDS)
    yield vault
    save(vault, "new", "a new entry")
    yield vault


def renewing_the_keys(place: Place, disk: Disk) -> Steps:
    vault = place.unlock(disk=disk)
    yield vault
    vaults.renew(vault, NEW, recovery=WORDS, cost=CHEAPEST)
    yield vault
    save(vault, "new", "a new entry")
    yield vault


def erasing(place: Place, disk: Disk) -> Steps:
    vault = place.unlock(disk=disk)
    yield vault
    vaults.erase(vault, [vaults.Thing("entries", "second")], OLD, recovery=WORDS, cost=CHEAPEST)
    yield vault
    save(vault, "new", "a new entry")
    yield vault


def compacting(place: Place, disk: Disk) -> Steps:
    vault = place.unlock(disk=disk)
    yield vault
    vaults.compact(vault)
    yield vault
    save(vault, "new", "a new entry")
    yield vault
    vaults.compact(vault)
    yield vault


def backing_up(place: Place, disk: Disk) -> Steps:
    vault = place.unlock(disk=disk)
    yield vault
    vaults.back_up(vault, place.backup)
    yield vault
    vaults.keep_daily(vault)
    yield vault
    save(vault, "new", "a new entry")
    yield vault


def taking_in_jots(place: Place, disk: Disk) -> Steps:
    vault = place.unlock(disk=disk)
    yield vault
    if not take_in(vault):
        return
    yield vault
    save(vault, JOT, "the jot, edited")
    yield vault


def repairing(place: Place, disk: Disk) -> Steps:
    harm(place)
    vault = place.unlock(disk=disk)
    yield vault
    vaults.repair(vault, vaults.plan_repair(vault))
    yield vault
    save(vault, "new", "a new entry")
    yield vault


def taking_in_copies(place: Place, disk: Disk) -> Steps:
    leave_copies(place)
    vault = place.unlock(disk=disk)
    vault.state()
    yield vault
    vaults.settle_copies(vault)
    yield vault
    save(vault, "new", "a new entry")
    yield vault


def harm(place: Place) -> None:
    """Make today's backup, then spoil a nonce in the log, and what is sealed in the frame behind it."""
    vaults.keep_daily(place.unlock())
    data = bytearray(place.log().read_bytes())
    starts = [at for at in range(len(data)) if data.startswith(SYNC, at)]
    data[starts[2] + 8] ^= 1
    data[starts[3] + 60] ^= 1
    place.log().write_bytes(data)


def made_good(vault: Vault) -> Vault:
    """Mend the journal where it needs that."""
    if (plan := vaults.plan_repair(vault)).needed:
        vaults.repair(vault, plan)
    return vault


def leave_copies(place: Place) -> None:
    """Leave copies as a sync does, of a log and a draft that somebody went on with elsewhere."""
    elsewhere = place.copy("elsewhere")
    vault = elsewhere.unlock()
    save(vault, "only there", "written elsewhere")
    save(vault, "first", "changed elsewhere")
    drafts_of(vault).keep(DRAFT, {"text": "as it was elsewhere"})
    log, draft = elsewhere.log(), elsewhere.folder / "drafts" / f"{DRAFT}.draft"
    (place.folder / f"{log.stem} (conflicted copy)").write_bytes(log.read_bytes())
    (place.folder / "drafts" / f"{DRAFT} (conflicted copy)").write_bytes(draft.read_bytes())


def undisturbed(place: Place, change: Change) -> tuple[list[Documents], list[str], int]:
    """Make a change on a disk that works.

    Returns:
        What is shown before each step and at the end, the calls, and how many of them only unlock: those are
        the same for every change.
    """
    disk = RecordingDisk()
    shown = [documents(place.copy("undisturbed").unlock())]
    opening = 0
    for vault in change(place.copy("counting"), disk):
        opening = opening or len(disk.calls)
        shown.append(documents(vault))
    return shown, disk.calls, opening


CHANGES = (
    saving,
    changing_the_passphrase,
    keeping_recovery_words,
    renewing_the_keys,
    erasing,
    compacting,
    backing_up,
    taking_in_jots,
    repairing,
    taking_in_copies,
)
