"""The rules the house is built by."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = ("sqlalchemy", "alembic", "sqlcipher3", "openpyxl", "reportlab", "pypinyin", "babel")


def python(code):
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_every_import_keeps_the_rules():
    told = python("from importlinter.cli import lint_imports; raise SystemExit(lint_imports())")
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize("module", ["intloffice.__main__", "intloffice.program", "intloffice.app"])
def test_nothing_heavy_is_imported_before_the_window_is_painted(module):
    told = python(f"import sys, {module}; print(*sorted(sys.modules))")
    assert told.returncode == 0, told.stderr
    assert not set(HEAVY) & set(told.stdout.split())


def test_a_command_needs_no_qt():
    told = python("import sys, intloffice.commands.find; print(*sorted(sys.modules))")
    assert "PySide6" not in told.stdout.split()


def test_nothing_in_the_tree_names_somebodys_machine():
    private = re.compile(
        "|".join(("/" + "work/", "/tmp/" + "wt", "/" + "root/", "pypi" + r"\.org"))
    )
    kinds = ("**/*.py", "**/*.md", "**/*.toml", "**/*.spec", ".ci/run")
    kept = [ROOT / "run.py", *(p for k in kinds for p in ROOT.glob(k))]
    ours = [p for p in kept if not {".venv", "build", "dist", "out"} & {*p.relative_to(ROOT).parts}]
    assert [p for p in ours if private.search(p.read_text("utf-8"))] == []


def test_files_are_asked_for_in_one_place():
    """What a test does not choose for itself would let it rename folders of the machine."""
    asking = [
        path.relative_to(ROOT).as_posix()
        for path in ROOT.glob("intloffice/**/*.py")
        if "QFileDialog" in path.read_text("utf-8")
    ]
    assert asking == ["intloffice/gui/dialogs/files.py"]
