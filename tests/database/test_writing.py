"""Every write is one change set: all of it with its history, or nothing."""

import os
import subprocess
import sys
import threading
from itertools import islice
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import delete, event, insert, select, text, update
from sqlalchemy.exc import DatabaseError

from intloffice.database.engine import WRITES
from intloffice.database.session import new_uuids
from intloffice.database.store import Store
from intloffice.errors import ChangedMeanwhileError, UncertainError
from intloffice.operations import browse, edit
from intloffice.records import ALL_KINDS
from tests.stores import (
    AGREEMENT,
    ORGANISATION,
    PERSON,
    add_one_of_each,
    agreement,
    counts,
    instants,
    organisation,
    person,
    state,
    stay,
)


def _version(session, kind, which):
    return session.row(kind.name, which)["version"]


def _changes(session):
    change = session.tables.change
    return [dict(line) for line in session.execute(select(change).order_by(change.c.id)).mappings()]


def _found(session, kind, words):
    return browse.ids(session, browse.Query(kind, text=words))


def test_a_reading_session_runs_selections_only(store):
    table = store.tables["person"]
    with store.read() as session:
        for statement in (insert(table), update(table), delete(table), text("DELETE FROM person")):
            with pytest.raises(AssertionError):
                session.execute(statement)


def test_a_reading_session_cannot_change_a_row_even_by_a_trick(store):
    with store.write("Add", "A") as session:
        person(session, "河村")
    with pytest.raises(Exception, match="may not be written"), store.read() as session:
        session._connection.execute(text("DELETE FROM person"))
    with store.write("Add", "A") as session:
        person(session, "谷口")
    with store.read() as session:
        assert counts(session)["person"] == 2


class _DiskFailedError(Exception):
    sqlite_errorname = "SQLITE_IOERR"


def _fail_after_commits(store, times):
    """Let a disk fail at the very end of some commits: what they wrote is there."""
    left = [None] * times

    def fail(connection):
        if left and connection.get_execution_options().get(WRITES):
            left.pop()
            connection.exec_driver_sql("COMMIT")
            raise DatabaseError("COMMIT", None, _DiskFailedError())

    event.listen(store._engine, "commit", fail)


def test_a_commit_whose_answer_got_lost_is_looked_for_and_confirmed(store):
    _fail_after_commits(store, 1)
    with store.write("Add", "A") as session:
        organisation(session, "Kumamoto")
    with store.read() as session:
        assert counts(session)["organisation"] == 1


def test_what_a_failing_disk_may_lose_again_is_told(store):
    _fail_after_commits(store, 2)
    with pytest.raises(UncertainError, match="another disk"), store.write("Add", "A") as session:
        organisation(session, "Kumamoto")
    with store.write("Add", "A") as session:
        organisation(session, "Nagasaki")
    with store.read() as session:
        assert counts(session)["organisation"] == 2


def test_a_reader_sees_one_moment(store):
    with store.read() as session:
        assert counts(session)["person"] == 0
        with store.read() as other:
            assert counts(other)["person"] == 0


def test_a_failed_write_leaves_nothing_at_all(store):
    with store.write("Before", "A") as session:
        where = organisation(session, "Kumamoto")
    with store.read() as session:
        before, numbers = state(session), counts(session)

    def write_and_fail():
        with store.write("Fails", "A") as session:
            organisation(session, "Nagasaki")
            snapshot = edit.load(session, ORGANISATION, where)
            edit.change(session, ORGANISATION, where, snapshot.version, {"city": "Elsewhere"})
            session.note("kept", "no")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    with store.read() as session:
        assert state(session) == before
        assert counts(session) == numbers
        assert session.office("kept") == ""
        assert _found(session, ORGANISATION, "Nagasaki") == []
        assert _found(session, ORGANISATION, "Elsewhere") == []


def test_a_write_that_names_what_is_gone_leaves_nothing_and_says_so(store):
    with store.write("Add", "A") as session:
        where = organisation(session, "Kumamoto")
    with (
        pytest.raises(ChangedMeanwhileError, match="removed meanwhile"),
        store.write("Add a stay", "B") as session,
    ):
        stay(session, 4711, where)
    with store.read() as session:
        assert counts(session)["mobility"] == 0
        assert counts(session)["change_set"] == 1


def test_a_write_after_a_failed_one_is_kept(store):
    with pytest.raises(ZeroDivisionError), store.write("Fails", "A"):
        raise ZeroDivisionError
    with store.write("Add", "A") as session:
        organisation(session, "Kumamoto")
    with store.read() as session:
        assert counts(session)["organisation"] == 1


