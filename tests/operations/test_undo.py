"""Undo after any sequence of changes restores the state exactly, and redo goes on again."""

import shutil
import tempfile
from pathlib import Path
from time import thread_time

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
)
from sqlalchemy import insert, text, update

from intloffice.database.store import Store
from intloffice.errors import ChangedMeanwhileError, OfficeError
from intloffice.operations import edit, undo
from intloffice.operations.edit import Line
from intloffice.records import ALL_KINDS
from tests.stores import (
    MOBILITY,
    ORGANISATION,
    PERSON,
    counts,
    opened,
    organisation,
    person,
    state,
    stay,
)


def _undo(store):
    with store.write("Undo", "A") as session:
        return undo.undo(session)


def _redo(store):
    with store.write("Redo", "A") as session:
        return undo.redo(session)


def _named(store):
    """Tell what the menu offers to undo and to redo."""
    with store.read() as session:
        offered = undo.undoable(session), undo.redoable(session)
        return tuple(named.description if named else None for named in offered)


def _add(store, description):
    with store.write(description, "A") as session:
        return person(session, description)


def test_nothing_is_undone_where_nothing_was_done(store):
    assert _named(store) == (None, None)
    with pytest.raises(OfficeError, match="nothing to undo"):
        _undo(store)
    with pytest.raises(OfficeError, match="nothing to redo"):
        _redo(store)


def test_changes_are_undone_last_first_and_redone_in_their_order(store):
    for name in "abc":
        _add(store, name)
    assert [_undo(store) for _ in range(3)] == ["c", "b", "a"]
    assert _named(store) == (None, "a")
    assert [_redo(store) for _ in range(3)] == ["a", "b", "c"]
    assert _named(store) == ("c", None)


def test_a_redo_puts_nothing_else_in_effect(store):
    """Both are undone, the first is redone: it is the first that is undone next."""
    for name in "ab":
        _add(store, name)
    _undo(store)
    _undo(store)
    _redo(store)
    assert _named(store) == ("a", "b")
    assert _undo(store) == "a"
    assert _named(store) == (None, "a")


def test_a_new_change_ends_what_could_be_redone(store):
    for name in "abc":
        _add(store, name)
    _undo(store)
    _undo(store)
    _add(store, "d")
    assert _named(store) == ("d", None)
    assert [_undo(store) for _ in range(2)] == ["d", "a"]
    assert _named(store) == (None, "a")


def test_undoing_appends_to_the_history_and_takes_nothing_out(store):
    _add(store, "a")
    _undo(store)
    _redo(store)
    with store.read() as session:
        sets, changes = session.tables.change_set, session.tables.change
        modes = session.execute(sets.select().order_by(sets.c.id)).all()
        assert [(line.mode, line.of_id) for line in modes] == [
            ("do", None),
            ("undo", 1),
            ("redo", 1),
        ]
        assert len(session.execute(changes.select()).all()) == 3


@pytest.mark.parametrize("moved", ["city = 'elsewhere'", "notes = 'new'"])
def test_an_undo_is_refused_where_the_record_has_moved_on(store, moved):
    """Another program may have written what this history does not know."""
    with store.write("Add", "A") as session:
        which = organisation(session, "Kumamoto", city="Kumamoto")
    with store.write("Change", "A") as session:
        edit.change(session, ORGANISATION, which, 1, {"city": "熊本", "notes": "old"})
    with store._writing() as connection:
        connection.execute(text(f"UPDATE organisation SET {moved}"))
    with store.read() as session:
        before = state(session)
    with pytest.raises(ChangedMeanwhileError, match="cannot be taken back"):
        _undo(store)
    with store.read() as session:
        assert state(session) == before
    assert _named(store) == ("Change", None)


