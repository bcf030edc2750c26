"""Sentences that the office rewrote: they follow the records, and never go stale in silence."""

import io
import json
import re
from datetime import date
from functools import partial

import docx
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from intloffice import resources
from intloffice.briefing import country, meeting, organisation, printing
from intloffice.briefing.document import Heading, Span
from intloffice.briefing.edit_check import (
    CHANGED,
    GONE,
    STALE,
    STALE_BY_HAND,
    STALE_NAMES,
    UNSOUND,
    as_computed,
    edit_notices,
)
from intloffice.briefing.editing import (
    BROKEN,
    BY_HAND,
    MISSING,
    UNKNOWN,
    BrokenTextError,
    escaped,
    filled,
    flaws,
    pieces,
    template,
)
from intloffice.briefing.introduction import briefed
from intloffice.briefing.layout import document
from intloffice.briefing.sentence import plain
from intloffice.briefing.wording import in_words
from intloffice.database.store import Store
from intloffice.i18n import language
from intloffice.operations import browse, designate, edit, edited_briefings, undo
from intloffice.operations.edited_briefings import Arrangement, Briefed
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named
from intloffice.settings import Settings

DAY = date(2017, 12, 31)
JAPAN = Briefed("country", "JP")
EN, ZH, JA = (language(code, resources.folder("translations")) for code in ("en", "zh", "ja"))
OURS = "We have {agreements} with {universities} and {others} in {country} on {date}: {examples}."


@pytest.fixture
def office(sample_copy):
    store = Store.open(sample_copy, ALL_KINDS)
    yield store
    store.close()


def compose(store, day=DAY):
    with store.read() as session:
        return country.compose(session, "JP", day, Settings())


def sentence(briefing, statement="agreements.overview", number=0, spoken=EN):
    found = next(s for s in briefing.statements if s.id == statement)
    return in_words(found, briefing, spoken)[number]


def rewrite(store, text, spoken=EN, as_of=None, statement="agreements.overview", number=0):
    old = sentence(compose(store), statement, number, spoken)
    with store.write("Rewrite a sentence", "Li") as session:
        written = old.rewritten(spoken.code, text)
        edited_briefings.rewrite(session, JAPAN, written, as_of)


def kept_of_japan(session):
    """Give the ids of what is kept of the edited briefing on Japan."""
    kind = kind_named(ALL_KINDS, "edited_briefing")
    ids = browse.ids(session, browse.Query(kind))
    return [i for i in ids if edit.load(session, kind, i).values["country"] == "JP"]


def end_an_agreement(store):
    """End one of the agreements with Japan, so that there are 14."""
    kind = kind_named(ALL_KINDS, "agreement")
    briefing = compose(store)
    record = briefing.statements[0].facts["agreements"].records[0].id
    with store.write("End", "Li") as session:
        old = edit.load(session, kind, record)
        terms = [
            edit.Line(line.id, line.values | {"ended_on": date(2017, 12, 1)})
            for line in old.rows["term"]
        ]
        edit.change(session, kind, record, old.version, {}, {"term": terms})


def test_a_rewritten_sentence_follows_when_the_records_change(office):
    rewrite(office, OURS)
    said = plain(sentence(compose(office)).said)
    assert said.startswith("We have 15 university-level agreements with 9 universities and 1 other")
    end_an_agreement(office)
    briefing = compose(office)
    assert plain(sentence(briefing).said).startswith("We have 14 university-level agreements")
    assert edit_notices(briefing, EN) == ()


def test_a_click_on_a_number_in_a_rewritten_sentence_opens_its_records(office):
    rewrite(office, OURS)
    said = sentence(compose(office)).said
    assert {span.fact for span in said if span.name == "agreements"} == {
        "agreements.overview/agreements"
    }
    rewrite(office, "Sylff is dear to us.", statement="narrative.awards")
    (span,) = sentence(compose(office), "narrative.awards").said
    assert span.fact.startswith("narrative.awards/")


