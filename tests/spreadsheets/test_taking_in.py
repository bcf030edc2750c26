"""What comes in by columns is what would come in record by record: rows, history and words."""

import itertools
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from intloffice.beside import begun
from intloffice.database import checking, made, making, search
from intloffice.errors import OfficeError, StoppedError
from intloffice.operations import edit, undo
from intloffice.records import ALL_KINDS
from intloffice.schema.value import InvalidRecordError
from intloffice.spreadsheets import apart, importing, reading, workbook
from intloffice.spreadsheets.blocks import blocks_of
from intloffice.spreadsheets.planning import Planner
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


def beside(store, plan):
    """Take it in as very much is, three records at a time, made by a process beside ours."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(edit, "VERY_MANY", 1)
        patched.setattr(importing, "_TOGETHER", 3)
        by_columns(store, plan)


def test_every_table_holds_the_same_to_the_byte(messy, tmp_path, languages, asked):
    path = exported(messy, tmp_path / "all.xlsx", languages[0], PROTECTED)
    held = []
    for number, take_in in enumerate((one_by_one, by_columns, beside)):
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
    one, *others = held
    assert len(asked) > len(ALL_KINDS)
    for other in others:
        assert one.keys() == other.keys()
        for name in one:
            assert other[name] == one[name], name


@pytest.fixture
def asked(monkeypatch):
    """What is asked of the process beside ours."""
    listed = []
    ask = making.Maker.ask
    monkeypatch.setattr(making.Maker, "ask", lambda *said: (listed.append(said), ask(*said)))
    return listed


def some(number):
    return [
        edit.New({"family_native": f"Li{n}"}, {}, f"{n:08}-0000-4000-8000-{0:012}", n)
        for n in range(10 * number, 10 * number + 10)
    ]


def nothing_is_kept(store):
    with store.read() as session:
        assert session.head().number == 0
        assert session.execute(session.matching("person", "li")).all() == []


@pytest.fixture
def office(tmp_path):
    with stores.opened(tmp_path / "office") as store:
        yield store
        nothing_is_kept(store)
    if sys.platform.startswith("linux"):
        assert children() == []


def children():
    listed = ["ps", "-o", "args=", "--ppid", str(os.getpid())]
    told = subprocess.run(listed, capture_output=True, text=True, check=False)
    return [line for line in told.stdout.splitlines() if making.COMMAND in line]


def add_very_many(session, told=lambda _: None, blocks=50, heed=lambda: None):
    session.heed = heed
    edit.add_all(session, stores.PERSON, map(some, range(1, blocks + 1)), told, 10**6)


def after_some(does):
    """Do something to the process when it has answered some of what is asked."""
    ask, asked = making.Maker.ask, itertools.count()

    def asking(maker, said):
        if next(asked) == making._HELD + 2:
            does(maker)
        ask(maker, said)

    return asking


def ended(maker):
    maker._process.kill()
    maker._process.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent to it")
def test_nothing_is_kept_where_the_process_beside_ours_ends(office, monkeypatch):
    monkeypatch.setattr(making.Maker, "ask", after_some(ended))
    with pytest.raises(OfficeError, match="Nothing was kept"), office.write("I", "Li") as session:
        add_very_many(session)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent to it")
def test_who_stops_does_not_wait_for_a_process_that_stands_still(office, monkeypatch):
    halted = after_some(lambda maker: maker._process.send_signal(signal.SIGSTOP))
    monkeypatch.setattr(making.Maker, "ask", halted)
    begun = time.monotonic()

    def heed():
        if time.monotonic() - begun > 3:
            raise StoppedError(apart.STOPPED)

    with pytest.raises(StoppedError), office.write("Import", "Li") as session:
        add_very_many(session, heed=heed)
    assert time.monotonic() - begun < 60


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent to it")
def test_a_process_that_stands_still_for_ever_fails_the_import(office, monkeypatch):
    halted = after_some(lambda maker: maker._process.send_signal(signal.SIGSTOP))
    monkeypatch.setattr(making.Maker, "ask", halted)
    monkeypatch.setattr(making, "_LONGEST", 0.5)
    with pytest.raises(OfficeError, match="has ended"), office.write("Import", "Li") as session:
        add_very_many(session)


def test_whatever_stops_an_import_ends_the_process_beside_ours(office, asked):
    def told(_number):
        if len(asked) > 3:
            raise StoppedError(apart.STOPPED)

    with pytest.raises(StoppedError), office.write("Import", "Li") as session:
        add_very_many(session, told, blocks=10_000)


def test_an_answer_that_is_none_fails_the_import(office, monkeypatch):
    monkeypatch.setattr(making.marshal, "loads", lambda _: [("nonsense",)])
    with pytest.raises(OfficeError, match="has ended"), office.write("Import", "Li") as session:
        add_very_many(session, blocks=10_000)


def test_what_the_other_process_cannot_make_fails_here_by_its_own_name(office, monkeypatch):
    def ask(maker, said):
        at, given = said
        asked(maker, (at, [("no such table", columns) for _, columns in given]))

    def made_of(*said):
        raise ZeroDivisionError

    asked = making.Maker.ask
    monkeypatch.setattr(making.Maker, "ask", ask)
    monkeypatch.setattr(making, "made_of", made_of)
    with pytest.raises(ZeroDivisionError), office.write("Import", "Li") as session:
        add_very_many(session)


def test_a_refused_record_among_very_many_leaves_nothing(office):
    nobody = edit.New({"notes": "nobody"}, {}, f"{9:08}-0000-4000-8000-{0:012}", 9)
    blocks = [*map(some, range(1, 30)), [nobody]]
    with pytest.raises(InvalidRecordError), office.write("Import", "Li") as session:
        edit.add_all(session, stores.PERSON, blocks, number=10**6)


@pytest.mark.parametrize("together", [7, 30, 31, 100])
def test_however_many_words_are_written_at_once_all_are_found(tmp_path, monkeypatch, together):
    monkeypatch.setattr(search, "_VERY_MANY", together)
    with stores.opened(tmp_path / "office") as store:
        with store.write("Import", "Li") as session:
            add_very_many(session, blocks=3)
        with store.read() as session:
            found = session.execute(session.matching("person", "li")).scalars().all()
        assert sorted(found) == list(range(10, 40))


@pytest.mark.parametrize("is_stopped", [False, True])
def test_words_are_put_together_in_passing_again_after_very_many(tmp_path, is_stopped):
    """Else pieces would grow in number, until a search looked through hundreds."""
    pieces = []
    for anew in (False, True):
        with stores.opened(tmp_path / f"office {anew}") as store:
            with suppress(StoppedError), store.write("Import", "Li") as session:
                add_very_many(session, blocks=200)
                if is_stopped:
                    raise StoppedError(apart.STOPPED)
            if not anew:
                pieces.append(pieces_after_saving(store))
        if anew:
            with stores.opened(tmp_path / f"office {anew}") as store:
                pieces.append(pieces_after_saving(store))
    assert pieces[0] == pieces[1]


def pieces_after_saving(store):
    """Save often, and count in how many pieces the words then lie."""
    for number in range(14):
        with store.write("Add", "Li") as session:
            many = [new for one in range(100) for new in some(1000 + 100 * number + one)]
            edit.add_all(session, stores.PERSON, [many])
    with store.read() as session:
        return raw(session, "SELECT count(DISTINCT segid) FROM search_person_idx")[0][0]


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for the program")
@pytest.mark.parametrize("does", ["", "exit 1", "echo something else"])
def test_where_no_process_can_be_begun_all_are_made_here(tmp_path, monkeypatch, asked, does):
    program = tmp_path / "program"
    if does:
        program.write_text(f"#!/bin/sh\n{does}\n")
        program.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(program))
    with stores.opened(tmp_path / "office") as store:
        with store.write("Import", "Li") as session:
            add_very_many(session, blocks=100)
        with store.read() as session:
            assert len(session.execute(session.matching("person", "li")).all()) == 1000
            assert checking.check(session) == []
    assert asked == []


def test_a_process_begun_before_the_plan_makes_what_is_planned(messy, tmp_path, languages, asked):
    path = exported(messy, tmp_path / "all.xlsx", languages[0], PROTECTED)
    with pytest.MonkeyPatch.context() as patched, stores.opened(tmp_path / "office") as store:
        patched.setattr(edit, "VERY_MANY", 1)
        sheets = importing.read(path, ALL_KINDS, languages)
        with importing.beginning(sheets) as maker, store.write("Import", "Li") as session:
            plan = importing.plan(session, sheets)
            importing.apply(session, plan, maker=maker)
        assert {by for by, _ in asked} == {maker}
        assert maker._process.poll() is not None
        with store.read() as session, messy.read() as theirs:
            assert stores.counts(session) == stores.counts(theirs)
            assert checking.check(session) == []


def test_few_begin_no_process(tmp_path, monkeypatch):
    monkeypatch.setattr(making, "beside_writing", None)
    with stores.opened(tmp_path / "office") as store, store.write("Import", "Li") as session:
        edit.add_all(session, stores.PERSON, [some(1)], number=1)


def test_the_process_ends_with_the_one_that_asks():
    """It reads until nobody can ask it any longer, as when its parent is killed."""
    process = begun([making.COMMAND], stdin=subprocess.PIPE)
    with process:
        assert made.taken(process.stdout) == b""
        process.stdin.write(b"\0" * 3)
        process.stdin.close()
        assert process.wait(60) == 0


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
            held[f"{index}_config"] = raw(session, f"SELECT * FROM {index}_config ORDER BY k")
    return held


def raw(session, query):
    return session.connection.execute(text(query)).all()


def of_records(held):
    return {name: rows for name, rows in held.items() if not name.startswith(("change", "search"))}


@pytest.fixture(scope="module")
def strange(messy, tmp_path_factory, languages):
    """A workbook of ours with notes above headings, strange headings, and sheets nobody knows."""
    path = tmp_path_factory.mktemp("strange") / "strange.xlsx"
    book = load_workbook(exported(messy, path, languages[0], PROTECTED))
    first, second, third, *_ = book.worksheets
    first.insert_rows(1, 7)
    first["A1"], first["C5"] = "Our records", "as of today"
    first.cell(8, first.max_column + 1, "Of no field")
    first.cell(9, first.max_column + 3, "below no heading")
    second.cell(1, second.max_column + 1, second.cell(1, 2).value)
    second.cell(2, second.max_column + 2, "below no heading either")
    second.cell(2, 1, "no id")
    third.delete_rows(1)
    book.create_sheet("Mine").append(["something"])
    book.create_sheet("Nothing")
    book.save(path)
    return workbook.read(path)


@pytest.mark.parametrize("together", [1, 2, 7, 500])
def test_the_same_is_understood_however_the_rows_come(strange, languages, monkeypatch, together):
    monkeypatch.setattr(reading, "new_uuids", lambda: map(str, itertools.count()))
    whole, cut = (importing.Reader(ALL_KINDS, languages) for _ in range(2))
    for sheet in strange:
        whole.take(sheet)
        cut.begin(sheet.title)
        for block in blocks_of(sheet.rows):
            for part in block.parts(together):
                cut.take_block(part)
        cut.end()
    one, other = whole.sheets(), cut.sheets()
    assert other == one
    assert whole.is_ours
    assert cut.is_ours
    told = [refusal.template for refusal in one.refusals]
    assert told[:2] == ["No field of this sheet is called “{name}”.", "This column has no heading."]
    assert "There is another column called “{name}”." in told
    assert "This sheet has no column “{name}”, as export writes it." in told
    assert told[-1] == "No kind of record is called as this sheet."


def test_what_is_planned_at_once_is_what_is_planned_with_care(
    messy, tmp_path, languages, monkeypatch
):
    path = exported(messy, tmp_path / "all.xlsx", languages[0], PROTECTED)
    with stores.opened(tmp_path / "office") as store:
        plan, quickly = planned(store, path, languages), []
        at_once = Planner._at_once
        monkeypatch.setattr(
            Planner, "_at_once", lambda *asked: quickly.append(at_once(*asked)) or quickly[-1]
        )
        assert settled(planned(store, path, languages)) == settled(plan)
        assert any(quickly)
        monkeypatch.setattr(Planner, "_at_once", lambda *_: None)
        assert settled(planned(store, path, languages)) == settled(plan)


def settled(plan):
    return [
        (added.kind.name, added.uuid, added.values, {n: [*r] for n, r in added.rows.items()})
        for added in plan.additions
    ], plan.counts
