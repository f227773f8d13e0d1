"""Obsidian's daily notes: every row of what a vault may hold, with what is to become of it."""

import os
from pathlib import Path
from typing import Any

import pytest

from peerjournal.importers import IMPORTERS, recognise
from peerjournal.importers.obsidian import NOT_DAILY, SETTINGS, Obsidian
from peerjournal.journal import passages
from tests.importers.notes import day, folder, only, other, read, vault, when

OBSIDIAN = Obsidian()


def test_a_vault_is_recognised_before_a_folder_of_notes(tmp_path: Path) -> None:
    source = vault(tmp_path, {"2024-01-15.md": "x"})
    assert [each.name for each in recognise(source)] == ["obsidian", "markdown"]
    assert [each.name for each in recognise(source / "2024-01-15.md")] == ["markdown"]
    assert OBSIDIAN.size(source) == 1
    assert not OBSIDIAN.recognises(tmp_path / "none")
    assert {"obsidian", "markdown"} <= {each.name for each in IMPORTERS}


def test_the_days_of_a_vault_without_settings(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "2024-01-15.md": "one",
        "2024-01-16.md": "two",
        "Recipe.md": "x",
        "a/2024-01-17.md": "x",
    }
    found, skipped = read(OBSIDIAN, vault(tmp_path, files))
    assert [(when(each), each.draft.title, each.draft.body) for each in found] == [
        ("2024-01-15 09:00", "", "one"),
        ("2024-01-16 09:00", "", "two"),
    ]
    assert [(each.where, each.why) for each in skipped] == [
        ("Recipe.md", NOT_DAILY),
        ("a/2024-01-17.md", NOT_DAILY),
    ]


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        ({"format": "YYYY/MMMM/YYYY-MMM-DD"}, "2024/January/2024-Jan-15.md"),
        ({"folder": "Journal/Daily"}, "Journal/Daily/2024-01-15.md"),
        ({"folder": "/Journal/", "format": "[Day] DD.MM.YY"}, "Journal/Day 15.01.24.md"),
        ({"format": "", "folder": None, "template": "Templates/Day"}, "2024-01-15.md"),
        ({"format": "dddd, MMMM Do YYYY"}, "Monday, January 15th 2024.md"),
    ],
)
def test_the_settings_say_where_the_days_are(tmp_path: Path, settings: dict[str, Any], name: str) -> None:
    source = vault(tmp_path, {name: "text", "Templates/Day.md": "{{date}}"}, **settings)
    found, skipped = read(OBSIDIAN, source)
    assert [when(each) for each in found] == ["2024-01-15 09:00"]
    assert [each.where for each in skipped] == ["Templates/Day.md"]


@pytest.mark.parametrize(
    "settings",
    [
        b"{",
        b"[]",
        b'"x"',
        b'{"format": 5}',
        b'{"folder": ["x"]}',
        b"[" * 60_000,
        b"\xff\xfe",
        b'{"format": "%s"}' % (b"Y" * 500),
        b" " * 70_000,
    ],
    ids=range(9),
)
def test_settings_that_cant_be_read_are_said_and_the_usual_names_looked_for(
    tmp_path: Path, settings: bytes
) -> None:
    source = vault(tmp_path, {"2024-01-15.md": "text", ".obsidian/daily-notes.json": settings})
    found, skipped = read(OBSIDIAN, source)
    assert [when(each) for each in found] == ["2024-01-15 09:00"]
    assert [each.why for each in skipped] == [SETTINGS]


def test_settings_are_not_read_from_elsewhere(tmp_path: Path) -> None:
    elsewhere = folder(tmp_path / "elsewhere", {"daily-notes.json": '{"folder": "x"}'})
    source = folder(tmp_path / "vault", {"2024-01-15.md": "text"})
    (source / ".obsidian").symlink_to(elsewhere)
    found, skipped = read(OBSIDIAN, source)
    assert (len(found), [each.why for each in skipped]) == (1, [SETTINGS])


def test_a_pipe_for_settings_is_not_waited_for(tmp_path: Path) -> None:
    source = vault(tmp_path, {"2024-01-15.md": "text"})
    os.mkfifo(source / ".obsidian/daily-notes.json")
    assert [each.why for each in read(OBSIDIAN, source)[1]] == [SETTINGS]


# Fields


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("created: 2024-01-15T14:30:00", "2024-01-15 14:30"),
        ("created: 2024-01-15T14:30", "2024-01-15 14:30"),
        ("created: 2024-01-15", "2024-01-15 09:00"),
        ("created: 2023-12-24T10:00:00", "2024-01-15 09:00"),
        ("date: someday", "2024-01-15 09:00"),
    ],
)
def test_the_name_is_sure_of_the_day_and_a_field_may_tell_the_time(
    tmp_path: Path, fields: str, told: str
) -> None:
    found = day(tmp_path, f"---\n{fields}\n---\ntext")
    assert when(found) == told
    assert ("created" in other(found)) is (told == "2024-01-15 09:00" and "created" in fields)


