"""Keys, seals and words: bytes in, bytes out; no files, no clock, no people."""

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
