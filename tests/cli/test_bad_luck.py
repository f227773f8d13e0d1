"""What goes wrong around the command: closed streams, odd folders, one stdin for two, a changed mind."""

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from peerjournal.config import places
from peerjournal.disk import Disk
from peerjournal.errors import NotSaved
from peerjournal.letters import Ledger
from peerjournal.vault import care
from tests.cli.conftest import Command, run
from tests.cli.exchange import sent, shared, story, trust
from tests.cli.fresh_start import ROOT
from tests.cli.pseudo_terminal import CTRL_C, UNLOCKS, at_terminal
from tests.conftest import PASSPHRASE


def shell(pj: Command, rest: str) -> subprocess.CompletedProcess[str]:
    """Run the command from a shell, which can close a stream."""
    where = pj.places()
    given = f"-m peerjournal --journal '{where.journal}' --state '{where.state}'"
    return subprocess.run(
        ["/bin/sh", "-c", f"exec '{sys.executable}' {given} {rest}"],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def test_a_passphrase_on_stdin_is_never_taken_for_the_text(pj: Command) -> None:
    pj.make()
    where = pj.places()
    told = run(
        *("--journal", where.journal, "--state", where.state, "--passphrase-fd", "0", "write"),
        stdin=f"{PASSPHRASE}\nThe lake.\n".encode(),
    )
    assert told.code == 2
    assert "so nothing else can" in told.err
    assert PASSPHRASE not in told.out + told.err
    assert pj("list").out == ""


def test_a_closed_stdin_is_no_text(pj: Command) -> None:
    pj.make()
    ended = shell(pj, "jot <&-")
    assert ended.returncode == 2
    assert ended.stderr == "There was no text. Nothing was kept or changed.\n"


@pytest.mark.parametrize("closed", [">&-", "2>&-"])
def test_a_closed_stream_breaks_nothing(pj: Command, closed: str) -> None:
    pj.make()
    ended = shell(pj, f"jot Still here. {closed}")
    assert ended.returncode == 0
    assert "Traceback" not in ended.stdout + ended.stderr
    assert "Still here." in pj("list").out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("rest", ["inspect '{key}'", "inspect --json '{key}'", "--help", "jot --help"])
def test_output_that_can_not_be_written_is_told(
    pj: Command, monkeypatch: pytest.MonkeyPatch, rest: str, unbuffered: str
) -> None:
    pj.make()
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    ended = shell(pj, f"{rest.format(key=pj.places().journal / 'journal.key')} > /dev/full")
    assert ended.returncode == 8
    assert ended.stderr == "The output could not be written. What is kept in the journal is safe.\n"
    unheard = shell(pj, "jot > /dev/full 2>&1 < /dev/null")
    assert unheard.returncode == 2


def test_why_nothing_can_be_written_is_said_once(pj: Command) -> None:
    pj("write", "The lake.")
    (log,) = pj.places().journal.glob("*.log")
    older = log.read_bytes()
    pj("write", "The sea.")
    log.write_bytes(older)
    told = pj("write", "The moor.")
    assert told.code == 9
    assert told.err.count("an earlier copy was put back") == 1
    assert told.err.endswith(
        "The journal can be read but not written to just now.\n"
        "`peerjournal check` says why, and what can be done.\n"
    )


def test_a_file_in_the_place_of_the_folder_is_no_journal(tmp_path: Path) -> None:
    file = tmp_path / "a file"
    file.touch()
    for command in (["list"], ["jot", "The lake."]):
        told = run("--journal", file, "--state", tmp_path / "s", *command)
        assert told.code == 3
        assert "program itself" not in told.err


def test_a_pipe_in_the_place_of_the_log_is_told_and_not_waited_for(pj: Command) -> None:
    pj("write", "The lake.")
    (log,) = pj.places().journal.glob("*.log")
    log.unlink()
    os.mkfifo(log)
    assert pj("list").code == 6


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PEERJOURNAL_HOME", "~/j")
    assert places().journal == tmp_path / "j"
    assert places("~/k", "~/s").journal == tmp_path / "k"
    assert places("~/k", "~/s").state == tmp_path / "s"


def test_recovery_words_that_were_not_kept_are_said_to_open_nothing(pj: Command) -> None:
    pj.make()
    typing = [UNLOCKS, ("on paper: ", "\n"), ("Word 2, ", "\n"), ("on paper: ", "\n"), ("Word 2, ", CTRL_C)]
    code, screen = at_terminal(pj.places(), "keys", "recovery", typing=typing)
    assert code == 130
    assert "they open nothing" in screen
    words = re.findall(r"^ +\d+  ([a-z-]+)\r?$", screen, re.MULTILINE)
    assert words[:11] == words[11:]
    words = words[:11]
    # What stands on the other screen is gone once it is left.
    stays = re.sub(r"(?s)\x1b\[\?1049h.*?\x1b\[\?1049l", "", screen)
    assert stays.count("Word 2, ") == 2
    assert not set(words) & set(re.findall(r"[a-z-]+", stays))
    assert pj("list", passphrase=" ".join(words)).code == 4


def test_a_disk_that_fills_up_while_keys_are_renewed_says_which_words_hold(
    pj: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise NotSaved

    pj("write", "The lake.")
    with monkeypatch.context() as full:
        full.setattr(care, "compact", refuse)
        told = pj("keys", "renew", "--yes")
    assert told.code == 8
    assert "New recovery words hold" in told.err
    words = " ".join(re.findall(r"^ +\d+  ([a-z-]+)$", told.err, re.MULTILINE))
    assert "The lake." in pj("list", passphrase=words).out
    assert pj("check").code == 0


def test_a_folder_that_may_not_be_read_is_told(pj: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError

    pj.make()
    monkeypatch.setattr(Disk, "open", refuse)
    told = pj("jot", "The lake.", made=False)
    assert told.code == 6
    assert "who may read that folder" in told.err


def test_words_are_not_asked_for_while_there_is_no_card(pj: Command) -> None:
    pj("peers", "card", "--for", "Robin")
    code, screen = at_terminal(pj.places(), "peers", "compare", "Robin")
    assert code == 1
    assert "reads aloud" not in screen


def test_lines_break_between_words_on_a_terminal_and_nowhere_else(pj: Command) -> None:
    pj.make()
    said = "This card is for Robin alone. It holds no name and nothing secret."
    card = ("peers", "card", "--for", "Robin", "--out")
    code, screen = at_terminal(pj.places(), *card, str(pj.folder / "a.card"), columns=40)
    assert code == 0
    lines = [line.rstrip("\r") for line in screen[screen.index("This card is for") :].split("\n")]
    assert max(map(len, lines)) <= 40
    assert said in " ".join(lines)
    assert said in pj(*card, pj.folder / "b.card").err


@pytest.mark.parametrize("arguments", [["--help"], ["peers", "--help"], ["keys", "--help"]])
def test_help_says_whole_sentences(arguments: list[str]) -> None:
    told = run(*arguments)
    shown = told.out + told.err
    assert "Commands:" in shown
    assert not re.search(r"\w\.\.\.$", shown, re.MULTILINE)
    assert "See `" not in shown


def everything(pj: Command, who: str) -> list[str]:
    """Return all that a letter changes when it leaves."""
    shown = (("letters", "--json"), ("ledger", "--json"), ("paused", "--json"), ("paused", "1"))
    return [pj(*command, who=who).out for command in shown]


def refuse_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the disk on which letters are to be written be full, and no other."""
    create = Disk.create

    def refuse(disk: Disk, path: Path, data: bytes) -> None:
        if path.name.startswith("letter-"):
            raise OSError(errno.ENOSPC, "")
        create(disk, path, data)

    monkeypatch.setattr(Disk, "create", refuse)


def test_a_letter_whose_file_can_not_be_written_has_not_left(
    pj: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F7, F9: a full disk where the file goes changes nothing: what was set aside is still there."""
    letter = sent(pj, tmp_path)
    trust(pj, "robin", "sam")
    number = pj("open", "--keep", letter, who="robin").line
    assert pj("reply", number, "--line", "the [[held]] stairs", "--pause", "tomorrow", who="robin").code == 0
    assert pj("pause", "--end", "1", who="robin").code == 0
    before = everything(pj, "robin")
    with monkeypatch.context() as full:
        refuse_letters(full)
        told = pj("share", "--paused", "1", "--looked", "--out", tmp_path, who="robin")
    assert (told.code, told.out) == (8, "")
    assert "no file was written" in told.err
    assert everything(pj, "robin") == before
    assert pj("share", "--paused", "1", "--looked", "--out", tmp_path, who="robin").code == 0
    assert pj("paused", who="robin").out == ""


def test_a_letter_that_did_not_get_written_is_no_earlier_version(
    pj: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(pj, tmp_path)
    pj("ledger", "off", who="sam")
    number = story(pj, "The lake.")
    with monkeypatch.context() as full:
        refuse_letters(full)
        assert shared(pj, number, tmp_path).code == 8
    assert "already" not in shared(pj, number, tmp_path).err


def test_a_file_that_is_there_is_told_although_the_journal_is_full(
    pj: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise NotSaved

    sent(pj, tmp_path)
    number = story(pj, "The lake.")
    with monkeypatch.context() as full:
        full.setattr(Ledger, "handed_over", refuse)
        run = shared(pj, number, tmp_path)
    assert run.code == 0
    assert Path(run.line).exists()
    assert "could not be noted" in run.err
    row = json.loads(pj("ledger", "--json", who="sam").out)["items"][0]
    assert row["state"] == "prepared"


def test_a_file_that_can_not_be_opened_is_told_by_check_whichever_it_is(
    pj: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pj("write", "I was walking.")
    pj("jot", "A line.")
    opened, at, calls = Disk.open, 0, 0

    def refusing(disk: Disk, path: Path, flags: int = os.O_RDONLY) -> int:
        nonlocal calls
        calls += 1
        if calls == at:
            raise PermissionError(errno.EACCES, "refused")
        return opened(disk, path, flags)

    monkeypatch.setattr(Disk, "open", refusing)
    while calls >= at:
        at, calls = at + 1, 0
        shutil.copytree(tmp_path, again := tmp_path.with_name(f"{tmp_path.name}-{at}"))
        told = Command(again)("check")
        assert "in the program itself" not in told.err, at
        shutil.rmtree(again)
    assert at > 20
