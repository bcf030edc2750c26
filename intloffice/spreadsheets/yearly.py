"""The yearly workbook: a summary of counts with their bases and charts, and the year's records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.sql import Select

from intloffice.database.session import Session
from intloffice.i18n import N_, Language
from intloffice.names.countries import country_name
from intloffice.operations.counting.agreements import Agreement, effective
from intloffice.schema.field import Field, FieldType
from intloffice.schema.kind import Kind
from intloffice.schema.showing import label
from intloffice.settings import Settings
from intloffice.spreadsheets.cells import columns, sheet_title, to_cell
from intloffice.spreadsheets.workbook import CellValue, Chart, Column, Sheet, write
from intloffice.spreadsheets.yearly_counts import Count, Counting

_OCHRE = "#d9a355"
_YEARLY = ("meeting", "mobility", "engagement", "award")


@dataclass(frozen=True)
class Report:
    """What was written: the counts of the summary, and how many records of each kind."""

    counts: int
    records: dict[str, int]


def export_year(
    session: Session, year: int, path: Path, language: Language, settings: Settings
) -> Report:
    """Write the workbook of a calendar year, counted as of its last day."""
    counting = Counting(session, year, settings.long_from_months)
    counts = counting.counts()
    charted = _by_year(counting, language)
    summary = _summary(counts, charted, year, language, settings)
    details = [_agreements(counting, language)]
    details += [_records(session, name, year, language) for name in _YEARLY]
    title = language.text(N_("The year {year}"), year=year)
    write(path, [summary, charted, *details], title=title, accent=settings.accent)
    names = ("agreement", *_YEARLY)
    return Report(
        len(counts), {name: len(sheet.rows) for name, sheet in zip(names, details, strict=True)}
    )


def _notes(title: str, year: int, language: Language, filters: str) -> tuple[str, ...]:
    as_of = language.text(N_("As of {date}"), date=language.day(date(year, 12, 31)))
    said = language.text(N_("Filter: {filters}"), filters=filters)
    return (title, f"{as_of} · {said}")


def _summary(
    counts: Sequence[Count], charted: Sheet, year: int, language: Language, settings: Settings
) -> Sheet:
    topic = ""
    rows: list[list[CellValue]] = []
    for count in counts:
        shown = language.text(count.topic) if count.topic != topic else ""
        topic = count.topic
        rows.append(
            [shown, _what(count, language, settings), count.number, _basis(count, language)]
        )
    title = language.text(N_("The year {year}"), year=year)
    filters = language.text(N_("calendar year {year}"), year=year)
    return Sheet(
        language.text(N_("Summary")),
        (
            Column(language.text(N_("Topic"))),
            Column(language.text(N_("Counted"))),
            Column(language.text(N_("Number")), "whole"),
            Column(language.text(N_("Basis")), "sentence"),
        ),
        rows,
        _notes(title, year, language, filters),
        (
            Chart(
                language.text(N_("Students by year")),
                charted,
                (1, 2),
                (settings.accent, _OCHRE),
                "F3",
            ),
            Chart(
                language.text(N_("Agreements in force")), charted, (3,), (settings.accent,), "F20"
            ),
        ),
        frozenset(number for number, row in enumerate(rows) if row[0]),
    )


def _what(count: Count, language: Language, settings: Settings) -> str:
    if count.country:
        name = country_name(count.country, language.code)
        as_region = count.country in settings.region_countries
        return language.text(N_("{name} (region)"), name=name) if as_region else name
    if isinstance(count.what, Mapping):
        return count.what.get(language.code, "")
    return language.text(count.what)


def _basis(count: Count, language: Language) -> str:
    facts = {
        name: language.day(value) if isinstance(value, date) else value
        for name, value in count.facts.items()
    }
    return language.text(count.basis, **facts)


def _by_year(counting: Counting, language: Language) -> Sheet:
    title = language.text(N_("By year"))
    years = counting.by_year()
    span = language.text(
        N_("calendar years {first} to {last}"), first=years[0].year, last=years[-1].year
    )
    return Sheet(
        title,
        (
            Column(language.text(N_("Year")), "year"),
            Column(language.text(N_("Students sent")), "whole"),
            Column(language.text(N_("Students received")), "whole"),
            Column(language.text(N_("Agreements in force at the year’s end")), "whole"),
        ),
        [[each.year, each.sent, each.received, each.agreements] for each in years],
        _notes(title, counting.year, language, span),
        filtered=False,
    )


def _agreements(counting: Counting, language: Language) -> Sheet:
    kind = counting.session.tables.kinds["agreement"]
    last = counting.last
    in_force = {a.id for a in effective(counting.agreements, last)}
    before = {a.id for a in effective(counting.agreements, date(counting.year - 1, 12, 31))}
    found = [
        a
        for a in counting.agreements
        if a.id in in_force | before or a.signed_on() in counting.window
    ]
    found.sort(key=lambda a: (str(a.signed_on()), a.id))
    title = sheet_title(kind, None, language)
    filters = language.text(N_("signed or in force in {year}"), year=counting.year)
    return Sheet(
        title,
        (
            Column(label(kind.fields["reference"], language)),
            Column(label(kind.fields["title_en"], language).split(" (")[0]),
            Column(language.text(N_("Partner"))),
            Column(language.text(N_("Country"))),
            Column(label(kind.fields["kind"], language)),
            Column(label(kind.fields["level"], language)),
            Column(language.text(N_("Signed"))),
            Column(language.text(N_("From"))),
            Column(language.text(N_("Until"))),
            Column(language.text(N_("In force at the year’s end"))),
        ),
        [_agreement_row(a, counting, kind, language, a.id in in_force) for a in found],
        _notes(title, counting.year, language, filters),
    )


def _agreement_row(
    agreement: Agreement, counting: Counting, kind: Kind, language: Language, runs: bool
) -> list[CellValue]:
    theirs = agreement.theirs()
    named = [n.in_language(language.code) for n in counting.organisations.named(theirs)]
    codes = dict.fromkeys(counting.organisations.country_of(which) for which in theirs)
    ends = [term.effective_until for term in agreement.terms]
    begins = [term.effective_from for term in agreement.terms]
    return [
        agreement.reference,
        agreement.titles.get(language.code, ""),
        "; ".join(named),
        "; ".join(country_name(code, language.code) for code in codes if code),
        to_cell(kind.fields["kind"], agreement.kind, language),
        to_cell(kind.fields["level"], agreement.level, language),
        agreement.signed_on(),
        min(begins, default=None),
        None if None in ends or not ends else max(end for end in ends if end),
        language.text(N_("yes")) if runs else None,
    ]


def _records(session: Session, name: str, year: int, language: Language) -> Sheet:
    kind = session.tables.kinds[name]
    lines = [dict(line) for line in session.execute(_of_year(session, name, year)).mappings()]
    fields = [
        each
        for each in kind.fields.values()
        if not each.protected
        and (not each.language or each.language == language.code)
        and any(line[each.name] != each.empty for line in lines)
    ]
    captions = {each.name: _captions(session, each, lines, language) for each in fields}
    title = sheet_title(kind, None, language)
    filters = language.text(N_("begun in {year}, whatever became of it"), year=year)
    if name == "award":
        filters = language.text(N_("awards for {year}"), year=year)
    return Sheet(
        title,
        [_column(each, language) for each in fields],
        [[_shown(each, line, captions, language) for each in fields] for line in lines],
        _notes(title, year, language, filters),
    )


def _column(field: Field, language: Language) -> Column:
    (first, *_) = columns([field], language)
    heading = language.text(field.label) if field.language else first.heading
    return Column(heading, "text" if field.type is FieldType.REFERENCE else first.form)


def _of_year(session: Session, name: str, year: int) -> Select[Any]:
    table = session.tables[name]
    if name == "award":
        return select(table).where(table.c.year == year).order_by(table.c.sort_en, table.c.id)
    first, last = date(year, 1, 1), date(year, 12, 31)
    start = table.c.starts_on if name != "mobility" else None
    if start is not None:
        return select(table).where(start.between(first, last)).order_by(start, table.c.id)
    begun = func.coalesce(table.c.actual_start, table.c.planned_start)
    return select(table).where(or_(begun.between(first, last))).order_by(begun, table.c.id)


def _captions(
    session: Session, field: Field, lines: Sequence[Mapping[str, Any]], language: Language
) -> dict[int, str]:
    if field.type is not FieldType.REFERENCE:
        return {}
    table = session.tables[field.refers_to]
    caption = table.c[f"caption_{language.code}"].label("caption")
    found = session.execute(select(table.c.id, caption))
    wanted = {line[field.name] for line in lines}
    return {line.id: line.caption for line in found if line.id in wanted}


def _shown(
    field: Field,
    line: Mapping[str, Any],
    captions: Mapping[str, Mapping[int, str]],
    language: Language,
) -> CellValue:
    value = line[field.name]
    if field.type is FieldType.REFERENCE:
        return captions[field.name].get(value)
    if field.type is FieldType.CODE and value and not field.several:
        name = {"country": language.country, "language": language.language_name}
        return name[field.codes](value) if field.codes in name else str(value)
    return to_cell(field, value, language)
