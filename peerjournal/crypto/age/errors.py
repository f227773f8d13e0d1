"""Every way an age file or key is refused, one class for each result that the C2SP test kit tells apart.

    CryptoError
    ├── ArmorFailure        the text around a file is not strict armor
    ├── HeaderFailure       the header breaks a rule of the format, or one of our limits
    ├── NoMatch             the file is whole as far as can be seen, and for somebody else
    ├── HmacFailure         the header was changed after it was sealed
    ├── PayloadFailure      a part of the contents fails its check, is missing, or follows the last one
    ├── KeyFailure          a text or some bytes are no age key
    └── RecipientFailure    these recipients may not share one file

None carries anything from the file or the key: the docstring's first line is the whole message unless a fixed
sentence says more.
"""

from peerjournal.errors import CryptoError


class ArmorFailure(CryptoError):
    """The armor is not exactly as it must be."""


class HeaderFailure(CryptoError):
    """The header is not exactly as it must be."""


class NoMatch(CryptoError):
    """None of the identities opens this file."""


class HmacFailure(CryptoError):
    """The header was changed after it was sealed."""


class PayloadFailure(CryptoError):
    """The contents were changed or cut off after they were sealed."""


class KeyFailure(CryptoError):
    """This is not an age key of the expected kind."""


class RecipientFailure(CryptoError):
    """These recipients can't share one file."""
