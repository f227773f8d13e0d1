"""A damaged journal is mended: what a good frame or a backup has is there, and what was removed stays so."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from peerjournal import vault as vaults
from peerjournal.disk import DISK
from peerjournal.vault import Vault
from peerjournal.vault.log import HEADER_SIZE, SYNC, Frame, Header, frames, opened
from tests.vault import scenes
from tests.vault.scenes import Documents, Place, documents

BACKED_UP = 9
"""After so many of the saves today's backup was made."""


@dataclass
class Story:
    """A journal of some fifteen saves, of which the first ones are in a backup."""

    place: Place
    frames: list[Frame]
    said: list[dict[str, str | None]]
    """For each frame what it says of entries: text, or None where one was removed for good."""
    in_backup: int
    """How many frames the backup holds."""

    def expected(self, readable: set[int]) -> dict[str, str]:
        """Return what must be shown where so many frames open, counted from 0."""
        shown: dict[str, str] = {}
        for number, said in enumerate(self.said):
            if number in readable or number < self.in_backup:
                for identifier, text in said.items():
                    shown.pop(identifier, None)
                    if text is not None:
                        shown[identifier] = text
        return shown


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory, _stretched_once: None) -> Story:
    place = Place(tmp_path_factory.mktemp("story") / "original")
    vault = place.create()
    said: list[dict[str, str | None]] = [{}]
    for number in range(15):
        identifier = f"entry {number % 6}"
        text = None if number in (6, 10) else f"text {number}"
        if text is None:
            scenes.drop(vault, identifier)
        else:
            scenes.save(vault, identifier, text)
        said.append({identifier: text})
        if number == BACKED_UP - 1:
            vaults.keep_daily(vault)
    with opened(DISK, place.log()) as window:
        header = Header.decode(window.take(0, HEADER_SIZE))
        found = [frame for frame, _ in frames(window, header.start)]
    return Story(place, found, said, BACKED_UP + 1)


def titles(vault: Vault) -> dict[str, str]:
    shown: Documents = documents(vault)
    return {identifier: str(one["title"]) for identifier, one in shown.get("entries", {}).items()}


def flip(place: Place, offset: int) -> None:
    data = bytearray(place.log().read_bytes())
    data[offset] ^= 1
    place.log().write_bytes(data)


def mended(place: Place) -> tuple[vaults.Plan, Vault]:
    vault = place.unlock()
    plan = vaults.plan_repair(vault)
    assert plan.needed
    vaults.repair(vault, plan)
    return plan, vault


def spots(frame: Frame) -> Iterator[tuple[str, int]]:
    yield from (("sync", frame.start), ("length", frame.start + 4), ("length's end", frame.start + 7),
                ("nonce", frame.start + 8), ("body", frame.start + 40), ("tag", frame.end - 5),
                ("crc", frame.end - 1))  # fmt: skip


SPOTS = ("sync", "length", "length's end", "nonce", "body", "tag", "crc")


@pytest.mark.parametrize("spot", SPOTS)
def test_damage_anywhere_loses_no_more_than_the_frame_that_nothing_else_has(story: Story, spot: str) -> None:
    for number, frame in enumerate(story.frames):
        place = story.place.copy("damaged")
        old = place.log()
        flip(place, dict(spots(frame))[spot])
        damaged = old.read_bytes()
        plan, vault = mended(place)
        # What is noted of the chain leads past whatever is bad, so only the one frame is missing.
        readable = set(range(len(story.frames))) - {number}
        shown = titles(vault)
        assert shown == story.expected(readable), (spot, number, plan)
        assert old.read_bytes() == damaged
        report = vaults.check(vault)
        assert report.whole
        assert titles(place.unlock()) == shown
        assert not vaults.plan_repair(place.unlock()).needed
        scenes.save(vault, "entry 1", "written after")
        assert titles(place.unlock())["entry 1"] == "written after"


# Other devices.


def two_devices(furnished: Place) -> tuple[Place, Place]:
    """Return a journal on two computers that carry the folder to each other."""
    here, there = furnished.copy("here"), furnished.copy("there")
    next(there.state.rglob("device-*")).unlink()
    vault = there.unlock()
    scenes.save(vault, "theirs", "written there")
    scenes.save(vault, "first", "edited there")
    carry(there, here)
    return here, there


def carry(source: Place, target: Place) -> None:
    for path in source.folder.glob("*.log"):
        mine = target.folder / path.name
        if not mine.exists() or mine.stat().st_size < path.stat().st_size:
            mine.write_bytes(path.read_bytes())


def test_what_is_mended_merges_with_what_other_devices_wrote(furnished: Place) -> None:
    here, there = two_devices(furnished)
    vaults.keep_daily(here.unlock())
    other = there.unlock()
    scenes.save(other, "second", "edited there meanwhile")
    scenes.drop(other, "theirs")
    (own,) = (path for path in here.folder.glob("*.log") if path.stem == here.unlock().device)
    data = bytearray(own.read_bytes())
    for at in [at for at in range(len(data)) if data.startswith(SYNC, at)][2:5]:
        data[at + 60] ^= 1
    own.write_bytes(data)
    vault = here.unlock()
    vaults.repair(vault, vaults.plan_repair(vault))
    scenes.save(vault, "after", "written after")
    for _ in range(2):
        carry(there, here)
        carry(here, there)
    shown = documents(here.unlock())
    assert shown == documents(there.unlock())
    titles = {identifier: one["title"] for identifier, one in shown["entries"].items()}
    assert titles == {
        "first": "edited there",
        "second": "edited there meanwhile",
        "after": "written after",
    }
    assert list(here.unlock().state().conflicts()) == []


def test_what_is_damaged_in_another_devices_log_comes_back_without_a_new_device(furnished: Place) -> None:
    here, there = two_devices(furnished)
    vault = here.unlock()
    vaults.keep_daily(vault)
    before, device = documents(vault), vault.device
    path = here.folder / f"{there.unlock().device}.log"
    data = bytearray(path.read_bytes())
    data[data.index(SYNC) + 8] ^= 1
    path.write_bytes(data)
    vault = here.unlock()
    assert documents(vault) != before
    plan = vaults.plan_repair(vault)
    assert plan.needed
    vaults.repair(vault, plan)
    assert (documents(vault), vault.device) == (before, device)
    assert documents(here.unlock()) == before
    assert not vaults.plan_repair(here.unlock()).needed
