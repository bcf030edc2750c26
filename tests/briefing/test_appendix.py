"""The appendix lists behind each printed number the records it was counted from."""

from datetime import date

import pytest

from intloffice import resources
from intloffice.briefing import country, printing
from intloffice.briefing.appendix import with_records
from intloffice.briefing.document import Heading, Roll, Span
from intloffice.briefing.layout import document
from intloffice.briefing.pdf.blocks import laid_out
from intloffice.briefing.pdf.roll import roll
from intloffice.briefing.pdf.style import TEXT_WIDTH, Sheet
from intloffice.i18n import language
from intloffice.names.collating import collation_key
from intloffice.settings import Settings

DAY = date(2017, 12, 31)


@pytest.fixture(scope="module")
def told(sample):
    with sample.read() as session:
        return with_records(session, country.compose(session, "JP", DAY, Settings()))


def speaking(code):
    return language(code, resources.folder("translations"))


def listed(told, code):
    blocks = document(told, speaking(code), Settings()).blocks
    title = speaking(code).text("Records behind the numbers")
    at = next(n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.text == title)
    return [
        "; ".join(("".join(span.text for span in block.label), *block.items))
        for block in blocks[at:]
        if isinstance(block, Roll)
    ]


def test_each_agreement_that_was_counted_is_listed_and_no_other(told):
    overview = told.find("agreements.overview")
    (line,) = [line for line in listed(told, "en") if "15 university-level agreements" in line]
    names = line.split("; ")[1:]
    behind = overview.facts["agreements"].records
    assert sorted(names) == sorted(told.captions[source]["en"] for source in behind)
    assert len(names) == 15


def test_a_line_begins_with_the_number_of_its_footnote(told):
    assert listed(told, "en")[0].startswith("1 ")


@pytest.mark.parametrize("code", ["en", "zh", "ja"])
def test_every_counted_number_on_the_page_has_its_records_listed(told, code):
    lines = listed(told, code)
    assert len(lines) > 12
    assert all(map(str.strip, lines))
    for sent in told.find("outbound.year").facts["persons"].records[:3]:
        assert any(told.captions[sent][code] in line for line in lines)


def test_a_number_whose_parts_are_listed_stands_over_them_and_no_record_is_listed_twice(told):
    lines = listed(told, "en")
    (at,) = [n for n, line in enumerate(lines) if line.endswith("90 students sent in 2017")]
    parts = [line.split("; ") for line in lines[at + 1 : at + 4]]
    assert [part[0] for part in parts] == ["Long 36", "Short 54", "Others"]
    behind = told.find("outbound.year").facts["persons"].records
    assert sorted(name for part in parts for name in part[1:]) == sorted(
        told.captions[source]["en"] for source in behind
    )


def test_the_numbers_of_the_footnotes_follow_each_other(told):
    numbers = [
        int(block.label[0].text)
        for block in document(told, speaking("en"), Settings()).blocks
        if isinstance(block, Roll) and block.label[0].text.strip().isdigit()
    ]
    assert numbers == sorted(set(numbers))
    assert len(numbers) > 8


def test_what_was_counted_is_listed_in_the_order_in_which_it_is_looked_up(told):
    (line,) = [line for line in listed(told, "zh") if "短期 54" in line]
    families = [item[0] for item in line.split("; ")[1:]]
    assert families == sorted(families, key=lambda family: collation_key(family, "zh"))
    assert len(set(families)) > 10


def test_items_stand_side_by_side_and_a_long_one_goes_on_below_its_beginning():
    short = tuple(f"Item {number}" for number in range(40))
    sheet = Sheet("en", "#1f4e79")
    label = (Span("40 items", "strong"),)
    slabs = roll(Roll(label, short), TEXT_WIDTH, sheet)
    assert len(slabs) == 1 + 40 / 4
    assert [slab.tied for slab in slabs] == [False, True, *[False] * 8, True]
    long = "A very long name of an institute " * 8
    below = roll(Roll(label, (long, "Short")), TEXT_WIDTH, sheet)[1:]
    places = [mark.x for mark in below[0].marks]
    assert places[0] == 0.0
    assert set(places[1:]) == {places[1]}
    assert 0.0 < places[1] < 20.0
    assert all(mark.x + mark.line.width <= TEXT_WIDTH for slab in below for mark in slab.marks)


def test_a_label_that_stands_over_others_ends_no_page():
    over, part = Roll((Span("90 students"),)), Roll((Span("Long 36"),), ("One", "Two"))
    slabs = laid_out((over, part), TEXT_WIDTH, Sheet("en", "#1f4e79"))
    assert [slab.tied for slab in slabs] == [False, True, True]


def test_without_it_nothing_of_it_is_printed(sample):
    with sample.read() as session:
        plain = country.compose(session, "JP", DAY, Settings())
    text = printing.written(".txt", plain, speaking("en"), Settings()).decode()
    assert "Records behind the numbers" not in text


def test_it_prints_in_every_form(told):
    for ending in printing.ENDINGS:
        assert printing.written(ending, told, speaking("ja"), Settings())


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("en", "Long 36; "),
        ("ja", "長期 36; "),
        ("zh", "长期 36; "),
        ("en", "2017 · 90; "),
        ("en", "Japan · 1; "),
    ],
)
def test_a_bare_number_tells_what_it_counts(told, code, label):
    assert any(label in line for line in listed(told, code))
