"""Words are offered where the data prove them, with what speaks against them where not."""

from dataclasses import replace
from datetime import date

import pytest

from intloffice import resources
from intloffice.briefing import country
from intloffice.briefing.as_json import to_json
from intloffice.briefing.offers import offers
from intloffice.briefing.statement import Basis, Fact, Statement, Tally
from intloffice.i18n import language
from intloffice.operations.counting.naming import Named, Source
from intloffice.settings import Settings

SOURCE = (Source("mobility", 1, "u"),)
ENGLISH = language("en")


def of_series(*counts):
    series = tuple(Tally(2013 + at, count, SOURCE) for at, count in enumerate(counts))
    told = Statement("outbound.trend", {"whole_years": Fact(series, SOURCE)}, Basis(""))
    return [(offer.proved, offer.text(ENGLISH)) for offer in offers(told)]


def of_number(number):
    told = Statement("experts.visits", {"persons": Fact(number, SOURCE)}, Basis(""))
    return [offer.text(ENGLISH) for offer in offers(told)]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (97, ["“Nearly 100” may be said."]),
        (90, ["“Nearly 100” may be said."]),
        (89, ["“Nearly 90” may be said."]),
        (79, ["“Nearly 80” may be said."]),
        (103, ["“More than 100” may be said."]),
        (100, []),
        (112, []),
        (27, []),
    ],
)
def test_a_round_number_is_offered_only_where_it_is_near(number, said):
    assert of_number(number) == said


def test_rapid_growth_needs_half_as_much_again_and_no_two_falls_in_a_row():
    assert of_series(34, 42, 51, 68, 90) == [
        (True, "“Rapidly” may be said: 90 is one and a half times 34 or more.")
    ]
    assert of_series(34, 42, 40) == [
        (False, "“Rapidly” may not be said: 40 is less than one and a half times 34.")
    ]
    assert of_series(30, 50, 45, 40, 60) == [
        (False, "“Rapidly” may not be said: it fell twice in a row, to 40 in 2016.")
    ]
    assert of_series(30, 20) == []


def test_all_is_refused_with_who_speaks_against_it():
    def studied(*names):
        tallies = tuple(
            Tally(Named(Source("mobility", 1, "u"), {"en": name}), 5 - at, SOURCE)
            for at, name in enumerate(names)
        )
        told = Statement("inbound.period", {"subjects": Fact(tallies, SOURCE)}, Basis(""))
        return [offer.text(ENGLISH) for offer in offers(told)]

    assert studied("Chinese") == ["“All” may be said: no other is on record."]
    assert studied("Chinese", "Law") == ["“All” may not be said: 4 studied Law."]


def sentences(briefing, code):
    said_in = language(code, resources.folder("translations"))
    return {s["id"]: s["text"] for s in to_json(briefing, said_in)["statements"]}


@pytest.mark.parametrize(
    ("code", "nearly", "rapidly"),
    [
        ("en", "nearly 100 experts", "rose rapidly from 34"),
        ("zh", "近100位专家", "快速增至"),
        ("ja", "近く", "急速に"),
    ],
)
def test_sentences_use_proved_words_only_where_asked_for(sample, code, nearly, rapidly):
    with sample.read() as session:
        plain = country.compose(session, "JP", date(2017, 12, 31), Settings())
    exact = sentences(plain, code)
    worded = sentences(replace(plain, proved_words=True), code)
    assert "97" in exact["experts.visits"]
    assert nearly in worded["experts.visits"]
    assert nearly not in exact["experts.visits"]
    assert rapidly in worded["outbound.trend"]
    assert rapidly not in exact["outbound.trend"]


def test_the_exact_number_stays_behind_the_word(sample):
    with sample.read() as session:
        plain = country.compose(session, "JP", date(2017, 12, 31), Settings())
    told = to_json(replace(plain, proved_words=True), ENGLISH)["statements"]
    (visits,) = [s for s in told if s["id"] == "experts.visits"]
    assert visits["facts"]["persons"]["value"] == 97
    assert {"fact": "persons", "proved": True, "text": "“Nearly 100” may be said."} in visits[
        "words"
    ]
