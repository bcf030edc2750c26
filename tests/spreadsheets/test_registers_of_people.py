"""Registers of students, experts, awards, visits and people: who is meant, and what is kept."""

from datetime import date
from decimal import Decimal

import pytest

from intloffice.errors import StoppedError
from intloffice.i18n import language
from intloffice.operations.erasing import erase
from intloffice.spreadsheets.registers import headings, mapping, rereading, taking
from intloffice.spreadsheets.registers.mapping import Readings
from intloffice.spreadsheets.registers.seasons import of_year
from tests.spreadsheets.nasty import NASTY, book
from tests.spreadsheets.nasty_people import CAME, SENT
from tests.spreadsheets.test_registers import additions, all_rows, planned, read, register_of, taken
from tests.stores import organisation, person, stay

ROW = [1, "TANAKA Hiroshi", "Japan", "1995-03-02", "TK1", "Kyoto University", "Master", "Law",
       "1.9.2017", "31.1.2018", "current"]  # fmt: skip


def students(tmp_path, *rows, head=CAME, title="International students"):
    book(tmp_path / "s.xlsx", [title], head, *rows)
    return tmp_path / "s.xlsx"


def changed(row, **at):
    return [at.get(f"c{number}", cell) for number, cell in enumerate(row)]


@pytest.mark.parametrize(
    "name", [name for name, entered in NASTY.items() if entered[3] not in ("agreement",)]
)
def test_a_register_of_people_imported_again_changes_nothing_and_asks_nothing(
    tmp_path, empty, name
):
    make, count, ending, kind = NASTY[name]
    make(tmp_path / f"a{ending}")
    taken(empty, tmp_path / f"a{ending}")
    again = register_of(empty, tmp_path / f"a{ending}")
    assert (again.plan.size, list(again.doubts)) == (0, [])
    assert again.plan.counts[kind].same == count


def test_a_student_is_read_whole_and_what_is_protected_stands_in_no_note(tmp_path, empty):
    register = register_of(empty, students(tmp_path, ROW))
    (stay_,) = additions(register, "mobility")
    assert stay_.values["direction"] == "inbound"
    assert (stay_.values["planned_start"], stay_.values["planned_end"]) == (
        date(2017, 9, 1),
        date(2018, 1, 31),
    )
    assert (stay_.values["level"], stay_.values["status"]) == ("master", "abroad")
    (who,) = additions(register, "person")
    assert (who.values["family_native"], who.values["given_native"]) == ("Tanaka", "Hiroshi")
    assert (who.values["birth_on"], who.values["passport_number"]) == (date(1995, 3, 2), "TK1")
    assert "From: 1.9.2017" in stay_.values["notes"]
    assert "TK1" not in stay_.values["notes"]
    assert "1995" not in stay_.values["notes"]


def test_numbers_a_university_gives_are_kept_where_only_those_see_them_who_may(tmp_path, empty):
    NASTY["students_sent_with_two_of_one_name"][0](tmp_path / "a.xlsx")
    register = register_of(empty, tmp_path / "a.xlsx")
    people = additions(register, "person")
    assert [p.values["protocol_notes"] for p in people] == [
        f"学号: {number}" for number in ("20150123", "20150124", "20150999")
    ]
    assert not any("2015" in each.values["notes"] for each in additions(register, "mobility"))


def test_two_students_of_one_name_are_two_where_their_numbers_differ(tmp_path, empty):
    NASTY["students_sent_with_two_of_one_name"][0](tmp_path / "a.xlsx")
    taken(empty, tmp_path / "a.xlsx")
    people = all_rows(empty, "person")
    assert sorted(p["family_native"] + p["given_native"] for p in people) == [
        "李娜",
        "王伟",
        "王伟",
    ]


def test_who_has_the_same_day_of_birth_is_taken_for_the_one_on_record_without_asking(
    tmp_path, empty
):
    with empty.write("Known", "A") as session:
        person(session, "Tanaka", "Hiroshi", birth_on=date(1995, 3, 2))
    register = taken(empty, students(tmp_path, ROW))
    assert (additions(register, "person"), list(register.doubts)) == ([], [])
    (who,) = all_rows(empty, "person")
    assert (who["passport_number"], tuple(who["nationalities"])) == ("TK1", ("JP",))


