"""A typed path: as people type it, as terminals paste it, and completed."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.errors import InputError
from peerjournal.tui.widgets.path_line import PathLine, completed, default_folder, path_of
from tests.tui.widgets.stage import Stage, on_stage


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("letter one.age", "letters", ".hidden"):
        (tmp_path / name).mkdir() if "." not in name else (tmp_path / name).write_text("")
    return tmp_path


@pytest.mark.parametrize("around", ["{}", " {} ", "'{}'", '"{}"', '"{}" \n'])
def test_a_path_is_read_however_it_came(folder: Path, around: str) -> None:
    assert path_of(around.format(folder / "letter one.age")) == folder / "letter one.age"


def test_backslashes_and_addresses_are_undone(folder: Path) -> None:
    path = folder / "letter one.age"
    assert path_of(str(path).replace(" ", "\\ ")) == path
    assert path_of(path.as_uri()) == path
    assert path_of(f"'{path.as_uri()}'") == path


def test_a_name_that_holds_quotes_is_taken_as_it_stands_where_it_is_there(folder: Path) -> None:
    odd = folder / 'it\'s "mine"\\ .age'
    odd.write_text("")
    assert path_of(str(odd)) == odd


def test_home_is_meant_by_its_sign(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    assert path_of("~/letters") == folder / "letters"
    assert path_of("~nobody-of-that-name/x") == Path("~nobody-of-that-name/x")
    assert default_folder() == folder
    (folder / "Downloads").mkdir()
    assert default_folder() == folder / "Downloads"


@pytest.mark.parametrize("typed", ["", "   ", "a\0b"])
def test_what_can_be_no_path_is_refused(typed: str) -> None:
    with pytest.raises(InputError):
        path_of(typed)


@given(st.text(max_size=60))
def test_no_text_at_all_breaks_it(typed: str) -> None:
    try:
        path_of(typed)
    except InputError:
        assert not typed.strip() or "\0" in typed
    completed(typed)


def test_the_last_name_is_completed(folder: Path) -> None:
    assert completed(f"{folder}/letter ") == f"{folder}/letter one.age"
    assert completed(f"{folder}/letters") == f"{folder}/letters{os.sep}"
    assert completed(f"{folder}/.h") == f"{folder}/.hidden"
    assert completed(f"{folder}/x") is None
    assert completed(f"{folder}/nowhere/x") is None
    assert completed("") is None


@on_stage(lambda: PathLine(id="path"))
async def test_tab_takes_what_is_offered_and_otherwise_goes_on(stage: Stage[PathLine]) -> None:
    line = stage.widget
    line.value = "/et"
    line.cursor_position = 3
    await stage.until(lambda: line._suggestion)
    await stage.press("tab")
    assert line.value == "/etc/"
