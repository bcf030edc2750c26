"""Sessions: to read, or to write one change set with its history.

What a writing session does to a row is written down by the session itself, so that nothing can
be changed without leaving its trace (records.md, *Records*); every row belongs to a record, and
that record's version, caption and search words follow.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from itertools import repeat
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Connection, Result, delete, func, insert, select, update
from sqlalchemy.sql import Select
from sqlalchemy.sql.selectable import CompoundSelect

from intloffice.database import captions, chain, derived, once, search
from intloffice.database.chain import Head
from intloffice.database.engine import COLLATION_KEY
from intloffice.database.intake import Intake
from intloffice.database.made import Columns, Made
from intloffice.database.tables import Tables
from intloffice.errors import ChangedMeanwhileError
from intloffice.i18n import N_
from intloffice.schema.value import to_plain

REMOVED = N_("This record was removed meanwhile.")
#: The mode of a change set that tells of something, without any change to a record.
TOLD = "told"
_BATCH = 500
#: Rows that a session remembers: enough for what people do at once, not for an import.
_REMEMBERED = 1000
_UNDERIVED = dict.fromkeys(captions.DERIVED, "")


def now() -> str:
    """Tell the instant, as UTC in ISO 8601 to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def new_uuid() -> str:
    """Make an identity that nothing else has."""
    return str(uuid4())


def new_uuids() -> Iterator[str]:
    """Make such identities without end, chance being drawn for many at a time.

    Whoever draws it for each lets go of the interpreter so often, and so shortly, that the
    window's thread waits for it in vain.
    """
    while True:
        chance = os.urandom(16 * _BATCH)
        for start in range(0, len(chance), 16):
            yield str(UUID(bytes=chance[start : start + 16], version=4))


class Session:
    """Reads the store as it is at one moment."""

    def __init__(self, connection: Connection, tables: Tables) -> None:
        self._connection = connection
        self.tables = tables

    @property
    def connection(self) -> Connection:
        """What the database package itself reads through."""
        return self._connection

    def execute(self, statement: Select[Any] | CompoundSelect[Any]) -> Result[Any]:
        """Run a selection; anything that would change a row is refused."""
        if not statement.is_select:
            raise AssertionError("a session runs selections only")
        return self._connection.execute(statement)

    def row(self, table: str, row_id: int) -> dict[str, Any] | None:
        """Read one row by its id."""
        return self.tables.one(table).read.first(self._connection, {"row_id_": row_id})

    def matching(self, kind: str, query: str) -> Select[Any] | None:
        """Select the ids of the records that a search finds; None where it asks for nothing."""
        return search.matching(kind, query)

    def among(self, ids: Sequence[int]) -> Select[Any]:
        """Select ids from a list of them, however many."""
        return search.among(ids)

    def collated(self, text: ColumnElement[Any], language: str) -> ColumnElement[Any]:
        """Give the key by which a column's texts are sorted as readers of a language expect it."""
        key: ColumnElement[Any] = getattr(func, COLLATION_KEY)(text, language)
        return key

    def head(self) -> Head:
        """Tell where the history ends."""
        found = self.tables.history.last.first(self._connection, {})
        return Head(found["id"], found["hash"]) if found else Head(0, chain.BEGINNING)

    def office(self, name: str) -> str:
        """Read one of the store's own notes; empty where there is none."""
        kept = self.tables.office
        found = self._connection.execute(select(kept.c.value).where(kept.c.name == name))
        return str(found.scalar() or "")

    def has(self, kind: str, uuid: str) -> bool:
        """Tell whether a record is there."""
        table = self.tables[kind]
        found = self._connection.execute(select(table.c.id).where(table.c.uuid == uuid))
        return found.first() is not None

    def drafts(self) -> "list[KeptDraft]":
        """List the entries that were not saved, the latest first."""
        kept = self.tables.draft
        query = select(kept).order_by(kept.c.kept_at.desc(), kept.c.id.desc())
        return [
            KeptDraft(line.page, line.kind, line.record_id, line.content, line.kept_at)
            for line in self._connection.execute(query)
        ]


@dataclass(frozen=True)
class KeptDraft:
    """Entries that were not saved: where they were made, as plain JSON, and when (UTC)."""

    page: str
    kind: str
    record_id: int
    content: dict[str, Any]
    kept_at: str


