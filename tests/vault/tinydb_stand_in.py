"""A pytest plugin that puts our table and storage where TinyDB's own tests expect TinyDB's.

Most of those tests make their database themselves, so the fixtures alone would leave them running on TinyDB's
own storages: the three names they use are replaced in their modules too.
"""

import itertools
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import tinydb
from tinydb.middlewares import CachingMiddleware
from tinydb.table import Table

from peerjournal.crypto import CHEAPEST
from peerjournal.vault import Vault
from peerjournal.vault.storage import VaultStorage, VaultTable
from tests.conftest import PASSPHRASE

OUTCOMES = pytest.StashKey[dict[str, str]]()


def now() -> datetime:
    return datetime.now(UTC)


class NumberedTable(VaultTable):
    """Our table with the ids of TinyDB: numbers, counted up."""

    document_id_class = int
    _get_next_id = Table._get_next_id


class FolderStorage(VaultStorage):
    """Our storage over a vault in a folder, made or opened as TinyDB's own storages make or open a file."""

    fresh: Iterator[Path]

    def __init__(self, path: str | Path | None = None, **_options: Any) -> None:
        folder = Path(path) if path is not None else next(self.fresh)
        state = folder.with_name(f"{folder.name}-state")
        if folder.exists():
            self.vault = Vault.unlock(folder, state, passphrase=PASSPHRASE, clock=now)
        else:
            self.vault = Vault.create(folder, state, passphrase=PASSPHRASE, clock=now, cost=CHEAPEST)
        super().__init__(self.vault)

    def close(self) -> None:
        self.vault.lock()


class TinyDB(tinydb.TinyDB):
    """TinyDB with our parts."""

    table_class: type[Table] = NumberedTable
    default_storage_class = FolderStorage  # type: ignore[assignment]  # it is annotated as TinyDB's own


@pytest.fixture(autouse=True)
def stand_in(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    FolderStorage.fresh = (tmp_path / f"fresh-{number}" for number in itertools.count())
    for name, ours in (("TinyDB", TinyDB), ("JSONStorage", FolderStorage), ("MemoryStorage", FolderStorage)):
        if hasattr(request.module, name):
            monkeypatch.setattr(request.module, name, ours)


@pytest.fixture
def db(stand_in: None) -> TinyDB:  # noqa: ARG001 — it says where fresh vaults go
    # The same three documents as in TinyDB's own fixture.
    database = TinyDB()
    database.drop_tables()
    database.insert_multiple({"int": 1, "char": char} for char in "abc")
    return database


@pytest.fixture
def storage(stand_in: None) -> Any:  # noqa: ARG001 — it says where fresh vaults go
    wrapper: Any = CachingMiddleware
    return wrapper(FolderStorage)()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--outcomes", type=Path, help="where to write the outcome of each test, as JSON")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[OUTCOMES] = {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    report = yield
    outcomes = item.config.stash[OUTCOMES]
    if report.when == "setup" or outcomes[item.nodeid] == "passed":
        outcomes[item.nodeid] = report.outcome
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    config = session.config
    config.getoption("--outcomes").write_text(json.dumps(config.stash[OUTCOMES]), encoding="utf-8")
