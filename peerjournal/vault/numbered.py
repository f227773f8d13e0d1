"""Short numbers: what people call a thing by, counted in each series on each device: `3`, another's `3b`."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from peerjournal.vault.ids import TIME
from peerjournal.vault.vault import Vault


class Numbered(Protocol):
    """What has a short number."""

    @property
    def id(self) -> str:
        """Its id, which begins with the time at which it was made."""

    @property
    def number(self) -> int:
        """Its number in its series; 0 where it has none."""

    @property
    def by(self) -> str:
        """The device that gave it."""


N = TypeVar("N", bound=Numbered)


def short_number(vault: Vault, one: Numbered) -> str:
    """Return the number as it is shown: ``3``, ``3b`` when another device gave it, "" where there is none."""
    return f"{one.number}{vault.device_letter(one.by)}" if one.number else ""


def by_number(vault: Vault, ones: Iterable[N], typed: str) -> N | None:
    """Return the one that is called so, or None."""
    wanted = typed.strip().lower()
    return next((one for one in ones if wanted and short_number(vault, one) == wanted), None)


def latest_first(ones: Iterable[N]) -> list[N]:
    """Sort by when they were made, and those of one millisecond by their number."""
    return sorted(ones, key=lambda one: (one.id[:TIME], one.number), reverse=True)


def by_device(vault: Vault, ones: Iterable[N]) -> list[N]:
    """Sort by number, this device's own before those of others."""
    return sorted(ones, key=lambda one: (vault.device_letter(one.by), one.number, one.id))
