"""The worked example of the guide, run just as it stands there, and what must be true when it has ended."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from peerjournal.config import Places
from peerjournal.session import Session
from tests.source_tree import ROOT

GUIDE = ROOT / "docs" / "guide" / "first-letter.md"
AFTERWARDS = """
S letters > s.letters
printf %s "$letter" > letter.path
"""
PASSPHRASES = {"s": "made up for sam", "r": "made up for robin"}


def commands() -> list[str]:
    (block,) = re.findall(r"(?ms)^```console\n(.*?)^```", GUIDE.read_text(encoding="utf-8"))
    return [line.removeprefix("$ ") for line in block.splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the example in a folder of its own, with the real program as `peerjournal`."""
    folder = tmp_path_factory.mktemp("example")
    for who, passphrase in PASSPHRASES.items():
        (folder / f"{who}.pass").write_text(f"{passphrase}\n")
    program = folder / "bin" / "peerjournal"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m peerjournal "$@"\n')
    program.chmod(0o700)
    script = "\n".join(["set -eu -o pipefail", *commands(), AFTERWARDS])
    world = {
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder / "home"),
        "LANG": "C.UTF-8",
    }
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=world,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    (folder / "stdout").write_bytes(done.stdout)
    return folder


def unlock(folder: Path, who: str) -> Session:
    return Session.unlock(Places(folder / who, folder / f"{who}.state"), PASSPHRASES[who])


def test_the_example_is_commands_and_nothing_else() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    (block,) = re.findall(r"(?ms)^```console\n(.*?)^```", text)
    assert len(commands()) == 15
    assert all(line.startswith("$ ") for line in block.splitlines())


def test_the_reply_arrives(folder: Path) -> None:
    reply, letter = (folder / "s.letters").read_text().splitlines()
    assert reply.startswith("2 · from Robin · certain · ")
    assert reply.endswith(" · answers 1")
    assert letter == "1 · to Robin"
    assert "the back stairs" in unlock(folder, "s").inbox.letters.get("2").text


def test_what_was_previewed_is_what_the_reader_has_and_a_pipe_carries_nothing_else(folder: Path) -> None:
    arrival = unlock(folder, "r").inbox.look((folder / (folder / "letter.path").read_text()).read_bytes())
    assert arrival.letter is not None
    body = arrival.letter.body
    # The path of the card, the number of the answer, the preview, the number of the reply.
    assert (folder / "stdout").read_bytes() == b"for-robin.card\n1\n" + body + b"2\n"
    assert arrival.sender.sure == "certain"
    assert b"I sat on the back stairs." in body
    assert b"resignation" not in arrival.plain


def test_only_the_files_asked_for_are_left_beside_the_journals(folder: Path) -> None:
    ours = {"bin", "s.pass", "r.pass", "s.letters", "stdout", "letter.path"}
    left = {path.name for path in folder.iterdir()} - ours
    journals = {"s", "s.state", "r", "r.state"}
    others = sorted(re.sub("-[0-9a-f]{4}", "-…", name) for name in left - journals)
    assert journals <= left
    assert others == ["answer-….age", "for-robin.card", "letter-….age", "letter-….age"]
