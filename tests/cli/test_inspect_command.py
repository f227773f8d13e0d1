"""The command `inspect`: what a sealed file is, without a key and without a passphrase."""

import json
from pathlib import Path

from tests.cli.conftest import Command
from tests.cli.exchange import sent


def beside(pj: Command) -> set[str]:
    return {path.name for path in pj.folder.iterdir()}


def test_inspect_tells_what_a_file_is_without_a_passphrase(pj: Command, out: Path) -> None:
    letter = sent(pj, out)
    card = pj("peers", "card", "--for", "new", "--out", out, who="sam").line
    answer = pj("peers", "add", "sammy", card, "--out", out, who="eve").line
    (log,) = pj.places("sam").journal.glob("*.log")
    kinds = {}
    for path in (letter, card, answer, pj.places("sam").journal / "journal.key", log):
        run = pj("inspect", "--json", path, who="nobody", made=False)
        assert run.code == 0
        told = json.loads(run.out)
        kinds[Path(path).suffix, told.get("maybe_an_answer")] = told["kind"]
    assert kinds == {
        (".age", False): "age file",
        (".card", None): "card",
        (".age", True): "age file",
        (".key", None): "key file",
        (".log", None): "log",
    }
    assert not pj.places("nobody").journal.exists()


def test_inspect_tells_whom_an_age_file_is_sealed_to(pj: Command, out: Path) -> None:
    told = pj("inspect", sent(pj, out)).out.splitlines()
    assert told[0] == "An age file, sealed to a post-quantum age key, as a card has."
    hostile = pj("inspect", "-", stdin=b"age-encryption.org/v1\n-> \x1b[2J\n--- x\n")
    assert (hostile.code, hostile.out) == (
        1,
        "An age file, and not a whole one: its first lines can't be read.\n",
    )


def test_inspect_says_of_a_damaged_key_file_that_it_is_damaged(pj: Command, out: Path) -> None:
    pj.make()
    data = bytearray((pj.places().journal / "journal.key").read_bytes())
    data[100] ^= 1
    (out / "x.key").write_bytes(bytes(data))
    assert pj("inspect", out / "x.key").code == 6
