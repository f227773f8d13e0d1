"""A Syncthing of our own on the loopback: nothing announced, nothing relayed, nothing looked up.

It is driven through its own REST interface. Waiting is done by asking it for its next event, which it answers
as soon as there is one.
"""

import contextlib
import http.client
import json
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

from tests.interop.carriers import alone, carried, free_port, program, run

KEY = "only-for-this-test"
FOLDER = "journal"
_QUIET = {
    "globalAnnounceEnabled": "false",
    "localAnnounceEnabled": "false",
    "relaysEnabled": "false",
    "natEnabled": "false",
    "startBrowser": "false",
    "crashReportingEnabled": "false",
    "urAccepted": "-1",
    "autoUpgradeIntervalH": "0",
    "reconnectionIntervalS": "1",
    "stunKeepaliveStartS": "0",
}


@dataclass
class Syncthing:
    """One computer's Syncthing, which carries one folder."""

    home: Path
    folder: Path
    versioning: bool = False
    """Whether it keeps old versions of what the other side changes, as many people have it."""
    conflicts: int = 10
    """How many copies it keeps of a file that was changed on both sides; ten unless told otherwise."""
    ignore: tuple[str, ...] = (".lock", ".new-*")
    device: str = ""
    gui: int = field(default_factory=free_port)
    port: int = field(default_factory=free_port)
    _process: subprocess.Popen[bytes] | None = None
    _seen: int = 0

    def __post_init__(self) -> None:
        self._path = program("syncthing", "syncthing")
        # Told that somebody watches over it, it starts no second process to do so, and ends when it is ended.
        self._env = alone(self.home / "account") | {"STNOUPGRADE": "1", "STMONITORED": "yes"}
        run([self._path, "generate", f"--home={self.home}", "--no-default-folder"], self._env)
        self.device = ET.parse(self._config).findall("device")[0].attrib["id"]  # noqa: S314 — its own file
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.pass_by(*self.ignore)

    @property
    def _config(self) -> Path:
        return self.home / "config.xml"

    def meet(self, other: "Syncthing") -> None:
        """Write down whom it carries to, and that it speaks with nobody else."""
        root = ET.Element("configuration", version="36")
        folder = ET.SubElement(
            root, "folder", id=FOLDER, path=str(self.folder), type="sendreceive", fsWatcherEnabled="false"
        )
        ET.SubElement(folder, "maxConflicts").text = str(self.conflicts)
        if self.versioning:
            ET.SubElement(folder, "versioning", type="simple")
        for one in (self, other):
            ET.SubElement(folder, "device", id=one.device)
            device = ET.SubElement(root, "device", id=one.device, name=one.home.name)
            ET.SubElement(device, "address").text = f"tcp://127.0.0.1:{one.port}"
        gui = ET.SubElement(root, "gui", enabled="true", tls="false")
        ET.SubElement(gui, "address").text = f"127.0.0.1:{self.gui}"
        ET.SubElement(gui, "apikey").text = KEY
        options = ET.SubElement(root, "options")
        ET.SubElement(options, "listenAddress").text = f"tcp://127.0.0.1:{self.port}"
        for name, value in _QUIET.items():
            ET.SubElement(options, name).text = value
        ET.ElementTree(root).write(self._config)

    def pass_by(self, *patterns: str) -> None:
        """Write down what it does not carry; it reads that at its next look."""
        (self.folder / ".stignore").write_text("".join(f"{one}\n" for one in patterns))

    def start(self) -> None:
        """Start it, and return when it answers."""
        line = [self._path, "serve", f"--home={self.home}", "--no-browser", "--logflags=0"]
        with (self.home / "log").open("ab") as log:
            self._process = subprocess.Popen(line, env=self._env, stdout=log, stderr=log)
        self._seen = 0
        # A refused connection comes back at once, so the look at the process paces the attempts.
        for _ in range(300):
            with contextlib.suppress(OSError):
                self.ask("GET", "/rest/system/ping")
                return
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(0.1)
                break
        raise AssertionError((self.home / "log").read_text())

    def forget(self) -> None:
        """Have it know nothing of the folder, as if it had been set up anew."""
        shutil.rmtree(self.home / "index-v0.14.0.db")

    def kill(self) -> None:
        """End it as a computer that is switched off does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    @property
    def runs(self) -> bool:
        """Whether it carries just now."""
        return self._process is not None

    def rescan(self) -> None:
        """Have it look at the folder now."""
        self.ask("POST", "/rest/db/scan", folder=FOLDER)

    def wait(self) -> None:
        """Wait until it has something to tell, for a second at the most."""
        events = self.ask("GET", "/rest/events", since=self._seen, timeout=1)
        self._seen = max([self._seen, *(event["id"] for event in events or ())])

    def ask(self, method: str, path: str, **values: object) -> Any:
        """Ask it something, and return its answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.gui, timeout=60)
        with contextlib.closing(connection):
            connection.request(method, f"{path}?{urlencode(values)}", headers={"X-API-Key": KEY})
            answer = connection.getresponse()
            data = answer.read()
            assert answer.status < http.client.BAD_REQUEST, data
            return json.loads(data) if data else None

    def version(self) -> str:
        """Return what it says of itself."""
        return run([self._path, "--version"], self._env).split()[1]


Pair = tuple[Syncthing, Syncthing]


def settle(one: Syncthing, other: Syncthing) -> None:
    """Wait until both folders hold the same; give up after so many looks."""
    for _ in range(120):
        one.rescan()
        other.rescan()
        if carried(one.folder) == carried(other.folder) and _idle(one) and _idle(other):
            return
        other.wait()
    here, there = carried(one.folder), carried(other.folder)
    raise AssertionError(f"not equal: {sorted(set(here.items()) ^ set(there.items()))}")


def _idle(one: Syncthing) -> bool:
    status = one.ask("GET", "/rest/db/status", folder=FOLDER)
    return bool(status["state"] == "idle" and status["needTotalItems"] == 0)
