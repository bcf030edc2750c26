"""What is computed from a record and kept beside it: captions, keys to sort by, search words.

Only the store writes these; they can be made anew at any time (``rebuild``).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, select

from intloffice import resources
from intloffice.database import search
from intloffice.database.tables import DERIVED, Tables
from intloffice.i18n import LOCALES, Language, language
from intloffice.names import segmenting
from intloffice.names.collating import collation_key
from intloffice.names.person import PersonName, caption, search_text, sort_keys
from intloffice.schema.field import Field, FieldType
from intloffice.schema.kind import Kind
from intloffice.schema.showing import shown

Key = TypeVar("Key", int, str)

#: Raised when captions or search words are made differently, so that stores are rebuilt.
VERSION = "7"

_SLICE = 400
#: A phrase never reaches from the words of one name into those of the next.
_APART = segmenting.APART
#: A caption is a line; whole paragraphs are cut.
_LONGEST_CAPTION = 200
Captions = dict[int, dict[str, str]]
#: A record's kind and id.
Record = tuple[str, int]
#: Rows of records by kind and id.
Rows = Mapping[Record, Mapping[str, Any]]
#: What a record is found by, beside what its kind declares.
REMARKS = frozenset({"tags", "notes"})
_IN_A_NAME = PersonName._fields
_OF_A_NAME = frozenset(_IN_A_NAME)


#: Hears how much of how much is done; 0 of 0 where that cannot be said.
Telling = Callable[[int, int], object]


def untold(_done: int, _total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Stale:
    """The records of which something is to be derived anew, each by kind and id.

    ``reworded`` are themselves found or shown otherwise, ``renamed`` shown otherwise by others;
    the index never heard of the ``fresh``; the ``captioned`` have their captions already. ``known``
    are rows of records as they are now, which need not be read.
    """

    reworded: Collection[Record]
    renamed: Collection[Record] = ()
    fresh: Collection[Record] = ()
    captioned: Collection[Record] = ()
    known: Rows | None = None


def refresh(
    connection: Connection, tables: Tables, stale: Stale, heed: Callable[[], None] = lambda: None
) -> None:
    """Make anew what is derived from records, and from those that show renamed ones.

    What ``heed`` raises, which is called again and again, ends it.
    """
    ids = _by_kind(stale.reworded)
    for kind, found in _by_kind(stale.renamed).items():
        for other, referrers in _referrers(connection, tables, kind, found):
            ids[other] |= referrers
    for kind in _shown_before_showing(tables.kinds, ids):
        for part in slices(ids[kind]):
            heed()
            _renew(connection, tables, tables.kinds[kind], part, stale)


class Made(NamedTuple):
    """What was made of many records, a column each; what needs others as well is empty."""

    captions: Mapping[str, Sequence[str]]
    words: Sequence[str]


NOTHING = Made({}, ())


def made_alone(kind: Kind, columns: Mapping[str, Sequence[Any]]) -> Made:
    """Make the captions and words of records, given by columns, as far as no others count."""
    called: Sequence[PersonName | None] = [None] * len(columns["id"])
    if kind.title.person:
        called = list(map(PersonName, *(columns[name] for name in _IN_A_NAME)))
    lines: Sequence[Mapping[str, Any]] = [{}] * len(called)
    if kind.searched or not kind.title.person:
        names = _counting(kind)
        lines = [
            dict(zip(names, values, strict=True))
            for values in zip(*(columns[name] for name in names), strict=True)
        ]
    captions = [_alone(kind, line, name) for line, name in zip(lines, called, strict=True)]
    found = {name: [line[name] for line in captions] for name in captions[0]}
    if any("." in path or kind.field_at(path).refers_to for path in kind.searched):
        return Made(found, ())
    remarks = zip(columns["tags"], columns["notes"], strict=True)
    words = [
        _APART.join([*_words(kind, line, {}, name), *_remarks(*said)])
        for line, name, said in zip(lines, called, remarks, strict=True)
    ]
    return Made(found, words)


def _counting(kind: Kind) -> list[str]:
    """Name the fields of which a record's captions and words are made."""
    stems = {f"{stem}_{code}" for stem in kind.title.fields for code in LOCALES}
    known_by = {*stems, *kind.title.fields, *kind.searched}
    return [name for name in kind.fields if name in known_by]


