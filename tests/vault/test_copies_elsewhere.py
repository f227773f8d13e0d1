"""What a backup, and taking the journal away, make of copies that a sync left."""

from peerjournal import vault as vaults
from tests.vault import scenes
from tests.vault.copied import fork, own_log, put_copy, settled, titles
from tests.vault.scenes import Place


def test_a_backup_holds_what_was_only_in_a_copy(furnished: Place) -> None:
    here, there = furnished.copy("here"), furnished.copy("there")
    fork(here, there)
    vault = settled(here)
    vaults.back_up(vault, here.backup)
    back = vaults.Target(here.root / "back", here.root / "back.state")
    found = vaults.restore(here.backup, back, secret=scenes.OLD, clock=vault.clock, progress=None)
    assert titles(found.vault) == {"changed here", "changed there again"}
    assert titles(found.vault, "only there") == {"written there"}


def test_forgetting_the_journal_leaves_no_copy_of_it(furnished: Place) -> None:
    here = furnished.copy("here")
    data = own_log(here).read_bytes()
    vault = here.unlock()
    put_copy(here, data[:-5])
    (here.folder / "journal (1).key").write_bytes((here.folder / "journal.key").read_bytes())
    (here.folder / "notes.txt").write_text("mine")
    assert vaults.forget(vault) == ["notes.txt"]
