"""A fact's records are exactly those without which it would be another."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from intloffice import resources
from intloffice.briefing import country, printing
from intloffice.briefing.as_json import to_json
from intloffice.briefing.statement import Briefing, Fact
from intloffice.database.session import Session, WritingSession
from intloffice.database.store import Store
from intloffice.i18n import language
from intloffice.operations import edit
from intloffice.settings import Settings
from tests.stores import organisation, person, stay

DAY = date(2017, 12, 31)
#: Counts of people, by what is kept of each: one record, or several of the same person.
OF_PEOPLE = [
    ("experts.visits", "persons"),
    ("outbound.trend", "last"),
    ("outbound.year", "persons"),
    ("outbound.year", "long"),
    ("outbound.year", "short"),
    ("awards.funder", "persons"),
    ("inbound.period", "persons"),
    ("inbound.period", "long"),
    ("inbound.period", "short"),
]
OF_RECORDS = [("experts.visits", "visits"), ("balance", "sent"), ("balance", "received")]


class TakenBackError(Exception):
    """What was tried is not kept."""


@contextmanager
def trying(store: Store) -> Iterator[WritingSession]:
    """Write something that is not kept."""
    try:
        with store.write("Try", "A") as session:
            yield session
            raise TakenBackError
    except TakenBackError:
        pass


def composed(session: Session) -> Briefing:
    return country.compose(session, "JP", DAY, Settings())


def fact_of(briefing: Briefing, statement: str, name: str) -> Fact:
    found = briefing.find(statement)
    assert found is not None
    return found.facts[name]


def value_without(store: Store, ids: list[int], kind: str, statement: str, name: str) -> Any:
    with trying(store) as session:
        for record_id in ids:
            edit.remove(session, session.tables.kinds[kind], record_id)
        return fact_of(composed(session), statement, name).value


def read(store: Store, statement: str, name: str) -> tuple[Fact, dict[int, int]]:
    """Give a fact, and whose each record of its kind is."""
    with store.read() as session:
        fact = fact_of(composed(session), statement, name)
        table = session.tables[fact.records[0].kind]
        owner = table.c.recipient_id if "recipient_id" in table.c else table.c.person_id
        owners = {line[0]: line[1] for line in session.execute(select(table.c.id, owner))}
    assert {source.kind for source in fact.records} == {fact.records[0].kind}
    return fact, owners


@pytest.mark.parametrize(("statement", "name"), OF_PEOPLE)
def test_a_count_of_people_falls_by_one_without_all_that_is_counted_of_one(sample, statement, name):
    fact, owners = read(sample, statement, name)
    ids = [source.id for source in fact.records]
    whose = owners[Random(f"{statement} {name}").choice(ids)]
    theirs = [record_id for record_id in ids if owners[record_id] == whose]
    kind = fact.records[0].kind
    assert value_without(sample, theirs, kind, statement, name) == fact.value - 1


@pytest.mark.parametrize(("statement", "name"), OF_RECORDS)
def test_a_count_of_records_falls_by_one_without_one_of_them(sample, statement, name):
    fact, _ = read(sample, statement, name)
    chosen = Random(name).choice(fact.records)
    assert value_without(sample, [chosen.id], chosen.kind, statement, name) == fact.value - 1


@pytest.mark.parametrize(("statement", "name"), [*OF_PEOPLE, *OF_RECORDS])
def test_a_count_stays_as_it_is_without_all_records_it_does_not_name(sample, statement, name):
    fact, owners = read(sample, statement, name)
    named = {source.id for source in fact.records}
    others = sorted(set(owners) - named)
    some = Random(name).sample(others, min(40, len(others)))
    assert some
    assert value_without(sample, some, fact.records[0].kind, statement, name) == fact.value


def test_a_record_of_another_country_changes_no_byte_but_the_mark_of_the_history(sample):
    spoken = language("en", resources.folder("translations"))

    def bytes_of(briefing: Briefing) -> tuple[bytes, dict[str, Any]]:
        same = replace(briefing, state="")
        return printing.pdf(same, spoken, Settings()).pdf, to_json(same, spoken)

    with sample.read() as session:
        before = bytes_of(composed(session))
    with trying(sample) as session:
        where = organisation(session, "University of Nowhere", country="IS")
        who = person(session, "Jónsdóttir", nationalities=("IS",))
        stay(session, who, where, planned_start=date(2017, 3, 1), planned_end=date(2017, 9, 1))
        assert bytes_of(composed(session)) == before
