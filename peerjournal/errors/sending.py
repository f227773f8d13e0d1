"""What is refused of the circle, and of the letters that go there and come back."""

from peerjournal.errors.root import PeerjournalError


class PeerError(PeerjournalError):
    """Something asked of the circle could not be done."""


class BadCard(PeerError):
    """This card can't be used."""

    hint = "Nothing was kept. Ask them to make the card again and send the whole file."


class UnknownPeer(PeerError):
    """There is nobody by that name in your circle."""

    hint = "`peerjournal peers` shows who is."


class NotYetCompared(PeerError):
    """The safety words have not been compared yet."""

    hint = "Compare them with `peerjournal peers compare`, or go on with `--unconfirmed`."


class LetterError(PeerjournalError):
    """A letter could not be made or opened."""


class NotForUs(LetterError):
    """None of your keys opens this file."""

    hint = "Nothing was kept. It may be for someone else, or for a card you have dropped."


class LetterDamaged(LetterError):
    """This file is not whole."""

    hint = "Nothing was kept. Ask them to send it once more."


class Undecided(LetterError):
    """Something must be decided before this can leave."""

    hint = "`peerjournal preview` shows what."


class Paused(LetterError):
    """You set this aside for now, for this person."""

    hint = "`peerjournal paused` shows it, and `peerjournal pause --end N` ends the pause."


class AlreadyReceived(LetterError):
    """This letter is here already."""

    hint = "`peerjournal letters` shows it."


class TooLarge(LetterError):
    """This is larger than a letter may be."""

    hint = "A letter holds up to 256 KiB of text. Choose fewer stories, or shorten one."


class PdfNotHere(LetterError):
    """What makes PDFs is not installed."""

    hint = "`pip install 'peerjournal[pdf]'` adds it. Nothing was made. The other forms need nothing more."
