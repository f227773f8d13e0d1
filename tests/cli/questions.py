"""Every question that the command asks at a terminal: what leads to it, and what stands before it.

``ASKED`` has a row for each place in the program that asks; a test holds it against the program.
"""

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.cli import scenes
from tests.cli.asked import ASKING
from tests.cli.conftest import Command
from tests.cli.pseudo_terminal import UNLOCKS
from tests.conftest import PASSPHRASE
from tests.source_tree import ROOT

Before = Callable[[Command, Path], object]
Typing = Sequence[tuple[str, str]]
STOPPED = (130, "Stopped. Nothing more was done.")
NO_TEXT = (2, "There was no text. Nothing was kept or changed.")
NEVER_ASK = {
    "vault.py _new_passphrase 1": "an option says where the passphrase comes from",
    "peers.py _heard 2": "there is no terminal",
    "completion.py _answers 1": "a shell hands it a line, and waits itself",
}
"""Places that could ask, and don't where somebody sits at a terminal."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question."""

    place: str
    """File, function, and the how-manieth that asks in it."""
    arguments: str
    """What is run."""
    question: str
    """What stands last on the screen."""
    before: Before = lambda *_: None
    """What there is already."""
    typing: Typing = (UNLOCKS,)
    """What is asked and answered earlier."""
    who: str = "journal"
    ends: tuple[int, str] | None = STOPPED
    """What Ctrl-D does: exit code and words. Nothing where it ends a longer answer, and the next is asked."""
    makes: bool = False
    """Whether a journal was made before the question, which then stays, whole."""


def places() -> Iterator[tuple[str, str]]:
    """Yield each place in the program that asks, as a row names it, with its file and line."""
    for path in sorted((ROOT / "peerjournal" / "cli").glob("*.py")):
        if path.name != "terminal.py":
            for function, count, line in _asking(ast.parse(path.read_text(encoding="utf-8")), ""):
                yield f"{path.name} {function} {count}", f"{path.name}:{line}"


def _asking(tree: ast.AST, function: str) -> Iterator[tuple[str, int, int]]:
    count = 0
    waiting = [tree]
    while waiting:
        node = waiting.pop(0)
        if node is not tree and isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield from _asking(node, node.name)
            continue
        if isinstance(node, ast.Call) and _asks(node):
            count += 1
            yield function, count, node.lineno
        waiting[:0] = list(ast.iter_child_nodes(node))


def _asks(call: ast.Call) -> bool:
    names = {*(name for several in ASKING.values() for name in several), "standard_input"}
    if not (isinstance(call.func, ast.Attribute) and call.func.attr in names):
        return False
    whose = ast.unparse(call.func.value).rsplit(".", 1)[-1].lstrip("_")
    return whose in {"terminal", "program"} or (whose == "self" and call.func.attr == "passphrase")


# The questions.

_NEW = (("Your passphrase (or Enter", f"{PASSPHRASE}\n"), ("Once more, ", f"{PASSPHRASE}\n"))
_SAME = ("it stays the same): ", f"{PASSPHRASE}\n")
_SEVEN = (UNLOCKS, *((">", "\n"),) * 7)
_TO = "--to robin --unconfirmed --out ."


def _sam(place: str, arguments: str, question: str, *typing: tuple[str, str]) -> Asked:
    return Asked(place, arguments, question, scenes.story, (UNLOCKS, *typing), "sam")


