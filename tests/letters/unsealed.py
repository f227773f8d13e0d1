"""All that a file holds that left in some form, for whoever has what opens it: text, structure, metadata."""

import re
from collections.abc import Iterator
from io import BytesIO

from tests.letters.pages import SEALED, opened

_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)


def unsealed(form: str, data: bytes, words: str) -> bytes:
    """Return what stands in a file beside its seal, and all that is in that.

    What is sealed looks like chance, in which any short word turns up now and then.
    """
    if form == "page":
        return SEALED.sub(b"", data) + opened(data, words)
    if form == "pdf":
        return _STREAM.sub(b"", data) + b"\n".join(_objects(data, words))
    return data


def _objects(data: bytes, words: str) -> Iterator[bytes]:
    import pikepdf  # noqa: PLC0415 -- part of the extra that makes PDFs

    with pikepdf.open(BytesIO(data), password=words) as file:
        for one in (file.trailer, *file.objects):
            yield repr(one).encode().replace(b"pikepdf.", b"")
            if isinstance(one, pikepdf.Stream):
                yield one.read_bytes()
