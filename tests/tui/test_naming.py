"""Other people's names in the app: the list of people, and what is decided about names on the way out."""

import pytest

from peerjournal.journal import CANT_SAY, HONEST_LINE, Asked, Story
from peerjournal.session import Session
from peerjournal.tui.draft_rows import draft_rows, draft_text
from peerjournal.tui.screens.editor import EditorScreen
from peerjournal.tui.screens.others import OthersScreen
from peerjournal.tui.screens.person import PersonScreen
from peerjournal.tui.screens.share import ShareScreen
from peerjournal.tui.widgets.exact_page import ExactPage
from peerjournal.tui.widgets.line import Line
from tests.tui.hostile import HOSTILE_NAME
from tests.tui.pilot import acting
from tests.tui.sharing import Seat, seated, story, to_around

pytestmark = pytest.mark.usefixtures("met")


def now(session: Session) -> Story:
    (piece,) = session.journal.find("kind:story")
    assert isinstance(piece, Story)
    return piece


async def to_names(seat: Seat) -> None:
    await to_around(seat)
    await seat.press("ctrl+s")
    await seat.at("names")


async def previewed(seat: Seat) -> str:
    await seat.at("preview")
    return seat.screen.query_one(ExactPage).text


@acting
async def test_people_are_added_changed_and_taken_out(  # noqa: PLR0915 — a list is looked after from its first to its last
    sam: Session,
) -> None:
    """F5: names, a stand-in and whether they were asked; the honest line stands there always."""
    async with seated(sam, OthersScreen(sam)) as seat:
        await seat.sees(HONEST_LINE)
        await seat.press("n")
        await seat.on(PersonScreen)
        await seat.step("names", *"Maya, M", "enter")
        await seat.step("stand_in", *"Maya", "enter")
        await seat.step("asked", "enter")
        await seat.sees("The stand-in holds a name from the list")
        await seat.press("escape")
        await seat.at("stand_in")
        seat.put("a friend")
        await seat.press("enter")
        await seat.step("asked", choose="They said yes")
        await seat.on(OthersScreen)
        await seat.sees("Maya, M → a friend")
        await seat.sees("they said yes")
        await seat.sees(HONEST_LINE)
        await seat.press("enter")
        await seat.on(PersonScreen)
        await seat.step("names", "enter")
        await seat.at("stand_in")
        seat.put("my neighbour")
        await seat.press("enter")
        await seat.step("asked", choose="They can't be asked")
        await seat.on(OthersScreen)
        await seat.sees("Maya, M → my neighbour")
        (person,) = sam.people.all()
        assert (person.names, person.asked) == (("Maya", "M"), Asked.CANT)
        await seat.press("d")
        await seat.sees("Take my neighbour out of the list?")
        await seat.press("escape")
        await seat.press("d")
        await seat.sees("Take my neighbour out of the list?")
        await seat.click("#yes")
        await seat.sees("Nobody is in the list yet.")
    assert sam.people.all() == []


@acting
async def test_what_was_replaced_is_shown_and_who_cant_be_asked_is_thought_of(sam: Session) -> None:
    """F5: a listed name leaves under its stand-in, told with its times; the extra line stands with it."""
    sam.people.add("my father", ["Dad"], Asked.CANT)
    async with seated(sam, ShareScreen(sam, [story(sam, "I sat with Dad. Then Dad asked again.")])) as seat:
        await to_names(seat)
        await seat.sees("Dad → my father")
        await seat.sees(f"Twice. {CANT_SAY}")
        await seat.sees(HONEST_LINE)
        await seat.press("ctrl+s")
        text = await previewed(seat)
        assert "I sat with my father. Then my father asked again." in text
        assert "Dad" not in text


@acting
async def test_nothing_leaves_before_each_detail_was_decided(sam: Session) -> None:
    """F5: blank decisions block; keeping one is a decision, and it stays with the story."""
    told = story(sam, "Write to robin@example.org, or call 020 7946 0958.")
    async with seated(sam, ShareScreen(sam, [told])) as seat:
        await to_names(seat)
        await seat.sees("E-mail address, in “The stairwell”. To be decided.")
        assert seat.ways() == ["Keep it to myself", "Back"]
        await seat.press("ctrl+s")
        await seat.at("names")
        await seat.press("enter")
        await seat.step("detail", choose="Keep it")
        await seat.at("names")
        await seat.sees("020 7946 0958")
        assert now(sam).kept == ("robin@example.org",)
        await seat.press("enter")
        await seat.step("detail", choose="It stays with me")
        await seat.at("names")
        assert now(sam).body == "Write to robin@example.org, or call [[020 7946 0958]]."
        await seat.press("ctrl+s")
        text = await previewed(seat)
        assert "robin@example.org" in text
        assert "7946" not in text


@acting
async def test_a_detail_is_made_vaguer_in_the_story(sam: Session) -> None:
    """F5: make vaguer changes the words of the story itself."""
    async with seated(sam, ShareScreen(sam, [story(sam, "I was in Rosalind's kitchen.")])) as seat:
        await to_names(seat)
        assert seat.ways()[-1] == "I have looked"
        await seat.press("enter")
        await seat.step("detail", choose="Make it vaguer")
        await seat.at("vaguer")
        await seat.press("enter")
        await seat.sees("Type what could stand there instead.")
        seat.put("a neighbour")
        await seat.press("enter")
        await seat.at("names")
        assert now(sam).body == "I was in a neighbour's kitchen."
        await seat.press("ctrl+s")
        assert "Rosalind" not in await previewed(seat)


