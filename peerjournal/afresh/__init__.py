"""Begin this program anew with a text to show and nothing else: that process never had a key."""

from peerjournal.afresh.handed import Handed, Taken, hand_on, take

__all__ = ["Handed", "Taken", "hand_on", "take"]
