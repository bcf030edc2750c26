"""Choices and labels are shown in the language that is asked for."""

import pytest

from intloffice.database.store import Store
from intloffice.operations import browse, edit, trail
from intloffice.records import ALL_KINDS
from intloffice.records.engagement import ENGAGEMENT
from intloffice.records.person import PERSON

SHORT_VISIT = {"en": "Short visit", "zh": "短期来访", "ja": "短期来訪"}


@pytest.fixture
def store(tmp_path):
    store = Store.open(tmp_path, ALL_KINDS)
    with store.write("New: Engagement", "") as session:
        person = edit.add(session, PERSON, {"family_native": "谷口", "given_native": "功"})
        edit.add(session, ENGAGEMENT, {"person_id": person, "engagement_class": "short visit"})
    yield store
    store.close()


@pytest.mark.parametrize(("code", "said"), SHORT_VISIT.items())
def test_lists_captions_and_histories_speak(store, code, said):
    with store.read() as session:
        (row,) = browse.page(session, browse.Query(ENGAGEMENT, language=code), 0, 10)
        called = browse.captions(session, "engagement", [row.id], code)
        (entry,) = trail.history_of(session, ENGAGEMENT, row.id, code)
    assert said in row.cells
    assert said in called[row.id]
    assert said in {change.after for change in entry.changes}
