"""The process's own memory: written nowhere, and not shown to others of the same user."""

import subprocess
import sys

import pytest

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
