"""Two people and their journals, each at the app: from no card at all to a letter, an answer, taking back."""

from pathlib import Path

from peerjournal.session import Session
from peerjournal.tui.screens.compare import CompareScreen
from peerjournal.tui.screens.ledger import LedgerScreen
from peerjournal.tui.screens.letter import LetterScreen
from peerjournal.tui.screens.peers import PeersScreen
from peerjournal.tui.screens.receive import ReceiveScreen
from peerjournal.tui.screens.reply import ReplyScreen
from peerjournal.tui.screens.share import ShareScreen
from peerjournal.tui.screens.take_back import TakeBackScreen
from tests.tui.pilot import acting
from tests.tui.sharing import BODY, at_line, found, robin, seated, story

MARKED = f"{BODY}\n\n:careful\nThe name of the street.\n:end\n\n:careful\nThe name of the doctor.\n:end"


def only(folder: Path, pattern: str) -> Path:
    (one,) = found(folder, pattern)
    return one


@acting
async def test_with_the_keyboard_alone(  # noqa: PLR0915 — a whole way is told in one go
    sam: Session, rob: Session, out: Path
) -> None:
    async with seated(sam, PeersScreen(sam)) as seat:
        await seat.press("n")
        await seat.step("have", "enter")
        await seat.step("name", *"Robin", "enter")
        await seat.make("folder", out)
        await seat.press("enter")
        await seat.on(PeersScreen)
        await seat.sees("has not answered your card yet")
    async with seated(rob, ReceiveScreen(rob)) as seat:
        await seat.at("file")
        seat.put(f"'{only(out, '*.card')}' ")
        await seat.press("enter")
        await seat.step("card", "enter")
        await seat.step("name", *"Sam", "enter")
        await seat.make("folder", out)
        await seat.press("enter")
        await seat.on(CompareScreen)
        await seat.sees(rob.circle.words(robin(rob, "Sam"), mine=True))
    async with seated(sam, ReceiveScreen(sam)) as seat:
        await seat.at("file")
        seat.put(str(only(out, "answer-*")))
        await seat.press("enter")
        await seat.step("answer", "enter")
        await seat.step("taken", "enter")
        await seat.on(CompareScreen)
        await seat.until(lambda: getattr(seat.screen, "words", None))
        seat.put(rob.circle.words(robin(rob, "Sam"), mine=True))
        await seat.press("enter")
        await seat.sees("What comes from Robin is certain from now on.")
        await seat.press("enter")
    async with seated(rob, CompareScreen(rob, robin(rob, "Sam"))) as seat:
        await seat.until(lambda: getattr(seat.screen, "words", None))
        seat.put(sam.circle.digits(robin(sam), mine=True))
        await seat.press("enter")
        await seat.sees("They fit.")
    async with seated(sam, ShareScreen(sam, [story(sam, MARKED)])) as seat:
        await seat.step("person", "down", "enter")
        for line in range(1, 8):
            await at_line(seat, line)
            await seat.press("enter")
        await seat.step("ends", "down", "enter")
        await seat.step("around", "enter")
        await seat.step("wish", "down", "down", "down", "enter")
        await seat.step("around", "enter")
        await seat.step("hold", "enter")
        await seat.step("around", "enter")
        await seat.step("note", *"For you.", "ctrl+s")
        await seat.step("around", "ctrl+s")
        await seat.step("careful", "enter")
        await seat.counted("answers", 1)
        await seat.step("careful", "down", "enter")
        await seat.step("preview", "end")
        await seat.until(lambda: "Looks right" in seat.ways())
        await seat.press("enter")
        await seat.form()
        await seat.make("file", out)
        await seat.sees("Here is the file. Nothing has left this computer yet.")
        await seat.press("enter")
    letter = only(out, "letter-*.age")
    async with seated(rob, ReceiveScreen(rob, letter)) as seat:
        await seat.at("cover")
        await seat.sees("From Sam. You have compared their safety words, so this is certain.")
        await seat.sees("I'd welcome what helped you")
        assert "back stairs" not in seat.shown()
        await seat.press("enter")
        await seat.on(LetterScreen)
        await seat.sees("I sat on the back stairs.")
        await seat.sees("The name of the doctor.")
        for kept_back in ("resignation", "street"):
            assert kept_back not in seat.screen.kept.text  # type: ignore[attr-defined] # the letter's screen
        await seat.press("r")
        await seat.on(ReplyScreen)
        await seat.step("begin", "enter")
        await seat.step("line", *"the stairs", "ctrl+s")
        for part in ("picture", "life", "carry"):
            await seat.at(part)
            await seat.press("ctrl+s")
        await seat.step("ideas", *"Tea.", "ctrl+s")
        await seat.at("preview")
        await seat.until(lambda: "Looks right" in seat.ways())
        await seat.press("enter")
        await seat.form()
        await seat.make("file", out)
        await seat.press("enter")
        await seat.on(LetterScreen)
    letter.unlink()
    async with seated(sam, ReceiveScreen(sam, only(out, "letter-*.age"))) as seat:
        await seat.step("cover", "enter")
        await seat.on(LetterScreen)
        await seat.sees("the stairs")
        await seat.sees("Tea.")
    async with seated(sam, LedgerScreen(sam)) as seat:
        await seat.sees("Robin · handed over")
        await seat.press("t")
        await seat.on(TakeBackScreen)
        await seat.sees("Hello. I've changed my mind about the piece I sent you.")
        await seat.press("enter")
        await seat.on(LedgerScreen)
        await seat.sees("Robin · taken back")
    assert [row.state for row in sam.ledger.rows()] == ["taken back"]


