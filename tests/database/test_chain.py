"""The history is a chain: whatever is altered in the file by others is found and named."""

import hashlib
import json
import sqlite3
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from intloffice.database import chain, checking
from intloffice.database.file import FILE_NAME
from intloffice.database.objects import objects
from intloffice.database.store import Store
from intloffice.operations import edit, undo
from intloffice.records import ALL_KINDS
from tests.stores import PERSON, add_one_of_each, opened, person

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@pytest.fixture
def folder(tmp_path):
    """An office with some history: added, changed, removed, undone."""
    with opened(tmp_path) as store:
        with store.write("Begin", "A") as session:
            add_one_of_each(session)
        with store.write("Add", "B") as session:
            ids = [person(session, name) for name in ("Weber", "Wolf", "Winter")]
        with store.write("Change", "A") as session:
            edit.change(session, PERSON, ids[0], 1, {"notes": "met in 2016"})
        with store.write("Remove", "A") as session:
            edit.remove(session, PERSON, ids[1])
        with store.write("Undo", "A") as session:
            undo.undo(session)
    return tmp_path


def found(folder):
    store = Store.open(folder, ALL_KINDS, examined=False)
    with closing(store), store.read() as session:
        return [one.template.format(**one.facts) for one in checking.check(session)]


def tamper(folder, *statements):
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection, connection:
        for statement in statements:
            changed = connection.execute(statement).rowcount
            assert changed, "nothing was tampered with"
    connection.close()


def test_a_store_that_only_the_program_wrote_is_sound(folder):
    assert found(folder) == []


@pytest.mark.parametrize("column", ["at", "author", "description", "mode", "hash"])
def test_a_change_set_that_says_otherwise_is_named(folder, column):
    tamper(folder, f"UPDATE change_set SET {column} = {column} || 'x' WHERE id = 2")
    assert any(one.startswith("Change 2 of") for one in found(folder))


@pytest.mark.parametrize("column", ["table_name", "kind", "digest", "salt", "after"])
def test_a_change_that_says_otherwise_is_named(folder, column):
    how = "replace(after, 'Weber', 'Wever')" if column == "after" else f"{column} || 'x'"
    which = "id = (SELECT min(id) FROM change WHERE change_set_id = 2)"
    tamper(folder, f"UPDATE change SET {column} = {how} WHERE {which}")
    assert any(one.startswith("Change 2 of") for one in found(folder))


def test_a_change_that_was_taken_out_is_missed(folder):
    tamper(folder, "DELETE FROM change WHERE id = (SELECT max(id) FROM change)")
    assert any(one.startswith("Change 5 of") for one in found(folder))


def test_a_change_set_that_was_taken_out_is_missed(folder):
    tamper(
        folder,
        "DELETE FROM change WHERE change_set_id = 3",
        "DELETE FROM change_set WHERE id = 3",
    )
    assert any(one.startswith("Change 4 of") for one in found(folder))


def test_a_value_changed_in_the_file_is_named_with_its_record(folder):
    tamper(folder, "UPDATE person SET family_native = 'Wever' WHERE family_native = 'Weber'")
    (told,) = found(folder)
    assert "family_native" in told
    assert told.startswith("person ")


@pytest.mark.parametrize("family", ["Weber", "Wolf", "Winter"])
def test_a_value_put_in_the_file_where_nothing_was_is_named_with_its_record(folder, family):
    """Be the record changed since, brought back, or as it was added."""
    tamper(folder, f"UPDATE person SET diet_notes = 'none' WHERE family_native = '{family}'")
    (told,) = found(folder)
    assert told.endswith(": diet_notes changed outside the program.")


def test_of_a_new_record_the_history_tells_what_was_said_and_nothing_else(tmp_path):
    with opened(tmp_path) as store:
        with store.write("Add", "B") as session:
            which = person(session, "Weber", languages=["de"])
        with store.read() as session:
            (told,) = session.execute(select(session.tables.change.c.after)).scalars()
            uuid = session.row("person", which)["uuid"]
    told.pop("created_at")
    assert told == {"family_native": "Weber", "languages": ["de"], "uuid": uuid}


def test_values_of_a_change_that_are_no_json_any_more_are_named(folder):
    which = "id = (SELECT min(id) FROM change WHERE change_set_id = 2)"
    tamper(folder, f"UPDATE change SET after = substr(after, 2) WHERE {which}")
    assert any(one.startswith("Change 2 of") for one in found(folder))


def test_a_value_that_cannot_be_read_any_more_is_named_with_its_table(folder):
    tamper(
        folder, "UPDATE person SET passport_expires_on = '2017-1x-05' WHERE family_native = 'Weber'"
    )
    assert "person holds a value that cannot be read" in " ".join(found(folder))


def test_a_record_removed_from_the_file_is_named(folder):
    tamper(folder, "DELETE FROM person WHERE family_native = 'Weber'")
    assert any("was removed outside" in one for one in found(folder))


