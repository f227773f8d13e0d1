"""Ways in, asked one prompt at a time, and the commands that show them."""

import contextlib
from collections.abc import Sequence
from typing import Any, NamedTuple

import click

from peerjournal.cli import given, offered
from peerjournal.cli.program import Program, Whole
from peerjournal.cli.terminal import Terminal
from peerjournal.errors import InputError, NeedsAnswer

_STANDS = "Where it stands, if you like: in it, coming through, looking back, or your own words."
_SKIPS = "Enter on an empty line skips a prompt."
_TO_SHELF = "Type the line, or press Enter to leave it."


class Written(NamedTuple):
    """What somebody wrote along a way in."""

    body: str
    stands: str


def write(program: Program, name: str, words: Sequence[str], *, story: bool) -> Written:
    """Ask each prompt of a way in, at a terminal, and return what was written; nothing else is read.

    Raises:
        InputError: There is text on the command line already, or this can't begin a story.
        NeedsAnswer: There is nobody to ask; it says what the prompts are.
    """
    guide = _known(program.terminal).get(name)
    if words:
        raise InputError("A way in asks for the text, so none can stand on the command line too.")
    if story and not guide.may_be_story:
        raise InputError("This way in begins an entry.", hint="`peerjournal story` makes a story of one.")
    if not program.terminal.asks:
        prompts = " / ".join(prompt.text for prompt in guide.prompts)
        raise NeedsAnswer(hint=f"Pass a text of your own to `peerjournal write`. It asks: {prompts}")
    session = program.session
    program.terminal.tell("\n".join([guide.title, *guide.intro, f"{_SKIPS} {given.ENDS}"]))
    return _Asking(program.terminal, session, guide).all(story=story)


class _Asking:
    """Asks, and keeps what was said until all is asked."""

    def __init__(self, terminal: Terminal, session: Any, guide: Any) -> None:
        self._terminal, self._session, self._guide = terminal, session, guide
        self._answers: list[str] = []
        self._stands = ""

    def all(self, *, story: bool) -> Written:
        """Ask every prompt. What was said is given back, should somebody stop here."""
        try:
            for prompt in self._guide.prompts:
                self.ask(prompt, story=story)
        except (Exception, KeyboardInterrupt):
            with given.not_lost(self._terminal, self._guide.body(self._answers), ()):
                raise
        return Written(self._guide.body(self._answers), self._stands)

    def ask(self, prompt: Any, *, story: bool) -> None:
        """Ask one."""
        terminal = self._terminal
        terminal.tell(f"\n{prompt.text}")
        if prompt.offers == "shelf":
            line = self._line(_TO_SHELF)
            if line.strip():
                self._session.shelf.add(line)
                terminal.tell("It is on your hope shelf.")
            self._answers.append("")
            return
        if self._guide.footer:
            terminal.tell(self._guide.footer)
        self._answers.append(terminal.answer())
        if story and prompt.offers == "stands":
            self._stands = self._line(_STANDS)

    def _line(self, question: str) -> str:
        # Ctrl-D ends each of the longer answers, so here it is Enter, and nothing that was typed is lost.
        with contextlib.suppress(EOFError):
            return self._terminal.line(question, instead="")
        self._terminal.tell()
        return ""


def _known(terminal: Terminal) -> Any:
    """Return the ways in there are, and say which of one's own can't be read."""
    from peerjournal.config import own_ways_in  # noqa: PLC0415 — each command pays only for what it does
    from peerjournal.journal import guides  # noqa: PLC0415 — as above

    found = guides(own_ways_in())
    for sentence in found.said:
        terminal.tell(sentence)
    return found


@click.group("ways", cls=Whole, invoke_without_command=True, epilog="Example: peerjournal ways")
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
@click.pass_context
def ways_command(ctx: click.Context, *, as_json: bool) -> None:
    """Show the ways in: a few prompts to begin with. `write --way-in NAME` asks them one at a time."""
    if ctx.invoked_subcommand is not None:
        return None
    terminal: Terminal = ctx.obj.terminal
    found = _known(terminal).all
    if as_json:
        return terminal.result_json({"items": [_item(guide) for guide in found]})
    widest = max((len(guide.id) for guide in found), default=0)
    for guide in found:
        terminal.result(f"{guide.id:<{widest}}  {guide.title}")
    return terminal.tell("A blank page is always there too: `peerjournal write`.")


def _item(guide: Any) -> dict[str, Any]:
    return {
        "footer": guide.footer,
        "id": guide.id,
        "intro": list(guide.intro),
        "may_be_story": guide.may_be_story,
        "prompts": [prompt.text for prompt in guide.prompts],
        "title": guide.title,
    }


@ways_command.command("show", epilog="Example: peerjournal ways show just-today > just-today.toml")
@click.argument("name", metavar="NAME", shell_complete=offered.WAYS_IN)
@click.pass_obj
def show_command(program: Program, *, name: str) -> None:
    """Show one as plain text, to change it or to translate it."""
    from peerjournal.config import ways_in_folder  # noqa: PLC0415 — each command pays only for what it does

    terminal = program.terminal
    guide = _known(terminal).get(name)
    terminal.result(guide.text.rstrip("\n"))
    terminal.tell(
        f"A copy in {ways_in_folder()}, as {guide.id}.toml, is used in its place. An empty file there takes"
        " it away."
    )
