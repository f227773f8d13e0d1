"""Where files live on this computer: the journal's folder, and what is kept beside it and never synced."""

import os
from dataclasses import dataclass
from pathlib import Path

from peerjournal.errors import ConfigError

_NAME = "peerjournal"


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
    found = Places(Path(chosen).absolute(), Path(state).absolute() if state else _state())
    if found.state == found.journal or found.journal in found.state.parents:
        raise ConfigError(
            "The state folder can't lie inside the journal's folder: it must not travel with it.",
            hint="Choose another folder with `--state DIR`.",
        )
    return found


def _data() -> Path:
    import platformdirs  # noqa: PLC0415 — 2 ms, only where no folder was named

    return platformdirs.user_data_path(_NAME, appauthor=False)


def _state() -> Path:
    import platformdirs  # noqa: PLC0415 — 2 ms, only where no folder was named

    return platformdirs.user_state_path(_NAME, appauthor=False) / "state"
