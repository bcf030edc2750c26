"""What a partner has corrected: read back, compared with what was sent and with what we keep.

A cell that differs from what was sent is theirs; where ours has moved on since, that is told. What
cannot be taken for sure – rows that were added or are gone, values that are none – is listed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from intloffice.database.session import Session, WritingSession
from intloffice.errors import ChangedMeanwhileError, OfficeError
from intloffice.i18n import N_, Language
from intloffice.operations import edit
from intloffice.schema.field import Field, FieldType, Value
from intloffice.schema.kind import Kind
from intloffice.schema.showing import label, shown
from intloffice.spreadsheets.cells import from_cell
from intloffice.spreadsheets.partner.columns import BETWEEN, KINDS, PARTS, TERM, Part
from intloffice.spreadsheets.partner.sheets import (
    SENT,
    Told,
    as_text,
    heading_of,
    sheet_title,
    told,
)
from intloffice.spreadsheets.sheet import ReadSheet, Unknown
from intloffice.spreadsheets.workbook import address

#: The path under which a remark is told; it is taken into the notes.
REMARK_PATH = "notes"
#: Why nothing is taken over of what was ticked.
MEANWHILE = N_(
    "“{name}” was changed or removed here after the workbook was read. Nothing was taken over; "
    "look at what differs now."
)


@dataclass(frozen=True)
class Difference:
    """A field that is otherwise with them: what we keep, and what they say, as it is shown.

    ``moved`` tells that ours is not what was sent to them any more.
    """

    kind: str
    record_id: int
    version: int
    caption: str
    path: str
    label: str
    ours: str
    theirs: str
    value: Value
    moved: bool = False


@dataclass(frozen=True)
class Doubt:
    """What is not taken over: where it stands, what it says, and why."""

    sheet: str
    cell: str
    said: str
    template: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What a partner's workbook says: what differs, and what is in doubt."""

    organisation: str
    differences: tuple[Difference, ...]
    doubts: tuple[Doubt, ...]


@dataclass
class _Sent:
    """What was sent: to whom, in which languages, on which sheets, and the values themselves."""

    organisation: str
    languages: tuple[Language, ...]
    sheets: dict[str, tuple[str, list[str]]]
    values: dict[tuple[str, str], dict[str, str]]


def is_one(sheets: Sequence[ReadSheet]) -> bool:
    """Tell whether a file is a partner's workbook."""
    return any(
        sheet.title == SENT and any(cells.get(0) == "partner" for _, cells in sheet.rows)
        for sheet in sheets
    )


def read_back(
    session: Session, sheets: Sequence[ReadSheet], languages: Sequence[Language], spoken: Language
) -> Answer:
    """Compare a partner's workbook with what was sent and with what is on record."""
    sent = _sent(sheets, languages)
    reading = _Reading(session, sent, languages, spoken)
    for kind in KINDS:
        title = sent.sheets.get(kind.name, (sheet_title(kind, sent.languages), []))[0]
        sheet = next((each for each in sheets if each.title == title), None)
        if sheet is None:
            template = N_("The sheet is missing, so nothing of it was compared.")
            reading.doubts.append(Doubt(title, "", "", template))
        else:
            reading.take(kind, sheet)
    table = session.tables["organisation"]
    caption = table.c[f"caption_{spoken.code}"]
    name = session.execute(select(caption).where(table.c.uuid == sent.organisation)).scalar()
    return Answer(str(name or ""), tuple(reading.differences), tuple(reading.doubts))


def take(session: WritingSession, chosen: Sequence[Difference], name: str, day: date) -> int:
    """Take over what was chosen; return how many records were changed.

    Raise ChangedMeanwhileError where a record has moved on since, and OfficeError where it cannot
    be kept so; then nothing is changed.
    """
    by_record: dict[tuple[str, int], list[Difference]] = {}
    for each in chosen:
        by_record.setdefault((each.kind, each.record_id), []).append(each)
    for mine in by_record.values():
        try:
            _take_record(session, mine, name, day)
        except ChangedMeanwhileError as error:
            raise ChangedMeanwhileError(MEANWHILE, name=mine[0].caption) from error
    return len(by_record)


