"""People as they are counted: once, and with what was true of them on the day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from intloffice.database.captions import person_name
from intloffice.database.derived import slices
from intloffice.database.session import Session
from intloffice.i18n import LOCALES
from intloffice.names.person import language_of, native, shown, shown_parts
from intloffice.operations.counting.naming import Named, Source, texts
from intloffice.records.honour import HonourKind

ACADEMICIANS = (HonourKind.ACADEMICIAN, HonourKind.FOREIGN_ACADEMICIAN)


@dataclass(frozen=True)
class Person:
    """A person as printed: the name in each language, and where they are from."""

    named: Named
    nationalities: tuple[str, ...]
    spelling_is_confirmed: bool
    native: str
    native_language: str


@dataclass(frozen=True)
class Honour:
    """An honour as far as it is counted."""

    source: Source
    person_id: int
    kind: str
    titles: Mapping[str, str]
    body_id: int | None
    conferred_on: date | None
    until_on: date | None

    def held_on(self, day: date) -> bool:
        """Tell whether it had been conferred by a day, and was not over."""
        return (
            self.conferred_on is not None
            and self.conferred_on <= day
            and (self.until_on is None or day <= self.until_on)
        )


@dataclass(frozen=True)
class Position:
    """A post with its dates."""

    source: Source
    person_id: int
    organisation_id: int
    titles: Mapping[str, str]
    rank: int | None
    from_on: date | None
    until_on: date | None

    def held_on(self, day: date) -> bool:
        """Tell whether the post was held on a day (rule 9)."""
        begun = self.from_on is None or self.from_on <= day
        return begun and (self.until_on is None or day <= self.until_on)


def is_from(person: Person, home_country: str, country: str) -> bool:
    """Tell whether a person counts for a country: by nationality, else by where they come from."""
    return country in (person.nationalities or (home_country,))


def people(session: Session, ids: Collection[int]) -> dict[int, Person]:
    """Read people by their ids."""
    table = session.tables["person"]
    found: dict[int, Person] = {}
    for part in slices(set(ids)):
        query = select(table).where(table.c.id.in_(part))
        for line in session.execute(query).mappings():
            found[line["id"]] = _made(dict(line))
    return found


def honours(session: Session, ids: Collection[int]) -> list[Honour]:
    """Read the honours of people."""
    return [
        Honour(
            Source("honour", line["id"], line["uuid"]),
            line["person_id"],
            line["kind"],
            texts(line, "title"),
            line["body_id"],
            line["conferred_on"],
            line["until_on"],
        )
        for line in _of_people(session, "honour", ids)
    ]


def positions(session: Session, ids: Collection[int]) -> list[Position]:
    """Read the posts of people."""
    return [_post(line) for line in _of_people(session, "position", ids)]


def heads(session: Session, organisation: int, day: date) -> list[Position]:
    """Read the ranked posts of an organisation that are held on a day, the highest first."""
    table = session.tables["position"]
    query = select(table).where(table.c.organisation_id == organisation, table.c.rank.is_not(None))
    found = session.execute(query.order_by(table.c.rank, table.c.id)).mappings()
    return [post for line in found if (post := _post(dict(line))).held_on(day)]


def _of_people(session: Session, kind: str, ids: Collection[int]) -> list[dict[str, Any]]:
    table = session.tables[kind]
    return [
        dict(line)
        for part in slices(set(ids))
        for line in session.execute(
            select(table).where(table.c.person_id.in_(part)).order_by(table.c.id)
        ).mappings()
    ]


def _post(line: dict[str, Any]) -> Position:
    return Position(
        Source("position", line["id"], line["uuid"]),
        line["person_id"],
        line["organisation_id"],
        texts(line, "title"),
        line["rank"],
        line["from_on"],
        line["until_on"],
    )


def _made(line: dict[str, Any]) -> Person:
    name = person_name(line)
    names = {code: shown(name, code) for code in LOCALES}
    parts = {code: shown_parts(name, code) for code in LOCALES}
    script = language_of(name, line["nationalities"]).partition("-")[0]
    return Person(
        named=Named(Source("person", line["id"], line["uuid"]), names, parts, script),
        nationalities=line["nationalities"],
        spelling_is_confirmed=line["spelling_state"] == "confirmed",
        native=native(name),
        native_language=line["native_language"],
    )
