"""The package's modules read as syntax, for the tests that look at the house itself."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "peerjournal"


@dataclass(frozen=True, slots=True)
class Module:
    """One file of the package."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def is_face(self) -> bool:
        return self.path.name == "__init__.py"

    @property
    def room(self) -> str:
        """What stands after the first dot: ``vault`` for ``peerjournal.vault.log``."""
        return self.name.partition(".")[2].partition(".")[0]

    def calls(self) -> Iterator[ast.Call]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def attributes(self) -> Iterator[tuple[str, int]]:
        """Yield each ``name.attribute`` in the file as dotted text, with its line."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                yield f"{node.value.id}.{node.attr}", node.lineno

    def imports(self) -> Iterator[tuple[str, str, int]]:
        """Yield (module, name or nothing, line) for each import, late ones and type-checking ones too."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield alias.name, "", node.lineno
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    yield self._absolute(node), alias.name, node.lineno

    def _absolute(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        parts = self.name.split(".")
        base = parts[: len(parts) - node.level + self.is_face]
        return ".".join([*base, node.module] if node.module else base)


@cache
def modules() -> dict[str, Module]:
    """Return every module of the package by its dotted name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = Module(name, path, ast.parse(path.read_text(encoding="utf-8")))
    return found


def public_names(face: Module) -> frozenset[str]:
    """Return what a face lists in ``__all__``."""
    for node in face.tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return frozenset(ast.literal_eval(node.value))
    return frozenset()


def own_files() -> list[Path]:
    """Return every Python file of ours: the package, its tests, its benchmarks."""
    folders = (PACKAGE, ROOT / "tests", ROOT / "benchmarks")
    paths = (path for folder in folders for path in folder.rglob("*.py"))
    return sorted(path for path in paths if "node_modules" not in path.parts)
