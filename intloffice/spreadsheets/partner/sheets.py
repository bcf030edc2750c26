"""The workbook for a partner: what we keep of the cooperation, in two languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from intloffice.database.derived import slices
from intloffice.database.session import Session
from intloffice.errors import OfficeError
from intloffice.i18n import N_, Language
from intloffice.operations.counting import agreements
from intloffice.operations.counting.organisations import Organisations
from intloffice.operations.withholding import confidential
from intloffice.schema.field import Field, FieldType
from intloffice.schema.kind import Kind
from intloffice.spreadsheets.cells import ID, LISTS, form_of
from intloffice.spreadsheets.partner.columns import KINDS, TERM, Part, both, parts_of, word
from intloffice.spreadsheets.rowxml import column_letters
from intloffice.spreadsheets.sheet import CellValue, Check, Column, Form, Sheet
from intloffice.spreadsheets.workbook import write

#: The sheet that tells, to whoever reads the workbook again, what was sent.
SENT = "intloffice"
#: The column after those of the fields.
REMARK = N_("Remark")
_ROOM = 100
_TITLE_LENGTH = 31
_NOT_IN_TITLES = str.maketrans("/[]:*?\\", "·······")
#: What is written in a country, where it is one of our languages.
_SPOKEN = {"JP": "ja", "CN": "zh", "HK": "zh", "MO": "zh", "TW": "zh"}
_MARK = "partner"


@dataclass(frozen=True)
class Told:
    """A record as it is told: what it is called, its version, its values by path."""

    id: int
    uuid: str
    version: int
    caption: str
    values: Mapping[str, Any]


def write_partner(
    session: Session, organisation_id: int, path: Path, languages: tuple[Language, ...], day: date
) -> dict[str, int]:
    """Write our agreements and students with a partner; return how many of each are told.

    Confidential records and protected fields are left out. Raise OfficeError where the partner
    itself is confidential, or the file cannot be written.
    """
    if ("organisation", organisation_id) in confidential(session, ["organisation"]):
        raise OfficeError(N_("The partner is marked as confidential, so nothing was written."))
    row = session.row("organisation", organisation_id) or {}
    made = _Workbook(session, languages, day)
    told = {kind.name: records(session, kind, organisation_id, languages[0].code) for kind in KINDS}
    sheets = [made.sheet(kind, told[kind.name]) for kind in KINDS]
    about = made.about(str(row["uuid"]), told)
    name = str(row[f"caption_{languages[0].code}"])
    title = f"{name} · {both(N_('Our cooperation'), languages)}"
    write(path, [*sheets, made.explained(title), made.lists(), about], title=title)
    return {kind: len(found) for kind, found in told.items()}


def languages_for(
    session: Session, organisation_id: int, chosen: str, ours: str
) -> tuple[str, ...]:
    """Choose the languages of a sheet: the partner's, and English, or ours where theirs is that."""
    row = session.row("organisation", organisation_id) or {}
    theirs = chosen or _SPOKEN.get(str(row.get("country", "")), "en")
    return tuple(dict.fromkeys((theirs, "en" if theirs != "en" else ours)))


def records(session: Session, kind: Kind, organisation_id: int, code: str) -> list[Told]:
    """Read what may be told of the records that have to do with a partner and its units."""
    organisations = Organisations(session, date.max)
    theirs = {
        which for which in organisations.all if organisations.counted_as(which).id
        == organisations.counted_as(organisation_id).id
    }  # fmt: skip
    table = session.tables[kind.name]
    if kind.name == "agreement":
        found = [a.id for a in agreements.concerning(session, theirs) if theirs & set(a.theirs())]
    else:
        query = select(table.c.id).where(table.c.organisation_id.in_(theirs))
        found = list(session.execute(query).scalars())
    hidden = confidential(session, [kind.name])
    return told(session, kind, [each for each in found if (kind.name, each) not in hidden], code)


def told(session: Session, kind: Kind, ids: Sequence[int], code: str) -> list[Told]:
    """Read records by their ids, in the order of what they are called, as they may be told."""
    table = session.tables[kind.name]
    terms = _latest_terms(session, ids) if kind.name == "agreement" else {}
    lines = []
    for part in slices(ids):
        lines += list(session.execute(select(table).where(table.c.id.in_(part))).mappings())
    lines.sort(key=lambda line: (str(line[f"sort_{code}"]), line["id"]))
    found = []
    for line in lines:
        values = dict(line)
        values |= {f"{TERM}.{name}": v for name, v in terms.get(line["id"], {}).items()}
        caption = str(line[f"caption_{code}"])
        found.append(Told(line["id"], line["uuid"], line["version"], caption, values))
    return found


