"""Draws the plan of the house in docs/architecture.md from what each file says of itself.

python -m tests.house_plan    writes it; `make fix` does, and test_docs compares
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.source_tree import PACKAGE, ROOT

PAGE = ROOT / "docs" / "architecture.md"
PLAN = re.compile(r"(?ms)(?<=^```text\n)peerjournal/\n.*?(?=^```)")


def drawn() -> str:
    """Return the tree of the package, a line for each file, as its docstring's first line tells it."""
    return "".join(f"{line}\n" for line in ["peerjournal/", *_floor(PACKAGE, depth=1)])


def _floor(folder: Path, *, depth: int) -> Iterator[str]:
    here = "  " * depth
    for path in sorted(folder.glob("*.py")):
        if path.name != "__init__.py":
            yield f"{here + path.name:<24}{_first_line(path)}"
    for path in sorted(folder.glob("*/__init__.py")):
        yield f"{here + path.parent.name + '/':<24}{_first_line(path)}"
        yield from _floor(path.parent, depth=depth + 1)


def _first_line(path: Path) -> str:
    told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return told.partition("\n")[0].replace("``", "").rstrip(".")


if __name__ == "__main__":
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(PLAN.sub(lambda _: drawn(), text), encoding="utf-8")
