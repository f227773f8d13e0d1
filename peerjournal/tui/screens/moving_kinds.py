"""What can be said of how another journal is read, by its kind; and looking at a source before that."""

from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Final

from peerjournal.errors import InputError, SourceUnreadable
from peerjournal.importers import IMPORTERS, Importer, Options, require_there
from peerjournal.text import visible
from peerjournal.tui.widgets.check_list import Check
from peerjournal.tui.widgets.choices import Choice

_CHECKS: Final = MappingProxyType(
    {
        "locations": ("Where you were", "places, where the source has them"),
        "devices": ("On which device", "its name often has a person's name in it"),
        "split_times": ("An entry for each time", "a line that begins with a time begins one"),
        "jrnl_compat": ("Guess as jrnl does", "a line that may be a date begins an entry"),
    }
)
TIMES: Final = "timeformat"
"""What is typed and not ticked: how a source writes its times."""
_JRNL = ("jrnl_compat", TIMES)
_OF_A_KIND: Final = MappingProxyType(
    {
        "dayone": ("locations", "devices"),
        "jrnl-json": ("devices",),
        "obsidian": ("split_times",),
        "jrnl": _JRNL,
        "jrnl-sealed": _JRNL,
        "jrnl-folder": (TIMES,),
    }
)
_STAYS = frozenset({"locations", "devices"})
"""What stays in the source unless somebody wants it."""


def said_of(importer: Importer | None) -> tuple[str, ...]:
    """Return the names of what can be said of how such a source is read."""
    return _OF_A_KIND.get(importer.name, ()) if importer else ()


def is_asked_first(importer: Importer) -> bool:
    """Tell whether that is asked before such a source is read, and not only by who wants it otherwise."""
    return bool(said_of(importer)) and TIMES not in said_of(importer)


def takes_along(importer: Importer | None) -> bool:
    """Tell whether what can be said is what is taken along, and what stays."""
    return set(said_of(importer)) <= _STAYS


def checks(importer: Importer | None, options: Options) -> list[Check]:
    """Return what can be ticked, as it stands."""
    names = [one for one in said_of(importer) if one in _CHECKS]
    return [Check(one, *_CHECKS[one], checked=getattr(options, one)) for one in names]


def kinds(likely: tuple[Importer, ...]) -> Iterator[Choice]:
    """Yield every kind of source, the likely ones first."""
    for one in (*likely, *(one for one in IMPORTERS if one not in likely)):
        # What is written small by those who made it stays so.
        label = one.label if one.label.startswith(("jrnl", "tui-")) else one.label[:1].upper() + one.label[1:]
        yield Choice(one.name, label, "It looks like this." if one in likely else "")


def there(path: Path) -> Path:
    """Return the way to a source, without links.

    Raises:
        InputError: There is none; what was typed stands there, and is not said again.
    """
    try:
        return require_there(path)
    except SourceUnreadable as error:
        raise InputError(str(error), hint="Nothing was read.") from None


def where(error: SourceUnreadable) -> str:
    """Return what is wrong with a source, and in which file and line of it."""
    named = visible(error.path.name) if error.path else ""
    at = f"{named}, line {error.line}" if named and error.line else named
    return f"{at}: {error}" if at else str(error)
