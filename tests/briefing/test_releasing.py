"""The news that was sent out: kept with what it rests on, and told where it holds no more."""

from datetime import date

import pytest
from sqlalchemy import select

from intloffice import resources
from intloffice.__main__ import main
from intloffice.briefing import news, recounting
from intloffice.briefing.asked import Asked
from intloffice.briefing.freezing import frozen_sentences, thaw
from intloffice.briefing.issuing import last_related
from intloffice.briefing.releasing import Wanted, release
from intloffice.errors import OfficeError
from intloffice.i18n import language
from intloffice.operations import designate, edit, erasing
from intloffice.operations import issued as keeping
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named
from intloffice.settings import Settings
from tests.briefing.test_news import confirm, remark
from tests.stores import opened

MEETING = kind_named(ALL_KINDS, "meeting")
DAY = date(2017, 12, 31)


@pytest.fixture
def office(sample_copy):
    with opened(sample_copy) as store:
        confirm(store)
        yield store


def speaking(code="en"):
    return language(code, resources.folder("translations"))


def which(store, reference="2018-001"):
    with store.read() as session:
        return designate.meeting(session, reference)


def sent(store, code="en", **more):
    wanted = Wanted(which(store), None, speaking(code), Settings())
    return release(store, wanted, "Li", "Keep the news", **more)


def untrue(store):
    with store.read() as session:
        return [each for r in recounting.recount(session, Settings()).found for each in r.untrue]


def drafted(store, code="en"):
    with store.read() as session:
        return news.drafted(session, which_in(session), speaking(code), Settings())


def which_in(session):
    return designate.meeting(session, "2018-001")


@pytest.mark.parametrize("code", ["en", "zh", "ja"])
def test_each_sentence_of_the_news_is_kept_with_its_records(office, code):
    kept = sent(office, code, note="Web site")
    assert (kept.subject, kept.as_of, kept.note) == ("news", DAY, "Web site")
    with office.read() as session:
        text = keeping.text_of(session, kept.id)
        said = frozen_sentences(keeping.facts_of(session, kept.id))
        assert keeping.document_of(session, office.folder, kept).path.read_bytes()[:4] == b"%PDF"
    assert text == drafted(office, code).text
    squeezed = "".join(text.split())
    assert all("".join(sentence.split()) in squeezed for _, _, sentence in said)
    told = "".join("".join(sentence.split()) for _, _, sentence in said)
    for paragraph in (*drafted(office, code).paragraphs, *drafted(office, code).introduction):
        assert "".join(paragraph.split()) in told
    assert untrue(office) == []


def test_a_remark_that_is_corrected_makes_its_paragraph_untrue_and_no_other(office):
    sent(office)
    remark(office, 3, text_en="He recalled the 45th year of normal relations.")
    (found,) = untrue(office)
    assert "that 2018 was the 20th" in found.then
    assert "He recalled the 45th year" in found.now
    assert {source.kind for source in found.records} == {"meeting"}


def test_a_count_of_the_introduction_that_changes_is_told(office):
    kept = sent(office)
    with office.read() as session:
        told = thaw(keeping.facts_of(session, kept.id)).find("outbound.year")
    with office.write("Remove stays", "Li") as session:
        for stay in told.facts["persons"].records[:5]:
            edit.remove(session, kind_named(ALL_KINDS, "mobility"), stay.id)
    assert any("90" in each.then for each in untrue(office))
    assert all(each.mark.startswith("outbound.") for each in untrue(office))


def test_a_meeting_that_is_gone_leaves_none_of_its_paragraphs_true(office):
    sent(office)
    with office.write("Remove", "Li") as session:
        edit.remove(session, MEETING, which_in(session))
    sorts = {each.mark.partition("/")[0].partition("#")[0] for each in untrue(office)}
    assert sorts == {"news.opening", "news.remarks", "news.followed"}
    assert not any(each.now for each in untrue(office))


def test_a_guest_who_is_erased_is_taken_out_of_the_news(office):
    kept = sent(office)
    with office.read() as session:
        table = session.tables["person"]
        who = session.execute(select(table.c.id).where(table.c.family_native == "小松")).scalar()
    with office.write("Erase", "Li") as session:
        erasing.erase(session, who)
    with office.read() as session:
        assert "Komatsu" not in keeping.text_of(session, kept.id)
        assert "小松" not in keeping.facts_of(session, kept.id)


def test_no_briefing_is_compared_with_the_news(office):
    sent(office)
    with office.read() as session:
        assert last_related(session, Asked("country", "JP"), DAY) is None


def test_what_is_unfinished_is_not_kept(office):
    confirm(office, "guessed")
    with pytest.raises(OfficeError, match="spelled"):
        sent(office)
    with office.read() as session:
        assert keeping.every(session) == []


def test_a_draft_that_has_changed_since_it_was_shown_is_not_kept(office):
    shown = drafted(office).text
    remark(office, 3, text_en="He recalled the 45th year of normal relations.")
    with pytest.raises(OfficeError, match="changed since the draft was shown"):
        sent(office, shown=shown)
    assert sent(office, shown=drafted(office).text).reference


def test_the_command_keeps_what_it_writes(office, tmp_path, capsys):
    office.close()
    words = ["--data", str(office.folder), "news", "--meeting", "2018-001", "--language", "zh"]
    assert main([*words, "--issue", "--note", "校园网", str(tmp_path / "n.txt")]) == 0
    assert "It was issued as" in capsys.readouterr().out
    assert main(["--data", str(office.folder), "issued"]) == 0
    assert "校园网" in capsys.readouterr().out


def test_a_remark_without_keeping_is_refused(office, tmp_path, capsys):
    office.close()
    words = ["--data", str(office.folder), "news", "--meeting", "2018-001", "--note", "x"]
    assert main([*words, str(tmp_path / "n.txt")]) == 1
    assert "--issue" in capsys.readouterr().err
