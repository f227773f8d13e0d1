"""A day out of the name of a daily note, by formats as moment.js writes them."""

from datetime import date

import pytest

from peerjournal.importers.daily_format import DailyFormat


@pytest.mark.parametrize(
    ("written", "name", "day"),
    [
        ("YYYY-MM-DD", "2023-01-05", (2023, 1, 5)),
        ("YYYY/MMMM/YYYY-MMM-DD", "2023/January/2023-Jan-05", (2023, 1, 5)),
        ("YYYY/MM-MMMM/YYYY-MM-DD-dddd", "2023/01-January/2023-01-05-Thursday", (2023, 1, 5)),
        ("YY-M-D", "23-1-5", (2023, 1, 5)),
        ("YYMMDD", "690105", (1969, 1, 5)),
        ("YYYYMMDD", "20230105", (2023, 1, 5)),
        ("MMMM Do, YYYY", "January 5th, 2023", (2023, 1, 5)),
        ("MMMM Do, YYYY", "september 22nd, 2023", (2023, 9, 22)),
        ("ddd D MMM YYYY", "Thu 5 Jan 2023", (2023, 1, 5)),
        ("dd DD.MM.YYYY", "Th 05.01.2023", (2023, 1, 5)),
        ("d E e Q YYYY-MM-DD", "4 4 4 1 2023-01-05", (2023, 1, 5)),
        ("[Daily] YYYY-MM-DD [at noon]", "Daily 2023-01-05 at noon", (2023, 1, 5)),
        ("gggg-[W]ww/YYYY-MM-DD", "2023-W01/2023-01-05", (2023, 1, 5)),
        ("GGGG/[W]W w WW/YYYY-MM-DD", "2023/W1 1 01/2023-01-05", (2023, 1, 5)),
        ("YYYY-DDDD", "2023-005", (2023, 1, 5)),
        ("YYYY DDD", "2024 366", (2024, 12, 31)),
        ("YYYY-MM-DD HHmm", "2023-01-05 1430", (2023, 1, 5)),
        ("YYYY-MM-DD h:mm A", "2023-01-05 2:30 PM", (2023, 1, 5)),
        ("D. MMMM YYYY MM", "5. Januar 2023 01", (2023, 1, 5)),
        ("YYYY/MMMM/YYYY-MM-DD", "2023/जनवरी/2023-01-05", (2023, 1, 5)),
        ("YYYY-MMM-DD (M)", "2023-févr.-05 (2)", (2023, 2, 5)),
        ("YYYY年M月D日", "2023年1月5日", (2023, 1, 5)),
        ("", "2023-01-05", (2023, 1, 5)),
    ],
)
def test_a_name_tells_its_day(written: str, name: str, day: tuple[int, int, int]) -> None:
    told = DailyFormat(written).read(name)
    assert told
    assert (told.wall.date(), told.timed) == (date(*day), False)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("YYYY-MM-DD", "2023-02-30"),
        ("YYYY-MM-DD", "2023-01-05 notes"),
        ("YYYY-MM-DD", "x 2023-01-05"),
        ("YYYY-MM-DD", "sub/2023-01-05"),
        ("YYYY-MM-DD", "23-01-05"),
        ("YYYY/YYYY-MM-DD", "2022/2023-01-05"),
        ("MMMM/YYYY-MM-DD", "March/2023-01-05"),
        ("D. MMMM YYYY", "5. Januar 2023"),
        ("gggg-[W]ww", "2023-W01"),
        ("YYYY", "2023"),
        ("YYYY-DDDD", "2023-366"),
        ("YYYY-MM-DD", ""),
        ("YYYY-MM-DD", "2023-01-0\u0665"),
        ("dddd", "Thursday"),
    ],
)
def test_a_name_that_tells_no_day_is_none(written: str, name: str) -> None:
    assert DailyFormat(written).read(name) is None


@pytest.mark.parametrize(
    "written", ["M" * 200, "MMMM" * 50, "DoDoDo" * 30, "[" * 200, "\\" * 200, "(.*)+$" * 30, "D" * 999]
)
def test_a_format_made_to_take_long_does_not(written: str) -> None:
    made = DailyFormat(written)
    for name in ("a" * 255, "1" * 255, "January" * 36, "1st" * 85):
        assert made.read(name) is None
