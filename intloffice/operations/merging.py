"""Two records made one: what is kept is chosen, and whoever named the one names the other.

All of it is one change, which can be undone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from intloffice.database.session import Session, WritingSession
from intloffice.errors import OfficeError
from intloffice.i18n import N_
from intloffice.operations import edit
from intloffice.operations.edit import Line, Snapshot
from intloffice.records.person import SpellingState
from intloffice.schema.field import Field
from intloffice.schema.kind import Kind, Values

#: A spelling, and what is known of it: taken from one of the two, or a guess would be confirmed.
_SPELLING = ("latin_family", "latin_given")
_OF_SPELLING = (
    "spelling_state",
    "spelling_source",
    "spelling_confirmed_by",
    "spelling_confirmed_on",
)


@dataclass(frozen=True)
class Sides:
    """Two records to be compared, what each is called, and how often it is named by others."""

    first: Snapshot
    second: Snapshot
    captions: tuple[str, str]
    uses: tuple[int, int]

    def proposed(self, field: Field, kept: int) -> int:
        """Tell from which a field is taken unless one chooses, 0 or 1: from that with a value.

        Where both have one it is taken from the record that is kept.
        """
        states = [side.values.get("spelling_state") for side in (self.first, self.second)]
        known = [str(state or "") not in ("", SpellingState.UNKNOWN) for state in states]
        sure = [state == SpellingState.CONFIRMED for state in states]
        if sum(sure) == 1 and field.name in (*_SPELLING, *_OF_SPELLING):
            return sure.index(True)
        if field.name in _OF_SPELLING:
            return known.index(True) if sum(known) == 1 else kept
        empty = [side.values[field.name] == field.empty for side in (self.first, self.second)]
        return empty.index(False) if sum(empty) == 1 else kept


def sides(session: Session, kind: Kind, ids: tuple[int, int], language: str = "en") -> Sides:
    """Read two records to compare them; raise ChangedMeanwhileError where one is gone."""
    first, second = (edit.load(session, kind, record_id, language) for record_id in ids)
    captions = [str((session.row(kind.name, i) or {})[f"caption_{language}"]) for i in ids]
    uses = [edit.uses(session, kind, record_id).total() for record_id in ids]
    return Sides(first, second, (captions[0], captions[1]), (uses[0], uses[1]))


def merge(
    session: WritingSession,
    kind: Kind,
    kept: tuple[int, int],
    other: tuple[int, int],
    values: Values,
    rows: Mapping[str, Sequence[Line]],
) -> int:
    """Make one record of two, given by id and version, and return the id of the one that is kept.

    ``values`` and ``rows`` are what is chosen, as for ``edit.change``; a row of the other is given
    without an id. Latin spellings of the other stay as further spellings. Raise OfficeError where
    the other has entries that were not saved, and as ``edit.change`` does.
    """
    if kept[0] == other[0]:
        raise OfficeError(N_("A record cannot be made one with itself."))
    for each in (kept, other):
        session.claim(kind.name, *each)
    if any((d.kind, d.record_id) == (kind.name, other[0]) for d in session.drafts()):
        raise OfficeError(
            N_(
                "One of the two has entries that are not saved yet. Save or discard them first; "
                "nothing was changed."
            )
        )
    lost = session.row(kind.name, other[0]) or {}
    chosen = {**values}
    if kind.title.person:
        chosen["latin_variants"] = _spellings(session.row(kind.name, kept[0]) or {}, lost, chosen)
    for name, _, field in _references(session, kind):
        if name == kind.name and chosen.get(field) in (kept[0], other[0]):
            chosen[field] = None
    _name_instead(session, kind, kept[0], other[0])
    attached = session.tables.attachment
    mine = attached.c.kind == kind.name, attached.c.record_id == other[0]
    for row_id in session.execute(select(attached.c.id).where(*mine)).scalars().all():
        session.update("attachment", row_id, {"record_id": kept[0]})
    current = session.row(kind.name, kept[0]) or {}
    edit.change(session, kind, kept[0], current["version"], chosen, rows)
    edit.remove(session, kind, other[0])
    return kept[0]


def _references(session: Session, kind: Kind) -> list[tuple[str, str, str]]:
    """List where records of a kind are named: table, the column of the row's owner, and field."""
    return [
        (
            f"{each.name}_{owner}" if owner else each.name,
            f"{each.name}_id" if owner else "id",
            field.name,
        )
        for each in session.tables.kinds.values()
        for owner, field in each.references()
        if field.refers_to == kind.name
    ]


def _name_instead(session: WritingSession, kind: Kind, kept: int, other: int) -> None:
    """Let whoever names the one name the other; none names itself, and no row stands twice."""
    for name, owner, field in _references(session, kind):
        table = session.tables[name]
        own = owner == "id" and name == kind.name
        of_kind = own or name.startswith(f"{kind.name}_")
        query = select(table.c.id, table.c[owner].label("owner")).where(table.c[field] == other)
        for line in session.execute(query).all():
            row_id, owner_id = line.id, line.owner
            if of_kind and owner_id == other:
                continue
            session.update(name, row_id, {field: None if own and owner_id == kept else kept})
            if owner != "id":
                _drop_twin(session, name, owner, row_id)


def _drop_twin(session: WritingSession, name: str, owner: str, row_id: int) -> None:
    """Remove a row that has come to say what another of the same record says."""
    table = session.tables[name]
    this = session.row(name, row_id) or {}
    said = {key: value for key, value in this.items() if key not in ("id", "position")}
    query = select(table).where(table.c[owner] == this[owner], table.c.id != row_id)
    for line in session.execute(query).mappings():
        if all(line[key] == value for key, value in said.items()):
            session.delete(name, row_id)
            return


def _spellings(kept: Values, lost: Values, chosen: Mapping[str, Any]) -> tuple[str, ...]:
    """Collect the Latin spellings of both, without the one that is preferred."""

    def preferred(values: Mapping[str, Any]) -> str:
        pair = values.get("latin_given"), values.get("latin_family")
        return " ".join(str(part) for part in pair if part)

    now = {**kept, **chosen}
    found: list[str] = []
    for each in (now, kept, lost):
        several: Any = each.get("latin_variants") or ()
        found += [*several, preferred(each)]
    return tuple(dict.fromkeys(text for text in found if text and text != preferred(now)))
