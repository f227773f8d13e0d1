"""`write --editor` and `edit N --editor`: the text is written in an editor of one's own, and kept as ever.

Whatever goes wrong afterwards, the text is in a draft before its page is taken away.
"""

import contextlib
import os
from collections.abc import Callable
from typing import Any

from peerjournal.cli.program import Program
from peerjournal.cli.terminal import Terminal
from peerjournal.errors import EditorError, EditorFailed, NeedsAnswer, NotSaved
from peerjournal.own_editor import Edited, End, chosen, require_room, warn_once
from peerjournal.own_editor import Program as Editor
from peerjournal.vault import Drafts

_INSTEAD = "Pass the text on stdin where there is no terminal. Nothing was opened."
_OPENS = "Enter opens it; Ctrl-C leaves everything as it is. (This is said once.) "
_UNCHANGED = "Nothing was changed, so nothing was kept."
_IN_A_DRAFT = "What you wrote is kept as a draft: the app has it on the shelf *Drafts*."
_IN_MEMORY = "What you wrote could be kept nowhere. It waits in memory, and the next start takes it in."
Do = Callable[[str], None]


def _fields(piece: Any) -> dict[str, Any]:
    """Return what a draft holds of something new, or of an entry or a story that is being changed."""
    said = {
        "kind": piece.kind,
        "title": piece.title,
        "body": piece.body,
        "tags": list(piece.tags),
        "written": piece.written.encode() if piece.written else "",
        "starred": piece.starred,
    }
    changed = getattr(piece, "id", "")
    return {**said, "piece": changed, "base": said} if changed else {**said, "piece": ""}


def write(program: Program, begin: Callable[[], Any], keep: Do) -> None:
    """Have a text written, and keep it.

    Args:
        program: The run of the command.
        begin: Returns what is changed, or a draft of what is new; its text stands on the page first.
        keep: Keeps what comes back in the journal, and says so.

    Raises:
        EditorError: There is no editor, or no place for the text, or the editor did not end well.
        NeedsAnswer: There is no terminal.
    """
    terminal, editor = program.terminal, _chosen(program)
    vault = program.session.vault
    fields = _fields(begin())
    _warn(program, editor)
    drafts = Drafts(vault.home, vault.ring, vault.key_file.vault_id)
    draft = drafts.new()

    def seal(text: str) -> None:
        drafts.keep(draft, {**fields, "body": text, "kept": vault.clock().isoformat()})

    # It stands for the place where the text belongs, should nobody be left to take the page back.
    seal(fields["body"])
    with contextlib.ExitStack() as page:
        try:
            edited = page.enter_context(program.session.sitting(fields["body"], editor, draft=draft))
        except EditorError:
            drafts.discard(draft)
            raise
        if edited.end is End.REFUSED:
            terminal.leave_other_screen()
        written = edited.is_changed and bool(edited.text.strip())
        refused = _settle(terminal, edited, keep, seal) if written else None
    if refused is not None:
        raise refused
    with contextlib.suppress(NotSaved):
        # One that stays although its text is kept is let go when drafts are listed.
        drafts.discard(draft)
    if not written:
        _say_of_nothing(terminal, edited)


def _chosen(program: Program) -> Editor:
    if not (program.terminal.asks and program.terminal.shows):
        raise NeedsAnswer("Your own editor needs a terminal.", hint=_INSTEAD)
    editor = chosen(os.environ)
    require_room()
    return editor


def _warn(program: Program, editor: Editor) -> None:
    told = warn_once(editor, program.places.state)
    if told:
        program.terminal.tell(told)
        program.terminal.line(_OPENS, instead="")


def _settle(terminal: Terminal, edited: Edited, keep: Do, seal: Do) -> BaseException | None:
    """Keep what came back, in the journal or else as a draft; return what spoke against the journal."""
    refused: BaseException = EditorFailed(edited.end.value)
    if edited.end is End.DONE:
        try:
            keep(edited.text)
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 — whatever it is, the text comes first
            refused = error
        else:
            return None
    try:
        seal(edited.text)
    except NotSaved:
        terminal.tell(_IN_MEMORY)
        raise refused from None
    terminal.tell(_IN_A_DRAFT)
    return refused


def _say_of_nothing(terminal: Terminal, edited: Edited) -> None:
    if edited.end is not End.DONE:
        raise EditorFailed(f"{edited.end.value} Nothing in the text was changed.")
    terminal.tell(_UNCHANGED)
