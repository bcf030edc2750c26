"""Bring a store's file to this program's schema, in one transaction or not at all.

Foreign keys are off while tables are rebuilt, since a rebuild would delete the children, and are
checked before the commit; the version stands in the same transaction. What a migration does not
name in its ``CHANGES`` (tables, or columns as ``table.column``) must be what it was.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from intloffice.database.engine import APPLICATION_ID, PRAGMAS, WRITES, open_engine
from intloffice.database.kept import altered, sums
from intloffice.database.tables import Tables
from intloffice.errors import StoreError
from intloffice.i18n import N_

_PRAGMAS = (*(pragma for pragma in PRAGMAS if "foreign_keys" not in pragma), "foreign_keys=OFF")


def configuration(connection: Connection, tables: Tables, migrations: Path) -> Config:
    """Alembic's settings for one open connection."""
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes.update(connection=connection, metadata=tables.metadata)
    return config


def upgrade(path: Path, tables: Tables, version: int, migrations: Path) -> None:
    """Apply every migration of a folder that the file still lacks, and number it."""
    engine = open_engine(path, _PRAGMAS)
    try:
        with engine.connect() as raw:
            connection = raw.execution_options(**{WRITES: True})
            with connection.begin():
                before, config = sums(connection), configuration(connection, tables, migrations)
                meant = _meant(connection, config)
                command.upgrade(config, "head")
                _check_references(connection, path)
                _check_kept(altered(before, sums(connection), meant), path)
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version={version}")
    finally:
        engine.dispose()


def _meant(connection: Connection, config: Config) -> set[str]:
    """Collect what the migrations that a file still lacks change on purpose."""
    now = MigrationContext.configure(connection).get_current_revision() or "base"
    steps = ScriptDirectory.from_config(config).iterate_revisions("head", now)
    return {name for step in steps for name in getattr(step.module, "CHANGES", ())}


def _check_kept(altered: list[str], path: Path) -> None:
    if altered:
        raise StoreError(
            N_(
                "{path} could not be brought up to date: {names} would not be what it was. "
                "It was left as it is."
            ),
            path=path,
            names=", ".join(altered[:5]),
        )


def _check_references(connection: Connection, path: Path) -> None:
    if connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
        raise StoreError(
            N_(
                "{path} could not be brought up to date: some of its records name others that "
                "are not there. It was left as it is."
            ),
            path=path,
        )
