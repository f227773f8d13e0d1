"""What was tried: what helped, what didn't, what depends; in the writer's words and the writer's order."""

from dataclasses import replace
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from peerjournal.errors import JournalError
from peerjournal.journal import Changes, Light, Outcome, Story, Tool
from peerjournal.session import Session
from peerjournal.tui.screens.of_story import Change, OfStoryScreen
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.page import Page
from peerjournal.tui.widgets.step import BACK, NEXT, Step, Way
from peerjournal.tui.widgets.story_parts import short, tool_line

LIGHTS = {
    Light.OPEN: "I could tell anyone.",
    Light.CAREFUL: "Some people, some days. You are asked about it each time.",
    Light.MINE: "This stays with me.",
}
WENT = {
    Outcome.HELPED: "It helped",
    Outcome.DIDNT: "It didn't",
    Outcome.DEPENDS: "It depends",
    Outcome.UNSURE: "Not sure yet",
}
_TYPED = {
    "tried": ("What did you try?", "In your own words. A few are plenty."),
    "when": ("When does it go like that?", "As in: evenings, if I've eaten. It can stay empty."),
    "might_differ": (
        "What might be different for someone else?",
        "As in: easier if you have a garden. It can stay empty.",
    ),
}
_NOT_SAID = "Not said."
_NOTHING = "One word is plenty. Going back leaves it as it was."
_KEEP: Way = ("next", "Keep it")


