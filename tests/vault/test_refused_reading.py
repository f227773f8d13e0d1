"""A disk that refuses at any call of whatever only looks: it is said in words, and then all is well."""

from collections.abc import Callable
from datetime import date

import pytest

from peerjournal import vault as vaults
from peerjournal.errors import PeerjournalError
from peerjournal.vault import Vault
from tests.torture.second_device import furnish
from tests.vault import scenes
from tests.vault.failing_disk import REFUSALS, RecordingDisk, RefusingDisk
from tests.vault.scenes import Place, documents

LOOKS: dict[str, Callable[[Vault], object]] = {
    "check": vaults.check,
    "news": vaults.catch_up,
    "the newest first": lambda vault: list(vault.newest_first()),
    "everything": documents,
    "drafts": lambda vault: [one.name for one in scenes.drafts_of(vault).all()],
    "jots that wait": vaults.waiting,
    "backups": vaults.backups,
    "the day of the last backup": lambda vault: vaults.last_day(vault) or date.min,
    "devices": lambda vault: vault.device_letter("a" * 32),
    "what mending would do": vaults.plan_repair,
    "versions": lambda vault: vaults.versions_of(vault, "entries", lambda *_: True),
}


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory, _stretched_once: None) -> Place:
    place = Place(tmp_path_factory.mktemp("read") / "start")
    furnish(place)
    vaults.keep_daily(place.unlock())
    return place


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("read", [False, True], ids=["opened only", "read before"])
def test_what_only_looks_says_in_words_that_the_disk_refused(
    start: Place, look: Callable[[Vault], object], *, read: bool
) -> None:
    counting, place = RecordingDisk(), start.copy("looked at")
    _looked(place, look, counting, read=read)
    for at in range(1, len(counting.calls) + 1):
        _looked(place, look, RefusingDisk(at, REFUSALS[at % len(REFUSALS)]), read=read)
    scenes.save(place.unlock(), "after", "written after it")


def _looked(place: Place, look: Callable[[Vault], object], disk: RecordingDisk, *, read: bool) -> None:
    vault = place.unlock()
    shown = documents(vault) if read else {}
    whole, vault.home.disk = vault.home.disk, disk
    try:
        look(vault)
    except PeerjournalError as error:
        assert str(error).endswith(".")  # noqa: PT017 - most of the calls may be refused and nothing is said
    vault.home.disk = whole
    vault.look_anew()
    assert not read or documents(vault) == shown
