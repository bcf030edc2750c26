"""What the briefing page asks: to compose, to print, to trace and to save.

Each function runs on a worker thread and returns plain values. What it needs is imported there:
neither the database library nor that for PDF is loaded before a briefing is asked for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from intloffice import files
from intloffice.errors import OfficeError
from intloffice.gui import asking, drawing
from intloffice.i18n import N_, Language
from intloffice.schema.kind import Kind, kind_named
from intloffice.settings import Settings

if TYPE_CHECKING:
    from intloffice.briefing.pdf import Region
    from intloffice.briefing.statement import Briefing, LeftOut, Statement

_COLUMNS = 4
#: What stands beside a section's name: the facts that tell how much is in it.
_TELLING = {
    "agreements.overview": "agreements",
    "staff.appointed": "persons",
    "experts.visits": "persons",
    "outbound.year": "persons",
    "inbound.period": "persons",
    "awards.funder": "persons",
    "meetings.recent": "meetings",
    "milestones.anniversaries": "list",
}


@dataclass(frozen=True)
class About:
    """What a briefing is about: a country by its code, or an organisation or meeting by its id."""

    kind: str = "country"
    code: str = ""
    record: int = 0

    @property
    def is_chosen(self) -> bool:
        """Whether there is something to brief on."""
        return bool(self.code or self.record)


@dataclass(frozen=True)
class Extras:
    """What a briefing has beside its sections: records behind the numbers, words they prove."""

    appendix: bool = False
    proved_words: bool = False


@dataclass(frozen=True)
class Part:
    """A section of a briefing: its heading in English, and the numbers that tell its weight.

    ``dropped`` tells that the office leaves it out of this briefing.
    """

    heading: str
    there: bool
    numbers: tuple[int, ...] = ()
    dropped: bool = False


@dataclass(frozen=True)
class Doubt:
    """A record to look at before printing, and why."""

    kind: str
    id: int
    caption: str
    reason: str


@dataclass(frozen=True)
class Composed:
    """A briefing in no language yet, its sections, and what to look at before printing."""

    briefing: "Briefing"
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class FactShown:
    """A fact as it is printed: its words, how it was counted, and the records behind it."""

    title: str
    basis: str
    records: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Printed:
    """A printed briefing: the file, its facts by key and where they stand, and what it holds."""

    pdf: bytes
    title: str
    sizes: tuple[tuple[float, float], ...]
    regions: "tuple[Region, ...]"
    facts: Mapping[str, FactShown]
    statements: int
    facts_said: int
    records: int


@dataclass(frozen=True)
class BehindRow:
    """A record behind a fact."""

    kind: str
    id: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Behind:
    """The records behind a fact.

    Where all are of one kind, ``columns`` are those of it that follow the caption; without them
    the cells are the kind, the caption and the details.
    """

    columns: tuple[str, ...]
    rows: tuple[BehindRow, ...]


def countries(session: Any) -> dict[str, int]:
    """Count the partners in each country, the most first."""
    from intloffice.operations.countries import occurring

    return occurring(session)


def meeting_day(session: Any, meeting: int, today: date) -> date:
    """Tell the day a meeting is briefed as of at first."""
    from intloffice.briefing.meeting import suggested_day

    return suggested_day(session, meeting, today)


def compose(
    session: Any,
    about: About,
    as_of: date,
    settings: Settings,
    folder: Path | None = None,
    extras: Extras | None = None,
) -> Composed:
    """Compute a briefing; photos are read from the office's folder.

    Raise OfficeError where the record it is about is gone.
    """
    from intloffice.briefing.appendix import with_records

    briefing = _briefing(session, about, as_of, settings, folder)
    extras = extras or Extras()
    briefing = replace(briefing, proved_words=extras.proved_words)
    if extras.appendix:
        briefing = with_records(session, briefing)
    return composed(briefing)


def composed(briefing: "Briefing") -> Composed:
    """Tell of which sections a briefing is made, and how much is in each."""
    from intloffice.briefing.sections import arranged, introduction, opening, part_of

    parts = []
    kind, arrangement = briefing.subject.kind, briefing.edited.arrangement
    groups = (arranged(some, arrangement) for some in (opening(kind), introduction(kind)))
    for heading, ids in (section for group in groups for section in group):
        found = [s for s in briefing.statements if s.id in ids]
        numbers = tuple(n for s in found for n in _telling(s))
        dropped = part_of(heading) in arrangement.left_out
        parts.append(Part(heading, bool(found) and not dropped, numbers, dropped))
    return Composed(briefing, tuple(parts))


def _briefing(
    session: Any, about: About, as_of: date, settings: Settings, folder: Path | None
) -> "Briefing":
    from intloffice.briefing.asked import Asked
    from intloffice.briefing.asked import compose as compute

    asked = Asked(about.kind, about.code, about.record)
    return compute(session, asked, as_of, settings, folder)


def doubts(composed: Composed, language: Language, said_in: Language) -> tuple[Doubt, ...]:
    """List what to look at before printing in a language, told in the reader's own."""
    from intloffice.briefing.edit_check import edit_notices

    briefing = composed.briefing
    found = (*edit_notices(briefing, said_in), *briefing.left_out, *briefing.checks)
    return tuple(_doubt(r, language) for r in found if r.language in ("", said_in.code))


