"""What was saved by any released version opens in this one, and is all still there."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from intloffice.database.captions import DERIVED
from intloffice.database.engine import header_of
from intloffice.database.file import FILE_NAME
from intloffice.database.store import SCHEMA
from intloffice.operations import browse, edit, undo
from intloffice.operations.trail import history_of
from intloffice.records import ALL_KINDS
from intloffice.records.mobility import MOBILITY
from tests.drills import soundness
from tests.samples.make import FOLDER, make, released
from tests.stores import opened

SAMPLES = sorted(FOLDER.glob("*.db"))
REMAKE = "the schema has changed: run python -m tests.samples.make, or raise SCHEMA"


def _schema(path):
    with closing(sqlite3.connect(path)) as connection, connection:
        found = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'search_%' ORDER BY name"
        ).fetchall()
    connection.close()
    return found


def _content(path):
    """Read every value of every table, by table, column and row."""
    found = {}
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.row_factory = sqlite3.Row
        for name, _ in _schema(path):
            if name in TABLES:
                for line in connection.execute(f"SELECT * FROM {name}"):
                    for column in line.keys():  # noqa: SIM118  values, not names
                        if column not in DERIVED:
                            found[name, column, line["id"]] = line[column]
    connection.close()
    return found


TABLES = {
    *(kind.name for kind in ALL_KINDS),
    *(kind.table_of(rows) for kind in ALL_KINDS for rows in kind.rows),
    "change",
    "change_set",
    "attachment",
    "issued",
    "set_aside",
    "recount",
}


def test_every_released_schema_has_a_sample():
    assert [path.name for path in SAMPLES] == sorted(f"v{number}.db" for number in released())
    assert released()[-1] == SCHEMA.version


def test_the_sample_of_this_schema_is_of_this_schema(tmp_path):
    make(tmp_path / "made.db")
    kept, made = FOLDER / f"v{SCHEMA.version}.db", tmp_path / "made.db"
    assert _schema(kept) == _schema(made), REMAKE
    assert _content(kept).keys() == _content(made).keys(), REMAKE


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_opens_with_all_that_was_in_it(sample, tmp_path):
    version = header_of(sample)[2]
    assert sample.stem == f"v{version}"
    shutil.copy(sample, tmp_path / FILE_NAME)
    before = _content(tmp_path / FILE_NAME)
    with opened(tmp_path):
        pass
    after = _content(tmp_path / FILE_NAME)
    assert header_of(tmp_path / FILE_NAME)[2] == SCHEMA.version
    columns = {(table, column) for table, column, _ in after}
    surviving = {key: value for key, value in before.items() if key[:2] in columns}
    assert surviving == {key: after[key] for key in surviving}
    assert len(surviving) > 1000
    assert (tmp_path / "backups").exists() == (version < SCHEMA.version)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_can_be_worked_with(sample, tmp_path):
    shutil.copy(sample, tmp_path / FILE_NAME)
    then = {name for name, _ in _schema(sample)}
    with opened(tmp_path) as store:
        with store.read() as session:
            for kind in ALL_KINDS:
                if kind.name not in then:
                    assert browse.ids(session, browse.Query(kind, text="second word")) == []
                    continue
                ids = browse.ids(session, browse.Query(kind))
                assert len(ids) == 3
                assert browse.ids(session, browse.Query(kind, text="second word"))
                for which in ids:
                    assert edit.load(session, kind, which).version
                    assert history_of(session, kind, which)
        with store.write("Redo", "A") as session:
            undo.redo(session)
        for _ in range(5):
            with store.write("Undo", "A") as session:
                undo.undo(session)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_what_an_older_program_added_is_taken_back_and_brought_again(sample, tmp_path):
    """The history of an older program does not know the columns that came later."""
    shutil.copy(sample, tmp_path / FILE_NAME)
    with opened(tmp_path) as store:
        before, steps = _content(tmp_path / FILE_NAME), 0
        while True:
            with store.read() as session:
                if undo.undoable(session) is None:
                    assert not browse.ids(session, browse.Query(MOBILITY))
                    break
            with store.write("Undo", "A") as session:
                undo.undo(session)
            steps += 1
        for _ in range(steps):
            with store.write("Redo", "A") as session:
                undo.redo(session)
        after = _content(tmp_path / FILE_NAME)
    kinds = {"mobility", "agreement_condition", "person"}
    kept = {key for key in before if key[0] in kinds and key[1] not in ("version", "changed_at")}
    assert steps > 10
    assert {key: after[key] for key in kept} == {key: before[key] for key in kept}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_what_came_later_is_filled_in_on_older_records_and_all_agrees(sample, tmp_path):
    shutil.copy(sample, tmp_path / FILE_NAME)
    with opened(tmp_path) as store:
        with store.write("Change", "A") as session:
            for which in browse.ids(session, browse.Query(MOBILITY)):
                record = edit.load(session, MOBILITY, which)
                edit.change(session, MOBILITY, which, record.version, {"mode": "virtual"})
        assert soundness.faults(store) == []
        with store.write("Undo", "A") as session:
            undo.undo(session)
        assert soundness.faults(store) == []
