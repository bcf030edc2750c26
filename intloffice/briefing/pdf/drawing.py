"""Draw laid out pages with reportlab, the same bytes for the same pages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from intloffice.briefing.document import Document
from intloffice.briefing.pdf import fonts
from intloffice.briefing.pdf.pages import Page
from intloffice.briefing.pdf.slabs import Anchor, Area, Box, Mark, Picture, Rule, Turned, Words
from intloffice.briefing.pdf.structure import Structure
from intloffice.briefing.pdf.style import PAGE_HEIGHT, PAGE_WIDTH
from intloffice.briefing.typesetting import characters
from intloffice.briefing.typesetting.lines import Piece
from intloffice.i18n import LOCALES


@dataclass(frozen=True)
class Region:
    """Where a fact stands: a rectangle in points from the top left of a page, counted from 1."""

    page: int
    x: float
    y: float
    width: float
    height: float
    fact: str


def drawn(document: Document, pages: Sequence[Page]) -> bytes:
    """Draw pages whose marks are placed on the whole sheet."""
    fonts.registered(fonts.FIRST)
    buffer = BytesIO()
    canvas = Canvas(
        buffer,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        pageCompression=1,
        invariant=1,
        initialFontName=fonts.FIRST,
        initialFontSize=10,
        lang=LOCALES[document.language].replace("_", "-"),
        pdfVersion=(1, 5),
    )
    _describe(canvas, document)
    bookmarks, structure = _Bookmarks(canvas), Structure(canvas)
    for page in pages:
        _lay(canvas, landscape=page.landscape)
        structure.begin_page()
        _draw_all(canvas, page.marks, bookmarks, structure)
        canvas.showPage()
    structure.finish()
    canvas.save()
    return buffer.getvalue()


def _lay(canvas: Canvas, *, landscape: bool) -> None:
    """Lay the sheet as it is read; on its side it is as wide as it is high otherwise."""
    if landscape:
        canvas.setPageSize((PAGE_HEIGHT, PAGE_WIDTH))
        canvas.translate(0, PAGE_WIDTH - PAGE_HEIGHT)
    else:
        canvas.setPageSize((PAGE_WIDTH, PAGE_HEIGHT))


def regions(pages: Sequence[Page]) -> Iterator[Region]:
    """Tell where on the pages the facts stand."""
    for number, page in enumerate(pages, 1):
        for mark in page.marks:
            if isinstance(mark, Area):
                yield Region(number, mark.x, mark.y, mark.width, mark.height, mark.fact)
            elif isinstance(mark, Words):
                yield from _regions_of(mark, number)


def _regions_of(words: Words, page: int) -> Iterator[Region]:
    for fact, group in groupby(words.line.pieces, key=lambda piece: piece.fact):
        pieces = list(group)
        if fact:
            size = max(piece.look.size for piece in pieces)
            left, right = pieces[0].x, pieces[-1].x + pieces[-1].width
            top = words.y - size * 0.95
            yield Region(page, words.x + left, top, right - left, size * 1.25, fact)


def _describe(canvas: Canvas, document: Document) -> None:
    canvas.setTitle(_property(document.title))
    canvas.setAuthor(_property(document.author))
    canvas.setSubject(_property(document.subject))
    canvas.setKeywords([_property(keyword) for keyword in document.keywords])
    canvas.setCreator("intloffice")
    canvas.setProducer("intloffice")
    canvas.setViewerPreference("DisplayDocTitle", "true")


def _property(text: str) -> str:
    return characters.clean(text).encode("utf-16", "replace").decode("utf-16")


class _Bookmarks:
    """The outline as it grows; no entry lies more than one level below the one before."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._count = 0
        self._level = -1

    def add(self, anchor: Anchor) -> None:
        """Add an entry that leads to where its heading stands."""
        self._count += 1
        self._level = min(anchor.level - 1, self._level + 1)
        key = f"heading-{self._count}"
        top = PAGE_HEIGHT - anchor.y + 6.0
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=top)
        self._canvas.addOutlineEntry(characters.clean(anchor.title), key, self._level)


