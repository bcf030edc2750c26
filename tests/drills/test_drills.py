"""Every drill holds as often as it runs in CI, and its control goes red."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.drills.listing import DRILLS


@pytest.mark.parametrize("name", [drill.name for drill in DRILLS])
def test_a_drill_holds_and_its_control_goes_red(name, tmp_path, request):
    seed = request.config.getoption("--hypothesis-seed")
    chance = [] if seed is None else ["--seed", str(seed)]
    told = tmp_path / "told.txt"  # not a pipe, which what the drill killed or left may hold open
    with told.open("wb") as file:
        run = subprocess.run(
            [sys.executable, "-m", "tests.drills", name, "--ci", *chance],
            stdout=file,
            stderr=subprocess.STDOUT,
            check=False,
            cwd=Path(__file__).parents[2],
        )
    said = told.read_text("utf-8", errors="replace")
    if f"{name}: skipped." in said:
        pytest.skip(said.strip())
    assert run.returncode == 0, said[-8000:]
