"""The appendix lists behind each printed number the records it was counted from."""

from datetime import date

import pytest

from intloffice import resources
from intloffice.briefing import country, printing
from intloffice.briefing.appendix import with_records
from intloffice.briefing.document import Heading, Paragraph
from intloffice.briefing.layout import document
from intloffice.i18n import language
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
        "".join(span.text for span in block.spans)
        for block in blocks[at:]
        if isinstance(block, Paragraph)
    ]


def test_each_agreement_that_was_counted_is_listed_and_no_other(told):
    overview = told.find("agreements.overview")
    (line,) = [line for line in listed(told, "en") if "15 university-level agreements" in line]
    names = line.split(": ", 1)[1].split("; ")
    behind = overview.facts["agreements"].records
    assert sorted(names) == sorted(told.captions[source]["en"] for source in behind)
    assert len(names) == 15


def test_a_line_begins_with_the_number_of_its_footnote(told):
    assert listed(told, "en")[0].startswith("1 ")


@pytest.mark.parametrize("code", ["en", "zh", "ja"])
def test_every_counted_number_on_the_page_has_its_records_listed(told, code):
    lines = listed(told, code)
    assert len(lines) > 12
    assert all(line.strip().rstrip("：:") for line in lines)
    for sent in told.find("outbound.year").facts["persons"].records[:3]:
        assert any(told.captions[sent][code] in line for line in lines)


def test_without_it_nothing_of_it_is_printed(sample):
    with sample.read() as session:
        plain = country.compose(session, "JP", DAY, Settings())
    text = printing.written(".txt", plain, speaking("en"), Settings()).decode()
    assert "Records behind the numbers" not in text


def test_it_prints_in_every_form(told):
    for ending in printing.ENDINGS:
        assert printing.written(ending, told, speaking("ja"), Settings())


@pytest.mark.parametrize(
    ("code", "label"), [("en", "Long 36: "), ("ja", "長期 36："), ("zh", "长期 36：")]
)
def test_a_bare_number_tells_what_it_counts(told, code, label):
    assert any(line.startswith(label) for line in listed(told, code))
