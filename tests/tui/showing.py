"""A main screen that shows hostile text in everything that can show text."""

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import DataTable, Header, Input, Markdown, OptionList, Static, TextArea, Tree

from peerjournal.session import Session
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.line import Line
from tests.tui.hostile import HOSTILE


class ShowingScreen(Screen[None]):
    """Holds one of each."""

    TITLE = HOSTILE

    def __init__(self, session: Session) -> None:
        super().__init__()
        del session

    def compose(self) -> ComposeResult:
        yield Header()
        with VerticalScroll():
            yield Static(plain("The journal is open."))
            yield Static(plain(f"static {HOSTILE}"))
            yield Line(f"line {HOSTILE}", id="line")
            yield Input(placeholder=f"placeholder {HOSTILE}")
            yield TextArea(f"area {HOSTILE}")
            yield OptionList(plain(f"option {HOSTILE}"))
            yield Markdown(f"markdown {HOSTILE}\n\n```\ncode {HOSTILE}\n```\n", open_links=False)
            tree: Tree[None] = Tree(Text(f"tree {HOSTILE}"))
            yield tree
            yield DataTable()
        yield Static(plain("That is all."))

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_column(Text(f"column {HOSTILE}"))
        table.add_row(Text(f"cell {HOSTILE}"))
        self.query_one(Static).border_title = plain(f"border {HOSTILE}")
        self.notify(f"toast {HOSTILE}", timeout=60)
        self.query_one("#line").focus()
