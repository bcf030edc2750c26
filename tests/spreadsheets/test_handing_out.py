"""Workbooks for others to fill in: headings, drop-downs, and back through the import."""

from datetime import date

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from intloffice.errors import OfficeError
from intloffice.records import ALL_KINDS
from intloffice.spreadsheets.handing_out import hand_out, kinds_to_hand_out
from intloffice.spreadsheets.sheet import text_width
from tests.spreadsheets.conftest import imported, planned
from tests.stores import opened, organisation, person, stay


def made(store, kind, path, language):
    with store.read() as session:
        hand_out(session, ALL_KINDS, kind, path, language)
    return path


def entered(path, title, *rows):
    """Fill in rows by their headings, as somebody would."""
    book = load_workbook(path)
    sheet = book[title]
    heads = {cell.value: cell.column for cell in sheet[3]}
    for number, row in enumerate(rows, 4):
        for heading, value in row.items():
            sheet.cell(number, heads[heading], value)
    book.save(path)
    return path


@pytest.fixture
def office(tmp_path):
    with opened(tmp_path / "office") as store:
        with store.write("", "t") as session:
            organisation(session, "Tohoku University", country="JP")
            organisation(session, "Secret Institute", country="JP", confidential=True)
        yield store


def test_what_a_school_fills_in_is_imported_with_the_people_it_names(office, tmp_path, languages):
    path = made(office, "mobility", tmp_path / "a.xlsx", languages[1])
    entered(path, "人员", {"姓": "王", "名": "小明", "国籍": "中国"})
    entered(
        path,
        "学生",
        {
            "学生": "王小明",
            "方向": "派出",
            "对方大学": "Tohoku University",
            "状态": "留学中",
            "计划开始": date(2018, 3, 1),
            "计划结束": date(2018, 8, 31),
            "培养层次": "硕士",
        },
    )
    plan = imported(office, path, languages)
    assert not plan.refusals
    with office.read() as session:
        (line,) = session.execute(session.tables["mobility"].select()).mappings()
        (who,) = session.execute(session.tables["person"].select()).mappings()
    assert (line["person_id"], line["level"], line["status"]) == (who["id"], "master", "abroad")
    assert line["planned_end"] == date(2018, 8, 31)
    assert who["nationalities"] == ("CN",)


def test_an_empty_one_holds_nothing_to_import(office, tmp_path, languages):
    for kind in kinds_to_hand_out(ALL_KINDS):
        for language in languages:
            plan = planned(
                office, made(office, kind.name, tmp_path / "a.xlsx", language), languages
            )
            assert plan.size == 0
            assert not plan.refusals, (kind.name, language.code, plan.refusals)


def test_two_people_of_one_name_are_not_chosen_between(office, tmp_path, languages):
    path = made(office, "award", tmp_path / "a.xlsx", languages[0])
    both = {"Family name": "王", "Given name": "伟"}
    entered(path, "People", both, both)
    entered(path, "Awards", {"Recipient": "王伟", "Year": 2017})
    refused = [each.cell for each in planned(office, path, languages).refusals]
    assert any(cell.startswith("C") for cell in refused)


def test_choices_and_known_organisations_are_dropped_down(office, tmp_path, languages):
    book = load_workbook(made(office, "mobility", tmp_path / "a.xlsx", languages[0]))
    sheet, lists = book["Students"], book["Lists"]
    assert lists.sheet_state == "hidden"
    checks = {str(v.sqref).partition("4")[0]: v for v in sheet.data_validations.dataValidation}
    heads = {cell.value: cell.column_letter for cell in sheet[3]}
    direction = checks[heads["Direction"]]
    words = [c.value for (c,) in lists[direction.formula1.partition("!")[2].replace("$", "")]]
    assert words == ["Outbound", "Inbound"]
    assert direction.showErrorMessage
    university = checks[heads["University at the other end"]]
    where = university.formula1.partition("!")[2].replace("$", "")
    found = lists[where]
    cells = [c.value for (c,) in found] if isinstance(found, tuple) else [found.value]
    assert cells == ["Tohoku University"]
    assert checks[heads["Planned start"]].type == "date"
    everything = {cell.value for one in book for row in one.iter_rows() for cell in row}
    assert "Secret Institute" not in everything


def test_no_protected_field_has_a_column(office, tmp_path, languages):
    book = load_workbook(made(office, "person", tmp_path / "a.xlsx", languages[0]))
    heads = {cell.value for cell in book["People"][3]}
    assert "Passport number" not in heads
    assert "Family name" in heads


def test_a_kind_with_rows_of_its_own_is_not_handed_out(office, tmp_path, languages):
    with pytest.raises(OfficeError, match="cannot be handed out"):
        made(office, "agreement", tmp_path / "a.xlsx", languages[0])


WHO = {"姓": "王", "名": "小明", "国籍": "中国"}
STAY = {
    "学生": "王小明",
    "方向": "派出",
    "对方大学": "Tohoku University",
    "状态": "留学中",
    "计划开始": date(2018, 3, 1),
    "计划结束": date(2018, 8, 31),
    "培养层次": "硕士",
}