@pytest.mark.parametrize("ending", printing.ENDINGS)
@pytest.mark.parametrize("spoken", [EN, ZH, JA], ids=lambda each: each.code)
def test_every_form_prints_what_was_rewritten_and_the_computed_one_when_asked(
    office, ending, spoken
):
    words = {"en": "Zanzibar", "zh": "桑给巴尔", "ja": "ザンジバル"}[spoken.code]
    rewrite(office, f"{words} {{agreements}}", spoken)
    briefing = compose(office)
    write = partial(printing.written, ending, language=spoken, settings=Settings())
    assert words in _words(write(briefing=briefing), ending)
    computed = _words(write(briefing=as_computed(briefing)), ending)
    assert words not in computed
    assert computed == _words(write(briefing=compose_anew(office)), ending)


def compose_anew(store):
    """Compose after the edit was taken back."""
    with store.write("Undo", "Li") as session:
        undo.undo(session)
    return compose(store)


def _words(content, ending):
    if ending == ".pdf":
        pages = pypdfium2.PdfDocument(content)
        said = "".join(page.get_textpage().get_text_range() for page in pages)
        pages.close()
        return re.sub(r"\d+-[0-9a-f]{12}", "", said)  # the state of the history
    if ending == ".docx":
        return "\n".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)
    if ending == ".json":
        return json.dumps(json.loads(content)["statements"], ensure_ascii=False)
    return content.decode().partition("\n" + "-" * 78)[0]


def test_where_the_computed_sentence_reads_otherwise_it_is_printed_and_told(office):
    rewrite(office, "We sent {b} in {z}, after {a} in {y}.", statement="outbound.trend")
    with office.write("Remove stays", "Li") as session:
        kind = kind_named(ALL_KINDS, "mobility")
        gone = compose(office).find("outbound.year").facts["persons"].records
        for source in gone[:80]:
            edit.remove(session, kind, source.id)
    briefing = compose(office)
    assert "fell from" in plain(sentence(briefing, "outbound.trend").said)
    (notice,) = edit_notices(briefing, EN)
    assert notice.reason == CHANGED
    assert "fell from 34 in 2013 to 14 in 2017" in notice.said(EN)
    assert notice.source.kind == "edited_briefing"
    found = sentence(briefing, "outbound.trend")
    assert found.edit.sentence.text == "We sent {b} in {z}, after {a} in {y}."
    assert not found.follows


def test_an_edit_of_one_meeting_is_never_printed_for_another(office):
    rewrite(office, "The last one: {title}.", statement="meetings.recent", number=7)
    cancel_meeting(office, 0)
    said = [plain(s.said) for s in in_words(*_spoken(office, "meetings.recent"))]
    assert said[-1] == "The last one: Signing with Nagoya Institute of Technology."
    cancel_meeting(office, -1)
    said = [plain(s.said) for s in in_words(*_spoken(office, "meetings.recent"))]
    assert not any("The last one" in each for each in said)
    (notice,) = edit_notices(compose(office), EN)
    assert notice.reason == GONE
    assert "The last one: …." in notice.said(EN)


def cancel_meeting(store, number):
    """Cancel one of the recent meetings, so that it is said no more."""
    source = compose(store).find("meetings.recent").facts["list"].value[number].named.source
    kind = kind_named(ALL_KINDS, "meeting")
    with store.write("Cancel", "Li") as session:
        version = edit.load(session, kind, source.id).version
        edit.change(session, kind, source.id, version, {"status": "cancelled"})


def _spoken(store, statement):
    briefing = compose(store)
    return briefing.find(statement), briefing, EN


def test_a_number_that_was_taken_out_or_typed_is_told_once_the_records_say_otherwise(office):
    rewrite(office, "We have agreements with {universities} and {others}.")
    assert edit_notices(compose(office), EN) == ()
    end_an_agreement(office)
    told = {notice.facts["name"]: notice for notice in edit_notices(compose(office), EN)}
    assert told["{agreements}"].reason == STALE
    assert told["{agreements}"].facts["before"] == "15 university-level agreements"
    assert told["{agreements}"].facts["now"] == "14 university-level agreements"


