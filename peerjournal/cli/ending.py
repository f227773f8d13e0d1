"""How a command that can't go on ends: its exit code, and what is said of it. Never what someone wrote."""

import errno
from pathlib import Path
from typing import Any

import click

from peerjournal.errors import NotSaved, PeerjournalError, SourceUnreadable
from peerjournal.text import visible

INTERRUPTED = 130
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


def refusal(error: BaseException, *, debug: bool) -> tuple[int, str]:
    """Return the exit code of what ended a command, and what to say of it."""
    match error:
        case PeerjournalError():
            told = (str(error), _source(error), error.hint)
            return error.exit_code, "\n".join(part for part in told if part)
        case click.UsageError() if not isinstance(error, click.exceptions.NoArgsIsHelpError):
            command = error.ctx.command_path if error.ctx is not None else "peerjournal"
            return error.exit_code, f"{_misused(error)}\nSee `{command} --help`."
        case click.ClickException():
            return error.exit_code, error.format_message()
        case click.Abort() | KeyboardInterrupt() | EOFError():
            return INTERRUPTED, "\nStopped. Nothing more was done."
        # What the disk refuses the journal has other names by now, so this is the output.
        case OSError(errno=number) if number in _FULL:
            return NotSaved.exit_code, "The output could not be written. What is kept in the journal is safe."
        case _:
            return 1, unforeseen(error, debug=debug)


def _source(error: PeerjournalError) -> str:
    """Return which file of what was to be moved in can't be read, and which line; else nothing."""
    if not isinstance(error, SourceUnreadable) or error.path is None:
        return ""
    return f"  {visible(error.path.name)}{f', line {error.line}' if error.line else ''}"


def _misused(error: click.UsageError) -> str:
    """Say what is wrong with a command's words, without repeating them: they may be what someone wrote."""
    told = error.format_message()
    match error:
        case click.MissingParameter(param=click.Parameter() as param, ctx=click.Context() as ctx):
            return f"Something is missing: {_name(param, ctx)}. {ctx.command.epilog or ''}".rstrip()
        case click.NoSuchOption():
            return f"There is no option `{error.option_name}` here."
        case click.BadOptionUsage():
            return f"Something must stand behind `{error.option_name}`."
        case click.BadParameter(param=click.Option() as param):
            return f"`{param.opts[0]}` can't be used like that. {_takes(param.type) or error.message}"
    if "unexpected extra argument" in told:
        return "There are more words here than this command takes. A text with spaces goes in quotes."
    return "There is no such command." if told.startswith("No such command") else told


def _name(param: click.Parameter, ctx: click.Context) -> str:
    """Return how a parameter is written, as the help writes it."""
    shown = param.make_metavar(ctx)
    return f"`{param.opts[0]} {shown}`" if isinstance(param, click.Option) else shown


def _takes(kind: click.ParamType[Any]) -> str:
    """Say what an option takes; nothing where its own type says it."""
    if isinstance(kind, click.Choice):
        return f"It takes {' or '.join(map(str, kind.choices))}."
    return "It takes a whole number." if isinstance(kind, type(click.INT)) else ""


def unforeseen(error: BaseException, *, debug: bool) -> str:
    """Say what went wrong without a value, a message or a line of source: each may hold what was written."""
    import traceback  # noqa: PLC0415 — 3 ms, and only where something went wrong

    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "an unknown place"
    told = (
        f"Something went wrong in the program itself ({type(error).__name__}, {where}). What was saved before"
        " is safe.\nNothing that you wrote is in this message, so you can pass it on."
    )
    if not debug:
        return told + " `--debug` says more about where."
    lines = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    return "\n".join([told, *lines])
