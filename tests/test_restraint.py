"""What the program does not do: judge, count, hurry, look into what was written, or tell anyone of it."""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from peerjournal.cli.demo_play import PASSPHRASE, READER, WRITER, Play
from peerjournal.cli.rooms import COMMANDS
from peerjournal.crypto import CHEAPEST
from peerjournal.journal import ContentNote, Draft, Light, Tool, guides
from peerjournal.letters import PROMPTS, Around, Reply
from peerjournal.letters.before import BEGINS_ON, KEEP, PAUSE, WAYS
from peerjournal.letters.fixing import look_over
from peerjournal.letters.letter import KINDS
from peerjournal.session import Session
from tests.cli.conftest import Command
from tests.cli.exchange import meet
from tests.source_tree import PACKAGE, ROOT, modules
from tests.test_voice import GUIDE, PROSE, prose, shown

CLINICAL = re.compile(
    r"(?i)\b(?:diagnos\w*|symptom\w*|disorder\w*|questionnaire\w*|PHQ|GAD|screening|assess\w*|treatment\w*|"
    r"on a scale|out of (?:5|10|five|ten))\b"
)
HURRYING = re.compile(
    r"(?i)\b(?:welcome back|on this day|a year ago|anniversar\w+|in a row|daily goal|well done|great job|"
    r"haven't replied|not replied|waiting for your|last active|feel better|don't lose)\b"
)
PROMISES = re.compile(
    r"(?i)\b(?:completely|perfectly|totally|absolutely) (?:safe|secure|private|hidden)|\b(?:unbreakable|"
    r"unhackable|untraceable|military[- ]grade|bulletproof|risk-free|nobody will ever|"
    r"can never be (?:read|found|opened))\b"
)
NATIONAL = re.compile(
    r"(?<![\d.,])(?:988|911|999|000|110|13 11 14|116 ?\d{3}|0800)(?![\d,.]\d|\d)|\+\d{2} ?\d"
)
JUDGING = re.compile(
    r"(?i)(?:^|_)(?:mood|score|rating|streak|badge|goal|likes|liked_by|follower|reaction|karma|distress|sentiment|"
    r"read_at|seen_at|opened_at|last_seen|delivered|popularity|severity|stage|role|helper)s?(?:_|$)"
)
NUMBERED = {"journal", "letters", "peers", "session"}
"""The rooms whose names for things are names of what is kept."""


def said() -> Iterator[tuple[str, str]]:
    """Yield all that a person may read in the program and in the pages for people."""
    yield from ((name, text) for name, module in modules().items() for text in shown(module))
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in {".md", ".toml"} and "demo" not in path.parts:
            yield path.name, path.read_text(encoding="utf-8")


