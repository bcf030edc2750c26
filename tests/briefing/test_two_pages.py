"""What a briefing takes of pages: two, where two can hold it without being hard to read."""

import pytest

from intloffice import resources
from intloffice.briefing import country, printing
from intloffice.briefing.document import (
    Beside,
    Bullets,
    Column,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Span,
    Table,
)
from intloffice.briefing.pdf import bare_pages
from intloffice.briefing.pdf.blocks import laid_out
from intloffice.briefing.pdf.slabs import Words
from intloffice.briefing.pdf.style import TEXT_HEIGHT, TEXT_WIDTH, Sheet
from intloffice.i18n import language
from intloffice.settings import Settings
from tests.briefing.test_country import DAY

LANGUAGES = ("en", "zh", "ja")
AIRY, CLOSE = Sheet("en", "#1f5077"), Sheet("en", "#1f5077", close=1.0)
TEXT = "Both sides agree to widen the exchange of students, to supervise doctoral students. " * 3


def lines(number):
    return tuple(Paragraph((Span("One line."),)) for _ in range(number))


def document(*blocks):
    return Document("en", "Our University", "Cooperation", "as of today", tuple(blocks))


def sizes(pages):
    return {
        piece.look.size
        for page in pages
        for mark in page.marks
        if isinstance(mark, Words)
        for piece in mark.line.pieces
        if piece.text.startswith("One")
    }


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("about", ["JP", "DE", "GB", "FR", "US"])
def test_the_briefings_of_the_sample_take_two_pages_but_for_the_longest_in_english(
    sample, about, code
):
    with sample.read() as session:
        briefing = country.compose(session, about, DAY, Settings())
    spoken = language(code, resources.folder("translations"))
    printed = printing.pdf(briefing, spoken, Settings())
    assert printed.pages == (3 if (about, code) == ("JP", "en") else 2)
    assert len(printed.pdf) < 400_000


@pytest.mark.parametrize("number", [74, 80, 85])
def test_three_pages_are_set_closer_where_two_can_hold_them(number):
    airy, close = AIRY.body.size, CLOSE.body.size
    made = bare_pages(document(*lines(number)), AIRY)
    assert len(made) == 2
    assert all(close <= size <= airy for size in sizes(made))
    assert all(page.filled <= TEXT_HEIGHT for page in made)


def test_no_closer_than_is_needed():
    full = next(n for n in range(50, 90) if sizes(bare_pages(document(*lines(n)), AIRY)) != {9.5})
    (size,) = sizes(bare_pages(document(*lines(full)), AIRY))
    assert CLOSE.body.size < size < AIRY.body.size


@pytest.mark.parametrize("number", [20, 60, 130, 400])
def test_what_closer_lines_do_not_help_keeps_all_its_air(number):
    assert sizes(bare_pages(document(*lines(number)), AIRY)) == {AIRY.body.size}


def test_each_part_between_page_breaks_is_set_by_its_own_length():
    parts = (*lines(85), PageBreak(), Heading("Records"), *lines(140))
    made = bare_pages(document(*parts), AIRY)
    assert max(sizes(made[:2])) < AIRY.body.size
    assert sizes(made[2:]) == {AIRY.body.size}


def table(rows):
    cells = tuple(((Span("Tohoku University"),), (Span("3"),)) for _ in range(rows))
    return Table((Column("Exchange agreement", 3), Column("Sent", 1, "right")), cells)


@pytest.mark.parametrize(("rows", "slabs"), [(6, 1), (40, 2), (1, 1)])
def test_a_short_table_stands_beside_its_text_and_a_long_one_below_it(rows, slabs):
    block = Beside((Paragraph((Span(TEXT),)),), (table(rows),))
    found = laid_out([block], TEXT_WIDTH, AIRY)
    assert (len(found) == 1) == (slabs == 1)


def test_no_name_is_parted_in_a_table_that_stands_beside_text():
    (slab,) = laid_out([Beside((Paragraph((Span(TEXT),)),), (table(4),))], TEXT_WIDTH, AIRY)
    said = [mark.line.text for mark in slab.marks if isinstance(mark, Words)]
    assert said.count("Tohoku University") == 4


def test_two_lists_stand_side_by_side_only_where_that_saves_room_on_a_closely_set_page():
    items = tuple((Span(f"{year}: a short item"),) for year in range(2010, 2018))
    lists = [Heading("Meetings"), Bullets(items)], [Heading("Dates"), Bullets(items)]
    block = Beside(tuple(lists[0]), tuple(lists[1]), sparing=True)
    assert len(laid_out([block], TEXT_WIDTH, AIRY)) > 10
    (slab,) = laid_out([block], TEXT_WIDTH, CLOSE)
    below = laid_out([*lists[0], *lists[1]], TEXT_WIDTH, CLOSE)
    assert slab.height < sum(each.height for each in below)
