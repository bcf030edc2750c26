import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest

from intloffice.briefing.document import (
    BarChart,
    Beside,
    Bullets,
    Card,
    Cards,
    Column,
    Document,
    Footnotes,
    Heading,
    KeyFigure,
    KeyFigures,
    PageBreak,
    Paragraph,
    Series,
    Span,
    Table,
)
from intloffice.briefing.pdf import render
from intloffice.briefing.pdf.fonts import typeface
from intloffice.briefing.pdf.pages import paginated
from intloffice.briefing.pdf.slabs import Slab
from intloffice.errors import OfficeError

ENGLISH = (
    "Fifteen university-level agreements are in force with nine Japanese universities, among "
    "them Tohoku, Hokkaido, Hiroshima and Waseda, and with one other institution. Professor "
    "Kawamura Yoshihito (河村能人) directs the Magnesium Research Center."
)
CHINESE = (
    "截至本年末，重庆大学与日本九所高校（包括东北大学、北海道大学、广岛大学、早稻田大学）和一家机构签有"
    "十五份有效的校级协议。“卓越大学联盟”与日本国立六大学联盟签署了全面合作协议。"
)
JAPANESE = (
    "本年末現在、重慶大学は日本の九大学（東北大学、北海道大学、広島大学、早稲田大学など）および一機関と、"
    "有効な大学間協定を結んでいます。「卓越大学連盟」と「国立六大学連携コンソーシアム」も協定を結びました。"
)
CHART = BarChart("Students", ("2016", "2017"), (Series("sent", (7, 9)), Series("in", (3, 0))))

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is missing")


def paragraph(text: str, **how) -> Paragraph:
    return Paragraph((Span(text, **how),))


def document(*blocks, language: str = "en", **how) -> Document:
    titles = {"en": "Cooperation with Japan", "zh": "与日本合作情况", "ja": "日本との協力"}
    how = {"title": titles[language], "footer": "Computed from the records", **how}
    return Document(language, "Chongqing University", subtitle="2017", blocks=blocks, **how)


def rich(language: str = "en") -> Document:
    return document(
        KeyFigures((KeyFigure("15", "agreements", "a/n"), KeyFigure("9 + 1", "partners"))),
        Heading("协议と協定"),
        Paragraph((Span("Fifteen", fact="a/n", notes=(1,)), Span(ENGLISH + CHINESE + JAPANESE))),
        Table((Column("甲"), Column("乙", 2, "right")), (((Span("東北"),), (Span("2"),)),), "表"),
        Beside((Heading("People", 2), paragraph(CHINESE)), (CHART,)),
        Bullets(((Span("one"),), (Span(JAPANESE),))),
        Footnotes(("Signed by all parties.",)),
        language=language,
        keywords=("日本", "Japan"),
    )


