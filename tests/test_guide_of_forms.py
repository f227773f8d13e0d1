"""The guide has a page for each form, and what it prints is run here as it stands there."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from peerjournal.config import Places
from peerjournal.crypto import CHEAPEST
from peerjournal.journal import Draft
from peerjournal.letters import FORMS, USES, handing_over
from peerjournal.session import Session
from tests.letters.pages import answer, block, inside, way_back_of
from tests.source_tree import ROOT

GUIDE = ROOT / "docs" / "guide"
PAGES = {"sealed": "sealed-file.md", "page": "web-page.md", "pdf": "pdf.md", "markdown": "plain-text.md"}
every_page = pytest.mark.parametrize("form", PAGES)

# Answers what a person would be asked, and opens the made-up journal.
PROGRAM = """#!/bin/sh
case "$1" in
    share) set -- "$@" --looked --yes ;;
    open) set -- "$@" --keep ;;
esac
exec "{python}" -m peerjournal --journal j --state j.state --passphrase-fd 3 "$@" 3<pass
"""
PASSPHRASE = "made up for the guide"
THEIR_KEY = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
THEY_SAID = 'echo "I read it twice." | '


def text_of(form: str) -> str:
    return (GUIDE / PAGES[form]).read_text(encoding="utf-8")


def commands(form: str) -> list[str]:
    """Return what a page has somebody type who has this program."""
    blocks = re.findall(r"(?ms)^```console\n(.*?)^```", text_of(form))
    typed = [line.removeprefix("$ ") for line in "".join(blocks).splitlines()]
    return [line for line in typed if line.startswith("peerjournal")]


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., str]:
    """Return what runs commands in a made-up journal with one story, and returns what was told."""
    program = tmp_path / "bin" / "peerjournal"
    program.parent.mkdir()
    program.write_text(PROGRAM.format(python=sys.executable))
    program.chmod(0o700)
    (tmp_path / "pass").write_text(f"{PASSPHRASE}\n")
    session = Session.create(Places(tmp_path / "j", tmp_path / "j.state"), PASSPHRASE, cost=CHEAPEST)
    session.journal.add(Draft(title="The stairwell", body="I sat on the back stairs."))
    session.journal.make_story("1")
    session.lock()
    world = {"PATH": f"{program.parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}

    def run(*typed: str) -> str:
        done = subprocess.run(
            ["bash", "-c", "\n".join(["set -eu -o pipefail", *typed])],
            cwd=tmp_path,
            env={**world, "HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    return run


@every_page
def test_each_form_has_a_page_in_two_parts_and_each_page_is_in_the_index(form: str) -> None:
    parts = re.findall(r"(?m)^## (.+)$", text_of(form))
    assert parts == ["If you give it", "If you got it"]
    assert f"(guide/{PAGES[form]})" in (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    assert f"({PAGES[form]})" in (GUIDE / "sharing.md").read_text(encoding="utf-8")
    assert {one.name for one in FORMS} <= PAGES.keys()


@every_page
def test_what_a_page_calls_the_answer_is_what_the_program_calls_it(form: str) -> None:
    label = next(use.label for use in USES if use.form == form)
    if form != "sealed":  # it begins with what they need instead
        assert f"Choose *{label}*" in text_of(form)


@every_page
def test_what_a_page_has_you_say_are_the_sentences_of_the_program(form: str) -> None:
    page = " ".join(text_of(form).split())
    said = handing_over(form, called="Robin", name="letter-7f3a.age", words="WORDS").read_aloud
    # Plain text is as often paper, which has no name.
    for piece in said.replace(", in a file called letter-7f3a.age", "").split(" WORDS. "):
        assert piece in page


def test_the_sealed_file_is_made_as_its_page_says(run: Callable[..., str], tmp_path: Path) -> None:
    run(
        f"peerjournal peers add Robin --age {THEIR_KEY}",
        *(one for one in commands("sealed") if "share" in one),
    )
    assert len([*tmp_path.glob("letter-*.age")]) == 1


def test_the_web_page_is_made_and_answered_as_its_page_says(run: Callable[..., str], tmp_path: Path) -> None:
    typed = commands("page")
    told = run(*(one for one in typed if not re.search("open|letters", one)))
    (words,) = re.findall(r"(?m)^    (\w+(?: \w+){5})$", told)
    (page,) = tmp_path.glob("letter-*.html")
    said = inside(page.read_bytes(), words)
    (tmp_path / "reply.txt").write_bytes(
        b"Here it is.\n\n" + block(way_back_of(said), answer(said["letter_id"], reply_line="the back stairs"))
    )
    told = run(*(one for one in typed if re.search("open|letters", one)))
    assert "Whoever can open that page can answer it, and nobody else." in told
    assert re.search(r"(?m)^1 · to Robin\n +2 · from Robin", told)


@pytest.mark.parametrize("form", ["pdf", "markdown"])
def test_the_other_forms_are_made_and_answered_as_their_pages_say(
    form: str, run: Callable[..., str], tmp_path: Path
) -> None:
    if form == "pdf":
        pytest.importorskip("typst")
        pytest.importorskip("pikepdf")
    share, reply = commands(form)
    run("peerjournal peers add Robin", share, f"{THEY_SAID}{reply}")
    assert len([*tmp_path.glob(f"letter-*.{next(one.suffix for one in FORMS if one.name == form)}")]) == 1
