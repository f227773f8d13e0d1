"""Help and support: on every screen, offline, whole, and there whatever one's own file looks like."""

from pathlib import Path

import pytest
from textual.widgets import Static

from peerjournal.config import Places
from peerjournal.session import Session
from peerjournal.support import OwnLines, own_lines, panel
from peerjournal.tui.screens.help import HelpScreen, typeset
from tests.tui.conftest import app_in, unlock
from tests.tui.hostile import HOSTILE
from tests.tui.pilot import acting
from tests.tui.sharing import seated

BUILT_IN = ("your local emergency number", "112", "findahelpline.com", "befrienders.org", "lila.help")
MINE = """
emergency_number = "911"
last_checked = "March 2026"
prefer_mine = true
[[line]]
name = "The night line"
phone = "555 0100"
hours = "22 to 6"
"""
NO_NETWORK = """
import os, sys
sys.addaudithook(lambda event, _: os._exit(99) if event in {
    "socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"} else None)
"""
BROKEN = [
    "[[line",
    "line = 7",
    "line = [1, 2]",
    'emergency_number = ["x"]\nline = "no"',
    "\x00\xff",
    "a" * 100_000,
]


def words(pages: tuple[str, ...]) -> str:
    return "\n\n".join(typeset(paragraph).plain for paragraph in pages)


def lines_of(tmp_path: Path, text: str) -> OwnLines:
    tmp_path.mkdir(exist_ok=True)
    path = tmp_path / "help.toml"
    path.write_text(text, encoding="latin-1")
    return own_lines(path)


# The copy.


def test_the_built_in_lines_are_there_and_the_emergency_line_comes_first() -> None:
    """F14, N16: the lines as agreed, the emergency line first."""
    text = words(panel(OwnLines(), locked=False).now)
    assert all(line in text for line in BUILT_IN)
    places = [text.index(line) for line in BUILT_IN]
    assert places == sorted(places)
    assert text.startswith(
        "If you need someone now\n\nIn danger, hurt, or might act on thoughts of ending your life:"
    )
    assert text.endswith(
        "Peerjournal can't see this, call anyone, or tell anyone. Esc goes back to where you were."
    )


def test_no_page_shows_a_mark_or_an_empty_place() -> None:
    pages = panel(OwnLines(), locked=True)
    for page in (pages.now, pages.message, pages.worried):
        assert not set("*`{}") & set(words(page))
        assert all(line.strip() for paragraph in page for line in paragraph.split("\n"))


def test_people_are_shown_only_once_unlocked() -> None:
    """F14: on the lock it says that one's own people appear once it is open."""
    assert "Your own people appear once you unlock." in words(
        panel(OwnLines(), locked=True, people=("Ana",)).now
    )
    shown = words(panel(OwnLines(), locked=False, people=("Ana", "Sam")).now)
    assert "Someone you know: Ana, Sam  ·  m help me write a message" in shown


def test_ones_own_lines_come_before_the_directories_if_so_wished(tmp_path: Path) -> None:
    """F14: one's own lines come first if so wished."""
    text = words(panel(lines_of(tmp_path, MINE), locked=False).now)
    assert "call your local emergency number: 911." in text
    assert "The night line · 555 0100 · 22 to 6" in text
    assert text.index("The night line") < text.index("findahelpline.com")
    assert "Checked by you: March 2026" in text
    behind = words(panel(lines_of(tmp_path, MINE.replace("true", "false")), locked=False).now)
    assert behind.index("The night line") > behind.index("befrienders.org")


@pytest.mark.parametrize("text", BROKEN)
def test_a_file_that_makes_no_sense_is_said_and_hides_nothing(tmp_path: Path, text: str) -> None:
    """F14: a corrupt file hides nothing and is said."""
    own = lines_of(tmp_path, text)
    shown = words(panel(own, locked=False).now)
    assert "Your own help.toml could not be read" in shown
    assert all(line in shown for line in BUILT_IN)


def test_a_file_that_is_not_there_is_no_matter_and_a_folder_is_said(tmp_path: Path) -> None:
    """F14: with a missing file it is there."""
    assert own_lines(tmp_path / "help.toml") == OwnLines()
    assert own_lines(None) == OwnLines()
    assert lines_of(tmp_path / "empty", "") == OwnLines()
    assert own_lines(tmp_path).said


def test_a_hostile_line_stays_one_line_of_text(tmp_path: Path) -> None:
    escaped = "".join(f"\\U{ord(letter):08x}" for letter in HOSTILE)
    own = lines_of(tmp_path, f'[[line]]\nname = "{escaped}"\n')
    shown = words(panel(own, locked=False).now)
    assert "\x1b" not in shown
    assert "mood [ok]" in shown
    assert len(own.lines) == 1


def test_a_page_is_made_of_content_and_not_of_markup() -> None:
    assert Static(typeset("[/sigh] **strong** `m`")).content.plain == "[/sigh] strong m"  # type: ignore[union-attr] # it is Content


