"""The documents keep up with the code: what they name is there, and what is there they name."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import peerjournal
from tests import house_plan
from tests.source_tree import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("**/*.md")])
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def without_code(text: str) -> str:
    return re.sub(r"`[^`\n]*`", "", re.sub(r"(?ms)^```.*?^```", "", text))


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"(?m)^#+ (.+)$", page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@every_page
def test_every_link_leads_somewhere(page: Path) -> None:
    lost = []
    for target in re.findall(r"\]\(([^)\s]+)\)", without_code(page.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            lost.append(target)
    assert lost == []


@every_page
def test_every_make_command_named_is_in_the_makefile(page: Path) -> None:
    targets = set(re.findall(r"(?m)^([a-z]+):.*## ", (ROOT / "Makefile").read_text()))
    named = set(re.findall(r"(?:`|^\$ |^)make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= targets


@every_page
def test_every_file_named_is_there(page: Path) -> None:
    named = re.findall(
        r"`((?:peerjournal|tests|benchmarks|docs|requirements)/[\w./-]*(?:\.\w+|/))`",
        page.read_text(encoding="utf-8"),
    )
    assert [name for name in named if not (ROOT / name).exists()] == []


@every_page
def test_every_page_of_docs_is_reached_from_the_index(page: Path) -> None:
    docs = ROOT / "docs"
    if page.parent == ROOT or page.name == "index.md":
        return
    folders = {page.parent.relative_to(docs).as_posix(), page.relative_to(docs).as_posix()}
    index = (docs / "index.md").read_text(encoding="utf-8")
    assert any(f"]({name}" in index for name in folders if name != ".")


def test_the_readme_begins_with_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    first_block = readme[readme.index("```") :].split("```")[1]
    assert re.findall(r"make \w+", first_block) == ["make demo", "make test"]


def test_every_command_has_its_place_in_the_guide() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "peerjournal", "--help"], capture_output=True, text=True, check=True
    )
    commands = re.findall(r"(?m)^  ([a-z][a-z-]+)\b", told.stdout.partition("Commands:")[2])
    guide = "".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs" / "guide").glob("*.md"))
    assert commands
    assert [command for command in commands if f"peerjournal {command}" not in guide] == []


def test_the_changelog_tells_of_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"(?m)^## {re.escape(peerjournal.__version__)}\b", changelog)


def test_the_plan_of_the_house_is_what_its_rooms_say_of_themselves() -> None:
    plan = house_plan.PLAN.search(house_plan.PAGE.read_text(encoding="utf-8"))
    assert plan
    shown, told = plan[0].splitlines(), house_plan.drawn().splitlines()
    assert set(shown) ^ set(told) == set(), "`make fix` draws it again"
    assert shown == told, "`make fix` draws it again"
