"""A store is made, opened and brought up to date, or left exactly as it was."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import insert, text
from sqlalchemy.exc import DatabaseError

from intloffice.database import migrate, shelf
from intloffice.database.backup import verify
from intloffice.database.engine import APPLICATION_ID, copy_to, header_of
from intloffice.database.file import BACKUPS, FILE_NAME
from intloffice.database.store import SCHEMA, Schema, Store
from intloffice.errors import StoreError
from intloffice.operations import edit
from intloffice.records import ALL_KINDS
from tests.stores import ORGANISATION, add_one_of_each, opened, organisation, state


def test_a_new_store_is_marked_as_ours_and_kept_from_other_eyes(tmp_path):
    folder = tmp_path / "new" / "office"
    Store.open(folder, ALL_KINDS).close()
    assert header_of(folder / FILE_NAME) == (True, APPLICATION_ID, SCHEMA.version)
    assert stat.S_IMODE((folder / FILE_NAME).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_store_opens_in_a_folder_of_any_name(tmp_path):
    folder = tmp_path / "国际处 100% a?b#c ü"
    Store.open(folder, ALL_KINDS).close()
    with opened(folder) as store, store.write("Add", "A") as session:
        organisation(session, "Kumamoto")
    assert [p.name for p in tmp_path.iterdir()] == [folder.name]
    with opened(folder) as store, store.read() as session:
        assert len(state(session)["organisation"]) == 1


def test_the_migrations_lead_to_exactly_the_declared_schema(store):
    with store._writing() as connection:
        command.check(migrate.configuration(connection, store.tables, SCHEMA.migrations))


def test_the_schema_is_numbered_by_its_last_migration(store):
    with store._writing() as connection:
        configuration = migrate.configuration(connection, store.tables, SCHEMA.migrations)
    assert ScriptDirectory.from_config(configuration).get_heads() == [f"{SCHEMA.version:04}"]


def test_an_opened_store_is_opened_again_without_a_change(tmp_path):
    with opened(tmp_path) as store, store.write("Add", "A") as session:
        add_one_of_each(session)
    before = (tmp_path / FILE_NAME).read_bytes()
    with opened(tmp_path) as store, store.read() as session:
        assert state(session)["organisation"]
    assert (tmp_path / FILE_NAME).read_bytes() == before


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={SCHEMA.version + 1}")
    connection.close()


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE places (url TEXT)")
    connection.close()


def _text(path: Path) -> None:
    path.write_text("Dear colleagues,\n" * 50)


def _short(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00")


def _truncated(path: Path) -> None:
    with opened(path.parent):
        pass
    path.write_bytes(path.read_bytes()[: 40 * 4096 + 100])


def _torn(path: Path) -> None:
    with opened(path.parent):
        pass
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))


def test_a_header_that_was_never_committed_is_not_believed(tmp_path):
    """The program died while it committed: the journal beside the file takes that back."""
    with opened(tmp_path):
        pass
    path = tmp_path / FILE_NAME
    whole = path.read_bytes()
    first = whole[:4096]
    version = (SCHEMA.version + 1).to_bytes(4, "big")
    path.write_bytes(whole[:60] + version + whole[64:])
    assert header_of(path)[2] == SCHEMA.version + 1
    numbers = (0xFFFFFFFF, 0, len(whole) // 4096, 512, 4096)
    head = bytes.fromhex("d9d505f920a163d7") + b"".join(n.to_bytes(4, "big") for n in numbers)
    check = sum(first[at] for at in range(4096 - 200, 0, -200))
    page = (1).to_bytes(4, "big") + first + check.to_bytes(4, "big")
    path.with_name(f"{FILE_NAME}-journal").write_bytes(head.ljust(512, b"\0") + page)
    with opened(tmp_path):
        pass
    assert path.read_bytes() == whole


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (_newer, "newer version"),
        (_foreign, "not made by this program"),
        (_text, "damaged"),
        (_short, "damaged"),
        (_truncated, "damaged"),
        (_torn, "damaged"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_and_left_as_it_is(tmp_path, make, word):
    path = tmp_path / FILE_NAME
    make(path)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=word) as refused:
        Store.open(tmp_path, ALL_KINDS)
    assert str(path) in str(refused.value)
    assert path.read_bytes() == before
    kept = {FILE_NAME, f"{FILE_NAME}-journal", "examined.json"}
    assert {p.name for p in tmp_path.iterdir()} <= kept


def test_a_folder_that_cannot_be_made_is_refused_in_words(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be used"):
        Store.open(tmp_path / "file" / "office", ALL_KINDS)
    (tmp_path / "office" / FILE_NAME).mkdir(parents=True)
    with pytest.raises(StoreError, match="cannot be used"):
        Store.open(tmp_path / "office", ALL_KINDS)


def test_an_address_of_a_shared_store_is_refused_without_its_password():
    with pytest.raises(StoreError) as refused:
        Store.open("postgresql://clerk:secret@host/office", ALL_KINDS)
    assert "secret" not in str(refused.value)
    assert "host/office" in str(refused.value)


_AS_NOBODY = """
import os, sys
if os.geteuid() == 0:
    os.setuid(65534)
