"""What is said as a letter leaves, word for word the same wherever it is said."""

from typing import Final

from peerjournal.letters.handing_over import TOGETHER
from peerjournal.letters.letter import Letter
from peerjournal.peers import Peer

LAST_WORDS: Final = "Once this leaves, it can be copied. Peerjournal can't bring it back."
"""Said before the file is written."""
HERE_IS_THE_FILE: Final = "Here is the file. Nothing has left this computer yet."
STAYS: Final = "Nothing was done. It stays with you."
NOT_NOTED: Final = "The file is there; that it is could not be noted in the ledger."
TRAVELS: Final = "The file can travel any way you like. Handing it over is up to you."


def also_in_the_file(peer: Peer, letter: Letter, form: str = "sealed") -> str:
    """Say what a letter's file holds besides what a person reads."""
    if form == "page":
        back = "" if letter.wish == "just_read" else " a key that what they write back is sealed with,"
        return f"Also in the file: a random id for this letter,{back} and padding."
    if form != "sealed":
        return "Nothing else is in the file."
    parts = ["a random id for this letter", "your wish", "where each part begins and ends"]
    if letter.in_reply_to or letter.takes_back or letter.replaces:
        parts.append("the id of the letter that this is about")
    if peer.theirs is not None:
        parts.append("the random ids of your card and theirs")
        parts += ["your new card"] if peer.announces else []
        parts.append(f"a mark that only {peer.called} can check")
    return f"Also in the file: {', '.join(parts)}, and padding."


def not_sure_yet(peer: Peer, form: str = "sealed") -> str:
    """Say that the card may be someone else's, or nothing where that was settled or no card is used."""
    if form != "sealed" or peer.reach != "card" or peer.state == "compared":
        return ""
    return f"The safety words are not compared yet, so it is not sure that the card is {peer.called}'s."


def written_down(peer: Peer, number: str, form: str = "sealed") -> str:
    """Say for whom it was made and where that stands: nowhere, for an empty number."""
    made = {"sealed": "Sealed for", TOGETHER: "Read with"}.get(form, "Made for")
    whom = f"{made} {peer.called}"
    if not number:
        return f"{whom}. The ledger is off, so nothing was written down."
    return f"{whom}, and written down in the ledger as row {number}."
