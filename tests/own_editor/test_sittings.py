"""One sitting at an editor: where the text lies, what comes back, and what is left if nobody takes it."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from peerjournal.errors import EditorFailed, NoRoomInMemory
from peerjournal.own_editor import Edited, End, chosen, left_over, memory, page, sitting
from tests.own_editor.editors import CANARY, editor, in_memory, left_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has storage that is memory")
JOURNAL, DRAFT = "a" * 32, "b" * 32


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    before = in_memory()
    yield
    left = left_of(before)
    for folder in left:
        memory.clear(folder)
    assert left == []


def sit(tmp_path: Path, text: str, does: str) -> Edited:
    with sitting(text, editor(tmp_path, does), journal=JOURNAL, draft=DRAFT) as edited:
        return edited
    raise AssertionError("a sitting yields once")


def test_the_text_lies_in_memory_for_this_account_alone(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    does = f"""exec > '{seen}'
    stat -f -c %T "$page"; stat -c '%a %u %n' "$page" "${{page%/*}}"; cat "$page"
    echo "$TMPDIR $TMP $TEMP"; ulimit -c; mktemp >/dev/null"""
    assert sit(tmp_path, CANARY, does).end is End.DONE
    kind, file, folder, text, temporary, core = seen.read_text(encoding="utf-8").splitlines()
    assert kind in {"tmpfs", "ramfs"}
    assert file.split()[:2] == ["600", str(os.geteuid())]
    assert folder.split()[:2] == ["700", str(os.geteuid())]
    assert Path(file.split()[2]).name == "page.md"
    assert text == CANARY
    assert set(temporary.split()) == {folder.split()[2]}, "what it makes for a moment goes with it"
    assert core
    assert not Path(folder.split()[2]).exists()


@pytest.mark.parametrize(
    ("does", "text", "end"),
    [
        ("exit 0", "begun", End.DONE),
        ("printf 'other' > $page", "other", End.DONE),
        ("printf 'other\\n\\n' > $page", "other\n", End.DONE),
        ("printf 'other\\n' > $page.new; mv $page.new $page", "other", End.DONE),
        ("printf '\\357\\273\\277a\\r\\nb\\033[2Jc\\n' > $page", "a\nb[2Jc", End.DONE),
        (": > $page", "", End.DONE),
        ("exit 1", "begun", End.REFUSED),
        ("printf 'other' > $page; exit 3", "other", End.REFUSED),
        ("printf 'other' > $page; kill -9 $$", "other", End.REFUSED),
        ("printf 'unsaved' > $page.save; kill -1 $$", "unsaved", End.REFUSED),
        ("rm $page", "begun", End.GONE),
        ("rm $page; mkdir $page", "begun", End.GONE),
        ("rm $page; ln -s /etc/passwd $page", "begun", End.GONE),
        ("rm $page; mkfifo $page", "begun", End.GONE),
        ("printf 'caf\\351' > $page", "café", End.NOT_TEXT),
        ("printf '\\377\\376h\\000i\\000' > $page", "hi", End.NOT_TEXT),
        ("kill -STOP $$; printf 'went on' > $page", "went on", End.DONE),
    ],
)
def test_what_comes_back_and_how(tmp_path: Path, does: str, text: str, end: End) -> None:
    edited = sit(tmp_path, "begun", does)
    assert (edited.text, edited.end, edited.is_changed) == (text, end, text != "begun")


def test_a_text_that_is_not_touched_comes_back_as_it_was(tmp_path: Path) -> None:
    for text in ("", "one", "one\n", "one\n\n", "one\n\ntwo", "\n"):
        edited = sit(tmp_path, text, "exit 0")
        assert (edited.text, edited.is_changed) == (text, False)


def test_more_than_the_journal_takes_comes_back_and_says_so(tmp_path: Path) -> None:
    edited = sit(tmp_path, "", f"head -c {page.LARGEST + 1} /dev/zero | tr '\\0' a > $page")
    assert edited.end is End.TOO_LARGE
    assert len(edited.text) == page.LARGEST + 1


def test_an_editor_that_cant_be_started_leaves_nothing(tmp_path: Path) -> None:
    program = editor(tmp_path, "exit 0")
    Path(program.words[0]).write_bytes(b"\0")
    with pytest.raises(EditorFailed), sitting("x", program, journal=JOURNAL, draft=DRAFT):
        pytest.fail("it was never there")


def test_a_full_memory_says_so_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("no space")

    monkeypatch.setattr(page, "put", full)
    with pytest.raises(NoRoomInMemory), sitting("x", editor(tmp_path, ""), journal=JOURNAL, draft=DRAFT):
        pytest.fail("it was never there")


def test_what_shows_itself_shows_no_text(tmp_path: Path) -> None:
    edited = sit(tmp_path, "", f"echo '{CANARY}' > $page")
    assert edited.text == CANARY
    assert CANARY not in repr(edited)


# What is left over.


def abandon(tmp_path: Path, text: str, does: str, *, journal: str = JOURNAL) -> None:
    """Fail between the editor's end and the keeping of what it left."""
    with (
        pytest.raises(ZeroDivisionError),
        sitting(text, editor(tmp_path, does), journal=journal, draft=DRAFT),
    ):
        raise ZeroDivisionError