def _take_record(session: WritingSession, mine: Sequence[Difference], name: str, day: date) -> None:
    kind, record_id = session.tables.kinds[mine[0].kind], mine[0].record_id
    record = edit.load(session, kind, record_id)
    values: dict[str, Any] = {}
    for each in mine:
        if each.path == REMARK_PATH:
            note = f"{name}, {day.isoformat()}: {each.theirs}"
            values["notes"] = "\n".join(filter(None, (record.values["notes"], note)))
        elif not each.path.startswith(f"{TERM}."):
            values[each.path] = each.value
    edit.change(session, kind, record_id, mine[0].version, values, _terms(record, mine))


def _terms(record: edit.Snapshot, mine: Sequence[Difference]) -> dict[str, list[edit.Line]]:
    news = {d.path.partition(".")[2]: d.value for d in mine if d.path.startswith(f"{TERM}.")}
    lines = list(record.rows.get(TERM, ()))
    if not news:
        return {}
    if not lines:
        raise ChangedMeanwhileError(MEANWHILE, name=record.uuid)
    latest = max(range(len(lines)), key=lambda n: str(lines[n].values["effective_from"]))
    lines[latest] = replace(lines[latest], values={**lines[latest].values, **news})
    return {TERM: lines}


class _Reading:
    """Reads the sheets of a workbook that came back."""

    def __init__(
        self,
        session: Session,
        sent: _Sent,
        languages: Sequence[Language],
        spoken: Language,
    ) -> None:
        self._session, self._sent = session, sent
        self._languages, self._spoken = languages, spoken
        self.differences: list[Difference] = []
        self.doubts: list[Doubt] = []

    def take(self, kind: Kind, sheet: ReadSheet) -> None:
        """Read the sheet of a kind."""
        paths = self._sent.sheets[kind.name][1]
        parts = [part for part in PARTS[kind.name] if part.path in paths]
        heads = {heading_of(kind, part, self._sent.languages): part for part in parts}
        top = next((n for n, cells in sheet.rows if set(cells.values()) & heads.keys()), 0)
        cells = dict(sheet.rows).get(top, {})
        there = {at: heads[str(text)] for at, text in cells.items() if str(text) in heads}
        ids = max(cells, default=0)
        ours = self._ours(kind)
        seen: set[str] = set()
        for number, row in sheet.rows:
            if number <= top:
                continue
            uuid = str(row.get(ids, "")).strip()
            record = ours.get(uuid)
            if record is None:
                self._doubt_row(kind, sheet.title, number, row, uuid)
                continue
            if uuid in seen:
                template = N_("The same record stands in another row above; this one is left.")
                self._doubt(sheet.title, f"A{number}", row, template)
                continue
            seen.add(uuid)
            self._take_row(kind, sheet.title, number, (row, there, ids), record)
        for uuid, record in ours.items():
            if uuid not in seen:
                template = N_("They have taken this record out of the sheet. It is kept.")
                self.doubts.append(Doubt(sheet.title, "", record.caption, template))

    def _ours(self, kind: Kind) -> dict[str, Told]:
        uuids = [uuid for name, uuid in self._sent.values if name == kind.name]
        table = self._session.tables[kind.name]
        found = self._session.execute(select(table.c.uuid, table.c.id))
        known = {line.uuid: line.id for line in found}
        ids = [known[uuid] for uuid in uuids if uuid in known]
        return {each.uuid: each for each in told(self._session, kind, ids, self._spoken.code)}

    def _take_row(
        self,
        kind: Kind,
        title: str,
        number: int,
        read: tuple[Mapping[int, Any], Mapping[int, Part], int],
        record: Told,
    ) -> None:
        row, there, ids = read
        sent = self._sent.values[kind.name, record.uuid]
        for at, part in there.items():
            theirs = row.get(at)
            if _as_sent(theirs) == sent.get(part.path, ""):
                continue
            if not part.open:
                template = N_("This column is not to be corrected; ours is kept.")
                self.doubts.append(Doubt(title, address(number, at), _as_sent(theirs), template))
                continue
            try:
                self._compare(kind, part, theirs, record, sent.get(part.path, ""))
            except OfficeError as error:
                where = address(number, at)
                self.doubts.append(
                    Doubt(title, where, _as_sent(theirs), error.template, error.facts)
                )
        remark = str(row.get(ids - 1, "") or "").strip()
        is_new = remark not in self._remarks(kind, record.id)
        if remark and ids - 1 not in there and is_new:
            label = self._spoken.text(N_("Remark"))
            self.differences.append(
                Difference(kind.name, record.id, record.version, record.caption, REMARK_PATH,
                           label, "", remark, remark)
            )  # fmt: skip

    def _remarks(self, kind: Kind, record_id: int) -> set[str]:
        """Tell what is noted of a record already, as the partner wrote it."""
        notes = (self._session.row(kind.name, record_id) or {}).get("notes") or ""
        return {line.partition(": ")[2].strip() for line in str(notes).split("\n")}

    def _compare(self, kind: Kind, part: Part, theirs: Any, record: Told, sent: str) -> None:
        field_ = part.field(kind)
        value = self._value(field_, theirs)
        ours = record.values.get(part.path, field_.empty)
        if value == ours or (not value and not ours):
            return
        if part.path.startswith(TERM) and f"{TERM}.id" not in record.values:
            raise OfficeError(N_("The agreement has no term on record; enter it there."))
        if field_.required and not value:
            raise OfficeError(N_("This cannot be empty; ours is kept."))
        now = as_text(self._as_written(field_, ours))
        self.differences.append(
            Difference(
                kind.name,
                record.id,
                record.version,
                record.caption,
                part.path,
                self._label(field_),
                shown(field_, ours, self._spoken) or "–",
                shown(field_, value, self._spoken) or "–",
                value,
                moved=now != sent,
            )
        )

    def _as_written(self, field_: Field, value: Any) -> Any:
        if field_.type is FieldType.CHOICE and field_.choices and value:
            called = field_.choices.label_of(str(value))
            said = dict.fromkeys(language.text(called) for language in self._sent.languages)
            return BETWEEN.join(said)
        return value or None

    def _label(self, field_: Field) -> str:
        return label(field_, self._spoken)

    def _value(self, field_: Field, cell: Any) -> Value:
        """Read a value; a choice may be said in one of the languages or in both."""
        if field_.type is FieldType.CHOICE and isinstance(cell, str):
            cell = cell.split(BETWEEN.strip())[0].strip()
        return from_cell(field_, cell, self._languages)

    def _doubt_row(
        self, kind: Kind, title: str, number: int, row: Mapping[int, Any], uuid: str
    ) -> None:
        template = N_("No record that was sent to them has this id.")
        if not uuid:
            template = N_("They have added this row. Look whether it is on record, and enter it.")
        elif (kind.name, uuid) in self._sent.values:
            template = N_(
                "This record was removed here since it was sent to them. To take over what they "
                "say, restore it from the Trash and read the workbook again."
            )
        self._doubt(title, f"A{number}", row, template)

    def _doubt(self, title: str, cell: str, row: Mapping[int, Any], template: str) -> None:
        said = " · ".join(_as_sent(value) for _, value in sorted(row.items()))
        self.doubts.append(Doubt(title, cell, said, template))


def _sent(sheets: Sequence[ReadSheet], languages: Sequence[Language]) -> _Sent:
    about = next(sheet for sheet in sheets if sheet.title == SENT)
    spoken = {language.code: language for language in languages}
    found = _Sent("", (), {}, {})
    for first, *rest in _lines(about):
        if first == "partner":
            found.organisation = rest[0]
            codes = [code for code in rest[1].split() if code in spoken]
            found.languages = tuple(spoken[code] for code in codes)
        elif first == "sheet":
            found.sheets[rest[0]] = (rest[1], rest[2].split())
        elif first in PARTS:
            found.values.setdefault((first, rest[0]), {})[rest[1]] = rest[2]
    if not found.languages or not found.sheets.keys() >= PARTS.keys():
        raise OfficeError(
            N_("The workbook does not tell any more what was sent, so it cannot be compared.")
        )
    return found


def _lines(sheet: ReadSheet) -> Iterator[list[str]]:
    for _, cells in sheet.rows:
        yield [_as_sent(cells.get(at)) for at in range(4)]


def _as_sent(value: Any) -> str:
    if isinstance(value, Unknown):
        return value.shown
    return as_text(value).strip()
