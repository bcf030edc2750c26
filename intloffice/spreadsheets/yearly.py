"""The yearly workbook: a summary of counts with their bases and charts, and the year's records."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select

from intloffice.database.session import Session
from intloffice.i18n import N_, Language
from intloffice.names.countries import country_name
from intloffice.settings import Settings
from intloffice.spreadsheets.cells import ID, sheet_titles
from intloffice.spreadsheets.sheet import CellValue, Chart, Column, Form, Sheet
from intloffice.spreadsheets.workbook import write
from intloffice.spreadsheets.yearly_counts import Basis, Count, Counting, LeftOut
from intloffice.spreadsheets.yearly_rows import FILTERS, YearRows

_CHARTS_AT = ("F5", "F17", "F29")


@dataclass(frozen=True)
class Report:
    """What was written: the counts of the summary, and how many records of each kind."""

    counts: int
    records: dict[str, int]
    left_out: int = 0


def export_year(
    session: Session,
    year: int,
    path: Path,
    language: Language,
    settings: Settings,
    as_of: date | None = None,
) -> Report:
    """Write the workbook of a calendar year, counted as of a day in it, else its last.

    Raise OfficeError where the file cannot be written.
    """
    last = date(year, 12, 31)
    day = min(as_of, last) if as_of and as_of.year == year else last
    counting = Counting(session, year, day, settings.long_from_months)
    made = _Workbook(counting, language, settings.region_countries)
    sheets = made.sheets()
    write(path, sheets, title=made.title, accent=settings.accent)
    return Report(made.counted, made.records, made.left_out)


class _Workbook:
    """The sheets of a year's workbook, in one language."""

    def __init__(self, counting: Counting, language: Language, regions: Collection[str]) -> None:
        self._counting, self._language, self._regions = counting, language, regions
        kinds = counting.session.tables.kinds.values()
        self._kinds = tuple(kind for kind in kinds if kind.name in FILTERS)
        self.title = language.text(N_("The year {year}"), year=counting.year)
        self.counted = 0
        self.left_out = 0
        self.records: dict[str, int] = {}

    def sheets(self) -> list[Sheet]:
        """Make them."""
        by_year = self._by_year()
        rows = YearRows(self._counting, self._kinds, self._language)
        titles = sheet_titles(self._kinds, self._language)
        details = []
        for kind in self._kinds:
            columns, lines = rows.table(kind)
            self.records[kind.name] = len(lines)
            said = self._language.text(FILTERS[kind.name], year=self._counting.year)
            title = f"{self._language.text(kind.plural)} · {self._counting.year}"
            notes = (title, self._note(said, len(lines)))
            details.append(
                Sheet(titles[kind.name, ""], columns, lines, notes, wrapped=True, frozen_columns=1)
            )
        return [self._summary(by_year), by_year, *details, *self._left_out()]

    def _note(self, said: str, number: int | None = None) -> str:
        as_of = self._language.text(
            N_("As of {date}"), date=self._language.day(self._counting.as_of)
        )
        parts = [as_of, self._language.text(N_("Filter: {filter}"), filter=said)]
        if number is not None:
            parts.append(self._language.text(N_("Rows: {n}"), n=self._language.number(number)))
        return " · ".join(parts)

    def _summary(self, by_year: Sheet) -> Sheet:
        say = self._language.text
        counts = self._counting.counts()
        self.counted = len(counts)
        rows: list[list[CellValue]] = []
        strong: list[int] = []
        topic = ""
        for count in counts:
            if count.topic != topic:
                topic = count.topic
                strong.append(len(rows))
                rows.append([say(topic), None, None, None])
            rows.append(
                [say(count.what), self._part(count), count.number, self._basis(count.basis)]
            )
        year = say(N_("Calendar year {year}"), year=self._counting.year)
        rule = say(N_("Every number is computed from the records; its basis stands beside it."))
        return Sheet(
            say(N_("Summary")),
            (
                Column(say(N_("Counted")), Form.TEXT),
                Column(say(N_("Of which")), Form.TEXT, 34),
                Column(say(N_("Number")), Form.COUNT, 16),
                Column(say(N_("Basis")), Form.NOTE, 64),
            ),
            rows,
            (self.title, self._note(year), rule),
            self._charts(by_year),
            strong,
            filtered=False,
            wrapped=True,
        )

    def _charts(self, by_year: Sheet) -> tuple[Chart, ...]:
        say = self._language.text
        drawn = (
            (N_("Students by year"), (1, 2)),
            (N_("Agreements in force at the year’s end"), (3,)),
            (N_("Meetings by year"), (4,)),
        )
        return tuple(
            Chart(say(title), by_year.title, columns, anchor)
            for (title, columns), anchor in zip(drawn, _CHARTS_AT, strict=True)
        )

    def _part(self, count: Count) -> str:
        if count.country:
            name = country_name(count.country, self._language.code)
            is_region = count.country in self._regions
            return self._language.text(N_("{name} (region)"), name=name) if is_region else name
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
        span = say(N_("Calendar years {first} to {last}"), first=years[0].year, last=years[-1].year)
        said = say(
            N_(
                "Students: distinct persons by the year in which the stay began; agreements: "
                "in force on the year’s last day; meetings: held"
            )
        )
        return Sheet(
            say(N_("By year")),
            (
                Column(say(N_("Year")), Form.WHOLE),
                Column(say(N_("Students sent")), Form.COUNT),
                Column(say(N_("Students received")), Form.COUNT),
                Column(say(N_("Agreements in force")), Form.COUNT),
                Column(say(N_("Meetings held")), Form.COUNT),
            ),
            [[y.year, y.sent, y.received, y.agreements, y.meetings] for y in years],
            (say(N_("By year")), self._note(span), said),
            wrapped=True,
        )

    def _left_out(self) -> Iterator[Sheet]:
        """List what could not be counted, where there is any (rule 11)."""
        found = self._counting.left_out()
        self.left_out = len(found)
        if not found:
            return
        say = self._language.text
        named = self._captions(found)
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

    def _captions(self, found: Sequence[LeftOut]) -> Mapping[tuple[str, int], str]:
        named: dict[tuple[str, int], str] = {}
        for kind in {each.source.kind for each in found}:
            table = self._counting.session.tables[kind]
            caption = table.c[f"caption_{self._language.code}"].label("caption")
            lines = self._counting.session.execute(select(table.c.id, caption))
            named |= {(kind, line.id): line.caption for line in lines}
        return named