def test_what_is_on_record_otherwise_stays_and_the_other_is_noted(tmp_path, empty):
    with empty.write("Known", "A") as session:
        person(session, "Tanaka", "Hiroshi", birth_on=date(1995, 3, 2), passport_number="OLD9")
    taken(empty, students(tmp_path, ROW))
    (who,) = all_rows(empty, "person")
    assert (who["passport_number"], who["protocol_notes"]) == ("OLD9", "TK1")


def test_a_name_alone_is_asked_about_once_and_answered_for_all_rows_alike(tmp_path, empty):
    with empty.write("Known", "A") as session:
        known = person(session, "田中", "浩")
        uuid = session.row("person", known)["uuid"]
    head = ["姓名", "派出学校", "国别", "来华日期", "专业"]
    rows = [
        ["田中浩", "京都大学", "日本", "2016.9", "法学"],
        ["田中浩", "京都大学", "日本", "2017.9", "法学"],
    ]
    path = students(tmp_path, *rows, head=head, title="来华留学生名单")
    register = register_of(empty, path)
    (doubt,) = register.doubts
    assert (doubt.kind, doubt.written, register.rows_refused) == ("person", "田中浩", 2)
    assert "may be a person on record" in register.plan.refusals[0].sentence(language("en"))
    same = register_of(empty, path, Readings(same={doubt.written: uuid}))
    assert (len(additions(same, "mobility")), additions(same, "person")) == (2, [])
    other = register_of(empty, path, Readings(same={doubt.written: mapping.NEW}))
    assert len(additions(other, "mobility")) == 2
    assert additions(other, "person")


def test_one_name_at_one_university_and_school_is_one_person(tmp_path, empty):
    with empty.write("Known", "A") as session:
        where = organisation(session, "Kyoto University", country="JP")
        stay(session, person(session, "Anna", "Miller"), where)
    row = [2, "Miller Anna", "", "", "", "Kyoto University", "", "", "1.9.2018", "", ""]
    register = register_of(empty, students(tmp_path, row))
    assert (list(register.doubts), additions(register, "person")) == ([], [])
    assert len(additions(register, "mobility")) == 1


def test_another_day_of_birth_makes_another_person(tmp_path, empty):
    taken(empty, students(tmp_path, ROW, changed(ROW, c3="1996-04-05", c4="TK2")))
    assert len(all_rows(empty, "person")) == 2
    assert len(all_rows(empty, "mobility")) == 2


def test_who_was_erased_does_not_come_back_into_the_erased_record(tmp_path, empty):
    taken(empty, students(tmp_path, ROW))
    (who,) = all_rows(empty, "person")
    with empty.write("Erase", "A") as session:
        erase(session, who["id"])
    taken(empty, students(tmp_path, ROW))
    again = next(row for row in all_rows(empty, "person") if row["id"] == who["id"])
    assert "Tanaka" not in str(again)


def test_a_row_that_does_not_say_who_comes_or_goes_is_refused_until_it_is_said(tmp_path, empty):
    head = ["Student", "University", "Start", "Major"]
    path = students(tmp_path, ["Anna Miller", "Kyoto University", "1.9.2018", "Law"], head=head,
                    title="List")  # fmt: skip
    register = register_of(empty, path)
    (refusal,) = register.plan.refusals
    assert "comes to us or goes abroad" in refusal.sentence(language("en"))
    assert additions(register, "person") == additions(register, "organisation") == []
    with empty.read() as session:
        mark = register.asked()[0][1]
        told = rereading.otherwise(session, register, {(mark, "=direction"): "outbound"}, {})
    assert additions(told, "mobility")[0].values["direction"] == "outbound"
    mapping.save(tmp_path / "m.toml", taking.as_guessed(told, Readings()))
    again = register_of(empty, path, mapping.load(tmp_path / "m.toml"))
    assert len(additions(again, "mobility")) == 1


def test_a_day_of_birth_that_is_none_is_refused_without_being_told(tmp_path, empty):
    register = register_of(empty, students(tmp_path, changed(ROW, c3="secret spring")))
    (refusal,) = register.plan.refusals
    assert (refusal.cell, "secret" in refusal.sentence(language("en"))) == ("D3", False)


