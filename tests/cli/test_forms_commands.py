"""A letter for a person without a card: as a page or as plain text, by command, and what comes back."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Command, Run
from tests.cli.exchange import BODY, story
from tests.cli.pseudo_terminal import CTRL_D, UNLOCKS, at_terminal
from tests.letters import pages

WORDS = re.compile(r"^ {4}((?:[a-z]+ ){5}[a-z]+)$", re.MULTILINE)


@pytest.fixture
def asked(pj: Command) -> str:
    """Return the number of a story, where Ana is in the circle without a card."""
    assert pj("peers", "add", "Ana", who="sam").code == 0
    return story(pj, BODY)


def as_page(pj: Command, number: str, out: Path) -> Run:
    how = ("--form", "page", "--wish", "stayed", "--looked", "--out", str(out))
    return pj("share", number, "--to", "Ana", *how, who="sam")


def test_a_page_leaves_and_what_is_written_back_arrives_under_it(pj: Command, asked: str, out: Path) -> None:
    made = as_page(pj, asked, out)
    page = Path(made.line)
    assert (made.code, page.suffix) == (0, ".html")
    words = WORDS.search(made.err)
    assert words is not None
    assert "Made for Ana, and written down in the ledger as row 1." in made.err
    said = pages.inside(page.read_bytes(), words[1])
    answer = pages.answer(said["letter_id"], reply_line="the back stairs")
    (out / "reply.txt").write_bytes(pages.block(pages.way_back_of(said), answer))
    kept = pj("open", "--keep", str(out / "reply.txt"), who="sam")
    assert kept.code == 0
    assert "Ana" in kept.err
    assert "Whoever can open that page" in kept.err
    shown = pj("letters", "show", kept.line, who="sam")
    assert "the back stairs" in shown.out
    assert words[1] not in pj("ledger", "--json", who="sam").out + pj("letters", "--json", who="sam").out


def test_what_is_pasted_is_taken_in_by_way_of_stdin(pj: Command, asked: str, out: Path) -> None:
    made = as_page(pj, asked, out)
    words = WORDS.search(made.err)
    assert words is not None
    said = pages.inside(Path(made.line).read_bytes(), words[1])
    block = pages.block(pages.way_back_of(said), pages.answer(said["letter_id"], note="Thank you."))
    kept = pj("open", "--keep", "-", who="sam", stdin=b"Hello Sam,\r\n" + block.replace(b"\n", b"\r\n"))
    assert kept.code == 0
    assert "Thank you." in pj("letters", "show", kept.line, who="sam").out


def test_plain_text_is_asked_about_once(pj: Command, asked: str, out: Path) -> None:
    how = ("share", asked, "--to", "Ana", "--form", "markdown", "--looked", "--out", str(out))
    refused = pj(*how, who="sam")
    assert refused.code != 0
    assert "anybody who gets at the file" in refused.err
    assert "`--yes`" in refused.err
    assert list(out.iterdir()) == []
    assert pj("ledger", who="sam").out == ""
    made = pj(*how, "--yes", who="sam")
    preview = pj("preview", asked, "--to", "Ana", "--form", "markdown", who="sam")
    assert Path(made.line).read_bytes() == preview.out_bytes
    assert "Nothing else is in the file." in preview.err


def test_the_sealed_file_still_needs_something_of_theirs(pj: Command, asked: str, out: Path) -> None:
    refused = pj("share", asked, "--to", "Ana", "--looked", "--out", str(out), who="sam")
    assert refused.code != 0
    assert "card" in refused.err
    assert list(out.iterdir()) == []


def test_an_unknown_form_is_refused_with_those_there_are(pj: Command, asked: str, out: Path) -> None:
    refused = pj("share", asked, "--to", "Ana", "--form", "pigeon", "--looked", "--out", str(out), who="sam")
    assert refused.code != 0
    assert "sealed, page" in refused.err


def test_at_a_terminal_it_is_pasted_looked_at_and_kept(pj: Command, asked: str, out: Path) -> None:
    made = as_page(pj, asked, out)
    words = WORDS.search(made.err)
    assert words is not None
    said = pages.inside(Path(made.line).read_bytes(), words[1])
    block = pages.block(pages.way_back_of(said), pages.answer(said["letter_id"], note="Thank you."))
    typing = (
        UNLOCKS,
        ("Enter and then Ctrl-D end it.", f"Hello.\n{block.decode()}{CTRL_D}"),
        ("[now/later/not]", "now\n"),
        ("[y/N]", "y\n"),
    )
    code, screen = at_terminal(pj.places("sam"), "open", "-", typing=typing)
    assert code == 0
    assert "Thank you." in screen
    assert "Kept as letter 2." in screen


def test_a_pdf_says_which_characters_it_can_not_show(pj: Command, out: Path) -> None:
    assert pj("peers", "add", "Ana", who="sam").code == 0
    number = story(pj, "All of it but one: \U00016ff1.")
    how = ("share", number, "--to", "Ana", "--form", "pdf", "--looked", "--out", str(out))
    refused = pj(*how, who="sam")
    assert refused.code != 0
    assert "\n  \U00016ff1\n" in refused.err
    assert "`--yes`" in refused.err
    assert list(out.iterdir()) == []
    made = pj(*how, "--yes", who="sam")
    assert Path(made.line).read_bytes().startswith(b"%PDF-")
    assert re.search(r"^ {4}(?:[a-z]+-){5}[a-z]+$", made.err, re.MULTILINE)


def test_without_what_makes_pdfs_it_is_said_and_nothing_is_written(
    pj: Command, asked: str, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("peerjournal.letters.forms.pdf.find_spec", lambda _name: None)
    refused = pj("share", asked, "--to", "Ana", "--form", "pdf", "--looked", "--out", str(out), who="sam")
    assert refused.code != 0
    assert "pip install" in refused.err
    assert list(out.iterdir()) == []
    assert pj("ledger", who="sam").out == ""


@pytest.mark.parametrize("command", ["preview", "share"])
def test_a_form_that_is_none_is_refused_with_those_that_are(pj: Command, asked: str, command: str) -> None:
    refused = pj(command, asked, "--to", "Ana", "--form", "pge", who="sam")
    assert refused.code != 0
    assert "There is: sealed, page, pdf, markdown." in refused.err
    assert refused.out == ""
