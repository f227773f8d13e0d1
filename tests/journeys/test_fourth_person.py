"""Somebody with a PDF reader, on a phone perhaps: the words open it, and what they say to it can be kept."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.interop.carriers import program
from tests.journeys.ana import ANSWERED, NOWHERE, share_as, without_what_stays
from tests.journeys.traces import files_with
from tests.journeys.way import CANARY

pytestmark = pytest.mark.interop


def qpdf(*arguments: str | Path, words: str) -> subprocess.CompletedProcess[bytes]:
    """Have qpdf open a file with what Ana types, which stands in no list of processes."""
    command = [program("qpdf", "qpdf"), "--password-file=-", *map(str, arguments)]
    return subprocess.run(command, input=f"{words}\n".encode(), capture_output=True, check=False)


def test_a_fourth_person_reads_a_pdf_and_says_something_on_the_phone(tmp_path: Path) -> None:
    pj = Command(tmp_path)
    file, words = share_as("pdf", pj, tmp_path / "out")
    assert file.suffix == ".pdf"
    assert "-" in words
    for wrong in ("", words.title(), words.replace("-", " "), words.rpartition("-")[0]):
        assert b"invalid password" in qpdf("--check", file, words=wrong).stderr
    assert b"AESv3" in qpdf("--show-encryption", file, words=words).stdout

    opened = qpdf("--decrypt", file, "-", words=words).stdout
    to_text = [program("pdftotext", "poppler-utils"), "-", "-"]
    read = subprocess.run(to_text, input=opened, capture_output=True, check=True).stdout.decode()
    # A word may be hyphenated where a line ends.
    without_what_stays(read.replace("\u00ad", "").replace("-\n", "").replace("\u2010\n", ""))

    kept = pj("reply", "1", "--came-another-way", stdin=f"She liked the stairs, {ANSWERED}.", who="sam")
    assert kept.code == 0, kept.err
    came, sent = json.loads(pj("letters", "--json", who="sam").out)["items"]
    assert (came["answers"], came["peer"]) == (sent["number"], "Ana")
    assert ANSWERED in pj("letters", "show", came["number"], who="sam").out
    (row,) = json.loads(pj("ledger", "--json", who="sam").out)["items"]
    assert (row["form"], row["state"]) == ("pdf", "handed over")
    for secret in (*NOWHERE, words, words.replace("-", " ")):
        assert files_with(tmp_path, secret) == {}, secret
    assert CANARY not in str(file)
