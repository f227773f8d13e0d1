"""P1: passphrases in every script: the same from every keyboard, kept apart where they differ, or refused."""

import unicodedata
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peerjournal.crypto import CHEAPEST, BadPassphrase, prepare_passphrase
from peerjournal.errors import VaultError, WrongPassphrase
from peerjournal.vault import Vault
from tests.conftest import StandingClock
from tests.crypto import test_passphrase as told
from tests.torture.tally import Part, Tally
from tests.vault.scenes import Place


def parts(*, quick: bool) -> list[Part]:
    return [partial(opened, every=6 if quick else 1), partial(drawn, count=50 if quick else 1_000)]


def cases_of(test: Any) -> list[Any]:
    """Return what a parametrized test is given."""
    (mark,) = (one for one in test.pytestmark if one.name == "parametrize")
    return list(mark.args[1])


def _unlock(place: Place, passphrase: str) -> Vault:
    return Vault.unlock(place.folder, place.state, passphrase=passphrase, clock=StandingClock())


def _create(place: Place, passphrase: str) -> Vault:
    return Vault.create(
        place.folder, place.state, passphrase=passphrase, clock=StandingClock(), cost=CHEAPEST
    )


def opened(tally: Tally, room: Path, *, every: int) -> None:
    """Make real journals with them, and open those as they are typed elsewhere."""
    same = cases_of(told.test_two_ways_to_type_one_passphrase_are_one)
    apart = cases_of(told.test_different_passphrases_stay_different)
    for number, (one, other) in enumerate((same + apart)[::every]):
        place = Place(room / str(number))
        is_same = (one, other) in same
        with tally.case("one passphrase typed two ways" if is_same else "two that only look alike", number):
            _create(place, one)
            if is_same:
                _unlock(place, other)
            else:
                with pytest.raises(WrongPassphrase):
                    _unlock(place, other)
            _unlock(place, one)
    for number, text in enumerate(cases_of(told.test_any_visible_text_can_be_a_passphrase)[::every]):
        with tally.case("any visible text", number):
            place = Place(room / f"visible {number}")
            _create(place, text)
            _unlock(place, text)
    for number, text in enumerate(cases_of(told.test_empty_control_and_invisible_texts_are_refused)[::every]):
        with tally.case("refused in words", number):
            place = Place(room / f"refused {number}")
            with pytest.raises(VaultError, match="passphrase can't"):
                _create(place, text)
            assert not (place.folder / "journal.key").exists()


def drawn(tally: Tally, room: Path, *, count: int) -> None:
    """Any text means the same composed and taken apart, or is refused both ways."""
    del room

    @settings(max_examples=count, database=None, suppress_health_check=list(HealthCheck))
    @given(st.text(min_size=1, max_size=40))
    def means_one_thing(text: str) -> None:
        with tally.case("drawn by hypothesis", ascii(text)):
            composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
            try:
                expected = prepare_passphrase(composed)
            except BadPassphrase:
                with pytest.raises(BadPassphrase):
                    prepare_passphrase(apart)
            else:
                assert prepare_passphrase(apart) == expected

    means_one_thing()
