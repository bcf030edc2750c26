"""Understand the rows of a register of foreign experts and teachers."""

from collections.abc import Mapping
from typing import Any

from intloffice.i18n import N_
from intloffice.records.engagement import ENGAGEMENT
from intloffice.spreadsheets.entry import Entry, Pointer, RowEntry
from intloffice.spreadsheets.registers.meanings import (
    ENGAGEMENT_CLASSES,
    PURPOSES,
    all_meant,
    meant,
)
from intloffice.spreadsheets.registers.nations import countries
from intloffice.spreadsheets.registers.refusing import refused
from intloffice.spreadsheets.registers.understanding import (
    Period,
    Understanding,
    own_entry,
    title_in,
)
from intloffice.spreadsheets.registers.values import plain, says_nothing

#: From how many days on a stay is long, where no class is written.
_LONG = 181


class Engagements:
    """Makes engagements of rows; the expert and where they come from are found or made."""

    def __init__(self, understanding: Understanding) -> None:
        self._understanding = understanding

    def take(self, row: RowEntry, said: Mapping[str, Any], notes: list[str]) -> list[Entry]:
        """Make an engagement of a row; raise RefusedError where it cannot be made."""
        read = self._understanding
        named = read.named(said, country=[*countries(said.get("country")), ""][0])
        if len(named) != 1:
            none = N_("The row names no expert.")
            more = N_("The row names more than one expert; give each a row.")
            raise refused("name", more if named else none)
        period = read.period(said, "starts_on", "ends_on")
        engagement_class = self._class(said, period)
        read.facts(said)
        home = [*read.body(said, "home", row), ""][0]
        school, programme = read.our_unit(said, row), read.programme(said, row)
        facts = read.facts(said, (home,))
        row.values |= {
            "engagement_class": engagement_class,
            "purposes": all_meant(said.get("purposes"), PURPOSES),
            "starts_on": period.starts,
            "ends_on": period.ends,
            "days_on_campus": read.whole(said, "days_on_campus"),
            "funded_by": "" if says_nothing(said.get("funded_by")) else plain(said["funded_by"]),
            "notes": "\n".join(notes),
        }
        for target in ("home_title", "post"):
            if not says_nothing(said.get(target)):
                row.values |= title_in(plain(said[target]), target)
        title = named[0].title
        if title and says_nothing(said.get("home_title")):
            row.values |= title_in(title, "home_title")
        pointers = {"home_id": home, "school_id": school, "programme_id": programme}
        row.pointers |= {name: Pointer(uuid=uuid) for name, uuid in pointers.items() if uuid}
        row.pointers["person_id"] = read.person(named[0], facts, row)
        words = (row.pointers["person_id"].uuid, str(period.starts or ""), engagement_class)
        return [own_entry(row, ENGAGEMENT, words, read.office.bodies)]

    def _class(self, said: Mapping[str, Any], period: Period) -> str:
        found = meant(said.get("engagement_class"), ENGAGEMENT_CLASSES)
        found = found or meant(self._understanding.about, ENGAGEMENT_CLASSES)
        if found:
            return found
        if period.starts and period.ends:
            days = (period.ends - period.starts).days
            return "long-term" if days >= _LONG else "short visit"
        if period.starts or not says_nothing(said.get("days_on_campus")):
            return "short visit"
        raise refused(
            "engagement_class", N_("It is not said whether the expert came for long or short.")
        )
