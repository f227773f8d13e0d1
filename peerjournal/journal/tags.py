"""Tags renamed and merged: what that would touch, doing it in as few saves as there can be, and undoing it.

A tag is the same in any case. What stands in a text stays as somebody wrote it, unless they ask for that too.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from peerjournal.errors import JournalError
from peerjournal.journal import tagging
from peerjournal.journal.entry import tidy_tags
from peerjournal.journal.redating import Redating
from peerjournal.journal.reference import TABLE
from peerjournal.vault import Document, Progress

NO_LETTER: Final = "A tag needs at least one letter."
_LONGEST = 200
"""Characters of a tag that can be given here; what is longer is no word."""
_FRAME = 32 * 1024 * 1024
"""Characters of text in one save: any journal but the very largest is changed in a single one."""
_BEFORE = r"(?:^|(?<=[\s(\[{\"'*_>\u201c\u2018\u201e\u00ab]))"
_WRITTEN = re.compile(r"[^\s\[\]<>%`#]+")
"""What may stand behind a `#` in a text without becoming a mark or markup."""
_AFTER = frozenset("_/\u200c\u200d")


@dataclass(frozen=True, slots=True)
class TagPlan:
    """What putting one tag in another's place would touch."""

    old: str = field(repr=False)
    """As it is spelled most."""
    new: str = field(repr=False)
    """As it will be spelled: the way of the tag that is there already, where there is one."""
    entries: int
    """How many entries and stories have the old one."""
    removed: int
    """How many more, among what was removed and can be brought back."""
    there: int
    """How many have the new one already; 0 where it is only another name."""
    both: int
    """How many have both."""
    in_text: int
    """In how many texts `#old` stands."""
    apart: int
    """How many stand in two versions, of which the one that is not shown keeps the old one."""

    @property
    def merges(self) -> bool:
        """Whether two tags become one."""
        return self.there > 0

    @property
    def together(self) -> int:
        """How many have the new one afterwards."""
        return self.entries + self.there - self.both


@dataclass(frozen=True, slots=True, repr=False)
class Retagged:
    """What became of one entry, for undoing it."""

    id: str
    before: Document
    """The fields that were changed, as they were."""
    after: Document


@dataclass(frozen=True, slots=True)
class TagsRenamed:
    """What was done."""

    plan: TagPlan
    texts: int
    """How many texts were changed too."""
    undo: tuple[Retagged, ...] = field(repr=False)


