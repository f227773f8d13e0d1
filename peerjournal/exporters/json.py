"""One JSON file with everything in it; `docs/formats/export.schema.json` says what stands where."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from peerjournal.exporters.exporter import NOTHING, Beside, File, Leaving, told

FORMAT: Final = "peerjournal-export"
VERSION: Final = 1


class Json:
    """Everything in one file, for programs."""

    name = "json"
    label = "one JSON file with everything in it"
    suffix = "json"

    takes_letters = True

    def files(self, leaving: Sequence[Leaving], beside: Beside = NOTHING) -> Iterator[File]:
        """Yield the one file."""
        whole: dict[str, Any] = {"format": FORMAT, "version": VERSION, "entries": [*map(told, leaving)]}
        whole |= beside
        text = json.dumps(whole, ensure_ascii=False, indent=1)
        yield f"peerjournal.{self.suffix}", f"{text}\n".encode("utf-8", "replace")
