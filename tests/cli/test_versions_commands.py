"""The commands about what was: versions, bringing one back, and settling two that met."""

import json
import re
from typing import Any

import pytest

from peerjournal.config import Places
from peerjournal.journal import Draft
from peerjournal.session import Session
from peerjournal.vault import home
from tests.cli.conftest import Command
from tests.conftest import PASSPHRASE


@pytest.fixture
def pj_with_versions(pj: Command) -> Command:
    pj("write", "--title", "the lake", "I was walking.")
    pj("list")
    pj("edit", "1", "--title", "the sea")
    return pj


def test_versions_are_listed_each_on_a_line(pj_with_versions: Command) -> None:
    pj = pj_with_versions
    run = pj("versions", "1")
    assert run.code == 0
    first, second = run.out.splitlines()
    assert "1  " in first
    assert first.endswith("now  this device  the sea")
    assert second.endswith("this device  the lake")
    items = json.loads(pj("versions", "1", "--json").out)["items"]
    assert [(one["version"], one["title"], one["now"]) for one in items] == [
        (1, "the sea", True),
        (2, "the lake", False),
    ]


def test_one_version_is_printed(pj_with_versions: Command) -> None:
    pj = pj_with_versions
    run = pj("versions", "1", "--show", "2")
    assert "the lake" in run.out
    assert "I was walking." in run.out
    assert json.loads(pj("versions", "1", "--show", "2", "--json").out)["body"] == "I was walking."
    run = pj("versions", "1", "--show", "3")
    assert run.code == 2
    assert "There is no version 3" in run.err


def test_a_version_is_brought_back(pj_with_versions: Command) -> None:
    pj = pj_with_versions
    assert pj("bring-back", "1", "--version", "2").code == 2, "there is nobody to ask"
    run = pj("bring-back", "1", "--version", "2", "--yes")
    assert run.code == 0
    assert "the lake" in run.err
    assert "the lake" in pj("show", "1").out
    assert pj("versions", "1").out.count("\n") == 2
    assert pj("bring-back", "1", "2", "--version", "2", "--yes").code == 2


def test_a_backup_is_named_where_only_it_has_a_version(pj_with_versions: Command) -> None:
    pj = pj_with_versions
    pj("compact")
    (day,) = [path.stem for path in pj.folder.rglob("*.tar")]
    assert f"in the backup of {day}  the lake" in pj("versions", "1").out
    assert "the lake" not in pj("versions", "1", "--no-backups").out


# Settling.


@pytest.fixture
def met(pj: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Return a journal in which entry 1 was changed here and on another computer."""
    here = pj.places()
    other = Places(here.journal, pj.folder / "other.state")

    def on(places: Places, computer: str) -> Any:
        monkeypatch.setattr(home, "_machine", lambda: computer)
        return Session.unlock(places, PASSPHRASE)

    pj.make()
    first = on(here, "first")
    first.journal.add(Draft("at first", "the text"))
    identifier = first.journal.list()[0].id
    second = on(other, "second")
    second.journal.edit(identifier, title="changed there")
    doc = first.vault.documents("entries")[identifier]
    # It has not heard of the other's change.
    with first.vault.transaction() as change:
        change.put("entries", identifier, {**doc, "title": "changed here"})
    on(here, "first").lock()
    return pj


def test_what_was_changed_on_both_is_hinted_at_listed_and_shown(met: Command) -> None:
    run = met("devices")
    assert "1 changed on both sides" in run.out
    assert "peerjournal settle" in run.err
    # The two may have been changed within one moment, and then either of them is what is shown.
    assert re.search("changed (here|there)", met("settle").out)
    run = met("settle", "1")
    assert "1: " in run.out
    assert "2: " in run.out
    assert "changed there" in run.out
    assert run.code == 2, "there is nobody to ask"
    assert "peerjournal settle" in met("show", "1").err


@pytest.mark.parametrize("place", ["1", "2"])
def test_one_is_kept_and_the_other_stays_a_version(met: Command, place: str) -> None:
    shown = met("settle", "1").out.splitlines()
    wanted = next(line for line in shown if line.startswith(f"{place}: "))
    assert met("settle", "1", "--keep", place).code == 0
    (title,) = [one for one in ("changed here", "changed there") if one in wanted]
    assert title in met("show", "1").out
    assert met("settle").out == ""
    listed = met("versions", "1").out
    assert "changed here" in listed
    assert "changed there" in listed
    assert met("settle", "1").code == 1


def test_each_is_kept_as_its_own(met: Command) -> None:
    assert met("settle", "1", "--keep-both").code == 0
    listed = met("list").out
    assert "changed here" in listed
    assert "changed there" in listed
    assert met("settle", "1", "--keep", "3").code in (1, 2)
