"""Text that wraps under itself: behind a sign, or below another text."""

from rich.segment import Segment
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

_LEAST = 8
"""Cells that are left to the words; where there are fewer, nothing is indented."""


class Hanging(Visual):
    """A text whose lines all begin at the same cell, the first of them behind a sign."""

    def __init__(self, text: Content, sign: str) -> None:
        """Take a text and what stands before it, which is as wide as it has letters."""
        self._text, self._sign = text, sign

    def _indent(self, width: int) -> int:
        return len(self._sign) if width - len(self._sign) >= _LEAST else 0

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return how wide it is in one line."""
        return self._text.get_optimal_width(rules, container_width) + len(self._sign)

    def get_minimal_width(self, rules: RulesMap) -> int:
        """Return how wide its longest word is."""
        return self._text.get_minimal_width(rules)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return how many lines it takes."""
        if self._indent(width):
            return self._text.get_height(rules, width - len(self._sign))
        return self._whole.get_height(rules, width)

    @property
    def _whole(self) -> Content:
        return Content.assemble(self._sign, self._text)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw it."""
        indent = self._indent(width)
        if not indent:
            return self._whole.render_strips(width, height, style, options)
        strips = self._text.render_strips(width - indent, height, style, options)
        signs = [self._sign, *[" " * indent] * (len(strips) - 1)]
        return [
            Strip([Segment(sign, style.rich_style), *strip], indent + strip.cell_length)
            for sign, strip in zip(signs, strips, strict=True)
        ]


class Above(Visual):
    """One text above another."""

    def __init__(self, *texts: Visual) -> None:
        """Take them in their order."""
        self._texts = texts

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return how wide the widest is."""
        return max(each.get_optimal_width(rules, container_width) for each in self._texts)

    def get_minimal_width(self, rules: RulesMap) -> int:
        """Return how wide the longest word is."""
        return max(each.get_minimal_width(rules) for each in self._texts)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return how many lines they take."""
        return sum(each.get_height(rules, width) for each in self._texts)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw them."""
        del height
        return [strip for each in self._texts for strip in each.render_strips(width, None, style, options)]
