"""A journal that is moved away or unplugged while it is open: nothing is made in its place."""

import pytest

from peerjournal import vault as vaults
from peerjournal.errors import NotSaved, VaultError
from tests.vault import scenes
from tests.vault.scenes import DRAFT, Place


@pytest.mark.parametrize("left", ["nothing", "an empty folder"])
def test_no_draft_is_kept_where_the_journal_was(furnished: Place, left: str) -> None:
    """It would lie beside the journal once that is back, or be written over by it."""
    place = furnished.copy("moved")
    vault = place.unlock()
    away = place.root / "away"
    place.folder.rename(away)
    if left == "an empty folder":
        place.folder.mkdir()
    with pytest.raises(NotSaved):
        scenes.drafts_of(vault).keep(DRAFT, {"text": "as it is"})
    with pytest.raises(NotSaved):
        vaults.keep(vault.home, "another jot", written=vault.clock())
    with pytest.raises(VaultError):
        scenes.save(vault, "new", "a new entry")
    assert [path.name for path in place.folder.glob("*") if path.name != ".lock"] == []
    if left == "an empty folder":
        (place.folder / ".lock").unlink(missing_ok=True)
        place.folder.rmdir()
    away.rename(place.folder)
    scenes.drafts_of(vault).keep(DRAFT, {"text": "as it is"})
    scenes.save(place.unlock(), "new", "a new entry")
    assert scenes.draft_text(place.unlock()) == "as it is"
