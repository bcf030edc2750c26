"""What is laid out: marks with their places, gathered in slabs that pages are built of.

Places are in points from the top left, downwards.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from intloffice.briefing.pdf.parts import Part, Parts
from intloffice.briefing.typesetting.lines import Line


@dataclass(frozen=True)
class Words:
    """A line of text, and the parts it belongs to; ``y`` is its baseline."""

    line: Line
    x: float
    y: float
    parts: Parts = ()


@dataclass(frozen=True)
class Rule:
    """A straight line."""

    x: float
    y: float
    to_x: float
    to_y: float
    thickness: float
    colour: str


@dataclass(frozen=True)
class Box:
    """A rectangle, filled or outlined."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    outline: str = ""
    radius: float = 0.0


@dataclass(frozen=True)
class Area:
    """Where a click finds the records of a fact."""

    x: float
    y: float
    width: float
    height: float
    fact: str


@dataclass(frozen=True)
class Anchor:
    """Where a bookmark leads."""

    x: float
    y: float
    title: str
    level: int


@dataclass(frozen=True)
class Picture:
    """A picture, as large as fits into a rectangle, at its right edge."""

    x: float
    y: float
    width: float
    height: float
    content: bytes


@dataclass(frozen=True)
class Turned:
    """Marks on a sheet that is held the other way up."""

    x: float
    y: float
    marks: "tuple[Mark, ...]"


Mark = Words | Rule | Box | Area | Anchor | Picture | Turned


@dataclass(frozen=True)
class Slab:
    """What stands on one page as a whole.

    ``space`` is left above it, except at the head of a page. A ``tied`` slab never begins a
    page unless nothing else helps. ``head`` is repeated if it does begin one. ``new_page``
    makes it begin one; where it is ``sparing``, only if not all fits on a single page and
    the one before it would not be left nearly empty.
    """

    height: float
    marks: tuple[Mark, ...] = ()
    space: float = 0.0
    tied: bool = False
    head: "tuple[Slab, ...]" = ()
    new_page: bool = False
    sparing: bool = False


def moved(marks: Iterable[Mark], x: float, y: float) -> tuple[Mark, ...]:
    """Move marks to the right and down."""
    return tuple(_moved(mark, x, y) for mark in marks)


def _moved(mark: Mark, x: float, y: float) -> Mark:
    if isinstance(mark, Rule):
        return replace(mark, x=mark.x + x, y=mark.y + y, to_x=mark.to_x + x, to_y=mark.to_y + y)
    return replace(mark, x=mark.x + x, y=mark.y + y)


def stacked(slabs: Sequence[Slab]) -> Slab:
    """Join slabs to one that is never parted."""
    marks: list[Mark] = []
    y = 0.0
    for number, slab in enumerate(slabs):
        y += slab.space if number else 0.0
        marks += moved(slab.marks, 0.0, y)
        y += slab.height
    return Slab(y, tuple(marks), space=slabs[0].space if slabs else 0.0)


def within(slabs: Iterable[Slab], *around: Part) -> list[Slab]:
    """Put the words of slabs into a part, or into one that is in others."""
    return [replace(slab, marks=held(slab.marks, *around)) for slab in slabs]


def held(marks: Iterable[Mark], *around: Part) -> tuple[Mark, ...]:
    """Put words into a part, or into one that is in others."""
    return tuple(
        replace(mark, parts=(*around, *mark.parts)) if isinstance(mark, Words) else mark
        for mark in marks
    )


def unread(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Take words out of their parts: what is repeated is not to be read again."""
    return tuple(replace(mark, parts=()) if isinstance(mark, Words) else mark for mark in marks)


def spaced(slabs: Sequence[Slab], space: float, *, tied: bool = False) -> tuple[Slab, ...]:
    """Leave space above the first of some slabs."""
    if not slabs:
        return ()
    return (replace(slabs[0], space=space, tied=tied), *slabs[1:])
