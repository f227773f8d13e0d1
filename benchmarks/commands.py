"""Rows measured as whole processes, in the same rounds as jrnl's own commands."""

import sys
from pathlib import Path

from benchmarks.fixtures import Jrnl, Ours
from benchmarks.table import row
from benchmarks.timing import Command, Run, processes

TEXT = "Quick note. Something short about work today"
_LARGE = 100_000
_BUDGETED = 10_000
"""The plan has budgets from this size up."""


def program() -> str:
    """Return the path of our command, beside the Python that runs this."""
    return str(Path(sys.executable).parent / "peerjournal")


def beside_jrnl(ours: Ours, jrnl: Jrnl, count: int) -> None:
    """Time what both have. Recovery words open ours, so what is told is beyond the key derivation."""
    size = int(count >= _LARGE)
    adding = jrnl.command(f"2026-01-02 10:00: {TEXT}")
    listing = jrnl.command("-n", "10", "--short", tags=True)
    finding = jrnl.command("-contains", "quillwort", "--short", tags=True)
    rows = (
        ("jot", ("jot", TEXT), adding, ("70 ms", "70 ms"), (0.08, 0.008)),
        ("write", ("write", TEXT), adding, ("90 ms", "100 ms"), (0.1, 0.012)),
        ("list -n 10", ("list", "-n", "10"), listing, ("120 ms", "400 ms"), (0.17, 0.08)),
        ("find, a rare word", ("find", "quillwort"), finding, ("140 ms", "500 ms"), (0.2, 0.1)),
    )
    for name, arguments, theirs, budget, ratio in rows:
        mine = ours.command(program(), *arguments)
        runs = processes({"ours": mine, "jrnl": theirs}, rounds=3 if size else 9)
        if count < _BUDGETED:
            row(f"{name}, {count:,}", runs["ours"], peer=runs["jrnl"])
            continue
        told = f"{budget[size]}; {ratio[size]} of jrnl"
        row(f"{name}, {count:,}", runs["ours"], peer=runs["jrnl"], budget=told, ratio=ratio[size])


def starting(jrnl: str) -> None:
    """Time what every command pays: starting."""
    runs = processes(
        {
            "bare": Command([sys.executable, "-c", "pass"]),
            "ours": Command([program(), "--version"]),
            "jrnl": Command([jrnl, "--version"]),
        },
        rounds=15,
    )
    row("python -c pass", runs["bare"])
    row("--version", runs["ours"], peer=runs["jrnl"], budget="0.5 of jrnl", ratio=0.5)


def with_key_derivation(ours: Ours, passphrase: str) -> None:
    """Tell what unlocking costs with the passphrase, at the cost that this computer would choose."""
    words, typed = ours.command(program(), "write", TEXT), ours.command(program(), "write", TEXT)
    runs: dict[str, Run] = processes(
        {"words": words, "passphrase": Command(typed.arguments, secret=passphrase)}, rounds=5
    )
    row("write, with the key derivation of a new journal", runs["passphrase"], budget="1 s beyond the rest")
