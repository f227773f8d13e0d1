"""The sidebar: the shelves, the peers, the tags, each with how much lies there."""

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from peerjournal.text import clean_line
from peerjournal.tui.library import CIRCLE, DRAFTS, HOPE, LETTERS, REMOVED, SHELVES, Library, Shelf
from peerjournal.tui.widgets.lettering import fit
from peerjournal.tui.widgets.symbols import SYMBOLS, Symbols

TITLES = {
    "everything": "Everything",
    "entries": "Entries",
    "stories": "Stories",
    "letters": "Letters",
    "hope": "Hope shelf",
    "drafts": "Drafts",
    "removed": "Removed",
    "circle": "Your circle",
}
"""What the shelves are called."""
_MOST_TAGS = 200
"""More are found by typing them in the search line."""
_NARROWEST = 12
_Line = Shelf | str


def title_of(shelf: Shelf, library: Library) -> str:
    """Return what a shelf is called, in one line."""
    if shelf.name == "tag":
        return f"#{clean_line(shelf.which)}"
    if shelf.name == "peer":
        return clean_line(library.names.get(shelf.which, ""))
    return TITLES[shelf.name]


class Sidebar(OptionList):
    """Lists what one can look at; the shelf one is on has a bar beside it."""

    DEFAULT_CSS = """
    Sidebar, Sidebar:focus {
        border: none; padding: 1 0 0 0; background: $panel; background-tint: 0%; height: 1fr;
        scrollbar-size-vertical: 1; scrollbar-background: $panel;
        scrollbar-background-hover: $panel; scrollbar-background-active: $panel;
    }
    Sidebar {
        & > .option-list--option { padding: 0 1; color: $foreground; }
        & > .option-list--option-disabled { color: $faint; text-style: bold; }
        & > .option-list--option-highlighted {
            color: $foreground; background: $panel; text-style: none;
        }
        &:focus > .option-list--option-highlighted {
            color: $block-cursor-foreground; background: $block-cursor-background;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Look here", key_display="Enter"),
        Binding("space", "select", show=False),
        Binding("j", "cursor_down", "Next", show=False, id="sidebar.next"),
        Binding("k", "cursor_up", "Previous", show=False, id="sidebar.previous"),
    ]

    @dataclass
    class Chosen(Message):
        """Someone wants to look at a shelf."""

        sidebar: "Sidebar"
        shelf: Shelf

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._symbols = SYMBOLS
        self._library, self._shelf = Library(), SHELVES[0]
        self._shown: list[_Line] = []
        self._drawn_for: tuple[Library | None, Shelf, int] = (None, SHELVES[0], 0)
        self._bright: int | None = None

    def show(self, library: Library, shelf: Shelf) -> None:
        """Show what there is, and which shelf one is on."""
        self._library, self._shelf = library, shelf
        self._draw()

    def on_resize(self) -> None:
        """Put the counts at the new right edge."""
        self._draw()

    def focus_tags(self) -> bool:
        """Go to the first tag, and tell whether there is one."""
        at = next(
            (at for at, line in enumerate(self._shown) if isinstance(line, Shelf) and line.name == "tag"),
            None,
        )
        if at is not None:
            self.highlighted = at
        return at is not None

    @property
    def shelves(self) -> list[Shelf]:
        """What can be listed, in the order in which it stands."""
        return [line for line in self._shown if isinstance(line, Shelf) and line not in {CIRCLE, HOPE}]

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Draw the highlighted line in one color: no other is sure to be readable there."""
        super().watch_highlighted(highlighted)
        self._brighten()

    def watch_has_focus(self, value: bool) -> None:  # noqa: FBT001 — the library's own call
        """Do so only while this has the focus."""
        super().watch_has_focus(value)
        self._brighten()

    def _brighten(self) -> None:
        bright = self.highlighted if self.has_focus else None
        for at in {self._bright, bright} - {None}:
            if at is not None and at < min(len(self._shown), self.option_count):
                self.replace_option_prompt_at_index(at, self._prompt(self._shown[at], plain=at == bright))
        self._bright = bright

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tell which shelf was meant."""
        event.stop()
        line = self._shown[event.option_index]
        if isinstance(line, Shelf):
            self.post_message(self.Chosen(self, line))

    # Drawing.

    def use_symbols(self, symbols: Symbols) -> None:
        """Draw with other signs."""
        self._symbols, self._drawn_for = symbols, (None, self._shelf, 0)
        self._draw()

    def _draw(self) -> None:
        # Lines are there before they can be seen, so that the keys which go along them always work.
        width = max(_NARROWEST, self.scrollable_content_region.width - 2)
        library, shelf, drawn_width = self._drawn_for
        if library is self._library and (shelf, drawn_width) == (self._shelf, width):
            return
        self._drawn_for, self._bright = (self._library, self._shelf, width), None
        at = self.highlighted
        was = self._shown[at] if at is not None and at < len(self._shown) else self._shelf
        self._shown = self._all()
        headings = (not isinstance(line, Shelf) for line in self._shown)
        self.set_options(
            Option(self._prompt(line), disabled=heading)
            for line, heading in zip(self._shown, headings, strict=True)
        )
        self.highlighted = self._shown.index(was if was in self._shown else self._shelf)
        self._brighten()

    def _all(self) -> list[_Line]:
        after_letters = SHELVES.index(LETTERS) + 1
        shelves = [*SHELVES[:after_letters], HOPE, *SHELVES[after_letters:]]
        lines: list[_Line] = ["SHELVES", *shelves, "", "PEERS"]
        lines += [*(Shelf("peer", one) for one in self._library.names), CIRCLE]
        counted = sorted(self._library.tags.items(), key=lambda tag: (-tag[1], tag[0].casefold()))
        tags = [Shelf("tag", tag) for tag, _ in counted[:_MOST_TAGS]]
        if tags:
            lines += ["", "TAGS", *tags]
        return lines if self._shelf in lines else [*lines, self._shelf]

    def _prompt(self, line: _Line, *, plain: bool = False) -> Content:
        if not isinstance(line, Shelf):
            return Content(line)
        here = line == self._shelf
        count = str(self._count(line) or "")
        sign = f"{self._symbols.new} " if line == LETTERS and self._library.counts["new"] else ""
        room = self._drawn_for[2] - 2 - cell_len(sign + count) - 1
        title = fit(title_of(line, self._library), room, more=self._symbols.more)
        parts = (
            (f"{self._symbols.bar} " if here else "  ", "$primary"),
            (title, "bold $primary" if here else ""),
            (" " * (room - cell_len(title) + 1), ""),
            (sign, "$primary"),
            (count, "$faint"),
        )
        return Content.assemble(
            *(Content(text) if plain or not style else (text, style) for text, style in parts)
        )

    def _count(self, line: Shelf) -> int:
        if line.name == "tag":
            return self._library.tags[line.which]
        return self._library.counts[line.name] if self._library.is_whole or line in {DRAFTS, REMOVED} else 0
