"""What stands above a text: every trap of YAML, and everything that could be set against whoever reads it."""

import re
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped] # comes without stubs
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.importers import front_matter
from peerjournal.importers.front_matter import LARGEST, TOO_LONG, TWICE, UNREAD, split, words


def fields(block: str) -> dict[str, Any]:
    return split(f"---\n{block}\n---\nbelow")[0].fields


@pytest.fixture(params=["C", "Python"], autouse=True)
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both of PyYAML's readers, for not every system has the one that is written in C."""
    if request.param == "Python":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)


@pytest.mark.parametrize(
    ("block", "read"),
    [
        ('title: "Day: two"', {"title": "Day: two"}),
        ("a: yes\nb: no\nc: on\nd: Off", {"a": "yes", "b": "no", "c": "on", "d": "Off"}),
        ("a: true\nb: false\nc: True", {"a": True, "b": False, "c": "True"}),
        ("a: null\nb: ~\nc:\nd: ''", {"a": None, "b": None, "c": None, "d": ""}),
        ("at: 14:30\nn: 012\nh: 0x1f\nu: 1_000", {"at": "14:30", "n": "012", "h": "0x1f", "u": "1_000"}),
        ("n: 4\nm: -3\nf: 4.50\ne: 1e3", {"n": 4, "m": -3, "f": "4.50", "e": "1e3"}),
        (
            "day: 2024-01-15\nat: 2024-01-15 14:30:00 +01:00",
            {"day": "2024-01-15", "at": "2024-01-15 14:30:00 +01:00"},
        ),
        ("tags: #a", {"tags": "#a"}),
        ("tags: #a, #b", {"tags": "#a, #b"}),
        ("tags:\n- #a\n- b\nother: [1]", {"tags": ["#a", "b"], "other": [1]}),
        ("tags: [a, 'b c', good/day]", {"tags": ["a", "b c", "good/day"]}),
        ("a: 1 # a remark of the file's\n# another\nb: 2", {"a": 1, "b": 2}),
        ("text: |\n  - #x\n  two\nfold: >-\n  a\n  b", {"text": "- #x\ntwo\n", "fold": "a b"}),
        ("deep: {a: {b: [1, {c: d}]}}", {"deep": {"a": {"b": [1, {"c": "d"}]}}}),
        ("größe: 1\n日記: はい\nTwo words: x", {"größe": 1, "日記": "はい", "Two words": "x"}),
        ("x: !!python/object/apply:os.system ['true']", {"x": ["true"]}),
        ("big: 123456789012345678901234567890", {"big": "123456789012345678901234567890"}),
    ],
)
def test_what_is_written_is_what_is_read(block: str, read: dict[str, Any]) -> None:
    found = split(f"---\n{block}\n---\nbelow")
    assert (found[0].fields, found[0].remarks, found[1]) == (read, (), "below")


@pytest.mark.parametrize(
    ("block", "read"),
    [
        ("title: Day: two\ndate: 2024-01-15", {"title": "Day: two", "date": "2024-01-15"}),
        ("a: [1, 2\nb: 3", {"a": "[1, 2", "b": 3}),
        ("a: {x: 1, x: 2}\nb: 3", {"a": "{x: 1, x: 2}", "b": 3}),
        ('a: "open\nb: 3', {"a": '"open', "b": 3}),
        ("a: @home\nb: `x`\nc: %d", {"a": "@home", "b": "`x`", "c": "%d"}),
        ("a: &x [1, 2]\nb: *x", {"a": [1, 2], "b": "*x"}),
        ("tags: [#a, #b]\nb: 3", {"tags": "[#a, #b]", "b": 3}),
        ("a: b\n\tc: d\ne: f", {"e": "f"}),
        ("a: " + "[" * 500 + "\nb: 1", {"a": "[" * 500, "b": 1}),
        ("a: " + "{a: " * 20 + "1" + "}" * 20 + "\nb: 1", {"b": 1}),
    ],
)
def test_a_field_that_cant_be_read_stays_as_its_text_and_takes_no_other_with_it(
    block: str, read: dict[str, Any]
) -> None:
    found = split(f"---\n{block}\n---\nbelow")
    assert read.items() <= found[0].fields.items()
    assert (found[0].remarks, found[1]) == ((UNREAD,), "below")


def test_a_line_before_every_field_is_kept_beside_them() -> None:
    found, below = split("---\n\ttitle: x\nok: 1\n---\nbelow")
    assert (found.fields, found.beside, below) == ({"ok": 1}, {"front matter": "\ttitle: x"}, "below")


def test_a_field_that_is_there_twice_is_kept_twice() -> None:
    found, _ = split("---\ntitle: one\ntitle: two\nTITLE: three\ntitle: four\n---\n")
    assert found.fields == {"title": "one", "TITLE": "three"}
    assert found.beside == {"title 2": "two", "title 3": "four"}
    assert found.remarks == (TWICE,)
    assert [words(value) for _, value in found.find("title")] == ["one", "three"]


