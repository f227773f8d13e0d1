"""Documents with files of their own, as the journal keeps them: the file lasts, then it is named."""

from peerjournal import vault as vaults
from peerjournal.vault import SealedFile, Vault
from tests.conftest import StandingClock
from tests.vault import scenes

PHOTO = bytes(range(256)) * 600


def keep(vault: Vault, identifier: str, data: bytes = PHOTO) -> SealedFile:
    """Keep a document with a file, in the order in which that is safe."""
    sealed = vaults.seal_file(vault.home, iter([data]), lambda _: None)
    vaults.settle_files(vault.home)
    with vault.transaction() as change:
        change.put("entries", identifier, scenes.entry(identifier) | {"files": [sealed.to_doc()]})
    return sealed


def read(vault: Vault, sealed: SealedFile) -> bytes:
    with vaults.open_sealed(vault.home, sealed) as file:
        return file.read()


def names(vault: Vault) -> list[str]:
    return sorted(path.name for path in vault.home.files.iterdir()) if vault.home.files.exists() else []


def told(vault: Vault) -> list[SealedFile]:
    return [ones[0][1] for ones in vaults.named_files(vault).values()]


def clock_of(vault: Vault) -> StandingClock:
    assert isinstance(vault.clock, StandingClock)
    return vault.clock
