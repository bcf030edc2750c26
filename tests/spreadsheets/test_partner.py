"""The workbook of a partner: what it tells, and what came back as differences, none lost."""

from datetime import date

import pytest
from openpyxl import load_workbook

from intloffice.errors import ChangedMeanwhileError, OfficeError
from intloffice.operations import edit, undo
from intloffice.spreadsheets import workbook
from intloffice.spreadsheets.partner import differences
from intloffice.spreadsheets.partner.sheets import languages_for, write_partner
from tests.stores import AGREEMENT, MOBILITY, agreement, opened, organisation, person, state, stay

DAY = date(2018, 1, 5)
STAY = {"planned_start": date(2017, 3, 1), "planned_end": date(2017, 8, 31), "level": "master"}


@pytest.fixture
def office(tmp_path):
    with opened(tmp_path / "office") as store:
        with store.write("", "t") as session:
            ours = organisation(session, "Chongqing University", ours=True, country="CN")
            there = organisation(session, "Tohoku University", country="JP")
            faculty = organisation(session, "Faculty of Law", kind="school", parent_id=there)
            other = organisation(session, "Kyoto University", country="JP")
            values = {"reference": "A-1", "kind": "student exchange"}
            one = agreement(session, "Exchange", ours, there, **values)
            snap = edit.load(session, AGREEMENT, one)
            term = {"effective_from": date(2015, 4, 1), "effective_until": date(2020, 3, 31),
                    "basis": "first"}  # fmt: skip
            rows = {"term": [edit.Line(None, term)]}
            edit.change(session, AGREEMENT, one, snap.version, {}, rows)
            agreement(session, "Hidden", ours, there, confidential=True)
            agreement(session, "Elsewhere", ours, other)
            stay(session, person(session, "Li", "Ming"), faculty, **STAY)
            stay(session, person(session, "Wang", "Fang"), there, direction="inbound", **STAY)
            stay(session, person(session, "Secret", confidential=True), there, **STAY)
            stay(session, person(session, "Zhao"), other, **STAY)
        store.partner = there
        yield store


@pytest.fixture
def sent(office, tmp_path, languages):
    with office.read() as session:
        codes = languages_for(session, office.partner, "", "zh")
        pair = tuple(each for code in codes for each in languages if each.code == code)
        numbers = write_partner(session, office.partner, tmp_path / "a.xlsx", pair, DAY)
    assert numbers == {"agreement": 1, "mobility": 2}
    return tmp_path / "a.xlsx"


def column(sheet, heading):
    return next(c.column for c in sheet[4] if str(c.value).endswith(heading))


def answer(store, path, languages):
    with store.read() as session:
        return differences.read_back(session, workbook.read(path), languages, languages[0])


def everything(path):
    return {str(c.value) for s in load_workbook(path) for row in s.iter_rows() for c in row}


def test_it_is_in_both_languages_without_what_is_confidential(sent):
    book = load_workbook(sent)
    assert [title.count(" · ") for title in book.sheetnames[:2]] == [1, 1]
    assert book.sheetnames[0].endswith("Agreements")
    said = everything(sent)
    assert any(word.endswith("/ Student exchange") for word in said)
    assert not {word for word in said if "Hidden" in word or "Secret" in word}
    assert not {word for word in said if "Elsewhere" in word or "Zhao" in word}
    assert any("Li" in word for word in said)


def test_ids_are_locked_and_what_may_be_corrected_is_not(sent):
    sheet = load_workbook(sent).worksheets[0]
    assert sheet.protection.sheet
    assert sheet.cell(5, sheet.max_column).protection.locked
    assert not sheet.cell(5, column(sheet, "Title (en)")).protection.locked
    assert not sheet.column_dimensions["A"].protection.locked


def test_what_comes_back_unchanged_differs_in_nothing(office, sent, languages):
    found = answer(office, sent, languages)
    assert found.differences == ()
    assert found.doubts == ()


