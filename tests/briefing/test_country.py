"""The country briefing: what it says is what the records say, counted apart by plain SQL."""

import json
import sqlite3
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from intloffice import resources
from intloffice.briefing import country, printing
from intloffice.briefing.as_json import to_json
from intloffice.briefing.document import BarChart, Beside
from intloffice.briefing.layout import document
from intloffice.briefing.sentence import plain
from intloffice.briefing.statement import AgreementLine, Basis, Fact, Statement
from intloffice.briefing.wording import sentences
from intloffice.database.store import FILE_NAME
from intloffice.errors import OfficeError
from intloffice.i18n import language
from intloffice.operations import edit
from intloffice.operations.counting.days import is_over
from intloffice.settings import Settings
from tests.briefing import recount
from tests.stores import AGREEMENT

DAY = date(2017, 12, 31)
LANGUAGES = ("en", "zh", "ja")
QUESTIONS = [
    (code, day)
    for code in ("JP", "DE", "US", "KR", "GB")
    for day in (date(2014, 12, 31), date(2016, 11, 28), DAY, date(2018, 6, 30))
]


@pytest.fixture(scope="module")
def raw(sample):
    connection = sqlite3.connect(sample.folder / FILE_NAME)
    yield connection
    connection.close()


def composed(store, code="JP", day=DAY):
    with store.read() as session:
        return country.compose(session, code, day, Settings())


def speaking(code):
    return language(code, resources.folder("translations"))


def facts(store, code, day):
    said = to_json(composed(store, code, day), speaking("en"))
    return {
        s["id"]: {name: fact["value"] for name, fact in s["facts"].items()}
        for s in said["statements"]
    }


def test_the_briefing_yields_every_number_of_the_article(sample):
    said = facts(sample, "JP", DAY)
    overview = said["agreements.overview"]
    assert (overview["agreements"], overview["universities"]) == (15, 9)
    assert overview["other_institutions"] == 1
    assert overview["examples"] == [
        "Tohoku University",
        "Hokkaido University",
        "Hiroshima University",
        "Waseda University",
    ]
    assert sorted(said["agreements.alliances"]["members"]) == [
        f"{city} University"
        for city in ("Chiba", "Kanazawa", "Kumamoto", "Nagasaki", "Niigata", "Okayama")
    ]
    assert said["staff.academicians"]["persons"] == 3
    teachers = said["staff.appointed"]
    assert (teachers["persons"], teachers["units"]) == (6, 5)
    assert (teachers["academicians"], teachers["programme_experts"]) == (1, 2)
    assert said["experts.visits"]["persons"] == 97
    assert said["outbound.year"]["persons"] == 90
    assert said["outbound.programmes"]["by_programme"]["Dream-come-true Programme"] == 30
    assert said["outbound.destinations"]["institutions"] == 17
    fund = said["awards.funder"]
    assert (fund["persons"], fund["min"], fund["max"]) == (21, 10_000, 20_000)
    assert (fund["currency"], fund["since"]) == ("CNY", "1994")
    assert (said["inbound.period"]["long"], said["inbound.period"]["short"]) == (109, 32)


@pytest.mark.parametrize(("code", "day"), QUESTIONS, ids=str)
def test_each_count_equals_the_recount_by_plain_sql(sample, raw, code, day):
    said, counted = facts(sample, code, day), recount.recounted(raw, code, day)
    for statement in ("agreements.overview", "staff.appointed", "outbound.destinations"):
        compare(said.get(statement), counted[statement])
    if "staff.academicians" in said:
        compare(said["staff.academicians"], counted["staff.academicians"])
    else:
        assert not counted["staff.academicians"]["from_country"]
    for name in ("persons", "visits"):
        assert said.get("experts.visits", {}).get(name, 0) == counted["experts.visits"][name]
    for name in ("long", "short", "persons"):
        assert said.get("inbound.period", {}).get(name, 0) == counted["inbound.period"][name]
    alliances = counted["agreements.alliances"]["agreements"]
    assert ("agreements.alliances" in said) == bool(alliances)
    series = {str(year): n for year, n in counted["outbound.trend"]["series"].items()}
    if any(series.values()):
        assert said["outbound.trend"]["series"] == series
    persons = counted["outbound.year"]["persons"]
    assert said.get("outbound.year", {}).get("persons", 0) == persons
    programmes = counted["outbound.programmes"]["persons"]
    assert said.get("outbound.programmes", {}).get("by_programme", {}) == programmes
    assert funds(sample, code, day) == counted["awards.funder"]


def funds(store, code, day):
    names = ("persons", "min", "max", "currency", "since")
    return {
        statement.facts["programme"].records[0].id: {
            name: statement.facts[name].value if name in statement.facts else None for name in names
        }
        for statement in composed(store, code, day).statements
        if statement.id == "awards.funder"
    }


def compare(said, counted):
    for name, value in counted.items():
        if said is None:
            assert not value
        else:
            assert said[name] == (list(value) if isinstance(value, tuple) else value), name


