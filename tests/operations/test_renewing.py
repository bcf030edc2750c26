"""An agreement is renewed in one step, and counted as records.md, rule 1, says."""

from datetime import date

import pytest

from intloffice.errors import OfficeError
from intloffice.operations import edit, renewing, undo
from intloffice.operations.counting import agreements
from intloffice.operations.renewing import NextTerm
from tests.stores import AGREEMENT, organisation

TODAY = date(2017, 12, 31)


def add(session, *terms, **values):
    """Add an agreement of two parties, signed by both; each term is two days as ISO dates."""
    parties = [organisation(session, name) for name in ("We", "They")]
    sides = ("ours", "theirs")
    needed = {"title_en": "Exchange", "kind": "student exchange", "level": "university"}
    rows = {
        "party": [
            {"side": side, "organisation_id": which, "role": "party"}
            for side, which in zip(sides, parties, strict=True)
        ],
        "signatory": [{"on_behalf_of_id": each, "signed_on": "2010-01-01"} for each in parties],
        "term": [
            {"effective_from": begins, "effective_until": until, "basis": "first"}
            for begins, until in terms
        ],
        "condition": [
            {"direction": "outbound", "mobility_type": "student studies", "places_a_year": 4}
        ],
    }
    return edit.add(session, AGREEMENT, needed | {"renewal": "fixed"} | values, rows)


def in_force(store, day):
    with store.read() as session:
        return [each.id for each in agreements.effective(agreements.every(session), day)]


@pytest.mark.parametrize(
    ("term", "begins", "until"),
    [
        (("2013-04-01", "2018-03-31"), date(2018, 4, 1), date(2023, 3, 31)),
        (("2016-02-29", "2018-02-27"), date(2018, 2, 28), date(2020, 2, 27)),
        (("2017-01-01", "2017-01-10"), date(2017, 1, 11), date(2017, 1, 20)),
        (("2013-04-01", None), TODAY, None),
    ],
)
def test_the_next_term_follows_the_last_and_is_as_long(store, term, begins, until):
    with store.write("Add", "A") as session:
        which = add(session, term)
    with store.read() as session:
        assert renewing.proposed(session, which, TODAY) == NextTerm(begins, until)


def test_another_term_lets_an_agreement_go_on_without_a_gap(store):
    with store.write("Add", "A") as session:
        which = add(session, ("2013-04-01", "2018-03-31"))
    assert in_force(store, date(2018, 4, 1)) == []
    with store.write("Renew", "A") as session:
        renewing.with_term(session, which, renewing.proposed(session, which, TODAY))
    assert in_force(store, date(2018, 4, 1)) == [which]
    assert in_force(store, date(2023, 3, 31)) == [which]
    assert in_force(store, date(2023, 4, 1)) == []


def test_a_term_that_begins_before_the_last_has_ended_is_refused(store):
    with store.write("Add", "A") as session:
        which = add(session, ("2013-04-01", "2018-03-31"))
    with pytest.raises(OfficeError, match="nothing was saved"), store.write("R", "A") as session:
        renewing.with_term(session, which, NextTerm(date(2018, 3, 31), None))
    with store.read() as session:
        assert len(edit.load(session, AGREEMENT, which).rows["term"]) == 1


def test_a_successor_takes_the_place_of_an_agreement_when_all_have_signed(store):
    with store.write("Add", "A") as session:
        which = add(session, ("2013-04-01", "2018-03-31"), reference="JP-1", notice_months=6)
    with store.write("Renew", "A") as session:
        new = renewing.with_successor(session, which, NextTerm(date(2018, 1, 1), None))
    assert in_force(store, date(2018, 1, 2)) == [which]
    with store.read() as session:
        made = edit.load(session, AGREEMENT, new)
        old = edit.load(session, AGREEMENT, which)
    assert (made.values["replaces_id"], made.values["reference"]) == (which, "")
    assert made.values["notice_months"] == 6
    for name in ("party", "condition"):
        assert [line.values for line in made.rows[name]] == [line.values for line in old.rows[name]]
    signed = [
        edit.Line(line.id, {**line.values, "signed_on": date(2017, 12, 1)})
        for line in made.rows["signatory"]
    ]
    assert len(signed) == 2
    with store.write("Sign", "A") as session:
        edit.change(session, AGREEMENT, new, made.version, {}, {"signatory": signed})
    assert in_force(store, date(2018, 1, 2)) == [new]


def test_renewing_is_undone_in_one_step(store):
    with store.write("Add", "A") as session:
        which = add(session, ("2013-04-01", "2018-03-31"))
    with store.write("Renew", "A") as session:
        renewing.with_successor(session, which, NextTerm(date(2018, 4, 1), None))
    with store.write("Undo", "A") as session:
        undo.undo(session)
    with store.read() as session:
        assert [each.id for each in agreements.every(session)] == [which]
