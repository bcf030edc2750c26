"""A printed briefing tells what is read in which order, whatever stands beside it on the page."""

import re
import shutil
import subprocess
from dataclasses import replace

import pytest

from intloffice import resources
from intloffice.briefing import country, printing
from intloffice.briefing.document import (
    BarChart,
    Beside,
    Block,
    Bullets,
    Card,
    Cards,
    Column,
    Document,
    Footnotes,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Series,
    Span,
    Table,
)
from intloffice.briefing.layout import document as laid_out_document
from intloffice.briefing.pdf import bare_pages, render
from intloffice.briefing.pdf.slabs import Words
from intloffice.briefing.pdf.style import Sheet
from intloffice.i18n import language
from intloffice.settings import Settings
from tests.briefing.test_country import DAY

needs_poppler = pytest.mark.skipif(not shutil.which("pdfinfo"), reason="poppler is missing")
CHART = BarChart("Students", ("2016", "2017"), (Series("sent", (7, 9)), Series("in", (3, 0))))


def said(text: str) -> Paragraph:
    return Paragraph((Span(text),))


def document(*blocks: Block) -> Document:
    return Document("en", "Our University", "Cooperation", "as of today", blocks, footer="Foot")


def table(rows: int) -> Table:
    columns = (Column("Name"), Column("Number", 1, "right"))
    listed = tuple(((Span(f"Row {n}"),), (Span(str(n)),)) for n in range(rows))
    return Table(columns, listed, "Caption")


def told(pdf: bytes) -> str:
    """Give what poppler reads when it follows the tags: roles, and the texts under them."""
    command = ["pdfinfo", "-struct-text", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def roles(pdf: bytes) -> list[str]:
    return re.findall(r"^ *([A-Z][A-Za-z0-9]*)(?: \(\w+\))?:?$", told(pdf), re.MULTILINE)


def texts(pdf: bytes) -> str:
    """Join the texts under the tags, without the blanks that only part them."""
    return squeezed("".join(re.findall(r'^ *"(.*)"$', told(pdf), re.MULTILINE)))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b-]", "", text)


@needs_poppler
def test_each_block_is_told_by_what_it_is() -> None:
    pdf = render(
        document(
            KeyFigures((KeyFigure("15", "agreements"),)),
            Heading("Part"),
            said("Running text."),
            Heading("Section", 2),
            Bullets(((Span("one"),), (Span("two"),))),
            table(1),
            CHART,
            Footnotes(("A note.",)),
        )
    ).pdf
    table_roles = ["Table", "Caption", "TR", "TH", "TH", "TR", "TD", "TD"]
    list_roles = ["L", "LI", "Lbl", "LBody", "LI", "Lbl", "LBody"]
    head = ["Document", "P", "H1", "P", "P", "H2", "P", "H3"]
    assert roles(pdf) == [*head, *list_roles, *table_roles, "Figure", "P"]


@needs_poppler
def test_words_parted_by_the_end_of_a_line_or_a_label_are_read_apart() -> None:
    words = "all that we know of Japan is told here " * 20
    card = Card((Span("Li Bai"),), (Span("Poet"),), (("Speaks", (Span("Chinese"),)),))
    read = told(render(document(said(words.strip()), Cards((card,)))).pdf)
    assert words.strip() in read
    assert "Speaks Chinese" in read
    han = told(render(document(said("重庆大学与日本高校签有协议" * 20))).pdf)
    assert "重庆大学与日本高校签有协议" * 20 in han


@needs_poppler
def test_what_stands_side_by_side_is_read_one_after_the_other() -> None:
    left = tuple((Span(f"Left {n} {'word ' * 12}end"),) for n in range(6))
    right = tuple((Span(f"Right {n} {'word ' * 12}end"),) for n in range(6))
    beside = Beside((Heading("Left"), Bullets(left)), (Heading("Right"), Bullets(right)))
    read = texts(render(document(beside)).pdf)
    order = [read.index(f"{side}{n}word") for side in ("Left", "Right") for n in range(6)]
    assert order == sorted(order)


@needs_poppler
@pytest.mark.parametrize("code", ["en", "zh", "ja"])
def test_a_whole_briefing_is_read_sentence_by_sentence_in_order(sample, code: str) -> None:
    with sample.read() as session:
        briefing = country.compose(session, "JP", DAY, Settings())
    spoken = language(code, resources.folder("translations"))
    laid = laid_out_document(briefing, spoken, Settings())
    read, at = texts(printing.pdf(briefing, spoken, Settings()).pdf), 0
    sentences = list(spans_of(laid.blocks))
    assert len(sentences) > 30
    for sentence in sentences:
        found = read.find(squeezed(sentence), at)
        assert found >= 0, sentence
        at = found + 1


def spans_of(blocks):
    """Give the first spans of paragraphs and items, in the order of the document."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.spans[0].text
        elif isinstance(block, Bullets):
            yield from (item[0].text for item in block.items)
        elif isinstance(block, Heading):
            yield block.text
        elif isinstance(block, Beside):
            yield from spans_of((*block.left, *block.right))


@needs_poppler
def test_the_head_of_a_table_on_the_next_page_and_the_foot_are_not_read_again() -> None:
    printed = render(document(table(120)))
    assert printed.pages > 2
    read = texts(printed.pdf)
    assert read.count("NameNumber") == 1
    assert "Foot" not in read
    assert "1/" not in read
    assert read.index("Row99") < read.index("Row100")


def test_a_chart_tells_its_numbers_to_who_cannot_see_it() -> None:
    pdf = render(document(CHART)).pdf
    assert b"Students \\(sent 2016: 7, sent 2017: 9, in 2016: 3, in 2017: 0\\)" in pdf


def test_nothing_that_is_said_is_in_no_part() -> None:
    blocks = (said("Text."), Bullets(((Span("one"),),)), table(3), CHART, Footnotes(("Note.",)))
    whole = replace(document(*blocks), letterhead="Our University")
    for page in bare_pages(whole, Sheet("en", "#1f5077")):
        assert all(mark.parts for mark in page.marks if isinstance(mark, Words))
