"""The command `export`: everything as plain files, for whoever knows the passphrase, over nothing."""

import json
import stat
from pathlib import Path

import pytest

from peerjournal.exporters import write_new
from tests.cli.conftest import Command
from tests.cli.pseudo_terminal import UNLOCKS, at_terminal
from tests.exporters.schema import faults

FORMS = {"markdown": "2026-01-31-1830-the-lake.md", "json": "peerjournal.json", "jrnl": "journal.txt"}


def furnished(pj: Command) -> None:
    pj(
        "write",
        "--title",
        "The lake",
        "--tag",
        "first time",
        "--star",
        "--at",
        "2026-01-31 18:30",
        "Cold. [[Mine.]]",
    )


@pytest.mark.parametrize("form", FORMS)
def test_everything_stands_in_plain_files_that_only_their_owner_reads(
    pj: Command, tmp_path: Path, form: str
) -> None:
    furnished(pj)
    out = tmp_path / "out"
    run = pj("export", out, "--format", form, "--yes")
    assert (run.code, run.line) == (0, str(out))
    assert "no lock" in run.err
    assert "The journal is as it was." in run.err
    (path,) = out.iterdir()
    assert path.name == FORMS[form]
    text = path.read_text(encoding="utf-8")
    for words in ("The lake", "Cold. [[Mine.]]", "2026-01-31"):
        assert words in text
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    assert "The lake" in pj("list").out


def test_the_markdown_is_what_the_format_page_says(pj: Command, tmp_path: Path) -> None:
    furnished(pj)
    pj("export", tmp_path / "out", "--format", "markdown", "--yes")
    text = (tmp_path / "out" / FORMS["markdown"]).read_text(encoding="utf-8")
    above, _, below = text.removeprefix("---\n").partition("---\n")
    fields = dict(line.split(": ", 1) for line in above.splitlines())
    assert fields["title"] == '"The lake"'
    assert fields["tags"] == '["first time"]'
    assert fields["starred"] == "true"
    assert fields["date"].startswith("2026-01-31T18:30:00")
    assert json.loads(fields["peerjournal"])["version"] == 1
    assert below == "\nCold. [[Mine.]]\n"


def test_it_is_asked_once_and_no_is_no(pj: Command, tmp_path: Path) -> None:
    furnished(pj)
    out = tmp_path / "out"
    code, screen = at_terminal(
        pj.places(), "export", str(out), "--format", "json", typing=[UNLOCKS, ("[y/N]", "n\n")]
    )
    assert code == 0
    assert "No file was written." in screen
    assert not out.exists()
    assert pj("export", out, "--format", "json").code == 2
    assert not out.exists()


