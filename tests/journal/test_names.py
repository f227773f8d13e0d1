"""Other people's names (F5): each is replaced as it stands, and nothing else of the text is touched."""

import unicodedata

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from peerjournal.errors import JournalError, NoSuchPerson
from peerjournal.journal import Asked, Names, People, Person, Why
from peerjournal.text import clean
from peerjournal.vault import Vault
from tests.sampling import part, sampled


def person(stand_in: str, *names: str, number: int = 1) -> Person:
    return Person(f"id-{stand_in}", number, "device", stand_in, names)


def masked(text: str, *people: Person) -> str:
    return Names(people).mask(text).text


ANN = person("my sister", "Ann", "Ann Lee")
JOSE = person("a friend", "José")
BETTANY = person("a woman from the post room", "Bettany from the post room", "Bettany")


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        ("It was Ann.", "It was my sister."),
        ("Ann's coat, Ann\u2019s hat", "My sister's coat, my sister\u2019s hat"),
        ("We saw Ann Lee.", "We saw my sister."),
        ("We saw Ann\nLee.", "We saw my sister."),
        ("We saw Ann\n\nLee.", "We saw my sister\n\nLee."),
        ("It was ANN.", "It was my sister."),
        ("an anniversary, Anniversary, Annie, Joann", "an anniversary, Anniversary, Annie, Joann"),
        ("an Ann-like calm, post-Ann", "an my sister-like calm, post-my sister"),
        (
            "*Ann* _Ann_ **Ann** (Ann) \u201cAnn\u201d",
            "*My sister* _my sister_ **my sister** (my sister) \u201cmy sister\u201d",
        ),
        ("with Ann2 and Ann_x", "with my sister2 and my sister_x"),
        ("to A\u00adnn and A\u200bn\u200dn", "to my sister and my sister"),
        ("to \uff21\uff4e\uff4e", "to my sister"),
        ("- Ann\n> Ann\n# Ann", "- My sister\n> My sister\n# My sister"),
        (
            "No. Ann did. Yes! Ann? \u201cAnn\u201d",
            "No. My sister did. Yes! My sister? \u201cMy sister\u201d",
        ),
        ("Dr. Ann and Mr. Ann", "Dr. my sister and Mr. my sister"),
        ("and then\nAnn came", "and then\nmy sister came"),
        ("日本のAnnさん", "日本のmy sisterさん"),
    ],
)
def test_f5_a_listed_name_is_replaced_and_nothing_else(text: str, leaves: str) -> None:
    """F5: possessive, hyphen, capitals, inside a longer word, at the start of a sentence."""
    assert masked(text, ANN) == leaves


@pytest.mark.parametrize("form", ["José", unicodedata.normalize("NFD", "José")])
@pytest.mark.parametrize("text", ["With José.", unicodedata.normalize("NFD", "With José."), "With JOSÉ."])
def test_f5_an_accent_is_the_same_however_it_is_typed(form: str, text: str) -> None:
    """F5: accents, precomposed and combining."""
    assert masked(text, person("a friend", form)) == "With a friend."
    assert masked("Jose\u0301e", JOSE) == "Jose\u0301e"
    assert masked("Jose", JOSE) == "Jose"


@pytest.mark.parametrize(
    ("form", "text", "leaves"),
    [
        ("민수", "민수가 왔다", "A friend가 왔다"),
        ("민수", "민술이 왔다", "민술이 왔다"),
        ("민수", unicodedata.normalize("NFD", "민수가"), "A friend" + unicodedata.normalize("NFD", "가")),
        ("田中", "田中さんと", "A friendさんと"),
        ("Оля", "Оля и Олядро", "A friend и Олядро"),
        ("राम", "राम और रामा", "A friend और रामा"),
        ("O'Brien", "O\u2019Brien and O'BRIEN", "A friend and a friend"),
        ("Jean-Luc", "Jean\u2011Luc", "A friend"),
        ("Groß", "GROSS and Groß", "A friend and a friend"),
        ("@bettany", "@bettany", "A friend"),
        ("葛城", "葛\U000e0100城さん", "A friendさん"),
        ("Ann", "to An\u3164n, An\uffa0n and An\ufff9n", "to a friend, a friend and a friend"),
        ("O'Brien", "to O\u00b4Brien", "to a friend"),
        ("रवि", "रवि का रविवार", "A friend का रविवार"),
        ("Jose\u0301", "to Jose\u0301's", "to a friend's"),
    ],
)
def test_f5_names_of_other_scripts_and_spellings(form: str, text: str, leaves: str) -> None:
    """F5: names of other scripts, and other spellings of one."""
    assert masked(text, person("a friend", form)) == leaves


