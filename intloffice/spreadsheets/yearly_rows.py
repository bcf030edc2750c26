"""The records of a year: which of each kind, and which of their values are shown."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from intloffice.database.captions import in_language
from intloffice.database.derived import slices
from intloffice.i18n import N_, Language
from intloffice.names.countries import country_name
from intloffice.operations.counting.agreements import Agreement
from intloffice.operations.counting.periods import Period
from intloffice.records.engagement import EngagementClass
from intloffice.schema.field import Field, FieldType, Value
from intloffice.schema.kind import Kind
from intloffice.schema.showing import label
from intloffice.spreadsheets.cells import form_of, to_cell
from intloffice.spreadsheets.sheet import CellValue, Column, Form
from intloffice.spreadsheets.yearly_counts import Counting

#: What is shown of a kind beside its columns in lists, or instead of them.
_MORE = {
    "mobility": (
        *("school_id", "student_class", "eqf_level", "subject", "isced_code"),
        *("mode", "programme_id", "funding"),
    ),
    "engagement": ("purposes", "home_title", "days_on_campus", "programme_id"),
    "award": ("recipient_kind", "funder_id", "paid_on"),
    "organisation": ("website",),
    "person": ("native_language", "languages", "gender"),
    "programme": ("administrator_id", "ended_on"),
    "milestone": ("source",),
    "position": ("source",),
    "honour": ("until_on",),
    "narrative": ("source",),
}
_INSTEAD = {
    "meeting": (
        *("starts_on", "ends_on", "title", "visitor.organisation_id"),
        *("direction", "kind", "status", "place", "reference"),
    ),
}
_SPANS = {
    "position": ("from_on", "until_on"),
    "membership": ("from_on", "until_on"),
    "narrative": ("valid_from", "valid_until"),
    "engagement": ("starts_on", "ends_on"),
}
#: Kinds that have no year of their own: those that the others name.
_NAMED = ("organisation", "person", "programme")

#: By which rule a kind's records are those of the year; a kind without one has no sheet.
FILTERS = {
    "meeting": N_("Meetings that began in {year}, of every status"),
    "agreement": N_("Agreements signed, in force or ended in {year}"),
    "mobility": N_("Stays that began in {year} (the actual start, else the planned), every status"),
    "engagement": N_("Short visits begun in {year}; posts held at some time in it"),
    "award": N_("Awards for {year}"),
    "honour": N_("Honours conferred in {year}"),
    "milestone": N_("Milestones of {year}"),
    "position": N_("Positions held at some time in {year}"),
    "membership": N_("Memberships held at some time in {year}"),
    "narrative": N_("Narratives valid at some time in {year}"),
    **dict.fromkeys(_NAMED, N_("Those named in this year’s records of the other sheets")),
}


class YearRows:
    """Chooses and reads the records of a year, kind after kind."""

    def __init__(self, counting: Counting, kinds: Sequence[Kind], language: Language) -> None:
        self._counting, self._language = counting, language
        self._session = counting.session
        self._chosen: dict[str, list[int]] = {}
        self._captions: dict[str, dict[int, str]] = {}
        self._places: dict[str, dict[int, int]] = {}
        dated = [kind for kind in kinds if kind.name not in _NAMED]
        named: dict[str, set[int]] = {name: set() for name in _NAMED}
        for kind in dated:
            self._chosen[kind.name] = self._of_year(kind)
            for target, ids in self._referred(kind, self._chosen[kind.name]):
                named.get(target, set()).update(ids)
        for name, found in named.items():
            self._chosen[name] = self._in_order(name, found)

    def table(self, kind: Kind) -> tuple[list[Column], list[list[CellValue]]]:
        """Give the columns and rows of a kind."""
        if kind.name == "agreement":
            return self._agreements(kind)
        paths = _INSTEAD.get(kind.name, (*kind.columns, *_MORE.get(kind.name, ())))
        if kind.title.person or kind.title.names:
            paths = ("", *(p for p in paths if p != kind.title.names and "_native" not in p))
        records = self._read(kind.name, self._chosen[kind.name])
        lines = self._lines(kind, paths)
        rows = [[self._cell(kind, path, record, lines) for path in paths] for record in records]
        return [self._column(kind, path) for path in paths], rows

    def place(self, kind: str, record_id: int) -> int | None:
        """Tell in which row of its kind's table a record is, from 0; None where it is in none."""
        if kind not in self._places:
            self._places[kind] = {which: n for n, which in enumerate(self._chosen[kind])}
        return self._places[kind].get(record_id)

    def _of_year(self, kind: Kind) -> list[int]:
        if kind.name == "agreement":
            counting = self._counting.found
            lists = (counting.in_force, counting.in_force_before, counting.signed, counting.ended)
            return self._in_order(kind.name, {a.id for found in lists for a in found})
        table = self._session.tables[kind.name]
        query = select(table.c.id).where(self._is_of_year(kind.name, table))
        return self._in_order(kind.name, self._session.execute(query).scalars())

    def _is_of_year(self, kind: str, table: Any) -> ColumnElement[bool]:
        period, window = self._counting.period, self._counting.window
        if kind == "award":
            return and_(table.c.year == period.year)
        if kind == "milestone":
            return _happened(table, period)
        if kind == "engagement":
            return or_(
                table.c.starts_on.between(window.first, window.last),
                and_(
                    table.c.engagement_class != EngagementClass.SHORT_VISIT,
                    _overlaps(table, *_SPANS[kind], window.first, window.last),
                ),
            )
        if kind in _SPANS:
            return _overlaps(table, *_SPANS[kind], window.first, window.last)
        return and_(_start(kind, table).between(window.first, window.last))

    def _in_order(self, kind: str, ids: Iterable[int]) -> list[int]:
        table, wanted = self._session.tables[kind], set(ids)
        keys: list[Any] = [table.c[f"sort_{self._language.code}"], table.c.id]
        if kind in ("meeting", "engagement", "honour", "mobility"):
            keys.insert(0, _start(kind, table))
        if kind == "mobility":
            keys.insert(0, table.c.direction.desc())
        found = self._session.execute(select(table.c.id).order_by(*keys)).scalars()
        return [which for which in found if which in wanted]

    def _referred(self, kind: Kind, ids: Sequence[int]) -> Iterable[tuple[str, set[int]]]:
        for owner, field in kind.references():
            table = self._session.tables[f"{kind.name}_{owner}" if owner else kind.name]
            record = table.c[f"{kind.name}_id"] if owner else table.c.id
            found: set[int] = set()
            for part in slices(ids):
                query = select(table.c[field.name]).where(record.in_(part))
                found.update(which for which in self._session.execute(query).scalars() if which)
            yield field.refers_to, found

    def _read(self, kind: str, ids: Sequence[int]) -> list[Mapping[str, Any]]:
        table = self._session.tables[kind]
        found: dict[int, Mapping[str, Any]] = {}
        for part in slices(ids):
            query = select(table).where(table.c.id.in_(part))
            found |= {line["id"]: line for line in self._session.execute(query).mappings()}
        return [found[which] for which in ids]

    def _lines(self, kind: Kind, paths: Sequence[str]) -> Mapping[str, Mapping[int, list[Any]]]:
        lines: dict[str, dict[int, list[Any]]] = {}
        for path in paths:
            owner, _, name = path.rpartition(".")
            if not owner:
                continue
            table = self._session.tables[f"{kind.name}_{owner}"]
            record = table.c[f"{kind.name}_id"]
            for part in slices(self._chosen[kind.name]):
                query = select(record.label("which"), table.c[name].label("value"))
                query = query.where(record.in_(part)).order_by(table.c.position)
                for line in self._session.execute(query):
                    lines.setdefault(path, {}).setdefault(line.which, []).append(line.value)
        return lines

    def _column(self, kind: Kind, path: str) -> Column:
        if not path:
            return Column(self._language.text(N_("Full name")), Form.TEXT)
        if "." not in path and path not in kind.fields:
            stem = kind.fields[f"{path}_en"]
            return Column(self._language.text(stem.label), Form.TEXT)
        rows, _, _ = path.rpartition(".")
        if rows:
            return Column(self._language.text(kind.rows_by_name[rows].label), Form.TEXT)
        field = kind.fields[path]
        form = Form.TEXT if field.type is FieldType.REFERENCE else form_of(field)
        return Column(label(field, self._language), form)

    def _cell(
        self,
        kind: Kind,
        path: str,
        record: Mapping[str, Any],
        lines: Mapping[str, Mapping[int, list[Any]]],
    ) -> CellValue:
        if not path:
            return str(record[f"caption_{self._language.code}"])
        if "." in path:
            field, found = kind.field_at(path), lines.get(path, {}).get(record["id"], [])
            texts = [str(self._value(field, value) or "") for value in found]
            return self._language.listed(list(dict.fromkeys(filter(None, texts))))
        if path not in kind.fields:
            return in_language(record, path, self._language.code)
        return self._value(kind.fields[path], record[path])

    def _value(self, field: Field, value: Value) -> CellValue:
        if field.type is FieldType.REFERENCE:
            return self._caption(field.refers_to, value) if isinstance(value, int) else None
        if field.type is FieldType.CODE and field.codes != "currency" and value:
            codes = value if isinstance(value, tuple) else (str(value),)
            return self._language.listed([self._code(field, code) for code in codes])
        return to_cell(field, value, self._language)

    def _code(self, field: Field, code: str) -> str:
        if field.codes == "country":
            return country_name(code, self._language.code)
        return self._language.language_name(code)

    def _caption(self, kind: str, which: int) -> str:
        if kind not in self._captions:
            table = self._session.tables[kind]
            caption = table.c[f"caption_{self._language.code}"].label("caption")
            found = self._session.execute(select(table.c.id, caption))
            self._captions[kind] = {line.id: line.caption for line in found}
        return self._captions[kind].get(which, "")

    def _agreements(self, kind: Kind) -> tuple[list[Column], list[list[CellValue]]]:
        say, counting = self._language.text, self._counting
        columns = [
            Column(label(kind.fields["reference"], self._language)),
            Column(say(kind.fields["title_en"].label), Form.TEXT),
            Column(say(N_("Partner")), Form.TEXT),
            Column(say(N_("Country")), Form.TEXT),
            *(Column(label(kind.fields[n], self._language)) for n in ("kind", "level", "renewal")),
            Column(say(N_("Signed on")), Form.DAY),
            Column(say(N_("Effective from")), Form.DAY),
            Column(say(N_("Until")), Form.DAY),
            Column(say(N_("In force at the year’s end")), Form.FLAG),
        ]
        found = {agreement.id: agreement for agreement in counting.found.agreements}
        in_force = {agreement.id for agreement in counting.found.in_force}
        rows = [
            self._agreement(kind, found[which], is_in_force=which in in_force)
            for which in self._chosen["agreement"]
        ]
        return columns, rows

    def _agreement(self, kind: Kind, agreement: Agreement, *, is_in_force: bool) -> list[CellValue]:
        language, organisations = self._language, self._counting.found.organisations
        theirs = agreement.theirs()
        countries = dict.fromkeys(organisations.country_of(which) for which in theirs)
        latest = max(agreement.terms, key=lambda term: term.effective_from, default=None)
        return [
            agreement.reference,
            agreement.titles.get(language.code, ""),
            language.listed([n.in_language(language.code) for n in organisations.named(theirs)]),
            language.listed([country_name(code, language.code) for code in countries if code]),
            to_cell(kind.fields["kind"], agreement.kind, language),
            to_cell(kind.fields["level"], agreement.level, language),
            to_cell(kind.fields["renewal"], agreement.renewal, language),
            agreement.signed_on(),
            min((term.effective_from for term in agreement.terms), default=None),
            (latest.ended_on or latest.effective_until) if latest else None,
            language.text(N_("yes") if is_in_force else N_("no")),
        ]


def _start(kind: str, table: Any) -> Any:
    """Give the day that decides to which year a record belongs (rule 6)."""
    if kind == "mobility":
        return func.coalesce(table.c.actual_start, table.c.planned_start)
    return table.c.conferred_on if kind == "honour" else table.c.starts_on


def _happened(table: Any, period: Period) -> ColumnElement[bool]:
    """Tell whether a day, or a month or year of which the day is not known, is of a year."""
    if period.from_month == 1:
        return and_(table.c.happened_on.startswith(str(period.year)))
    first, last = period.first.isoformat()[:7], period.last.isoformat()
    return and_(table.c.happened_on.between(first, last), func.length(table.c.happened_on) > 4)


def _overlaps(table: Any, first: str, last: str, start: date, end: date) -> ColumnElement[bool]:
    """Tell whether a span, open where a day is missing, has a day between two days."""
    begins, ends = table.c[first], table.c[last]
    return and_(
        or_(begins.is_(None), begins <= end),
        or_(ends.is_(None), ends >= start),
    )
