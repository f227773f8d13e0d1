import subprocess
import sys


def told(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "peerjournal", *arguments], capture_output=True, text=True, check=False
    )


def test_without_a_command_it_lists_what_can_be_done() -> None:
    alone = told()
    assert alone.returncode == 0
    assert alone.stderr == ""
    assert alone.stdout == told("--help").stdout
    assert "Commands:" in alone.stdout


def test_its_exit_code_is_the_commands() -> None:
    assert told("no-such-command").returncode == 2
