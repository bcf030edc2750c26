"""The rules of counting (records.md), each held against a naive reading of random records."""

import calendar
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intloffice.operations import edit
from intloffice.operations.counting import agreements as counting
from intloffice.operations.counting import awards, claims, days, experts, memberships, people
from intloffice.operations.counting import stays as staying
from intloffice.operations.counting.agreements import Agreement, Party, Term
from intloffice.operations.counting.awards import Award
from intloffice.operations.counting.days import Window, is_long, months_after, recent_years
from intloffice.operations.counting.naming import Source, name_on
from intloffice.operations.counting.organisations import Organisation, Organisations, counted_as
from intloffice.operations.counting.people import Honour, Position
from intloffice.operations.counting.stays import Stay
from intloffice.records import ALL_KINDS
from intloffice.records.agreement import Renewal
from intloffice.records.isced import broad
from intloffice.schema.kind import kind_named
from tests.stores import AGREEMENT, agreement, opened, organisation, person, stay

DAY = timedelta(days=1)
#: A short calendar: what happens before, on and after a day comes up often.
FEW_DAYS = st.dates(date(2017, 12, 20), date(2018, 1, 20))
MAYBE = st.none() | FEW_DAYS
ASKED = FEW_DAYS


def _source(which: int) -> Source:
    return Source("any", which, str(which))


# Rule 1: effective.

TERMS = st.lists(st.builds(Term, FEW_DAYS, MAYBE, MAYBE), max_size=3).map(tuple)
SIGNED = st.lists(MAYBE, max_size=3).map(tuple)


def _agreement(which, *, terms, signed, renewal="fixed", replaces=None, parties=()):
    return Agreement(
        source=_source(which),
        reference="",
        titles={},
        kind="framework",
        level="university",
        renewal=renewal,
        replaces_id=replaces,
        terms=terms,
        parties=parties,
        signed=signed,
    )


def _covered(term: Term, renewal: str) -> set[date]:
    """List the days of a term one after the other, over more than the short calendar."""
    covered, day = set(), term.effective_from
    while day < date(2018, 3, 1):
        if term.ended_on is not None and day >= term.ended_on:
            break
        if renewal == "fixed" and term.effective_until is not None and day > term.effective_until:
            break
        covered.add(day)
        day += DAY
    return covered


def _in_force(agreement: Agreement, day: date) -> bool:
    signatures = [one is not None and one <= day for one in agreement.signed]
    term_days = [_covered(term, agreement.renewal) for term in agreement.terms]
    return bool(signatures) and all(signatures) and any(day in covered for covered in term_days)


@settings(max_examples=200)
@given(TERMS, SIGNED, st.sampled_from([member.value for member in Renewal]), ASKED)
def test_an_agreement_is_effective_on_the_days_its_terms_cover_once_all_have_signed(
    terms, signed, renewal, day
):
    """Rule 1: from ≤ D ≤ until, not ended on or before D, all parties had signed by D."""
    made = _agreement(1, terms=terms, signed=signed, renewal=renewal)
    assert counting.is_in_force(made, day) == _in_force(made, day)
    assert counting.effective([made], day) == ([made] if _in_force(made, day) else [])


@settings(max_examples=300)
@given(
    TERMS,
    st.sampled_from([member.value for member in Renewal]),
    st.none() | st.tuples(TERMS, SIGNED),
    FEW_DAYS,
    FEW_DAYS,
)
def test_what_was_in_force_and_is_no_longer_is_told_to_have_ended_in_between(
    terms, renewal, successor, one, other
):
    """Rule 1: it renews itself past its term, until it is ended or another has replaced it."""
    then, now = sorted((one, other))
    made = [_agreement(1, terms=terms, signed=(date(2017, 12, 1),), renewal=renewal)]
    if successor is not None:
        made.append(_agreement(2, terms=successor[0], signed=successor[1], replaces=1))
    was, is_ = (made[0] in counting.effective(made, day) for day in (then, now))
    over = counting.over_on(made[0], made, now)
    if was and not is_:
        assert over is not None
        assert then <= over <= now
    if is_:
        assert over is None or over >= now


