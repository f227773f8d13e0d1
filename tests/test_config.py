"""What a person may change is kept, and no file of it ever stops the program."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.config import Settings, keep_settings, read_settings, settings_file
from peerjournal.errors import NotSaved

CHANGED = Settings(look="paper", idle_minutes=20, plain_symbols=True, compatible_keyboard=True)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a folder" / "settings.toml"


def test_what_was_never_set_is_as_it_comes(file: Path) -> None:
    assert read_settings(file) == Settings()


def test_settings_come_back_as_they_were_kept(file: Path) -> None:
    keep_settings(CHANGED, file)
    assert read_settings(file) == CHANGED
    keep_settings(replace(CHANGED, look=""), file)
    assert read_settings(file) == replace(CHANGED, look="")


@given(st.text(max_size=30))
def test_no_text_can_write_another_setting_and_each_comes_back(text: str) -> None:
    kept: list[bytes] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("peerjournal.disk.Disk.mkdir", lambda *_: None)
        patch.setattr("peerjournal.disk.Disk.replace", lambda *given: kept.append(given[2]))
        keep_settings(Settings(look=text, passphrase_command=text), Path("anywhere"))
        patch.setattr("peerjournal.disk.Disk.read_file", lambda *_: kept[0])
        assert read_settings(Path("anywhere")) == Settings(look=text, passphrase_command=text)


@pytest.mark.parametrize(
    "text",
    [
        b"\xff\x00",
        b"look = [",
        b"look = 7\nidle_minutes = 'soon'\nplain_symbols = 1\n",
        b"idle_minutes = 0\n",
        b"idle_minutes = true\n",
        b"idle_minutes = 1000000\n",
        b"[look]\nidle_minutes = 3\n",
        b"[" * 60_000,
        b"unknown = 1\n",
    ],
)
def test_a_file_that_makes_no_sense_is_as_if_it_were_not_there(file: Path, text: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(text)
    assert read_settings(file) == Settings()


def test_what_makes_sense_holds_beside_what_does_not(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("look = 'paper'\nidle_minutes = 'soon'\n")
    assert read_settings(file) == Settings(look="paper")


def test_a_folder_in_the_place_of_the_file_stops_nothing(file: Path) -> None:
    file.mkdir(parents=True)
    assert read_settings(file) == Settings()
    with pytest.raises(NotSaved):
        keep_settings(CHANGED, file)


def test_the_folder_that_is_named_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEERJOURNAL_CONFIG", str(tmp_path))
    keep_settings(CHANGED)
    assert settings_file() == tmp_path / "settings.toml"
    assert read_settings() == CHANGED


def test_without_a_name_they_are_where_the_platform_keeps_such_things(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("PEERJOURNAL_CONFIG", raising=False)
    assert settings_file().parent.name == "peerjournal"
