"""The drills' command line; see the package."""

import argparse
import faulthandler
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests import drills
from tests.drills import disk
from tests.drills.listing import DRILLS, Drill, named
from tests.drills.outcome import Outcome, Run

#: Faults that are told in full; the rest are counted.
_SHOWN = 60
_MEMORY = Path("/dev/shm")
#: Seconds after which a drill in CI hangs, and says where.
_HANGS = 900


def main() -> int:
    """Run what was asked for; 1 where something was not as promised."""
    arguments = _arguments()
    if arguments.list:
        return _list()
    if arguments.all_ci:
        return max([_started(drill, arguments.seed) for drill in DRILLS])
    if not arguments.name:
        print(drills.__doc__.strip())
        return 2
    drill = named(arguments.name)
    if drill.on_our_disk and not disk.missing() and not disk.is_loaded():
        disk.relaunch(["--seed", str(arguments.seed)])
    if arguments.ci:
        faulthandler.dump_traceback_later(_HANGS, exit=True)
        return _in_ci(drill, arguments.seed)
    usual = drill.control_in_ci if arguments.control else drill.by_hand
    times = arguments.times if arguments.times is not None else usual
    return int(not _run(drill, times, arguments.seed, control=arguments.control).held)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.drills")
    parser.add_argument("name", nargs="?", choices=[drill.name for drill in DRILLS])
    parser.add_argument("--times", type=int, metavar="N", help="how often; else as by hand")
    parser.add_argument("--seed", type=int, default=None, help="to have the same chance again")
    parser.add_argument("--control", action="store_true", help="on the spoiled program: goes red")
    parser.add_argument("--ci", action="store_true", help="as often as in CI, and its control")
    parser.add_argument("--all-ci", action="store_true", help="all of them so")
    parser.add_argument("--list", action="store_true", help="name them all")
    arguments = parser.parse_args()
    if arguments.seed is None:
        arguments.seed = int.from_bytes(os.urandom(3), "big")
    return arguments


def _list() -> int:
    for drill in DRILLS:
        print(f"{drill.name:18} {drill.says}")
        print(f"{'':18} by hand {drill.by_hand:,}, in CI {drill.in_ci:,}; control: {drill.control}")
    return 0


def _started(drill: Drill, seed: int) -> int:
    """Run a drill as CI does, in a process of its own."""
    command = [sys.executable, "-m", "tests.drills", drill.name, "--ci", "--seed", str(seed)]
    return subprocess.run(command, check=False).returncode


def _in_ci(drill: Drill, seed: int) -> int:
    sound = _run(drill, drill.in_ci, seed, control=False)
    if sound.skipped:
        return 0
    spoiled = _run(drill, drill.control_in_ci, seed, control=True)
    if spoiled.held:
        print(f"{drill.name}: the control stayed green, so the drill sees nothing.")
    return int(not sound.held or spoiled.held)


def _run(drill: Drill, times: int, seed: int, *, control: bool) -> Outcome:
    begun = time.monotonic()
    reason = disk.missing() if drill.on_our_disk else ""
    if reason:
        outcome = Outcome(skipped=reason)
        _tell(drill, outcome, seed, 0, control=control)
        return outcome
    in_memory = _MEMORY if drill.in_memory and _MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="drill-", dir=in_memory) as folder:
        outcome = drill.run(Run(times, seed, control, Path(folder)))
    _tell(drill, outcome, seed, time.monotonic() - begun, control=control)
    return outcome


def _tell(drill: Drill, outcome: Outcome, seed: int, seconds: float, *, control: bool) -> None:
    what = f"{drill.name}, control ({drill.control})" if control else drill.name
    if outcome.skipped:
        print(f"{what}: skipped. {outcome.skipped}")
        return
    figures = ", ".join(f"{_shown(figure)} {name}" for name, figure in outcome.figures.items())
    end = "held" if outcome.held else "RED"
    print(f"{what}: {end}. {figures}; seed {seed}, {seconds:.1f} s", flush=True)
    shown = outcome.faults[:3] if control else outcome.faults[:_SHOWN]
    for fault in shown:
        print(f"    {fault}" if not control else f"    {fault[:200]}")
    if len(outcome.faults) > len(shown):
        print(f"    … and {len(outcome.faults) - len(shown):,} more")


def _shown(figure: int | str) -> str:
    return f"{figure:,}" if isinstance(figure, int) else figure


if __name__ == "__main__":
    sys.exit(main())
