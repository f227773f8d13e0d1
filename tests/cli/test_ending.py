"""What is said where a command is not used as it can be: in our words, and never in those that were typed."""

import errno

import pytest

from peerjournal.cli import ending
from tests.cli.conftest import run


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("show", "Something is missing: N. Example: peerjournal show 12"),
        ("remove", "Something is missing: N.... Example: peerjournal remove 12 14"),
        ("peers add", "Something is missing: NAME. Example: peerjournal peers add Sam for-robin.card"),
        ("share 2", "Something is missing: `--to PEER`."),
        ("list --shiny", "There is no option `--shiny` here."),
        ("list -n", "Something must stand behind `-n`."),
        ("list -n shiny", "`-n` can't be used like that. It takes a whole number."),
        ("list -n 0", "`-n` can't be used like that. It takes a whole number."),
        ("list --kind shiny", "`--kind` can't be used like that. It takes entry or story."),
        ("edit 1 --body shiny", "`--body` can't be used like that. It takes -."),
        ("share 2 --to Robin --careful shiny", "Write the numbers with commas between them, as in `1,3`."),
        ("show 12 shiny", "There are more words here than this command takes."),
        ("shiny", "There is no such command."),
        ("--passphrase-fd shiny list", "`--passphrase-fd` can't be used like that. It takes a whole number."),
    ],
)
def test_wrong_usage_is_told_in_our_words(arguments: str, said: str) -> None:
    told = run(*arguments.split())
    assert (told.code, told.out) == (2, "")
    assert said in told.err
    assert told.err.splitlines()[-1].startswith("See `peerjournal")
    assert "shiny" not in told.err.replace("`--shiny`", "")


def test_a_full_disk_behind_the_output_is_told_apart_from_a_fault_of_ours() -> None:
    assert ending.refusal(OSError(errno.ENOSPC, "shiny"), debug=False)[0] == 8
    code, told = ending.refusal(OSError(errno.EBADF, "shiny"), debug=False)
    assert code == 1
    assert "in the program itself (OSError" in told
    assert "shiny" not in told
