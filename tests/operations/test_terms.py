"""The glossary of official terms, and what lacks a translation."""

from datetime import date

import pytest

from intloffice import resources
from intloffice.briefing import country
from intloffice.briefing import meeting as meetings
from intloffice.briefing.papers import prepare
from intloffice.briefing.terminology import NO_TRANSLATION
from intloffice.i18n import LOCALES, language
from intloffice.operations import browse, edit, untranslated
from intloffice.operations.counting.naming import Source
from intloffice.operations.counting.terms import AVOIDED, NOT_OFFICIAL, Glossary, Term, glossary
from intloffice.operations.untranslated import missing, of_record
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named
from intloffice.settings import Settings
from tests.stores import MEETING, ORGANISATION, PROGRAMME, opened, organisation, person

TERM = kind_named(ALL_KINDS, "term")


def term(session, en, zh="", ja="", kind="title", avoided=()):
    texts = {"term_en": en, "term_zh": zh, "term_ja": ja}
    return edit.add(session, TERM, texts | {"kind": kind, "avoided": avoided, "source": "S"})


def made(*wordings, kind="title", avoided=()):
    return Glossary(
        Term(Source("term", n, str(n)), kind, {c: t for c, t in each.items() if t}, avoided)
        for n, each in enumerate(wordings)
    )


PRESIDENT = {"en": "President", "zh": "校长", "ja": "学長"}


def test_what_lacks_a_translation_gets_the_official_wording():
    known = made(PRESIDENT)
    assert known.official(dict.fromkeys(LOCALES, "President")) == PRESIDENT
    assert known.official(dict.fromkeys(LOCALES, "校长")) == PRESIDENT
    assert known.official(dict.fromkeys(LOCALES, "president ")) == PRESIDENT | {"en": "president "}


def test_a_wording_of_one_s_own_stays():
    own = {"en": "President", "zh": "总裁", "ja": "President"}
    assert made(PRESIDENT).official(own) == own | {"ja": "学長"}
    whole = {"en": "President", "zh": "总裁", "ja": "社長"}
    assert made(PRESIDENT).official(whole) == whole


def test_a_wording_that_several_terms_share_decides_nothing():
    of_companies = {"en": "President", "zh": "总裁", "ja": "社長"}
    texts = dict.fromkeys(LOCALES, "President")
    assert made(PRESIDENT, of_companies).official(texts) == texts
    assert made(PRESIDENT, PRESIDENT).official(texts) == PRESIDENT


def test_a_text_that_words_a_term_otherwise_or_holds_what_is_avoided_is_told():
    slogan = {"en": "seek the truth", "zh": "求真", "ja": "真を求める"}
    known = made(slogan, kind="slogan", avoided=("look for truth",))
    sound = {"en": "We seek the truth.", "zh": "我们求真。", "ja": "真を求める。"}
    assert list(known.faults(sound)) == []
    (fault,) = known.faults(sound | {"ja": "真理を探す。"})
    assert (fault.language, fault.template) == ("ja", NOT_OFFICIAL)
    found = list(known.faults(sound | {"en": "We look for truth."}))
    assert {each.template for each in found} == {NOT_OFFICIAL, AVOIDED}
    assert {each.language for each in found} == {"en"}
    assert list(known.faults(sound | {"en": "We look for truthfulness; seek the truth."})) == []


@pytest.fixture
def office(store):
    with store.write("Begin", "Li") as session:
        ours = organisation(session, "Ours", country="CN", ours=True)
        theirs = edit.add(
            session,
            ORGANISATION,
            {"kind": "university", "country": "JP"},
            {"name": [{"text": "Theirs", "language": "en", "type": "official"}]},
        )
        who = person(session, "河村", "能人", native_language="ja", nationalities=("JP",))
        row = {"person_id": who, "side": "guest", "role": "head", "title_en": "President"}
        at = {"title_en": "A visit", "direction": "received", "kind": "courtesy"}
        which = edit.add(
            session,
            MEETING,
            at | {"status": "held", "starts_on": date(2017, 6, 1)},
            {
                "visitor": [{"organisation_id": theirs}],
                "participant": [row | {"organisation_id": theirs}],
            },
        )
        assert ours
    return store, which, theirs


def test_papers_and_briefings_print_the_official_wording(office):
    store, which, _ = office
    with store.write("Term", "Li") as session:
        term(session, *PRESIDENT.values())
        term(session, "A visit", "来访", "来訪", "other")
        term(session, "Theirs", "他们大学", "彼ら大学", "body")
    zh = language("zh", resources.folder("translations"))
    with store.read() as session:
        prepared = prepare(session, which, zh, Settings())
        assert prepared.title == "来访"
        assert (prepared.guests[0].title, prepared.visitors) == ("校长", ("他们大学",))
        told = meetings.compose(session, which, date(2017, 6, 1), Settings())
        assert told.subject.names["zh"] == "来访"
        (guest,) = told.find("meeting.guest").facts["guest"].value
        assert guest.title == PRESIDENT
        recent = country.compose(session, "JP", date(2017, 12, 31), Settings())
        (line,) = recent.find("meetings.recent").facts["list"].value
        assert line.named.names["ja"] == "来訪"


