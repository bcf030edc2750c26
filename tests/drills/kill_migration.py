"""The program is killed at a random moment while it brings an office up to date.

Each step is drilled: from every schema that was released to the program's own, with the kept
sample of it; and from the program's own to one that may follow, with the sample office. After a
kill the file is of the one schema or of the other; opened again, it is up to date and has lost
nothing.
"""

import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from intloffice.database import store
from intloffice.database.captions import DERIVED
from intloffice.database.engine import recover
from intloffice.database.store import FILE_NAME, SCHEMA, Schema
from intloffice.database.tables import Tables
from intloffice.errors import OfficeError
from intloffice.operations import sample
from intloffice.records import ALL_KINDS
from tests.drills import soundness, spoiling
from tests.drills.children import Child, ChildFailedError, moment
from tests.drills.outcome import Outcome, Run
from tests.samples import make
from tests.stores import opened

_FOLLOWING = """
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "{after}", "{before}", None, None
def upgrade():
    op.add_column("person", sa.Column("motto", sa.Text(), server_default=""))
    op.create_index("ix_person_motto", "person", ["motto"])
    number = sa.Column("id", sa.Integer, primary_key=True)
    op.create_table("custom", number, sa.Column("text", sa.Text))
    op.create_index("ix_change_of", "change", ["table_name", "row_id"])
    op.execute("INSERT INTO custom (text) SELECT before FROM change")
    op.execute("UPDATE person SET motto = family_native")
    for name in ("organisation", "mobility"):
        with op.batch_alter_table(name) as batch:
            batch.add_column(sa.Column("motto", sa.Text(), nullable=False, server_default="none"))
"""

Tell = Callable[[Any], None]
#: Every value by table, row and column.
Content = dict[tuple[str, Any, str], Any]


@dataclass(frozen=True)
class Step:
    """A file of one schema that is brought to another."""

    name: str
    file: Path
    to: Schema


def drill(run: Run) -> Outcome:
    """Kill every step again and again."""
    outcome = Outcome(
        {"steps": 0, "kills": 0, "before": 0, "after": 0}
        | {"half": 0, "not up to date": 0, "lost": 0, "unsound": 0}
    )
    for step in _steps(run.folder):
        outcome.count("steps")
        before = _content(step.file)
        takes = _time_of(step, run.folder / "timed")
        for number in range(run.times):
            folder = _laid_out(step, run.folder / "tried")
            child = Child(_upgrader(step, folder, spoiled=run.control))
            child.next()
            child.kill(moment(run.chance, takes))
            outcome.count("kills")
            where = f"{step.name}, kill {number}"
            for name, faults in _examined(outcome, step, folder, before, number).items():
                outcome.blame(name, faults, where)
            if run.control and not outcome.held:
                return outcome
    return outcome


def _steps(folder: Path) -> list[Step]:
    released = [
        Step(f"{version} to {SCHEMA.version}", make.FOLDER / f"v{version}.db", SCHEMA)
        for version in make.released()
        if version < SCHEMA.version
    ]
    with opened(folder / "sample") as made:
        sample.fill(made)
    following = Step("to one that follows", folder / "sample" / FILE_NAME, _following(folder))
    return [*released, following]


def _following(folder: Path) -> Schema:
    """Make a schema that no program has yet."""
    migrations = folder / "migrations"
    shutil.copytree(SCHEMA.migrations, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    number = SCHEMA.version + 1
    text = _FOLLOWING.format(before=f"{SCHEMA.version:04}", after=f"{number:04}")
    (migrations / "versions" / f"{number:04}_following.py").write_text(text)
    return Schema(number, migrations)


def _laid_out(step: Step, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(step.file, folder / FILE_NAME)
    return folder


def _upgrade(step: Step, folder: Path) -> None:
    store._prepared(folder, Tables(ALL_KINDS), step.to)


def _upgrader(step: Step, folder: Path, *, spoiled: bool) -> Callable[[Tell], None]:
    def work(tell: Tell) -> None:
        with ExitStack() as stack:
            if spoiled:
                stack.enter_context(spoiling.migrations_as_alembic_does_them())
            tell("begun")
            _upgrade(step, folder)
            tell("done")

    return work


def _time_of(step: Step, folder: Path) -> float:
    """Bring it up to date when nobody kills it, and tell the seconds that it takes."""
    _upgrade(step, _laid_out(step, folder))
    child = Child(_upgrader(step, _laid_out(step, folder), spoiled=False))
    child.next()
    begun = time.monotonic()
    if child.next() != "done":
        raise ChildFailedError(f"{step.name}: it could not be brought up to date at all")
    takes = time.monotonic() - begun
    child.end()
    return takes


def _examined(
    outcome: Outcome, step: Step, folder: Path, before: Content, number: int
) -> dict[str, list[str]]:
    path = folder / FILE_NAME
    recover(path)
    found = _schemas(path)
    outcome.count("after" if found == (step.to.version,) * 2 else "before")
    half = (
        [] if found[0] == found[1] else [f"the file is of schema {found[0]}, alembic's {found[1]}"]
    )
    try:
        _upgrade(step, folder)
    except Exception as error:  # noqa: BLE001  whatever a half-made file leads to
        said = str(error) if isinstance(error, OfficeError) else repr(error)
        return {"half": half, "not up to date": [said[:300]]}
    if _schemas(path) != (step.to.version,) * 2:
        return {"half": half, "not up to date": [f"schema {_schemas(path)}"]}
    after = _content(path)
    columns = {(table, column) for table, _, column in after}
    kept = {key: value for key, value in before.items() if (key[0], key[2]) in columns}
    lost = [f"{key} was {kept[key]!r}" for key in kept if after.get(key, "") != kept[key]]
    return {"half": half, "lost": lost[:5], "unsound": _unsound(step, folder, number)}


def _unsound(step: Step, folder: Path, number: int) -> list[str]:
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        found = [line for (line,) in connection.execute("PRAGMA integrity_check") if line != "ok"]
        found += [str(line) for line in connection.execute("PRAGMA foreign_key_check")]
    if not found and step.to is SCHEMA and number % 10 == 0:
        with opened(folder) as office:
            found += soundness.faults(office)
    return found


def _schemas(path: Path) -> tuple[int, int]:
    """Give the file's schema as the program numbers it, and as alembic does."""
    with closing(sqlite3.connect(path)) as connection:
        (ours,) = connection.execute("PRAGMA user_version").fetchone()
        (alembics,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return ours, int(alembics)


def _content(path: Path) -> Content:
    found: Content = {}
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (name,) in tables.fetchall():
            if name.startswith(("search_", "sqlite_", "alembic_", "office")):
                continue
            for line in connection.execute(f"SELECT * FROM {name}"):
                for column in set(line.keys()).difference(DERIVED):
                    found[name, line["id"], column] = line[column]
    return found