def captions_alone(kind: Kind, values: Mapping[str, Any]) -> dict[str, str]:
    """Make the captions and sort keys of a record from its own values; empty where others count."""
    return _alone(kind, values, _name_of(kind, values))


def _alone(kind: Kind, values: Mapping[str, Any], name: PersonName | None) -> dict[str, str]:
    if name is not None:
        return _of_person(name)
    fields = (kind.fields.get(stem) for stem in kind.title.fields)
    if kind.title.names or any(f is not None and f.type is FieldType.REFERENCE for f in fields):
        return {}
    return _put_together(kind, values, {})


def is_renamed(kind: Kind, rows: str, changed: Iterable[str]) -> bool:
    """Tell whether a record that changed is now known by another caption or other words.

    ``rows`` names the rows that changed, or is empty, ``changed`` the values.
    """
    if rows and rows == kind.title.names:
        return True
    if kind.title.person and not rows and not _OF_A_NAME.isdisjoint(changed):
        return True
    stems = {f"{stem}_{code}" for stem in kind.title.fields for code in LOCALES}
    known_by = {*kind.searched, *kind.title.fields, *stems}
    return any((f"{rows}.{name}" if rows else name) in known_by for name in changed)


def rebuild(
    connection: Connection,
    tables: Tables,
    tell: Telling = untold,
) -> None:
    """Make everything anew that is derived.

    ``tell`` hears how many of how many records are done; what it raises ends it.
    """
    search.create(connection, tables.kinds)
    ids = {
        kind: connection.scalars(select(tables[kind].c.id)).all()
        for kind in _shown_before_showing(tables.kinds, tables.kinds)
    }
    done, total = 0, sum(map(len, ids.values()))
    for kind, listed in ids.items():
        for part in slices(listed):
            tell(done, total)
            fresh = [(kind, record_id) for record_id in part]
            _renew(connection, tables, tables.kinds[kind], part, Stale((), fresh=set(fresh)))
            done += len(part)


def captions_of(
    connection: Connection,
    tables: Tables,
    kind: Kind,
    record: Mapping[str, Any],
    rows: Mapping[str, Sequence[Mapping[str, Any]]],
) -> dict[str, str]:
    """Make the captions, by language, of a record that is not in its table any more."""
    gone = _Records(connection, tables, kind, ())
    gone.records[0] = record
    for name, lines in rows.items():
        gone.rows[name] = {0: list(lines)}
    made = gone.captions()[0]
    return {code: made[f"caption_{code}"] for code in LOCALES}


def slices(ids: Collection[Key]) -> Iterator[list[Key]]:
    """Cut many ids, or uuids, into as many as a statement takes."""
    listed = sorted(ids)
    for start in range(0, len(listed), _SLICE):
        yield listed[start : start + _SLICE]


def _by_kind(records: Iterable[Record]) -> dict[str, set[int]]:
    ids: dict[str, set[int]] = defaultdict(set)
    for kind, record_id in records:
        ids[kind].add(record_id)
    return ids


def _shown_before_showing(kinds: Mapping[str, Kind], names: Iterable[str]) -> list[str]:
    """List kinds by name so that those whose captions are part of others' come first.

    What a title shows shows nothing itself (tests/test_every_kind.py), so two steps are enough.
    """
    return sorted(
        names, key=lambda name: any(stem.endswith("_id") for stem in kinds[name].title.fields)
    )


def _shows(kind: Kind) -> Iterator[tuple[str, Field]]:
    """Walk through the references whose captions or words a kind takes for its own."""
    wanted = {*kind.searched, *kind.title.fields}
    for owner, field in kind.references():
        if (f"{owner}.{field.name}" if owner else field.name) in wanted:
            yield owner, field


def _referrers(
    connection: Connection, tables: Tables, kind: str, ids: Collection[int]
) -> Iterator[tuple[str, set[int]]]:
    for other in tables.kinds.values():
        for owner, field in _shows(other):
            if field.refers_to != kind:
                continue
            table = tables[f"{other.name}_{owner}" if owner else other.name]
            record = table.c[f"{other.name}_id" if owner else "id"]
            for part in slices(ids):
                found = connection.scalars(select(record).where(table.c[field.name].in_(part)))
                yield other.name, set(found)


