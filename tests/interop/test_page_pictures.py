"""Pictures of the page in a browser and of the PDF: small, in the guide, and the same when drawn again."""

import shutil
from pathlib import Path

import pytest

from peerjournal.letters.forms.pdf import pdf_is_here
from tests.interop.chromium import command
from tests.interop.page_pictures import FOLDER, MOST_BYTES, draw_all
from tests.source_tree import ROOT

KEPT = sorted(FOLDER.glob("*.png"))


def test_every_picture_that_is_kept_is_small_and_stands_in_the_guide() -> None:
    guide = "".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs" / "guide").glob("*.md"))
    assert KEPT
    assert [path.name for path in KEPT if path.stat().st_size > MOST_BYTES] == []
    assert [path.name for path in KEPT if f"(../pictures/{path.name})" not in guide] == []


@pytest.mark.interop
def test_every_picture_that_is_kept_is_one_that_is_drawn(tmp_path: Path) -> None:
    command()
    draw_all(tmp_path)
    there = {path.name for path in KEPT}
    if not (pdf_is_here() and shutil.which("pdftoppm")):
        there -= {"pdf-page.png"}
    assert {path.name for path in tmp_path.iterdir()} == there
