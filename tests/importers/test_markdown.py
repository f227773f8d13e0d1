"""Markdown notes: every row of what a folder of them may hold, with what is to become of it."""

from pathlib import Path

import pytest

from peerjournal.importers import Options, front_matter, hashtags, note, recognise
from peerjournal.importers.markdown import Markdown
from peerjournal.journal import passages
from tests.importers.notes import folder, one, only, other, read, written

MARKDOWN = Markdown()

COFFEE = """\
---
title: "Coffee with Sam"
date: 2024-01-15T14:30:00+01:00
tags: [friends, good/day]
mood: 4
weather: rain
---
# Coffee with Sam

We talked. #hope
"""


def test_the_note_that_has_everything(tmp_path: Path) -> None:
    found = one(tmp_path, COFFEE)
    assert (found.draft.title, found.draft.body) == ("Coffee with Sam", "We talked. #hope")
    assert found.draft.tags == ("friends", "good/day", "hope")
    assert written(found) == "2024-01-15T14:30:00+01:00"
    assert found.draft.origin == {
        "from": "markdown",
        "key": found.key,
        "digest": found.digest,
        "where": "note.md",
        "other": {"weather": "rain"},
        "mood": 4,
    }
    assert found.remarks == ()


@pytest.mark.parametrize(
    "text", ["\ufeff" + COFFEE, COFFEE.replace("\n", "\r\n"), COFFEE.replace("\n", "\r")]
)
def test_a_mark_of_byte_order_and_other_line_ends_change_nothing(tmp_path: Path, text: str) -> None:
    assert one(tmp_path, text).draft.body == "We talked. #hope"
    assert one(tmp_path / "wide", COFFEE.encode("utf-16")).draft.tags == ("friends", "good/day", "hope")


# Title


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("# Head\n\nbody", "Head", "body"),
        ("\n\n  # Head #\nbody", "Head", "body"),
        ("# C#\nbody", "C#", "body"),
        ("## Second\nbody", "name", "## Second\nbody"),
        ("#tag first\nbody", "name", "#tag first\nbody"),
        ("Before.\n# Head\nbody", "name", "Before.\n# Head\nbody"),
        ("---\ntitle: Given\n---\n# Other\nbody", "Given", "# Other\nbody"),
        ("---\ntitle: ' Two  words '\n---\n# two words\nbody", "Two  words", "body"),
        ("---\ntitle: Day: two\n---\nbody", "Day: two", "body"),
        ("---\ntitle: 2024\n---\nbody", "2024", "body"),
        ("---\ntitle: null\n---\nbody", "name", "body"),
        ("```\n# code\n```\nbody", "name", "```\n# code\n```\nbody"),
        ("# With `code` in it\nbody", "name", "# With `code` in it\nbody"),
        ("# Shown %%hidden%% shown\nbody", "name", "# Shown [[hidden]] shown\nbody"),
        ("<!-- first -->\n# Head\nbody", "Head", ":mine\n first\n:end\nbody"),
        ("#\nbody", "name", "#\nbody"),
    ],
)
def test_the_title_is_told_once(tmp_path: Path, text: str, title: str, body: str) -> None:
    found = one(tmp_path, text, "name.md")
    assert (found.draft.title, found.draft.body) == (title, body)


# Tags


@pytest.mark.parametrize(
    ("fields", "tags"),
    [
        ("tags: [a, b/c, 'hard day']", ("a", "b/c", "hard day")),
        ("tags: a, hard day, '#c'", ("a", "hard day", "c")),
        ("tags: a b #c", ("a", "b", "c")),
        ("tags: #a", ("a",)),
        ("tags: [#a, #b]", ("a", "b")),
        ("tags: null", ()),
        ("tags:", ()),
        ("tags: ['@sam', '#hope', 7]", ("sam", "hope", "7")),
        ("tags:\n  - #a\n  - b", ("a", "b")),
        ("tag: a\nkeywords: b, c\ncategories: [d]\nTags: [A]", ("A", "b", "c", "d")),
        ("tags: yes", ("yes",)),
    ],
)
def test_tags_stand_in_fields(tmp_path: Path, fields: str, tags: tuple[str, ...]) -> None:
    found = one(tmp_path, f"---\n{fields}\n---\nText")
    assert tuple(map(str.casefold, found.draft.tags)) == tuple(map(str.casefold, tags))
    assert other(found) == {}


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#hope and #good/day, #two_words #a-b.", ["hope", "good/day", "two_words", "a-b"]),
        (
            "#müller #日本 #हिन्दी #سلام #שלום #привет #ไทย",
            ["müller", "日本", "हिन्दी", "سلام", "שלום", "привет", "ไทย"],
        ),
        ("#2024 #1984a #y2024 #٢٠٢٤", ["1984a", "y2024"]),
        ("## Heading\n# Another\n### #real", ["real"]),
        ("a#b (#c) x@y.org https://a.org/#part \\#d #", []),
        ("#end! #end? #「日」 ##double #!x #-", ["end", "end"]),
    ],
)
def test_tags_stand_in_texts(text: str, tags: list[str]) -> None:
    assert list(hashtags.in_text(text)) == tags


def test_tags_are_not_looked_for_in_code_or_in_what_is_hidden(tmp_path: Path) -> None:
    found = one(tmp_path, "`#a` #b\n```\n#c\n```\n%% #d %% <!-- #e -->")
    assert found.draft.tags == ("b",)


# Fields


