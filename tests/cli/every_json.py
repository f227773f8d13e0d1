"""Every `--json` there is, run on journals in which each text is one that could do harm."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Command, Run, json_of
from tests.cli.exchange import meet, shared, unlocked
from tests.journal.attached import File, came

HARM = (
    '\x1b[31mred\x1b[0m \x9b2J "quoted" \\ \u202eright \u2028 \ufeff {"items": 1} &#27;'
    " \U0001f469\u200d\U0001f680 A\u0308"
)
"""Color, quotes, what turns a line around, what ends one for some readers, a letter of two characters."""
Said = dict[str, list[Run]]
"""What was written, by the words that stand between `peerjournal` and the options, joined by `-`."""


def every_json(pj: Command, out: Path) -> Said:
    """Return all of it."""
    said: Said = {}

    def run(*words: str, who: str = "sam", stdin: str = "", code: int = 0) -> Run:
        told = pj(*words, "--json", who=who, stdin=stdin)
        assert told.code == code, (words, told.code, told.err)
        said.setdefault(json_of(*words), []).append(told)
        return told

    _empty(run)
    _writing(pj, run)
    _moved_in(pj, run, out)
    _letters(pj, run, out)
    _keeping(pj, run, out)
    return said


Runs = Callable[..., Run]


def _empty(run: Runs) -> None:
    """Each list before there is anything in it."""
    for words in (
        "list",
        "tags",
        "people",
        "letters",
        "ledger",
        "paused",
        "peers",
        "shelf",
        "devices",
        "settle",
    ):
        run(words)
    run("find", "nothing")
    run("bring-back")


def _writing(pj: Command, run: Runs) -> None:
    """What one writes, and what stands beside it."""
    pj(
        "write",
        "--title",
        f"t {HARM}",
        "--tag",
        f"g {HARM}",
        "--star",
        who="sam",
        stdin=f"I met Ines and Mr. Falk. {HARM} a@example.org",
    )
    pj("write", "--tag", "work", "--tag", "Work", "--at", "2026-03-29 02:30", "x", who="sam")
    pj("story", "1", who="sam")
    pj("edit", "2", "--title", "y", who="sam")
    pj("remove", "2", "--yes", who="sam")
    run("stands", "3")
    run("note", "3")
    run("note", "--topics")
    run("tools", "3")
    run("names", "3", code=1)
    for words in (
        ("stands", "3", HARM),
        (
            "tools",
            "3",
            "--helped",
            HARM,
            "--when",
            HARM,
            "--might-differ",
            HARM,
            "--tag",
            HARM,
            "--light",
            "open",
        ),
        ("tools", "3", "--unsure", HARM),
        ("note", "3", "--topic", HARM, "--skip", HARM, "--ends", HARM, "--help-line", "--described"),
        (
            "people",
            "add",
            f"friend {HARM}",
            "--name",
            f"Ines {HARM}",
            "--name",
            "Ines",
            "--asked",
            "can't ask",
        ),
        ("people", "change", "1", "--asked", "yes"),
        ("people",),
        ("show", "1"),
        ("show", "3"),
        ("list",),
        ("find", "ines"),
        ("tags",),
        ("bring-back",),
        ("versions", "1"),
        ("versions", "3", "--show", "2"),
        ("ways",),
    ):
        run(*words)
    run("names", "3", code=1)


def _moved_in(pj: Command, run: Runs, out: Path) -> None:
    """An entry that says where it came from."""
    source = out / "old.txt"
    text = f"[2019-03-04 09:00:00] The lake @nature\nIt was cold.\n\n[2019-03-05 09:00:00] {HARM} *\nx\n"
    source.write_text(text, encoding="utf-8")
    run("import", str(source), "--as", "jrnl", "--dry-run", who="moved")
    assert pj("import", str(source), "--as", "jrnl", "--yes", who="moved").code == 0
    run("import", str(source), "--as", "jrnl", "--dry-run", who="moved")
    run("show", "1", who="moved")
    with unlocked(pj, "moved") as session:
        session.journal.move_in(
            [came("With files", File(f"{HARM}.jpg", b"x"), File("a", b"y"))], source="old"
        )
    next((pj.places("moved").journal / "files").iterdir()).unlink()
    run("files", "1", who="moved")
    run("files", "3", who="moved")
    run("show", "3", who="moved")
    run("check", who="moved", code=6)


def _letters(pj: Command, run: Runs, out: Path) -> None:
    """Letters there and back, what is set aside, and what was written down of it."""
    meet(pj)
    pj("pause", "3", "--to", "robin", "--until", "tomorrow", "--wish", "ideas", "--note", HARM, who="sam")
    run("paused")
    run("paused", "1")
    pj("pause", "--end", "1", who="sam")
    run("paused")
    for clue in _to_decide(pj):
        pj("names", "3", "--keep", clue, who="sam")
    sent = shared(pj, "3", out, "--wish", "stayed", "--note", HARM)
    assert sent.code == 0, sent.err
    pj("open", "--keep", sent.line, who="robin")
    reply = pj(
        "reply",
        "1",
        "--line",
        HARM,
        "--life",
        HARM,
        "--out",
        str(out),
        "--looked",
        "--unconfirmed",
        who="robin",
    )
    assert reply.code == 0, reply.err
    pj("open", "--keep", reply.line, who="sam")
    pj("shelf", "add", HARM, who="sam")
    pj("shelf", "add", HARM, "--letter", "1", who="robin")
    pj("ledger", "note", "1", HARM, who="sam")
    for who in ("sam", "robin"):
        for words in (
            ("letters",),
            ("letters", "--threads"),
            ("letters", "show", "1"),
            ("peers",),
            ("shelf",),
        ):
            run(*words, who=who)
    run("letters", "show", "2")
    run("find", "kind:letter")
    run("ledger")
    run("ledger", "show", "1")
    pj("letters", "remove", "1", "--yes", who="sam")
    run("ledger", "show", "1")
    run("reply", "--starters")
    run("inspect", sent.line)


def _to_decide(pj: Command) -> list[str]:
    """Return what waits for a decision in the story."""
    told = json.loads(pj("names", "3", "--json", who="sam").out)
    return [clue["word"] for clue in told["to_decide"]]


def _keeping(pj: Command, run: Runs, out: Path) -> None:
    """What looks after a journal; last, another device writes, and a file is damaged."""
    places = pj.places("sam")
    card, backup = out / "a.card", out / "all.tar"
    pj("peers", "card", "--for", "Ana", "--out", str(card), who="sam")
    pj("backup", str(backup), who="sam")
    for path in (card, backup, places.journal / "journal.key", *places.journal.rglob("*.log")):
        run("inspect", str(path))
    (out / "no idea").write_bytes(b"\xff\x00")
    run("inspect", str(out / "no idea"), code=1)
    run("keys")
    run("check")
    run("devices")
    _second_device(pj)
    run("settle")
    run("show", "1")
    run("devices")
    run("versions", "1")


def _second_device(pj: Command) -> None:
    """Have another device change the first entry while this one does, too."""
    here = pj.places("sam").journal
    shutil.copytree(here, pj.places("other").journal)
    with unlocked(pj, "sam") as session:
        entry = session.journal.get("1").id
    for who in ("sam", "other"):
        with unlocked(pj, who) as session:
            session.journal.edit(entry, body=f"{who} {HARM}")
    for path in pj.places("other").journal.rglob("*"):
        there = here / path.relative_to(pj.places("other").journal)
        if path.is_file() and not there.exists():
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, there)
