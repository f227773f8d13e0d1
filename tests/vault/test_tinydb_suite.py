"""TinyDB's own tests are the acceptance test for our table and storage."""

from collections.abc import Callable
from importlib.metadata import version

from tests.vault import tinydb_suite


def test_tinydbs_own_tests_pass_over_a_vault(record_property: Callable[[str, object], None]) -> None:
    assert version("tinydb") == tinydb_suite.version()
    outcomes = tinydb_suite.run()
    told = tinydb_suite.sentence(outcomes)
    record_property("tinydb", told)
    assert len(outcomes) == tinydb_suite.COUNT, told
    failed = {name for name, outcome in outcomes.items() if outcome != "passed"}
    assert failed == set(tinydb_suite.CANNOT_APPLY), told
