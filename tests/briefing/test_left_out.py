"""What lacks data is left out and listed wherever numbers are told; nothing is said of nothing."""

from datetime import date

import pytest

from intloffice import resources
from intloffice.briefing import country, printing, recounting
from intloffice.briefing import organisation as organisations
from intloffice.briefing.appendix import with_records
from intloffice.briefing.asked import Asked
from intloffice.briefing.issuing import issue, printed
from intloffice.briefing.nothing import NOTHING
from intloffice.briefing.sections import without
from intloffice.briefing.telling import Wanted, tell
from intloffice.briefing.wording import basis
from intloffice.gui import briefings
from intloffice.i18n import LOCALES, language
from intloffice.operations import edit
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named
from intloffice.settings import Settings
from tests.stores import AGREEMENT, organisation, person, stay

DAY = date(2017, 12, 31)
SPOKEN = {code: language(code, resources.folder("translations")) for code in LOCALES}
ENGAGEMENT, HONOUR, MILESTONE = (
    kind_named(ALL_KINDS, name) for name in ("engagement", "honour", "milestone")
)


@pytest.fixture
def office(store):
    with store.write("Add", "A") as session:
        store.ours = organisation(session, "Harbour University", ours=True, country="CN")
        store.there = organisation(session, "Sea University", country="JP")
        store.who = person(session, "Mori", nationalities=("JP",))
    return store


def told(store):
    with store.read() as session:
        return country.compose(session, "JP", DAY, Settings())


def reasons(briefing):
    return {(r.statement, r.source.kind, r.reason.split(",")[0]) for r in briefing.left_out}


def undated(store):
    """Add what begins nobody knows when: stays both ways, a visit, a post and an honour."""
    with store.write("Add", "A") as session:
        stay(session, store.who, store.there)
        stay(session, store.who, store.there, direction="inbound")
        for sort in ("short visit", "long-term"):
            values = {"person_id": store.who, "engagement_class": sort, "home_id": store.there}
            edit.add(session, ENGAGEMENT, values)


def test_what_has_no_first_day_is_listed_although_nothing_else_is_told(office):
    undated(office)
    assert reasons(told(office)) == {
        ("outbound.trend", "mobility", "It has no first day"),
        ("inbound.period", "mobility", "It has no first day"),
        ("experts.visits", "engagement", "It has no first day"),
        ("staff.appointed", "engagement", "It has no first day"),
    }
    with office.read() as session:
        partner = organisations.compose(session, office.there, DAY, Settings())
    assert {r.source for r in partner.left_out} == {r.source for r in told(office).left_out}


def dated(store):
    with store.write("Add", "A") as session:
        span = {"planned_start": date(2017, 3, 1), "planned_end": date(2017, 9, 1)}
        stay(session, store.who, store.there, level="master", **span)
        stay(session, store.who, store.there, direction="inbound", **span)
        for sort in ("short visit", "long-term"):
            values = {"person_id": store.who, "engagement_class": sort, "home_id": store.there}
            edit.add(session, ENGAGEMENT, values | {"starts_on": date(2017, 3, 1)})
        edit.add(session, HONOUR, {"person_id": store.who, "kind": "academician", "title_en": "A"})


def test_every_statement_that_counts_them_lists_what_it_could_not_count(office):
    undated(office)
    dated(office)
    briefing = told(office)
    lacking = {s.id: {r.source.kind for r in s.left_out} for s in briefing.statements}
    assert lacking["outbound.trend"] == lacking["outbound.year"] == {"mobility"}
    assert lacking["outbound.destinations"] == lacking["inbound.period"] == {"mobility"}
    assert lacking["experts.visits"] == {"engagement"}
    assert lacking["staff.appointed"] == {"engagement", "honour"}
    assert len(briefing.left_out) == len({(r.source, r.reason) for r in briefing.left_out})
    kept = without(briefing, frozenset({"People"}))
    assert {r.source.kind for r in kept.left_out} == {"mobility"}


@pytest.mark.parametrize("code", LOCALES)
def test_the_footnote_says_how_many_could_not_be_counted_and_the_appendix_which(office, code):
    undated(office)
    dated(office)
    briefing = told(office)
    year = briefing.find("outbound.year")
    with office.read() as session:
        whole = with_records(session, briefing)
    for each in (briefing, whole):
        text = printing.written(".txt", each, SPOKEN[code], Settings()).decode()
        assert "".join(basis(year, SPOKEN[code]).split()) in "".join(text.split())
    assert "1" in basis(year, SPOKEN[code]).removeprefix(SPOKEN[code].text(year.basis.template))
    assert SPOKEN[code].text("Left out for want of data") in text
    assert "".join(briefing.left_out[0].said(SPOKEN[code]).split()) in "".join(text.split())


