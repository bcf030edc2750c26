"""Bring a store's file to this program's schema, in one transaction or not at all.

Foreign keys are off while tables are rebuilt, since a rebuild would delete the children, and are
checked before the commit; the version stands in the same transaction.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from intloffice.database.engine import APPLICATION_ID, PRAGMAS, WRITES, open_engine
from intloffice.database.tables import Tables

_PRAGMAS = (*(pragma for pragma in PRAGMAS if "foreign_keys" not in pragma), "foreign_keys=OFF")


def configuration(connection: Connection, tables: Tables) -> Config:
    """Alembic's settings for one open connection."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes.update(connection=connection, metadata=tables.metadata)
    return config


def upgrade(path: Path, tables: Tables, version: int) -> None:
    """Apply every migration the file still lacks."""
    fresh = not path.exists()
    engine = open_engine(path, _PRAGMAS)
    try:
        with engine.connect() as raw:
            connection = raw.execution_options(**{WRITES: True})
            with connection.begin():
                command.upgrade(configuration(connection, tables), "head")
                _check_references(connection)
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version={version}")
    finally:
        engine.dispose()
    if fresh:
        path.chmod(0o600)


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise AssertionError(f"a migration broke {len(broken)} references")
