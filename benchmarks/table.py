"""The one table that `make bench` prints, a row as soon as it is known."""

from benchmarks.timing import Run, shown

_HEAD = ("what", "ours", "peer", "ratio", "budget", "")


def head() -> None:
    """Print the head of the table."""
    print("| " + " | ".join(_HEAD) + " |")
    print("|" + " --- |" * len(_HEAD), flush=True)


def row(
    what: str, ours: Run | str, *, peer: Run | str = "", budget: str = "", ratio: float | None = None
) -> None:
    """Print a row.

    Args:
        what: The operation, and at how many entries.
        ours: What it took us.
        peer: What it took the peer in the same rounds.
        budget: In words, from the plan.
        ratio: The most that ours may be of the peer's; without it the row is only told.
    """
    between = ours.ratio(peer) if isinstance(ours, Run) and isinstance(peer, Run) else None
    held = "" if ratio is None or between is None else ("held" if between <= ratio else "missed")
    cells = (what, _cell(ours), _cell(peer), "" if between is None else f"{between:.3g}", budget, held)
    print("| " + " | ".join(cells) + " |", flush=True)


def _cell(value: Run | str) -> str:
    if isinstance(value, str):
        return value
    memory = f", {value.peak / 1e6:.0f} MB" if value.peak else ""
    return shown(value.median) + memory
