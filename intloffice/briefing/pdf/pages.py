"""Fill pages with slabs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from intloffice.briefing.pdf.slabs import Mark, Slab, moved, unread

#: How far the spaces between blocks may shrink to save a page that would hold very little.
_TIGHTER = (0.92, 0.84, 0.76, 0.68)
_VERY_LITTLE = 0.16
#: How full a page must be for one to begin after it that might as well go on.
_WELL_BEGUN = 0.33


@dataclass(frozen=True)
class Page:
    """The marks of one page and how far down they reach; ``landscape`` is a sheet on its side."""

    marks: tuple[Mark, ...]
    filled: float
    landscape: bool = False


def paginated(slabs: Sequence[Slab], height: float, wanted: int = 0) -> list[Page]:
    """Fill pages; spaces shrink a little where that saves one with next to nothing on it.

    They do so too where that leaves as few pages as are wanted.
    """
    together = _filled(
        [replace(s, new_page=s.new_page and not s.sparing) for s in slabs], height, 1
    )
    if len(together) == 1:
        return together
    pages = _filled(slabs, height, 1.0)
    most = wanted if wanted < len(pages) else 0
    if any(page.filled < _VERY_LITTLE * height for page in pages[1:]):
        most = len(pages) - 1
    if most:
        for share in _TIGHTER:
            fewer = _filled(slabs, height, share)
            if len(fewer) <= most:
                return fewer
    return pages


def _filled(slabs: Sequence[Slab], height: float, share: float) -> list[Page]:
    pages, start = [], 0
    while start < len(slabs):
        end = _end_of_page(slabs, start, height, share)
        pages.append(_page(slabs, start, end, share))
        start = end
    return pages or [Page((), 0.0)]


def _end_of_page(slabs: Sequence[Slab], start: int, height: float, share: float) -> int:
    """Find where the page that begins with a slab ends: at the last place that allows it."""
    y = _heads(slabs[start]) if start else 0.0
    for at in range(start, len(slabs)):
        spared = slabs[at].sparing and y < _WELL_BEGUN * height
        if at > start and slabs[at].new_page and not spared:
            return at
        y += slabs[at].height + (slabs[at].space * share if at > start else 0.0)
        if y > height and at > start:
            loose = (end for end in range(at, start, -1) if not slabs[end].tied)
            return next(loose, at)
    return len(slabs)


def _heads(slab: Slab) -> float:
    return sum(head.height for head in slab.head)


def _page(slabs: Sequence[Slab], start: int, end: int, share: float) -> Page:
    marks: list[Mark] = []
    y = 0.0
    if start:
        for head in slabs[start].head:
            marks += moved(unread(head.marks), 0.0, y)
            y += head.height
    for at in range(start, end):
        y += slabs[at].space * share if at > start else 0.0
        marks += moved(slabs[at].marks, 0.0, y)
        y += slabs[at].height
    return Page(tuple(marks), y)
