"""Calm colors, dark and light, two of high contrast, and two made of the terminal's own.

Each text keeps 4.5 to 1 to its ground (7 to 1 in Clear), also where a terminal rounds to 256 colors. Dark
grounds have so little hue that they round to greys. A test holds the table.
"""

from textual.theme import Theme

DEFAULT = "dusk"
FEW_COLORS = "terminal-dark"
"""The one to take where a terminal has fewer than 256 colors: our planes would all round to black."""

FALLBACK = {"quiet": "$foreground", "faint": "$foreground", "field": "$panel", "bar": "$panel"}
"""What our own variables are in a theme that is not ours."""

_NAMES = (
    "primary",
    "secondary",
    "warning",
    "error",
    "success",
    "foreground",
    "background",
    "surface",
    "panel",
)


def _variables(ground: str, **ours: str) -> dict[str, str]:
    """Return the library's variables and ours for a theme of plain colors.

    Args:
        ground: What text on an accent is drawn in.
        ours: What each of our own words for a color stands for.
    """
    accent, text, row, blurred = ours["accent"], ours["text"], ours["row"], ours["blurred"]
    return {
        "quiet": ours["quiet"],
        "faint": ours["faint"],
        "field": ours["field"],
        "bar": ours["bar"],
        "block-cursor-background": row,
        "block-cursor-foreground": ours["on_row"],
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": blurred,
        "block-cursor-blurred-foreground": text,
        "block-cursor-blurred-text-style": "none",
        "block-hover-background": blurred,
        "input-cursor-background": text,
        "input-cursor-foreground": ground,
        "input-selection-background": row,
        "input-selection-foreground": ours["on_row"],
        "screen-selection-background": row,
        "screen-selection-foreground": ours["on_row"],
        "footer-background": ours["bar"],
        "footer-foreground": ours["quiet"],
        "footer-key-foreground": accent,
        "footer-description-foreground": ours["quiet"],
        "button-foreground": text,
        "button-color-foreground": ground,
        "button-focus-text-style": "bold",
        "scrollbar": blurred,
        "scrollbar-hover": row,
        "scrollbar-active": row,
        "scrollbar-background": ours["field"],
        "scrollbar-background-hover": ours["field"],
        "scrollbar-background-active": ours["field"],
        "text": text,
        "text-muted": ours["quiet"],
        "text-disabled": ours["faint"],
        "link-color": accent,
    }


def _theme(name: str, colors: str, *, dark: bool, **ours: str) -> Theme:
    """Make a theme from its nine colors, in the order of ``_NAMES``."""
    given = dict(zip(_NAMES, colors.split(), strict=True))
    variables = _variables(given["panel"], accent=given["primary"], text=given["foreground"], **ours)
    return Theme(name, accent=given["primary"], dark=dark, variables=variables, **given)  # type: ignore[arg-type] # each is a str


_DUSK = _theme(
    "dusk",
    "#e3b078 #9fb8c6 #e4c587 #dd9a94 #a9c0a0 #ebe5dc #1c1b1f #232227 #161518",
    dark=True,
    row="#46403a",
    on_row="#ebe5dc",
    blurred="#2f2d31",
    field="#2f2d31",
    bar="#161518",
    quiet="#aaa5a9",
    faint="#9a969a",
)
_PAPER = _theme(
    "paper",
    "#8a4f1d #3f5f6e #785510 #852a2a #3f6340 #332e29 #f5f0e6 #fbf8f2 #eae8e4",
    dark=False,
    row="#ecd9c0",
    on_row="#332e29",
    blurred="#e2ddd4",
    field="#eae8e4",
    bar="#eae8e4",
    quiet="#5f584f",
    faint="#6a6259",
)
_CLEAR_DARK = _theme(
    "clear-dark",
    "#ffd27f #bfe0f0 #ffdf9e #ffb3ad #b8e6b0 #ffffff #0e0e0e #161616 #000000",
    dark=True,
    row="#ffffff",
    on_row="#000000",
    blurred="#3a3a3a",
    field="#262626",
    bar="#000000",
    quiet="#dadada",
    faint="#c6c6c6",
)
_CLEAR_LIGHT = _theme(
    "clear-light",
    "#5a2c00 #1a2e4d #4f2e00 #7d1f1f #1c2e1c #000000 #ffffff #ffffff #f0f0f0",
    dark=False,
    row="#000000",
    on_row="#ffffff",
    blurred="#d8d8d8",
    field="#e8e8e8",
    bar="#f0f0f0",
    quiet="#303030",
    faint="#3f3f3f",
)


def _terminal(name: str, *, dark: bool) -> Theme:
    """Make a theme of the terminal's own sixteen colors; text and ground are what it has set for itself."""
    against = "ansi_black" if dark else "ansi_bright_white"
    strong = "ansi_white" if dark else "ansi_black"
    variables = dict.fromkeys(
        ("quiet", "faint", "field", "bar", "text", "text-muted", "text-disabled"), "ansi_default"
    )
    pairs = ("block-cursor", "input-cursor", "input-selection", "screen-selection")
    variables |= {f"{pair}-background": strong for pair in pairs}
    variables |= {f"{pair}-foreground": against for pair in pairs}
    variables |= {
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "ansi_default",
        "block-cursor-blurred-foreground": "ansi_default",
        "block-cursor-blurred-text-style": "bold",
        "input-cursor-text-style": "none",
        "button-color-foreground": against,
        "button-focus-text-style": "bold",
        "footer-key-foreground": "ansi_default",
        "link-color": "ansi_default",
        "ansi-background": "ansi_black" if dark else "ansi_white",
        "ansi-foreground": strong,
        "border-blurred": "ansi_default",
    }
    grounds = dict.fromkeys(("foreground", "background", "surface", "panel", "boost"), "ansi_default")
    accents = dict.fromkeys(("primary", "secondary", "accent", "success", "warning", "error"), strong)
    return Theme(name, ansi=True, dark=dark, variables=variables, **accents, **grounds)  # type: ignore[arg-type] # each is a str


THEMES: tuple[tuple[str, Theme], ...] = (
    ("Dusk", _DUSK),
    ("Paper", _PAPER),
    ("Clear dark", _CLEAR_DARK),
    ("Clear light", _CLEAR_LIGHT),
    ("Terminal dark", _terminal("terminal-dark", dark=True)),
    ("Terminal light", _terminal("terminal-light", dark=False)),
)
"""What each is called on screen, in the order in which people see them."""
