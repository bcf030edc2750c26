"""Understand the rows of a list of people: contacts, visitors, address books."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from intloffice.database.session import Session
from intloffice.i18n import LOCALES, N_
from intloffice.names.folding import fold
from intloffice.records.position import POSITION
from intloffice.spreadsheets.entry import Entry, Pointer, RowEntry
from intloffice.spreadsheets.registers.bodies import lasting_id
from intloffice.spreadsheets.registers.nations import countries
from intloffice.spreadsheets.registers.refusing import refused
from intloffice.spreadsheets.registers.understanding import Understanding, title_in
from intloffice.spreadsheets.registers.values import plain, says_nothing


class Contacts:
    """Makes people of rows, with the posts they hold."""

    def __init__(self, session: Session, understanding: Understanding) -> None:
        self._understanding = understanding
        self._held = _held(session)

    def take(self, row: RowEntry, said: Mapping[str, Any], notes: list[str]) -> list[Entry]:
        """Find or make the people of a row and their posts; raise RefusedError if it names none."""
        read = self._understanding
        named = read.named(said, country=[*countries(said.get("country")), ""][0])
        if not named:
            raise refused("name", N_("The row names nobody."))
        read.facts(said)
        bodies = read.body(said, "organisation", row)
        facts = read.facts(said, bodies)
        if not bodies and "nationality" not in said and not says_nothing(said.get("country")):
            # Beside an organisation a country is where it is; else it is the person's own.
            facts = read.facts({**said, "nationality": said["country"]})
        made: list[Entry] = []
        meant = []
        for each in named:  # all of them first: where one is in doubt, none is told of
            alone = facts if len(named) == 1 else read.facts({"name": each.text}, bodies)
            meant.append((each, read.person(each, alone, row).uuid))
        for each, uuid in meant:
            read.office.people.note(uuid, notes if len(named) == 1 else (), row)
            title = "" if says_nothing(said.get("title")) else plain(said["title"])
            title = title or each.title
            for body in bodies[:1] if title else ():
                made += self._position(row, uuid, body, title)
        return made

    def _position(self, row: RowEntry, person: str, body: str, title: str) -> list[Entry]:
        if (person, body, fold(title)) in self._held:
            return []
        self._held.add((person, body, fold(title)))
        own = RowEntry(row.sheet, row.number, order=row.order, cells=row.cells)
        values = title_in(title)
        own.values = {**values, "title_en": values["title_en"] or title, "source": row.sheet}
        own.pointers = {"person_id": Pointer(uuid=person), "organisation_id": Pointer(uuid=body)}
        own.owner = lasting_id("position", person, body, fold(title))
        return [Entry(POSITION, own.owner, own, {})]


def _held(session: Session) -> set[tuple[str, str, str]]:
    """List the posts on record: whose, where, and what they are called."""
    table, people, bodies = (session.tables[n] for n in ("position", "person", "organisation"))
    titles = [table.c[f"title_{code}"] for code in LOCALES]
    query = (
        select(people.c.uuid, bodies.c.uuid, *titles)
        .join(people, people.c.id == table.c.person_id)
        .join(bodies, bodies.c.id == table.c.organisation_id)
    )
    return {
        (who, where, fold(title))
        for who, where, *called in map(tuple[str, ...], session.execute(query))
        for title in called
        if title
    }
