"""The content note of a story: what is in it, picked by the writer and never guessed."""

from dataclasses import replace
from typing import Any, ClassVar

from textual.widgets import Static

from peerjournal.journal import (
    ENDS,
    HARD_TOPIC,
    HELP_LINE,
    HOW,
    NONE_NEEDED,
    PICKER,
    TOPICS,
    Changes,
    ContentNote,
    Story,
)
from peerjournal.letters import note_in_a_line
from peerjournal.session import Session
from peerjournal.text import clean_line
from peerjournal.tui.screens.before_this_one import BeforeThisOne
from peerjournal.tui.screens.of_story import Change, OfStoryScreen
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.check_list import Check, CheckList
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.line import Line
from peerjournal.tui.widgets.step import BACK, NEXT, Step
from peerjournal.tui.widgets.story_parts import short

_OWN, _NONE = "own", "nothing"
_HOW = {"mentioned": "It is named, not gone into.", "described": "It is told, with what happened."}
_FIELDS = ("topics", "how", "skip_hint", "ends", "help_line")


class ContentNoteScreen(OfStoryScreen):
    """Asks what is in a story, what can be skipped, and how it ends; none of it has to be said."""

    WHERE = "Content note"
    FIRST = "topics"
    KIND: ClassVar[str] = "content note"
    TITLE: ClassVar[str] = "A content note, begun"

    def __init__(self, session: Session, story: Story) -> None:
        super().__init__(session, story)
        self._note = story.content_note or ContentNote()
        self._told = HARD_TOPIC in self._note.topics
        """Whether the card was shown before."""
        self._begun_at = ""
        if self.begun.fields:
            self._note = ContentNote.from_doc(self.begun.fields.get("note") or {})
            self._begun_at = str(self.begun.fields.get("part") or "")

    def first(self) -> str:
        """Begin where something was begun."""
        return self._begun_at if hasattr(self, f"ask_{self._begun_at}") else self.FIRST

    # What is in it.

    @property
    def _own_topics(self) -> str:
        return ", ".join(one for one in self._note.topics if one not in {*TOPICS, NONE_NEEDED})

    def ask_topics(self) -> Step:
        """Ask what is in it."""
        own = self._own_topics
        checks = [Check(one, one, checked=one in self._note.topics) for one in TOPICS]
        checks.append(Check(_OWN, "something else", short(own) or "in your own words", bool(own)))
        checks.append(Check(NONE_NEEDED, NONE_NEEDED, checked=NONE_NEEDED in self._note.topics))
        return Step("What is in this story?", PICKER, held=[CheckList(checks)], ways=[BACK, NEXT])

    def on_check_list_toggled(self, event: CheckList.Toggled) -> None:
        """Let *none needed* stand alone, and show the card before the one topic that has one."""
        event.stop()
        if self.at != "topics":
            return
        if event.checked:
            alone = event.key == NONE_NEEDED
            for one in event.check_list.checked:
                if one != event.key and (alone or one == NONE_NEEDED):
                    event.check_list.put(one, checked=False)
        if event.checked and event.key == HARD_TOPIC and not self._told:
            self._told = True
            self.app.push_screen(BeforeThisOne())

    def _ticked(self) -> tuple[str, ...]:
        ticked = self.step.checked if self.step is not None else ()
        own = (
            [one for one in self._note.topics if one not in {*TOPICS, NONE_NEEDED}] if _OWN in ticked else []
        )
        return (
            *(one for one in ticked if one in TOPICS),
            *own,
            *(one for one in ticked if one == NONE_NEEDED),
        )

    async def hear_topics(self, key: str) -> None:
        """Keep them, and ask on where there is something to ask."""
        del key
        wants_own = self.step is not None and _OWN in self.step.checked
        self._note = self._now()
        told = bool(self._note.told_topics)
        then = "own" if wants_own else "how" if told else "done"
        self._keep_and_turn_to(then)

    def ask_own(self) -> Step:
        """Ask for own words for what is in it."""
        line = Line(self._own_topics, id="own")
        quiet = "A word or two; commas between several."
        return Step("What else is in it?", quiet, held=[line], ways=[BACK, NEXT])

    async def hear_own(self, key: str) -> None:
        """Keep them."""
        del key
        self._note = self._with_own(self.typed)
        self._keep_and_turn_to("how" if self._note.told_topics else "done")

    def _with_own(self, typed: str) -> ContentNote:
        listed = [one for one in self._note.topics if one in TOPICS]
        return replace(self._note, topics=(*listed, *(one for one in typed.split(",") if clean_line(one))))

    # How much, what can be skipped, how it ends.

    def ask_how(self) -> Step:
        """Ask how much of it there is."""
        choices = [Choice(one, one.capitalize(), _HOW[one]) for one in HOW]
        return Step(
            "Is it mentioned, or described?",
            short(", ".join(self._note.told_topics)),
            held=[Choices(choices, at=self._note.how)],
            ways=[BACK],
        )

    async def hear_how(self, key: str) -> None:
        """Keep it."""
        self._note = replace(self._note, how=key)
        self._keep_and_turn_to("skip")

    def ask_skip(self) -> Step:
        """Ask what can be skipped."""
        return Step(
            "Is there a part a reader could skip?",
            "As in: the middle part; pick up again at 'In spring'. It can stay empty.",
            held=[Line(self._note.skip_hint, id="skip")],
            ways=[BACK, NEXT],
        )

    async def hear_skip(self, key: str) -> None:
        """Keep it."""
        del key
        self._note = replace(self._note, skip_hint=self.typed)
        self._keep_and_turn_to("ends")

    def ask_ends(self) -> Step:
        """Ask how it ends."""
        now = self._note.ends
        choices = [Choice(one, one.capitalize(), f"They read: Ends {one}.") for one in ENDS]
        choices.append(Choice("words", "In my own words", now if now not in ENDS else ""))
        choices.append(Choice(_NONE, "Say nothing about it"))
        at = (now if now in ENDS else "words") if now else _NONE
        return Step(
            "How does it end?",
            "It doesn't have to end well. This can stay unsaid.",
            held=[Choices(choices, at=at)],
            ways=[BACK],
        )

    async def hear_ends(self, key: str) -> None:
        """Keep it, or go on to own words."""
        if key == "words":
            await self.turn_to("own_end")
            return
        self._note = replace(self._note, ends="" if key == _NONE else key)
        self._keep_and_turn_to(self._after_ends)

    @property
    def _after_ends(self) -> str:
        return "help" if HARD_TOPIC in self._note.topics else "done"

    def ask_own_end(self) -> Step:
        """Ask how it ends in own words."""
        now = self._note.ends if self._note.ends not in ENDS else ""
        quiet = "They read: Ends, and then your words."
        return Step(
            "How does it end, in your words?", quiet, held=[Line(now, id="own-end")], ways=[BACK, NEXT]
        )

    async def hear_own_end(self, key: str) -> None:
        """Keep them."""
        del key
        self._note = replace(self._note, ends=self.typed)
        self._keep_and_turn_to(self._after_ends)

    # The line about help, and the end.

    def ask_help(self) -> Step:
        """Ask whether the line about where to find help goes along; it does unless it is taken out."""
        checks = CheckList([Check("help", HELP_LINE, checked=self._note.help_line)])
        return Step(
            "This line goes at the end of the copy you share.",
            "Space takes it out. That counts for this story only.",
            held=[checks],
            ways=[BACK, NEXT],
        )

    async def hear_help(self, key: str) -> None:
        """Keep it."""
        del key
        self._note = self._now()
        self._keep_and_turn_to("done")

    def ask_done(self) -> Step:
        """Show the note as its reader gets it."""
        said = note_in_a_line(self._note) or "There is no content note. A story doesn't need one."
        lines = [Static(plain(said))]
        if self._note.brings_help:
            lines.append(Static(plain(f"\nAnd at its end: {HELP_LINE}"), classes="quiet"))
        quiet = "Your reader gets this before any of the story." if note_in_a_line(self._note) else ""
        return Step("The content note", *filter(None, [quiet]), held=lines, ways=[BACK, ("done", "Done")])

    async def hear_done(self, key: str) -> None:
        """Close."""
        del key
        self.leave()

    # Keeping.

    def _now(self) -> ContentNote:
        """Return the note with what stands on the step."""
        if self.step is not None and self.at == "topics":
            return replace(self._note, topics=self._ticked())
        if self.step is not None and self.at == "help":
            return replace(self._note, help_line=bool(self.step.checked))
        return self._with_typed(self.typed) if self.at in {"own", "skip", "own_end"} else self._note

    def _with_typed(self, typed: str) -> ContentNote:
        """Return the note with the words in the line; an empty line changes nothing."""
        if not typed.strip():
            return self._note
        if self.at == "own":
            return self._with_own(typed)
        return replace(self._note, skip_hint=typed) if self.at == "skip" else replace(self._note, ends=typed)

    def _keep_and_turn_to(self, name: str) -> None:
        self.save(self._change(self._note), lambda: self.turn_to(name))

    def _change(self, note: ContentNote) -> Change | None:
        was = self.story.content_note or ContentNote()
        new: dict[str, Any] = {
            name: getattr(note, name) for name in _FIELDS if getattr(note, name) != getattr(was, name)
        }
        if not new:
            return None

        def change(story: Story) -> Changes:
            changed = replace(story.content_note or ContentNote(), **new)
            return {"content_note": None if changed == ContentNote() else changed}

        return change

    def unkept(self) -> Change | None:
        """Return what would keep what stands on the step."""
        return self._change(self._now())

    def took(self) -> None:
        """Take over what the story says now."""
        self._note = self.story.content_note or ContentNote()

    def words(self) -> dict[str, Any]:
        """Return the note as it stands on the step."""
        note = self._now()
        return {"body": note_in_a_line(note), "part": self.at, "note": note.to_doc()}
