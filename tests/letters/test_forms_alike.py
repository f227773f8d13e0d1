"""Non-interference through every form: what was withheld, and whom a stand-in stands for, changes no byte.

Of each form it is the input that is compared, all that is there before anything random comes in.
"""

import itertools
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from peerjournal.journal import Story
from peerjournal.letters import FORM_NAMES, Around, Letter, compose
from peerjournal.letters.handing_over import TOGETHER
from tests.letters.forms import made_of
from tests.letters.test_compose import LETTER_ID
from tests.letters.test_masking import NAMES, Somebody, telling, template
from tests.letters.test_withhold import family
from tests.sampling import part, sampled

EXAMPLES = 600
"""Of four pairs, and a quarter as many of names: 3,000 pairs with `make proofs`, 600 with `make test`."""


def alike(letters: list[Letter | None]) -> None:
    """Require that all of them are there, or none, and that every form of them has the same input."""
    found = [one for one in letters if one is not None]
    assert len(found) in (0, len(letters))
    for one, other in itertools.pairwise(found):
        assert made_of(one) == made_of(other)


@sampled
@given(stories=family(), wish=st.sampled_from(["just_read", "stayed", "ideas"]))
@settings(max_examples=part(EXAMPLES))
def test_stories_that_differ_only_in_what_is_withheld_are_the_same_in_every_form(
    stories: list[Story], wish: str
) -> None:
    """F3: pages, PDFs, plain text, what is read together, and what is said of handing each over."""
    assume(all(other != stories[0] for other in stories[1:]))
    alike([compose([one], LETTER_ID, around=Around(wish=wish)).letter for one in stories])


@sampled
@given(
    texts=st.lists(st.integers(0, 2**32).map(template), min_size=4, max_size=4),
    names=st.lists(st.sampled_from(NAMES), min_size=5, max_size=5, unique=True),
)
@settings(max_examples=part(EXAMPLES // 4))
def test_letters_that_differ_only_in_a_listed_name_are_the_same_in_every_form(
    texts: list[str], names: list[str]
) -> None:
    """F5: the same, where a stand-in stands for another name."""
    made: list[Letter | None] = []
    for name in names:
        one = Somebody(name)
        told, around = telling(one, texts)
        composed = compose([told], LETTER_ID, around=around, people=[one.listed()])
        kept = tuple(found.word for found in composed.to_decide)
        told, around = replace(told, kept=kept), replace(around, kept=frozenset(kept))
        made.append(compose([told], LETTER_ID, around=around, people=[one.listed()]).ready())
    alike(made)


@pytest.mark.parametrize("form", [*FORM_NAMES, TOGETHER])
def test_a_difference_that_stays_open_is_seen_in_every_form(form: str) -> None:
    """A comparison that can't fail would be none."""
    one, other = (
        compose([Story("an id", "Title", body, (), "", number=3)], LETTER_ID).ready()  # type: ignore[arg-type]  # a time is not asked for
        for body in ("I sat on the back stairs.", "I sat on the front stairs.")
    )
    assert made_of(one)[form] != made_of(other)[form]
