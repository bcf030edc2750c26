"""What the first page tells of days ahead."""

from datetime import date

import pytest

from intloffice.operations import deadlines, edit
from intloffice.operations.counting.milestones import anniversaries
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named

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


def test_the_nearest_anniversaries_are_told_first(store):
    kind = kind_named(ALL_KINDS, "milestone")
    with store.write("Add", "A") as session:
        for happened, text in (("2008-11", "late"), ("1993-01-10", "early"), ("2001", "none")):
            edit.add(session, kind, {"kind": "other", "happened_on": happened, "text_en": text}, {})
    with store.read() as session:
        found = deadlines.anniversaries(session, DAY, "en", 8)
    assert [(each.on, each.years) for each in found] == [("2018-01-10", 25), ("2018-11", 10)]
    assert "early" in found[0].caption
