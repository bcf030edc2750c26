"""Make the sample of this program's schema: ``python -m tests.samples.make``.

Until a schema is released its sample is made anew whenever the schema changes, and committed with
the change. Afterwards it is never touched again: the next schema gets one of its own.
"""

import hashlib
import itertools
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from intloffice.database.engine import copy_to
from intloffice.database.file import FILE_NAME
from intloffice.database.store import SCHEMA, Store
from intloffice.operations import edit, issued, undo
from intloffice.operations.attachments import Taken
from intloffice.operations.issued import Issue, Scope
from intloffice.records import ALL_KINDS
from tests.stores import add_one_of_each, instants, whole_record

FOLDER = Path(__file__).parent


def released() -> list[int]:
    """List the numbers of all schemas, each of which has a sample."""
    steps = (SCHEMA.migrations / "versions").glob("[0-9]*.py")
    return sorted(int(path.name.partition("_")[0]) for path in steps)


def make(target: Path) -> None:
    """Make a database with a few records of every kind and some history."""
    uuids, clock = _uuids(), instants()
    with TemporaryDirectory() as name:
        store = Store.open(name, ALL_KINDS)
        with store.write("Begin", "Li", clock) as session:
            ids = add_one_of_each(session, uuids)
        for kind in ALL_KINDS:
            for first in (1, 5):
                with store.write(f"Add {kind.name} {first}", "Wang", clock) as session:
                    edit.add(session, kind, *whole_record(kind, ids, first), next(uuids))
            snapshot_id = ids[kind.name]
            with store.write(f"Change {kind.name}", "Li", clock) as session:
                edit.change(session, kind, snapshot_id, 1, {"notes": "Remark\n备注"})
        with store.write("Undo", "Li", clock) as session:
            undo.undo(session)
        with store.write("Issue", "Wang", clock) as session:
            made = issued.issue(session, _issue(session.head().number))
        with store.write("Leave it", "Li", clock) as session:
            issued.set_aside(session, made.id, "agreements.overview#0", "Known")
            session.keep_recount(made.id, made.head.number, "[]")
        with store.write("Undo", "Li", clock) as session:
            undo.undo(session)
        store.close()
        copy_to(Path(name) / FILE_NAME, target)


def _issue(number: int) -> Issue:
    facts = '{"records":[],"briefing":null,"sentences":[]}'
    scope = Scope("JP", frozenset({str(UUID(int=1))}), frozenset())
    document = Taken("Cooperation with Japan.pdf", 4, hashlib.sha256(b"%PDF").hexdigest())
    options = {"long_from_months": 6}
    return Issue(
        *("country", "JP", "Cooperation with Japan", "en", date(2018, 1, 5), options, scope),
        *(number, "For the Consul General", document, "Cooperation with Japan\n", facts),
    )


def _uuids() -> Iterator[str]:
    return (str(UUID(int=number)) for number in itertools.count(1))


if __name__ == "__main__":
    path = FOLDER / f"v{SCHEMA.version}.db"
    make(path)
    print(f"{path.name}: {path.stat().st_size:,} bytes")