def test_every_fact_names_the_records_it_counted(sample, raw):
    for statement in composed(sample).statements:
        for name, fact in statement.facts.items():
            for source in fact.records:
                (uuid,) = raw.execute(
                    f"SELECT uuid FROM {source.kind} WHERE id = ?", (source.id,)
                ).fetchone()
                assert uuid == source.uuid, (statement.id, name)


def test_a_count_of_agreements_opens_exactly_those_agreements(sample):
    overview = composed(sample).find("agreements.overview")
    records = overview.facts["agreements"].records
    assert len(records) == 15
    assert {source.kind for source in records} == {"agreement"}


def test_a_statement_without_a_source_is_refused():
    with pytest.raises(ValueError, match="without sources"):
        Statement("x", {"n": Fact(1, ())}, Basis(""))


def test_what_lacks_a_date_is_left_out_and_listed(sample):
    """records.md, rule 11: missing data is said, never guessed."""
    said = to_json(composed(sample), speaking("en"))
    kinds = {record["kind"] for record in said["left_out"]}
    assert {"agreement", "engagement", "mobility"} <= kinds
    assert all(record["record"] and record["reason"] for record in said["left_out"])


def test_a_country_without_records_has_nothing_to_say(sample):
    assert composed(sample, "IS").statements == ()


def test_an_office_without_a_university_of_its_own_is_told_so(tmp_path):
    from intloffice.database.store import Store  # noqa: PLC0415
    from intloffice.records import ALL_KINDS  # noqa: PLC0415

    store = Store.open(tmp_path, ALL_KINDS)
    with pytest.raises(OfficeError, match="own university is not on record"):
        composed(store)
    store.close()


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_json_has_the_agreed_shape(sample, code):
    said = json.loads(json.dumps(to_json(composed(sample), speaking(code))))
    assert set(said) == {"subject", "as_of", "state", "language", "statements", "left_out"}
    assert (said["as_of"], said["language"]) == ("2017-12-31", code)
    for statement in said["statements"]:
        assert {"id", "text", "facts"} <= set(statement)
        assert statement["text"]
        for fact in statement["facts"].values():
            assert set(fact) == {"value", "records"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_placeholder_and_no_english_is_left_in_a_sentence(sample, code):
    for statement in to_json(composed(sample), speaking(code))["statements"]:
        assert "{" not in statement["text"] + statement["basis"]
        if code != "en":
            letters = sum(sign.isascii() and sign.isalpha() for sign in statement["text"])
            assert letters < len(statement["text"]) / 4, statement["text"]


def test_one_teacher_holds_a_post_and_several_hold_posts(sample):
    said = {}
    for code in ("JP", "FR"):
        briefing = composed(sample, code)
        statement = briefing.find("staff.appointed")
        told = sentences(statement, briefing, speaking("en"))
        said[statement.number("persons")] = " ".join(plain(sentence) for sentence in told)
    assert "teacher from France holds a long-term post in the School of Bioengineering" in said[1]
    assert said[1].endswith("The teacher is an expert of a national programme.")
    assert "6 teachers from Japan hold long-term posts in 5 schools:" in said[6]
    assert said[6].endswith("Among them: 1 academician and 2 experts of national programmes.")


def test_a_post_that_has_ended_since_is_told_as_then(sample):
    """records.md, rule 9: titles are those of the day."""
    examples = facts(sample, "JP", DAY)["experts.visits"]["examples"]
    ended = {example["name"].split()[0]: example["ended"] for example in examples}
    assert ended["Taniguchi"]
    assert ended["Baba"]
    assert not ended["Takashima"]


def test_no_reading_of_a_guest_is_printed_as_if_it_were_a_name(sample):
    """records.md, Names: the Chinese reading is never printed in English or Japanese."""
    for code in ("en", "ja"):
        said = json.dumps(to_json(composed(sample), speaking(code)), ensure_ascii=False)
        for reading in ("Changgu", "Hecun", "Gaodao", "Machang", "Daoyan"):
            assert reading not in said


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_same_inputs_give_the_same_bytes(sample, code):
    first = printing.pdf(composed(sample), speaking(code), Settings())
    second = printing.pdf(composed(sample), speaking(code), Settings())
    assert first.pdf == second.pdf
    assert first.pages <= 3


def test_the_bytes_are_the_same_in_another_process(sample, tmp_path):
    script = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from intloffice import resources; from intloffice.briefing import country, printing\n"
        "from intloffice.database.store import Store; from intloffice.i18n import language\n"
        "from intloffice.records import ALL_KINDS; from intloffice.settings import Settings\n"
        "store = Store.open(Path(sys.argv[1]), ALL_KINDS)\n"
        "with store.read() as session:\n"
        "    said = country.compose(session, 'JP', date(2017, 12, 31), Settings())\n"
        "spoken = language('ja', resources.folder('translations'))\n"
        "Path(sys.argv[2]).write_bytes(printing.pdf(said, spoken, Settings()).pdf)\n"
    )
    out = tmp_path / "other.pdf"
    subprocess.run([sys.executable, "-c", script, sample.folder, out], check=True)
    assert out.read_bytes() == printing.pdf(composed(sample), speaking("ja"), Settings()).pdf


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_foot_of_each_page_says_from_which_state_of_the_records_it_was_computed(sample, code):
    said = composed(sample)
    with sample.read() as session:
        state = session.head().short
    assert len(state) > 12
    assert said.state == to_json(said, speaking(code))["state"] == state
    rendered = printing.pdf(said, speaking(code), Settings())
    pages = pages_text(rendered.pdf)
    assert len(pages) == rendered.pages
    assert all(state in text for text in pages)


