"""Files that belong to entries: sealed on their way in, opened as they were, and gone when their entry is."""

import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.crypto import CHEAPEST
from peerjournal.errors import JournalDamaged, JournalError
from peerjournal.journal import Arriving, Draft, Entry, Journal, Moment
from peerjournal.journal import files as files_module
from peerjournal.vault import FileStanding, Vault
from tests.conftest import PASSPHRASE, MakeVault, StandingClock
from tests.journal.attached import File, came, noise

CHUNK = 64 * 1024
PHOTO = File("lake.jpg", noise(100_000))
NOTE = File("note.txt", b"a note", kind="file")


@pytest.fixture
def journal(vault: Vault) -> Journal:
    return Journal(vault)


def sealed(vault: Vault) -> list[Path]:
    return sorted(vault.home.files.iterdir()) if vault.home.files.exists() else []


def read(journal: Journal, ref: str, number: int = 1) -> bytes:
    with journal.open_file(journal.get(ref), number) as file:
        return file.read()


def test_files_come_in_with_their_entry_and_open_as_they_were(journal: Journal, vault: Vault) -> None:
    moved = journal.move_in([came("The lake", PHOTO, NOTE), came("The wood")], source="old")
    assert (moved.added, moved.files, moved.files_left) == (2, 2, ())
    piece = journal.get("1")
    assert [(one.name, one.size, one.kind) for one in piece.files] == [
        ("lake.jpg", 100_000, "photo"),
        ("note.txt", 6, "file"),
    ]
    assert (read(journal, "1", 1), read(journal, "1", 2)) == (PHOTO.data, NOTE.data)
    assert journal.get("2").files == ()
    assert journal.file_count == len(sealed(vault)) == 2
    assert journal.move_in([came("The lake", PHOTO, NOTE)], source="old").files == 0
    assert len(sealed(vault)) == 2


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 9 * CHUNK, 20 * CHUNK + 5])
def test_a_file_of_any_size_comes_back_and_can_be_read_from_anywhere(journal: Journal, size: int) -> None:
    data = noise(size)
    journal.move_in([came("The lake", File("x", data))], source="old")
    assert read(journal, "1") == data
    with journal.open_file(journal.get("1"), 1) as file:
        for at in (0, size // 2, max(size - 1, 0), size, size + 5):
            file.seek(at)
            assert file.read(7) == data[at : at + 7]


def test_its_length_is_hidden_and_its_name_is_nowhere(journal: Journal, vault: Vault) -> None:
    journal.move_in([came("a", File("a", noise(70_000))), came("b", File("b", noise(130_000)))], source="old")
    one, other = sealed(vault)
    assert one.stat().st_size == other.stat().st_size
    whole = b"".join(path.read_bytes() for path in vault.home.folder.rglob("*") if path.is_file())
    assert noise(70_000)[:64] not in whole
    assert one.stat().st_mode & 0o777 == 0o600
    assert vault.home.files.stat().st_mode & 0o777 == 0o700


def test_nothing_of_a_file_is_shown_by_a_repr(journal: Journal) -> None:
    journal.move_in([came("The lake", PHOTO)], source="old")
    piece = journal.get("1")
    told = f"{piece!r}{piece.files!r}{piece.files[0].sealed!r}"
    assert "lake" not in told
    assert piece.files[0].sealed is not None
    assert piece.files[0].sealed.key.hex() not in told


def test_what_stands_in_an_entry_stays_when_the_entry_is_changed_removed_and_brought_back(
    journal: Journal, make_vault: MakeVault
) -> None:
    journal.move_in([came("The lake", PHOTO)], source="old")
    journal.edit("1", body="Other words.", starred=True)
    journal.remove("1")
    journal.bring_back("1")
    assert read(Journal(make_vault()), "1") == PHOTO.data


@pytest.mark.parametrize(
    ("hostile", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/absolute.jpg", "absolute.jpg"),
        ("..", "file"),
        ("", "file"),
        ("a\x1b[31mb\u202egpj.exe", "a[31mbgpj.exe"),
        ("two\nlines.jpg", "two lines.jpg"),
    ],
)
def test_a_hostile_name_becomes_a_base_name(journal: Journal, hostile: str, safe: str) -> None:
    journal.move_in([came("The lake", File(hostile, b"x"))], source="old")
    assert journal.get("1").files[0].name == safe


def test_what_cant_be_read_or_is_too_large_is_told_and_the_entry_comes_in(
    journal: Journal, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vaults, "LARGEST_FILE", 1000)
    large, lies, gone = File("l", b"x" * 1001), File("i", b"x" * 1001, told=5), File("g", b"", refuses=True)
    moved = journal.move_in([came("The lake", large, lies, gone, NOTE)], source="old")
    assert (moved.added, moved.files, moved.files_left) == (1, 1, ("line 1",) * 3)
    assert [one.name for one in journal.get("1").files] == ["note.txt"]
    assert len(sealed(vault)) == 1


def test_the_names_of_files_stay_behind_where_a_story_is_made(journal: Journal) -> None:
    here = came("The lake", File("a [plan].pdf", b"%PDF", kind="pdf"), PHOTO)
    draft = replace(here.draft, body="[file: a (plan).pdf] [photo], and [file: mine.pdf] is my own text.")
    journal.move_in([replace(here, draft=draft)], source="old")
    assert journal.get("1").body == draft.body
    assert journal.make_story("1").body == "[file] [photo], and [file: mine.pdf] is my own text."


def test_a_story_never_has_any(journal: Journal, vault: Vault) -> None:
    journal.move_in([came("The lake", PHOTO), came("Told", PHOTO, kind="story")], source="old")
    assert journal.get("2").files == ()
    assert journal.make_story("1").files == ()
    assert len(sealed(vault)) == 1


def test_a_flipped_byte_is_refused_before_a_byte_is_given(journal: Journal, vault: Vault) -> None:
    journal.move_in([came("The lake", PHOTO)], source="old")
    (path,) = sealed(vault)
    whole = path.read_bytes()
    piece = journal.get("1")
    for at in (0, 30, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(JournalDamaged, match="not as it was sealed"):
            journal.open_file(piece, 1)
    for cut in (whole[:-1], whole + b"\0", b""):
        path.write_bytes(cut)
        assert journal.file_standing(piece, 1) is FileStanding.DAMAGED


def test_a_file_that_is_not_here_has_a_calm_sentence(journal: Journal, vault: Vault) -> None:
    journal.move_in([came("The lake", PHOTO)], source="old")
    (path,) = sealed(vault)
    path.unlink()
    piece = journal.get("1")
    assert not journal.is_here(piece, 1)
    assert journal.file_standing(piece, 1) is FileStanding.MISSING
    with pytest.raises(JournalError, match="That file is not here"):
        journal.open_file(piece, 1)
    with pytest.raises(JournalError, match="no file with that number"):
        journal.open_file(piece, 2)


def test_a_pipe_or_a_link_in_its_place_is_no_file(journal: Journal, vault: Vault, tmp_path: Path) -> None:
    journal.move_in([came("The lake", PHOTO)], source="old")
    (path,) = sealed(vault)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert journal.file_standing(journal.get("1"), 1) is FileStanding.DAMAGED


def test_undone_its_files_go_and_those_of_what_stays_stay(journal: Journal, vault: Vault) -> None:
    moved = journal.move_in([came("The lake", PHOTO), came("The wood", NOTE)], source="old")
    journal.edit("2", body="My own words.")
    assert moved.batch is not None
    journal.undo_move_in(moved.batch)
    assert len(sealed(vault)) == 1
    assert read(journal, "2") == NOTE.data
    assert journal.move_in([came("The lake", PHOTO)], source="old").files == 1


def test_what_was_removed_long_ago_lets_go_of_its_files(
    journal: Journal, vault: Vault, clock: StandingClock
) -> None:
    journal.move_in([came("The lake", PHOTO)], source="old")
    journal.remove("1")
    clock.move(days=29)
    assert (journal.drop_old(), len(sealed(vault))) == (0, 1)
    clock.move(days=2)
    assert (journal.drop_old(), len(sealed(vault))) == (1, 0)


def test_a_file_that_two_entries_name_stays_until_both_are_gone(journal: Journal, vault: Vault) -> None:
    journal.move_in([came("The lake", PHOTO)], source="old")
    doc = vault.documents("entries")[journal.get("1").id]
    with vault.transaction() as change:
        change.put("entries", vault.new_id(), doc | {"number": 2})
    for ref, left in (("1", 1), ("2", 0)):
        vaults.erase(vault, [vaults.Thing("entries", journal.get(ref).id)], PASSPHRASE, cost=CHEAPEST)
        assert len(sealed(vault)) == left


def test_a_large_file_needs_little_memory(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files_module, "_SPAN", 1 << 20)
    journal.move_in([came("small", NOTE)], source="old")
    tracemalloc.start()
    try:
        data = bytes(48 << 20)
        before = tracemalloc.get_traced_memory()[0]
        tracemalloc.reset_peak()
        journal.move_in([came("The lake", File("long.mov", data, kind="video"))], source="old")
        with journal.open_file(journal.get("2"), 1) as file:
            assert sum(len(part) for part in iter(lambda: file.read(1 << 20), b"")) == len(data)
        assert tracemalloc.get_traced_memory()[1] - before < 12 << 20
    finally:
        tracemalloc.stop()


def test_an_unknown_member_of_a_file_is_kept(journal: Journal, vault: Vault) -> None:
    journal.move_in([came("The lake", PHOTO)], source="old")
    identifier = journal.get("1").id
    doc = vault.documents("entries")[identifier]
    with vault.transaction() as change:
        change.put("entries", identifier, doc | {"files": [doc["files"][0] | {"later": 1}]})
    piece = journal.edit("1", body="x")
    assert isinstance(piece, Entry)
    assert piece.to_doc()["files"][0]["later"] == 1


def test_what_makes_no_sense_is_a_file_that_does_not_open(journal: Journal, vault: Vault) -> None:
    for number, files in enumerate(([{"name": "x"}], [{"name": 3, "file": "../x", "key": "zz"}]), start=1):
        doc = Draft("x").to_doc(Moment.of(vault.clock())) | {
            "files": files,
            "number": number,
            "by": vault.device,
        }
        with vault.transaction() as change:
            change.put("entries", vault.new_id(), doc)
        piece = journal.get(str(number))
        assert journal.file_standing(piece, 1) is FileStanding.DAMAGED
        assert not journal.is_here(piece, 1)


def test_what_another_window_moved_in_first_leaves_no_file_of_its_own(make_vault: MakeVault) -> None:
    here, there = Journal(make_vault()), Journal(make_vault())

    def meanwhile() -> Iterator[Arriving]:
        there.move_in([came("The lake", PHOTO)], source="old")
        yield came("The lake", PHOTO)
        yield came("The wood", NOTE)

    moved = here.move_in(meanwhile(), source="old")
    assert (moved.added, moved.known, moved.files) == (1, 1, 1)
    again = make_vault()
    assert len(sealed(again)) == Journal(again).file_count == 2
    assert read(Journal(again), "1") == PHOTO.data
    assert read(Journal(again), "2") == NOTE.data
