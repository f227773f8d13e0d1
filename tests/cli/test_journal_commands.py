"""Writing, changing, removing: what the commands do, say and refuse."""

import json
from collections.abc import Callable

import pytest

from peerjournal.cli import given
from peerjournal.disk import Disk
from tests.cli.conftest import Command


def written(pj: Command, *texts: str) -> None:
    for text in texts:
        assert pj("write", "--no-date", text).code == 0


def body(pj: Command, number: str) -> str:
    return pj("show", number, "--raw").out.removesuffix("\n")


def fields(pj: Command, number: str) -> dict[str, object]:
    told: dict[str, object] = json.loads(pj("show", number, "--json").out)
    return told


# Writing


def test_write_says_what_it_kept_and_leaves_stdout_clean(pj: Command) -> None:
    answer = pj("write", "--at", "2026-11-21 09:00", "I was walking.", "--tag", "nature")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.splitlines()[0] == 'Kept 1 · 2026-11-21 09:00 · "I was walking." · #nature'


def test_write_takes_its_text_from_stdin(pj: Command) -> None:
    pj("write", stdin="# The lake\n\nIt rained: żółw.\n")
    assert body(pj, "1") == "# The lake\n\nIt rained: żółw."


def test_write_keeps_everything_that_is_said_of_it(pj: Command) -> None:
    said = ("--title", "The lake", "--tag", "nature", "--tag", "first time", "--tag", "Nature", "--star")
    answer = pj("write", *said, "--story", "--at", "2026-11-21 09:00", stdin="x")
    assert answer.err == 'Kept 1 · story · 2026-11-21 09:00 · "The lake" · #nature #"first time" · starred\n'
    told = fields(pj, "1")
    assert (told["title"], told["kind"], told["starred"]) == ("The lake", "story", True)
    assert told["tags"] == ["nature", "first time"]


@pytest.mark.parametrize(
    "words", [["2026-01-31 18:30: I was walking."], ["2026-01-31", "6:30pm:", "I", "was walking."]]
)
def test_the_words_may_begin_with_when_it_was(pj: Command, words: list[str]) -> None:
    pj("write", *words)
    assert str(fields(pj, "1")["written"]).startswith("2026-01-31T18:30:00")
    assert body(pj, "1") == "I was walking."


def test_when_alone_stands_before_a_text_from_stdin(pj: Command) -> None:
    pj("write", "2026-01-31:", stdin="today: is how it begins.\n")
    assert str(fields(pj, "1")["written"]).startswith("2026-01-31T09:00:00")
    assert body(pj, "1") == "today: is how it begins."


def test_no_date_keeps_every_word(pj: Command) -> None:
    pj("write", "--no-date", "yesterday: all my troubles")
    assert body(pj, "1") == "yesterday: all my troubles"


def test_at_says_when_and_leaves_the_words_alone(pj: Command) -> None:
    pj("write", "--at", "2026-01-31 10:00", "yesterday: all my troubles")
    assert body(pj, "1") == "yesterday: all my troubles"
    assert str(fields(pj, "1")["written"]).startswith("2026-01-31T10:00:00")


def test_a_day_that_there_never_was_stays_in_the_text_and_is_pointed_out(pj: Command) -> None:
    answer = pj("write", "31/04: we met.")
    assert answer.code == 0
    assert "kept as text" in answer.err
    assert body(pj, "1") == "31/04: we met."


def test_a_bad_time_is_refused_before_the_passphrase_counts(pj: Command) -> None:
    for arguments in (
        ["write", "--at", "soon", "x"],
        ["edit", "1", "--at", "soon"],
        ["list", "--to", "soon"],
    ):
        answer = pj(*arguments, passphrase="not this one")
        assert answer.code == 2
        assert "soon" not in answer.err


@pytest.mark.parametrize("nothing", ["", "\n", " \t\n\n", "\x1b\x07"])
def test_an_empty_text_is_not_kept(pj: Command, nothing: str) -> None:
    answer = pj("write", "--title", "A title", stdin=nothing)
    assert answer.code == 2
    assert "no text" in answer.err
    assert pj("list").out == ""


def test_a_command_line_is_hinted_at_once_and_stdin_never(pj: Command) -> None:
    """F18: text on the command line is taken, with one hint."""
    assert "shell" not in pj("write", stdin="x").err
    assert "shell" in pj("write", "x").err
    assert "shell" not in pj("write", "x").err
    assert "shell" not in pj("jot", "x").err


