"""The command itself: its global options, which room speaks what, and the one place errors are told."""

import contextlib
import importlib
import os
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from peerjournal import __version__
from peerjournal.cli import ending, offered
from peerjournal.cli.rooms import COMMANDS
from peerjournal.cli.terminal import Terminal
from peerjournal.errors import JournalReadOnly, WrongPassphrase

if TYPE_CHECKING:  # It takes 1 ms, and only who completes a line needs it.
    from click.shell_completion import CompletionItem

App = Callable[[str | None, str | None], int]
_APP = "peerjournal.app"
_BY_WORDS = (
    "The recovery words opened it. If the passphrase is gone, `peerjournal keys passphrase` makes another."
)
_SENTENCE = 200
"""Characters that no first sentence of a command's help reaches."""


class Program:
    """One run of the command: where the journal is, how it is unlocked, and what is said."""

    def __init__(
        self,
        *,
        journal: str | None,
        state: str | None,
        passphrase_fd: int | None,
        passphrase_command: str | None,
        color: bool,
    ) -> None:
        self.terminal = Terminal(color=color)
        self.terminal.input_taken = passphrase_fd == 0
        self._journal, self._state = journal, state
        self._passphrase_fd, self._passphrase_command = passphrase_fd, passphrase_command
        self._session: Any = None
        self.notices: list[str] = []
        """What was said of how the journal was found."""

    @property
    def places(self) -> Any:
        """Return the folders to use."""
        from peerjournal.config import places  # noqa: PLC0415 — only commands that touch a journal need it

        return places(self._journal, self._state)

    @property
    def passphrase_given(self) -> bool:
        """Whether an option says where the passphrase comes from, so that nothing needs to be asked."""
        return self._passphrase_fd is not None or self._passphrase_command is not None

    def passphrase(self, question: str = "Passphrase: ", *, anew: bool = False) -> str:
        """Return the passphrase: from where an option or the settings say, or asked for.

        Args:
            question: What is asked at a terminal.
            anew: Whether it must come from whoever gave this command: the settings then don't count.
        """
        if self.passphrase_given or not anew:
            from peerjournal.cli.secret import ask_command, read_secret  # noqa: PLC0415 — 10 ms, not for `jot`

            if self._passphrase_fd is not None:
                return read_secret(self._passphrase_fd)
            command = self._passphrase_command
            if command is None:
                from peerjournal.config import read_settings  # noqa: PLC0415 — as above

                command = read_settings().passphrase_command or None
            if command is not None:
                return ask_command(command)
        return self.terminal.secret(
            question,
            instead="Pass the passphrase with `--passphrase-fd N` or `--passphrase-command CMD`. Nothing was"
            " changed.",
        )

    @property
    def session(self) -> Any:
        """Return the unlocked journal, unlocking it the first time."""
        if self._session is None and self.unlock(None).opened_by_recovery:
            self.terminal.tell(_BY_WORDS)
        return self._session

    def unlock(self, passphrase: str | None) -> Any:
        """Unlock the journal, asking for the passphrase where none is given, and tell what was found."""
        from peerjournal.cli import unlocking  # noqa: PLC0415 — as above
        from peerjournal.session import Session  # noqa: PLC0415 — as above

        places = self.places
        unlocking.require_one(places)
        typed = self.passphrase() if passphrase is None else passphrase
        try:
            self._session = Session.unlock(places, typed)
        except WrongPassphrase as error:
            if self.passphrase_given or not (error.slips and self.terminal.asks):
                raise
            self._session = unlocking.mended(self.terminal, partial(Session.unlock, places), typed, error)
        self.tell_notices()
        unlocking.tell_what_waited(self.terminal, self._session)
        return self._session

    def tell_notices(self) -> None:
        """Say what there is to say of how the journal was found, each sentence once."""
        for notice in self._session.vault.notices if self._session is not None else ():
            if notice not in self.notices:
                self.notices.append(notice)
                self.terminal.tell(notice)

    def adopt(self, session: Any) -> None:
        """Use a session that was just made, or none where its journal is gone."""
        self._session = session

    def end(self) -> None:
        """Lock the journal again, if it was unlocked."""
        if self._session is not None:
            from peerjournal.cli.closing import close  # noqa: PLC0415 — only those that unlock need it

            # Part of what is bad only shows once it is read.
            self.tell_notices()
            session, self._session = self._session, None
            close(self.terminal, session)


