"""Understand the rows of a list of organisations."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from intloffice.i18n import N_
from intloffice.names.written import organisation
from intloffice.spreadsheets.entry import Entry, RowEntry
from intloffice.spreadsheets.registers import headings
from intloffice.spreadsheets.registers.nations import countries
from intloffice.spreadsheets.registers.refusing import refused
from intloffice.spreadsheets.registers.understanding import Understanding
from intloffice.spreadsheets.registers.values import plain, says_nothing


class Institutions:
    """Finds or makes the organisations of rows."""

    def __init__(self, understanding: Understanding) -> None:
        self._bodies = understanding.office.bodies

    def take(self, row: RowEntry, said: Mapping[str, Any], group: str) -> list[Entry]:
        """Find or make an organisation; raise RefusedError where the row names none."""
        names = [said[each] for each in headings.NEEDED["organisation"] if said.get(each)]
        names = [plain(name) for name in names if not says_nothing(name)]
        if not names:
            raise refused("name", N_("The row names no organisation."))
        codes = countries(said.get("country")) or countries(group)
        written = organisation(names[0])
        written = replace(
            written,
            other_name=written.other_name or (names[1] if len(names) > 1 else ""),
            acronym=written.acronym or plain(said.get("acronym")),
            city=written.city or plain(said.get("city")),
            country=written.country or (codes[0] if codes else ""),
        )
        uuid = self._bodies.meant(written, row, row.cell("name"))
        if uuid is None:
            template = N_("“{name}” may be an organisation on record; it must be said which.")
            raise refused("name", template, name=written.name[:80])
        self._bodies.told.add(uuid)
        entry = self._bodies.entries.get(uuid)
        if entry is not None and entry.own is not None:
            for target in ("website", "ror_id", "schac", "erasmus_code", "notes"):
                if said.get(target):
                    entry.own.values.setdefault(target, plain(said[target]))
        return []
