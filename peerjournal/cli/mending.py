"""What `check` says of a journal that is damaged: what does not open, what a backup has, what was mended."""

from collections.abc import Iterator, Sequence
from typing import Any

from peerjournal.cli import listing
from peerjournal.cli.terminal import Terminal

_ENTRIES = "entries"
_SHOWN = 20
"""Missing entries that are named, each on its line; the JSON has all of them."""
_WOULD_HELP = "`peerjournal check --repair` brings back what can be, and then you can write again."
_WOULD_GO_ON = "`peerjournal check --go-on` goes on from what is here, and then you can write again."
_NEWER_FIRST = (
    "If a sync is still bringing files, wait for it. If the newer folder is still somewhere, put it back in"
    " its place; then everything is there."
)
_MENDED = (
    "Mended. What was found is in the journal again, and you can write. The damaged file is left exactly as"
    " it is, and is read from now on like another device's."
)
_NEW_DEVICE = (
    "This computer goes on as a new device, so earlier numbers carry a letter now: 12 is 12{letter}."
)


def mend(terminal: Terminal, session: Any, plan: Any, *, yes: bool) -> bool:
    """Ask once, and carry the plan out; tell whether it was."""
    from peerjournal import vault  # noqa: PLC0415 — as for the other commands that need it

    if not plan.needed:
        terminal.tell("There is nothing to mend.")
        return False
    if not terminal.agrees("Mend it? Nothing that is there now is changed or removed.", yes=yes):
        terminal.tell("Nothing was done.")
        return False
    before = session.vault.device
    with terminal.progress("Mending") as progress:
        vault.repair(session.vault, plan, progress)
    if session.vault.device == before:
        terminal.tell("Mended. What was found is in the journal again.")
    else:
        terminal.tell(_MENDED)
        terminal.tell(_NEW_DEVICE.format(letter=session.vault.device_letter(before)))
    if plan.drafts:
        terminal.tell(
            f"{_drafts(len(plan.drafts))} set aside in {session.vault.home.state}, not thrown away."
        )
    return True


def go_on(terminal: Terminal, session: Any, *, yes: bool) -> None:
    """Go on from an older copy that was put back, where that was asked for and is agreed to."""
    from peerjournal import vault  # noqa: PLC0415 — as above

    question = "Go on from what is here, as a new device? The old file stays as it is."
    if not session.vault.logs.health.writable and terminal.agrees(question, yes=yes):
        vault.go_on(session.vault)
        terminal.tell("You can write again. What could be read is all here.")


def tell(terminal: Terminal, session: Any, plan: Any, *, repairs: bool) -> None:
    """Say what does not open and what there is of it; nothing where there is nothing to mend."""
    if not plan.needed:
        return
    health = session.vault.logs.health
    older = health.verdict.name == "ROLLED_BACK"
    if not health.writable or plan.revisions:
        for sentence in _found(plan, writable=health.writable, older=older):
            terminal.tell(sentence)
        _name(terminal, session, _pieces(plan))
        for sentence in _besides(plan):
            terminal.tell(sentence)
    if not repairs:
        if older:
            terminal.tell(_NEWER_FIRST)
        terminal.tell(_WOULD_HELP if plan.revisions or not older else _WOULD_GO_ON)


def _name(terminal: Terminal, session: Any, pieces: Sequence[Any]) -> None:
    for piece, day in pieces[:_SHOWN]:
        words = listing.summary(session.journal, piece)
        terminal.result(f"In the backup of {day.isoformat()}: {words}")
    if len(pieces) > _SHOWN:
        terminal.tell(f"{len(pieces) - _SHOWN} more are not named here; `--json` has them all.")


def as_json(session: Any, plan: Any, *, done: bool) -> dict[str, Any]:
    """Return the same for a program: numbers and days, no titles."""
    found = [
        {"backup": one.day.isoformat(), "number": _number(session, one), "table": one.table}
        for one in plan.found
    ]
    return {
        "backups_read": plan.backups_read,
        "done": done,
        "drafts_damaged": len(plan.drafts),
        "found": found,
        "lost": plan.lost,
        "needed": plan.needed,
        "read_again": plan.reread,
        "unreadable": plan.unreadable,
    }


def _number(session: Any, one: Any) -> str:
    letter = session.vault.device_letter(one.document["by"]) if one.document.get("by") else ""
    return f"{one.document.get('number', '')}{letter}"


def _pieces(plan: Any) -> list[Any]:
    """Return the entries and stories that a backup has, as `list` shows them: those that are not removed."""
    from peerjournal.journal import piece_from_doc  # noqa: PLC0415 — only where something is missing

    found = [
        (piece_from_doc(one.identifier, one.document), one.day) for one in plan.found if one.table == _ENTRIES
    ]
    return [(piece, day) for piece, day in found if not piece.removed]


def _found(plan: Any, *, writable: bool, older: bool) -> Iterator[str]:
    if older:
        later = _some(plan.unreadable or 0, "later save is", "later saves are")
        yield f"{later or 'Later saves are'} not in this copy."
    elif writable:
        yield "Part of what stood in a damaged file of another device can be brought back."
    else:
        yield _unreadable(plan.unreadable)
    if not plan.backups_read:
        yield "No backup of this computer could help: there is none that is whole and opens with these keys."
    elif plan.found:
        pieces = len(_pieces(plan))
        others = len(plan.found) - pieces
        parts = (_some(pieces, "entry", "entries"), _some(others, "other thing", "other things"))
        yield f"Missing or older here, and whole in a backup: {' and '.join(filter(None, parts))}."
    else:
        yield "The backups of this computer have nothing that is missing here."


def _besides(plan: Any) -> Iterator[str]:
    if plan.backups_refused:
        yield "The disk would not read a backup just now. Run this once more later: it may find more."
    if plan.reread:
        yield (
            f"{_some(plan.reread, 'thing', 'things')} can be read out of the damaged file with the help of"
            " what this computer knows of it."
        )
    if plan.lost:
        yield (
            f"By the numbers that were given, {_some(plan.lost, 'thing', 'things')} more stood there, and can"
            " be found nowhere here. Another copy of the folder may have them."
        )


def _unreadable(count: int | None) -> str:
    if count is None:
        return "How many saves can't be opened is not known."
    return f"{_some(count, 'save', 'saves')} can't be opened." if count else "Every save can still be opened."


def _drafts(count: int) -> str:
    return "1 damaged draft was" if count == 1 else f"{count} damaged drafts were"


def _some(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}" if count else ""