def test_every_row_touched_leaves_exactly_one_line_in_the_history(store):
    with store.write("Add", "Li") as session:
        which = organisation(session, "Kumamoto")
    with store.write("Change", "Wang") as session:
        snapshot = edit.load(session, ORGANISATION, which)
        name = snapshot.rows["name"][0]
        new = edit.Line(None, {"text": "熊本大学", "language": "ja", "type": "official"})
        edit.change(
            session, ORGANISATION, which, snapshot.version, {"city": "熊本"}, {"name": [name, new]}
        )
    with store.write("Remove", "Li") as session:
        edit.remove(session, ORGANISATION, which)
    with store.read() as session:
        sets = session.tables.change_set
        found = session.execute(select(sets.c.author, sets.c.description, sets.c.mode)).all()
        changes = [
            (c["change_set_id"], c["table_name"], c["before"] is None, c["after"] is None)
            for c in _changes(session)
        ]
    assert [tuple(line) for line in found] == [
        ("Li", "Add", "do"),
        ("Wang", "Change", "do"),
        ("Li", "Remove", "do"),
    ]
    assert changes == [
        (1, "organisation", True, False),
        (1, "organisation_name", True, False),
        (2, "organisation", False, False),
        (2, "organisation_name", True, False),
        (3, "organisation_name", False, True),
        (3, "organisation_name", False, True),
        (3, "organisation", False, True),
    ]


def test_the_history_keeps_only_what_differs_with_what_it_was(store):
    with store.write("Add", "A") as session:
        which = organisation(session, "Kumamoto", city="Kumamoto")
    with store.write("Change", "A") as session:
        edit.change(session, ORGANISATION, which, 1, {"city": "熊本", "kind": "university"})
    with store.read() as session:
        last = _changes(session)[-1]
    assert (last["before"], last["after"]) == ({"city": "Kumamoto"}, {"city": "熊本"})


def test_no_session_can_rewrite_the_history(store):
    with store.write("Add", "A") as session:
        organisation(session, "Kumamoto")
        for table in (session.tables.change, session.tables.change_set):
            for statement in (delete(table), update(table).values(id=1)):
                with pytest.raises(AssertionError):
                    session.execute(statement)


def test_where_nothing_changed_nothing_is_written(store):
    with store.write("Add", "A") as session:
        ids = add_one_of_each(session)
    with store.read() as session:
        before = counts(session)
    with store.write("Save without a change", "A") as session:
        for kind in ALL_KINDS:
            snapshot = edit.load(session, kind, ids[kind.name])
            edit.change(
                session, kind, snapshot.id, snapshot.version, snapshot.values, snapshot.rows
            )
    with store.write("Look", "A") as session:
        session.row("person", ids["person"])
    with store.read() as session:
        assert counts(session) == before
        assert all(_version(session, kind, ids[kind.name]) == 1 for kind in ALL_KINDS)


def test_a_change_of_its_rows_raises_the_records_version(store):
    with store.write("Add", "A", instants()) as session:
        which = organisation(session, "Kumamoto")
    with store.read() as session:
        before = session.row("organisation", which)
    with store.write("Rename", "A") as session:
        (name,) = edit.load(session, ORGANISATION, which).rows["name"]
        renamed = edit.Line(name.id, name.values | {"text": "Kumamoto University"})
        edit.change(session, ORGANISATION, which, 1, {}, {"name": [renamed]})
    with store.read() as session:
        after = session.row("organisation", which)
    assert (before["version"], after["version"]) == (1, 2)
    assert before["changed_at"] < after["changed_at"]
    assert before["created_at"] == after["created_at"]


def test_a_version_is_raised_once_by_a_change_set_and_never_returns(store):
    """A form opened before a removal must not overwrite the record that was brought back."""
    from intloffice.operations import undo  # noqa: PLC0415

    with store.write("Add", "A") as session:
        which = organisation(session, "Kumamoto")
    with store.write("Change", "A") as session:
        for city in ("A", "B", "C"):
            version = edit.load(session, ORGANISATION, which).version
            edit.change(session, ORGANISATION, which, version, {"city": city})
    seen = {1, 2}
    with store.read() as session:
        assert _version(session, ORGANISATION, which) == 2
    for _ in range(3):
        with store.write("Remove", "A") as session:
            edit.remove(session, ORGANISATION, which)
        with store.write("Undo", "A") as session:
            undo.undo(session)
        with store.read() as session:
            version = _version(session, ORGANISATION, which)
        assert version not in seen
        seen.add(version)


def test_ids_are_never_given_twice(store):
    with store.write("Add", "A") as session:
        first = organisation(session, "Kumamoto")
    with store.write("Remove", "A") as session:
        edit.remove(session, ORGANISATION, first)
    with store.write("Add", "A") as session:
        assert organisation(session, "Nagasaki") > first


def test_every_reference_holds(store):
    with store.write("Add", "A") as session:
        where = organisation(session, "Kumamoto")
        who = person(session, "河村")
        stay(session, who, where)
        agreement(session, "Memorandum", where, where)
    with store._engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    with pytest.raises(ChangedMeanwhileError), store.write("Tear", "A") as session:
        session.delete("person", who)
    with store.read() as session:
        assert counts(session)["person"] == 1


