"""Records are saved, changed and removed whole, or refused with every reason."""

from datetime import date

import pytest
from sqlalchemy import select

from intloffice.errors import ChangedMeanwhileError, InvalidValueError, OfficeError
from intloffice.operations import browse, edit, undo
from intloffice.operations.edit import InvalidRecordError, Line
from intloffice.operations.trail import history_of
from tests.stores import (
    AGREEMENT,
    MEETING,
    MOBILITY,
    ORGANISATION,
    PERSON,
    agreement,
    counts,
    organisation,
    person,
    state,
    stay,
)

VISIT = {
    "title_en": "Visit",
    "direction": "received",
    "kind": "courtesy",
    "status": "planned",
    "starts_on": date(2018, 1, 5),
}


@pytest.fixture
def meeting(store):
    """Add a meeting with three entries in its itinerary, and tell its id."""
    with store.write("Add", "A") as session:
        items = [{"kind": kind, "who": kind} for kind in ("pick-up", "meeting", "banquet")]
        return edit.add(session, MEETING, VISIT, {"item": items})


def _load(store, kind, which):
    with store.read() as session:
        return edit.load(session, kind, which)


def _change(store, kind, which, version, values=None, rows=None):
    with store.write("Change", "A") as session:
        edit.change(session, kind, which, version, values or {}, rows)


def test_rows_are_added_changed_moved_and_removed_at_once(store, meeting):
    before = _load(store, MEETING, meeting)
    pick_up, talk, banquet = before.rows["item"]
    new = Line(None, {"kind": "tour", "who": "everybody"})
    changed = Line(talk.id, talk.values | {"starts_at": "9:30"})
    _change(store, MEETING, meeting, 1, rows={"item": [banquet, new, changed]})
    after = _load(store, MEETING, meeting).rows["item"]
    assert [line.values["who"] for line in after] == ["banquet", "everybody", "meeting"]
    assert [line.id for line in after][::2] == [banquet.id, talk.id]
    assert after[2].values["starts_at"] == "09:30"
    assert pick_up.id not in [line.id for line in after]
    with store.write("Undo", "A") as session:
        undo.undo(session)
    assert _load(store, MEETING, meeting).rows == before.rows


def test_rows_that_are_not_named_stay(store, meeting):
    _change(store, MEETING, meeting, 1, {"place": "熊本"}, {"gift": []})
    found = _load(store, MEETING, meeting)
    assert len(found.rows["item"]) == 3
    assert found.values["place"] == "熊本"
    assert found.values["title_en"] == "Visit"


def test_every_problem_is_listed_with_its_row_and_position(store, meeting):
    rows = {
        "item": [{"kind": "tour"}, {"kind": "", "starts_at": "10:00", "ends_at": "09:00"}],
        "gift": [{"direction": "given"}],
    }
    values = VISIT | {"title_en": " ", "ends_on": date(2018, 1, 4)}
    with pytest.raises(InvalidRecordError) as refused, store.write("Add", "A") as session:
        edit.add(session, MEETING, values, rows)
    assert [(p.field, p.rows, p.position) for p in refused.value.problems] == [
        ("title_en", "", -1),
        ("ends_on", "", -1),
        ("kind", "item", 1),
        ("ends_at", "item", 1),
        ("item", "gift", 0),
    ]
    with pytest.raises(InvalidRecordError) as refused:
        _change(store, MEETING, meeting, 1, {"ends_on": date(2017, 1, 1)})
    assert [p.field for p in refused.value.problems] == ["ends_on"]


def test_a_value_that_does_not_fit_is_refused_before_anything_is_written(store, meeting):
    with pytest.raises(InvalidValueError):
        _change(store, MEETING, meeting, 1, {"place": "x", "starts_on": "soon"})
    assert _load(store, MEETING, meeting).values["place"] == ""


def test_a_stale_change_is_refused_and_says_so(store, meeting):
    _change(store, MEETING, meeting, 1, {"place": "first"})
    with pytest.raises(ChangedMeanwhileError, match="Your entries are kept"):
        _change(store, MEETING, meeting, 1, {"place": "second"})
    assert _load(store, MEETING, meeting).values["place"] == "first"


def test_what_is_gone_cannot_be_read_changed_or_removed_again(store, meeting):
    with store.write("Remove", "A") as session:
        edit.remove(session, MEETING, meeting)
    with pytest.raises(ChangedMeanwhileError, match="removed meanwhile"):
        _load(store, MEETING, meeting)
    with pytest.raises(ChangedMeanwhileError, match="removed meanwhile"):
        _change(store, MEETING, meeting, 2, {"place": "x"})
    with pytest.raises(ChangedMeanwhileError), store.write("Remove", "A") as session:
        edit.remove(session, MEETING, meeting)


def test_a_row_of_another_record_cannot_be_taken(store, meeting):
    with store.write("Add", "A") as session:
        other = edit.add(session, MEETING, VISIT, {"item": [{"kind": "tour", "who": "theirs"}]})
    (theirs,) = _load(store, MEETING, other).rows["item"]
    mine = _load(store, MEETING, meeting).rows["item"]
    for rows in ([*mine, theirs], [mine[0], mine[0]], [Line(4711, mine[0].values)]):
        with pytest.raises(ChangedMeanwhileError):
            _change(store, MEETING, meeting, 1, rows={"item": rows})
    assert _load(store, MEETING, other).rows["item"] == (theirs,)
    assert _load(store, MEETING, meeting).rows["item"] == mine