def test_f5_words_that_are_names_too_stay_and_are_asked_about() -> None:
    """F5: With Will, May, Grace and Mark listed, "I will, she may" is untouched."""
    listed = [person(f"stand-in {n}", name) for n, name in enumerate(("Will", "May", "Grace", "Mark"))]
    found = Names(listed).mask("I will, she may. Mark my grace.")
    assert found.text == "I will, she may. Stand-in 3 my grace."
    assert [(one.word, one.why) for one in found.leftovers] == [
        (word, Why.OTHERWISE) for word in ("will", "may", "grace")
    ]
    assert all(one.why.must_decide for one in found.leftovers)


def test_f5_the_longest_form_goes_first_and_a_stand_in_is_not_masked_again() -> None:
    """F5: the longest form first, and the same stand-in each time."""
    found = Names([BETTANY, person("the room", "post room", number=2)]).mask(
        "Bettany from the post room, Bettany"
    )
    assert found.text == "A woman from the post room, a woman from the post room"
    assert found.times == {BETTANY.id: 2}


def test_f5_which_form_is_longer_is_told_by_what_is_seen() -> None:
    """F5: longest form first, however the accents of either were typed."""
    short, long = unicodedata.normalize("NFD", "ÅÅÅ"), "ÅÅÅ b"
    assert masked("with ÅÅÅ b", person("a friend", short, long)) == "with a friend"


@pytest.mark.parametrize(
    ("form", "text", "word"),
    [
        ("José", "with Jose", "Jose"),
        ("José", "with JOSE", "JOSE"),
        ("Νίκος", "με ΝΙΚΟΣ", "ΝΙΚΟΣ"),
        ("Deniz", "ve DENİZ", "DENİZ"),
        ("I\u015f\u0131l", "ve \u0131\u015f\u0131l", "\u0131\u015f\u0131l"),
        ("דוד", "נתתי לדוד ספר", "לדוד"),
        ("أحمد", "ذهبت وأحمد", "وأحمد"),
        ("रवि", "आज रविवार है", "रविवार"),
    ],
)
def test_f5_a_name_without_its_accents_or_with_a_word_written_onto_it_is_asked_about(
    form: str, text: str, word: str
) -> None:
    """F5: what is not replaced, because it may be another word, must be decided; it is asked about once."""
    found = Names([person("a friend", form)]).mask(text)
    assert found.text == text
    assert [(one.word, one.why) for one in found.leftovers] == [(word, Why.OTHERWISE)]


def test_f5_an_initial_is_not_looked_for_in_other_words() -> None:
    assert Names([person("a friend", "ד")]).mask("לדוד דוד").leftovers == ()


def test_f5_a_link_with_a_stand_in_is_no_other_link() -> None:
    """F5: what was decided about a link holds for that link alone."""
    text = "see https://example.org/Annb, https://example.org/Ann-b and https://example.org/-b"
    assert [one.word for one in Names([ANN]).mask(text).leftovers] == [
        "https://example.org/Annb",
        "https://example.org/\u2026-b",
        "https://example.org/-b",
    ]


@pytest.mark.parametrize(("stand_in", "leaves"), [("ǆ", "ǅ came"), ("ﬁ", "Fi came"), ("ßen", "Ssen came")])
def test_f5_of_a_digraph_only_the_first_half_is_raised(stand_in: str, leaves: str) -> None:
    assert masked("Ann came", person(stand_in, "Ann")) == leaves


@pytest.mark.parametrize(
    "text",
    [
        "Bettanys came",
        "BETTANYS came",
        "Bet**tan**y came",
        "Bet\\tany came",
        "Bet&#116;any came",
        "bettany came",
    ],
)
def test_f5_a_name_broken_up_or_in_another_case_needs_a_decision(text: str) -> None:
    """F5: another case, or a name broken up, needs a decision."""
    found = Names([BETTANY]).mask(text)
    assert found.text == text
    assert [one.why for one in found.leftovers if one.why.must_decide] == [Why.OTHERWISE]


