"""The command `peers`: cards, answers, words and names, and what a hostile name can't do."""

import json
import re
from pathlib import Path

import pytest

from peerjournal.crypto.age import X25519Identity
from peerjournal.text import UNSAFE
from tests.cli.conftest import Command
from tests.cli.exchange import BODY, meet, sent, shared, story, unlocked

HOSTILE = [
    "\x1b]0;owned\x07Robin\x1b[2J",
    "Rob\u202enib\u2066",
    "../../../etc/robin",
    "/etc/robin",
    "Rob\x00in",
    "..",
    "a" * 20_000,
    "Robin\nSam · by card · words compared on 2026-11-21",
    "\U000e0041Robin\u200b",
    "\x9b31mRobin",
]
hostile_names = pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))


def unsafe(text: str) -> set[str]:
    """Return what of a text could command a terminal, or turn its reading order round."""
    return set(re.findall(f"[{UNSAFE}]", text))


def test_two_people_meet_by_card_answer_and_words(pj: Command, tmp_path: Path) -> None:
    card = pj("peers", "card", "--for", "Robin", "--out", tmp_path / "for-robin.card", who="sam")
    assert card.line == str(tmp_path / "for-robin.card")
    answer = pj("peers", "add", "Sam", card.line, "--out", tmp_path, who="robin")
    taken = pj("open", "--keep", answer.line, who="sam")
    assert (taken.code, taken.line) == (0, "1")
    words = pj("peers", "words", "Sam", "--mine", who="robin").out
    assert len(words.split()) == 6
    assert pj("peers", "compare", "Robin", stdin=words, who="sam").code == 0
    assert "1 · Robin · by card · words compared on " in pj("peers", who="sam").line


def test_a_card_on_stdout_is_the_card_and_nothing_else(pj: Command) -> None:
    first = pj("peers", "card", "--for", "Robin")
    assert first.out_bytes.startswith(b"-----BEGIN PEERJOURNAL CARD-----\n")
    assert first.out_bytes.endswith(b"-----END PEERJOURNAL CARD-----\n")
    assert pj("peers", "card", "--for", "Robin").out_bytes == first.out_bytes
    assert pj("peers", "card", "--for", "Robin", "--new").out_bytes != first.out_bytes


def test_files_that_are_handed_over_name_nobody(pj: Command, tmp_path: Path) -> None:
    card = pj("peers", "card", "--for", "Robin", "--out", tmp_path, who="sam").line
    answer = pj("peers", "add", "Sam", card, "--out", tmp_path, who="robin").line
    for path in (Path(card), Path(answer)):
        assert path.parent == tmp_path
        assert path.stem.partition("-")[0] in {"card", "answer"}
        assert b"obin" not in path.read_bytes()


def test_an_answer_is_never_written_over_a_file(pj: Command, tmp_path: Path) -> None:
    card = pj("peers", "card", "--for", "Robin", "--out", tmp_path / "robin.card", who="sam").line
    (tmp_path / "mine.txt").write_text("mine")
    refused = pj("peers", "add", "Sam", card, "--out", tmp_path / "mine.txt", who="robin")
    assert (refused.code, refused.out) == (2, "")
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert pj("peers", "--json", who="robin").out_bytes == b'{\n  "items": []\n}\n'


def test_the_words_of_someone_else_are_told_and_change_nothing(pj: Command) -> None:
    meet(pj)
    before = pj("peers", "--json", who="sam").out
    heard = pj("peers", "compare", "robin", stdin="six words that are not right\n", who="sam")
    assert heard.code == 1
    assert "not the words of the card" in heard.err
    assert pj("peers", "--json", who="sam").out == before


def test_words_without_mine_show_both_and_their_digits(pj: Command) -> None:
    meet(pj)
    shown = pj("peers", "words", "robin", who="sam").out.splitlines()
    theirs = pj("peers", "words", "sam", who="robin").out.splitlines()
    assert [line.partition(": ")[2] for line in shown] == [
        line.partition(": ")[2] for line in theirs[2:] + theirs[:2]
    ]
    digits = shown[3].partition(": ")[2]
    assert pj("peers", "compare", "robin", stdin=digits, who="sam").code == 0


def test_somebody_with_an_age_program_is_added_by_their_key(pj: Command) -> None:
    key = X25519Identity.generate().recipient.encode()
    assert pj("peers", "add", "Ana", "--age", key).code == 0
    ours = pj("peers", "card", "--for", "Ana", "--age").line
    assert ours.startswith("age1")
    assert ours != key
    (item,) = json.loads(pj("peers", "--json").out)["items"]
    assert item == {
        "compared_on": None,
        "contested": False,
        "name": "Ana",
        "number": "1",
        "reach": "age",
        "state": None,
    }


def test_somebody_reached_without_a_key_is_added_by_name_alone(pj: Command) -> None:
    assert pj("peers", "add", "Ana").code == 0
    assert pj("peers").line == "1 · Ana · without a key"


def test_somebody_who_has_yet_to_answer_is_not_said_to_have_no_key(pj: Command) -> None:
    pj("peers", "card", "--for", "Robin")
    assert pj("peers").line == "1 · Robin · has not answered your card yet"


