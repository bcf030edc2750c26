"""The sample office: what the university's news of January 2018 counts, and what surrounds it."""

import sqlite3
from decimal import Decimal

import pytest

from intloffice.database.store import FILE_NAME, Store
from intloffice.errors import OfficeError
from intloffice.operations import browse, edit, find, undo
from intloffice.operations.sample import fill
from intloffice.operations.sample.filling import _CHANGES
from intloffice.records import ALL_KINDS
from intloffice.records.organisation import ORGANISATION
from intloffice.schema.kind import kind_named
from tests.briefing import recount

DAY = "2017-12-31"


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    store = Store.open(tmp_path_factory.mktemp("sample"), ALL_KINDS)
    fill(store)
    yield store
    store.close()


@pytest.fixture(scope="module")
def raw(sample):
    connection = sqlite3.connect(sample.folder / FILE_NAME)
    yield connection
    connection.close()


@pytest.fixture
def empty(tmp_path):
    store = Store.open(tmp_path / "empty", ALL_KINDS)
    yield store
    store.close()


def test_fifteen_agreements_with_nine_universities_and_one_institution(raw):
    assert recount.agreements_overview(raw, "JP", DAY) == {
        "agreements": 15,
        "universities": 9,
        "examples": (
            "Tohoku University",
            "Hokkaido University",
            "Hiroshima University",
            "Waseda University",
        ),
        "other_institutions": 1,
    }


def test_one_agreement_between_alliances_with_six_members(raw):
    assert recount.agreements_alliances(raw, "JP", DAY) == {"agreements": 1, "members": 6}
    assert recount.agreements_alliances(raw, "JP", "2016-11-27")["agreements"] == 0


def test_three_foreign_academicians_one_of_them_from_japan(raw):
    assert recount.staff_academicians(raw, "JP", DAY) == {"persons": 3, "from_country": 1}
    before_the_election = recount.staff_academicians(raw, "JP", "2017-11-26")
    assert before_the_election == {"persons": 2, "from_country": 0}


def test_six_teachers_from_japan_in_five_schools(raw):
    assert recount.staff_appointed(raw, "JP", DAY) == {
        "persons": 6,
        "academicians": 1,
        "programme_experts": 2,
        "units": 5,
    }


def test_nearly_a_hundred_experts_came_for_short_visits_some_several_times(raw):
    assert recount.experts_visits(raw, "JP", DAY) == {
        "persons": 97,
        "visits": 131,
        "purposes": {"negotiation", "joint research", "teaching"},
    }


def test_ninety_were_sent_in_2017_and_more_each_year(raw):
    series = recount.outbound_trend(raw, "JP", DAY)["series"]
    assert series == {2013: 34, 2014: 42, 2015: 51, 2016: 68, 2017: 90}
    year = recount.outbound_year(raw, "JP", DAY)
    assert year["persons"] == 90
    assert year["by_level"] == {"bachelor": 54, "master": 21, "doctoral": 15}
    assert year["by_length"]["long"] + year["by_length"]["short"] == 90


def test_seventeen_universities_have_received_our_students(raw):
    assert recount.outbound_destinations(raw, "JP", DAY) == {"institutions": 17}
    as_they_are_entered = raw.execute(
        "SELECT count(DISTINCT o.id)"
        " FROM mobility m JOIN organisation o ON o.id = m.organisation_id"
        " WHERE m.direction = 'outbound' AND o.country = 'JP' AND m.planned_start <= ?"
        " AND m.status NOT IN ('withdrawn', 'nominated') AND m.mode <> 'virtual'",
        (DAY,),
    ).fetchone()[0]
    assert as_they_are_entered > 17


def test_thirty_went_with_the_dream_come_true_programme_and_some_with_the_scholarship_council(raw):
    persons = recount.outbound_programmes(raw, "JP", DAY)["persons"]
    assert persons["Dream-come-true Programme"] == 30
    council = {name for name in persons if name.startswith("CSC")}
    assert len(council) == 3


def test_twenty_one_students_had_ten_to_twenty_thousand_yuan(raw):
    (fund,) = recount.awards_funder(raw, "JP", DAY).values()
    assert fund == {
        "persons": 21,
        "min": Decimal(10_000),
        "max": Decimal(20_000),
        "currency": "CNY",
        "since": "1994",
    }


