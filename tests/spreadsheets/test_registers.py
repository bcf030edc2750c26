"""Registers of other makes: every row becomes a record, is refused, or is named as no record."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

import tests.spreadsheets.nasty_published  # noqa: F401  its registers enter themselves
from intloffice import resources
from intloffice.commands import arguments
from intloffice.errors import OfficeError
from intloffice.i18n import language
from intloffice.operations import undo
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named
from intloffice.spreadsheets import formats, importing, workbook
from intloffice.spreadsheets.registers import mapping, rereading, taking
from intloffice.spreadsheets.registers.mapping import Readings
from intloffice.spreadsheets.registers.tables import Table
from intloffice.spreadsheets.sheet import ReadSheet, Unknown
from tests.spreadsheets import nasty_people
from tests.spreadsheets.nasty import HEAD, NASTY, ROWS, book

FOLDER = resources.folder("translations")


def read(path):
    return workbook.joined(formats.pieces(path))


#: What is answered where a title alone names a programme.
ANSWERED = Readings(same={"国家奖学金": "new"})


def planned(session, path, readings=None, kind=""):
    readings = readings or ANSWERED
    return taking.plan(session, taking.found(read(path), readings, kind), readings)


def register_of(store, path, readings=None):
    with store.read() as session:
        return planned(session, path, readings)


def taken(store, path, readings=None):
    with store.write("Import", "A") as session:
        register = planned(session, path, readings)
        importing.apply(session, register.plan, skip_refused=True)
    return register


def additions(register, kind="agreement"):
    return [each for each in register.plan.additions if each.kind.name == kind]


def all_rows(store, table):
    with store.read() as session:
        return [dict(r) for r in session.execute(session.tables[table].select()).mappings()]


@pytest.mark.parametrize("name", NASTY)
def test_no_row_is_lost(tmp_path, empty, name):
    make, count, ending, kind = NASTY[name]
    path = tmp_path / f"{name}{ending}"
    make(path)
    register = register_of(empty, path)
    said = [each.sentence(language("en")) for each in register.plan.refusals]
    assert (len(additions(register, kind)), said) == (count, [])
    told = [(each.table.sheet, number) for each in register.found for number, _ in each.table.rows]
    told += [(e.table.sheet, aside.number) for e in register.found for aside in e.table.aside]
    assert sorted(told) == sorted(
        (sheet.title, number)
        for sheet in read(path)
        for number, cells in sheet.rows
        if any(str(cell).strip() for cell in cells.values())
    )


def test_two_agreements_with_one_university_stay_two(tmp_path, empty):
    book(tmp_path / "a.xlsx", HEAD, *ROWS)
    taken(empty, tmp_path / "a.xlsx")
    assert len(all_rows(empty, "agreement")) == 4
    assert len(all_rows(empty, "organisation")) == 3


def test_a_register_imported_again_makes_no_doubles_and_one_undo_takes_it_back(tmp_path, empty):
    book(tmp_path / "a.xlsx", HEAD, *ROWS)
    taken(empty, tmp_path / "a.xlsx")
    again = register_of(empty, tmp_path / "a.xlsx")
    assert (again.plan.size, again.plan.counts["agreement"].same) == (0, 4)
    with empty.write("Undo", "A") as session:
        undo.undo(session)
    assert all_rows(empty, "agreement") == all_rows(empty, "organisation") == []


def test_a_later_end_changes_the_agreement_and_makes_no_other(tmp_path, empty):
    book(tmp_path / "a.xlsx", HEAD, *ROWS)
    taken(empty, tmp_path / "a.xlsx")
    book(tmp_path / "a.xlsx", HEAD, [*ROWS[0][:5], date(2020, 5, 11)], *ROWS[1:])
    counts = taken(empty, tmp_path / "a.xlsx").plan.counts["agreement"]
    assert (counts.new, counts.changed, counts.same) == (0, 1, 3)


def test_values_are_understood_and_what_the_cell_said_is_kept(tmp_path, empty):
    book(tmp_path / "a.xlsx", HEAD, *ROWS)
    last = additions(register_of(empty, tmp_path / "a.xlsx"))[-1]
    (term,) = last.rows["term"]
    assert (term["effective_from"], term["effective_until"]) == (
        date(2013, 12, 26),
        date(2018, 12, 25),
    )
    assert "Date signed: 26.12.13" in last.values["notes"]
    assert "Valid until: 5 Years" in last.values["notes"]
    third = additions(register_of(empty, tmp_path / "a.xlsx"))[2]
    assert third.values["renewal"] == "open-ended"
    assert third.rows["term"][0]["effective_until"] is None


def test_days_are_read_in_the_order_of_their_column(tmp_path, empty):
    NASTY["month_before_day"][0](tmp_path / "a.xlsx")
    first = additions(register_of(empty, tmp_path / "a.xlsx"))[0]
    assert first.rows["term"][0]["effective_until"] == date(2025, 7, 5)


def test_the_order_is_decided_for_each_column_and_told_where_no_figure_decides(tmp_path, empty):
    rows = [
        [1, "Kyoto University", "Japan", "MoU", "07/28/2016", "13/05/2021"],
        [2, "Osaka University", "Japan", "MoU", "03/04/2016", "03/04/2021"],
    ]
    book(tmp_path / "a.xlsx", HEAD, *rows)
    register = register_of(empty, tmp_path / "a.xlsx")
    (term,) = additions(register)[1].rows["term"]
    assert term["effective_from"] == date(2016, 3, 4)
    assert term["effective_until"] == date(2021, 4, 3)
    mapping.save(tmp_path / "m.toml", taking.as_guessed(register, Readings()))
    again = register_of(empty, tmp_path / "a.xlsx", mapping.load(tmp_path / "m.toml"))
    assert additions(again)[1].rows["term"] == [term]
    assert register.is_sure
    book(tmp_path / "b.xlsx", HEAD, rows[1])
    assert not register_of(empty, tmp_path / "b.xlsx").is_sure
    book(tmp_path / "c.xlsx", HEAD, rows[0][:5])
    assert register_of(empty, tmp_path / "c.xlsx").is_sure


def test_a_workbook_counted_from_1904_tells_the_same_days(tmp_path, empty):
    NASTY["counted_from_1904"][0](tmp_path / "a.xlsx")
    first = additions(register_of(empty, tmp_path / "a.xlsx"))[0]
    assert first.rows["term"][0]["effective_from"] == date(2011, 5, 12)


def test_a_cell_that_is_not_understood_is_refused_with_its_address_and_comes_back(tmp_path, empty):
    wrong = [5, "Uppsala University", "Sweden", "MoU", "some day in spring", None]
    book(tmp_path / "a.xlsx", HEAD, ROWS[0], wrong, [6, None, "Sweden", "MoU", None, None])
    register = taken(empty, tmp_path / "a.xlsx")
    said = [each.sentence(language("en")) for each in register.plan.refusals]
    assert said[0].startswith("Sheet!E3: “some day in spring” is not a date")
    assert said[1] == "Sheet!B4: The row names no partner."
    assert register.plan.counts["agreement"].refused == 2
    assert len(all_rows(empty, "agreement")) == 1
    assert taking.report(tmp_path / "back.xlsx", register, language("en")) == 2
    sheet = read(tmp_path / "back.xlsx")[0]
    cells = dict(sheet.rows)[2]
    assert (cells[1], cells[4]) == ("Uppsala University", "some day in spring")
    assert cells[6] == "“some day in spring” is not a date that can be understood."
    book(
        tmp_path / "mended.xlsx", [*HEAD, cells and "Why it was refused"], [*wrong[:4], "1.4.2017"]
    )
    mended = taken(empty, tmp_path / "mended.xlsx")
    assert len(additions(mended)) == 1
    assert len(all_rows(empty, "agreement")) == 2


def test_a_name_that_is_nearly_one_on_record_is_asked_once_and_answered_for_all(tmp_path, empty):
    book(tmp_path / "a.xlsx", HEAD, ROWS[1])
    taken(empty, tmp_path / "a.xlsx")
    near = [[7, "Kyouto Univercity", "Japan", "MoU", "1.4.2017", None]]
    near += [[8, "Kyouto Univercity", "Japan", "Staff", "1.4.2018", None]]
    book(tmp_path / "b.xlsx", HEAD, *near)
    register = register_of(empty, tmp_path / "b.xlsx")
    (doubt,) = register.doubts
    assert (doubt.written, doubt.cell, register.rows_refused) == (
        "Kyouto Univercity",
        "B2",
        2,
    )
    same = Readings(same={doubt.written: doubt.matches[0].known.uuid})
    assert len(additions(register_of(empty, tmp_path / "b.xlsx", same))) == 2
    other = Readings(same={doubt.written: mapping.NEW})
    assert len(additions(register_of(empty, tmp_path / "b.xlsx", other), "organisation")) == 1


def test_the_same_name_in_another_country_is_asked(tmp_path, empty):
    book(tmp_path / "a.xlsx", HEAD, [1, "National University", "Peru", "MoU", "1.4.2017", None])
    taken(empty, tmp_path / "a.xlsx")
    book(tmp_path / "a.xlsx", HEAD, [1, "National University", "Chile", "MoU", "1.4.2017", None])
    assert len(register_of(empty, tmp_path / "a.xlsx").doubts) == 1


def test_a_faculty_belongs_to_its_university(tmp_path, empty):
    NASTY["faculties"][0](tmp_path / "a.xlsx")
    taken(empty, tmp_path / "a.xlsx")
    bodies = all_rows(empty, "organisation")
    assert sorted(body["kind"] for body in bodies) == ["school"] * 3 + ["university"] * 2


def test_a_mapping_is_kept_as_a_file_and_remembered_by_its_headings(tmp_path, empty):
    book(tmp_path / "a.xlsx", HEAD, *ROWS)
    register = register_of(empty, tmp_path / "a.xlsx")
    mapping.save(tmp_path / "m.toml", taking.as_guessed(register, Readings()))
    text = (tmp_path / "m.toml").read_text("utf-8")
    changed = text.replace('"Date signed" = "signed_on"', '"Date signed" = "ignored"')
    assert changed != text
    (tmp_path / "m.toml").write_text(changed, "utf-8")
    again = register_of(empty, tmp_path / "a.xlsx", mapping.load(tmp_path / "m.toml"))
    assert all(not each.rows["signatory"] for each in additions(again))


def _headed(tmp_path, rows, said):
    book(tmp_path / "a.xlsx", *rows)
    (tmp_path / "m.toml").write_text(f'[headings]\n"Sheet" = {said}\n', "utf-8")
    readings = mapping.load(tmp_path / "m.toml")
    return taking.found(read(tmp_path / "a.xlsx"), readings, "agreement")


_TWO = (HEAD, ["Partner"], *ROWS)


@pytest.mark.parametrize(
    ("said", "first", "headings"),
    [
        ("1", 2, HEAD),
        ('"2"', 3, ["Partner"]),
        ('"none"', 1, ["(A)"]),
    ],
)
def test_a_mapping_says_in_which_row_the_headings_are(tmp_path, said, first, headings):
    (one,) = _headed(tmp_path, _TWO, said)
    numbers = [n for n, _ in one.table.rows] + [e.number for e in one.table.aside]
    assert sorted(numbers) == list(range(1, len(_TWO) + 1)), "no row is lost"
    assert min(n for n, _ in one.table.rows) >= first
    assert list(one.table.headings.values())[: len(headings)] == headings


def test_headings_of_two_rows_and_of_two_tables_are_said_and_kept_in_the_file(tmp_path):
    rows = [["x", "y"], ["Their side", None], ["Name", "Land"], ["Kyoto University", "Japan"],
            ["Partner", "Country"], ["Uppsala University", "Sweden"]]  # fmt: skip
    one, other = _headed(tmp_path, rows, '"2-3, 5"')
    assert list(one.table.headings.values()) == ["Their side – Name", "Their side – Land"]
    assert [n for n, _ in one.table.rows] + [n for n, _ in other.table.rows] == [4, 6]
    readings = mapping.load(tmp_path / "m.toml")
    mapping.save(tmp_path / "again.toml", readings)
    assert mapping.load(tmp_path / "again.toml").heads == {"Sheet": ((2, 3), (5, 5))}


def test_headings_said_to_be_in_an_empty_row_are_refused_in_words(tmp_path):
    with pytest.raises(OfficeError, match="row 40, which is empty"):
        _headed(tmp_path, _TWO, "40")


def test_a_later_table_that_is_none_belongs_to_the_one_above(tmp_path, empty):
    rows = [HEAD, *ROWS, [*HEAD[:1], "Country", "Type"], *ROWS]
    book(tmp_path / "a.xlsx", *rows)
    with empty.read() as session:
        register = planned(session, tmp_path / "a.xlsx")
        assert len(register.found) == 2
        where = rereading.place_of(register.found[1].table), taking.HEADS
        joined = rereading.otherwise(session, register, {where: "none"}, {})
    assert [each.table.heads for each in joined.found] == [((1, 1),)]


@pytest.mark.parametrize(
    "text", ["[", '[headings]\n"S" = "3-9"', "[tables.x]\nkind = 7", 'tables = "x"']
)
def test_a_mapping_that_is_none_is_refused_in_words(tmp_path, text):
    (tmp_path / "m.toml").write_text(text)
    with pytest.raises(OfficeError, match=r"m\.toml does not say how a table is read"):
        mapping.load(tmp_path / "m.toml")


def test_a_list_of_organisations_is_told_from_one_of_agreements(tmp_path, empty):
    head = ["Name of institution", "中文名称", "Country", "City", "Website"]
    book(
        tmp_path / "a.xlsx",
        head,
        ["Kyoto University", "京都大学", "Japan", "Kyoto", "kyoto.example"],
    )
    (body,) = additions(register_of(empty, tmp_path / "a.xlsx"), "organisation")
    assert (body.values["city"], body.values["website"]) == ("Kyoto", "kyoto.example")
    assert [row["text"] for row in body.rows["name"]] == ["Kyoto University", "京都大学"]


def test_a_locked_workbook_and_a_web_page_are_refused_in_words(tmp_path):
    locked = tmp_path / "a.xls"
    locked.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(OfficeError, match="locked with a password"):
        read(locked)
    page = tmp_path / "b.xls"
    page.write_text("<html><table></table></html>")
    with pytest.raises(OfficeError, match="is a web page under another name"):
        read(page)


def test_half_of_a_sign_in_a_cell_is_left_out_and_the_row_taken(tmp_path, empty):
    row = {1: "Kyoto \ud800 University", 2: "Japan", 3: "\ud800", 4: "2017-01-12"}
    sheet = ReadSheet("S", [(1, dict(enumerate(HEAD))), (2, row)])
    with empty.write("Import", "A") as session:
        found = taking.found([sheet], Readings())
        importing.apply(session, taking.plan(session, found, Readings()).plan)
    assert [row["text"] for row in all_rows(empty, "organisation_name")] == ["Kyoto  University"]
    assert len(all_rows(empty, "agreement")) == 1


def test_every_target_is_a_field_or_known_by_its_taker():
    kinds = {kind_named(ALL_KINDS, name).name for name in mapping.headings.TARGETS}
    assert kinds == set(arguments.KINDS)


CELLS = st.one_of(
    st.sampled_from([*HEAD, "University of Leeds", "Kyoto University", "Japan", "合计", "Total"]),
    st.sampled_from(["Anna Miller", "王伟", "谷口功教授", "2017/2018", "incoming", "€ 5", "(MIT)"]),
    st.sampled_from(["5 years", "1.4.2017", "-", "", "in spring", "A; B\nC", "()", ",", "（", "/"]),
    st.text(max_size=12),
    st.integers(-5, 60_000),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.just(Unknown("#N/A")),
)
HEADS = (
    nasty_people.SENT[:8],
    nasty_people.CAME[:8],
    ["Expert", "Affiliation", "Country", "Host", "Start", "End", "Purpose", "Days"],
    ["Recipient", "Scholarship", "Year", "Amount (CNY)", "Donor", "Passport"],
    ["Date of visit", "Delegation", "Head", "Members", "Host", "Purpose", "Place"],
    ["Name", "Title", "Organisation", "E-mail", "Phone", "Date of birth"],
)
#: Rows of these kinds may tell of the same record.
MERGED = ("person", "organisation")
SHEETS = st.lists(st.dictionaries(st.integers(0, 7), CELLS, min_size=1, max_size=8), max_size=12)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(SHEETS, st.sampled_from([(), HEAD, *HEADS]))
def test_whatever_a_sheet_holds_each_row_is_accounted_for_once(empty, rows, headings):
    lines = [(number, cells) for number, cells in enumerate(rows, 2)]
    head = [(1, dict(enumerate(headings)))] if headings else []
    sheet = ReadSheet("S", [*head, *lines], [(2, 0, 5, 1)])
    found = taking.found([sheet], Readings())
    told = [number for each in found for number, _ in each.table.rows]
    told += [aside.number for each in found for aside in each.table.aside]
    says = [n for n, cells in sheet.rows if any(str(c).strip() for c in cells.values())]
    assert sorted(told) == says
    with empty.read() as session:
        register = taking.plan(session, found, Readings())
    about = [e for e in register.found if e.reading and e.reading.kind not in MERGED]
    kept = {number for each in about for number, _ in each.table.rows}
    refused = {number for each in about for number in register.refused_rows(each.table)} & kept
    kinds = {each.reading.kind for each in about}
    made = sum(len(additions(register, kind)) for kind in kinds)
    assert made >= len(kept) - len(refused)


def terms_of(store, path):
    """List the partners, the countries and the first term of each agreement of a register."""
    register = taken(store, path)
    assert not register.plan.refusals
    assert not register.doubts
    names = {row["id"]: row for row in all_rows(store, "organisation")}
    parties = all_rows(store, "agreement_party")
    terms = {row["agreement_id"]: row for row in all_rows(store, "agreement_term")}
    found = []
    for agreement in all_rows(store, "agreement"):
        which = agreement["id"]
        whose = [names[p["organisation_id"]] for p in parties if p["agreement_id"] == which]
        until = terms[which]["effective_until"] if which in terms else None
        called = "; ".join(each["caption_en"] for each in whose)
        found.append((called, [each["country"] for each in whose], until))
    return found


def test_a_partner_named_in_the_first_of_its_rows_only_is_that_of_the_next(tmp_path, empty):
    make = NASTY["a_published_list_with_country_headings_and_a_partner_named_once"][0]
    make(tmp_path / "a.xlsx")
    found = terms_of(empty, tmp_path / "a.xlsx")
    assert [called for called, _, _ in found[:2]] == ["The University of Melbourne"] * 2
    assert [country for _, countries, _ in found for country in countries] == [
        *("AU", "AU", "AU", "CN", "CN", "JP", "JP", "TW"),
    ]
    cities = [row["city"] for row in all_rows(empty, "organisation")]
    assert {"Sendai", "Kumamoto", "Shenyang"} <= set(cities)


def test_a_last_day_among_lengths_is_no_length_of_thousands_of_years(tmp_path, empty):
    NASTY["a_published_list_in_japanese_with_two_names_below_one_heading"][0](tmp_path / "a.xlsx")
    found = terms_of(empty, tmp_path / "a.xlsx")
    assert [until for _, _, until in found] == [
        *(date(2013, 3, 9), date(2018, 3, 31), None, None, date(2024, 5, 6), date(2015, 6, 30)),
    ]
    assert found[3][0] == "Seoul National University"
    assert {row["text"] for row in all_rows(empty, "organisation_name")} >= {"北京大学", "重慶大学"}


def test_members_in_brackets_are_no_partners_of_their_own(tmp_path, empty):
    NASTY["a_published_list_in_chinese_with_members_in_brackets"][0](tmp_path / "a.xlsx")
    found = terms_of(empty, tmp_path / "a.xlsx")
    assert [called for called, _, _ in found[3:]] == ["国立六大学联盟", "RWTH Aachen"]
    assert "千叶大学" in all_rows(empty, "agreement")[3]["notes"]


def test_a_country_in_a_line_of_its_own_is_no_partner(tmp_path, empty):
    NASTY["a_published_list_with_places_in_the_name_and_serials_as_text"][0](tmp_path / "a.xlsx")
    found = terms_of(empty, tmp_path / "a.xlsx")
    assert found[3] == ("Universidad de São Paulo", ["BR"], None)
    assert found[4][2] == date(2025, 8, 31)


def test_tables_side_by_side_are_two(tmp_path, empty):
    head = ["University", "Country", "Date signed", "Expiry"]
    book(
        tmp_path / "a.xlsx",
        ["MEMORANDA OF UNDERSTANDING"],
        ["ACTIVE", None, None, None, None, "EXPIRED"],
        [*head, None, *head],
        ["Seoul National University", "South Korea", "05/13/2016", "05/12/2021", None,
         "Gadjah Mada University", "Indonesia", "03/02/2009", "long ago"],
        ["Chulalongkorn University", "Thailand", "06/01/2017", "05/31/2022", None,
         "Waseda University", "Japan", "11/23/2007", "11/22/2012"],
        ["Hanoi University", "Viet Nam", "12/15/2015", "12/14/2020"],
        ["TOTAL", 3, None, None, None, "TOTAL", 2],
    )  # fmt: skip
    register = register_of(empty, tmp_path / "a.xlsx")
    assert [len(each.table.rows) for each in register.found] == [3, 2]
    assert len(additions(register)) == 4
    (refusal,) = register.plan.refusals
    assert refusal.cell == "I4"
    assert taking.report(tmp_path / "refused.xlsx", register, language("en")) == 1
    (sheet, *_) = read(tmp_path / "refused.xlsx")
    assert [cells[0] for _, cells in sheet.rows] == ["University", "Gadjah Mada University"]


def test_a_country_written_for_the_first_of_several_rows_holds_for_the_next(tmp_path, empty):
    book(
        tmp_path / "a.xlsx",
        ["Country", "University", "Type", "Signed on"],
        ["Japan", "Kyoto University", "MoU", "12.5.2011"],
        [None, "Osaka University", "MoU", "13.5.2011"],
        ["Germany", "Universität Bonn", "MoU", "14.5.2011"],
        [None, "Universität Mainz", "MoU", "15.5.2011"],
    )
    taken(empty, tmp_path / "a.xlsx")
    assert [row["country"] for row in all_rows(empty, "organisation")] == ["JP", "JP", "DE", "DE"]


@pytest.mark.parametrize(("begins", "ends"), [("起始", "结束"), ("自", "至"), ("派出年月", "截止")])
def test_students_whose_days_stand_under_short_headings_are_students(begins, ends):
    head = {0: "姓名", 1: "派往学校", 2: begins, 3: ends}
    table = Table("名单", head, [(2, {0: "王伟", 1: "京都大学", 2: "2017.9.1", 3: "2018.2.1"})])
    assert mapping.headings.kind_of(table) == "mobility"
    held = mapping.headings.columns_of(table, "mobility")
    assert (held[2], held[3]) == ("planned_start", "planned_end")


@pytest.mark.parametrize("code", ["en", "zh", "ja"])
def test_rows_that_were_refused_are_mended_in_their_workbook_and_read_as_before(
    tmp_path, empty, code
):
    head = ["姓名", "派往学校", "派往国家", "起始", "结束", "说明"]
    path = tmp_path / "a.xlsx"
    wrong = ["李娜", "京都大学", "日本", "某天", "2018.2.1", "甲"]
    right = ["王伟", "京都大学", "日本", "2017.9.1", "2018.2.1", "乙"]
    book(path, ["2017年派出学生名单"], head, right, wrong, ["合计", 2])
    register = taken(empty, path)
    assert len(all_rows(empty, "mobility")) == 1
    assert taking.report(tmp_path / "back.xlsx", register, language(code, FOLDER)) == 1
    mended = load_workbook(tmp_path / "back.xlsx")
    assert [each.sheet_state for each in mended.worksheets] == ["visible", "visible", "hidden"]
    assert mended.worksheets[0]["D2"].value == "某天"
    mended.worksheets[0]["D2"].value = "2017.9.1"
    mended.save(tmp_path / "back.xlsx")
    again = taken(empty, tmp_path / "back.xlsx")
    assert again.plan.refusals == []
    assert {each.reading.kind for each in again.found} == {"mobility"}, "all else is no register"
    first, second = all_rows(empty, "mobility")
    assert first["direction"] == second["direction"] == "outbound", "the title said it"
    as_first = second["notes"].replace("甲", "乙").replace("李娜", "王伟")
    assert as_first == first["notes"], "why it was refused is no note"
    assert len(all_rows(empty, "person")) == 2
    assert not additions(taken(empty, tmp_path / "back.xlsx")), "nothing comes twice"


@pytest.mark.parametrize("heading", ["外方单位 – 名称", "Partner – Name", "相手大学 – 名称"])
def test_a_heading_that_only_says_name_means_what_stands_above_it(heading):
    assert mapping.headings._meant(heading, "agreement") == (1.0, "partner")
    assert (
        mapping.headings._meant(f"{heading.partition(' ')[0]} – 国别", "agreement")[1] == "country"
    )


@pytest.mark.parametrize("heading", ["经办学院", "协议情况 – 经办学院", "牵头学院", "申报学院"])
def test_the_school_that_sees_to_an_agreement_is_ours_and_no_partner(heading):
    assert mapping.headings._meant(heading, "agreement") == (1.0, "our_unit")
