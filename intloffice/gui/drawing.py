"""Draws the pages of PDF files as pictures, off the window's thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

#: pdfium is one library for all threads.
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True)
class Drawn:
    """A page as a picture: four bytes a pixel, blue first."""

    page: int
    width: int
    height: int
    stride: int
    pixels: bytes


def sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Tell how large the pages of a file are, in points."""
    import pypdfium2

    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return tuple(document.get_page_size(number) for number in range(len(document)))
        finally:
            document.close()


def draw(pdf: bytes, pages: Sequence[int], scale: float) -> list[Drawn]:
    """Draw pages, counted from 1, with so many pixels to the point."""
    import pypdfium2

    drawn = []
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            for number in pages:
                bitmap = document[number - 1].render(scale=scale, prefer_bgrx=True)
                pixels = bytes(bitmap.buffer)
                drawn.append(Drawn(number, bitmap.width, bitmap.height, bitmap.stride, pixels))
                bitmap.close()
        finally:
            document.close()
    return drawn
