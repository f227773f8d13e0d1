"""A journal from which something is read together, and a program that does nothing but show it."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from peerjournal.config import Places
from peerjournal.session import Session
from peerjournal.tui.together import start_reading
from tests.conftest import PASSPHRASE
from tests.tui.terminal import Terminal
from tests.tui.tiny import TinyScreen

CHOSEN = "# The stairwell\n\nOnly this was chosen: the heron 4417."
CHOSEN_WORDS = "the heron 4417"
OTHER = "another page, the otter 9920"


class FromHere(TinyScreen):
    """Has read the whole journal, and hands the chosen text on."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f10", "read", "Read together")]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.read = list(session.journal.find(""))

    def action_read(self) -> None:
        """Begin."""
        start_reading([CHOSEN], app=self.app, note=lambda: None)


FROM_HERE = "tests.tui.together:FromHere"
ALONE = """
import sys
from datetime import timedelta
from pathlib import Path
from peerjournal import afresh
from peerjournal.tui.start import Choices, run_app
if len(sys.argv) > 1:
    bodies = [Path(name).read_text(encoding="utf-8") for name in sys.argv[1:]]
    afresh.hand_on(bodies, locks=False).begin()
sys.exit(run_app(None, None, otherwise=lambda: 7, choices=Choices(idle=timedelta(seconds=IDLE))))
"""
"""What is run where no journal is needed: it hands on what stands in the files, and shows it."""


def alone(
    folder: Path,
    *bodies: str,
    size: tuple[int, int] = (80, 24),
    idle: float = 300,
    environment: Mapping[str, str] | None = None,
) -> Terminal:
    """Show texts in a terminal."""
    names = []
    for number, body in enumerate(bodies):
        names.append(folder / f"{number}.md")
        names[-1].write_text(body, encoding="utf-8")
    own = {"PEERJOURNAL_CONFIG": str(folder), "PEERJOURNAL_HOME": str(folder / "no journal")}
    return Terminal(
        [sys.executable, "-c", ALONE.replace("IDLE", str(idle)), *names],
        size=size,
        environment=own | dict(environment or {}),
    )


def secrets_of(places: Places) -> list[bytes]:
    """Return every data key of a journal."""
    session = Session.unlock(places, PASSPHRASE)
    ring = session.vault.ring
    keys = [ring.raw(epoch).reveal() for epoch in ring.epochs]
    session.vault.lock()
    return keys