def pages_text(content):
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def test_a_printed_number_knows_where_it_stands(sample):
    rendered = printing.pdf(composed(sample), speaking("en"), Settings())
    facts = {region.fact for region in rendered.regions}
    assert "agreements.overview/agreements" in facts
    assert "outbound.year/persons" in facts


def test_a_year_that_has_only_begun_is_not_compared_with_whole_ones(sample):
    said = {
        s["id"]: s["text"]
        for s in to_json(composed(sample, day=date(2018, 1, 5)), speaking("en"))["statements"]
    }
    assert said["outbound.trend"] == (
        "The number of students sent to Japan rose from 42 in 2014 to 90 in 2017."
    )
    assert said["outbound.year"].startswith(
        "From 1 January to 5 January 2018, 1 student went to Japan"
    )
    assert said["balance"].startswith("From 1 January to 5 January 2018 no student was sent")


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_chart_says_how_far_a_year_that_has_only_begun_is_counted(sample, code):
    def title(day):
        blocks = document(composed(sample, day=day), speaking(code), Settings()).blocks
        (chart,) = (
            right
            for block in blocks
            if isinstance(block, Beside)
            for right in block.right
            if isinstance(right, BarChart)
        )
        return chart.title

    begun = date(2018, 1, 5)
    assert speaking(code).day(begun) in title(begun)
    assert "2018" not in title(DAY)


def test_a_year_counts_as_over_on_its_last_day_only():
    assert is_over(2017, DAY)
    assert not is_over(2017, date(2017, 12, 30))
    assert is_over(2016, date(2017, 1, 1))


def test_of_one_exchange_agreement_a_sentence_tells_all_and_in_the_singular_of_one_student(sample):
    told = composed(sample, "FR")
    said = "".join(
        s.text for line in sentences(told.find("balance"), told, speaking("en")) for s in line
    )
    assert said == (
        "In 2017, 1 student went abroad and 1 came here under the exchange agreement with INSA "
        "Lyon; it holds 4 places a year for our students and 4 for theirs."
    )
    laid = document(told, speaking("en"), Settings())
    assert "Exchange agreement" not in str(laid.blocks)


@pytest.mark.parametrize(
    ("sent", "received", "words"),
    [
        (1, 0, "1 student went abroad and none came here"),
        (0, 2, "no student went abroad and 2 came here"),
    ],
)
def test_nobody_who_came_or_went_under_an_agreement_is_no_figure(sample, sent, received, words):
    told = composed(sample, "FR")
    balance = told.find("balance")
    facts = balance.facts | {
        "sent": replace(balance.facts["sent"], value=sent),
        "received": replace(balance.facts["received"], value=received),
    }
    (line,) = sentences(replace(balance, facts=facts), told, speaking("en"))
    assert words in "".join(span.text for span in line)
    assert {"balance/sent", "balance/received"} <= {span.fact for span in line}


def test_visitors_who_are_all_named_are_not_called_examples(sample):
    told = composed(sample, "FR")
    some, everybody = (
        "".join(
            s.text for line in sentences(b.find("experts.visits"), b, speaking("en")) for s in line
        )
        for b in (composed(sample), told)
    )
    assert "Among them were" in some
    assert "They were" in everybody


def test_partners_named_in_a_sentence_take_their_article(sample):
    told = composed(sample, "CA")
    lines = sentences(told.find("agreements.overview"), told, speaking("en"))
    said = "".join(span.text for line in lines for span in line)
    assert "namely the University of Alberta and the University of Windsor." in said


class _TakenBackError(Exception):
    pass


def test_an_agreement_that_one_of_a_single_school_has_replaced_is_not_in_force(sample):
    def counted(session):
        said = country.compose(session, "JP", DAY, Settings()).find("agreements.overview")
        return said.number("agreements")

    with suppress(_TakenBackError), sample.write("Replace", "A") as session:
        before = counted(session)
        table = country.compose(session, "JP", DAY, Settings()).find("agreements.overview")
        which = table.items("list", AgreementLine)[0].named.source.id
        known = edit.load(session, AGREEMENT, which)
        values = known.values | {"level": "school", "replaces_id": which, "reference": "NEW"}
        rows = {name: [dict(line.values) for line in lines] for name, lines in known.rows.items()}
        edit.add(session, AGREEMENT, values, rows)
        after = counted(session)
        raise _TakenBackError
    assert after == before - 1
