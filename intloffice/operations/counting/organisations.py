"""Organisations as they are counted: faculties as universities, former ones as successors."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import select

from intloffice.database.derived import slices
from intloffice.database.session import Session
from intloffice.i18n import LOCALES
from intloffice.operations.counting.days import earliest
from intloffice.operations.counting.naming import Named, Source, name_on
from intloffice.records.organisation import OrganisationKind


@dataclass(frozen=True)
class Organisation:
    """An organisation as far as it is counted."""

    source: Source
    kind: str
    country: str
    parent_id: int | None
    successor_id: int | None
    ceased_on: date | None
    prominence: int
    ours: bool

    @property
    def id(self) -> int:
        """The record's id."""
        return self.source.id


def counted_as(organisations: Mapping[int, Organisation], which: int, day: date) -> int:
    """Tell as which organisation one counts on a day (rule 2).

    A faculty counts as its university; one that has ceased by the day as its successor. A circle
    of parents or successors ends where it began.
    """
    seen: set[int] = set()
    while which in organisations and which not in seen:
        seen.add(which)
        here = organisations[which]
        following = _university_above(organisations, here)
        if following is None and here.ceased_on is not None and here.ceased_on <= day:
            following = here.successor_id
        if following is None or following not in organisations:
            return which
        which = following
    return which


def _university_above(organisations: Mapping[int, Organisation], here: Organisation) -> int | None:
    seen = {here.id}
    parent = here.parent_id
    while (
        here.kind != OrganisationKind.UNIVERSITY
        and parent is not None
        and parent in organisations
        and parent not in seen
    ):
        if organisations[parent].kind == OrganisationKind.UNIVERSITY:
            return parent
        seen.add(parent)
        parent = organisations[parent].parent_id
    return None


class Organisations:
    """All organisations of the office, read once, as of a day."""

    def __init__(self, session: Session, day: date) -> None:
        self._session = session
        self._day = day
        self._names: dict[int, Named] = {}

    @cached_property
    def all(self) -> dict[int, Organisation]:
        """Every organisation by its id."""
        table = self._session.tables["organisation"]
        columns = (
            table.c.id,
            table.c.uuid,
            table.c.kind,
            table.c.country,
            table.c.parent_id,
            table.c.successor_id,
            table.c.ceased_on,
            table.c.prominence,
            table.c.ours,
        )
        return {line.id: _made(line) for line in self._session.execute(select(*columns))}

    @cached_property
    def ourselves(self) -> frozenset[int]:
        """Our university itself, without its units."""
        return frozenset(o.id for o in self.all.values() if o.ours and o.parent_id is None)

    def counted_as(self, which: int) -> Organisation:
        """Tell as which organisation one counts."""
        return self.all[counted_as(self.all, which, self._day)]

    def country_of(self, which: int | None) -> str:
        """Tell the country of an organisation, or of the one it counts as."""
        if which is None:
            return ""
        return self.counted_as(which).country or self.all[which].country

    def in_country(self, country: str) -> set[int]:
        """List the organisations that count for a country."""
        return {which for which in self.all if self.country_of(which) == country}

    def named(self, ids: Iterable[int]) -> list[Named]:
        """Name organisations in every language as on the day, in the order given."""
        wanted = list(ids)
        self._read_names({which for which in wanted if which not in self._names})
        return [self._names[which] for which in wanted]

    def by_prominence(self, ids: Collection[int]) -> list[int]:
        """Sort organisations by the office's own order, the oldest record first among equals."""
        return sorted(ids, key=lambda which: (-self.all[which].prominence, which))

    def _read_names(self, ids: Collection[int]) -> None:
        table = self._session.tables["organisation_name"]
        rows: dict[int, list[dict[str, Any]]] = {}
        for part in slices(ids):
            query = select(table).where(table.c.organisation_id.in_(part))
            for line in self._session.execute(query.order_by(table.c.position)).mappings():
                rows.setdefault(line["organisation_id"], []).append(dict(line))
        for which in ids:
            names = {code: name_on(rows.get(which, []), code, self._day) for code in LOCALES}
            self._names[which] = Named(self.all[which].source, names)


def _made(line: Any) -> Organisation:
    return Organisation(
        source=Source("organisation", line.id, line.uuid),
        kind=line.kind,
        country=line.country,
        parent_id=line.parent_id,
        successor_id=line.successor_id,
        ceased_on=earliest(line.ceased_on),
        prominence=line.prominence or 0,
        ours=line.ours,
    )