def test_109_long_and_32_short_students_came_for_chinese_and_nobody_for_both(raw):
    found = recount.inbound_period(raw, "JP", DAY)
    assert (found["long"], found["short"], found["persons"]) == (109, 32, 141)
    assert all(subject.startswith("Chinese") for subject in found["subjects"])


@pytest.mark.parametrize("country", ["DE", "GB", "US", "KR"])
def test_other_countries_have_something_to_say(raw, country):
    found = recount.recounted(raw, country, DAY)
    assert 4 <= found["agreements.overview"]["agreements"] <= 10
    assert found["outbound.year"]["persons"]
    assert found["experts.visits"]["persons"]


def test_titles_of_named_guests_are_those_of_their_visits(raw):
    ended = raw.execute(
        "SELECT count(*) FROM engagement e JOIN position p ON p.person_id = e.person_id"
        " WHERE p.until_on < ? AND e.starts_on <= p.until_on AND e.home_title_en <> ''",
        (DAY,),
    ).fetchone()[0]
    assert ended == 3  # Taniguchi twice and Baba once, in posts left since


def test_every_record_has_its_texts_in_three_languages(raw):
    for table, stem in (("agreement", "title"), ("meeting", "title"), ("milestone", "text")):
        missing = f"SELECT count(*) FROM {table} WHERE '' IN ({stem}_en, {stem}_zh, {stem}_ja)"
        assert raw.execute(missing).fetchone()[0] == 0, table


@pytest.mark.parametrize(
    "typed",
    [
        "Hecun",
        "hcnr",
        "河村",
        "河村能人",
        "kawamura",
        "Kawamura Yoshihito",
        "yoshihito kawamura",
        "かわむら",
        "かわむらよしひと",
    ],
)
def test_kawamura_is_found_by_any_form_of_his_name(sample, typed):
    with sample.read() as session:
        hits = find.suggest(session, kind_named(ALL_KINDS, "person"), typed)
    assert [hit.caption for hit in hits] == ["Kawamura Yoshihito 河村能人"]


@pytest.mark.parametrize("kind", ["engagement", "mobility", "award", "position", "honour"])
def test_whom_a_record_is_about_is_said_in_its_caption(raw, kind):
    person = "recipient_id" if kind == "award" else "person_id"
    silent = (
        f"SELECT count(*) FROM {kind} r JOIN person p ON p.id = r.{person}"
        " WHERE substr(r.caption_en, 1, length(p.caption_en)) <> p.caption_en"
    )
    assert raw.execute(silent).fetchone()[0] == 0


def test_the_sample_is_the_same_each_time(sample, empty):
    fill(empty)
    assert _contents(empty) == _contents(sample)


def test_the_sample_is_refused_where_something_is_kept_already(empty):
    with empty.write("Add", "Li") as session:
        name = {"text": "Kumamoto", "language": "en", "type": "official"}
        edit.add(session, ORGANISATION, {"kind": "other"}, {"name": [name]})
    with pytest.raises(OfficeError, match="records already"):
        fill(empty)


def test_the_sample_can_be_taken_back_step_by_step(empty):
    fill(empty)
    for _ in range(len(_CHANGES)):
        with empty.write("Undo", "Li") as session:
            undo.undo(session)
    with empty.read() as session:
        assert not any(browse.totals(session, ALL_KINDS).values())


#: Salted, so that nobody can guess what was erased: never the same.
_SALTED = {"salt", "digest", "hash"}


def _contents(store):
    connection = sqlite3.connect(store.folder / FILE_NAME)
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    try:
        return {
            name: connection.execute(f"SELECT {_compared(connection, name)} FROM {name}").fetchall()
            for (name,) in tables
            if not name.startswith("search_") or name.endswith(("_data", "_idx"))
        }
    finally:
        connection.close()


def _compared(connection, table):
    columns = [line[1] for line in connection.execute(f"PRAGMA table_info({table})")]
    return ", ".join(f'"{name}"' for name in columns if name not in _SALTED)
