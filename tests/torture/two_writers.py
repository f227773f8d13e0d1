"""R8: two programs that save at once, beside one that reads, after a holder of the lock was killed."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from peerjournal import vault as vaults
from tests.torture.tally import Part, Tally
from tests.vault import scenes
from tests.vault.scenes import Place, documents
from tests.vault.test_two_writers import titles, writer

if TYPE_CHECKING:
    import subprocess

RUNS, SAVES = 50, 200


def parts(*, quick: bool) -> list[Part]:
    runs, saves = (1, 10) if quick else (RUNS // 5, SAVES)
    together = [partial(beside_each_other, runs=runs, saves=saves) for _ in range(1 if quick else 5)]
    return [*together, partial(killed, runs=1 if quick else 20)]


def beside_each_other(tally: Tally, room: Path, *, runs: int, saves: int) -> None:
    """Let two programs save while this one reads; first a third one holds the lock and is killed."""
    for run in range(runs):
        place = Place(room / f"run {run}")
        scenes.furnish(place)
        with writer(place, "holder", 0) as holder:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "holding\n"
            programs = [writer(place, name, saves) for name in ("one", "two")]
            holder.kill()
        readings = _read_beside(place, programs)
        said = [line for program in programs for line in _said(program)]
        tally.count("readings meanwhile", readings)
        with tally.case("runs", run):
            assert [program.returncode for program in programs] == [0, 0]
            vault = place.unlock()
            assert vaults.check(vault).whole
            saved = [one for one in documents(vault)["entries"].values() if "number" in one]
            found = {one["title"] for one in saved}
            tally.lost += [f"{line}: was said to be saved" for line in set(said) - found]
            tally.count("saves", len(said))
            assert sorted(one["number"] for one in saved) == list(range(1, 2 * saves + 1))
            assert "never finished" not in titles(place)


def _read_beside(place: Place, programs: "list[subprocess.Popen[str]]") -> int:
    """Read again and again until the programs are done: never less than before, and never anything broken."""
    vault, before, readings = place.unlock(), set[str](), 0
    while readings < 3 or any(program.poll() is None for program in programs):
        vault.look_anew()
        assert vault.logs.health.verdict.name in ("CLEAN", "TORN")
        now = set(documents(vault)["entries"])
        assert before <= now, "something that was there is not"
        before = now
        readings += 1
        if readings > 2_000:
            break
    return readings


def _said(program: "subprocess.Popen[str]") -> list[str]:
    return program.communicate(timeout=300)[0].splitlines()


def killed(tally: Tally, room: Path, *, runs: int) -> None:
    """Kill a program somewhere in its saving: all that it said is there, and another goes on at once."""
    for run in range(runs):
        with tally.case("a writer killed", run):
            place = Place(room / f"killed {run}")
            scenes.furnish(place)
            program = writer(place, "one", 100_000)
            assert program.stdout is not None
            said = [program.stdout.readline().strip() for _ in range(1 + 7 * run)]
            program.kill()
            said += _said(program)
            scenes.save(place.unlock(), "after", "written after the kill")
            # The last line may have been cut off by the kill; the save that it tells of is there.
            assert {*said[:-1], "written after the kill"} <= set(titles(place))
            assert vaults.check(place.unlock()).whole
