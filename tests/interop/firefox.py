"""A real Firefox without a window, driven over its own Marionette, on the loopback: no package."""

import base64
import contextlib
import json
import os
import shutil
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import pytest

MOST_WAITS: Final = 200
"""How many times a page is asked for what is waited for; it waits itself in between."""

_PREFERENCES: Final = {
    "marionette.port": 0,  # any that is free; the browser writes down which
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.safebrowsing.blockedURIs.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.sessionstore.resume_from_crash": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
    "browser.download.folderList": 2,
    "browser.download.always_ask_before_handling_new_types": False,
}
_DRIVEN: Final = ("--marionette", "--remote-allow-system-access")
_WATCHED: Final = """
window.asked = [];
Services.obs.addObserver((subject) => {
  const { URI, loadInfo } = subject.QueryInterface(Ci.nsIChannel);
  if (loadInfo.browsingContextID) window.asked.push(URI.spec);
}, "http-on-opening-request");
"""
_SIZED: Final = """
const [width, height] = arguments;
for (const one of ["", "min-", "max-"]) {
  gBrowser.selectedBrowser.style.setProperty(`${one}width`, `${width}px`);
  gBrowser.selectedBrowser.style.setProperty(`${one}height`, `${height}px`);
}
"""
_REMEMBERED: Final = """
const where = "resource:///modules/sessionstore/TabStateFlusher.sys.mjs";
const { TabStateFlusher } = ChromeUtils.importESModule(where);
await TabStateFlusher.flush(gBrowser.selectedBrowser);
return SessionStore.getBrowserState();
"""
_SAVED: Final = """
const { Downloads } = ChromeUtils.importESModule("resource://gre/modules/Downloads.sys.mjs");
const list = await Downloads.getList(Downloads.ALL);
for (;;) {
  const last = (await list.getAll()).at(-1);
  if (last && last.succeeded) return last.target.path;
  await new Promise((done) => setTimeout(done, 50));
}
"""
_KEYS: Final = {"Tab": "\ue004", "Enter": "\ue007", " ": " "}
# The page's own clock turns while it waits, so nothing here sleeps.
_SOON: Final = "new Promise((done) => setTimeout(done, 50))"


def command() -> str:
    """Return the browser's name, or skip the test."""
    found = shutil.which("firefox-esr") or shutil.which("firefox")
    if not found:
        if os.environ.get("PEERJOURNAL_INTEROP") == "all":
            pytest.fail("Firefox is not here.")
        pytest.skip("Firefox is not here. On Debian: apt-get install firefox-esr")
    return found


