"""Files of entries when every byte is read in the app: what is wrong is named, and a backup mends it."""

from peerjournal.session import Session
from peerjournal.tui.screens.looking_after import LookingAfterScreen
from tests.journal.attached import File, came, noise
from tests.tui.pilot import acting
from tests.tui.sharing import seated

FILES = (File("lake.jpg", noise(70_000)), File("note.txt", b"a note", kind="file"))


@acting
async def test_what_is_missing_or_damaged_is_named_and_comes_back(filled: Session) -> None:
    filled.journal.move_in([came("The lake", *FILES)], source="old")
    filled.vault.state()
    filled.back_up()
    piece = filled.journal.find("lake")[0]
    damaged, missing = (filled.vault.home.files / one.sealed.file for one in piece.files if one.sealed)
    before = damaged.read_bytes()
    damaged.write_bytes(b"rot")
    missing.unlink()
    async with seated(filled, LookingAfterScreen(filled), (120, 36)) as seat:
        await seat.at("home")
        await seat.press("enter")
        await seat.at("found")
        await seat.sees("Not everything opens.")
        await seat.sees("Files of entries: 2, 2 of them not whole.")
        number = filled.journal.short(piece)
        await seat.sees(f"{number} · lake.jpg: damaged, whole in a backup.")
        await seat.sees(f"{number} · note.txt: not here, whole in a backup.")
        await seat.click("#way-files")
        await seat.at("files")
        await seat.sees("Bring back 2 files?")
        await seat.click("#way-bring")
        await seat.at("home")
        await seat.sees("Brought back: 2 files.")
        assert damaged.read_bytes() == before
        assert missing.exists()
        await seat.press("enter")
        await seat.at("found")
        await seat.sees("Everything opens.")
        await seat.sees("Files of entries: 2, whole.")
