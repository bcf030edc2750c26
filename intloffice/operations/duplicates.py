"""Records that are perhaps the same: people and organisations entered twice.

Every record has a few keys, made so that what is written in another way has the same: characters
simplified, traditional or Japanese, Latin letters in either order, readings with the day of birth.
Only records that share a key are looked at, so that twenty thousand are compared in a moment.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

from sqlalchemy import select

from intloffice.database.derived import slices
from intloffice.database.session import Session, WritingSession
from intloffice.i18n import N_
from intloffice.names.folding import fold, folded_character, latin_key, unrepeated
from intloffice.names.kana import hiragana
from intloffice.operations.erasing import NOBODY
from intloffice.schema.kind import Kind

SAME_NAME = N_("The names are the same, or are written so")
SAME_LATIN = N_("The Latin spellings are the same")
SAME_READING = N_("The readings and the days of birth are the same")
SAME_PASSPORT = N_("The passport numbers are the same")
SAME_IDENTIFIER = N_("The identifiers are the same")
#: The kinds that are looked through.
LOOKED_AT = ("person", "organisation")
_APART = "apart"
#: So many records of one key are compared each with each; of more only neighbours.
_EACH_WITH_EACH = 12
_STRONGEST = (SAME_PASSPORT, SAME_IDENTIFIER, SAME_READING, SAME_NAME, SAME_LATIN)
_PERSON = (
    "family_native",
    "given_native",
    "family_kana",
    "given_kana",
    "latin_family",
    "latin_given",
    "latin_variants",
    "birth_on",
    "passport_number",
    "nationalities",
)
_ORGANISATION = ("country", "parent_id", "successor_id", "ror_id", "erasmus_code", "schac")
_IDENTIFIERS = ("ror_id", "erasmus_code", "schac")
_CANDIDATES = 40


@dataclass(frozen=True)
class Pair:
    """Two records that are perhaps the same, by id, and why; the lower id first."""

    first: int
    second: int
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class _Facts:
    """What tells a record from another: its keys, and values that speak against a likeness."""

    id: int
    uuid: str
    keys: frozenset[tuple[str, str]]
    values: Mapping[str, Any]


def likely(session: Session, kind: Kind, limit: int = 500) -> list[Pair]:
    """List the pairs of one kind that are perhaps the same, the likeliest first."""
    facts = {each.id: each for each in _all(session, kind)}
    blocks: dict[tuple[str, str], list[int]] = {}
    for each in facts.values():
        for key in each.keys:
            blocks.setdefault(key, []).append(each.id)
    apart = _apart(session, kind)
    found: dict[tuple[int, int], set[str]] = {}
    for key, ids in blocks.items():
        whole = len(ids) <= _EACH_WITH_EACH
        for one, other in combinations(ids, 2) if whole else pairwise(ids):
            a, b = sorted((one, other))
            if _fits(kind, key[0], facts[a], facts[b]):
                found.setdefault((a, b), set()).add(key[0])
    pairs = [
        Pair(a, b, tuple(reason for reason in _STRONGEST if reason in reasons))
        for (a, b), reasons in found.items()
        if frozenset((facts[a].uuid, facts[b].uuid)) not in apart
    ]
    return sorted(pairs, key=lambda pair: (_rank(pair), pair.first, pair.second))[:limit]


def like(
    session: Session,
    kind: Kind,
    values: Mapping[str, Any],
    names: Sequence[str] = (),
    limit: int = 3,
) -> list[int]:
    """Find records that are perhaps the same as one that is being entered, by the search index."""
    entered = {**dict.fromkeys((*_PERSON, *_ORGANISATION)), **values}
    mine = _Facts(0, "", frozenset(_keys(kind, entered, names)), entered)
    texts = list(names)
    if kind.title.person:
        texts = [
            f"{values.get(f'family_{form}') or ''} {values.get(f'given_{form}') or ''}".strip()
            for form in ("native", "kana")
        ]
        texts.append(f"{values.get('latin_family') or ''} {values.get('latin_given') or ''}")
    ids: dict[int, None] = {}
    for text in filter(None, (text.strip() for text in texts)):
        for sought in dict.fromkeys((text, "".join(text.split()))):
            query = session.matching(kind.name, sought)
            if query is not None:
                found = session.execute(query.limit(_CANDIDATES)).scalars()
                ids |= dict.fromkeys(found)
    others = _all(session, kind, list(ids))
    return [
        each.id
        for each in others
        if any(_fits(kind, key[0], mine, each) for key in mine.keys & each.keys)
    ][:limit]


def set_apart(session: WritingSession, kind: Kind, first: int, second: int) -> None:
    """Remember that two records are not the same."""
    session.note(_note(session, kind, first, second), session.at)


def bring_together(session: WritingSession, kind: Kind, first: int, second: int) -> None:
    """Forget that two records are not the same, so that they are looked at again."""
    session.unnote(_note(session, kind, first, second))


def told_apart(session: Session, kind: Kind) -> list[Pair]:
    """List the pairs that are not the same, as somebody said, with what makes them alike."""
    apart = _apart(session, kind)
    table = session.tables[kind.name]
    uuids = sorted({uuid for pair in apart for uuid in pair})
    ids = [
        found
        for part in slices(uuids)
        for found in session.execute(select(table.c.id).where(table.c.uuid.in_(part))).scalars()
    ]
    facts = {each.uuid: each for each in _all(session, kind, ids)}
    found = []
    for pair in apart:
        if pair <= facts.keys():
            one, other = sorted((facts[uuid] for uuid in pair), key=lambda each: each.id)
            reasons = {reason for reason, _key in one.keys & other.keys}
            alike = tuple(reason for reason in _STRONGEST if reason in reasons)
            found.append(Pair(one.id, other.id, alike))
    return sorted(found, key=lambda pair: (pair.first, pair.second))


def _note(session: Session, kind: Kind, first: int, second: int) -> str:
    uuids = sorted(
        str((session.row(kind.name, each) or {}).get("uuid")) for each in (first, second)
    )
    return ":".join((_APART, kind.name, *uuids))


def _rank(pair: Pair) -> int:
    return min(_STRONGEST.index(reason) for reason in pair.reasons)


def _apart(session: Session, kind: Kind) -> set[frozenset[str]]:
    table = session.tables.office
    query = select(table.c.name).where(table.c.name.startswith(f"{_APART}:{kind.name}:"))
    return {frozenset(name.split(":")[2:]) for name in session.execute(query).scalars()}


def _all(session: Session, kind: Kind, ids: Sequence[int] | None = None) -> Iterator[_Facts]:
    table = session.tables[kind.name]
    wanted = _PERSON if kind.title.person else _ORGANISATION
    query = select(table.c.id, table.c.uuid, *(table.c[name] for name in wanted))
    names: dict[int, list[str]] = {}
    if ids is not None:
        query = query.where(table.c.id.in_(session.among(ids)))
    if kind.title.names:
        rows = session.tables[f"{kind.name}_{kind.title.names}"]
        owner = rows.c[f"{kind.name}_id"]
        texts = select(owner.label("owner"), rows.c.text).where(rows.c.type != "acronym")
        if ids is not None:
            texts = texts.where(owner.in_(session.among(ids)))
        for line in session.execute(texts):
            names.setdefault(line.owner, []).append(line.text)
    for found in session.execute(query.order_by(table.c.id)).mappings():
        values: dict[str, Any] = dict(found)
        keys = _keys(kind, values, names.get(values["id"], ()))
        yield _Facts(values["id"], values["uuid"], frozenset(keys), values)


def _keys(kind: Kind, values: Mapping[str, Any], names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give the keys of a record, each with what it says of two that share it."""
    if kind.title.person:
        yield from _person_keys(values)
        return
    for name in names:
        written = _written(name)
        if len(written) > 1:
            yield SAME_NAME, written
    for field in _IDENTIFIERS:
        if values[field]:
            yield SAME_IDENTIFIER, f"{field} {fold(values[field])}"


