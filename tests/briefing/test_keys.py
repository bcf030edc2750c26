"""Each fact of a briefing has a key of its own, so that a click opens its records and no others."""

from datetime import date

import pytest

from intloffice import resources
from intloffice.briefing import country, printing
from intloffice.briefing.as_json import to_json
from intloffice.gui import briefings
from intloffice.i18n import language
from intloffice.operations import edit
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named
from intloffice.settings import Settings
from tests.stores import PROGRAMME, organisation, person

AWARD, NARRATIVE = kind_named(ALL_KINDS, "award"), kind_named(ALL_KINDS, "narrative")
ENGLISH = language("en", resources.folder("translations"))


def _fund(session, name, sponsor, recipients):
    line = {"text": name, "language": "en", "type": "official"}
    fund = edit.add(session, PROGRAMME, {"sponsor_id": sponsor}, {"name": [line]})
    for which in recipients:
        values = {"programme_id": fund, "recipient_id": which, "year": 2017}
        edit.add(session, AWARD, values | {"amount": 1000, "currency": "CNY", "per": "year"})


@pytest.fixture
def briefing(store):
    """Say of one country's two funds, and two paragraphs of one section."""
    with store.write("Add", "A") as session:
        organisation(session, "Harbour University", ours=True, country="CN")
        sponsor = organisation(session, "Foundation", kind="foundation", country="JP")
        students = [person(session, f"P{number}") for number in range(3)]
        _fund(session, "First Fund", sponsor, students[:2])
        _fund(session, "Second Fund", sponsor, students[2:])
        for text in ("One.", "Two."):
            values = {"section": "awards", "country": "JP", "text_en": text, "source": "x"}
            edit.add(session, NARRATIVE, values)
    with store.read() as session:
        return country.compose(session, "JP", date(2017, 12, 31), Settings())


def test_no_two_facts_share_a_key(briefing):
    keys = [s.key(name) for s in briefing.statements for name in s.facts]
    assert len(keys) == len(set(keys))


def test_a_click_on_a_funds_number_opens_the_awards_of_that_fund_alone(briefing):
    printed = briefings.print_briefing(briefing, frozenset(), ENGLISH, Settings())
    funds = [s for s in briefing.statements if s.id == "awards.funder"]
    assert [fund.number("persons") for fund in funds] == [2, 1]
    for fund in funds:
        key = fund.key("persons")
        assert len(printed.facts[key].records) == fund.number("persons")
        assert key in {region.fact for region in printed.regions}


def test_json_tells_which_record_is_spoken_of_where_it_is_one_of_several(briefing):
    said = to_json(briefing, ENGLISH)["statements"]
    funds = [s for s in said if s["id"] == "awards.funder"]
    assert [f["about"] for f in funds] == [f["facts"]["programme"]["records"][0] for f in funds]
    assert all("about" not in s for s in said if s["id"].startswith(("outbound", "inbound")))


def test_a_fact_keeps_its_key_in_every_briefing(briefing):
    """A later briefing is compared by keys: an id of this office's file would not do."""
    (first, _) = [s for s in briefing.statements if s.id == "awards.funder"]
    uuid = first.facts["programme"].records[0].uuid
    assert first.key("persons") == f"awards.funder/{uuid}/persons"
    assert printing.pdf(briefing, ENGLISH, Settings()).pages == 1
