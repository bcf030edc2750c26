"""What the first page tells of days ahead."""

from datetime import date

import pytest

from intloffice.operations import deadlines, edit
from intloffice.operations.counting.milestones import anniversaries
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named
from tests.stores import MEETING

DAY = date(2017, 12, 31)


@pytest.mark.parametrize(
    ("happened", "expected"),
    [
        ("1998-03-05", [(20, "2018-03-05")]),
        ("1998-03", [(20, "2018-03")]),
        ("1998", [(20, "2018")]),
        ("1997-03-05", []),
        ("1999-03-05", []),
        ("2016-02-29", []),
        ("1972-09-29", []),
        ("2018-05-01", []),
        ("", []),
    ],
)
def test_round_anniversaries_are_multiples_of_five_years_as_exact_as_is_known(happened, expected):
    assert list(anniversaries(happened, DAY, date(2018, 12, 31))) == expected


def test_what_was_to_follow_from_a_meeting_that_was_cancelled_is_not_told(store):
    promised = [{"kind": "promise", "text_en": "Send the draft", "due_on": DAY}]
    values = {"direction": "paid", "kind": "courtesy", "starts_on": date(2017, 1, 1)}
    with store.write("Add", "A") as session:
        for title, status in (("Held", "held"), ("Off", "cancelled")):
            more = {"title_en": title, "status": status}
            edit.add(session, MEETING, values | more, {"follow_up": promised})
    with store.read() as session:
        found = deadlines.following(session, DAY, "en", 8)
    assert [each.caption for each in found] == ["Held"]


def test_the_nearest_anniversaries_are_told_first(store):
    kind = kind_named(ALL_KINDS, "milestone")
    with store.write("Add", "A") as session:
        for happened, text in (("2008-11", "late"), ("1993-01-10", "early"), ("2001", "none")):
            edit.add(session, kind, {"kind": "other", "happened_on": happened, "text_en": text}, {})
    with store.read() as session:
        found = deadlines.anniversaries(session, DAY, "en", 8)
    assert [(each.on, each.years) for each in found] == [("2018-01-10", 25), ("2018-11", 10)]
    assert "early" in found[0].caption