class Change:
    """What a session did to one row."""

    def __init__(
        self, table: str, row_id: int, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> None:
        self.table, self.row_id, self.before, self.after = table, row_id, before, after


class WritingSession(Session):
    """Writes one change set: all of it with its history, or nothing."""

    def __init__(
        self,
        connection: Connection,
        tables: Tables,
        description: str,
        author: str,
        clock: Callable[[], str] = now,
    ) -> None:
        super().__init__(connection, tables)
        self.description = description
        self.author = author
        self.mode = "do"
        self.of_id: int | None = None
        self._clock = clock
        self._changes: list[dict[str, Any]] = []
        self._rows: dict[tuple[str, int], dict[str, Any] | None] = {}
        self._touched: dict[tuple[str, int], bool] = {}
        self._fresh: set[tuple[str, int]] = set()
        #: Called again and again while much is written; what it raises takes all of it back.
        self.heed: Callable[[], None] = lambda: None
        #: Gathers the words of the new records of a kind while very many of them come.
        self.gathering: search.Gathering | None = None
        self._captioned: set[tuple[str, int]] = set()
        self._reworded: set[tuple[str, int]] = set()
        self._raised: set[tuple[str, int]] = set()
        self._begun = False
        self._ever: dict[str, int] = {}
        self._following: dict[str, int] = {}
        self._renamed: set[tuple[str, int]] = set()
        self._wiping = False
        self._forgotten: dict[tuple[str, int], frozenset[str]] = {}

    @cached_property
    def at(self) -> str:
        """The instant of the change set."""
        return self._clock()

    @cached_property
    def change_set_id(self) -> int:
        """The id of the change set, which is begun by the first change."""
        self._head = self.head()
        self._said = {
            "id": self._head.number + 1,  # nobody else can write before this session ends
            "at": self.at,
            "author": self.author,
            "description": self.description,
            "salt": (salt := chain.new_salt()),
            "digest": chain.digest(salt, self.description, None),
            "mode": self.mode,
            "of_id": self.of_id,
        }
        self._link = chain.Link(self._head.hash, self._said)
        return self._head.number + 1

    @property
    def has_changes(self) -> bool:
        """Whether a change set was begun."""
        return "change_set_id" in self.__dict__

    def row(self, table: str, row_id: int) -> dict[str, Any] | None:
        """Read one row by its id; one that this session has read or written is remembered."""
        key = table, row_id
        if key not in self._rows:
            self._remember(key, super().row(table, row_id))
            if key not in self._rows:
                return super().row(table, row_id)
        known = self._rows[key]
        return dict(known) if known is not None else None

    def insert(self, table: str, values: Mapping[str, Any]) -> int:
        """Add a row and return its id, which ``values`` may give."""
        new = dict(values)
        if table in self.tables.kinds:
            version = self._version_after_all(table, new["id"]) if "id" in new else 1
            new = {"created_at": self.at, "changed_at": self.at, "version": version} | new
        made = self._captions(table, new)
        written = {**new, **made}
        done = self.tables.one(table).insert(written).first(self._connection, written)
        if done is None:
            raise AssertionError("an insertion returns its row")
        row_id = int(done["id"])
        if made:
            self._captioned.add((table, row_id))
        if table in self._following:
            self._following[table] = max(self._following[table], row_id)
        self._remember((table, row_id), {**_UNDERIVED, **written, "id": row_id})
        blank = self.tables.blank(table)
        told = {
            name: value
            for name, value in self._remembered(table, new).items()
            if name not in blank or value != blank[name]
        }
        change = Change(table, row_id, None, once.by_hash(table, told))
        self._note(change, new | {"id": row_id}, fresh=True)
        return row_id

    def intake(self, table: str, columns: Columns, made: Made) -> Intake:
        """Put many new rows, given by columns, together with what was made of them.

        Records have their ids, which never were any record's; rows of theirs have none yet.
        """
        return Intake(self.tables, table, columns, self.at, made)

    def insert_all(self, taken: Intake) -> None:
        """Add many rows at once."""
        if not len(taken):
            return
        table = taken.table
        ids = taken.records
        if not taken.are_records:
            ids = [self.next_id(table) for _ in range(len(taken))]
        taken.write(self._connection, ids, self.gathering if taken.are_records else None)
        if table in self._following:
            self._following[table] = max(self._following[table], *ids)
        self._touch_all(taken)
        change_set_id = self.change_set_id
        self._write_down()  # the history tells first what was done before
        taken.tell(self._connection, ids, change_set_id, self._link)

    def next_id(self, table: str) -> int:
        """Give an id that no row of a table has, or ever had."""
        if table not in self._following:
            change, kept = self.tables.change, self.tables[table]
            now = self._connection.execute(select(func.max(kept.c.id))).scalar()
            ever = self._connection.execute(
                select(func.max(change.c.row_id)).where(change.c.table_name == table)
            ).scalar()
            pending = [said["row_id"] for said in self._changes if said["table_name"] == table]
            self._following[table] = max(now or 0, ever or 0, *pending, 0)
        self._following[table] += 1
        return self._following[table]

    def update(self, table: str, row_id: int, values: Mapping[str, Any]) -> None:
        """Change some values of a row; nothing is written where nothing differs."""
        old = self._required(table, row_id)
        new = {name: value for name, value in values.items() if old[name] != value}
        if not new:
            return
        raised = self._raised_version(table, row_id, old)
        written = {**new, **raised}
        changing = self.tables.one(table).update(written)
        changing.run(self._connection, {**written, "row_id_": row_id})
        self._captioned.discard((table, row_id))
        self._remember((table, row_id), {**old, **new, **raised})
        before = self._remembered(table, {name: old[name] for name in new})
        self._note(Change(table, row_id, before, self._remembered(table, new)), old)

    def delete(self, table: str, row_id: int) -> None:
        """Remove a row."""
        old = self._required(table, row_id)
        self.tables.one(table).delete.run(self._connection, {"row_id_": row_id})
        self._remember((table, row_id), None)
        self._note(Change(table, row_id, self._remembered(table, old), None), old)

    def delete_all(self, rows: Sequence[tuple[str, int]]) -> None:
        """Remove many rows, given by table and id; the history tells of them in their order.

        What belongs to a row is to stand before it.
        """
        ids: dict[str, list[int]] = {}
        for table, row_id in rows:
            ids.setdefault(table, []).append(row_id)
        held = {table: self._read_all(table, those) for table, those in ids.items()}
        for table, those in ids.items():  # what belongs to others came first
            kept = self.tables[table]
            gone = delete(kept).where(kept.c.id.in_(search.among(those)))
            self._connection.execute(gone)
        for table, row_id in rows:
            old = held[table].get(row_id)
            if old is None:
                raise ChangedMeanwhileError(REMOVED)
            self._remember((table, row_id), None)
            self._note(Change(table, row_id, self._remembered(table, old), None), old)

    def _read_all(self, table: str, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
        kept = self.tables[table]
        found = self._connection.execute(select(kept).where(kept.c.id.in_(search.among(ids))))
        return {int(line["id"]): dict(line) for line in found.mappings()}

    def claim(self, kind: str, record_id: int, version: int) -> None:
        """Make sure that a record has not moved on; raise ChangedMeanwhileError where it has.

        Nobody else can write it before this session ends; the version is raised if anything
        changes.
        """
        found = self.row(kind, record_id)
        if found is None:
            raise ChangedMeanwhileError(REMOVED)
        raised = (kind, record_id) in self._raised  # by this session itself
        if version not in (found["version"], found["version"] - raised):
            raise ChangedMeanwhileError(
                N_("This record was changed by somebody else meanwhile. Your entries are kept.")
            )

    def tell(self, mode: str = "") -> None:
        """Begin the change set although nothing is changed: what it is called tells what was done.

        Unless another mode is given, it is passed over when changes are undone.
        """
        self.mode = mode or TOLD
        assert self.change_set_id

    def note(self, name: str, value: str) -> None:
        """Write one of the store's own notes, which are not part of the history."""
        self.unnote(name)
        self._connection.execute(insert(self.tables.office).values(name=name, value=value))

    def unnote(self, name: str) -> None:
        """Take away one of the store's own notes."""
        kept = self.tables.office
        self._connection.execute(delete(kept).where(kept.c.name == name))

    def keep_draft(self, page: str, kind: str, record_id: int, content: dict[str, Any]) -> None:
        """Keep entries that are not saved yet, which are not part of the history."""
        self.drop_draft(page, kind, record_id)
        named = {"page": page, "kind": kind, "record_id": record_id}
        draft = {**named, "content": content, "kept_at": now()}
        self._connection.execute(insert(self.tables.draft), draft)

    def drop_draft(self, page: str, kind: str, record_id: int) -> None:
        """Forget entries that were saved or given up."""
        kept = self.tables.draft.c
        which = kept.page == page, kept.kind == kind, kept.record_id == record_id
        self._connection.execute(delete(self.tables.draft).where(*which))

    def keep_recount(self, issued_id: int, looked_to: int, found: str) -> None:
        """Keep how far in the history an issued briefing was recounted, and what was found."""
        self.drop_recount(issued_id)
        line = {"id": issued_id, "looked_to": looked_to, "found": found}
        self._connection.execute(insert(self.tables.recount), line)

    def drop_recount(self, issued_id: int) -> None:
        """Let an issued briefing be recounted from the beginning."""
        kept = self.tables.recount
        self._connection.execute(delete(kept).where(kept.c.id == issued_id))

    def disclose(
        self,
        kind: str,
        record_id: int | None,
        field: str,
        how: str,
        purpose: str = "",
        number: int = 1,
    ) -> None:
        """Write down who was shown a protected value, or took it out; no part of the history."""
        told = {"at": now(), "author": self.author, "kind": kind, "record_id": record_id}
        told |= {"field": field, "how": how, "purpose": purpose, "number": number}
        self._connection.execute(insert(self.tables.disclosure), told)

    def wipe_words(self) -> None:
        """Let no word that this session takes out of the search index stay in the file.

        The history keeps what it keeps.
        """
        self._wiping = True

    def forget(self, kind: str, record_id: int, texts: Iterable[str]) -> None:
        """Let the history forget what a record ever held, this session's changes included.

        That it was changed, when and by whom stays, and the chain holds. Descriptions of changes
        to the record that hold one of the texts are forgotten too.
        """
        self._forgotten[kind, record_id] = frozenset(filter(None, texts))
        self.wipe_words()

    def finish(self) -> None:
        """Bring to an end what every change entails; called once, before the commit."""
        self._raise_versions()
        known = {key: row for key, row in self._rows.items() if row is not None}
        derived.refresh(
            self._connection,
            self.tables,
            derived.Stale(self._reworded, self._renamed, self._fresh, self._captioned, known),
            self.heed,
        )
        if self._wiping:
            search.wipe(self._connection, self.tables.kinds)
        self._close_link()
        for (kind, record_id), texts in self._forgotten.items():
            self._forget(kind, record_id, texts)

    def _forget(self, kind: str, record_id: int, texts: Iterable[str]) -> None:
        change, sets = self.tables.change, self.tables.change_set
        mine = change.c.kind == kind, change.c.record_id == record_id
        self._connection.execute(
            update(change).where(*mine).values(before=None, after=None, salt=None)
        )
        touching = select(change.c.change_set_id).where(*mine)
        told = select(sets.c.id, sets.c.description).where(sets.c.id.in_(touching))
        telling = [
            line.id
            for line in self._connection.execute(told)
            if any(text in line.description for text in texts)
        ]
        which = sets.c.id.in_(search.among(telling))
        self._connection.execute(update(sets).where(which).values(description="", salt=None))

    def _required(self, table: str, row_id: int) -> dict[str, Any]:
        row = self.row(table, row_id)
        if row is None:
            raise ChangedMeanwhileError(REMOVED)
        return row

    def _remembered(self, table: str, values: Mapping[str, Any]) -> dict[str, Any]:
        columns = self.tables.one(table).remembered
        return {name: to_plain(value) for name, value in values.items() if name in columns}

    def _note(self, change: Change, row: Mapping[str, Any], *, fresh: bool = False) -> None:
        owner = self.tables.owners[change.table]
        kind = owner.kind or row["kind"]
        record_id = int(row[owner.column])
        if kind in self.tables.kinds:
            self._touch(kind, record_id, change, own=fresh and change.table == kind)
        named = {
            "table_name": change.table,
            "row_id": change.row_id,
            "kind": kind,
            "record_id": record_id,
        }
        salt, before, after = (
            chain.new_salt(),
            chain.written(change.before),
            chain.written(change.after),
        )
        digest = chain.digest_of_written(salt, before, after)
        values = {"before": before, "after": after, "salt": salt, "digest": digest}
        self._changes.append({"change_set_id": self.change_set_id, **named, **values})
        self._link.add(named, digest)
        if len(self._changes) >= _BATCH:
            self._write_down()

    def _touch(self, kind: str, record_id: int, change: Change, *, own: bool) -> None:
        """Remember what of a record is to be derived anew; ``own`` says that it is a new one."""
        key = kind, record_id
        if own and key not in self._touched:
            self._fresh.add(key)
        self._touched[key] = self._touched.get(key, False) or own
        rows = "" if change.table == kind else change.table.removeprefix(f"{kind}_")
        if not rows and (change.before is None or change.after is None):
            self._reworded.add(key)  # nobody shows a new or removed one
            return
        changed = {**(change.before or {}), **(change.after or {})}
        if captions.is_renamed(self.tables.kinds[kind], rows, changed):
            self._renamed.add(key)
            self._reworded.add(key)
        elif not rows and not captions.REMARKS.isdisjoint(changed):
            self._reworded.add(key)

    def _touch_all(self, taken: Intake) -> None:
        """Remember what of the records of many new rows is still to be derived."""
        keys = list(zip(repeat(taken.owner.kind), taken.records, strict=False))
        if taken.are_records:
            self._touched.update(dict.fromkeys(keys, True))
            for key in self._rows.keys() & keys if self._rows else ():
                del self._rows[key]
            if taken.made.captions:
                self._captioned.update(keys)
            if not taken.made.words:
                self._fresh.update(keys)
                self._reworded.update(keys)
            return
        for key in keys:
            self._touched.setdefault(key, False)
        rows = taken.table.removeprefix(f"{taken.owner.kind}_")
        if captions.is_renamed(self.tables.kinds[taken.owner.kind], rows, taken.columns):
            self._reworded.update(keys)
            self._renamed.update(key for key in keys if not self._touched[key])

    def _captions(self, table: str, new: Mapping[str, Any]) -> dict[str, str]:
        """Make the captions of a new record, where they need nothing else."""
        kind = self.tables.kinds.get(table)
        return captions.captions_alone(kind, new) if kind else {}

    def _version_after_all(self, kind: str, record_id: int) -> int:
        """Tell a version that a record which is brought back never had."""
        change = self.tables.change
        if kind not in self._ever:
            highest = select(func.max(change.c.record_id)).where(change.c.kind == kind)
            self._ever[kind] = self._connection.execute(highest).scalar() or 0
        if record_id > self._ever[kind] and (kind, record_id) not in self._touched:
            return 1  # nothing was ever known of it, which many new records need not ask one by one
        sets = select(func.count(change.c.change_set_id.distinct())).where(
            change.c.kind == kind, change.c.record_id == record_id
        )
        return int(self._connection.execute(sets).scalar_one()) + 1

    def _raise_versions(self) -> None:
        raised: dict[str, list[int]] = {}
        for (kind, record_id), already in self._touched.items():
            if not already and (kind, record_id) not in self._raised:
                raised.setdefault(kind, []).append(record_id)
        for kind, ids in raised.items():
            table = self.tables[kind]
            news = {"version": table.c.version + 1, "changed_at": self.at}
            moved = update(table).where(table.c.id.in_(search.among(ids)))
            self._connection.execute(moved.values(news))

    def _raised_version(self, table: str, row_id: int, old: Mapping[str, Any]) -> dict[str, Any]:
        """Raise a record's version together with its values, the first time they change."""
        key = table, row_id
        if table not in self.tables.kinds or key in self._raised or self._touched.get(key):
            return {}
        self._raised.add(key)
        return {"version": old["version"] + 1, "changed_at": self.at}

    def _remember(self, key: tuple[str, int], row: dict[str, Any] | None) -> None:
        """Remember a row as it is now, unless there are too many, or it is not known whole."""
        whole = row is None or row.keys() == self.tables.one(key[0]).columns
        if whole and (len(self._rows) < _REMEMBERED or key in self._rows):
            self._rows[key] = row
        else:
            self._rows.pop(key, None)

    def _write_down(self, linked: str = "") -> None:
        """Write what was changed, after the change set it belongs to."""
        history = self.tables.history
        if not self._begun:
            self._begun = True
            history.insert_set.run(self._connection, {**self._said, "hash": linked})
        elif linked:
            mine = {"hash": linked, "row_id_": self.change_set_id}
            history.hash_set.run(self._connection, mine)
        history.insert_written.run_all(self._connection, self._changes)
        self._changes.clear()

    def _close_link(self) -> None:
        """Chain the change set to the one before it."""
        if self.has_changes:
            self._write_down(self._link.closed())
