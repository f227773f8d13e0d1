"""A letter's body as the steps by which a page builds it: text, and a few elements; nothing that acts.

Made from what the Markdown parser tells, never as HTML: whatever was written can only become text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final, Protocol

from peerjournal.text import clean

Step = str | list[str | int]
"""Text; ``["p"]``, where an element begins; ``[]``, where the one that began last ends."""

BLOCKS: Final = "p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre hr table thead tbody tr th td"
INLINE: Final = "code em strong s br"

MOST_NESTING: Final = 40
"""Of blocks. The parser drops what is nested deeper, so a text that comes near is shown as it was typed."""
MOST_OPEN: Final = 100
_MOST_INLINE: Final = 50
MOST_IN_ONE: Final = 16_384
"""A longer paragraph is shown as it was typed; signs can be made to cost its square."""
MOST_BRACKETS: Final = 512
"""One with more of them that may begin a link is shown so, too: each is looked for an end."""
_END: Final[Step] = []
_LINE_END: Final = re.compile("\r\n|\r|\n")
_BESIDE_CELLS: Final = re.compile(r"[\s|>\\]+")


class Token(Protocol):
    """One piece of Markdown, as the parser tells it."""

    type: str
    tag: str
    map: Sequence[int] | None
    nesting: int
    level: int
    hidden: bool
    content: str
    info: str
    attrs: Mapping[str, Any]
    children: "Sequence[Token] | None"


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt  # noqa: PLC0415 -- 36 ms, and only needed to make a page

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": MOST_NESTING})
    # A definition that no link uses would take its words along; "inline" is done below, block by block.
    return parser.enable(["table", "strikethrough"]).disable(["reference", "inline", "text_join"])


def steps(text: str) -> list[Step]:
    """Return the steps of a body."""
    tokens = _parser().parse(text)
    if any(token.level >= MOST_NESTING - 2 for token in tokens):
        return as_typed(text)
    return _joined(_blocks(tokens, _LINE_END.split(text)))


def _blocks(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Step]:
    rest = iter(tokens)
    for token in rest:
        block = [token]
        while token.type == "table_open" and block[-1].type != "table_close":
            block.append(next(rest))
        if typed := _what_a_table_drops(block, lines):
            yield from _steps(["p"], *_lines(typed), _END)
        else:
            yield from (each for one in block for each in _block(one))


def _what_a_table_drops(table: Sequence[Token], lines: Sequence[str]) -> str:
    """Return a table as it was typed where a row has more cells than the first: the parser drops those."""
    if table[0].type != "table_open" or not table[0].map:
        return ""
    start, end = table[0].map
    bodies = [place for place, one in enumerate(table) if one.type == "tbody_open"]
    cells = [one.content for one in table[bodies[0] :]] if bodies else []
    typed = lines[start:end]
    return "" if _signs(typed[2:]) == _signs(cells) else "\n".join(typed)


def _signs(texts: Sequence[str]) -> int:
    """Count what is not drawn as a table's lines, or stands before it in a quotation."""
    return sum(len(_BESIDE_CELLS.sub("", text)) for text in texts)


def as_typed(text: str) -> list[Step]:
    """Return the steps of a text that is shown as it was typed, its signs included."""
    return _joined([["p"], *_lines(text), _END])


def _block(token: Token) -> Iterator[Step]:
    if token.type == "inline":
        yield from _inline(token.content)
    elif token.type in {"fence", "code_block"}:
        said = clean(f"{token.info.strip()}\n{token.content}").strip("\n")
        yield from _steps(["pre"], ["code"], said, _END, _END)
    elif token.hidden:
        return
    elif token.nesting < 0:
        yield _END
    else:
        start = token.attrs.get("start") if token.tag == "ol" else None
        yield [token.tag] if start is None else [token.tag, int(start)]
        if not token.nesting:
            yield _END


def _inline(content: str) -> list[Step]:
    if len(content) > MOST_IN_ONE or content.count("[") > MOST_BRACKETS:
        return [*_lines(content)]
    tokens: list[Token] = []
    parser = _parser()
    parser.inline.parse(content, parser, {}, tokens)
    found: list[Step] = []
    links: list[tuple[Token, int]] = []
    deepest = depth = 0
    for token in tokens:
        if token.tag == "a":
            _link(token, links, found)
            continue
        depth += token.nesting
        deepest = max(deepest, depth)
        found += _piece(token)
    return found if deepest <= _MOST_INLINE else [*_lines(content)]


def _piece(token: Token) -> Sequence[Step]:
    if token.nesting:
        return ([token.tag] if token.nesting > 0 else _END,)
    if token.tag == "br":
        return (["br"], _END)
    if token.type == "image":
        title = str(token.attrs.get("title", ""))
        described = " ".join(filter(None, (_plain(token).strip(), title and f'"{_said(title)}"')))
        return (f"[picture: {described}]" if described else "[picture]",)
    if token.type == "code_inline":
        return (["code"], _said(token.content), _END)
    return (_said(token.content),)


def _link(token: Token, links: list[tuple[Token, int]], found: list[Step]) -> None:
    """Write the address of a link behind its text; nothing in a page leads anywhere."""
    if token.nesting > 0:
        links.append((token, len(found)))
        return
    opened, place = links.pop()
    address, title = _said(str(opened.attrs.get("href", ""))), _said(str(opened.attrs.get("title", "")))
    told = "".join(step for step in found[place:] if isinstance(step, str))
    if title or told != address:
        found.append(f' ({address} "{title}")' if title else f" ({address})")


def _steps(*found: Step) -> Sequence[Step]:
    return found


def _plain(token: Token) -> str:
    """Return what an image is described as."""
    pieces = token.children or ()
    return "".join(
        _plain(one) if one.children else " " if one.tag == "br" else _said(one.content) for one in pieces
    )


def _said(text: str) -> str:
    # Entities are decoded by the parser: what they stand for is cleaned, too, and breaks no line.
    return clean(text).replace("\n", " ")


def _lines(text: str) -> Iterator[Step]:
    """Yield a text as it was typed, line by line."""
    for number, line in enumerate(clean(text).split("\n")):
        if number:
            yield from _steps(["br"], _END)
        yield line


def _joined(found: "Iterator[Step] | list[Step]") -> list[Step]:
    """Return the steps with neighboring texts as one, and no empty ones."""
    joined: list[Step] = []
    for step in found:
        last = joined[-1] if joined else None
        if isinstance(step, str) and isinstance(last, str):
            joined[-1] = last + step
        elif step != "":
            joined.append(step)
    return joined
