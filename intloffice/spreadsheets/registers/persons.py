"""The people that a register names: each once, on record or new, or in doubt."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import select

from intloffice.database.session import Session
from intloffice.names.folding import fold
from intloffice.names.written_person import Person, kana_key, native_key, spelling_key
from intloffice.operations.erasing import NOBODY
from intloffice.records.person import PERSON
from intloffice.spreadsheets.entry import Entry, RowEntry
from intloffice.spreadsheets.registers.bodies import lasting_id
from intloffice.spreadsheets.registers.mapping import NEW
from intloffice.spreadsheets.registers.matching import Doubt, Match

#: A name that is nearly another: the same but for a letter or two.
_POSSIBLE = 0.9
_MOST_SHOWN = 5
#: Who stands with whom: the records by which two people of one name are told to be one.
_TOGETHER = (
    ("mobility", "person_id", ("organisation_id", "school_id")),
    ("engagement", "person_id", ("home_id",)),
    ("position", "person_id", ("organisation_id",)),
    ("meeting_participant", "person_id", ("organisation_id",)),
)
#: Numbers that a body gives each of its people; two of them are never one.
_NUMBERED = re.compile(
    r"(?P<label>(?:student|id|identity|matriculation|staff|personal)[ a-z]*(?:no|number|id|card)\.?"
    r"|student id|学号|工号|身份证(?:号码?)?|学籍番号|在留カード(?:番号)?): (?P<number>\S.*)",
    re.IGNORECASE,
)
_READ = (
    *("id", "uuid", "family_native", "given_native", "family_kana", "given_kana"),
    *("latin_family", "latin_given", "latin_variants", "nationalities", "gender", "birth_on"),
    *("passport_number", "passport_expires_on", "email", "phone", "protocol_notes"),
    *("native_language", "notes", "spelling_state"),
)
#: What is filled in on record where it is empty there; what differs is noted, protected.
_FILLED = (
    *("gender", "nationalities", "birth_on", "passport_number", "passport_expires_on"),
    *("email", "phone", "family_kana", "given_kana"),
)


@dataclass(frozen=True)
class Facts:
    """What a row says of a person beside the name.

    ``beside`` are signs of where they are; ``row`` is all that the row says, by which it is known
    again when the register comes once more.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    beside: frozenset[str] = frozenset()
    row: str = ""

    def of(self, name: str) -> Any:
        """Give a value, or None where the row says nothing."""
        return self.values.get(name) or None


@dataclass
class _Known:
    """A person on record, or one that the same register brings."""

    uuid: str
    name: str
    keys: frozenset[tuple[str, str]]
    values: dict[str, Any]
    beside: set[str]
    country: str = ""


