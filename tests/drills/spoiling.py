"""How the program is spoiled for the controls, each time in one thing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import sqlcipher3.dbapi2
from sqlalchemy import URL, Engine, create_engine, event

from intloffice.database import migrate, store
from intloffice.database.engine import PRAGMAS, open_engine


@contextmanager
def every_statement_commits_by_itself() -> Iterator[None]:
    """Do without transactions."""

    def opened(*given: Any) -> Any:
        engine = open_engine(*given)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("COMMIT"))
        return engine

    with patch.object(store, "open_engine", opened):
        yield


@contextmanager
def settings(*pragmas: str) -> Iterator[None]:
    """Open files with other settings than the safe ones."""
    with patch.object(store, "open_engine", lambda path: open_engine(path, (*PRAGMAS, *pragmas))):
        yield


@contextmanager
def migrations_as_alembic_does_them() -> Iterator[None]:
    """Leave it to the driver when a transaction begins, as alembic does by itself."""

    def opened(path: Path, _pragmas: tuple[str, ...] = ()) -> Engine:
        return create_engine(URL.create("sqlite", database=str(path)), module=sqlcipher3.dbapi2)

    with patch.object(migrate, "open_engine", opened):
        yield
