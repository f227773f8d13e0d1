"""A damaged journal is mended: what a good frame or a backup has is there, and what was removed stays so."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from peerjournal import vault as vaults
from peerjournal.disk import DISK
from peerjournal.vault import Vault
from peerjournal.vault.log import HEADER_SIZE, Frame, Header, frames, opened
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
        # A frame's own bytes carry the chain past a bad body; past anything else only what is known does.
        chained = number < story.in_backup or spot in ("body", "crc")
        last = len(story.frames) - 1
        readable = {
            one
            for one in range(len(story.frames))
            if one != number and (chained or one < number or one == last)
        }
        shown = titles(vault)
        assert shown == story.expected(readable), (spot, number, plan)
        assert old.read_bytes() == damaged
        report = vaults.check(vault)
        assert report.whole
        assert titles(place.unlock()) == shown
        assert not vaults.plan_repair(place.unlock()).needed
        scenes.save(vault, "entry 1", "written after")
        assert titles(place.unlock())["entry 1"] == "written after"
