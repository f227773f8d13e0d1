"""Rows measured as whole processes, in the same rounds as jrnl's own commands."""

import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.fixtures import Jrnl, Ours
from benchmarks.table import row
from benchmarks.timing import Command, Run, processes

TEXT = "Quick note. Something short about work today"
_LARGE = 100_000


def program() -> str:
    """Return the path of our command, beside the Python that runs this."""
    return str(Path(sys.executable).parent / "peerjournal")


def beside_jrnl(ours: Ours, jrnl: Jrnl, count: int) -> None:
    """Time each command that both have. Recovery words open ours: what is told is beyond the key derivation."""
    large = count >= _LARGE
    command: Callable[..., Command] = lambda *arguments: ours.command(program(), *arguments)  # noqa: E731 - short
    adding = jrnl.command(f"2026-01-02 10:00: {TEXT}")
    rows = (
        ("jot", command("jot", TEXT), adding, "70 ms", 0.008 if large else 0.08),
        ("write", command("write", TEXT), adding, "90 / 100 ms", 0.012 if large else 0.1),
        ("list -n 10", command("list", "-n", "10"), jrnl.command("-n", "10", "--short", tags=True), "120 / 400 ms",
         0.08 if large else 0.17),
        ("find, a rare word", command("find", "quillwort"), jrnl.command("-contains", "quillwort", "--short", tags=True),
         "140 / 500 ms", 0.1 if large else 0.2),
    )  # fmt: skip
    for name, mine, theirs, budget, ratio in rows:
        runs = processes({"ours": mine, "jrnl": theirs}, rounds=3 if large else 9)
        row(
            f"{name}, {count:,}",
            runs["ours"],
            peer=runs["jrnl"],
            budget=f"{budget}; {ratio} of jrnl",
            ratio=ratio,
        )


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
