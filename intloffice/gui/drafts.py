"""Entries that were not saved, kept in the store so that they outlive the window.

They stand beside the records, in the same file, for they may hold what only that file may hold;
they are no part of the history. The saving of a record forgets its draft in one transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from intloffice.errors import OfficeError
from intloffice.gui import asking
from intloffice.gui.jobs import Jobs
from intloffice.gui.place import Place
from intloffice.schema.field import Field
from intloffice.schema.kind import Kind
from intloffice.schema.value import from_plain, to_plain

if TYPE_CHECKING:
    from intloffice.operations.edit import Snapshot

#: Entries are kept so long after the first of them was typed, in milliseconds.
KEPT_AFTER = 700

RowValues = tuple[int | None, dict[str, Any]]


class Typed(str):
    """What was typed into a field and is no value yet."""

    __slots__ = ()


@dataclass(frozen=True)
class Draft:
    """The values and rows that were edited, on what version, and how what they name is called.

    Among the values may be some that are only ``Typed``. A record that is new has its ``uuid``
    from its first draft on. Rows under no name are records of the kind, entered in a row.
    """

    version: int
    values: dict[str, Any]
    rows: dict[str, list[RowValues]]
    captions: dict[tuple[str, int], str]
    uuid: str = ""


class Drafts(QObject):
    """The drafts by the place they were made on.

    Those of records are kept in the store too; ``kept`` tells when one is, or is forgotten.
    """

    kept = Signal()

    def __init__(self, jobs: Jobs, kinds: Sequence[Kind]) -> None:
        super().__init__()
        self._jobs = jobs
        self._kinds = {kind.name: kind for kind in kinds}
        self._drafts: dict[Place, Draft] = {}
        self._failed: set[Place] = set()
        #: Places of which more is known here than in the store, which is written a little later.
        self._ahead: set[Place] = set()

    def get(self, place: Place) -> Draft | None:
        """Give the draft of a place, if there is one."""
        return self._drafts.get(place)

    def keep(self, place: Place, draft: Draft) -> None:
        """Keep a draft."""
        if self._drafts.get(place) == draft:
            return
        self._drafts[place] = draft
        self._ahead.add(place)
        if place.kind:
            job = partial(_keep, place=place, kind=self._kinds[place.kind], draft=draft)
            then = partial(self._note_kept, place, draft)
            self._jobs.keep(job, then, partial(self._fail, place))

    def drop(self, place: Place) -> None:
        """Forget a draft: it was given up."""
        if self._drafts.pop(place, None) is None:
            return
        self._ahead.add(place)
        if place.kind:
            job = partial(_drop, *_key(place))
            then = partial(self._note_kept, place, None)
            self._jobs.keep(job, then, partial(self._fail, place))

    def forget(self, place: Place) -> None:
        """Forget a draft that is being saved, and with it goes the one in the store."""
        self._drafts.pop(place, None)
        self._ahead.add(place)
        self._failed.discard(place)
        self.kept.emit()

    def bring_back(self, place: Place, content: dict[str, Any]) -> Draft | None:
        """Take over what the store kept of a place; None where it does not fit the kinds any more.

        What was typed, given up or saved since is newer: the store may be read before it knows.
        """
        if place in self._ahead:
            return self._drafts.get(place)
        if place not in self._drafts:
            try:
                self._drafts[place] = from_content(self._kinds[place.kind], content)
            except (ValueError, KeyError, TypeError, AttributeError, OfficeError):
                return None
        return self._drafts[place]

    @property
    def at_risk(self) -> bool:
        """Whether entries are in memory only, for the store could not be written."""
        return any(place in self._drafts for place in self._failed)

    def _note_kept(self, place: Place, draft: Draft | None, is_kept: bool) -> None:
        self._failed.discard(place)
        if not is_kept and self._drafts.get(place) is draft:
            self._drafts.pop(place, None)
        self.kept.emit()

    def _fail(self, place: Place, _error: Exception) -> bool:
        """Remember what is at risk; saving the record will say what is wrong with the store."""
        self._failed.add(place)
        return True


def _key(place: Place) -> tuple[str, str, int]:
    return place.page, place.kind, place.record or 0


def _keep(session: Any, *, place: Place, kind: Kind, draft: Draft) -> bool:
    """Keep a draft, unless all of it is on record: it was kept while it was being saved."""
    if _is_on_record(session, place, kind, draft):
        session.drop_draft(*_key(place))
        return False
    session.keep_draft(*_key(place), to_content(draft))
    return True


def _is_on_record(session: Any, place: Place, kind: Kind, draft: Draft) -> bool:
    if not place.record:
        return bool(draft.uuid) and bool(session.has(kind.name, draft.uuid))
    known = asking.as_it_is(session, kind, place.record)
    return known is not None and is_saved(draft, known)


def is_saved(draft: Draft, known: "Snapshot") -> bool:
    """Tell whether a record holds all that a draft would enter."""
    if any(known.values[name] != value for name, value in draft.values.items()):
        return False
    return all(
        [values for _, values in lines] == [dict(line.values) for line in known.rows[name]]
        for name, lines in draft.rows.items()
    )


def _drop(page: str, kind: str, record_id: int, session: Any) -> bool:
    session.drop_draft(page, kind, record_id)
    return False


def to_content(draft: Draft) -> dict[str, Any]:
    """Turn a draft into plain JSON."""
    return {
        "version": draft.version,
        "uuid": draft.uuid,
        "values": _values_to_plain(draft.values),
        "rows": {
            name: [[row_id, _values_to_plain(line)] for row_id, line in rows]
            for name, rows in draft.rows.items()
        },
        "captions": [[*key, caption] for key, caption in draft.captions.items()],
    }


def from_content(kind: Kind, content: dict[str, Any]) -> Draft:
    """Turn a draft back from plain JSON; raise an error where it does not fit its kind."""
    rows: dict[str, list[RowValues]] = {}
    for name, lines in content["rows"].items():
        fields = kind.rows_by_name[name].by_name if name else kind.fields
        rows[name] = [(row_id, _from_plain(fields, line)) for row_id, line in lines]
    return Draft(
        content["version"],
        _from_plain(kind.fields, content["values"]),
        rows,
        {(name, key): caption for name, key, caption in content["captions"]},
        content["uuid"],
    )


def _values_to_plain(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: {"typed": str(value)} if isinstance(value, Typed) else to_plain(value)
        for name, value in values.items()
    }


def _from_plain(fields: Any, values: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(fields[name], value) for name, value in values.items()}


def _value(field: Field, value: Any) -> Any:
    if isinstance(value, dict):
        return Typed(value["typed"])
    return from_plain(field, value)
