"""The command with something of its surroundings broken: BROKEN says what, in its own process."""

import os
import sys
from pathlib import Path
from typing import Any

from peerjournal.cli import main
from peerjournal.errors import NotSaved
from peerjournal.journal import Journal
from peerjournal.own_editor import memory


def refuse(*_: Any, **__: Any) -> None:
    raise NotSaved


if os.environ["BROKEN"] == "journal":
    Journal.add = Journal.edit = refuse  # type: ignore[assignment,method-assign] # this is what is broken
else:
    memory.MOUNTS = Path("/nowhere")
sys.exit(main())
