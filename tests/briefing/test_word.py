"""Briefings as Word documents and as plain text say what the PDF says, in its order."""

import re
import shutil
import subprocess
from dataclasses import fields, is_dataclass
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt

from intloffice import resources
from intloffice.briefing import country, meeting, organisation, printing
from intloffice.briefing.as_text import WIDTH, columns, text, wrapped
from intloffice.briefing.document import Column, Document, Heading, Paragraph, Span, Table
from intloffice.briefing.layout import document
from intloffice.briefing.pdf import render
from intloffice.briefing.sections import sections
from intloffice.briefing.word import word
from intloffice.i18n import language
from intloffice.operations import designate
from intloffice.settings import Settings

LANGUAGES = ("en", "zh", "ja")
DAY = date(2018, 1, 5)


def speaking(code):
    return language(code, resources.folder("translations"))


def briefing(store, about="country"):
    with store.read() as session:
        if about == "country":
            return country.compose(session, "JP", DAY, Settings())
        if about == "organisation":
            which = designate.organisation(session, "東北大学")
            return organisation.compose(session, which, DAY, Settings())
        return meeting.compose(session, designate.meeting(session, "2018-001"), DAY, Settings())


def opened(content):
    return docx.Document(BytesIO(content))


def said(paper):
    """All that stands in the body, in order, without blanks."""
    texts = (node.text or "" for node in paper.element.body.iter(qn("w:t")))
    return re.sub(r"\s", "", "".join(texts))


def of_sentences(told, code):
    laid_out = document(told, speaking(code), Settings())
    return [
        re.sub(r"\s", "", "".join(span.text for span in block.spans))
        for block in laid_out.blocks
        if isinstance(block, Paragraph)
    ]


def stands_in_order(sentences, whole):
    """Whether each beginning of a sentence is found after the one before it."""
    at = 0
    for sentence in sentences:
        at = whole.find(sentence[:12], at) + 1
        if not at:
            return False
    return bool(sentences)


@pytest.mark.parametrize("about", ["country", "meeting"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_word_has_every_sentence_heading_and_table(sample, about, code):
    told = briefing(sample, about)
    paper = opened(printing.written(".docx", told, speaking(code), Settings()))
    whole = said(paper)
    headings = [p.text for p in paper.paragraphs if p.style.name.startswith("Heading")]
    here = {s.id for s in told.statements}
    for heading, ids in sections(told.subject.kind):
        assert (speaking(code).text(heading) in headings) == bool(here & set(ids))
    for sentence in of_sentences(told, code):
        # the numbers of notes stand between the words
        assert sentence[:12] in whole
    tables = [
        block
        for block in document(told, speaking(code), Settings()).blocks
        if isinstance(block, Table)
    ]
    assert tables
    for table in tables:
        for row in table.rows:
            for cell in row:
                assert re.sub(r"\s", "", "".join(s.text for s in cell)) in whole


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("ending", printing.ENDINGS)
def test_the_same_records_give_the_same_bytes(sample, code, ending):
    first, second = (
        printing.written(ending, briefing(sample), speaking(code), Settings()) for _ in range(2)
    )
    assert first == second


def test_word_tells_its_language_title_author_and_day(sample):
    told = briefing(sample)
    paper = opened(printing.written(".docx", told, speaking("ja"), Settings()))
    properties = paper.core_properties
    assert properties.title == "日本との協力"
    assert properties.author == "重慶大学"
    assert properties.language == "ja-JP"
    assert properties.created.date() == DAY
    normal = paper.styles["Normal"].element
    assert normal.find(f".//{qn('w:lang')}").get(qn("w:eastAsia")) == "ja-JP"
    assert told.state in paper.sections[0].footer.paragraphs[0].text


def test_no_part_of_a_word_file_tells_when_it_was_written(sample):
    content = printing.written(".docx", briefing(sample), speaking("en"), Settings())
    with ZipFile(BytesIO(content)) as archive:
        assert {part.date_time[0] for part in archive.infolist()} == {1980}


def test_a_long_table_repeats_its_head_and_keeps_its_rows_whole():
    rows = tuple(((Span(f"Partner {n}"),), (Span(str(n)),)) for n in range(300))
    table = Table((Column("Partner", 3), Column("Number", 1, "right")), rows)
    paper = opened(word(Document("en", "", "Long", "", (table,))))
    (made,) = paper.tables
    assert len(made.rows) == 301
    assert made.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in made.rows)
    held = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in made.rows]
    assert [number for number, kept in enumerate(held) if kept] == [0, 299]