def _draw_all(
    canvas: Canvas, marks: Iterable[Mark], bookmarks: _Bookmarks, structure: Structure
) -> None:
    """Draw marks, each marked with what it belongs to; some sheets are turned."""
    for mark in marks:
        if isinstance(mark, Anchor):
            bookmarks.add(mark)
        elif isinstance(mark, Words):
            _draw_words(canvas, mark, structure)
        elif isinstance(mark, Turned):
            structure.close()
            canvas.saveState()
            canvas.translate(PAGE_WIDTH, PAGE_HEIGHT)
            canvas.rotate(180)
            _draw_all(canvas, mark.marks, bookmarks, structure)
            canvas.restoreState()
        elif not isinstance(mark, Area):
            structure.mark(())
            _draw(canvas, mark)
    structure.close()


def _draw(canvas: Canvas, mark: Rule | Box | Picture) -> None:
    if isinstance(mark, Rule):
        canvas.setLineWidth(mark.thickness)
        canvas.setStrokeColor(mark.colour)
        canvas.line(mark.x, PAGE_HEIGHT - mark.y, mark.to_x, PAGE_HEIGHT - mark.to_y)
    elif isinstance(mark, Box):
        _draw_box(canvas, mark)
    else:
        _draw_picture(canvas, mark)


def _draw_picture(canvas: Canvas, picture: Picture) -> None:
    image = ImageReader(BytesIO(picture.content))
    width, height = image.getSize()
    scale = min(picture.width / width, picture.height / height)
    canvas.drawImage(
        image,
        picture.x + picture.width - width * scale,
        PAGE_HEIGHT - picture.y - height * scale,
        width * scale,
        height * scale,
        mask="auto",
    )


def _draw_box(canvas: Canvas, box: Box) -> None:
    y = PAGE_HEIGHT - box.y - box.height
    if box.fill:
        canvas.setFillColor(box.fill)
        canvas.rect(box.x, y, box.width, box.height, stroke=0, fill=1)
    if box.outline:
        canvas.setStrokeColor(box.outline)
        canvas.setLineWidth(0.5)
        canvas.roundRect(box.x, y, box.width, box.height, box.radius, stroke=1, fill=0)


def _draw_words(canvas: Canvas, words: Words, structure: Structure) -> None:
    """Draw the pieces of a line, each as one text so that it is copied as one.

    A program that copies text takes a gap for a blank, and 9所高校 would no longer be found: so
    a Latin word among Han is drawn with its gaps, and marked to be copied without them. A blank
    at which a line ends is drawn too: who follows the tags does not see that a line ends.
    """
    pieces = (None, *words.line.pieces, None)
    for at, piece in enumerate(words.line.pieces, 1):
        before, after = _gap(pieces[at - 1], piece), _gap(piece, pieces[at + 1])
        gapped = (before or after) and not characters.is_wide(piece.text[0])
        with_gaps = gapped and " " not in piece.text and not piece.look.rise
        properties = []
        if spoken := LOCALES.get(piece.look.language, "").replace("_", "-"):
            properties.append(f"/Lang ({spoken})")
        if with_gaps:
            properties.append(f"/ActualText <FEFF{piece.text.encode('utf-16-be').hex().upper()}>")
        structure.mark(words.parts, " ".join(properties))
        text = _text(canvas, words, piece, (before, after) if with_gaps else (0.0, 0.0))
        if at == len(words.line.pieces) and words.line.parts_words:
            text.textOut(" ")
        canvas.drawText(text)


def _gap(one: Piece | None, two: Piece | None) -> float:
    """Tell how wide a gap is that stands for no blank in the text."""
    if one is None or two is None or one.look.rise or one.text.endswith(" "):
        return 0.0
    gap = two.x - one.x - one.width
    return gap if gap > 0.05 * two.look.size else 0.0


def _text(canvas: Canvas, words: Words, piece: Piece, gaps: tuple[float, float]) -> PDFTextObject:
    """Give the text of a piece, with a space as wide as each gap before and after it."""
    text = canvas.beginText()
    y = PAGE_HEIGHT - words.y + piece.look.rise
    text.setTextOrigin(words.x + piece.x - gaps[0], y)
    text.setFont(piece.face.name, piece.look.size)
    text.setFillColor(piece.look.colour)
    text.setCharSpace(round(piece.between_characters, 4))
    space = piece.face.advance(" ") * piece.look.size + piece.between_characters
    for part, gap in ((" ", gaps[0]), (piece.text, 0.0), (" ", gaps[1])):
        if gap or part != " ":
            text.setWordSpace(round(gap - space if gap else piece.between_words, 4))
            text.textOut(part)
    return text
