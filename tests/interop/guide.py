"""What the guide for two computers prints, taken from its page: it is run here as it stands there."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "guide" / "two-computers.md"


def block(language: str, beginning: str) -> str:
    """Return the fenced block of a language that begins so, or else the only one with a line that does."""
    text = PAGE.read_text(encoding="utf-8")
    found = re.findall(rf"(?ms)^```{language}\n(.*?)^```", text)
    holding = [one for one in found if re.search(rf"(?m)^{re.escape(beginning)}", one)]
    (only,) = [one for one in holding if one.startswith(beginning)] or holding
    return str(only)


def commands(beginning: str) -> str:
    """Return the lines that a console block tells to type, without what stands beside them."""
    lines = block("console", beginning).splitlines()
    return "\n".join(line[2:] for line in lines if line.startswith("$ "))
