"""Letters to and from somebody who has Debian's `age` and nothing of ours."""

import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.exchange import story
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


@pytest.mark.parametrize("armor", [(), ("--armor",)], ids=["binary", "armored"])
def test_age_opens_a_letter_and_shows_what_was_previewed(
    sam: Command, tmp_path: Path, armor: tuple[str, ...]
) -> None:
    key = tmp_path / "ana.key"
    subprocess.run([age_programs.command("age-keygen"), "-o", key], capture_output=True, check=True)
    ask = [age_programs.command("age-keygen"), "-y", str(key)]
    recipient = subprocess.run(ask, capture_output=True, check=True, text=True).stdout.strip()
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
