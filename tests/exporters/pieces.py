"""Entries and stories of every kind, as Hypothesis makes them up."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from peerjournal.exporters import Leaving
from peerjournal.journal import ContentNote, Draft, Light, Moment, Outcome, Piece, Tool, piece_from_doc
from peerjournal.text import clean_line

_SNIPPETS = (
    "[[mine]]",
    "[2020-05-01 15:00] x",
    "[tuesday morning] y",
    "\n",
    "---",
    ":mine\nx\n:end",
    " *",
    "@a",
    "#b",
)
TEXTS = st.lists(st.text(max_size=12) | st.sampled_from(_SNIPPETS), max_size=6).map("".join)
LINES = TEXTS.map(clean_line)
TAGS = st.lists(LINES | st.sampled_from(["walk", "first time", "a/b", "Über"]), max_size=3).map(tuple)
ZONES = ("Europe/Berlin", "Australia/Sydney", "America/St_Johns", "UTC")


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    local = draw(st.datetimes(datetime(1000, 1, 2), datetime(9998, 12, 30))).replace(microsecond=0)  # noqa: DTZ001 - the zone is put on below
    if draw(st.booleans()):
        zone = ZoneInfo(draw(st.sampled_from(ZONES)))
        offset = local.replace(tzinfo=zone).utcoffset() or timedelta()
        return Moment(local.replace(tzinfo=timezone(offset)), zone.key)
    minutes = draw(st.integers(-14 * 60, 14 * 60))
    return Moment(local.replace(tzinfo=timezone(timedelta(minutes=minutes))))


TOOLS = st.builds(
    Tool, TEXTS, st.sampled_from(Outcome), TEXTS, TEXTS, tags=TAGS, light=st.sampled_from(Light)
)
NOTES = st.builds(ContentNote, TAGS, skip_hint=LINES, ends=LINES, help_line=st.booleans())


@st.composite
def pieces(draw: st.DrawFn) -> Piece:
    """Make an entry or a story as the journal could hold it."""
    kind = draw(st.sampled_from(["entry", "story"]))
    draft = Draft(draw(LINES), draw(TEXTS), draw(TAGS), draw(moments()), draw(st.booleans()), kind=kind)
    doc = draft.to_doc(draft.written or Moment(datetime(2026, 1, 1, tzinfo=UTC)))
    if draw(st.booleans()):
        doc["edited"] = draw(moments()).encode()
    if kind == "story":
        note = draw(st.none() | NOTES)
        doc |= {"stands": draw(LINES), "tools": [tool.to_doc() for tool in draw(st.lists(TOOLS, max_size=2))]}
        doc |= {"content_note": note.to_doc()} if note else {}
        doc |= {name: [one for one in draw(TAGS) if one] for name in ("kept", "looked")}
    identifier = (
        f"{draw(st.integers(0, 2**32 - 1)):08x}-0000-7000-8000-{draw(st.integers(0, 2**48 - 1)):012x}"
    )
    return piece_from_doc(identifier, doc)


@st.composite
def leavings(draw: st.DrawFn) -> list[Leaving]:
    """Make a small journal on its way out."""
    made = draw(st.lists(pieces(), max_size=4, unique_by=lambda piece: piece.id))
    others = st.lists(pieces(), max_size=1).map(tuple)
    return [Leaving(piece, str(number), draw(others)) for number, piece in enumerate(made, start=1)]