class Whole(click.Group):
    """A group whose help says the first sentence of each of its commands, never half of one."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command does, on as many lines as it takes."""
        commands = {name: self.get_command(ctx, name) for name in self.list_commands(ctx)}
        rows = [(name, one.get_short_help_str(limit=_SENTENCE)) for name, one in commands.items() if one]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list["CompletionItem[str]"]:
        """Offer its commands, each with such a sentence, and its options."""
        offered_now = super().shell_complete(ctx, incomplete)
        for item in offered_now:
            command = self.get_command(ctx, item.value)
            item.help = command.get_short_help_str(limit=_SENTENCE) if command else item.help
        return offered_now


class _Rooms(Whole):
    """Loads the room that speaks a command only when that command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which people see them."""
        del ctx
        return list(COMMANDS)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list["CompletionItem[str]"]:
        """Offer the commands by name, and load none of them for that."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 — only to complete a line

        named = [CompletionItem(name) for name in COMMANDS if name.startswith(incomplete)]
        return named + click.Command.shell_complete(self, ctx, incomplete)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, importing its room."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        room = importlib.import_module(f"peerjournal.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(room, cmd_name.replace("-", "_") + "_command")
        return command


@click.command(
    cls=_Rooms,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: peerjournal write --title 'The lake' 'I was walking.'",
)
@click.option(
    "--journal",
    metavar="DIR",
    type=offered.A_FOLDER,
    help="The journal's folder; PEERJOURNAL_HOME says it too.",
)
@click.option(
    "--state", metavar="DIR", type=offered.A_FOLDER, help="Where this computer keeps what is never synced."
)
@click.option("--passphrase-fd", metavar="N", type=int, help="Read the passphrase from this file descriptor.")
@click.option("--passphrase-command", metavar="CMD", help="Run this; its first line is the passphrase.")
@click.option("--no-color", is_flag=True, help="Write no colors; NO_COLOR says it too.")
@click.option("--debug", is_flag=True, help="Say where in the program an error arose. Never what you wrote.")
@click.version_option(__version__, prog_name="peerjournal", message="%(prog)s %(version)s")
@click.pass_context
def root(ctx: click.Context, /, **options: Any) -> int | None:
    """Keep a private journal, and hand one story to one person you chose."""
    if options.pop("debug"):
        ctx.meta["debug"] = True
    if options["passphrase_fd"] is not None and options["passphrase_command"] is not None:
        raise click.UsageError("The passphrase can come from a file descriptor or from a command, not both.")
    color = not options.pop("no_color")
    if ctx.invoked_subcommand is None:
        return _without_command(ctx, color=color, **options)
    ctx.obj = Program(color=color, **options)
    return None


def _without_command(
    ctx: click.Context, *, journal: str | None, state: str | None, color: bool, **given: Any
) -> int | None:
    """Open the app; tell what there is where there is none, or where only a command can be meant."""
    app: App | None = ctx.meta.get(_APP)
    if app is None or any(way is not None for way in given.values()):
        click.echo(ctx.get_help())
        return None
    if not color:
        os.environ["NO_COLOR"] = "1"
    return app(journal, state)


def main(arguments: list[str] | None = None, *, app: App | None = None) -> int:
    """Run one command and return its exit code; every refusal is told here and nowhere else.

    Args:
        arguments: What stands behind the program's name; taken from the system when not given.
        app: Opens the app where no command is named. It is handed the journal's folder and the state folder,
            as they were asked for, and returns an exit code. The two front ends do not know each other.
    """
    sys.excepthook = _untold
    given = sys.argv[1:] if arguments is None else arguments
    try:
        return _run(given, app)
    except click.exceptions.Exit as end:
        return end.exit_code
    except BrokenPipeError:
        Terminal.close()
        return 0
    except BaseException as error:  # noqa: BLE001 — what nobody foresaw must not print what someone wrote
        code, told = ending.refusal(error, debug="--debug" in given)
        if isinstance(error, OSError):
            Terminal.close()
        with contextlib.suppress(OSError):
            Terminal().tell(told)
        return code


def _run(arguments: list[str], app: App | None) -> int:
    context = root.make_context("peerjournal", list(arguments))
    context.meta[_APP] = app
    with context:
        try:
            code = root.invoke(context)
            if context.obj is not None:
                context.obj.terminal.flush()
        except JournalReadOnly as error:
            if context.obj is not None:
                context.obj.tell_notices()
            if context.obj is not None and str(error) in context.obj.notices:
                # Why was said already.
                raise JournalReadOnly(hint=error.hint) from error
            raise
        finally:
            if context.obj is not None:
                context.obj.end()
    return code if isinstance(code, int) else 0


def _untold(kind: type[BaseException], error: BaseException, _: object) -> None:
    """Tell an exception that arose outside the command, in the same words."""
    del kind
    Terminal().tell(ending.unforeseen(error, debug=False))
