"""docs/practice.md keeps its word: each test it names is there, and says itself which part it holds."""

import ast
import re
from collections.abc import Iterator
from functools import cache

from peerjournal.support import WATCHED
from tests.source_tree import ROOT

PAGE = (ROOT / "docs" / "practice.md").read_text(encoding="utf-8")
PARTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 16, 17, 18]
"""Those that are built; of F10, F15, F19 and F20 the page says that they are not, or how far."""
RULES = range(1, 23)
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


@cache
def told_by(file: str) -> dict[str, str]:
    """Return what each test of a file says of itself."""
    path = ROOT / file
    tree = ast.parse(path.read_text(encoding="utf-8")) if path.exists() else ast.Module([], [])
    found = (node for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return {node.name: ast.get_docstring(node) or "" for node in found}


def claims() -> Iterator[tuple[str, str, str]]:
    """Yield (number, file, test) for each test that the page names under a number."""
    for section in re.split(r"(?m)^(?=#{2,3} )", PAGE):
        heading = re.match(r"### (F\d+)\.", section)
        for line in section.splitlines():
            first = re.match(r"\| (N\d+) \|", line) or re.search(r"\| (F\d+(?:, F\d+)*) \|", line)
            number = heading[1] if heading else first[1] if first else ""
            yield from ((number, file, test) for file, test in NAMED.findall(line))


def test_every_test_that_is_named_is_there() -> None:
    gone = [f"{file}::{test}" for _, file, test in claims() if test not in told_by(file)]
    assert gone == [], "it was renamed or moved: the page names it as it was"


def test_every_test_that_is_named_says_which_part_it_holds() -> None:
    silent = [
        (number, f"{file}::{test}")
        for number, file, test in claims()
        if number
        and not any(re.search(rf"\b{one}\b", told_by(file).get(test, "")) for one in number.split(", "))
    ]
    assert silent == [], "a test has the number of what it holds in its docstring"


def test_every_part_that_is_built_and_every_rule_is_held() -> None:
    held = {number for numbers, _, _ in claims() for number in numbers.split(", ")}
    wanted = {f"F{number}" for number in PARTS} | {f"N{number}" for number in RULES}
    assert wanted - held == set()


def test_no_row_stands_there_without_what_holds_it() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("|") and not line.startswith("| ---")]
    assert [row for row in rows if "held by" not in row and not NAMED.search(row)] == []
    assert len(rows) > len(PARTS) + len(RULES)


def test_the_page_says_that_nobody_outside_has_looked_yet() -> None:
    said = " ".join(PAGE.split())
    assert "No one with lived experience has reviewed it for us, no trainer of peer support" in said
    assert "That is wanted" in said


def test_the_words_for_those_who_are_watched_stand_here_as_in_the_app() -> None:
    """F17: word for word, as they are said before anything is made."""
    quoted = re.findall(r"(?m)^> ?(.*)$", PAGE)
    assert " ".join(" ".join(quoted).split()) == " ".join(WATCHED)


def test_the_pages_say_what_sync_and_backups_keep() -> None:
    """F18: a folder that a cloud carries keeps old versions."""
    said = " ".join((ROOT / "docs" / "security.md").read_text(encoding="utf-8").split())
    assert (
        "A folder that a cloud service carries keeps old versions of its files, and so does every backup"
        in said
    )
