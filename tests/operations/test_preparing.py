"""A meeting is prepared in single steps, each of which can be undone."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intloffice.errors import ChangedMeanwhileError, OfficeError
from intloffice.operations import edit, itinerary, preparing, undo
from intloffice.operations.counting.visits import visit
from intloffice.operations.itinerary import Engaged
from tests.stores import MEETING, person

DAY = date(2018, 1, 5)


def meeting(session, **given):
    """Add a meeting of one day; rows are given by their names, times as starts_at and ends_at."""
    rows = {name: given.pop(name) for name in list(given) if name in MEETING.rows_by_name}
    values = {
        "title_en": "Visit",
        "direction": "received",
        "kind": "courtesy",
        "status": "confirmed",
        "starts_on": DAY,
    }
    return edit.add(session, MEETING, values | given, rows)


def coming(person_id, side="guest", **given):
    return {"person_id": person_id, "side": side, "role": "member"} | given


def entry(at, until, kind="other", **given):
    return {"starts_at": at, "ends_at": until, "kind": kind} | given


def rows_of(store, which, name):
    with store.read() as session:
        return edit.load(session, MEETING, which).rows[name]


def test_participants_are_put_in_order_of_precedence_side_by_side(store):
    with store.write("Add", "A") as session:
        people = [person(session, name) for name in "ABCD"]
        sides = ("guest", "guest", "guest", "host")
        which = meeting(
            session, participant=[coming(p, side) for p, side in zip(people, sides, strict=True)]
        )
    first, second, third, host = (line.id for line in rows_of(store, which, "participant"))
    with store.write("Order", "A") as session:
        preparing.put_in_order(session, which, "guest", [third, first, second])
    with store.read() as session:
        met = visit(session, which)
    assert [p.row for p in met.guests()] == [third, first, second]
    assert [(p.row, p.precedence) for p in met.hosts()] == [(host, None)]
    with store.write("Undo", "A") as session:
        undo.undo(session)
    with store.read() as session:
        assert [p.row for p in visit(session, which).guests()] == [first, second, third]


def test_an_order_that_knows_not_everybody_is_refused(store):
    with store.write("Add", "A") as session:
        which = meeting(session, participant=[coming(person(session, name)) for name in "AB"])
    first, second = (line.id for line in rows_of(store, which, "participant"))
    for rows in ([first], [first, second, second], [first, second, 999]):
        with pytest.raises(ChangedMeanwhileError), store.write("Order", "A") as session:
            preparing.put_in_order(session, which, "guest", rows)


def test_who_is_added_comes_last_and_the_first_of_a_side_is_its_head(store):
    with store.write("Add", "A") as session:
        people = [person(session, name) for name in "ABC"]
        which = meeting(session, participant=[coming(people[0], precedence=7)])
        preparing.add_participant(session, which, "guest", people[1])
        preparing.add_participant(session, which, "host", people[2])
    added = [line.values for line in rows_of(store, which, "participant")[1:]]
    assert [(v["side"], v["role"], v["precedence"]) for v in added] == [
        ("guest", "member", 8),
        ("host", "head", 1),
    ]
    with pytest.raises(OfficeError, match="already"), store.write("Again", "A") as session:
        preparing.add_participant(session, which, "host", people[0])


def test_what_is_done_is_marked_and_taken_back(store):
    with store.write("Add", "A") as session:
        which = meeting(
            session,
            check=[{"what": "Room", "days_before": 3}, {"what": "Photographer"}],
            follow_up=[{"kind": "task", "text_en": "Write"}],
        )
    room = rows_of(store, which, "check")[0].id
    task = rows_of(store, which, "follow_up")[0].id
    for name, row in (("check", room), ("follow_up", task)):
        for on in (DAY, None):
            with store.write("Mark", "A") as session:
                preparing.mark(session, which, name, row, on)
            assert rows_of(store, which, name)[0].values["done_on"] == on
    with pytest.raises(ChangedMeanwhileError), store.write("Mark", "A") as session:
        preparing.mark(session, which, "check", task + 1000, DAY)


def test_a_checklist_is_taken_over_without_what_is_on_it_already(store):
    with store.write("Add", "A") as session:
        which = meeting(session, check=[{"what": "Room and  interpreter"}])
        assert preparing.add_checks(session, which, [("room and interpreter", 7), ("Car", 2)]) == 1
        assert preparing.add_checks(session, which, [("Car", 1)]) == 0
    checks = [line.values for line in rows_of(store, which, "check")]
    assert [(v["what"], v["days_before"]) for v in checks] == [
        ("Room and  interpreter", None),
        ("Car", 2),
    ]


def clashes(store, which):
    with store.read() as session:
        return [(c.row, c.reason) for c in itinerary.clashes(session, which)]


def test_the_delegation_cannot_be_in_two_places_at_once(store):
    with store.write("Add", "A") as session:
        which = meeting(
            session,
            item=[
                entry("10:00", "11:00", "meeting", place_en="Room 301"),
                entry("10:30", "11:30", "tour", place_en="Library"),
                entry("11:30", "12:00", "departure", place_en="Gate"),
            ],
        )
    tour = rows_of(store, which, "item")[1].id
    assert clashes(store, which) == [(tour, itinerary.TOGETHER)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"place_en": "Room 301"}, {"place_en": "room  301"}),
        ({"who": "the guests"}, {"who": "the interpreters"}),
    ],
)
def test_one_place_or_different_people_are_no_conflict(store, one, other):
    with store.write("Add", "A") as session:
        which = meeting(
            session, item=[entry("10:00", "11:00", **one), entry("10:30", "11:30", **other)]
        )
    assert clashes(store, which) == []


def test_who_is_in_charge_of_two_entries_at_once_is_told(store):
    with store.write("Add", "A") as session:
        lin = person(session, "Lin")
        which = meeting(
            session,
            item=[
                entry("10:00", "11:00", who="the guests", responsible_id=lin),
                entry("10:30", "11:30", who="the press", responsible_id=lin),
            ],
        )
    later = rows_of(store, which, "item")[1].id
    assert clashes(store, which) == [(later, itinerary.TOGETHER)]


def test_another_meeting_takes_the_place_and_the_people_unless_it_is_cancelled(store):
    with store.write("Add", "A") as session:
        host = person(session, "Host")
        both = {"starts_at": "10:00", "ends_at": "11:00", "place": "Room 301"}
        which = meeting(session, **both, participant=[coming(host, "host")])
        later = both | {"starts_at": "10:30", "ends_at": "11:30"}
        other = meeting(session, **later, participant=[coming(host, "host")])
    assert clashes(store, which) == [(0, itinerary.TAKEN), (0, itinerary.BUSY)]
    assert clashes(store, other) == [(0, itinerary.TAKEN), (0, itinerary.BUSY)]
    with store.write("Cancel", "A") as session:
        version = edit.load(session, MEETING, other).version
        edit.change(session, MEETING, other, version, {"status": "cancelled"})
    assert clashes(store, which) == []


def test_who_did_not_come_and_other_hours_are_no_conflict(store):
    with store.write("Add", "A") as session:
        host, guest = person(session, "Host"), person(session, "Guest")
        which = meeting(
            session,
            starts_at="10:00",
            ends_at="11:00",
            participant=[coming(host, "host"), coming(guest, attended="no")],
        )
        meeting(session, starts_at="11:00", ends_at="12:00", participant=[coming(host, "host")])
        meeting(session, starts_at="10:00", ends_at="11:00", participant=[coming(guest)])
    assert clashes(store, which) == []


def test_an_entry_on_no_day_of_the_visit_is_told(store):
    with store.write("Add", "A") as session:
        which = meeting(session, item=[entry("10:00", "11:00", on=date(2018, 1, 6))])
    assert clashes(store, which) == [(rows_of(store, which, "item")[0].id, itinerary.NOT_A_DAY)]


times = st.integers(0, 47).map(lambda half: f"{half // 2:02}:{half % 2 * 30:02}")


@settings(max_examples=200)
@given(times, times, times, times)
def test_two_that_meet_meet_either_way_round(one_at, one_until, other_at, other_until):
    def engaged(at, until):
        until = until if until >= at else ""
        none = frozenset()
        return Engaged(1, 1, "other", DAY, at, until, none, none, "")

    one, other = engaged(one_at, one_until), engaged(other_at, other_until)
    assert one.meets(other) == other.meets(one)
    assert one.meets(one)
    if one.until and other.until and one.until <= other.at and one.at < other.at:
        assert not one.meets(other)