def test_an_undo_is_refused_where_a_row_is_gone_or_there_already(store):
    with store.write("Add", "A") as session:
        which = person(session, "河村")
    with store._writing() as connection:
        connection.execute(store.tables["person"].delete())
    with pytest.raises(ChangedMeanwhileError):
        _undo(store)
    with store.write("Forget", "A") as session:
        session.insert("person", _row(store, which))
    with store.write("Remove", "A") as session:
        edit.remove(session, PERSON, which)
    with store._writing() as connection:
        connection.execute(insert(store.tables["person"]).values(_row(store, which)))
    with pytest.raises(ChangedMeanwhileError):
        _undo(store)


def _row(store, which):
    values = {field.name: field.empty for field in PERSON.fields.values()}
    values |= {"id": which, "uuid": "u", "family_native": "谷口"}
    return values | {"created_at": "2018", "changed_at": "2018"}


def test_what_was_removed_under_an_older_schema_comes_back_with_the_new_fields_empty(store):
    which = _add(store, "a")
    with store.write("Remove", "A") as session:
        edit.remove(session, PERSON, which)
    change = store.tables.change
    with store._writing() as connection:
        before = connection.execute(change.select().where(change.c.id == 2)).one().before
        before.pop("photo")
        connection.execute(update(change).where(change.c.id == 2).values(before=before))
    _undo(store)
    with store.read() as session:
        assert edit.load(session, PERSON, which).values["photo"] == ""


@pytest.mark.parametrize("shape", ["done", "undone", "redone", "by turns"])
def test_what_can_be_undone_is_known_at_once_after_ten_thousand_changes(store, shape):
    """A menu that is opened must not wait; 20 ms leave room for a slow machine."""
    number = 10_000 if shape == "done" else 5_000
    sets = [{"mode": "do", "of_id": None} for _ in range(number)]
    if shape in ("undone", "redone"):
        sets += [{"mode": "undo", "of_id": which} for which in range(number, 0, -1)]
    if shape == "redone":
        sets += [{"mode": "redo", "of_id": which} for which in range(1, number + 1)]
    if shape == "by turns":
        turns = [({"mode": "do", "of_id": None}, {"mode": "undo"}) for _ in range(number)]
        sets = [line for turn in turns for line in turn]
        for at, line in enumerate(sets, start=1):
            line.setdefault("of_id", at - 1)
    lines = [
        {"id": at, "at": "2018", "author": "A", "description": str(at)} | line
        for at, line in enumerate(sets, start=1)
    ]
    with store._writing() as connection:
        connection.execute(insert(store.tables.change_set), lines)
    expected = {
        "done": ("10000", None),
        "undone": (None, "1"),
        "redone": ("5000", None),
        "by turns": (None, "9999"),
    }
    assert _named(store) == expected[shape]
    times = []
    with store.read() as session:
        for _ in range(5):
            began = thread_time()
            undo.undoable(session)
            undo.redoable(session)
            times.append(thread_time() - began)
    print(f"{shape}: {min(times) * 1000:.2f} ms for both")
    assert min(times) < 0.20


_TEXTS = st.sampled_from(["", "a", "熊本", "x\ny"])


