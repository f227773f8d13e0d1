"""The command `import`: shown first, asked once, each once, and undone again."""

import json
import signal
from pathlib import Path
from typing import Any

import pytest

from peerjournal.vault.logs import Logs
from tests.cli.conftest import Command
from tests.cli.pseudo_terminal import UNLOCKS, at_terminal

WHEN = "2020-05-01T15:00:00+02:00"


def entry(title: str, **more: Any) -> dict[str, Any]:
    return {"title": title, "body": f"About {title}.", "written": {"at": WHEN}} | more


def source(folder: Path, *entries: Any, name: str = "old.json") -> Path:
    path = folder / name
    whole = {"format": "peerjournal-export", "version": 1, "entries": entries}
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


def titles(pj: Command) -> list[str]:
    return sorted(item["title"] for item in json.loads(pj("list", "--json").out)["items"])


def test_it_says_what_it_is_shows_what_comes_in_and_how_to_undo_it(pj: Command, tmp_path: Path) -> None:
    path = source(tmp_path, entry("The lake", tags=["walk"], starred=True), entry("The wood"))
    run = pj("import", path, "--yes")
    assert (run.code, run.out) == (0, "")
    for said in (
        "This looks like: what Peerjournal moved out, as JSON. `--as FORMAT` overrules that.",
        "2 entries to move in.",
        "2020-05-01 15:00  * The lake  #walk",
        "Moved in: 2 entries. `peerjournal import --undo 1` takes them out again.",
    ):
        assert said in run.err
    assert titles(pj) == ["The lake", "The wood"]


def test_a_dry_run_shows_the_first_lines_and_keeps_nothing(pj: Command, tmp_path: Path) -> None:
    path = source(tmp_path, *(entry(f"entry {n}") for n in range(12)))
    before = path.read_bytes()
    run = pj("import", path, "--dry-run")
    assert run.code == 0
    assert [line[20:] for line in run.out.splitlines()] == [f"entry {n}" for n in range(5)]
    assert "12 entries to move in." in run.err
    assert "Nothing was kept." in run.err
    assert titles(pj) == []
    assert path.read_bytes() == before


def test_twice_adds_nothing_and_undone_nothing_is_left(pj: Command, tmp_path: Path) -> None:
    path = source(tmp_path, entry("The lake"), entry("The wood"))
    pj("write", "--title", "mine", "text")
    pj("import", path, "--yes")
    again = pj("import", path, "--yes")
    assert again.code == 0
    assert "0 entries to move in, 2 here already." in again.err
    assert "Nothing was added." in again.err
    assert "3 entries" not in pj("import", "--undo").err
    undone = pj("import", "--undo", "--yes")
    assert undone.code == 0
    assert "from old.json: 2 entries." in undone.err
    assert "Taken out: 2 entries." in undone.err
    assert titles(pj) == ["mine"]
    assert pj("import", "--undo", "--yes").code == 1


def test_undoing_says_what_stays(pj: Command, tmp_path: Path) -> None:
    pj("import", source(tmp_path, entry("The lake"), entry("The wood"), entry("The hill")), "--yes")
    pj("edit", "1", "--star")
    pj("remove", "3", "--yes")
    run = pj("import", "--undo", "1", "--yes")
    assert "Changed or removed since, so it stays: 2" in run.err
    assert "  1  The lake" in run.err
    assert "  3  The hill" in run.err
    assert titles(pj) == ["The lake"]


def test_moving_out_and_in_again_loses_nothing_and_adds_nothing_where_it_came_from(
    pj: Command, tmp_path: Path
) -> None:
    pj("write", "--title", "The lake", "--tag", "walk", "Cold. [[Mine.]]")
    pj("story", "1")
    pj("stands", "2", "looking back")
    pj("export", tmp_path / "out", "--format", "json", "--yes")
    path = tmp_path / "out" / "peerjournal.json"
    assert "0 entries to move in, 2 here already." in pj("import", path, "--yes").err
    assert pj("import", path, "--yes", who="robin").code == 0
    for number in ("1", "2"):
        mine, theirs = (json.loads(pj("show", number, "--json", who=who).out) for who in ("journal", "robin"))
        if mine.get("from_entry"):
            # It is called otherwise there, and the story still says what it was made from.
            made_from = json.loads(pj("show", "1", "--json", who="robin").out)["id"]
            assert theirs.pop("from_entry") == made_from != mine.pop("from_entry")
        for unlike in ("id", "origin"):
            mine.pop(unlike, None)
            theirs.pop(unlike, None)
        assert mine == theirs