def corrected_title(sent, tmp_path, notes):
    """Correct a title only; there is a note above the headings in each language."""
    book = load_workbook(sent)
    deals = book.worksheets[0]
    head = next(c.column for c in deals[2 + notes] if str(c.value).endswith("(en)"))
    deals.cell(3 + notes, head).value = "Exchange of students"
    book.save(tmp_path / "back.xlsx")
    return tmp_path / "back.xlsx"


def corrected(sent, tmp_path):
    book = load_workbook(sent)
    deals, people = book.worksheets[:2]
    deals.cell(5, column(deals, "Title (en)")).value = "Exchange of students"
    deals.cell(5, column(deals, "Until")).value = date(2021, 3, 31)
    deals.cell(5, column(deals, "Remark")).value = "We have it until 2021."
    people.cell(5, column(people, "Level of study")).value = "Doctoral"
    people.cell(6, column(people, "Planned end")).value = "soon"
    people.cell(7, 1).value = "Suzuki Ichiro"
    book.save(tmp_path / "back.xlsx")
    return tmp_path / "back.xlsx"


def test_what_they_corrected_is_told_field_by_field(office, sent, tmp_path, languages):
    found = answer(office, corrected(sent, tmp_path), languages)
    told = [(each.path, each.ours, each.theirs) for each in found.differences]
    assert told == [
        ("title_en", "Exchange", "Exchange of students"),
        ("term.effective_until", "2020-03-31", "2021-03-31"),
        ("notes", "", "We have it until 2021."),
        ("level", "Master", "Doctoral"),
    ]
    assert found.organisation == "Tohoku University"
    assert [(doubt.cell[0], doubt.said) for doubt in found.doubts] == [
        (found.doubts[0].cell[0], "soon"),
        ("A", "Suzuki Ichiro"),
    ]


def test_what_is_taken_is_one_change_that_can_be_undone(office, sent, tmp_path, languages):
    found = answer(office, corrected(sent, tmp_path), languages)
    with office.read() as session:
        before = state(session)
    with office.write("Take", "Li") as session:
        taken = [each for each in found.differences if each.path != "level"]
        assert differences.take(session, taken, found.organisation, DAY) == 1
    with office.read() as session:
        record = edit.load(session, AGREEMENT, found.differences[0].record_id)
        other = edit.load(session, MOBILITY, found.differences[3].record_id)
    assert record.values["title_en"] == "Exchange of students"
    assert record.rows["term"][0].values["effective_until"] == date(2021, 3, 31)
    assert record.rows["term"][0].values["basis"] == "first"
    assert record.values["notes"] == "Tohoku University, 2018-01-05: We have it until 2021."
    assert other.values["level"] == "master"
    with office.write("", "Li") as session:
        undo.undo(session)
    with office.read() as session:
        assert state(session) == before


def test_what_changed_here_since_is_told(office, sent, tmp_path, languages):
    back = corrected(sent, tmp_path)
    record = answer(office, back, languages).differences[0]
    with office.write("", "t") as session:
        edit.change(session, AGREEMENT, record.record_id, record.version, {"title_en": "New"})
    found = answer(office, back, languages)
    assert [(d.ours, d.moved) for d in found.differences if d.path == "title_en"] == [("New", True)]
    assert not any(d.moved for d in found.differences if d.path != "title_en")


def test_what_moved_on_here_after_it_was_read_is_named_and_nothing_is_overwritten(
    office, sent, tmp_path, languages
):
    found = answer(office, corrected(sent, tmp_path), languages)
    record = found.differences[0]
    with office.write("", "t") as session:
        edit.change(session, AGREEMENT, record.record_id, record.version, {"title_en": "New"})
    with office.read() as session:
        before = state(session)
    with (
        pytest.raises(ChangedMeanwhileError, match=r"Exchange.*was changed or removed here"),
        office.write("Take", "Li") as session,
    ):
        differences.take(session, list(reversed(found.differences)), found.organisation, DAY)
    with office.read() as session:
        assert state(session) == before


