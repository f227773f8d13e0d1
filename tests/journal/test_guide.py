"""Ways in: the files that come with the program, one's own, and what becomes of the answers."""

import re
import tomllib
from importlib import resources

import pytest

from peerjournal.errors import JournalError
from peerjournal.journal import Draft, Guide, Guides, Journal, Offer, Story, guides
from peerjournal.journal.guide import BUILT_IN, SMALL_GOOD_THING, read
from peerjournal.letters import Around, compose, new_letter_id
from peerjournal.letters.layout import write_above
from peerjournal.vault import Vault
from tests.reading_grade import grade, words
from tests.test_voice import UNWANTED

FILES = resources.files("peerjournal.journal").joinpath("guides")
OURS = guides().all
FOOTER = (
    "Bodies differ. For medicines, or stopping alcohol or drugs, it is worth asking a doctor or pharmacist"
    " first."
)
STOP = "If a part feels like too much today, leave it. It will keep."

every_guide = pytest.mark.parametrize("guide", OURS, ids=lambda guide: guide.id)

MOST_WORDS, HIGHEST_GRADE = 20, 6
NOT_IN_A_PROMPT = re.compile(
    r"(?i)\b(why did you|must|should|journey|trigger\w*|heal\w*|prove|proof|evidence|worst|exactly|"
    r"step by step|in detail|every detail|diagnos\w+|disorder|depress\w+|anxi\w+|bipolar|psycho\w+|trauma\w*|"
    r"ptsd|symptom\w*|relapse\w*|patholog\w+|suicid\w+|self-harm|patient|illness)\b|!"
)
ORDERS = re.compile(r"(?i)^(?:describe|tell|explain|list|write down|think|remember|try|do|don't|make)\b")


def named(name: str) -> Guide:
    return guides().get(name)


# The files.


def test_the_folder_holds_just_the_ways_in_that_are_offered() -> None:
    files = [one.name for one in FILES.iterdir() if one.name.endswith(".toml")]
    assert sorted(files) == sorted(f"{name}.toml" for name in BUILT_IN)
    assert tuple(guide.id for guide in OURS) == BUILT_IN
    assert guides().said == ()


@every_guide
def test_each_file_is_read_whole(guide: Guide) -> None:
    """F1: each template parses."""
    text = FILES.joinpath(f"{guide.id}.toml").read_text("utf-8")
    fields = tomllib.loads(text)
    assert guide.text == text
    assert fields.keys() <= {"title", "intro", "prompts", "footer", "story"}
    assert (guide.title, len(guide.prompts)) == (fields["title"], len(fields["prompts"]))
    assert guide.intro


@every_guide
def test_each_prompt_is_an_invitation_in_few_and_plain_words(guide: Guide) -> None:
    """F1, N14: each prompt meets the rules: few words, open, no order, no detail of harm, no diagnosis."""
    for prompt in guide.prompts:
        assert len(words(prompt.text)) <= MOST_WORDS, prompt
        assert not NOT_IN_A_PROMPT.search(prompt.text), prompt
        assert not UNWANTED.search(prompt.text), prompt
        assert not ORDERS.search(prompt.text), prompt
        assert re.search(r"\?(?: [A-Z][^?]*\.)?$|[.:]$", prompt.text), prompt


@every_guide
def test_each_way_in_reads_easily(guide: Guide) -> None:
    """F1: reading grade 6 or lower, measured per template; its words are those of the program's voice."""
    said = [*guide.intro, *(prompt.text for prompt in guide.prompts)]
    assert not UNWANTED.search(" ".join([guide.title, guide.footer, *said]))
    assert grade(" ".join(said)) <= HIGHEST_GRADE


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("The cat sat on the mat. It was warm.", -5, 2),
        ("Organizational responsibilities necessitate comprehensive documentation of procedures.", 15, 60),
    ],
)
def test_the_measure_tells_easy_from_hard(text: str, least: float, most: float) -> None:
    assert least < grade(text) < most


@pytest.mark.parametrize("loud", ["Why did you stay?", "Describe the worst of it!", "You should rest."])
def test_the_rules_see_what_they_are_for(loud: str) -> None:
    assert NOT_IN_A_PROMPT.search(loud) or ORDERS.search(loud)


def test_what_stands_around_the_prompts_is_as_agreed() -> None:
    """F15: the stop rule is in the intro of two; F2: the line about medicines below two others."""
    assert {guide.id for guide in OURS if guide.footer} == {"what-helped", "one-stretch"}
    assert {guide.footer for guide in OURS} == {"", FOOTER}
    assert {guide.id for guide in OURS if STOP in guide.intro} == {"walked-this-path", "never-send"}
    assert {guide.id for guide in OURS if guide.may_be_story} == {
        "walked-this-path",
        "what-helped",
        "few-steps-behind",
        "looking-after",
        "one-stretch",
    }


def test_what_prompts_offer_is_as_agreed() -> None:
    offers = {
        (guide.id, place): prompt.offers
        for guide in OURS
        for place, prompt in enumerate(guide.prompts)
        if prompt.offers
    }
    assert offers == {("walked-this-path", 4): Offer.STANDS, (SMALL_GOOD_THING, 2): Offer.SHELF}


def test_the_card_about_being_okay_is_not_named_for_what_it_is_not() -> None:
    """F1: T10 is not a safety plan and must not be named one (P21)."""
    assert all("safety" not in guide.text.casefold() for guide in OURS)


