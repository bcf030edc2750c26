"""What rows about people are read with: days, terms, people and organisations, told once."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from intloffice.i18n import N_
from intloffice.names.written import Organisation, organisation_key, organisations
from intloffice.names.written_person import Person, in_columns, people
from intloffice.spreadsheets.entry import Entry, Pointer, RowEntry
from intloffice.spreadsheets.registers.bodies import Bodies, language_of, lasting_id
from intloffice.spreadsheets.registers.mapping import Reading
from intloffice.spreadsheets.registers.matching import Organisations
from intloffice.spreadsheets.registers.meanings import GENDERS, meant
from intloffice.spreadsheets.registers.nations import countries
from intloffice.spreadsheets.registers.persons import Facts, People
from intloffice.spreadsheets.registers.programmes import Programmes
from intloffice.spreadsheets.registers.refusing import refused
from intloffice.spreadsheets.registers.seasons import of_year
from intloffice.spreadsheets.registers.tables import Table
from intloffice.spreadsheets.registers.values import (
    Span,
    Term,
    days,
    ends_after,
    plain,
    says_nothing,
    term,
)

#: What is kept of a row's person, beside the name.
_PLAIN = ("passport_number", "email", "phone")
_BARE = re.compile(r"[0-9]{1,2}(?:\.[0-9])?")
_MONTHS = re.compile(r"month|月", re.IGNORECASE)
_YEARS = re.compile(r"year|年", re.IGNORECASE)
#: What counts the rows says nothing of who stands in them.
_COUNTED = ("number", "serial")
_DAYS_OF_PERSON = ("birth_on", "passport_expires_on")


@dataclass(frozen=True)
class Office:
    """What all rows of a register are read against; ``today`` tells what is over."""

    bodies: Bodies
    people: People
    programmes: Programmes
    known: Organisations
    today: date

    @property
    def told_so_far(self) -> int:
        """How often a row has told something of an organisation, a person or a programme."""
        return self.bodies.told_so_far + self.people.told_so_far + self.programmes.told_so_far


@dataclass(frozen=True)
class Period:
    """When something begins and ends, as far as a row says; ``year`` where it says no more."""

    starts: date | None = None
    ends: date | None = None
    year: int | None = None


class Understanding:
    """Reads the rows of one table; what cannot be understood is refused for its cell."""

    def __init__(self, office: Office, table: Table, reading: Reading, about: str) -> None:
        self.office, self.table, self.reading, self.about = office, table, reading, about
        known = office.known
        self._ours = known.ours[0] if len(known.ours) == 1 else None
        self._units = known.units.get(self._ours.id, []) if self._ours else []

    def always(self, target: str) -> str:
        """Give what every row is said to hold that has no column for it."""
        return self.reading.always.get(target, "")

    def day(self, said: Mapping[str, Any], target: str, *, protected: bool = False) -> Span | None:
        """Read a day; nothing where the cell says nothing."""
        cell = said.get(target)
        if says_nothing(cell):
            return None
        found = days(cell, self.reading.order_of(target)) or of_year(cell)
        if found is None:
            template = N_("“{value}” is not a date that can be understood.")
            shown = "…" if protected else plain(cell)[:80] or str(cell)[:80]
            raise refused(target, template, value=shown)
        return found

    def period(self, said: Mapping[str, Any], first: str, last: str) -> Period:
        """Read a beginning and an end, from cells of their own or from one that says both."""
        begins, ends = self._part(said, first), self._part(said, last)
        length, year = self._part(said, "term"), self.day(said, "year")
        start = begins.first or length.first
        end = ends.first or ends.last or begins.last or length.last
        months = ends.months or begins.months or length.months
        day = start or year
        starts = day.first if day else None
        rough = end is not None and _is_year(end) and (start is None or _is_year(start))
        ended = end.last if end and not rough else None
        if ended is None and starts and months:
            ended = ends_after(starts, months)
        if starts and ended and ended < starts:
            where = last if said.get(last) is not None else first
            raise refused(where, N_("The end cannot be before the beginning."))
        return Period(starts, ended, day.first.year if day else None)

    def whole(self, said: Mapping[str, Any], target: str) -> int | None:
        """Read a whole number; what is none stays in the note of the row."""
        text = plain(said.get(target))
        figures = "".join(sign for sign in text if sign.isdigit())
        return int(figures) if figures and len(figures) < 6 and "-" not in text else None

    @property
    def our_country(self) -> str:
        """The country of our own university; empty where none is on record."""
        return self._ours.country if self._ours else ""

    @property
    def ours(self) -> str:
        """The lasting id of our own university; empty where none is on record."""
        return self._ours.uuid if self._ours else ""

    def named(
        self, said: Mapping[str, Any], target: str = "name", country: str = ""
    ) -> list[Person]:
        """Read the people that a row names; who says no nationality is taken for of ``country``."""
        country = (*self.nationalities(said), country)[0]
        family, given = plain(said.get("family")), plain(said.get("given"))
        if target == "name" and family and not says_nothing(family):
            found = [in_columns(family, given, country)]
        elif says_nothing(said.get(target)):
            found = []
        else:
            found = people(str(said[target]), country)
        other = said.get("name_other")
        if target == "name" and not says_nothing(other) and len(found) < 2:
            found = _with_other(found, people(str(other), country))
        return found

    def nationalities(self, said: Mapping[str, Any]) -> tuple[str, ...]:
        """Read the nationalities that a row tells."""
        return tuple(countries(said.get("nationality")))

    def facts(self, said: Mapping[str, Any], beside: Sequence[str] = ()) -> Facts:
        """Read what a row tells of its person beside the name; only the person's record has it."""
        values: dict[str, Any] = {"nationalities": self.nationalities(said)}
        values["gender"] = meant(said.get("gender"), GENDERS)
        for name in _PLAIN:
            values[name] = "" if says_nothing(said.get(name)) else plain(said[name])
        for name in _DAYS_OF_PERSON:
            found = self.day(said, name, protected=True)
            values[name] = found.first if found and found.first == found.last else None
        if not says_nothing(said.get("kana")):
            family, _, given = plain(said["kana"]).partition(" ")
            values |= {"family_kana": family, "given_kana": given}
        values["protocol_notes"] = str(said.get("private") or "")
        told = {name: value for name, value in values.items() if value}
        cells = (plain(cell) for name, cell in sorted(said.items()) if name not in _COUNTED)
        row = "\x1e".join(cells)
        return Facts(told, frozenset(each for each in beside if each), row)

    def person(self, written: Person, facts: Facts, row: RowEntry, target: str = "name") -> Pointer:
        """Find or make a person; refuse the row where it is in doubt who is meant."""
        uuid = self.office.people.meant(written, facts, row, row.cell(target))
        if uuid is None:
            template = N_("“{name}” may be a person on record; it must be said who.")
            raise refused(target, template, name=written.shown[:80])
        return Pointer(uuid=uuid)

    def body(
        self, said: Mapping[str, Any], target: str, row: RowEntry, country: str = "country"
    ) -> list[str]:
        """Find or make the organisations that a cell names; refuse the row if one is in doubt."""
        if says_nothing(said.get(target)):
            return []
        codes = countries(said.get(country))
        met = []
        for each in organisations(str(said[target])):
            written = each if each.country or not codes else replace(each, country=codes[0])
            uuid = self.office.bodies.meant(written, row, row.cell(target))
            if uuid is None:
                template = N_("“{name}” may be an organisation on record; it must be said which.")
                raise refused(target, template, name=written.name[:80])
            met.append(uuid)
        return list(dict.fromkeys(met))

    def our_unit(self, said: Mapping[str, Any], row: RowEntry, target: str = "our_unit") -> str:
        """Find our school that a row names, or make it under our university."""
        text = plain(said.get(target))
        if says_nothing(text) or self._ours is None:
            return ""
        key = organisation_key(text)
        for unit in self._units:
            if organisation_key(unit.name) == key:
                return unit.uuid
        if organisation_key(self._ours.name) == key:
            return self._ours.uuid
        ours = Organisation(self._ours.name, unit=text, country=self._ours.country)
        return self.office.bodies.unit_of(self._ours.uuid, ours, row)

    def programme(self, said: Mapping[str, Any], row: RowEntry) -> str:
        """Find or make the programme that a row names, or that all rows belong to."""
        cell = said.get("programme")
        in_row = not says_nothing(cell)
        text = plain(cell) if in_row else self.always("programme")
        if not text:
            return ""
        uuid = self.office.programmes.meant(text, row, row.cell("programme"), in_row=in_row)
        if uuid is None and not in_row:
            above = N_("Only the title says “{name}”; is that the programme or fund?")
            raise refused("programme", above, name=text[:80])
        if uuid is None:
            template = N_("“{name}” may be a programme on record; it must be said which.")
            raise refused("programme", template, name=text[:80])
        return uuid

    def _part(self, said: Mapping[str, Any], target: str) -> Term:
        """Read a cell that holds a day, a beginning and an end, or how long something lasts."""
        cell = said.get(target)
        if says_nothing(cell):
            return Term(nothing=True)
        if found := days(cell, self.reading.order_of(target)):
            return Term(first=found)
        if _BARE.fullmatch(plain(cell)):
            return Term(months=round(float(plain(cell)) * self._unit(target)))
        both = term(cell) if isinstance(cell, str) else None
        if both is not None:
            return both
        return Term() if target == "term" else Term(first=self.day(said, target))

    def _unit(self, target: str) -> int:
        """Tell how many months a bare number means, by the heading; none where it says nothing."""
        heading = " ".join(text for text, held in self.reading.columns.items() if held == target)
        return 1 if _MONTHS.search(heading) else 12 if _YEARS.search(heading) else 0


def title_in(text: str, name: str = "title") -> dict[str, str]:
    """Put a text where its language stands; the English place is never left empty."""
    language = language_of(text)
    values = {f"{name}_en": text if language not in ("zh", "ja") else ""}
    return values | {f"{name}_{code}": text for code in ("zh", "ja") if code == language}


def own_entry(row: RowEntry, kind: Any, words: Sequence[str], bodies: Bodies) -> Entry:
    """Make the entry of a row: the same words give the same lasting id, in their order."""
    row.owner = lasting_id(kind.name, *words, str(bodies.count((kind.name, *words))))
    return Entry(kind, row.owner, row, {rows.name: [] for rows in kind.rows})


def _is_year(span: Span) -> bool:
    return (span.last - span.first).days > 300


def _with_other(found: Sequence[Person], others: Sequence[Person]) -> list[Person]:
    """Join a name and the same name in another script from a column of its own."""
    if not found or not others:
        return [*(found or others)]
    one, other = found[0], others[0]
    if one.family.isascii() and not other.family.isascii():
        one, other = other, one
    if one.latin_family or one.family == other.family:
        return [one]
    return [
        replace(
            one,
            latin_family=other.family,
            latin_given=other.given,
            family_first=other.family_first,
        )
    ]