@given(TERMS, SIGNED, FEW_DAYS)
def test_what_is_asked_of_a_day_does_not_depend_on_what_came_later(terms, signed, day):
    """As of D: a signature, term or end after D changes nothing of the answer."""
    made = _agreement(1, terms=terms, signed=signed)
    later = Term(day + DAY, None, None)
    ends_later = tuple(
        replace(term, ended_on=term.ended_on if term.ended_on and term.ended_on <= day else None)
        for term in terms
    )
    changed = replace(made, terms=(*ends_later, later))
    assert counting.is_in_force(made, day) == counting.is_in_force(changed, day)


@settings(max_examples=150)
@given(
    st.lists(st.tuples(TERMS, SIGNED, st.none() | st.integers(1, 4)), max_size=4),
    ASKED,
)
def test_an_agreement_is_replaced_from_the_day_another_takes_effect(given_agreements, day):
    """Rule 1 and the form's help: from that day the replaced one no longer counts."""
    made = [
        _agreement(number, terms=terms, signed=signed, replaces=replaces)
        for number, (terms, signed, replaces) in enumerate(given_agreements, start=1)
    ]
    expected = []
    for one in made:
        replaced = False
        for other in made:
            if other is not one and other.replaces_id == one.id:
                signed = [s for s in other.signed if s is not None and s <= day]
                begun = [term for term in other.terms if term.effective_from <= day]
                replaced |= bool(other.signed) and len(signed) == len(other.signed) and bool(begun)
        if _in_force(one, day) and not replaced:
            expected.append(one)
    assert counting.effective(made, day) == expected


@given(TERMS, st.sampled_from([member.value for member in Renewal]), FEW_DAYS)
def test_an_agreement_that_will_end_is_effective_until_that_day_and_not_after(terms, renewal, day):
    """Rule 1: the day that is named as the end is the last on which a term runs, or the end."""
    signed = (date(2017, 1, 1),)
    made = _agreement(1, terms=terms, signed=signed, renewal=renewal)
    ends = counting.ends_on(made, day)
    if ends is None or not counting.is_in_force(made, day):
        return
    assert renewal == "fixed"
    assert ends >= day
    after = [ends + number * DAY for number in range(1, 60)]
    assert not any(counting.is_in_force(made, later) for later in after)


def test_a_party_that_nobody_signs_for_has_not_signed(store):
    """Rule 1: all parties had signed; ours alone, sent by post, is not enough."""
    signed = [{"on_behalf_of_id": None, "signed_on": "2017-01-01"}]
    with store.write("Add", "A") as session:
        us, them = organisation(session, "We", ours=True), organisation(session, "They")
        which = agreement(session, "Memorandum", us, them)
        lines = [edit.Line(None, signed[0] | {"on_behalf_of_id": us})]
        term = [edit.Line(None, {"effective_from": "2017-01-01", "basis": "first"})]
        edit.change(session, AGREEMENT, which, 1, {}, {"signatory": lines, "term": term})
    with store.read() as session:
        (found,) = counting.every(session)
        assert counting.effective([found], date(2018, 1, 1)) == []
    with store.write("Countersigned", "A") as session:
        mine = edit.load(session, AGREEMENT, which).rows["signatory"]
        lines = [*mine, edit.Line(None, signed[0] | {"on_behalf_of_id": them})]
        edit.change(session, AGREEMENT, which, 1, {}, {"signatory": lines})
    with store.read() as session:
        (found,) = counting.every(session)
        assert counting.effective([found], date(2018, 1, 1)) == [found]
        assert found.signed_on() == date(2017, 1, 1)


# Rule 2: once each, rolled up.

KINDS = ["university", "school", "research institute", "alliance", "company"]


