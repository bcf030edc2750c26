"""Statements handed to the driver as they are: the same values, the same failures."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Boolean, Column, Date, Integer, MetaData, Table, Text, insert, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from intloffice.database.columns import Amount, Words
from intloffice.database.direct import Direct
from intloffice.schema.alike import Alike
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


def table_of(session, columns):
    own = (Column(name, sort) for name, sort in columns.items())
    made = Table("many", MetaData(), Column("id", Integer, primary_key=True), *own)
    made.create(session.connection)
    return made


@pytest.mark.parametrize("number", [0, 1, 7, 20, 21, 45])
def test_many_rows_are_written_as_one_by_one_whatever_their_columns_have_in_common(session, number):
    ids = list(range(1, number + 1))
    columns = {
        "uuid": [f"u{row_id}" for row_id in ids],
        "version": Alike(3, number),
        "year": [2000 + row_id for row_id in ids],
        "amount": [Decimal(row_id) / 4 for row_id in ids],
        "currency": Alike("EUR", number),
        "decided_on": [date(2016, 3, 1 + row_id % 9) for row_id in ids],
        "tags": Alike(("a", "b"), number),
        "is_exact": [row_id % 2 == 0 for row_id in ids],
    }
    sorts = (Text, Integer, Integer, Amount, Text, Date, Words, Boolean)
    made = table_of(session, dict(zip(columns, sorts, strict=True)))
    insertion = Direct(insert(made), ["id", *columns])
    insertion.run_columns(session.connection, {"id": ids, **columns}, together=10)
    found = session.connection.execute(select(made).order_by(made.c.id)).all()
    assert found == list(zip(ids, *columns.values(), strict=True))
    kept = session.connection.scalars(text("SELECT amount FROM many ORDER BY id")).all()
    assert kept == [row_id * 25 for row_id in ids]


def test_what_fails_among_many_rows_is_told_without_the_values_and_none_is_written(session):
    columns = {"id": list(range(1, 31)), "name": [f"E{n % 29}" for n in range(30)]}
    made = Table(
        "many",
        MetaData(),
        Column("id", Integer, primary_key=True),
        Column("name", Text, unique=True),
    )
    made.create(session.connection)
    with pytest.raises(IntegrityError) as told:
        Direct(insert(made), list(columns)).run_columns(session.connection, columns, together=30)
    assert "many.name" in str(told.value.orig)
    assert "E0" not in str(told.value)
    assert session.connection.execute(select(made)).all() == []
