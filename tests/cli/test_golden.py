"""What leaves, against files written by hand: the same bytes in the preview, and in the sealed file."""

import getpass
import os
import platform
import re
from pathlib import Path

import pyrage  # type: ignore[import-untyped]  # it comes without types
import pytest

import peerjournal
from peerjournal.letters import HOLDS, WISHES
from tests.cli.conftest import Command
from tests.cli.exchange import meet, story, unlocked
from tests.cli.golden import FOLDER, GOLDEN, body_in, choices, every_choice, write_story

KEY = pyrage.x25519.Identity.generate()
"""Of somebody who reads with another age program."""


@pytest.fixture(scope="module")
def pj(tmp_path_factory: pytest.TempPathFactory) -> Command:
    """Make Sam's journal once, with the story and somebody it can be sealed for."""
    pj = Command(tmp_path_factory.mktemp("golden"))
    assert write_story(pj) == "1"
    assert pj("peers", "add", "Ana", "--age", str(KEY.to_public()), who="sam").code == 0
    return pj


def test_there_is_one_for_each_wish_and_each_way_of_holding_it() -> None:
    """F8: no wish and no hold is left out."""
    assert sorted(f"{wish}.{hold}" for wish, hold in every_choice()) == GOLDEN
    assert {tuple(name.split(".")) for name in GOLDEN} == {(wish, hold) for wish in WISHES for hold in HOLDS}


@pytest.mark.parametrize("name", GOLDEN)
def test_the_preview_and_the_sealed_body_are_the_golden_file(pj: Command, tmp_path: Path, name: str) -> None:
    """F8: golden file per reply wish and hold; preview bytes are the bytes in the file.

    F3, F5: what was withheld and the name in it are not there; all else is, typos and two spaces included.
    """
    golden = (FOLDER / f"{name}.md").read_bytes()
    preview = pj("preview", "1", "--to", "Ana", *choices(name), who="sam")
    shared = pj("share", "1", "--to", "Ana", *choices(name), "--looked", "--out", tmp_path, who="sam")
    assert preview.out_bytes == golden
    plain = pyrage.decrypt(Path(shared.line).read_bytes(), [KEY])
    assert body_in(plain) == golden
    for held in (b"resignation", b"Nobody knows", b"street", b"Six cups", b"no one", b"some may", b"Bettany"):
        assert held not in plain


@pytest.mark.parametrize("form", [(), ("--armor",)], ids=["file", "text"])
@pytest.mark.parametrize("reader", ["robin", "Ana"])
def test_no_file_that_leaves_tells_of_computer_person_place_or_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: tuple[str, ...], reader: str
) -> None:
    """F8: host, user, path, timestamps, version, other titles and tags are in no form and in no file name.

    F3, F5, F9: nor is anything withheld, nor a listed name, nor the ledger.
    """
    monkeypatch.setattr(platform, "node", lambda: "hostcanary")
    monkeypatch.setenv("USER", "usercanary")
    pj, out = Command(tmp_path / "pathcanary"), tmp_path / "pathcanary" / "out"
    out.mkdir(parents=True)
    meet(pj)
    pj("peers", "add", "Ana", "--age", str(KEY.to_public()), who="sam")
    number = write_story(pj)
    other = story(pj, "Another day.", title="Othertitle")
    pj("edit", other, "--tag", "othertag", who="sam")
    how = ("--to", reader, "--looked", "--unconfirmed", "--out", out)
    pj("share", other, *how, who="sam")
    pj("ledger", "note", "1", "A note of mine.", who="sam")
    path = Path(pj("share", number, *how, *form, who="sam").line)
    with unlocked(pj, "sam") as sam, unlocked(pj, "robin") as robin:
        sealed = path.read_bytes()
        arrived = robin.inbox.look(sealed).plain if reader == "robin" else opened(sealed)
        ours = (sam.vault.device, sam.circle.get(reader).id, *(one.id for one in sam.journal.list()))
    named = [getpass.getuser(), os.uname().nodename, "hostcanary", "usercanary", "pathcanary", str(tmp_path)]
    # A short name may stand anywhere by chance, and that of the superuser says nothing.
    named = [word for word in named if len(word) > len("12345")]
    written = ["sam", "robin", "Ana", "Othertitle", "othertag", "A note of mine", "handed over", "prepared"]
    written += ["resignation", "Bettany", "street", "hers", *ours]
    assert [word for word in (*named, *written) if word in arrived.decode()] == []
    for data in (arrived, header(sealed), path.name.encode()):
        assert [word for word in (*named, *written[3:]) if word in data.decode()] == []
        assert not re.search(r"\b20\d\d-|\d\d:\d\d|\b1[6-9]\d{8}\b", data.decode())
    assert peerjournal.__version__.encode() not in arrived


def opened(sealed: bytes) -> bytes:
    plain = pyrage.decrypt(sealed, [KEY])
    assert isinstance(plain, bytes)
    return plain


def header(sealed: bytes) -> bytes:
    """Return what of a sealed file can be read without a key."""
    return sealed.partition(b"\n---")[0] if sealed.startswith(b"age") else sealed.splitlines()[0]
