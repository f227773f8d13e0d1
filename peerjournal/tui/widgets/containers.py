"""What a block lies in: quotes, lists and their items, and which of their signs are still to be drawn."""

from dataclasses import dataclass

from peerjournal.tui.widgets.blocks import Beside, Prefix


@dataclass(slots=True)
class _Container:
    first: Prefix
    rest: Prefix
    used: bool = False


class Containers:
    """The quotes and items around the place that is being read."""

    def __init__(self) -> None:
        self._open: list[_Container] = []
        self._lists: list[int | None] = []
        self._gap = False
        self._began = False

    @property
    def used(self) -> bool:
        """Whether something stands in the innermost one."""
        return self._open[-1].used

    def ask_for_gap(self) -> None:
        """Put an empty row before the next block."""
        self._gap = True

    def enter(self, first: Prefix, rest: Prefix) -> None:
        """Begin a quote, an item, or a marked passage."""
        self._open.append(_Container(first, rest))

    def leave(self) -> None:
        """End the innermost one."""
        self._open.pop()

    def enter_list(self, first: int | None = None) -> None:
        """Begin a list, numbered if it has a first number; only an outer one stands apart."""
        if not self._lists:
            self.ask_for_gap()
        self._lists.append(first)

    def leave_list(self) -> None:
        """End the innermost list."""
        self._lists.pop()

    def next_number(self) -> int | None:
        """Return the number of the next item, or nothing in a list of bullets."""
        number = self._lists[-1]
        if number is not None:
            self._lists[-1] = number + 1
        return number

    def beside(self) -> Beside:
        """Return what stands beside the block that comes now, and count it as drawn."""
        around: Prefix = ()
        for each in self._open:
            if not each.used:
                break
            around += each.rest
        first = tuple(part for each in self._open for part in (each.rest if each.used else each.first))
        rest = tuple(part for each in self._open for part in each.rest)
        gap = around if self._gap and self._began else None
        self._gap, self._began = False, True
        for each in self._open:
            each.used = True
        return Beside(first, rest, gap)