def test_a_record_that_others_name_is_kept_and_it_is_said_who_names_it(store):
    with store.write("Add", "A") as session:
        us, them = organisation(session, "We"), organisation(session, "They")
        who = person(session, "河村")
        agreement(session, "Memorandum", us, them)
        stays = [stay(session, who, them) for _ in range(3)]
    with (
        pytest.raises(OfficeError, match="Students: 3") as refused,
        store.write("Remove", "A") as session,
    ):
        edit.remove(session, ORGANISATION, them)
    assert "It was kept" in str(refused.value)
    with store.read() as session:
        assert edit.uses(session, ORGANISATION, them) == {"mobility": 3, "agreement": 1}
        assert edit.uses(session, PERSON, who) == {"mobility": 3}
    with store.write("Remove", "A") as session:
        for which in stays:
            edit.remove(session, MOBILITY, which)
        edit.remove(session, PERSON, who)
    with store.read() as session:
        assert counts(session)["person"] == 0


def test_a_record_that_names_only_itself_can_be_removed(store):
    with store.write("Add", "A") as session:
        which = organisation(session, "Ouroboros")
    _change(store, ORGANISATION, which, 1, {"successor_id": which, "parent_id": which})
    with store.write("Remove", "A") as session:
        edit.remove(session, ORGANISATION, which)
    with store.read() as session:
        assert counts(session)["organisation"] == counts(session)["organisation_name"] == 0


def test_attachments_go_and_come_back_with_their_record(store, meeting):
    with store.write("Attach", "A") as session:
        values = {"kind": "meeting", "record_id": meeting, "name": "programme.pdf"}
        values |= {"content_hash": "0" * 64, "size": 7, "added_at": session.at, "uuid": "u"}
        session.insert("attachment", values)
    with store.read() as session:
        before = state(session)
        assert session.row("meeting", meeting)["version"] == 2
    with store.write("Remove", "A") as session:
        edit.remove(session, MEETING, meeting)
    with store.read() as session:
        assert state(session)["attachment"] == []
    with store.write("Undo", "A") as session:
        undo.undo(session)
    with store.read() as session:
        assert state(session) == before


def test_a_snapshot_names_all_to_which_the_record_refers(store):
    with store.write("Add", "A") as session:
        us, them = organisation(session, "We"), organisation(session, "They")
        which = agreement(session, "Memorandum", us, them)
    found = _load(store, AGREEMENT, which)
    assert found.captions == {("organisation", us): "We", ("organisation", them): "They"}


def test_the_trail_tells_who_changed_what_from_what_to_what(store, meeting):
    with store.write("Add", "A") as session:
        who = person(session, "河村", "能人")
    item = _load(store, MEETING, meeting).rows["item"][0]
    changed = Line(item.id, item.values | {"responsible_id": who})
    rest = _load(store, MEETING, meeting).rows["item"][1:]
    with store.write("Appoint", "Wang") as session:
        edit.change(session, MEETING, meeting, 1, {"status": "held"}, {"item": [changed, *rest]})
    with store.write("Undo", "Li") as session:
        undo.undo(session)
    with store.read() as session:
        undone, appointed, _added = history_of(session, MEETING, meeting, "en")
        chinese = history_of(session, MEETING, meeting, "zh", limit=1)
    assert (appointed.author, appointed.description, appointed.mode) == ("Wang", "Appoint", "do")
    assert [(c.rows, c.label, c.before, c.after) for c in appointed.changes] == [
        ("", "Status", "Planned", "Held"),
        ("Itinerary", "Responsible", "", "河村能人"),
    ]
    assert (undone.author, undone.mode) == ("Li", "undo")
    assert [(c.before, c.after) for c in undone.changes] == [("河村能人", ""), ("Held", "Planned")]
    assert len(chinese) == 1


def test_the_trail_tells_that_nought_became_nothing(store):
    with store.write("Add", "A") as session:
        which = organisation(session, "Kumamoto", prominence=0)
    _change(store, ORGANISATION, which, 1, {"prominence": None})
    with store.read() as session:
        (change,) = history_of(session, ORGANISATION, which)[0].changes
    assert (change.label, change.before, change.after) == ("Prominence", "0", "")


def test_the_trail_still_tells_of_words_that_are_choices_no_longer(store):
    with store.write("Add", "A") as session:
        which = organisation(session, "Kumamoto")
        session.update("organisation", which, {"kind": "polytechnic"})
    _change(store, ORGANISATION, which, 1, {"kind": "university"})
    with store.read() as session:
        (change,) = history_of(session, ORGANISATION, which)[0].changes
        assert change.before == "polytechnic"
    with store.write("Undo", "A") as session:
        undo.undo(session)
    with store.read() as session:
        assert session.row("organisation", which)["kind"] == "polytechnic"
        kind = session.tables["organisation"].c.kind
        assert session.execute(select(kind)).scalar_one() == "polytechnic"
        assert browse.page(session, browse.Query(ORGANISATION), 0, 1)[0].cells[1] == "polytechnic"
