"""Five thousand each of malformed replies, page files and bodies: no error but ours, nothing kept in part.

`make proofs` has all of them, `make test` a fifth; the row L of `make torture` has more, and large ones.
"""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.malformed.bodies import MOST, body, page_file, page_of
from tests.malformed.desk import Desk
from tests.malformed.replies import hostile_json, reply
from tests.sampling import part, sampled

THOUSANDS = 5_000


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk.set_up(tmp_path_factory.mktemp("desk"))


def seeds() -> range:
    return range(part(THOUSANDS))


@sampled
@pytest.mark.parametrize(("kind", "least"), [(reply, 1 / 50), (page_file, 1 / 4)])
def test_what_arrives_is_what_the_format_page_says_or_it_is_refused(
    desk: Desk, kind: Callable[[Desk, random.Random], bool], least: float
) -> None:
    """F11: looking keeps nothing, and what is kept is whole and safe to show; a page file is no letter."""
    known = sum(kind(desk, random.Random(seed)) for seed in seeds())  # noqa: S311 - nothing secret
    assert least * len(seeds()) < known < len(seeds())


@sampled
def test_whatever_is_written_becomes_a_page_with_all_its_words() -> None:
    """H1: only the steps of the format page, all of them ended, in the one spelling there is."""
    marked_up = sum(body(random.Random(seed)) for seed in seeds())  # noqa: S311 - as above
    assert len(seeds()) / 4 < marked_up < len(seeds())


@pytest.mark.parametrize("piece", ["[", "- a\n", "|a|\n|-|\n|b|c|\n"])
def test_a_body_as_large_as_a_letter_may_be_becomes_a_page(piece: str) -> None:
    page_of((piece * MOST)[: MOST // 16])


def test_every_kind_of_hostile_plaintext_is_among_them(desk: Desk) -> None:
    """A proof that tries only one thing would be none."""
    made = [hostile_json(desk, random.Random(seed)) for seed in range(600)]  # noqa: S311 - as above
    for sign in (
        b"[[[[[",
        b'"parts":{"parts"',
        b"NaN",
        b"9999999999",
        b"\xef\xbb\xbf",
        b"\\ud800",
        b"\xed\xa0\x80",
        b'"text":"again"',
    ):
        assert any(sign in one for one in made), sign


def test_a_reader_that_refuses_what_the_page_takes_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proof that can't fail would be none."""
    desk = Desk.set_up(tmp_path)
    monkeypatch.setattr(desk, "looked_at", lambda _: None)
    choose = random.Random(1)  # noqa: S311 - as above
    with pytest.raises(AssertionError, match="it is a reply"):
        _ = [reply(desk, choose) for _ in range(100)]
