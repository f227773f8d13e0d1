"""What was erased does not stay in a late copy where an older key is still needed, nor come back with it."""

from peerjournal.config import Places
from peerjournal.session import Session
from tests.conftest import StandingClock
from tests.vault import scenes
from tests.vault.copied import SYNCTHING, name_of
from tests.vault.scenes import OLD, Place
from tests.vault.test_erasing_elsewhere import erase, held, two
from tests.vault.test_merge import Two

__all__ = ["two"]


def opened(two: Two, place: Place) -> Session:
    two.on(place)  # Which computer this is.
    return Session.unlock(Places(place.folder, place.state), OLD, clock=StandingClock())


def late(two: Two, *, whole: bool) -> tuple[Place, str]:
    """Erase something; then a sync brings a copy of the log of before, in which there is something more."""
    here = two.here
    log = two.on(here).home.log(two.on(here).device)
    scenes.save(two.on(here), "more", "only here")
    before = log.read_bytes()
    scenes.save(two.on(here), "more", "only here, and later")
    erase(two.on(here))
    path = here.folder / name_of(log, SYNCTHING)
    path.write_bytes(before if whole else before[:-9])
    return here, path.name


def test_a_copy_of_before_is_taken_in_and_does_not_stay(two: Two) -> None:
    here, name = late(two, whole=True)
    assert f"journal/{name}" in held(here), "the other computer still needs the older key"
    session = opened(two, here)
    assert "gone" not in session.vault.documents("entries")
    assert session.vault.documents("entries")["more"]["title"] == "only here, and later"
    assert [one for one in held(here) if one == f"journal/{name}" or "aside" in one] == []


def test_one_that_is_not_whole_stays_and_is_told_of(two: Two) -> None:
    here, name = late(two, whole=False)
    session = opened(two, here)
    assert "gone" not in session.vault.documents("entries")
    assert (here.folder / name).exists()
    assert any("A copy that a sync left" in said for said in session.erasing_left)