def test_a_record_put_into_the_file_is_named(folder):
    tamper(
        folder,
        "INSERT INTO honour SELECT id + 100, uuid || 'x', "
        + ", ".join(_columns(folder, "honour")[2:])
        + " FROM honour",
    )
    assert any("was added outside" in one for one in found(folder))


def _columns(folder, table):
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection, connection:
        columns = [line[1] for line in connection.execute(f"PRAGMA table_info({table})")]
    connection.close()
    return columns


def test_values_can_be_erased_from_the_history_and_the_chain_still_holds(folder):
    tamper(
        folder,
        "UPDATE change SET before = NULL, after = NULL, salt = NULL WHERE kind = 'person'",
    )
    assert found(folder) == []


def test_what_was_erased_may_have_been_removed(folder):
    with opened(folder) as store, store.write("Remove", "A") as session:
        edit.remove(session, PERSON, 2)
    tamper(
        folder,
        "UPDATE change SET before = NULL, after = NULL, salt = NULL "
        "WHERE kind = 'person' AND record_id = 2",
    )
    assert found(folder) == []


def test_the_head_moves_with_every_change_and_is_the_last_link(folder):
    with opened(folder) as store:
        with store.read() as session:
            before = session.head()
        with store.write("Add", "A") as session:
            person(session, "Wagner")
        with store.read() as session:
            after = session.head()
    assert (before.number, after.number) == (5, 6)
    assert before.hash != after.hash
    assert after.short == f"6-{after.hash[:12]}"


@pytest.mark.parametrize("number", [0, 1, 499, 500, 501, 1200])
def test_a_change_set_of_any_size_is_hashed_as_one_text(number):
    said = {name: f"{name} “é”" for name in chain.SAID}
    changes = [
        ({"table_name": "person", "row_id": n, "kind": "person", "record_id": n}, f"digest {n}")
        for n in range(number)
    ]
    told = [["person", n, "person", n, f"digest {n}"] for n in range(number)]
    whole = json.dumps(
        ["before", [said[name] for name in chain.SAID], told],
        ensure_ascii=False,
        separators=(",", ":"),
    )
    expected = hashlib.sha256(whole.encode()).hexdigest()
    assert chain.link("before", said, iter(changes)) == expected


@given(salt=st.text(), before=JSON, after=JSON, other=JSON)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_a_digest_tells_values_apart(salt, before, after, other):
    kept = json.loads(json.dumps([before, after]))
    assert chain.digest(salt, before, after) == chain.digest(salt, *kept)
    if json.dumps(other, sort_keys=True) != json.dumps(after, sort_keys=True):
        assert chain.digest(salt, before, after) != chain.digest(salt, before, other)


def test_two_changes_to_the_same_values_have_digests_that_tell_nothing():
    assert chain.digest(chain.new_salt(), None, "E123") != chain.digest(
        chain.new_salt(), None, "E123"
    )


@given(st.lists(st.tuples(st.text(), JSON, st.booleans(), st.none() | st.text()), max_size=9))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_new_rows_have_the_digests_and_the_link_of_changes_told_one_by_one(lines):
    names = ("text %s", "any", "flag", "perhaps")
    rows = [dict(zip(names, line, strict=True)) for line in lines]
    columns = {name: [row[name] for row in rows] for name in names}
    for encoder in (json.JSONEncoder(), chain._ENCODER):
        assert list(objects(columns, encoder)) == [encoder.encode(row) for row in rows]
    salts = chain.new_salts(len(rows))
    assert len(set(salts)) == len(rows)
    blank = {"text %s": "", "any": None, "flag": False}
    without = [
        {name: value for name, value in row.items() if value != blank.get(name, ...)}
        for row in rows
    ]
    assert chain.all_written(columns, blank) == [chain.written(row) for row in without]
    afters = chain.all_written(columns, {})
    assert [json.loads(after) for after in afters] == rows
    digests = chain.digests_of_new(salts, afters)
    assert digests == [chain.digest(salt, None, row) for salt, row in zip(salts, rows, strict=True)]
    said = {"id": 1, "at": "now", "author": "Li", "digest": "d", "mode": "do", "of_id": None}
    ids = [(number, number + 7) for number in range(len(rows))]
    named = [
        {"table_name": "a_row", "row_id": row, "kind": "a", "record_id": record}
        for row, record in ids
    ]
    made = chain.Link("before", said)
    made.add(named[0] if named else dict.fromkeys(chain.NAMED, 1), "first")
    made.add_rows("a_row", "a", ids, digests)
    told = [(named[0] if named else dict.fromkeys(chain.NAMED, 1), "first")]
    told += zip(named, digests, strict=True)
    assert made.closed() == chain.link("before", said, told)
    whole = [*([*(change[name] for name in chain.NAMED), its] for change, its in told)]
    assert made.closed() == chain._sha256(["before", [said[name] for name in chain.SAID], whole])
