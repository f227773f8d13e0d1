"""Tags as they are used: how often each, and which may be one tag spelled in two ways."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from peerjournal.journal.search import fold, tag_key

_LONG_ENOUGH_FOR_A_SLIP = 5
_TOO_LONG_FOR_ONE = 200
"""Letters: what is longer is no word, and looking for a slip takes the square of it."""


def counted(tags: Iterable[str]) -> Counter[str]:
    """Count tags, those that differ only in case as one, under the spelling that is used most."""
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for tag in tags:
        spellings[tag.casefold()][tag] += 1
    return Counter(
        {min(each, key=lambda tag: (-each[tag], tag)): each.total() for each in spellings.values()}
    )


def near_duplicates(tags: Iterable[str]) -> list[tuple[str, ...]]:
    """Return groups of tags that look like one: `first time` and `first-time`, `walk` and `walks`, a slip.

    In time proportional to their number: two spellings a slip apart share what is left without one letter.
    """
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for tag in sorted(set(tags)):
        for trace in _traces(tag):
            groups[trace].append(tag)
    return _largest({tuple(group) for group in groups.values() if len(group) > 1})


def _largest(groups: set[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the groups that are no part of another, comparing only those that share a tag."""
    sharing: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for group in groups:
        for tag in group:
            sharing[tag].append(group)
    members = {group: frozenset(group) for group in groups}
    return sorted(
        group for group in groups if not any(members[group] < members[other] for other in sharing[group[0]])
    )


def _traces(tag: str) -> set[str]:
    key = tag_key(tag).replace("-", "") or fold(tag)
    traces = {key, key.removesuffix("s")}
    if len(key) >= _LONG_ENOUGH_FOR_A_SLIP:
        # Boxes and box, stories and story.
        traces |= {key.removesuffix("es"), f"{key.removesuffix('ies')}y" if key.endswith("ies") else key}
    if _LONG_ENOUGH_FOR_A_SLIP <= len(key) <= _TOO_LONG_FOR_ONE:
        traces |= {key[:at] + key[at + 1 :] for at in range(len(key))}
    return traces
