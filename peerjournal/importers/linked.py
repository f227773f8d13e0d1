"""What a note links to: `[[Note]]` becomes its shown words; a file is attached, with a word at its place."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from peerjournal.importers.beside import Beside
from peerjournal.importers.found import Attachment

_LONGEST = 1024
_EMBED = rf"!\[\[(?P<embed>[^\[\]\n|]{{1,{_LONGEST}}})(?:\|(?P<shown_as>[^\[\]\n]{{0,{_LONGEST}}}))?\]\]"
_IMAGE = (
    rf"!\[(?P<alt>[^\[\]\n]{{0,{_LONGEST}}})\]"
    rf"\(\s?(?:<(?P<angled>[^<>\n]{{1,{_LONGEST}}})>|(?P<url>(?:[^\s()<>]|\([^\s()<>]{{0,200}}\)){{1,{_LONGEST}}}+))"
    rf"(?:[ \t]{{1,8}}(?:\"[^\"\n]{{0,{_LONGEST}}}\"|'[^'\n]{{0,{_LONGEST}}}'))?[ \t]{{0,8}}\)"
)
_LINK = rf"\[\[(?P<note>[^\[\]\n]{{1,{_LONGEST}}})\]\]"
_PLAIN = re.compile(f"{_EMBED}|{_IMAGE}")
_VAULT = re.compile(f"{_EMBED}|{_IMAGE}|{_LINK}")
_A_SIZE = re.compile(r"\d+(?:x\d+)?", re.ASCII)
_BLOCK_ID = re.compile(r"(?:(?<![ \t])[ \t]++|^)\^[A-Za-z0-9-]++[ \t]*+$", re.ASCII | re.MULTILINE)


@dataclass(slots=True)
class Links:
    """The links of one note, turned one stretch of text at a time."""

    note: Path = field(repr=False)
    beside: Beside
    vault: bool = False
    """Whether `[[Note]]` is a link and ` ^id` the name of a block, as in an Obsidian vault."""
    attachments: list[Attachment] = field(default_factory=list, repr=False)
    """Each once, however often it is named."""
    remarks: list[str] = field(default_factory=list)
    _looked_up: dict[tuple[str, bool], Attachment | str] = field(default_factory=dict, repr=False)

    def turned(self, text: str) -> str:
        """Return a stretch of the note with its links as words."""
        if "[" not in text and "^" not in text:
            return text
        if self.vault:
            return _VAULT.sub(self._word, _BLOCK_ID.sub("", text))
        return _PLAIN.sub(self._word, text)

    def _word(self, link: re.Match[str]) -> str:
        groups = link.groupdict()
        if groups.get("note"):
            return shown(groups["note"]) or link[0]
        if groups["embed"]:
            return self._embedded(groups["embed"], groups["shown_as"] or "", link[0])
        return self._file(groups["angled"] or groups["url"], groups["alt"], link[0], by_name=False)

    def _embedded(self, target: str, shown_as: str, whole: str) -> str:
        name = target.partition("#")[0].strip()
        suffix = name.rpartition(".")[2].lower() if "." in name else "md"
        if suffix in {"md", "canvas", "base"}:
            return shown(f"{target}|{shown_as}" if shown_as else target) if self.vault else whole
        said = "" if _A_SIZE.fullmatch(shown_as.strip()) else shown_as
        return self._file(name, said, whole, by_name=True)

    def _file(self, name: str, said: str, whole: str, *, by_name: bool) -> str:
        found = self._looked_up.get((name, by_name))
        if found is None:
            found = self._looked_up[name, by_name] = self.beside.find(self.note, name, vault=by_name)
            if not isinstance(found, str):
                self.attachments.append(found)
            elif found and found not in self.remarks:
                self.remarks.append(found)
        if isinstance(found, str):
            return whole
        said = said.rpartition("|")[0] if _A_SIZE.fullmatch(said.rpartition("|")[2].strip()) else said
        return f"{found.marker} {said.strip()}".rstrip()


def shown(link: str) -> str:
    """Return what is shown of the inside of a `[[link]]`."""
    target, bar, words = link.replace("\\|", "|").partition("|")
    if bar and words.strip():
        return words.strip()
    note, _, place = target.partition("#")
    places = [each.strip() for each in place.split("#") if each.strip() and not each.startswith("^")]
    return " > ".join([note.strip(), *places] if note.strip() else places) or target.strip()
