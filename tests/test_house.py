"""The house itself: who may import what, who may touch the world, and how large a room may grow.

The floors are import-linter's work (pyproject.toml). Here stands what its contracts cannot say.
"""

import ast
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from tests.source_tree import ROOT, Module, modules, own_files, public_names


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NO_ROOM = words("utils util helpers helper common core managers services factories types")
NETWORK = words(
    "asyncio ftplib http imaplib poplib requests smtplib socket socketserver ssl telnetlib "
    "urllib.error urllib.request webbrowser xmlrpc"
)
WRITING_METHODS = words("write_text write_bytes touch symlink_to hardlink_to chmod")
OPENING_CALLS = words("open ZipFile zipfile.ZipFile")
"""They open a file to read it, unless they say otherwise."""
WRITING_CALLS = words(
    "io.open os.open os.fdopen os.write os.pwrite os.truncate os.ftruncate os.rename os.renames os.replace "
    "os.unlink os.remove os.removedirs os.rmdir os.mkdir os.makedirs os.link os.symlink os.chmod os.mkfifo "
    "shutil.copy shutil.copy2 shutil.copyfile shutil.copyfileobj shutil.copytree shutil.move shutil.rmtree "
    "shelve.open sqlite3.connect tarfile.open"
)
ENVIRONMENT = words("os.environ os.getenv os.environb os.putenv")
TERMINAL = words("sys.stdin sys.stdout sys.stderr os.get_terminal_size getpass.getpass")
CLOCK = words("datetime.now datetime.utcnow datetime.today date.today time.time time.time_ns")

Rule = Callable[[Module], Iterable[int]]


def places(rule: Rule, *, but: Callable[[Module], bool] = lambda _: False) -> list[str]:
    """Return where in the package a rule is broken, leaving out the modules that may."""
    checked = (module for module in modules().values() if not but(module))
    return [f"{module.path.relative_to(ROOT)}:{line}" for module in checked for line in rule(module)]


# Faces


def test_nobody_reaches_past_a_face() -> None:
    assert places(imports_past_a_face) == []


DRAWERS = words("peerjournal.tui.screens peerjournal.tui.widgets")
"""One file for each screen and each widget: a face would import them all before the lock is painted."""


def imports_past_a_face(module: Module) -> Iterator[int]:
    known = modules()
    for source, name, line in module.imports():
        for target in {source, f"{source}.{name}"} & known.keys():
            package = target.rpartition(".")[0]
            inside = package in {"", "peerjournal"} or f"{module.name}.".startswith(f"{package}.")
            inside = inside or (package in DRAWERS and module.room == "tui")
            offered = target != source and name in public_names(known[package])
            if not (inside or offered or known[target].is_face):
                yield line


def test_the_rule_about_faces_sees_every_way_around_one() -> None:
    text = (
        "import peerjournal.crypto.kdf\n"
        "from peerjournal.crypto.kdf import stretch\n"
        "from peerjournal.crypto.age import header\n"
        "from peerjournal.crypto import age, stretch\n"
        "from peerjournal.crypto.age import encrypt\n"
    )
    stranger = Module("peerjournal.cli.stranger", ROOT / "stranger.py", ast.parse(text))
    assert list(imports_past_a_face(stranger)) == [1, 2, 3]


def test_only_the_app_opens_its_drawers() -> None:
    text = "from peerjournal.tui.screens.help import HelpScreen\nfrom peerjournal.tui import run_app\n"
    for room, found in (("cli", [1]), ("tui", [])):
        module = Module(f"peerjournal.{room}.stranger", ROOT / "stranger.py", ast.parse(text))
        assert list(imports_past_a_face(module)) == found


def test_a_face_holds_a_sentence_imports_and_names() -> None:
    assert places(more_than_a_face, but=lambda module: not module.is_face) == []


LATE = ("crypto", "crypto.age", "journal", "own_editor", "vault")
"""The faces that import each room when it is first asked for: most commands need few of them."""


@pytest.mark.parametrize("room", LATE)
def test_a_late_face_offers_what_it_says(room: str) -> None:
    face = import_module(f"peerjournal.{room}")
    modules = {one.name for one in pkgutil.iter_modules(face.__path__)}
    told = dict(told_rooms(Path(face.__file__ or ""), face.__name__))
    assert told == {name: where or name for name, where in face._ROOMS.items()}
    assert sorted(told) == sorted(face.__all__)
    for name, where in face._ROOMS.items():
        assert getattr(face, name) is not None
        # Importing a module puts it into its package under its own name.
        assert (name in modules) == (where == ""), f"{name} is a module and something else"


def told_rooms(path: Path, face: str) -> Iterator[tuple[str, str]]:
    """Yield the names that a late face imports for whoever checks types, each with its module."""
    (told,) = (node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.If))
    for node in told.body:
        assert isinstance(node, ast.ImportFrom)
        module = node.module or ""
        for one in node.names:
            yield one.name, one.name if module == face else module.removeprefix(f"{face}.")


def more_than_a_face(module: Module) -> Iterator[int]:
    said = module.tree.body[1:]
    for node in said:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            said += node.body
            continue
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        a_name = all(
            isinstance(target, ast.Name) and re.fullmatch(r"__\w+__|[A-Z_]+", target.id) for target in targets
        )
        told = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if not (isinstance(node, ast.Import | ast.ImportFrom) or a_name or told):
            yield node.lineno


