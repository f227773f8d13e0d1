"""Faces that import a room when something in it is first asked for: a command starts with few of them."""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def late(face: str, rooms: Mapping[str, str]) -> Callable[[str], Any]:
    """Return what a face has for its ``__getattr__`` (PEP 562).

    Args:
        face: The name of the package.
        rooms: Which module of it each name is in; nothing where the name is that of a module.
    """

    def find(name: str) -> Any:
        if name not in rooms:
            raise AttributeError(f"{face} offers no {name}")
        room = import_module(f"{face}.{rooms[name] or name}")
        found = getattr(room, name) if rooms[name] else room
        # Found once, it is not looked for here again.
        setattr(sys.modules[face], name, found)
        return found

    return find
