"""How far a passphrase would hold: a word, a piece of advice, and four bars; it never stands in the way.

Finding that out takes a moment, so it is done in a thread: for the newest text only, and nothing is said of a
text that no longer stands there.
"""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from peerjournal.crypto import SAYS, Holds, estimate

_SEGMENTS = 4


class Meter(Widget):
    """Four bars with a word beside them, and a line of advice below."""

    DEFAULT_CSS = """
    Meter {
        height: auto;
        width: 1fr;
        Horizontal { height: 1; width: 1fr; }
        .bar { width: 1fr; max-width: 10; height: 1; color: $field; margin-right: 1; }
        .bar.-full { color: $primary; }
        #word { width: 15; height: 1; padding-left: 1; }
        #advice { color: $quiet; width: 1fr; height: 1; }
    }
    """

    def compose(self) -> ComposeResult:
        """Lay out the bars, the word, and the advice."""
        with Horizontal():
            for _ in range(_SEGMENTS):
                yield Static("", classes="bar")
            yield Static("", id="word")
        yield Static("", id="advice")

    class Measured(Message, bubble=False):
        """It was found out how far what stood there would hold."""

        def __init__(self, turn: int, holds: Holds) -> None:
            super().__init__()
            self.turn, self.holds = turn, holds

    def __init__(self, near: Sequence[str] = ()) -> None:
        """Prepare a meter.

        Args:
            near: Words that would be guessed first.
        """
        super().__init__()
        self._near = tuple(near)
        self._newest, self._turn = "", 0
        self._shown: str | None = None
        """What the word that is shown was said of."""
        self._measuring = False

    def measure(self, passphrase: str) -> None:
        """Show soon how far a passphrase would hold; an empty one shows nothing."""
        self._newest, self._turn = passphrase, self._turn + 1
        if not (passphrase and self._shown and passphrase.startswith(self._shown)):
            # Of what was only gone on with it is still true that it holds as far.
            self._show(None)
        if passphrase and not self._measuring:
            self._begin()

    def _begin(self) -> None:
        self._measuring = True
        # No argument and no description: the library would keep both, in words.
        self.run_worker(self._look, thread=True, exit_on_error=False, group="measuring")

    def _look(self) -> None:
        turn, passphrase = self._turn, self._newest
        self.post_message(self.Measured(turn, estimate(passphrase, near=self._near).holds))

    def on_meter_measured(self, message: Measured) -> None:
        """Show it, unless something else stands there by now: then that is measured."""
        self._measuring = False
        if not self._newest:
            return
        if message.turn == self._turn:
            self._shown = self._newest
            self._show(message.holds)
        else:
            self._begin()

    def _show(self, holds: Holds | None) -> None:
        if holds is None:
            self._shown = None
        word, advice = SAYS[holds] if holds is not None else ("", "")
        for number, bar in enumerate(self.query(".bar").results(Static), 1):
            full = holds is not None and number <= holds
            bar.set_class(full, "-full")
            bar.update("━" * 10 if full else "─" * 10)
        self.query_one("#word", Static).update(word)
        self.query_one("#advice", Static).update(advice)

    def on_mount(self) -> None:
        """Begin empty."""
        self.measure("")
