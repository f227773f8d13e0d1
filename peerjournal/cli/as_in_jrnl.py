"""The filters of `list` as those who come from jrnl type them, with one dash: read as our own."""

import re
from collections.abc import Callable
from types import MappingProxyType
from typing import Final

import click

_ASKED = "peerjournal.cli.as_in_jrnl"
_OURS: Final = MappingProxyType(
    {
        "-on": "--on",
        "-from": "--from",
        "-to": "--to",
        "-until": "--to",
        "-year": "--on",
        "-starred": "--starred",
    }
)
_NUMBER = re.compile(r"-\d+")
_TAG = re.compile("[#@](?=.)")


class Listing(click.Command):
    """A command that shows what answers; it takes jrnl's filters as well as ours."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read jrnl's filters as our options, and the words that are looked for as a search line."""
        ours, asked = [], []
        left = iter(args)
        for one in left:
            if one in _OURS:
                ours.append(_OURS[one])
            elif _NUMBER.fullmatch(one):
                ours += ["-n", one[1:]]
            elif one in _TERMS:
                asked.append(_TERMS[one](lambda: next(left, "")))
            elif one != "-and":
                # All of it must hold here anyway.
                ours.append(one)
        ctx.meta[_ASKED] = " ".join(asked)
        return super().parse_args(ctx, ours)


def asked(ctx: click.Context) -> str:
    """Return what is looked for beside the options, as a search line."""
    text: str = ctx.meta.get(_ASKED, "")
    return text


def _containing(following: Callable[[], str]) -> str:
    return f'"{following()}"'


def _tagged(following: Callable[[], str]) -> str:
    del following
    return "is:tagged"


def _without(following: Callable[[], str]) -> str:
    word = following()
    if word in _TERMS:
        return f"-{_TERMS[word](following)}"
    if word == "-starred":
        return "-is:starred"
    tag = _TAG.match(word)
    return f'-{"#" if tag else ""}"{word[tag.end() if tag else 0 :]}"'


_TERMS: Final = MappingProxyType({"-contains": _containing, "-tagged": _tagged, "-not": _without})