def _latest_terms(session: Session, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    table = session.tables["agreement_term"]
    found: dict[int, dict[str, Any]] = {}
    for part in slices(ids):
        query = select(table).where(table.c.agreement_id.in_(part))
        for line in session.execute(query.order_by(table.c.effective_from)).mappings():
            found[line["agreement_id"]] = dict(line)
    return found


class _Workbook:
    """Makes the sheets, in two languages."""

    def __init__(self, session: Session, languages: tuple[Language, ...], day: date) -> None:
        self._session, self._languages, self._day = session, languages, day
        self._lists: list[tuple[str, list[str]]] = []
        self._captions: dict[str, dict[int, str]] = {}

    def sheet(self, kind: Kind, found: Sequence[Told]) -> Sheet:
        """Make the sheet of a kind."""
        parts = parts_of(kind, self._languages)
        columns = [self._column(kind, part) for part in parts]
        remark = Column(both(REMARK, self._languages), Form.TEXT, 34, open=True)
        ids = Column(self._languages[0].text(ID), Form.LINE, 40, unprinted=True)
        checks = {n: check for n, part in enumerate(parts) if (check := self._check(kind, part))}
        rows = [
            [*(self._cell(part.field(kind), record.values.get(part.path)) for part in parts),
             None, record.uuid]
            for record in found
        ]  # fmt: skip
        said = N_("Correct what is tinted, and write in the last column what else is to be said.")
        notes = (both(kind.plural, self._languages), *(lang.text(said) for lang in self._languages))
        return Sheet(
            sheet_title(kind, self._languages),
            [*columns, remark, ids],
            rows,
            notes,
            wrapped=True,
            paper=True,
            checks=checks,
            room=_ROOM,
            locked=True,
        )

    def explained(self, title: str) -> Sheet:
        """Tell both sides what the workbook is for."""
        lines = (
            N_("These are the agreements and students that our office has on record with you."),
            N_("Outbound students are ours and came to you; inbound ones are yours."),
            N_("Please look through both sheets and correct the tinted cells where need be."),
            N_("A row that is missing is added below the others; its id is left empty."),
            N_("Please do not delete rows: write in the last column that one is to go."),
            N_("Then send the workbook back. Nothing is taken over before our office has seen it."),
        )  # fmt: skip
        rows = [[language.text(line)] for language in self._languages for line in lines]
        notes = (title, self._languages[0].day(self._day))
        title = _as_title(both(N_("Please read"), self._languages))
        return Sheet(title, (Column(both(N_("How it is used"), self._languages), Form.TEXT, 96),),
                     rows, notes, filtered=False, wrapped=True)  # fmt: skip

    def lists(self) -> Sheet:
        """Give the hidden sheet of the drop-downs."""
        most = max((len(words) for _, words in self._lists), default=0)
        rows = [[ws[n] if n < len(ws) else None for _, ws in self._lists] for n in range(most)]
        columns = [Column(name) for name, _ in self._lists]
        return Sheet(LISTS, columns, rows, filtered=False, hidden=True)

    def about(self, organisation: str, told_of: Mapping[str, Sequence[Told]]) -> Sheet:
        """Tell whoever reads the workbook again what was sent, value by value."""
        codes = " ".join(language.code for language in self._languages)
        rows: list[list[CellValue]] = [[_MARK, organisation, codes, self._day.isoformat()]]
        for kind in KINDS:
            parts = parts_of(kind, self._languages)
            paths = " ".join(part.path for part in parts)
            rows.append(["sheet", kind.name, sheet_title(kind, self._languages), paths])
            for record in told_of[kind.name]:
                for part in parts:
                    value = self._cell(part.field(kind), record.values.get(part.path))
                    rows.append([kind.name, record.uuid, part.path, as_text(value)])
        return Sheet(SENT, [Column(name) for name in "ABCD"], rows, filtered=False, hidden=True)

    def _column(self, kind: Kind, part: Part) -> Column:
        field = part.field(kind)
        heading = heading_of(kind, part, self._languages)
        form = Form.TEXT if field.type is FieldType.REFERENCE else form_of(field)
        return Column(heading, form, open=part.open)

    def _cell(self, field: Field, value: Any) -> CellValue:
        if value in (None, "", ()):
            return None
        if field.type is FieldType.REFERENCE:
            return self._caption(field.refers_to, int(value))
        return word(field, value, self._languages) if isinstance(value, str) else value

    def _caption(self, kind: str, which: int) -> str:
        if kind not in self._captions:
            table, code = self._session.tables[kind], self._languages[0].code
            caption = table.c[f"caption_{code}"].label("caption")
            found = self._session.execute(select(table.c.id, caption))
            self._captions[kind] = {line.id: line.caption for line in found}
        return self._captions[kind].get(which, "")

    def _check(self, kind: Kind, part: Part) -> Check | None:
        field = part.field(kind)
        if not part.open:
            return None
        if field.type is FieldType.DAY:
            said = both(N_("A day, as 2018-01-31."), self._languages)
            return Check("date", ("DATE(1950,1,1)", "DATE(2099,12,31)"), said)
        if field.type is not FieldType.CHOICE or field.choices is None:
            return None
        words = [word(field, str(member), self._languages) for member in field.choices]
        self._lists.append((f"{kind.name}.{part.path}", words))
        letter = column_letters(len(self._lists) - 1)
        where = f"'{LISTS}'!${letter}$2:${letter}${len(words) + 1}"
        return Check("list", (where,), both(N_("One of the list."), self._languages))


def sheet_title(kind: Kind, languages: tuple[Language, ...]) -> str:
    """Name the sheet of a kind in both languages."""
    return _as_title(both(kind.plural, languages))


def _as_title(text: str) -> str:
    """Write a text as a sheet can be called."""
    return text.translate(_NOT_IN_TITLES)[:_TITLE_LENGTH]


def heading_of(kind: Kind, part: Part, languages: tuple[Language, ...]) -> str:
    """Head a column in both languages."""
    field = part.field(kind)
    heading = both(field.label, languages)
    return f"{heading} ({field.language})" if field.language else heading


def as_text(value: CellValue) -> str:
    """Write a value as it is compared with what comes back."""
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)