@pytest.mark.parametrize(
    "text",
    [
        "no front matter\n---\na: 1\n---\n",
        " ---\na: 1\n---\n",
        "----\na: 1\n----\n",
        "---\na: 1\nnever closed",
        "---\njust a line\n---\nunder a rule",
        "---\n- a\n- list\n---\n",
        "---\n!!python/object/apply:os.system ['true']\n---\n",
        "---\n*a\n---\n",
        "---\n[a\n---\n",
        "",
        "---",
    ],
)
def test_what_is_no_front_matter_is_text(text: str) -> None:
    found, below = split(text)
    assert (found.fields, found.beside, below) == ({}, {}, text)


def test_it_may_end_with_three_full_stops_and_be_empty() -> None:
    assert split("---\na: 1\n...\nbelow\n---\n")[1] == "below\n---\n"
    assert split("--- \n--- \nbelow") == (split("")[0], "below")


def test_an_anchor_never_grows() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for one, two in zip("abcdefgh", "bcdefghi", strict=True):
        bomb += f"{two}: &{two} [{', '.join([f'*{one}'] * 9)}]\n"
    found, below = split(f"---\n{bomb}---\nbelow")
    assert (found.fields["a"], below) == (["x"] * 9, "below")
    assert sum(len(words(value)) for value in found.fields.values()) < len(bomb)
    assert found.remarks == (UNREAD,)


@pytest.mark.parametrize(
    "block",
    [
        "a: &a " + "x" * 1_000_000 + "\n" + "- *a\n" * 10,
        "a: " + "[" * 1_000_000,
        "a: 1\n" * 200_000,
        "? " * 500_000,
        "x" * 1_000_000,
    ],
    ids=["anchor", "depth", "fields", "keys", "one line"],
)
def test_what_is_far_too_long_stays_in_the_text_unread(block: str) -> None:
    text = f"---\n{block}\n---\nbelow"
    found, below = split(text)
    assert (found.fields, found.remarks, below) == ({}, (TOO_LONG,), text)


@pytest.mark.parametrize(
    "block",
    ["a: [" * 5_000, "a:\n" * 20_000, "a: *\n" * 20_000, "- " * 50_000, '"' * 50_000, "a: 1\n" * 30_000],
    ids=["depth", "fields", "aliases", "lists", "quotes", "repeated"],
)
def test_what_is_made_to_be_hard_to_read_is_read_or_left(block: str) -> None:
    assert len(block) < LARGEST
    text = f"---\n{block}\n---\nbelow"
    found, below = split(text)
    assert below in {text, "below"}
    assert found.fields or below == text


def test_nothing_is_ever_constructed(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> Iterator[Any]:
        raise AssertionError

    for name in ("load", "load_all", "safe_load", "unsafe_load", "full_load", "compose"):
        monkeypatch.setattr(yaml, name, refuse)
    assert fields("a: !!python/name:os.system x\nb: !!binary eA==\nc: !!timestamp 2024-01-01") == {
        "a": "x",
        "b": "eA==",
        "c": "2024-01-01",
    }


def test_yaml_is_imported_only_where_there_is_front_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    assert split("# Nothing above\n\ntext")[1] == "# Nothing above\n\ntext"
    assert split("+++\na = 1\n+++\nx")[0].fields == {"a": 1}


# TOML


def test_toml_is_read_too() -> None:
    text = (
        '+++\ntitle = "Day: two"\ndate = 2024-01-15T14:30:00+01:00\nday = 2024-01-15\ntags = ["a", "b"]\n'
        "f = 4.5\n[more]\nx = true\n+++\nbelow"
    )
    assert split(text) == (
        front_matter.FrontMatter(
            {
                "title": "Day: two",
                "date": "2024-01-15T14:30:00+01:00",
                "day": "2024-01-15",
                "tags": ["a", "b"],
                "f": "4.5",
                "more": {"x": True},
            }
        ),
        "below",
    )


@pytest.mark.parametrize(
    "block",
    ["a = 1\na = 2", "not toml", "a = " + "[" * 60_000, ".".join("a" * 2_000) + " = 1"],
    ids=["twice", "no toml", "depth", "dots"],
)
def test_toml_that_cant_be_read_is_kept_as_text(block: str) -> None:
    found, below = split(f"+++\n{block}\n+++\nbelow")
    assert (found.beside, found.remarks, below) == ({"front matter": block}, (UNREAD,), "below")


# For all texts


@given(st.text(alphabet=st.sampled_from("ab:-#[]{}&*!|>%@`,?\"' \n\t1~"), max_size=60))
def test_nothing_is_lost_and_nothing_is_raised(block: str) -> None:
    text = f"---\n{block}\n---\nbelow"
    found, below = split(text)
    if below == text:
        return
    kept = str(found.fields) + str(found.beside)
    for word in re.findall(
        r"[ab]+", re.sub(r"(?:^|\s)#.*|!\S*|&\S*", "", text.split("\n---", maxsplit=1)[0], flags=re.MULTILINE)
    ):
        assert word in kept


@pytest.mark.parametrize(
    "block",
    [
        "---\ntags: " + "#a" * 100_000 + "'\n---\n",
        "---\ntags: " + " " * 200_000 + "#a'\n---\n",
        "+++\n" + ".".join("a" * 100_000) + " = 1\n+++\n",
        "+++\n[" + ".".join("a" * 100_000) + "]\n+++\n",
    ],
    ids=["tags", "spaces", "name", "table"],
)
def test_a_line_as_long_as_all_of_it_is_looked_at_once(block: str) -> None:
    front, below = split(block)
    assert below == ""
    assert front.fields or front.beside