# The screen.


@pytest.mark.parametrize("key", ["f1", "ctrl+g"])
def test_it_opens_from_the_lock_and_goes_back_there(places: Places, key: str) -> None:
    """F14: from the lock screen."""
    with app_in(places) as terminal:
        terminal.wait_for("Jot a line")
        terminal.press(key)
        terminal.wait_for("Your own people appear once you unlock.")
        terminal.press("esc")
        terminal.wait_for("Your journal is locked.")


def test_it_opens_over_a_line_being_jotted_and_leaves_it_as_it_was(places: Places) -> None:
    """F14: unsaved text is untouched."""
    with app_in(places) as terminal:
        terminal.wait_for("Jot a line")
        terminal.press("f3")
        terminal.wait_for("sealed at once")
        terminal.type("half a thou")
        terminal.wait_for("half a thou")
        terminal.press("f1")
        terminal.wait_for("If you need someone now")
        terminal.press("esc")
        terminal.wait_for("half a thou")
        terminal.type("ght")
        terminal.wait_for("half a thought")


def test_it_opens_while_one_writes_and_the_text_stays(places: Places) -> None:
    """F14: while typing too, and back to it."""
    with app_in(places) as terminal:
        unlock(terminal)
        terminal.type("a word")
        terminal.wait_for("a word")
        terminal.press("ctrl+g")
        terminal.wait_for("If you need someone now")
        terminal.press("esc")
        terminal.wait_for("a word")


def test_its_pages_turn_by_key_and_by_mouse_alone(places: Places) -> None:
    with app_in(places) as terminal:
        terminal.wait_for("Jot a line")
        terminal.click("Help and support")
        terminal.wait_for("Someone else")
        terminal.click("Someone else")
        terminal.wait_for("Ask them directly.")
        terminal.press("m")
        terminal.wait_for("I don't need advice.")
        terminal.click("Now")
        terminal.wait_for("findahelpline.com")
        terminal.click(" Back ")
        terminal.wait_for("Your journal is locked.")


def test_it_shows_with_a_broken_file_of_ones_own_and_writes_nothing(places: Places) -> None:
    """F14, N17: no file is written."""
    (places.state / "help.toml").write_bytes(b"\xff[[")
    before = everything(places)
    with app_in(places, size=(120, 36)) as terminal:
        terminal.wait_for("Jot a line")
        terminal.press("f1")
        terminal.wait_for("Your own help.toml could not be read")
        terminal.press("f9")
        assert terminal.end() == 0
    assert everything(places) == before


@pytest.mark.parametrize("own", [None, b"", b"\xff[["], ids=["missing", "empty", "corrupt"])
def test_it_shows_with_no_network_whatever_ones_own_file_is(places: Places, own: bytes | None) -> None:
    """F14: with the network off, and with a missing, an empty and a corrupt file; nothing is asked of it."""
    if own is not None:
        (places.state / "help.toml").write_bytes(own)
    with app_in(places, before=NO_NETWORK, size=(120, 40)) as terminal:
        terminal.wait_for("Jot a line")
        terminal.press("f1")
        terminal.wait_for("local emergency number.")
        terminal.wait_for("lila.help")
        terminal.press("m")
        terminal.wait_for("I just don't want to be alone tonight.")
        terminal.press("w")
        terminal.wait_for("Ask them directly.")
        terminal.press("f9")
        assert terminal.end() == 0


@acting
async def test_what_is_read_first_is_the_emergency_line(session: Session) -> None:
    """F14: whoever goes through the screen from its top reads the emergency line first."""
    async with seated(session, HelpScreen(None, locked=False)) as seat:
        shown = [one for one in seat.screen.query(Static) if str(one.render()).strip() and one.region]
        in_order = sorted(shown, key=lambda one: (one.region.y, one.region.x))
        told = [str(one.render()) for one in in_order]
        assert shown[: len(BUILT_IN)] == in_order[: len(BUILT_IN)], (
            "it is told in the order in which it stands"
        )
        assert told[0] == "If you need someone now"
        assert told[1].startswith("In danger, hurt, or might act on thoughts of ending your life:")
        assert told[2].startswith("Someone to talk to, any time: findahelpline.com")


def everything(places: Places) -> set[tuple[str, int]]:
    found = (path for root in (places.journal, places.state) for path in root.rglob("*") if path.is_file())
    return {(str(path), path.stat().st_mtime_ns) for path in found}


@pytest.mark.parametrize("columns", [40, 50, 80])
def test_no_word_is_cut_at_any_width(places: Places, columns: int) -> None:
    """F14: at 40 columns no line is cut."""
    with app_in(places, size=(columns, 60)) as terminal:
        terminal.wait_for("Help")
        terminal.press("f1")
        terminal.wait_for("were.")
        terminal.wait_for("Someone else")
        shown = " ".join(terminal.text.split())
    expected = " ".join(words(panel(OwnLines(), locked=True).now).split())
    assert expected in shown
