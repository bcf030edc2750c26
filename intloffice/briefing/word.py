"""Briefings as Word documents: the only module that knows python-docx."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from itertools import pairwise
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as Paper
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as PaperTable
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph as PaperParagraph

from intloffice.briefing.as_text import columns
from intloffice.briefing.document import (
    BarChart,
    Beside,
    Block,
    Bullets,
    Cards,
    Document,
    Footnotes,
    Heading,
    KeyFigures,
    PageBreak,
    Paragraph,
    Roll,
    Span,
    Spans,
    Table,
)
from intloffice.briefing.typesetting.characters import clean
from intloffice.i18n import LOCALES

_LATIN = "Calibri"
#: Typefaces that come with Word; a program without them takes its own for the language.
_EASTERN = {"en": "Yu Gothic", "ja": "Yu Gothic", "zh": "Microsoft YaHei"}
_MUTED, _INK, _LINE = "5F6975", "1C232B", "C9CFD6"
_MARGIN, _WIDTH = Mm(22), Mm(166)
_PHOTO, _LOGO = Mm(22), Mm(40)
#: How many Latin letters of a table stand side by side on the page.
_COLUMNS = 92
#: The same of the small letters of a roll, and how many of its items stand side by side.
_LISTED, _MOST_ACROSS = 116, 3
#: What is no wider than that, with the room around it, is a day or a number.
_NARROW = 24
#: The first moment a zip archive can tell, given to all its parts.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def word(document: Document) -> bytes:
    """Write a document for Word, the same bytes for the same document."""
    paper = docx.Document()
    _style(paper, document)
    _describe(paper, document)
    _head(paper, document)
    _foot(paper, document)
    for before, block in pairwise((None, *_one_column(document.blocks))):
        if isinstance(before, Bullets) and not isinstance(block, Bullets):
            paper.paragraphs[-1].paragraph_format.space_after = Pt(5)
        if block is not None:
            _write(block, paper, document)
    buffer = BytesIO()
    paper.save(buffer)
    return _timeless(buffer.getvalue())


def _timeless(content: bytes) -> bytes:
    """Pack the parts of a file anew, without the moment at which each was written."""
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(buffer, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = ZipInfo(name, _NO_TIME)
            part.compress_type = ZIP_DEFLATED
            after.writestr(part, before.read(name))
    return buffer.getvalue()


def _style(paper: Paper, document: Document) -> None:
    accent = document.accent.lstrip("#")
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = _MARGIN
    page.top_margin, page.bottom_margin = Mm(20), Mm(20)
    sizes: tuple[tuple[str, float, str, bool, float, float], ...] = (
        ("Normal", 10.5, _INK, False, 0, 5),
        ("Title", 22, _INK, True, 0, 2),
        ("Subtitle", 10.5, _MUTED, False, 0, 12),
        ("Heading 1", 13, accent, True, 16, 4),
        ("Heading 2", 11, _INK, True, 10, 3),
        ("List Bullet", 10.5, _INK, False, 0, 2),
        ("Caption", 9, _MUTED, False, 0, 2),
    )
    for name, size, colour, bold, above, below in sizes:
        style = paper.styles[name]
        assert isinstance(style, ParagraphStyle)
        _font(style.element.get_or_add_rPr(), document.language)
        style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
        style.font.color.rgb = RGBColor.from_string(colour)
        style.paragraph_format.space_before, style.paragraph_format.space_after = (
            Pt(above),
            Pt(below),
        )
    note = paper.styles.add_style("Note", WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(note, ParagraphStyle)
    note.base_style = paper.styles["Normal"]
    note.font.size, note.font.color.rgb = Pt(8), RGBColor.from_string(_MUTED)
    note.paragraph_format.space_after = Pt(1)
    title = paper.styles["Title"].element.get_or_add_pPr()
    for border in title.findall(qn("w:pBdr")):
        title.remove(border)
    subtitle = paper.styles["Subtitle"].element.get_or_add_rPr()
    for spread in subtitle.findall(qn("w:spacing")):
        subtitle.remove(spread)


def _font(properties: Any, language: str) -> None:
    """Set typefaces and language of a style, apart for Latin and eastern characters."""
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{name}"), _LATIN)
    fonts.set(qn("w:eastAsia"), _EASTERN[language])
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), "en-GB")
    spoken.set(qn("w:eastAsia"), _tag("ja" if language == "en" else language))
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(spoken)


def _in_its_own(properties: Any, language: str) -> None:
    """Set characters in the typeface of a language that is not that of the document."""
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), _EASTERN[language])
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:eastAsia"), _tag(language))
    properties.append(spoken)


def _tag(language: str) -> str:
    return LOCALES[language].replace("_", "-").replace("-Hans", "")


def _describe(paper: Paper, document: Document) -> None:
    properties = paper.core_properties
    properties.title = clean(document.title)[:255]
    properties.author = properties.last_modified_by = clean(document.author)[:255]
    properties.subject = clean(document.subject)[:255]
    properties.keywords = clean(", ".join(document.keywords))[:255]
    properties.comments = clean(document.footer)[:255]
    properties.language = LOCALES[document.language].replace("_", "-")
    moment = datetime.combine(document.as_of, datetime.min.time())
    properties.created = properties.modified = moment
    properties.revision = 1


def _head(paper: Paper, document: Document) -> None:
    if document.logo:
        paper.add_picture(BytesIO(document.logo), width=_LOGO)
    if document.letterhead:
        line = paper.add_paragraph()
        run = line.add_run(clean(document.letterhead).upper())
        run.bold, run.font.size = True, Pt(8.5)
        run.font.color.rgb = RGBColor.from_string(document.accent.lstrip("#"))
    paper.add_paragraph(clean(document.title), "Title")
    if document.subtitle:
        paper.add_paragraph(clean(document.subtitle), "Subtitle")


def _foot(paper: Paper, document: Document) -> None:
    line = paper.sections[0].footer.paragraphs[0]
    line.style = paper.styles["Note"]
    line.paragraph_format.tab_stops.add_tab_stop(_WIDTH, 2)
    line.add_run(f"{clean(document.footer)}\t")
    _field(line, "PAGE")
    line.add_run(" / ")
    _field(line, "NUMPAGES")


def _field(line: PaperParagraph, code: str) -> None:
    """Add what the reading program counts itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    shown, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    shown.append(text)
    field.append(shown)
    line._p.append(field)  # noqa: SLF001  python-docx has no fields


