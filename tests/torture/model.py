"""R10: random operations on a table of a vault and on TinyDB's own memory: the same documents, always.

In between it is locked and opened, made small, and killed in the middle of a save.
"""

import tempfile
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from peerjournal.disk import DISK
from tests.torture.tally import Part, Tally
from tests.vault.failing_disk import Killed, KillingDisk
from tests.vault.stretched_once import remember_stretching
from tests.vault.test_storage_model import Model, as_text, documents

STEPS = 50


def parts(*, quick: bool) -> list[Part]:
    runs, pieces = (3, 1) if quick else (290, 8)
    return [partial(beside_memory, runs=runs, number=number) for number in range(pieces)]


def machine(tally: Tally) -> type[Model]:
    """Return the machine that counts its steps into ``tally``, and is killed now and then."""

    class Counting(Model):
        @rule(document=documents, at=st.integers(1, 16), halfway=st.booleans())
        def killed_in_a_save(self, document: dict[str, Any], at: int, *, halfway: bool) -> None:
            """It is there whole, or not at all; whichever it is, it goes on."""
            before = as_text(self.ours.all())
            dying = KillingDisk(at, halfway=halfway)
            self.vault.home.disk = dying
            given = None
            try:
                given = self.ours.insert(document)
            except Killed:
                dying.bury()
            self.vault.home.disk = DISK
            self.reopen()
            now = as_text(self.ours.all())
            if now != before:
                (new,) = {one.doc_id for one in self.ours.all()} - {one.doc_id for one in self.model.all()}
                assert given in (None, new)
                self.model.insert(self.ours.document_class(document, new))
            else:
                assert given is None

        def some_ids(self, data: st.DataObject) -> list[Any]:
            # Which ids there are hangs on chance, so what is drawn must not: hypothesis compares its runs.
            present = [*(str(one.doc_id) for one in self.model), "nobody"]
            drawn = data.draw(st.lists(st.integers(0, 31), max_size=4))
            return list(dict.fromkeys(present[number % len(present)] for number in drawn))

        def teardown(self) -> None:
            # Hypothesis gives some runs up before their first step.
            if hasattr(self, "model"):
                super().teardown()

        def check_invariants(self, *given: Any, **named: Any) -> None:
            tally.count("operations")
            super().check_invariants(*given, **named)

    return Counting


def beside_memory(tally: Tally, room: Path, *, runs: int, number: int) -> None:
    """Do so many runs of fifty steps."""
    with pytest.MonkeyPatch.context() as patch:
        remember_stretching(patch)
        patch.setattr(tempfile, "tempdir", str(room))
        chosen = settings(
            max_examples=runs,
            stateful_step_count=STEPS,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        with tally.case("runs"):
            run_state_machine_as_test(seed(number)(machine(tally)), settings=chosen)