def test_names_taken_out_are_told_when_they_change_and_kept_nowhere(office):
    rewrite(office, "Experts came.", statement="experts.visits", number=1)
    (kept,) = compose(office).edited.edits
    assert "Taniguchi" not in str(kept)
    with office.read() as session:
        change = session.tables.change
        query = select(change.c.after).where(change.c.table_name == "edited_briefing_sentence")
        assert "Taniguchi" not in str(session.execute(query).all())
        which = browse.ids(session, browse.Query(kind_named(ALL_KINDS, "person"), text="谷口功"))[0]
    assert edit_notices(compose(office), EN) == ()
    with office.write("Respell", "Li") as session:
        person = kind_named(ALL_KINDS, "person")
        version = edit.load(session, person, which).version
        edit.change(session, person, which, version, {"latin_given": "Isawo"})
    (notice,) = edit_notices(compose(office), EN)
    assert notice.reason == STALE_NAMES
    assert "Taniguchi Isawo" in notice.said(EN)


def test_a_typed_number_is_told_once_the_records_changed(office):
    rewrite(office, OURS + " Fifteen, or 15.")
    assert edit_notices(compose(office), EN) == ()
    end_an_agreement(office)
    (notice,) = edit_notices(compose(office), EN)
    assert (notice.reason, notice.facts["digits"]) == (STALE_BY_HAND, "15.")


def test_an_edit_that_came_with_a_broken_name_is_not_printed_and_told(office):
    rewrite(office, OURS)
    with office.write("Break it", "Li") as session:
        kind = kind_named(ALL_KINDS, "edited_briefing")
        (which,) = kept_of_japan(session)
        old = edit.load(session, kind, which)
        (line,) = old.rows["sentence"]
        for text in ("We have {agreements", "We have {agreemnts}."):
            broken = edit.Line(line.id, line.values | {"text": text})
            now = edit.load(session, kind, which).version
            edit.change(session, kind, which, now, {}, {"sentence": [broken]})
    briefing = compose(office)
    assert plain(sentence(briefing).said).startswith("As of 31 December 2017")
    (notice,) = edit_notices(briefing, EN)
    assert notice.reason == UNSOUND
    assert "“{agreemnts}” is not computed in this sentence" in notice.said(EN)


def test_what_a_text_lets_go_of_or_gets_wrong_is_told(office):
    computed = sentence(compose(office)).computed
    assert [f.template for f in flaws(template(computed), computed)] == []
    (broken,) = flaws("We have {agreements", computed)
    assert (broken.template, broken.refused) == (BROKEN, True)
    unknown = [f for f in flaws(template(computed) + "{nobody}", computed) if f.refused]
    assert [f.template for f in unknown] == [UNKNOWN]
    assert "{agreements}" in unknown[0].facts["names"]
    missing = list(flaws("{date} {us} {agreements} {universities} {country} {examples}", computed))
    assert [(f.template, f.facts, f.refused) for f in missing] == [
        (MISSING, {"name": "{others}", "value": "1 other institution"}, False)
    ]
    (typed,) = flaws(template(computed) + " 99 more.", computed)
    assert (typed.template, typed.facts) == (BY_HAND, {"digits": "99"})


def test_a_sentence_may_be_left_out(office):
    rewrite(office, "", statement="outbound.year", number=1)
    briefing = compose(office)
    text = printing.written(".txt", briefing, EN, Settings()).decode()
    assert "For long stays: 36" not in text
    assert "For long stays: 109" in text
    assert edit_notices(briefing, EN) == ()


def test_an_edit_belongs_to_its_language_and_may_belong_to_one_day(office):
    rewrite(office, "Any day: {agreements}.")
    rewrite(office, "That day: {agreements}.", as_of=DAY)
    assert plain(sentence(compose(office)).said).startswith("That day: 15")
    assert plain(sentence(compose(office, date(2017, 12, 30))).said).startswith("Any day: 15")
    assert plain(sentence(compose(office), spoken=ZH).said).startswith("截至2017年12月31日")


