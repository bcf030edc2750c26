"""What the window asks of the briefings; each function runs on a worker thread.

What computes and prints a briefing is imported when the first one is asked for.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage

from intloffice.i18n import Language
from intloffice.settings import Settings

if TYPE_CHECKING:
    from intloffice.briefing.pdf import Region
    from intloffice.briefing.statement import Briefing, Fact, Statement

#: The numbers that stand for a section, of which each is shown where it is stated.
_HEADLINES = (
    "agreements.overview/agreements",
    "staff.appointed/persons",
    "experts.visits/persons",
    "outbound.year/persons",
    "inbound.period/persons",
    "awards.funder/persons",
    "meetings.recent/meetings",
    "milestones.anniversaries/list",
)
#: pypdfium2 is not to be used by two threads at once.
_ONE_AT_A_TIME = Lock()
_USUAL = "JP KR US DE GB FR IT ES RU AU CA SG TH MY VN ID IN NL SE CH"


@dataclass(frozen=True)
class Part:
    """A section: its heading in English, the numbers that stand for it, its statements."""

    heading: str
    numbers: tuple[int, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Doubt:
    """A record that was left out or should be looked at, and why (an English sentence)."""

    kind: str
    id: int
    caption: str
    reason: str


@dataclass(frozen=True)
class Composed:
    """A briefing as it was computed, in no language yet; ``parts`` are those that say something."""

    briefing: "Briefing"
    parts: tuple[Part, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True)
class Traced:
    """A fact with where it comes from: its sentence, how it was counted, its records."""

    number: str
    sentence: str
    basis: str
    records: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Printed:
    """A briefing as it is printed: the file, its pages as pictures, and its facts by key."""

    pdf: bytes
    pages: tuple[QImage, ...]
    scale: float
    regions: "tuple[Region, ...]"
    facts: dict[str, Traced]


def likely_country(session: Any, own: str) -> str:
    """Guess the country one will ask about: the one with the most organisations on record."""
    from intloffice.operations import browse

    kind = session.tables.kinds["organisation"]

    def number(code: str) -> int:
        return browse.count(
            session, browse.Query(kind, filters=(browse.Filter("country", "is", code),))
        )

    counted = [(number(code), code) for code in _USUAL.split() if code != own]
    most = max(counted, key=lambda entry: entry[0])
    return most[1] if most[0] else ""


def compose(session: Any, country: str, as_of: date, settings: Settings, language: str) -> Composed:
    """Compute a briefing; raise OfficeError where that cannot be done."""
    from intloffice.briefing.country import compose as composed
    from intloffice.briefing.layout import SECTIONS

    briefing = composed(session, country, as_of, settings)
    said = {statement.id for statement in briefing.statements}
    parts = [
        Part(heading, _headlines(briefing, ids), tuple(each for each in ids if each in said))
        for heading, ids in SECTIONS
    ]
    doubts = [
        Doubt(
            record.source.kind,
            record.source.id,
            record.caption.get(language, ""),
            record.reason,
        )
        for record in (*briefing.left_out, *briefing.checks)
    ]
    return Composed(briefing, tuple(p for p in parts if p.statements), tuple(doubts))


def printed(
    composed: Composed, without: Collection[str], language: Language, settings: Settings
) -> Printed:
    """Print a briefing without some statements, and draw its pages."""
    from intloffice.briefing import printing

    briefing = _without(composed.briefing, without)
    rendered = printing.pdf(briefing, language, settings)
    scale = 2.0
    return Printed(
        rendered.pdf,
        tuple(_drawn(rendered.pdf, scale)),
        scale,
        rendered.regions,
        _traced(briefing, language),
    )


def written(composed: Composed, without: Collection[str], language: Language, path: Path) -> Path:
    """Write a briefing as JSON."""
    from intloffice.briefing.as_json import to_json

    values = to_json(_without(composed.briefing, without), language)
    path.write_text(json.dumps(values, ensure_ascii=False, indent=2, default=str), "utf-8")
    return path


def kept(pdf: bytes, path: Path) -> Path:
    """Write a printed briefing."""
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(pdf)
    part.replace(path)
    return path


def _without(briefing: "Briefing", without: Collection[str]) -> "Briefing":
    said = tuple(s for s in briefing.statements if s.id not in without)
    return replace(briefing, statements=said)


def _headlines(briefing: "Briefing", ids: Sequence[str]) -> tuple[int, ...]:
    found = []
    for key in _HEADLINES:
        owner, _, name = key.partition("/")
        statement = briefing.find(owner) if owner in ids else None
        fact = statement.facts.get(name) if statement else None
        if fact is not None:
            value = fact.value
            found.append(len(value) if isinstance(value, tuple) else int(str(value)))
    return tuple(found)


def _traced(briefing: "Briefing", language: Language) -> dict[str, Traced]:
    return {
        statement.key(name): _trace(statement, name, fact, briefing, language)
        for statement in briefing.statements
        for name, fact in statement.facts.items()
    }


def _trace(
    statement: "Statement", name: str, fact: "Fact", briefing: "Briefing", language: Language
) -> Traced:
    from intloffice.briefing.sentence import plain
    from intloffice.briefing.wording import basis, sentences

    said = sentences(statement, briefing, language)
    key = statement.key(name)
    own = [spans for spans in said if any(span.fact == key for span in spans)] or said
    number = fact.value if isinstance(fact.value, int) else len(fact.records)
    return Traced(
        language.number(number),
        plain(own[0]) if own else "",
        basis(statement, language),
        tuple((source.kind, source.id) for source in fact.records),
    )


def _drawn(pdf: bytes, scale: float) -> list[QImage]:
    import pypdfium2

    pages = []
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        for number in range(len(document)):
            bitmap = document[number].render(scale=scale, rev_byteorder=True)
            colours = {3: QImage.Format.Format_RGB888, 4: QImage.Format.Format_RGBA8888}
            picture = QImage(
                bytes(bitmap.buffer),
                bitmap.width,
                bitmap.height,
                bitmap.stride,
                colours[bitmap.n_channels],
            )
            pages.append(picture.copy())
        document.close()
    return pages