def test_a_record_removed_here_since_is_told_where_they_speak_of_it(
    office, sent, tmp_path, languages
):
    back = corrected(sent, tmp_path)
    found = answer(office, back, languages)
    with office.write("", "t") as session:
        edit.remove(session, AGREEMENT, found.differences[0].record_id)
    with (
        pytest.raises(ChangedMeanwhileError, match="was changed or removed here"),
        office.write("Take", "Li") as session,
    ):
        differences.take(session, found.differences[:1], found.organisation, DAY)
    again = answer(office, back, languages)
    assert [each.path for each in again.differences] == ["level"]
    (removed,) = [d for d in again.doubts if "restore it from the Trash" in d.template]
    assert (removed.cell, "Exchange of students" in removed.said) == ("A5", True)


def test_a_remark_that_was_noted_is_not_noted_again(office, sent, tmp_path, languages):
    back = corrected(sent, tmp_path)
    for expected in (4, 0):
        found = answer(office, back, languages)
        assert len(found.differences) == expected
        with office.write("Take", "Li") as session:
            differences.take(session, found.differences, found.organisation, DAY)


def test_what_changed_here_only_is_no_difference(office, sent, languages):
    with office.write("", "t") as session:
        session.update("agreement", 1, {"title_en": "New"})
    assert answer(office, sent, languages).differences == ()


def test_a_row_they_took_out_and_one_with_a_strange_id_are_told(office, sent, tmp_path, languages):
    book = load_workbook(sent)
    people = book.worksheets[1]
    people.delete_rows(6)
    people.cell(6, 1).value = "Somebody"
    people.cell(6, people.max_column).value = "no-such-id"
    book.save(tmp_path / "back.xlsx")
    found = answer(office, tmp_path / "back.xlsx", languages)
    why = [doubt.template for doubt in found.doubts]
    assert any("taken this record out" in each for each in why)
    assert any("has this id" in each for each in why)
    assert found.differences == ()


def test_a_workbook_that_does_not_tell_what_was_sent_is_refused(office, sent, tmp_path, languages):
    book = load_workbook(sent)
    about = book["intloffice"]
    about.delete_rows(2, 1)
    book.save(tmp_path / "back.xlsx")
    assert not differences.is_one(workbook.read(tmp_path / "back.xlsx"))
    book = load_workbook(sent)
    about = book["intloffice"]
    for row in about.iter_rows():
        if row[0].value == "sheet":
            row[0].value = "x"
    book.save(tmp_path / "back.xlsx")
    with pytest.raises(OfficeError, match="what was sent"):
        answer(office, tmp_path / "back.xlsx", languages)


def test_a_confidential_partner_gets_nothing(office, tmp_path, languages):
    with office.write("", "t") as session:
        session.update("organisation", office.partner, {"confidential": True})
    with office.read() as session, pytest.raises(OfficeError, match="confidential"):
        write_partner(session, office.partner, tmp_path / "b.xlsx", tuple(languages[:1]), DAY)
    assert not (tmp_path / "b.xlsx").exists()


@pytest.mark.parametrize("theirs", ["en", "zh", "ja"])
@pytest.mark.parametrize("ours", ["en", "zh", "ja"])
def test_every_pair_of_languages_is_written_and_read_back(
    office, tmp_path, languages, theirs, ours
):
    with office.read() as session:
        codes = languages_for(session, office.partner, theirs, ours)
        pair = tuple(each for code in codes for each in languages if each.code == code)
        write_partner(session, office.partner, tmp_path / "a.xlsx", pair, DAY)
    found = answer(office, corrected_title(tmp_path / "a.xlsx", tmp_path, len(pair)), languages)
    assert [each.path for each in found.differences] == ["title_en"]
    assert found.doubts == ()
