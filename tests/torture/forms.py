"""L: what is written back from pages, page files, and bodies, made to harm, by the ten thousand."""

import random
from functools import partial
from pathlib import Path

from tests.malformed.bodies import MOST, body, one_sign_again_and_again, page_file, page_of, some_signs
from tests.malformed.desk import Desk
from tests.malformed.replies import reply
from tests.torture.tally import Part, Tally

EACH = 2_500
"""Cases in one part."""


def parts(*, quick: bool) -> list[Part]:
    each = 50 if quick else EACH
    starts = range(0, each * (1 if quick else 4), each)
    return [
        *(partial(written_back, seeds=range(start, start + each)) for start in starts),
        *(partial(opened, seeds=range(start, start + each)) for start in starts),
        *(partial(made, seeds=range(start, start + each)) for start in starts),
        partial(large, seeds=range(2 if quick else 40)),
    ]


def written_back(tally: Tally, room: Path, *, seeds: range) -> None:
    """Send replies that were spoilt, or sealed with anything inside."""
    desk = Desk.set_up(room)
    for seed in seeds:
        with tally.case("replies", f"seed {seed}"):
            reply(desk, random.Random(seed))  # noqa: S311 - nothing secret


def opened(tally: Tally, room: Path, *, seeds: range) -> None:
    """Open page files as if they were letters."""
    desk = Desk.set_up(room)
    for seed in seeds:
        with tally.case("page files", f"seed {seed}"):
            page_file(desk, random.Random(seed))  # noqa: S311 - as above


def made(tally: Tally, _: Path, *, seeds: range) -> None:
    """Make pages of bodies that nobody would write."""
    for seed in seeds:
        with tally.case("bodies", f"seed {seed}"):
            body(random.Random(seed))  # noqa: S311 - as above


def large(tally: Tally, _: Path, *, seeds: range) -> None:
    """Make pages of bodies as large as a letter may be."""
    for seed in seeds:
        choose = random.Random(seed)  # noqa: S311 - as above
        with tally.case("bodies of 256 KiB", f"seed {seed}"):
            piece = choose.choice((some_signs, one_sign_again_and_again))(choose)
            text = (piece * (MOST // len(piece) + 1)).encode("utf-8", "replace")[:MOST]
            page_of(text.decode("utf-8", "ignore"))
