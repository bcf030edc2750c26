"""The records as they stood at an earlier point of the history."""

import itertools

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from intloffice.database.past import as_known
from intloffice.errors import OfficeError
from intloffice.operations import edit, erasing, trash, undo
from tests import stores
from tests.stores import ORGANISATION, PERSON, agreement, opened, organisation, person, state, stay

_NOT_COMPARED = ("draft", "disclosure", "recount")


def _known(session):
    found = state(session)
    return {name: lines for name, lines in found.items() if name not in _NOT_COMPARED}


def _head(store):
    with store.read() as session:
        return session.head()


def begin(store):
    with store.write("Begin", "Li") as session:
        ours = organisation(session, "Chongqing", ours=True)
        theirs = organisation(session, "Kumamoto", country="JP")
        who = person(session, "谷口", "功", latin_family="Taniguchi", nationalities=("JP",))
        agreement(session, "Framework", ours, theirs)
        stay(session, who, theirs)
    return ours, theirs, who


def do(store, deed, name):
    """Do one of several things that a user may do."""
    with store.read() as session:
        rows = state(session)
    with store.write("Do", "Li") as session:
        if deed == "add":
            who = person(session, name, "x")
            if rows["organisation"]:
                stay(session, who, rows["organisation"][0]["id"])
        elif deed == "undo":
            if undo.undoable(session):
                undo.undo(session)
        elif deed == "rename" and rows["organisation"]:
            which = rows["organisation"][-1]["id"]
            loaded = edit.load(session, ORGANISATION, which)
            lines = [edit.Line(None, {"text": name, "language": "en", "type": "official"})]
            edit.change(
                session, ORGANISATION, which, loaded.version, {"city": name}, {"name": lines}
            )
        elif deed == "remove" and rows["mobility"]:
            edit.remove(session, stores.MOBILITY, rows["mobility"][-1]["id"])
        elif deed == "change" and rows["person"]:
            which = rows["person"][0]["id"]
            loaded = edit.load(session, PERSON, which)
            edit.change(
                session, PERSON, which, loaded.version, {"notes": name, "given_native": name}
            )


_DEEDS = st.lists(
    st.tuples(
        st.sampled_from(("add", "rename", "remove", "change", "undo")),
        st.text("abc河村", min_size=1, max_size=3),
    ),
    min_size=1,
    max_size=5,
)
_number = itertools.count()


@settings(max_examples=15, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(before=_DEEDS, after=_DEEDS)
def test_whatever_is_done_afterwards_the_records_are_read_as_they_stood(
    tmp_path_factory, before, after
):
    with opened(tmp_path_factory.mktemp("past") / f"office{next(_number)}") as store:
        begin(store)
        for deed, name in before:
            do(store, deed, name)
        head = _head(store)
        with store.read() as session:
            stood = _known(session)
        for deed, name in after:
            do(store, deed, name)
        with as_known(store, head.number) as past:
            assert _known(past.session) == stood
            assert past.session.head() == head
            assert past.forgotten == 0


def test_the_store_itself_is_as_it_was(store):
    begin(store)
    with store.write("Change", "Li") as session:
        organisation(session, "Tohoku")
    with store.read() as session:
        before = _known(session)
    with as_known(store, 1) as past:
        assert len(_known(past.session)["organisation"]) == 2
    with store.read() as session:
        assert _known(session) == before


@pytest.mark.parametrize("number", [0, -1, 99])
def test_a_number_that_the_history_has_not_is_refused_in_words(store, number):
    begin(store)
    told = f"no change {number}: it goes from 1 to 1"
    with pytest.raises(OfficeError, match=told), as_known(store, number):
        pass


def test_who_was_erased_since_stays_nobody_and_is_counted(store):
    _, _, who = begin(store)
    with store.write("Erase", "Li") as session:
        erasing.erase(session, who)
    with as_known(store, 1) as past:
        (line,) = state(past.session)["person"]
        assert line["family_native"] == erasing.NOBODY
        assert past.forgotten == 1


def test_who_came_later_and_was_erased_is_not_there(store):
    begin(store)
    with store.write("Add", "Li") as session:
        late = person(session, "河村", "能人")
    with store.write("Erase", "Li") as session:
        erasing.erase(session, late)
    with as_known(store, 1) as past:
        assert len(state(past.session)["person"]) == 1
        assert past.forgotten == 0


def test_what_was_removed_for_good_is_missing_and_nothing_names_it(store):
    _, _, who = begin(store)
    with store.write("Let go", "Li") as session:
        for line in state(session)["mobility"]:
            edit.remove(session, stores.MOBILITY, line["id"])
        edit.remove(session, PERSON, who)
    with store.write("Empty the trash", "Li") as session:
        trash.empty(session)
    with as_known(store, 1) as past:
        assert state(past.session)["person"] == []
        assert past.forgotten > 0
        found = past.session.connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        assert found == []