def test_all_that_lacks_a_translation_is_listed_until_it_has_one(office):
    store, which, theirs = office
    with store.read() as session:
        found = {
            (m.source.kind, m.source.id, m.path, m.language) for m in missing(session, ALL_KINDS)
        }
    for code in ("zh", "ja"):
        assert ("organisation", theirs, "name", code) in found
        assert ("meeting", which, "title", code) in found
        assert ("meeting", which, "participant.title", code) in found
    assert not [each for each in found if each[3] == "en"]
    with store.write("Term", "Li") as session:
        term(session, *PRESIDENT.values())
        term(session, "Theirs", "他们大学", kind="body")
    with store.read() as session:
        left = [(m.path, m.language, m.instead) for m in of_record(session, MEETING, which)]
        assert left == [("title", "zh", "A visit"), ("title", "ja", "A visit")]
        (name,) = of_record(session, ORGANISATION, theirs)
        assert (name.language, name.instead) == ("ja", "Theirs")
        kinds = {m.source.kind for m in untranslated.missing(session, ALL_KINDS)}
        assert kinds == {"organisation", "meeting", "term"}


def test_a_former_name_is_no_translation(store):
    with store.write("Begin", "Li") as session:
        which = edit.add(
            session,
            PROGRAMME,
            {},
            {
                "name": [
                    {"text": "Plan", "language": "en", "type": "official"},
                    {"text": "旧计划", "language": "zh", "type": "former"},
                ]
            },
        )
    with store.read() as session:
        assert [m.language for m in of_record(session, PROGRAMME, which)] == ["zh", "ja"]


def test_what_would_be_printed_in_another_language_is_told_before_printing(office):
    store, which, theirs = office
    with store.read() as session:
        told = meetings.compose(session, which, date(2017, 6, 1), Settings())
    found = {
        (check.source.kind, check.source.id, check.language, check.facts["instead"])
        for check in told.checks
        if check.reason == NO_TRANSLATION
    }
    for code in ("zh", "ja"):
        assert ("organisation", theirs, code, "Theirs") in found
        assert ("meeting", which, code, "A visit") in found
        assert ("meeting", which, code, "President") in found
    assert not [each for each in found if each[2] == "en"]


def test_the_sample_has_the_terms_of_the_article_and_one_that_wants_japanese(
    tmp_path, sample_folder
):
    with opened(sample_folder) as store, store.read() as session:
        ids = browse.ids(session, browse.Query(TERM, text="inspire the country"))
        (which,) = ids
        assert (
            edit.load(session, TERM, which).values["term_zh"]
            == "研究学术、造就人才、佑启乡邦、振导社会"
        )
        found = [(m.source.kind, m.path, m.language) for m in missing(session, ALL_KINDS)]
        assert found == [("term", "term", "ja")]
        terms = glossary(session).terms
        assert len([term for term in terms if term.kind != "place"]) == 4


def test_a_city_in_another_script_is_told_once_until_the_glossary_names_it(store):
    with store.write("Begin", "Li") as session:
        first = organisation(session, "One", city="Sendai")
        second = organisation(session, "Two", city="Sendai")
        organisation(session, "Three", city="Chongqing / 重庆 / 重慶")
        fourth = organisation(session, "Four", city="仙台")

    def cities(record=None):
        with store.read() as session:
            found = (
                untranslated.missing(session, ALL_KINDS)
                if record is None
                else of_record(session, ORGANISATION, record)
            )
            return [(m.source.id, m.language, m.instead) for m in found if m.path == "city"]

    told = [(first, "zh", "Sendai"), (first, "ja", "Sendai"), (fourth, "en", "仙台")]
    assert cities() == told
    assert cities(second) == [(second, "zh", "Sendai"), (second, "ja", "Sendai")]
    with store.write("Term", "Li") as session:
        term(session, "Sendai", "仙台", "仙台", kind="place")
    assert cities() == []


def test_the_name_of_a_place_within_another_name_is_no_fault(store):
    with store.write("Begin", "Li") as session:
        term(session, "Beijing", "北京", "北京", kind="place")
    with store.read() as session:
        texts = {"en": "Peking University", "zh": "北京大学", "ja": "北京大学"}
        assert not list(glossary(session).faults(texts))