def test_what_changed_at_the_source_is_told_and_left(pj: Command, tmp_path: Path) -> None:
    known = {"id": "01a205b6-04fd-7e83-b1ce-621dab2f1df5"}
    pj("import", source(tmp_path, entry("The lake", **known)), "--yes")
    run = pj("import", source(tmp_path, entry("The sea", **known)), "--yes")
    assert "changed at the source since: 1" in run.err
    assert "  entry 1" in run.err
    assert titles(pj) == ["The lake"]


def test_a_bad_entry_is_named_by_its_place_and_stops_nothing(pj: Command, tmp_path: Path) -> None:
    run = pj("import", source(tmp_path, entry("secret words", tags=7), entry("The wood")), "--yes")
    assert run.code == 0
    assert "Left out: 1" in run.err
    assert "  entry 1: " in run.err
    assert "secret words" not in run.err
    assert titles(pj) == ["The wood"]


def test_without_a_terminal_it_is_not_done_unasked(pj: Command, tmp_path: Path) -> None:
    run = pj("import", source(tmp_path, entry("The lake")))
    assert run.code == 2
    assert "--yes" in run.err
    assert titles(pj) == []


@pytest.mark.parametrize(("typed", "kept"), [("y\n", ["The lake"]), ("\n", []), ("\x03", [])])
def test_at_a_terminal_it_is_asked_once(pj: Command, tmp_path: Path, typed: str, kept: list[str]) -> None:
    pj.make()
    path = source(tmp_path, entry("The lake"))
    code, screen = at_terminal(pj.places(), "import", str(path), typing=[UNLOCKS, ("[y/N]", typed)])
    assert code == (130 if typed == "\x03" else 0), screen
    assert screen.count("[y/N]") == 1
    assert titles(pj) == kept


def test_the_kind_can_be_said_and_is_asked_for_where_it_is_not_known(pj: Command, tmp_path: Path) -> None:
    odd = tmp_path / "picture.bin"
    odd.write_bytes(b"\x89PNG\x00\x00\x01")
    run = pj("import", odd, "--yes")
    assert run.code == 2
    assert "`--as FORMAT`" in run.err
    assert pj("import", odd, "--as", "nonsense", "--yes").code == 2
    bad = pj("import", odd, "--as", "peerjournal", "--yes")
    assert bad.code == 1
    assert "picture.bin" in bad.err
    assert "Nothing was kept" in bad.err


def test_what_is_not_there_and_what_is_missing_is_told(pj: Command, tmp_path: Path) -> None:
    run = pj("import", tmp_path / "nowhere.txt", "--yes")
    assert run.code == 1
    assert "nowhere.txt" in run.err
    assert "There is no file" in pj("import", "x" * 300, "--yes").err
    assert pj("import").code == 2
    assert pj("import", "--undo", "1", "x.txt").code == 2
    assert pj("import", "--undo", "7", "--yes").code == 1


def test_nothing_commands_the_terminal_from_a_source_or_its_name(pj: Command, tmp_path: Path) -> None:
    path = source(tmp_path, entry("\x1b[2Jred \u202egnp"), name="old\x1b[2J.json")
    for run in (
        pj("import", path, "--dry-run"),
        pj("import", path, "--yes"),
        pj("import", "--undo", "--yes"),
    ):
        assert "\x1b" not in run.err + run.out
        assert "\u202e" not in run.err + run.out


JRNL = (
    "[2020-05-01 15:00] The lake *\nCold. @walk\n\n[2020-05-02 09:30] The wood\n[tuesday morning] we left\n"
)


def jrnl(folder: Path) -> Path:
    path = folder / "old.txt"
    path.write_text(JRNL, encoding="utf-8")
    return path


def times(pj: Command) -> list[str]:
    return [item["written"] for item in json.loads(pj("list", "--json").out)["items"]]


def test_a_zone_that_is_said_is_used_and_none_is_asked_for(pj: Command, tmp_path: Path) -> None:
    run = pj("import", jrnl(tmp_path), "--timezone", "Australia/Sydney", "--yes")
    assert run.code == 0
    assert times(pj) == [
        "2020-05-02T09:30:00+10:00[Australia/Sydney]",
        "2020-05-01T15:00:00+10:00[Australia/Sydney]",
    ]
    assert "[tuesday morning] we left" in pj("show", "2", "--raw").out
    assert pj("import", jrnl(tmp_path), "--timezone", "Nowhere/Atall", "--yes").code == 2


def test_a_city_is_enough_for_a_zone_and_what_was_understood_is_told(pj: Command, tmp_path: Path) -> None:
    run = pj("import", jrnl(tmp_path), "--timezone", "sydney", "--yes")
    assert "Times without a zone were read as Australia/Sydney." in run.err


