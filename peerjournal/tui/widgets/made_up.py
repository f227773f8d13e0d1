"""The line above every screen of a made-up journal, so that nobody takes it for their own."""

from textual.widgets import Static

from peerjournal.tui.wall import plain


class MadeUp(Static):
    """Says that this journal is made up."""

    DEFAULT_CSS = """
    MadeUp {
        dock: top; height: 1; width: 1fr; padding: 0 2;
        background: $bar; color: $quiet; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(self, said: str) -> None:
        super().__init__(plain(said))