def test_what_nobody_kept_is_found_once_and_then_gone(tmp_path: Path) -> None:
    before = in_memory()
    abandon(tmp_path, "begun", f"echo '{CANARY}' > $page")
    (folder,) = left_of(before)
    assert (folder / "page.md").exists()
    assert [*left_over("c" * 32)] == [], "it is another journal's"
    assert folder.exists()
    (left,) = left_over(JOURNAL)
    assert (left.text, left.draft) == (CANARY, DRAFT)
    assert left.goes_on_from("begun")
    assert not left.goes_on_from("something else")
    assert CANARY not in repr(left)
    assert not folder.exists()
    assert [*left_over(JOURNAL)] == []


def test_what_was_not_changed_is_only_taken_away(tmp_path: Path) -> None:
    abandon(tmp_path, "begun", "exit 0")
    abandon(tmp_path, "begun", ": > $page")
    assert [*left_over(JOURNAL)] == []


def test_it_stays_until_it_was_kept(tmp_path: Path) -> None:
    before = in_memory()
    abandon(tmp_path, "begun", "echo more >> $page")
    assert next(left_over(JOURNAL)).text == "begun\nmore"
    (folder,) = left_of(before)
    assert [one.text for one in left_over(JOURNAL)] == ["begun\nmore"]
    assert not folder.exists()


def test_a_page_that_is_in_use_is_left_alone(tmp_path: Path) -> None:
    with sitting("begun", editor(tmp_path, "echo more >> $page"), journal=JOURNAL, draft=DRAFT):
        assert [*left_over(JOURNAL)] == []
    before = in_memory()
    folder = memory.make(memory.places()[0])
    (folder / page.LOCK).touch()
    with subprocess.Popen(
        ["flock", folder / page.LOCK, "cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as held:
        assert held.stdin
        assert held.stdout
        held.stdin.write(b"x")
        held.stdin.flush()
        held.stdout.read(1)
        assert [*left_over(JOURNAL)] == []
        assert left_of(before) == [folder], "an editor outlived the program that started it"
    assert [*left_over(JOURNAL)] == []
    assert left_of(before) == []


def test_the_editor_holds_the_lock_too(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    sit(tmp_path, "x", f"ls -l /proc/$$/fd > '{seen}'")
    assert "/lock" in seen.read_text(encoding="utf-8")


def test_the_mark_tells_nothing(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    sit(tmp_path, CANARY, f"cat ${{page%/*}}/lock > '{seen}'; stat -c %a ${{page%/*}}/lock >> '{seen}'")
    mark, mode = seen.read_text(encoding="utf-8").splitlines()
    assert mark == f"{JOURNAL} {DRAFT} {page.digest(CANARY)}"
    assert mode == "600"


def test_signals_of_the_keyboard_are_the_editors(tmp_path: Path) -> None:
    edited = sit(tmp_path, "x", f"kill -INT {os.getpid()}; kill -QUIT {os.getpid()}; echo on > $page")
    assert edited.text == "on"


def test_nothing_of_it_is_executable_or_open(tmp_path: Path) -> None:
    assert stat.S_IMODE(Path(editor(tmp_path, "").words[0]).stat().st_mode) == 0o755
    assert chosen({"EDITOR": "true", "PATH": os.environ["PATH"]}).words == ("true",)
