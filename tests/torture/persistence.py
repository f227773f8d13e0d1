"""A file system in memory that knows what was flushed, to build every disk that a pulled plug may leave.

The model is the one of "All File Systems Are Not Created Equal" (OSDI 2014), at its weakest: what was not
flushed may be there, not there, or there in part, each by itself and in any order. A file's bytes last once
that file was flushed; a name, a new folder or a renaming lasts once the folder that it stands in was.
"""

import os
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod
from pathlib import Path

from tests.vault.failing_disk import RecordingDisk

SECTOR = 512
"""Bytes that a disk writes whole or not at all."""
ALL = 96
"""Up to so many combinations at one moment all are built."""


@dataclass(frozen=True)
class Op:
    """One change: to the bytes of a file (``write``, ``truncate``), or to the names in a folder (others)."""

    kind: str
    where: int
    """The number of the file or folder whose flushing makes it last."""
    name: str = ""
    node: int = 0
    """What stands under the name after this; 0 where nothing does."""
    source: tuple[int, str] = (0, "")
    """The folder and name that a renaming takes away."""
    offset: int = 0
    data: bytes = b""


@dataclass
class Tree:
    """Folders, and the bytes of files, by number; 1 is the uppermost folder."""

    folders: dict[int, dict[str, int]] = field(default_factory=lambda: {1: {}})
    files: dict[int, bytearray] = field(default_factory=dict)

    def copy(self) -> "Tree":
        folders = {node: dict(names) for node, names in self.folders.items()}
        return Tree(folders, {node: bytearray(data) for node, data in self.files.items()})

    def find(self, parts: tuple[str, ...]) -> int:
        """Return the number of what stands at a path, or 0."""
        node = 1
        for part in parts:
            node = self.folders.get(node, {}).get(part, 0)
        return node

    def apply(self, op: Op) -> None:
        if op.kind in ("write", "truncate"):
            self._change(self.files.setdefault(op.where, bytearray()), op)
            return
        names = self.folders.setdefault(op.where, {})
        if op.kind == "mkdir":
            self.folders.setdefault(op.node, {})
        elif op.kind == "create":
            self.files.setdefault(op.node, bytearray())
        elif op.kind == "rename":
            self.folders.get(op.source[0], {}).pop(op.source[1], None)
        if op.node:
            names[op.name] = op.node
        else:
            names.pop(op.name, None)

    @staticmethod
    def _change(data: bytearray, op: Op) -> None:
        if op.kind == "truncate":
            del data[op.offset :]
        end = op.offset + len(op.data)
        data.extend(bytes(max(end - len(data), 0)))
        data[op.offset : end] = op.data

    def paths(self, node: int = 1, above: str = "") -> Iterator[tuple[str, bytes | None]]:
        """Yield each path with its bytes, or None for a folder, folders first."""
        for name, below in sorted(self.folders.get(node, {}).items()):
            path = f"{above}{name}"
            if below in self.folders:
                yield path, None
                yield from self.paths(below, f"{path}/")
            else:
                yield path, bytes(self.files.get(below, b""))


def lay_out(found: Mapping[str, bytes | None], root: Path) -> None:
    """Put such a tree onto a real disk, in an empty folder."""
    root.mkdir(mode=0o700)
    for path, data in found.items():
        if data is None:
            (root / path).mkdir(mode=0o700)
        else:
            fd = os.open(root / path, os.O_WRONLY | os.O_CREAT, 0o600)
            os.write(fd, data)
            os.close(fd)


