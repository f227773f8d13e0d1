"""Letters to and from somebody who has Debian's `age` and nothing of ours."""

import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.exchange import story
from tests.cli.golden import FOLDER, GOLDEN, body_in, choices, write_story
from tests.interop import age_programs

pytestmark = pytest.mark.interop

BODY = "Budget day. [[I had my resignation written.]] I sat on the back stairs.\n\nÜber, 走, 🪜."
STORY = "1"


@pytest.fixture
def sam(tmp_path: Path) -> Command:
    """Return Sam's command, with a story that can be shared."""
    pj = Command(tmp_path)
    assert story(pj, BODY) == STORY
    return pj


def age(*arguments: str | Path, given: bytes) -> bytes:
    line = [age_programs.command("age"), *map(str, arguments)]
    return subprocess.run(line, input=given, capture_output=True, check=True).stdout


def a_key(folder: Path) -> tuple[Path, str]:
    """Have age make a key, and return its file and its recipient."""
    key = folder / "ana.key"
    subprocess.run([age_programs.command("age-keygen"), "-o", key], capture_output=True, check=True)
    ask = [age_programs.command("age-keygen"), "-y", str(key)]
    return key, subprocess.run(ask, capture_output=True, check=True, text=True).stdout.strip()


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> tuple[Command, Path]:
    """Make a journal with the story of the golden files, and a key of age's that it can be sealed for."""
    folder = tmp_path_factory.mktemp("golden")
    key, recipient = a_key(folder)
    pj = Command(folder)
    write_story(pj)
    assert pj("peers", "add", "Ana", "--age", recipient, who="sam").code == 0
    return pj, key


@pytest.mark.parametrize("name", GOLDEN)
def test_for_every_wish_and_hold_age_shows_the_golden_file_that_was_previewed(
    golden: tuple[Command, Path], tmp_path: Path, name: str
) -> None:
    """F8: stdout of the preview, the body in the file and the output of `age -d` are the same bytes."""
    pj, key = golden
    preview = pj("preview", "1", "--to", "Ana", *choices(name), who="sam")
    letter = pj("share", "1", "--to", "Ana", *choices(name), "--looked", "--out", tmp_path, who="sam")
    plain = age("-d", "-i", key, letter.line, given=b"")
    assert preview.out_bytes == (FOLDER / f"{name}.md").read_bytes()
    assert body_in(plain) == preview.out_bytes


@pytest.mark.parametrize("armor", [(), ("--armor",)], ids=["binary", "armored"])
def test_age_opens_a_letter_and_shows_what_was_previewed(
    sam: Command, tmp_path: Path, armor: tuple[str, ...]
) -> None:
    key, recipient = a_key(tmp_path)
    assert sam("peers", "add", "Ana", "--age", recipient, who="sam").code == 0
    choices = ("--to", "Ana", "--wish", "stayed", "--note", "For you, Ana.")
    preview = sam("preview", STORY, *choices, who="sam")
    letter = sam("share", STORY, *choices, "--looked", *armor, "--out", tmp_path, who="sam")
    first_line, _, rest = age("-d", "-i", key, letter.line, given=b"").partition(b"\n")
    assert first_line.startswith(b"peerjournal letter 0 ")
    assert rest.startswith(preview.out_bytes + b"\n")
    assert b"back stairs" in preview.out_bytes
    assert b"resignation" not in rest


@pytest.mark.parametrize("armor", [(), ("-a",)], ids=["binary", "armored"])
def test_what_age_seals_opens_here_and_its_sender_is_unknown(
    sam: Command, tmp_path: Path, armor: tuple[str, ...]
) -> None:
    recipient = sam("peers", "card", "--for", "Ana", "--age", who="sam").line
    (tmp_path / "from-ana.age").write_bytes(age("-r", recipient, *armor, given="It's Ana. 走".encode()))
    looked = sam("open", "--look", tmp_path / "from-ana.age", who="sam")
    assert looked.out == "It's Ana. 走\n"
    assert looked.err.startswith("A sealed text, sender unknown")
    assert sam("open", "--keep", tmp_path / "from-ana.age", who="sam").line == "1"
    assert sam("letters", who="sam").line.startswith("1 · sender unknown · ")