@st.composite
def _organisations(draw):
    number = draw(st.integers(1, 7))
    ids = st.none() | st.integers(1, number + 1)  # one of them is on no record
    return {
        which: Organisation(
            source=_source(which),
            kind=draw(st.sampled_from(KINDS)),
            country="",
            parent_id=draw(ids),
            successor_id=draw(ids),
            ceased_on=draw(MAYBE),
            prominence=0,
            ours=False,
        )
        for which in range(1, number + 1)
    }


def _walked(organisations, which, day):
    """Follow the rule step by step, as one would with a finger on the list."""
    path = []
    while which not in path:
        path.append(which)
        here = organisations[which]
        upwards, above = [which], here.parent_id
        found = None
        while here.kind != "university" and above in organisations and above not in upwards:
            if organisations[above].kind == "university":
                found = above
                break
            upwards.append(above)
            above = organisations[above].parent_id
        if found is None and here.ceased_on is not None and here.ceased_on <= day:
            found = here.successor_id
        if found not in organisations:
            return which
        which = found
    return which


@settings(max_examples=200)
@given(_organisations(), ASKED)
def test_a_faculty_counts_as_its_university_and_a_renamed_one_as_its_successor(organisations, day):
    """Rule 2: a faculty rolls up to its university, a renamed one to its successor."""
    for which in organisations:
        counted = counted_as(organisations, which, day)
        assert counted == _walked(organisations, which, day)
        assert counted in organisations


@settings(max_examples=200)
@given(_organisations(), ASKED)
def test_without_circles_what_one_counts_as_counts_as_itself(organisations, day):
    """Rule 2: partners are distinct, whichever of their units one begins with."""
    for which in list(organisations):  # what follows has a higher number: no circles
        here = organisations[which]
        organisations[which] = replace(
            here,
            parent_id=here.parent_id if (here.parent_id or 0) > which else None,
            successor_id=here.successor_id if (here.successor_id or 0) > which else None,
        )
    for which in organisations:
        counted = counted_as(organisations, which, day)
        assert counted_as(organisations, counted, day) == counted
        assert counted >= which


def test_a_circle_of_successors_ends():
    """Rule 2: a mistake in the records must not hang a briefing."""
    both = {
        which: Organisation(
            _source(which), "university", "", None, 3 - which, date(2000, 1, 1), 0, False
        )
        for which in (1, 2)
    }
    assert {counted_as(both, which, date(2018, 1, 1)) for which in both} == {1, 2}


def test_an_agreement_with_two_faculties_reaches_one_university(store):
    """Rule 2: an agreement counts once; partners are distinct organisations."""
    with store.write("Add", "A") as session:
        us = organisation(session, "We", ours=True)
        old = organisation(session, "Old", country="JP", ceased_on="2010")
        new = organisation(session, "New", country="JP")
        edit.change(session, kind_of(session), old, 1, {"successor_id": new})
        law = organisation(session, "Law", kind="school", parent_id=old)
        arts = organisation(session, "Arts", kind="school", parent_id=new)
        agreement(session, "Memorandum", us, law, arts)
    with store.read() as session:
        organisations = Organisations(session, date(2018, 1, 1))
        (found,) = counting.concerning(session, [law])
        assert {organisations.counted_as(o).id for o in found.theirs()} == {new}
        assert organisations.in_country("JP") == {old, new, law, arts}
        assert organisations.ourselves == {us}
        before = Organisations(session, date(2009, 12, 31))
        assert {before.counted_as(o).id for o in found.theirs()} == {old, new}
        assert counting.counted_as_ours(found, organisations.ourselves)
        assert not counting.counted_as_ours(
            replace(found, level="alliance"), organisations.ourselves
        )


def kind_of(session):
    return session.tables.kinds["organisation"]


