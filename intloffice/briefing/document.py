"""A briefing as it is read: blocks of text, figures and tables, before anything is laid out."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

SpanStyle = Literal["plain", "strong", "caps", "muted"]
Align = Literal["left", "right", "center"]


@dataclass(frozen=True)
class Span:
    """A stretch of text set in one style.

    ``caps`` sets a family name in small capitals. ``fact`` names the fact a number comes from
    (``agreements.overview/agreements``), so that a click on it can open its records. ``notes``
    are the numbers of the footnotes that follow the text. ``name`` is what its sentence calls the
    place in which it stands, empty for words of the sentence itself; ``record`` is the uuid of
    the record that it names. ``language`` is that of the text where it is another than that of
    the document: a name as its owner writes it.
    """

    text: str
    style: SpanStyle = "plain"
    fact: str = ""
    notes: tuple[int, ...] = ()
    name: str = ""
    record: str = ""
    language: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True)
class Heading:
    """The title of what follows; level 1 opens a section, 2 a part of it; ``aside`` is muted."""

    text: str
    level: int = 1
    aside: str = ""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of running text; ``small`` where it is looked up rather than read."""

    spans: Spans
    small: bool = False


@dataclass(frozen=True)
class KeyFigure:
    """A number to be seen at once, already written in the language of the document."""

    value: str
    label: str
    fact: str = ""


@dataclass(frozen=True)
class KeyFigures:
    """The strip of numbers under the title."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table; ``weight`` is its share of the width."""

    title: str
    weight: float = 1.0
    align: Align = "left"


@dataclass(frozen=True)
class Table:
    """Rows of cells; each row has as many cells as there are columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Spans, ...], ...]
    caption: str = ""


@dataclass(frozen=True)
class Series:
    """The values of one kind, one for each category of the chart.

    ``facts`` are the keys of what each value rests on, empty where it rests on no record.
    """

    label: str
    values: tuple[int, ...]
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class BarChart:
    """Counts by category, one bar for each series."""

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True)
class Card:
    """What to know of one person: a name, a line under it, and labelled rows; maybe a photo."""

    name: Spans
    line: Spans
    rows: tuple[tuple[str, Spans], ...] = ()
    photo: bytes = b""


@dataclass(frozen=True)
class Cards:
    """Cards one below the other."""

    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Bullets:
    """A list whose items are marked alike."""

    items: tuple[Spans, ...]


@dataclass(frozen=True)
class Roll:
    """Many short items that are looked up under a label, in as few rows as can be; none is parted.

    Without items the label stands over the rolls that follow.
    """

    label: Spans
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Footnotes:
    """The notes the spans refer to; the first bears the number ``first``."""

    notes: tuple[str, ...]
    first: int = 1


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a page; a ``sparing`` one only where not all fits on one page."""

    sparing: bool = False


@dataclass(frozen=True)
class Beside:
    """Two columns: what is read on the left, what is looked at on the right.

    A ``sparing`` one is two columns only where that saves a page, and one below the other else.
    """

    left: "tuple[Block, ...]"
    right: "tuple[Block, ...]"
    sparing: bool = False


Block = (
    Heading
    | Paragraph
    | KeyFigures
    | Table
    | BarChart
    | Beside
    | Bullets
    | Cards
    | Roll
    | Footnotes
    | PageBreak
)


@dataclass(frozen=True)
class Document:
    """A whole briefing.

    ``language`` is en, zh or ja; ``as_of`` is the day it speaks of; ``accent`` is a colour as
    #rrggbb; ``logo`` is a picture as ``logo.read`` gives it, set at the head of the first page;
    ``footer`` stands at the foot of every page; author, subject and keywords go to the properties
    of the file.
    """

    language: str
    letterhead: str
    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    as_of: date = date(2000, 1, 1)
    footer: str = ""
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    accent: str = "#1f5077"
    logo: bytes = b""