@acting
async def test_with_the_mouse_alone(  # noqa: PLR0915 — as above
    sam: Session, rob: Session, out: Path
) -> None:
    """Names and places are dropped or pasted; nothing else but the mouse is used."""
    async with seated(sam, PeersScreen(sam)) as seat:
        await seat.click("#add")
        await seat.step("have", choose="Make a card for them")
        await seat.at("name")
        seat.put("Robin")
        await seat.click("#way-next")
        await seat.make("folder", out, by="mouse")
        await seat.click("#way-done")
        await seat.on(PeersScreen)
    async with seated(rob, ReceiveScreen(rob)) as seat:
        await seat.at("file")
        seat.put(str(only(out, "*.card")))
        await seat.click("#way-next")
        await seat.step("card", click="#way-take")
        await seat.at("name")
        seat.put("Sam")
        await seat.click("#way-next")
        await seat.make("folder", out, by="mouse")
        await seat.click("#way-done")
    async with seated(sam, ReceiveScreen(sam, only(out, "answer-*"))) as seat:
        await seat.step("answer", click="#way-keep")
        await seat.step("taken", click="#way-compare")
        await seat.on(CompareScreen)
        await seat.until(lambda: getattr(seat.screen, "words", None))
        await seat.click("#pick")
        for at, word in enumerate(rob.circle.words(robin(rob, "Sam"), mine=True).split()):
            await seat.counted("picked", at)
            await seat.sees(word)
            await seat.choose(f" {word}")
        await seat.sees("They fit.")
        await seat.click("#compare")
    async with seated(sam, ShareScreen(sam)) as seat:
        story(sam, MARKED)
        await seat.step("choose", click="#way-mine")
    async with seated(sam, ShareScreen(sam)) as seat:
        await seat.step("choose", choose="The stairwell")
        await seat.click("#way-next")
        await seat.step("person", choose="Robin")
        await seat.step("before", click="#way-past")
        await seat.step("ends", choose="Go on to preview")
        await seat.step("around", choose="What you'd like back")
        await seat.step("wish", choose="Tell me a line that stayed with you.")
        await seat.step("around", choose="How to hold it")
        await seat.step("hold", choose="Fine to bring it up when we talk.")
        await seat.step("around", click="#way-next")
        for asked in range(2):
            await seat.counted("answers", asked)
            await seat.step("careful", choose="Leave it out")
        await seat.at("preview")
        await seat.until(lambda: "Looks right" in seat.ways())
        await seat.click("#way-next")
        await seat.form(by="mouse")
        await seat.make("file", out, by="mouse")
        await seat.click("#way-done")
    async with seated(rob, ReceiveScreen(rob, only(out, "letter-*.age"))) as seat:
        await seat.step("cover", click="#way-open")
        await seat.on(LetterScreen)
        await seat.sees("I sat on the back stairs.")
        await seat.click("#reply")
        await seat.step("begin", choose="I believe you.")
        await seat.step("note", click="#way-next")
        await seat.at("preview")
        await seat.until(lambda: "Looks right" in seat.ways())
        await seat.click("#way-next")
        await seat.form(by="mouse")
        await seat.step("sure", choose="Go on without comparing")
        await seat.make("file", out, by="mouse")
        assert "I believe you." in rob.inbox.letters.all()[0].text
    async with seated(sam, LedgerScreen(sam)) as seat:
        await seat.click("#take_back")
        await seat.on(TakeBackScreen)
        await seat.click("#way-done")
        await seat.sees("Robin · taken back")