@given(
    st.lists(
        st.builds(
            Party,
            st.sampled_from(["ours", "theirs"]),
            st.integers(1, 5),
            st.sampled_from(["party", "member through alliance"]),
        )
    )
)
def test_members_reached_through_an_alliance_are_no_partners(parties):
    """Rule 2: its members are named, and are not partners."""
    made = _agreement(1, terms=(), signed=(), parties=tuple(parties))
    through = [p for p in parties if p.role != "party"]
    assert len(made.ours()) + len(made.theirs()) == len(parties) - len(through)


@given(MAYBE, MAYBE, FEW_DAYS)
def test_a_membership_is_held_from_its_first_day_to_its_last(first, last, day):
    """Rule 2, as of D."""
    made = memberships.Membership(1, 2, "member", first, last)
    held = (first or date.min) <= day <= (last or date.max)
    assert made.held_on(day) == held


# Rule 4: windows.


@given(st.dates(date(1900, 1, 1)), st.integers(1, 12), st.dates())
def test_recent_years_are_calendar_years_that_end_with_the_day(day, count, asked):
    """Rule 4: 2013 to 2017 for D in 2017, cut at D."""
    window = recent_years(day, count)
    years = [day.year - number for number in range(count)]
    assert (asked in window) == (asked.year in years and asked <= day)
    assert list(window.years) == sorted(years)
    assert None not in window
    assert days.year_of(day) == recent_years(day, 1)


def test_the_five_years_of_a_day_in_2017_begin_in_2013():
    """Rule 4, its own example."""
    assert recent_years(date(2017, 12, 31), 5) == Window(date(2013, 1, 1), date(2017, 12, 31))


# Rules 5 and 6: people once, flow and stock.

STAYS = st.lists(st.tuples(st.integers(1, 3), MAYBE, MAYBE, MAYBE, MAYBE), max_size=8)


def _stays(given_stays):
    return [
        Stay(
            source=_source(number),
            person_id=who,
            organisation_id=1,
            level="",
            programme_id=None,
            agreement_id=None,
            funding="",
            subjects=(),
            planned_start=planned_start,
            planned_end=planned_end,
            actual_start=actual_start,
            actual_end=actual_end,
        )
        for number, (who, planned_start, planned_end, actual_start, actual_end) in enumerate(
            given_stays
        )
    ]


@settings(max_examples=200)
@given(STAYS, FEW_DAYS, FEW_DAYS)
def test_a_stay_belongs_to_the_window_it_starts_in_and_a_person_counts_once(
    given_stays, one, other
):
    """Rules 5 and 6: a stay belongs to the year it starts; people are counted once."""
    made = _stays(given_stays)
    window = Window(min(one, other), max(one, other))
    expected, who = [], []
    for stay_made, (person_id, planned, _, actual, _) in zip(made, given_stays, strict=True):
        start = planned if actual is None else actual
        if start is not None and window.first <= start <= window.last:
            expected.append(stay_made)
            if person_id not in who:
                who.append(person_id)
    assert staying.begun_in(made, window) == expected
    assert len(staying.persons(expected)) == len(who)


@settings(max_examples=200)
@given(STAYS, FEW_DAYS)
def test_a_person_is_abroad_on_every_day_from_the_start_to_the_end(given_stays, day):
    """Rule 6: start ≤ D ≤ end; the stock of a day is no flow of its year."""
    for made, (_, planned_start, planned_end, actual_start, actual_end) in zip(
        _stays(given_stays), given_stays, strict=True
    ):
        start, end = actual_start or planned_start, actual_end or planned_end
        away = set()
        while start is not None and end is not None and start <= end:
            away.add(start)
            start += DAY
        assert made.covers(day) == (day in away)


@given(MAYBE, MAYBE, FEW_DAYS)
def test_an_expert_without_an_end_is_still_with_us(first, last, day):
    """Rule 6, for engagements: a post has no end until it ends."""
    made = experts.Engagement(_source(1), 1, "long-term", None, {}, (), first, last, None, None, {})
    assert made.covers(day) == (first is not None and first <= day <= (last or date.max))


