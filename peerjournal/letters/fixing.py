"""Look it over: phrases that may sound like fixing, in a reply of one's own, when its writer asks.

For replies only, and never by itself. It blocks nothing, counts nothing and keeps nothing. The list is fixed
and stands here for anyone to read. What the other person wrote, quoted, is not looked at.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from peerjournal.letters.reply import STEPS, Reply

FIXING: Final = (
    (
        ("you should", "you need to", "you have to", "why don't you", "have you tried"),
        "This may sound like fixing. Could it be 'What helped me was...', or a question?",
    ),
    (
        ("at least", "could be worse", "others have it worse"),
        "This may shrink what they said. Could you name how it was for them?",
    ),
    (
        ("I know exactly how you feel",),
        "Close, but theirs is theirs. 'Some of this felt familiar' leaves room.",
    ),
    (
        (
            "everything happens for a reason",
            "stay positive",
            "calm down",
            "just breathe",
            "just try",
            "just think",
        ),
        "Kindly meant. It can land as 'stop feeling this'.",
    ),
    (
        ("you're so brave", "so strong", "inspiring"),
        "Praise can put someone on a shelf. What did it do in *you*?",
    ),
)
"""Phrases, and what is said of them; whole words, whatever their case."""

MOST_ROOM: Final = "Your own story has taken most of the room. Shorter may land better."
NOTHING_FOUND: Final = "Nothing on the list is in it."

_ROOM: Final = 0.6
_SHORT: Final = 20
"""Words under which one's own story takes no room to speak of."""
_AROUND: Final = 2
"""So many words beside a phrase must be theirs too, for it to be a quotation of them."""
_LIFE: Final = next(label for name, _, label in STEPS if name == "life")
_QUOTED: Final = re.compile(
    r"^[ ]{0,3}>.*$|\"[^\"\n]*\"|“[^“”\n]*”|„[^„“”\n]*[“”]|«[^«»\n]*»|\u2018[^\u2018\n]*?\u2019(?!\w)",
    re.MULTILINE,
)
_WORD: Final = re.compile(r"\w+(?:'\w+)*")
_SENTENCE: Final = re.compile(r"[^.?!\n\x00]+")

Words = tuple[str, ...]


def look_over(reply: Reply, quoted_text: str = "") -> list[tuple[str, str]]:
    """Return each phrase of the list that stands in a reply, with what there is to say of it.

    Args:
        reply: A draft, as far as it is written.
        quoted_text: The letter that it answers.
    """
    theirs = _run(_words(quoted_text))
    parts = (reply.note, *(getattr(reply, name) for name, _, _ in STEPS))
    said = [words for part in parts for words in _sentences(part)]
    found = [
        (phrase, sentence)
        for phrases, sentence in FIXING
        for phrase in phrases
        if _is_said(_words(phrase), said, theirs)
    ]
    own, all_words = len(_words(reply.life)), sum(len(_words(part)) for part in parts)
    if own >= _SHORT and own > _ROOM * all_words:
        found.append((_LIFE, MOST_ROOM))
    return found


def _words(text: str) -> Words:
    return tuple(_WORD.findall(text.replace("\u2019", "'").casefold()))


def _sentences(text: str) -> Iterator[Words]:
    """Yield the words of each sentence, without what stands between quote marks or behind a quote sign."""
    for sentence in _SENTENCE.findall(_QUOTED.sub("\x00", text)):
        yield _words(sentence)


def _is_said(phrase: Words, said: Iterable[Words], theirs: str) -> bool:
    return any(_stands_in(phrase, sentence, theirs) for sentence in said)


def _stands_in(phrase: Words, sentence: Words, theirs: str) -> bool:
    """Whether a sentence holds a phrase that is not quoted from them."""
    return any(
        not _is_theirs(sentence, place, place + len(phrase), theirs)
        for place in range(len(sentence) - len(phrase) + 1)
        if sentence[place : place + len(phrase)] == phrase
    )


def _is_theirs(sentence: Words, start: int, end: int, theirs: str) -> bool:
    """Whether the words from ``start`` to ``end``, and some beside them, stand in their letter."""
    windows = {(max(0, start - before), min(len(sentence), end + _AROUND - before)) for before in range(3)}
    wanted = min(end - start + _AROUND, len(sentence))
    return any(_run(sentence[first:last]) in theirs for first, last in windows if last - first >= wanted)


def _run(words: Words) -> str:
    """Return words as one text in which only whole words can be found."""
    return f" {' '.join(words)} "
