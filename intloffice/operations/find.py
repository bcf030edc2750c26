"""Find any record by any form of a name."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy import select

from intloffice.database.session import Session
from intloffice.i18n import LOCALES
from intloffice.names.folding import fold
from intloffice.operations import browse
from intloffice.operations.filtering import Filter
from intloffice.schema.field import FieldType
from intloffice.schema.kind import Kind

#: Among so many times as many as are offered it is looked who is called as was typed.
_AMONG = 4


@dataclass(frozen=True)
class Hit:
    """A record that was found: what it is called, and a line that tells it from others."""

    kind: str
    id: int
    uuid: str
    caption: str
    detail: str


def find(
    session: Session,
    text: str,
    language: str = "en",
    limit: int = 50,
    regions: Collection[str] = (),
) -> list[Hit]:
    """Search everything; at most ``limit`` of each kind.

    ``regions`` are the countries that the office shows as regions.
    """
    return [
        hit
        for kind in sorted(session.tables.kinds.values(), key=_named_first)
        for hit in suggest(session, kind, text, language, limit, regions)
    ]


def _named_first(kind: Kind) -> int:
    """Put people first, then what has names of its own, then what only tells of them."""
    return 0 if kind.title.person else 1 if kind.title.names else 2


def suggest(
    session: Session,
    kind: Kind,
    text: str,
    language: str = "en",
    limit: int = 8,
    regions: Collection[str] = (),
) -> list[Hit]:
    """Search the records of one kind; nothing is found where nothing is asked."""
    if session.matching(kind.name, text) is None:
        return []
    return offer(
        session, browse.Query(kind, text=text, language=language, regions=tuple(regions)), limit
    )


def offer(session: Session, query: browse.Query, limit: int, first: str = "") -> list[Hit]:
    """Give the first records that a query finds, those before all whose name begins so.

    ``first`` names a flag: records that have it stand before all others.
    """
    ids: dict[int, None] = {}
    if first:
        flagged = replace(query, filters=(*query.filters, Filter(first, "is", value=True)))
        ids = dict.fromkeys(_begun_so(session, flagged, limit))
    if len(ids) < limit:
        ids |= dict.fromkeys(_begun_so(session, query, limit))
    return hits(session, query.kind, list(ids)[:limit], query.language, query.regions)


def _begun_so(session: Session, query: browse.Query, limit: int) -> list[int]:
    """List what a query finds, first what is called by a name that begins with what is sought."""
    found = [row.id for row in browse.page(session, query, 0, limit * _AMONG)]
    begins = fold(query.text).strip()
    if begins:
        names = browse.captions(session, query.kind.name, found, query.language)
        found.sort(key=lambda record: not fold(names[record]).startswith(begins))
    return found[:limit]


def resolve(session: Session, kind: Kind, text: str, language: str = "en") -> tuple[int, str, int]:
    """Tell the one record that a text names: its id, its caption, 1.

    A text names a record where it is its caption in any language, or holds whole words of it and
    no other record is found. Else 0, and how many may be meant.
    """
    found = suggest(session, kind, text, language)
    ids = [hit.id for hit in found]
    callings = [browse.captions(session, kind.name, ids, code) for code in LOCALES]
    wanted = fold(text)
    same = [hit for hit in found if any(fold(each[hit.id]) == wanted for each in callings)]
    if not same and len(found) == 1:
        words = set(wanted.split())
        same = [hit for hit in found if any(words <= _words(each[hit.id]) for each in callings)]
    if len(same) == 1:
        return same[0].id, same[0].caption, 1
    return 0, "", len(found)


def _words(caption: str) -> set[str]:
    return set(fold(caption).split())


def hits(
    session: Session,
    kind: Kind,
    ids: list[int],
    language: str,
    regions: Collection[str] = (),
) -> list[Hit]:
    """Describe records by their ids, in that order."""
    uuids = browse.uuids(session, kind.name, ids)
    names = browse.captions(session, kind.name, ids, language)
    found = browse.rows(session, kind, ids, language, regions=regions)
    telling = [_tells(kind, column) for column in kind.columns]
    return [
        Hit(
            kind.name,
            row.id,
            uuids[row.id],
            names[row.id],
            " · ".join(
                cell
                for cell, tells in zip(row.cells, telling, strict=True)
                if cell and tells and cell not in names[row.id]
            ),
        )
        for row in found
    ]


def _tells(kind: Kind, column: str) -> bool:
    """Tell whether a column says something without its heading: a year does, a bare number not."""
    field = kind.fields.get(column)
    return field is None or field.type is not FieldType.WHOLE or column == kind.year_field


def family_in(session: Session, name: str) -> str:
    """Give the longest family name on record with which a name in characters begins."""
    person = session.tables["person"]
    beginnings = [name[:length] for length in range(1, len(name) + 1)]
    query = select(person.c.family_native).where(person.c.family_native.in_(beginnings)).distinct()
    return max(session.execute(query).scalars(), key=len, default="")