class People:
    """Finds or makes the person that is meant, and gathers who is in doubt."""

    def __init__(self, session: Session, same: Mapping[str, str], our_country: str) -> None:
        self._session, self._same, self._our_country = session, same, our_country
        self._by_uuid: dict[str, _Known] = {}
        self._by_key: dict[tuple[str, str], list[_Known]] = {}
        self._is_read = False
        self._erased: set[str] = set()
        self.entries: dict[str, Entry] = {}
        self.doubts: dict[str, Doubt] = {}
        #: Those of whom a row of their own tells.
        self.told: set[str] = set()
        #: How often something was told of a person.
        self.told_so_far = 0

    def meant(self, written: Person, facts: Facts, where: RowEntry, cell: str) -> str | None:
        """Give the lasting id of a person; None where it is in doubt who is meant."""
        self._read()
        asked = _as_asked(written, facts)
        answer = self._same.get(asked, "") or self._lasting(written, facts)
        if answer in self._by_uuid:
            return self._told_more(self._by_uuid[answer], written, facts, where)
        found = [] if answer == NEW else self._matches(written, facts)
        if found and found[0].score < 1:
            self.doubts.setdefault(asked, Doubt(asked, found, where.sheet, cell, "person"))
            return None
        if found:
            return self._told_more(self._by_uuid[found[0].known.uuid], written, facts, where)
        return self._made(written, facts, where)

    def note(self, uuid: str, notes: Sequence[str], where: RowEntry) -> None:
        """Keep what a list of people says beside what was understood; mark the person as meant."""
        known = self._by_uuid[uuid]
        entry = self.entries.get(uuid)
        if entry is None or entry.own is None:
            entry = self.entries[uuid] = Entry(PERSON, uuid, _row(where, uuid, {}), {})
        self.told.add(uuid)
        text = str(known.values.get("notes") or "")
        for line in notes:
            text = _with_line(text, line)
        if entry.own is not None and text != str(known.values.get("notes") or ""):
            entry.own.values["notes"] = known.values["notes"] = text

    def _matches(self, written: Person, facts: Facts) -> list[Match]:
        """List who a person may be, the likeliest first; a score of 1 is certain.

        The name alone makes nobody certain: a day of birth, a passport, an address, a nationality
        that is not everybody's here, or an organisation must speak for it too.
        """
        found: dict[str, tuple[_Known, float]] = {}
        keys = frozenset(_keys_of(written, facts))
        for key in keys:
            for known in self._by_key.get(key, ()):
                score = self._score(key[0], keys, known, facts)
                if score > found.get(known.uuid, (known, 0.0))[1]:
                    found[known.uuid] = known, score
        if not found:
            found = self._near(keys, facts)
        ranked = sorted(found.values(), key=lambda each: -each[1])
        if len([score for _, score in ranked if score >= 1]) > 1:
            ranked = [(known, min(score, 0.95)) for known, score in ranked]
        return [Match(known, score) for known, score in ranked[:_MOST_SHOWN] if score]

    def _score(
        self, why: str, keys: frozenset[tuple[str, str]], known: _Known, facts: Facts
    ) -> float:
        named = any(key in known.keys for key in keys if key[0] in _NAMES)
        if why not in _NAMES:
            return 1.0 if named else 0.9
        certain = _by_numbers(facts.values, known.values)
        if certain is not None:
            return certain
        both = [facts.of("passport_number"), known.values.get("passport_number")]
        nations = [set(facts.of("nationalities") or ()), set(known.values["nationalities"] or ())]
        if all(both) and _packed(both[0]) != _packed(both[1]):
            return 0.9
        if all(nations):
            shared = nations[0] & nations[1]
            if not shared:
                return 0.9
            if shared - {self._our_country}:
                return 1.0
        return 1.0 if facts.beside & known.beside else 0.9

    def _near(
        self, keys: frozenset[tuple[str, str]], facts: Facts
    ) -> dict[str, tuple[_Known, float]]:
        """Find who is written nearly alike, by the days of birth that agree."""
        found: dict[str, tuple[_Known, float]] = {}
        born = facts.of("birth_on")
        for why, spelling in keys:
            if why != "latin" or born is None:
                continue
            for known in self._by_key.get(("born", str(born)), ()):
                for other, theirs in known.keys:
                    alike = SequenceMatcher(None, spelling, theirs, autojunk=False).ratio()
                    if other == "latin" and alike >= _POSSIBLE:
                        found[known.uuid] = known, min(alike, 0.99)
        return found

    def _lasting(self, written: Person, facts: Facts) -> str:
        """Give the id that a person has whenever the register says the same of them."""
        numbers = _numbers(facts.of("protocol_notes"))
        sure = [facts.of(name) for name in ("birth_on", "passport_number", "email")]
        sure += [f"{label} {number}" for label, number in sorted(numbers.items())]
        first = next((str(each) for each in sure if each), "")
        name = min(_names_of(written), default=("", fold(written.text)))[1]
        uuid = lasting_id("person", name, first or facts.row or " ".join(sorted(facts.beside)))
        while uuid in self._erased:  # who was erased does not come back by an old register
            uuid = lasting_id("person", uuid)
        return uuid

    def _made(self, written: Person, facts: Facts, where: RowEntry) -> str:
        uuid = self._lasting(written, facts)
        if uuid in self._by_uuid:
            return self._told_more(self._by_uuid[uuid], written, facts, where)
        self.told_so_far += 1
        own = _row(where, uuid, {**_written_down(written), **facts.values})
        self.entries[uuid] = Entry(PERSON, uuid, own, {})
        values = {**dict.fromkeys(_READ), **own.values}
        values["nationalities"] = tuple(values["nationalities"] or ())
        self._keep(_Known(uuid, written.shown, frozenset(_keys_of(written, facts)), values, set()))
        self._by_uuid[uuid].beside |= facts.beside
        return uuid

    def _told_more(self, known: _Known, written: Person, facts: Facts, where: RowEntry) -> str:
        """Fill in what is not on record yet; what is there otherwise is noted and stays."""
        self.told_so_far += 1
        known.beside |= facts.beside
        changes = _changes(known.values, {**_written_down(written), **facts.values})
        known.values |= changes
        entry = self.entries.get(known.uuid)
        if entry is not None and entry.own is not None:
            entry.own.values |= changes
        elif changes:
            own = _row(where, known.uuid, changes)
            self.entries[known.uuid] = Entry(PERSON, known.uuid, own, {})
        return known.uuid

    def _read(self) -> None:
        if self._is_read:
            return
        self._is_read = True
        table = self._session.tables["person"]
        together = self._beside()
        query = select(*(table.c[name] for name in _READ)).order_by(table.c.id)
        for line in self._session.execute(query).mappings():
            values: dict[str, Any] = dict(line)
            if values["family_native"] == NOBODY:
                self._erased.add(values["uuid"])
                continue
            known = Person(
                values["family_native"],
                values["given_native"],
                latin_family=values["latin_family"],
                latin_given=values["latin_given"],
                language=values["native_language"],
            )
            keys = frozenset(_keys_of(known, Facts(values), values["latin_variants"]))
            with_whom = together.get(values["id"], set()) - {""}
            self._keep(_Known(values["uuid"], known.shown, keys, values, with_whom))

    def _keep(self, known: _Known) -> None:
        self._by_uuid[known.uuid] = known
        for key in known.keys:
            self._by_key.setdefault(key, []).append(known)
        if known.values.get("birth_on"):
            self._by_key.setdefault(("born", str(known.values["birth_on"])), []).append(known)

    def _beside(self) -> dict[int, set[str]]:
        """Tell with which organisations each person on record is, by lasting ids."""
        bodies = self._session.tables["organisation"]
        query = select(bodies.c.id, bodies.c.uuid)
        uuids = {line.id: line.uuid for line in self._session.execute(query)}
        found: dict[int, set[str]] = {}
        for name, person, fields in _TOGETHER:
            table = self._session.tables[name]
            query = select(table.c[person], *(table.c[each] for each in fields))
            for line in self._session.execute(query):
                who, *ids = tuple[int, ...](line)
                where = beside(*(uuids.get(each, "") for each in ids))
                found.setdefault(who, set()).add(where)
        return found


