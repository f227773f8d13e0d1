"""Days that hold several times: one entry as ever or, when it is asked for, one for each line with a time."""

from dataclasses import replace
from pathlib import Path

import pytest

from peerjournal.importers import obsidian
from peerjournal.importers.obsidian import Obsidian
from peerjournal.importers.zone import NO_CLOCK
from tests.importers.notes import BERLIN, day, read, vault, when

OBSIDIAN = Obsidian()
SPLIT = replace(BERLIN, split_times=True)

DAY = """\
---
tags: [walk]
---
Woke up. %%- 10:00 hidden%%

- 15:51 tea with [[Sam]] #tea
  more of it
- no time
## 4:02 pm Lunch
late
```
- 17:00 code
```
- 25:00 no time
- **18:15** rain
### 19:30
end
"""


def test_a_day_stays_one_entry_unless_it_is_asked_for(tmp_path: Path) -> None:
    assert "- 15:51 tea" in day(tmp_path, DAY).draft.body


def test_a_day_is_divided_where_lines_begin_with_times(tmp_path: Path) -> None:
    source = vault(tmp_path, {"2024-01-15.md": DAY})
    found, _ = read(OBSIDIAN, source, SPLIT)
    assert [(when(each)[11:], each.draft.title, each.draft.body) for each in found] == [
        ("09:00", "", "Woke up. [[- 10:00 hidden]]"),
        ("15:51", "", "tea with Sam #tea\n  more of it\n- no time"),
        ("16:02", "Lunch", "late\n```\n- 17:00 code\n```\n- 25:00 no time"),
        ("18:15", "", "rain"),
        ("19:30", "", "end"),
    ]
    assert [each.draft.tags for each in found] == [
        ("walk",),
        ("walk", "tea"),
        ("walk",),
        ("walk",),
        ("walk",),
    ]
    assert len({each.key for each in found}) == 5
    assert [NO_CLOCK in each.remarks for each in found] == [True, False, False, False, False]
    assert [each.key for each in read(OBSIDIAN, source, SPLIT)[0]] == [each.key for each in found]


@pytest.mark.parametrize(
    ("line", "clock"),
    [
        ("- 9:05 x", (9, 5)),
        ("* 09:05: x", (9, 5)),
        ("+ 09:05:30 \u2013 x", (9, 5)),
        ("# 12:00 am", (0, 0)),
        ("###### 12:30pm x", (12, 30)),
        ("- 13:00 pm x", None),
        ("- 9:5 x", None),
        ("9:05 x", None),
        ("  - 9:05 nested", None),
        ("- [ ] 9:05 task", None),
        ("- 9:05x", None),
        ("> - 9:05 x", None),
    ],
)
def test_which_lines_begin_with_a_time(line: str, clock: tuple[int, int] | None) -> None:
    found = obsidian._TIME_LINE.match(line)
    assert (obsidian._clock(found) if found else None) == clock


def test_a_day_that_is_all_times_has_no_empty_entry_before_them(tmp_path: Path) -> None:
    found, _ = read(OBSIDIAN, vault(tmp_path, {"2024-01-15.md": "- 10:00 a\n- 11:00 b"}), SPLIT)
    assert [each.draft.body for each in found] == ["a", "b"]
    found, _ = read(OBSIDIAN, vault(tmp_path / "empty", {"2024-01-15.md": ""}), SPLIT)
    assert len(found) == 1


def test_an_offset_that_stood_with_the_day_is_that_of_its_times(tmp_path: Path) -> None:
    text = "---\ncreated: 2024-01-15T08:00+05:30\n---\nUp.\n\n- 15:51 tea\n"
    root = vault(tmp_path, {"2024-01-15.md": text})
    found, _ = read(OBSIDIAN, root, SPLIT)
    assert [each.draft.written and each.draft.written.encode() for each in found] == [
        "2024-01-15T08:00:00+05:30",
        "2024-01-15T15:51:00+05:30",
    ]
    assert all("zone" not in (each.draft.origin or {}) for each in found)
