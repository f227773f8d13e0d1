"""Exports of other journals, made up here: as people have them, and as nobody's program would write them."""

import hashlib
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from peerjournal.importers import Found, Importer, Options, Skipped

HERE = Path(__file__).parent
IN_BERLIN = Options(zone="Europe/Berlin")
AN_HOUR = 1_700_000_000
"""Seconds since 1970: when a file was changed."""
PHOTO = b"\xff\xd8\xff\xe0 nobody has taken this"
PHOTO_ID = "A" * 32
MD5 = hashlib.md5(PHOTO).hexdigest()  # noqa: S324 - it is how an export names its photos, and guards nothing


def day_one(**fields: Any) -> dict[str, Any]:
    """Return an entry of Day One."""
    return {
        "uuid": "0123456789ABCDEF0123456789ABCDEF",
        "creationDate": "2021-03-03T20:30:00Z",
        "timeZone": "Australia/Sydney",
        "text": "Late bus",
    } | fields


def photo(**fields: Any) -> dict[str, Any]:
    """Return what an entry says of a photo."""
    return {"identifier": PHOTO_ID, "md5": MD5, "type": "jpeg", "orderInEntry": 0} | fields


def as_json(entries: Iterable[Any]) -> str:
    """Return a journal of Day One as its JSON, in which each stroke is escaped."""
    return json.dumps({"metadata": {"version": "1.0"}, "entries": list(entries)}).replace("/", "\\/")


def zipped(path: Path, members: dict[str, str | bytes], way: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write a zip, and return its path."""
    with zipfile.ZipFile(path, "w", way) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def day_one_zip(path: Path, *entries: Any, more: dict[str, str | bytes] | None = None) -> Path:
    """Write an export of Day One with one photo in it."""
    members: dict[str, str | bytes] = {"Journal.json": as_json(entries), f"photos/{MD5}.jpeg": PHOTO}
    return zipped(path, members | (more or {}))


def with_info(path: Path, **fields: object) -> Path:
    """Write a zip with a good journal and one member whose entry in the index says these things."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Journal.json", as_json([day_one(photos=[photo()])]))
        info = zipfile.ZipInfo(f"photos/{MD5}.jpeg")
        archive.writestr(info, PHOTO)
        for name, value in fields.items():
            setattr(info, name, value)
    return path


def read(
    importer: Importer, source: Path, options: Options = IN_BERLIN
) -> tuple[list[Found], list[tuple[str, str]]]:
    """Read a source whole: what was found in it, and where and why something was left out."""
    both = list(importer.read(source, options))
    found = [each for each in both if isinstance(each, Found)]
    return found, [(each.where, each.why) for each in both if isinstance(each, Skipped)]
