"""A text as it is read: title and lines above the body, laid out as Markdown or, if too much, as it is."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import chain

from peerjournal.journal import Light
from peerjournal.tui.widgets.blocks import Beside, Block, Link, Paragraph
from peerjournal.tui.widgets.layout import Layout, Row, plain_block
from peerjournal.tui.widgets.lettering import drawable
from peerjournal.tui.widgets.limits import is_too_much
from peerjournal.tui.widgets.markdown import Reader
from peerjournal.tui.widgets.runs import run
from peerjournal.tui.widgets.sections import Section, count, fenced, read, read_after

CHUNK = 16 * 1024
"""Characters of a plain text that are laid out at a time; a few hundredths of a second."""
LONGEST_LINE = 1_000
"""Characters of a title that are shown; a person's own are shorter, and someone else's could be anything."""
AS_IT_IS = "Long or deeply nested, so shown as it was written."


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader is given."""

    title: str = field(default="", repr=False)
    details: tuple[str, ...] = field(default=(), repr=False)
    """Quiet lines under the title: the day, from whom."""
    tags: str = field(default="", repr=False)
    """Tags and the like, as they are to be shown."""
    body: str = field(default="", repr=False)
    marks: bool = False
    """Whether the body may hold marks; only what is one's own does."""
    after: tuple[tuple[Light, str], ...] = field(default=(), repr=False)
    """What stands after the body, part by part, each under a light of its own."""
    below: tuple[str, ...] = field(default=(), repr=False)
    """Quiet lines under all of it: the files that belong to it."""


@dataclass(slots=True)
class Laid:
    """A text laid out, as far as it is."""

    rows: list[Row] = field(default_factory=list, repr=False)
    links: tuple[Link, ...] = ()
    marked: int = 0
    """How many marked passages there are, each of which can be folded."""
    is_plain: bool = False
    steps: int = 0
    """How often more was laid out."""
    _rest: Iterator[list[Row]] = field(default_factory=lambda: iter(()), repr=False)
    is_done: bool = True

    def lay_more(self) -> None:
        """Lay out the next part of a plain text."""
        rows = next(self._rest, None)
        self.is_done = rows is None
        if rows is not None:
            self.rows += rows
            self.steps += 1


def lay_out(reading: Reading, layout: Layout, folded: Collection[int] = ()) -> Laid:
    """Lay a text out; whether as Markdown is decided by counting, before any of it is parsed."""
    above = _above(reading)
    body = fenced(reading.body)
    whole = "\n\n".join([body, *(fenced(text) for _, text in reading.after)])
    if is_too_much(whole):
        return _plain(above, whole, layout, _below(reading, layout))
    sections, refused = read(body) if reading.marks else ([Section(Light.OPEN, body)], "")
    after = list(read_after(reading.after, sum(map(count, sections))))
    reader = Reader(symbols=layout.symbols, folded=folded)
    if refused:
        above.append(plain_block(refused, "word", gap=bool(above)))
    for section in sections:
        reader.read(section)
    if reading.after:
        reader.rule_off()
    for section in after:
        reader.read(section)
    rows = layout.rows(above) + layout.rows(_apart(above, reader.blocks)) + _below(reading, layout)
    return Laid(rows, tuple(reader.links), sum(map(count, [*sections, *after])))


def _above(reading: Reading) -> list[Block]:
    found: list[Block] = []
    if reading.title:
        found.append(plain_block(_line(reading.title), "title"))
    found += [plain_block(_line(each), "details") for each in reading.details if each]
    if reading.tags:
        found.append(plain_block(_line(reading.tags), "tags"))
    return found


def _below(reading: Reading, layout: Layout) -> list[Row]:
    if not reading.below:
        return []
    return layout.rows([plain_block(""), *(plain_block(_line(each), "details") for each in reading.below)])


def _line(text: str) -> str:
    shown = text if len(text) <= LONGEST_LINE else text[:LONGEST_LINE] + "..."
    return fenced(drawable(shown)).replace("\n", " ")


def _apart(above: list[Block], blocks: list[Block]) -> list[Block]:
    """Return the blocks with an empty row before the first, if something stands above it."""
    return [plain_block(""), *blocks] if above and blocks else blocks


def _plain(above: list[Block], body: str, layout: Layout, below: list[Row]) -> Laid:
    above.append(plain_block(AS_IT_IS, "quiet", gap=bool(above)))
    laid = Laid(layout.rows([*above, plain_block("")]), is_plain=True, is_done=False)
    laid._rest = chain(_chunks(drawable(body), layout), [below] if below else [])  # noqa: SLF001 -- our own, as it is made
    laid.lay_more()
    return laid


def _chunks(text: str, layout: Layout) -> Iterator[list[Row]]:
    """Yield the rows of a text part by part; a part ends with a line where it can."""
    at = 0
    while at < len(text):
        end = at + CHUNK
        if end < len(text):
            end = text.rfind("\n", at, end) + 1 or end
        part = text[at:end].removesuffix("\n")
        yield layout.rows([Paragraph((run(part),), Beside())])
        at = end
