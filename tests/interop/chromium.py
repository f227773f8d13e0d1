"""A real Chromium without a window, driven over its own debugging pipe: no package, and no port."""

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest

MOST_WAITS = 200
"""How many times a page is asked for what is waited for; it waits itself in between."""

_QUIET = (
    "--disable-gpu",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--mute-audio",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
)

# The browser reads from number 3 and writes to number 4.
_AS_3_AND_4 = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(one), fcntl.F_DUPFD, 10) for one in sys.argv[1:3]]
for number, end in enumerate(ends, start=3):
    os.dup2(end, number)
os.execv(sys.argv[3], sys.argv[3:])
"""

# The page's own clock turns while it waits, so nothing here sleeps.
_SOON = "new Promise((done) => setTimeout(done, 50))"


def command() -> str:
    """Return the browser's name, or skip the test."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        if os.environ.get("PEERJOURNAL_INTEROP") == "all":
            pytest.fail("Chromium is not here.")
        pytest.skip("Chromium is not here. On Debian and Ubuntu: apt-get install chromium")
    return found


class Chromium:
    """One browser with one page in it."""

    def __init__(self, home: Path, *, scripts: bool = True) -> None:
        self._scripts = scripts
        self.requests: list[str] = []
        """Every address that the page asked for."""
        self.said: list[str] = []
        """What it wrote to its console, and the errors that nobody caught."""
        self._number = self._loads = 0
        self._rest = b""
        their_in, self._out = os.pipe()
        self._in, their_out = os.pipe()
        as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
        self._process = subprocess.Popen(
            [
                sys.executable, "-c", _AS_3_AND_4, str(their_in), str(their_out),
                command(), "--headless=new", "--remote-debugging-pipe", f"--user-data-dir={home}",
                *as_root, *_QUIET, "about:blank",
            ],
            pass_fds=(their_in, their_out),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(home)},
        )  # fmt: skip
        os.close(their_in)
        os.close(their_out)
        self._session = ""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        os.close(self._out)
        os.close(self._in)
        self._process.terminate()
        self._process.wait()

    # Speaking with it.

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Ask for one thing, and wait for the answer; what it tells meanwhile is noted."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._out, data) :]
        while True:
            heard = self._hear()
            if heard.get("id") == self._number:
                assert "error" not in heard, f"{method}: {heard['error']}"
                answer: dict[str, Any] = heard["result"]
                return answer

    def _hear(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            more = os.read(self._in, 1 << 20)
            assert more, "Chromium ended."
            self._rest += more
        line, _, self._rest = self._rest.partition(b"\0")
        heard: dict[str, Any] = json.loads(line)
        self._note(heard.get("method", ""), heard.get("params", {}))
        return heard

    def _note(self, method: str, params: dict[str, Any]) -> None:
        if method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Page.loadEventFired":
            self._loads += 1
        elif method == "Log.entryAdded":
            self.said.append(params["entry"]["text"])
        elif method == "Runtime.exceptionThrown":
            self.said.append(json.dumps(params["exceptionDetails"]))

    # Using it.

    def go(self, page: Path) -> None:
        """Open a file, and wait until it is loaded."""
        if not self._scripts:
            self.call("Emulation.setScriptExecutionDisabled", value=True)
        self._loading(lambda: self.call("Page.navigate", url=page.as_uri()))

    def reload(self, script: str) -> None:
        """Do what has the page loaded anew, and wait until it is."""
        self._loading(lambda: self.run(script))

    def _loading(self, begin: Callable[[], object]) -> None:
        before = self._loads
        begin()
        while self._loads == before:
            self._hear()

    def size(self, width: int, height: int) -> None:
        """Give the page that many pixels."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def run(self, script: str) -> Any:
        """Return what an expression is in the page, once it is settled."""
        how = {"awaitPromise": True, "returnByValue": True, "userGesture": True}
        # Not even we may do what the page's policy forbids.
        told = self.call("Runtime.evaluate", expression=script, allowUnsafeEvalBlockedByCSP=False, **how)
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def shown(self) -> str:
        """Return the text that can be seen."""
        return str(self.run("document.body.innerText"))

    def until(self, script: str) -> None:
        """Wait until an expression is true in the page."""
        for _ in range(MOST_WAITS):
            if self.run(script):
                return
            self.run(_SOON)
        raise AssertionError(f"It never came to {script}.")

    def type(self, text: str) -> None:
        """Type, wherever the page has its cursor."""
        self.call("Input.insertText", text=text)

    def press(self, key: str, *, shift: bool = False) -> None:
        """Press one key: Tab, Enter, or Space."""
        code, text = {"Tab": (9, ""), "Enter": (13, "\r"), " ": (32, " ")}[key]
        how = {"key": key, "code": "Space" if key == " " else key, "windowsVirtualKeyCode": code}
        modifiers = 8 if shift else 0
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, modifiers=modifiers, **how)
        self.call("Input.dispatchKeyEvent", type="keyUp", modifiers=modifiers, **how)

    def picture(self, path: Path, *, whole: bool = True) -> None:
        """Draw the page as it is."""
        shot = self.call("Page.captureScreenshot", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(shot["data"]))

    def printed(self) -> bytes:
        """Return the page as a PDF, as it would be printed."""
        return base64.b64decode(self.call("Page.printToPDF", preferCSSPageSize=True)["data"])