class Tagged(Redating):
    """The tags of one unlocked vault."""

    def tags(self) -> Counter[str]:
        """Count the tags in use, whatever their case, each under its usual spelling."""
        docs = self._vault.documents(TABLE).values()
        return tagging.counted(tag for doc in docs if "removed" not in doc for tag in doc.get("tags", ()))

    def plan_rename(self, old: str, new: str) -> TagPlan:
        """Return what putting one tag in another's place would touch; changes nothing.

        Raises:
            JournalError: Nothing has the old one, or the new one can be no tag, or is the same.
        """
        target, counted = _tag(new), self.tags()
        wanted = next(iter(tidy_tags([old])), "")
        usual = {tag.casefold(): tag for tag in counted}
        merges = target.casefold() != wanted.casefold()
        # The tag that is there keeps its spelling; only what is renamed to itself gets another one.
        target = usual.get(target.casefold(), target) if merges else target
        entries = removed = there = both = in_text = 0
        spelled_so = True
        says = _in_text(wanted)
        for doc in self._vault.documents(TABLE).values():
            tags = doc.get("tags", ())
            has = any(tag.casefold() == wanted.casefold() for tag in tags)
            in_text += says(doc.get("body", ""))
            if "removed" in doc:
                removed += has
                continue
            entries += has
            if merges and any(tag.casefold() == target.casefold() for tag in tags):
                there, both = there + 1, both + has
            spelled_so = spelled_so and (not has or target in tags)
        if not entries + removed:
            raise JournalError("No entry has that tag.", hint="`peerjournal tags` shows those in use.")
        if not merges and spelled_so:
            raise JournalError("That is how it is spelled already.", hint="Nothing was changed.")
        old = usual.get(wanted.casefold(), wanted)
        return TagPlan(old, target, entries, removed, there, both, in_text, self._apart(wanted))

    def _apart(self, wanted: str) -> int:
        """Count what stands in two versions of which one that is not shown has a tag."""
        count = 0
        for table, identifier in self._vault.state().conflicts():
            if table == TABLE:
                others = self._vault.others(TABLE, identifier)
                count += any(
                    tag.casefold() == wanted.casefold() for doc in others for tag in doc.get("tags", ())
                )
        return count

    def rename_tag(
        self, old: str, new: str, *, in_text: bool = False, progress: Progress | None = None
    ) -> TagsRenamed:
        """Put one tag in another's place everywhere, in what was removed too. All of it, or nothing.

        Only a journal of more than 32 MiB is changed in several saves; what a full disk left is then done by
        doing it again.

        Args:
            old: The tag, in any case.
            new: What it is from now on.
            in_text: Whether `#old` becomes `#new` in the texts too.
            progress: Told how many are done, and of how many; may raise to stop it.

        Raises:
            JournalError: As in ``plan_rename``; or the new one can't stand in a text.
            NotSaved: The disk refused.
            JournalReadOnly: Nothing can be written just now.
        """
        with self._vault.exclusive():
            plan = self.plan_rename(old, new)
            rewrite = _rewriting(plan) if in_text else None
            done = self._put_all(self._retagged(plan, rewrite), progress)
        return TagsRenamed(plan, sum("body" in one.after for one in done), tuple(done))

    def _retagged(self, plan: TagPlan, rewrite: Callable[[str], str] | None) -> Iterator[Retagged]:
        key = plan.old.casefold()
        for identifier, doc in self._vault.documents(TABLE).items():
            tags = doc.get("tags", [])
            new = [plan.new if tag.casefold() == key else tag for tag in tags]
            after: Document = {"tags": [*tidy_tags(new)]} if new != tags else {}
            if rewrite and (body := rewrite(doc.get("body", ""))) != doc.get("body", ""):
                after |= {"body": body, "edited": self._now().encode()}
            if after:
                yield Retagged(identifier, {name: doc.get(name) for name in after}, after)

    def untag(self, renamed: TagsRenamed, progress: Progress | None = None) -> int:
        """Undo a renaming, and return of how many; what was changed since stays as it is.

        Raises:
            NotSaved: The disk refused.
        """
        with self._vault.exclusive():
            docs = self._vault.documents(TABLE)
            back = [
                Retagged(one.id, one.after, one.before)
                for one in renamed.undo
                if one.id in docs
                and all(docs[one.id].get(name) == value for name, value in one.after.items())
            ]
            self._put_all(back, progress)
        return len(back)

    def _put_all(self, changes: Iterable[Retagged], progress: Progress | None) -> list[Retagged]:
        todo, at = [*changes], 0
        while at < len(todo):
            size = 0
            with self._vault.transaction() as change:
                docs = change.documents(TABLE)
                while at < len(todo) and size < _FRAME:
                    if progress is not None:
                        # Never after the save: whoever stops it there would be told that nothing was changed.
                        progress(at, len(todo))
                    one = todo[at]
                    doc = {**docs[one.id], **one.after}
                    doc = {name: value for name, value in doc.items() if value is not None}
                    change.put(TABLE, one.id, doc)
                    size += len(doc.get("body", ""))
                    at += 1
        return todo


def _tag(typed: str) -> str:
    """Return one tag as it is kept; raises JournalError where it can be none."""
    tag = next(iter(tidy_tags([typed[: 2 * _LONGEST]])), "")
    if not any(char.isalnum() or unicodedata.category(char) == "So" for char in tag):
        raise JournalError(NO_LETTER, hint="Nothing was changed.")
    if len(tag) > _LONGEST:
        raise JournalError("That is too long for a tag.", hint="Nothing was changed.")
    return tag


# In texts.


def _in_text(tag: str) -> Callable[[str], bool]:
    """Return what tells whether a tag stands in a text behind its `#`, as a word of its own."""
    if any(char.isspace() for char in tag):
        return lambda _: False
    pattern, folded = _pattern(tag), f"#{tag}".casefold()
    # Most texts hold nothing of the kind, and this tells it in a hundredth of the time.
    return lambda text: "#" in text and folded in text.casefold() and any(_found(pattern, text))


def _rewriting(plan: TagPlan) -> Callable[[str], str]:
    new = "-".join(plan.new.split())
    if not _WRITTEN.fullmatch(new):
        raise JournalError(
            "That tag can't stand in a text behind a #.",
            hint="Take one of letters, or leave the texts as they are.",
        )
    if any(char.isspace() for char in plan.old):
        return lambda text: text
    pattern = _pattern(plan.old)

    def rewrite(text: str) -> str:
        if "#" not in text:
            return text
        parts, at = [], 0
        for found in _found(pattern, text):
            parts += [text[at : found.start()], f"#{new}"]
            at = found.end()
        return "".join((*parts, text[at:]))

    return rewrite


def _pattern(tag: str) -> re.Pattern[str]:
    return re.compile(f"{_BEFORE}#{re.escape(tag)}", re.IGNORECASE | re.MULTILINE)


def _found(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield where a tag stands and ends: `#work` is neither in `#workshop` nor in `#work-life`."""
    for found in pattern.finditer(text):
        rest = text[found.end() : found.end() + 2]
        if not rest or not (_goes_on(rest[0]) or (rest[0] == "-" and _goes_on(rest[1:]))):
            yield found


def _goes_on(char: str) -> bool:
    return bool(char) and (char in _AFTER or unicodedata.category(char)[0] in "LMN")
