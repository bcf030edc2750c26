"""How a register's table is to be read: plain data, kept as TOML, remembered by its headings."""

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import tomli_w

from intloffice import files
from intloffice.errors import OfficeError
from intloffice.i18n import N_
from intloffice.spreadsheets.registers import headings, heads, meanings
from intloffice.spreadsheets.registers.heads import Heads
from intloffice.spreadsheets.registers.tables import Table
from intloffice.spreadsheets.registers.values import Order, day_order

#: The answer to a doubt which says that it is another organisation.
NEW = "new"
#: What may hold for every row of every file with the same headings.
OF_ALL = frozenset({"direction", "currency", "per"})
_LIST = re.compile(
    r"recipients? of(?: the)?|list of|awarded|recipients?|发放表|发放名单|获奖名单|获得者名单|名单"
    r"|一览表?|汇总表?|统计表|登记表|受給者|一覧表?|名簿|について",
    re.IGNORECASE,
)
_TOO_PLAIN = frozenset(("scholarships", "scholarship", "awards", "grants", "奖学金", "奨学金"))
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_DAYS = headings.DAYS | {"term"}


@dataclass(frozen=True)
class Reading:
    """How one table is read: the kind of its records, what each column holds, by its heading.

    ``order`` says whether days or months come first where figures alone do not, ``orders`` for
    columns whose own figures say otherwise; ``is_sure`` whether any figures do. ``always`` is
    what every row holds that has no column for it.
    """

    kind: str
    columns: Mapping[str, str]
    order: Order = "dmy"
    is_sure: bool = True
    always: Mapping[str, str] = field(default_factory=dict)
    orders: Mapping[str, Order] = field(default_factory=dict)

    def order_of(self, target: str) -> Order:
        """Tell whether days or months come first in the column that holds a target."""
        found = (self.orders.get(text) for text, held in self.columns.items() if held == target)
        return next(filter(None, found), self.order)

    def places(self, table: Table) -> dict[int, str]:
        """Tell what each column of a table holds."""
        return {
            at: self.columns.get(heading, headings.NOTE) for at, heading in table.headings.items()
        }


@dataclass(frozen=True)
class Readings:
    """How the tables of a file are read, by their headings; and what was answered to doubts.

    ``same`` gives, for an organisation or person as written, the id of the record, or NEW;
    ``heads``, by sheet, in which rows the headings are said to stand. ``before`` is how tables of
    other files were read, and ``met`` the marks of headings whose rows were chosen there.
    """

    readings: Mapping[str, Reading] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)
    heads: Mapping[str, Heads] = field(default_factory=dict)
    before: Mapping[str, Reading] = field(default_factory=dict)
    met: frozenset[str] = frozenset()


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
    written = {
        at: [cells[at] for _, cells in table.rows if at in cells]
        for at, held in columns.items()
        if held in _DAYS
    }
    order, is_sure = day_order([cell for cells in written.values() for cell in cells])
    own = {table.headings[at]: day_order(cells) for at, cells in written.items()}
    orders = {text: found for text, (found, sure) in own.items() if sure and found != order}
    named = {table.headings[at]: held for at, held in columns.items()}
    is_sure = is_sure or all(sure for _, sure in own.values())
    return Reading(kind, named, order, is_sure, always_of(table, kind, named), orders)


def always_of(table: Table, kind: str, columns: Mapping[str, str]) -> dict[str, str]:
    """Guess what holds for all rows of a table: from what is above it, and from its headings."""
    above = headings.about(table)
    said = {}
    held = set(columns.values())
    if kind == "mobility" and "direction" not in held:
        found = meanings.all_meant(above, meanings.DIRECTIONS)
        said["direction"] = (
            found[0] if len(found) == 1 else meanings.headed(table.headings.values(), columns)
        )
    if kind == "meeting" and "direction" not in held:
        found = meanings.all_meant(above, meanings.MEETING_DIRECTIONS)
        said["direction"] = found[0] if len(found) == 1 else ""
    if kind == "award":
        texts = [text for text, target in columns.items() if target == "amount"]
        said |= meanings.of_amount([*texts, above])
        said["programme"] = programme_in(above)
        if "year" not in held and (years := set(_YEAR.findall(above))) and len(years) == 1:
            said["year"] = years.pop()
    return {name: word for name, word in said.items() if word and name not in held}


