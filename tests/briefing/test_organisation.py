"""The briefing on a partner: its profile, and the introduction narrowed to it."""

import json
import sqlite3
from datetime import date

import pytest

from intloffice import resources
from intloffice.briefing import organisation, printing
from intloffice.briefing.as_json import to_json
from intloffice.database.store import FILE_NAME
from intloffice.errors import OfficeError
from intloffice.i18n import language
from intloffice.operations import designate
from intloffice.settings import Settings
from tests.briefing import recount

DAY = date(2017, 12, 31)
LANGUAGES = ("en", "zh", "ja")
PARTNERS = (
    "Tohoku University",
    "Hiroshima University",
    "Kumamoto University",
    "Waseda University",
    "Technical University of Munich",
    "University of Cincinnati",
    "National Institute for Materials Science",
    "Kanazawa University",
)


@pytest.fixture(scope="module")
def raw(sample):
    connection = sqlite3.connect(sample.folder / FILE_NAME)
    yield connection
    connection.close()


def composed(store, name, day=DAY):
    with store.read() as session:
        which = designate.organisation(session, name)
        return organisation.compose(session, which, day, Settings())


def speaking(code):
    return language(code, resources.folder("translations"))


def said(store, name, day=DAY, code="en"):
    told = to_json(composed(store, name, day), speaking(code))
    return {statement["id"]: statement for statement in told["statements"]}


@pytest.mark.parametrize("name", PARTNERS)
@pytest.mark.parametrize("day", [date(2014, 12, 31), date(2016, 11, 28), DAY], ids=str)
def test_each_count_equals_the_recount_by_plain_sql(sample, raw, name, day):
    with sample.read() as session:
        which = designate.organisation(session, name)
    counted = recount.recounted_partner(raw, which, day)
    told = composed(sample, name, day)

    def number(statement, fact):
        found = told.find(statement)
        return found.number(fact) if found else 0

    overview = told.find("agreements.overview")
    behind = overview.facts["agreements"].records if overview else ()
    assert {source.id for source in behind} == counted["agreements"]
    assert number("agreements.overview", "agreements") == len(counted["agreements"])
    assert number("outbound.destinations", "persons") == counted["ever"]
    assert number("outbound.destinations", "first_year") == (counted["first_year"] or 0)
    assert number("outbound.year", "persons") == counted["this_year"]
    assert number("inbound.period", "persons") == counted["received"]
    assert number("experts.visits", "persons") == counted["experts"]
    assert number("experts.visits", "visits") == counted["visits"]


def test_it_opens_with_who_the_partner_is(sample):
    told = composed(sample, "Tohoku University")
    assert told.statements[0].id == "organisation.profile"
    profile = said(sample, "Tohoku University")["organisation.profile"]
    assert profile["text"].startswith(
        "Tohoku University (東北大学) is a university in Sendai, Japan. It was founded in 1907."
    )
    assert profile["facts"]["first_signed"]["value"] == "2003-10-20"


def test_a_post_that_had_ended_by_the_day_is_not_told_as_held(sample):
    before = said(sample, "Kumamoto University", date(2014, 6, 1))["organisation.profile"]
    after = said(sample, "Kumamoto University")["organisation.profile"]
    assert "Taniguchi" in before["text"]
    assert "Taniguchi" not in after["text"]


def test_no_sentence_speaks_of_the_whole_country_where_it_means_the_partner(sample):
    for statement, told in said(sample, "Tohoku University").items():
        if statement not in ("organisation.profile", "milestones.anniversaries"):
            assert "Japan" not in told["text"], statement


def test_a_faculty_is_briefed_on_as_its_university(sample):
    named = composed(sample, "Institute for Materials Research, Tohoku University").subject.names
    assert named["en"] == "Tohoku University"


def test_an_alliance_is_briefed_on_with_its_members(sample):
    told = said(sample, "National University Corporation Consortium of Six Universities")
    members = told["agreements.alliances"]["facts"]["members"]["value"]
    assert len(members) == 6


def test_a_partner_without_records_has_a_profile_and_nothing_else(sample):
    told = composed(sample, "Kanazawa University", date(1990, 1, 1))
    assert [statement.id for statement in told.statements] == [
        "organisation.profile",
        "nothing.found",
    ]


def test_any_form_of_a_name_finds_the_partner(sample):
    with sample.read() as session:
        found = {
            designate.organisation(session, text)
            for text in ("Hiroshima University", "広島大学", "广岛大学", "HIROSHIMA university")
        }
        uuid = session.row("organisation", next(iter(found)))["uuid"]
        assert {designate.organisation(session, uuid)} == found
    assert len(found) == 1


def test_a_name_of_nobody_and_a_name_of_several_are_told(sample):
    with sample.read() as session:
        with pytest.raises(OfficeError, match="No organisation on record"):
            designate.organisation(session, "University of Atlantis")
        with pytest.raises(OfficeError, match="may be several"):
            designate.organisation(session, "University")


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_placeholder_and_no_english_is_left_in_a_sentence(sample, code):
    for told in said(sample, "Hiroshima University", code=code).values():
        assert told["text"]
        assert "{" not in told["text"] + told["basis"]
        if code != "en":
            letters = sum(sign.isascii() and sign.isalpha() for sign in told["text"])
            assert letters < len(told["text"]) / 4, told["text"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_same_records_give_the_same_bytes_on_two_pages(sample, code):
    first, second = (
        printing.pdf(composed(sample, "Tohoku University"), speaking(code), Settings())
        for _ in range(2)
    )
    assert first.pdf == second.pdf
    assert first.pages <= 2
    assert len(first.pdf) < 400_000


def test_the_json_names_the_record_it_is_about(sample):
    told = json.loads(json.dumps(to_json(composed(sample, "Tohoku University"), speaking("en"))))
    assert told["subject"]["kind"] == "organisation"
    assert told["subject"]["name"] == "Tohoku University"
    assert len(told["subject"]["record"]) == 36


@pytest.mark.parametrize(
    ("code", "where"), [("en", "in Sendai, Japan"), ("zh", "日本仙台"), ("ja", "日本・仙台")]
)
def test_a_city_is_named_in_the_language_of_the_briefing(sample, code, where):
    assert where in said(sample, "Tohoku University", code=code)["organisation.profile"]["text"]