def without(briefing: "Briefing", headings: frozenset[str]) -> "Briefing":
    """Leave sections out, given by their headings in English."""
    from intloffice.briefing.sections import kept
    from intloffice.briefing.sections import without as left

    return left(kept(briefing), headings)


def print_briefing(
    briefing: "Briefing", headings: frozenset[str], language: Language, settings: Settings
) -> Printed:
    """Print a briefing in a language, without some of its sections."""
    from intloffice.briefing import printing
    from intloffice.briefing.layout import document
    from intloffice.briefing.titles import titles

    kept = without(briefing, headings)
    laid_out = document(kept, language, settings)
    rendered = printing.pdf(kept, language, settings)
    facts = _facts(kept, titles(laid_out.blocks), language)
    return Printed(
        pdf=rendered.pdf,
        title=laid_out.title,
        sizes=drawing.sizes(rendered.pdf),
        regions=tuple(region for region in rendered.regions if region.fact in facts),
        facts=facts,
        statements=len(kept.statements),
        facts_said=sum(len(statement.facts) for statement in kept.statements),
        records=len({record for fact in facts.values() for record in fact.records}),
    )


def check_logo(path: str) -> str:
    """Give the path of a logo back; raise OfficeError where it cannot be printed."""
    from intloffice.briefing import logo

    if path:
        logo.read(path)
    return path


def save_as(
    path: str,
    briefing: "Briefing",
    headings: frozenset[str],
    language: Language,
    settings: Settings,
) -> str:
    """Save a briefing in the form that the ending of the path stands for."""
    from intloffice.briefing.printing import written

    kept = without(briefing, headings)
    return save(path, written(Path(path).suffix.lower(), kept, language, settings))


def behind(
    session: Any,
    records: Sequence[tuple[str, int]],
    kinds: Sequence[Kind],
    language: Language,
    regions: tuple[str, ...] = (),
) -> Behind:
    """Describe records, where they are of one kind by the columns that tell more than a name.

    ``regions`` are the countries that the office shows as regions.
    """
    from intloffice.operations import browse

    names = {name for name, _ in records}
    if len(names) != 1:
        return _mixed(session, records, kinds, language, regions)
    kind = kind_named(kinds, names.pop())
    ids = [record_id for _, record_id in records]
    found = browse.rows(session, kind, ids, language.code, regions=regions)
    called = browse.captions(session, kind.name, ids, language.code)
    telling = [
        number
        for number in range(len(kind.columns))
        if 2 * sum(row.cells[number] not in called[row.id] for row in found) > len(found)
    ][:_COLUMNS]
    return Behind(
        tuple(kind.columns[number] for number in telling),
        tuple(
            BehindRow(kind.name, row.id, (called[row.id], *(row.cells[n] for n in telling)))
            for row in found
        ),
    )


def save(path: str, content: bytes) -> str:
    """Write a file: a new one takes the place of the old one whole; return where it is.

    Raise OfficeError where it cannot be written.
    """
    target = Path(path)
    try:
        with files.replacing(target) as part:
            part.write_bytes(content)
    except OSError as error:
        raise OfficeError(
            N_("“{name}” could not be written ({reason}). Choose another place or name."),
            name=target.name,
            reason=error.strerror or type(error).__name__,
        ) from error
    return str(target)


def _telling(statement: "Statement") -> list[int]:
    fact = statement.facts.get(_TELLING.get(statement.id, ""))
    if fact is None:
        return []
    value = fact.value
    if isinstance(value, int):
        return [value]
    return [len(value)] if isinstance(value, tuple) else []


def _doubt(record: "LeftOut", language: Language) -> Doubt:
    caption = record.caption.get(language.code, "")
    return Doubt(record.source.kind, record.source.id, caption, record.said(language))


def _facts(
    briefing: "Briefing", titles: Mapping[str, str], language: Language
) -> dict[str, FactShown]:
    """Describe the facts that rest on records, and the parts of them that are printed apart."""
    from intloffice.briefing.offers import offers
    from intloffice.briefing.statement import Tally
    from intloffice.briefing.wording import basis

    found: dict[str, FactShown] = {}
    for statement in briefing.statements:
        told = basis(statement, language)
        words = list(offers(statement))
        for name, fact in statement.facts.items():
            keyed = {statement.key(name): fact.records}
            for tally in statement.items(name, Tally):
                part = statement.key_of_part(name, tally)
                if part in titles:
                    keyed[part] = tally.records
            for key, behind in keyed.items():
                if behind or fact.value == 0:  # what there is none of has a basis too
                    records = tuple((source.kind, source.id) for source in behind)
                    more = (o.text(language) for o in words if o.fact == name)
                    said = language.together((told, *more))
                    found[key] = FactShown(titles.get(key, ""), said, records)
    return found


def _mixed(
    session: Any,
    records: Sequence[tuple[str, int]],
    kinds: Sequence[Kind],
    language: Language,
    regions: tuple[str, ...],
) -> Behind:
    hits = asking.described(session, records, language.code, regions)
    named = {kind.name: language.text(kind.singular) for kind in kinds}
    return Behind(
        (),
        tuple(BehindRow(h.kind, h.id, (named[h.kind], h.caption, h.detail)) for h in hits),
    )
