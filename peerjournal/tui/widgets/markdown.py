"""Markdown to blocks: what a person wrote, without HTML, pictures or anything that acts.

CommonMark with tables and strikethrough. A single Enter is a break, for people write verse and letters.
Entities are decoded by the parser, so every text is cleaned once more after it.
"""

from collections.abc import Callable, Collection, Sequence
from functools import cache
from typing import TYPE_CHECKING

from peerjournal.journal import Light
from peerjournal.tui.widgets.blocks import Across, Block, Link, Paragraph, Table, Verbatim
from peerjournal.tui.widgets.containers import Containers
from peerjournal.tui.widgets.lettering import drawable
from peerjournal.tui.widgets.limits import MOST_NESTING
from peerjournal.tui.widgets.runs import Run, run, text_of
from peerjournal.tui.widgets.sections import CLOSES, OPENS, Section, fenced
from peerjournal.tui.widgets.symbols import SYMBOLS, Symbols

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_DEEPEST = 2 * MOST_NESTING + 10
"""Levels that are parsed: a list has two for each of its own. What lies deeper is left out without a word."""
MOST_IN_ONE = 16_384
"""A longer paragraph is shown without looking for anything inside; signs can be made to cost its square."""
_CODED_SIGNS = ("%EF%B7%90", "%EF%B7%91")
_LOOKS = {"strong": "strong", "em": "emphasis", "s": "strike"}
STAYS = "1 passage stays with you"
"""What stands in the place of a folded passage that is *mine*."""
_FOLDED = {Light.MINE: STAYS, Light.CAREFUL: "1 passage, asked about each time"}


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 -- 36 ms, and not needed to unlock

    options = {"html": False, "maxNesting": _DEEPEST}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    # Inline text is read by us, block by block, so that a very long one can be left as it is.
    return parser.disable(["inline", "text_join"])


