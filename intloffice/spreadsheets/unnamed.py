"""Ids for rows that have none: the same row has the same whenever its workbook comes again.

What a school fills in comes in twice, the second time corrected. A stay is known again by who,
where and when; a person by the name, the nationality and the school of the rows that name them,
for two people of one name are in two schools as a rule. The second of two rows that are alike in
all of that is another record.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID, uuid5

from intloffice.names.folding import fold
from intloffice.schema.kind import Kind
from intloffice.spreadsheets.entry import Entry, RowEntry

_SPACE = UUID("b2c1f9f0-6a0d-4c55-9f0e-0f5a3a0d8f7e")
#: What tells records apart beside what they are called by.
_BESIDE = ("direction", "school_id", "engagement_class", "programme_id", "amount")
_NAMES = ("family_native", "given_native", "latin_family", "latin_given", "nationalities")
#: What tells two people of one name apart, by what names them; the first that is filled.
_WITH = ("school_id", "organisation_id", "home_id", "programme_id")


def named(entries: Iterable[Entry]) -> None:
    """Give each record without an id one that its row always has."""
    found = [each for each in entries if each.own is not None and not each.own.owner]
    beside: dict[str, set[str]] = {}
    for each in found:
        for who, where in _names_somebody(each):
            beside.setdefault(who, set()).add(where)
    seen: dict[tuple[str, ...], int] = {}
    for each in found:
        words = (each.kind.name, *_words(each, beside))
        seen[words] = seen.get(words, 0) + 1
        each.uuid = str(uuid5(_SPACE, "\x1f".join((*words, str(seen[words])))))


def _words(entry: Entry, beside: Mapping[str, set[str]]) -> tuple[str, ...]:
    row = entry.own
    assert row is not None
    if entry.kind.title.person:
        names = [_said(row, name) for name in _NAMES]
        both = (names[0] + names[1], names[1] + names[0])
        whose = sorted({word for key in both for word in beside.get(key, ())})
        return (*names, *whose)
    words = tuple(_said(row, name) for name in (*_called_by(entry.kind), *_BESIDE))
    if any(words):
        return words
    return tuple(_said(row, name) for name in sorted({*row.values, *row.pointers}))


def _called_by(kind: Kind) -> tuple[str, ...]:
    return tuple(
        field
        for name in kind.title.fields
        for field in (
            (name,) if name in kind.fields else (f"{name}_{c}" for c in ("en", "zh", "ja"))
        )
    )


def _names_somebody(entry: Entry) -> Iterable[tuple[str, str]]:
    """Tell whom a row names, and what it says beside."""
    row = entry.own
    assert row is not None
    for name, pointer in row.pointers.items():
        field = entry.kind.fields.get(name)
        if field is not None and field.refers_to == "person" and pointer.caption:
            words = next(filter(None, (_said(row, each) for each in _WITH)), "")
            yield _key(pointer.caption), words


def _said(row: RowEntry, name: str) -> str:
    if name in row.pointers:
        pointer = row.pointers[name]
        return pointer.uuid or _key(pointer.caption)
    value = row.values.get(name)
    if value is None or value in ("", ()):
        return ""
    return _key(" ".join(value) if isinstance(value, tuple) else str(value))


def _key(text: str) -> str:
    return "".join(fold(text).split())
