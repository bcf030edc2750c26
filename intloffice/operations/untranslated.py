"""What lacks a translation: texts that would be printed in a language that is not theirs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, or_, select

from intloffice.database.session import Session
from intloffice.i18n import LOCALES
from intloffice.names.spoken import in_language, is_written_in, versions
from intloffice.operations.counting.naming import Source, texts
from intloffice.operations.counting.terms import Glossary, glossary
from intloffice.schema.field import Field
from intloffice.schema.kind import Kind, Rows
from intloffice.schema.naming import NameType

#: Fields that hold one text for all languages, and are printed in each.
_SPOKEN = {"organisation": ("city",)}
#: A person's names follow rules of their own; an edited briefing is in one language each time.
_APART = ("person", "edited_briefing")


@dataclass(frozen=True)
class Missing:
    """A text that lacks a language: of which record, which field, and what is printed instead.

    ``path`` is the field's stem, or ``rows.stem``; ``label`` its label in English.
    """

    source: Source
    captions: Mapping[str, str]
    path: str
    label: str
    language: str
    instead: str


def missing(session: Session, kinds: Sequence[Kind]) -> Iterator[Missing]:
    """List what lacks a translation, kind by kind, and has none in the glossary either."""
    known = glossary(session)
    for kind in kinds:
        if kind.name not in _APART:
            yield from _of_kind(session, kind, known, None)


def of_record(session: Session, kind: Kind, record_id: int) -> list[Missing]:
    """List what lacks a translation in one record."""
    if kind.name in _APART:
        return []
    return list(_of_kind(session, kind, glossary(session), record_id))


def _of_kind(
    session: Session, kind: Kind, known: Glossary, record_id: int | None
) -> Iterator[Missing]:
    table = session.tables[kind.name]
    for stem, fields in _stems(kind.own_fields).items():
        query = select(table).where(_lacking(table, stem)).order_by(table.c.id)
        if record_id is not None:
            query = query.where(table.c.id == record_id)
        for line in session.execute(query).mappings():
            yield from _missing(dict(line), dict(line), kind, (stem, fields[0]), known)
    yield from _in_one_field(session, kind, known, record_id)
    for rows in kind.rows:
        yield from _of_rows(session, kind, rows, known, record_id)
    if kind.title.names:
        yield from _names(session, kind, known, record_id)


def _of_rows(
    session: Session, kind: Kind, rows: Rows, known: Glossary, record_id: int | None
) -> Iterator[Missing]:
    table, own = session.tables[kind.name], session.tables[kind.table_of(rows)]
    owner = own.c[f"{kind.name}_id"]
    for stem, fields in _stems(rows.fields).items():
        query = select(own, *_captions(table)).join(table, table.c.id == owner)
        query = query.where(_lacking(own, stem)).order_by(owner, own.c.position)
        if record_id is not None:
            query = query.where(owner == record_id)
        for line in session.execute(query).mappings():
            record = {**line, "id": line["record_id_"]}
            named = (f"{rows.name}.{stem}", fields[0])
            yield from _missing(dict(line), record, kind, named, known)


def _in_one_field(
    session: Session, kind: Kind, known: Glossary, record_id: int | None
) -> Iterator[Missing]:
    """List what stands in one field for all languages, and has no wording in one of them.

    Of many records that say the same the first is told.
    """
    table = session.tables[kind.name]
    for name in _SPOKEN.get(kind.name, ()):
        query = select(table).where(table.c[name] != "").order_by(table.c.id)
        if record_id is not None:
            query = query.where(table.c.id == record_id)
        told: set[str] = set()
        for line in session.execute(query).mappings():
            text = str(line[name])
            if text in told:
                continue
            told.add(text)
            own = versions(text)
            printed = known.official({code: in_language(text, code) for code in LOCALES})
            for code in LOCALES:
                if code not in own and not is_written_in(printed[code], code):
                    label = kind.fields[name].label
                    yield _made(dict(line), kind, name, label, (code, printed[code]))


def _missing(
    line: Mapping[str, Any],
    record: Mapping[str, Any],
    kind: Kind,
    named: tuple[str, Field],
    known: Glossary,
) -> Iterator[Missing]:
    path, field = named
    stem = path.rpartition(".")[2]
    printed = known.official(texts(line, stem))
    for code in LOCALES:
        instead = printed[code]
        if not line[f"{stem}_{code}"] and instead == texts(line, stem)[code]:
            yield _made(record, kind, path, field.label, (code, instead))


def _names(
    session: Session, kind: Kind, known: Glossary, record_id: int | None
) -> Iterator[Missing]:
    table, own = session.tables[kind.name], session.tables[f"{kind.name}_{kind.title.names}"]
    owner = own.c[f"{kind.name}_id"]
    query = select(own, *_captions(table)).join(table, table.c.id == owner)
    query = query.where(own.c.type != NameType.FORMER).order_by(owner, own.c.position)
    if record_id is not None:
        query = query.where(owner == record_id)
    records: dict[int, Mapping[str, Any]] = {}
    named: dict[int, dict[str, str]] = {}
    for line in session.execute(query).mappings():
        which = line["record_id_"]
        records.setdefault(which, {**line, "id": which})
        code = line["language"].partition("-")[0]
        named.setdefault(which, {}).setdefault(code, line["text"])
    label = kind.rows_by_name[kind.title.names].label
    for which, texts_of in named.items():
        lacking = [code for code in LOCALES if code not in texts_of]
        first = next((texts_of[code] for code in LOCALES if code in texts_of), "")
        whole = {code: texts_of.get(code, first) for code in LOCALES}
        for code in lacking:
            if first and known.official(whole)[code] == first:
                yield _made(records[which], kind, kind.title.names, label, (code, first))


def _made(
    record: Mapping[str, Any], kind: Kind, path: str, label: str, lacking: tuple[str, str]
) -> Missing:
    uuid = record["record_uuid_"] if "record_uuid_" in record else record["uuid"]
    captions = {code: str(record[f"caption_{code}"]) for code in LOCALES}
    return Missing(Source(kind.name, record["id"], uuid), captions, path, label, *lacking)


def _captions(table: Any) -> list[Any]:
    return [
        table.c.id.label("record_id_"),
        table.c.uuid.label("record_uuid_"),
        *(table.c[f"caption_{code}"] for code in LOCALES),
    ]


def _lacking(table: Any, stem: str) -> Any:
    """Select what has the text in one language and lacks it in another."""
    columns = [table.c[f"{stem}_{code}"] for code in LOCALES]
    some = or_(*(column != "" for column in columns))
    return and_(some, or_(*(column == "" for column in columns)))


def _stems(fields: Sequence[Field]) -> dict[str, list[Field]]:
    found: dict[str, list[Field]] = {}
    for field in fields:
        if field.language:
            found.setdefault(field.name.removesuffix(f"_{field.language}"), []).append(field)
    return found