@acting
async def test_a_stand_in_is_given_on_the_way_to_somebody_new_and_to_somebody_known(sam: Session) -> None:
    """F5: stand-in is the first choice, and holds in every letter from now on."""
    async with seated(sam, ShareScreen(sam, [story(sam, "I saw Rosalind. Later I met Roz.")])) as seat:
        await to_names(seat)
        await seat.press("enter")
        await seat.step("detail", "enter")
        await seat.on(PersonScreen)
        await seat.step("stand_in", *"a friend", "enter")
        await seat.step("asked", "enter")
        await seat.on(ShareScreen)
        await seat.at("names")
        await seat.sees("Rosalind → a friend")
        await seat.press("down", "enter")
        await seat.step("detail", "enter")
        await seat.step("whose", choose="a friend")
        await seat.at("names")
        (person,) = sam.people.all()
        assert person.names == ("Rosalind", "Roz")
        await seat.press("ctrl+s")
        assert "I saw a friend. Later I met a friend." in await previewed(seat)


@acting
async def test_what_was_looked_at_is_not_asked_about_again(sam: Session) -> None:
    """F5: every other possible leftover is shown once and answered with *I have looked*."""
    told = story(sam, "We went to Lisbon with Ana.")
    for asked in (True, False):
        async with seated(sam, ShareScreen(sam, [now(sam)])) as seat:
            await to_around(seat)
            await seat.press("ctrl+s")
            if asked:
                await seat.at("names")
                await seat.sees("Lisbon")
                await seat.click("#way-looked")
            await seat.at("preview")
            await seat.sees(HONEST_LINE) if not asked else None
    assert {*now(sam).looked} == {"Lisbon", "Ana"}
    assert now(sam).id == told.id


@acting
async def test_names_in_the_note_are_decided_for_this_letter(sam: Session) -> None:
    """F5: what stands around the story has the same choices, but for a mark that no story could hold."""
    async with seated(sam, ShareScreen(sam, [story(sam)])) as seat:
        await to_around(seat)
        await seat.press("down", "down", "enter")
        await seat.step("note", *"As Theo says. More: x@example.org", "ctrl+s")
        await seat.step("around", "ctrl+s")
        await seat.step("names", "enter")
        await seat.at("detail")
        await seat.choose("Change the words")
        await seat.at("around")
        await seat.press("ctrl+s")
        await seat.step("names", "enter")
        await seat.step("detail", choose="Keep it")
        await seat.step("names", "ctrl+s")
        assert "x@example.org" in await previewed(seat)
    assert (now(sam).kept, now(sam).looked) == ((), ())


@acting
async def test_a_detail_in_a_careful_passage_can_be_changed_in_the_editor(sam: Session) -> None:
    """F5: where no mark can be put, it says so and nothing is changed."""
    told = story(sam, ":careful\nAsk a@example.org.\n:end\n\nAsk a@example.org.")
    async with seated(sam, ShareScreen(sam, [told])) as seat:
        await to_around(seat)
        await seat.press("ctrl+s")
        await seat.step("careful", "down", "enter")
        await seat.step("names", "enter")
        await seat.step("detail", choose="It stays with me")
        await seat.sees("It stands in a careful passage")
        await seat.at("detail")
        assert not isinstance(seat.screen, EditorScreen)
    assert now(sam).body == told.body


@pytest.mark.parametrize("size", [(80, 24), (50, 20)])
@acting
async def test_a_hostile_name_is_shown_as_words(sam: Session, size: tuple[int, int]) -> None:
    sam.people.add("somebody", [HOSTILE_NAME[:150]])
    async with seated(sam, OthersScreen(sam), size) as seat:
        await seat.sees("somebody")
        await seat.press("enter")
        await seat.on(PersonScreen)
        await seat.step("names", "enter")
        await seat.step("stand_in", "enter")
        await seat.at("asked")


@acting
async def test_somebody_half_named_is_a_draft_that_is_gone_on_with(sam: Session) -> None:
    """Locking, closing or Esc in the middle of it loses no word."""
    async with seated(sam, OthersScreen(sam)) as seat:
        await seat.press("enter")
        await seat.at("names")
        seat.put("Ingrid, Auntie Ing")
        await seat.step("names", "ctrl+s")
        await seat.at("stand_in")
        seat.put("my aunt")
        seat.app.keep_drafts()
    (draft,) = draft_rows(sam)
    assert draft_text(draft) == ("Somebody in your stories", "Ingrid, Auntie Ing → my aunt")
    async with seated(sam, OthersScreen(sam)) as seat:
        await seat.press("enter")
        await seat.step("names", "ctrl+s")
        await seat.at("stand_in")
        assert seat.screen.query_one(Line).value == "my aunt"
        await seat.press("ctrl+s")
        await seat.step("asked", choose="They said yes")
        await seat.on(OthersScreen)
    assert [one.names for one in sam.people.all()] == [("Ingrid", "Auntie Ing")]
    assert not [*draft_rows(sam)]
