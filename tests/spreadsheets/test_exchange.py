"""Everything out and in again: nothing lost, nothing doubled, all of it undone in one step."""

import shutil

import pytest
from openpyxl import load_workbook

from intloffice.database.store import Store
from intloffice.errors import OfficeError
from intloffice.operations import browse, undo
from intloffice.records import ALL_KINDS
from intloffice.spreadsheets.exporting import export_all
from intloffice.spreadsheets.importing import apply, plan, read


@pytest.fixture(scope="module")
def whole(sample, tmp_path_factory, languages):
    return exported(sample, tmp_path_factory.mktemp("whole") / "all.xlsx", languages[0])


def changed(whole, path, change):
    book = load_workbook(whole)
    change(book)
    book.save(path)
    return path


def exported(store, path, language, protected=()):
    with store.read() as session:
        export_all(session, ALL_KINDS, path, language, protected)
    return path


def imported(store, path, languages):
    sheets = read(path, ALL_KINDS, languages)
    with store.write("Import", "Li") as session:
        planned = plan(session, sheets)
        apply(session, planned)
    return planned


def totals(store):
    with store.read() as session:
        return browse.totals(session, ALL_KINDS)


def contents(store):
    with store.read() as session:
        return {
            name: [tuple(line) for line in session.execute(table.select().order_by(table.c.id))]
            for name, table in session.tables.metadata.tables.items()
            if name not in ("change_set", "change", "office")
        }


@pytest.mark.parametrize("number", range(3), ids=("en", "zh", "ja"))
def test_export_import_export_gives_equal_workbooks(sample, empty, tmp_path, languages, number):
    first = exported(sample, tmp_path / "first.xlsx", languages[number])
    planned = imported(empty, first, languages)
    assert planned.refusals == ()
    second = exported(empty, tmp_path / "second.xlsx", languages[number])
    assert second.read_bytes() == first.read_bytes()
    assert totals(empty) == totals(sample)


def test_importing_what_is_there_already_changes_nothing(sample, whole, languages):
    with sample.read() as session:
        planned = plan(session, read(whole, ALL_KINDS, languages))
    assert not planned.added
    assert not planned.changed
    assert sum(counts.same for counts in planned.counts.values()) == sum(totals(sample).values())


def test_a_whole_import_is_undone_in_one_step(whole, empty, languages):
    before = contents(empty)
    imported(empty, whole, languages)
    with empty.write("Undo", "Li") as session:
        assert undo.undo(session) == "Import"
    assert contents(empty) == before


def test_a_changed_cell_changes_that_record_only(sample, whole, tmp_path, languages):
    shutil.copytree(sample.folder, tmp_path / "copy")
    store = Store.open(tmp_path / "copy", ALL_KINDS)
    path = changed(
        whole, tmp_path / "edit.xlsx", lambda b: put(b["Programmes"], "Ended on", "2016")
    )
    planned = imported(store, path, languages)
    assert [each.values["ended_on"] for each in planned.changed] == ["2016"]
    assert not planned.added
    store.close()


def put(sheet, heading, value):
    column = next(cell.column for cell in sheet[1] if cell.value == heading)
    sheet.cell(3, column).value = value
    return sheet.cell(3, column).coordinate


def test_a_cell_that_cannot_be_understood_is_named_with_its_address(
    sample, whole, tmp_path, languages
):
    path = changed(whole, tmp_path / "wrong.xlsx", lambda b: put(b["Awards"], "Year", "soon"))
    with sample.read() as session:
        planned = plan(session, read(path, ALL_KINDS, languages))
    (refusal,) = planned.refusals
    assert refusal.sheet == "Awards"
    assert refusal.cell == put(load_workbook(path)["Awards"], "Year", "")
    assert refusal.sentence(languages[0]).endswith("“soon” is not a whole number.")
    assert planned.counts["award"].refused == 1


def test_a_reference_to_nobody_is_refused_not_dropped(sample, empty, whole, tmp_path, languages):
    path = changed(whole, tmp_path / "wrong.xlsx", lambda book: book.remove(book["People"]))
    with empty.read() as session:
        planned = plan(session, read(path, ALL_KINDS, languages))
    assert planned.counts["award"].refused == totals(sample)["award"]
    assert all(refusal.cell and refusal.template for refusal in planned.refusals)


def test_protected_fields_are_left_out_unless_named(sample, whole, tmp_path, languages):
    plain = load_workbook(whole)["People"]
    named = load_workbook(exported(sample, tmp_path / "b.xlsx", languages[0], ("person.email",)))[
        "People"
    ]
    assert "E-mail" not in [cell.value for cell in plain[1]]
    headings = [cell.value for cell in named[1]]
    assert "E-mail" in headings
    assert "Passport number" not in headings


def test_a_workbook_of_others_is_refused_in_a_sentence(empty, tmp_path, languages):
    from openpyxl import Workbook  # noqa: PLC0415

    path = tmp_path / "other.xlsx"
    Workbook().save(path)
    with pytest.raises(OfficeError, match="holds no sheet that export writes"):
        read(path, ALL_KINDS, languages)
    assert not any(totals(empty).values())