def test_properties_of_every_type(tmp_path: Path) -> None:
    found = day(
        tmp_path,
        "---\ntags:\n  - hard/day\n  - walk\naliases: [Monday]\ncssclasses:\n  - wide\nsleep: 7.5\n"
        "run: true\ndue: 2024-01-15\nat: 2024-01-15T14:30:00\nlink: '[[Sam]]'\n---\ntext #hope",
    )
    assert found.draft.tags == ("hard/day", "walk", "hope")
    assert other(found) == {
        "aliases": ["Monday"],
        "cssclasses": ["wide"],
        "sleep": "7.5",
        "run": True,
        "due": "2024-01-15",
        "at": "2024-01-15T14:30:00",
        "link": "[[Sam]]",
    }


# Text


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Met [[Sam]].", "Met Sam."),
        ("Met [[People/Sam|my friend]].", "Met my friend."),
        ("| [[Sam\\|S]] |", "| S |"),
        (
            "See [[Note#Part]], [[#Part]], [[Note#^abc]], [[Note#A#B]].",
            "See Note > Part, Part, Note, Note > A > B.",
        ),
        ("![[Note]] and ![[Note#Part|words]]", "Note and words"),
        ("A line ^abc123\nanother x^2 and y ^2 z", "A line\nanother x^2 and y ^2 z"),
        ("A list:\n- [ ] task\n- [x] done\n\n^list-id", "A list:\n- [ ] task\n- [x] done"),
        ("> [!note] Title\n> text", "> [!note] Title\n> text"),
        ("`[[code]] ^id`\n```\n[[code]] ^id\n```", "`\\[[code]] ^id`\n```\n\\[[code]] ^id\n```"),
        ("[[]] [[ ]] [[a]b]] ]]", "\\[[]] \\[[ ]] \\[[a]b]] ]]"),
        ("open [[ bracket", "open \\[[ bracket"),
        ("%%hidden [[Sam]]%% shown", "[[hidden Sam]] shown"),
        ("shown\n\n<!-- hidden\n\nlong -->", "shown\n\n:mine\n hidden\n\nlong\n:end"),
        ("%%\nall of it\n%%", ":mine\nall of it\n:end"),
    ],
)
def test_the_text(tmp_path: Path, text: str, body: str) -> None:
    found = day(tmp_path, text)
    assert found.draft.body == body
    assert passages.parse(body)


def test_what_is_hidden_never_leaves_with_a_letter(tmp_path: Path) -> None:
    found = day(
        tmp_path,
        "# Day %%SECRET%%\nshown %%SECRET [[SECRET]]%% <!-- SECRET\n\nSECRET --> [[shown]]\n%%SECRET",
    )
    assert "SECRET" not in passages.resolve(found.draft.body) + found.draft.title
    assert passages.resolve(found.draft.body).count("shown") == 2


def test_a_heading_with_a_link_is_the_title_in_its_shown_words(tmp_path: Path) -> None:
    assert day(tmp_path, "# With [[Sam|S]] ^id\ntext").draft.title == "With S"


# Attachments


def test_embeds_are_attached(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "deep/Files/pic one.PNG": b"png",
        "voice.m4a": b"sound",
        "a/paper.pdf": b"pdf",
        "notes.zip": b"zip",
        "img/x.jpg": b"jpg",
    }
    text = (
        "![[pic one.PNG|300]] ![[voice.m4a]]\n"
        "![[paper.pdf#page=3]] ![[notes.zip|all of it]] ![Sam|100x200](img/x.jpg)"
    )
    found = day(tmp_path, text, files)
    assert (
        found.draft.body
        == "[photo] [file: voice.m4a]\n[file: paper.pdf] [file: notes.zip] all of it [photo] Sam"
    )
    assert [(each.name, each.size, each.kind, each.marker) for each in found.attachments] == [
        ("pic one.PNG", 3, "photo", "[photo]"),
        ("voice.m4a", 5, "audio", "[file: voice.m4a]"),
        ("paper.pdf", 3, "pdf", "[file: paper.pdf]"),
        ("notes.zip", 3, "file", "[file: notes.zip]"),
        ("x.jpg", 3, "photo", "[photo]"),
    ]
    with found.attachments[1].open() as file:
        assert file.read() == b"sound"


def test_one_note_by_itself(tmp_path: Path) -> None:
    source = vault(tmp_path, {"Some note.md": "Met [[Sam]]", "2024-01-15.md": "x"})
    assert only(OBSIDIAN, source / "Some note.md").draft.body == "Met Sam"
    assert when(only(OBSIDIAN, source / "2024-01-15.md")) == "2024-01-15 09:00"
