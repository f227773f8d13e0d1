"""What a document is: plain JSON that nobody else holds.

The live state is shared by everything that reads, so a document in it is never changed, only replaced. These
three functions are what keeps that true at the vault's edges.
"""

import math
from collections.abc import Mapping
from typing import Any

_TEXT = frozenset({str})
_SCALARS = frozenset({str, int, float, bool, type(None)})
_AS_THEY_ARE = _SCALARS - {float}


def owned(value: Any) -> Any:
    """Copy what a caller gave, as the JSON that it will be read back as.

    Raises:
        TypeError: It holds something that JSON does not have.
        ValueError: It holds a number that JSON does not have.
    """
    if type(value) in _SCALARS:
        if type(value) is float and not math.isfinite(value):
            raise ValueError("a document holds no infinite numbers and no NaN")
        return value
    if type(value) is dict or isinstance(value, Mapping):
        if not _TEXT.issuperset(map(type, value)):
            raise TypeError("the names of a document's fields are text")
        # Most fields are text or a number, and a call for each would be most of the cost.
        return {name: one if type(one) in _AS_THEY_ARE else owned(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [one if type(one) is str else owned(one) for one in value]
    raise TypeError("a document holds only text, numbers, true, false, null, lists and mappings")


def copied(value: Any) -> Any:
    """Copy a value of a live document, for someone who may change it. Text is shared: it can't change."""
    if isinstance(value, dict):
        return {name: copied(one) for name, one in value.items()}
    if isinstance(value, list):
        return [copied(one) for one in value]
    return value


def same(left: Any, right: Any) -> bool:
    """Tell whether two values are the same JSON; for ``==`` alone 1, 1.0 and true are one."""
    if left is right:
        return True
    if type(left) is not type(right):
        return False
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(same(one, right[name]) for name, one in left.items())
    if isinstance(left, list):
        return len(left) == len(right) and all(map(same, left, right))
    return repr(left) == repr(right) if isinstance(left, float) else bool(left == right)
