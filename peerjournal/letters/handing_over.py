"""Handing over: the form that fits a peer, the ways of the file and of its words, and what may go wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Use:
    """One answer to what somebody uses."""

    form: str
    """The form that fits; ``together`` where nothing leaves at all."""
    label: str
    more: str
    """What it comes to, in a line."""


@dataclass(frozen=True, slots=True, repr=False)
class HandingOver:
    """What there is to know when a file is there: plain sentences, most important first."""

    file: tuple[str, ...]
    words: tuple[str, ...]
    """Which way the words go. The words themselves stand in ``read_aloud``, and nowhere else."""
    may_go_wrong: tuple[str, ...]
    read_aloud: str
    """To be said to the peer as it is. The name they have here is not in it: that is the writer's own."""


TOGETHER: Final = "together"
"""In the place of a form, in the ledger too: a letter that is read at one screen."""

USES: Final = (
    Use(
        "sealed",
        "Peerjournal, or another age program",
        "A sealed file, for their key alone. Where you can choose, choose this one.",
    ),
    Use(
        "page",
        "A computer with a browser",
        "A web page that six words open. They can write back, if you asked for it.",
    ),
    Use("pdf", "A phone or a tablet", "A PDF for the phone's own viewer. Six words open it."),
    Use(TOGETHER, "Nothing: you meet", "You read it together, on this screen. Everything else stays locked."),
    Use(
        "markdown",
        "Only plain text, or paper",
        "A file that is not sealed. Anybody who gets at it can read it.",
    ),
)
"""Answers to "What does your person use?", in the order in which they are offered."""

_WHEN_IT_SUITS: Final = "Read it when it suits you, or not at all."
_COPIES: Final = "Mail, chats, clouds and devices keep copies, and the words open each one."


@dataclass(frozen=True, slots=True)
class _Said:
    """The same with room in it: for what the peer is called, the file's name, and the words."""

    file: tuple[str, ...]
    words: tuple[str, ...]
    may_go_wrong: tuple[str, ...]
    read_aloud: tuple[str, ...]


_SAID: Final[Mapping[str, _Said]] = MappingProxyType(
    {
        "sealed": _Said(
            file=(
                "Give {called} {file} any way you like: mail, a chat, a stick.",
                "In a chat, attach it as a file or document.",
            ),
            words=("There are no words to tell: the key that {called} has opens it.",),
            may_go_wrong=(
                "Unless you read each other your six words, it isn't sure whose card it is.",
                "Some mail services hold back sealed files: then use a chat or a stick.",
                "Whoever carries it can tell how big it is, and from whom to whom it goes.",
            ),
            read_aloud=(
                "I have something for you to read.",
                "It comes as {a_file}.",
                "Open it with Peerjournal, or with the program whose key you gave me.",
                _WHEN_IT_SUITS,
            ),
        ),
        "page": _Said(
            file=(
                "Give {called} {file} on a stick, in a chat, or by mail.",
                "In a chat, attach it as a file or document.",
            ),
            words=(
                "Tell {called} the six words another way: on the phone, or when you meet.",
                "Never in the same message as the file, and better not in the same app.",
                "Capitals, spaces and hyphens make no difference.",
            ),
            may_go_wrong=(
                "Whoever can change the file can change the page: a sealed file is safer.",
                "Some mail services hold it back as harmful: then use a chat or a stick.",
                "A phone's preview can't open it: save it and use a browser, or take a PDF.",
                _COPIES,
            ),
            read_aloud=(
                "I have something for you to read.",
                "It comes as a web page, in a file.",
                "Save the file, and open it in a browser, best on a computer.",
                "It needs no internet.",
                "It asks for six words: {words}.",
                "Please keep the words away from the file.",
                _WHEN_IT_SUITS,
            ),
        ),
        "pdf": _Said(
            file=(
                "Give {called} {file} in a chat, by mail, or on a stick.",
                "In a chat, attach it as a document, not as a picture.",
            ),
            words=(
                "Tell {called} the words another way: on the phone, or when you meet.",
                "They are typed exactly so: small letters, hyphens in between, no spaces.",
                "Never in the same message as the file, and better not in the same app.",
            ),
            may_go_wrong=(
                "Phones like to begin with a capital: then the words don't open it.",
                "A preview or an old viewer may refuse the words: save it, try another one.",
                "Some mail services hold back sealed files: then use a chat or a stick.",
                _COPIES,
            ),
            read_aloud=(
                "I have something for you to read.",
                "It comes as a PDF.",
                "It asks for a password, and that is six words: {words}.",
                "All of it in small letters, with a hyphen between two words, and no spaces.",
                "Please keep the words away from the file.",
                _WHEN_IT_SUITS,
            ),
        ),
        TOGETHER: _Said(
            file=(
                "There is no file: {called} reads on this screen, with you there.",
                "Pick a place and a time where nobody else looks on.",
            ),
            words=("There are no words to tell, and your passphrase stays yours.",),
            may_go_wrong=(
                "Somebody could look on, or take a picture of the screen.",
                "Only your journal is locked: whatever else is on this computer is not.",
                "It may land hard: you can both stop at any line.",
            ),
            read_aloud=(
                "I have something I'd like you to read here, with me.",
                "Take your time.",
                "You don't need to fix it or to say anything.",
                "You can stop when you like.",
            ),
        ),
        "markdown": _Said(
            file=(
                "Put {file} into {called}'s hands: on a stick, or on paper.",
                "To print it, open it in a text editor, and print from there.",
                "By mail or chat it works too, but each keeps a copy that can be read.",
            ),
            words=("There are no words to tell: the file is not sealed.",),
            may_go_wrong=(
                "Anybody who gets at the file or the paper can read it.",
                "Mail, chats, clouds and backups keep copies, and who runs them can look in.",
                "The printer, its queue and lists of recent files may keep some of it.",
                "Deleting it, here or on a stick, doesn't always take it away at once.",
            ),
            read_aloud=(
                "I have something for you to read.",
                "It is plain text, in {a_file}.",
                "Anybody who gets at it can read it, so please keep it where only you look.",
                _WHEN_IT_SUITS,
            ),
        ),
    }
)

_IN_A_MOMENT: Final = "I'll tell you those in a moment"


def handing_over(form: str, *, called: str, name: str = "", words: str = "") -> HandingOver:
    """Return what to say of handing over one file.

    Args:
        form: One of the forms, or ``TOGETHER``.
        called: What the peer is called here; it stands only in what the writer reads.
        name: What the file is called.
        words: What opens it, as it is told; empty where there are none, or none yet.
    """
    said = _SAID[form]
    filled = {
        "called": called,
        "file": name or "the file",
        "a_file": f"a file called {name}" if name else "a file",
        "words": words or _IN_A_MOMENT,
    }

    def fill(sentences: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sentence.format_map(filled) for sentence in sentences)

    aloud = fill(said.read_aloud)
    return HandingOver(fill(said.file), fill(said.words), fill(said.may_go_wrong), " ".join(aloud))
