"""R9: files replaced, grown, spoiled, locked or gone while a journal is open: nothing is written over.

Whatever is done next either works, and then it is there; or ends in one clear sentence, and then everything
that was there before is there again as soon as the files are.
"""

import os
import shutil
import stat
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.errors import PeerjournalError
from peerjournal.vault import Vault
from tests.cli.test_odd_places import as_somebody
from tests.torture.happenings import EVENTS, Event
from tests.torture.second_device import furnish
from tests.torture.tally import Part, Tally
from tests.vault import scenes
from tests.vault.scenes import DRAFT, Place, documents
from tests.vault.stretched_once import remember_stretching

SENTENCE = 40
"""Letters of a message that says by itself what can be done."""
Deed = Callable[[Place, Vault], None]


def a_save(_: Place, vault: Vault) -> None:
    scenes.save(vault, "after", "written after it")


def an_edit(_: Place, vault: Vault) -> None:
    scenes.save(vault, "first", "edited after it")


def a_draft(_: Place, vault: Vault) -> None:
    scenes.drafts_of(vault).keep(DRAFT, {"text": "kept after it"})


def made_small(_: Place, vault: Vault) -> None:
    vaults.compact(vault)


def a_backup(place: Place, vault: Vault) -> None:
    vaults.back_up(vault, place.root / "backup of then.tar")


DEEDS: tuple[Deed, ...] = (a_save, an_edit, a_draft, made_small, a_backup)


def parts(*, quick: bool) -> list[Part]:
    return [partial(under, deed=deed, every=6 if quick else 1) for deed in DEEDS]


def under(tally: Tally, room: Path, *, deed: Deed, every: int) -> None:
    """Let each of these happen under a session, and then do one thing in it."""
    del room
    with pytest.MonkeyPatch.context() as patch, as_somebody() as folder:
        remember_stretching(patch)
        start = Place(folder / "start")
        furnish(start)
        shutil.copytree(start.folder, start.root / "older")
        scenes.save(start.unlock(), "later", "after that copy")
        for number, (name, event) in enumerate(list(EVENTS.items())[::every]):
            with tally.case(name.partition(":")[0], f"{name}, then {deed.__name__}"):
                _one(start.copy(str(number)), event, deed)


def _one(place: Place, event: Event, deed: Deed) -> None:
    vault, before = place.unlock(), _files(place)
    shown, text = documents(vault), scenes.draft_text(vault)
    event(place, vault)
    left = _files(place)
    refused = _refused(deed, place, vault)
    _still_read(vault)
    _opened_up(place)
    if refused:
        assert _changed(left, _files(place)) == [], "something was written over although it was refused"
    elif (again := _opened(place)) is not None:
        assert _is_there(deed, again)
        return
    _put_back(place, before, left)
    again = place.unlock()
    assert shown["entries"].items() <= documents(again)["entries"].items() or deed is an_edit
    assert shown["entries"].keys() <= documents(again)["entries"].keys()
    assert refused or _is_there(deed, again)
    assert scenes.draft_text(again) == text or (deed is a_draft and not refused)
    assert vaults.check(again).whole


def _is_there(deed: Deed, vault: Vault) -> bool:
    """Tell whether what was done can be found."""
    entries = documents(vault).get("entries", {})
    if deed is a_save:
        return "after" in entries
    if deed is an_edit:
        versions = [entries["first"], *vault.others("entries", "first")]
        return "edited after it" in [one["title"] for one in versions]
    return deed is not a_draft or scenes.draft_text(vault) == "kept after it"


def _refused(deed: Deed, place: Place, vault: Vault) -> bool:
    found = _said_no(lambda: deed(place, vault))
    assert found is None or found.hint or len(str(found)) > SENTENCE, "nothing is said of what can be done"
    return found is not None


def _said_no(deed: Callable[[], object]) -> PeerjournalError | None:
    """Do something; return what was said where it was refused, which is a sentence."""
    try:
        deed()
    except PeerjournalError as error:
        return error if str(error).endswith(".") else pytest.fail(f"no sentence: {error}")
    return None


def _still_read(vault: Vault) -> None:
    """What is open can still be looked at, or one is told."""
    _said_no(lambda: documents(vault))


def _opened(place: Place) -> Vault | None:
    """Unlock what is there now, if that can be."""
    try:
        return place.unlock()
    except PeerjournalError:
        return None


def _files(place: Place) -> dict[str, bytes]:
    """Return what can be read of all that is there."""
    found = (path for path in place.root.rglob("*") if path.is_file() and os.access(path, os.R_OK))
    return {str(path.relative_to(place.root)): path.read_bytes() for path in found}


def _changed(left: dict[str, bytes], now: dict[str, bytes]) -> list[str]:
    """Return which files were changed; what is remembered of logs is there to be written to."""
    same = {name for name, data in left.items() if now.get(name) == data}
    return [name for name in left if name not in same and not name.endswith((".seen", "/devices"))]


def _put_back(place: Place, before: dict[str, bytes], left: dict[str, bytes]) -> None:
    """Undo what happened, and nothing of what was done since."""
    for name in left.keys() - before.keys():
        (place.root / name).unlink(missing_ok=True)
    for name, data in before.items():
        path = place.root / name
        if left.get(name) != data or path.is_symlink():
            if path.is_dir():
                path.rmdir()
            path.unlink(missing_ok=True)
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.write_bytes(data)
            path.chmod(0o600)


def _opened_up(place: Place) -> None:
    """Give back the permissions that were taken, from the uppermost folder down."""
    for folder, folders, names in os.walk(place.root):
        for name in folders:
            (Path(folder) / name).chmod(stat.S_IRWXU)
        for name in names:
            if (Path(folder) / name).is_file():
                (Path(folder) / name).chmod(stat.S_IRUSR | stat.S_IWUSR)
