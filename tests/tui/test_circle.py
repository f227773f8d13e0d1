"""The circle: joining it in three ways, what is said of each person, being sure, renaming and dropping."""

from pathlib import Path

import pytest

from peerjournal.crypto.age import X25519Identity
from peerjournal.letters import compose, new_letter_id
from peerjournal.session import Session
from peerjournal.tui.screens.compare import NONE_OF_THESE, CompareScreen
from peerjournal.tui.screens.letter import LetterScreen
from peerjournal.tui.screens.peers import PeersScreen
from peerjournal.tui.screens.receive import ReceiveScreen
from peerjournal.tui.screens.rename import RenameScreen
from peerjournal.tui.screens.share import ShareScreen
from peerjournal.tui.widgets.choices import Choices
from tests.conftest import StandingClock
from tests.tui.hostile import HOSTILE, HOSTILE_NAME
from tests.tui.pilot import acting
from tests.tui.sharing import Seat, found, meet, person, robin, seated, story


async def worked_out(seat: Seat) -> None:
    await seat.until(lambda: getattr(seat.screen, "words", None))
    await seat.pilot.pause()


async def name_somebody(seat: Seat, downs: int, name: str) -> None:
    await seat.press("n")
    await seat.step("have", *["down"] * downs, "enter")
    await seat.at("name")
    seat.put(name)
    await seat.press("enter")


@acting
async def test_somebody_joins_by_an_age_key_or_by_nothing(sam: Session) -> None:
    key = X25519Identity.generate().recipient.encode()
    async with seated(sam, PeersScreen(sam)) as seat:
        await seat.sees("There is nobody in your circle yet.")
        await name_somebody(seat, 2, "Ana")
        await seat.at("key")
        seat.put("age1nonsense")
        await seat.press("enter")
        await seat.sees("This is not an age key")
        seat.put(f" {key} ")
        await seat.press("enter")
        await seat.step("added", "enter")
        await seat.on(PeersScreen)
        await seat.sees("by age key")
        await name_somebody(seat, 3, "")
        await seat.sees("A name can't be empty.")
        seat.put("Bo")
        await seat.press("enter")
        await seat.step("added", "enter")
        await seat.on(PeersScreen)
        await seat.sees("without a key")
    assert [(one.stand_in, one.reach) for one in sam.circle.peers()] == [("Ana", "age"), ("Bo", "none")]


@acting
async def test_how_sure_one_is_of_each_is_told_in_words(
    sam: Session, rob: Session, tmp_path: Path, clock: StandingClock
) -> None:
    meet(sam, rob)
    meet(sam, person(tmp_path / "ana", clock), ("Ana", "Sam"), sure=False)
    card = sam.circle.make_card("Cleo")
    for who in ("one", "two"):
        sam.circle.take_answer(person(tmp_path / who, clock).circle.take_card("Sam", card))
    async with seated(sam, PeersScreen(sam)) as seat:
        await seat.sees("words compared today")
        await seat.sees("words not compared yet")
        await seat.sees("two people answered, compare the words")


@acting
async def test_words_that_differ_change_nothing(sam: Session, rob: Session) -> None:
    meet(sam, rob, sure=False)
    async with seated(sam, CompareScreen(sam, robin(sam))) as seat:
        await worked_out(seat)
        for heard in ("", "six words that are not theirs", HOSTILE):
            seat.put(heard)
            await seat.press("enter")
            await seat.sees("nothing was changed" if heard else "Type the words that they read to you")
    assert robin(sam).state == "new"


@acting
async def test_each_list_to_pick_from_has_the_word_and_none_of_these(sam: Session, rob: Session) -> None:
    meet(sam, rob, sure=False)
    right = rob.circle.words(robin(rob, "Sam"), mine=True).split()
    async with seated(sam, CompareScreen(sam, robin(sam))) as seat:
        await worked_out(seat)
        await seat.press("f4")
        for word in right[:3]:
            keys = [one.key for one in seat.screen.query_one(Choices)._choices]
            assert word in keys
            assert keys[-1] == NONE_OF_THESE
            assert keys[:-1] == sorted(keys[:-1])
            assert len(set(keys)) == 5
            await seat.press(*["down"] * (keys.index(word) + 1), "enter")
        await seat.press("up", "enter")
        await seat.sees(
            "These are not the words of the card that is here for Robin, and nothing was changed."
        )
        assert seat.screen.picked == []  # type: ignore[attr-defined] # comparing
    assert robin(sam).state == "new"


@acting
async def test_with_two_answers_the_words_are_typed_and_settle_it(
    sam: Session, rob: Session, tmp_path: Path, clock: StandingClock
) -> None:
    card = sam.circle.make_card("Robin")
    for who in (person(tmp_path / "eve", clock), rob):
        sam.circle.take_answer(who.circle.take_card("Sam", card))
    async with seated(sam, CompareScreen(sam, robin(sam))) as seat:
        await worked_out(seat)
        assert not seat.screen.query_one("#pick").display
        seat.put(rob.circle.words(robin(rob, "Sam"), mine=True))
        await seat.press("enter")
        await seat.sees("They fit.")
    assert robin(sam).state == "compared"
    assert robin(sam).theirs == robin(rob, "Sam").ours[-1].card