def test_markup_and_controls_in_data_are_printed_as_themselves():
    odd = "<b>&amp; {x} \x00\x0b</w:t>"
    made = Document("en", odd, odd, odd, (Heading(odd), Paragraph((Span(odd),))))
    paper = opened(word(made))
    assert any("<b>&amp; {x}" in paragraph.text for paragraph in paper.paragraphs)
    assert "<b>&amp; {x}" in text(made)


@pytest.fixture(scope="module")
def in_writer(sample, tmp_path_factory):
    """Open a briefing of each kind and news by LibreOffice, and give the pages it makes of them."""
    folder = tmp_path_factory.mktemp("writer")
    papers = {"news-ja": news_item("ja")}
    for about, code in (("country", "en"), ("meeting", "zh"), ("organisation", "ja")):
        papers[f"{about}-{code}"] = document(briefing(sample, about), speaking(code), Settings())
    for name, paper in papers.items():
        (folder / f"{name}.docx").write_bytes(word(paper))
    line = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    line += ["--convert-to", "pdf", "--outdir", str(folder)]
    files = [folder / f"{name}.docx" for name in papers]
    subprocess.run([*line, *files], check=False, capture_output=True, timeout=300)
    if not (folder / "country-en.pdf").exists():
        pytest.skip("LibreOffice here has no Writer")
    return {name: (paper, (folder / f"{name}.pdf").read_bytes()) for name, paper in papers.items()}


def news_item(code):
    blocks = (
        Paragraph((Span("2018年1月5日、学長は総領事と会見しました。"),)),
        Heading("日本との協力"),
        Paragraph((Span("大学間協定15件を締結しています。"),)),
    )
    return Document(code, "国際交流室", "学長、総領事と会見", "ニュース原稿", blocks)


def pages_of(content):
    """Give the text of each page, without blanks, and the bookmarks."""
    opened = pypdfium2.PdfDocument(content)
    try:
        texts = [page.get_textpage().get_text_range() for page in opened]
        return "".join(re.sub(r"\s", "", text) for text in texts), len(texts)
    finally:
        opened.close()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
@pytest.mark.parametrize("name", ["country-en", "meeting-zh", "organisation-ja", "news-ja"])
def test_libreoffice_opens_what_was_written_with_every_word_of_our_own_print(in_writer, name):
    paper, content = in_writer[name]
    read, pages = pages_of(content)
    ours, own_pages = pages_of(render(paper).pdf)
    assert pages <= own_pages + 1
    shown = _bare(read)
    wanted = {_bare(each) for each in _texts_of(paper.blocks)}
    assert len(wanted) > 2
    assert [each for each in wanted if each not in shown] == []
    for each in (paper.title, paper.subtitle):
        assert _bare(each) in shown
        assert _bare(each) in _bare(ours)
    sentences = ["".join(s.text for s in b.spans) for b in paper.blocks if hasattr(b, "spans")]
    assert stands_in_order([_bare(each) for each in sentences], shown)


def _bare(text):
    """Leave blanks out, hyphens as either program has them at the end of a line, and capitals."""
    return re.sub("[\\s\u00ad\ufffe\x02-]", "", text).casefold()