# Rooms


def test_a_module_says_first_what_it_is_for() -> None:
    assert places(says_nothing_first) == []


def says_nothing_first(module: Module) -> Iterator[int]:
    first = (ast.get_docstring(module.tree) or "").partition("\n")[0]
    if not re.fullmatch(r".{20,}[.:?]", first):
        yield 1


def test_no_room_is_named_for_what_it_is_not() -> None:
    assert [name for name in modules() if NO_ROOM & set(name.split("."))] == []


def test_no_file_grows_past_300_lines() -> None:
    lines = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in own_files()
    }
    assert {name: count for name, count in lines.items() if count > 300} == {}


A_WAIVER = re.compile(r"# (?:noqa|type: ignore)\b(?:: ?[A-Z0-9, ]+|\[[a-z,-]+\])?")
TOLD = re.compile(r"\s*(?:#|--|—|-)\s*\w")


def test_whoever_waives_a_rule_says_why_beside_it() -> None:
    assert [place for path in own_files() for place in waived_without_a_word(path)] == []


def waived_without_a_word(path: Path) -> Iterator[str]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        last = [found.end() for found in A_WAIVER.finditer(line)][-1:]
        if last and not TOLD.match(line, last[0]):
            yield f"{path.relative_to(ROOT)}:{number}"


# Who may touch the world


def test_no_module_knows_a_network() -> None:
    """F11, F14, N7, N8, N20: no module can speak to a network."""
    assert places(knows_a_network) == []


def knows_a_network(module: Module) -> Iterator[int]:
    for source, name, line in module.imports():
        if any(f"{source}.{name}.".startswith(f"{network}.") for network in NETWORK):
            yield line


def test_only_the_disk_opens_a_file_to_write_it() -> None:
    # The terminal may point its output at nothing, when whoever read it has gone; the app's driver wakes its
    # own reader through a pipe, and what is read together goes through one to the process that has no keys.
    may = {"peerjournal.disk", "peerjournal.cli.terminal", "peerjournal.tui.driver"}
    assert places(writes, but=lambda module: module.name in may or module.room == "afresh") == []
    assert list(writes(modules()["peerjournal.disk"])), "the rule does not see what it is for"


def writes(module: Module) -> Iterator[int]:
    yield from uses(WRITING_CALLS)(module)
    for call in module.calls():
        if isinstance(call.func, ast.Attribute) and call.func.attr in WRITING_METHODS:
            yield call.lineno
        if ast.unparse(call.func) in OPENING_CALLS and not opens_to_read(call):
            yield call.lineno


def opens_to_read(call: ast.Call) -> bool:
    modes = [*call.args[1:2], *(word.value for word in call.keywords if word.arg == "mode")]
    return all(isinstance(mode, ast.Constant) and set(str(mode.value)) <= set("rbt") for mode in modes)


@pytest.mark.parametrize(
    ("call", "found"),
    [
        ("open('x')", False),
        ("open('x', 'rb')", False),
        ("open('x', 'w')", True),
        ("open('x', mode=chosen)", True),
        ("Path('x').write_text('')", True),
        ("os.open('x', flags)", True),
        ("from os import open", True),
        ("zipfile.ZipFile('x')", False),
        ("zipfile.ZipFile('x', 'w')", True),
        ("ZipFile('x', mode='a')", True),
        ("disk.replace(path, data)", False),
    ],
)
def test_the_rule_about_writing_sees_a_write(call: str, *, found: bool) -> None:
    assert bool(list(writes(Module("peerjournal.journal.x", ROOT / "x.py", ast.parse(call))))) is found


def test_only_settings_and_front_ends_read_the_environment() -> None:
    # Windows tells a computer's own name there, and no other way without a slow import; `TZ` overrules the
    # zone that a system is set to. A process that begins anew is told there which pipe it is to read.
    told_there = {"peerjournal.vault.home", "peerjournal.journal.moment"}
    assert (
        places(
            uses(ENVIRONMENT),
            but=lambda m: m.room in {"config", "cli", "tui", "afresh"} or m.name in told_there,
        )
        == []
    )


def test_only_one_module_reads_or_writes_the_terminal() -> None:
    assert places(speaks, but=lambda module: module.name == "peerjournal.cli.terminal") == []


def speaks(module: Module) -> Iterator[int]:
    yield from uses(TERMINAL)(module)
    yield from (call.lineno for call in module.calls() if ast.unparse(call.func) in {"print", "input"})


def test_the_core_is_handed_its_clock() -> None:
    core = {"crypto", "vault", "journal", "peers", "letters"}
    # Whether a left-over file is old is a question to the clock that dated it, the system's.
    dates_files = {"peerjournal.vault.home"}
    assert places(uses(CLOCK), but=lambda m: m.room not in core or m.name in dates_files) == []


def test_only_the_command_makes_a_temporary_folder() -> None:
    assert places(uses(words("tempfile.")), but=lambda module: module.room == "cli") == []


def uses(names: frozenset[str]) -> Rule:
    """Return the rule that none of these names stands in a module, by attribute or by import."""

    def lines(module: Module) -> Iterator[int]:
        yield from (line for dotted, line in module.attributes() if dotted in names)
        yield from (line for source, name, line in module.imports() if f"{source}.{name}" in names)

    return lines