from pathlib import Path
from intloffice.database.store import Store
from intloffice.errors import StoreError
from intloffice.records import ALL_KINDS
try:
    with Store.open(Path(sys.argv[1]), ALL_KINDS).write("x", "x") as session:
        session.note("name", "value")
except StoreError as error:
    print(error.template)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
@pytest.mark.parametrize("exists", [False, True])
def test_a_folder_that_may_not_be_written_is_refused_in_words(exists):
    """A clerk may only read what another has left on a shared disk."""
    import tempfile  # noqa: PLC0415  pytest's own folders are closed to others

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if exists:
            with opened(folder):
                pass
            (folder / FILE_NAME).chmod(0o444)
        folder.chmod(0o555)
        run = subprocess.run(
            [sys.executable, "-c", _AS_NOBODY, name],
            capture_output=True,
            text=True,
            check=False,
            cwd=Path(__file__).parents[2],
        )
        folder.chmod(0o700)
    if "ModuleNotFoundError" in run.stderr or "Permission denied: " in run.stderr:
        pytest.skip("nobody may not read the program itself")
    assert ("may not be written" if exists else "cannot be used") in run.stdout, run.stderr


_WITH_LITTLE_ROOM = """
import resource, sys
from pathlib import Path
from intloffice.database.file import BACKUPS, FILE_NAME
from intloffice.database.store import Store
from intloffice.errors import StoreError
from intloffice.operations import edit
from intloffice.records import ALL_KINDS
folder = Path(sys.argv[1])
store = Store.open(folder, ALL_KINDS)
room = (folder / FILE_NAME).stat().st_size + 8192
resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
try:
    with store.write("Much", "A") as session:
        for _ in range(200):
            edit.add(session, session.tables.kinds["person"], {"family_native": "x" * 3000})
except StoreError as error:
    print(error.template)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_write_for_which_there_is_no_room_leaves_nothing_and_says_so(tmp_path):
    with opened(tmp_path) as store, store.write("Add", "A") as session:
        add_one_of_each(session)
    before = (tmp_path / FILE_NAME).read_bytes()
    run = subprocess.run(
        [sys.executable, "-c", _WITH_LITTLE_ROOM, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert "Nothing was saved" in run.stdout, run.stderr
    with opened(tmp_path) as store, store.read() as session:
        assert len(state(session)["person"]) == 1
    assert (tmp_path / FILE_NAME).read_bytes() == before


# Migrations, from a schema of this program to one that does not exist yet.

_NEXT = SCHEMA.version + 1
_NUMBERED = (
    f'revision, down_revision, branch_labels, depends_on = "{_NEXT:04}", "{SCHEMA.version:04}", '
    "None, None"
)
_ADDS = (
    f"""
import sqlalchemy as sa
from alembic import op
{_NUMBERED}
"""
    + """