def test_an_end_before_its_beginning_is_refused_and_nobody_is_added_for_it(tmp_path, empty):
    register = register_of(empty, students(tmp_path, changed(ROW, c9="31.1.2016")))
    assert "before the beginning" in register.plan.refusals[0].sentence(language("en"))
    assert register.plan.size == 0


def test_a_row_that_the_plan_refuses_leaves_nobody_behind_whom_only_it_needs(tmp_path, empty):
    book(
        tmp_path / "a.xlsx",
        ["Agreements"],
        ["University", "Country", "Valid from", "Valid until", "Type"],
        ["Kyoto University", "Japan", "1.1.2020", "1.1.2018", "Exchange"],
        ["Uppsala University", "Sweden", "1.1.2016", "1.1.2018", "Exchange"],
        ["Uppsala University", "Sweden", "1.1.2020", "1.1.2018", "Staff exchange"],
    )
    register = taken(empty, tmp_path / "a.xlsx")
    assert [refusal.cell for refusal in register.plan.refusals] == ["D3", "D5"]
    assert [row["country"] for row in all_rows(empty, "organisation")] == ["SE"]
    counts = register.plan.counts
    assert (counts["organisation"].new, counts["organisation"].refused) == (1, 0)
    assert (counts["agreement"].new, counts["agreement"].refused) == (1, 2)


def test_a_list_s_row_in_doubt_about_one_of_two_people_adds_neither(tmp_path, empty):
    with empty.write("Known", "A") as session:
        person(session, "Miller", "Anna")
    head = ["Name", "Organisation", "Country", "Title", "E-mail"]
    both = ["Bo Andersson; Anna Miller", "Uppsala University", "Sweden", "Dean", None]
    book(tmp_path / "a.xlsx", ["Contacts"], head, both)
    register = register_of(empty, tmp_path / "a.xlsx")
    assert [doubt.written.split(" (")[0] for doubt in register.doubts] == ["Anna Miller"]
    assert len(register.plan.refusals) == 1
    assert register.plan.size == 0


def test_nothing_that_a_refused_row_says_of_an_organisation_enters(tmp_path, empty):
    """The refused row alone knows the city, the acronym, the faculty and a country."""
    head = ["University", "Country", "Valid from", "Valid until", "Type"]
    bad = ["Uppsala University (UU), Uppsala", "Sweden", "1.1.2020", "1.1.2018", "Staff exchange"]
    bad_faculty = ["Faculty of Law, Uppsala University", "Sweden", "1.1.2020", "1.1.2018", "MoU"]
    good = ["Uppsala University", "Sweden", "1.1.2016", "1.1.2018", "Exchange"]
    for number, rows in enumerate(([bad, good, bad_faculty], [good, bad_faculty, bad])):
        book(tmp_path / f"{number}.xlsx", ["Agreements"], head, *rows)
        register = register_of(empty, tmp_path / f"{number}.xlsx")
        (body,) = additions(register, "organisation")
        assert (body.values["city"], [n["text"] for n in body.rows["name"]]) == (
            "",
            ["Uppsala University"],
        )
        assert len(register.plan.refusals) == register.plan.counts["agreement"].refused == 2


def test_nothing_that_a_refused_row_says_of_a_person_enters(tmp_path, empty):
    """She is certain, who stands beside her in the row is in doubt: the row is refused."""
    with empty.write("Known", "A") as session:
        person(session, "Miller", "Anna")
    head = [*CAME, "E-mail", "Gender"]
    told = changed(ROW, c3="2.3.1995")
    accepted = [*told, None, None]
    refused = [*changed(told, c1="TANAKA Hiroshi; Anna Miller", c4="X9"), "tanaka@example", "male"]
    for number, rows in enumerate(([accepted, refused], [refused, accepted])):
        path = tmp_path / f"{number}"
        path.mkdir()
        register = register_of(empty, students(path, *rows, head=head))
        (who,) = additions(register, "person")
        whole = who.kind.blank | dict(who.values)
        assert (whole["email"], whole["gender"]) == ("", "")
        assert whole["passport_number"] == "TK1"
        assert "X9" not in whole["protocol_notes"]
        assert len(register.doubts) == 1
        assert register.plan.counts["mobility"].refused == 1


