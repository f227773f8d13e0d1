"""Where something written could be left behind: files in any spelling, exceptions, and what objects show."""

import gc
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path


def spellings(secret: str) -> dict[str, bytes]:
    """Return how a secret may stand in a file: as it is, in UTF-16, in hex, and in base64 at each offset."""
    plain = secret.encode()
    found = {
        "plain": plain,
        "UTF-16, little end first": secret.encode("utf-16-le"),
        "UTF-16, big end first": secret.encode("utf-16-be"),
        "hex": plain.hex().encode(),
        "JSON": secret.encode("unicode_escape"),
    }
    for offset in range(3):
        # The characters that depend on what stands before and after are left off.
        text = b64encode(b"\0" * offset + plain)
        found[f"base64 at {offset}"] = text[4 if offset else 0 : len(plain) * 4 // 3 - 4]
    return found


def files_with(folder: Path, secret: str) -> dict[str, list[str]]:
    """Return each file under a folder in which, or in whose path, a secret stands, and in which spellings."""
    found = {}
    for path in sorted(folder.rglob("*")):
        data = path.read_bytes() if path.is_file() else b""
        data += str(path.relative_to(folder)).encode("utf-8", "surrogateescape")
        if inside := [name for name, spelling in spellings(secret).items() if spelling in data]:
            found[path.relative_to(folder).as_posix()] = inside
    return found


def told_by(error: BaseException) -> Iterator[str]:
    """Yield everything that an exception, and whatever led to it, would show if it were printed."""
    chain: BaseException | None = error
    while chain is not None:
        yield from (str(chain), repr(chain), repr(chain.args), str(getattr(chain, "hint", "")))
        chain = chain.__cause__ or (None if chain.__suppress_context__ else chain.__context__)


def our_objects() -> list[object]:
    """Return every object of a class of ours that is alive."""
    # A class of somebody else's can have a `__module__` that is no text.
    return [one for one in gc.get_objects() if str(type(one).__module__).partition(".")[0] == "peerjournal"]
