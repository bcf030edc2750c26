"""The yearly workbook: counts beside those of the year before, what each counts, the records."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

from intloffice.database.session import Session
from intloffice.i18n import N_, Language
from intloffice.names.countries import area_name
from intloffice.operations.counting.periods import ACADEMIC, CALENDAR, FISCAL, Period, period
from intloffice.schema.kind import Kind
from intloffice.settings import Settings
from intloffice.spreadsheets.behind import Behind, captions
from intloffice.spreadsheets.cells import ID, sheet_titles
from intloffice.spreadsheets.found import Record
from intloffice.spreadsheets.sheet import CellValue, Chart, Column, Form, Formula, Sheet, Spot
from intloffice.spreadsheets.workbook import address, place_on, write
from intloffice.spreadsheets.yearly_counts import CHARTED, Basis, Count, Counting
from intloffice.spreadsheets.yearly_divided import divided_sheet
from intloffice.spreadsheets.yearly_fields import fields_sheet
from intloffice.spreadsheets.yearly_rows import FILTERS, YearRows

#: Told how many rows of how many are written.
Progress = Callable[[int, int], None]

#: Beside and below the years, on one page; beside the summary they would make its print small.
_CHARTS_AT = ("G4", "A11", "G18")
#: Columns of the summary.
_NOW, _BEFORE, _CHANGE, _BASIS = 2, 3, 4, 5
_NOTES = 3
_TITLES = {
    CALENDAR: N_("The year {year}"),
    ACADEMIC: N_("The academic year {year}"),
    FISCAL: N_("The fiscal year {year}"),
}
_SPANS = {
    CALENDAR: N_("Calendar year {year}"),
    ACADEMIC: N_("Academic year {year}, {first} to {last}"),
    FISCAL: N_("Fiscal year {year}, {first} to {last}"),
}
_RECENT = {
    CALENDAR: N_("Calendar years {first} to {last}"),
    ACADEMIC: N_("Academic years {first} to {last}"),
    FISCAL: N_("Fiscal years {first} to {last}"),
}


def _unheard(_done: int, _total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Report:
    """What was written: the counts of the summary, and how many records of each kind."""

    counts: int
    records: dict[str, int]
    left_out: int = 0


def export_year(  # noqa: PLR0913, PLR0917  what is written, where, how, and whom it is told
    session: Session,
    year: int | Period,
    path: Path,
    language: Language,
    settings: Settings,
    as_of: date | None = None,
    progress: Progress = _unheard,
) -> Report:
    """Write the workbook of a year, counted as of a day in it, else its last.

    A number is a calendar year. Raise OfficeError where the file cannot be written. ``progress``
    is told how many rows of how many are written, of none while they are counted; what it raises
    stops all of it, and what was there before is kept.
    """
    whole = year if isinstance(year, Period) else Period(year)
    day = min(as_of, whole.last) if as_of and as_of in whole else whole.last
    counting = Counting(session, whole, day, settings.long_from_months)
    earlier = whole.before()
    before = Counting(session, earlier, earlier.last, settings.long_from_months)
    made = _Workbook(counting, before, language, settings.region_countries)
    sheets = made.sheets(partial(progress, 0, 0))
    total = sum(len(sheet.rows) for sheet in sheets)

    def told(done: int) -> None:
        progress(done, total)

    write(path, sheets, title=made.title, accent=settings.accent, told=told)
    return Report(made.counted, made.records, made.left_out)


def year_of(settings: Settings, year: int, sort: str) -> Period:
    """Give a year of a sort, as the office has it begin."""
    return period(year, sort, settings.year_months())


@dataclass(frozen=True)
class _Line:
    """A count of the summary, with what it was the year before."""

    count: Count
    before: int | Decimal


class _Workbook:
    """The sheets of a year's workbook, in one language."""

    def __init__(
        self, counting: Counting, before: Counting, language: Language, regions: Collection[str]
    ) -> None:
        self._counting, self._before = counting, before
        self._language, self._regions = language, regions
        kinds = counting.session.tables.kinds.values()
        self._kinds = tuple(kind for kind in kinds if kind.name in FILTERS)
        self._label = counting.period.label
        self.title = language.text(_TITLES[counting.period.sort], year=self._label)
        self.counted = 0
        self.left_out = 0
        self.records: dict[str, int] = {}

    def sheets(self, heed: Callable[[], None]) -> list[Sheet]:
        """Make them; ``heed`` is called between two of them, and may stop all of it."""
        by_year = self._by_year()
        heed()
        rows = YearRows(self._counting, self._kinds, self._language)
        titles = sheet_titles(self._kinds, self._language)
        details = []
        for kind in self._kinds:
            heed()
            details.append(self._detail(kind, rows, titles[kind.name, ""]))

        def place(record: Record) -> str:
            row, title = rows.place(*record), titles[record[0], ""]
            heading = next(each.heading_row for each in details if each.title == title)
            return "" if row is None else place_on(title, heading + 1 + row)

        behind = Behind(self._counting.session, self._language, place)
        heed()
        summary = self._summary(behind)
        heed()
        note = self._note(self._language.text(N_("All that the summary counts, one by one")))
        fields = fields_sheet(
            self._counting,
            self._language,
            self._note(self._language.text(N_("Stays by ISCED-F 2013 and EQF level"))),
        )
        span = self._note(self._span())
        divided = divided_sheet(self._counting, self._language, span, self._year)
        heed()
        drawn = [by_year] if divided is None else [by_year, divided]
        return [summary, *drawn, fields, behind.sheet(note), *details, *self._left_out()]

    def _detail(self, kind: Kind, rows: YearRows, title: str) -> Sheet:
        columns, lines = rows.table(kind)
        self.records[kind.name] = len(lines)
        said = self._language.text(FILTERS[kind.name], year=self._label)
        heading = f"{self._language.text(kind.plural)} · {self._label}"
        notes = (heading, self._note(said, len(lines)))
        return Sheet(title, columns, lines, notes, wrapped=True, frozen_columns=1)

    def _note(self, said: str, number: int | None = None) -> str:
        as_of = self._language.text(
            N_("As of {date}"), date=self._language.day(self._counting.as_of)
        )
        parts = [as_of, self._language.text(N_("Filter: {filter}"), filter=said)]
        if number is not None:
            parts.append(self._language.text(N_("Rows: {n}"), n=self._language.number(number)))
        return " · ".join(parts)

    def _lines(self) -> list[_Line]:
        """Put each count beside that of the year before; what there was only then is none now."""
        now, before = self._counting.counts(), self._before.counts()
        numbers = {count.key: count.number for count in before}
        here = {count.key for count in now}
        lines = [_Line(count, numbers.get(count.key, 0)) for count in now]
        for number, count in enumerate(before):
            if count.key not in here:
                after = {each.key for each in before[:number]}
                at = max((n for n, x in enumerate(lines, 1) if x.count.key in after), default=0)
                gone = replace(count, units=(), basis=self._basis_now(count, now))
                lines.insert(at, _Line(gone, count.number))
        return lines

    def _basis_now(self, gone: Count, now: Sequence[Count]) -> Basis:
        """Give the basis on which what is no more would be counted this year."""
        like = (c.basis for c in now if (c.topic, c.what) == (gone.topic, gone.what))
        facts: dict[str, object] = {**gone.basis.facts}
        for name, value in (("year", self._label), ("date", self._counting.as_of)):
            if name in facts:
                facts[name] = value
        return next(like, Basis(gone.basis.template, facts))

    def _summary(self, behind: Behind) -> Sheet:
        say, period = self._language.text, self._counting.period
        lines = self._lines()
        self.counted = len(lines)
        rows: list[list[CellValue]] = []
        strong: list[int] = []
        links: dict[Spot, str] = {}
        title, topic = say(N_("Summary")), ""
        first = _NOTES + 2
        for line in lines:
            if line.count.topic != topic:
                topic = line.count.topic
                strong.append(len(rows))
                rows.append([say(topic), None, None, None, None, None])
            at = first + len(rows)
            number, where = self._number(line.count, behind, place_on(title, at, _NOW))
            if where:
                links[len(rows), _NOW] = where
            rows.append(
                [
                    say(line.count.what),
                    self._part(line.count),
                    number,
                    line.before,
                    Formula(
                        f"{address(at, _NOW)}-{address(at, _BEFORE)}",
                        line.count.number - line.before,
                    ),
                    self._basis(line.count.basis),
                ]
            )
        span = say(
            _SPANS[period.sort],
            year=period.label,
            first=self._language.day(period.first),
            last=self._language.day(period.last),
        )
        rule = say(
            N_(
                "Every number is computed from the records; its basis stands beside it. Follow a "
                "number to what it counts."
            )
        )
        return Sheet(
            title,
            (
                Column(say(N_("Counted")), Form.TEXT),
                Column(say(N_("Of which")), Form.TEXT, 34),
                Column(self._label, Form.COUNT, 16),
                Column(period.before().label, Form.COUNT, 16),
                Column(say(N_("Change")), Form.CHANGE, 12),
                Column(say(N_("Basis")), Form.NOTE, 64),
            ),
            rows,
            (self.title, self._note(span), rule),
            (),
            strong,
            filtered=False,
            wrapped=True,
            links=links,
        )

    def _number(self, count: Count, behind: Behind, back: str) -> tuple[CellValue, str]:
        """Write a number as what it counts adds up to, with the place where that is listed."""
        if not count.units:
            return count.number, ""
        parts = (count.topic, count.what)
        said = [self._language.text(part) for part in parts] + [self._part(count)]
        block = behind.add(" · ".join(filter(None, said)), count, back)
        return Formula(block.formula, count.number), block.place

    def _charts(self, title_of_years: str) -> tuple[Chart, ...]:
        say = self._language.text
        drawn = (
            (N_("Students by year"), (1, 2)),
            (N_("Agreements in force at the year’s end"), (3,)),
            (N_("Meetings by year"), (4,)),
        )
        return tuple(
            Chart(say(title), title_of_years, columns, anchor)
            for (title, columns), anchor in zip(drawn, _CHARTS_AT, strict=True)
        )

    def _part(self, count: Count) -> str:
        if count.country:
            return area_name(count.country, self._language, self._regions)
        named = isinstance(count.part, Mapping)
        part = count.part.get(self._language.code, "") if named else count.part  # type: ignore[union-attr]
        text = str(part) if named else self._language.text(str(part))
        return f"{text} · {count.currency}" if count.currency else text

    def _basis(self, basis: Basis) -> str:
        facts = {
            name: self._language.day(value) if isinstance(value, date) else value
            for name, value in basis.facts.items()
        }
        return self._language.text(basis.template, **facts)

    def _by_year(self) -> Sheet:
        say = self._language.text
        years = self._counting.by_year()
        said = say(
            N_(
                "Students: distinct persons by the year in which the stay began; agreements: "
                "in force on the year’s last day; meetings: held"
            )
        )
        title = say(N_("By year"))
        return Sheet(
            title,
            (
                Column(say(N_("Year")), Form.WHOLE),
                Column(say(N_("Students sent")), Form.COUNT),
                Column(say(N_("Students received")), Form.COUNT),
                Column(say(N_("Agreements in force")), Form.COUNT),
                Column(say(N_("Meetings held")), Form.COUNT),
            ),
            [[self._year(y.year), y.sent, y.received, y.agreements, y.meetings] for y in years],
            (title, self._note(self._span()), said),
            self._charts(title),
            wrapped=True,
        )

    def _span(self) -> str:
        """Say of which years the charts tell."""
        period = self._counting.period
        first, last = period.before(CHARTED - 1).label, period.label
        return self._language.text(_RECENT[period.sort], first=first, last=last)

    def _year(self, period: Period) -> CellValue:
        return period.year if period.label.isdecimal() else period.label

    def _left_out(self) -> Iterator[Sheet]:
        """List what could not be counted, where there is any (rule 11)."""
        found = self._counting.left_out()
        self.left_out = len(found)
        if not found:
            return
        say = self._language.text
        named = captions(self._counting.session, {o.source.kind for o in found}, self._language)
        singular = {kind.name: say(kind.singular) for kind in self._kinds}
        title = say(N_("Left out"))
        yield Sheet(
            title,
            (
                Column(say(N_("Kind"))),
                Column(say(N_("Record")), Form.TEXT),
                Column(say(N_("Reason")), Form.TEXT),
                Column(say(ID), Form.LINE, 38),
            ),
            [
                [
                    singular[o.source.kind],
                    named[o.source.kind, o.source.id],
                    say(o.reason),
                    o.source.uuid,
                ]
                for o in found
            ],
            (title, self._note(say(N_("Records that lack what a count needs")), len(found))),
            wrapped=True,
        )
