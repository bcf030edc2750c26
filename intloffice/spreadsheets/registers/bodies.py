"""The organisations that a register names: each once, on record or new, or in doubt."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID, uuid5

from intloffice.names.written import Organisation, organisation_key
from intloffice.records.organisation import ORGANISATION
from intloffice.spreadsheets.entry import Entry, Pointer, RowEntry
from intloffice.spreadsheets.registers.mapping import NEW
from intloffice.spreadsheets.registers.matching import Doubt, Match, Organisations

_SPACE = UUID("5f0cfa55-3a2f-4d0b-8b3e-6f8f4b1d7a11")
_KANA = ("\u3041", "\u30ff")


def lasting_id(*words: str) -> str:
    """Give the id that the same words always have, so that nothing is taken in twice."""
    text = "\x1f".join(words)
    return str(uuid5(_SPACE, text.encode(errors="replace").decode()))  # half a sign has no bytes


class Bodies:
    """Finds or makes the organisation that is meant, and gathers what is in doubt."""

    def __init__(self, known: Organisations, same: Mapping[str, str]) -> None:
        self._known, self._same = known, same
        self._countries: dict[str, set[str]] = {}
        self._seen: dict[tuple[str, ...], int] = {}
        #: The words counted since they were last taken note of.
        self.counted: list[tuple[str, ...]] = []
        #: How often something was told of an organisation.
        self.told_so_far = 0
        self.entries: dict[str, Entry] = {}
        self.doubts: dict[str, Doubt] = {}
        #: Those of which a row of their own tells.
        self.told: set[str] = set()

    def count(self, words: tuple[str, ...]) -> int:
        """Count how often the register has said the same words."""
        self.counted.append(words)
        self._seen[words] = self._seen.get(words, 0) + 1
        return self._seen[words]

    def note_country(self, written: Organisation) -> None:
        """Remember in which country an organisation is said to be, for rows that say nothing."""
        if written.country:
            key = organisation_key(written.name)
            self._countries.setdefault(key, set()).add(written.country)

    def meant(self, written: Organisation, where: RowEntry, cell: str) -> str | None:
        """Give the lasting id of the organisation, or its unit; None where it is in doubt."""
        if not written.country:
            said = self._countries.get(organisation_key(written.name), set())
            written = replace(written, country=next(iter(said)) if len(said) == 1 else "")
        answer = self._same.get(written.name, "")
        if answer in self._known.uuids:
            return self._unit(answer, written, where)
        found = [] if answer == NEW else self._known.matches(written, written.country)
        if found and found[0].score < 1:
            self._doubt(written.name, found, where, cell)
            return None
        if found:
            return self._unit(found[0].known.uuid, written, where)
        uuid = self._made(written, where)
        return self._unit(uuid, written, where)

    def unit_of(self, uuid: str, written: Organisation, where: RowEntry) -> str:
        """Give the unit of an organisation on record that a row names, or make it."""
        return self._unit(uuid, written, where)

    def _doubt(self, name: str, found: Sequence[Match], where: RowEntry, cell: str) -> None:
        self.doubts.setdefault(name, Doubt(name, found, where.sheet, cell))

    def _made(self, written: Organisation, where: RowEntry) -> str:
        self.told_so_far += 1
        key = organisation_key(written.name)
        uuid = lasting_id("organisation", key, written.country)
        entry = self.entries.get(uuid)
        if entry is None:
            values: dict[str, object] = {
                "kind": "university",
                "country": written.country,
                "city": written.city,
            }
            own = _row(where, uuid, values)
            entry = Entry(ORGANISATION, uuid, own, {"name": []})
            self.entries[uuid] = entry
            _name(entry, written.name, "official", where)
        elif entry.own and not entry.own.values["city"]:
            entry.own.values["city"] = written.city
        _name(entry, written.other_name, "official", where)
        _name(entry, written.acronym, "acronym", where)
        return uuid

    def _unit(self, uuid: str, written: Organisation, where: RowEntry) -> str:
        """Give the faculty that is meant, if one is; it belongs to the organisation."""
        if not written.unit:
            return uuid
        key = organisation_key(written.unit)
        known = self._known.uuids.get(uuid)
        for each in self._known.units.get(known.id, ()) if known else ():
            if organisation_key(each.name) == key:
                return each.uuid
        made = lasting_id("unit", uuid, key)
        if made not in self.entries and made not in self._known.uuids:
            self.told_so_far += 1
            values: dict[str, object] = {"kind": "school", "country": written.country}
            own = _row(where, made, values)
            own.pointers["parent_id"] = Pointer(uuid=uuid)
            self.entries[made] = Entry(ORGANISATION, made, own, {"name": []})
            _name(self.entries[made], written.unit, "official", where)
        return made


def language_of(name: str) -> str:
    """Tell the language that a name is taken for: Chinese, Japanese where it has kana, English."""
    if any(_KANA[0] <= sign <= _KANA[1] for sign in name):
        return "ja"
    if any("\uac00" <= sign <= "\ud7a3" for sign in name):
        return "ko"
    return "zh" if any("\u3400" <= sign <= "\u9fff" for sign in name) else "en"


def _row(where: RowEntry, uuid: str, values: dict[str, object]) -> RowEntry:
    return RowEntry(where.sheet, where.number, uuid, where.number, values, cells=where.cells)


def _name(entry: Entry, text: str, form: str, where: RowEntry) -> None:
    names = entry.rows["name"]
    if not text or any(row.values["text"] == text for row in names):
        return
    language = language_of(text)
    first = form == "official" and all(row.values["language"] != language for row in names)
    values = {"text": text, "language": language, "type": form, "preferred": first}
    names.append(_row(where, entry.uuid, values))