# What becomes of the answers.


@every_guide
def test_skipping_every_prompt_leaves_an_empty_draft_that_is_valid(guide: Guide) -> None:
    """F1: skipping all prompts yields an empty, valid draft."""
    for answers in ((), [""] * len(guide.prompts), [" \n"] * len(guide.prompts)):
        assert guide.draft(answers, headings=range(9)) == Draft()


def test_answers_become_paragraphs_and_what_was_skipped_leaves_nothing() -> None:
    guide = named("just-today")
    assert guide.body(["Grey.", "", "\nthe  dog,\n  asleep\n", " "]) == "Grey.\n\nthe  dog,\n  asleep"
    assert guide.body(["Grey."]) == "Grey."


def test_a_question_stands_only_where_it_was_kept_and_was_answered() -> None:
    """F1: unanswered prompts leave no empty headings behind."""
    guide = named("just-today")
    body = guide.body(["Grey.", "", "The dog."], headings={1, 2})
    assert body == "Grey.\n\n## Was there anything that made it a little lighter?\n\nThe dog."


def test_a_line_for_the_shelf_is_no_part_of_the_text() -> None:
    assert (
        named(SMALL_GOOD_THING).body(["A heron.", "Grey on grey.", "A heron."]) == "A heron.\n\nGrey on grey."
    )


def test_only_some_may_begin_a_story() -> None:
    assert named("walked-this-path").draft(["x"], kind="story").kind == "story"
    assert named("walked-this-path").draft(["x"]).kind == "entry"
    assert named("never-send").draft(["x"], kind="story").kind == "entry"


@every_guide
def test_nothing_of_a_way_in_is_in_a_letter(vault: Vault, guide: Guide) -> None:
    """F1: template text never appears in an export: only answers."""
    answers = [f"answer number {place}" for place, _ in enumerate(guide.prompts)]
    draft = guide.draft(answers, kind="story")
    kept = Journal(vault).add(Draft(draft.title, draft.body, kind="story"))
    assert isinstance(kept, Story)
    letter = compose([kept], new_letter_id(), around=Around()).ready()
    text = write_above(letter, None).decode()
    assert "answer number 0" in text
    template = [guide.title, guide.footer, *guide.intro, *(prompt.text for prompt in guide.prompts)]
    assert [one for one in template if one and one in text] == []


# One's own.

OWN = 'title = "Sundays"\nprompts = ["What was slow?"]\n'


def own(**texts: str | None) -> Guides:
    return guides({name.replace("_", "-"): text for name, text in texts.items()})


def test_one_of_ones_own_stands_after_ours() -> None:
    found = own(sundays=OWN)
    assert [guide.id for guide in found.all] == [*BUILT_IN, "sundays"]
    assert found.get("sundays").prompts[0].text == "What was slow?"
    assert found.get(" SUNDAYS ") is found.get("sundays")
    assert found.said == ()


def test_a_file_of_a_name_of_ours_takes_its_place_and_an_empty_one_takes_it_away() -> None:
    found = own(just_today=OWN, hard_day="\n")
    assert found.all[0].title == "Sundays"
    assert "hard-day" not in {guide.id for guide in found.all}
    assert len(found.all) == len(BUILT_IN) - 1
    assert found.said == ()


@pytest.mark.parametrize(
    "broken",
    [
        "title = ",
        "no file of ours",
        'title = "No prompts"',
        'title = "Empty ones"\nprompts = ["", " "]',
        'prompts = ["No title"]',
        'title = 3\nprompts = "x"',
        'title = "x"\nprompts = [3, true, ["a"], {}]',
        "a = " + "[" * 3_000,
        None,
    ],
)
def test_one_that_cannot_be_read_is_told_in_a_sentence_and_hides_no_other(broken: str | None) -> None:
    found = own(sundays=broken, mondays=OWN, just_today=broken)
    assert [guide.id for guide in found.all] == [*BUILT_IN, "mondays"]
    assert found.all[0].title == "Just today"
    ours, theirs = found.said
    assert "\u201cjust-today\u201d" in ours
    assert "ours is here instead" in ours
    assert "\u201csundays\u201d" in theirs
    assert "left out" in theirs


def test_one_that_would_take_minutes_to_read_is_not_read() -> None:
    """A key of a hundred thousand parts is valid TOML, and the time it takes grows with their square."""
    found = own(sundays=".".join("a" * 100_000) + "=1")
    assert [guide.id for guide in found.all] == [*BUILT_IN]
    assert [said.partition(". ")[2] for said in found.said] == ["It is longer than a way in may be."]


def test_nothing_in_ones_own_commands_a_terminal() -> None:
    guide = read("x", 'title = "a\\u001b[2J"\nintro = "b\\u202ec"\nprompts = ["d\\u0007e", {text = "f"}]')
    assert (guide.title, guide.intro, guide.footer) == ("a[2J", ("bc",), "")
    assert [prompt.text for prompt in guide.prompts] == ["de", "f"]


def test_what_a_prompt_offers_and_we_do_not_know_is_nothing() -> None:
    guide = read(
        "x", 'title = "a"\nprompts = [{text = "f", offers = "a cake"}, {text = "g", offers = "shelf"}]'
    )
    assert [prompt.offers for prompt in guide.prompts] == [Offer.NOTHING, Offer.SHELF]


def test_a_name_that_there_is_not_is_told() -> None:
    with pytest.raises(JournalError, match="no way in"):
        guides().get("sundays")
