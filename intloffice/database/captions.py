"""A record put into words: its captions, the keys it is sorted by, the words it is found by.

All are made of plain values; what needs the values of other records, or a record's rows, is given
them by the store (``derived``).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from intloffice import resources
from intloffice.i18n import LOCALES, Language, language
from intloffice.names import segmenting
from intloffice.names.collating import collation_key
from intloffice.names.person import PersonName, caption, native, search_text, sort_keys
from intloffice.schema.field import FieldType
from intloffice.schema.kind import Kind
from intloffice.schema.showing import shown

#: What is computed from a record and kept beside it.
DERIVED = tuple(f"{stem}_{language}" for stem in ("caption", "sort") for language in LOCALES)
#: What a record is found by, beside what its kind declares.
REMARKS = frozenset({"tags", "notes"})
#: A phrase never reaches from the words of one name into those of the next.
APART = segmenting.APART
#: A caption is a line; whole paragraphs are cut.
_LONGEST_CAPTION = 200
#: Captions of records of a kind, by their ids.
Captions = dict[int, dict[str, str]]
_IN_A_NAME = PersonName._fields
_OF_A_NAME = frozenset(_IN_A_NAME)


class Made(NamedTuple):
    """What was made of many records, a column each; what needs others as well is empty."""

    captions: Mapping[str, Sequence[str]]
    words: Sequence[str]


def made_alone(kind: Kind, columns: Mapping[str, Sequence[Any]]) -> Made:
    """Make the captions and words of records, given by columns, as far as no others count."""
    called: Sequence[PersonName | None] = [None] * len(columns["id"])
    if kind.title.person:
        people = list(map(PersonName, *(columns[name] for name in _IN_A_NAME)))
        if not kind.searched:
            return _made_of_people(people, columns)
        called = people
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
    words = [words_of(kind, line, {}, name) for line, name in zip(lines, called, strict=True)]
    return Made(found, _with_remarks(map(APART.join, words), columns))


def _made_of_people(people: Sequence[PersonName], columns: Mapping[str, Sequence[Any]]) -> Made:
    """Make the captions and words of people who are found by their names alone."""
    natives = list(map(native, people))
    lines = zip(*map(_of_person, people, natives), strict=True)
    found = dict(zip(DERIVED, map(list, lines), strict=True))
    return Made(found, _with_remarks(map(search_text, people, natives), columns))


def _with_remarks(words: Iterable[str], columns: Mapping[str, Sequence[Any]]) -> list[str]:
    """Add to the words of records those of what is remarked of them."""
    return [
        APART.join([own, *remarks_of(tags, notes)]) if tags or notes else own
        for own, tags, notes in zip(words, columns["tags"], columns["notes"], strict=True)
    ]


def _counting(kind: Kind) -> list[str]:
    """Name the fields of which a record's captions and words are made."""
    stems = {f"{stem}_{code}" for stem in kind.title.fields for code in LOCALES}
    known_by = {*stems, *kind.title.fields, *kind.searched}
    return [name for name in kind.fields if name in known_by]


def captions_alone(kind: Kind, values: Mapping[str, Any]) -> dict[str, str]:
    """Make the captions and sort keys of a record from its own values; empty where others count."""
    return _alone(kind, values, name_of(kind, values))


def _alone(kind: Kind, values: Mapping[str, Any], name: PersonName | None) -> dict[str, str]:
    if name is not None:
        return of_person(name)
    fields = (kind.fields.get(stem) for stem in kind.title.fields)
    if kind.title.names or any(f is not None and f.type is FieldType.REFERENCE for f in fields):
        return {}
    return put_together(kind, values, {})


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


def words_of(
    kind: Kind,
    line: Mapping[str, Any],
    rows: Mapping[str, Sequence[Mapping[str, Any]]],
    name: PersonName | None,
) -> list[str]:
    """Make the words by which a record is known, of its own values, its rows and its name."""
    if name is not None and not kind.searched:
        return [search_text(name)]
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


def remarks_of(tags: Iterable[str], notes: str) -> list[str]:
    """Make the words of what is remarked of a record: a text each."""
    return [segmenting.index_tokens(text) for text in (*tags, notes) if text]


def put_together(
    kind: Kind, line: Mapping[str, Any], shown_here: Mapping[str, Captions]
) -> dict[str, str]:
    """Make the captions and sort keys of a record, with the captions that it shows, by field."""
    captions = {}
    for code in LOCALES:
        parts = [_part(kind, line, stem, code, shown_here) for stem in kind.title.fields]
        captions[code] = _in_a_line(" · ".join(part for part in parts if part))
    return with_sort_keys(captions)


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


def name_of(kind: Kind, line: Mapping[str, Any]) -> PersonName | None:
    """Read a person's name from their record; None from any other."""
    return person_name(line) if kind.title.person else None


def person_name(line: Mapping[str, Any]) -> PersonName:
    """Read a person's name from their record."""
    return PersonName(*[line[name] for name in _IN_A_NAME])


def of_person(name: PersonName) -> dict[str, str]:
    """Make the captions and sort keys of a person."""
    return dict(zip(DERIVED, _of_person(name, native(name)), strict=True))


def _of_person(name: PersonName, whole: str) -> tuple[str, ...]:
    own, latin = caption(name, whole)
    both = f"{latin} {own}" if latin and own and latin != own else latin or own
    return both, own, own, *sort_keys(name)


def with_sort_keys(captions: Mapping[str, str]) -> dict[str, str]:
    """Give captions by language as they are kept, with the keys they are sorted by."""
    found = {f"caption_{code}": text for code, text in captions.items()}
    for code, text in captions.items():
        found[f"sort_{code}"] = collation_key(text, code)
    return found
