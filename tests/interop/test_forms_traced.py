"""Every system call of sharing, by `strace`: no other program, no other file, no network, no words."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from peerjournal.letters import FORM_NAMES
from tests.cli.conftest import Command, piped
from tests.cli.exchange import story
from tests.cli.test_forms_tell_nothing import words_of
from tests.conftest import PASSPHRASE
from tests.source_tree import ROOT
from tests.torture.real_command import can_trace

pytestmark = [
    pytest.mark.interop,
    pytest.mark.skipif(not can_trace(), reason="strace is not here, or may not trace"),
]

OPENED = re.compile(r"\b(?:open|openat|openat2|creat)\((?:AT_FDCWD, )?\"([^\"]*)\", ([A-Z_|0-9]+)")
WROTE = re.compile(r"\bp?write(?:64|v)?\((\d+), ")
_HEX = re.compile(r"(?:\\x[0-9a-f]{2})+")
CANARY = "canary7391"
BODY = f"I sat on the back stairs. [[{CANARY}]] It was late."


@pytest.mark.parametrize("form", [form for form in FORM_NAMES if form != "sealed"])
def test_making_a_file_touches_nothing_else_and_tells_nobody(tmp_path: Path, form: str) -> None:
    """Nothing in argv, in a temporary file or on the network; the words go to the terminal alone."""
    pj, out, log = Command(tmp_path), tmp_path / "out", tmp_path / "trace"
    out.mkdir()
    assert pj("peers", "add", "Ana", who="sam").code == 0
    number = story(pj, BODY)
    places = pj.places("sam")
    traced = ("execve", "open", "openat", "creat", "write", "pwrite64", "writev", "connect", "sendto")
    with piped(PASSPHRASE) as descriptor:
        command = [
            *(shutil.which("strace") or "", "-f", "-xx", "-s", "200000", "-o", str(log)),
            *("-e", f"trace={','.join(traced)}", sys.executable, "-m", "peerjournal"),
            *("--journal", str(places.journal), "--state", str(places.state)),
            *("--passphrase-fd", str(descriptor), "share", number, "--to", "Ana", "--form", form),
            *("--wish", "stayed", "--looked", "--yes", "--out", str(out)),
        ]
        run = subprocess.run(
            command, capture_output=True, text=True, check=True, cwd=ROOT, pass_fds=[descriptor],
            stdin=subprocess.DEVNULL,
            env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
    lines = [_plain(line) for line in log.read_text(encoding="ascii", errors="replace").splitlines()]
    assert sum("execve(" in line for line in lines) == 1, "another program was begun"
    assert [line for line in lines if re.search(r"AF_INET|sendto\(", line)] == []
    written = [found[1] for line in lines if (found := OPENED.search(line)) and _changes(found[2])]
    may = (str(places.journal), str(places.state), str(out), os.devnull, "/dev/tty")
    assert written
    assert [path for path in written if not path.startswith(may)] == []
    words = [*filter(None, (words_of(run.stderr),))]
    assert len(words) == (form != "markdown")
    assert all(any(one in line for line in lines) for one in words), "the look is not blind"
    for line in lines:
        found = WROTE.search(line)
        assert CANARY not in line
        for one in words:
            assert one not in line or (found is not None and found[1] == "2"), "the words went elsewhere"


def _plain(line: str) -> str:
    """Undo the spelling of strings as hex digits, for `-xx` is the only one that keeps all of them."""
    return _HEX.sub(lambda at: bytes.fromhex(at[0].replace("\\x", "")).decode("latin-1"), line)


def _changes(flags: str) -> bool:
    return bool({"O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"} & {*flags.split("|")})
