"""R12: clocks that are wrong, jump, or name zones that nobody knows: the order holds, and nothing is lost."""

import zoneinfo
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.config import Places
from peerjournal.crypto import CHEAPEST
from peerjournal.errors import JournalError
from peerjournal.journal import Draft, Moment
from peerjournal.session import Session
from peerjournal.vault import Standing, Vault
from tests.conftest import PASSPHRASE, StandingClock
from tests.torture.tally import Part, Tally
from tests.vault import scenes
from tests.vault.stretched_once import remember_stretching

SAVES = 12
Jumps = Sequence[timedelta]
DAY, HOUR, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)
JUMPS: dict[str, Jumps] = {
    "ten years back": [-3_650 * DAY],
    "a hundred years on": [36_500 * DAY],
    "ten years back and on again": [-3_650 * DAY, 3_650 * DAY],
    "a hundred years on and back again": [36_500 * DAY, -36_500 * DAY],
    "an hour back at each save": [-HOUR] * SAVES,
    "a second back at each save": [-SECOND] * SAVES,
    "standing still": [0 * SECOND] * SAVES,
    "to 1970": [datetime(1970, 1, 1, tzinfo=UTC) - datetime(2026, 11, 21, tzinfo=UTC)],
    "another zone at each save": [SECOND] * SAVES,
}


def parts(*, quick: bool) -> list[Part]:
    del quick
    return [partial(all_of_them)]


def all_of_them(tally: Tally, room: Path) -> None:
    """Write, edit and remove while the clock does each of these."""
    with pytest.MonkeyPatch.context() as patch:
        remember_stretching(patch)
        patch.setenv("PEERJOURNAL_CONFIG", str(room / "settings"))
        for number, (kind, jumps) in enumerate(JUMPS.items()):
            with tally.case(kind):
                _lived(Places(room / f"j{number}", room / f"s{number}"), jumps, turns="zone" in kind)
        for kind, wall in _changes_of_the_clock().items():
            with tally.case(kind):
                _written_at(Places(room / kind, room / f"{kind} state"), wall)
        for name, deed in (("a zone without its data", _no_zones), ("a leap second in the text", _leap)):
            with tally.case(name):
                deed(Places(room / name, room / f"{name} state"), patch)
        with tally.case("two devices a hundred years apart"):
            _two_devices(room, patch)


def _lived(places: Places, jumps: Jumps, *, turns: bool) -> None:
    """Save again and again while the clock jumps; what was written last is what is shown."""
    clock = StandingClock()
    session = Session.create(places, PASSPHRASE, cost=CHEAPEST, clock=clock)
    first, gone = (session.journal.add(Draft(title, "text")).id for title in ("first", "gone"))
    for number in range(SAVES):
        session.journal.edit(first, body=f"text {number}")
        session.journal.add(Draft(f"entry {number}", "a line"))
        clock.now += jumps[number] if number < len(jumps) else SECOND
        if turns:
            clock.now = clock.now.astimezone(timezone(timedelta(hours=number - 6)))
        if number == SAVES // 2:
            session.journal.remove(gone)
            session.lock()
            session = Session.unlock(places, PASSPHRASE, clock=clock)
    vaults.compact(session.vault)
    again = Session.unlock(places, PASSPHRASE, clock=clock)
    pieces = again.journal.list()
    assert {piece.title for piece in pieces} == {"first", *(f"entry {n}" for n in range(SAVES))}
    assert again.journal.get(first).body == f"text {SAVES - 1}"
    instants = [piece.written.instant for piece in pieces]
    assert instants == sorted(instants, reverse=True)
    assert vaults.check(again.vault).whole
    assert again.vault.notices == []
    vaults.keep_daily(again.vault)
    assert {one.standing for one in vaults.backups(again.vault)} == {Standing.WHOLE}


