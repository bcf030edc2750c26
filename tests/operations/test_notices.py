"""What is to be decided of agreements, and when: by notice rather than by expiry."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from intloffice.operations import edit, figures
from intloffice.operations.counting import notices
from intloffice.operations.counting.agreements import Agreement, Term
from intloffice.operations.counting.days import next_span
from intloffice.operations.counting.naming import Source
from tests.operations.test_renewing import add
from tests.stores import AGREEMENT

FIRST, END, FAR = date(2013, 4, 1), date(2018, 3, 31), date(2040, 1, 1)


def agreement(renewal="fixed", until=END, ended=None, **given):
    return Agreement(
        source=Source("agreement", 1, "u"),
        reference="",
        titles={},
        kind="framework",
        level="university",
        renewal=renewal,
        replaces_id=None,
        terms=(Term(FIRST, until, ended),),
        parties=(),
        signed=(date(2013, 1, 1),),
        **given,
    )


def told(which, last=FAR):
    return [(each.sort, each.day) for each in notices.deadlines(which, last)]


def test_a_fixed_term_is_told_of_by_its_last_day_of_notice_and_then_by_its_end():
    assert told(agreement(notice_months=6)) == [
        ("notice", date(2017, 9, 30)),
        ("ending", END),
    ]
    assert told(agreement()) == [("ending", END)]


def test_what_renews_itself_is_left_in_peace_but_for_a_review():
    assert told(agreement("automatic", review_on=date(2016, 5, 1))) == [
        ("review", date(2016, 5, 1))
    ]
    assert told(agreement("automatic"), date(2023, 1, 1)) == [
        ("proposed review", date(2017, 3, 31)),
        ("proposed review", date(2022, 3, 31)),
    ]
    assert told(agreement("open-ended", None)) == []


def test_an_end_that_was_given_notice_of_is_told_whatever_the_renewal():
    ended = agreement("automatic", ended=date(2016, 1, 1))
    assert told(ended) == [("ending", date(2016, 1, 1))]


def test_a_review_that_was_entered_stays_due_and_a_proposed_one_until_notice_is_too_late():
    day = date(2017, 12, 31)
    entered = agreement("automatic", review_on=date(2016, 5, 1))
    assert notices.next_deadline(entered, day, FAR).sort == "review"
    proposed = agreement("automatic", notice_months=6)
    assert notices.next_deadline(proposed, date(2017, 9, 1), FAR).day == date(2017, 3, 31)
    assert notices.next_deadline(proposed, day, FAR).day == date(2022, 3, 31)


@pytest.mark.parametrize(("day", "sort"), [((2017, 8, 1), "notice"), ((2017, 12, 31), "ending")])
def test_the_first_page_tells_notice_first_and_the_end_once_notice_is_over(store, day, sort):
    with store.write("Add", "A") as session:
        which = add(session, ("2013-04-01", "2018-03-31"), notice_months=6)
    with store.read() as session:
        found = figures.agreed(session, date(*day), date(2018, 6, 30), 8).due
    assert [(each, what) for _, each, what in found] == [(which, sort)]


def test_the_first_page_does_not_tell_of_what_another_replaces(store):
    with store.write("Add", "A") as session:
        which = add(session, ("2013-04-01", "2018-03-31"))
        other = add(session, ("2018-04-01", "2023-03-31"))
        version = edit.load(session, AGREEMENT, other).version
        edit.change(session, AGREEMENT, other, version, {"replaces_id": which})
    with store.read() as session:
        assert figures.agreed(session, date(2017, 12, 31), date(2018, 6, 30), 8).due == ()


days = st.dates(date(1950, 1, 1), date(2099, 12, 31))
#: Months differ by three days at most, and so many years by three leap days: 2100 has none.
_NEARLY = 6


@given(days, days)
@example(date(2000, 3, 2), date(2052, 9, 1))
def test_the_next_span_begins_the_day_after_and_is_as_long(one, other):
    first, last = sorted((one, other))
    begins, ends = next_span(first, last)
    assert (begins - last).days == 1
    assert abs((ends - begins).days - (last - first).days) <= _NEARLY
