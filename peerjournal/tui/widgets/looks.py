"""The looks of a widget that draws its own rows: names become colours, once for each theme."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget


class Looks:
    """The component styles of a widget, each named ``<prefix>--<look>``, laid over its own style."""

    def __init__(self, widget: Widget, prefix: str, order: Sequence[str]) -> None:
        self._widget = widget
        self._prefix = prefix
        self._order = order
        self._single: dict[str, Style] = {}
        self._laid: dict[frozenset[str], Style] = {}

    def clear(self) -> None:
        """Forget the colours of the theme that was."""
        self._single.clear()
        self._laid.clear()

    def one(self, look: str) -> Style:
        """Return what a look changes, and nothing else."""
        if look not in self._single:
            name = f"{self._prefix}--{look}"
            self._single[look] = self._widget.get_component_rich_style(name, partial=True)
        return self._single[look]

    def laid(self, looks: frozenset[str]) -> Style:
        """Return the widget's style with the looks over it, in their order."""
        found = self._laid.get(looks)
        if found is None:
            found = self._widget.rich_style
            for look in self._order:
                if look in looks:
                    found += self.one(look)
            self._laid[looks] = found
        return found


def chosen(strip: Strip, span: tuple[int, int], left: int, style: Style) -> Strip:
    """Return a row with its selected letters in another colour."""
    text = strip.text
    start, end = span[0], len(text) if span[1] == -1 else span[1]
    edges = [Strip([Segment(text[:at])]).cell_length for at in (max(start, left), max(end, left))]
    before, rest = strip.crop(0, edges[0]), strip.crop(edges[0], edges[1])
    between = Strip([Segment(each.text, (each.style or Style()) + style) for each in rest])
    return Strip.join([before, between, strip.crop(edges[1], strip.cell_length)])
