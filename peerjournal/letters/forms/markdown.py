"""For somebody who needs plain text, and for paper: the body byte for byte, with nothing around it."""

from peerjournal.letters.forms.made import Made
from peerjournal.letters.letter import Letter


class PlainText:
    """The Markdown file. Anybody who gets at it can read it."""

    name = "markdown"
    suffix = "md"
    for_key = False
    plain = True

    def make(self, letter: Letter) -> Made:
        """Return the letter's body as it was previewed."""
        return Made(letter.body)