class Firefox:
    """One browser with one page in it."""

    def __init__(self, home: Path, *, scripts: bool = True, **preferences: str | int) -> None:
        profile = home / "profile"
        profile.mkdir(parents=True)
        how = _PREFERENCES | {"javascript.enabled": scripts, "browser.download.dir": str(home)} | preferences
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in how.items()]
        (profile / "user.js").write_text("".join(lines))
        said, heard = os.pipe()
        self._process = subprocess.Popen(
            [
                command(),
                "--headless",
                "--marionette",
                "--remote-allow-system-access",
                "--profile",
                str(profile),
            ],
            stdout=heard,
            stderr=heard,
            env={**os.environ, "HOME": str(home), "MOZ_CRASHREPORTER_DISABLE": "1"},
        )
        os.close(heard)
        self._said = said
        self._number = 0
        self._rest = b""
        self._socket = socket.create_connection(("127.0.0.1", self._port()))
        self._message()  # it says who it is
        self.call("WebDriver:NewSession")
        self._of_the_window(_WATCHED)

    def _port(self) -> int:
        """Return where it listens, once it says so."""
        told = b""
        while b"Listening on port " not in told or not told.endswith(b"\n"):
            more = os.read(self._said, 1 << 16)
            assert more, "Firefox ended."
            told += more
        return int(told.partition(b"Listening on port ")[2].split()[0])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        with contextlib.suppress(AssertionError, OSError):
            self.call("Marionette:Quit", flags=["eForceQuit"])
        self._socket.close()
        self._process.terminate()
        self._process.wait()
        os.close(self._said)

    # Speaking with it.

    def call(self, method: str, **params: Any) -> Any:
        """Ask for one thing, and wait for the answer."""
        self._number += 1
        data = json.dumps([0, self._number, method, params]).encode()
        self._socket.sendall(b"%d:%s" % (len(data), data))
        _, number, error, result = self._message()
        assert number == self._number
        assert error is None, f"{method}: {error}"
        return result["value"] if isinstance(result, dict) and result.keys() == {"value"} else result

    def _message(self) -> Any:
        size, _, self._rest = self._until(lambda rest: b":" in rest).partition(b":")
        whole = int(size)
        self._until(lambda rest: len(rest) >= whole)
        data, self._rest = self._rest[:whole], self._rest[whole:]
        return json.loads(data)

    def _until(self, enough: Callable[[bytes], bool]) -> bytes:
        while not enough(self._rest):
            more = self._socket.recv(1 << 20)
            assert more, "Firefox ended."
            self._rest += more
        return self._rest

    def _of_the_window(self, script: str, *arguments: object) -> Any:
        """Run a script around the page instead of in it."""
        self.call("Marionette:SetContext", value="chrome")
        whole = f"return (async function () {{ {script} }}).apply(null, arguments)"
        told = self.call("WebDriver:ExecuteScript", script=whole, args=arguments)
        self.call("Marionette:SetContext", value="content")
        return told

    # Using it.

    @property
    def requests(self) -> list[str]:
        """Every address that a page asked for over the net."""
        return list(self._of_the_window("return window.asked"))

    def remembered(self) -> str:
        """Return all that it would write down to come back after a crash."""
        return str(self._of_the_window(_REMEMBERED))

    def saved(self) -> str:
        """Return what the last file holds that the page had it save, once it is there."""
        path = Path(str(self._of_the_window(_SAVED)))
        return path.read_text(encoding="utf-8")

    def go(self, page: Path) -> None:
        """Open a file, and wait until it is loaded."""
        self.call("WebDriver:Navigate", url=page.as_uri())

    def size(self, width: int, height: int) -> None:
        """Give the page that many pixels; a window would not become as narrow as a phone."""
        self.call("WebDriver:SetWindowRect", width=max(width, 500), height=height + 200)
        self._of_the_window(_SIZED, width, height)
        self.until(f"innerWidth === {width} && innerHeight === {height}")

    def run(self, script: str) -> Any:
        """Return what an expression is in the page, once it is settled."""
        return self.call("WebDriver:ExecuteScript", script=f"return (async () => ({script}))()", args=[])

    def shown(self) -> str:
        """Return the text that can be seen; this needs no script of the page."""
        found = self.call("WebDriver:FindElement", using="css selector", value="body")
        (body,) = found.values()
        return str(self.call("WebDriver:GetElementText", id=body))

    def until(self, script: str) -> None:
        """Wait until an expression is true in the page."""
        for _ in range(MOST_WAITS):
            if self.run(script):
                return
            self.run(_SOON)
        raise AssertionError(f"It never came to {script}.")

    def type(self, text: str) -> None:
        """Type, wherever the page has its cursor."""
        (where,) = self.call("WebDriver:GetActiveElement").values()
        self.call("WebDriver:ElementSendKeys", id=where, text=text)

    def press(self, key: str) -> None:
        """Press one key: Tab, Enter, or Space."""
        strokes = [{"type": kind, "value": _KEYS[key]} for kind in ("keyDown", "keyUp")]
        self.call("WebDriver:PerformActions", actions=[{"type": "key", "id": "keys", "actions": strokes}])

    def picture(self, path: Path, *, whole: bool = True) -> None:
        """Draw the page as it is."""
        path.write_bytes(base64.b64decode(self.call("WebDriver:TakeScreenshot", full=whole)))

    def printed(self) -> bytes:
        """Return the page as a PDF, as it would be printed."""
        return base64.b64decode(self.call("WebDriver:Print"))
