"""Every name a briefing prints was looked at, and what is wrong with it is listed."""

from datetime import date

import pytest

from intloffice.briefing import country
from intloffice.database.store import Store
from intloffice.i18n import language
from intloffice.operations import designate, edit
from intloffice.records import ALL_KINDS
from intloffice.records.organisation import ORGANISATION
from intloffice.records.person import PERSON
from intloffice.settings import Settings

DAY = date(2017, 12, 31)


@pytest.fixture
def own(sample_copy):
    store = Store.open(sample_copy, ALL_KINDS)
    yield store
    store.close()


def doubts(store):
    with store.read() as session:
        told = country.compose(session, "JP", DAY, Settings())
    return [check.said(language("en")) for check in told.checks]


def respell(store, family, **values):
    with store.read() as session:
        table = session.tables["person"]
        line = session.execute(table.select().where(table.c.family_native == family))
        person = line.mappings().first()["id"]
        loaded = edit.load(session, PERSON, person)
    with store.write("Respell", "Liu Min") as session:
        edit.change(session, PERSON, person, loaded.version, values, {})


@pytest.mark.parametrize(
    ("family", "latin", "told"),
    [
        ("河村", ("Hecun", "Nengren"), "“Hecun Nengren” is the Chinese reading of 河村能人"),
        ("馬場", ("Machang", "Zhizhi"), "“Machang Zhizhi” is the Chinese reading of 馬場直志"),
        ("高島", ("Gaodao", "Hexi"), "“Gaodao Hexi” is the Chinese reading of 高島和希"),
        ("谷口", ("Changgu", "Kougong"), "with a character of the title"),
    ],
)
def test_names_as_they_were_once_published_are_reported(own, family, latin, told):
    """The faults of the guests' names in the article that the project began with."""
    assert not any(told in doubt for doubt in doubts(own))
    respell(own, family, latin_family=latin[0], latin_given=latin[1])
    assert any(told in doubt for doubt in doubts(own))


def test_a_spelling_nobody_confirmed_is_reported(own):
    respell(own, "河村", spelling_state="guessed")
    assert any("Nobody has confirmed" in doubt and "河村能人" in doubt for doubt in doubts(own))


def test_a_name_that_two_bodies_share_is_reported_with_what_tells_the_other(own):
    """东北大学 is Tohoku in Sendai and Northeastern in Shenyang: identity is never the name."""
    (told,) = [doubt for doubt in doubts(own) if "Northeastern" in doubt]
    assert told.startswith("“东北大学” is also the name of another organisation")
    with own.read() as session:
        which = designate.organisation(session, "Northeastern University")
    with own.write("Remove the namesake", "Liu Min") as session:
        edit.remove(session, ORGANISATION, which)
    assert not any("Northeastern" in doubt for doubt in doubts(own))
