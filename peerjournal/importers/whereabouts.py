"""Where somebody was and on which device they wrote: such fields stay out unless they are asked for."""

import re
from dataclasses import dataclass, field
from typing import Final

from peerjournal.importers.found import Options

NO_PLACE: Final = "Where it was written was left out."
NO_DEVICE: Final = "What it was written on was left out."

# A short word counts only as a word of its own or before a capital: `placeName`, and no `placebo`.
_PLACES = re.compile(
    r"(?i:location|latitude|longitude|geolocation|locality|administrativeArea|coordinate|placemark|sunrise|sunset)"
    r"|(?i:place|country|region|city|address|lat|lon|lng|gps|geo|altitude|exif|exifdata)s?(?![a-z])"
)
_DEVICES = re.compile(r"creationDevice|device|host_?name|camera_?(?:make|model)", re.IGNORECASE)


@dataclass(slots=True)
class Whereabouts:
    """Tells by their names which fields of one entry stay out, and notes what is to be said of it."""

    options: Options
    _remarks: dict[str, None] = field(default_factory=dict)

    def left_out(self, name: str) -> bool:
        """Tell whether a field stays out."""
        if not self.options.locations and _PLACES.match(name):
            self._remarks[NO_PLACE] = None
        elif not self.options.devices and _DEVICES.match(name):
            self._remarks[NO_DEVICE] = None
        else:
            return False
        return True

    @property
    def remarks(self) -> list[str]:
        """What was left out, a sentence each."""
        return list(self._remarks)