def _renew(
    connection: Connection, tables: Tables, kind: Kind, ids: Collection[int], stale: Stale
) -> None:
    changing = tables.one(kind.name).update(DERIVED)
    for part in slices(ids):
        records = _Records(connection, tables, kind, part, stale.known)
        lines = [
            {"row_id_": record_id, **line}
            for record_id, line in records.captions(stale.captioned).items()
            if any(records.records[record_id][name] != value for name, value in line.items())
        ]
        changing.run_all(connection, lines)
        known = (record_id for record_id in part if (kind.name, record_id) not in stale.fresh)
        search.forget(connection, kind.name, known)
        tokens = records.tokens()
        search.keep(connection, kind.name, list(tokens), list(tokens.values()))


class _Records:
    """Some records of a kind, read once with all that their captions and words need."""

    def __init__(
        self,
        connection: Connection,
        tables: Tables,
        kind: Kind,
        ids: Sequence[int],
        known: Rows | None = None,
    ) -> None:
        self._connection, self._tables, self._kind = connection, tables, kind
        table, known = tables[kind.name], known or {}
        self.records: dict[int, Mapping[str, Any]] = {
            record_id: known[kind.name, record_id]
            for record_id in ids
            if (kind.name, record_id) in known
        }
        unknown = [record_id for record_id in ids if record_id not in self.records]
        if unknown:
            found = connection.execute(select(table).where(table.c.id.in_(unknown))).mappings()
            self.records |= {line["id"]: dict(line) for line in found}
        self.rows: dict[str, dict[int, list[Mapping[str, Any]]]] = {}
        for rows, table in tables.rows_of(kind):
            lines: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
            owner = table.c[f"{kind.name}_id"]
            query = select(table).where(owner.in_(ids)).order_by(table.c.position)
            for line in connection.execute(query).mappings():
                lines[line[owner.name]].append(dict(line))
            self.rows[rows.name] = lines

    def captions(self, captioned: Collection[Record] = ()) -> Captions:
        """Make each record's captions and sort keys, but of those that have theirs."""
        lines = {
            record_id: line
            for record_id, line in self.records.items()
            if (self._kind.name, record_id) not in captioned
        }
        if self._kind.title.names:
            return {record_id: self._named(record_id) for record_id in lines}
        if self._kind.title.person:
            return {record_id: _of_person(person_name(line)) for record_id, line in lines.items()}
        shown_here = self._captions_shown(self._kind.title.fields) if lines else {}
        return {
            record_id: _put_together(self._kind, line, shown_here)
            for record_id, line in lines.items()
        }

    def tokens(self) -> dict[int, str]:
        """Make the words under which each record is found."""
        words = self.own_words()
        for owner, field in _shows(self._kind):
            path = f"{owner}.{field.name}" if owner else field.name
            if path not in self._kind.searched:
                continue
            pointed = self._pointed(owner, field)
            other = self._tables.kinds[field.refers_to]
            targets = {target for found in pointed.values() for target in found}
            if not targets:
                continue
            theirs: dict[int, list[str]] = {}
            for part in slices(targets):
                theirs |= _Records(self._connection, self._tables, other, part).own_words()
            for record_id, found in pointed.items():
                for target in found:
                    words[record_id] += theirs.get(target, [])
        for record_id, line in self.records.items():
            words[record_id] += _remarks(line["tags"], line["notes"])
        return {record_id: _APART.join(found) for record_id, found in words.items()}

    def own_words(self) -> dict[int, list[str]]:
        """Make the words by which the records are known, wherever they are named."""
        return {
            record_id: _words(
                self._kind,
                line,
                {name: lines.get(record_id, ()) for name, lines in self.rows.items()},
                _name_of(self._kind, line),
            )
            for record_id, line in self.records.items()
        }

    def _pointed(self, rows: str, field: Field) -> dict[int, list[int]]:
        pointed: dict[int, list[int]] = {}
        for record_id, line in self.records.items():
            lines = self.rows[rows].get(record_id, ()) if rows else (line,)
            pointed[record_id] = [v[field.name] for v in lines if v[field.name] is not None]
        return pointed

    def _named(self, record_id: int) -> dict[str, str]:
        names = self.rows[self._kind.title.names].get(record_id, [])
        captions = {code: preferred_name(names, code) for code in LOCALES}
        return _with_sort_keys(captions)

    def _captions_shown(self, stems: Iterable[str]) -> dict[str, Captions]:
        found: dict[str, Captions] = {}
        for stem in stems:
            field = self._kind.fields.get(stem)
            if field is None or field.type is not FieldType.REFERENCE:
                continue
            targets = {line[stem] for line in self.records.values() if line[stem] is not None}
            table = self._tables[field.refers_to]
            query = select(table).where(table.c.id.in_(targets))
            found[stem] = {
                line["id"]: {code: line[f"caption_{code}"] for code in LOCALES}
                for line in self._connection.execute(query).mappings()
            }
        return found


