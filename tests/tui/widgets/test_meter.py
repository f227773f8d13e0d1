"""The meter: it says a word soon, never of a text that no longer stands there, and never waits for one."""

import threading

import pytest
from textual.widgets import Static

from peerjournal.crypto import Holds
from peerjournal.crypto.strength import Estimate, estimate
from peerjournal.tui.widgets import meter
from peerjournal.tui.widgets.meter import Meter
from tests.tui.widgets.stage import Stage, on_stage


def said(stage: Stage[Meter]) -> list[str]:
    return [str(one.content) for one in stage.widget.query("#word, #advice").results(Static)]


async def settled(stage: Stage[Meter]) -> None:
    await stage.app.workers.wait_for_complete()
    await stage.pilot.pause()


@on_stage(Meter, size=(60, 10))
async def test_a_word_stands_beside_the_bars(stage: Stage[Meter]) -> None:
    stage.widget.measure("thimble walnut gravel oboe")
    await settled(stage)
    await stage.until(lambda: "good" in stage.shown())
    assert stage.shown().count("━" * 8) == 3
    assert "One more word makes it very strong." in stage.shown()


@on_stage(Meter, size=(60, 10))
async def test_nothing_typed_says_nothing(stage: Stage[Meter]) -> None:
    stage.widget.measure("x")
    stage.widget.measure("")
    await settled(stage)
    assert said(stage) == ["", ""]


@on_stage(Meter, size=(60, 10))
async def test_what_was_taken_away_is_claimed_no_longer_at_once(stage: Stage[Meter]) -> None:
    stage.widget.measure("thimble walnut gravel oboe")
    await settled(stage)
    stage.widget.measure("thimble walnut gravel oboe c")
    assert said(stage)[0] == "good", "what goes on holds no less"
    stage.widget.measure("thimble")
    assert said(stage) == ["", ""]
    await settled(stage)
    assert said(stage)[0] == "just a start"


@on_stage(Meter, size=(60, 10))
async def test_only_the_newest_text_is_measured_and_nothing_waits_for_it(stage: Stage[Meter]) -> None:
    measured: list[str] = []
    go_on, begun = threading.Event(), threading.Event()

    def slowly(passphrase: str, *, near: tuple[str, ...]) -> Estimate:
        measured.append(passphrase)
        begun.set()
        assert go_on.wait(60)
        return estimate(passphrase, near=near)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(meter, "estimate", slowly)
        stage.widget.measure("a")
        await stage.until(begun.is_set)
        for typed in ("ab", "abc", "thimble walnut gravel"):
            stage.widget.measure(typed)
            await stage.pilot.pause()
        assert said(stage) == ["", ""], "nothing is said before it is known"
        go_on.set()
        await stage.until(lambda: said(stage)[0])
    assert measured == ["a", "thimble walnut gravel"]
    assert said(stage)[0] == "getting there"


@on_stage(Meter, size=(60, 10))
async def test_no_worker_tells_what_it_measures(stage: Stage[Meter]) -> None:
    stage.widget.measure("thimble walnut")
    told = [repr(worker) + worker.description for worker in stage.app.workers]
    await settled(stage)
    assert told
    assert not [one for one in told if "thimble" in one]


def test_the_folders_own_name_would_be_tried_first() -> None:
    assert estimate("bluebellwood", near=["Bluebellwood"]).holds is Holds.START
