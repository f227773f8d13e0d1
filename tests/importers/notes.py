"""Folders of notes for the tests of importers, made as they are needed."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from peerjournal.importers import Found, Importer, Options, Skipped
from peerjournal.importers.markdown import Markdown
from peerjournal.importers.obsidian import Obsidian

BERLIN = Options(zone="Europe/Berlin")


def folder(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files into a folder, and the folders they need."""
    root.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def read(importer: Importer, source: Path, options: Options = BERLIN) -> tuple[list[Found], list[Skipped]]:
    """Return what an importer finds, and what it passes over."""
    both = list(importer.read(source, options))
    return [one for one in both if isinstance(one, Found)], [one for one in both if isinstance(one, Skipped)]


def only(importer: Importer, source: Path, options: Options = BERLIN) -> Found:
    """Return the one entry there is."""
    found, skipped = read(importer, source, options)
    assert (len(found), skipped) == (1, [])
    return found[0]


def other(found: Found) -> dict[str, object]:
    """Return the fields that were kept verbatim."""
    assert found.draft.origin is not None
    return dict(found.draft.origin.get("other", {}))


def one(tmp_path: Path, text: str | bytes, name: str = "note.md", options: Options = BERLIN) -> Found:
    """Return what a folder with one Markdown note gives."""
    return only(Markdown(), folder(tmp_path / "source", {name: text}), options)


def written(found: Found) -> str:
    """Return when it was written, with offset and zone."""
    assert found.draft.written is not None
    return found.draft.written.encode()


def vault(root: Path, files: dict[str, str | bytes], **settings: Any) -> Path:
    """Make a vault with settings for its daily notes."""
    told = {".obsidian/app.json": "{}"} | (
        {".obsidian/daily-notes.json": json.dumps(settings)} if settings else {}
    )
    return folder(root, {**told, **files})


def day(tmp_path: Path, text: str, files: Mapping[str, str | bytes] | None = None) -> Found:
    """Return what a vault with one daily note gives."""
    return only(Obsidian(), vault(tmp_path / "vault", {"2024-01-15.md": text, **(files or {})}))


def when(found: Found) -> str:
    """Return when it was written, as the clock showed it."""
    assert found.draft.written
    return str(found.draft.written)
