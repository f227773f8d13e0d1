"""The command that answers a letter: its parts, the ready-made beginnings, looking it over, and its pause."""

import json
from pathlib import Path

import pytest

from peerjournal.cli.terminal import Terminal
from peerjournal.crypto.age import X25519Identity, X25519Recipient, encrypt
from peerjournal.letters import SHORT_ONES, WITH_GAPS
from tests.cli.conftest import Command
from tests.cli.exchange import sent, shared, unlocked

CANARY = "canary7391"


@pytest.fixture
def arrived(pj: Command, out: Path) -> Path:
    """Have a letter from Sam kept by Robin; return the folder that replies go to."""
    pj("open", "--keep", sent(pj, out), who="robin")
    for file in out.iterdir():
        file.unlink()
    return out


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have somebody at a terminal: what is piped in is what they type."""
    monkeypatch.setattr(Terminal, "asks", property(lambda _: True))


def replied(pj: Command, out: Path, *options: str, stdin: str = "") -> tuple[int, str, str]:
    """Have Robin answer; return the exit code, what Sam reads of it, and what was said."""
    run = pj("reply", "1", "--out", out, "--unconfirmed", *options, stdin=stdin, who="robin")
    files = list(out.iterdir())
    text = pj("open", "--look", files[0], who="sam").out if files else ""
    return run.code, text, run.err


@pytest.mark.usefixtures("terminal")
def test_at_a_terminal_a_reply_is_shown_and_asked_about(pj: Command, out: Path) -> None:
    pj("open", "--keep", sent(pj, out), who="robin")
    how = ("reply", "1", "--line", "the stairs", "--out", out, "--unconfirmed")
    no = pj(*how, stdin="n\n", who="robin")
    assert "**A line that stayed**" in no.err
    assert len(list(out.iterdir())) == 1
    assert pj(*how, stdin="y\n", who="robin").code == 0
    assert len(list(out.iterdir())) == 2


@pytest.mark.usefixtures("terminal")
def test_what_was_typed_and_then_not_sealed_is_given_back(
    pj: Command, arrived: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Terminal, "text", lambda *_: "I read it. [[It was hard.]]")
    run = pj("reply", "1", "--out", arrived, "--unconfirmed", stdin="n\n", who="robin")
    assert (run.code, run.out, [*arrived.iterdir()]) == (0, "", [])
    assert run.err.endswith("Here is what you wrote:\n\nI read it. [[It was hard.]]\n")


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
    """F11: step 5 has a text only where the wish is `ideas`."""
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


# Ready-made beginnings.


def test_what_there_is_to_begin_with_is_listed_and_needs_no_journal(pj: Command) -> None:
    """F11: the short ones, and the longer ones with their gaps."""
    listed = pj("reply", "--starters", made=False)
    assert listed.code == 0
    for number, text in enumerate(SHORT_ONES, start=1):
        assert f"--short {number}  {text}\n" in listed.out
    assert f"--starter listening  {WITH_GAPS['listening']}\n" in listed.out
    assert "--starter 'been there'" in listed.out
    assert pj("reply").code == 2


def test_a_short_one_is_picked_and_may_stand_above_more(pj: Command, arrived: Path) -> None:
    code, text, _ = replied(pj, arrived, "--short", "5", "--line", "the stairs")
    assert (code, text) == (0, "I believe you.\n\n**A line that stayed**\n\nthe stairs\n")


@pytest.mark.parametrize("options", [("--short", "8"), ("--short", "0"), ("--starter", "fixing")])
def test_a_beginning_that_is_not_there_is_refused(
    pj: Command, arrived: Path, options: tuple[str, ...]
) -> None:
    assert replied(pj, arrived, *options)[0] == 2
    assert replied(pj, arrived, "--short", "1", "--starter", "listening")[0] == 2


def test_the_gaps_of_a_longer_one_are_filled_line_by_line(pj: Command, arrived: Path) -> None:
    lines = "the stairs\nalone\nstill thinking about the plant"
    code, text, err = replied(pj, arrived, "--starter", "listening", stdin=lines)
    assert code == 0
    assert text == (
        "What I heard is the stairs. It makes sense that you felt alone. Nothing you wrote needs fixing. I'm"
        " still thinking about the plant.\n"
    )
    assert "gap" not in err


def test_a_gap_that_is_left_is_said_once(pj: Command, arrived: Path) -> None:
    """F11: a reply with a gap left in it is said so, once, before it is sealed."""
    code, text, err = replied(pj, arrived, "--starter", "listening", stdin="the stairs\n\n")
    assert (code, text.count("___")) == (0, 2)
    assert err.count("There is still a gap in it.") == 1


def test_more_lines_than_gaps_stand_below(pj: Command, arrived: Path) -> None:
    _, text, _ = replied(pj, arrived, "--starter", "been there", stdin="a\nb\nc\nd\ne")
    assert text.endswith("Reading you, I c.\n\nd\ne\n")


def test_ideas_begin_only_where_they_were_asked_for(pj: Command, arrived: Path) -> None:
    code, _, err = replied(pj, arrived, "--starter", "ideas", stdin="x")
    assert code == 1
    assert "They have not asked for ideas." in err


@pytest.mark.usefixtures("terminal")
def test_at_a_terminal_each_gap_is_asked_for(pj: Command, arrived: Path) -> None:
    typed = "the stairs\n\nhere\ny\n"
    code, _, err = replied(pj, arrived, "--starter", "listening", stdin=typed)
    assert code == 0
    assert err.index("It makes sense that you felt ___") < err.index("There is still a gap in it.")
    assert err.index("There is still a gap in it.") < err.index("Seal it for sam?")


# Names in a reply.


def test_names_in_a_reply_get_their_stand_ins(pj: Command, arrived: Path) -> None:
    """F5, F11: the reply uses the same names as a story."""
    with unlocked(pj, "robin") as robin:
        robin.people.add("my sister", ["Bettany"])
    code, text, _ = replied(pj, arrived, "--life", "I told Bettany's cat.", "--looked")
    assert code == 0
    assert "I told my sister's cat." in text


def test_what_may_point_at_someone_is_looked_at_first(pj: Command, arrived: Path) -> None:
    """F5, F11: a script says `--looked`; nothing is sealed before that."""
    code, _, err = replied(pj, arrived, "--life", "I told Rosalind everything.")
    assert (code, list(arrived.iterdir())) == (2, [])
    assert "  Rosalind · name · Where it met my life\n" in err
    assert "Only you know who could still be recognised." in err
    assert replied(pj, arrived, "--life", "I told Rosalind everything.", "--looked")[0] == 0


def test_a_detail_in_a_reply_needs_a_decision(pj: Command, arrived: Path) -> None:
    """F5, F11: an address stays here until the writer lets it go."""
    said = ("--line", f"Write to {CANARY}@example.org.", "--looked")
    code, _, err = replied(pj, arrived, *said)
    assert (code, list(arrived.iterdir())) == (1, [])
    assert f"  {CANARY}@example.org · e-mail address · A line that stayed\n" in err
    assert CANARY not in err[err.index("Something must be decided") :]
    assert replied(pj, arrived, *said, "--keep", f"{CANARY}@example.org")[0] == 0


# Looking it over.


def test_looking_it_over_points_at_phrases_and_seals_nothing(pj: Command, arrived: Path) -> None:
    """F11: the no-fixing nudge runs only when asked, on one's own words, and keeps nothing."""
    how = ("reply", "1", "--line", "“You should rest”", "--carry", "At least you should rest.")
    run = pj(*how, "--look-over", "--out", arrived, who="robin")
    assert (run.code, list(arrived.iterdir())) == (0, [])
    assert [line.partition(" · ")[0] for line in run.out.splitlines()] == ["you should", "at least"]
    calm = pj("reply", "1", "--look-over", stdin="Thank you.", who="robin")
    assert (calm.out, calm.err) == ("", "Nothing on the list is in it.\n")
    with unlocked(pj, "robin") as robin:
        assert len(robin.inbox.letters.all()) == 1
        assert robin.ledger.rows() == []