def test_what_stands_in_a_source_twice_is_not_said_to_be_here(pj: Command, tmp_path: Path) -> None:
    path = source(tmp_path, entry("The lake"), entry("The lake"))
    assert "1 entry to move in, 1 in it more than once." in pj("import", path, "--yes").err
    assert "0 entries to move in, 2 here already." in pj("import", path, "--yes").err


def test_a_source_with_nothing_in_it_is_not_asked_what_it_is(pj: Command, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "empty").mkdir()
    for name in ("empty.txt", "empty"):
        run = pj("import", tmp_path / name, "--dry-run")
        assert run.code == 2
        assert "There is nothing in it." in run.err
        assert "--as" not in run.err
    assert "can't come through a pipe" in pj("import", "-").err


def test_what_is_said_of_few_comes_before_what_is_said_of_all(pj: Command, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    for day in range(1, 5):
        (notes / f"2024-01-0{day}.md").write_text("text" if day > 1 else "a <!-- never closed")
    said = pj("import", notes, "--as", "markdown", "--dry-run").err
    few, everything = said.index("is not closed"), said.index("nine in the morning was taken. (4)")
    assert few < everything
    assert said[everything:].splitlines()[1] == "  all of them"


def test_a_zone_is_asked_for_once_at_a_terminal(pj: Command, tmp_path: Path) -> None:
    pj.make()
    typing = [UNLOCKS, ("Enter takes", "America/St_Johns\n"), ("[y/N]", "y\n")]
    code, screen = at_terminal(pj.places(), "import", str(jrnl(tmp_path)), typing=typing)
    assert code == 0, screen
    assert times(pj)[0] == "2020-05-02T09:30:00-02:30[America/St_Johns]"
    (origin,) = {json.loads(pj("show", "1", "--json").out)["origin"]["zone"]}
    assert origin == "assumed"


def test_where_nobody_is_asked_the_zone_that_was_taken_is_told(pj: Command, tmp_path: Path) -> None:
    assert "`--timezone` says otherwise" in " ".join(pj("import", jrnl(tmp_path), "--yes").err.split())


def test_another_zone_makes_no_second_entry_of_one(pj: Command, tmp_path: Path) -> None:
    pj("import", jrnl(tmp_path), "--timezone", "Australia/Sydney", "--yes")
    assert "2 here already" in pj("import", jrnl(tmp_path), "--timezone", "UTC", "--yes").err


def test_what_moved_in_moves_out_for_jrnl_and_in_again_elsewhere(pj: Command, tmp_path: Path) -> None:
    pj("import", jrnl(tmp_path), "--timezone", "UTC", "--yes")
    pj("export", tmp_path / "out", "--format", "jrnl", "--yes")
    run = pj("import", tmp_path / "out" / "journal.txt", "--timezone", "UTC", "--yes", who="robin")
    assert run.code == 0, run.err
    mine, theirs = (json.loads(pj("list", "--json", who=who).out)["items"] for who in ("journal", "robin"))
    assert [(one["title"], one["written"], one["tags"], one["starred"]) for one in mine] == [
        (one["title"], one["written"], one["tags"], one["starred"]) for one in theirs
    ]


def test_a_folder_that_moved_out_as_markdown_moves_in_again(pj: Command, tmp_path: Path) -> None:
    pj("import", jrnl(tmp_path), "--timezone", "UTC", "--yes")
    pj("export", tmp_path / "out", "--format", "markdown", "--yes")
    assert "2 here already" in pj("import", tmp_path / "out", "--yes").err
    run = pj("import", tmp_path / "out", "--yes", who="robin")
    assert "Moved in: 2 entries." in run.err
    bodies = [pj("show", "1", "--raw", who=who).out for who in ("journal", "robin")]
    assert bodies[0] == bodies[1]


def test_ctrl_c_on_the_way_leaves_whole_entries_that_can_be_undone(
    pj: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pj("write", "--title", "mine", "text")
    path = source(tmp_path, *(entry(f"entry {n}", body="x" * 200_000) for n in range(20)))
    save, saved = Logs.save, []

    def interrupted(self: Logs, payload: Any) -> None:
        # In the midst of the second frame, when it is on the disk and nothing else knows of it.
        saved.append(payload)
        save(self, payload)
        if len(saved) == 2:
            signal.raise_signal(signal.SIGINT)

    with monkeypatch.context() as patched:
        patched.setattr(Logs, "save", interrupted)
        run = pj("import", path, "--yes")
    assert run.code == 130
    assert "What came in so far is whole." in run.err
    assert len(saved) == 2
    assert 0 < len(titles(pj)) - 1 < 20
    assert pj("check").code == 0
    assert pj("import", "--undo", "--yes").code == 0
    assert titles(pj) == ["mine"]
    assert "Moved in: 20 entries." in pj("import", path, "--yes").err
