"""Briefings as PDF: the only package that knows reportlab."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from threading import Lock

from intloffice.briefing.document import Block, Document, PageBreak
from intloffice.briefing.pdf.blocks import laid_out
from intloffice.briefing.pdf.drawing import Region, drawn, regions
from intloffice.briefing.pdf.pages import Page, paginated
from intloffice.briefing.pdf.slabs import Mark, Rule, Slab, Words, moved
from intloffice.briefing.pdf.style import (
    FAINT,
    FOOT,
    HAIR,
    HAIRLINE,
    LEFT,
    TEXT_HEIGHT,
    TEXT_WIDTH,
    TOP,
    Sheet,
)
from intloffice.briefing.pdf.text import title_block
from intloffice.briefing.typesetting.atoms import Run
from intloffice.briefing.typesetting.lines import set_lines

__all__ = ["Region", "Rendered", "bare_pages", "finished", "printed_pages", "render"]

_AFTER_TITLE = (14.0, 9.0)
#: A briefing on a country is to take two pages: three are set more closely where that saves one.
_WANTED = 2
_CLOSER = (0.25, 0.5, 0.75)
#: reportlab keeps its fonts, and what each document uses of them, in one place for all threads.
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True)
class Rendered:
    """A printed briefing: the file, its number of pages, and where its facts stand."""

    pdf: bytes
    pages: int
    regions: tuple[Region, ...]


def render(document: Document) -> Rendered:
    """Print a document as PDF, the same bytes for the same document.

    Raises OfficeError if a character can be printed with none of the fonts.
    """
    sheet = Sheet(document.language, document.accent)
    return printed_pages(document, lambda: finished(bare_pages(document, sheet), document, sheet))


def printed_pages(document: Document, pages: Callable[[], Sequence[Page]]) -> Rendered:
    """Print pages that are laid out now, with the language and properties of a document."""
    with _ONE_AT_A_TIME:
        made = pages()
        return Rendered(drawn(document, made), len(made), tuple(regions(made)))


def bare_pages(document: Document, sheet: Sheet) -> list[Page]:
    """Fill pages with what a document says, its title first.

    What stands between its page breaks is set more closely where it would take three pages and
    two can hold it, as closely as that needs.
    """
    pages: list[Page] = []
    for number, part in enumerate(_parts(document.blocks)):
        pages += _pages(replace(document, blocks=part), sheet, titled=number == 0)
    return pages


def _parts(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    part: list[Block] = []
    for block in blocks:
        if isinstance(block, PageBreak) and not block.sparing and part:
            yield tuple(part)
            part = []
        else:
            part.append(block)
    yield tuple(part)


def _pages(part: Document, sheet: Sheet, *, titled: bool) -> list[Page]:
    pages = paginated(_slabs(part, sheet, titled=titled), TEXT_HEIGHT)
    if len(pages) != _WANTED + 1:
        return pages
    closest = _slabs(part, replace(sheet, close=1.0), titled=titled)
    fewer = paginated(closest, TEXT_HEIGHT, _WANTED)
    if len(fewer) > _WANTED:
        return pages
    for close in _CLOSER:
        closer = paginated(_slabs(part, replace(sheet, close=close), titled=titled), TEXT_HEIGHT)
        if len(closer) <= _WANTED:
            return closer
    return fewer


def _slabs(part: Document, sheet: Sheet, *, titled: bool) -> list[Slab]:
    blocks = laid_out(part.blocks, TEXT_WIDTH, sheet)
    if not titled:
        return blocks
    if blocks:
        blocks[0] = replace(blocks[0], space=max(blocks[0].space, sheet.between(*_AFTER_TITLE)))
    return [*title_block(part, sheet), *blocks]


def finished(pages: Sequence[Page], document: Document, sheet: Sheet) -> list[Page]:
    """Put pages in their places on the sheets and give each its foot."""
    return [_finished(number, pages, document, sheet) for number in range(len(pages))]


def _finished(number: int, pages: Sequence[Page], document: Document, sheet: Sheet) -> Page:
    """Put a page in its place on the sheet and give it its foot."""
    foot = moved(_foot(f"{number + 1} / {len(pages)}", document, sheet), LEFT, FOOT)
    return replace(pages[number], marks=(*moved(pages[number].marks, LEFT, TOP), *foot))


def _foot(count: str, document: Document, sheet: Sheet) -> list[Mark]:
    look = sheet.look(7.4, FAINT)
    marks: list[Mark] = [Rule(0.0, 0.0, TEXT_WIDTH, 0.0, HAIR, HAIRLINE)]
    lines = set_lines([Run(document.footer, look)], TEXT_WIDTH - 60.0, justified=False)
    marks += [Words(line, 0.0, 13.0 + 10.0 * at) for at, line in enumerate(lines[:2])]
    for line in set_lines([Run(count, look)], 60.0, justified=False):
        marks.append(Words(line, TEXT_WIDTH - line.width, 13.0))
    return marks