def test_a_hint_that_cannot_be_remembered_fails_no_save(pj: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    pj.make()
    create = Disk.create

    def refuse(disk: Disk, path: object, data: bytes) -> None:
        if str(path).endswith(given._MARKER):
            raise OSError(28, "No space left on device")
        create(disk, path, data)  # type: ignore[arg-type]  # passed through as it came

    monkeypatch.setattr(Disk, "create", refuse)
    answer = pj("write", "The lake.")
    assert answer.code == 0
    assert "The lake." in pj("list").out


# Nothing is lost


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return a function that lets nothing more be written."""

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    return lambda: monkeypatch.setattr(Disk, "write", refuse)


def test_what_was_piped_in_and_could_not_be_saved_is_given_back(
    pj: Command, full_disk: Callable[[], None]
) -> None:
    pj.make()
    full_disk()
    answer = pj("write", stdin="A long evening's work.\n\nAll of it.\n")
    assert answer.code == 8
    assert answer.out == "A long evening's work.\n\nAll of it.\n"
    assert "not kept" in answer.err
    assert "evening" not in answer.err


def test_what_stood_on_the_command_line_is_not_repeated(pj: Command, full_disk: Callable[[], None]) -> None:
    """F18: an error does not repeat it."""
    pj.make()
    full_disk()
    answer = pj("write", "A secret.")
    assert (answer.code, answer.out) == (8, "")
    assert "secret" not in answer.err


def test_a_new_text_that_could_not_be_saved_is_given_back_and_the_old_one_stays(
    pj: Command, full_disk: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    written(pj, "Old.")
    full_disk()
    answer = pj("edit", "1", stdin="New.")
    assert (answer.code, answer.out) == (8, "New.\n")
    monkeypatch.undo()
    assert body(pj, "1") == "Old."


@pytest.mark.parametrize("arguments", [["write"], ["edit", "1"]])
def test_a_wrong_passphrase_loses_nothing_that_was_piped_in(pj: Command, arguments: list[str]) -> None:
    answer = pj(*arguments, stdin="My words.", passphrase="not this one")
    assert (answer.code, answer.out) == (4, "My words.\n")


def test_an_edit_of_what_is_not_there_gives_the_text_back(pj: Command) -> None:
    answer = pj("edit", "7", stdin="My words.")
    assert (answer.code, answer.out) == (1, "My words.\n")


# Changing


def test_edit_changes_what_is_named_and_nothing_else(pj: Command) -> None:
    pj("write", "--title", "A", "--tag", "one", "--tag", "Two", "--at", "2026-11-21 09:00", stdin="Text.")
    answer = pj("edit", "1", "--tag", "three", "--untag", "#TWO", "--star", stdin="not for it")
    assert answer.err == 'Changed 1 · 2026-11-21 09:00 · "A" · #one #three · starred\n'
    assert body(pj, "1") == "Text."
    pj("edit", "1", "--unstar", "--at", "2026-11-20 08:00", "--title", "")
    told = fields(pj, "1")
    assert (told["title"], told["starred"], told["tags"]) == ("", False, ["one", "three"])
    assert str(told["written"]).startswith("2026-11-20T08:00:00")
    assert body(pj, "1") == "Text."


def test_edit_takes_a_new_text_from_stdin(pj: Command) -> None:
    written(pj, "Old.")
    assert pj("edit", "1", stdin="New.\n\nAll of it.\n").code == 0
    assert body(pj, "1") == "New.\n\nAll of it."


def test_edit_takes_text_and_more_where_it_is_told_to(pj: Command) -> None:
    written(pj, "Old.")
    assert pj("edit", "1", "--title", "A", "--body", "-", stdin="New.").code == 0
    assert (body(pj, "1"), fields(pj, "1")["title"]) == ("New.", "A")


@pytest.mark.parametrize("arguments", [["--star"], [], ["--body", "-"], ["--title", "B", "--body", "-"]])
def test_an_empty_stdin_never_empties_a_text(pj: Command, arguments: list[str]) -> None:
    written(pj, "The lake.")
    pj("edit", "1", *arguments, stdin="")
    assert body(pj, "1") == "The lake."


def test_a_text_that_is_shown_raw_can_be_put_back_unchanged(pj: Command) -> None:
    pj("write", stdin="  # Odd\n\n\n[[mine]] `code`\n\ttab  \n")
    raw = pj("show", "1", "--raw").out
    pj("edit", "1", stdin=raw)
    assert pj("show", "1", "--raw").out == raw
    assert fields(pj, "1")["edited"] is None


def test_a_story_is_a_copy_whose_number_is_printed(pj: Command) -> None:
    pj("write", "--title", "The stairwell", "--tag", "work", stdin="Budget day. [[Mine.]]")
    answer = pj("story", "1")
    assert (answer.code, answer.out) == (0, "2\n")
    told = fields(pj, "2")
    assert (told["kind"], told["title"], told["tags"]) == ("story", "The stairwell", [])
    assert told["from_entry"] == fields(pj, "1")["id"]
    assert body(pj, "2") == body(pj, "1") == "Budget day. [[Mine.]]"
    assert pj("story", "2").code == 1


# Removing


@pytest.mark.parametrize("command", ["remove", "bring-back"])
def test_without_a_terminal_and_without_yes_nothing_is_done(pj: Command, command: str) -> None:
    written(pj, "One.", "Two.")
    pj("remove", "2", "--yes")
    before = pj("list").out
    identifier = json.loads(pj("list", "--json").out)["items"][0]["id"]
    for reference in ("1", "2", identifier):
        answer = pj(command, reference, stdin="y\n")
        assert answer.code in {1, 2}
    assert pj("list").out == before


def test_what_was_removed_is_told_how_to_come_back_and_does(pj: Command) -> None:
    written(pj, "One.", "Two.", "Three.")
    answer = pj("remove", "1", "3", "1", "--yes")
    assert answer.code == 0
    assert "`peerjournal bring-back 1 3`" in answer.err
    assert [line.split()[0] for line in pj("list").out.splitlines()] == ["2"]
    assert [line.split()[0] for line in pj("bring-back").out.splitlines()] == ["3", "1"]
    assert pj("show", "1").code == 1
    assert pj("bring-back", "3", "1", "--yes").code == 0
    assert [line.split()[0] for line in pj("list").out.splitlines()] == ["3", "2", "1"]
    assert body(pj, "1") == "One."
    assert pj("bring-back").out == ""


def test_one_unknown_number_among_several_removes_none(pj: Command) -> None:
    written(pj, "One.", "Two.")
    assert pj("remove", "1", "9", "--yes").code == 1
    assert pj("bring-back", "1", "9", "--yes").code == 1
    assert len(pj("list").out.splitlines()) == 2


def test_a_number_is_never_given_again(pj: Command) -> None:
    written(pj, "One.", "Two.")
    pj("remove", "2", "--yes")
    assert pj("write", stdin="Three.").err.startswith("Kept 3 · ")
