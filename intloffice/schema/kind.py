"""Kinds of record: all that the program needs to know to keep, show, search and exchange them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from functools import cached_property

from intloffice.schema.field import COMMON, Field, FieldType, Value

#: Values of a record or row by field name.
Values = Mapping[str, Value]
#: Fields that may not be empty, each with the names of those of which one is enough.
Needed = tuple[tuple[Field, tuple[str, ...]], ...]
#: Stands for our own university in what a new record begins with.
OURSELVES = "ourselves"


@dataclass(frozen=True)
class Rows:
    """Rows that belong to a record and have no life without it, in an order of their own.

    ``begins`` are the rows that a new record begins with: what is proposed for each. ``telling``
    are the fields by which a row is told beside a list, where others are for the program only.
    """

    name: str
    label: str
    fields: tuple[Field, ...]
    ordered: tuple[tuple[str, str], ...] = ()
    begins: tuple[Mapping[str, str], ...] = dataclass_field(default=(), compare=False)
    telling: tuple[str, ...] = ()

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """The fields by their names."""
        return {field.name: field for field in self.fields}

    @cached_property
    def blank(self) -> dict[str, Value]:
        """The values of a row of which nothing is known."""
        return {name: field.empty for name, field in self.by_name.items()}

    @cached_property
    def needed(self) -> "Needed":
        """The fields that may not be empty."""
        return _needed(self.fields)

    @cached_property
    def judged(self) -> tuple[str, ...]:
        """The fields that tell whether a row can be kept."""
        return _judged(self.needed, self.ordered)


@dataclass(frozen=True)
class Section:
    """A part of the form: a heading and the names of the fields and rows under it."""

    heading: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Title:
    """What a record is called.

    Either the rows of names it keeps (``names``), or the person's name (``person``), or the
    values of some fields one after the other; a field kept once per language is given by its
    stem.
    """

    fields: tuple[str, ...] = ()
    names: str = ""
    person: bool = False


@dataclass(frozen=True)
class Kind:
    """A kind of record, declared once.

    ``columns`` are shown in lists, ``searched`` are found by search; both may name a field of
    rows as ``rows.field``. ``ordered`` are pairs of fields of which the second may not precede
    the first. ``year_field`` is the day that says to which year a record belongs. ``questions``
    are what a list may be asked besides its fields, answered by the rules of counting.
    """

    name: str
    singular: str
    plural: str
    title: Title
    own_fields: tuple[Field, ...]
    sections: tuple[Section, ...]
    columns: tuple[str, ...]
    searched: tuple[str, ...]
    rows: tuple[Rows, ...] = ()
    ordered: tuple[tuple[str, str], ...] = ()
    year_field: str = ""
    newest_first: bool = False
    questions: tuple[Field, ...] = ()

    @cached_property
    def fields(self) -> dict[str, Field]:
        """All fields by name, those every record has last."""
        return {field.name: field for field in (*self.own_fields, *COMMON)}

    @cached_property
    def blank(self) -> dict[str, Value]:
        """The values of a record of which nothing is known."""
        return {name: field.empty for name, field in self.fields.items()}

    @cached_property
    def refers(self) -> bool:
        """Whether a record, apart from its rows, may refer to others."""
        return any(not rows for rows, _ in self.references())

    @cached_property
    def blanks(self) -> dict[str, dict[str, Value]]:
        """The values of which nothing is known, by the tables of the record and of its rows."""
        return {self.name: self.blank} | {self.table_of(rows): rows.blank for rows in self.rows}

    @cached_property
    def needed(self) -> "Needed":
        """The fields that may not be empty."""
        return _needed(self.own_fields)

    @cached_property
    def judged(self) -> tuple[str, ...]:
        """The fields that tell whether a record can be kept, as far as its own are asked."""
        return _judged(self.needed, self.ordered)

    @cached_property
    def rows_by_name(self) -> dict[str, Rows]:
        """The rows by their names."""
        return {rows.name: rows for rows in self.rows}

    def table_of(self, rows: Rows) -> str:
        """Name the table in which the rows are kept."""
        return f"{self.name}_{rows.name}"

    @cached_property
    def questions_by_name(self) -> dict[str, Field]:
        """What a list may be asked besides its fields, by name."""
        return {question.name: question for question in self.questions}

    def field_at(self, path: str) -> Field:
        """Give a field by its name, or by ``rows.field``."""
        owner, _, name = path.rpartition(".")
        return self.rows_by_name[owner].by_name[name] if owner else self.fields[name]

    def asked_at(self, path: str) -> Field:
        """Give what a filter at a path asks for: a field, the rows of names, or a question.

        A text kept once per language stands under its stem.
        """
        if path in self.questions_by_name:
            return self.questions_by_name[path]
        if path in self.rows_by_name:
            return self.rows_by_name[path].by_name["text"]
        if "." in path or path in self.fields:
            return self.field_at(path)
        return replace(self.fields[f"{path}_en"], name=path, language="")

    def references(self) -> Iterator[tuple[str, Field]]:
        """Walk through the references: the name of the rows they are in, or "", and the field."""
        for owner, fields in (("", self.fields.values()), *((r.name, r.fields) for r in self.rows)):
            for field in fields:
                if field.type is FieldType.REFERENCE:
                    yield owner, field


def _needed(fields: Sequence[Field]) -> Needed:
    return tuple((field, _one_of(fields, field)) for field in fields if field.required)


def _one_of(fields: Sequence[Field], field: Field) -> tuple[str, ...]:
    """Name the fields of which one is enough: of a text kept once per language, any."""
    stem = field.name.removesuffix(f"_{field.language}")
    every = [each.name for each in fields if each.language]
    same = [name for name in every if field.language and name.rpartition("_")[0] == stem]
    return tuple(same) or (field.name,)


def _judged(needed: Needed, ordered: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    asked = (*(names for _, names in needed), *ordered)
    return tuple(dict.fromkeys(name for names in asked for name in names))


def kind_named(kinds: Sequence[Kind], name: str) -> Kind:
    """Give the kind of a name."""
    return next(kind for kind in kinds if kind.name == name)