def found(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """Return where a pattern stands in what is said, with the words around it."""
    texts = [*said(), *((page.name, prose(page)) for page in PROSE + GUIDE)]
    return [
        (name, text[max(0, hit.start() - 30) : hit.end() + 30])
        for name, text in texts
        for hit in pattern.finditer(text)
    ]


# What is said.


def test_nothing_diagnoses_screens_or_assesses() -> None:
    """N1: no clinical word, no questionnaire, no scale."""
    assert found(CLINICAL) == []


def test_nothing_hurries_counts_days_or_brings_anything_back() -> None:
    """N4, N5, N9, N10: no welcome after an absence, no "on this day", no reminder, no nudge to share."""
    assert found(HURRYING) == []


def test_nothing_promises_what_no_program_can() -> None:
    """N11: not safety, not secrecy, not for ever."""
    assert found(PROMISES) == []


def test_no_national_number_is_shipped() -> None:
    """N16: 112 is named with its limits, in help and nowhere else; the rest are directories."""
    assert found(NATIONAL) == []
    help_page = (PACKAGE / "support.md").read_text(encoding="utf-8")
    assert re.findall(r"\d{3,}", help_page) == ["112"]
    assert "112 works across the EU, and from mobile phones in many other countries." in help_page


@pytest.mark.parametrize(
    ("pattern", "loud"),
    [
        (CLINICAL, "How bad is it, on a scale of 1 to 10?"),
        (HURRYING, "Welcome back after 12 days"),
        (PROMISES, "completely safe"),
        (NATIONAL, "Call 988."),
        (JUDGING, "mood_today"),
    ],
)
def test_each_of_these_rules_sees_what_it_is_for(pattern: re.Pattern[str], loud: str) -> None:
    assert pattern.search(loud)


# What is kept, and what leaves.


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Play:
    """Play the whole demo: two people write, share, read and answer."""
    play = Play(lambda _: None, tmp_path_factory.mktemp("restraint"), width=80, cost=CHEAPEST)
    play.whole()
    return play


def keys(value: object) -> Iterator[str]:
    """Yield every name of a field in a document."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield str(name)
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def test_nothing_is_kept_that_scores_counts_or_watches(played: Play) -> None:
    """N2, N4, N5, N6, N19: no field of any document, and no name in the code, has a place for it."""
    stored: set[str] = set()
    for who in (WRITER, READER):
        session = Session.unlock(played.places(who), PASSPHRASE)
        vault = session.vault
        stored |= {name for table in vault.table_names() for name in keys(dict(vault.documents(table)))}
        session.lock()
    assert {"body", "plain", "tried", "state"} <= stored
    assert [key for key in stored if JUDGING.search(key)] == []
    named = {
        name
        for module in modules().values()
        if module.room in NUMBERED
        for node in ast.walk(module.tree)
        for name in (getattr(node, "arg", None), getattr(node, "attr", None), getattr(node, "id", None))
        if isinstance(name, str)
    }
    assert [name for name in named if JUDGING.search(name)] == []


def test_a_letter_has_parts_for_words_and_for_nothing_else() -> None:
    """N5, N6: there is no receipt, no reaction and no count that could be sent."""
    of_a_story = {"story", "title", "tags", "stands", "tools", "content_note", "help"}
    of_a_reply = {"reply_line", "reply_picture", "reply_life", "reply_carry", "reply_offer"}
    assert of_a_story | of_a_reply | {"note", "wish", "hold", "take_back"} == KINDS


def test_both_people_have_the_same_places_for_each_other(played: Play) -> None:
    """N19: a peer is a peer on either side; nothing says who helps and who is helped."""
    sides = []
    for who, other in ((WRITER, READER), (READER, WRITER)):
        session = Session.unlock(played.places(who), PASSPHRASE)
        peer = session.circle.get(other)
        sides.append((peer.reach, peer.state, {field.name for field in fields(peer)}))
        session.lock()
    assert sides[0] == sides[1]


def test_what_it_is_built_on_is_these_packages() -> None:
    """N7, N8: none of them writes for anybody, measures anybody, or speaks to a network by itself."""
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert {re.split(r"[<>=~!;\s]", one)[0] for one in needed} == {
        *("click", "cryptography", "markdown-it-py", "platformdirs", "precis-i18n", "rich", "textual"),
        *("pyyaml", "tinydb", "tzlocal", "zxcvbn"),
    }


def test_no_command_hands_anything_to_the_project() -> None:
    """N8, N20: there is nothing to upload, to report or to contribute with."""
    # `export` writes into a folder of one's own, and nowhere else.
    assert not {"upload", "report", "feedback", "contribute", "sync", "account", "update"} & set(COMMANDS)


# What it begins with.


def test_everything_begins_with_keeping_it() -> None:
    """N10, N12, N13: private until chosen; no note, no state and no ending is asked for."""
    assert (BEGINS_ON, WAYS[0][0], Around().wish) == (PAUSE, KEEP, "just_read")
    assert Draft(body="x").kind == "entry"
    assert Tool("A walk.").light is Light.CAREFUL
    assert ContentNote().ends == ""


FORCED = re.compile(
    r"(?i)\b(?:grateful|gratitude|thankful|forgiv\w+|lessons?|silver lining|bright side|stronger)\b"
)


def test_no_prompt_asks_for_a_good_ending() -> None:
    """N13: no gratitude, no forgiveness, no lesson, and every prompt can be skipped."""
    asked = [prompt.text for guide in guides().all for prompt in guide.prompts] + [*PROMPTS.values()]
    assert [text for text in asked if FORCED.search(text)] == []
    assert FORCED.search("What lesson did it teach you?")


# What it does with what was written.


HARD = "tonight i want to end my life and i cut my arm. he hits me. i drank all of it. i took the pills."
CALM = "tonight i made some bread and i fed my cat. it rains hard. i read most of it. i took the train."


def test_hard_words_are_met_exactly_as_calm_ones_are(tmp_path: Path) -> None:
    """N3, N12, N15: nothing looks for distress, and nothing is said or asked because of it."""
    told = []
    for name, text in (("hard", HARD), ("calm", CALM)):
        pj = Command(tmp_path / name)
        pj.folder.mkdir()
        meet(pj)
        out = pj.folder / "out"
        out.mkdir()
        runs = [
            pj("write", stdin=text, who="sam"),
            pj("story", "1", who="sam"),
            pj("show", "1", who="sam"),
            pj("find", text.split()[3], who="sam"),
            pj("list", who="sam"),
            pj("preview", "2", "--to", "robin", "--note", text, who="sam"),
            pj("share", "2", "--to", "robin", "--looked", "--unconfirmed", "--out", out, who="sam"),
        ]
        letter = runs[-1].line
        runs.append(pj("open", "--keep", letter, who="robin"))
        runs.append(pj("letters", "show", runs[-1].line, who="robin"))
        runs.append(pj("reply", "1", "--line", text, "--unconfirmed", "--looked", "--out", out, who="robin"))
        runs.append(pj("jot", stdin=text, who="sam"))
        told.append([(run.code, without(text, run.out), without(text, run.err)) for run in runs])
    assert [code for code, _, _ in told[0]] == [0] * len(told[0])
    assert told[0] == told[1]


def without(text: str, said: str) -> str:
    """Return what was said without the text, without times, and without the names of folders and files."""
    for words in (text, *re.findall(r"[^.]+\.", text)):
        said = said.replace(words.strip(), "…")
    return re.sub(r"\S*/\S+|\d+", "#", re.sub(r"[ \n]+", " ", said.replace(text[:40], "…")))


@pytest.mark.parametrize(
    "own",
    ["I'm an alcoholic.", "An addict, and clean.", "As a patient, a victim, a sufferer: mad.", "My relapse."],
)
def test_peoples_own_words_for_themselves_are_never_pointed_at(tmp_path: Path, own: str) -> None:
    """N18: they are kept as they are, in an entry, in a story and in a reply."""
    assert look_over(Reply(line=own, life=own)) == []
    pj = Command(tmp_path)
    kept = pj("write", "--story", stdin=own)
    assert kept.err.splitlines() == [line for line in kept.err.splitlines() if line.startswith("Kept 1")]
    assert pj("show", "1", "--raw").out.rstrip("\n") == own


# How it looks and sounds.


def test_nothing_rings_flashes_or_counts_down() -> None:
    """N21: no bell, no blinking, no countdown."""
    for module in modules().values():
        for call in module.calls():
            assert not (isinstance(call.func, ast.Attribute) and call.func.attr in {"bell", "beep"}), (
                module.name
            )
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert "\a" not in node.value, module.name
                assert not re.search(
                    r"(?i)\bblink\b|text-style:[^;]*blink|seconds left|\bcountdown\b", node.value
                )
