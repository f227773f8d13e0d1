"""What is said of renaming and merging tags, before and after: the same for the command and the app."""

from collections.abc import Iterator
from typing import Final

from peerjournal.journal.moving_words import entries
from peerjournal.journal.tags import TagPlan, TagsRenamed

_SHOWN: Final = 60
"""Characters of a tag in a sentence."""


def hashed(tag: str) -> str:
    """Return a tag as it stands in a sentence: ``#work``, ``#"first time"``."""
    short = tag if len(tag) <= _SHOWN else f"{tag[: _SHOWN - 1]}…"
    return f'#"{short}"' if " " in short else f"#{short}"


def question(plan: TagPlan) -> str:
    """Ask whether that is really to be done."""
    if plan.merges:
        return f"Make one tag of {hashed(plan.old)} and {hashed(plan.new)}?"
    return f"Rename {hashed(plan.old)} to {hashed(plan.new)}?"


def before(plan: TagPlan, *, in_text: bool = False) -> Iterator[str]:
    """Yield what would come of it, a sentence each."""
    have = "has" if plan.entries == 1 else "have"
    yield f"{entries(plan.entries)} {have} {hashed(plan.old)}, and would have {hashed(plan.new)} instead."
    if plan.merges:
        both = f" ({plan.both:,} {'has' if plan.both == 1 else 'have'} both)" if plan.both else ""
        have = "has" if plan.there == 1 else "have"
        yield f"{entries(plan.there)} {have} that one already{both}: {entries(plan.together)} together."
    if plan.removed:
        yield f"{plan.removed:,} of what was removed would have it too."
    if plan.in_text:
        stays = "changes as well" if in_text else "stays as you wrote it"
        texts = "text" if plan.in_text == 1 else "texts"
        yield f"{hashed(plan.old)} stands in {plan.in_text:,} {texts} too; there it {stays}."
    if plan.apart:
        yield _of_two(plan)


def after(done: TagsRenamed) -> Iterator[str]:
    """Yield what came of it, a sentence each."""
    plan = done.plan
    have = "has" if plan.entries == 1 else "have"
    yield f"{entries(plan.entries)} {have} {hashed(plan.new)} now, in the place of {hashed(plan.old)}."
    if plan.removed:
        yield f"So {'has' if plan.removed == 1 else 'have'} {plan.removed:,} of what was removed."
    if done.texts:
        texts = "text" if done.texts == 1 else "texts"
        yield f"{done.texts:,} {texts} changed too."
    elif plan.in_text:
        texts = "text" if plan.in_text == 1 else "texts"
        yield f"{hashed(plan.old)} still stands in {plan.in_text:,} {texts}, as you wrote it."
    if plan.apart:
        yield _of_two(plan)


def _of_two(plan: TagPlan) -> str:
    stand = "stands in two versions" if plan.apart == 1 else "stand in two versions each"
    kept = f"the one that is not shown keeps {hashed(plan.old)} until it is settled"
    return f"{entries(plan.apart)} {stand}; {kept}."
