"""Strings that would command a terminal, run as markup, or hide, if anything let them."""

import re

COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What must stand on no screen: whatever a terminal would take for more than a letter."""
ESCAPES = (
    "\x1b]0;TITLE\x07",
    "\x1b]2;TITLE\x1b\\",
    "\x1b]52;c;Q0FOQVJZ\x07",
    "\x1bPq#0\x1b\\",
    "\x1b[2J\x1b[H",
    "\x1b[6n",
    "\x9b31mred",
    "\x9d0;TITLE\x9c",
    "a\rb",
    "a\x08b\x7f",
    "\u202egnol\u202c",
    "\u2066isolated\u2069",
    "\U000e0041\ufeffhidden",
)
MARKUP = (
    "[/sigh]",
    "[bold",
    "mood [ok]",
    "[@click=app.bell]press[/]",
    "[link=https://example.org]here[/link]",
    "[on error]",
    "$[0]",
    "\\[x",
)
HOSTILE = " | ".join((*ESCAPES, *MARKUP))
"""All of them in one line, as a title could hold them."""
HOSTILE_NAME = " | ".join((ESCAPES[0], ESCAPES[2], ESCAPES[4], ESCAPES[10], *MARKUP))
"""Some of them, as a name could hold them, which has up to 200 letters."""