def _write(block: Block, paper: Paper, document: Document) -> None:
    _WRITE[type(block)](block, paper, document)


def _heading(block: Heading, paper: Paper, _document: Document) -> None:
    line = paper.add_paragraph(clean(block.text), f"Heading {min(block.level, 2)}")
    if block.aside:
        _muted(line, f" {clean(block.aside)}")


def _muted(line: PaperParagraph, text: str) -> None:
    line.add_run(text).font.color.rgb = RGBColor.from_string(_MUTED)


def _paragraph(block: Paragraph, paper: Paper, document: Document) -> None:
    _fill(paper.add_paragraph(style="Note" if block.small else None), block.spans, document)


def _bullets(block: Bullets, paper: Paper, document: Document) -> None:
    for item in block.items:
        _fill(paper.add_paragraph(style="List Bullet"), item, document)


def _key_figures(block: KeyFigures, paper: Paper, document: Document) -> None:
    table = _ruled(paper, 2, len(block.figures))
    for at, figure in enumerate(block.figures):
        value = table.cell(0, at).paragraphs[0].add_run(clean(figure.value))
        value.bold, value.font.size = True, Pt(18)
        value.font.color.rgb = RGBColor.from_string(document.accent.lstrip("#"))
        label = table.cell(1, at).paragraphs[0]
        label.style = paper.styles["Note"]
        label.add_run(clean(figure.label))
    _after(paper)


def _chart(block: BarChart, paper: Paper, document: Document) -> None:
    """Write the numbers of a chart as a table: they can be copied, and read aloud."""
    paper.add_paragraph(clean(block.title), "Caption").paragraph_format.keep_with_next = True
    table = _ruled(paper, 1 + len(block.series), 1 + len(block.categories))
    rows = [("", *block.categories)]
    rows += [(series.label, *map(str, series.values)) for series in block.series]
    for number, row in enumerate(rows):
        for at, cell in enumerate(row):
            _cell(
                table.cell(number, at), (Span(cell, "muted" if not number else "plain"),), document
            )
            if at:
                table.cell(number, at).paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _repeat_head(table)
    _after(paper)


def _table(block: Table, paper: Paper, document: Document) -> None:
    if block.caption:
        paper.add_paragraph(clean(block.caption), "Caption")
    table = _ruled(paper, 1 + len(block.rows), len(block.columns))
    head = tuple((Span(column.title, "strong"),) for column in block.columns)
    lines = [list(row.cells) for row in table.rows]
    for cells, spans in zip(lines, (head, *block.rows), strict=True):
        for cell, own, column in zip(cells, spans, block.columns, strict=True):
            _cell(cell, own, document)
            if column.align == "right":
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _widen(table, lines)
    _repeat_head(table)
    # No page begins with the last row alone, nor ends with the head.
    for cell in (*lines[0], *(lines[-2] if len(lines) > 2 else ())):
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    _after(paper)