NAMES = (
    "Bettany",
    "Rosalind",
    "José",
    "Jose\u0301",
    "Nguyễn",
    "Anne-Marie",
    "O'Brien",
    "李雷",
    "X Æ",
    "Groß",
    "Å",
)
AROUND = st.text(
    st.sampled_from("ab .,!?\n-'\u2019*_#>(\u201c1") | st.characters(exclude_categories=["Cs", "Cc"]),
    max_size=12,
)


@given(
    around=st.lists(AROUND, min_size=2, max_size=6),
    two=st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)),
    capitals=st.booleans(),
)
@sampled
@settings(max_examples=part(500))
@example(around=["", " left. ", ""], two=("Anne-Marie", "Å"), capitals=False)
def test_f5_whatever_somebody_is_called_the_text_that_leaves_is_the_same(
    *, around: list[str], two: tuple[str, str], capitals: bool
) -> None:
    """F5: Non-interference of real names, at the level of one text."""
    assume(not any(Names([person("my friend", *two)]).mask(clean(part)).times for part in around))
    texts = []
    for name in two:
        shown = name.upper() if capitals else name
        text = clean("".join(f" {part} {shown}" for part in around))
        texts.append(Names([person("my friend", name)]).mask(text).text)
    assert texts[0] == texts[1]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
@sampled
@settings(max_examples=part(1_000))
def test_f5_a_text_without_listed_names_stays_as_it_is(text: str) -> None:
    """F5: verbatim where nobody on the list stands."""
    text = clean(text)
    assert Names([person("my friend", "Zzyzx Qq")]).mask(text).text == text


@pytest.mark.parametrize(
    ("part", "times"),
    [("a", 200_000), ("a.", 100_000), ("Ab ", 60_000), ("1 ", 100_000), ("A@", 90_000), ("\u0301", 100_000)],
)
def test_no_text_takes_unbounded_work(part: str, times: int) -> None:
    """F5: Each of them is read through a bounded number of times; it would not end otherwise."""
    text = f"Ann{' ' * times}{part * times}"
    assert masked(text, ANN, JOSE) == text.replace("Ann", "My sister", 1)


def test_a_thousand_people_whose_names_begin_alike_are_looked_for_in_a_long_text() -> None:
    """A name is looked up by its first word; gone through one by one, this would take minutes."""
    many = [person(f"somebody {n}", f"Nam{n:04d} Lee", f"Nam{n:04d}", number=n) for n in range(1_000)]
    text = "Nam " * 60_000
    assert Names(many).mask(f"Nam0007 {text}", looks=False).text == f"Somebody 7 {text}"


# The list.


@pytest.fixture
def people(vault: Vault) -> People:
    return People(vault)


def test_f5_people_are_kept_changed_and_removed(people: People) -> None:
    one = people.add("a friend from work", ["Bettany", "B.", "Bettany"], Asked.YES)
    assert (one.names, one.asked, people.reference(one)) == (("Bettany", "B."), Asked.YES, "1")
    assert people.get("A friend from work") == people.get("1") == one
    changed = people.change("1", asked=Asked.CANT, names=["Bettany"])
    assert changed.remark == "They can't say yes or no. Could this stay on your side of the story?"
    assert people.all() == [changed]
    people.remove("1")
    assert people.all() == []
    with pytest.raises(NoSuchPerson):
        people.get("1")


@pytest.mark.parametrize(
    ("stand_in", "names"),
    [
        ("", ["Ann"]),
        ("a friend", []),
        ("a friend", ["!"]),
        ("Ann's friend", ["Ann"]),
        ("a friend of Bettany", ["Ann"]),
        ("A FRIEND FROM WORK", ["Ann"]),
        ("somebody", ["BETTANY\u200b", "Bettany"]),
        ("somebody", ["friend from work"]),
        ("will power", ["Will"]),
        ("x" * 201, ["Ann"]),
    ],
)
def test_f5_what_would_show_a_name_is_refused(people: People, stand_in: str, names: list[str]) -> None:
    people.add("a friend from work", ["Bettany"])
    with pytest.raises(JournalError) as refused:
        people.add(stand_in, names)
    assert not any(name in str(refused.value) for name in names)
    assert len(people.all()) == 1


def test_nobodys_name_shows_in_a_repr(people: People) -> None:
    assert "Bettany" not in repr(people.add("a friend", ["Bettany"]))