def _words(
    kind: Kind,
    line: Mapping[str, Any],
    rows: Mapping[str, Sequence[Mapping[str, Any]]],
    name: PersonName | None,
) -> list[str]:
    """Make the words by which a record is known, of its own values, its rows and its name."""
    texts = (
        text
        for path in kind.searched
        if kind.field_at(path).type is not FieldType.REFERENCE
        for text in _texts(path, line, rows)
    )
    words = [segmenting.index_tokens(text) for text in texts if text]
    return words if name is None else [search_text(name), *words]


def _texts(
    path: str, line: Mapping[str, Any], rows: Mapping[str, Sequence[Mapping[str, Any]]]
) -> Iterator[str]:
    owner, _, name = path.rpartition(".")
    for values in rows[owner] if owner else (line,):
        value = values[name]
        yield from value if isinstance(value, tuple) else (str(value or ""),)


def _remarks(tags: Iterable[str], notes: str) -> list[str]:
    return [segmenting.index_tokens(text) for text in (*tags, notes) if text]


def _put_together(
    kind: Kind, line: Mapping[str, Any], shown_here: Mapping[str, Captions]
) -> dict[str, str]:
    captions = {}
    for code in LOCALES:
        parts = [_part(kind, line, stem, code, shown_here) for stem in kind.title.fields]
        captions[code] = _in_a_line(" · ".join(part for part in parts if part))
    return _with_sort_keys(captions)


def _part(
    kind: Kind, line: Mapping[str, Any], stem: str, code: str, shown_here: Mapping[str, Captions]
) -> str:
    if stem in shown_here:
        return shown_here[stem].get(line[stem], {}).get(code, "")
    if stem in kind.fields:
        return shown(kind.fields[stem], line[stem], _speaking(code))
    return in_language(line, stem, code)


def _in_a_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_CAPTION else f"{line[: _LONGEST_CAPTION - 1]}…"


def _speaking(code: str) -> Language:
    return language(code, resources.folder("translations"))


def in_language(values: Mapping[str, Any], stem: str, code: str) -> str:
    """Give a text kept once per language in that language, else in the first that has it."""
    order = (code, *(other for other in LOCALES if other != code))
    return next((str(values[f"{stem}_{c}"]) for c in order if values.get(f"{stem}_{c}")), "")


def preferred_name(names: Sequence[Mapping[str, Any]], code: str) -> str:
    """Choose the name of a record in a language: the preferred, else the official one.

    A record without a name in the language is called by its English one, else by its first.
    """
    current = [name for name in names if name["type"] != "former"] or list(names)
    for wanted in (code, "en"):
        found = [name for name in current if name["language"].partition("-")[0] == wanted]
        if found:
            best = max(found, key=lambda name: (name["preferred"], name["type"] == "official"))
            return str(best["text"])
    return str(current[0]["text"]) if current else ""


def _name_of(kind: Kind, line: Mapping[str, Any]) -> PersonName | None:
    return person_name(line) if kind.title.person else None


def person_name(line: Mapping[str, Any]) -> PersonName:
    """Read a person's name from their record."""
    return PersonName(*[line[name] for name in _IN_A_NAME])


def _of_person(name: PersonName) -> dict[str, str]:
    native, latin = caption(name)
    both = (latin, native) if latin != native else (native, "")
    keys = sort_keys(name)
    return {
        "caption_en": " ".join(filter(None, both)),
        "caption_zh": native,
        "caption_ja": native,
        "sort_en": keys["en"],
        "sort_zh": keys["zh"],
        "sort_ja": keys["ja"],
    }


def _with_sort_keys(captions: Mapping[str, str]) -> dict[str, str]:
    found = {f"caption_{code}": text for code, text in captions.items()}
    for code, text in captions.items():
        found[f"sort_{code}"] = collation_key(text, code)
    return found
