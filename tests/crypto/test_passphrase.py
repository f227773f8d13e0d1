"""Passphrases: the same bytes from every keyboard, and refused in words where there can't be any."""

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerjournal.crypto import BadPassphrase, prepare_passphrase


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("caf\u00e9", "cafe\u0301"),
        ("\u1e69", "s\u0323\u0307"),
        ("\ud55c\uae00", "\u1112\u1161\u11ab\u1100\u1173\u11af"),
        ("\u30ac", "\u30ab\u3099"),
        ("\u212b ngstrom", "\u00c5 ngstrom"),
        ("two words\u00e9", "two\u00a0words\u00e9"),
        ("two words", "two\u00a0words"),
        ("two words", "two\u3000words"),
        ("abacus zoom", "Abacus  ZOOM "),
        ("abacus zoom", "abacus-zoom"),
        ("abacus zoom", "ABACUS_\u00a0_zoom"),
    ],
)
def test_two_ways_to_type_one_passphrase_are_one(one: str, other: str) -> None:
    assert one != other
    assert prepare_passphrase(one) == prepare_passphrase(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("\ufb01nal", "final"),
        ("\uff41bacus", "abacus"),
        ("Hunter two", "hunter two"),
        (" in front", "in front"),
        ("at its end ", "at its end"),
        ("two  spaces", "two spaces"),
        ("not-listed", "not listed"),
        ("abacus zoome", "Abacus zoome"),
        ("stra\u00dfe", "strasse"),
        ("\u03c3", "\u03c2"),
        ("x\u00b2", "x2"),
    ],
)
def test_different_passphrases_stay_different(one: str, other: str) -> None:
    assert prepare_passphrase(one) != prepare_passphrase(other)


@pytest.mark.parametrize(
    "text",
    [
        "a",
        " ",
        "\U0001f98a",
        "\u05e9\u05dc\u05d5\u05dd abc",
        "\u0645\u0631\u062d\u0628\u0627",
        "\u00e9" * 10_000,
        "x" * 10_000,
    ],
    ids=["one letter", "one space", "emoji", "Hebrew", "Arabic", "10,000 accents", "10,000 letters"],
)
def test_any_visible_text_can_be_a_passphrase(text: str) -> None:
    assert prepare_passphrase(text).decode() == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tab\there",
        "line\nend",
        "nul\0",
        "\x1b[31m",
        "del\x7f",
        "c1\x85",
        "\ud800 half",
        "joined \U0001f469\u200d\U0001f467",
        "heart \u2764\ufe0f",
        "zero\u200bwidth",
        "turned \u202e round",
        "\ufeffmark",
        "line\u2028separator",
        "unassigned \U000e0080",
        "private \ue000",
    ],
    ids=ascii,
)
def test_empty_control_and_invisible_texts_are_refused(text: str) -> None:
    with pytest.raises(BadPassphrase) as caught:
        prepare_passphrase(text)
    assert not text or text not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


@settings(max_examples=1_000)
@given(st.text(min_size=1, max_size=40))
def test_a_passphrase_means_the_same_composed_or_taken_apart(text: str) -> None:
    composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    try:
        expected = prepare_passphrase(composed)
    except BadPassphrase:
        with pytest.raises(BadPassphrase):
            prepare_passphrase(apart)
    else:
        assert prepare_passphrase(apart) == expected
        assert prepare_passphrase(expected.decode()) == expected


def test_a_plain_passphrase_does_not_load_the_tables_of_unicode() -> None:
    program = (
        "import sys; from peerjournal.crypto import prepare_passphrase as p; p('Hunter 2');"
        "assert 'precis_i18n' not in sys.modules; p('caf\\xe9'); assert 'precis_i18n' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