def _person_keys(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    family, given = values["family_native"] or "", values["given_native"] or ""
    if family == NOBODY:
        return
    own = _written(family + given)
    if own and not own.isascii() and len(own) > 1:
        yield SAME_NAME, own
        yield SAME_NAME, _written(given + family)
    spellings = [f"{values['latin_family'] or ''} {values['latin_given'] or ''}"]
    spellings += [f"{family} {given}", *(values["latin_variants"] or ())]
    for spelling in spellings:
        words = sorted(filter(None, (latin_key(word) for word in spelling.split())))
        if len(words) > 1 and all(word.isascii() for word in words):
            yield SAME_LATIN, " ".join(words)
    kana = hiragana(fold(f"{values['family_kana'] or ''}{values['given_kana'] or ''}"))
    kana = "".join(kana.split())
    if kana and values["birth_on"]:
        yield SAME_READING, f"{kana} {values['birth_on']}"
    if values["passport_number"]:
        yield SAME_PASSPORT, "".join(fold(values["passport_number"]).split())


def _written(name: str) -> str:
    """Give the one form of a name in characters or letters, without blanks and signs."""
    folded = "".join(sign for sign in fold(unrepeated(name)) if sign.isalnum())
    if folded.isascii():
        return latin_key(folded)
    return "".join(folded_character(sign) for sign in folded)


def _fits(kind: Kind, reason: str, one: _Facts, other: _Facts) -> bool:
    """Tell whether nothing speaks against a likeness."""
    if reason in (SAME_PASSPORT, SAME_IDENTIFIER):
        return True
    a, b = one.values, other.values
    if not kind.title.person:
        related = b["successor_id"] == one.id or a["successor_id"] == other.id
        return not related and not _differ(a, b, "country") and not _differ(a, b, "parent_id")
    if _differ(a, b, "birth_on"):
        return False
    if reason != SAME_LATIN or (a["birth_on"] and b["birth_on"]):
        return True
    if (
        a["nationalities"]
        and b["nationalities"]
        and {*a["nationalities"]}.isdisjoint(b["nationalities"])
    ):
        return False
    written = [{text for why, text in each.keys if why == SAME_NAME} for each in (one, other)]
    return not all(written) or not written[0].isdisjoint(written[1])


def _differ(one: Mapping[str, Any], other: Mapping[str, Any], field: str) -> bool:
    return bool(one[field] and other[field] and one[field] != other[field])
