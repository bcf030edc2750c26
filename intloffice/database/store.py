"""The store: one folder with the office's file in it, opened in one place."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DatabaseError, OperationalError

from intloffice.database import derived
from intloffice.database.derived import Telling, untold
from intloffice.database.engine import (
    APPLICATION_ID,
    WRITES,
    damaged,
    header_of,
    in_words,
    is_damage,
    open_engine,
    recover,
)
from intloffice.database.examining import examine, look_through, tables_in
from intloffice.database.file import BACKUPS, FILE_NAME, identity
from intloffice.database.known import forget, known, remember
from intloffice.database.schema import SCHEMA, Schema
from intloffice.database.session import Session, WritingSession, now
from intloffice.database.surroundings import refuse_network
from intloffice.database.tables import Tables, tables_of
from intloffice.errors import StoreError, UncertainError
from intloffice.i18n import N_
from intloffice.schema.kind import Kind

#: The reason of a backup that is written before a file is brought up to date.
BEFORE_UPDATE = N_("before an update")


class Store:
    """Hands out sessions: to read, or to write one described change."""

    def __init__(self, engine: Engine, tables: Tables, folder: Path) -> None:
        self._engine = engine
        self._one_writer = threading.RLock()
        self._identity = identity(folder / FILE_NAME)
        self.tables = tables
        self.folder = folder
        self._looked_through_on: date | None = None
        self._is_looked_through = False
        #: Why nothing can be written: the file was found to be damaged.
        self.refusal: StoreError | None = None

    @classmethod
    def open(
        cls,
        place: Path | str,
        kinds: Sequence[Kind],
        schema: Schema = SCHEMA,
        *,
        examined: bool = True,
        tell: Telling = untold,
    ) -> "Store":
        """Open the store in a folder, made and brought up to date where that is needed.

        Raise StoreError where the file is not ours, is newer than this program, or is damaged,
        and where the folder cannot be used. All of the file is looked through, unless that was
        done lately and it is as this program left it: then ``look_through`` can be asked for later.
        A file that is not ``examined`` may hold anything: only what looks for faults, and writes
        nothing, opens it so. ``tell`` hears how far it is where the file has to be looked through
        or brought up to date, 0 of 0 while that cannot be said; what it raises ends the opening,
        with the file as it was.
        """
        if "://" in str(place):
            raise StoreError(
                N_("“{place}” names a shared store. This version opens folders only."),
                place=str(place).partition("@")[2] or str(place),
            )
        folder = Path(place).expanduser()
        tables = tables_of(tuple(kinds))
        path = _prepared(folder, tables, schema, tell)
        store = cls(open_engine(path), tables, folder)
        try:
            if examined:
                lately = known(folder, _today())
                with store.read() as session:
                    if lately is None:
                        tell(0, 0)
                        look_through(session.connection, path)
                    examine(session.connection, tables, path)
                store._looked_through_on = lately.on if lately else _today()
                store._is_looked_through = lately is None
                store._refresh_derived(tell)
        except (ValueError, OperationalError) as error:  # what was garbled is no value, or no SQL
            store.close()
            raise damaged(path) from error
        except Exception:
            store.close()
            raise
        return store

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Read without being able to change anything."""
        self._expect_the_same_file()
        with _told(self.folder / FILE_NAME), self._engine.connect() as connection:
            yield Session(connection, self.tables)

    @contextmanager
    def write(
        self, description: str, author: str, clock: Callable[[], str] = now
    ) -> Iterator[WritingSession]:
        """Write one change set: all of it with its history, or nothing.

        ``description`` names the change in the history and in the undo menu; ``clock`` tells the
        instant that is written beside it. Raise StoreError where the file cannot be written, and
        UncertainError where it was, but its disk fails.
        """
        if self.refusal:
            raise self.refusal
        with self._one_writer:
            written: WritingSession | None = None
            try:
                with self._writing() as connection:
                    session = WritingSession(connection, self.tables, description, author, clock)
                    yield session
                    session.finish()
                    written = session
            except StoreError:
                if written is None or not written.has_changes or not self._is_there(written):
                    raise

    def look_through(self) -> None:
        """Look through all of the file, table by table, unless that was done when it was opened.

        Raise StoreError as opening would have done; nothing can be written from then on.
        """
        path = self.folder / FILE_NAME
        if self._is_looked_through:
            return
        with self.read() as session:
            names = tables_in(session.connection)
        try:
            for name in names:
                with self.read() as session:
                    look_through(session.connection, path, name)
        except StoreError as error:
            if is_damage(error):
                self.refusal = error
                forget(self.folder)
            raise
        self._is_looked_through, self._looked_through_on = True, _today()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()
        if self._looked_through_on and not self.refusal:
            remember(self.folder, self._looked_through_on)

    def _expect_the_same_file(self) -> None:
        """Raise StoreError where the file was moved, deleted or replaced since it was opened."""
        path = self.folder / FILE_NAME
        there = identity(path)
        if there is None:
            raise StoreError(
                N_(
                    "{path} is not there any more: it was moved or deleted while it was open. "
                    "Nothing was saved. Put it back, then save again."
                ),
                path=path,
            )
        if there != self._identity:
            raise StoreError(
                N_(
                    "Another file has taken the place of {path} while it was open. Nothing was "
                    "saved. Put back the one that was there, or start the program anew."
                ),
                path=path,
            )

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        self._expect_the_same_file()
        try:
            with _told(self.folder / FILE_NAME), self._engine.connect() as raw:
                connection = raw.execution_options(**{WRITES: True})
                with connection.begin():
                    yield connection
        except StoreError:
            # SQLite opens for reading what it cannot open for writing: the next write asks anew.
            self._engine.dispose()
            raise

    def _is_there(self, session: WritingSession) -> bool:
        """Tell whether a change set was committed although the disk failed at the very end.

        It is certain to stay only after another commit, which takes the place of the journal that
        could not be done away with.
        """
        sets = self.tables.change_set
        try:
            with self.read() as reading:
                which = select(sets.c.at).where(sets.c.id == session.change_set_id)
                if reading.execute(which).scalar() != session.at:
                    return False
        finally:
            self._engine.dispose()
        try:
            with self._writing() as connection:
                noting = WritingSession(connection, self.tables, "", "")
                noting.note("confirmed", f"{session.change_set_id} {session.at}")
        except StoreError as error:
            raise UncertainError(
                N_(
                    "It was saved in {path}, but the disk fails: a power cut may undo it. "
                    "Please bring the file to another disk."
                ),
                path=self.folder / FILE_NAME,
            ) from error
        return True

    def _refresh_derived(self, tell: Telling) -> None:
        with self.read() as session:
            current = session.office("derived") == derived.VERSION
        if not current:
            with self._one_writer, self._writing() as connection:
                derived.rebuild(connection, self.tables, tell)
                WritingSession(connection, self.tables, "", "").note("derived", derived.VERSION)


