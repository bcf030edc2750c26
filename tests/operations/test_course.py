"""The course of an agreement: gaps are found, and students are set against the places agreed."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from intloffice.operations import course, edit, renewing
from intloffice.operations.counting.agreements import Term, effective
from intloffice.operations.counting.naming import Source
from intloffice.operations.course import Gap, Span
from intloffice.operations.renewing import NextTerm
from tests.operations.test_notices import agreement
from tests.operations.test_renewing import add
from tests.stores import AGREEMENT, person, stay

TODAY = date(2017, 12, 31)


def told(store, which, day=TODAY):
    with store.read() as session:
        return course.course(session, which, day, "en")


def test_a_gap_between_two_terms_and_one_since_the_last_are_told(store):
    with store.write("Add", "A") as session:
        which = add(session, ("2008-01-01", "2010-12-31"), ("2012-01-01", "2014-12-31"))
    assert told(store, which).gaps == (
        Gap(date(2011, 1, 1), date(2011, 12, 31)),
        Gap(date(2015, 1, 1), None),
    )


@pytest.mark.parametrize("renewal", ["automatic", "open-ended"])
def test_what_renews_itself_has_no_gap(store, renewal):
    with store.write("Add", "A") as session:
        which = add(session, ("2008-01-01", "2010-12-31"), renewal=renewal)
    assert told(store, which).gaps == ()


def test_a_successor_goes_on_where_the_one_before_it_ends(store):
    with store.write("Add", "A") as session:
        which = add(session, ("2008-01-01", "2020-12-31"))
        term = NextTerm(date(2016, 1, 1), date(2025, 12, 31))
        next_one = renewing.with_successor(session, which, term)
    unsigned = told(store, which)
    assert [(span.last, span.in_force) for span in unsigned.spans] == [
        (date(2020, 12, 31), True),
        (date(2025, 12, 31), False),
    ]
    assert told(store, which, date(2021, 6, 1)).gaps == (Gap(date(2021, 1, 1), None),)
    with store.write("Sign", "A") as session:
        loaded = edit.load(session, AGREEMENT, next_one)
        signed = [
            {**line.values, "signed_on": date(2015, 6, 1)} for line in loaded.rows["signatory"]
        ]
        if not signed:
            parties = [line.values["organisation_id"] for line in loaded.rows["party"]]
            signed = [{"on_behalf_of_id": p, "signed_on": date(2015, 6, 1)} for p in parties]
        lines = [edit.Line(None, values) for values in signed]
        edit.change(session, AGREEMENT, next_one, loaded.version, {}, {"signatory": lines})
    for each in (which, next_one):
        found = told(store, each)
        assert [(span.agreement, span.last) for span in found.spans] == [
            (which, date(2015, 12, 31)),
            (next_one, date(2025, 12, 31)),
        ]
        assert found.gaps == ()


def test_students_are_set_against_places_of_this_year_and_of_three(store):
    """Rule 5: a person counts once, however many stays; rule 6: in the year the stay begins."""
    with store.write("Add", "A") as session:
        which = add(session, ("2016-01-01", "2019-12-31"))
        loaded = edit.load(session, AGREEMENT, which)
        they = loaded.rows["party"][1].values["organisation_id"]
        one, two, three = (person(session, name) for name in ("A", "B", "C"))
        stays = [
            stay(session, one, they, planned_start="2017-09-01", agreement_id=which),
            stay(session, one, they, planned_start="2017-03-01", agreement_id=which),
            stay(session, two, they, planned_start="2016-09-01", agreement_id=which),
            stay(session, three, they, planned_start="2015-09-01"),
            stay(session, three, they, planned_start="2017-09-01", status="withdrawn"),
            stay(session, three, they, planned_start="2018-02-01"),
        ]
    (balance,) = told(store, which).balances
    assert (balance.direction, balance.this_year.number, balance.this_year.places) == (
        "outbound",
        1,
        4,
    )
    assert balance.this_year.records == (stays[0], stays[1])
    assert (balance.three_years.number, balance.three_years.places) == (2, 8)
    assert balance.three_years.records == tuple(stays[:3])
    assert balance.unnamed.records == ()


def test_stays_with_a_partner_that_name_no_agreement_are_told_apart(store):
    with store.write("Add", "A") as session:
        which = add(session, ("2016-01-01", "2019-12-31"))
        they = edit.load(session, AGREEMENT, which).rows["party"][1].values["organisation_id"]
        who = person(session, "A")
        own = stay(session, who, they, planned_start="2017-09-01")
        stay(session, who, they, planned_start="2015-09-01")
    (balance,) = told(store, which).balances
    assert (balance.three_years.number, balance.unnamed.records) == (0, (own,))


def test_a_stay_under_another_agreement_is_not_counted(store):
    with store.write("Add", "A") as session:
        which, other = (add(session, ("2016-01-01", "2019-12-31")) for _ in range(2))
        loaded = edit.load(session, AGREEMENT, which)
        they = loaded.rows["party"][1].values["organisation_id"]
        stay(session, person(session, "A"), they, planned_start="2017-09-01", agreement_id=other)
    assert told(store, which).balances[0].this_year.number == 0
    assert told(store, other).balances[0].this_year.number == 1


days = st.dates(date(2000, 1, 1), date(2003, 12, 31))


@given(st.lists(st.tuples(days, days).map(sorted), max_size=6), days)
def test_each_day_is_in_a_span_or_in_a_gap_but_never_in_both(pairs, today):
    spans = [Span(1, first, last) for first, last in pairs]
    found = course.gaps(spans, today)
    for number in range(date(2000, 1, 1).toordinal(), date(2004, 1, 1).toordinal()):
        day = date.fromordinal(number)
        covered = any(span.first <= day <= span.last for span in spans)
        missing = any(gap.first <= day and (gap.last is None or day <= gap.last) for gap in found)
        begun = any(span.first <= day for span in spans)
        later = any(span.first > day for span in spans)
        assert not (covered and missing)
        if begun and not covered and later:
            assert missing


def _running(number, year=2001, replaces=None):
    first = date(year, 1, 1)
    return replace(
        agreement("open-ended"),
        source=Source("agreement", number, str(number)),
        replaces_id=replaces,
        terms=(Term(first, None, None),),
        signed=(date(2000, 1, 1),),
    )


@st.composite
def chains(draw):
    """Agreements that may replace one another, with terms, signatures and ends at any time."""
    made = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        terms = draw(st.lists(st.tuples(days, days, st.none() | days), min_size=1, max_size=2))
        made.append(
            replace(
                agreement(draw(st.sampled_from(("fixed", "automatic", "open-ended")))),
                source=Source("agreement", number, str(number)),
                replaces_id=draw(st.sampled_from((None, *range(1, number)))),
                terms=tuple(Term(*sorted((one, two)), ended) for one, two, ended in terms),
                signed=(draw(st.none() | days),),
            )
        )
    return made


@example([_running(1), _running(2, replaces=1), _running(3, 2003, replaces=1)])
@given(chains())
def test_a_day_is_in_a_span_in_force_exactly_where_an_agreement_is_effective(chain):
    """Rule 1: effective is what a term covers and all have signed, and nothing has replaced."""
    found = [span for span in course.spans(chain) if span.in_force]
    for number in range(date(2000, 1, 1).toordinal(), date(2004, 1, 1).toordinal(), 3):
        day = date.fromordinal(number)
        running = {s.agreement for s in found if s.first <= day and (s.last or day) >= day}
        assert running == {each.id for each in effective(chain, day)}


def test_the_ends_of_the_calendar_are_days_like_others(store):
    with store.write("Add", "A") as session:
        which = add(session, ("0001-01-01", "9999-12-31"), ("0001-01-01", "0002-01-01"))
    assert told(store, which).gaps == ()
    assert told(store, which, date.min).balances[0].this_year.number == 0