class Plug(RecordingDisk):
    """The real disk, with every change below ``root`` kept, and when it was flushed."""

    def __init__(self, root: Path) -> None:
        """Take what stands in ``root`` at the first call as what lasts."""
        super().__init__()
        self.root = root
        self.start, self.now = Tree(), Tree()
        self.events: list[Op | int | None] = []
        """What happened: a change, the number of what was flushed, or None for a step said to be done."""
        self._next, self._nodes, self._begun = 2, dict[int, int](), False

    def strike(self, name: str, half: Callable[[], None]) -> None:
        super().strike(name, half)
        self._begin()

    def _begin(self) -> None:
        if not self._begun:
            self._begun = True
            for path in sorted(self.root.rglob("*")):
                self._take_in(path)
            self.start, self.events = self.now.copy(), []

    def _take_in(self, path: Path) -> None:
        parent, name = self._place(path)
        self._make("mkdir" if path.is_dir() else "create", parent, name)
        if path.is_file():
            self.now.files[self.now.find((*path.parent.relative_to(self.root).parts, name))][:] = (
                path.read_bytes()
            )

    def _place(self, path: Path) -> tuple[int, str]:
        parts = path.relative_to(self.root).parts
        return self.now.find(parts[:-1]), parts[-1]

    def _make(self, kind: str, parent: int, name: str) -> None:
        self._did(Op(kind, parent, name, self._next))
        self._next += 1

    def _did(self, op: Op) -> None:
        self.events.append(op)
        self.now.apply(op)

    def said(self) -> None:
        """Note that whatever was done up to here was acknowledged."""
        self.events.append(None)

    def open(self, path: Path, flags: int = os.O_RDONLY) -> int:
        new = flags & os.O_CREAT and not path.exists()
        fd = super().open(path, flags)
        if new:
            self._make("create", *self._place(path))
        self._nodes[fd] = self.now.find(path.relative_to(self.root).parts)
        return fd

    def write(self, fd: int, data: bytes, offset: int) -> None:
        super().write(fd, data, offset)
        self._did(Op("write", self._nodes[fd], offset=offset, data=bytes(data)))

    def truncate(self, fd: int, size: int) -> None:
        super().truncate(fd, size)
        self._did(Op("truncate", self._nodes[fd], offset=size))

    def fsync(self, fd: int) -> None:
        super().fsync(fd)
        self.events.append(self._nodes[fd])

    def rename(self, source: Path, target: Path) -> None:
        super().rename(source, target)
        parent, name = self._place(target)
        node = self.now.find(source.relative_to(self.root).parts)
        self._did(Op("rename", parent, name, node, self._place(source)))

    def unlink(self, path: Path) -> None:
        super().unlink(path)
        self._did(Op("unlink", *self._place(path)))

    def rmdir(self, path: Path) -> None:
        super().rmdir(path)
        self._did(Op("rmdir", *self._place(path)))

    def mkdir(self, path: Path) -> None:
        # Noted before it is done, for it is flushed within.
        self._begin()
        for one in reversed((path, *path.parents)):
            if one.is_relative_to(self.root) and one != self.root and not one.exists():
                self._make("mkdir", *self._place(one))
        super().mkdir(path)


def changes_until(plug: Plug, cut: int) -> list[tuple[Op, bool]]:
    """Return the changes among the first ``cut`` events, each with whether it was flushed by then."""
    flushed = {event: at for at, event in enumerate(plug.events[:cut]) if isinstance(event, int)}
    found = enumerate(plug.events[:cut])
    return [(one, flushed.get(one.where, -1) > at) for at, one in found if isinstance(one, Op)]


def parts_of(op: Op) -> list[Op]:
    """Return what may be left of a change that was neither lost nor carried out whole."""
    if op.kind != "write" or not op.data:
        return []
    empty = Op(op.kind, op.where, offset=op.offset, data=bytes(len(op.data)))
    sectors = range((op.offset // SECTOR + 1) * SECTOR, op.offset + len(op.data), SECTOR)
    cuts = [at - op.offset for at in sectors] or [len(op.data) // 2]
    found = [empty]
    for cut in {cuts[0], cuts[len(cuts) // 2], cuts[-1]}:
        found.append(Op(op.kind, op.where, offset=op.offset, data=op.data[:cut]))
        found.append(Op(op.kind, op.where, offset=op.offset, data=bytes(cut) + op.data[cut:]))
        found.append(Op(op.kind, op.where, offset=op.offset, data=op.data[:cut] + bytes(len(op.data) - cut)))
    return found


def crashes(plug: Plug, most: int, seed: int) -> Iterator[tuple[int, Mapping[str, bytes | None]]]:
    """Yield what a crash may leave at any moment, each once: how many steps had been said, and the files.

    Args:
        plug: What was recorded.
        most: How many at the most; where there are more, they are drawn, always the same ones.
        seed: What they are drawn by.
    """
    chance = random.Random(seed)  # noqa: S311 - the same cases each time
    found: dict[tuple[int, int], tuple[int, Mapping[str, bytes | None]]] = {}
    for cut, event in enumerate(plug.events, start=1):
        # What is left right after a flush is left before it too, and then less has been promised.
        if isinstance(event, int):
            continue
        said = plug.events[:cut].count(None)
        for tree in _trees(plug, cut, chance):
            files = dict(tree.paths())
            found.setdefault((said, hash(tuple(files.items()))), (said, files))
    kept = list(found.values())
    yield from kept if len(kept) <= most else chance.sample(kept, most)


def _trees(plug: Plug, cut: int, chance: random.Random) -> Iterator[Tree]:
    changes = changes_until(plug, cut)
    options: list[list[Op | None]] = [[op] if lasts else [op, None, *parts_of(op)] for op, lasts in changes]
    for choice in _choices(options, chance):
        tree = plug.start.copy()
        for op in filter(None, choice):
            tree.apply(op)
        yield tree


def _choices(options: list[list[Op | None]], chance: random.Random) -> Iterator[Sequence[Op | None]]:
    """Yield every combination where there are few; else the extremes, every one alone, and some by chance."""
    if prod(map(len, options)) <= ALL:
        yield from product(*options)
        return
    for others in (0, 1):
        plain = [one[min(others, len(one) - 1)] for one in options]
        yield plain
        for at, choices in enumerate(options):
            for other in choices:
                yield [*plain[:at], other, *plain[at + 1 :]]
    for _ in range(ALL // 2):
        yield [chance.choice(choices) for choices in options]
