"""The tags in use, with how often each is: which look like one tag, and renaming or merging them."""

from collections import Counter
from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from peerjournal.journal import TagsRenamed, near_duplicates, tag_words
from peerjournal.session import Session
from peerjournal.tui.deeds import Deed
from peerjournal.tui.screens.listing import ListingScreen
from peerjournal.tui.screens.tags_renamed import RenameTagScreen
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.step import Way

_EMPTY = "There are no tags yet. The editor has a line for them, below the title."
_MOST = 2_000
"""How many are listed; more would take longer than anybody waits."""
_BACK = "The tags are as they were before."


class TagsScreen(ListingScreen):
    """Lists the tags, the most used first; what can be done is about the one the cursor stands on."""

    WHERE = "Tags"
    WAYS: ClassVar[tuple[Way, ...]] = (("rename", "Rename or merge"), ("look", "Show what has it"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "rename", "Rename or merge", show=False, id="tags.rename"),
        Binding("l", "look", "Show what has it", id="tags.look"),
        Binding("u", "undo", "Undo", id="tags.undo"),
        Binding("ctrl+z", "undo", "Undo", show=False),
    ]

    def __init__(
        self, session: Session, undo: list[Deed] | None = None, look: Callable[[str], object] | None = None
    ) -> None:
        """Prepare.

        Args:
            session: The open journal.
            undo: What was done before; what is done here is put behind it.
            look: Shows what has a tag, once this is closed.
        """
        super().__init__(session)
        self._undo = undo if undo is not None else []
        self._look = look
        self._ours: list[Deed] = []
        self._tags: Counter[str] = Counter()
        self._likes: dict[str, dict[str, None]] = {}

    def show(self) -> None:
        """Count them anew."""
        self._tags = self.session.journal.tags()
        self._likes = {}
        for group in near_duplicates(self._tags):
            for tag in group:
                self._likes.setdefault(tag, {}).update(
                    dict.fromkeys(other for other in group if other != tag)
                )
        super().show()

    def choices(self) -> list[Choice]:
        """Return the tags, the most used first, each with those that look like it."""
        ordered = sorted(self._tags.items(), key=lambda one: (-one[1], one[0].casefold()))
        widest = max((len(f"{count:,}") for _, count in ordered), default=0)
        return [
            Choice(tag, f"{f'{count:,}':>{widest}}  #{tag}", self._like(tag))
            for tag, count in ordered[:_MOST]
        ]

    def _like(self, tag: str) -> str:
        others = self._likes.get(tag, {})
        return f"Perhaps one tag with {', '.join(map(tag_words.hashed, others))}." if others else ""

    def said(self, count: int) -> str:
        """Say how many there are, and how many look alike."""
        if not count:
            return _EMPTY
        said = [f"{len(self._tags):,} {'tag' if len(self._tags) == 1 else 'tags'}."]
        if len(self._tags) > _MOST:
            said.append(f"The {_MOST:,} that are used most are listed.")
        if self._likes:
            said.append("Some look like one tag that is spelled in two ways; below them it says so.")
        return " ".join(said)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to undo only what was done here."""
        if action == "undo":
            return bool(self._ours)
        return super().check_action(action, parameters)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Rename it."""
        event.stop()
        self.action_rename()

    def action_rename(self) -> None:
        """Give this tag another name; the name of another one makes one of the two."""
        if self.key and not self.busy:
            known = [tag for tag, _ in self._tags.most_common()]
            self.app.push_screen(RenameTagScreen(self.session, self.key, known), self._renamed)

    def _renamed(self, done: TagsRenamed | None) -> None:
        if done is None:
            return
        deed = Deed(lambda: self.session.journal.untag(done), _BACK)
        self._undo.append(deed)
        self._ours.append(deed)
        self.show()
        rows = self.query_one("#rows", Choices)
        shown = [one.key.casefold() for one in self.choices()]
        if done.plan.new.casefold() in shown:
            rows.highlighted = shown.index(done.plan.new.casefold())
        self.say(" ".join((*tag_words.after(done), "u puts it back.")))
        rows.focus()

    def action_undo(self) -> None:
        """Put the tags back as they were before the last thing that was done here."""
        if self._ours and not self.busy:
            self.do(self._ours[-1].do, self._undone)

    def _undone(self, _: object) -> None:
        deed = self._ours.pop()
        if deed in self._undo:
            self._undo.remove(deed)
        self.show()
        self.say(_BACK)

    def action_look(self) -> None:
        """Close this, and list what has this tag."""
        if self.key:
            if self._look is not None:
                self._look(self.key)
            self.dismiss(None)
