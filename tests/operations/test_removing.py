"""Many records are removed as one is: the same rows gone, the same history, the same refusals."""

import shutil

import pytest

from intloffice.database import checking
from intloffice.database.session import new_uuid
from intloffice.errors import ChangedMeanwhileError, StillNamedError, StoppedError
from intloffice.i18n import N_
from intloffice.operations import edit, removing, undo
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named
from tests import stores
from tests.spreadsheets.test_exchange import add_nasty
from tests.spreadsheets.test_taking_in import everything, of_records, raw

ORGANISATION = kind_named(ALL_KINDS, "organisation")


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """Records of every kind in every state of disorder, each with two files."""
    folder = tmp_path_factory.mktemp("filled")
    with stores.opened(folder) as store, store.write("Fill", "Li", stores.instants()) as session:
        targets = stores.add_one_of_each(session)
        for number in range(3):
            for kind in ALL_KINDS:
                add_nasty(session, kind, targets, number)
        for kind, record_id in targets.items():
            for name in ("a.pdf", "b.pdf"):
                file = {"kind": kind, "record_id": record_id, "name": name, "size": 1}
                drawn = {"uuid": new_uuid(), "content_hash": "0" * 64, "added_at": session.at}
                session.insert("attachment", file | drawn)
    return folder


def _one_by_one(session, kind, ids):
    for record_id in ids:
        edit.remove(session, kind, record_id)


def _emptied(store, remove):
    """Remove what nothing else names, kind by kind, until nothing is left to be removed."""
    left = list(ALL_KINDS)
    numbers = []
    while left:
        kind = left.pop(0)
        with store.read() as session:
            ids = [r.id for r in session.execute(session.tables[kind.name].select())][::-1]
        try:
            with store.write(f"Remove {kind.name}", "Li", stores.instants()) as session:
                remove(session, kind, ids)
            numbers.append(len(ids))
        except StillNamedError as error:
            numbers.append(str(error.facts["count"]))
            assert len(numbers) < 200
            left.append(kind)
    return numbers


def _history(store):
    """Read the changes in their order."""
    query = "SELECT change_set_id, table_name, row_id, kind, record_id FROM change ORDER BY id"
    with store.read() as session:
        return [tuple(line) for line in raw(session, query)]


@pytest.mark.parametrize("together", [2, 500])
def test_every_table_holds_the_same_as_after_removing_one_by_one(
    filled, tmp_path, monkeypatch, together
):
    monkeypatch.setattr(removing, "_TOGETHER", together)
    held, told, histories, back = [], [], [], []
    for number, remove in enumerate((_one_by_one, removing.remove_all)):
        copy = shutil.copytree(filled, tmp_path / str(number))
        with stores.opened(copy) as store:
            told.append(_emptied(store, remove))
            held.append(everything(store))
            histories.append(_history(store))
            with store.read() as session:
                assert checking.check(session) == []
            for _ in [each for each in told[-1] if isinstance(each, int) and each]:
                with store.write("Undo", "Li", stores.instants()) as session:
                    undo.undo(session)
            back.append(of_records(everything(store)))
            with store.read() as session:
                assert checking.check(session) == []
    assert sum(each for each in told[0] if isinstance(each, int)) > 40
    assert told[0] == told[1], "the same are refused, for the same reason"
    assert histories[0] == histories[1], "in the same order"
    for one, other in (held, back):
        assert one.keys() == other.keys()
        for name in one:
            assert other[name] == one[name], name


def test_who_is_named_by_one_that_goes_first_may_go_after_it(tmp_path):
    with stores.opened(tmp_path) as store:
        with store.write("", "t") as session:
            university = stores.organisation(session, "Tohoku University", country="JP")
            faculty = stores.organisation(session, "Law", kind="school", parent_id=university)
        with pytest.raises(StillNamedError), store.write("", "t") as session:
            removing.remove_all(session, ORGANISATION, [university, faculty])
        with store.write("", "t") as session:
            removing.remove_all(session, ORGANISATION, [faculty, university])
        with store.read() as session:
            assert session.row("organisation", university) is None


@pytest.mark.parametrize("ids", [[1, 1], [1, 77]])
def test_who_is_gone_or_named_twice_is_told_and_all_stay(tmp_path, ids):
    with stores.opened(tmp_path) as store:
        with store.write("", "t") as session:
            assert stores.organisation(session, "Tohoku University", country="JP") == 1
        with pytest.raises(ChangedMeanwhileError), store.write("", "t") as session:
            removing.remove_all(session, ORGANISATION, ids)
        with store.read() as session:
            assert session.row("organisation", 1) is not None


def test_removing_tells_how_far_it_is_and_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(removing, "_TOGETHER", 2)
    heard = []

    def heed(done, total):
        heard.append((done, total))
        if done == 4:
            raise StoppedError(N_("It was stopped. Nothing of it was kept."))

    with stores.opened(tmp_path) as store:
        with store.write("", "t") as session:
            ids = [stores.organisation(session, f"University {n}", country="JP") for n in range(6)]
        with pytest.raises(StoppedError), store.write("", "t") as session:
            removing.remove_all(session, ORGANISATION, ids, heed)
        assert heard == [(0, 6), (2, 6), (4, 6)]
        with store.read() as session:
            assert all(session.row("organisation", each) is not None for each in ids)


def test_many_are_removed_in_a_few_statements(tmp_path):
    with stores.opened(tmp_path) as store:
        numbers = []
        for many in (20, 200):
            with store.write("", "t") as session:
                ids = [stores.person(session, f"Li{n}", "Ming") for n in range(many)]
            with store.write("", "t") as session:
                run = session.connection.exec_driver_sql("select 1").cursor.connection
                asked = []
                run.set_trace_callback(asked.append)
                removing.remove_all(session, kind_named(ALL_KINDS, "person"), ids)
                run.set_trace_callback(None)
            numbers.append(len(asked))
    assert numbers[0] == numbers[1], "as many statements for 200 as for 20"
