"""Folders of notes that are made to do harm, or that nobody tidied: a line of a report, and never more."""

import json
import os
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peerjournal.errors import InputError, SourceUnreadable
from peerjournal.importers import Found, Importer, Options, Skipped, source
from peerjournal.importers.markdown import Markdown
from peerjournal.importers.obsidian import Obsidian
from peerjournal.importers.source import LARGEST_TEXT, NOT_UTF8
from peerjournal.journal import passages
from tests.importers.notes import BERLIN, folder, only, read

MARKDOWN, OBSIDIAN = Markdown(), Obsidian()
BOTH = pytest.mark.parametrize("importer", [MARKDOWN, OBSIDIAN], ids=["markdown", "obsidian"])


@pytest.fixture(name="outside")
def _outside(tmp_path: Path) -> Path:
    """A folder next to the one that is moved in, with what nobody asked to take along."""
    return folder(
        tmp_path / "outside", {"secret.png": b"secret", "secret.md": "secret", "2024-02-02.md": "secret"}
    )


# What stands in the folder


@BOTH
def test_links_in_the_folder_are_not_followed(tmp_path: Path, outside: Path, importer: Importer) -> None:
    here = folder(tmp_path / "here", {"2024-01-15.md": "mine"})
    (here / "2024-02-02.md").symlink_to(outside / "2024-02-02.md")
    (here / "loop").symlink_to(here)
    (here / "linked").symlink_to(outside)
    (here / "dangling.md").symlink_to("nowhere")
    (here / "itself.md").symlink_to("itself.md")
    found, skipped = read(importer, here)
    assert [each.draft.body for each in found] == ["mine"]
    assert sorted(each.where for each in skipped) == [
        "2024-02-02.md",
        "dangling.md",
        "itself.md",
        "linked",
        "loop",
    ]


@BOTH
def test_the_folder_itself_may_be_a_link(tmp_path: Path, importer: Importer) -> None:
    folder(tmp_path / "here", {"2024-01-15.md": "![](a.png)", "a.png": b"x"})
    (tmp_path / "link").symlink_to("here")
    assert len(only(importer, tmp_path / "link").attachments) == 1


@BOTH
def test_pipes_are_not_waited_for(tmp_path: Path, importer: Importer) -> None:
    here = folder(tmp_path, {"2024-01-15.md": "mine"})
    os.mkfifo(here / "2024-01-16.md")
    found, skipped = read(importer, here)
    assert ([each.draft.body for each in found], [each.where for each in skipped]) == (
        ["mine"],
        ["2024-01-16.md"],
    )
    assert not importer.recognises(here / "2024-01-16.md")
    with pytest.raises(SourceUnreadable):
        list(importer.read(here / "2024-01-16.md", BERLIN))


@BOTH
def test_hidden_folders_are_passed_over(tmp_path: Path, importer: Importer) -> None:
    files = {f"{name}/2024-01-15.md": "x" for name in (".git", ".obsidian", ".trash", "a/.hidden")}
    here = folder(tmp_path, {**files, "2024-01-15.md": "mine", ".2024-01-16.md": "x"})
    assert only(importer, here).draft.body == "mine"


@BOTH
def test_bytes_that_are_no_text_are_said(tmp_path: Path, importer: Importer) -> None:
    here = folder(
        tmp_path,
        {
            "2024-01-15.md": b"caf\xe9 \xff\xfe end",
            "2024-01-16.md": b"\x00\x01binary",
            "2024-01-17.md": b"\xef\xbb\xbf\r\nmarked\r\n",
            "2024-01-18.md": "\ud83d".encode("utf-8", "surrogatepass"),
            "2024-01-19.md": "wide".encode("utf-16-le"),
            "2024-01-20.md": b"\xff\xfe\xff",
        },
    )
    found, skipped = read(importer, here)
    assert [each.draft.body for each in found][:2] == ["caf\ufffd \ufffd\ufffd end", "marked"]
    assert [NOT_UTF8 in each.remarks for each in found] == [True, False, True, False]
    assert [each.where for each in skipped] == ["2024-01-16.md", "2024-01-19.md"]


@BOTH
def test_what_can_command_a_terminal_does_not_come_in(tmp_path: Path, importer: Importer) -> None:
    here = folder(
        tmp_path, {"2024-01-15.md": '---\ntitle: "a\x1b[2Jb"\n---\nx\x1b]52;c;QQ\x07y \u202ez \x9b31m'}
    )
    found = only(importer, here)
    assert "\x1b" not in found.draft.title + found.draft.body + str(found.draft.origin)
    assert not any(char in found.draft.body for char in "\x07\u202e\x9b")


@BOTH
def test_a_line_of_a_megabyte_is_a_line(tmp_path: Path, importer: Importer) -> None:
    here = folder(tmp_path, {"2024-01-15.md": "# " + "word " * 200_000 + "\n" + "x" * 1_000_000 + " #tag"})
    found = only(importer, here)
    assert (len(found.draft.title), len(found.draft.body)) == (999_999, 1_000_005)
    assert found.draft.tags == ("tag",)


