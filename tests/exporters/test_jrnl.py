"""What moves out for jrnl is read entry by entry, whatever stands in it, and comes back here."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peerjournal.exporters import EXPORTERS, Leaving
from peerjournal.importers import IMPORTERS, Found, Options
from peerjournal.journal import Draft, Entry, Moment, Piece, piece_from_doc
from tests.exporters.pieces import pieces

(OUT,) = [one for one in EXPORTERS if one.name == "jrnl"]
(BACK,) = [one for one in IMPORTERS if one.name == "jrnl"]
WRITTEN = Moment.decode("2020-05-01T15:00:07+02:00[Europe/Berlin]")
NO_TAG = re.compile(r"[^-+*#/\w]+")


def text_of(*made: Piece) -> str:
    ((name, data),) = OUT.files([Leaving(piece, "1") for piece in made])
    assert name == "journal.txt"
    return data.decode()


def piece(title: str = "", body: str = "", *tags: str, starred: bool = False) -> Piece:
    draft = Draft(title, body, tags, WRITTEN, starred)
    return piece_from_doc("1", draft.to_doc(WRITTEN))


def back(folder: Path, text: str) -> list[Draft]:
    source = folder / "journal.txt"
    source.write_bytes(text.encode())
    found = [*BACK.read(source, Options(zone="Europe/Berlin", timeformat="%Y-%m-%d %H:%M:%S"))]
    drafts = [one.draft for one in found if isinstance(one, Found)]
    assert len(drafts) == len(found)
    return drafts


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (piece("The lake", "Cold.\n\nAnd far."), "The lake\nCold.\n\nAnd far.\n"),
        (piece("The lake"), "The lake\n"),
        (piece("", "One line\nanother"), "One line\nanother\n"),
        (piece("The lake", "Cold.", starred=True), "The lake *\nCold.\n"),
        (piece("*Lake*"), "\\*Lake* .\n"),
        (piece("Lake*", starred=True), "Lake* . *\n"),
        (
            piece("The lake", "We swam @there.", "there", "first time"),
            "The lake\nWe swam @there.\n\n@first-time\n",
        ),
        (piece("x", "[tuesday morning] we left"), "x\n\\[tuesday morning] we left\n"),
        (piece("x", "[x] done\n[1] foot\n[[mine]] too"), "x\n[x] done\n[1] foot\n[[mine]] too\n"),
        (piece("x", "[open\nand on"), "x\n\\[open\nand on\n"),
        (piece("x", "[a\nb c d] e"), "x\n\\[a\nb c d] e\n"),
    ],
)
def test_an_entry_is_written_as_jrnl_keeps_it(made: Piece, text: str) -> None:
    assert text_of(made) == f"[2020-05-01 15:00:07] {text}"


def test_the_oldest_stands_first_with_an_empty_line_between() -> None:
    later = replace(piece("later"), written=Moment.decode("2020-05-02T09:00:00+02:00"))
    assert text_of(later, piece("sooner", "x")) == (
        "[2020-05-01 15:00:07] sooner\nx\n\n[2020-05-02 09:00:00] later\n"
    )


def test_a_body_full_of_brackets_is_written_in_time_that_grows_with_it() -> None:
    brackets = "[\n" * 200_000
    assert len(text_of(piece("x", brackets))) > len(brackets)
    assert len(text_of(piece("x", brackets + "]"))) > len(brackets)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(made=st.lists(pieces(), min_size=1, max_size=4))
def test_every_entry_comes_back_with_its_title_text_tags_star_and_time(
    tmp_path: Path, made: Sequence[Entry]
) -> None:
    made = [one for one in made if one.title or one.body.strip()]
    made.sort(key=lambda one: one.written.local.replace(tzinfo=None))
    drafts = back(tmp_path, text_of(*made)) if made else []
    assert len(drafts) == len(made)
    for piece_out, draft in zip(made, drafts, strict=True):
        assert draft.written
        assert wall(draft.written) == wall(piece_out.written)
        assert draft.starred == piece_out.starred
        if piece_out.title and len(piece_out.title) < 500:
            assert draft.title.removeprefix("\\").removesuffix(" .") == piece_out.title.removeprefix(
                "\\"
            ).removesuffix(" .")
        tags = {NO_TAG.sub("-", tag).lstrip("-#").rstrip("-").casefold() for tag in piece_out.tags}
        assert {tag for tag in tags if any(map(str.isalnum, tag))} <= {tag.casefold() for tag in draft.tags}


def wall(moment: Moment) -> datetime:
    return moment.local.replace(tzinfo=None)


def test_a_tag_that_would_begin_with_a_sign_of_jrnls_begins_behind_it() -> None:
    assert text_of(piece("", "0", ")#0", "c#")).endswith("] 0\n@0 @c#\n")
