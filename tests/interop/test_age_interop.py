"""age, both ways with the other programs that speak it, at every size where a chunk begins or ends."""

import subprocess
from collections.abc import Iterator
from hashlib import shake_256
from pathlib import Path

import pytest

from peerjournal.crypto import age
from tests.interop import age_programs
from tests.interop.age_programs import CHEAP, PASSPHRASE, Node, Npm, Program

pytestmark = pytest.mark.interop

SIZES = [0, 1, 65_535, 65_536, 65_537, 1_000_000]
X25519 = age.X25519Identity(bytes([66] * 32))
HYBRID = age.HybridIdentity(bytes(range(32)))
KEYS: dict[str, tuple[age.Identity, age.Recipient]] = {
    "X25519": (X25519, X25519.recipient),
    "passphrase": (age.ScryptIdentity(PASSPHRASE), age.ScryptRecipient(PASSPHRASE, CHEAP)),
    "hybrid": (HYBRID, HYBRID.recipient),
}
PAIRS = ["age X25519", "age passphrase", "pyrage X25519", "pyrage passphrase"]
PAIRS += ["npm X25519", "npm passphrase", "npm hybrid"]

at_every_size = pytest.mark.parametrize("size", SIZES)
in_both_forms = pytest.mark.parametrize("armored", [False, True], ids=["binary", "armored"])
with_every_program = pytest.mark.parametrize("pair", PAIRS)


def plaintext(size: int) -> bytes:
    return shake_256(b"interop").digest(size)


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    with age_programs.node() as running:
        yield running


@pytest.fixture
def program(pair: str, tmp_path: Path, request: pytest.FixtureRequest) -> Program:
    name, kind = pair.split()
    if name == "npm":
        keys = {
            "X25519": {"identity": X25519.encode(), "recipient": X25519.recipient.encode()},
            "hybrid": {"identity": HYBRID.encode(), "recipient": HYBRID.recipient.encode()},
            "passphrase": {"passphrase": PASSPHRASE},
        }
        return Npm(request.getfixturevalue("node"), keys[kind])
    if pair == "age X25519":
        return age_programs.AgeCommand(tmp_path, X25519)
    if pair == "age passphrase":
        return age_programs.AgeCommandPassphrase(tmp_path)
    return age_programs.Pyrage(X25519) if pair == "pyrage X25519" else age_programs.PyragePassphrase()


@at_every_size
@in_both_forms
@with_every_program
def test_they_open_what_we_seal(program: Program, pair: str, size: int, *, armored: bool) -> None:
    _, recipient = KEYS[pair.split()[1]]
    sealed = age.encrypt(plaintext(size), [recipient], armored=armored)
    assert program.open(sealed, armored=armored) == plaintext(size)


@at_every_size
@in_both_forms
@with_every_program
def test_we_open_what_they_seal(program: Program, pair: str, size: int, *, armored: bool) -> None:
    identity, _ = KEYS[pair.split()[1]]
    sealed = program.seal(plaintext(size), armored=armored)
    opened = age.decrypt(sealed, [identity])
    assert opened.plaintext == plaintext(size)
    assert age.inspect(sealed).armored is armored
    assert age.inspect(sealed).plaintext_size == size


def test_age_keygen_finds_the_same_recipient_for_an_identity() -> None:
    line = [age_programs.command("age-keygen"), "-y"]
    found = subprocess.run(line, input=X25519.encode(), capture_output=True, check=True, text=True).stdout
    assert found.strip() == X25519.recipient.encode()


def test_pyrage_finds_the_same_recipient_for_an_identity() -> None:
    identity = age_programs.pyrage().x25519.Identity.from_str(X25519.encode())
    assert str(identity.to_public()) == X25519.recipient.encode()


def test_npm_finds_the_same_recipient_for_an_identity(node: Node) -> None:
    for identity in (X25519, HYBRID):
        assert node.ask(do="recipient", identity=identity.encode()) == identity.recipient.encode()