def _today() -> date:
    return datetime.now(UTC).date()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn the failures of a file into sentences."""
    try:
        yield
    except DatabaseError as error:
        told = in_words(error.orig, path)
        if told is None:
            raise
        raise told from error


def _prepared(folder: Path, tables: Tables, schema: Schema, tell: Telling = untold) -> Path:
    path = folder / FILE_NAME
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            refuse_network(folder)
            path.touch(mode=0o600)
        recover(path)
        version = _version_of(path, schema)
        if version < schema.version:
            tell(0, 0)
            _bring_up_to_date(path, version, tables, schema)
    except OSError as error:
        raise StoreError(
            N_("The folder {folder} cannot be used: {reason}."),
            folder=folder,
            reason=error.strerror or "",
        ) from error
    return path


def _version_of(path: Path, schema: Schema) -> int:
    if path.stat().st_size == 0:
        return 0
    is_sqlite, application_id, version = header_of(path)
    if not is_sqlite:
        raise damaged(path)
    if application_id != APPLICATION_ID:
        raise StoreError(
            N_("{path} was not made by this program. It was left as it is."), path=path
        )
    if version > schema.version:
        raise StoreError(
            N_(
                "{path} was made by a newer version of this program. It was left as it is; "
                "please update the program."
            ),
            path=path,
        )
    return version


def _bring_up_to_date(path: Path, version: int, tables: Tables, schema: Schema) -> None:
    # Neither is needed to start.
    from intloffice.database import backup, migrate  # noqa: PLC0415

    if version:
        kinds = tuple(tables.kinds.values())
        backup.write(path.parent, kinds, path.parent / BACKUPS, BEFORE_UPDATE)
    with _told(path):
        migrate.upgrade(path, tables, schema.version, schema.migrations)