def test_a_refused_row_that_is_mended_alone_replaces_no_other(tmp_path, empty):
    """Two agreements alike in all that tells them apart: the first is refused, then mended."""
    head = ["University", "Country", "Valid from", "Valid until", "Type", "Remarks"]
    good = ["Uppsala University", "Sweden", "1.1.2016", "1.1.2018", "Exchange", "of law"]
    bad = ["Uppsala University", "Sweden", "1.1.2016", "1.1.2015", "Exchange", "of arts"]
    book(tmp_path / "a.xlsx", ["Agreements"], head, bad, good)
    register = taken(empty, tmp_path / "a.xlsx")
    assert register.plan.counts["agreement"].refused == 1
    book(tmp_path / "b.xlsx", ["Agreements"], head, [*bad[:3], "1.1.2019", *bad[4:]])
    taken(empty, tmp_path / "b.xlsx")
    notes = sorted(row["notes"].split(": ")[-1] for row in all_rows(empty, "agreement"))
    assert notes == ["of arts", "of law"]


def test_a_programme_that_only_the_title_names_is_asked_about_before_it_is_added(tmp_path, empty):
    book(
        tmp_path / "a.xlsx",
        ["Prize winners, School of Law, printed in 2018"],
        ["Recipient", "Amount (CNY)", "Year"],
        ["Anna Miller", 5000, 2017],
    )
    register = register_of(empty, tmp_path / "a.xlsx", Readings())
    (refusal,) = register.plan.refusals
    assert "Only the title says" in refusal.sentence(language("en"))
    assert register.plan.size == 0
    (doubt,) = register.doubts
    answered = Readings(same={doubt.written: "new"})
    taken(empty, tmp_path / "a.xlsx", answered)
    assert [row["text"] for row in all_rows(empty, "programme_name")] == [doubt.written]
    again = register_of(empty, tmp_path / "a.xlsx", Readings())  # it is on record now
    assert (list(again.doubts), again.plan.counts["award"].same) == ([], 1)


def test_money_says_its_unit_in_its_heading_or_in_its_cell(tmp_path, empty):
    NASTY["money_in_ten_thousands_by_its_heading"][0](tmp_path / "a.xlsx")
    awards = additions(register_of(empty, tmp_path / "a.xlsx"), "award")
    assert [(a.values["amount"], a.values["currency"]) for a in awards] == [
        (Decimal(8000), "CNY"),
        (Decimal(5000), "CNY"),
    ]
    NASTY["money_with_signs_and_a_month"][0](tmp_path / "b.xlsx")
    awards = additions(register_of(empty, tmp_path / "b.xlsx"), "award")
    assert [(a.values["amount"], a.values["currency"], a.values["per"]) for a in awards] == [
        (Decimal("1200.5"), "EUR", "month"),
        (Decimal(3000), "USD", "month"),
        (Decimal(100_000), "JPY", "month"),
    ]
    assert [a.values["year"] for a in awards] == [2017, 2017, 2017]


def test_a_visit_keeps_who_led_it_and_in_what_office_that_day(tmp_path, empty):
    NASTY["visits_of_several_days_in_a_cell"][0](tmp_path / "a.xlsx")
    first, second = additions(register_of(empty, tmp_path / "a.xlsx"), "meeting")
    assert (first.values["starts_on"], first.values["ends_on"]) == (
        date(2017, 5, 12),
        date(2017, 5, 14),
    )
    head, *hosts = first.rows["participant"]
    assert (head["role"], head["title_zh"], len(hosts)) == ("head", "学長", 2)
    assert (first.values["kind"], second.values["kind"]) == ("negotiation", "signing")


def test_a_meeting_that_is_over_was_held_and_one_to_come_is_planned(tmp_path, empty):
    head = ["Date of visit", "Delegation", "Purpose of visit"]
    rows = [["1.2.2018", "Kyoto University", "x"], ["1.2.2019", "Kyoto University", "x"]]
    book(tmp_path / "a.xlsx", head, *rows)
    with empty.read() as session:
        found = taking.found(read(tmp_path / "a.xlsx"), Readings())
        register = taking.plan(session, found, Readings(), date(2018, 6, 1))
    assert [m.values["status"] for m in additions(register, "meeting")] == ["held", "planned"]