def test_what_was_changed_meanwhile_is_not_overwritten(store):
    with store.write("Add", "A") as session:
        which = organisation(session, "Kumamoto")
    with store.write("First", "A") as session:
        edit.change(session, ORGANISATION, which, 1, {"city": "by A"})
    with pytest.raises(ChangedMeanwhileError), store.write("Second", "B") as session:
        edit.change(session, ORGANISATION, which, 1, {"city": "by B"})
    with pytest.raises(ChangedMeanwhileError), store.write("Third", "B") as session:
        edit.remove(session, ORGANISATION, which, 1)
    with store.read() as session:
        assert edit.load(session, ORGANISATION, which).values["city"] == "by A"


ROUNDS = 15


def _count_up(store, which, rounds):
    """Raise a number by one, again and again, each time from what is there."""
    for _ in range(rounds):
        while True:
            with store.read() as session:
                seen = edit.load(session, ORGANISATION, which)
            more = seen.values["prominence"] + 1
            try:
                with store.write("Count", "A") as session:
                    edit.change(session, ORGANISATION, which, seen.version, {"prominence": more})
            except ChangedMeanwhileError:
                continue
            break


def test_no_change_is_lost_between_threads(store):
    with store.write("Add", "A") as session:
        which = organisation(session, "Kumamoto", prominence=0)
    failures = []

    def work():
        try:
            _count_up(store, which, ROUNDS)
        except BaseException as error:  # noqa: BLE001  told by the test
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with store.read() as session:
        found = edit.load(session, ORGANISATION, which)
        assert (found.values["prominence"], found.version) == (3 * ROUNDS, 3 * ROUNDS + 1)
        assert len(_changes(session)) == 3 * ROUNDS + 2


_COUNT_UP = f"""
import sys
from intloffice.database.store import Store
from intloffice.records import ALL_KINDS
from tests.database.test_writing import _count_up
store = Store.open(sys.argv[1], ALL_KINDS)
with store._engine.connect() as connection:  # the one there is: a slow disk is no fault of ours
    connection.exec_driver_sql("PRAGMA busy_timeout=60000")
_count_up(store, int(sys.argv[2]), {ROUNDS})
store.close()
"""


def test_no_change_is_lost_between_programs_and_none_finds_the_file_locked(store):
    with store.write("Add", "A") as session:
        which = organisation(session, "Kumamoto", prominence=0)
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", _COUNT_UP, str(store.folder), str(which)],
            cwd=Path(__file__).parents[2],
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        )
        for _ in range(2)
    ]
    for program in programs:
        _, said = program.communicate(timeout=300)
        assert program.returncode == 0, said.decode()
    with store.read() as session:
        found = edit.load(session, ORGANISATION, which)
        assert (found.values["prominence"], found.version) == (2 * ROUNDS, 2 * ROUNDS + 1)


def test_two_programs_may_make_a_store_at_once(tmp_path):
    threads = [
        threading.Thread(target=lambda: Store.open(tmp_path, ALL_KINDS).close()) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store = Store.open(tmp_path, ALL_KINDS)
    with store.read() as session:
        assert counts(session)["organisation"] == 0
    store.close()


def test_a_large_write_keeps_every_line_of_its_history(store):
    with store.write("Import", "A") as session:
        for number in range(1200):
            person(session, f"Person {number}")
    with store.read() as session:
        numbers = counts(session)
        assert numbers["person"] == numbers["change"] == 1200
        assert numbers["change_set"] == 1
        assert len(_found(session, PERSON, "Person")) == 1200


def test_an_agreement_keeps_its_amounts_words_and_days_as_they_were(store):
    """What is read back is equal to what was saved, to the last hundredth."""
    from decimal import Decimal  # noqa: PLC0415

    from intloffice.records.meeting import MEETING  # noqa: PLC0415

    gifts = [
        {"direction": "given", "item": "Vase", "value": amount}
        for amount in ("0.01", "-0.001", "999999999999999.99")
    ]
    values = {
        "title_en": "Visit",
        "direction": "received",
        "kind": "courtesy",
        "status": "held",
        "starts_on": "0001-01-01",
        "ends_on": "9999-12-31",
        "topics": ["double degrees", "双学位", "a, b"],
    }
    with store.write("Add", "A") as session:
        which = edit.add(session, MEETING, values, {"gift": gifts})
    with store.read() as session:
        found = edit.load(session, MEETING, which)
    assert found.values["topics"] == ("double degrees", "双学位", "a, b")
    assert [line.values["value"] for line in found.rows["gift"]] == [
        Decimal("0.01"),
        Decimal("0.00"),
        Decimal("999999999999999.99"),
    ]
    assert found.values["ends_on"].isoformat() == "9999-12-31"
    assert AGREEMENT.name not in found.captions


def test_identities_drawn_by_the_thousand_are_each_unlike_all_others_and_written_as_all_are():
    drawn = [*islice(new_uuids(), 2_000), *islice(new_uuids(), 2_000)]
    assert len(set(drawn)) == 4_000
    assert all(str(UUID(each)) == each and UUID(each).version == 4 for each in drawn)
