"""Whatever stands in a source, nothing of it is lost, and nothing but the one refusal comes of it."""

import json
import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peerjournal.errors import SourceUnreadable, WrongPassphrase
from peerjournal.importers import Found, Importer, Options
from peerjournal.importers.jrnl import JrnlText
from peerjournal.importers.jrnl_folder import JrnlFolder
from peerjournal.importers.jrnl_json import JrnlJson
from peerjournal.importers.jrnl_sealed import JrnlSealed
from peerjournal.journal import passages
from tests.importers.fixtures import put

HEADERS = (
    "[2020-05-01 15:00] ",
    "[2020-05-02 09:30] ",
    "[2019-01-01] ",
    "[2020-05-01T15:00:00+02:00] ",
    "[2020-05-01 15:00]",
    "[tuesday morning] ",
    "[x] ",
)
PARTS = (
    *HEADERS,
    "\n",
    "\n\n",
    "\r\n",
    "one",
    "two *",
    "[[three]]",
    ":mine\n",
    " @four",
    "## ",
    "*",
    "\t",
    "[",
    "]",
)
WORD = re.compile(r"one|two|three|mine|four|\bx\b|tuesday")
QUICK = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
OPTIONS = st.builds(Options, zone=st.just("Europe/Berlin"), jrnl_compat=st.booleans())


@QUICK
@given(parts=st.lists(st.sampled_from(PARTS), max_size=30))
def test_every_word_of_a_text_stands_in_an_entry(tmp_path: Path, parts: list[str]) -> None:
    text = "".join(parts)
    found = JrnlText().read(put(tmp_path / "j.txt", text), Options(zone="Europe/Berlin"))
    drafts = [each.draft for each in found if isinstance(each, Found)]
    kept = "\n".join(f"{each.title}\n{passages.resolve(each.body)}" for each in drafts)
    assert WORD.findall(kept) == WORD.findall(text)


@QUICK
@given(parts=st.lists(st.sampled_from(PARTS), max_size=30), options=OPTIONS)
def test_reading_twice_finds_the_same(tmp_path: Path, parts: list[str], options: Options) -> None:
    source = put(tmp_path / "j.txt", "".join(parts))
    assert list(JrnlText().read(source, options)) == list(JrnlText().read(source, options))


DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ("entries", "title", "body", "date", "time", "tags", "starred", "uuid", "creator", "x")
            ),
            inner | st.sampled_from(("2020-05-01", "15:00")),
            max_size=5,
        )
    ),
    max_leaves=20,
)
BYTES = (
    st.binary(max_size=300)
    | st.binary(max_size=300).map(b"JRNLv3".__add__)
    | st.binary(max_size=300).map(b"gAAAAA".__add__)
    | st.binary(max_size=300).map(b"[2020-05-01 15:00] ".__add__)
    | st.binary(max_size=300).map(b'{"entries":['.__add__)
)


@pytest.mark.parametrize("importer", [JrnlText(), JrnlJson(), JrnlSealed()])
@QUICK
@given(data=BYTES, options=OPTIONS)
def test_any_bytes_end_in_entries_or_in_the_one_refusal(
    tmp_path: Path, importer: Importer, data: bytes, options: Options
) -> None:
    source = put(tmp_path / "source", data)
    assert importer.recognises(source) in {True, False}
    assert importer.size(source) >= 0
    with suppress(SourceUnreadable, WrongPassphrase):
        list(importer.read(source, options))


@QUICK
@given(data=st.binary(max_size=300), options=OPTIONS)
def test_any_bytes_may_be_a_day(tmp_path: Path, data: bytes, options: Options) -> None:
    put(tmp_path / "journal" / "2020" / "05" / "01.txt", data)
    list(JrnlFolder().read(tmp_path / "journal", options))


@QUICK
@given(document=DOCUMENTS)
def test_any_json_ends_in_entries_that_can_be_kept(tmp_path: Path, document: object) -> None:
    source = put(tmp_path / "j.json", json.dumps(document))
    with suppress(SourceUnreadable):
        for each in JrnlJson().read(source, Options(zone="Europe/Berlin")):
            if isinstance(each, Found):
                json.dumps(each.draft.origin, allow_nan=False).encode()
