"""A program that saves again and again, to be run beside another or killed; it says what is saved."""

import sys
from datetime import datetime
from pathlib import Path

from peerjournal.vault import Vault


def say(line: str) -> None:
    """Say a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(folder: str, state: str, passphrase: str, name: str, count: str) -> None:
    """Save ``count`` entries; with a count of 0 hold the lock until somebody ends this program."""
    vault = Vault.unlock(
        Path(folder), Path(state), passphrase=passphrase, clock=lambda: datetime.now().astimezone()
    )
    for index in range(int(count)):
        with vault.transaction() as change:
            number = change.number("entries")
            change.put("entries", vault.new_id(), {"title": f"{name} {index}", "number": number})
        say(f"{name} {index}")
    if int(count) == 0:
        with vault.transaction() as change:
            change.put("entries", vault.new_id(), {"title": "never finished"})
            say("holding")
            sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
