import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.terminal import Terminal


def told(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "peerjournal", *arguments], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("given", [[], ["--journal", "nowhere", "--state", "nowhere.state"]])
def test_without_a_command_and_a_terminal_it_lists_what_can_be_done(given: list[str]) -> None:
    alone = told(*given)
    assert alone.returncode == 0
    assert alone.stderr == "The app needs a terminal with a screen. Every command works without one.\n"
    assert alone.stdout == told("--help").stdout
    assert "Commands:" in alone.stdout


def test_a_passphrase_from_a_file_is_for_commands_and_opens_no_app() -> None:
    alone = told("--passphrase-fd", "0")
    assert alone.stderr == ""
    assert alone.stdout == told("--help").stdout


@pytest.mark.parametrize("given", [[], ["--journal", "J", "--state", "S"]])
def test_in_a_terminal_the_app_opens_on_the_journal_that_was_named(given: list[str], tmp_path: Path) -> None:
    places = [part.replace("J", f"{tmp_path}/journal").replace("S", f"{tmp_path}/state") for part in given]
    own = {
        "PEERJOURNAL_CONFIG": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path),
        "XDG_STATE_HOME": str(tmp_path),
    }
    with Terminal([sys.executable, "-m", "peerjournal", *places], environment=own) as terminal:
        terminal.wait_for("Dark, light, or like my terminal?")
        terminal.press("f9")
        assert terminal.end() == 0
    assert list(tmp_path.iterdir()) == []


def test_no_color_is_for_the_app_too(tmp_path: Path) -> None:
    own = {"PEERJOURNAL_CONFIG": str(tmp_path)}
    given = ["--no-color", "--journal", str(tmp_path / "j"), "--state", str(tmp_path / "s")]
    with Terminal([sys.executable, "-m", "peerjournal", *given], environment=own) as terminal:
        terminal.wait_for("Dark, light, or like my terminal?")
        color, _ = terminal.colors_of("Welcome.")
        terminal.press("f9")
    red, green, blue = (color[place : place + 2] for place in (0, 2, 4))
    assert red == green == blue


def test_its_exit_code_is_the_commands() -> None:
    assert told("no-such-command").returncode == 2
