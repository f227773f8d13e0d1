"""R3 for backups: a disk that is really full, at many sizes, while one is made and while it is restored."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.source_tree import ROOT

STEPS = 32
"""Sizes of 4 to 128 KiB; the backup that is tried takes some 90."""


def test_r3_a_really_full_disk_leaves_no_half_backup_and_no_half_journal(tmp_path: Path) -> None:
    """R3: said to be not saved, nothing of it is left, and the journal goes on."""
    if shutil.which("unshare") is None or subprocess.run(["unshare", "-rm", "true"], check=False).returncode:
        pytest.skip("no mount namespace can be made here")
    command = ["unshare", "-rm", sys.executable, "-m", "tests.vault.small_room", str(tmp_path), str(STEPS)]
    told = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert told.returncode == 0, told.stderr
    full, enough = map(int, told.stdout.split())
    assert full + enough == 2 * STEPS
    assert full >= STEPS
    assert enough >= STEPS // 4