def test_the_settings_do_not_answer_for_the_passphrase(
    pj: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever comes by an open terminal must know the passphrase to take everything along."""
    furnished(pj)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    settings = tmp_path / "config" / "peerjournal"
    settings.mkdir(parents=True)
    (settings / "settings.toml").write_text('passphrase_command = "cat /nowhere"\n')
    code, screen = at_terminal(
        pj.places(), "export", str(tmp_path / "out"), "--format", "json", typing=[UNLOCKS, ("[y/N]", "y\n")]
    )
    assert (code, "1 entry in 1 file." in screen) == (0, True)


@pytest.mark.parametrize("there", ["file", "full folder", "link to nowhere", "link to a full folder"])
def test_nothing_is_overwritten(pj: Command, tmp_path: Path, there: str) -> None:
    furnished(pj)
    out, full = tmp_path / "out", tmp_path / "full"
    full.mkdir()
    (full / "mine.txt").write_text("mine")
    match there:
        case "file":
            out.write_text("mine")
        case "full folder":
            out.mkdir()
            (out / "mine.txt").write_text("mine")
        case "link to nowhere":
            out.symlink_to(tmp_path / "nowhere")
        case _:
            out.symlink_to(full)
    run = pj("export", out, "--format", "json", "--yes")
    assert run.code == 2
    assert "it was left as it is" in run.err
    assert not (tmp_path / "nowhere").exists()
    assert [path.name for path in full.iterdir()] == ["mine.txt"]


def test_a_link_inside_that_appears_meanwhile_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "target.txt"
    target.write_text("mine")

    def files() -> object:
        yield "one.md", b"one"
        (tmp_path / "out" / "two.md").symlink_to(target)
        yield "two.md", b"two"

    with pytest.raises(Exception, match="nothing was moved out"):
        write_new(tmp_path / "out", files(), total=2, progress=lambda *_: None)  # type: ignore[arg-type] # a generator all the same
    assert target.read_text() == "mine"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["two.md"]


def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    write_new(tmp_path / "out", [("../escaped.md", b"x")], total=1, progress=lambda *_: None)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["escaped.md"]
    assert not (tmp_path / "escaped.md").exists()


def test_stopped_midway_nothing_of_it_is_left(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        assert total == 3
        if done == 2:
            raise KeyboardInterrupt

    files = [(f"{n}.md", b"x") for n in range(3)]
    with pytest.raises(KeyboardInterrupt):
        write_new(tmp_path / "out", files, total=3, progress=stop)
    assert not (tmp_path / "out").exists()
    (tmp_path / "out").mkdir()
    with pytest.raises(KeyboardInterrupt):
        write_new(tmp_path / "out", files, total=3, progress=stop)
    assert [*(tmp_path / "out").iterdir()] == []


def test_plain_files_never_stand_in_the_journals_own_folder(pj: Command) -> None:
    furnished(pj)
    for place in (pj.places().journal / "out", pj.places().state / "out"):
        run = pj("export", place, "--format", "json", "--yes")
        assert run.code == 2
        assert "inside your journal's own" in run.err
        assert not place.exists()


def test_a_place_that_leads_in_a_circle_is_no_place(pj: Command, tmp_path: Path) -> None:
    furnished(pj)
    (tmp_path / "loop").symlink_to("loop")
    run = pj("export", tmp_path / "loop" / "out", "--format", "json", "--yes")
    assert (run.code, "Nothing can be written there." in run.err) == (2, True)


def test_what_was_removed_and_an_empty_journal_leave_nothing(pj: Command, tmp_path: Path) -> None:
    furnished(pj)
    pj("remove", "1", "--yes")
    run = pj("export", tmp_path / "out", "--format", "json", "--yes")
    assert run.code == 0
    assert "nothing was moved out" in run.err
    assert not (tmp_path / "out").exists()


def test_stories_go_with_all_their_parts_and_the_json_is_as_its_schema_says(
    pj: Command, tmp_path: Path
) -> None:
    furnished(pj)
    pj("story", "1")
    pj("stands", "2", "looking back")
    pj("tools", "2", "--helped", "walking", "--light", "open")
    pj("note", "2", "--topic", "violence")
    pj("export", tmp_path / "out", "--format", "json", "--yes")
    whole = json.loads((tmp_path / "out" / "peerjournal.json").read_text(encoding="utf-8"))
    assert list(faults(whole)) == []
    entry, story = whole["entries"]
    assert story["from_entry"] == entry["id"]
    assert (entry["number"], story["number"]) == ("1", "2")
    assert story["tools"][0]["tried"] == "walking"


def test_a_title_makes_no_odd_file_name(pj: Command, tmp_path: Path) -> None:
    for title in ("../../etc/passwd", "CON: a*b?<x>", "Über den See " * 9, "", ".", "The lake", "the LAKE"):
        pj("write", "--title", title, "--at", "2026-01-31 18:30", "text")
    pj("export", tmp_path / "out", "--format", "markdown", "--yes")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == [
        "2026-01-31-1830-2.md",
        "2026-01-31-1830-con-a-b-x.md",
        "2026-01-31-1830-etc-passwd.md",
        "2026-01-31-1830-the-lake-2.md",
        "2026-01-31-1830-the-lake.md",
        "2026-01-31-1830-über-den-see-über-den-see-über-den-see-über-den-see.md",
        "2026-01-31-1830.md",
    ]


@pytest.mark.parametrize("form", FORMS)
def test_the_folder_that_it_stands_in_moves_in_again(pj: Command, tmp_path: Path, form: str) -> None:
    furnished(pj)
    pj("export", tmp_path / "out", "--format", form, "--yes")
    again = pj("import", tmp_path / "out", "--timezone", "UTC", "--yes", who="robin")
    assert again.code == 0, again.err
    assert "Moved in: 1 entry." in again.err
    assert "The lake" in pj("list", who="robin").out


def test_what_a_folder_only_leads_to_is_not_read(pj: Command, tmp_path: Path) -> None:
    furnished(pj)
    pj("export", tmp_path / "out", "--format", "json", "--yes")
    (tmp_path / "other").mkdir()
    for name in ("peerjournal.json", "journal.txt"):
        (tmp_path / "other" / name).symlink_to(tmp_path / "out" / "peerjournal.json")
    for kind in ((), ("--as", "peerjournal"), ("--as", "jrnl")):
        assert pj("import", tmp_path / "other", *kind, "--yes", who="robin").code != 0
