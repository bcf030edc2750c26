"""The programmes that a register names: each once, on record or new, or in doubt."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from sqlalchemy import select

from intloffice.database.session import Session
from intloffice.names.written import organisation_key
from intloffice.records.programme import PROGRAMME
from intloffice.spreadsheets.entry import Entry, RowEntry
from intloffice.spreadsheets.registers.bodies import language_of, lasting_id
from intloffice.spreadsheets.registers.mapping import NEW
from intloffice.spreadsheets.registers.matching import Doubt, Match

_POSSIBLE = 0.9


@dataclass(frozen=True)
class _Known:
    uuid: str
    name: str


class Programmes:
    """Finds or makes the programme that is meant, by any of its names."""

    def __init__(self, session: Session, same: Mapping[str, str]) -> None:
        self._same = same
        self._by_key: dict[str, list[_Known]] = {}
        table, names = session.tables["programme"], session.tables["programme_name"]
        query = select(table.c.uuid, names.c.text).join(names, names.c.programme_id == table.c.id)
        for line in session.execute(query.order_by(table.c.id, names.c.position)):
            self._keep(_Known(line.uuid, line.text))
        self.entries: dict[str, Entry] = {}
        self.doubts: dict[str, Doubt] = {}
        #: How often something was told of a programme.
        self.told_so_far = 0

    def meant(self, text: str, where: RowEntry, cell: str, *, in_row: bool = True) -> str | None:
        """Give the lasting id of a programme; None where it is in doubt.

        One that is not named ``in_row``, but above the table, is added only where that was said:
        a title tells of schools, offices and days too.
        """
        key = organisation_key(text)
        answer = self._same.get(text, "")
        if any(answer == each.uuid for found in self._by_key.values() for each in found):
            return answer
        found = {each.uuid: each for each in self._by_key.get(key, ())}
        if len(found) == 1:
            return next(iter(found))
        matches = [Match(each, 0.95) for each in found.values()] or self._near(key)
        if (matches or not in_row) and answer != NEW:
            self.doubts.setdefault(text, Doubt(text, matches, where.sheet, cell, "programme"))
            return None
        return self._made(text, key, where)

    def _near(self, key: str) -> list[Match]:
        scored = {
            each.uuid: Match(each, score)
            for other, found in self._by_key.items()
            if (score := SequenceMatcher(None, key, other, autojunk=False).ratio()) >= _POSSIBLE
            and [c for c in key if c.isdigit()] == [c for c in other if c.isdigit()]
            for each in found
        }
        return sorted(scored.values(), key=lambda match: -match.score)

    def _made(self, text: str, key: str, where: RowEntry) -> str:
        self.told_so_far += 1
        uuid = lasting_id("programme", key)
        own = RowEntry(where.sheet, where.number, uuid, where.number, {}, cells=where.cells)
        entry = Entry(PROGRAMME, uuid, own, {"name": []})
        name = {"text": text, "language": language_of(text), "type": "official", "preferred": True}
        entry.rows["name"].append(
            RowEntry(where.sheet, where.number, uuid, 0, name, cells=where.cells)
        )
        self.entries[uuid] = entry
        self._keep(_Known(uuid, text))
        return uuid

    def _keep(self, known: _Known) -> None:
        self._by_key.setdefault(organisation_key(known.name), []).append(known)