def test_edits_are_taken_back_one_by_one_and_undone_like_everything(office):
    rewrite(office, OURS)
    rewrite(office, "{b} in {z}.", statement="outbound.trend")
    briefing = compose(office)
    with office.write("Take back", "Li") as session:
        edited_briefings.take_back(session, sentence(briefing).edit.row)
    briefing = compose(office)
    assert sentence(briefing).edit is None
    assert plain(sentence(briefing, "outbound.trend").said) == "90 in 2017."
    with office.write("Take back", "Li") as session:
        edited_briefings.take_back(session, sentence(briefing, "outbound.trend").edit.row)
    with office.read() as session:
        assert kept_of_japan(session) == []
    for _ in range(2):
        with office.write("Undo", "Li") as session:
            undo.undo(session)
    assert plain(sentence(compose(office)).said).startswith("We have 15")


def test_a_sentence_rewritten_again_is_kept_once(office):
    rewrite(office, OURS)
    rewrite(office, "Again: {agreements}.")
    assert [e.sentence.text for e in compose(office).edited.edits] == ["Again: {agreements}."]


def test_sections_are_put_in_another_order_and_left_out_in_every_form(office):
    wanted = Arrangement(("awards", "agreements"), frozenset({"people"}))
    with office.write("Arrange", "Li") as session:
        edited_briefings.arrange(session, JAPAN, wanted)
    briefing = compose(office)
    headings = [
        block.text for block in document(briefing, EN, Settings()).blocks if hasattr(block, "level")
    ]
    assert headings[:4] == ["Awards", "Students sent", "Students received", "Agreements"]
    assert "People" not in headings
    told = json.loads(printing.written(".json", briefing, EN, Settings()))
    ids = [statement["id"] for statement in told["statements"]]
    assert ids[0] == "awards.funder"
    assert not [each for each in ids if each.startswith(("staff.", "experts."))]
    with office.write("Arrange", "Li") as session:
        edited_briefings.arrange(session, JAPAN, Arrangement())
    assert compose(office).edited.arrangement == Arrangement()


def test_own_paragraphs_are_kept_for_next_time_as_narratives(office):
    texts = {"en": "A word <b>of</b> ours.", "zh": "我们的话。", "ja": "私たちの言葉。"}
    with office.write("Add", "Li") as session:
        edited_briefings.add_paragraph(session, JAPAN, "other matters", texts, "The office")
    for spoken in (EN, ZH, JA):
        text = printing.written(".txt", compose(office), spoken, Settings()).decode()
        assert texts[spoken.code] in text
        assert spoken.text("Other matters") in text
    assert compose(office, date(2019, 1, 1)).find("narrative.other_matters") is not None


def test_a_paragraph_for_a_meeting_is_its_own(office):
    with office.write("Add", "Li") as session:
        kind = kind_named(ALL_KINDS, "meeting")
        ids = browse.ids(session, browse.Query(kind, text="2018-001"))
        about = Briefed("meeting", record=ids[0])
        texts = {"en": "Speak of the 20 years.", "zh": "谈20年。", "ja": "20年について話す。"}
        edited_briefings.add_paragraph(session, about, "talking points", texts, "The office")
    with office.read() as session:
        told = meeting.compose(session, ids[0], date(2018, 1, 5), Settings())
    assert "- Speak of the 20 years." in printing.written(".txt", told, EN, Settings()).decode()
    assert compose(office, date(2018, 1, 5)).find("narrative.talking_points") is None


def test_a_partner_s_briefing_has_edits_of_its_own(office):
    with office.read() as session:
        kind = kind_named(ALL_KINDS, "organisation")
        which = browse.ids(session, browse.Query(kind, text="熊本大学"))[0]
        told = organisation.compose(session, which, DAY, Settings())
    written = sentence(told).rewritten("en", "With it: {agreements}.")
    with office.write("Rewrite", "Li") as session:
        about = briefed(told.subject)
        assert about == Briefed("organisation", record=told.subject.source.id)
        edited_briefings.rewrite(session, about, written)
    with office.read() as session:
        told = organisation.compose(session, which, DAY, Settings())
    assert plain(sentence(told).said).startswith("With it:")
    assert sentence(compose(office)).edit is None


def test_markup_and_braces_in_an_edit_print_as_themselves(office):
    text = "<b>{agreements}</b> & <i>{{not a name}}</i> *bold* \\n"
    rewrite(office, text)
    said = plain(sentence(compose(office)).said)
    assert said == "<b>15 university-level agreements</b> & <i>{not a name}</i> *bold* \\n"
    for ending in printing.ENDINGS:
        content = printing.written(ending, compose(office), EN, Settings())
        assert "<b>15 university-level" in " ".join(_words(content, ending).split())