@pytest.mark.parametrize(
    ("field", "starred", "kept"),
    [
        ("starred: true", True, {}),
        ("favorite: yes", True, {}),
        ("pinned: on", True, {}),
        ("starred: no", False, {}),
        ("starred: off", False, {}),
        ("pinned:", False, {}),
        ("starred: perhaps", False, {"starred": "perhaps"}),
        ("starred: [true]", False, {"starred": [True]}),
    ],
)
def test_a_star(tmp_path: Path, field: str, kept: dict[str, object], *, starred: bool) -> None:
    found = one(tmp_path, f"---\n{field}\n---\nText")
    assert found.draft.starred is starred
    assert other(found) == kept
    assert (note.NOT_A_CHOICE in found.remarks) == bool(kept)


def test_mood_and_rating(tmp_path: Path) -> None:
    for fields, mood, kept in (("mood: 4\nrating: 2", 4, {"rating": 2}), ("rating: good", "good", {})):
        found = one(tmp_path, f"---\n{fields}\n---\nText")
        assert found.draft.origin
        assert (found.draft.origin["mood"], other(found)) == (mood, kept)


def test_what_has_no_place_here_is_kept_verbatim_and_an_audience_shares_nothing(tmp_path: Path) -> None:
    fields = (
        "author: Sam\naliases: [a, b]\ncssclasses: x\npublish: true\npart_of: '[i](i.md)'\n"
        "contents: [c.md]\naudience: [family, all]\nupdated: 2024-02-01\nread: {pages: 1.50, of: 012}\n"
    )
    found = one(tmp_path, f"---\n{fields}---\nText")
    assert other(found) == {
        "author": "Sam",
        "aliases": ["a", "b"],
        "cssclasses": "x",
        "publish": True,
        "part_of": "[i](i.md)",
        "contents": ["c.md"],
        "audience": ["family", "all"],
        "updated": "2024-02-01",
        "read": {"pages": "1.50", "of": "012"},
    }
    assert note.AUDIENCE in found.remarks
    assert found.draft.kind == "entry"


def test_a_field_that_is_there_twice_or_cant_be_read_is_kept_and_said(tmp_path: Path) -> None:
    found = one(tmp_path, "---\ntitle: one\ntitle: two\nx: [1\n---\nText")
    assert found.draft.title == "one"
    assert other(found) == {"title 2": "two", "x": "[1"}
    assert {front_matter.UNREAD, front_matter.TWICE} < set(found.remarks)


# Text


@pytest.mark.parametrize(
    "text",
    [
        "[1] foot\n[x] done\n[tuesday morning] I woke up\n[2019-01-01] no entry",
        "Path C:\\new\\table \\n stays",
        "Dr. Smith was kind.",
        "See [[Note|shown]] and [[Other]] ]] and ![[Note]]",
        "```\nif [[ -f x ]]; then %%no%% <!-- no -->\n```",
        ":mine\nno mark of ours\n:end\n:careful",
        "- :mine item\n> :end",
        "---\na rule above, and below\n---",
        "50%% of it",
        "tabs\tand  spaces  \nstay",
    ],
)
def test_a_text_stays_as_it_is_and_marks_nothing(tmp_path: Path, text: str) -> None:
    found = one(tmp_path, text, "2024-01-15.md")
    assert [each.light for each in passages.parse(found.draft.body)] == [passages.Light.OPEN]
    assert passages.resolve(found.draft.body) == text
    assert found.draft.title == ""


def test_an_empty_note_is_kept_and_said(tmp_path: Path) -> None:
    for name, text in (("a", ""), ("b", "---\ndate: 2024-01-15\n---\n\n")):
        found = one(tmp_path / name, text, "2024-01-15.md")
        assert (found.draft.body, note.EMPTY in found.remarks) == ("", True)


# Twice


def test_the_same_source_gives_the_same_keys_and_every_note_its_own(tmp_path: Path) -> None:
    files = {"a/x.md": "same", "b/x.md": "same", "a/y.md": "same", "2024-01-15.md": "same"}
    first, _ = read(MARKDOWN, folder(tmp_path / "one", files))
    again, _ = read(MARKDOWN, folder(tmp_path / "two", files), Options(zone="Asia/Tokyo"))
    assert [each.key for each in first] == [each.key for each in again]
    assert len({each.key for each in first}) == 4
    assert len({each.digest for each in first}) == 1


def test_a_changed_note_has_another_digest(tmp_path: Path) -> None:
    assert one(tmp_path / "a", "one").digest != one(tmp_path / "b", "two").digest


# Recognised


def test_what_is_recognised(tmp_path: Path) -> None:
    here = folder(tmp_path, {"a/deep/x.md": "x", "b/x.txt": "x", "c/.hidden/x.md": "x", "d/x.MD": "x"})
    known = {
        name: MARKDOWN.recognises(here / name)
        for name in ("a", "b", "c", "d", "a/deep/x.md", "b/x.txt", "no")
    }
    assert known == {
        "a": True,
        "b": False,
        "c": False,
        "d": True,
        "a/deep/x.md": True,
        "b/x.txt": False,
        "no": False,
    }
    assert [each.name for each in recognise(here / "a")] == ["markdown"]
    assert (MARKDOWN.size(here / "a"), MARKDOWN.size(here / "a/deep/x.md"), MARKDOWN.size(here / "no")) == (
        1,
        1,
        0,
    )


def test_one_file_by_itself(tmp_path: Path) -> None:
    source = folder(tmp_path, {"2024-01-15 x.md": "Text", "plain.txt": "Text", "other.md": "no"})
    assert written(only(MARKDOWN, source / "2024-01-15 x.md")) == "2024-01-15T09:00:00+01:00[Europe/Berlin]"
    assert only(MARKDOWN, source / "plain.txt").draft.title == "plain"
