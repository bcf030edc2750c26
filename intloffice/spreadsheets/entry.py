"""What a workbook says, and what an import would make of it, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from intloffice.i18n import Language
from intloffice.operations.edit import Line
from intloffice.schema.kind import Kind
from intloffice.spreadsheets.blocks import Rows

#: So many things are let go of in one step.
_AT_ONCE = 200


@dataclass(frozen=True)
class Refusal:
    """A cell that cannot be taken: where it is and why."""

    sheet: str
    cell: str
    template: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, language: Language) -> str:
        """Say where and why."""
        return f"{self.sheet}!{self.cell}: {language.text(self.template, **self.facts)}"


@dataclass(frozen=True)
class Pointer:
    """What a cell says of the record it refers to: what it is called, and its id."""

    caption: str = ""
    uuid: str = ""


@dataclass(slots=True)
class RowEntry:
    """One row of a sheet: the values it gives, where they stand, and to what it refers.

    ``owner`` is the lasting id of the record that the row is, or belongs to. ``is_whole`` is
    false where a cell of it could not be read. ``columns`` are the letters of those in which the
    fields of every row of the sheet stand; ``cells`` are where fields of this row stand otherwise.
    """

    sheet: str
    number: int
    owner: str = ""
    order: int = 0
    values: dict[str, Any] = field(default_factory=dict)
    pointers: dict[str, Pointer] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    is_whole: bool = True
    columns: Mapping[str, str] = field(default_factory=dict)

    def cell(self, name: str = "") -> str:
        """Name the cell of a field, or of the record's id."""
        return self.cells.get(name) or f"{self.columns.get(name, 'A')}{self.number}"


@dataclass(slots=True)
class Entry:
    """One record of a workbook: its own row, where the workbook has it, and rows by name."""

    kind: Kind
    uuid: str
    own: RowEntry | None = None
    rows: dict[str, list[RowEntry]] = field(default_factory=dict)

    def every(self) -> list[RowEntry]:
        """List the rows that make up the record."""
        return [
            *([self.own] if self.own else []),
            *(r for found in self.rows.values() for r in found),
        ]


@dataclass(frozen=True)
class Sheets:
    """What was read: the records, the rows given for a kind, and what could not be read."""

    entries: Sequence[Entry]
    given: Mapping[str, Sequence[str]]
    refusals: Sequence[Refusal]


@dataclass(frozen=True)
class Counts:
    """How records fare."""

    new: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0


@dataclass(frozen=True)
class Coming:
    """A reference to a record that the same workbook brings, by its lasting id."""

    kind: str
    uuid: str


class Addition(NamedTuple):
    """A record to be added, with the values that are given; references may be Coming."""

    kind: Kind
    uuid: str
    values: Mapping[str, Any]
    rows: Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True)
class Alteration:
    """A record to be changed from a version: the values and rows that differ."""

    kind: Kind
    record_id: int
    version: int
    values: Mapping[str, Any]
    rows: Mapping[str, Sequence[Line]]


@dataclass(frozen=True)
class Plan:
    """What an import would do; ``counts`` by the kind's name."""

    additions: Sequence[Addition]
    alterations: Sequence[Alteration]
    counts: Mapping[str, Counts]
    refusals: Sequence[Refusal]

    @property
    def size(self) -> int:
        """How many records it would write."""
        return len(self.additions) + len(self.alterations)


def let_go(held: Sequence[Any] | dict[Any, Any]) -> None:
    """Empty a list, a dict or the rows of a sheet of very many things, a few at a time.

    Taken away at once they are one step of Python's, in which no other thread gets its turn.
    """
    if isinstance(held, list):
        while held:
            del held[-_AT_ONCE:]
    elif isinstance(held, Rows):
        while held.blocks:
            held.blocks.pop()
    elif isinstance(held, dict):
        while held:
            held.popitem()
