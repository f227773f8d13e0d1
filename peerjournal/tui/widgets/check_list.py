"""A list of things to tick: each state is written out, so no colour has to be told from another."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from peerjournal.tui.widgets.hanging import Hanging
from peerjournal.tui.widgets.lettering import drawable


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that can be ticked."""

    key: str
    label: str = field(repr=False)
    detail: str = field(default="", repr=False)
    """What it is, or what it would become; quiet, after the label."""
    checked: bool = False


class CheckList(OptionList):
    """Shows ``[x]`` or ``[ ]`` before each thing; Space, x, Enter and a click all do the same."""

    DEFAULT_CSS = """
    CheckList, CheckList:focus { border: none; padding: 0; background: transparent; background-tint: 0%; }
    CheckList {
        height: auto; scrollbar-size-vertical: 1;
        & > .option-list--option { padding: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "select", "Tick", key_display="Space"),
        Binding("x", "select", "Tick", show=False, id="checks.tick"),
        Binding("j", "cursor_down", "Next", show=False, id="checks.next"),
        Binding("k", "cursor_up", "Previous", show=False, id="checks.previous"),
    ]

    @dataclass
    class Toggled(Message):
        """Something was ticked, or its tick taken away."""

        check_list: "CheckList"
        key: str
        checked: bool

    def __init__(
        self,
        checks: Iterable[Check] = (),
        *,
        id: str | None = None,  # noqa: A002 -- the library's own name for it
        classes: str | None = None,
    ) -> None:
        self._checks = list(checks)
        self._bright: int | None = None
        super().__init__(*map(_option, self._checks), id=id, classes=classes, markup=False)

    @property
    def checks(self) -> tuple[Check, ...]:
        """All things, as they stand."""
        return tuple(self._checks)

    @property
    def checked(self) -> tuple[str, ...]:
        """The keys of what is ticked, in order."""
        return tuple(each.key for each in self._checks if each.checked)

    def show(self, checks: Iterable[Check]) -> None:
        """Show other things to tick."""
        self._checks, self._bright = list(checks), None
        self.set_options(map(_option, self._checks))
        self.highlighted = 0 if self._checks else None

    def put(self, key: str, *, checked: bool) -> None:
        """Tick one thing, or take its tick away; no message."""
        at = next(at for at, each in enumerate(self._checks) if each.key == key)
        self._checks[at] = replace(self._checks[at], checked=checked)
        self._draw(at)

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Draw the highlighted row in one colour: a quiet one may not be readable there."""
        super().watch_highlighted(highlighted)
        old, self._bright = self._bright, highlighted
        for at in {old, highlighted} - {None}:
            if at is not None and at < len(self._checks):
                self._draw(at)

    def _draw(self, at: int) -> None:
        self.replace_option_prompt_at_index(at, _prompt(self._checks[at], quiet=at != self._bright))

    def action_select(self) -> None:
        """Tick this, or take its tick away."""
        if self.highlighted is None:
            return
        check = self._checks[self.highlighted]
        self.put(check.key, checked=not check.checked)
        self.post_message(self.Toggled(self, check.key, not check.checked))


def _option(check: Check) -> Option:
    return Option(_prompt(check, quiet=True))


def _prompt(check: Check, *, quiet: bool) -> Hanging:
    label = Content(_line(check.label)).stylize("bold")
    detail = Content(f"  {_line(check.detail)}" if check.detail else "")
    if quiet:
        detail = detail.stylize("$quiet")
    return Hanging(Content.assemble(label, detail), "[x] " if check.checked else "[ ] ")


def _line(text: str) -> str:
    return drawable(text).replace("\n", " ")
