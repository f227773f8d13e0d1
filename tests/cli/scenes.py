"""What there is already when the command asks something: a journal, two who know each other, a letter."""

from pathlib import Path

import pytest

from peerjournal import vault
from peerjournal.config import Places
from peerjournal.session import Session
from peerjournal.vault import home
from tests.cli.conftest import Command
from tests.cli.exchange import meet, sent, trust, unlocked
from tests.cli.exchange import story as written
from tests.conftest import PASSPHRASE
from tests.journal.attached import File, came, noise


def entry(pj: Command, folder: Path) -> None:
    del folder
    pj("write", stdin="The lake.")


def tagged(pj: Command, folder: Path) -> None:
    del folder
    pj("write", "--tag", "lake", stdin="The heron.")
    pj("write", "--tag", "sea", stdin="The gull.")


def removed(pj: Command, folder: Path) -> None:
    entry(pj, folder)
    pj("remove", "1", "--yes")


def changed(pj: Command, folder: Path) -> None:
    entry(pj, folder)
    pj("edit", "1", stdin="The sea.")


def backup(pj: Command, folder: Path) -> None:
    entry(pj, folder)
    assert pj("backup", folder / "kept.tar").code == 0


def old_journal(pj: Command, folder: Path) -> None:
    pj.make()
    (folder / "old.txt").write_text("[2020-05-01 15:00] The lake.\nIt rained.\n", encoding="utf-8")


def sealed_journal(pj: Command, folder: Path) -> None:
    pj.make()
    (folder / "old.jrnl").write_bytes(b"gAAAAA" + b"B" * 94)


def moved_in(pj: Command, folder: Path) -> None:
    old_journal(pj, folder)
    assert pj("import", folder / "old.txt", "--yes").code == 0


def friends(pj: Command, folder: Path) -> None:
    del folder
    meet(pj)


def story(pj: Command, folder: Path) -> None:
    friends(pj, folder)
    written(pj)


def story_with_a_name(pj: Command, folder: Path) -> None:
    friends(pj, folder)
    written(pj, "I met Bettany at the lake.")


def given(pj: Command, folder: Path) -> None:
    sent(pj, folder)


def letter(pj: Command, folder: Path) -> None:
    sent(pj, folder).rename(folder / "letter.age")


def letter_kept(pj: Command, folder: Path) -> None:
    path = sent(pj, folder, "Budget day.", "--wish", "stayed")
    trust(pj, "robin", "sam")
    assert pj("open", "--keep", path, who="robin").code == 0


def answer(pj: Command, folder: Path) -> None:
    with unlocked(pj, "sam") as sam, unlocked(pj, "robin") as robin:
        answer = robin.circle.take_card("sam", sam.circle.make_card("robin"))
    (folder / "answer.age").write_bytes(answer)


def person(pj: Command, folder: Path) -> None:
    del folder
    assert pj("people", "add", "a friend from work", stdin="Bettany").code == 0


def damaged(pj: Command, folder: Path) -> None:
    for _ in range(3):
        entry(pj, folder)
    assert pj("check").code == 0
    (log,) = pj.places().journal.glob("*.log")
    data = bytearray(log.read_bytes())
    data[data.rindex(b"\xf5PJ\n") + 60] ^= 1
    log.write_bytes(data)


def older(pj: Command, folder: Path) -> None:
    entry(pj, folder)
    (log,) = pj.places().journal.glob("*.log")
    older = log.read_bytes()
    entry(pj, folder)
    log.write_bytes(older)


def with_recovery(pj: Command, folder: Path) -> None:
    entry(pj, folder)
    session = Session.unlock(pj.places(), PASSPHRASE)
    words = vault.new_recovery_words()
    vault.keep_recovery(session.vault, words)
    session.lock()
    # The third word is one that is on no list.
    slipped = [*words.split()[:2], "nosuchwordatall", *words.split()[3:]]
    (folder / "words").write_text(" ".join(slipped), encoding="utf-8")


def changed_on_both(pj: Command, folder: Path) -> None:
    here = pj.places()
    entry(pj, folder)
    first = Session.unlock(here, PASSPHRASE)
    identifier = first.journal.list()[0].id
    doc = first.vault.documents("entries")[identifier]
    with pytest.MonkeyPatch.context() as elsewhere:
        elsewhere.setattr(home, "_machine", lambda: "another computer")
        second = Session.unlock(Places(here.journal, folder / "other.state"), PASSPHRASE)
        second.journal.edit(identifier, body="There.")
        second.lock()
    # It has not heard of the other's change.
    with first.vault.transaction() as change:
        change.put("entries", identifier, {**doc, "body": "Here."})
    first.lock()


def with_files(pj: Command, folder: Path) -> None:
    del folder
    pj.make()
    session = Session.unlock(pj.places(), PASSPHRASE)
    session.journal.move_in([came("The lake", File("lake.jpg", noise(70_000)))], source="old")
    session.vault.state()
    session.lock()


def damaged_file(pj: Command, folder: Path) -> None:
    with_files(pj, folder)
    assert pj("check").code == 0
    (file,) = (pj.places().journal / "files").iterdir()
    file.write_bytes(file.read_bytes()[:-1] + b"x")
