"""The check of the names a briefing prints, before it is printed (records.md, *Names*)."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from sqlalchemy import select

from intloffice.briefing.statement import Attendee, Example, LeftOut, Statement
from intloffice.database.captions import person_name
from intloffice.database.session import Session
from intloffice.i18n import N_
from intloffice.names.checking import faults
from intloffice.operations.counting.naming import Named, Source

SAME_NAME = N_(
    "“{name}” is also the name of another organisation ({other}); say which one is meant."
)


def name_faults(session: Session, statements: tuple[Statement, ...]) -> Iterator[LeftOut]:
    """List what is wrong with the names of the people and organisations that are printed."""
    titles: dict[Source, list[str]] = {}
    printed: dict[Source, tuple[str, Named]] = {}
    for statement in statements:
        for part in _parts([fact.value for fact in statement.facts.values()]):
            if isinstance(part, Example | Attendee):
                titles.setdefault(part.person.source, []).extend(filter(None, part.title.values()))
            elif isinstance(part, Named):
                printed.setdefault(part.source, (statement.id, part))
    for source, (statement_id, named) in printed.items():
        if source.kind == "person":
            yield from _of_person(session, statement_id, named, titles.get(source, []))
    yield from _of_organisations(session, printed)


def _of_person(
    session: Session, statement: str, named: Named, titles: list[str]
) -> Iterator[LeftOut]:
    row = session.row("person", named.source.id) or {}
    for fault in faults(person_name(row), row.get("nationalities") or (), titles):
        yield LeftOut(statement, named.source, named.names, fault.template, dict(fault.facts))


def _of_organisations(
    session: Session, printed: dict[Source, tuple[str, Named]]
) -> Iterator[LeftOut]:
    """Find organisations that share a name they are printed with: 东北大学 is two."""
    names = session.tables["organisation_name"]
    bearers: dict[str, set[int]] = {}
    for line in session.execute(select(names.c.text, names.c.organisation_id)):
        bearers.setdefault(line.text, set()).add(line.organisation_id)
    for source, (statement, named) in printed.items():
        if source.kind != "organisation":
            continue
        for name in dict.fromkeys(named.names.values()):
            for other in sorted(bearers.get(name, set()) - {source.id}):
                called = _other_name(session, other, name)
                facts = {"name": name, "other": called}
                yield LeftOut(statement, source, named.names, SAME_NAME, facts)


def _other_name(session: Session, organisation: int, name: str) -> str:
    """Give a name of an organisation that tells it from its namesake, where it has one."""
    table = session.tables["organisation_name"]
    query = select(table.c.text).where(table.c.organisation_id == organisation)
    found = list(session.execute(query.order_by(table.c.position)).scalars())
    return next((text for text in found if text != name), name)


def _parts(node: Any) -> Iterator[Any]:
    """Walk through the values of facts for what is named in them."""
    if isinstance(node, list | tuple):
        for item in node:
            yield from _parts(item)
    elif is_dataclass(node):
        yield node
        if not isinstance(node, Named):
            for field in fields(node):
                yield from _parts(getattr(node, field.name))
