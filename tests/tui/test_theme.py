"""The themes: what is drawn can be read, on every plane, in all colors and in 256."""

from collections.abc import Callable
from itertools import product

import pytest
from rich.color import Color as Painted
from rich.color import ColorSystem
from textual.color import Color
from textual.theme import Theme

from peerjournal.tui.theme import DEFAULT, FALLBACK, FEW_COLORS, THEMES

Parts = tuple[int, ...]
Seen = Callable[[str], Parts]
PLAIN = [theme for _, theme in THEMES if not theme.ansi]
PLANES = ("panel", "background", "surface")
TEXTS = ("foreground", "primary", "secondary", "warning", "error", "success", "quiet", "faint")
PAIRS = [
    *product(TEXTS, PLANES),
    *product(("foreground", "quiet"), ("field", "bar")),
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("input-cursor-foreground", "input-cursor-background"),
    ("input-selection-foreground", "input-selection-background"),
    ("screen-selection-foreground", "screen-selection-background"),
    ("button-color-foreground", "primary"),
    ("footer-key-foreground", "footer-background"),
    ("footer-description-foreground", "footer-background"),
]


def color(theme: Theme, name: str) -> str:
    """Return a color of a theme: its own, or a variable."""
    return str(theme.variables.get(name) or getattr(theme, name))


def rounded(color: str) -> Parts:
    """Return a color as a terminal of 256 colors draws it."""
    return tuple(Painted.parse(color).downgrade(ColorSystem.EIGHT_BIT).get_truecolor())


def whole(color: str) -> Parts:
    return Color.parse(color).rgb


def luminance(parts: Parts) -> float:
    """Return the relative luminance of a color, as WCAG 2.1 defines it."""
    red, green, blue = (
        part / 255 / 12.92 if part / 255 <= 0.03928 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Parts, other: Parts) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_counted_as_the_standard_does() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", PLAIN, ids=lambda theme: theme.name)
@pytest.mark.parametrize("seen", [whole, rounded], ids=["in all colors", "in 256 colors"])
def test_text_stands_out_from_every_plane(theme: Theme, seen: Seen) -> None:
    least = 7.0 if theme.name.startswith("clear") else 4.5
    ratios = {pair: round(contrast(*(seen(color(theme, name)) for name in pair)), 2) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < least} == {}


@pytest.mark.parametrize("theme", [one for one in PLAIN if one.dark], ids=lambda theme: theme.name)
@pytest.mark.parametrize(
    "name", [*PLANES, "field", "bar", "block-cursor-background", "block-cursor-blurred-background"]
)
def test_a_dark_ground_is_grey_where_there_are_256_colors(theme: Theme, name: str) -> None:
    ground = color(theme, name)
    assert Color.parse(ground).hsl.s < 0.15
    red, green, blue = rounded(ground)
    assert red == green == blue


@pytest.mark.parametrize(
    "theme", [one for one in PLAIN if not one.name.startswith("clear")], ids=lambda one: one.name
)
def test_planes_differ_from_each_other_in_256_colors_too(theme: Theme) -> None:
    assert len({rounded(color(theme, name)) for name in PLANES}) == 3


def test_a_terminal_theme_names_only_colors_of_the_terminal() -> None:
    for _, theme in THEMES:
        if theme.ansi:
            named = [value for name, value in theme.variables.items() if not name.endswith("style")]
            assert all(value.startswith("ansi_") for value in named), theme.name


def test_there_are_six_and_the_chosen_ones_are_among_them() -> None:
    assert len(THEMES) == 6
    assert {DEFAULT, FEW_COLORS} <= {theme.name for _, theme in THEMES}
    for _, theme in THEMES:
        assert FALLBACK.keys() <= theme.variables.keys()
