"""How hard a text is to read: the Flesch-Kincaid grade, with syllables counted by their vowels."""

import re

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^aeiouy]es|[^td]ed)$")


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return re.findall(r"[A-Za-z]+(?:['\u2019-][A-Za-z]+)*", text)


def syllables(word: str) -> int:
    """Return about how many syllables an English word has."""
    word = re.sub("[^a-z]", "", word.lower())
    count = len(_VOWELS.findall(word))
    return max(1, count - bool(_SILENT.search(word)))


def grade(text: str) -> float:
    """Return the school year in which one reads this with ease."""
    said = words(text)
    sentences = max(1, len(re.findall(r"[.?:\u2026]+(?=\s|$)", text)))
    return 0.39 * len(said) / sentences + 11.8 * sum(map(syllables, said)) / len(said) - 15.59
