"""Where somebody was and what they wrote on stays out, from notes as well, unless it is asked for."""

from pathlib import Path

import pytest

from peerjournal.importers import Found, Importer, Options
from peerjournal.importers.markdown import Markdown
from peerjournal.importers.obsidian import Obsidian
from peerjournal.importers.whereabouts import NO_DEVICE, NO_PLACE, Whereabouts
from tests.importers.notes import folder

NOTE = """---
location: Canary Wharf
lat: 51.5
GPS: 51.5, 0.1
trip: {placeName: Canary, mood: calm}
device: Canary's phone
placebo: yes
weather: rain
---
Hello.
"""


def read(importer: Importer, place: Path, options: Options) -> Found:
    (found,) = importer.read(place, options)
    assert isinstance(found, Found)
    return found


@pytest.mark.parametrize("importer", [Markdown(), Obsidian()], ids=lambda one: str(one.name))
def test_a_note_says_neither_unless_it_is_asked_for(importer: Importer, tmp_path: Path) -> None:
    notes = folder(tmp_path / "notes", {"2024-01-15.md": NOTE})
    found = read(importer, notes, Options(zone="UTC"))
    assert (found.draft.origin or {})["other"] == {
        "trip": {"mood": "calm"},
        "placebo": "yes",
        "weather": "rain",
    }
    assert {NO_PLACE, NO_DEVICE} <= set(found.remarks)
    asked = read(importer, notes, Options(zone="UTC", locations=True, devices=True))
    assert len((asked.draft.origin or {})["other"]) == 7
    assert not {NO_PLACE, NO_DEVICE} & set(asked.remarks)
    assert asked.key == found.key


@pytest.mark.parametrize(
    "name",
    ["Location", "latitude", "lng", "gps", "GPSLatitude", "placeName", "regions", "city", "exifData",
     "address", "creationDeviceModel", "host_name", "hostname", "cameraMake", "camera_model"],
)  # fmt: skip
def test_such_a_field_stays_out(name: str) -> None:
    assert Whereabouts(Options()).left_out(name)
    assert not Whereabouts(Options(locations=True, devices=True)).left_out(name)


@pytest.mark.parametrize(
    "name", ["placebo", "capacity", "later", "latest", "long", "geometry", "addressee", "music"]
)
def test_any_other_stays(name: str) -> None:
    assert not Whereabouts(Options()).left_out(name)
