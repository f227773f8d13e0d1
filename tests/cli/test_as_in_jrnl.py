"""The filters of `list` as people know them from jrnl, with one dash."""

import pytest

from tests.cli.conftest import Command
from tests.cli.test_reading_commands import filled, numbers

__all__ = ["filled"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("-2", "4 2"),
        ("-n 2", "4 2"),
        ("-on 2026-01-31", "1"),
        ("-on 31_jan_2026", "1"),
        ("-from 2026-02-01", "4 2"),
        ("-from 2026 -to 2026-01", "1"),
        ("-until 2025", "3"),
        ("-year 2025", "3"),
        ("-starred", "2"),
        ("-tagged", "2 1"),
        ("-contains day", "4 2"),
        ("-contains day -and -starred", "2"),
        ("-contains day -and -not -starred", "4"),
        ("-not @work -tagged", "1"),
        ("-not -tagged", "4 3"),
        ("-not -contains day", "1 3"),
        ("-not rained", "4 2 3"),
        ("-contains CAFE", "3"),
        ("--tag nature -not #work -1", "1"),
    ],
)
def test_a_list_takes_the_filters_that_people_know_from_jrnl(filled: Command, typed: str, found: str) -> None:
    words = [word.replace("_", " ") for word in typed.split()]
    assert numbers(filled, "list", *words) == found.split()


def test_a_filter_without_its_word_is_wrong_usage(filled: Command) -> None:
    for typed in ("-on", "-contains", "-not", "-x"):
        assert filled("list", typed).code == 2
