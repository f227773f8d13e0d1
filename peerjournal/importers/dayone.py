"""Day One: a zip of its JSON export, the same unpacked into a folder, or one of its JSON files alone.

Its own day is kept: the instant it wrote, as the clock of the entry's zone showed it. Where something was
written, and the names of devices, stay behind unless they are asked for. Its rich text says what its text
says, so it is read only where there is no text.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from peerjournal.errors import SourceUnreadable
from peerjournal.importers import dayone_files, dayone_text, hidden, json_entries, json_values
from peerjournal.importers.dayone_media import Media
from peerjournal.importers.dayone_text import Words
from peerjournal.importers.dayone_time import assumed_zone, written
from peerjournal.importers.found import Found, Options, Skipped, digest_of, origin_of
from peerjournal.importers.hidden import Stretch
from peerjournal.importers.json_entries import TWICE, Broken
from peerjournal.importers.json_values import Twice
from peerjournal.importers.member import Member
from peerjournal.importers.source import LARGEST_TEXT, NOT_UTF8
from peerjournal.importers.whereabouts import Whereabouts
from peerjournal.importers.zone import shown_in
from peerjournal.journal import Draft, passages, tidy_tags
from peerjournal.text import clean, visible

NAME: Final = "dayone"
NO_TEXT: Final = "It has no text."
NO_OBJECT: Final = "It is no entry."
LINKS: Final = "Links to other entries stand as their words alone."
SAME_ID: Final = "Another entry has the same mark of its own, with other words. Both are kept."

_COUNTED = b'"creationDate"'


class DayOne:
    """Day One, version 2 and later."""

    name: Final = NAME
    label: Final = "Day One (its JSON export)"

    def recognises(self, source: Path) -> bool:
        """Tell whether there is a journal of Day One in it."""
        return dayone_files.is_one(source)

    def read(self, source: Path, options: Options) -> Iterator[Found | Skipped]:
        """Yield the entries of all journals in it; raises SourceUnreadable where it has none."""
        return _Export(source, options).read()

    def size(self, source: Path) -> int:
        """Count what looks like the date of an entry."""
        try:
            return sum(_count(journal) for journal in dayone_files.contents(source).journals)
        except (SourceUnreadable, OSError):
            return 0


class _Export:
    """One export as it is read."""

    def __init__(self, source: Path, options: Options) -> None:
        self._source = source
        self._options = options
        self._assumed = assumed_zone(options.zone)
        self._contents = dayone_files.contents(source)
        self._file_time = shown_in(options.zone, source.stat().st_mtime)
        self._seen: dict[str, str] = {}

    def read(self) -> Iterator[Found | Skipped]:
        yield from self._contents.skipped
        for journal in self._contents.journals:
            yield from self._journal(journal)
        yield from self._contents.media.left()

    def _journal(self, journal: Member) -> Iterator[Found | Skipped]:
        label = visible(journal.name)
        try:
            with journal.open() as file:
                for each in json_entries.entries(file):
                    if isinstance(each, tuple):
                        yield self._entry(journal, f"{label}, entry {each[0]}", each[1])
                    elif each.why == json_entries.NO_ENTRIES and self._contents.alone:
                        raise SourceUnreadable(each.why, path=self._source)
                    else:
                        yield Skipped(_where(label, each), each.why)
        except OSError:
            yield Skipped(label, json_entries.CUT_OFF)

    def _entry(self, journal: Member, where: str, entry: Any) -> Found | Skipped:
        if not isinstance(entry, dict):
            return Skipped(where, NO_OBJECT)
        if json_values.too_deep(entry):
            return Skipped(where, json_entries.TOO_DEEP)
        text, taken = _text(entry)
        if len(text) > LARGEST_TEXT:
            return Skipped(where, json_entries.TOO_LONG)
        media = Media(entry, self._contents.media)
        media.expect(dayone_text.moments(text))
        words = dayone_text.read_text(text, media.marker)
        body, not_told = _body(words, media.rest())
        when = written(entry, self._assumed, self._file_time)
        key, digest, same_id = self._marks(entry)
        other, left_out = self._other(entry, taken | when.taken)
        other.setdefault("journal", visible(journal.name).rpartition(".")[0])
        if words.links:
            other.setdefault("linked entries", list(words.links))
        draft = Draft(
            title=words.title,
            body=body,
            tags=tuple(json_values.texts(entry.get("tags"))),
            written=when.moment,
            starred=entry.get("starred") is True,
            origin=origin_of(NAME, key, digest, where, other=other, assumed=("zone",) * when.assumed),
        )
        said = (
            "" if words.title or body else NO_TEXT,
            when.remark,
            NOT_UTF8 if json_values.has_bad_bytes(str(entry.get("text"))) else "",
            TWICE if isinstance(entry, Twice) else "",
            SAME_ID if same_id else "",
            LINKS if words.links else "",
        )
        remarks = dict.fromkeys(filter(None, (*said, *not_told, *left_out, *media.remarks)))
        return Found(draft, key, digest, where, tuple(remarks), tuple(media.attachments))

    def _marks(self, entry: Mapping[str, Any]) -> tuple[str, str, bool]:
        """Return its key, its digest, and whether its id was another's already."""
        digest = digest_of(json_values.canonical(entry))
        identifier = entry.get("uuid")
        if not isinstance(identifier, str) or not identifier:
            return digest_of(NAME, digest), digest, False
        key = digest_of(NAME, "id", identifier.upper())
        if self._seen.setdefault(key, digest) == digest:
            return key, digest, False
        return digest_of(NAME, identifier.upper(), digest), digest, True

    def _other(self, entry: Mapping[str, Any], taken: frozenset[str]) -> tuple[dict[str, Any], list[str]]:
        """Return the fields that have no place in an entry of ours, and what was left out of them."""
        whereabouts = Whereabouts(self._options)
        rest = {name: value for name, value in entry.items() if name not in taken}
        if isinstance(rest.get("uuid"), str):
            del rest["uuid"]
        if isinstance(rest.get("starred"), bool):
            del rest["starred"]
        tags = rest.get("tags")
        if isinstance(tags, list) and len(tidy_tags(json_values.texts(tags))) == len(tags):
            del rest["tags"]
        return json_values.cleaned(rest, whereabouts.left_out), whereabouts.remarks


def _text(entry: Mapping[str, Any]) -> tuple[str, frozenset[str]]:
    """Return the text of an entry, and which fields say nothing more than that."""
    text, rich = entry.get("text"), entry.get("richText")
    taken = frozenset(("text",) if isinstance(text, str) or text is None else ())
    if isinstance(text, str) and text.strip():
        return clean(text), taken | {"richText"}
    if isinstance(rich, str) and (read := dayone_text.from_rich_text(rich)):
        return clean(read), taken | {"richText"}
    return "", taken


def _body(words: Words, rest: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return the body of an entry, what was hidden in it marked, and what is to be said of that."""
    if not any(each.hidden for each in words.stretches):
        return passages.escape("\n\n".join(filter(None, (words.body, *rest)))), ()
    body, remarks = hidden.as_body([*words.stretches, *(Stretch(f"\n\n{each}") for each in rest)])
    return body, remarks if words.closed else (hidden.OPEN_ENDED, *remarks)


def _where(label: str, broken: Broken) -> str:
    return f"{label}, entry {broken.number}" if broken.number else label


def _count(journal: Member) -> int:
    with journal.open() as file:
        return json_entries.count(file, _COUNTED)
