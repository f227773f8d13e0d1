"""Files that belong to entries: nothing of them is in any letter, in any form, not even a name."""

from peerjournal.journal import Journal, Story, piece_from_doc
from peerjournal.letters import compose, preview
from peerjournal.vault import Vault
from tests.journal.attached import File, came, noise
from tests.letters.forms import made_of

NAME = "a-name-that-nobody-may-see.jpg"
LETTER = "ab" * 16


def with_files(story: Story, journal: Journal) -> Story:
    """Return a story with files, as no way of this program makes one."""
    found = piece_from_doc(story.id, story.to_doc() | {"files": journal.get("1").to_doc()["files"]})
    assert isinstance(found, Story)
    assert found.files
    return found


def test_a_story_with_files_makes_the_same_letter_as_one_without(vault: Vault) -> None:
    journal = Journal(vault)
    journal.move_in([came("The lake", File(NAME, noise(5000)))], source="old")
    plain = journal.make_story("1")
    assert plain.files == ()
    forced = with_files(plain, journal)
    made = [made_of(compose([story], LETTER).ready()) for story in (plain, forced)]
    assert made[0] == made[1]
    assert preview(plain) == preview(forced)
    told = repr(made[1])
    sealed = journal.get("1").files[0].sealed
    assert sealed is not None
    for word in (NAME, "nobody-may-see", sealed.file, sealed.key.hex()):
        assert word not in told
    # What stands in the text is the writer's own, and leaves like the rest of it.
    assert "[photo]" in told