def upgrade():
    with op.batch_alter_table("organisation") as batch:
        batch.add_column(sa.Column("motto", sa.Text(), nullable=False, server_default="none"))
        batch.alter_column("city", new_column_name="town")
"""
)
_FAILS = (
    _ADDS
    + """
    op.execute("UPDATE organisation SET town = 'nowhere'")
    op.execute("INSERT INTO nothing_like_this VALUES (1)")
"""
)
_BREAKS = (
    _ADDS
    + """
    op.execute("DELETE FROM organisation")
"""
)


@pytest.fixture
def old(tmp_path):
    """Make a folder with a file of the present schema, which is old to the next."""
    folder = tmp_path / "office"
    with opened(folder) as store, store.write("Add", "A") as session:
        add_one_of_each(session)
        organisation(session, "Kumamoto", city="Kumamoto")
    return folder


def _following(tmp_path: Path, migration: str) -> Schema:
    folder = tmp_path / "migrations %d"
    shutil.copytree(SCHEMA.migrations, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / f"{_NEXT:04}_next.py").write_text(migration)
    return Schema(_NEXT, folder)


def _upgraded(folder: Path, schema: Schema) -> None:
    from intloffice.database.store import _prepared  # noqa: PLC0415
    from intloffice.database.tables import Tables  # noqa: PLC0415

    _prepared(folder, Tables(ALL_KINDS), schema)


def test_an_older_file_is_copied_before_it_is_brought_up_to_date(tmp_path, old):
    before = (old / FILE_NAME).read_bytes()
    schema = _following(tmp_path, _ADDS)
    _upgraded(old, schema)
    assert header_of(old / FILE_NAME) == (True, APPLICATION_ID, _NEXT)
    with closing(sqlite3.connect(old / FILE_NAME)) as now, now:
        found = now.execute("SELECT town, motto FROM organisation ORDER BY id").fetchall()
        assert found == [("", "none"), ("Kumamoto", "none")]
        assert now.execute("PRAGMA foreign_key_check").fetchall() == []
        names = now.execute("SELECT count(*) FROM organisation_name").fetchone()
        assert names == (2,), "a rebuild of the table has taken its children along"
        assert now.execute("SELECT version_num FROM alembic_version").fetchall() == [
            (f"{_NEXT:04}",)
        ]
    now.close()
    (made,) = shelf.backups(old / BACKUPS)
    assert made.reason == "before an update"
    copy = shelf.path_of(old / BACKUPS, made.number)
    assert verify(copy).manifest == made
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closing(sqlite3.connect(copy)) as then, then:
        assert then.execute("PRAGMA user_version").fetchone() == (SCHEMA.version,)
        assert then.execute("SELECT city FROM organisation ORDER BY id").fetchall()[1] == (
            "Kumamoto",
        )
    then.close()
    assert before != (old / FILE_NAME).read_bytes()


@pytest.mark.parametrize("migration", [_FAILS, _BREAKS])
def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path, old, migration):
    before = (old / FILE_NAME).read_bytes()
    with pytest.raises((StoreError, DatabaseError)):
        _upgraded(old, _following(tmp_path, migration))
    assert (old / FILE_NAME).read_bytes() == before
    with opened(old) as store, store.read() as session:
        assert len(state(session)["organisation"]) == 2


def test_a_migration_that_breaks_references_is_refused_in_words(tmp_path, old):
    with pytest.raises(StoreError, match="left as it is"):
        _upgraded(old, _following(tmp_path, _BREAKS))


_LOSES = """
from alembic import op
{numbered}
{declared}
def upgrade():
    op.execute("UPDATE organisation SET city = upper(city)")
    op.execute("DELETE FROM change WHERE id = 1")
