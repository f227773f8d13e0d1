"""The one table that `make bench` prints, a row as soon as it is known."""

from benchmarks.timing import Run, shown

_HEAD = ("what", "ours", "peer", "ratio", "budget", "")


def head() -> None:
    """Print the head of the table."""
    print("| " + " | ".join(_HEAD) + " |")
    print("|" + " --- |" * len(_HEAD), flush=True)


def row(
    what: str,
    ours: Run | str,
    *,
    peer: Run | str = "",
    budget: str = "",
    ratio: float | None = None,
    most: float | None = None,
) -> None:
    """Print a row.

    Args:
        what: The operation, and at how many entries.
        ours: What it took us.
        peer: What it took the peer in the same rounds.
        budget: In words, from the plan; not needed beside ``most``.
        ratio: The most that ours may be of the peer's.
        most: The most seconds that ours may take, where there is no peer to be measured beside.
    """
    between = ours.ratio(peer) if isinstance(ours, Run) and isinstance(peer, Run) else None
    held = None
    if ratio is not None and between is not None:
        held = between <= ratio
    elif most is not None and isinstance(ours, Run):
        held = ours.median <= most
        budget = budget or shown(most)
    tell(what, (_cell(ours), _cell(peer)), between, budget, held=held)


def tell(what: str, cells: tuple[str, str], between: float | None, budget: str, *, held: bool | None) -> None:
    """Print a row whose figures are no times.

    Args:
        what: What was measured.
        cells: Ours and the peer's.
        between: Ours as a part of the peer's.
        budget: In words.
        held: Whether ours is within it; None where it is only told.
    """
    ratio = "" if between is None else f"{between:.3g}"
    verdict = "" if held is None else "held" if held else "missed"
    print("| " + " | ".join((what, *cells, ratio, budget, verdict)) + " |", flush=True)


def _cell(value: Run | str) -> str:
    if isinstance(value, str):
        return value
    memory = f", {value.peak / 1e6:.0f} MB" if value.peak else ""
    return shown(value.median) + memory