def text_of(pdf: bytes, *options: str) -> str:
    command = ["pdftotext", *options, "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def pages_of(pdf: bytes) -> list[str]:
    return text_of(pdf).split("\f")[:-1]


@needs_poppler
@pytest.mark.parametrize("text", [CHINESE, JAPANESE])
@pytest.mark.parametrize("language", ["zh", "ja"])
def test_sentences_in_squares_are_copied_back_exactly(text, language):
    pdf = render(document(paragraph(text), language=language)).pdf
    assert text in text_of(pdf).replace("\n", "")


@needs_poppler
@pytest.mark.parametrize("language", ["zh", "ja"])
def test_numbers_among_squares_are_copied_back_without_blanks(language):
    text = "2017年12月31日現在、本学は日本の9大学（東北大学など）と15件（約20％）の協定を結ぶ。" * 3
    pdf = render(document(paragraph(text), language=language)).pdf
    assert text in text_of(pdf).replace("\n", "")


@needs_poppler
def test_english_sentences_are_copied_back_exactly_but_for_hyphens():
    copied = text_of(render(document(paragraph(ENGLISH))).pdf)
    assert ENGLISH in copied.replace("-\n", "").replace("\n", " ").replace("universitylevel", "")


@needs_poppler
@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_paragraphs_are_copied_back_in_reading_order(language):
    blocks = [paragraph(text) for text in (ENGLISH, CHINESE, JAPANESE)]
    copied = "".join(text_of(render(document(*blocks, language=language)).pdf).split())
    places = [copied.index(words) for words in ("Fifteen", "截至本年末", "本年末現在")]
    assert places == sorted(places)


def test_the_same_document_gives_the_same_bytes_twice():
    assert render(rich("zh")).pdf == render(rich("zh")).pdf


def test_the_same_document_gives_the_same_bytes_in_another_process():
    program = (
        "from hashlib import sha256; from tests.briefing.test_pdf import rich, render;"
        "print(sha256(render(rich('ja')).pdf).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "4711"}
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", program]
    there = subprocess.run(command, env=environment, cwd=root, capture_output=True, check=True)
    assert there.stdout.decode().strip() == sha256(render(rich("ja")).pdf).hexdigest()


@needs_poppler
@pytest.mark.parametrize(
    "text", ["<b>bold <i>", '<img src="/etc/passwd"/>', "&#x110000; & &amp;", "%(x)s {y} \\n"]
)
def test_text_that_looks_like_markup_is_printed_as_it_is(text):
    cell = ((Span(text),),)
    blocks = (Heading(text), paragraph(text), Table((Column(text),), (cell,)), Footnotes((text,)))
    copied = text_of(render(document(*blocks, title=text)).pdf, "-raw")
    assert copied.count(text) >= 6


def test_a_word_of_a_hundred_thousand_letters_is_printed_in_good_time():
    assert 10 < render(document(paragraph("x" * 100_000))).pages < 40


@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_a_character_no_font_has_is_refused_by_name(language):
    with pytest.raises(OfficeError, match=r"U\+0E01"):
        render(document(paragraph("Name ก"), language=language))


def test_a_lone_surrogate_is_refused_in_words_that_can_be_shown():
    with pytest.raises(OfficeError, match=r"U\+D800") as refusal:
        render(document(paragraph("Name \ud800")))
    str(refusal.value).encode()


def test_names_of_four_scripts_are_printed_in_every_language():
    for language in ("en", "zh", "ja"):
        render(
            document(paragraph("张联 髙島 﨑 김철수 Čapek Nguyễn Ōtsuka Ольга"), language=language)
        )


@needs_poppler
def test_a_table_of_three_hundred_rows_repeats_its_head_on_each_page():
    rows = tuple(((Span(f"Partner {n}"),), (Span("学生交換協定"),)) for n in range(300))
    printed = render(document(Table((Column("Whose"), Column("What")), rows)))
    pages = pages_of(printed.pdf)
    assert len(pages) == printed.pages > 5
    assert all("Whose" in page and "What" in page for page in pages)
    assert sum(page.count("Partner") for page in pages) == 300


@needs_poppler
def test_a_row_taller_than_a_page_is_parted():
    row = ((Span("word " * 3000),), (Span("beside"),))
    printed = render(document(Table((Column("A"), Column("B")), (row,))))
    assert text_of(printed.pdf).count("word") == 3000


@needs_poppler
@pytest.mark.parametrize("lines", range(30, 60, 3))
def test_no_heading_stands_alone_at_the_foot_of_a_page(lines):
    blocks = [paragraph("short line") for _ in range(lines)]
    blocks += [Heading("A heading"), paragraph(ENGLISH), Heading("Other"), CHART]
    for page in pages_of(render(document(*blocks)).pdf):
        body = page.split("Computed from")[0].strip()
        assert not body.endswith(("A heading", "Other"))


def test_a_page_ends_before_what_is_tied_to_the_next():
    slabs = [Slab(40), Slab(40), Slab(10), Slab(20, tied=True)]
    assert [page.filled for page in paginated(slabs, 100)] == [80, 30]


def test_spaces_shrink_a_little_to_save_a_page_with_a_line_on_it():
    slabs = [Slab(20, space=10) for _ in range(10)]
    assert len(paginated(slabs, 280)) == 1
    assert len(paginated(slabs, 200)) == 2


@needs_poppler
def test_a_page_break_begins_a_page():
    pages = pages_of(render(document(paragraph("one"), PageBreak(), Heading("two"))).pdf)
    assert ["two" in page for page in pages] == [False, True]
    assert "2/2" in pages[1].replace(" ", "")


@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_a_rich_page_is_small(language):
    printed = render(rich(language))
    assert printed.pages <= 2
    assert len(printed.pdf) < 150_000


def test_each_fact_has_its_place_on_the_page():
    regions = render(rich()).regions
    assert [(region.page, region.fact) for region in regions] == [(1, "a/n")] * 2
    strip, word = regions
    assert strip.y + strip.height < word.y
    assert 0 < word.x < word.x + word.width < 595


def test_the_file_says_what_it_is():
    pdf = render(rich("ja")).pdf
    file = pypdfium2.PdfDocument(pdf)
    assert file.get_metadata_dict()["Title"] == "日本との協力"
    assert file.get_metadata_dict()["Keywords"] == "日本, Japan"
    assert [entry.get_title() for entry in file.get_toc()] == ["协议と協定", "People"]
    assert b"/Lang (ja-JP)" in pdf
    assert b"/DisplayDocTitle true" in pdf
    assert b"Helvetica" not in pdf


def test_a_document_of_nothing_is_one_page():
    assert render(document()).pages == 1
    assert render(document(Paragraph(()), Bullets(()), KeyFigures(()), title="T")).pages == 1


def test_long_columns_side_by_side_follow_one_another_where_no_page_holds_them():
    long = tuple(paragraph(ENGLISH) for _ in range(40))
    assert render(document(Beside(long, (CHART,)))).pages > 1


def test_many_guests_with_long_names_are_all_printed_and_no_card_is_parted():
    cards = tuple(
        Card(
            (Span(f"Guest{at}first " + "Wolfeschlegelsteinhausenbergerdorff " * (1 + at % 3)),),
            (Span("Vice-President for International Relations, " * (1 + at % 4)),),
            (("What was promised", (Span("残っている事項 " * (5 * at) + f"Guest{at}last"),)),),
        )
        for at in range(24)
    )
    made = render(Document("en", "", "Guests", "", (Heading("Guests"), Cards(cards))))
    document = pypdfium2.PdfDocument(made.pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    assert made.pages > 2
    for at in range(24):
        (page,) = [n for n, text in enumerate(texts) if f"Guest{at}first" in text]
        assert f"Guest{at}last" in texts[page]


def faces_of(text, language):
    return [(part, face.name) for part, face, _ in typeface(language, "regular").split(text)]


def test_a_chinese_name_in_japanese_is_of_one_hand():
    assert faces_of("张宗益", "ja") == [("张宗益", "NotoSansSC-Regular")]
    assert faces_of("高島の张宗益が", "ja") == [
        ("高島の", "NotoSansJP-Regular"),
        ("张宗益", "NotoSansSC-Regular"),
        ("が", "NotoSansJP-Regular"),
    ]


def test_words_of_another_language_are_set_in_its_squares_and_say_so():
    named = Paragraph((Span("学長"), Span("朱江怡", language="zh"), Span("です")))
    printed = render(document(named, language="ja"))
    fonts = {name for name in ("NotoSansSC", "NotoSansJP") if name.encode() in printed.pdf}
    assert fonts == {"NotoSansSC", "NotoSansJP"}
    with pypdfium2.PdfDocument(printed.pdf) as pdf:
        assert "学長朱江怡です" in pdf[0].get_textpage().get_text_bounded()
    assert b"NotoSansSC" not in render(document(paragraph("学長朱江怡です"), language="ja")).pdf