words = st.text(alphabet=st.sampled_from("ab {}<&1東。"), max_size=12)
spans = st.lists(
    st.builds(
        Span,
        text=st.text(alphabet="xy{}1本", min_size=1, max_size=5),
        name=st.sampled_from(["", "one", "two"]),
        fact=st.sampled_from(["", "a/b"]),
    ),
    max_size=6,
).map(tuple)


@given(spans)
def test_a_sentence_rewritten_as_it_is_computed_reads_the_same(computed):
    names = [span.name for span in computed if span.name]
    runs = [n for i, n in enumerate(names) if i == 0 or names[i - 1] != n]
    again = filled(template(computed), computed)
    if len(set(runs)) == len(runs) and _apart(computed):
        assert plain(again) == plain(computed)
    assert (
        all(flaw.template == BY_HAND for flaw in flaws(template(computed), computed))
        or not template(computed).strip()
    )


def _apart(computed):
    """Whether each name stands in one place only."""
    runs = [
        span.name
        for number, span in enumerate(computed)
        if span.name and (number == 0 or computed[number - 1].name != span.name)
    ]
    return len(runs) == len(set(runs))


@given(words)
def test_any_words_survive_being_written_as_words(text):
    assert "".join(piece for piece, name in pieces(escaped(text))) == text
    assert not any(name for _, name in pieces(escaped(text)))


@given(words, spans)
def test_any_text_is_printed_or_refused_and_nothing_else(text, computed):
    try:
        cut = pieces(text)
    except BrokenTextError:
        assert any(flaw.template == BROKEN for flaw in flaws(text, computed))
        return
    known = {span.name for span in computed}
    refused = any(flaw.refused for flaw in flaws(text, computed))
    assert refused == any(name and name not in known for _, name in cut)
    if not refused:
        filled(text, computed)


def compose_meeting(store):
    with store.read() as session:
        which = designate.meeting(session, "2018-001")
        return meeting.compose(session, which, date(2018, 1, 5), Settings())


def rewrite_of_meeting(store, statement, number, text, spoken=EN):
    briefing = compose_meeting(store)
    old = sentence(briefing, statement, number, spoken)
    with store.write("Rewrite a sentence", "Li") as session:
        written = old.rewritten(spoken.code, text)
        edited_briefings.rewrite(session, briefed(briefing.subject), written, None)


@pytest.mark.parametrize(
    ("statement", "number", "text"),
    [
        ("meeting.guest", 0, "Consul General since last autumn."),
        ("meeting.guest", 1, "Said in {text}."),
        ("meeting.hosts", 0, "The President and his staff receive them."),
        ("meeting.itinerary", 0, "A talk, then a walk."),
    ],
)
@pytest.mark.parametrize("ending", [".txt", ".docx", ".pdf"])
def test_cards_hosts_and_itinerary_are_printed_in_the_offices_words(
    office, statement, number, text, ending
):
    rewrite_of_meeting(office, statement, number, text)
    written = printing.written(ending, compose_meeting(office), EN, Settings())
    printed = written.decode() if ending == ".txt" else _all_words(written, ending)
    shown = text.replace("{text}", "Japanese, Chinese and English")
    assert "".join(shown.split()) in "".join(printed.split())


def _all_words(content, ending):
    if ending == ".pdf":
        pages = pypdfium2.PdfDocument(content)
        return "".join(page.get_textpage().get_text_range() for page in pages)
    made = docx.Document(io.BytesIO(content))
    cells = [c.text for t in made.tables for row in t.rows for c in row.cells]
    return " ".join([*(p.text for p in made.paragraphs), *cells])


def test_hosts_that_are_left_out_leave_no_heading(office):
    rewrite_of_meeting(office, "meeting.hosts", 0, "")
    headings = [
        block.text
        for block in document(compose_meeting(office), EN, Settings()).blocks
        if isinstance(block, Heading)
    ]
    assert "Hosts" not in headings
    assert "Guests" in headings