ROWS = (
    Asked("program.py unlock 1", "list", "Passphrase: ", scenes.entry, ()),
    Asked("program.py passphrase 1", "find lake", "Passphrase: ", scenes.entry, ()),
    Asked("unlocking.py mended 1", "list", "Word 3", scenes.with_recovery, (("Passphrase: ", "{words}\n"),)),
    # Writing.
    Asked("given.py read 1", "write --tag nature", "ends it.", scenes.entry, ends=NO_TEXT),
    Asked("given.py read 1", "edit 1 --body -", "ends it.", scenes.entry, ends=NO_TEXT),
    Asked("given.py read 1", "jot", "ends it.", scenes.entry, (), ends=NO_TEXT),
    Asked("given.py read 1", "people add x", "one a line", scenes.entry, ends=NO_TEXT),
    Asked("given.py read 1", "shelf add", "ends it.", scenes.entry, ends=NO_TEXT),
    Asked("dates.py _chosen 1", "write 1/2/2020: x", "part of the text:", scenes.entry, ()),
    Asked("dates.py _chosen 1", "edit 1 --at 1/2/2020", "1 or 2?", scenes.entry, ()),
    Asked("own_editor.py _warn 1", "write --editor", "Enter opens it", scenes.entry),
    Asked("ways.py ask 1", "write --way-in just-today", "One word is plenty.", scenes.entry, ends=None),
    Asked(
        *("ways.py _line 1", "write --way-in small-good-thing", "leave it.", scenes.entry),
        (UNLOCKS, ("What happened?", "\n"), ("a face?", "\n")),
        ends=(0, "Nothing was written, and that is fine."),
    ),
    # Changing.
    Asked("journal.py remove_command 1", "remove 1", "[y/N]", scenes.entry),
    Asked("journal.py bring_back_command 1", "bring-back 1", "[y/N]", scenes.removed),
    Asked("versions.py bring_back 1", "bring-back 1 --version 2", "[y/N]", scenes.changed),
    Asked("versions.py _asked 1", "settle 1", "Which to keep", scenes.changed_on_both),
    Asked("erasing.py erase_command 1", "erase 1", "it stays the same", scenes.entry, ()),
    Asked("erasing.py erase_command 2", "erase 1", "[y/N]", scenes.entry, (_SAME,)),
    Asked("vault.py show_recovery 1", "erase 1", "on paper: ", scenes.entry, (_SAME, ("[y/N]", "y\n"))),
    Asked("tags.py rename_command 1", "tags rename lake sea", "[y/N]", scenes.tagged),
    Asked("people.py remove_command 1", "people remove 1", "[y/N]", scenes.person),
    Asked("reading.py _copy 1", "show 1 --out copy.md", "[y/N]", scenes.entry),
    Asked("files_of.py _save 1", "files 1 --save 1 --out .", "[y/N]", scenes.with_files),
    Asked("files_of.py _look 1", "files 1 --open 1", "[y/N]", scenes.with_files),
    Asked(
        *("files_of.py _look 2", "files 1 --open 1", "when you are done", scenes.with_files),
        (UNLOCKS, ("[y/N]", "y\n")),
    ),
    # Sharing.
    _sam("handover.py agrees 2", f"share 1 {_TO}", "[y/N]"),
    Asked("handover.py agrees 1", f"share 1 {_TO}", "looked at these.", scenes.story_with_a_name, who="sam"),
    _sam("handover.py agrees_to_form 1", f"share 1 --form markdown {_TO}", "like that?", ("[y/N]", "y\n")),
    _sam("before.py walk 1", f"share 1 --before {_TO}", ">"),
    _sam("before.py walk 2", f"share 1 --before {_TO}", "1, 2 or 3?", *_SEVEN[1:]),
    _sam(
        "pausing.py ask_and_set_aside 1",
        f"share 1 --before {_TO}",
        "Until when?",
        *_SEVEN[1:],
        ("or 3?", "2\n"),
    ),
    _sam("together.py _agrees 1", "together 1 --to robin", "[y/N]"),
    # Receiving and answering.
    Asked("files.py read 1", "open -", "Ctrl-D end it.", scenes.letter, who="robin", ends=(1, "")),
    Asked("files.py read 1", "peers add Ines -", "Ctrl-D end it.", scenes.friends, (), "sam", None),
    Asked("inspect.py inspect_command 1", "inspect -", "Ctrl-D end it.", scenes.entry, (), ends=(1, "")),
    Asked("receiving.py _ask 1", "open letter.age", "[now/later/not]", scenes.letter, who="robin"),
    Asked(
        *("receiving.py _ask 2", "open letter.age", "[y/N]", scenes.letter),
        (UNLOCKS, ("[now/later/not]", "now\n")),
        "robin",
    ),
    Asked("receiving.py _take_answer 1", "open answer.age", "[y/N]", scenes.answer, who="sam"),
    Asked("answering.py _filled 1", "reply 1 --starter listening", "___", scenes.letter_kept, who="robin"),
    Asked("given.py read 1", "reply 1", "ends it.", scenes.letter_kept, who="robin", ends=NO_TEXT),
    Asked(
        "handover.py agrees 2",
        "reply 1 --line x --unconfirmed --out .",
        "[y/N]",
        scenes.letter_kept,
        who="robin",
    ),
    Asked("letters.py remove_command 1", "letters remove 1", "[y/N]", scenes.letter_kept, who="robin"),
    Asked("ledger.py forget_command 1", "ledger forget 1", "[y/N]", scenes.given, who="sam"),
    Asked("ledger.py clear_command 1", "ledger clear", "[y/N]", scenes.given, who="sam"),
    Asked("peers.py _heard 1", "peers compare robin", "reads aloud:", scenes.friends, who="sam"),
    Asked("peers.py drop_command 1", "peers drop robin", "[y/N]", scenes.friends, who="sam"),
    # Moving in and out.
    Asked("moving_in.py passphrase 1", "import old.jrnl", "what is moved in: ", scenes.sealed_journal),
    Asked("moving_in.py _read 1", "import old.txt", "In which zone", scenes.old_journal),
    Asked(
        *("moving_in.py _move_in 1", "import old.txt", "[y/N]", scenes.old_journal),
        (UNLOCKS, ("In which zone", "\n")),
    ),
    Asked("moving_in.py _undo 1", "import --undo", "[y/N]", scenes.moved_in),
    Asked("moving_out.py export_command 1", "export out --format json", "Passphrase: ", scenes.entry, ()),
    Asked("moving_out.py export_command 2", "export out --format json", "[y/N]", scenes.entry),
    # Keys, and what keeps it safe.
    Asked("vault.py _new_passphrase 2", "init", "Your passphrase", typing=()),
    Asked("vault.py _new_passphrase 3", "init", "Once more", typing=_NEW[:1]),
    Asked("vault.py show_recovery 1", "init", "on paper: ", typing=_NEW, makes=True),
    Asked("vault.py _ask_back 1", "init", "Word 2", typing=(*_NEW, ("on paper: ", "\n")), makes=True),
    Asked(
        *("vault.py _ask_back 2", "keys recovery", "on paper: ", scenes.entry),
        (UNLOCKS, ("on paper: ", "\n"), ("Word 2", "\n")),
    ),
    Asked("vault.py passphrase_command 1", "keys passphrase", "or the recovery words", scenes.entry, ()),
    Asked(
        *("vault.py _changed_passphrase 1", "keys passphrase", "New passphrase: ", scenes.entry),
        (("or the recovery words: ", f"{PASSPHRASE}\n"),),
    ),
    Asked(
        *("vault.py _changed_passphrase 2", "keys passphrase", "Once more", scenes.entry),
        (("or the recovery words: ", f"{PASSPHRASE}\n"), ("New passphrase: ", "new\n")),
    ),
    Asked("vault.py recovery_command 1", "keys recovery", "Passphrase: ", scenes.entry, ()),
    Asked("vault.py renew_command 1", "keys renew", "it stays the same", scenes.entry, ()),
    Asked("vault.py renew_command 2", "keys renew", "[y/N]", scenes.entry, (_SAME,)),
    Asked("backup.py restore_command 1", "restore kept.tar", "of that backup: ", scenes.backup, (), "new"),
    Asked("mending.py mend 1", "check --repair", "[y/N]", scenes.damaged),
    Asked("files_checked.py mend 1", "check --repair", "[y/N]", scenes.damaged_file),
    Asked("mending.py go_on 1", "check --go-on", "[y/N]", scenes.older),
    Asked("forgetting.py forget_journal_command 1", "forget-journal", "Passphrase: ", scenes.entry, ()),
    Asked("forgetting.py forget_journal_command 2", "forget-journal", "[y/N]", scenes.entry),
    Asked("demo.py _look_around 1", "demo", "Press Enter to open it.", typing=()),
)
