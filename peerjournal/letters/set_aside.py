"""Pause: something that was set aside before it leaves, as the vault keeps it.

The document (table ``paused``): ``number``, ``by``, ``peer`` (id), ``set_on`` and ``until`` (times); of
stories ``stories`` [{``id``, ``doc``}], ``wish``, ``hold``, ``note``, ``kept``?; of a reply ``answers`` (the
id under which its letter is kept), ``in_reply_to``? and ``reply`` (its parts).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Final

from peerjournal.journal import Moment
from peerjournal.letters.compose import Around
from peerjournal.letters.reply import Reply

_KNOWN: Final = (
    "number",
    "by",
    "peer",
    "set_on",
    "until",
    "stories",
    "wish",
    "hold",
    "note",
    "kept",
    "answers",
    "in_reply_to",
    "reply",
)


@dataclass(frozen=True, slots=True, repr=False)
class Pause:
    """Something that was set aside: stories for a peer, or a reply to a letter of theirs."""

    id: str
    number: int
    by: str
    peer: str
    """The id of the person it is for."""
    set_on: Moment
    until: Moment
    stories: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, hash=False)
    """By id, in the order in which they are to be read: their documents, for when one is gone."""
    around: Around = Around()  # noqa: RUF009 — frozen, so it may be shared
    answers: str = ""
    """The id under which the letter is kept that a reply answers."""
    in_reply_to: str = ""
    """That letter's letter_id, where it has one."""
    reply: Reply | None = None
    other: dict[str, Any] = field(default_factory=dict, hash=False)
    """What a later version keeps here."""

    def __repr__(self) -> str:
        return f"Pause({self.id})"

    def to_doc(self) -> dict[str, Any]:
        """Return it as JSON for the vault."""
        document = self.other | {
            "number": self.number,
            "by": self.by,
            "peer": self.peer,
            "set_on": self.set_on.encode(),
            "until": self.until.encode(),
        }
        if self.reply is not None:
            said = {name: part for name, part in asdict(self.reply).items() if part}
            document |= {"answers": self.answers, "reply": said}
            return document | ({"in_reply_to": self.in_reply_to} if self.in_reply_to else {})
        around = {name: getattr(self.around, name) for name in ("wish", "hold", "note")}
        document |= around | {"stories": [{"id": one, "doc": doc} for one, doc in self.stories.items()]}
        return document | ({"kept": sorted(self.around.kept)} if self.around.kept else {})

    @classmethod
    def from_doc(cls, identifier: str, document: Mapping[str, Any]) -> "Pause":
        """Read what ``to_doc`` wrote."""
        said, known = document.get("reply"), {part.name for part in fields(Reply)}
        around = {name: document[name] for name in ("wish", "hold", "note") if name in document}
        return cls(
            id=identifier,
            number=document["number"],
            by=document["by"],
            peer=document["peer"],
            set_on=Moment.decode(document["set_on"]),
            until=Moment.decode(document["until"]),
            stories={one["id"]: one["doc"] for one in document.get("stories", ())},
            around=Around(**around, kept=frozenset(document.get("kept", ()))),
            answers=document.get("answers", ""),
            in_reply_to=document.get("in_reply_to", ""),
            reply=None if said is None else Reply(**{name: said[name] for name in known & said.keys()}),
            other={name: value for name, value in document.items() if name not in _KNOWN},
        )
