"""Tell whether an organisation of a register is one that is on record."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Protocol

from sqlalchemy import select

from intloffice.database.session import Session
from intloffice.names.written import Organisation, organisation_key

_CERTAIN, _POSSIBLE = 1.0, 0.86
_MOST_SHOWN = 5
_MOST_COMPARED = 60


class Called(Protocol):
    """What has a lasting id and a name."""

    @property
    def uuid(self) -> str:
        """The lasting id."""

    @property
    def name(self) -> str:
        """What it is called."""


@dataclass(frozen=True)
class Known:
    """An organisation on record: its id, its lasting id, its country, one of its names."""

    uuid: str
    country: str
    name: str
    parent_id: int | None
    id: int


@dataclass(frozen=True)
class Match:
    """What an organisation or a person may be, with how likely that is, from 0 to 1."""

    known: "Called"
    score: float


@dataclass(frozen=True)
class Doubt:
    """A question about an organisation or person as written, and where it stands first.

    ``matches`` are what it may be, the likeliest first; none where it may only be new. ``kind``
    is the kind of record.
    """

    written: str
    matches: Sequence[Match]
    sheet: str
    cell: str
    kind: str = "organisation"


class Organisations:
    """The organisations on record, by all of their names."""

    def __init__(self, session: Session) -> None:
        self._by_key: dict[str, list[Known]] = {}
        self._by_piece: dict[str, set[str]] = {}
        self.ours: list[Known] = []
        self.units: dict[int, list[Known]] = {}
        table, names = session.tables["organisation"], session.tables["organisation_name"]
        query = select(
            table.c.id, table.c.uuid, table.c.country, table.c.ours, table.c.parent_id, names.c.text
        ).join(names, names.c.organisation_id == table.c.id)
        for line in session.execute(query.order_by(table.c.id, names.c.position)):
            known = Known(line.uuid, line.country, line.text, line.parent_id, line.id)
            key = organisation_key(line.text)
            self._by_key.setdefault(key, []).append(known)
            for piece in _pieces(key):
                self._by_piece.setdefault(piece, set()).add(key)
            if line.parent_id is not None:
                self.units.setdefault(line.parent_id, []).append(known)
            if line.ours and line.parent_id is None and all(o.id != line.id for o in self.ours):
                self.ours.append(known)

    @cached_property
    def uuids(self) -> Mapping[str, Known]:
        """The organisations by their lasting ids."""
        return {known.uuid: known for found in self._by_key.values() for known in found}

    def matches(self, written: Organisation, country: str) -> list[Match]:
        """List what an organisation may be, the likeliest first; a score of 1 is certain.

        The same name in the same country is the same; the same name in another country, and a
        name that is nearly the same, are doubtful. One name of two bodies in one country is
        doubtful too.
        """
        found: dict[str, Match] = {}
        for name in filter(None, (written.name, written.other_name)):
            key = organisation_key(name)
            for known in self._by_key.get(key, ()):
                self._keep(found, known, 1.0 if _agree(country, known) else 0.9)
            if not found:
                self._keep_near(found, name, country)
        ranked = sorted(found.values(), key=lambda each: -each.score)
        if len([each for each in ranked if each.score >= _CERTAIN]) > 1:
            ranked = [Match(each.known, min(each.score, 0.95)) for each in ranked]
        return ranked[:_MOST_SHOWN]

    def _keep_near(self, found: dict[str, Match], name: str, country: str) -> None:
        key = organisation_key(name)
        for other in self._near(key):
            score = SequenceMatcher(None, key, other, autojunk=False).ratio()
            if score >= _POSSIBLE and _same_figures(key, other):
                for known in self._by_key[other]:
                    if _agree(country, known):
                        self._keep(found, known, min(score, 0.99))

    def _near(self, key: str) -> list[str]:
        """List the keys that share most pieces with a key."""
        shared = Counter(other for piece in _pieces(key) for other in self._by_piece.get(piece, ()))
        return [other for other, _ in shared.most_common(_MOST_COMPARED)]

    def _keep(self, found: dict[str, Match], known: Known, score: float) -> None:
        if known.uuid not in found or found[known.uuid].score < score:
            found[known.uuid] = Match(known, score)


def _agree(country: str, known: Known) -> bool:
    return not country or not known.country or country == known.country


def _same_figures(one: str, other: str) -> bool:
    """Tell whether two keys have the same figures: Paris 1 is not Paris 2."""
    return [c for c in one if c.isdigit()] == [c for c in other if c.isdigit()]


def _pieces(key: str) -> set[str]:
    """Cut a key into pieces of three letters, or of two characters."""
    bare = key.replace("university", "")
    length = 3 if bare.isascii() else 2
    return {bare[at : at + length] for at in range(max(len(bare) - length + 1, 1))}
