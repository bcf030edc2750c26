"""Official terms in what a briefing says, and what it would print in another language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from intloffice.briefing.statement import Dated, LeftOut, Pending, Statement
from intloffice.database.session import Session
from intloffice.i18n import LOCALES, N_
from intloffice.operations import untranslated
from intloffice.operations.counting.naming import Named, Source
from intloffice.operations.counting.terms import Glossary

NO_TRANSLATION = N_("There is no text in this language; “{instead}” would be printed.")


def in_official_terms(statements: Sequence[Statement], known: Glossary) -> tuple[Statement, ...]:
    """Put official wordings where a statement lacks a translation."""
    if not known.terms:
        return tuple(statements)
    return tuple(_official(statement, known) for statement in statements)


def wording_faults(
    session: Session, statements: Sequence[Statement], known: Glossary
) -> Iterator[LeftOut]:
    """List the texts that word a term otherwise, or are printed in a language not theirs."""
    told: set[tuple[Source, str, str]] = set()
    for statement in statements:
        for sources, texts in _texts(statement):
            found = (
                *_worded_otherwise(statement, sources[0], texts, known),
                *_printed_otherwise(session, statement.id, sources, texts),
            )
            for fault in found:
                key = fault.source, fault.language, str(fault.facts)
                if key not in told:
                    told.add(key)
                    yield fault


def title_faults(session: Session, source: Source, titles: Mapping[str, str]) -> Iterator[LeftOut]:
    """List the languages in which the title of a record would be printed in another."""
    yield from _printed_otherwise(session, "", (source,), titles)


def _worded_otherwise(
    statement: Statement, source: Source, texts: Mapping[str, str], known: Glossary
) -> Iterator[LeftOut]:
    for fault in known.faults(texts):
        facts = dict(fault.facts)
        yield LeftOut(statement.id, source, _caption(texts), fault.template, facts, fault.language)


def _printed_otherwise(
    session: Session, statement: str, sources: Sequence[Source], texts: Mapping[str, str]
) -> Iterator[LeftOut]:
    if len(set(texts.values())) == len(texts):
        return
    for source in sources:
        kind = session.tables.kinds[source.kind]
        for found in untranslated.of_record(session, kind, source.id):
            if texts.get(found.language) == found.instead:
                facts, captions = {"instead": found.instead}, found.captions
                yield LeftOut(statement, source, captions, NO_TRANSLATION, facts, found.language)


def _caption(texts: Mapping[str, str]) -> Mapping[str, str]:
    return {code: text if len(text) <= 60 else f"{text[:59]}…" for code, text in texts.items()}


def _official(node: Any, known: Glossary) -> Any:
    """Put official wordings into all texts kept once per language, at any depth."""
    if isinstance(node, tuple):
        return tuple(_official(item, known) for item in node)
    if isinstance(node, Mapping):
        if node.keys() == LOCALES.keys():
            return known.official(node)
        return {name: _official(value, known) for name, value in node.items()}
    if isinstance(node, Named):
        return node if node.parts else replace(node, names=known.official(node.names))
    if is_dataclass(node) and not isinstance(node, type | Source | LeftOut):
        values = {field.name: getattr(node, field.name) for field in fields(node)}
        changed = {
            name: new
            for name, old in values.items()
            if (new := _official(old, known)) is not old and new != old
        }
        return replace(node, **changed) if changed else node
    return node


def _texts(statement: Statement) -> Iterator[tuple[tuple[Source, ...], Mapping[str, str]]]:
    """Walk through the texts of a statement, each with the records that may hold it."""
    for fact in statement.facts.values():
        if fact.records:
            yield from _of(fact.value, fact.records)


def _of(
    node: Any, records: tuple[Source, ...]
) -> Iterator[tuple[tuple[Source, ...], Mapping[str, str]]]:
    if isinstance(node, Mapping) and node.keys() == LOCALES.keys():
        yield records, node
    elif isinstance(node, Named):
        if not node.parts and node.source.kind != "person":
            yield (node.source,), node.names
    elif isinstance(node, tuple):
        for item in node:
            yield from _of(item, records)
    elif is_dataclass(node) and not isinstance(node, type):
        own = _records(node, records)
        yield from _of(tuple(getattr(node, field.name) for field in fields(node)), own)


def _records(node: Any, records: tuple[Source, ...]) -> tuple[Source, ...]:
    """Tell which records hold the texts of a part of a fact."""
    if isinstance(node, Dated):
        return (node.named.source,)
    return (node.meeting.source,) if isinstance(node, Pending) else records
