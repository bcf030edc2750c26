"""Changes of every kind are undone and done again, over and over, with the office reopened between.

After each step the office must say exactly what it said at that point before: all values, all
rows, all captions.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from typing import Any
from unittest.mock import patch

from sqlalchemy import select

from intloffice.database.session import WritingSession
from intloffice.database.store import Store
from intloffice.errors import OfficeError
from intloffice.operations import attachments, edit, undo
from intloffice.operations.edit import Line
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import Kind
from tests.drills import soundness
from tests.drills.outcome import Outcome, Run
from tests.stores import add_one_of_each, filled, state, value_of, whole_record

#: Records of a kind from which on they are rather removed than added, and numbers for values.
_MANY, _NUMBERS = 5, 50


def drill(run: Run) -> Outcome:
    """Take so many steps."""
    outcome = Outcome(
        {"steps": 0, "changes": 0, "undone": 0, "done again": 0, "reopened": 0}
        | {"differing": 0, "unsound": 0}
    )
    with ExitStack() as stack:
        if run.control:
            stack.enter_context(_the_last_row_forgotten())
        walk = _Walk(run, outcome)
        for number in range(run.times):
            walk.step(number)
            outcome.count("steps")
            if not outcome.held:
                break
        walk.end()
    return outcome


class _Walk:
    """A way forth and back through the states of an office."""

    def __init__(self, run: Run, outcome: Outcome) -> None:
        self._chance = run.chance
        self._outcome = outcome
        self._folder = run.folder / "office"
        self._letter = run.folder / "letter.pdf"
        self._letter.write_bytes(b"a letter")
        self._store = Store.open(self._folder, ALL_KINDS)
        with self._store.write("Begin", "Li") as session:
            self._ids = add_one_of_each(session)
        self._states = [self._state()]
        self._at = 0

    def step(self, number: int) -> None:
        """Change something, undo, redo or reopen, and compare."""
        what = self._chance.random()
        if what < 0.42:
            self._change(number)
        elif what < 0.75:
            self._undo()
        elif what < 0.96:
            self._redo()
        else:
            self._store.close()
            self._store = Store.open(self._folder, ALL_KINDS)
            self._outcome.count("reopened")
        if self._state() != self._states[self._at]:
            self._outcome.blame("differing", [f"after step {number}, {self._at} changes in effect"])

    def end(self) -> None:
        """Look whether the office is sound."""
        self._outcome.blame("unsound", soundness.faults(self._store))
        self._store.close()

    def _change(self, number: int) -> None:
        kind = self._chance.choice(ALL_KINDS)
        try:
            with self._store.write(f"Change {number}", "Li") as session:
                if not self._write(session, kind):
                    return
        except OfficeError:
            return  # a record that others name stays
        self._at += 1
        self._states[self._at :] = [self._state()]
        self._outcome.count("changes")

    def _write(self, session: WritingSession, kind: Kind) -> bool:
        table = session.tables[kind.name]
        ids = list(session.execute(select(table.c.id)).scalars())
        others = [which for which in ids if which != self._ids[kind.name]]
        what = self._chance.random()
        if not others or (what < 0.3 and len(ids) < _MANY):
            edit.add(session, kind, *whole_record(kind, self._ids, self._number()))
        elif what < 0.5:
            edit.remove(session, kind, self._chance.choice(others))
        elif what < 0.6:
            which = self._chance.choice(ids)
            attachments.attach(session, self._folder, kind.name, which, self._letter)
        else:
            self._alter(session, kind, self._chance.choice(ids))
        return session.has_changes

    def _alter(self, session: WritingSession, kind: Kind, which: int) -> None:
        found = edit.load(session, kind, which)
        fields = self._chance.sample(list(kind.fields.values()), 3)
        values = {field.name: value_of(field, self._number(), self._ids) for field in fields}
        rows: dict[str, list[Line]] = {}
        for owned in kind.rows:
            if self._chance.random() < 0.5:
                lines = list(found.rows[owned.name])
                if lines and self._chance.random() < 0.5:
                    lines.pop(self._chance.randrange(len(lines)))
                else:
                    new = filled(owned.fields, self._ids, self._number())
                    lines.insert(self._chance.randint(0, len(lines)), Line(None, new))
                rows[owned.name] = lines
        edit.change(session, kind, which, found.version, values, rows)

    def _undo(self) -> None:
        if self._at == 0:
            return
        with self._store.write("Undo", "Li") as session:
            undo.undo(session)
        self._at -= 1
        self._outcome.count("undone")

    def _redo(self) -> None:
        if self._at + 1 == len(self._states):
            return
        with self._store.write("Redo", "Li") as session:
            undo.redo(session)
        self._at += 1
        self._outcome.count("done again")

    def _number(self) -> int:
        return self._chance.randrange(1, _NUMBERS)

    def _state(self) -> str:
        with self._store.read() as session:
            told = json.dumps(state(session), default=str, sort_keys=True)
        return sha256(told.encode()).hexdigest()


@contextmanager
def _the_last_row_forgotten() -> Iterator[None]:
    def changes(*given: Any, **named: Any) -> Any:
        found = listed(*given, **named)
        return found[:-1] if len(found) > 3 else found

    listed = undo._changes
    with patch.object(undo, "_changes", changes):
        yield