def _widen(table: PaperTable, lines: Sequence[Sequence[Cell]]) -> None:
    """Share the width of the page among columns by what stands in them."""
    widest = [max(columns(cell.text) for cell in column) for column in zip(*lines, strict=True)]
    # A typeface that takes the place of ours is often wider; days and numbers stay in one line.
    needed = [3 + width + width // 6 for width in widest]
    shares = _shared(needed)
    for at, share in enumerate(shares):
        width = Emu(int(_WIDTH * share / sum(shares)))
        table.columns[at].width = width
        for line in lines:
            line[at].width = width


def _shared(needed: Sequence[int]) -> list[float]:
    """Give columns of days and numbers what they need; the others share the rest by their texts."""
    if sum(needed) <= _COLUMNS:
        return list(needed)
    narrow = [need if need <= _NARROW else 0 for need in needed]
    weights = [0.0 if kept else need**0.6 for need, kept in zip(needed, narrow, strict=True)]
    rest = max(_COLUMNS - sum(narrow), 1) / (sum(weights) or 1)
    return [kept or weight * rest for kept, weight in zip(narrow, weights, strict=True)]


def _cards(block: Cards, paper: Paper, document: Document) -> None:
    for card in block.cards:
        name = paper.add_paragraph()
        name.paragraph_format.keep_with_next = True
        _fill(name, card.name, document)
        for run in name.runs:
            run.bold, run.font.size = True, Pt(12)
        line = paper.add_paragraph()
        line.paragraph_format.keep_with_next = bool(card.rows)
        _fill(line, card.line, document)
        if card.photo:
            paper.add_paragraph().add_run().add_picture(BytesIO(card.photo), width=_PHOTO)
        if card.rows:
            table = _ruled(paper, len(card.rows), 2)
            for number, (label, spans) in enumerate(card.rows):
                _cell(table.cell(number, 0), (Span(label, "muted"),), document)
                _cell(table.cell(number, 1), spans, document)
            for at, width in enumerate((Mm(43), Mm(123))):
                table.columns[at].width = width
                for cell in table.columns[at].cells:
                    cell.width = width
            _after(paper)


def _roll(block: Roll, paper: Paper, document: Document) -> None:
    """Write items side by side, as many as have room, in a table of which no line is seen."""
    label = paper.add_paragraph(style="Note")
    label.paragraph_format.space_before = Pt(4)
    label.paragraph_format.keep_with_next = True
    _fill(label, block.label, document)
    if not block.items:
        return
    widest = max(map(columns, block.items))
    across = min(max(_LISTED // (widest + 2), 1), _MOST_ACROSS, len(block.items))
    table = paper.add_table(-(-len(block.items) // across), across)
    cells = (cell for row in table.rows for cell in row.cells)
    for cell, item in zip(cells, block.items, strict=False):
        cell.paragraphs[0].style = paper.styles["Note"]
        cell.paragraphs[0].add_run(clean(item))
    _after(paper)


def _footnotes(block: Footnotes, paper: Paper, _document: Document) -> None:
    line = paper.add_paragraph(style="Note")
    for number, note in enumerate(block.notes, block.first):
        line.add_run(str(number)).font.superscript = True
        line.add_run(f" {clean(note)}   ")


def _one_column(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Beside):
            yield from _one_column((*block.left, *block.right))
        else:
            yield block


def _new_page(_block: PageBreak, paper: Paper, _document: Document) -> None:
    paper.add_section(WD_SECTION.NEW_PAGE)


def _fill(line: PaperParagraph, spans: Iterable[Span], document: Document) -> None:
    for span in spans:
        run = line.add_run(clean(span.text))
        if span.style == "strong":
            run.bold = True
        elif span.style == "caps":
            run.font.small_caps = True
        elif span.style == "muted":
            run.font.color.rgb = RGBColor.from_string(_MUTED)
        if span.language in _EASTERN:
            _in_its_own(run.element.get_or_add_rPr(), span.language)
        if span.notes:
            # Held to what it refers to: it would stand in a line of its own after a full stop.
            note = line.add_run("\u2060" + ",".join(map(str, span.notes)))
            note.font.superscript = True
            note.font.color.rgb = RGBColor.from_string(document.accent.lstrip("#"))


def _cell(cell: Cell, spans: Spans, document: Document) -> None:
    line = cell.paragraphs[0]
    line.paragraph_format.space_after = Pt(1)
    _fill(line, spans, document)
    for run in line.runs:
        run.font.size = Pt(9)


def _ruled(paper: Paper, rows: int, wide: int) -> PaperTable:
    """Add a table with hairlines between its rows, none between its columns."""
    table: PaperTable = paper.add_table(rows, wide)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        rule = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", _LINE)):
            rule.set(qn(f"w:{name}"), value)
        borders.append(rule)
    table._tbl.tblPr.append(borders)  # noqa: SLF001  python-docx has no borders
    for row in table.rows:
        whole = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(whole)  # noqa: SLF001  a row has no such property
    return table


def _repeat_head(table: PaperTable) -> None:
    head = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(head)  # noqa: SLF001  a row has no such property


def _after(paper: Paper) -> None:
    """Leave a little room after a table."""
    line = paper.add_paragraph()
    line.paragraph_format.space_after = Pt(0)
    line.paragraph_format.line_spacing = Pt(6)


_WRITE: Mapping[type, Callable[[Any, Paper, Document], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    KeyFigures: _key_figures,
    Table: _table,
    BarChart: _chart,
    Bullets: _bullets,
    Cards: _cards,
    Roll: _roll,
    Footnotes: _footnotes,
    PageBreak: _new_page,
}
