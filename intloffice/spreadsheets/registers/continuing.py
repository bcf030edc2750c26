"""Rows that go on with what the row above names: a partner, or a country, written only once."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from intloffice.spreadsheets.registers.lines import Cells, Line
from intloffice.spreadsheets.registers.mapping import Reading
from intloffice.spreadsheets.registers.tables import Table
from intloffice.spreadsheets.registers.values import plain

#: What belongs to the partner, and goes on with it.
_OF_PARTNER = frozenset({"partner", "partner_other", "unit", "city", "country"})
#: Without one of these a row tells of no other agreement.
_OF_AGREEMENT = frozenset(
    {"title", "kind", "signed_on", "effective_from", "effective_until", "term", "reference"}
)
#: Two gaps at least make a column of countries one that is written once for several rows.
_GAPS = 2


def continued(table: Table, reading: Reading) -> Table:
    """Give a table of agreements in which every row says what it leaves to the row above."""
    if reading.kind != "agreement":
        return table
    places = reading.places(table)
    rows = _with_partner(table.rows, places)
    return replace(table, rows=_with_country(rows, places))


def _with_partner(rows: Sequence[Line], places: dict[int, str]) -> list[Line]:
    found: list[Line] = []
    for number, cells in rows:
        said = {held for at, held in places.items() if _says(cells, at)}
        before, above = found[-1] if found else (0, {})
        goes_on = (
            before == number - 1 and not {"partner", "number"} & said and bool(_OF_AGREEMENT & said)
        )
        more: Cells = {}
        if goes_on:
            of_partner = [at for at, held in places.items() if held in _OF_PARTNER]
            more = {at: above[at] for at in of_partner if at in above and not _says(cells, at)}
        found.append((number, {**cells, **more}))
    return found


def _with_country(rows: Sequence[Line], places: dict[int, str]) -> list[Line]:
    """Fill in the country where it is written only for the first of several rows."""
    at = next((at for at, held in places.items() if held == "country"), None)
    if at is None or not rows or not _says(rows[0][1], at):
        return list(rows)
    said = [plain(cells[at]) if _says(cells, at) else "" for _, cells in rows]
    written = [text for text in said if text]
    if said.count("") < _GAPS or len(written) < 2 or any(a == b for a, b in pairwise(written)):
        return list(rows)
    found: list[Line] = []
    country: Any = None
    for number, cells in rows:
        country = cells[at] if _says(cells, at) else country
        found.append((number, {**cells, at: country}))
    return found


def _says(cells: Cells, at: int) -> bool:
    return bool(plain(cells.get(at)))
