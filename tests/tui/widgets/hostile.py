"""Texts made to stop a reader: each with whether it is too much to lay out."""

BULLETS = "- one\n" * 2_001
QUOTES = ">" * 500 + " deep\n"
NESTED = "".join("  " * depth + "- item\n" for depth in range(400))
HEADINGS = "# heading\n" * 10_000
TABLE = "|" + "a|" * 2_000 + "\n|" + "-|" * 2_000 + "\n|" + "b|" * 2_000
LINES = "a\n" * 125_000
BRACKETS = "[" * 100_000
LARGE = "word " * 60_000
LONG_LINE = "x" * 100_000
ESCAPES = "a\x1b]0;title\x07b\x1b[2J\x9bc &#27;[31m &#8238;drow &#x202e; \u202eabc\u2066 tab\there"
MARKUP = "[/sigh] [@click=app.quit]x[/] [b]not bold[/b] [on red]"
SIGNS = "\ufdd0 no one's \ufdd1 signs [[and \ufdd1 ours]]"
STARS = "*a **b " * 3_000
HTML = "<script>alert(1)</script>\n\n<b>bold</b> <img src=x>"
JOINERS = "\u200d\ufe0f\u0301" * 3_000

TOO_MUCH = {
    "bullets": BULLETS,
    "quotes": QUOTES,
    "nested": NESTED,
    "headings": HEADINGS,
    "table": TABLE,
    "lines": LINES,
    "brackets": BRACKETS,
    "large": LARGE,
}
BEARABLE = {
    "long line": LONG_LINE,
    "escapes": ESCAPES,
    "markup": MARKUP,
    "signs": SIGNS,
    "stars": STARS,
    "html": HTML,
    "joiners": JOINERS,
    "nothing": "",
    "only an end": ":end",
    "never closed": "a\n:mine\nb",
}
EVERYTHING = TOO_MUCH | BEARABLE
