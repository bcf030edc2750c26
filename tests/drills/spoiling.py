"""How the program is spoiled for the controls, each time in one thing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from sqlalchemy import event

from intloffice.database import store
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