@pytest.mark.parametrize("armor", [(), ("--armor",)])
def test_a_letter_in_the_place_of_a_card_says_what_opens_it(
    pj: Command, tmp_path: Path, armor: tuple[str, ...]
) -> None:
    letter = sent(pj, tmp_path, BODY, *armor)
    refused = pj("peers", "add", "Zoe", letter, "--out", tmp_path, who="robin")
    assert refused.code == 1
    assert refused.err.startswith("This file is sealed, so it is a letter or an answer, and no card.\n")
    assert "`peerjournal open FILE` opens it." in refused.err


def test_what_is_no_card_at_all_is_told(pj: Command) -> None:
    refused = pj("peers", "add", "Zoe", "-", stdin="Hello.\n")
    assert refused.code == 1
    assert refused.err.startswith("There is no card in this file.\n")


def test_a_name_without_end_is_cut_wherever_it_is_told(pj: Command, tmp_path: Path) -> None:
    name = "Robin " * 5_000
    meet(pj, "sam", "robin")
    told = [pj("peers", "rename", "robin", name, who="sam")]
    letter = shared(pj, story(pj), tmp_path, to="1")
    reply = pj("open", "--keep", letter.line, who="robin")
    back = pj("reply", reply.line, "--line", "x", "--unconfirmed", "--out", tmp_path, who="robin")
    told += [letter, pj("open", "--keep", back.line, who="sam"), pj("find", "x", who="sam")]
    for listing in ("letters", "ledger", "peers"):
        told.append(pj(listing, who="sam"))
    told.append(pj("peers", "drop", "1", "--yes", who="sam"))
    assert all(run.code == 0 for run in told)
    assert max(len(line) for run in told for line in (run.out + run.err).splitlines()) < 300
    assert "Robin Robin" in told[0].err


def test_renaming_and_dropping(pj: Command) -> None:
    pj("peers", "add", "Ana")
    assert pj("peers", "rename", "Ana", "Ana from choir").code == 0
    assert pj("peers", "rename", "Ana", "Bo").code == 1
    refused = pj("peers", "drop", "Ana from choir")
    assert refused.code == 2
    assert "--yes" in refused.err
    assert "Ana from choir" in pj("peers").line
    assert pj("peers", "drop", "Ana from choir", "--yes").code == 0
    assert pj("peers").out == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("peers", "card", "--for", "Robin", "--age", "--new"),
        ("peers", "add", "Robin", "x.card", "--age", "age1x"),
        ("peers", "card"),
        ("peers", "add", "Robin", "no-such-file.card"),
    ],
)
def test_wrong_usage_is_code_2_and_changes_nothing(pj: Command, arguments: tuple[str, ...]) -> None:
    assert pj(*arguments).code == 2
    assert json.loads(pj("peers", "--json").out) == {"items": []}


@pytest.mark.parametrize("text", ["", "not a card", "-----BEGIN PEERJOURNAL CARD-----\n\x1b[2J\n"])
def test_what_is_no_card_is_refused_in_a_sentence(pj: Command, tmp_path: Path, text: str) -> None:
    (tmp_path / "x.card").write_text(text)
    refused = pj("peers", "add", "Robin", tmp_path / "x.card", "--out", tmp_path)
    assert refused.code == 1
    assert "Nothing was kept" in refused.err
    assert not unsafe(refused.err)
    assert pj("peers").out == ""


def test_my_own_card_is_not_taken_in(pj: Command, tmp_path: Path) -> None:
    card = pj("peers", "card", "--for", "Robin", "--out", tmp_path).line
    refused = pj("peers", "add", "Robin", card, "--out", tmp_path)
    assert refused.code == 1
    assert "one of your own" in refused.err


@hostile_names
def test_a_hostile_name_reaches_neither_the_terminal_nor_a_file(
    pj: Command, tmp_path: Path, name: str
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    card = pj("peers", "card", "--for", name, "--out", out, who="sam")
    answer = pj("peers", "add", name, card.line, "--out", out, who="robin")
    listed = pj("peers", who="robin")
    told = [card, answer, listed, pj("peers", "--json", who="robin")]
    assert [run.code for run in told] == [0, 0, 0, 0]
    assert not unsafe("".join(run.out + run.err for run in told))
    assert len(listed.out.splitlines()) == 1
    assert len(listed.out) < 200
    assert {path.name for path in tmp_path.iterdir()} == {"out", "sam", "sam.state", "robin", "robin.state"}
    assert sorted(path.name.partition("-")[0] for path in out.iterdir()) == ["answer", "card"]


@pytest.mark.parametrize("name", ["", "   ", "\u200b\x1b", "\n"])
def test_a_name_of_nothing_to_look_at_is_refused(pj: Command, name: str) -> None:
    assert pj("peers", "add", name).code == 1
    assert pj("peers").out == ""


def test_someone_else_answering_the_same_card_is_told(pj: Command, tmp_path: Path) -> None:
    card = pj("peers", "card", "--for", "robin", "--out", tmp_path, who="sam").line
    answers = [pj("peers", "add", "sam", card, "--out", tmp_path, who=who).line for who in ("robin", "eve")]
    for answer in answers:
        pj("open", "--keep", answer, who="sam")
    assert "two people answered, compare the words" in pj("peers", who="sam").line
    with unlocked(pj, "robin") as robin:
        words = robin.circle.words(robin.circle.get("sam"), mine=True)
    assert pj("peers", "compare", "robin", stdin=words, who="sam").code == 0
    assert "words compared on" in pj("peers", who="sam").line
