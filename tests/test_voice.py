"""How the program speaks: calm, plain, and without the words that judge or push.

Shown to people are: what errors say, the help of commands, and every sentence in the code that is not there
for its readers (a docstring is; the docstring of a command is its help). In `cli` single words count too.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from peerjournal.letters import FIXING
from tests.source_tree import PACKAGE, ROOT, Module, modules

NOT_OUR_WORDS = """
streak, missed, days since, score, level, badge, seen, trigger, warning, patient, client, sufferer, addict,
commit suicide, committed suicide, should, anonymous, guarantee, heal, attention-seeking, non-compliant, user,
victim, helper, disclosure, narrative, redact, revoke, journey, resilience, alcoholic
"""
"""Words that count, rank, label or promise; matched whole, with a plural's or a past form's ending."""

ANY_OF_THEM = "|".join(re.escape(word) for word in NOT_OUR_WORDS.replace("\n", " ").strip().split(", "))
UNWANTED = re.compile(rf"(?i)(?<![\w-])(?:{ANY_OF_THEM})(?:s|ed)?(?![\w-])|100\s?%|!")

PROSE = [ROOT / name for name in ("README.md", "CHANGELOG.md", "docs/index.md", "docs/why.md")]
GUIDE = sorted((ROOT / "docs" / "guide").glob("**/*.md"))


def shown(module: Module) -> Iterator[str]:
    """Yield each text of a module that a person may read on a screen or in a letter."""
    for_readers = {id(node) for node in notes_to_readers(module)}
    for node in ast.walk(module.tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in for_readers else None
        if isinstance(text, str) and (module.room == "cli" or " " in text.strip()):
            yield text


def notes_to_readers(module: Module) -> Iterator[ast.Constant]:
    """Yield what no person at the terminal ever reads: docstrings, and the styles of the app."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Assign) and {ast.unparse(one) for one in node.targets} & {
            "CSS",
            "DEFAULT_CSS",
        }:
            yield from (one for one in ast.walk(node.value) if isinstance(one, ast.Constant))
        spoken = is_command(node) or (isinstance(node, ast.ClassDef) and module.room == "errors")
        if spoken or not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for statement in node.body:
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                yield statement.value


def is_command(node: ast.AST) -> bool:
    decorators = node.decorator_list if isinstance(node, ast.FunctionDef) else []
    return any(re.search(r"\b(command|group)\b", ast.unparse(decorator)) for decorator in decorators)


def prose(page: Path) -> str:
    """Return a page's sentences: without code, addresses, and the mark before a picture."""
    text = re.sub(r"(?ms)^```.*?^```", "", page.read_text(encoding="utf-8"))
    return re.sub(r"`[^`]*`|!?(?=\[)|\]\([^)]*\)", "", text)


def test_what_the_program_says_is_in_our_voice() -> None:
    """F4, N1, N2, N4, N5, N11, N18, N19: none of the words that judge, count or promise."""
    said = ((name, text) for name, module in modules().items() for text in shown(module))
    # What the no-fixing list looks for is what it says nobody needs to say.
    looked_for = {phrase for phrases, _ in FIXING for phrase in phrases}
    # `(?!` is part of a pattern, which nobody is shown.
    found = [(name, text) for name, text in said if UNWANTED.search(re.sub(r"\(\?<?!", "", text))]
    assert [(name, text) for name, text in found if text not in looked_for] == []


def test_the_pages_for_people_are_in_our_voice() -> None:
    """N11: nor in the pages for people."""
    for page in PROSE + GUIDE:
        text = prose(page)
        found = [text[max(0, hit.start() - 30) : hit.end() + 30] for hit in UNWANTED.finditer(text)]
        assert found == [], page.name


def test_what_errors_say_is_among_what_is_looked_at() -> None:
    said = set(shown(modules()["peerjournal.errors.keeping"]))
    assert "That passphrase didn't open it." in said
    assert "Nothing was changed. A newer Peerjournal opens it." in said


def test_a_commands_help_and_a_sentence_are_looked_at_and_a_note_to_readers_is_not() -> None:
    text = (
        '"""A level room."""\n'
        "@group.command()\n"
        "def pat():\n"
        '    """Pat a user."""\n'
        '    say(f"You {count} missed it!")\n'
        "def inner():\n"
        '    """Keep the score."""\n'
    )
    found = set(shown(Module("peerjournal.cli.pat", PACKAGE / "cli" / "pat.py", ast.parse(text))))
    assert found == {"Pat a user.", "You ", " missed it!"}
    assert {text for text in found if UNWANTED.search(text)} == {"Pat a user.", " missed it!"}


@pytest.mark.parametrize("calm", ["health", "unseen", "patiently", "scoreless"])
def test_a_longer_word_is_another_word(calm: str) -> None:
    assert not UNWANTED.search(calm)


@pytest.mark.parametrize("loud", ["2 missed", "Streaks", "100 % safe", "well done!", "(score)"])
def test_an_unwanted_word_is_found_wherever_it_stands(loud: str) -> None:
    assert UNWANTED.search(loud)
