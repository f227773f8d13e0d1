"""A made-up journal of any size, the same at every run; words, lengths, tags and dates are like real ones.

Bodies are log-normal, 0.2 to 8 KB and 1.5 KB on average; words follow Zipf's law with a habit of pairs, so
that text compresses and searches as English does. `lighthouse` stands in about 2 % of the entries,
`quillwort` in 0.1 %, `xylograph` in none.
"""

import math
import random
from bisect import bisect
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any


def _words(text: str) -> list[str]:
    return text.split()


COMMON = _words(
    "the and to of a i in was it that we my for on with had he at but she not be as you this have they "
    "so is me from were all out up there about her when him then just what one will our been like if by "
    "or would which an time no day some more into can after them went his back today did over very go "
    "really get got before do know down now good work could too think see how only who morning home "
    "little well still has night two again came way said first other than where much made long their "
    "your new here make because never off through around few people last old even always something "
    "things next year feel felt want house right love away being told thought week started going take "
    "took friend mother father garden rain letter coffee train window evening walk book river street "
    "city summer winter kitchen music dream children sister brother dinner phone office meeting project "
    "doctor money party school church beach mountain snow bread table light door car road bus station "
)
TAGS = _words(
    "work family health travel garden dreams books music food friends money running writing code rain "
)
MARKERS = (("lighthouse", 0.02), ("quillwort", 0.001))
_ONSETS = _words(
    "b br c ch cl d dr f fl fr g gl gr h j k l m n p pl pr qu r s sc sh sl sp st str t th tr v w wh y "
)
_VOWELS = _words("a e i o u ai ea ee ie oa oo ou ow er ar or an en in on al el il ")
_ENDS = _words("b ck d ft g ld ll lt m mp n nd ng nk nt p r rd rk rn rt s sh sk ss st t th x y ly ing ed er ")


class Corpus:
    """Makes entries one after the other; the same seed gives the same ones."""

    def __init__(self, seed: int = 7, vocabulary: int = 16_000) -> None:
        self._random = random.Random(seed)  # noqa: S311 — figures, not secrets
        self._words = list(dict.fromkeys((*COMMON, *self._invented(vocabulary))))[:vocabulary]
        self._weights = list(accumulate(1 / (k + 2.7) ** 1.07 for k in range(len(self._words))))
        self._habits: dict[str, list[str]] = {}
        self._tags = TAGS + [word for word in self._words[900:] if len(word) > 3][: 300 - len(TAGS)]
        self._tag_weights = list(accumulate(1 / (k + 1) for k in range(len(self._tags))))

    def _invented(self, count: int) -> Iterator[str]:
        choice = self._random.choice
        for _ in range(3 * count):
            middle = "".join(choice("bdfglmnprstv") + choice(_VOWELS) for _ in range(choice((0, 0, 1, 1, 2))))
            yield choice(_ONSETS) + choice(_VOWELS) + middle + choice(_ENDS)

    def _any(self) -> str:
        return self._words[bisect(self._weights, self._random.random() * self._weights[-1])]

    def _after(self, word: str) -> str:
        if self._random.random() >= 0.62:
            return self._any()
        if word not in self._habits:
            self._habits[word] = [self._any() for _ in range(4)]
        return self._habits[word][int(self._random.random() ** 2 * 4)]

    def _text(self, size: int) -> str:
        parts: list[str] = []
        written, word, left = 0, self._any(), 0
        while written < size:
            word = self._after(word)
            left -= 1
            if left < 0:
                left = self._random.randint(4, 22)
                parts.append((". " if parts else "") + word.capitalize())
            else:
                parts.append(" " + word)
            written += len(parts[-1])
        return "".join(parts) + "."

    def entries(self, count: int, years: int = 20) -> Iterator[dict[str, Any]]:
        """Yield ``count`` entries, oldest first: title, body, tags, and written as a naive local time."""
        chance = self._random
        for minute in sorted(chance.randrange(years * 525_600) for _ in range(count)):
            body = self._text(min(8000, max(200, int(math.exp(chance.gauss(6.95, 0.80))))))
            for marker, share in MARKERS:
                if chance.random() < share:
                    body += f" {marker.capitalize()}."
            tags: list[str] = []
            while len(tags) < 3:
                tag = self._tags[bisect(self._tag_weights, chance.random() * self._tag_weights[-1])]
                tags += [tag] if tag not in tags else []
            title = " ".join(self._any() for _ in range(chance.randint(2, 7))).capitalize()
            when = datetime(2005, 1, 1) + timedelta(minutes=minute)  # noqa: DTZ001 — jrnl knows no zones
            yield {"title": title, "body": body, "tags": tags, "written": when}
