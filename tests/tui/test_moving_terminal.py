"""Moving in and out in a real terminal, with the keyboard alone; covering it leaves no plain file behind."""

from pathlib import Path

from peerjournal.config import Places
from peerjournal.journal import Draft
from peerjournal.session import Session
from tests.conftest import PASSPHRASE
from tests.tui.conftest import app_in
from tests.tui.moving import jrnl, titles
from tests.tui.terminal import Terminal

MAIN = "peerjournal.tui.screens.main:MainScreen"
STANDS_STILL = """
from peerjournal.tui.screens import moving_out
real = moving_out.write_new
def held(folder, files, *, progress, **told):
    def tell(done, count):
        progress(done, count)
        while done == 20:
            progress(done, count)
    return real(folder, files, progress=tell, **told)
moving_out.write_new = held
"""
"""Lets writing come to a stand once twenty files are there."""


def at_main(terminal: Terminal) -> None:
    """Open the journal."""
    terminal.wait_for("Your journal is locked.")
    terminal.type(PASSPHRASE)
    terminal.press("enter")
    terminal.wait_for("newest first")


def from_menu(terminal: Terminal, letters: str, title: str) -> None:
    """Go through a line of the menu."""
    terminal.press("f2")
    terminal.type(letters)
    terminal.wait_for(title)
    terminal.press("enter")


def filled(places: Places, count: int) -> Session:
    """Open the journal and write something."""
    session = Session.unlock(places, PASSPHRASE)
    for number in range(count):
        session.journal.add(Draft(title=f"Page {number}", body="Words that are nobody else's."))
    return session


def test_a_journal_moves_in_and_is_taken_back_with_the_keyboard_alone(places: Places, tmp_path: Path) -> None:
    filled(places, 1).lock()
    source = jrnl(tmp_path)
    with app_in(places, main=MAIN) as terminal:
        at_main(terminal)
        from_menu(terminal, "another journal", "Move another journal in")
        terminal.wait_for("Where is the journal that moves in?")
        terminal.type(f"{source}")
        terminal.press("enter")
        terminal.wait_for("This looks like: jrnl, a text file.")
        terminal.press("enter")
        terminal.wait_for("In which zone were they written?")
        terminal.type("Europe/Berlin")
        terminal.press("enter")
        terminal.wait_for("Move these 2 entries in?")
        terminal.press("ctrl+s")
        terminal.wait_for("2 entries came in.")
        terminal.press("esc")
        terminal.wait_for("The wood")
        from_menu(terminal, "take back", "Take back what was moved in")
        terminal.wait_for("2 entries, moved in today.")
        terminal.press("enter")
        terminal.wait_for("Take 2 entries out again?")
        terminal.press("tab")
        terminal.press("enter")
        terminal.wait_for("Taken out: 2 entries.")
        terminal.press("f9")
        assert terminal.end() == 0
    assert titles(Session.unlock(places, PASSPHRASE)) == ["Page 0"]


def test_covering_while_plain_files_are_written_leaves_none_of_them(places: Places, tmp_path: Path) -> None:
    filled(places, 30).lock()
    folder = tmp_path / "plain"
    with app_in(places, main=MAIN, before=STANDS_STILL) as terminal:
        at_main(terminal)
        from_menu(terminal, "plain files", "Move out to plain files")
        terminal.wait_for("Your passphrase, once more.")
        terminal.type(PASSPHRASE)
        terminal.press("enter")
        terminal.wait_for("In which form?")
        terminal.press("enter")
        terminal.wait_for("Which folder does it go to?")
        terminal.press("ctrl+u")
        terminal.wait_for("Where it is")
        terminal.type(str(folder))
        terminal.wait_for("plain")
        terminal.press("enter")
        terminal.wait_for("Write 30 entries to plain files")
        terminal.press("tab")
        terminal.press("enter")
        terminal.wait_for("66 of 100 parts.")
        assert len(list(folder.iterdir())) == 20
        terminal.press("f9")
        assert terminal.end() == 0
    assert not folder.exists()


def test_a_hostile_source_writes_nothing_but_letters_to_the_terminal(places: Places, tmp_path: Path) -> None:
    filled(places, 1).lock()
    hidden = "\u202egnp \x1b]52;c;Q0FOQVJZ\x07 \x9b31m [red]x[/red] "
    text = f"[2020-05-01 15:00] {hidden}\n{hidden}\n\n[2020-05-02 15:00] {'x' * 10_000}\nlong\n"
    folder = tmp_path / "notes [red] \u202e\x1b]0;TITLE\x07"
    folder.mkdir()
    jrnl(folder, text)
    with app_in(places, main=MAIN) as terminal:
        at_main(terminal)
        from_menu(terminal, "another journal", "Move another journal in")
        terminal.wait_for("Where is the journal that moves in?")
        # No completion offers such a name; what a link leads to is shown.
        terminal.paste(f"'{link_to(folder / 'old.txt', tmp_path)}'")
        terminal.wait_for("link.txt")
        terminal.press("enter")
        terminal.wait_for("This looks like: jrnl, a text file.")
        terminal.press("enter")
        terminal.wait_for("In which zone were they written?")
        terminal.press("enter")
        terminal.wait_for("Move these 2 entries in?")
        terminal.wait_for("[red]x[/red]")
        terminal.press("ctrl+s")
        terminal.wait_for("2 entries came in.")
        terminal.press("f9")
        assert terminal.end() == 0
        for command in (b"\x1b]52", b"\x1b]0;", b"\xc2\x9b", "\u202e".encode()):
            assert command not in terminal.written


def link_to(path: Path, folder: Path) -> Path:
    link = folder / "link.txt"
    link.symlink_to(path)
    return link
