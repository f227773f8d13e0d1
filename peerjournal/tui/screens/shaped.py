"""A screen that has the shape of the window from its first frame on, and not only once it was resized."""

from typing import TypeVar

from textual import events, on
from textual.screen import Screen

T = TypeVar("T")


class ShapedScreen(Screen[T]):
    """Knows how wide and how high the window is before anything of it is drawn."""

    @on(events.Mount)
    def take_shape(self) -> None:
        """Take the window's shape; the library gives it only with the first resize, a frame too late."""
        size = self.app.size
        for measure, shapes in (
            (size.width, self.app.HORIZONTAL_BREAKPOINTS),
            (size.height, self.app.VERTICAL_BREAKPOINTS),
        ):
            fitting = [name for least, name in sorted(shapes or []) if measure >= least]
            for _, name in shapes or []:
                self.set_class(name == fitting[-1], name)
