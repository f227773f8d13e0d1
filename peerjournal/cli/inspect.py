"""The command `inspect`: what a sealed file is, told without a key and without a passphrase."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from peerjournal.cli import files, offered
from peerjournal.cli.program import Program
from peerjournal.cli.terminal import LARGEST
from peerjournal.errors import BadCard, CryptoError, InputError, JournalDamaged

if TYPE_CHECKING:  # The age format is read only once there is a file of it.
    from peerjournal.crypto.age import Inspection

_ANSWER_SIZE = 1352
"""Bytes of an answer's plaintext; letters are padded to sizes that this is not one of."""
_RECIPIENTS = {
    "X25519": "an age key",
    "mlkem768x25519": "a post-quantum age key, as a card has",
    "scrypt": "a passphrase",
}
_AGE_STARTS = (b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----")
_JOURNAL_FILES = {
    "key file": "The key file of a journal.",
    "log": "A log of a journal: sealed pages, and nothing that opens without its keys.",
    "backup": "A backup of a journal. `peerjournal restore` brings the journal back from it.",
    "draft": "A draft of something being written, sealed.",
    "file": "A file that belongs to an entry, sealed. What opens it stands in that entry alone.",
}


@dataclass(frozen=True, slots=True)
class _Found:
    """What a file turned out to be."""

    kind: str
    sentences: tuple[str, ...]
    facts: dict[str, Any] = field(default_factory=dict)
    code: int = 0


@click.command("inspect", epilog="Example: peerjournal inspect letter-7f3a.age")
@click.argument("file", type=offered.A_FILE)
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
@click.pass_obj
def inspect_command(program: Program, *, file: str, as_json: bool) -> int:
    """Say what a sealed file is, without opening it."""
    terminal = program.terminal
    if file == "-" and terminal.asks:
        terminal.tell(files.PASTE)
    data = terminal.standard_input_bytes() if file == "-" else files.begin(file, LARGEST + 1)
    found = _found(data)
    if as_json:
        terminal.result_json({"kind": found.kind, **found.facts})
    else:
        for sentence in found.sentences:
            terminal.result(sentence)
    return found.code


def _found(data: bytes) -> _Found:
    """Tell what it is by how it begins; nothing of that is authentic until it is opened."""
    from peerjournal.peers import CARD_BEGIN  # noqa: PLC0415 — only this command needs it here
    from peerjournal.vault import read_label  # noqa: PLC0415 — as above

    label = read_label(data)
    if label is not None:
        return _journal_file(label)
    if len(data) > LARGEST:
        raise InputError("That is larger than 8 MiB, so it is nothing that Peerjournal makes or opens.")
    if data.lstrip().startswith(_AGE_STARTS):
        return _age_file(data)
    if CARD_BEGIN in data:
        return _card(data)
    return _Found("unknown", ("This is nothing that Peerjournal makes or opens.",), code=1)


def _journal_file(label: Any) -> _Found:
    if not label.whole:
        raise JournalDamaged(
            "This is a file of a journal, and it fails its check.", hint="Nothing was changed."
        )
    sentences = [_JOURNAL_FILES[label.kind]]
    if ways_in := label.facts.get("ways_in"):
        named = {"passphrase": "a passphrase", "recovery": "the recovery words"}
        sentences.append(f"It opens with {', or with '.join(named[one] for one in ways_in)}.")
    if label.facts.get("later_version"):
        sentences.append("A later version of the program wrote it.")
    return _Found(label.kind, tuple(sentences), dict(label.facts))


def _card(data: bytes) -> _Found:
    from peerjournal.peers import Card  # noqa: PLC0415 — as above

    try:
        Card.decode(data)
    except BadCard as error:
        return _Found("card", (f"A card that can't be used. {error}",), {"whole": False}, code=1)
    told = "A card, whole. `peerjournal peers add NAME FILE` takes it in, under the name you give."
    return _Found("card", (told,), {"whole": True})


def _age_file(data: bytes) -> _Found:
    from peerjournal.crypto.age import inspect  # noqa: PLC0415 — as above

    try:
        head = inspect(data)
    except CryptoError:
        told = "An age file, and not a whole one: its first lines can't be read."
        return _Found("age file", (told,), {"whole": False}, code=1)
    whole, answer = head.plaintext_size is not None, _may_be_answer(head)
    facts = {
        "armored": head.armored,
        "maybe_an_answer": answer,
        "plaintext_size": head.plaintext_size,
        "post_quantum": head.post_quantum,
        "recipients": list(head.stanza_types),
        "whole": whole,
    }
    sealed_to = " and ".join(_RECIPIENTS.get(one, "a key of another kind") for one in head.stanza_types)
    sentences = [f"An age file{', as text' if head.armored else ''}, sealed to {sealed_to}."]
    if whole:
        sentences.append(f"It holds {head.plaintext_size:,} bytes. What they are, only the key shows.")
    else:
        sentences.append("It is cut off: no whole file has its size.")
    sentences += ["By its size it may be an answer to a card."] if answer else []
    return _Found("age file", tuple(sentences), facts, code=0 if whole else 1)


def _may_be_answer(head: "Inspection") -> bool:
    return (head.plaintext_size, head.stanza_types) == (_ANSWER_SIZE, ("mlkem768x25519",))
