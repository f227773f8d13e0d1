"""Two X25519 keys become one secret."""

import pytest

from peerjournal.crypto import Pair, check_point
from peerjournal.errors import CryptoError

FIELD = 2**255 - 19
ORDER_EIGHT = 325606250916557431795983626356110631294008115727848805560023387167927233504
OTHER_ORDER_EIGHT = 39382357235489614581723061780553021112529911719440698176882885853963445705823
UNFIT = {
    "zero": 0,
    "one": 1,
    "order eight": ORDER_EIGHT,
    "the other of order eight": OTHER_ORDER_EIGHT,
    "minus one": FIELD - 1,
    "zero, spelt otherwise": FIELD,
    "one, spelt otherwise": FIELD + 1,
    "nine, spelt otherwise": FIELD + 9,
    "nine with the highest bit": 9 + 2**255,
}


def test_both_sides_find_the_secret_of_rfc_7748() -> None:
    alice = Pair(bytes.fromhex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"))
    bob = Pair(bytes.fromhex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"))
    assert alice.public.hex() == "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"
    assert bob.public.hex() == "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"
    secret = alice.agree(bob.public)
    assert secret == bob.agree(alice.public)
    assert secret.reveal().hex() == "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"


@pytest.mark.parametrize("value", UNFIT.values(), ids=UNFIT.keys())
def test_an_unfit_public_key_is_refused(value: int) -> None:
    public = value.to_bytes(32, "little")
    with pytest.raises(CryptoError):
        check_point(public)
    with pytest.raises(CryptoError):
        Pair.generate().agree(public)


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_public_key_is_32_bytes(size: int) -> None:
    with pytest.raises(CryptoError):
        check_point(bytes(size))


def test_a_pair_does_not_show_itself() -> None:
    pair = Pair.generate()
    assert repr(pair) == "Pair(...)"
