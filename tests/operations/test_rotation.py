"""Which backups are kept (the law of rotation), also where the clock jumps."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from intloffice.operations import rotation
from intloffice.operations.rotation import FLOOR, Kept, kept, to_delete

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


def backups(days):
    return [Kept(number, day) for number, day in enumerate(days, 1)]


@given(st.lists(DAYS, max_size=60))
def test_the_newest_are_always_kept_whatever_the_clock_said(days):
    known = backups(days)
    newest = [each.number for each in known][-FLOOR:]
    assert set(newest) <= kept(known)


@given(st.lists(DAYS, max_size=60), st.booleans())
def test_at_most_one_is_deleted_and_never_below_the_floor(days, good):
    known = backups(days)
    gone = to_delete(known, newest_is_good=good)
    if not good or len(known) <= FLOOR:
        assert gone is None
    elif gone is not None:
        assert gone not in kept(known)
        assert gone < len(known)


@given(st.lists(DAYS, min_size=1, max_size=60), st.integers(-20_000, 20_000))
def test_only_the_order_of_numbers_tells_what_is_newer(days, jump):
    known = backups(days)
    shifted = Kept(len(days) + 1, known[-1].day + timedelta(days=jump % 3000))
    assert shifted.number in kept([*known, shifted])


def test_a_year_of_backups_is_thinned_to_days_weeks_and_months():
    held: list[Kept] = []
    number, first = 0, date(2017, 1, 1)
    for day in (first + timedelta(days=each) for each in range(365)):
        for _ in range(4):
            number += 1
            held.append(Kept(number, day))
            gone = to_delete(held, newest_is_good=True)
            held = [each for each in held if each.number != gone]
    while (gone := to_delete(held, newest_is_good=True)) is not None:
        held = [each for each in held if each.number != gone]
    last = first + timedelta(days=364)
    days = {each.day for each in held}
    assert {last - timedelta(days=each) for each in range(rotation.DAYS)} <= days
    assert sum(each.day == last for each in held) == 4
    assert {(day.year, day.month) for day in days} == {(2017, month) for month in range(1, 13)}
    assert len(held) < 40


def test_what_was_there_before_an_update_is_kept_for_a_year_of_backups():
    held = [Kept(1, date(2017, 1, 3), lasting=True), Kept(2, date(2017, 1, 3))]
    days = [date(2017, 1, 4) + timedelta(days=each) for each in range(420)]
    lost_on = None
    for number, day in enumerate(days, 3):
        held.append(Kept(number, day))
        gone = to_delete(held, newest_is_good=True)
        held = [each for each in held if each.number != gone]
        if gone == 1:
            lost_on = day
    assert lost_on is not None
    assert date(2018, 1, 3) <= lost_on <= date(2018, 2, 28)
