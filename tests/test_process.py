"""The process's own memory: written nowhere, and not shown to others of the same user."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.source_tree import ROOT

PATH_TO_US = {"PYTHONPATH": str(ROOT)}

_ASK = """
import ctypes, resource
from peerjournal.process import refuse_dumps
refuse_dumps()
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""
_PR_GET_DUMPABLE_SAYS_NO = "(0, 0) 0"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can be asked whether a process may be dumped")
def test_the_process_can_not_be_dumped() -> None:
    """F18: core dumps are refused."""
    told = subprocess.run([sys.executable, "-c", _ASK], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == _PR_GET_DUMPABLE_SAYS_NO


def test_the_command_refuses_dumps_before_it_does_anything() -> None:
    """F18: core dumps are refused for commands too."""
    script = (
        "import sys; sys.argv = ['peerjournal', '--version']\n"
        "from peerjournal import process; seen = []\n"
        "process.refuse_dumps = lambda: seen.append(1)\n"
        "from peerjournal.__main__ import main; main()\n"
        "assert seen == [1]"
    )
    subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)


_ABORTS = """
import os, sys
from peerjournal.process import refuse_dumps
refuse_dumps()
os.abort()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says whether a core was written")
def test_a_crash_of_the_interpreter_leaves_no_core(tmp_path: Path) -> None:
    """F18: core dumps are refused: one that ends by a signal writes none."""
    process = subprocess.Popen([sys.executable, "-c", _ABORTS], cwd=tmp_path, env=os.environ | PATH_TO_US)
    _, status = os.waitpid(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == -signal.SIGABRT
    assert not os.WCOREDUMP(status)
    assert list(tmp_path.iterdir()) == []


# The administrator may read any memory, so this one becomes somebody else first, who may then be read again.
_READS = """
import ctypes, os, resource, sys
from peerjournal.process import refuse_dumps
if os.geteuid() == 0:
    os.setresgid(65534, 65534, 65534)
    os.setresuid(65534, 65534, 65534)
ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)
told, wait = os.pipe(), os.pipe()
child = os.fork()
if child == 0:
    if sys.argv[1] == "refuse":
        refuse_dumps()
    os.write(told[1], b"x")
    os.read(wait[0], 1)
    os._exit(0)
os.close(told[1])
assert os.read(told[0], 1), "it is not there"
try:
    open(f"/proc/{child}/mem", "rb").close()
    print("read")
except PermissionError:
    print("refused")
os.write(wait[1], b"x")
os.waitpid(child, 0)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows a process's memory as a file")
@pytest.mark.parametrize(("does", "answer"), [("refuse", "refused"), ("nothing", "read")])
def test_no_other_program_of_the_same_account_reads_its_memory(does: str, answer: str) -> None:
    """Security 6.9: not even the process that began it; without the refusal it could."""
    told = subprocess.run([sys.executable, "-c", _READS, does], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == answer