"""


def test_a_migration_that_alters_more_than_it_says_is_refused(tmp_path, old):
    before = (old / FILE_NAME).read_bytes()
    with pytest.raises(StoreError, match=r"change, organisation\.city, change\.\w+"):
        _upgraded(old, _following(tmp_path, _LOSES.format(numbered=_NUMBERED, declared="")))
    assert (old / FILE_NAME).read_bytes() == before


def test_a_migration_may_alter_what_it_names(tmp_path, old):
    declared = 'CHANGES = {"organisation.city", "change"}'
    _upgraded(old, _following(tmp_path, _LOSES.format(numbered=_NUMBERED, declared=declared)))
    assert header_of(old / FILE_NAME)[2] == _NEXT
    with closing(sqlite3.connect(old / FILE_NAME)) as now, now:
        assert now.execute("SELECT city FROM organisation ORDER BY id").fetchall()[1] == (
            "KUMAMOTO",
        )
    now.close()


def test_a_damaged_file_is_not_brought_up_to_date(tmp_path, old):
    path = old / FILE_NAME
    path.write_bytes(path.read_bytes()[: 30 * 4096])
    before = path.read_bytes()
    with pytest.raises(StoreError, match="damaged"):
        _upgraded(old, _following(tmp_path, _ADDS))
    assert path.read_bytes() == before
    assert shelf.backups(old / BACKUPS) == []


def test_a_copy_is_checked_and_is_for_our_eyes_only(tmp_path, old):
    copy_to(old / FILE_NAME, tmp_path / "copy.db")
    assert header_of(tmp_path / "copy.db")[1:] == (APPLICATION_ID, SCHEMA.version)
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600
    (old / FILE_NAME).write_bytes((old / FILE_NAME).read_bytes()[: 30 * 4096])
    with pytest.raises(StoreError, match="damaged"):
        copy_to(old / FILE_NAME, tmp_path / "other.db")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["copy.db", "office"]


# Each connection.

EXPECTED = {
    "busy_timeout": 5000,
    "journal_mode": "truncate",
    "synchronous": 2,
    "fullfsync": 1,
    "checkpoint_fullfsync": 1,
    "foreign_keys": 1,
    "cache_spill": 0,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "temp_store": 2,
    "secure_delete": 1,
    "recursive_triggers": 1,
}


@pytest.mark.parametrize("pragma", EXPECTED)
def test_the_safe_settings_are_in_force_on_every_connection(store, pragma):
    """safety.md, 4.1."""
    question = text(f"PRAGMA {pragma}")
    with store._engine.connect() as one, store._engine.connect() as another:
        answers = {c.execute(question).scalar() for c in (one, another)}
    with store._writing() as writing:
        answers.add(writing.execute(question).scalar())
    assert answers == {EXPECTED[pragma]}


def test_the_engine_is_newer_than_the_faults_that_damage_files(store):
    """safety.md, finding 5: SQLite up to 3.51.2 may corrupt a database."""
    with store._engine.connect() as connection:
        version = connection.execute(text("SELECT sqlite_version()")).scalar()
    assert tuple(int(part) for part in version.split(".")) >= (3, 51, 3)


def test_the_parameters_of_a_statement_are_in_no_errors_text(store):
    """safety.md, finding 10: a passport's number must not reach a log."""
    with pytest.raises(Exception) as failed, store._writing() as connection:  # noqa: PT011
        connection.execute(insert(store.tables["person"]).values(passport_number="E12345678"))
    assert "E12345678" not in str(failed.value)


def test_a_file_taken_away_while_the_program_runs_is_noticed_by_the_next_save(store):
    """safety.md, finding 4."""
    with store.write("Add", "A") as session:
        organisation(session, "First")
    os.rename(store.folder / FILE_NAME, store.folder / "taken.db")  # noqa: PTH104
    with pytest.raises(StoreError), store.write("Add", "A") as session:
        organisation(session, "Second")


def test_nothing_of_a_removed_text_is_left_in_the_file(store):
    with store.write("Add", "A") as session:
        which = organisation(session, "Kumamoto", website="unmistakable")
    with store._writing() as connection:
        connection.execute(text("DELETE FROM change"))
    with store.write("Remove", "A") as session:
        edit.remove(session, ORGANISATION, which)
    with store._writing() as connection:
        connection.execute(text("DELETE FROM change"))
    assert b"unmistakable" not in (store.folder / FILE_NAME).read_bytes()
