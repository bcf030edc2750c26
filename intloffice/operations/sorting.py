"""Sort the records of a kind as people read them."""

from typing import Any

from sqlalchemy import Table, case, func, select
from sqlalchemy.sql import Select

from intloffice.database.session import Session
from intloffice.i18n import LOCALES
from intloffice.i18n import language as language_of
from intloffice.names.collating import collation_key
from intloffice.schema.field import Field, FieldType
from intloffice.schema.kind import Kind
from intloffice.schema.showing import shown


def by_column(
    session: Session, kind: Kind, chosen: Select[Any], column: str, language: str
) -> tuple[Select[Any], Any]:
    """Give what a column is sorted by, and the selection with what that needs.

    Captions sort by their keys, choices in the order in which they are declared, codes by the
    names they have in the language, other texts as they are shown, in the order of its readers.
    """
    table, by_caption = session.tables[kind.name], f"sort_{language}"
    if column in ("", kind.title.names, *_named_first(kind)):
        return chosen, table.c[by_caption]
    if "." in column:
        return chosen, _first_of_rows(session, kind, column, language)
    if column not in kind.fields:
        return chosen, session.collated(shown_text(table, column, language), language)
    field = kind.fields[column]
    if field.type is not FieldType.REFERENCE:
        return chosen, _sortable(session, table.c[column], field, language)
    other = session.tables[field.refers_to].alias()
    return chosen.outerjoin(other, other.c.id == table.c[column]), other.c[by_caption]


def _named_first(kind: Kind) -> tuple[str, ...]:
    """Name the column with which a record's caption begins, if it has one."""
    if kind.title.person:
        return kind.columns[:1]
    stem = kind.title.fields[:1]
    return stem if stem and stem[0] not in kind.fields else ()


def shown_text(table: Table, stem: str, code: str) -> Any:
    """Give a text kept once per language as it is shown where it lacks one of them."""
    order = (code, *(other for other in LOCALES if other != code))
    return func.coalesce(*(func.nullif(table.c[f"{stem}_{c}"], "") for c in order))


def _sortable(session: Session, column: Any, field: Field, code: str) -> Any:
    if field.choices and not field.several:
        declared = {member.value: place for place, member in enumerate(field.choices)}
        return case(declared, value=column, else_=-1)
    if field.codes and not field.several:
        return case(_ranks(session, column, field, code), value=column, else_=-1)
    if field.type in (FieldType.LINE, FieldType.TEXT):
        return session.collated(column, code)
    return column


def _ranks(session: Session, column: Any, field: Field, code: str) -> dict[str, int]:
    """Tell the places of the codes that are in a column, by name; the empty one is none of them."""
    speaking = language_of(code)
    names = {
        found: collation_key(shown(field, found, speaking), code)
        for found in session.execute(select(column).distinct()).scalars()
        if found
    }
    ordered = sorted(names, key=lambda found: (names[found], found))
    return {"": -1} | {found: place for place, found in enumerate(ordered)}


def _first_of_rows(session: Session, kind: Kind, path: str, code: str) -> Any:
    owner, _, name = path.partition(".")
    table, field = session.tables[f"{kind.name}_{owner}"], kind.field_at(path)
    mine = table.c[f"{kind.name}_id"] == session.tables[kind.name].c.id
    if field.type is not FieldType.REFERENCE:
        return (
            select(func.min(_sortable(session, table.c[name], field, code)))
            .where(mine)
            .scalar_subquery()
        )
    other = session.tables[field.refers_to].alias()
    joined = table.join(other, other.c.id == table.c[name])
    return (
        select(func.min(other.c[f"sort_{code}"])).select_from(joined).where(mine).scalar_subquery()
    )
