#!/usr/bin/env python3
"""Run the program, or test it, on a machine that has Python and nothing else.

``python3 run.py`` opens the window on the sample office; where there is no screen it writes the
sample's briefings and workbook instead. ``python3 run.py test`` checks and tests everything; what
follows ``test`` goes to pytest, which then runs alone. Either makes .venv and installs into it
what is missing. Only the standard library is used, as pip and apt are set up on the machine.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed.json"
OUT = ROOT / "out"
OFFICE = OUT / "sample-office"
NEEDED = (3, 11)

#: What Qt needs of the system, by the Debian package that has it.
LIBRARIES = {
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libfontconfig1": "libfontconfig.so.1",
    "libdbus-1-3": "libdbus-1.so.3",
    "libglib2.0-0": "libglib-2.0.so.0",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libxcb-render-util0": "libxcb-render-util.so.0",
    "libwayland-cursor0": "libwayland-cursor.so.0",
    "libcups2": "libcups.so.2",
}
#: What the tests call besides.
PROGRAMS = {
    "poppler-utils": "pdftotext",
    "xvfb": "Xvfb",
    "gcc": "gcc",
    "libc6-dev": "gencat",
}


def main(words: list[str]) -> int:
    """Install what is missing, then run or test; return the exit code."""
    if sys.version_info < NEEDED:
        return with_newer_python(words)
    testing = words[:1] == ["test"]
    if words and not testing:
        print(__doc__.strip())
        return 0 if words[0] in ("-h", "--help") else 2
    if not (have_environment() and have_packages(testing)):
        return 1
    have_libraries(testing)
    return test(words[1:]) if testing else run()


def with_newer_python(words: list[str]) -> int:
    """Start again with a newer Python if there is one."""
    for minor in range(NEEDED[1], NEEDED[1] + 5):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            return subprocess.call([newer, str(ROOT / "run.py"), *words])
    print(f"This needs Python {NEEDED[0]}.{NEEDED[1]} or newer; this is {sys.version.split()[0]}.")
    return 1


def have_environment() -> bool:
    """Make .venv if it is not there; Debian keeps what makes it in a package of its own."""
    if PYTHON.exists() and subprocess.call([str(PYTHON), "-c", "import pip"]) == 0:
        return True
    print("Making .venv ...", flush=True)
    if not can_make_environment():
        apt_install(["python3-venv"])
        if not can_make_environment():
            print("Python's venv module is missing. Install it, then run this again.")
            return False
    return subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]) == 0


def can_make_environment() -> bool:
    """Tell whether this Python can make an environment with pip in it."""
    return (
        subprocess.call([sys.executable, "-c", "import venv, ensurepip"], stderr=subprocess.DEVNULL)
        == 0
    )


def have_packages(testing: bool) -> bool:
    """Install the program, unless that was done for this very pyproject.toml."""
    known = {"pyproject": hash_of(ROOT / "pyproject.toml"), "place": str(ROOT)}
    done = read_stamp()
    if done in ({**known, "test": True}, {**known, "test": testing}):
        return True
    print("Installing the program's parts ...", flush=True)
    what = ".[test]" if testing else "."
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.call([*pip, "--editable", what], cwd=str(ROOT)) != 0:
        print("pip could not install them; what it said is above.")
        return False
    STAMP.write_text(json.dumps({**known, "test": testing}), "utf-8")
    return True


def read_stamp() -> dict[str, object]:
    """Read what was installed here."""
    try:
        return json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return {}


def hash_of(path: Path) -> str:
    """Give the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def have_libraries(testing: bool) -> None:
    """Install what the system lacks; where that cannot be done, say what is missing and go on."""
    if not sys.platform.startswith("linux"):
        return
    missing = [package for package, library in LIBRARIES.items() if not loads(library)]
    if testing:
        missing += [package for package, program in PROGRAMS.items() if not shutil.which(program)]
    if missing:
        apt_install(missing)


def loads(library: str) -> bool:
    """Tell whether the system has a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt_install(packages: list[str]) -> None:
    """Install Debian packages as root, or say how it is done."""
    line = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    before = as_root()
    if before is None or not shutil.which("apt-get"):
        print(f"The system lacks: {', '.join(packages)}. If something fails, run first:")
        print("    sudo " + " ".join(line), flush=True)
        return
    print(f"Installing from the system's packages: {', '.join(packages)} ...", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], line):
        done = subprocess.run(
            [*before, *command],
            env=quiet,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        if done.returncode != 0:
            print(done.stdout.decode("utf-8", "replace")[-2000:])
            print(f"{' '.join(command[:2])} failed; going on without.", flush=True)


def as_root() -> list[str] | None:
    """Give what to put before a command so that root runs it; None where nobody may."""
    if os.geteuid() == 0:
        return []
    can = (
        shutil.which("sudo")
        and subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) == 0
    )
    return ["sudo", "-n"] if can else None


def run() -> int:
    """Open the window on the sample office; without a screen write its documents."""
    if not (OFFICE / "office.db").exists() and not fill():
        return 1
    seen = sys.platform in ("win32", "darwin") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    return office() if seen else write_documents()


def fill() -> bool:
    """Make the sample office."""
    print("Filling the sample office ...", flush=True)
    part = OUT / "sample-office.part"
    for old in (part, OFFICE):
        shutil.rmtree(str(old), ignore_errors=True)
    if office("sample", at=part) != 0:
        return False
    part.rename(OFFICE)
    return True


def write_documents() -> int:
    """Write the briefings on Japan and the workbook of 2017."""
    print("There is no screen: writing the sample's documents.", flush=True)
    japan = ["briefing", "--country", "JP", "--as-of", "2017-12-31", "--language"]
    for code in ("en", "zh", "ja"):
        if office(*japan, code, OUT / f"Japan-2017-12-31-{code}.pdf") != 0:
            return 1
    return office("export", "--year", "2017", OUT / "2017.xlsx")


def office(*words: str | Path, at: Path = OFFICE) -> int:
    """Run the program on the sample office."""
    command = [str(PYTHON), "-m", "intloffice", "--data", str(at), *map(str, words)]
    return subprocess.call(
        command, cwd=str(ROOT), stdout=subprocess.DEVNULL if words == ("sample",) else None
    )


def test(words: list[str]) -> int:
    """Check the code and run the tests; with words of its own, pytest alone."""
    checks = [] if words else [["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]]
    beside = [] if words else ["-n", str(os.cpu_count() or 1), "--dist", "worksteal", *drawn()]
    for check in [*checks, ["pytest", *beside, *words]]:
        print("$ " + " ".join(check), flush=True)
        code = subprocess.call([str(PYTHON), "-m", *check], cwd=str(ROOT))
        if code != 0:
            return code
    return 0


def drawn() -> list[str]:
    """Let chance draw alike wherever the same commit is tested, and anew at the next."""
    try:
        told = subprocess.check_output(
            ["git", "rev-parse", "HEAD"], cwd=str(ROOT), stderr=subprocess.DEVNULL
        )
        return [f"--hypothesis-seed={int(told[:8], 16)}"]
    except (OSError, ValueError, subprocess.CalledProcessError):
        return []


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