def programme_in(above: str) -> str:
    """Give the programme that the title of a table names: 国家奖学金 of 2016年国家奖学金发放表."""
    for text in above.split("\n"):
        bare = _YEAR.sub("", _LIST.sub("", text)).strip(" 年度学-–—,()（）:：")
        if meanings.PAYING.search(bare) and bare.casefold() not in _TOO_PLAIN:
            return bare
    return ""


def reading_for(table: Table, mapping: Readings, kind: str = "") -> Reading | None:
    """Tell how a table is read: as the mapping says, else as it is guessed."""
    mark = fingerprint(table)
    known, before = mapping.readings.get(mark), mapping.before.get(mark)
    if known and kind in ("", known.kind):
        return known
    return as_before(table, before) if before and not kind else guessed(table, kind)


def as_before(table: Table, before: Reading) -> Reading | None:
    """Read a table as one with the same headings was read in another file.

    What its own figures and its own title say comes first.
    """
    here = guessed(table, before.kind)
    if here is None:
        return None
    order = here.order if here.is_sure else before.order
    asked = {name: said for name, said in before.always.items() if name in OF_ALL}
    held = set(before.columns.values())
    always = {name: said for name, said in (asked | dict(here.always)).items() if name not in held}
    return replace(here, columns=before.columns, order=order, always=always)


def load(path: Path) -> Readings:
    """Read a mapping; raise OfficeError where the file is none."""
    try:
        said = tomllib.loads(path.read_text("utf-8"))
        readings = {mark: of_plain(each) for mark, each in said.get("tables", {}).items()}
        same = {str(name): str(answer) for name, answer in said.get("same", {}).items()}
        rows = {str(name): heads.of_plain(row) for name, row in said.get("headings", {}).items()}
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
    return Readings(readings, same, rows)


def save(path: Path, mapping: Readings) -> None:
    """Keep a mapping as a file of its own."""
    said = {
        "tables": {mark: plain(each) for mark, each in mapping.readings.items()},
        "same": dict(mapping.same),
    }
    if mapping.heads:
        said["headings"] = {name: heads.plain(rows) for name, rows in mapping.heads.items()}
    with files.replacing(path) as part:
        part.write_text(tomli_w.dumps(said), "utf-8")


def plain(reading: Reading) -> dict[str, Any]:
    """Give a reading as plain data."""
    return {
        "kind": reading.kind,
        "order": reading.order,
        "columns": dict(reading.columns),
        "always": dict(reading.always),
        "orders": dict(reading.orders),
    }


def of_plain(said: Any) -> Reading:
    """Make a reading of plain data; raise ValueError, KeyError or the like where it is none."""
    return Reading(
        _one_of(said["kind"], headings.TARGETS),
        _checked(said["kind"], said["columns"]),
        _one_of(said.get("order", "dmy"), ("dmy", "mdy")),
        always={str(name): str(held) for name, held in said.get("always", {}).items()},
        orders={
            str(name): _one_of(held, ("dmy", "mdy"))
            for name, held in said.get("orders", {}).items()
        },
    )


def _one_of(word: str, words: Sequence[str]) -> "Order":
    if word not in words:
        raise ValueError(f"“{word}” is none of {', '.join(words)}")
    return word  # type: ignore[return-value]


def _checked(kind: str, columns: Mapping[str, str]) -> dict[str, str]:
    known = (*headings.names(kind), headings.IGNORED, headings.NOTE)
    return {str(name): _one_of(held, known) for name, held in columns.items()}
