"""What in a text could still point at someone (F5), by its kind; ordinary sentences ask nothing."""

import pytest

from peerjournal.journal import Names, Why


@pytest.mark.parametrize(
    ("text", "word", "why"),
    [
        ("write to a.b+c@example.org now", "a.b+c@example.org", Why.EMAIL),
        ("see https://example.org/x?y now", "https://example.org/x?y", Why.LINK),
        ("see www.example.org", "www.example.org", Why.LINK),
        ("on example.co.uk too", "example.co.uk", Why.LINK),
        ("she is @bea_1 there", "@bea_1", Why.HANDLE),
        ("see @bea_1. Then she went", "@bea_1", Why.HANDLE),
        ("(see https://example.org/a). Then", "https://example.org/a", Why.LINK),
        ("call 01632 960 983", "01632 960 983", Why.PHONE),
        ("call +44 (0)1632 960983", "+44 (0)1632 960983", Why.PHONE),
        ("it was 21.11.2026", "21.11.2026", Why.DATE),
        ("it was on March 3rd, 2019", "March 3rd, 2019", Why.DATE),
        ("he lived at 12 Mill Lane then", "12 Mill Lane", Why.STREET),
        ("he lived in Hauptstraße 7", "Hauptstraße 7", Why.STREET),
        ("I was in St Hilda College", "St Hilda College", Why.PLACE),
        ("at the University of Nowhere", "University of Nowhere", Why.PLACE),
        ("I met Mary Ann there", "Mary Ann", Why.NAME),
        ("I met Mary's dog", "Mary", Why.NAME),
        ("vi Ärla gick", "Ärla", Why.NAME),
    ],
)
def test_f5_what_could_point_at_someone_is_found(text: str, word: str, why: Why) -> None:
    """F5: the categories of possible leftovers."""
    assert [(one.word, one.why) for one in Names([]).mask(text).leftovers] == [(word, why)]


@pytest.mark.parametrize(
    "text",
    [
        "It rained. Then it stopped. \u201cYes,\u201d I said. \u201cNo.\u201d",
        "On Tuesday in March I'm sure I'd gone, and I've said so.",
        "- One\n- Two\n\n# Three\n\n> Four",
        'She said, \u201cTell me about Tuesdays,\u201d and then: "There."',
        "From 1990-1995, 12 of 14, at 3.15, half past 4.",
        "e.g. this, i.e. that",
        "日本語の文",
    ],
)
def test_f5_ordinary_sentences_ask_nothing(text: str) -> None:
    """F5: Weekdays and months are skipped, and so is how a sentence begins."""
    assert Names([]).mask(text).leftovers == ()
