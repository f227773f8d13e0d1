"""Who a letter is from, and how sure that is: settled here alone, by its mark.

Nothing that a letter says about itself puts a person's name above it.
"""

from dataclasses import dataclass
from typing import Final

from peerjournal.errors import CryptoError
from peerjournal.letters.kept import Sure
from peerjournal.letters.layout import Written
from peerjournal.letters.seal import MARK_PURPOSE, check_mark
from peerjournal.peers import Card, Identity, Opener, Peer


@dataclass(frozen=True, slots=True)
class Sender:
    """Who something is from, and how sure that is."""

    peer: Peer | None
    """Only ever somebody whose mark fitted, or whose page was answered."""
    sure: Sure

    @property
    def confirmed(self) -> bool:
        """Whether it stands under a peer's name."""
        return self.peer is not None

    @property
    def sentence(self) -> str:
        """Say it to the person."""
        name = self.peer.called if self.peer else "someone who is no longer in your circle"
        return {
            "certain": f"From {name}. You have compared their safety words, so this is certain.",
            "not yet compared": f"From {name}, if the card is {name}'s: its words are not compared yet.",
            "changed card": f"From {name}, if the new card is {name}'s: its words are not compared yet.",
            "earlier card": f"From a card that {name} had before the one they have now.",
            "not confirmed": "Sender not confirmed: anyone who has your card or key could have written this.",
            "unknown": "A sealed text, sender unknown: anyone who has your key could have written this.",
            "by hand": f"Kept by you, from {name}.",
            "by the page": (
                f"Written back from the page you made for {name}. Whoever can open that page can answer it,"
                " and nobody else."
            ),
        }[self.sure]


NOT_CONFIRMED: Final = Sender(None, "not confirmed")
UNKNOWN: Final = Sender(None, "unknown")


def recognise(written: Written, opener: Opener) -> tuple[Sender, bool]:
    """Say whose mark a letter bears, and whether it is that of their current card.

    Only the one person for whom the key that opened it was made can have marked it, with a card of theirs
    that is known here; and the letter must name both of these very cards.
    """
    peer, identity, ends = opener.peer, opener.identity, written.ends
    if identity is None or ends is None or ends.to != identity.card_id:
        return NOT_CONFIRMED, False
    # Of two cards that answered one card of mine, neither is believed until one was compared.
    current = () if peer.contested or peer.theirs is None else (peer.theirs,)
    for card in (*current, *peer.earlier):
        if card.card_id == ends.sender and _fits(written, identity, card):
            return Sender(peer, _how_sure(peer, card)), card == peer.theirs
    return NOT_CONFIRMED, False


def _fits(written: Written, ours: Identity, theirs: Card) -> bool:
    try:
        check_mark(written, ours.key_from(theirs, MARK_PURPOSE))
    except CryptoError:
        return False
    return True


def _how_sure(peer: Peer, card: Card) -> Sure:
    if card != peer.theirs:
        return "earlier card"
    if peer.state == "compared":
        return "certain"
    return "changed card" if peer.state == "changed" else "not yet compared"