@BOTH
def test_a_note_that_is_far_too_large_is_left_out_and_the_rest_goes_on(
    tmp_path: Path, importer: Importer
) -> None:
    here = folder(tmp_path, {"2024-01-15.md": b"x" * (LARGEST_TEXT + 1), "2024-01-16.md": "mine"})
    found, skipped = read(importer, here)
    assert ([each.draft.body for each in found], [each.where for each in skipped]) == (
        ["mine"],
        ["2024-01-15.md"],
    )


def test_names_are_shown_so_that_nothing_hides(tmp_path: Path) -> None:
    here = folder(tmp_path, {"a\x1b[2J\u202e.md": "mine"})
    found = only(MARKDOWN, here)
    assert found.where == "a\ufffd[2J\ufffd.md"
    assert found.draft.title == "a[2J"
    here = folder(tmp_path / "bytes", {"x.md": "x"})
    os.rename(os.fsencode(here / "x.md"), os.fsencode(here) + b"/caf\xe9.md")  # noqa: PTH104 - a name of bytes
    found = only(MARKDOWN, here)
    assert (found.where, found.draft.title) == ("caf\ufffd.md", "caf\ufffd")


@BOTH
def test_ten_thousand_notes(tmp_path: Path, importer: Importer) -> None:
    text = "---\ntags: [a, b]\nmood: 4\n---\n# Title\n\nText with [[Link]] #tag %%hidden%%\n"
    here = folder(
        tmp_path,
        {
            f"{n // 1000}/{2000 + n // 365}-{n // 31 % 12 + 1:02}-{n % 28 + 1:02} {n}.md": text
            for n in range(10_000)
        },
    )
    both = importer.read(here, BERLIN)
    first = next(iter(both))
    assert isinstance(first, Found | Skipped)
    kinds = [type(each) for each in both]
    assert len(kinds) == 9_999
    assert set(kinds) == ({Found} if importer is MARKDOWN else {Skipped})


def test_folders_in_folders_end_somewhere(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(source.DEEPEST + 2):
        deep /= "d"
    folder(deep, {"x.md": "too deep"})
    found, skipped = read(MARKDOWN, tmp_path)
    assert (found, [each.where for each in skipped]) == ([], ["d"])


LINES = st.sampled_from(
    [
        *(
            "---\n",
            "title: x\n",
            "tags: [#a\n",
            "date: 2024-01-15\n",
            "# Head\n",
            "- 10:00 x\n",
            "%%",
            "<!--",
            "-->",
        ),
        *(
            "```\n",
            "`",
            "[[",
            "]]",
            "![[a.png]]",
            "![](../x)",
            ":mine\n",
            ":end\n",
            "#tag ",
            "\n\n",
            " ^id\n",
            "\r",
        ),
    ]
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(LINES | st.text(max_size=8), max_size=20).map("".join).map(str.encode) | st.binary(max_size=60)
)
def test_whatever_a_note_holds_it_is_an_entry_or_a_line_of_the_report(data: bytes) -> None:
    with TemporaryDirectory() as name:
        here = folder(Path(name), {"2024-01-15.md": data, "2024-01-16.md": "mine", "a.png": b"x"})
        for importer in (MARKDOWN, OBSIDIAN):
            found, skipped = read(importer, here, replace(BERLIN, split_times=True))
            assert found[-1].draft.body == "mine"
            assert len(found) + len(skipped) >= 2
            for each in found:
                assert json.dumps(each.draft.origin)
                assert passages.parse(each.draft.body) or not each.draft.body


# What was named


@BOTH
def test_what_is_not_there_is_a_sentence(tmp_path: Path, importer: Importer) -> None:
    with pytest.raises(SourceUnreadable):
        list(importer.read(tmp_path / "none", BERLIN))
    with pytest.raises(InputError):
        list(importer.read(tmp_path, Options(zone="Mars/Base")))
    assert list(importer.read(tmp_path, BERLIN)) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read everything")
@BOTH
def test_what_may_not_be_read_is_a_line_of_the_report(tmp_path: Path, importer: Importer) -> None:
    here = folder(tmp_path, {"2024-01-15.md": "x", "sub/2024-01-15.md": "x"})
    (here / "2024-01-15.md").chmod(0)
    (here / "sub").chmod(0)
    try:
        assert sorted(each.where for each in read(importer, here)[1]) == ["2024-01-15.md", "sub"]
    finally:
        (here / "sub").chmod(0o700)


@BOTH
def test_the_source_stays_as_it_is_and_no_word_of_it_is_in_a_repr(tmp_path: Path, importer: Importer) -> None:
    here = folder(
        tmp_path,
        {
            "2024-01-15.md": "---\ntitle: SECRET\nx: SECRET\n---\n![SECRET](SECRET.png) SECRET",
            "SECRET.png": b"x",
        },
    )
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in here.iterdir()}
    found = only(importer, here)
    assert "SECRET" not in repr(found)
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in here.iterdir()} == before
