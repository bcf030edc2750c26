"""What nobody has confirmed of a name is printed nowhere as a fact: not by any paper."""

import io
from datetime import date

import docx
import pytest

from intloffice import resources
from intloffice.briefing import meeting, news, printing
from intloffice.briefing.guests import NO_READING
from intloffice.briefing.papers import Paper
from intloffice.briefing.word import word
from intloffice.database.store import Store
from intloffice.i18n import LOCALES, language
from intloffice.operations import designate, edit
from intloffice.records import ALL_KINDS
from intloffice.records.person import PERSON
from intloffice.settings import Settings
from tests.briefing.test_news import confirm
from tests.briefing.test_papers import pages

DAY = date(2018, 1, 5)
READINGS = {
    "family_kana": "ヨミカタ",
    "given_kana": "フメイ",
    "latin_family": "Yomikata",
    "latin_given": "Fumei",
    "chinese_reading": "Dufa Buming",
    "address_en": "Consul General Yomikata",
}


@pytest.fixture
def office(sample_copy):
    store = Store.open(sample_copy, ALL_KINDS)
    confirm(store)
    yield store
    store.close()


def guess(store, state):
    """Let the first guest be called by readings of which one state is known."""
    with store.write("Guess", "A") as session:
        which = designate.meeting(session, "2018-001")
        table = session.tables["meeting_participant"]
        query = table.select().where(table.c.meeting_id == which, table.c.precedence == 1)
        guest = session.execute(query.where(table.c.side == "guest")).mappings().first()
        version = session.row("person", guest["person_id"])["version"]
        values = {**READINGS, "spelling_state": state}
        edit.change(session, PERSON, guest["person_id"], version, values, {})
    return which


def of_word(content):
    paper = docx.Document(io.BytesIO(content))
    cells = [c.text for t in paper.tables for row in t.rows for c in row.cells]
    return "\n".join([*(line.text for line in paper.paragraphs), *cells])


def everything_printed(store, which, code):
    spoken = language(code, resources.folder("translations"))
    with store.read() as session:
        told = meeting.compose(session, which, DAY, Settings())
        draft = news.drafted(session, which, spoken, Settings())
    for ending in (".txt", ".json"):
        yield printing.written(ending, told, spoken, Settings()).decode()
    yield of_word(printing.written(".docx", told, spoken, Settings()))
    yield draft.text
    yield of_word(word(news.document(draft, spoken, Settings(), DAY)))
    for paper in Paper:
        yield "".join(pages(store, paper, which, code))


@pytest.mark.parametrize("state", ["guessed", "unknown"])
@pytest.mark.parametrize("code", LOCALES)
def test_no_paper_prints_a_reading_that_nobody_confirmed(office, code, state):
    which = guess(office, state)
    for printed in everything_printed(office, which, code):
        assert printed.strip() or code
        for reading in list(READINGS.values())[:-1]:
            assert reading.casefold() not in printed.casefold()


@pytest.mark.parametrize(
    ("code", "said"), [("en", "Yomikata"), ("ja", "ヨミカタ フメイ"), ("zh", "Dufa Buming")]
)
def test_what_was_confirmed_is_told_to_those_who_can_read_it(office, code, said):
    which = guess(office, "confirmed")
    briefing = next(everything_printed(office, which, code))
    assert said in briefing
    assert ("ヨミカタ" in briefing) is (code == "ja")


def test_a_reading_that_is_left_out_is_listed_before_anything_is_printed(office):
    which = guess(office, "guessed")
    with office.read() as session:
        told = meeting.compose(session, which, DAY, Settings())
    assert [c.caption["ja"] for c in told.checks if c.reason == NO_READING] == ["小松道彦"]
