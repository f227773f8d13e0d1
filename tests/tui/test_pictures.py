"""Pictures for the pages: each is there, fetches nothing, and comes out the same when drawn again."""

import asyncio
import re
from pathlib import Path

import pytest

from tests.conftest import StandingClock
from tests.tui.every import World, play, world_in
from tests.tui.pictures import FOLDER, PICTURES, drawn, nothing_random


@pytest.mark.parametrize("name", ["passphrase", "settings", "lock"])
def test_a_picture_fetches_nothing_and_is_drawn_the_same_again(name: str, tmp_path: Path) -> None:
    clock, svgs = StandingClock(), []
    play(tmp_path / "template", clock)
    for folder in (tmp_path / "one", tmp_path / "two"):
        with nothing_random(), world_in(folder, tmp_path / "template", clock) as world:
            assert isinstance(world, World)
            svgs.append(asyncio.run(drawn(world, PICTURES[name])))
    assert svgs[0] == svgs[1]
    assert not re.search(r"@font-face|@import|url\(\s*[\"']?\w+:|<(?:image|script|use)\b", svgs[0])
    assert str(tmp_path) not in svgs[0]


def test_every_picture_that_is_kept_is_one_that_is_drawn() -> None:
    assert {path.stem for path in FOLDER.glob("*.svg")} <= PICTURES.keys()