@acting
async def test_renaming_and_dropping_say_what_they_do(sam: Session, rob: Session) -> None:
    meet(sam, rob)
    sam.circle.add_plain("1")
    async with seated(sam, PeersScreen(sam)) as seat:
        await seat.press("r")
        await seat.on(RenameScreen)
        seat.put("1")
        await seat.press("enter")
        await seat.sees("Someone in your circle has that name already.")
        seat.put("Robin from choir")
        await seat.press("enter")
        await seat.on(PeersScreen)
        await seat.sees("Robin from choir")
        await seat.press("d")
        await seat.sees("Drop Robin from choir?")
        await seat.sees("what they still send can no longer be opened")
        await seat.press("escape")
        await seat.sees("words compared")
        await seat.press("d")
        await seat.sees("Drop Robin from choir?")
        await seat.click("#yes")
        await seat.sees("is no longer in your circle. Letters from and to them stay.")
    # Somebody whose name is another one's number is not who goes.
    assert [one.stand_in for one in sam.circle.peers()] == ["1"]


@acting
async def test_a_card_is_not_taken_in_under_the_wrong_person(
    sam: Session, rob: Session, tmp_path: Path
) -> None:
    meet(sam, rob)
    (tmp_path / "own.card").write_bytes(sam.circle.make_card("Robin"))
    async with seated(sam, PeersScreen(sam)) as seat:
        await name_somebody(seat, 1, "Ana")
        await seat.at("card")
        seat.put(str(tmp_path / "own.card"))
        await seat.press("enter")
        await seat.at("folder")
        seat.put(str(tmp_path))
        await seat.press("enter")
        await seat.sees("This is one of your own cards.")
    assert [one.stand_in for one in sam.circle.peers()] == ["Robin"]
    assert found(tmp_path, "answer-*") == []


@acting
async def test_a_new_card_comes_with_a_letter_is_told_of_and_is_compared_anew(
    sam: Session, rob: Session, tmp_path: Path
) -> None:
    """Somebody made themselves a new card, as on a new computer: nothing is sealed to it unasked."""
    meet(sam, rob)
    rob.circle.make_card("Sam", new=True)
    letter = compose([story(rob)], new_letter_id()).ready()
    (tmp_path / "x.age").write_bytes(rob.outbox.prepare(letter, robin(rob, "Sam")).data)
    async with seated(sam, ReceiveScreen(sam, tmp_path / "x.age")) as seat:
        await seat.at("cover")
        await seat.sees("Robin has a new card. If you keep this, letters go to it; compare its words again.")
        assert robin(sam).state == "compared"
        await seat.press("enter")
        await seat.on(LetterScreen)
    async with seated(sam, PeersScreen(sam)) as seat:
        await seat.sees("a new card, its words not compared yet")
        await seat.press("enter")
        await seat.on(CompareScreen)
        await worked_out(seat)
        seat.put(rob.circle.words(robin(rob, "Sam"), mine=True))
        await seat.press("enter")
        await seat.sees("They fit.")
    assert robin(sam).state == "compared"


@acting
async def test_nothing_is_sealed_to_somebody_not_compared_without_saying_so(
    sam: Session, rob: Session, tmp_path: Path
) -> None:
    """Going on without comparing is one choice of four; what was sealed says that it is not sure."""
    meet(sam, rob, sure=False)
    async with seated(sam, ShareScreen(sam, [story(sam)])) as seat:
        await seat.step("person", "down", "enter")
        await seat.step("before", "f5")
        await seat.step("ends", "down", "enter")
        await seat.step("around", "ctrl+s")
        await seat.step("preview", "end")
        await seat.until(lambda: "Looks right" in seat.ways())
        await seat.press("enter")
        await seat.form()
        await seat.at("sure")
        keys = [one.key for one in seat.screen.query_one(Choices)._choices]
        assert keys == ["mine", "compare", "go", "form"]
        await seat.press("down", "down", "enter")
        await seat.make("file", tmp_path)
        await seat.sees("The safety words are not compared yet")
    assert sam.ledger.rows()[0].state == "handed over"


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (50, 20)])
@acting
async def test_hostile_names_are_words(sam: Session, tmp_path: Path, size: tuple[int, int]) -> None:
    async with seated(sam, PeersScreen(sam), size) as seat:
        await name_somebody(seat, 0, HOSTILE_NAME)
        await seat.at("folder")
        seat.put(str(tmp_path))
        await seat.press("enter")
        await seat.step("done", "enter")
        await seat.on(PeersScreen)
        await seat.sees("has not answered your card yet")
        await seat.press("c")
        await seat.on(CompareScreen)
        await worked_out(seat)
        await seat.press("escape")
        await seat.press("r")
        await seat.on(RenameScreen)
        await seat.press("escape")
        await seat.press("d")
        await seat.sees("can no longer be opened")
    assert len(found(tmp_path, "card-*.card")) == 1