def beside(*organisations: str) -> str:
    """Make a sign of the organisations somebody is with; it takes all of them to be the same."""
    return " ".join(organisations).strip()


#: The keys that are names, with what each stands for.
_NAMES = ("native", "latin", "kana")


def _names_of(written: Person, variants: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    family, given = written.family, written.given
    for text in (family + given, given + family):
        if key := native_key(text):
            yield "native", key
    spellings = (f"{family} {given}", f"{written.latin_family} {written.latin_given}", *variants)
    for spelling in spellings:
        if key := spelling_key(spelling):
            yield "latin", key
    single = fold(family).strip()
    if not given and single.isascii() and single:
        yield "latin", single


def _keys_of(
    written: Person, facts: Facts, variants: Iterable[str] = ()
) -> Iterator[tuple[str, str]]:
    yield from _names_of(written, variants or ())
    kana = kana_key(f"{facts.of('family_kana') or ''}{facts.of('given_kana') or ''}")
    if kana and facts.of("birth_on"):
        yield "kana", f"{kana} {facts.of('birth_on')}"
    if passport := facts.of("passport_number"):
        yield "passport", _packed(passport)
    if email := facts.of("email"):
        yield "email", fold(str(email)).strip()


def _written_down(written: Person) -> dict[str, Any]:
    """Tell the fields of a person's record that a name fills."""
    values: dict[str, Any] = {
        "family_native": written.family or written.latin_family,
        "given_native": written.given if written.family else written.latin_given,
        "native_language": written.language,
    }
    if written.family and written.latin_family:
        values |= {
            "latin_family": written.latin_family,
            "latin_given": written.latin_given,
            "latin_order": "family first" if written.family_first else "given first",
            "spelling_state": "guessed",
        }
    elif written.family_first and written.family.isascii():
        values["latin_order"] = "family first"
    return values


def _numbers(notes: object) -> dict[str, str]:
    """Read the numbers by which a body knows its people from what is noted, by their labels."""
    found = (_NUMBERED.fullmatch(line.strip()) for line in str(notes or "").split("\n"))
    return {fold(each["label"]): _packed(each["number"]) for each in found if each}


def _by_numbers(one: Mapping[str, Any], other: Mapping[str, Any]) -> float | None:
    """Tell by a day of birth or a number whether two of one name are one; None where by none."""
    mine, theirs = (_numbers(each.get("protocol_notes")) for each in (one, other))
    pairs = [(one.get("birth_on"), other.get("birth_on"))]
    pairs += [(mine[label], theirs[label]) for label in mine.keys() & theirs.keys()]
    known = [a == b for a, b in pairs if a and b]
    return float(all(known)) if known else None


def _changes(known: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """Tell what is to be filled in of a person, and noted where others may not read it."""
    noted = str(known.get("protocol_notes") or "")
    changes: dict[str, Any] = {}
    for name in (*_FILLED, "latin_family", "latin_given"):
        new, old = said.get(name), known.get(name)
        if new and not old:
            changes[name] = new
        elif new and name in _FILLED and not _is_within(new, old):
            noted = _with_line(noted, _shown(new))
    for line in str(said.get("protocol_notes") or "").split("\n"):
        noted = _with_line(noted, line)
    if noted != str(known.get("protocol_notes") or ""):
        changes["protocol_notes"] = noted
    if changes.get("latin_family") and not known.get("spelling_state"):
        changes["spelling_state"] = "guessed"
    return changes


def _as_asked(written: Person, facts: Facts) -> str:
    """Write a name with the day of birth, so that two of one name are asked about apart."""
    nation = ", ".join(facts.of("nationalities") or ())
    more = [each for each in (nation, str(facts.of("birth_on") or "")) if each]
    return f"{written.shown} ({'; '.join(more)})" if more else written.shown


def _row(where: RowEntry, uuid: str, values: Mapping[str, Any]) -> RowEntry:
    cells = {**where.cells, "family_native": where.cell("name")}
    return RowEntry(where.sheet, where.number, uuid, where.number, dict(values), cells=cells)


def _packed(text: object) -> str:
    return "".join(fold(str(text)).split())


def _is_within(new: object, old: object) -> bool:
    if isinstance(new, tuple) and isinstance(old, tuple | list):
        return set(new) <= set(old)
    return _packed(new) == _packed(old)


def _shown(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _with_line(text: str, line: str) -> str:
    line = line.strip()
    if not line or line in text.split("\n"):
        return text
    return f"{text}\n{line}" if text else line


def with_what_they_need(
    entries: Sequence[Entry], made: Mapping[str, Entry], told: Collection[str]
) -> list[Entry]:
    """List those that were made for the rows that are taken; what only others need is left out."""
    wanted = list(told) + [uuid for entry in entries for uuid in _pointed(entry)]
    kept: dict[str, Entry] = {}
    while wanted:
        uuid = wanted.pop()
        if uuid in made and uuid not in kept:
            kept[uuid] = made[uuid]
            wanted += _pointed(made[uuid])
    return [made[uuid] for uuid in made if uuid in kept]


def _pointed(entry: Entry) -> list[str]:
    return [pointer.uuid for row in entry.every() for pointer in row.pointers.values()]
