"""What stands among the drafts: pages that were left, what was begun elsewhere, and what was set aside."""

import contextlib
from collections.abc import Iterator

from peerjournal.errors import JournalDamaged
from peerjournal.session import Session
from peerjournal.tui import drafts
from peerjournal.tui.sealed import drafts_of
from peerjournal.vault import Draft

PAUSED = "paused"
"""The kind of a row that stands for something set aside; it is no draft of its own, and nothing counts it."""
_BEGUN_ELSEWHERE = {"reply", "by hand", "share", "stands", "tool", "content note", "person"}
"""What is begun on a screen that is no page."""


def draft_names(session: Session) -> frozenset[str]:
    """Return the names of the drafts there are; none where the disk would not list them."""
    with contextlib.suppress(JournalDamaged):
        return frozenset(drafts_of(session).names())
    return frozenset()


def draft_rows(session: Session) -> Iterator[Draft]:
    """Yield what is listed: drafts first, what was set aside after them."""
    sealed = drafts_of(session)
    pages = [left.name for left in drafts.left_behind(session)]
    for name in [*pages, *sorted(draft_names(session) - {*pages})]:
        # One that is just being replaced is there the next time.
        with contextlib.suppress(JournalDamaged):
            draft = sealed.open(name)
            if name in pages or draft.fields.get("kind") in _BEGUN_ELSEWHERE:
                yield draft
    for pause in session.pauses.all():
        titles = [one.shown_title for one in session.pauses.stories(pause)]
        title = ", ".join(filter(None, titles)) or ("A reply" if pause.reply is not None else "A story")
        peer = session.circle.by_id(pause.peer)
        said = f"Set aside, for {peer.called}." if peer else "Set aside."
        yield Draft(pause.id, {"kind": PAUSED, "title": title, "body": said})


def is_counted(draft: Draft) -> bool:
    """Whether a row counts as a draft: what waits is found there, and nothing tells that it waits."""
    return draft.fields.get("kind") != PAUSED


def draft_text(draft: Draft) -> tuple[str, str]:
    """Return the title and the body of a draft."""
    return str(draft.fields.get("title") or ""), str(draft.fields.get("body") or "")
