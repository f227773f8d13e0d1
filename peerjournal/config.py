"""What a person may change, and where files live on this computer."""

import contextlib
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from peerjournal.disk import DISK
from peerjournal.errors import ConfigError, NotSaved

_NAME = "peerjournal"
_LIMIT = 64 * 1024
"""Bytes of a settings file that are read; ours has a hundred."""
_WAY_IN = ".toml"
"""How the file of a way in ends."""
_SHORTEST, _LONGEST = 1, 24 * 60
"""Minutes after which a journal may lock itself: there is no way never to."""


@dataclass(frozen=True, slots=True)
class Places:
    """The two folders that the program uses."""

    journal: Path
    state: Path


def places(journal: str | None = None, state: str | None = None) -> Places:
    """Return the folders to use: what was asked for, then the environment, then the platform's own.

    Args:
        journal: ``--journal``; otherwise ``PEERJOURNAL_HOME``, otherwise the platform's user data folder.
        state: ``--state``; otherwise the platform's user state folder.

    Raises:
        ConfigError: The two would be one folder, or one inside the other the wrong way round.
    """
    chosen = journal or os.environ.get("PEERJOURNAL_HOME") or str(_data() / "journal")
    found = Places(_folder(chosen), _folder(state) if state else _state())
    if found.state == found.journal or found.journal in found.state.parents:
        raise ConfigError(
            "The state folder can't lie inside the journal's folder: it must not travel with it.",
            hint="Choose another folder with `--state DIR`.",
        )
    return found


def _folder(named: str) -> Path:
    # A shell leaves the ~ in `--journal=~/j` and in a quoted PEERJOURNAL_HOME as it is.
    return Path(os.path.expanduser(named)).absolute()  # noqa: PTH111 — pathlib's raises where there is no such home


def _data() -> Path:
    import platformdirs  # noqa: PLC0415 — 2 ms, only where no folder was named

    return platformdirs.user_data_path(_NAME, appauthor=False)


def _state() -> Path:
    import platformdirs  # noqa: PLC0415 — 2 ms, only where no folder was named

    return platformdirs.user_state_path(_NAME, appauthor=False) / "state"


# What a person may change. It is no secret, and says nothing of what is written.


@dataclass(frozen=True, slots=True)
class Settings:
    """How the app looks and behaves on this computer; ``settings.toml``."""

    look: str = ""
    """Name of a theme; empty for what suits the terminal."""
    idle_minutes: int = 5
    """After how many minutes without a key or a mouse the journal locks, 1 to 1,440."""
    plain_symbols: bool = False
    """Whether signs are drawn in ASCII, for terminals that draw others too wide."""
    compatible_keyboard: bool = False
    """Whether the newer keyboard protocol stays off, for terminals where it breaks accents."""
    look_over: bool = True
    """Whether a reply offers *Look it over*: phrases that may sound like fixing, only when asked."""
    passphrase_command: str = ""
    """What a command of ours runs to be told the passphrase; empty to be asked. The app always asks."""


def settings_file() -> Path:
    """Return where the settings are: in ``PEERJOURNAL_CONFIG``, else in the platform's config folder."""
    chosen = os.environ.get("PEERJOURNAL_CONFIG")
    if chosen:
        return Path(chosen).absolute() / "settings.toml"
    import platformdirs  # noqa: PLC0415 — 2 ms, only where no folder was named

    return platformdirs.user_config_path(_NAME, appauthor=False) / "settings.toml"


def read_settings(file: Path | None = None) -> Settings:
    """Return the settings; what is not there, or makes no sense, is as if it had never been set."""
    try:
        data = DISK.read_file(file or settings_file(), _LIMIT)
    except (OSError, ValueError):
        return Settings()
    import tomllib  # noqa: PLC0415 — 5 ms, only for those who changed something

    found: dict[str, Any] = {}
    with contextlib.suppress(ValueError, RecursionError):
        found = tomllib.loads(data.decode())
    fitting = {name: value for name, value in found.items() if _fits(name, value)}
    return Settings(**fitting)


_KINDS: Final = MappingProxyType({part.name: type(part.default) for part in fields(Settings)})


def _fits(name: str, value: object) -> bool:
    kind = _KINDS.get(name)
    return type(value) is kind and (kind is not int or _SHORTEST <= value <= _LONGEST)  # type: ignore[operator] # an int by now


def keep_settings(settings: Settings, file: Path | None = None) -> None:
    """Write the settings down.

    Raises:
        NotSaved: The disk refused; what stood there stands there still.
    """
    path = file or settings_file()
    lines = (f"{name} = {_written(value)}\n" for name, value in asdict(settings).items())
    try:
        DISK.mkdir(path.parent)
        DISK.replace(path, "".join(lines).encode())
    except OSError as error:
        raise NotSaved(
            "The settings could not be written down.", hint="They hold until you close."
        ) from error


def _written(value: str | int | bool) -> str:  # noqa: FBT001 — a setting's value, not a choice of what to do
    if isinstance(value, str):
        import json  # noqa: PLC0415 — 2 ms, only where something is changed

        # What JSON escapes TOML reads alike, but for one sign that JSON leaves as it is.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value).lower()


# Ways in of one's own, to write with.


def own_ways_in(folder: Path | None = None) -> dict[str, str | None]:
    """Return the texts of one's own ways in by their names; None for a file that can't be read as text.

    Args:
        folder: Where they are; ``ways-in``, beside the settings, when not given.
    """
    place = folder or ways_in_folder()
    try:
        names = [name for name in DISK.list(place) if name.endswith(_WAY_IN) and not name.startswith(".")]
    except OSError:
        return {}
    return {name.removesuffix(_WAY_IN): _text_of(place / name) for name in sorted(names)}


def ways_in_folder() -> Path:
    """Return where one's own ways in are."""
    return settings_file().parent / "ways-in"


def _text_of(path: Path) -> str | None:
    try:
        return DISK.read_file(path, _LIMIT).decode("utf-8-sig")
    except (OSError, ValueError):
        return None
