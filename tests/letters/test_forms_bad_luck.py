"""Bad luck between a page and its reply: kills, full disks, two windows, old copies, what was removed."""

import errno
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.crypto import CHEAPEST
from peerjournal.disk import DISK, Disk
from peerjournal.errors import AlreadyReceived, JournalReadOnly, NotForUs, NotSaved, VaultError
from peerjournal.letters import Inbox, Outbox, Prepared
from peerjournal.letters import ledger as rows
from peerjournal.letters.forms import page as web
from peerjournal.letters.kept import TABLE as LETTERS
from peerjournal.letters.reply_keys import TABLE as KEYS
from peerjournal.peers import Circle
from peerjournal.vault import Vault
from tests.letters.pages import answer, block, inside, letter_of, way_back_of
from tests.sampling import sampled, some
from tests.vault.failing_disk import REFUSALS, Killed, KillingDisk, RecordingDisk, RefusingDisk
from tests.vault.scenes import Place
from tests.vault.stretched_once import remember_stretching
from tests.vault.test_kills import every_kill

LETTER = letter_of("I sat on the back stairs.")
TABLES = (LETTERS, rows.TABLE, KEYS)


@pytest.fixture(autouse=True)
def at_little_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is tested here is the disk, many times."""
    monkeypatch.setattr(web, "ROUNDS", 1)
    remember_stretching(monkeypatch)


@pytest.fixture
def start(tmp_path: Path) -> Place:
    """A journal with Ana in the circle, who gave no card."""
    place = Place(tmp_path / "start")
    Circle(place.create(), safety_cost=CHEAPEST).add_plain("Ana")
    return place


def outbox(vault: Vault) -> Outbox:
    return Outbox(vault, Circle(vault, safety_cost=CHEAPEST))


def inbox(vault: Vault) -> Inbox:
    return Inbox(vault, Circle(vault, safety_cost=CHEAPEST))


def share(vault: Vault) -> Prepared:
    ana = Circle(vault, safety_cost=CHEAPEST).get("Ana")
    return outbox(vault).prepare(LETTER, ana, form="page")


def reply_to(made: Prepared, text: str = "All of it.") -> bytes:
    """Write back from a page, as its reader does who was told the words."""
    said = inside(made.data, made.words)
    return block(way_back_of(said), answer(said["letter_id"], note=text))


@dataclass
class Sharing:
    """A page that is shared step by step; what was done is there when the disk gives up."""

    place: Place
    disk: Disk = DISK
    ends: str = "handed over"
    made: Prepared | None = None
    done: list[str] = field(default_factory=list)
    vault: Vault | None = None

    def go(self) -> None:
        for step in self._steps():
            self.done.append(step)

    def _steps(self) -> Iterator[str]:
        self.vault = self.place.unlock(disk=self.disk)
        yield "unlocked"
        self.made = share(self.vault)
        yield "prepared"
        if self.ends == "handed over":
            outbox(self.vault).handed_over(self.made)
        else:
            outbox(self.vault).not_written(self.made)
        yield self.ends


def counts(vault: Vault) -> tuple[int, ...]:
    return tuple(len(vault.documents(table)) for table in TABLES)


def is_whole(sharing: Sharing, vault: Vault) -> None:
    """Letter, row and key are all there or none is; and whatever could be handed over can be answered."""
    found = counts(vault)
    assert found in ((0, 0, 0), (1, 1, 1)), "something was left half"
    if sharing.made is None:
        return
    if sharing.done[-1] == "not written":
        assert found == (0, 0, 0)
    elif sharing.ends == "handed over":
        assert found == (1, 1, 1), "a page may be on its way whose reply key is gone"
    if found == (1, 1, 1):
        arrival = inbox(vault).look(reply_to(sharing.made))
        assert arrival.answers is not None
        assert inbox(vault).keep(arrival) == 2


def calls_of(start: Place, ends: str) -> tuple[list[str], int]:
    """Return the calls of sharing undisturbed, and how many of them only unlock."""
    opening = RecordingDisk()
    start.copy("opening").unlock(disk=opening)
    disk = RecordingDisk()
    Sharing(start.copy("counting"), disk, ends).go()
    return disk.calls, len(opening.calls)


@sampled
@pytest.mark.parametrize("ends", ["handed over", "not written"])
def test_a_kill_at_any_call_leaves_no_page_without_its_key(start: Place, ends: str) -> None:
    """F9: the reply key is on the medium before anybody can have the page, and nothing is left half."""
    calls, opening = calls_of(start, ends)
    kills = list(every_kill(calls, after=opening))
    assert len(kills) >= 10
    for at, halfway in some(kills, ends):
        disk = KillingDisk(at, halfway=halfway)
        sharing = Sharing(start.copy("killed"), disk, ends)
        with pytest.raises(Killed):
            sharing.go()
        disk.bury()
        vault = sharing.place.unlock()
        is_whole(sharing, vault)
        outbox(vault).handed_over(share(vault))
        assert vaults.check(vault).whole


@sampled
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("ends", ["handed over", "not written"])
def test_a_disk_that_refuses_at_any_call_is_said_and_leaves_nothing_half(
    start: Place, ends: str, *, lasting: bool
) -> None:
    calls, opening = calls_of(start, ends)
    for at in some(range(opening + 1, len(calls) + 1), f"{ends} {lasting}"):
        code = REFUSALS[at % len(REFUSALS)]
        disk = RefusingDisk(at, code, halfway=at % 2 == 0, lasting=lasting)
        sharing = Sharing(start.copy("refused"), disk, ends)
        refused: VaultError | None = None
        try:
            sharing.go()
        except VaultError as error:
            refused = error
        assert said_plainly(refused)
        is_whole(sharing, sharing.place.unlock())
        if refused is not None and sharing.vault is not None and not isinstance(refused, JournalReadOnly):
            # Once there is room the same session shares it, and that page can be answered.
            disk.heal()
            made = share(sharing.vault)
            assert inbox(sharing.place.unlock()).look(reply_to(made)).answers == made.kept


def said_plainly(refused: VaultError | None) -> bool:
    """Whether a refusal has one of the names for it; a disk that would not even read is called so."""
    named = refused is None or isinstance(refused, (NotSaved, JournalReadOnly))
    return named or "The disk would not" in str(refused)


def test_a_reply_that_the_disk_refuses_is_not_kept_in_part(start: Place) -> None:
    made = share(start.unlock())
    disk = RecordingDisk()
    vault = start.copy("counting").unlock(disk=disk)
    arrival = inbox(vault).look(reply_to(made))
    before = len(disk.calls)
    inbox(vault).keep(arrival)
    for at in range(before + 1, len(disk.calls) + 1):
        place = start.copy("refused")
        refusing = RefusingDisk(at, errno.ENOSPC, halfway=True, lasting=True)
        vault = place.unlock(disk=refusing)
        arrival = inbox(vault).look(reply_to(made))
        try:
            inbox(vault).keep(arrival)
        except VaultError:
            assert counts(place.unlock()) in ((1, 1, 1), (2, 1, 1))
        else:
            assert counts(place.unlock()) == (2, 1, 1)


# What happens meanwhile


def test_shared_twice_it_is_two_pages_each_with_an_answer_of_its_own(start: Place) -> None:
    vault = start.unlock()
    one, again = share(vault), share(vault)
    assert one.words != again.words
    for made in (again, one):
        arrival = inbox(vault).look(reply_to(made))
        assert arrival.answers == made.kept
        inbox(vault).keep(arrival)
    assert counts(vault) == (4, 2, 2)


def test_two_windows_one_shares_and_the_other_takes_in(start: Place) -> None:
    """The other was open before the page was made; what both looked at is kept once."""
    here, there = start.unlock(), start.unlock()
    assert counts(there) == (0, 0, 0)
    made = share(here)
    # The app does so every few seconds.
    vaults.catch_up(there)
    one, other = (inbox(vault).look(reply_to(made)) for vault in (here, there))
    assert other.answers == made.kept
    inbox(there).keep(other)
    with pytest.raises(AlreadyReceived):
        inbox(here).keep(one)
    assert counts(here) == counts(there) == (2, 1, 1)


def test_an_answer_comes_in_whatever_became_of_the_letter(start: Place) -> None:
    """F9: taken back, its row forgotten, the letter removed, the ledger cleared: it stands under Ana."""
    vault = start.unlock()
    made = share(vault)
    outbox(vault).handed_over(made)
    ledger, data = rows.Ledger(vault), reply_to(made)
    ledger.take_back("1")
    assert inbox(vault).look(data).answers == made.kept
    ledger.forget("1")
    assert inbox(vault).look(data).answers == made.kept
    looked = inbox(vault).look(data)
    inbox(vault).letters.remove("1")
    ledger.clear()
    ledger.switch(on=False)
    inbox(vault).keep(looked)
    (kept,) = inbox(vault).letters.all()
    assert kept.peer == made.kept.peer
    assert inbox(vault).sender_of(kept).peer is not None


def test_an_answer_comes_in_after_new_keys_and_with_the_ledger_off(start: Place) -> None:
    vault = start.unlock()
    rows.Ledger(vault).switch(on=False)
    made = share(vault)
    vaults.renew(vault, "another passphrase", cost=CHEAPEST)
    vault = start.unlock("another passphrase")
    arrival = inbox(vault).look(reply_to(made))
    assert arrival.answers == made.kept
    inbox(vault).keep(arrival)
    assert counts(vault) == (2, 0, 1)


def test_an_older_copy_that_has_no_key_yet_says_so_and_the_newer_one_takes_it(start: Place) -> None:
    older = start.copy("older")
    made = share(start.unlock())
    for other in (older, elsewhere(start)):
        with pytest.raises(NotForUs) as refused:
            inbox(other.unlock()).look(reply_to(made))
        assert "knows nothing of" in str(refused.value)
        assert "a copy of it from before" in refused.value.hint
        assert counts(other.unlock()) == (0, 0, 0)
    assert inbox(start.unlock()).look(reply_to(made)).answers == made.kept


def elsewhere(start: Place) -> Place:
    """Return a journal of somebody else."""
    place = Place(start.root.parent / "elsewhere")
    place.create()
    return place


def test_a_backup_that_is_brought_back_takes_answers_in(start: Place, tmp_path: Path) -> None:
    vault = start.unlock()
    made = share(vault)
    vaults.back_up(vault, tmp_path / "backup.tar")
    shutil.rmtree(start.folder)
    back = Place(tmp_path / "back")
    target = vaults.Target(back.folder, back.state)
    vaults.restore(tmp_path / "backup.tar", target, secret="an old passphrase", clock=vault.clock)
    assert inbox(back.unlock()).look(reply_to(made)).answers == made.kept


def test_erasing_the_story_for_good_leaves_the_letter_its_key_and_its_answers(start: Place) -> None:
    """What erasing reaches is said before; letters in which a story left stay, and so do replies to them."""
    vault = start.unlock()
    with vault.transaction() as change:
        change.put("entries", "a story", {"title": "x", "written": "2026-11-21T09:00:00+01:00"})
    made = share(vault)
    vaults.erase(vault, [vaults.Thing("entries", "a story")], "an old passphrase", cost=CHEAPEST)
    assert inbox(vault).look(reply_to(made)).answers == made.kept
