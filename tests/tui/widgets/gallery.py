"""Shows each widget in the app's own colours; `python -m tests.tui.widgets.gallery FOLDER` draws pictures."""

import asyncio
import sys
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from peerjournal.tui.widgets.check_list import Check, CheckList
from peerjournal.tui.widgets.page import Page
from peerjournal.tui.widgets.reading import Reading
from peerjournal.tui.widgets.story_list import StoryList
from peerjournal.tui.widgets.story_row import Mark, StoryRow
from peerjournal.tui.widgets.story_view import StoryView
from peerjournal.tui.widgets.symbols import PLAIN_SYMBOLS, SYMBOLS
from peerjournal.tui.widgets.tag_line import TagLine
from tests.tui.widgets.stage import OneWidget

BODY = """I almost did not go out. Then the kettle clicked off and I thought, *just as far as the bridge*.

It was colder than it looked. A man was feeding the ducks in the wrong order, the shy ones first, \
and it made me laugh out loud — the first time in [[Maya's words]] maybe two weeks.

## What helped

- Putting my shoes by the door the night before
- Not deciding how far, because deciding how far has never once been the part that helped
- Telling **one** person I was going
    - and `only` one

> You do not have to be good.
> You only have to go as far as the bridge.

:mine
What he said on the phone stays here. It was late, and it was not about the bridge at all,
and I know that now.

It does not go anywhere.
:end

1. Bridge first.
2. Then bread, from [the good one](https://example.org/bakery).

:careful
The doctor's name.
:end

| day | how far | who |
|---|---|---|
| Monday | the gate | alone |
| Tuesday | the bridge, twice, and then home the long way round | Maya |

![the bridge in fog](bridge.jpg)

風が強くて、橋の上で立ち止まった。「まだ行ける」と思った。\
そして、それで十分だった。水は横から光を受けていた。

היום הלכתי עד הגשר וחזרתי

---

```
tea   2
bread 1
```
"""


def row(key: str, title: str, date: str, excerpt: str, *marks: Mark, tag: str = "") -> StoryRow:
    return StoryRow(key, title, date, excerpt, frozenset(marks), tag)


BRIDGE = "I almost did not go out today. Then the kettle clicked off and I thought"
ROWS = [
    row("1", "As far as the bridge", "today", BRIDGE, Mark.SHELF, tag="walking"),
    row("2", "Night shift, again", "yesterday", "Four hours of sleep and the ward was full by six"),
    row("3", "From R. — the year the river came in", "Sunday", "You asked how", Mark.NEW, Mark.RECEIVED),
    row("4", "The letter I did not send", "Saturday", "Dear Dad,", Mark.SHARED, tag="family"),
    row("5", "[/sigh] [@click=app.quit]x[/]", "16 Mar", "[b]not bold[/b]"),
    row("6", "橋の上で立ち止まった日のことを書いておく", "15 Mar", "風が強くて、橋の上で立ち止まった。"),
    *(row(str(n), f"Entry {n}", "2 Mar 2025", "Some words that nobody needs to read") for n in range(7, 40)),
]


class Gallery(OneWidget):
    """An app of one scene."""

    CSS = """
    StoryList { width: 40; padding-top: 1; }
    StoryView { padding-top: 1; }
    .narrow StoryList { width: 33; }
    .wide StoryList { width: 54; }
    #column { width: 76; margin: 1 0; }
    #middle { align-horizontal: center; }
    """

    def __init__(self, scene: str, *, columns: int, look: str = "dusk") -> None:
        super().__init__(Static, look=look)
        self.scene = scene
        self.width = "narrow" if columns < 100 else "wide" if columns >= 160 else ""

    def compose(self) -> ComposeResult:
        yield from getattr(self, f"scene_{self.scene}")()

    def scene_main(self) -> ComposeResult:
        symbols = PLAIN_SYMBOLS if "ascii" in sys.argv else SYMBOLS
        with Horizontal(classes=self.width):
            yield StoryList(ROWS, symbols=symbols)
            yield StoryView(READING, symbols=symbols)

    def scene_page(self) -> ComposeResult:
        with Vertical(id="middle"), Vertical(id="column"):
            yield TagLine(["walking", "small wins"], known=["walking", "winter"])
            yield Page(BODY)

    def scene_checks(self) -> ComposeResult:
        with Horizontal():
            yield CheckList(CHECKS)
            yield StoryView(READING)

    def scene_reader(self) -> ComposeResult:
        yield StoryView(READING)

    def scene_empty(self) -> ComposeResult:
        yield StoryList(empty=("This is your place.", "Nothing here is public."))


READING = Reading(
    "As far as the bridge", ("Tuesday 24 March",), "#walking  #small-wins  ✦ Hope shelf", BODY, marks=True
)
CHECKS = [
    Check("m", "Maya", "→ a friend", checked=True),
    Check("b", "the bridge", "place"),
    Check("x", "[/sigh]", "[b]detail[/b]"),
]


async def draw(folder: Path) -> None:
    """Write a picture of each scene at two sizes."""
    for scene in ("main", "page", "checks", "reader", "empty"):
        for size in ((80, 24), (120, 36), (160, 40)):
            for look in ("dusk", "paper", "clear-light", "terminal-dark") if scene == "main" else ("dusk",):
                app = Gallery(scene, columns=size[0], look=look)
                async with app.run_test(size=size) as pilot:
                    await pilot.pause()
                    name = folder / f"{scene}-{size[0]}x{size[1]}-{look}.svg"
                    name.write_text(app.export_screenshot(simplify=True), encoding="utf-8")
                    if scene == "reader":
                        app.query_one(StoryView).scroll_end(animate=False)
                        await pilot.pause()
                        name.with_stem(name.stem + "-end").write_text(app.export_screenshot(simplify=True))


if __name__ == "__main__":
    asyncio.run(draw(Path(sys.argv[1])))
