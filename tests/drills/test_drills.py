"""Every drill holds as often as it runs in CI, and its control goes red."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.drills.listing import DRILLS


@pytest.mark.parametrize("name", [drill.name for drill in DRILLS])
def test_a_drill_holds_and_its_control_goes_red(name):
    run = subprocess.run(
        [sys.executable, "-m", "tests.drills", name, "--ci"],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    if f"{name}: skipped." in run.stdout:
        pytest.skip(run.stdout.strip())
    assert run.returncode == 0, f"{run.stdout[-4000:]}\n{run.stderr[-4000:]}"