def test_an_agreement_through_an_alliance_that_nobody_signed_is_listed(office):
    with office.write("Add", "A") as session:
        ours, theirs = (organisation(session, name, kind="alliance") for name in ("East", "West"))
        for alliance, member in ((ours, office.ours), (theirs, office.there)):
            values = {"alliance_id": alliance, "member_id": member, "role": "member"}
            edit.add(session, kind_named(ALL_KINDS, "membership"), values)
        rows = [("ours", ours), ("theirs", theirs)]
        party = [{"side": s, "organisation_id": o, "role": "party"} for s, o in rows]
        values = {"title_en": "Pact", "kind": "framework", "level": "alliance"}
        values |= {"renewal": "open-ended"}
        edit.add(session, kind_named(ALL_KINDS, "agreement"), values, {"party": party})
    (record,) = told(office).left_out
    assert (record.statement, record.caption["en"]) == ("agreements.alliances", "Pact")


@pytest.fixture
def quiet(office):
    """Let there be a milestone, and nothing else to tell."""
    with office.write("Add", "A") as session:
        values = {"kind": "other", "happened_on": "1972-09-29", "country": "JP", "source": "S"}
        edit.add(session, MILESTONE, values | {"text_en": "normal relations"})
    return office


def test_what_there_is_none_of_can_be_clicked_and_shows_what_was_searched(quiet):
    shown = briefings.print_briefing(told(quiet), frozenset(), SPOKEN["en"], Settings())
    fact = shown.facts[f"{NOTHING}/agreements"]
    assert "were looked through" in fact.basis
    assert fact.records == ()
    assert f"{NOTHING}/agreements" in {region.fact for region in shown.regions}


def issued(store, code="en"):
    wanted = Wanted(Asked("country", "JP"), DAY, Settings())
    briefing = tell(store, wanted).briefing
    return issue(store, printed(briefing, wanted, SPOKEN[code]), "Li", "Issue")


def untrue(store):
    with store.read() as session:
        return [each for r in recounting.recount(session, Settings()).found for each in r.untrue]


def test_the_first_record_makes_it_untrue_that_there_is_none_and_is_named(quiet):
    issued(quiet)
    assert untrue(quiet) == []
    with quiet.write("Add", "A") as session:
        values = {"person_id": quiet.who, "engagement_class": "long-term"}
        first = edit.add(session, ENGAGEMENT, values | {"starts_on": date(2016, 1, 1)})
    (found,) = untrue(quiet)
    assert "teachers from there" in found.then
    assert "teachers from there" not in found.now
    assert "university-level agreements in force" in found.now
    assert (("engagement", first)) in {(s.kind, s.id) for s in found.records}


def test_that_nobody_moved_is_untrue_once_somebody_did(office):
    signed, both = date(2015, 1, 1), (office.ours, office.there)
    condition = {"direction": "outbound", "mobility_type": "student studies", "places_a_year": 2}
    sides = zip(("ours", "theirs"), both, strict=True)
    rows = {
        "party": [{"side": s, "organisation_id": o, "role": "party"} for s, o in sides],
        "signatory": [{"on_behalf_of_id": o, "signed_on": signed} for o in both],
        "term": [{"effective_from": signed, "basis": "first"}],
        "condition": [condition],
    }
    values = {"title_en": "Exchange", "kind": "student exchange", "level": "university"}
    with office.write("Add", "A") as session:
        which = edit.add(session, AGREEMENT, values | {"renewal": "open-ended"}, rows)
    issued(office)
    with office.write("Add", "A") as session:
        stay(session, office.who, office.there, agreement_id=which,
             planned_start=date(2017, 3, 1), planned_end=date(2017, 9, 1))  # fmt: skip
    assert any("no student was sent or received" in each.then for each in untrue(office))


def test_that_all_stays_are_long_is_untrue_once_one_is_short(office):
    dated(office)
    issued(office)
    with office.write("Add", "A") as session:
        other = person(session, "Sato", nationalities=("JP",))
        stay(session, other, office.there, level="master",
             planned_start=date(2017, 3, 1), planned_end=date(2017, 4, 1))  # fmt: skip
    assert any(each.then == "The stay is long." for each in untrue(office))
