"""Statements handed to the driver as they are: the same values, the same failures."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from intloffice.database.direct import Direct
from tests.stores import opened


@pytest.fixture
def session(sample_copy):
    with opened(sample_copy) as store, store.write("Look", "A") as session:
        yield session


def test_every_row_is_read_as_sqlalchemy_reads_it(session):
    read = 0
    for table in session.tables.metadata.sorted_tables:
        if table.name not in session.tables.owners:
            continue
        for line in session.connection.execute(select(table)).mappings().all():
            given = session.tables.one(table.name).read
            assert given.first(session.connection, {"row_id_": line["id"]}) == dict(line)
            read += 1
    assert read > 1000


def test_every_value_is_kept_as_sqlalchemy_keeps_it(session):
    table = session.tables["award"]
    old = dict(session.connection.execute(select(table)).mappings().first())
    old |= {"amount": Decimal("1234.50"), "tags": ("a", "b"), "decided_on": date(2016, 3, 1)}
    old = {name: value for name, value in old.items() if name in table.c}
    columns = [column for column in table.c if column.name not in ("id", "uuid")]
    kept = []
    for number, way in enumerate(("direct", "sqlalchemy")):
        new = {**old, "id": 90000 + number, "uuid": way}
        if way == "direct":
            made = session.tables.one("award").insert(new).first(session.connection, new)
            assert made == {"id": 90000}
        else:
            session.connection.execute(insert(table), new)
        raw = text(f"SELECT {', '.join(c.name for c in columns)} FROM award WHERE id = :id")
        kept.append(tuple(session.connection.execute(raw, {"id": 90000 + number}).one()))
    assert kept[0] == kept[1]


def test_a_failure_is_told_as_by_sqlalchemy_and_without_the_values(session):
    first = session.row("person", 1)
    again = {**first, "id": 90000, "family_native": "E90000001"}
    with pytest.raises(IntegrityError) as told:
        session.tables.one("person").insert(again).first(session.connection, again)
    assert "person.uuid" in str(told.value.orig)
    assert "E90000001" not in str(told.value)
    with pytest.raises(OperationalError, match="no such table"):
        Direct(text("DELETE FROM nowhere")).run(session.connection, {})


def test_a_value_that_is_wanting_is_never_taken_for_an_empty_one(session):
    first = {name: value for name, value in session.row("person", 1).items() if name != "notes"}
    adding = session.tables.one("person").insert([*first, "notes"])
    with pytest.raises(KeyError, match="notes"):
        adding.first(session.connection, first)