@pytest.mark.usefixtures("terminal")
def test_what_was_typed_to_be_looked_over_is_given_back(pj: Command, arrived: Path) -> None:
    run = pj("reply", "1", "--look-over", stdin="You should rest.\n", who="robin")
    assert "Nothing was kept. Here is what you wrote:\n\nYou should rest.\n" in run.err
    assert list(arrived.iterdir()) == []


# Its pause.


def test_a_reply_can_be_set_aside_and_shared_when_its_time_has_come(pj: Command, arrived: Path) -> None:
    """F11: the reply uses the same pause as a story."""
    pj("reply", "1", "--line", "the stairs", "--pause", "tomorrow", who="robin")
    (item,) = json.loads(pj("paused", "--json", who="robin").out)["items"]
    assert (item["kind"], item["answers"], item["over"], item["peer"]) == ("reply", "1", False, "sam")
    assert "a reply to letter 1" in pj("paused", who="robin").line
    assert pj("paused", "1", who="robin").out == "**A line that stayed**\n\nthe stairs\n"
    refused = pj("reply", "1", "--line", "x", "--out", arrived, "--unconfirmed", who="robin")
    assert (refused.code, list(arrived.iterdir())) == (1, [])
    assert "`peerjournal pause --end 1`" in refused.err
    pj("pause", "--end", "1", who="robin")
    how = ("--out", arrived, "--unconfirmed", "--looked")
    made = pj("share", "--paused", "1", *how, who="robin")
    assert pj("open", "--keep", made.line, who="sam").code == 0
    assert pj("letters", who="sam").out.splitlines()[0].endswith(" · answers 1")
    assert pj("paused", who="robin").out == ""


def test_a_reply_whose_letter_is_gone_is_not_lost(pj: Command, arrived: Path) -> None:
    pj("reply", "1", "--line", "the stairs", "--pause", "tomorrow", who="robin")
    pj("letters", "remove", "1", "--yes", who="robin")
    pj("pause", "--end", "1", who="robin")
    made = pj("share", "--paused", "1", "--out", arrived, "--unconfirmed", "--looked", who="robin")
    assert made.code == 0
    assert "it won't say which one it answers" in made.err
    assert pj("paused", who="robin").out == ""


def test_a_reply_that_can_not_be_set_aside_is_given_back(pj: Command, arrived: Path) -> None:
    run = pj("reply", "1", "--pause", "yesterday", stdin="Thank you.\n", who="robin")
    assert (run.code, run.out) == (2, "Thank you.\n")
    assert list(arrived.iterdir()) == []