class Reader:
    """Reads the sections of one text into blocks and links."""

    def __init__(self, *, symbols: Symbols = SYMBOLS, folded: Collection[int] = ()) -> None:
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self._symbols = symbols
        self._folded = folded
        self._containers = Containers()
        self._looks: list[str] = []
        self._number = 0
        self._inside = False
        self._cells: list[list[tuple[Run, ...]]] = []
        self._link: tuple[str, list[Run]] | None = None
        self._environment: dict[str, object] = {}

    def read(self, section: Section) -> None:
        """Add the blocks of one section."""
        if section.light is Light.OPEN:
            self._number = section.inline
            self._read(section.text)
            return
        tap = f"fold:{section.number}" if section.number else ""
        word = run(f"{section.light.value} ", "word", tap=tap)
        space = run(" " * len(word.text))
        looks = ["mine"] if section.light is Light.MINE else []
        self._containers.ask_for_gap()
        self._containers.enter((word,), (space,))
        if section.number and section.number in self._folded:
            folded = run(_FOLDED[section.light], "word", tap=tap)
            self._emit(lambda beside: Paragraph((folded,), beside), gap=True)
        else:
            self._looks += looks
            self._read(section.text)
            self._looks = []
        if not self._containers.used:
            self._emit(lambda beside: Paragraph((), beside), gap=False)
        self._containers.leave()

    def rule_off(self) -> None:
        """Draw a line under all that was read so far."""
        self._emit(Across, gap=True)
        self._containers.ask_for_gap()

    def _read(self, text: str) -> None:
        for token in _parser().parse(text, self._environment):
            handler = getattr(self, f"_on_{token.type}", None)
            if handler:
                handler(token)

    def _emit(self, make: Callable[..., Block], *, gap: bool) -> None:
        if gap:
            self._containers.ask_for_gap()
        self.blocks.append(make(self._containers.beside()))

    # Containers.

    def _on_blockquote_open(self, _token: "Token") -> None:
        bar = (run(self._symbols.bar, "bar"), run(" "))
        self._containers.ask_for_gap()
        self._containers.enter(bar, bar)
        self._looks.append("quote")

    def _on_blockquote_close(self, _token: "Token") -> None:
        self._leave()
        self._looks.remove("quote")

    def _on_bullet_list_open(self, _token: "Token") -> None:
        self._containers.enter_list()

    def _on_ordered_list_open(self, token: "Token") -> None:
        self._containers.enter_list(first=int(token.attrGet("start") or 1))

    def _on_bullet_list_close(self, _token: "Token") -> None:
        self._containers.leave_list()

    _on_ordered_list_close = _on_bullet_list_close

    def _on_list_item_open(self, _token: "Token") -> None:
        number = self._containers.next_number()
        sign = f"{number:>2}. " if number is not None else f"{self._symbols.bullet} "
        self._containers.enter((run(sign, "bullet"),), (run(" " * len(sign)),))

    def _on_list_item_close(self, _token: "Token") -> None:
        self._leave()

    def _leave(self) -> None:
        if not self._containers.used:
            self._emit(lambda beside: Paragraph((), beside), gap=False)
        self._containers.leave()

    # Blocks.

    def _on_heading_open(self, _token: "Token") -> None:
        self._looks.append("heading")
        self._containers.ask_for_gap()

    def _on_heading_close(self, _token: "Token") -> None:
        self._looks.remove("heading")

    def _on_paragraph_open(self, token: "Token") -> None:
        if not token.hidden:
            self._containers.ask_for_gap()

    def _on_inline(self, token: "Token") -> None:
        runs = self._inline(token.content)
        if self._cells:
            self._cells[-1].append(runs)
        else:
            self._emit(lambda beside: Paragraph(runs, beside), gap=False)

    def _on_fence(self, token: "Token") -> None:
        runs = tuple(self._said(token.content.rstrip("\n"), "code"))
        self._emit(lambda beside: Verbatim(runs, beside), gap=True)

    _on_code_block = _on_fence

    def _on_hr(self, _token: "Token") -> None:
        self._emit(Across, gap=True)

    def _on_tr_open(self, _token: "Token") -> None:
        self._cells.append([])

    def _on_table_close(self, _token: "Token") -> None:
        rows = tuple(tuple(row) for row in self._cells)
        self._cells = []
        self._emit(lambda beside: Table(rows, beside), gap=True)

    # Inline.

    def _inline(self, content: str) -> tuple[Run, ...]:
        if len(content) > MOST_IN_ONE:
            return tuple(self._said(content))
        depth = len(self._looks)
        tokens: list[Token] = []
        parser = _parser()
        parser.inline.parse(content, parser, self._environment, tokens)
        runs = [each for token in tokens for each in self._piece(token)]
        del self._looks[depth:]
        self._link = None
        return tuple(runs)

    def _piece(self, token: "Token") -> Sequence[Run]:
        if token.nesting and (look := _LOOKS.get(token.tag)):
            self._looks.append(look) if token.nesting > 0 else self._looks.remove(look)
            return ()
        if token.tag == "a":
            return self._link_opens(token) if token.nesting > 0 else self._link_closes()
        said = self._said(*_words_of(token))
        if self._link:
            self._link[1].extend(said)
        return said

    def _said(self, text: str, *looks: str) -> list[Run]:
        """Return what is drawn for ``text``: the *mine* passages in it dimmed or folded, with their word."""
        runs: list[Run] = []
        tap = f"link:{len(self.links) + 1}" if self._link else ""
        for number, part in enumerate(_split(drawable(text))):
            if number:
                runs.append(self._fence(part[0]))
            shown = part[1:] if number else part
            hidden = self._inside and self._number in self._folded
            if shown and not hidden:
                mine = ("mine",) if self._inside else ()
                link = ("link",) if self._link else ()
                runs.append(run(shown, *self._looks, *looks, *mine, *link, tap=tap))
        return runs

    def _fence(self, sign: str) -> Run:
        self._inside = sign == OPENS
        self._number += self._inside
        tap = f"fold:{self._number}"
        if self._number in self._folded:
            return run(f"[{STAYS}]" if self._inside else "", "word", tap=tap)
        return run("[mine: " if self._inside else "]", "word", tap=tap)

    def _link_opens(self, token: "Token") -> Sequence[Run]:
        url = str(token.attrGet("href") or "")
        for coded in _CODED_SIGNS:
            url = url.replace(coded, "")
        self._link = (fenced(drawable(url)), [])
        return ()

    def _link_closes(self) -> Sequence[Run]:
        if self._link is None:
            return ()
        (url, runs), self._link = self._link, None
        link = Link(len(self.links) + 1, text_of(runs), url)
        self.links.append(link)
        return (run(f"[{link.number}]", "number", tap=f"link:{link.number}"),)


def _words_of(token: "Token") -> tuple[str, ...]:
    """Return what a piece says, and the look it brings along."""
    if token.type in {"softbreak", "hardbreak"}:
        return ("\n",)
    if token.type == "image":
        described = "".join(text for child in token.children or () for text in _words_of(child)[:1])
        return (f"[picture: {described}]" if described.strip() else "[picture]", "quiet")
    if token.type == "code_inline":
        return (token.content, "code")
    # An entity can stand for a line break, which would then be none of the writer's.
    return (token.content.replace("\n", " "),)


def _split(text: str) -> list[str]:
    """Return the parts of ``text``; all but the first begin with one of the two signs."""
    return text.replace(OPENS, f"\0{OPENS}").replace(CLOSES, f"\0{CLOSES}").split("\0")
