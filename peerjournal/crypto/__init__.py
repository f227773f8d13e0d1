"""Keys, seals and words: bytes in, bytes out; no files, no clock, no people."""

from typing import TYPE_CHECKING

from peerjournal.late import late

if TYPE_CHECKING:
    from peerjournal.crypto.aead import NONCE_SIZE, TAG_SIZE, Xaes, hedged_nonce
    from peerjournal.crypto.fernet import open_fernet
    from peerjournal.crypto.kdf import (
        CHEAPEST,
        KEY_SIZE,
        BadPassphrase,
        KdfCost,
        Key,
        TooLittleMemory,
        argon2id,
        calibrate,
        check_mac,
        derive,
        field,
        mac,
        physical_memory_kib,
        prepare_passphrase,
        stretch,
    )
    from peerjournal.crypto.pair import Pair, check_point
    from peerjournal.crypto.recovery import WordsMistaken, recovery_secret, recovery_words
    from peerjournal.crypto.strength import SAYS, Holds, estimate
    from peerjournal.crypto.webcrypto import GCM_NONCE_SIZE, open_gcm, pbkdf2, seal_gcm
    from peerjournal.crypto.words import (
        WORD_COUNT,
        all_words,
        generate,
        is_word,
        normalise,
        spoken,
        to_digits,
        to_words,
    )

_ROOMS = {
    "CHEAPEST": "kdf",
    "GCM_NONCE_SIZE": "webcrypto",
    "KEY_SIZE": "kdf",
    "NONCE_SIZE": "aead",
    "SAYS": "strength",
    "TAG_SIZE": "aead",
    "WORD_COUNT": "words",
    "BadPassphrase": "kdf",
    "Holds": "strength",
    "KdfCost": "kdf",
    "Key": "kdf",
    "Pair": "pair",
    "TooLittleMemory": "kdf",
    "WordsMistaken": "recovery",
    "Xaes": "aead",
    "all_words": "words",
    "argon2id": "kdf",
    "calibrate": "kdf",
    "check_mac": "kdf",
    "check_point": "pair",
    "derive": "kdf",
    "estimate": "strength",
    "field": "kdf",
    "generate": "words",
    "hedged_nonce": "aead",
    "is_word": "words",
    "mac": "kdf",
    "normalise": "words",
    "open_fernet": "fernet",
    "open_gcm": "webcrypto",
    "pbkdf2": "webcrypto",
    "physical_memory_kib": "kdf",
    "prepare_passphrase": "kdf",
    "recovery_secret": "recovery",
    "recovery_words": "recovery",
    "seal_gcm": "webcrypto",
    "spoken": "words",
    "stretch": "kdf",
    "to_digits": "words",
    "to_words": "words",
}
"""Which room each name is in."""

__all__ = [
    "CHEAPEST",
    "GCM_NONCE_SIZE",
    "KEY_SIZE",
    "NONCE_SIZE",
    "SAYS",
    "TAG_SIZE",
    "WORD_COUNT",
    "BadPassphrase",
    "Holds",
    "KdfCost",
    "Key",
    "Pair",
    "TooLittleMemory",
    "WordsMistaken",
    "Xaes",
    "all_words",
    "argon2id",
    "calibrate",
    "check_mac",
    "check_point",
    "derive",
    "estimate",
    "field",
    "generate",
    "hedged_nonce",
    "is_word",
    "mac",
    "normalise",
    "open_fernet",
    "open_gcm",
    "pbkdf2",
    "physical_memory_kib",
    "prepare_passphrase",
    "recovery_secret",
    "recovery_words",
    "seal_gcm",
    "spoken",
    "stretch",
    "to_digits",
    "to_words",
]

__getattr__ = late(__name__, _ROOMS)
