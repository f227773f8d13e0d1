"""A passphrase that a command says: `--passphrase-command`, and `passphrase_command` in the settings."""

import os
import shlex
import sys
from pathlib import Path

import pytest

from peerjournal.cli import secret
from peerjournal.config import Settings, keep_settings
from tests.cli.conftest import Command, Run, piped, run
from tests.cli.pseudo_terminal import at_terminal
from tests.conftest import PASSPHRASE

CANARY = "canary-7f3a"


def saying(program: str) -> str:
    """Return a command that runs a line of Python."""
    return shlex.join([sys.executable, "-c", program])


def asked(pj: Command, *arguments: str, stdin: bytes = b"") -> Run:
    places = pj.places()
    return run("--journal", places.journal, "--state", places.state, *arguments, stdin=stdin)


@pytest.fixture
def named_in_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings that name a command which says the passphrase."""
    monkeypatch.setenv("PEERJOURNAL_CONFIG", str(tmp_path))
    keep_settings(Settings(passphrase_command=saying(f"print({PASSPHRASE!r})")))


@pytest.mark.parametrize(
    "program",
    [
        f"print({PASSPHRASE!r})",
        f"print({PASSPHRASE!r}); print('login: somebody')",
        f"import sys; sys.stdout.write({PASSPHRASE!r} + '\\r\\n')",
        f"import sys; sys.stdout.write({PASSPHRASE!r})",
    ],
    ids=["a line", "more lines", "a line end of Windows", "no line end"],
)
def test_its_first_line_opens_the_journal(pj: Command, program: str) -> None:
    pj.make()
    assert asked(pj, "--passphrase-command", saying(program), "check").code == 0


@pytest.mark.usefixtures("named_in_settings")
def test_the_settings_may_name_it(pj: Command) -> None:
    pj.make()
    assert asked(pj, "check").code == 0
    with piped("not that one") as descriptor:
        assert asked(pj, "--passphrase-fd", str(descriptor), "check").code == 4


def test_it_may_make_the_journal_too(pj: Command) -> None:
    command = ("--passphrase-command", saying(f"print({PASSPHRASE!r})"))
    assert asked(pj, *command, "init", "--no-recovery").code == 0
    assert pj("check", made=False).code == 0


@pytest.mark.usefixtures("named_in_settings")
@pytest.mark.parametrize("deed", [("keys", "passphrase"), ("keys", "recovery"), ("keys", "renew", "--yes")])
def test_the_ways_in_are_not_changed_by_what_the_settings_name(pj: Command, deed: tuple[str, ...]) -> None:
    """Whoever sits at the computer for a minute can't change what opens the journal."""
    pj.make()
    before = (pj.places().journal / "journal.key").read_bytes()
    refused = asked(pj, *deed)
    assert refused.code == 2
    assert "--passphrase-fd" in refused.err
    assert (pj.places().journal / "journal.key").read_bytes() == before


REFUSALS = {
    "ends with a refusal": (saying(f"print('{CANARY}'); raise SystemExit(3)"), "ended with a refusal"),
    "a traceback": (saying(f"raise ValueError('{CANARY}')"), "ended with a refusal"),
    "nothing": (saying("pass"), "wrote no passphrase"),
    "an empty first line": (saying(f"print(); print('{CANARY}')"), "wrote no passphrase"),
    "no text": (saying(f"import sys; sys.stdout.buffer.write(b'{CANARY}\\xff\\n')"), "is not text"),
    "on and on": (saying(f"print('{CANARY}' * 10000)"), "far more than a passphrase"),
    "no such program": (f"no-such-program-anywhere {CANARY}", "can't be started"),
    "an open quote": (f"pass 'show {CANARY}", "can't be read"),
    "only blanks": ("  ", "can't be read"),
}


@pytest.mark.parametrize(("command", "told"), REFUSALS.values(), ids=REFUSALS)
def test_a_refusal_is_told_calmly_and_nothing_of_it_is_shown(
    pj: Command, capfd: pytest.CaptureFixture[str], command: str, told: str
) -> None:
    pj.make()
    refused = asked(pj, "--debug", "--passphrase-command", command, "check")
    assert refused.code == 1
    assert told in refused.err
    assert "Nothing was changed." in refused.err
    assert "Traceback" not in refused.err
    captured = capfd.readouterr()
    assert CANARY not in refused.err + refused.out + captured.out + captured.err


def test_one_that_never_ends_is_ended(pj: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pj.make()
    os.mkfifo(tmp_path / "never")
    monkeypatch.setattr(secret, "_PATIENCE", 0.01)
    told = asked(pj, "--passphrase-command", f"cat {shlex.quote(str(tmp_path / 'never'))}", "check")
    assert told.code == 1
    assert "took too long" in told.err


def test_there_is_no_shell_in_between(pj: Command, tmp_path: Path) -> None:
    pj.make()
    asked(pj, "--passphrase-command", f"echo x > {tmp_path}/made; touch {tmp_path}/made", "check")
    assert not (tmp_path / "made").exists()


def test_it_leaves_what_is_piped_in_to_the_entry(pj: Command) -> None:
    pj.make()
    command = saying(f"import sys; sys.stdin.read(); print({PASSPHRASE!r})")
    kept = asked(pj, "--passphrase-command", command, "write", stdin=b"I was walking.\n")
    assert kept.code == 0
    assert "I was walking." in pj("show", "1", "--raw").out


def test_two_sources_are_one_too_many(pj: Command) -> None:
    with piped(PASSPHRASE) as descriptor:
        refused = asked(pj, "--passphrase-fd", str(descriptor), "--passphrase-command", "true", "check")
    assert refused.code == 2
    assert "not both" in refused.err


def test_at_a_terminal_nothing_is_asked(pj: Command) -> None:
    pj.make()
    command = saying(f"print({PASSPHRASE!r})")
    code, screen = at_terminal(pj.places(), "list", typing=(), before=("--passphrase-command", command))
    assert code == 0
    assert "Passphrase" not in screen