def _texts_of(node):
    """Walk through a document for what is read in it, headings, cells and notes too."""
    if isinstance(node, tuple):
        for item in node:
            yield from _texts_of(item)
    elif isinstance(node, Heading | Span | Column):
        text = node.text if isinstance(node, Heading | Span) else node.title
        if len(text) > 1:
            yield text if isinstance(node, Heading) else max(text.split(), key=len, default="")
    elif is_dataclass(node):
        for field in fields(node):
            yield from _texts_of(getattr(node, field.name))


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("about", ["country", "meeting"])
def test_no_line_of_text_is_wider_than_a_screen_or_ends_in_a_blank(sample, code, about):
    told = briefing(sample, about)
    lines = printing.written(".txt", told, speaking(code), Settings()).decode().splitlines()
    assert max(map(columns, lines)) <= WIDTH
    assert all(line == line.rstrip() for line in lines)
    assert told.state in "".join(lines)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_text_has_every_sentence_in_order(sample, code):
    told = briefing(sample)
    whole = re.sub(r"\s", "", printing.written(".txt", told, speaking(code), Settings()).decode())
    assert stands_in_order(of_sentences(told, code), whole)


def test_columns_of_a_table_stand_under_one_another_also_in_chinese():
    rows = (((Span("东北大学"),), (Span("5"),)), ((Span("MIT"),), (Span("120"),)))
    table = Table((Column("合作方", 3), Column("Places", 1, "right")), rows)
    lines = text(Document("zh", "", "表", "", (table,))).splitlines()
    ends = {columns(line) for line in lines if line.endswith((" 5", " 120", "Places"))}
    assert len(ends) == 1


@pytest.mark.parametrize("width", [10, 11, 20, 33])
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(width):
    line = (
        "截至2017年（平成29年），重庆大学与“东北大学”、北海道大学等9所大学签有协议。[12] See (all)."
    )
    lines = wrapped(line, width)
    assert "".join(lines).replace(" ", "") == line.replace(" ", "")
    assert all(columns(part) <= width for part in lines)
    assert not any(part[0] in "，。、）”[" or part[-1] in "（“" for part in lines)


def test_a_word_longer_than_a_line_is_broken_and_nothing_is_lost():
    assert wrapped("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]
    assert wrapped("", 10) == [""]


def _notes(paper):
    for line in paper.paragraphs:
        runs = [run for run in line.runs if run.text]
        yield from (
            (runs[at - 1], run) for at, run in enumerate(runs) if run.font.superscript and at
        )


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_number_of_a_note_is_held_to_the_sentence_before_it(sample, code):
    paper = opened(printing.written(".docx", briefing(sample), speaking(code), Settings()))
    held = [note for before, note in _notes(paper) if note.text.startswith("\u2060")]
    assert len(held) > 12
    assert all(re.fullmatch("\u2060[0-9,]+", note.text) for note in held)
    assert all(before.text.strip() for before, note in _notes(paper) if note in held)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_last_item_of_a_list_stands_off_from_what_follows(sample, code):
    paper = opened(printing.written(".docx", briefing(sample), speaking(code), Settings()))
    styles = [line.style.name for line in paper.paragraphs]
    lasts = [at for at, name in enumerate(styles[:-1]) if name == "List Bullet" != styles[at + 1]]
    spaces = [line.paragraph_format.space_after for line in paper.paragraphs]
    assert len(lasts) > 1
    assert all(spaces[at] == Pt(5) for at in lasts)
    others = {spaces[at] for at, name in enumerate(styles) if name == "List Bullet"}
    assert others == {None, Pt(5)}


def test_a_chinese_name_in_japanese_says_its_language_and_has_its_typeface(sample):
    paper = opened(
        printing.written(".docx", briefing(sample, "meeting"), speaking("ja"), Settings())
    )
    own = [run for run in paper.element.body.iter(qn("w:r")) if run.findall(f".//{qn('w:lang')}")]
    named = {"".join(node.text for node in run.iter(qn("w:t"))): run for run in own}
    assert {"张宗益", "许景琪", "朱江怡", "蒋建平"} <= set(named)
    (fonts,) = named["朱江怡"].iter(qn("w:rFonts"))
    (spoken,) = named["朱江怡"].iter(qn("w:lang"))
    assert fonts.get(qn("w:eastAsia")) == "Microsoft YaHei"
    assert spoken.get(qn("w:eastAsia")) == "zh-CN"
    assert "小松道彦" not in named
