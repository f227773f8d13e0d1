"""H1: what only Firefox is asked: what it counts, writes down and saves; the rest is in test_web_page."""

import socket
from pathlib import Path

import pytest

from tests.interop.firefox import Firefox
from tests.interop.open_page import open_page, tab_to, unlock

pytestmark = pytest.mark.interop


def test_what_asks_for_something_would_be_counted(tmp_path: Path) -> None:
    page = tmp_path / "asks.html"
    with Firefox(tmp_path / "asks") as other, socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/a.png"
        page.write_text(f'<!doctype html><link rel="preload" as="image" href="{address}">')
        other.go(page)
        listening.accept()[0].close()
        assert address in other.requests


def test_the_reply_can_be_copied_and_saved_and_nothing_typed_is_kept_for_another_session(
    firefox: Firefox, story: Path
) -> None:
    """What a browser writes down to come back after a crash holds no word of it."""
    unlock(firefox, story, "canary7391 and five other words too")
    assert "canary7391" not in firefox.remembered()
    open_page(firefox, story)
    tab_to(firefox, "#write")
    firefox.press("Enter")
    tab_to(firefox, "#note")
    firefox.type("One canary7391.")
    assert "story.html" in firefox.remembered()
    assert "canary7391" not in firefox.remembered()
    tab_to(firefox, "#answer-form > p > button")
    firefox.press("Enter")
    firefox.until("!document.getElementById('sealed-reply').hidden")
    tab_to(firefox, "#copy")
    firefox.press("Enter")
    firefox.until("document.getElementById('block-said').textContent.startsWith('Copied.')")
    tab_to(firefox, "#save")
    firefox.press("Enter")
    assert firefox.saved() == firefox.run("document.getElementById('block').value")
    assert "canary7391" not in firefox.remembered()
