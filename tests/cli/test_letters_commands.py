"""The commands for what arrives and what is kept, and what hostile files can't do."""

import json
import os
from pathlib import Path

import pytest

from peerjournal.cli.terminal import Terminal
from peerjournal.crypto.age import X25519Recipient, encrypt
from peerjournal.journal import ContentNote
from peerjournal.text import clean
from tests.cli.conftest import Command
from tests.cli.exchange import BODY, meet, sent, shared, story, unlocked

HOSTILE = "\x1b]52;c;b3duZWQ=\x07 \x1b[2J \x9b31m Rob\u202enib \u2066 \ufeff \x00 \x7f"


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
def test_at_a_terminal_the_cover_is_told_before_anything_is_asked(pj: Command, out: Path) -> None:
    """F12: from, content note, about how long, wish, hold; then open now, later, or not for me."""
    letter = sent(pj, out, BODY, "--wish", "stayed")
    for waits in ("later", "not", "n", "no", "", "?"):
        run = pj("open", letter, stdin=f"{waits}\n", who="robin")
        assert (run.code, run.out) == (0, "")
        assert run.err.endswith("Nothing was kept. What they sent is where it was; it can wait.\n")
    lines = run.err.splitlines()
    assert lines[0].startswith("From sam, ")
    assert lines[1:5] == [
        "About 1 min to read.",
        "What they would like back: Tell me a line that stayed with you.",
        "How to hold it: This is for you. Please don't pass it on.",
        "If today is a heavy day, this can wait.",
    ]
    assert lines[5].startswith("Open now, later, or not for me? [now/later/not] ")
    assert "stairs" not in run.err
    assert pj("letters", who="robin").out == ""


@pytest.mark.usefixtures("terminal")
def test_opened_now_it_is_read_and_then_kept_or_not(pj: Command, out: Path) -> None:
    """F12: at the end the wish again; nothing is kept that nobody asked to keep."""
    letter = sent(pj, out, BODY, "--wish", "stayed")
    no = pj("open", letter, stdin="now\n\n", who="robin")
    assert "I sat on the back stairs." in no.out
    assert no.err.index("Tell me a line") < no.err.index("Keep it in your journal? [y/N]")
    assert pj("letters", who="robin").out == ""
    yes = pj("open", letter, stdin="now\ny\n", who="robin")
    assert yes.out.splitlines()[-1] == "1"
    assert "`peerjournal reply 1` writes back" in yes.err
    with unlocked(pj, "robin") as robin:
        assert robin.inbox.letters.get("1").other == {"opened": True}


def test_a_letter_that_asks_for_no_reply_ends_by_saying_so(pj: Command, out: Path) -> None:
    """F12: with just_read, reading was the thing; a content note stands on the cover."""
    meet(pj)
    number = story(pj)
    with unlocked(pj, "sam") as sam:
        sam.journal.edit(number, content_note=ContentNote(("panic or crisis",), "mentioned", ends="steady"))
    looked = pj("open", "--look", shared(pj, number, out).line, who="robin")
    assert looked.err.splitlines()[1] == "About: panic or crisis (mentioned). Ends steady."
    assert looked.err.endswith("They asked for no reply. Reading was the thing.\n")
    kept = pj("open", "--keep", "-", stdin=next(out.iterdir()).read_bytes(), who="robin")
    assert (kept.line, "Reading was the thing" in kept.err) == ("1", False)


@pytest.mark.usefixtures("terminal")
def test_what_is_kept_already_is_said_so_at_once(pj: Command, out: Path) -> None:
    letter = sent(pj, out)
    pj("open", "--keep", letter, who="robin")
    again = pj("open", letter, who="robin")
    assert (again.code, again.out) == (1, "")
    assert "[y/N]" not in again.err
    assert again.err.endswith("It is kept as letter 1.\n`peerjournal letters show 1` shows it.\n")
    assert again.err.count("already") == 1


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


def test_what_belongs_together_is_told_beside_each_letter_and_shown_together(pj: Command, out: Path) -> None:
    """F11: what answers what, and what takes whose place."""
    letter = sent(pj, out)
    pj("open", "--keep", letter, who="robin")
    reply = pj("reply", "1", "--line", "the stairs", "--out", out, "--unconfirmed", who="robin")
    pj("open", "--keep", reply.line, who="sam")
    again = shared(pj, "1", out, "--note", "Once more.")
    arrived = pj("open", "--keep", again.line, who="robin")
    assert "This takes the place of letter 1. Both are kept." in arrived.err
    newest, *_ = pj("letters", who="robin").out.splitlines()
    assert newest.endswith(" · takes the place of 1")
    together = [line.partition(" · ")[0] for line in pj("letters", "--threads", who="sam").out.splitlines()]
    assert together == ["3", "1", "  2"]
    first, second, third = (
        json.loads(pj("letters", "show", number, "--json", who="sam").out) for number in "123"
    )
    assert (first["answered_by"], first["replaced_by"], second["answers"]) == (["2"], "3", "1")
    assert (third["replaces"], third["answers"]) == ("1", None)
    shown = pj("letters", "show", "1", who="sam").err
    assert "Letter 2 answers it.\nLetter 3 takes its place.\n" in shown
    assert "It takes the place of letter 1." in pj("letters", "show", "3", who="robin").err
    assert "It answers letter 1." in pj("letters", "show", "2", who="robin").err