def _changes_of_the_clock() -> dict[str, list[datetime]]:
    """Return times around the hour that is not there, and around the one that is there twice."""
    berlin = zoneinfo.ZoneInfo("Europe/Berlin")
    begins, ends = (
        datetime(2026, 3, 29, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    )
    return {
        name: [(start + number * HOUR / 2).astimezone(berlin) for number in range(6)]
        for name, start in (("summer time begins", begins), ("summer time ends", ends))
    }


def _written_at(places: Places, walls: Sequence[datetime]) -> None:
    """Save at each of these times: they come back in the order in which they were."""
    clock = StandingClock()
    session = Session.create(places, PASSPHRASE, cost=CHEAPEST, clock=clock)
    for number, wall in enumerate(walls):
        clock.now = wall
        session.journal.add(Draft(f"entry {number}"))
    again = Session.unlock(places, PASSPHRASE, clock=clock)
    assert [piece.title for piece in again.journal.list()] == [f"entry {n}" for n in range(len(walls))][::-1]
    assert [piece.written.local.isoformat() for piece in again.journal.list()] == [
        wall.isoformat() for wall in walls
    ][::-1]


def _no_zones(places: Places, patch: pytest.MonkeyPatch) -> None:
    """Read and write where this computer has no data about zones."""
    clock = StandingClock()
    clock.now = datetime(2026, 11, 21, 9, 0, tzinfo=zoneinfo.ZoneInfo("Europe/Berlin"))
    session = Session.create(places, PASSPHRASE, cost=CHEAPEST, clock=clock)
    session.journal.add(Draft("with its zone"))

    def none(key: str) -> None:
        raise zoneinfo.ZoneInfoNotFoundError(key)

    with patch.context() as bare:
        bare.setattr(zoneinfo, "ZoneInfo", none)
        bare.setattr(zoneinfo, "TZPATH", ())
        again = Session.unlock(places, PASSPHRASE, clock=StandingClock())
        again.journal.add(Draft("without"))
        titles = {piece.title: piece.written.zone for piece in again.journal.list()}
    assert titles.keys() == {"with its zone", "without"}
    assert titles["with its zone"] == "Europe/Berlin"


def _leap(places: Places, patch: pytest.MonkeyPatch) -> None:
    """A time with a sixty-first second is refused as a time; a document that has one stays where it is."""
    del patch
    text = "2016-12-31T23:59:60+00:00"
    with pytest.raises(JournalError):
        Moment.decode(text)
    session = Session.create(places, PASSPHRASE, cost=CHEAPEST, clock=StandingClock())
    session.journal.add(Draft("beside it"))
    with session.vault.transaction() as change:
        change.put("entries", session.vault.new_id(), {"title": "leap", "body": "kept", "written": text})
    vaults.compact(session.vault)
    vault = Vault.unlock(places.journal, places.state, passphrase=PASSPHRASE, clock=StandingClock())
    assert {one["title"] for one in vault.documents("entries").values()} == {"beside it", "leap"}
    assert vaults.check(vault).whole


def _two_devices(room: Path, patch: pytest.MonkeyPatch) -> None:
    """One clock is a hundred years ahead: what each writes last, having seen the other, is what is shown."""
    del patch
    clock, ahead = StandingClock(), StandingClock()
    ahead.move(days=36_500)
    folder = room / "both"
    one = Vault.create(folder, room / "one", passphrase=PASSPHRASE, clock=clock, cost=CHEAPEST)
    two = Vault.unlock(folder, room / "two", passphrase=PASSPHRASE, clock=ahead)
    scenes.save(one, "entry", "begun")
    for turn in range(SAVES):
        for vault, name in ((two, "ahead"), (one, "here")):
            vault.look_anew()
            scenes.save(vault, "entry", f"{name} {turn}")
            other = one if vault is two else two
            other.look_anew()
            assert other.documents("entries")["entry"]["title"] == f"{name} {turn}"
            assert other.others("entries", "entry") == []