def test_a_list_of_people_gives_them_their_posts(tmp_path, empty):
    NASTY["an_address_book"][0](tmp_path / "a.xlsx")
    register = taken(empty, tmp_path / "a.xlsx")
    posts = additions(register, "position")
    assert [post.values["title_en"] for post in posts] == ["Vice-Chancellor", "学長"]
    assert len(all_rows(empty, "person")) == 2


def test_the_kind_may_be_said(tmp_path, empty):
    book(tmp_path / "a.xlsx", ["Name", "University", "From"], ["Anna Miller", "KU", "1.9.2017"])
    with empty.read() as session:
        register = planned(session, tmp_path / "a.xlsx", kind="engagement")
    assert len(additions(register, "engagement")) == 1


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2017/2018", date(2017, 9, 1), date(2018, 8, 31)),
        ("2017-18", date(2017, 9, 1), date(2018, 8, 31)),
        ("2017-2018学年第二学期", date(2018, 2, 1), date(2018, 7, 31)),
        ("2017秋", date(2017, 9, 1), date(2018, 1, 31)),
        ("Spring 2018", date(2018, 2, 1), date(2018, 7, 31)),
        ("平成29年度", date(2017, 4, 1), date(2018, 3, 31)),
        ("2017", date(2017, 1, 1), date(2017, 12, 31)),
    ],
)
def test_academic_years_are_read(written, first, last):
    assert (of_year(written).first, of_year(written).last) == (first, last)


def test_what_is_no_year_is_none():
    assert of_year("soon") is None
    assert of_year("2017-15") is None


@pytest.mark.parametrize(
    "written", ["2017.9.31", "2017年9月31日", "31.9.2017", "31/9/2017", "2017.13", "2014/13/45"]
)
def test_a_day_that_there_is_not_is_refused_and_no_year(tmp_path, empty, written):
    assert of_year(written) is None
    register = register_of(empty, students(tmp_path, ROW, changed(ROW, c8=written)))
    (refusal,) = register.plan.refusals
    assert refusal.cell == "I4"
    assert "not a date" in refusal.template
    assert SENT[1] == "姓名"


@pytest.mark.parametrize(
    ("head", "cell", "level", "mode"),
    [
        (("EQF level", "Mode of mobility"), ("EQF 7", "Blended (BIP)"), "7", "blended"),
        (("EQF", "Mode"), (6, "Physical"), "6", "physical"),
        (("EQF等级", "学习方式"), ("8级 8", "线上"), "8", "virtual"),
        (("EQF等级", "学习方式"), ("硕士", "线上线下结合"), "7", "blended"),
        (("EQFレベル", "実施形態"), ("6", "対面・オンライン併用"), "6", "blended"),
        (("EQFレベル", "実施形態"), ("", "渡航"), "", "physical"),
        (("EQF level", "Form of study"), ("short-cycle (5)", "online"), "5", "virtual"),
    ],
)
def test_the_eqf_level_and_the_mode_are_read_in_three_languages(
    tmp_path, empty, head, cell, level, mode
):
    path = students(tmp_path, [*ROW, *cell, 732], head=[*CAME, *head, "ISCED-F code"])
    (stay_,) = additions(register_of(empty, path), "mobility")
    assert (stay_.values["eqf_level"], stay_.values["mode"]) == (level, mode)
    assert stay_.values["isced_code"] == "0732"


@pytest.mark.parametrize("heading", ["派出/接收", "接收 / 派出", "派遣/受入", "受入・派遣"])
def test_a_heading_of_two_directions_parted_by_a_stroke_is_the_direction(heading):
    assert headings._meant(heading, "mobility")[1] == "direction"


@pytest.mark.parametrize("heading", ["姓 名", "姓\u3000名", "氏　名"])
def test_a_heading_set_apart_to_fill_its_cell_is_read_as_one_word(heading):
    assert headings._meant(heading, "mobility")[1] == "name"


def test_planning_a_register_stops_where_no_more_is_wanted(tmp_path, empty):
    def heed():
        raise StoppedError("It was stopped.")

    found = taking.found(read(students(tmp_path, ROW)), Readings())
    with empty.read() as session, pytest.raises(StoppedError):
        taking.plan(session, found, Readings(), heed=heed)
