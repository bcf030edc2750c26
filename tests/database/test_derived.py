"""What is derived from records that came together in one change."""

import pytest

from intloffice.database.store import Store
from intloffice.operations import edit
from intloffice.records import ALL_KINDS
from intloffice.records.award import AWARD
from intloffice.records.person import PERSON
from intloffice.records.programme import PROGRAMME


@pytest.fixture
def store(tmp_path):
    store = Store.open(tmp_path / "office", ALL_KINDS)
    yield store
    store.close()


def test_a_caption_repeats_those_of_records_added_or_changed_in_the_same_change(store):
    with store.write("Add", "Li") as session:
        student = edit.add(session, PERSON, {"family_native": "Adams"})
        award = edit.add(
            session,
            AWARD,
            {
                "programme_id": edit.add(session, PROGRAMME, {}),
                "recipient_id": student,
                "year": 2016,
                "amount": 10,
                "currency": "EUR",
                "per": "whole",
            },
        )
    with store.write("Change", "Li") as session:
        edit.change(session, AWARD, award, 1, {"year": 2017})
        fund = {"text": "Fund", "language": "en", "type": "official", "preferred": True}
        programme = edit.add(session, PROGRAMME, {}, {"name": [fund]})
        edit.change(session, AWARD, award, 1, {"programme_id": programme})
        edit.change(session, PERSON, student, 1, {"family_native": "Brown"})
    with store.read() as session:
        assert session.row("award", award)["caption_en"] == "Brown · Fund · 2017"