def test_who_studies_online_only_is_nowhere_else(store):
    """Rule 6: abroad is who is there; blended is there for a part, and what is not said is too."""
    day = date(2018, 1, 5)
    with store.write("Add", "A") as session:
        where, who = organisation(session, "Kumamoto"), person(session, "Li")
        for mode in ("", "physical", "blended", "virtual"):
            stay(session, who, where, mode=mode, planned_start="2018-01-01",
                 planned_end="2018-02-01")  # fmt: skip
        stay(session, who, where, mode="virtual", planned_start="2018-01-01", status="withdrawn")
    with store.read() as session:
        found = staying.lasting(session, "outbound", day)
        assert [each.mode for each in found] == ["", "physical", "blended"]
        assert len(staying.stays(session, "outbound", [where], day)) == 3
        year = date(2018, 1, 1), date(2018, 12, 31)
        assert len(staying.begun_between(session, "outbound", *year)) == 3
        assert [s.mode for s in staying.virtual(session, "outbound", *year)] == ["virtual"]
        assert staying.virtual(session, "inbound", *year) == []


@pytest.mark.parametrize(
    ("level", "said", "eqf"),
    [("bachelor", "", "6"), ("master", "", "7"), ("doctoral", "", "8"), ("visiting", "", ""),
     ("visiting", "7", "7"), ("master", "8", "8"), ("", "", "")],
)  # fmt: skip
def test_the_eqf_level_is_what_was_said_else_that_of_the_level(store, level, said, eqf):
    with store.write("Add", "A") as session:
        where, who = organisation(session, "Kumamoto"), person(session, "Li")
        stay(session, who, where, level=level, eqf_level=said)
    with store.read() as session:
        (found,) = staying.stays(session, "outbound", [where], date(2018, 1, 5))
    assert found.eqf == eqf


@pytest.mark.parametrize(
    ("code", "field"),
    [("0732", "07"), ("07", "07"), ("1015", "10"), (" 0314 ", "03"), ("9999", ""), ("", ""),
     ("7", ""), ("07321", ""), ("law", ""), ("０７３２", "")],
)  # fmt: skip
def test_a_code_of_isced_belongs_to_the_broad_field_of_its_first_figures(code, field):
    assert broad(code) == field


def test_only_stays_that_came_about_are_read(store):
    """Rule 6 and records.md, Mobility: nominated and withdrawn ones did not come about."""
    with store.write("Add", "A") as session:
        where, who = organisation(session, "Kumamoto"), person(session, "Li")
        for status in ("nominated", "accepted", "abroad", "finished", "withdrawn"):
            stay(session, who, where, status=status, planned_start="2017-09-01", subject_en=status)
        stay(session, who, where, subject_en="undated")
        stay(session, who, where, planned_start="2017-09-01", actual_start="2018-02-01")
        stay(session, who, where, planned_start="2018-02-01", actual_start="2017-12-01")
        stay(session, who, where, direction="inbound")
    with store.read() as session:
        read = staying.stays(session, "outbound", [where], date(2018, 1, 5))
        assert [dict(s.subjects)["en"] for s in read] == [
            "accepted",
            "abroad",
            "finished",
            "undated",
            "",
        ]
        assert read[-1].starts_on == date(2017, 12, 1)
        assert staying.stays(session, "outbound", [where + 1], date(2018, 1, 5)) == []
        assert len(staying.stays(session, "outbound", None, date(2018, 1, 5))) == 5


# Rule 7: long.


def _length_in_months(start: date, end: date) -> int:
    """Count whole months: walk from the start day by day and turn a page at each month's day."""
    months, day = 0, start
    while day <= end:
        day += DAY
        last = calendar.monthrange(day.year, day.month)[1]
        if day.day == min(start.day, last) and (day.year, day.month) != (start.year, start.month):
            months += 1
    return months


