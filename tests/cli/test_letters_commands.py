"""The commands for what arrives and what answers it, and what hostile files can't do."""

import json
import os
from pathlib import Path

import pytest

from peerjournal.cli.terminal import Terminal
from peerjournal.crypto.age import X25519Identity, X25519Recipient, encrypt
from peerjournal.text import clean
from tests.cli.conftest import Command
from tests.cli.exchange import BODY, sent, shared

HOSTILE = "\x1b]52;c;b3duZWQ=\x07 \x1b[2J \x9b31m Rob\u202enib \u2066 \ufeff \x00 \x7f"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return the one folder that files are asked for in."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def beside(pj: Command) -> set[str]:
    return {path.name for path in pj.folder.iterdir()}


# Open.


def test_who_it_is_from_is_told_and_the_letter_is_kept(pj: Command, out: Path) -> None:
    letter = sent(pj, out)
    looked = pj("open", "--look", letter, who="robin")
    assert "I sat on the back stairs." in looked.out
    assert looked.err.startswith("From sam, if the card is sam's: its words are not compared yet.\n")
    assert pj("letters", who="robin").out == ""
    kept = pj("open", "--keep", letter, who="robin")
    assert kept.line == "1"
    again = pj("open", "--keep", letter, who="robin")
    assert (again.code, again.out) == (1, "")
    assert "This letter is here already" in again.err


def test_without_a_terminal_open_wants_to_be_told_what_to_do(pj: Command, out: Path) -> None:
    letter = sent(pj, out)
    refused = pj("open", letter, who="robin")
    assert (refused.code, refused.out) == (2, "")
    assert "--keep" in refused.err
    assert "--look" in refused.err
    assert pj("open", "--keep", "--look", letter, who="robin").code == 2


def test_stdin_is_opened_too_and_armor_as_well(pj: Command, out: Path) -> None:
    letter = sent(pj, out, BODY, "--armor").read_bytes()
    assert letter.startswith(b"-----BEGIN AGE ENCRYPTED FILE-----")
    assert pj("open", "--keep", "-", stdin=letter, who="robin").line == "1"


def test_a_card_says_how_it_is_taken_in(pj: Command, out: Path) -> None:
    card = pj("peers", "card", "--for", "robin", "--out", out, who="sam").line
    looked = pj("open", "--look", card, who="robin")
    assert looked.code == 0
    assert "peerjournal peers add NAME FILE" in looked.err
    assert pj("open", "--keep", card, who="robin").code == 1


def test_what_is_no_file_is_refused_in_a_sentence(pj: Command, out: Path) -> None:
    os.mkfifo(out / "pipe.age")
    with (out / "large.age").open("wb") as large:
        large.truncate(8 * 1024 * 1024 + 1)
    (out / "loop").symlink_to(out / "loop")
    names: list[str | Path] = [
        out,
        out / "pipe.age",
        out / "large.age",
        out / "loop",
        "/dev/zero",
        out / "not there",
        "\x00",
    ]
    for name in names:
        refused = pj("open", "--keep", name)
        assert (refused.code, refused.out) == (2, ""), name
        assert "Something went wrong" not in refused.err, name
    assert pj("letters").out == ""


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "text"])
def test_a_damaged_file_is_refused_in_a_sentence(pj: Command, out: Path, damage: str) -> None:
    letter = sent(pj, out)
    data = bytearray(letter.read_bytes())
    data[-1] ^= 1
    spoilt = {"cut": data[:-40], "flipped": data, "empty": b"", "text": b"not sealed at all"}[damage]
    refused = pj("open", "--keep", "-", stdin=bytes(spoilt), who="robin")
    assert (refused.code, refused.out) == (1, "")
    assert "not whole" in refused.err
    assert "Nothing was kept" in refused.err


def test_a_letter_for_someone_else_is_told_apart(pj: Command, out: Path) -> None:
    letter = sent(pj, out)
    refused = pj("open", "--keep", letter, who="eve")
    assert refused.code == 1
    assert "None of your keys opens this file." in refused.err


def test_hostile_text_reaches_the_terminal_as_words_only(pj: Command, out: Path) -> None:
    key = pj("peers", "card", "--for", "Ana", "--age").line
    (out / "hostile.age").write_bytes(encrypt(HOSTILE.encode(), [X25519Recipient.parse(key)]))
    looked = pj("open", "--look", out / "hostile.age")
    assert looked.code == 0
    assert "sender unknown" in looked.err
    assert looked.out == clean(HOSTILE) + "\n"
    assert pj("open", "--keep", out / "hostile.age").line == "1"
    for run in (pj("letters", "show", "1"), pj("letters", "show", "1", "--json"), pj("letters")):
        assert run.code == 0
        assert run.out + run.err == clean(run.out + run.err)


