"""How a register's table is to be read: plain data, kept as TOML, remembered by its headings."""

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import tomli_w

from intloffice import files
from intloffice.errors import OfficeError
from intloffice.i18n import N_
from intloffice.spreadsheets.registers import headings
from intloffice.spreadsheets.registers.tables import Table
from intloffice.spreadsheets.registers.values import Order, day_order

#: The answer to a doubt which says that it is another organisation.
NEW = "new"
_DAYS = ("signed_on", "effective_from", "effective_until", "term")


@dataclass(frozen=True)
class Reading:
    """How one table is read: the kind of its records, what each column holds, by its heading.

    ``order`` says whether days or months come first where figures alone do not; ``is_sure``
    whether they do.
    """

    kind: str
    columns: Mapping[str, str]
    order: Order = "dmy"
    is_sure: bool = True

    def places(self, table: Table) -> dict[int, str]:
        """Tell what each column of a table holds."""
        return {
            at: self.columns.get(heading, headings.NOTE) for at, heading in table.headings.items()
        }


@dataclass(frozen=True)
class Readings:
    """How the tables of a file are read, by their headings; and what was answered to doubts.

    ``same`` gives, for an organisation as it is written, the id of the record it is, or NEW.
    """

    readings: Mapping[str, Reading] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)


def fingerprint(table: Table) -> str:
    """Give the mark of a table's headings, by which a mapping is remembered."""
    said = "\n".join(headings.heading_key(text) for _, text in sorted(table.headings.items()))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def guessed(table: Table, kind: str = "") -> Reading | None:
    """Guess how a table is read; None where it tells of no kind of record."""
    kind = kind or headings.kind_of(table)
    if not kind or not table.headings:
        return None
    columns = headings.columns_of(table, kind)
    written = [
        cells[at]
        for at, held in columns.items()
        if held in _DAYS
        for _, cells in table.rows
        if at in cells
    ]
    order, is_sure = day_order(written)
    named = {table.headings[at]: held for at, held in columns.items()}
    return Reading(kind, named, order, is_sure)


def reading_for(table: Table, mapping: Readings, kind: str = "") -> Reading | None:
    """Tell how a table is read: as the mapping says, else as it is guessed."""
    known = mapping.readings.get(fingerprint(table))
    return known if known and kind in ("", known.kind) else guessed(table, kind)


def load(path: Path) -> Readings:
    """Read a mapping; raise OfficeError where the file is none."""
    try:
        said = tomllib.loads(path.read_text("utf-8"))
        readings = {
            mark: Reading(
                _one_of(each["kind"], headings.TARGETS),
                _checked(each["kind"], each["columns"]),
                _one_of(each.get("order", "dmy"), ("dmy", "mdy")),
            )
            for mark, each in said.get("tables", {}).items()
        }
        same = {str(name): str(answer) for name, answer in said.get("same", {}).items()}
    except OSError as error:
        raise OfficeError(
            N_("{name} could not be opened: {reason}."),
            name=path.name,
            reason=error.strerror or str(error),
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise OfficeError(
            N_("{name} does not say how a table is read: {reason}."), name=path.name, reason=error
        ) from error
    return Readings(readings, same)


def save(path: Path, mapping: Readings) -> None:
    """Keep a mapping as a file of its own."""
    said = {
        "tables": {
            mark: {"kind": each.kind, "order": each.order, "columns": dict(each.columns)}
            for mark, each in mapping.readings.items()
        },
        "same": dict(mapping.same),
    }
    with files.replacing(path) as part:
        part.write_text(tomli_w.dumps(said), "utf-8")


def _one_of(word: str, words: Sequence[str]) -> "Order":
    if word not in words:
        raise ValueError(f"“{word}” is none of {', '.join(words)}")
    return word  # type: ignore[return-value]


def _checked(kind: str, columns: Mapping[str, str]) -> dict[str, str]:
    known = (*headings.names(kind), headings.IGNORED, headings.NOTE)
    return {str(name): _one_of(held, known) for name, held in columns.items()}
