"""Everything out and in again: nothing lost, nothing doubled, all of it undone in one step."""

import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from intloffice.database.store import Store
from intloffice.errors import ChangedMeanwhileError, OfficeError
from intloffice.operations import browse, edit, undo
from intloffice.records import ALL_KINDS
from intloffice.schema.field import FieldType
from intloffice.schema.kind import kind_named
from intloffice.spreadsheets import importing
from intloffice.spreadsheets.cells import from_cell, places, sheet_titles, to_cell
from tests import stores
from tests.spreadsheets.conftest import exported, imported, planned
from tests.spreadsheets.test_workbook import NASTY

PERSON, ORGANISATION, MEETING = (
    kind_named(ALL_KINDS, name) for name in ("person", "organisation", "meeting")
)
PROTECTED = tuple(f"person.{f.name}" for f in PERSON.fields.values() if f.protected)
EXTREMES = {
    FieldType.WHOLE: (0, -7, 10**17, 2**62),
    FieldType.AMOUNT: (Decimal("0.00"), Decimal("-0.01"), Decimal("999999999999999.99")),
    FieldType.DAY: (date(1, 1, 1), date(1900, 2, 28), date(2017, 12, 31), date(9999, 12, 31)),
    FieldType.WORDS: (("a; b", "c\\", "；", "=1"), ("x",), ("TRUE", "00123"), ("1", "2")),
}


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A store with two records of every kind: one with what is needed, one with everything."""
    with stores.opened(tmp_path_factory.mktemp("small")) as store:
        with store.write("Fill", "Li") as session:
            targets = stores.add_one_of_each(session)
            for number, kind in enumerate(ALL_KINDS):
                edit.add(session, kind, *stores.whole_record(kind, targets, number + 1))
        yield store


@pytest.fixture(scope="module")
def whole(small, tmp_path_factory, languages):
    return exported(small, tmp_path_factory.mktemp("whole") / "all.xlsx", languages[0])


@pytest.fixture
def copy(small, tmp_path):
    shutil.copytree(small.folder, tmp_path / "copy")
    store = Store.open(tmp_path / "copy", ALL_KINDS)
    yield store
    store.close()


@pytest.fixture
def few(tmp_path):
    """A store with a record of every kind, and then one with every field filled, nastily."""
    with stores.opened(tmp_path / "few") as store:
        with store.write("Fill", "Li") as session:
            targets = stores.add_one_of_each(session)
            for number, kind in enumerate(ALL_KINDS):
                add_nasty(session, kind, targets, number)
        yield store


def add_nasty(session, kind, targets, number):
    values, rows = stores.whole_record(kind, targets, number + 1)
    nasty_values(kind.fields.values(), values, number)
    for owned in kind.rows:
        for place, line in enumerate(rows[owned.name]):
            nasty_values(owned.fields, line, number + place)
    edit.add(session, kind, values, rows)


def nasty_values(fields, values, number):
    for place, field in enumerate(fields, number * 5):
        if field.type in (FieldType.LINE, FieldType.TEXT):
            values[field.name] = NASTY[place % len(NASTY)] + ("" if place % 3 else "\n末")
            values[field.name] = values[field.name][:16_000].strip() or "x"
        elif field.type in EXTREMES and field.name not in ("year",):
            given = EXTREMES[field.type]
            values[field.name] = given[number % len(given)]


def changed(path, into, change):
    book = load_workbook(path)
    change(book)
    book.save(into)
    return into


def put(sheet, heading, value, row=3):  # the second record
    column = next(cell.column for cell in sheet[1] if cell.value == heading)
    sheet.cell(row, column).value = value
    return sheet.cell(row, column).coordinate


def contents(store):
    with store.read() as session:
        return stores.state(session)


@pytest.mark.parametrize("number", range(3), ids=("en", "zh", "ja"))
def test_export_import_export_gives_equal_workbooks(sample, empty, tmp_path, languages, number):
    language = languages[number]
    first = exported(sample, tmp_path / "first.xlsx", language, PROTECTED)
    plan = imported(empty, first, languages)
    assert plan.refusals == []
    second = exported(empty, tmp_path / "second.xlsx", language, PROTECTED)
    assert second.read_bytes() == first.read_bytes()
    with sample.read() as one, empty.read() as other:
        assert browse.totals(other, ALL_KINDS) == browse.totals(one, ALL_KINDS)


@pytest.mark.parametrize("number", range(3), ids=("en", "zh", "ja"))
def test_a_record_of_every_kind_with_every_field_full_of_traps_comes_back(
    few, empty, tmp_path, languages, number
):
    first = exported(few, tmp_path / "first.xlsx", languages[number], PROTECTED)
    plan = imported(empty, first, languages)
    assert plan.refusals == []
    second = exported(empty, tmp_path / "second.xlsx", languages[number], PROTECTED)
    assert second.read_bytes() == first.read_bytes()
    cells = [[list(sheet.values) for sheet in load_workbook(path)] for path in (first, second)]
    assert cells[0] == cells[1]


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=st.text(max_size=40), words=st.lists(st.text(max_size=9), max_size=4))
def test_whatever_is_written_in_a_record_comes_back(tmp_path, languages, text, words):
    path = tmp_path / f"{uuid4()}.xlsx"
    values = {"family_native": f"N{text}", "notes": text, "latin_variants": words, "tags": words}
    with stores.opened(tmp_path / str(uuid4())) as store:
        with store.write("Add", "Li") as session:
            edit.add(session, PERSON, values)
        exported(store, path, languages[0])
        assert planned(store, path, languages).counts["person"] == importing.Counts(same=1)


def test_importing_what_is_there_already_changes_nothing(small, whole, languages):
    plan = planned(small, whole, languages)
    assert plan.size == 0
    with small.read() as session:
        totals = browse.totals(session, ALL_KINDS)
    assert {name: counts.same for name, counts in plan.counts.items()} == totals


def test_a_whole_import_is_undone_in_one_step(whole, copy, empty, tmp_path, languages):
    before = contents(empty)
    imported(empty, whole, languages)
    with empty.write("Undo", "Li") as session:
        assert undo.undo(session) == "Import"
    assert contents(empty) == before
    before = contents(copy)

    def change(book):
        put(book["People"], "Notes", "2016")
        put(book["Agreements · Parties"], "Role", "Party")
        put(book["Programmes"], "Ended on", "2016")
        book["Meetings"].delete_rows(3)

    plan = imported(copy, changed(whole, tmp_path / "edit.xlsx", change), languages)
    assert {alteration.kind.name for alteration in plan.alterations} == {
        "person",
        "agreement",
        "programme",
    }
    assert contents(copy) != before
    with copy.write("Undo", "Li") as session:
        undo.undo(session)
    assert contents(copy) == before


def test_checking_changes_nothing(copy, whole, tmp_path, languages):
    before = contents(copy)
    path = changed(whole, tmp_path / "e.xlsx", lambda b: put(b["Programmes"], "Ended on", "2016"))
    assert planned(copy, path, languages).size == 1
    assert contents(copy) == before


def test_a_changed_cell_changes_that_record_only(copy, whole, tmp_path, languages):
    path = changed(whole, tmp_path / "e.xlsx", lambda b: put(b["Programmes"], "Ended on", "2016"))
    plan = imported(copy, path, languages)
    assert [each.values for each in plan.alterations] == [{"ended_on": "2016"}]
    assert not plan.additions
    assert planned(copy, path, languages).size == 0


def test_a_cell_that_cannot_be_understood_is_named_with_its_address(
    small, whole, tmp_path, languages
):
    where = []
    wrong = (("Awards", "Year", "soon"), ("Awards", "Amount", "much"), ("Students", "Status", "?"))

    def change(book):
        for sheet, heading, value in wrong:
            where.append((sheet, put(book[sheet], heading, value)))
        where.append(("People", put(book["People"], "Family name", None)))

    plan = planned(small, changed(whole, tmp_path / "w.xlsx", change), languages)
    assert sorted((each.sheet, each.cell) for each in plan.refusals) == sorted(where)
    sentences = [each.sentence(languages[0]) for each in plan.refusals]
    assert f"Awards!{where[0][1]}: “soon” is not a whole number." in sentences
    assert f"People!{where[3][1]}: This is needed." in sentences
    assert plan.counts["award"].refused == 1


def test_nothing_is_imported_while_a_row_is_refused_unless_that_is_asked_for(
    copy, whole, tmp_path, languages
):
    def change(book):
        put(book["Awards"], "Year", "soon")
        put(book["Programmes"], "Ended on", "2016")

    path = changed(whole, tmp_path / "w.xlsx", change)
    before = contents(copy)
    with pytest.raises(OfficeError, match=r"Awards!\w+ cannot be taken"):
        imported(copy, path, languages)
    assert contents(copy) == before
    told = importing.refused(planned(copy, path, languages), languages[0])
    assert told.startswith("Nothing was imported:\nAwards!")
    imported(copy, path, languages, skip_refused=True)
    with copy.read() as session:
        programmes = session.execute(session.tables["programme"].select()).mappings()
        assert "2016" in {line["ended_on"] for line in programmes}


def test_a_reference_to_nobody_is_refused_and_what_leans_on_the_refused_too(
    sample, empty, whole, tmp_path, languages
):
    path = changed(whole, tmp_path / "w.xlsx", lambda book: book.remove(book["People"]))
    plan = planned(empty, path, languages)
    assert plan.counts["award"] == importing.Counts(refused=2)
    imported(empty, path, languages, skip_refused=True)
    with empty.read() as session:
        totals = browse.totals(session, ALL_KINDS)
    assert totals["organisation"] == totals["programme"] == 2
    assert totals["award"] == totals["position"] == totals["person"] == 0
    assert totals["mobility"] == totals["meeting"] - 1 == 0


def test_a_new_row_without_an_id_is_a_new_record_and_may_name_others_by_caption(
    copy, whole, tmp_path, languages
):
    def change(book):
        for heading, value in (
            ("Person", "family_native 1 河村"),
            ("Organisation", "First organisation"),
            ("Official title (English)", "Adviser"),
            ("From", "2017年3月1日"),
        ):
            put(book["Positions"], heading, value, 4)

    plan = imported(copy, changed(whole, tmp_path / "n.xlsx", change), languages)
    (added,) = plan.additions
    assert (added.values["title_en"], added.values["from_on"]) == ("Adviser", date(2017, 3, 1))
    assert isinstance(added.values["person_id"], int)
    assert plan.counts["position"] == importing.Counts(new=1, same=2)


def test_a_name_that_several_bear_is_refused_in_words(copy, whole, tmp_path, languages):
    with copy.write("Add", "Li") as session:
        stores.organisation(session, "Same")
        stores.organisation(session, "Same")

    def change(book):
        put(book["Programmes"], "Sponsor", "Same")
        put(book["Programmes"], "Sponsor · Id", None)

    (refusal,) = planned(copy, changed(whole, tmp_path / "n.xlsx", change), languages).refusals
    assert "more than one, is called “Same”" in refusal.sentence(languages[0])


def test_rows_given_take_the_place_of_the_old_ones_and_sheets_not_given_leave_them(
    copy, whole, tmp_path, languages
):
    rows = "Meetings · Participants"

    def only_meetings(book):
        for title in set(book.sheetnames) - {"Meetings"}:
            book.remove(book[title])

    def without_the_first(book):
        book[rows].delete_rows(2)

    assert planned(copy, changed(whole, tmp_path / "a.xlsx", only_meetings), languages).size == 0
    plan = imported(copy, changed(whole, tmp_path / "b.xlsx", without_the_first), languages)
    (altered,) = plan.alterations
    assert list(altered.rows) == ["participant"]
    with copy.read() as session:
        left = edit.load(session, MEETING, altered.record_id).rows["participant"]
    assert len(left) == len(altered.rows["participant"])


def test_records_may_refer_to_each_other_in_a_circle_and_in_any_order(empty, tmp_path, languages):
    with stores.opened(tmp_path / "circle") as store:
        with store.write("Add", "Li") as session:
            first, second = (stores.organisation(session, name) for name in ("A", "B"))
            edit.change(
                session, ORGANISATION, first, 1, {"parent_id": second, "successor_id": first}
            )
            edit.change(session, ORGANISATION, second, 1, {"successor_id": first})
        path = exported(store, tmp_path / "a.xlsx", languages[1])
    imported(empty, path, languages)
    assert planned(empty, path, languages).size == 0


def test_a_plan_that_the_store_has_outrun_is_refused_whole(empty, whole, languages):
    plan = planned(empty, whole, languages)
    imported(empty, whole, languages)
    before = contents(empty)
    with pytest.raises(ChangedMeanwhileError), empty.write("Import", "Li") as session:
        importing.apply(session, plan)
    assert contents(empty) == before


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda b: setattr(b["Awards"]["C1"], "value", "Prgramme"), "called “Prgramme”"),
        (lambda b: setattr(b["Awards"]["C1"], "value", "Id"), "column called “Id”"),
        (lambda b: setattr(b["Awards"]["ZZ5"], "value", "x"), "has no heading"),
        (lambda b: setattr(b["Awards"]["A1"], "value", "Nr"), "has no column “Id”"),
        (lambda b: setattr(b["Awards"], "title", "Prizes"), "called as this sheet"),
        (lambda b: setattr(b["Awards"]["A2"], "value", "7"), "is not an id"),
        (lambda b: setattr(b["Awards"]["A3"], "value", b["Awards"]["A2"].value), "the same id"),
        (lambda b: setattr(b["Awards"]["I3"], "value", "=1/0"), "never reckoned"),
    ],
)
def test_what_would_be_lost_in_silence_is_told(small, whole, tmp_path, languages, change, told):
    plan = planned(small, changed(whole, tmp_path / "w.xlsx", change), languages)
    assert any(told in each.sentence(languages[0]) for each in plan.refusals)


def test_protected_fields_are_left_out_unless_named(few, empty, tmp_path, languages):
    plain = load_workbook(exported(few, tmp_path / "a.xlsx", languages[0]))["People"]
    named = exported(few, tmp_path / "b.xlsx", languages[0], ("person.email",))
    headings = [cell.value for cell in load_workbook(named)["People"][1]]
    labels = {field.label for field in PERSON.fields.values() if field.protected}
    assert not labels & {cell.value for cell in plain[1]}
    assert labels & set(headings) == {"E-mail"}
    before = contents(few)
    assert imported(few, tmp_path / "a.xlsx", languages).size == 0
    assert contents(few) == before
    with pytest.raises(OfficeError, match="is not a protected field"):
        exported(few, tmp_path / "c.xlsx", languages[0], ("person.notes",))


def test_a_workbook_of_others_is_refused_in_a_sentence(empty, tmp_path, languages):
    path = tmp_path / "other.xlsx"
    Workbook().save(path)
    with pytest.raises(OfficeError, match="holds no sheet that export writes"):
        imported(empty, path, languages)


def test_sheets_and_headings_are_all_different_in_every_language(languages):
    for language in languages:
        titles = list(sheet_titles(ALL_KINDS, language).values())
        assert len({title.casefold() for title in titles}) == len(titles)
        assert all(0 < len(title) <= 31 for title in titles)
        for kind in ALL_KINDS:
            for rows in (None, *kind.rows):
                fields = rows.fields if rows else kind.fields.values()
                found = [place.heading.casefold() for place in places(kind, rows, fields, language)]
                assert len(set(found)) == len(found)


def test_headings_that_would_be_the_same_are_told_apart(languages):
    fields = [replace(field, label="Same") for field in ORGANISATION.own_fields]
    found = [place.heading for place in places(ORGANISATION, None, fields, languages[0])]
    assert len(set(found)) == len(found)
    assert "Same (Place)" in found


def test_every_choice_written_in_any_language_is_read_as_itself(languages):
    for kind in ALL_KINDS:
        for field in [*kind.fields.values(), *(f for rows in kind.rows for f in rows.fields)]:
            for member in field.choices or ():
                value = (member.value,) if field.many else member.value
                for language in languages:
                    others = [language, *(each for each in languages if each is not language)]
                    cell = to_cell(field, value, language)
                    assert from_cell(field, cell, others) == value
