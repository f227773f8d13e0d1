"""Files as an importer hands them over: made up, and opened only when they are asked for."""

import io
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import BinaryIO

from peerjournal.journal import Draft, Moment

WRITTEN = Moment.decode("2020-05-01T15:00:00+02:00[Europe/Berlin]")


@dataclass(frozen=True)
class File:
    """A file that comes in with an entry."""

    name: str
    data: bytes
    kind: str = "photo"
    told: int = -1
    """How large the source says it is, where that is not the truth."""
    refuses: bool = False

    @property
    def size(self) -> int:
        return len(self.data) if self.told < 0 else self.told

    @property
    def open(self) -> Callable[[], BinaryIO]:
        def opens() -> BinaryIO:
            if self.refuses:
                raise OSError
            return io.BytesIO(self.data)

        return opens


@dataclass(frozen=True)
class Came:
    """An entry that comes in."""

    draft: Draft
    key: str
    attachments: tuple[File, ...] = ()
    digest: str = "as it was"
    where: str = "line 1"


def came(title: str, *files: File, kind: str = "entry") -> Came:
    draft = Draft(title, "We were there. [photo]", written=WRITTEN, kind=kind, origin={"from": "dayone"})
    return Came(draft, f"key of {title}", files)


def noise(size: int, seed: int = 7) -> bytes:
    return random.Random(seed).randbytes(size)  # noqa: S311 — bytes that look like a photo's


def renamed(file: File, name: str) -> File:
    return replace(file, name=name)