@settings(max_examples=60)
@given(st.dates(date(2015, 1, 1), date(2021, 1, 1)), st.integers(0, 300), st.integers(1, 9))
def test_a_stay_is_long_when_its_planned_length_has_the_months(start, length, months):
    """Rule 7: calendar months, both days belonging to the stay."""
    end = start + length * DAY
    assert is_long(start, end, months) == (_length_in_months(start, end) >= months)


@pytest.mark.parametrize(
    ("start", "end", "long"),
    [
        ("2017-03-01", "2017-08-31", True),
        ("2017-03-01", "2017-08-30", False),
        ("2017-08-31", "2018-02-27", True),  # the last of February stands for the 31st
        ("2017-08-31", "2018-02-26", False),
        ("2019-08-31", "2020-02-28", True),
        ("2019-08-31", "2020-02-27", False),
        ("2017-09-01", "9999-12-31", True),
    ],
)
def test_six_months_are_six_pages_of_the_calendar(start, end, long):
    """Rule 7, its edges; 9999-12-31 is what some write for no end."""
    assert is_long(date.fromisoformat(start), date.fromisoformat(end), 6) == long


def test_a_stay_without_planned_dates_is_neither_long_nor_short():
    """Rules 7 and 11: the length is that planned, and what is missing is not guessed."""
    dated = (1, date(2017, 3, 1), None, date(2017, 3, 1), date(2018, 3, 1))
    (made,) = _stays([dated])
    assert made.is_long(6) is None


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2017-01-31", 1, "2017-02-28"),
        ("2016-01-31", 1, "2016-02-29"),
        ("2016-02-29", 12, "2017-02-28"),
        ("2016-02-29", 48, "2020-02-29"),
        ("2017-03-31", -1, "2017-02-28"),
        ("2017-12-15", 1, "2018-01-15"),
        ("2018-01-15", -1, "2017-12-15"),
        ("2017-05-31", 0, "2017-05-31"),
    ],
)
def test_some_months_later_is_the_same_day_or_the_last_of_the_month(day, months, expected):
    assert months_after(date.fromisoformat(day), months).isoformat() == expected


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-40, 40))
def test_months_later_lie_in_the_month_one_counts_to(day, months):
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + DAY).day == 1)


# Rule 8: amounts.

AWARDS = st.lists(
    st.builds(
        Award,
        st.just(_source(1)),
        st.just(1),
        st.none(),
        st.integers(1, 3),
        st.integers(2016, 2017),
        st.integers(-5, 10**6).map(lambda hundredths: Decimal(hundredths) / 100),
        st.sampled_from(["CNY", "EUR", "JPY"]),
        st.sampled_from(["month", "year", "whole"]),
    ),
    max_size=8,
)


@given(AWARDS)
def test_a_range_is_of_what_each_person_received_in_all_in_one_currency(given_awards):
    """Rule 8: never across currencies; a range is of per-person totals."""
    expected = {}
    for currency in ("CNY", "EUR", "JPY"):
        totals = defaultdict(list)
        for award in given_awards:
            if award.currency == currency and award.per != "month":
                totals[award.recipient_id].append(award.amount)
        sums = sorted(sum(amounts) for amounts in totals.values())
        if sums:
            expected[currency] = (sums[0], sums[-1])
    found = awards.ranges(given_awards)
    assert {r.currency: (r.least, r.most) for r in found} == expected
    assert [r.currency for r in found] == sorted(expected)


# Rule 9: posts of the day.


@given(MAYBE, MAYBE, FEW_DAYS)
def test_posts_and_honours_are_those_of_the_day(first, last, day):
    """Rule 9; an honour without a day of conferment is not yet known to be held (rule 11)."""
    post = Position(_source(1), 1, 1, {}, None, first, last)
    assert post.held_on(day) == ((first or date.min) <= day <= (last or date.max))
    honour = Honour(_source(1), 1, "prize", {}, None, first, last)
    assert honour.held_on(day) == (first is not None and first <= day <= (last or date.max))


