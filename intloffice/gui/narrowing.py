"""By what a list may be narrowed, which columns it may show, and how that is said."""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from intloffice.gui.place import Narrowing
from intloffice.i18n import N_, Language
from intloffice.schema.field import Field, FieldType
from intloffice.schema.kind import Kind
from intloffice.schema.showing import label, shown, shown_word

#: What is asked of a value, besides the value itself.
SPANS = {FieldType.DAY, FieldType.PARTIAL_DAY, FieldType.WHOLE, FieldType.AMOUNT, FieldType.CLOCK}
TEXTS = {FieldType.LINE, FieldType.TEXT, FieldType.WORDS}


def filterable(kind: Kind) -> list[str]:
    """List by what a list may be narrowed: its questions, then all fields that aren't protected."""
    return [*kind.questions_by_name, *(p for p in _paths(kind) if not kind.asked_at(p).protected)]


def showable(kind: Kind) -> list[str]:
    """List the columns that a list may show: the kind's own first, then every other field."""
    return list(dict.fromkeys((*kind.columns, *_paths(kind))))


def changeable(kind: Kind) -> list[str]:
    """List the fields that can be changed in many records at once."""
    return [field.name for field in kind.fields.values() if not field.protected]


def path_label(kind: Kind, path: str, language: Language) -> str:
    """Name what stands at a path; a field of rows with what they are."""
    if path in kind.rows_by_name:
        return language.text(kind.rows_by_name[path].label)
    owner = path.rpartition(".")[0]
    text = label(kind.asked_at(path), language)
    if not owner:
        return text
    return language.labelled(language.text(kind.rows_by_name[owner].label), text)


def described(
    narrowing: Narrowing, field: Field, language: Language, regions: Collection[str] = ()
) -> str:
    """Say in words what a filter asks for; ``regions`` are countries shown as regions."""
    if narrowing.operator in ("empty", "filled"):
        return language.text(N_("empty") if narrowing.operator == "empty" else N_("not empty"))
    if field.type is FieldType.REFERENCE:
        return narrowing.shown
    value = narrowing.value
    if field.type is FieldType.FLAG:
        return language.text(N_("Yes") if value else N_("No"))
    if narrowing.operator == "between" and isinstance(value, tuple):
        return " – ".join(_written(field, each, language, regions) for each in value)
    if isinstance(value, tuple):
        none = language.text(N_("empty"))
        words = (shown_word(field, str(w), language, regions) if w else none for w in value)
        return ", ".join(words)
    marks = {"from": "≥ ", "until": "≤ "}
    return marks.get(narrowing.operator, "") + _written(field, value, language, regions)


def _written(field: Field, value: Any, language: Language, regions: Collection[str]) -> str:
    if isinstance(value, int):
        return str(value)
    written = shown_word if field.several else shown
    return written(field, value, language, regions)


def _paths(kind: Kind) -> Iterator[str]:
    """Walk through the fields, a text kept once per language as one, and those of rows."""
    seen = set()
    for field in kind.fields.values():
        path = field.name.removesuffix(f"_{field.language}") if field.language else field.name
        if path not in seen:
            seen.add(path)
            yield path
    for rows in kind.rows:
        if rows.name == kind.title.names:
            yield rows.name
        yield from (f"{rows.name}.{field.name}" for field in rows.fields)


def fitting(labels: dict[str, str], text: str, fold: Callable[[str], str]) -> list[str]:
    """List the paths whose label holds what was typed, those that begin with it first."""
    sought = fold(text).strip()
    found = {path: fold(name).find(sought) for path, name in labels.items()}
    return sorted((path for path, at in found.items() if at >= 0), key=lambda p: found[p] > 0)
