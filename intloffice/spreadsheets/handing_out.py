"""Workbooks to be handed out: filled in elsewhere, and taken in as ours are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import or_, select

from intloffice.database.session import Session
from intloffice.errors import OfficeError
from intloffice.i18n import N_, Language
from intloffice.names.countries import country_name
from intloffice.operations.withholding import confidential
from intloffice.schema.field import COMMON, Field, FieldType
from intloffice.schema.kind import Kind, kind_named
from intloffice.spreadsheets.cells import HOW, LISTS, Place, places, sheet_titles, to_cell
from intloffice.spreadsheets.rowxml import column_letters
from intloffice.spreadsheets.sheet import CellValue, Check, Column, Form, Sheet, text_width
from intloffice.spreadsheets.workbook import write

#: So many rows are made ready to be filled in.
ROWS = 500
#: What a drop-down is made for although it need not be chosen from it.
_NAMED = ("organisation", "programme")
#: The field that says of which of our schools a record is.
_SCHOOL = "school_id"
_COUNTRIES = "CN JP KR US CA GB DE FR IT ES RU NL SE CH AU NZ SG TH MY VN ID IN PK KZ HK MO TW"
_CURRENCIES = ("CNY", "JPY", "USD", "EUR", "GBP", "KRW", "HKD")
_FIRST_DAY, _LAST_DAY = "DATE(1950,1,1)", "DATE(2099,12,31)"
_LIST_WIDTH, _TOLD_WIDTH = 40, 60
_WIDTH, _NAMED_WIDTH, _ID_WIDTH, _ROOM = 16, 34, 40, 3


@dataclass
class _Lists:
    """The columns of a hidden sheet from which the drop-downs are filled."""

    title: str
    columns: list[tuple[str, list[str]]] = field(default_factory=list)

    def place(self, name: str, words: Sequence[str]) -> str:
        """Keep words once, and tell where they stand."""
        known = [heading for heading, _ in self.columns]
        if name not in known:
            self.columns.append((name, list(words)))
            known.append(name)
        at = known.index(name)
        letter, last = column_letters(at), max(len(self.columns[at][1]), 1) + 1
        quoted = self.title.replace("'", "''")
        return f"'{quoted}'!${letter}$2:${letter}${last}"

    def sheet(self) -> Sheet:
        """Give the sheet."""
        rows = max((len(words) for _, words in self.columns), default=0)
        lines: list[list[CellValue]] = [
            [words[n] if n < len(words) else None for _, words in self.columns] for n in range(rows)
        ]
        columns = [Column(name, Form.LINE, _LIST_WIDTH) for name, _ in self.columns]
        return Sheet(self.title, columns, lines, filtered=False, hidden=True)


def kinds_to_hand_out(kinds: Sequence[Kind]) -> list[Kind]:
    """List the kinds of which a record is one row, so that others can fill them in."""
    return [kind for kind in kinds if not kind.rows]


def has_school(kind: Kind) -> bool:
    """Tell whether records of a kind belong to a school of ours, which may correct them."""
    return _SCHOOL in kind.fields


def hand_out(
    session: Session,
    kinds: Sequence[Kind],
    name: str,
    path: Path,
    language: Language,
    school: int = 0,
) -> int:
    """Write a workbook in which others enter records of a kind, and the people they name.

    Protected fields have no column; of the records only organisations and programmes are told,
    without confidential ones. Where a school is given, what is kept of it and its departments
    stands in the rows already, without confidential records and the office's notes; what the
    school changes there comes back as corrections. Return how many records that is. Raise
    OfficeError where there is no such kind, nothing is kept of that school, or the file cannot be
    written.
    """
    offered = {kind.name: kind for kind in kinds_to_hand_out(kinds)}
    if name not in offered:
        raise OfficeError(
            N_("“{name}” cannot be handed out; these can: {names}."),
            name=name,
            names=", ".join(offered),
        )
    kind = offered[name]
    made = _HandOut(session, kinds, language)
    wanted = [kind]
    if name != "person" and any(f.refers_to == "person" for f in kind.own_fields):
        wanted.append(kind_named(kinds, "person"))
    kept = made.kept(kind, school) if school else []
    if school and not kept:
        raise OfficeError(
            N_("Nothing that may be told is kept of {name}, so nothing was written."),
            name=made.school,
        )
    sheets = [made.sheet(each, kept if each is kind else []) for each in wanted]
    explained = made.explained(wanted)
    title = language.text(kind.plural)
    write(path, [*sheets, explained, made.lists.sheet()], title=title)
    return len(kept)


class _HandOut:
    """Makes the sheets of a workbook that is handed out."""

    def __init__(self, session: Session, kinds: Sequence[Kind], language: Language) -> None:
        self._session, self._language = session, language
        self._titles = sheet_titles(kinds, language)
        self._hidden = confidential(session, _NAMED)
        self.lists = _Lists(language.text(LISTS))
        #: What the school is called of which records are told.
        self.school = ""
        self._called: dict[str, dict[int, str]] = {}

    def kept(self, kind: Kind, school: int) -> list[dict[str, Any]]:
        """Read what is kept of a school and its departments, and may be told."""
        if not has_school(kind):
            raise OfficeError(
                N_("“{name}” belongs to no school, so nothing can be filled in before."),
                name=kind.name,
            )
        code, bodies = self._language.code, self._session.tables["organisation"]
        self.school = str((self._session.row("organisation", school) or {})[f"caption_{code}"])
        parts = select(bodies.c.id).where(bodies.c.parent_id == school)
        table = self._session.tables[kind.name]
        theirs = table.c[_SCHOOL]
        query = select(table).where(or_(theirs == school, theirs.in_(parts)))
        hidden = confidential(self._session, [kind.name])
        lines = self._session.execute(query.order_by(table.c[f"sort_{code}"], table.c.id))
        return [dict(one) for one in lines.mappings() if (kind.name, one["id"]) not in hidden]

    def sheet(self, kind: Kind, kept: Sequence[Mapping[str, Any]]) -> Sheet:
        """Make the sheet in which records of a kind are entered, below those that are kept."""
        say = self._language.text
        there = self._columns(kind)
        checks = {
            number: check for number, place in enumerate(there) if (check := self._check(place))
        }
        needed = [place.heading for place in there if place.field and place.field.required]
        note = say(N_("Needed in every row: {names}."), names=self._language.listed(needed))
        notes = [say(kind.plural), note if needed else say(N_("No column is needed."))]
        if kept:
            said = N_("On record of {name}. Correct it, and add below it what is missing.")
            notes = [say(kind.plural), say(said, name=self.school), notes[1]]
        return Sheet(
            self._titles[kind.name, ""],
            [_widened(place, told=bool(kept)) for place in there],
            [[self._cell(place, line) for place in there] for line in kept],
            notes,
            filtered=False,
            wrapped=True,
            paper=True,
            frozen_columns=1,
            checks=checks,
            room=ROWS,
        )

    def explained(self, kinds: Sequence[Kind]) -> Sheet:
        """Tell how the workbook is filled in, column by column."""
        say = self._language.text
        rows: list[list[CellValue]] = []
        strong: list[int] = []
        for kind in kinds:
            strong.append(len(rows))
            rows.append([self._titles[kind.name, ""], None, None])
            for place in self._columns(kind):
                if place.field is not None:
                    needed = say(N_("yes")) if place.field.required else ""
                    rows.append([place.heading, needed, self._told(place.field)])
        columns = (
            Column(say(N_("Column")), Form.TEXT, 34),
            Column(say(N_("Needed")), Form.LINE, 12),
            Column(say(N_("What is written there")), Form.TEXT, _TOLD_WIDTH),
        )
        notes = (
            say(HOW),
            say(
                N_("One record a row; leave the column of ids, and the headings, as they are.")
                if self.school
                else N_(
                    "One record a row; leave the column of ids empty, and the headings as they are."
                )
            ),
            say(
                N_(
                    "A person who is not on record yet is entered on the sheet of people, and "
                    "named here by the same name."
                )
            ),
        )
        return Sheet(
            say(HOW), columns, rows, notes, strong_rows=strong, filtered=False, wrapped=True
        )

    def _columns(self, kind: Kind) -> list[Place]:
        there = _columns(kind, self._language)
        if not (self.school and has_school(kind)):
            return there
        # What the office noted for itself is not sent, and stays as it is.
        return [place for place in there if place.name != "notes"]

    def _cell(self, place: Place, line: Mapping[str, Any]) -> CellValue:
        if place.field is None:
            return str(line["uuid"])
        value = line[place.name]
        if place.part == "caption":
            return None if value is None else self._caption(place.field.refers_to, value)
        return to_cell(place.field, value, self._language)

    def _caption(self, kind: str, which: int) -> str:
        if kind not in self._called:
            table, code = self._session.tables[kind], self._language.code
            query = select(table.c.id, table.c[f"caption_{code}"].label("caption"))
            self._called[kind] = {each.id: each.caption for each in self._session.execute(query)}
        return self._called[kind][which]

    def _check(self, place: Place) -> Check | None:
        field_ = place.field
        if field_ is None:
            return None
        say = self._language.text
        if field_.type is FieldType.DAY:
            return Check("date", (_FIRST_DAY, _LAST_DAY), say(N_("A day, as 2018-01-31.")))
        if field_.type is FieldType.WHOLE:
            return Check("whole", ("0", "999999"), say(N_("A whole number.")))
        if field_.type is FieldType.AMOUNT:
            return Check("decimal", ("0", "999999999"), say(N_("An amount, as 12500.00.")))
        words = self._words(field_)
        if not words or place.part == "id":
            return None
        strict = field_.type is FieldType.CHOICE and not field_.many
        where = self.lists.place(field_.refers_to or field_.name, words)
        return Check("list", (where,), self._told(field_), strict=strict)

    def _words(self, field_: Field) -> list[str]:
        if field_.type is FieldType.CHOICE and field_.choices:
            return [self._language.text(member.label) for member in field_.choices]
        if field_.refers_to in _NAMED:
            return list(self._captions(field_.refers_to))
        if field_.codes == "country":
            return [country_name(code, self._language.code) for code in _COUNTRIES.split()]
        return list(_CURRENCIES) if field_.codes == "currency" else []

    def _captions(self, kind: str) -> Iterator[str]:
        """Name the records of a kind; of several called alike none, for it would be doubtful."""
        table = self._session.tables[kind]
        caption = table.c[f"caption_{self._language.code}"].label("caption")
        query = select(table.c.id, caption).order_by(table.c[f"sort_{self._language.code}"])
        found: dict[str, int] = {}
        for line in self._session.execute(query):
            if (kind, line.id) not in self._hidden and line.caption:
                found[line.caption] = found.get(line.caption, 0) + 1
        return (name for name, number in found.items() if number == 1)

    def _told(self, field_: Field) -> str:
        say = self._language.text
        if field_.type is FieldType.CHOICE:
            told = N_("One of the list; several, with “;” between them.") if field_.many else (
                N_("One of the list.")
            )  # fmt: skip
            return say(told)
        if field_.refers_to == "person":
            return say(N_("The person’s name, as on the sheet of people or on record."))
        if field_.refers_to:
            return say(N_("One of the list, or the name of another that is on record."))
        forms: Mapping[FieldType, str] = {
            FieldType.DAY: N_("A day, as 2018-01-31."),
            FieldType.PARTIAL_DAY: N_("A year, a month or a day, as 1998 or 1998-03."),
            FieldType.WHOLE: N_("A whole number."),
            FieldType.AMOUNT: N_("An amount, as 12500.00."),
            FieldType.WORDS: N_("Words, with “;” between them."),
        }
        if field_.codes == "language":
            return say(N_("The code of a language; several, with “;” between them."))
        if field_.codes:
            return say(N_("One of the list, or a code; several, with “;” between them."))
        return (
            say(forms.get(field_.type, N_("Text."))) if field_.type in forms else say(field_.help)
        )


def _columns(kind: Kind, language: Language) -> list[Place]:
    """List the columns: what may be told of a record, its id last, which stays empty."""
    own = [f for f in kind.own_fields if not f.protected and f.name != "photo"]
    if kind.name == "person":
        own = [f for f in own if f.name in _OF_PEOPLE]
    notes = [f for f in COMMON if f.name == "notes"]
    there = places(kind, None, [*own, *notes], language)
    ids = [place for place in there if place.field is None and place.part == "id"]
    told = [p for p in there if p.field is not None and p.part != "id"]
    return [*told, *ids]


#: What is asked of people who are not on record.
_OF_PEOPLE = (
    "family_native",
    "given_native",
    "native_language",
    "family_kana",
    "given_kana",
    "latin_family",
    "latin_given",
    "gender",
    "nationalities",
)


def _widened(place: Place, *, told: bool) -> Column:
    """Give a column room for what is to be written in it; ids that are told stand in one line."""
    is_named = place.field is not None and place.field.refers_to
    width = _NAMED_WIDTH if is_named else _WIDTH
    if place.part == "id":
        width = _ID_WIDTH if told else 10
    wide = max(width, text_width(place.heading) + _ROOM)
    return replace(place.column(), width=wide, unprinted=place.field is None)
