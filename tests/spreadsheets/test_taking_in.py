"""What comes in by columns is what would come in record by record: rows, history and words."""

import pytest
from sqlalchemy import text

from intloffice.database import checking
from intloffice.operations import edit, undo
from intloffice.records import ALL_KINDS
from intloffice.spreadsheets import importing
from tests import stores
from tests.spreadsheets.conftest import exported, planned
from tests.spreadsheets.test_exchange import PROTECTED, add_nasty

#: What is drawn by lot, and all that rests on it.
DRAWN = {"salt", "digest", "hash"}


@pytest.fixture(scope="module")
def messy(tmp_path_factory):
    """Records of every kind in every state of disorder, and people who share their names."""
    with stores.opened(tmp_path_factory.mktemp("messy")) as store:
        with store.write("Fill", "Li") as session:
            targets = stores.add_one_of_each(session)
            for number in range(4):
                for kind in ALL_KINDS:
                    add_nasty(session, kind, targets, number)
            for native, given, more in (
                ("欧阳", "修", {"native_language": "zh", "notes": "重庆 %s %(x)s"}),
                (
                    "佐々木",
                    "健",
                    {"family_kana": "ささき", "tags": ("VIP", "100 %"), "gender": "male"},
                ),
                ("欧阳", "修", {"latin_family": "Ouyang", "latin_variants": ("Ou Yang", "欧阳 X")}),
                ("Nguyễn", "Văn An", {"chinese_form": "阮文安", "chinese_reading": "Ruan Wen'an"}),
            ):
                stores.person(session, native, given, **more)
        yield store


def one_by_one(store, plan):
    with store.write("Import", "Li", stores.instants()) as session:
        ids = importing._numbered(session, plan.additions)
        for added in plan.additions:
            new = importing._as_new(added, ids)
            edit.add(session, added.kind, new.values, new.rows, new.uuid, new.id)


def by_columns(store, plan):
    with store.write("Import", "Li", stores.instants()) as session:
        importing.apply(session, plan)


def test_every_table_holds_the_same_to_the_byte(messy, tmp_path, languages):
    path = exported(messy, tmp_path / "all.xlsx", languages[0], PROTECTED)
    held = []
    for number, take_in in enumerate((one_by_one, by_columns)):
        with stores.opened(tmp_path / f"office {number}") as store:
            before = everything(store)
            plan = planned(store, path, languages)
            assert plan.refusals == []
            assert plan.additions
            take_in(store, plan)
            held.append(everything(store))
            with store.read() as session:
                assert checking.check(session) == []
            with store.write("Undo", "Li") as session:
                assert undo.undo(session) == "Import"
            assert of_records(everything(store)) == of_records(before)
    one, other = held
    assert one.keys() == other.keys()
    for name in one:
        assert other[name] == one[name], name


def test_what_is_written_while_much_comes_in_keeps_its_place_in_the_history(tmp_path):
    with stores.opened(tmp_path / "office") as store:
        with store.write("Mixed", "Li") as session:
            person = stores.PERSON
            before = stores.person(session, "Wang")
            some = [
                edit.New({"family_native": f"Li{n}"}, {}, f"{n:08}-0000-4000-8000-{0:012}", n)
                for n in range(10, 20)
            ]
            edit.add_all(session, person, [some])
            edit.change(session, person, 12, 1, {"family_native": "Zhang", "notes": "Found"})
            edit.remove(session, person, 13)
            after = stores.person(session, "Zhao")
        with store.read() as session:
            assert checking.check(session) == []
            assert (before, after) == (1, 20)
            assert session.row("person", 12)["version"] == 1
            found = {
                query: session.execute(session.matching("person", query)).scalars().all()
                for query in ("zhang", "found", "li12", "li13", "li14", "zhao")
            }
        assert found == {
            "zhang": [12],
            "found": [12],
            "li12": [],
            "li13": [],
            "li14": [14],
            "zhao": [20],
        }


def everything(store):
    """Read every table as bytes, and every word of the search index with its place."""
    held = {}
    with store.read() as session:
        for table in session.tables.metadata.sorted_tables:
            names = [c.name for c in table.c if c.name not in DRAWN]
            if table is session.tables.change:
                names.remove("id")
            listed = ", ".join(f'CAST("{name}" AS BLOB)' for name in names)
            query = f'SELECT {listed} FROM "{table.name}"'
            held[table.name] = sorted(map(repr, raw(session, query)))
    with store.write("Look", "Li") as session:
        for kind in ALL_KINDS:
            index = f"search_{kind.name}"
            session.connection.execute(
                text(f"CREATE VIRTUAL TABLE temp.seen USING fts5vocab(main, {index}, instance)")
            )
            held[index] = sorted(map(repr, raw(session, "SELECT * FROM temp.seen")))
            session.connection.execute(text("DROP TABLE temp.seen"))
    return held


def raw(session, query):
    return session.connection.execute(text(query)).all()


def of_records(held):
    return {name: rows for name, rows in held.items() if not name.startswith(("change", "search"))}
