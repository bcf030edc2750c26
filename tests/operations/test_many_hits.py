"""A search that finds more than anybody sorts is answered newest first."""

import pytest

from intloffice.operations import browse
from intloffice.operations.browse import Filter, Order, Query
from tests.stores import PERSON, opened, person

NAMES = ("Weber", "Wagner", "Winter", "Wolf", "Walter", "Werner")


@pytest.fixture
def session(tmp_path, monkeypatch):
    monkeypatch.setattr(browse, "SORTED_UP_TO", 4)
    with opened(tmp_path) as store:
        with store.write("Add", "A") as writing:
            for place, name in enumerate(NAMES):
                person(writing, name, gender="male" if place % 2 else "female")
        with store.read() as reading:
            yield reading


def families(session, query, offset=0, limit=10):
    return [row.cells[0] for row in browse.page(session, query, offset, limit)]


def test_many_hits_come_newest_first(session):
    assert families(session, Query(PERSON, "w")) == list(reversed(NAMES))


def test_few_hits_are_sorted_by_name(session):
    assert families(session, Query(PERSON, "we")) == ["Weber", "Werner"]


def test_many_hits_are_sorted_where_that_is_asked_for(session):
    by_name = Query(PERSON, "w", order=(Order("family_native"),))
    assert families(session, by_name) == sorted(NAMES)


def test_what_a_filter_leaves_is_sorted_where_it_is_few(session):
    women = Query(PERSON, "w", (Filter("gender", "is", "female"),))
    assert families(session, women) == ["Walter", "Weber", "Winter"]


def test_pages_of_many_hits_join_without_gaps(session):
    pages = [families(session, Query(PERSON, "w"), offset, 2) for offset in (0, 2, 4, 6)]
    assert [name for page in pages for name in page] == list(reversed(NAMES))


@pytest.mark.parametrize("text", ["", "w", "we", "xyz", "…"])
@pytest.mark.parametrize("filters", [(), (Filter("gender", "is", "male"),)])
def test_a_counted_page_is_what_count_and_page_tell(text, filters, session):
    query = Query(PERSON, text, filters)
    number, rows = browse.counted_page(session, query, 1, 3)
    most = browse.SORTED_UP_TO + 1 if text == "w" else len(NAMES)
    assert number == min(browse.count(session, query), most)
    assert rows == browse.page(session, query, 1, 3)
    assert [row.id for row in rows] == browse.ids(session, query)[1:4]


def test_of_many_hits_a_counted_page_tells_only_that_there_are_more(session):
    assert browse.counted_page(session, Query(PERSON, "w"), 0, 3)[0] == 5
    assert browse.counted_page(session, Query(PERSON, "we"), 0, 3)[0] == 2
    assert browse.counted_page(session, Query(PERSON), 0, 3)[0] == 6