# At a terminal.


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have somebody at a terminal: what is piped in is what they type."""
    monkeypatch.setattr(Terminal, "asks", property(lambda _: True))


@pytest.mark.usefixtures("terminal")
def test_at_a_terminal_who_it_is_from_is_told_before_anything_is_asked(pj: Command, out: Path) -> None:
    letter = sent(pj, out)
    no = pj("open", letter, stdin="n\n", who="robin")
    assert no.err.index("From sam") < no.err.index("Keep it in your journal? [y/N]")
    assert "it can wait" in no.err
    assert pj("letters", who="robin").out == ""
    assert pj("open", letter, stdin="y\n", who="robin").line == "1"


@pytest.mark.usefixtures("terminal")
def test_what_is_kept_already_is_said_so_at_once(pj: Command, out: Path) -> None:
    letter = sent(pj, out)
    pj("open", "--keep", letter, who="robin")
    again = pj("open", letter, who="robin")
    assert (again.code, again.out) == (1, "")
    assert "[y/N]" not in again.err
    assert again.err.endswith("It is kept as letter 1.\n`peerjournal letters show 1` shows it.\n")
    assert again.err.count("already") == 1


@pytest.mark.usefixtures("terminal")
def test_at_a_terminal_a_reply_is_shown_and_asked_about(pj: Command, out: Path) -> None:
    pj("open", "--keep", sent(pj, out), who="robin")
    how = ("reply", "1", "--line", "the stairs", "--out", out, "--unconfirmed")
    no = pj(*how, stdin="n\n", who="robin")
    assert "**A line that stayed**" in no.err
    assert len(list(out.iterdir())) == 1
    assert pj(*how, stdin="y\n", who="robin").code == 0
    assert len(list(out.iterdir())) == 2


# Letters.


def test_letters_are_listed_from_both_sides_and_shown(pj: Command, out: Path) -> None:
    letter = sent(pj, out, BODY, "--wish", "stayed")
    pj("open", "--keep", letter, who="robin")
    (received,) = json.loads(pj("letters", "--json", who="robin").out)["items"]
    assert {name: received[name] for name in ("number", "direction", "peer", "sure", "wish", "answers")} == {
        "number": "1",
        "direction": "received",
        "peer": "sam",
        "sure": "not yet compared",
        "wish": "stayed",
        "answers": None,
    }
    assert pj("letters", who="sam").line == "1 · to robin"
    shown = pj("letters", "show", "1", who="robin")
    assert shown.out == pj("letters", "show", "1", who="sam").out
    whole = json.loads(pj("letters", "show", "1", "--json", who="robin").out)
    assert f"{whole['text']}\n" == shown.out
    assert [part["kind"] for part in whole["parts"]] == ["wish", "hold", "story", "title"]


def test_removing_a_letter_asks_first(pj: Command, out: Path) -> None:
    sent(pj, out)
    assert pj("letters", "remove", "1", who="sam").code == 2
    assert pj("letters", "remove", "1", "--yes", who="sam").code == 0
    assert pj("letters", who="sam").out == ""
    assert pj("letters", "show", "1", who="sam").code == 1


# Reply.


def test_a_reply_of_one_line_comes_back_beside_its_letter(pj: Command, out: Path) -> None:
    pj("open", "--keep", sent(pj, out), who="robin")
    reply = pj("reply", "1", "--line", "the back stairs", "--out", out, "--unconfirmed", who="robin")
    back = pj("open", "--keep", reply.line, who="sam")
    assert (reply.code, back.line) == (0, "2")
    assert pj("letters", who="sam").out.splitlines()[0].endswith(" · answers 1")
    assert "**A line that stayed**\n\nthe back stairs" in pj("letters", "show", "2", who="sam").out


def test_a_reply_may_come_from_stdin_and_marks_count_in_it(pj: Command, out: Path) -> None:
    pj("open", "--keep", sent(pj, out), who="robin")
    how = ("--out", out, "--unconfirmed")
    reply = pj("reply", "1", *how, stdin="Thank you. [[It was hard to read.]]\n", who="robin")
    pj("open", "--keep", reply.line, who="sam")
    assert pj("letters", "show", "2", who="sam").out == "Thank you.\n"


def test_a_reply_that_can_not_leave_is_given_back(pj: Command, out: Path) -> None:
    pj("open", "--keep", sent(pj, out), who="robin")
    refused = pj("reply", "1", "--out", out, "--unconfirmed", stdin="Thank [[you.\n", who="robin")
    assert refused.code == 1
    assert refused.out == "Thank [[you.\n"


def test_ideas_are_for_those_who_asked(pj: Command, out: Path) -> None:
    pj("open", "--keep", sent(pj, out), who="robin")
    refused = pj("reply", "1", "--ideas", "Tea.", "--out", out, "--unconfirmed", who="robin")
    assert refused.code == 1
    assert "--offer" in refused.err
    asked = shared(pj, "1", out, "--wish", "ideas")
    pj("open", "--keep", asked.line, who="robin")
    assert pj("reply", "2", "--ideas", "Tea.", "--out", out, "--unconfirmed", who="robin").code == 0


@pytest.mark.parametrize("options", [("--line", ""), ("--line", "[[mine]]")])
def test_an_empty_reply_is_not_sealed(pj: Command, out: Path, options: tuple[str, ...]) -> None:
    pj("open", "--keep", sent(pj, out), who="robin")
    assert pj("reply", "1", *options, "--out", out, "--unconfirmed", who="robin").code in {1, 2}
    assert len(list(out.iterdir())) == 1


def test_nobody_is_answered_whose_name_no_mark_bears_out(pj: Command, out: Path) -> None:
    key = pj("peers", "card", "--for", "Ana", "--age").line
    pj("peers", "add", "Ana", "--age", X25519Identity.generate().recipient.encode())
    pj("open", "--keep", "-", stdin=encrypt(b"It's Ana.", [X25519Recipient.parse(key)]))
    refused = pj("reply", "1", "--line", "hello", "--out", out)
    assert refused.code == 1
    assert "It isn't known who wrote that letter" in refused.err
    assert list(out.iterdir()) == []


def test_a_reply_by_phone_is_kept_beside_its_letter(pj: Command, out: Path) -> None:
    sent(pj, out)
    kept = pj("reply", "1", "--came-another-way", stdin="She liked the stairs.", who="sam")
    assert kept.line == "2"
    assert "from robin · by hand" in pj("letters", who="sam").out
    assert pj("letters", "show", "2", who="sam").out == "She liked the stairs.\n"
    assert pj("reply", "1", "--came-another-way", "--line", "x", who="sam").code == 2
