"""For a peer's key: an age file, which this program opens and any age tool opens too."""

from peerjournal.letters.letter import Letter
from peerjournal.letters.seal import Address, Sealed, seal


class SealedFile:
    """The sealed file, binary or armored."""

    name = "sealed"
    suffix = "age"
    for_key = True
    plain = False

    def make(self, letter: Letter, address: Address, *, armored: bool = False) -> Sealed:
        """Return the letter's bytes and the file that holds them."""
        return seal(letter, address, armored=armored)
