"""A letter that left as a PDF, opened by qpdf and Poppler: sealed, all its letters there, nothing more."""

import os
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from peerjournal.letters.forms import Made, Pdf, pdf
from peerjournal.letters.letter import Letter
from tests.interop.age_programs import missing
from tests.interop.carriers import program
from tests.letters.pages import letter_of

pytestmark = pytest.mark.interop

SHORT = "aim-acid-acorn-acre-add-age"
"""Six words that fit the 32 bytes that Poppler's commands take as a password."""
FROM_THE_LEFT = {
    "Latin": "# Über den Hof\n\nThe office was fluffy, the first affluent waffle: “naïve”, Łódź, Tiếng Việt.",
    "Cyrillic": "# Лестница\n\nЯ сидела на лестнице и считала до десяти. Ґанок, їжак, љубав.",
    "Greek": "# Η σκάλα\n\nΚάθισα στις σκάλες και μέτρησα ως το δέκα. Ἀρχὴ σοφίας.",  # noqa: RUF001 -- Greek
    "Han": "# 楼梯\n\n我坐在楼梯上，数到十。" + "水" * 90,  # noqa: RUF001 -- its own comma
    "kana": "# 階段\n\n階段に座って、十まで数えました。カタカナも。",
    "Hangul": "# 계단\n\n계단에 앉아 열까지 세었어요.",
    "everything else": "*em **strong*** ~~gone~~ `code`\n\n* a\n  * b\n\n4. c\n\n> d\n> > e\n\n"
    "|f|g|\n|-|-|\n|h|i|\n\n```\n  j = 1\n```\n\n---\n\n"
    + "a" * 200
    + "\n\nhttps://example.com/"
    + "long" * 30,
    "five pages": "\n\n".join(
        f"# Story {one}\n\n" + "One line and another, and more. " * 60 for one in "abcde"
    ),
}
FROM_THE_RIGHT = {"Hebrew": "ישבתי על המדרגות וספרתי עד עשר", "Arabic": "جلست على الدرج وعددت إلى عشرة"}
EVERY_SCRIPT = "Я δ ש ش 水 か 계 क्ष ไทย አ ქ Հ 🪴 👩‍👩‍👧 👍🏽 🇩🇪 ❤️ ½ → ♥"


def run(*args: str | Path) -> str:
    program(str(args[0]), "qpdf" if args[0] == "qpdf" else "poppler-utils")
    return subprocess.run(
        args, capture_output=True, text=True, check=True, env={**os.environ, "LC_ALL": "C.UTF-8"}
    ).stdout


@pytest.fixture
def where(tmp_path: Path) -> Path:
    return tmp_path / "letter.pdf"


def made(letter: Letter, where: Path) -> Made:
    one = Pdf().make(letter)
    where.write_bytes(one.data)
    return one


def read(letter: Letter, where: Path, *how: str) -> str:
    """Return what Poppler reads in it, opened by qpdf with the words."""
    words = made(letter, where).words
    plain = where.with_name("opened.pdf")
    run("qpdf", "--decrypt", f"--password={words}", where, plain)
    return run("pdftotext", *how, plain, "-")


def letters(text: str) -> str:
    """Return the letters of a text, in their order; the numbers of pages are none."""
    return "".join(sign for sign in text if sign.isalpha())


def test_qpdf_finds_it_whole_and_sealed_with_aes_256(where: Path) -> None:
    words = made(letter_of("One. 🪴"), where).words
    said = run("qpdf", "--show-encryption", f"--password={words}", where)
    assert said.startswith("R = 6\n")
    assert re.findall(r"encryption method: (\w+)", said) == ["AESv3"] * 3
    assert "Supplied password is user password" in said
    assert "not allowed" not in said
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", f"--password={words}", where)


def test_other_words_are_refused(where: Path) -> None:
    words = made(letter_of("One."), where).words
    for other in (words.title(), words.replace("-", " "), words[:32], ""):
        done = subprocess.run(
            [program("qpdf", "qpdf"), "--check", f"--password={other}", where],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 2
        assert "invalid password" in done.stderr


def test_poppler_opens_it_with_its_words_and_no_others(where: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "generate", lambda _: SHORT.replace("-", " "))
    made(letter_of("The back stairs."), where)
    assert "The back stairs." in run("pdftotext", "-upw", SHORT, where, "-")
    for other in (SHORT.title(), ""):
        with pytest.raises(subprocess.CalledProcessError):
            run("pdftotext", "-upw", other, where, "-")


@pytest.mark.parametrize("name", FROM_THE_LEFT)
def test_copied_letters_are_the_letters_of_the_body(where: Path, name: str) -> None:
    letter = letter_of(FROM_THE_LEFT[name])
    assert letters(read(letter, where)) == letters(letter.text)


@pytest.mark.parametrize("name", FROM_THE_RIGHT)
def test_lines_from_the_right_begin_there_and_hold_all_their_letters(where: Path, name: str) -> None:
    said = FROM_THE_RIGHT[name]
    text = read(letter_of(said), where)
    assert Counter(letters(text)) == Counter(letters(letter_of(said).text))
    boxes = run("pdftotext", "-bbox-layout", where.with_name("opened.pdf"), "-")
    lines = [
        tuple(map(float, found)) for found in re.findall(r'<line xMin="([\d.]+)".*?xMax="([\d.]+)"', boxes)
    ]
    page, margin = 419.5, 48.2
    assert abs(min(line[0] for line in lines) - margin) < 1, "the wish is English"
    assert abs(max(line[1] for line in lines) - (page - margin)) < 1, "the story is not"


def test_every_script_and_emoji_has_a_picture_here(where: Path) -> None:
    letter = letter_of(EVERY_SCRIPT)
    unseen = Pdf().missing_characters(letter)
    if unseen:
        missing("Noto's fonts are not there: `apt-get install fonts-noto` and `fonts-noto-cjk` get them.")
    assert Counter(letters(read(letter, where))) == Counter(letters(letter.text))
    assert "🪴" in read(letter, where)


def test_poppler_finds_nothing_told_of_its_making(where: Path) -> None:
    read(letter_of("# A title\n\nOne."), where)
    plain = where.with_name("opened.pdf")
    said = run("pdfinfo", plain)
    assert {line.partition(":")[0] for line in said.splitlines()} == {
        *("Custom Metadata", "Metadata Stream", "Tagged", "UserProperties", "Suspects", "Form", "JavaScript"),
        *("Pages", "Encrypted", "Page size", "Page rot", "File size", "Optimized", "PDF version"),
    }
    assert re.search(r"Custom Metadata: +no\nMetadata Stream: +no\n", said)
    assert run("pdfinfo", "-meta", plain).strip() == ""
    fonts = run("pdffonts", plain).splitlines()[2:]
    assert fonts
    assert all(re.match(r"[A-Z]{6}\+\w+-Regular", line) for line in fonts)
