"""Circles of several people, cheaply made."""

from collections.abc import Callable

import pytest

from peerjournal.crypto import CHEAPEST
from peerjournal.peers import Circle
from tests.conftest import MakeVault

MakeCircle = Callable[[str], Circle]


@pytest.fixture
def make_circle(make_vault: MakeVault) -> MakeCircle:
    """Return a function that makes somebody's circle, or opens it again."""
    return lambda name: Circle(make_vault(name), safety_cost=CHEAPEST)


@pytest.fixture
def sam(make_circle: MakeCircle) -> Circle:
    return make_circle("sam")


@pytest.fixture
def robin(make_circle: MakeCircle) -> Circle:
    return make_circle("robin")


@pytest.fixture
def carol(make_circle: MakeCircle) -> Circle:
    return make_circle("carol")


def introduce(one: Circle, other: Circle, *, name: str = "Robin", own_name: str = "Sam") -> None:
    """Let ``one`` make a card, ``other`` answer it, and ``one`` take the answer in."""
    one.take_answer(other.take_card(own_name, one.make_card(name)))
