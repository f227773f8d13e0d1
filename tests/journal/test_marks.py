"""What lets a line be passed over quickly when marks are looked for holds for every character there is."""

import re
import sys
import unicodedata

from peerjournal.journal.marks import _COLONS
from peerjournal.text import _INVISIBLE, UNSAFE, clean, clean_line

CHARS = [chr(code) for code in range(sys.maxunicode + 1)]


def test_every_character_that_is_narrowed_to_a_colon_is_known() -> None:
    assert [char for char in CHARS if ":" in unicodedata.normalize("NFKC", char)] == list(_COLONS)


def test_a_letter_never_becomes_a_sign_that_may_stand_before_a_mark() -> None:
    signs = re.compile(r"[\s>*+\-\d.)\\:]*")
    letters = "\n".join(char for char in CHARS if char.isalpha())
    assert letters == clean(letters)
    assert not re.search(f"[{UNSAFE}{_INVISIBLE}]", letters.replace("\n", ""))
    narrowed = (unicodedata.normalize("NFKC", letter) for letter in letters.split("\n"))
    assert [each for each in narrowed if signs.fullmatch(each)] == []


def test_what_can_be_printed_is_nothing_that_is_cleaned_away() -> None:
    unsafe = re.compile(f"[{UNSAFE}\r\u2028\u2029\ud800-\udfff]")
    assert [char for char in CHARS if char.isprintable() and unsafe.match(char)] == []


def test_nothing_below_the_combining_marks_combines() -> None:
    assert [char for char in CHARS[:0x300] if unicodedata.category(char) in {"Mn", "Me"}] == []
    assert clean_line("e" + "\u0301" * 20) == "e" + "\u0301" * 8
