"""All that a file holds which left in some form, for whoever has what opens it: text, structure and metadata."""

from collections.abc import Iterator
from io import BytesIO

from tests.letters.pages import opened


def unsealed(form: str, data: bytes, words: str) -> bytes:
    """Return every byte of a file, as it is and as it opens."""
    if form == "page":
        return data + opened(data, words)
    if form == "pdf":
        return data + b"\n".join(_objects(data, words))
    return data


def _objects(data: bytes, words: str) -> Iterator[bytes]:
    import pikepdf  # noqa: PLC0415 -- part of the extra that makes PDFs

    with pikepdf.open(BytesIO(data), password=words) as file:
        yield repr(file.trailer).encode()
        for one in file.objects:
            yield repr(one).encode()
            if isinstance(one, pikepdf.Stream):
                yield one.read_bytes()
