"""The photos, videos, sounds and PDFs of a Day One entry: their files, and their places in its text."""

import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from peerjournal.importers.dayone_files import MediaFiles
from peerjournal.importers.found import Attachment
from peerjournal.importers.member import Member
from peerjournal.text import clean_line

FIELDS: Final = {"photos": "photos", "videos": "videos", "audios": "audios", "pdfAttachments": "pdfs"}
"""The fields of an entry, and the folders in which the files of each stand."""
NOT_THERE: Final = "A photo or another file that belongs to it is not in the export."
UNKNOWN: Final = "Its text has a place for something that the export does not name."

_KINDS = {"photos": "photo", "videos": "video", "audios": "audio", "pdfs": "pdf"}
_KINDS_IN_LINKS = {"photo": "photo", "video": "video", "audio": "audio", "pdf": "pdf", "pdfattachment": "pdf"}
_NOTHING = {"", "(null)"}
_LAST = 1 << 30
_LONGEST_NAME = 120
_SUFFIX = re.compile(r"\.([A-Za-z0-9]{1,10})\Z")
_NOT_IN_NAMES = str.maketrans("[]", "()")


@dataclass(frozen=True, slots=True)
class _Item:
    """One thing that an entry names."""

    kind: str
    folder: str
    said: Mapping[str, Any] = field(repr=False)

    @property
    def identifier(self) -> str:
        return self.text("identifier").upper()

    @property
    def order(self) -> int:
        order = self.said.get("orderInEntry")
        return order if isinstance(order, int) else _LAST

    def text(self, name: str) -> str:
        value = self.said.get(name)
        return value if isinstance(value, str) and value not in _NOTHING else ""

    def file(self, files: MediaFiles) -> Member | None:
        """Find its file: by its checksum, or by what it is called where it has none."""
        names = (self.text("md5"), self.text("identifier"), self.text("filename").rpartition(".")[0])
        return files.find(self.folder, filter(None, names), self.text("type") or self.text("format"))


class Media:
    """What belongs to one entry, as its text is read."""

    def __init__(self, entry: Mapping[str, Any], files: MediaFiles) -> None:
        self._files = files
        items = [
            _Item(_KINDS[folder], folder, each)
            for name, folder in FIELDS.items()
            for each in _listed(entry.get(name))
            if isinstance(each, dict)
        ]
        self._waiting = dict(enumerate(sorted(items, key=lambda item: item.order)))
        self._places = {item.identifier: place for place, item in reversed(self._waiting.items())}
        self._unnamed = deque(self._waiting)
        self._markers: dict[int, str] = {}
        self.attachments: list[Attachment] = []
        self.remarks: list[str] = []

    def expect(self, identifiers: tuple[str, ...]) -> None:
        """Be told what the text will ask for by name, so that nothing else is given away for it."""
        named = {self._places.get(each.upper()) for each in identifiers}
        self._unnamed = deque(place for place in self._waiting if place not in named)

    def marker(self, identifier: str, kind: str) -> str:
        """Return what stands in the body for an identifier; without one, for whatever comes next."""
        if not identifier:
            return self._marker(self._unnamed.popleft()) if self._unnamed else ""
        place = self._places.get(identifier.upper())
        if place is None:
            self.remarks.append(UNKNOWN)
            return f"[{_KINDS_IN_LINKS.get(kind, 'photo')}]"
        return self._marker(place)

    def rest(self) -> list[str]:
        """Return what stands in the body for everything that its text did not name."""
        return [self._marker(place) for place in tuple(self._waiting)]

    def _marker(self, place: int) -> str:
        item = self._waiting.pop(place, None)
        if item is None:
            return self._markers[place]
        file = item.file(self._files)
        name = _name(item, file, len(self.attachments) + 1)
        marker = f"[file: {name}]" if item.kind == "pdf" else f"[{item.kind}]"
        self._markers[place] = marker
        if file:
            self.attachments.append(Attachment(name, file.size, file.open, item.kind, marker))
        else:
            self.remarks.append(NOT_THERE)
        return marker


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _name(item: _Item, file: Member | None, number: int) -> str:
    """Return what to call it: as its camera or its owner did, with the suffix that its file has."""
    suffix = _SUFFIX.search(file.name) if file else None
    called = item.text("filename").replace("\\", "/").rpartition("/")[2]
    stem = clean_line(_SUFFIX.sub("", called)).lstrip(".").translate(_NOT_IN_NAMES)[:_LONGEST_NAME]
    return f"{stem or f'{item.kind}-{number}'}{suffix[0].lower() if suffix else ''}"