def test_a_person_counts_for_a_country_by_nationality_else_by_where_they_come_from():
    """Rule 3, for people."""
    one = people.Person(None, ("JP", "DE"), True, "", "")
    other = people.Person(None, (), True, "", "")
    assert people.is_from(one, "FR", "JP")
    assert not people.is_from(one, "FR", "FR")
    assert people.is_from(other, "FR", "FR")


NAMES = st.lists(
    st.fixed_dictionaries(
        {
            "text": st.sampled_from(["A", "B", "C"]),
            "language": st.sampled_from(["en", "ja"]),
            "type": st.sampled_from(["official", "former"]),
            "preferred": st.booleans(),
            "valid_from": st.sampled_from(["", "2010", "2012-05", "2014-05-06"]),
            "valid_until": st.sampled_from(["", "2011", "2013-05", "2015-05-06"]),
        }
    ),
    min_size=1,
    max_size=4,
)


@given(NAMES, st.dates(date(2009, 1, 1), date(2016, 12, 31)))
def test_a_body_is_called_by_a_name_that_was_in_use_on_the_day(names, day):
    """Rule 9 and records.md, Names: valid from and until; a former name where it then still was."""

    def first_day(written):
        return date.fromisoformat(f"{written}-01-01"[:10]) if written else date.min

    def last_day(written):
        if not written:
            return date.max
        year, month, *rest = (*(int(part) for part in written.split("-")), 12)[:3]
        return date(year, month, rest[0]) if len(written) == 10 else _end_of(year, month)

    def _end_of(year, month):
        return date(year, month, calendar.monthrange(year, month)[1])

    in_use = [
        name
        for name in names
        if first_day(name["valid_from"]) <= day <= last_day(name["valid_until"])
        and (name["type"] != "former" or name["valid_until"])
    ]
    for code in ("en", "ja"):
        called = name_on(names, code, day)
        assert called in {name["text"] for name in in_use or names}
        mine = {name["text"] for name in in_use if name["language"] == code}
        assert not mine or called in mine


# Rule 10: words that must be proved.


@given(st.integers(0, 100_000))
def test_nearly_and_over_are_said_only_where_the_number_is_that_close(value):
    """Rule 10: nearly N is 0.9 N ≤ v < N, from 30 up."""
    near, over = claims.nearly(value), claims.over(value)
    if near is not None:
        assert value >= 30
        assert Decimal("0.9") * near <= value < near
    if over is not None:
        assert value >= 30
        assert over < value <= Decimal("1.1") * over
    for number in (near, over):
        assert number is None or str(number).rstrip("0") in [*"123456789", "15"]
    nines = [10**power * digit for power in range(1, 6) for digit in range(1, 10)]
    if value >= 30 and any(9 * n <= 10 * value < 10 * n for n in nines):
        assert near is not None


@given(st.lists(st.integers(0, 20), max_size=7))
def test_a_series_grows_only_where_it_is_proved(values):
    """Rule 10: last ≥ 1.5 × first and no two falls in a row."""
    proved = len(values) > 1 and values[0] > 0 and values[-1] >= Decimal("1.5") * values[0]
    for a, b, c in zip(values, values[1:], values[2:], strict=False):
        proved = proved and not (b < a and c < b)
    assert claims.grows(values) == proved


def test_a_name_is_written_in_its_own_script_as_there_it_is_written(tmp_path):
    kind = kind_named(ALL_KINDS, "person")
    named = (("Лебедев", "Алексей", "ru"), ("河村", "能人", "ja"))
    with opened(tmp_path) as store:
        with store.write("Add", "test") as session:
            ids = [
                edit.add(
                    session,
                    kind,
                    {"family_native": family, "given_native": given, "native_language": code},
                    {},
                )
                for family, given, code in named
            ]
        with store.read() as session:
            found = people.people(session, ids)
    assert [found[which].native for which in ids] == ["Алексей Лебедев", "河村能人"]
    assert [found[which].native_language for which in ids] == ["ru", "ja"]
