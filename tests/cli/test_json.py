"""`--json`: one document each, UTF-8, as its schema says, whatever people wrote; every listing has it."""

import json
import re
import subprocess
from typing import Any

import pytest

from peerjournal.text import UNSAFE
from tests.cli.command_tree import every_command
from tests.cli.conftest import SCHEMA, Command, Run
from tests.cli.every_json import Said, every_json
from tests.cli.pseudo_terminal import at_terminal
from tests.json_schema import FORMATS

OFFERED = {ref["$ref"].removeprefix("#/$defs/") for ref in SCHEMA.root["anyOf"]}
LISTS = {
    *("list", "find", "show", "tags", "people", "names", "letters", "letters-show", "ledger", "ledger-show"),
    *(
        "paused",
        "peers",
        "devices",
        "inspect",
        "versions",
        "shelf",
        "stands",
        "tools",
        "note",
        "ways",
        "keys",
    ),
    *("check", "settle", "bring-back", "reply", "import"),
}
"""Whatever shows something that is kept; `reply` lists how one can begin."""


def have_json() -> set[str]:
    return {
        path.removeprefix("peerjournal ").replace(" ", "-")
        for path, command, _ in every_command()
        if any("--json" in each.opts for each in command.params)
    }


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Said:
    folder = tmp_path_factory.mktemp("json")
    (folder / "out").mkdir()
    return every_json(Command(folder), folder / "out")


def test_every_list_has_it() -> None:
    assert LISTS - have_json() == set()


def test_every_command_that_has_it_is_described_and_tried(said: Said) -> None:
    assert have_json() == OFFERED == set(said)


def test_each_is_as_its_schema_says(said: Said) -> None:
    """So is whatever another test asks for: `Command` compares it."""
    faults = {
        name: SCHEMA.faults(json.loads(run.out_bytes), name) for name, runs in said.items() for run in runs
    }
    assert {name: found for name, found in faults.items() if found} == {}


def test_every_definition_is_used_by_something() -> None:
    text = (FORMATS / "commands.schema.json").read_text(encoding="utf-8")
    unused = {name for name in SCHEMA.root["$defs"] if f'"#/$defs/{name}"' not in text}
    assert unused == set()


def test_a_fault_is_noticed_where_it_stands(said: Said) -> None:
    (whole,) = [one for one in map(document, said["list"]) if len(one["items"]) == 2]
    assert SCHEMA.faults(whole, "list") == []
    for wrong, fault in (
        ({"items": [whole["items"][0] | {"starred": 1}]}, "/items/0/starred: boolean"),
        ({"items": [whole["items"][0] | {"more": 1}]}, "/items/0/more: unknown"),
        ({"items": [whole["items"][0] | {"written": "today"}]}, "/items/0/written: pattern"),
        ({"items": "none"}, "/items: array"),
        ({}, "/items: required"),
    ):
        assert SCHEMA.faults(wrong, "list") == [fault]


def document(run: Run) -> dict[str, Any]:
    found = json.loads(run.out_bytes)
    assert isinstance(found, dict)
    return found


def test_each_is_one_document_with_its_members_in_order(said: Said) -> None:
    for name, runs in said.items():
        for run in runs:
            text = run.out_bytes.decode("utf-8")
            assert text == json.dumps(document(run), ensure_ascii=False, indent=2, sort_keys=True) + "\n", (
                name
            )


def test_none_holds_what_could_command_a_terminal(said: Said) -> None:
    for runs in said.values():
        for run in runs:
            assert not re.search(f"[{UNSAFE}\x1b]", run.out)


def test_at_a_terminal_there_is_no_color_in_it_either(pj: Command) -> None:
    pj("write", "--title", "The lake", "--star", "I was walking.")
    code, shown = at_terminal(pj.places(), "list", "--json")
    assert code == 0
    assert [one["title"] for one in json.loads(shown[shown.index("{") :])["items"]] == ["The lake"]


def test_what_was_written_stands_in_them_whole(said: Said) -> None:
    entry, *_ = [one for one in map(document, said["show"]) if one["kind"] == "entry" and not one["others"]]
    assert '"quoted" \\ right' in str(entry["body"])
    assert "\U0001f469\u200d\U0001f680" in str(entry["body"])


def test_what_was_moved_in_says_from_where(said: Said) -> None:
    moved = [one["origin"]["from"] for one in map(document, said["show"]) if "origin" in one]
    assert moved == ["jrnl", "dayone"]


@pytest.mark.interop
def test_jq_reads_each_and_finds_the_same(said: Said) -> None:
    from tests.interop.carriers import program  # noqa: PLC0415 — it skips where jq is not here

    jq = program("jq", "jq")
    for name, runs in said.items():
        for run in runs:
            told = subprocess.run(
                [jq, "--sort-keys", "."], input=run.out_bytes, capture_output=True, check=True
            )
            assert json.loads(told.stdout) == json.loads(run.out_bytes), name
            assert told.stderr == b""
