"""How far a passphrase would hold: a word, a piece of advice, and four bars; it never stands in the way."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from peerjournal.crypto import SAYS, estimate

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

    def measure(self, passphrase: str) -> None:
        """Show how far a passphrase would hold; an empty one shows nothing."""
        holds = estimate(passphrase).holds if passphrase else None
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