class AnySequence(RuleBasedStateMachine):
    """Change records of several kinds in any order, undo, redo and reopen.

    The model is the list of states the store was in, and where in it one now stands.
    """

    people = Bundle("people")
    organisations = Bundle("organisations")
    stays = Bundle("stays")

    @initialize()
    def open(self):
        self.folder = Path(tempfile.mkdtemp())
        self._opened = opened(self.folder)
        self.store = self._opened.__enter__()
        self.states = [self._now()]
        self.at = self.written = 0

    def teardown(self):
        self._opened.__exit__(None, None, None)
        shutil.rmtree(self.folder)

    def _now(self):
        with self.store.read() as session:
            return state(session)

    def _written(self):
        with self.store.read() as session:
            return counts(session)["change_set"]

    def _write(self, act):
        """Write, and remember the state that came of it; nothing comes of what is refused.

        A change to and fro leaves the state as it was, but can be undone nevertheless.
        """
        try:
            with self.store.write("Do", "A") as session:
                done = act(session)
        except OfficeError:
            return None
        written = self._written()
        if written > self.written:
            self.states[self.at + 1 :] = [self._now()]
            self.at += 1
        self.written = written
        return done

    @rule(target=people, name=_TEXTS)
    def add_a_person(self, name):
        done = self._write(lambda session: person(session, f"P{name}"))
        return multiple() if done is None else done

    @rule(target=organisations, name=_TEXTS, city=_TEXTS)
    def add_an_organisation(self, name, city):
        done = self._write(lambda session: organisation(session, f"O{name}", city=city))
        return multiple() if done is None else done

    @rule(target=stays, who=people, where=organisations)
    def add_a_stay(self, who, where):
        done = self._write(lambda session: stay(session, who, where))
        return multiple() if done is None else done

    @rule(which=organisations, texts=st.lists(_TEXTS, max_size=3), city=_TEXTS, where=organisations)
    def change_an_organisation(self, which, texts, city, where):
        def act(session):
            old = edit.load(session, ORGANISATION, which)
            values = {"language": "en", "type": "short"}
            kept = [*old.rows["name"][::-1]][: len(texts)]
            lines = [
                Line(kept[at].id if at < len(kept) else None, values | {"text": f"N{name}"})
                for at, name in enumerate(texts)
            ]
            new = {"city": city, "parent_id": where}
            edit.change(session, ORGANISATION, which, old.version, new, {"name": lines})

        self._write(act)

    @rule(which=people, name=_TEXTS, tags=st.lists(_TEXTS))
    def change_a_person(self, which, name, tags):
        def act(session):
            old = edit.load(session, PERSON, which)
            values = {"given_native": name, "tags": tags, "birth_on": "1990-01-01"}
            edit.change(session, PERSON, which, old.version, values)

        self._write(act)

    @rule(which=consumes(stays))
    def remove_a_stay(self, which):
        self._write(lambda session: edit.remove(session, MOBILITY, which))

    @rule(which=organisations)
    def remove_an_organisation(self, which):
        self._write(lambda session: edit.remove(session, ORGANISATION, which))

    @rule(who=people, where=organisations)
    def do_many_things_at_once(self, who, where):
        def act(session):
            which = stay(session, who, where)
            version = edit.load(session, PERSON, who).version
            edit.change(session, PERSON, who, version, {"notes": "goes"})
            edit.change(session, PERSON, who, version, {"notes": "went"})
            edit.remove(session, MOBILITY, which)

        self._write(act)

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self):
        _undo(self.store)
        self.at -= 1
        self.written += 1

    @precondition(lambda self: self.at < len(self.states) - 1)
    @rule()
    def redo(self):
        _redo(self.store)
        self.at += 1
        self.written += 1

    @rule()
    def reopen(self):
        self.store.close()
        self._opened = opened(self.folder)
        self.store = self._opened.__enter__()

    @invariant()
    def the_store_is_in_the_state_it_should_be_in(self):
        assert self._now() == self.states[self.at]
        offered = _named(self.store)
        assert (offered[0] is not None) == (self.at > 0)
        assert (offered[1] is not None) == (self.at < len(self.states) - 1)


AnySequence.TestCase.settings = settings(
    max_examples=5,
    stateful_step_count=20,
    deadline=None,
    phases=[Phase.reuse, Phase.generate],  # to make a failure shorter takes minutes
    suppress_health_check=[HealthCheck.too_slow],
)
TestAnySequence = AnySequence.TestCase


def test_undo_and_redo_survive_a_restart(tmp_path):
    with opened(tmp_path) as store:
        _add(store, "a")
        _add(store, "b")
        _undo(store)
    store = Store.open(tmp_path, ALL_KINDS)
    assert _named(store) == ("a", "b")
    _redo(store)
    assert _named(store) == ("b", None)
    store.close()
