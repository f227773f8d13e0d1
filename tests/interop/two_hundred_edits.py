"""Two hundred edits on two computers with everything in between, whoever carries the folder.

The carrier is told what a person would do or see: that something was written, that a computer leaves and
comes back, that the keys were changed. What comes out is the same for all: nothing is lost.
"""

from datetime import timedelta

from peerjournal import vault as vaults
from peerjournal.crypto import CHEAPEST
from peerjournal.journal.journal import KEPT_FOR
from tests.interop.two_computers import SECOND, THIRD, Computer, Writing

EDITS = 200


class Carrier:
    """Who carries the folder; some have nothing to do for some of these."""

    def wrote(self, computer: Computer) -> None:
        """Something was just written on this computer."""

    def leaves(self, computer: Computer) -> None:
        """Nothing reaches this computer any more, and nothing leaves it."""

    def comes_back(self, computer: Computer) -> None:
        """It is there again."""

    def keys_changed(self, computer: Computer) -> None:
        """The key file is a new one on this computer."""

    def settle(self) -> None:
        """Carry until both folders hold the same."""
        raise NotImplementedError


def play(writing: Writing, carrier: Carrier) -> None:
    """Write two hundred edits and look what became of them."""
    here, there = writing.computers
    writing.write(50, carrier.wrote)
    vaults.compact(here.vault)
    writing.write(20, carrier.wrote)
    carrier.settle()
    writing.on_both(carrier.wrote)

    vaults.change_passphrase(there.vault, SECOND, cost=CHEAPEST)
    carrier.keys_changed(there)
    writing.write(30, carrier.wrote)

    carrier.leaves(there)
    writing.write(25, carrier.wrote)
    vaults.compact(there.vault)
    writing.write(10, carrier.wrote)
    carrier.comes_back(there)
    writing.write(10, carrier.wrote)

    carrier.settle()
    _a_month_later(writing)
    writing.on_both(carrier.wrote)
    here.lock()
    vaults.renew(here.vault, THIRD, cost=CHEAPEST)
    carrier.keys_changed(here)
    writing.write(EDITS - writing.ledger.count, carrier.wrote)
    _assert_nothing_is_lost(writing, carrier)


def _a_month_later(writing: Writing) -> None:
    """Let go, on one computer, of what was removed long enough ago: those texts are gone knowingly."""
    here, _ = writing.computers
    for computer in writing.computers:
        computer.clock.move(days=(KEPT_FOR + timedelta(days=1)).days)
    before = here.documents()
    here.session.journal.drop_old()
    for let_go in before.keys() - here.documents().keys():
        assert all("removed" in version for version in before[let_go])
        writing.ledger.gone |= {str(version["body"]) for version in before[let_go]}
        writing.ledger.let_go += 1


def _assert_nothing_is_lost(writing: Writing, carrier: Carrier) -> None:
    """Both computers show the same, and every text that was called saved and not replaced is there."""
    for _ in range(2):
        # Opening may itself write, when a renewal is finished or a jot was found.
        carrier.settle()
        for computer in writing.computers:
            computer.lock()
            assert computer.vault.notices == []
    carrier.settle()
    here, there = writing.computers
    assert here.documents() == there.documents()
    for computer in writing.computers:
        assert writing.ledger.lost(computer.texts()) == set()
        assert vaults.check(computer.vault).whole
        assert {one.health.verdict for one in vaults.devices(computer.vault)} == {vaults.Verdict.CLEAN}
    assert writing.ledger.count == EDITS
    assert here.in_several_versions() >= 1
    assert writing.ledger.let_go >= 1


def account(writing: Writing, carrier: str) -> str:
    """Say in one line what was done and what came of it."""
    ledger, (here, _) = writing.ledger, writing.computers
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(ledger.edits.items()))
    return (
        f"{carrier}: {ledger.count} edits on two computers ({kinds});"
        f" {here.in_several_versions()} in several versions at the end,"
        f" {len(ledger.kept & here.texts())} texts there, {len(ledger.gone)} replaced or let go by who had"
        f" seen them, {len(ledger.lost(here.texts()))} lost"
    )