def test_what_comes_in_twice_is_taken_in_once_and_what_was_corrected_is_changed(
    office, tmp_path, languages
):
    path = made(office, "mobility", tmp_path / "a.xlsx", languages[1])
    entered(path, "人员", WHO)
    entered(path, "学生", STAY)
    imported(office, path, languages)
    again = planned(office, path, languages)
    assert again.size == 0
    assert (again.counts["mobility"].same, again.counts["person"].same) == (1, 1)
    entered(path, "学生", STAY | {"计划结束": date(2018, 9, 30), "状态": "已结束"})
    corrected = imported(office, path, languages)
    counts = corrected.counts["mobility"]
    assert (counts.new, counts.changed) == (0, 1)
    (change,) = corrected.alterations
    assert change.values == {"planned_end": date(2018, 9, 30), "status": "finished"}
    with office.read() as session:
        assert len(session.execute(session.tables["person"].select()).all()) == 1


def test_two_of_one_name_from_two_schools_are_two(office, tmp_path, languages):
    with office.write("Schools", "t") as session:
        for name in ("School of Law", "School of Arts"):
            organisation(session, name, ours=True)
    for number, school in enumerate(("School of Law", "School of Arts")):
        path = made(office, "mobility", tmp_path / f"{number}.xlsx", languages[1])
        entered(path, "人员", WHO)
        entered(path, "学生", STAY | {"校内学院": school})
        plan = imported(office, path, languages)
        assert (plan.counts["person"].new, plan.counts["mobility"].new) == (1, 1), plan.refusals


def test_two_rows_that_are_alike_are_two_records(office, tmp_path, languages):
    path = made(office, "mobility", tmp_path / "a.xlsx", languages[1])
    entered(path, "人员", WHO)
    entered(path, "学生", STAY, STAY)
    assert imported(office, path, languages).counts["mobility"].new == 2
    assert planned(office, path, languages).size == 0


@pytest.fixture
def schools(office):
    """Two students of one name at the School of Law, one at its department, and others."""
    with office.write("", "t") as session:
        law = organisation(session, "School of Law", ours=True)
        part = organisation(session, "Department of Civil Law", ours=True, parent_id=law)
        arts = organisation(session, "School of Arts", ours=True)
        wang, other = person(session, "王", "伟"), person(session, "王", "伟")
        for who, school, more in (
            (wang, law, {"notes": "Asked twice for money"}),
            (other, law, {}),
            (wang, part, {}),
            (wang, arts, {}),
            (wang, law, {"confidential": True}),
        ):
            stay(session, who, 1, school_id=school, **more)
        stay(session, wang, 2, school_id=law)  # at an institute that is confidential
    return office, law, part, arts


def test_what_is_kept_of_a_school_comes_back_as_it_was_or_corrected(schools, tmp_path, languages):
    office, law, _, _ = schools
    path = tmp_path / "a.xlsx"
    for language in languages:
        with office.read() as session:
            assert hand_out(session, ALL_KINDS, "mobility", path, language, law) == 3
        plan = planned(office, path, languages)
        assert (plan.size, plan.refusals, plan.counts["mobility"].same) == (0, [], 3)
    with office.read() as session:
        hand_out(session, ALL_KINDS, "mobility", path, languages[0], law)
    book = load_workbook(path)
    sheet = book["Students"]
    heads = {cell.value: cell.column for cell in sheet[4]}
    told = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert not told & {"Asked twice for money", "Secret Institute", "School of Arts", "Notes"}
    sheet.cell(5, heads["Planned end"], date(2031, 7, 1))
    for heading in ("Student", "Direction", "University at the other end", "Status"):
        sheet.cell(8, heads[heading], sheet.cell(7, heads[heading]).value)
    sheet.cell(8, heads["Student"], "王伟")
    book.save(path)
    plan = planned(office, path, languages)
    assert [change.values for change in plan.alterations] == [{"planned_end": date(2031, 7, 1)}]
    (refused,) = plan.refusals  # the one that is new: which of the two is meant?
    assert refused.cell == "A8"


def test_a_school_of_which_nothing_may_be_told_is_handed_no_empty_workbook(
    schools, tmp_path, languages
):
    office, _, part, arts = schools
    with office.write("", "t") as session:
        for row in session.execute(select(session.tables["mobility"].c.id)).scalars().all():
            if session.row("mobility", row)["school_id"] == arts:
                session.update("mobility", row, {"confidential": True})
    with office.read() as session:
        for kind, school in (("mobility", arts), ("award", part)):
            with pytest.raises(OfficeError):
                hand_out(session, ALL_KINDS, kind, tmp_path / "a.xlsx", languages[0], school)
    assert not (tmp_path / "a.xlsx").exists()


def test_a_note_is_whole_on_each_page_that_is_printed_beside_the_first(office, tmp_path, languages):
    for language in languages:
        path = made(office, "mobility", tmp_path / "a.xlsx", language)
        sheet = load_workbook(path).worksheets[0]
        note, wide = sheet["A2"], sheet.column_dimensions["A"].width
        assert sheet.page_setup.fitToWidth > 1
        assert sheet.print_title_cols == "$A:$A"
        lines = -(-text_width(note.value) // wide)
        assert lines > 1
        assert note.alignment.wrap_text
        assert sheet.row_dimensions[2].height >= 12 * lines - 12