class ToolsScreen(OfStoryScreen):
    """Shows what was tried, one as large as the other, and takes one thing at a time."""

    WHERE = "What helped, what didn't"
    FIRST = "all"
    KIND: ClassVar[str] = "tool"
    TITLE: ClassVar[str] = "Something you tried, begun"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+up", "move(-1)", "Move it up", key_display="Shift+↑"),
        Binding("shift+down", "move(1)", "Move it down", key_display="Shift+↓"),
    ]

    def __init__(self, session: Session, story: Story) -> None:
        super().__init__(session, story)
        self._old: Tool | None = None
        """What is being changed, as it is kept; nothing for something new."""
        self._new = Tool("")
        self._adding = False
        self._part = ""
        self._chosen = ""
        self._taken: tuple[int, Tool] | None = None
        if self.begun.fields:
            self._go_on_with(self.begun.fields)

    def _go_on_with(self, fields: dict[str, Any]) -> None:
        old = fields.get("old")
        self._old = Tool.from_doc(old) if old else None
        self._new = Tool.from_doc(fields.get("tool") or {})
        self._adding = self._old is None
        self._part = str(fields.get("part") or "tried")
        if self._new in self.story.tools:
            # It was kept, and only the moment to remove the draft was lacking.
            self._old, self._adding, self._part = None, False, ""
            self.begun.forget()

    def first(self) -> str:
        """Begin with the words that were begun, if there are any."""
        return self._part if self._part in _TYPED else self.FIRST

    # All of them.

    def ask_all(self) -> Step:
        """Show what was tried, in the writer's order."""
        choices = [
            Choice(str(place), short(tool_line(tool)), _beside(tool))
            for place, tool in enumerate(self.story.tools)
        ]
        choices.append(Choice("add", "Add something", "What you tried, however it went."))
        ways = [("put", "Put back what I took out"), BACK] if self._taken else [BACK]
        return Step(
            "What helped, what didn't, what depends",
            "Yours, in your order. It doesn't have to have worked to be worth telling.",
            held=[Choices(choices, at=self._chosen)],
            ways=ways,
        )

    async def hear_all(self, key: str) -> None:
        """Go to one of them, or add one."""
        if key == "put" and self._taken:
            place, tool = self._taken
            self.save(_putting(None, tool, place), self._put_back)
            return
        self._adding = key == "add"
        self._old = None if self._adding else self.story.tools[int(key)]
        self._new = self._old or Tool("")
        self._chosen, self._part = key, ""
        await self.turn_to("tried" if self._adding else "one")

    async def _put_back(self) -> None:
        self._taken = None
        await self.ask()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to move what there is more than one of."""
        if action == "move":
            return self.at == "one" or (self.at == "all" and len(self.story.tools) > 1)
        return super().check_action(action, parameters)

    def action_move(self, by: int) -> None:
        """Move this one up or down in your order."""
        if self.at == "all" and self.step is not None:
            key = self.step.query_one(Choices).key
            self._old = self.story.tools[int(key)] if key.isdigit() else None
        if self._old is not None and not self.busy:
            there = self.story.tools.index(self._old) + by
            if 0 <= there < len(self.story.tools):
                self._chosen = str(there)
                self.save(_putting(self._old, self._old, there), self.ask)

    # One of them.

    def ask_one(self) -> Step:
        """Show one of them, part by part."""
        tool, last = self._new, len(self.story.tools) - 1
        place = self.story.tools.index(tool) if tool in self.story.tools else 0
        choices = [
            Choice("tried", "What I tried", short(tool.tried)),
            Choice("went", "How it went", WENT[tool.how_it_went]),
            Choice("when", "When it goes like that", short(tool.when) or _NOT_SAID),
            Choice(
                "might_differ",
                "What might be different for someone else",
                short(tool.might_differ) or _NOT_SAID,
            ),
            Choice("light", "How far it may go", f"{tool.light.value}: {LIGHTS[tool.light]}"),
        ]
        choices += [Choice("up", "Move it up")] if place else []
        choices += [Choice("down", "Move it down")] if place < last else []
        choices.append(Choice("out", "Take it out"))
        held = Choices(choices, at=self._part)
        return Step(short(tool_line(tool)), held=[held], ways=[BACK])

    async def hear_one(self, key: str) -> None:
        """Change a part of it, move it, or take it out."""
        self._part = key
        if key in {"up", "down"}:
            self.action_move(-1 if key == "up" else 1)
        elif key == "out" and self._old is not None:
            self._taken = self.story.tools.index(self._old), self._old
            self.save(_putting(self._old, None), self._back_to_all)
        else:
            await self.turn_to(key)

    async def _back_to_all(self) -> None:
        self.names = ["all"]
        await self.ask()

    # Its parts.

    def _ask(self, part: str) -> Step:
        question, quiet = _TYPED[part]
        self._part = part
        page = Page(str(getattr(self._new, part)), id=f"part-{part.replace('_', '-')}")
        return Step(question, quiet, held=[page], ways=[BACK, NEXT if self._adding else _KEEP])

    def ask_tried(self) -> Step:
        """Ask what it was."""
        return self._ask("tried")

    async def hear_tried(self, key: str) -> None:
        """Keep it; of something new ask how it went."""
        del key
        if not self.typed.strip():
            raise JournalError(_NOTHING)
        self.save(self.unkept(), self._on)

    def ask_when(self) -> Step:
        """Ask when it goes like that."""
        return self._ask("when")

    def ask_might_differ(self) -> Step:
        """Ask what might be different for someone else."""
        return self._ask("might_differ")

    async def hear_when(self, key: str) -> None:
        """Keep it."""
        del key
        self.save(self.unkept(), self._on)

    hear_might_differ = hear_when

    def ask_went(self) -> Step:
        """Ask how it went; each answer is as good as the other."""
        choices = [Choice(one.value, said) for one, said in WENT.items()]
        at = self._new.how_it_went.value
        return Step("How did it go?", short(self._new.tried), held=[Choices(choices, at=at)], ways=[BACK])

    async def hear_went(self, key: str) -> None:
        """Keep it."""
        self._put(replace(self._new, how_it_went=Outcome(key)))

    def ask_light(self) -> Step:
        """Ask how far it may go."""
        choices = [Choice(one.value, one.value.capitalize(), said) for one, said in LIGHTS.items()]
        held = Choices(choices, at=self._new.light.value)
        return Step("How far may it go?", short(self._new.tried), held=[held], ways=[BACK])

    async def hear_light(self, key: str) -> None:
        """Keep it."""
        self._put(replace(self._new, light=Light(key)))

    def _put(self, tool: Tool) -> None:
        change = _putting(self._old, tool) if tool != self._old else None
        self._new = tool
        self.save(change, self._on)

    async def _on(self) -> None:
        """Go on to the next part of something new, or back to all its parts."""
        if self._adding and self.at == "tried":
            await self.turn_to("went")
            return
        self._adding = False
        self.names = ["all"]
        await self.turn_to("one")

    # Keeping.

    def _typed_now(self) -> Tool:
        if self.at in _TYPED and self.step is not None:
            typed: dict[str, Any] = {self.at: self.typed}
            return replace(self._new, **typed)
        return self._new

    def unkept(self) -> Change | None:
        """Return what would keep the words that were typed; without words there is nothing that was tried."""
        tool = self._typed_now()
        if not tool.tried.strip() or tool == self._old:
            return None
        self._aimed = tool
        return _putting(self._old, tool)

    def took(self) -> None:
        """Take over what the story says now."""
        aimed = self._aimed if self._aimed in self.story.tools else self._new
        if aimed in self.story.tools:
            self._old = self._new = aimed

    _aimed = Tool("")

    def words(self) -> dict[str, Any]:
        """Return the words that were typed, and of what they are a part."""
        if self.at not in _TYPED:
            return {}
        tool = self._typed_now()
        old = self._old.to_doc() if self._old else None
        return {"body": self.typed, "part": self.at, "tool": tool.to_doc(), "old": old}


def _beside(tool: Tool) -> str:
    return " · ".join(part for part in (tool.light.value, short(tool.when), short(tool.might_differ)) if part)


def _putting(old: Tool | None, new: Tool | None, place: int | None = None) -> Change:
    """Return the change that puts one thing in another's place, or somewhere else among them.

    What was changed elsewhere meanwhile stays; something that is no longer there is added at the end.
    """

    def change(story: Story) -> Changes:
        tools = [*story.tools]
        at = len(tools)
        if old is not None and old in tools:
            at = tools.index(old)
            del tools[at]
        if new is not None:
            tools.insert(at if place is None else place, new)
        return {"tools": tools}

    return change
