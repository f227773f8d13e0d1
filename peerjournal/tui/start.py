"""How the app begins: whether there is a screen, whether there is a journal, and the lock before all else.

Only what the lock screen needs is imported before it is painted.
"""

import importlib
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peerjournal import afresh, process
from peerjournal.config import Places, places, read_settings, settings_file
from peerjournal.disk import DISK
from peerjournal.errors import PeerjournalError
from peerjournal.tui import safety

if TYPE_CHECKING:  # Nothing of these is needed before the lock screen is painted.
    from textual.screen import Screen

_NO_SCREEN = "The app needs a terminal with a screen. Every command works without one."
_MADE_UP = "PEERJOURNAL_MADE_UP"
"""Names the variable by which `demo` says that a journal is made up."""
MAIN = "peerjournal.tui.screens.main:MainScreen"
FIRST_RUN = "peerjournal.tui.screens.first_run:FirstRunScreen"


@dataclass(frozen=True, slots=True)
class Choices:
    """What one may choose about how the app runs."""

    look: str | None = None
    """Name of a theme; what suits the terminal when not given."""
    idle: timedelta = timedelta(minutes=5)
    """After how long without a key or a mouse the journal is locked."""
    plain_symbols: bool = False
    """Whether signs are drawn in ASCII."""
    made_up: str = ""
    """The passphrase of a made-up journal, which is told on every screen; nothing for any other."""
    mouse: bool = True
    clock: Callable[[], datetime] = lambda: datetime.now().astimezone()
    main: str = MAIN
    """Names the screen of an open journal, which is made with its session."""
    first_run: str = FIRST_RUN
    """Names the screen that makes a journal: made with the places and the clock, it ends with a session."""


def run_app(
    journal: str | None,
    state: str | None,
    *,
    otherwise: Callable[[], int],
    choices: Choices | None = None,
) -> int:
    """Run the app and return its exit code.

    Args:
        journal: The journal's folder, as it was asked for.
        state: Where this computer keeps what is never synced, as it was asked for.
        otherwise: Is called, and gives the exit code, where there is no terminal with a screen.
        choices: What else may be chosen.
    """
    if not safety.has_screen(os.environ):
        safety.tell(_NO_SCREEN)
        return otherwise()
    safety.sweep(os.environ)
    process.refuse_dumps()
    safety.guard_hooks()
    try:
        if (taken := afresh.take()) is not None:
            return _read_together(taken, choices or _set())
        return _run(places(*safety.went_to(journal, state)), choices or _set())
    except PeerjournalError as error:
        safety.tell("\n".join(part for part in (str(error), error.hint) if part))
        return error.exit_code
    except Exception as error:  # noqa: BLE001 — what nobody foresaw must not print what someone wrote
        safety.tell(safety.crash_words(error, kept=False))
        return 1
    finally:
        _give_back_terminal()


def _set() -> Choices:
    """Return what was chosen in the settings."""
    settings = read_settings()
    if settings.compatible_keyboard:
        os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    return Choices(
        look=settings.look or None,
        idle=timedelta(minutes=settings.idle_minutes),
        plain_symbols=settings.plain_symbols,
        made_up=os.environ.get(_MADE_UP, ""),
    )


def _told(choices: Choices, more: str) -> str:
    """Return what stands above each screen of a made-up journal."""
    return "made-up journal" + more.format(choices.made_up) if choices.made_up else ""


def _run(where: Places, choices: Choices) -> int:
    from peerjournal.tui.journal_app import JournalApp  # noqa: PLC0415 — after the environment is swept
    from peerjournal.tui.lock import LockApp  # noqa: PLC0415 — as above

    options: dict[str, Any] = {
        "main": lambda opened: _screen(choices.main)(opened),  # noqa: PLW0108 — it is imported only then
        "first_run": lambda: _screen(choices.first_run)(where, choices.clock),
        "clock": choices.clock,
        "idle": choices.idle,
        "look": choices.look,
        "plain_symbols": choices.plain_symbols,
        "help_file": _help_file(),
    }
    told = (_told(choices, " · it opens with: {}"), _told(choices, " · nobody in it is real"))
    app: JournalApp
    if DISK.list(where.journal):
        app = LockApp(where, ahead=_ahead(choices), lay_out=lambda: _laid_out(choices), told=told, **options)
    else:
        app = JournalApp(None, made_up=told[1], **options)
    app.run(mouse=choices.mouse)
    if app.session is not None and app.closes_quickly:
        app.session.vault.lock()
    elif app.session is not None:
        app.session.lock()
    return app.return_code or 0


def _read_together(taken: afresh.Taken, choices: Choices) -> int:
    """Show what was handed on; no journal is looked for, let alone opened."""
    from peerjournal.tui.reading_app import ReadingApp  # noqa: PLC0415 — after the environment is swept

    app = ReadingApp(
        taken.bodies,
        locks=taken.locks,
        help_file=_help_file(),
        clock=choices.clock,
        idle=choices.idle,
        look=choices.look,
        plain_symbols=choices.plain_symbols,
        made_up=_told(choices, " · nobody in it is real"),
    )
    app.run(mouse=choices.mouse)
    return app.return_code or 0


def _help_file() -> Path:
    """Return where a person's own help lines may stand: beside their settings."""
    return settings_file().with_name("help.toml")


def _ahead(choices: Choices) -> tuple[str, ...]:
    """Name what to import while somebody types the passphrase."""
    return ("peerjournal.session", choices.main.partition(":")[0], "markdown_it")


def _screen(name: str) -> "Callable[..., Screen[Any]]":
    module, _, attribute = name.partition(":")
    screen: Callable[..., Screen[Any]] = getattr(importlib.import_module(module), attribute)
    return screen


def _laid_out(choices: Choices) -> "Screen[Any] | None":
    make = _screen(choices.main)
    return make(clock=choices.clock) if hasattr(make, "open") else None


def _give_back_terminal() -> None:
    """Undo what a hand-over left, should nothing have taken the terminal over."""
    if sys.platform != "win32" and "peerjournal.tui.driver" in sys.modules:
        from peerjournal.tui.driver import give_back  # noqa: PLC0415 — it was imported already

        give_back()
