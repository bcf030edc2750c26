"""Charts say what the first page and the briefings say (records.md, rules 1, 2, 5 and 6)."""

from datetime import date

import pytest

from intloffice.database.store import Store
from intloffice.operations import charts, figures
from intloffice.operations.counting import agreements, stays
from intloffice.records import ALL_KINDS

DAY = date(2017, 12, 31)


@pytest.fixture
def session(sample_folder):
    store = Store.open(sample_folder, ALL_KINDS)
    with store.read() as reading:
        yield reading
    store.close()


def test_the_agreements_of_the_day_are_those_of_rule_1_and_2(session):
    drawn = charts.chart(session, "agreements", DAY, 10)
    in_force = agreements.effective(agreements.every(session), DAY)
    with_others = {a.id for a in in_force if a.theirs()}
    assert drawn.years[-1].key == "2017"
    assert set(drawn.years[-1].records) == with_others
    assert drawn.years[-1].numbers == (len(with_others),)
    home = figures.agreed(session, DAY, DAY, 100).by_country
    assert {c.key: c.numbers[0] for c in drawn.ranked if c.key} == dict(home)


def test_a_student_is_counted_once_a_year_however_many_stays_by_rule_5_and_6(session):
    drawn = charts.chart(session, "students", DAY, 10)
    for year in drawn.years:
        assert sum(year.numbers) <= len(year.records)
    table = session.tables["mobility"]
    first = session.execute(table.select().where(table.c.id == drawn.years[-1].records[0])).one()
    assert (first.actual_start or first.planned_start).year == 2017


def test_nothing_after_the_day_is_counted(session):
    half = charts.chart(session, "students", date(2017, 6, 30), 10).years[-1].numbers
    whole = charts.chart(session, "students", DAY, 10).years[-1].numbers
    assert sum(half) < sum(whole)


def test_a_year_narrows_the_ranking_and_nothing_else(session):
    all_years = charts.chart(session, "students", DAY, 10)
    one = charts.chart(session, "students", DAY, 10, 2016)
    assert one.years == all_years.years
    of_2016 = next(year for year in one.years if year.key == "2016")
    ranked = {record for count in one.ranked for record in count.records}
    assert ranked == set(of_2016.records)


def test_the_ranking_begins_with_the_most(session):
    for subject in charts.KINDS:
        totals = [sum(c.numbers) for c in charts.chart(session, subject, DAY, 10).ranked]
        assert totals == sorted(totals, reverse=True)
        assert totals


def test_an_expert_is_counted_in_each_year_of_a_post(session):
    drawn = charts.chart(session, "experts", DAY, 10)
    table = session.tables["engagement"]
    long = session.execute(
        table.select().where(
            table.c.engagement_class == "long-term",
            table.c.starts_on < date(2016, 1, 1),
            table.c.ends_on.is_(None) | (table.c.ends_on >= date(2017, 1, 1)),
        )
    ).first()
    years = [year.key for year in drawn.years if long.id in year.records]
    assert {"2016", "2017"} <= set(years)


def test_partners_on_the_map_are_the_partners_of_the_chart(session):
    here = charts.partners(session, DAY)
    drawn = charts.chart(session, "partners", DAY, 10)
    assert {each.id for each in here} == set(drawn.years[-1].records)
    assert drawn.years[-1].numbers == (len(here),)


def test_an_empty_office_has_years_without_numbers(store):
    with store.read() as session:
        for subject, kind in charts.KINDS.items():
            drawn = charts.chart(session, subject, DAY, 3)
            assert [year.key for year in drawn.years] == ["2015", "2016", "2017"], kind
            assert not drawn.ranked
            assert not any(any(year.numbers) for year in drawn.years)
        assert charts.partners(session, DAY) == []
        assert charts.home(session) == ("", "")


WAYS = [("sent", "outbound"), ("received", "inbound")]


@pytest.mark.parametrize(("word", "direction"), WAYS)
def test_students_by_level_are_those_of_the_level_once_each_a_year(session, word, direction):
    drawn = charts.chart(session, f"{word} by level", DAY, 5)
    levels = ["5", "6", "7", "8", ""]
    for year in drawn.years:
        first, last = date(int(year.key), 1, 1), date(int(year.key), 12, 31)
        begun = stays.begun_between(session, direction, first, last)
        expected = [len({s.person_id for s in begun if s.eqf == level}) for level in levels]
        assert list(year.numbers) == expected
        assert set(year.records) == {s.source.id for s in begun}
    assert sum(sum(year.numbers) for year in drawn.years)


@pytest.mark.parametrize(("word", "direction"), WAYS)
def test_students_by_mode_tell_who_studies_online_only_apart(session, word, direction):
    drawn = charts.chart(session, f"{word} by mode", DAY, 5)
    whole = charts.chart(session, "students", DAY, 5)
    for year, all_of_it in zip(drawn.years, whole.years, strict=True):
        first, last = date(int(year.key), 1, 1), date(int(year.key), 12, 31)
        begun = stays.begun_between(session, direction, first, last)
        online = stays.virtual(session, direction, first, last)
        physical = {s.person_id for s in begun if s.mode in ("", "physical")}
        blended = {s.person_id for s in begun if s.mode == "blended"}
        assert year.numbers == (len(physical), len(blended), len({s.person_id for s in online}))
        assert all_of_it.numbers[direction == "inbound"] == len({s.person_id for s in begun})
    assert sum(year.numbers[2] for year in drawn.years) or word == "received"
