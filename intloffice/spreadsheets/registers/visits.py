"""Understand the rows of a register of delegations received and visits paid."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from intloffice.i18n import N_
from intloffice.names.written_person import Person
from intloffice.records.meeting import MEETING
from intloffice.spreadsheets.entry import Entry, Pointer, RowEntry
from intloffice.spreadsheets.registers.meanings import (
    MEETING_DIRECTIONS,
    MEETING_KINDS,
    MEETING_STATUSES,
    meant,
)
from intloffice.spreadsheets.registers.nations import countries
from intloffice.spreadsheets.registers.persons import Facts
from intloffice.spreadsheets.registers.refusing import refused
from intloffice.spreadsheets.registers.understanding import (
    Period,
    Understanding,
    own_entry,
    title_in,
)
from intloffice.spreadsheets.registers.values import days, plain, says_nothing

#: “2018年1月5日至7日”, “5-7.1.2018”, “January 5-7, 2018”, “2018.1.5-7”.
_SPANS = (
    re.compile(
        r"(?P<before>.*月\s*)(?P<one>[0-9]{1,2})\s*[日号]?\s*[-–~～至到]\s*(?P<two>[0-9]{1,2})(?P<after>\s*[日号].*)"
    ),
    re.compile(
        r"(?P<before>)(?P<one>[0-9]{1,2})\.?\s*[-–~]\s*(?P<two>[0-9]{1,2})"
        r"(?P<after>[. ]\s?[0-9A-Za-z].*[0-9]{2})"
    ),
    re.compile(
        r"(?P<before>[A-Za-z]+\.? )(?P<one>[0-9]{1,2})\s*[-–~]\s*(?P<two>[0-9]{1,2})"
        r"(?P<after>,? ?[0-9]{4})"
    ),
    re.compile(
        r"(?P<before>[0-9]{4}[-./][0-9]{1,2}[-./])(?P<one>[0-9]{1,2})\s*[-–~至]\s*(?P<two>[0-9]{1,2})(?P<after>)"
    ),
)


#: Stands for our university where it is not on record.
_OUR_SIDE = "ours"


class Visits:
    """Makes meetings of rows; who took part is found or made."""

    def __init__(self, understanding: Understanding) -> None:
        self._understanding = understanding

    def take(self, row: RowEntry, said: Mapping[str, Any], notes: list[str]) -> list[Entry]:
        """Make a meeting of a row; raise RefusedError where it cannot be made."""
        read = self._understanding
        period = self._period(said)
        if period.starts is None:
            raise refused("starts_on", N_("The row does not say when it was."))
        direction = meant(said.get("direction"), MEETING_DIRECTIONS)
        direction = direction or read.always("direction") or "received"
        theirs = [*countries(said.get("country")), ""][0]
        guests = [*read.named(said, "head", theirs), *read.named(said, "guests", theirs)]
        hosts = read.named(said, "hosts", read.our_country)
        visitors = read.body(said, "visitors", row)
        title = self._title(said)
        if not (visitors or guests or title):
            raise refused("visitors", N_("The row does not say who came, or whom we visited."))
        about = " ".join(plain(said.get(name)) for name in ("kind", "purpose", "title"))
        row.values |= {
            **(title or self._made_title(said, direction)),
            "reference": "" if says_nothing(said.get("reference")) else plain(said["reference"]),
            "direction": direction,
            "kind": meant(said.get("kind"), MEETING_KINDS)
            or meant(about, MEETING_KINDS)
            or "other",
            "status": self._status(said, period),
            "starts_on": period.starts,
            "ends_on": period.ends if period.ends != period.starts else None,
            "place": "" if says_nothing(said.get("place")) else plain(said["place"]),
            "purpose": "" if says_nothing(said.get("purpose")) else str(said["purpose"]).strip(),
            "notes": "\n".join(notes),
        }
        if not says_nothing(said.get("outcome")):
            row.values |= title_in(str(said["outcome"]).strip(), "outcome")
        reference = row.values["reference"]
        whom = "\x1e".join(sorted(visitors)) or "\x1e".join(g.shown for g in guests)
        words = (reference,) if reference else (whom, str(period.starts), direction)
        entry = own_entry(row, MEETING, words, read.office.bodies)
        for uuid in visitors:
            _belonging(entry, "visitor", {}, organisation_id=Pointer(uuid=uuid))
        ours = read.our_unit(said, row) or read.ours
        self._put(entry, guests, "guest", [*visitors, ""][0], said)
        self._put(entry, hosts, "host", ours, said)
        return [entry]

    def _put(
        self, entry: Entry, people: Sequence[Person], side: str, where: str, said: Mapping[str, Any]
    ) -> None:
        row = entry.own
        assert row is not None
        has_head = side == "guest" and not says_nothing(said.get("head"))
        seen: set[str] = set()
        for number, each in enumerate(people):
            target = "hosts" if side == "host" else "head" if has_head and not number else "guests"
            words = f"{row.values['starts_on']} {where} {row.values['title_en']}"
            sign = where or (_OUR_SIDE if side == "host" else "")
            facts = Facts({}, frozenset((sign,) if sign else ()), words)
            pointer = self._understanding.person(each, facts, row, target)
            if pointer.uuid in seen:
                continue
            seen.add(pointer.uuid)
            values: dict[str, Any] = {
                "side": side,
                "role": "head" if has_head and not number else "member",
                **(title_in(each.title) if each.title else {}),
            }
            pointers = {"person_id": pointer}
            if where:
                pointers["organisation_id"] = Pointer(uuid=where)
            _belonging(entry, "participant", values, **pointers)

    def _period(self, said: Mapping[str, Any]) -> Period:
        cell = said.get("starts_on")
        read = self._understanding
        order = read.reading.order_of("starts_on")
        if isinstance(cell, str) and not says_nothing(cell) and not days(cell, order):
            text = plain(cell)
            for pattern in _SPANS:
                if found := pattern.fullmatch(text):
                    one, two = (
                        days(f"{found['before']}{found[each]}{found['after']}", order)
                        for each in ("one", "two")
                    )
                    if one and two and one.first <= two.first:
                        return Period(one.first, two.last, one.first.year)
        return read.period(said, "starts_on", "ends_on")

    def _status(self, said: Mapping[str, Any], period: Period) -> str:
        found = meant(said.get("status"), MEETING_STATUSES)
        last = period.ends or period.starts
        is_over = last is not None and last <= self._understanding.office.today
        return found or ("held" if is_over else "planned")

    def _title(self, said: Mapping[str, Any]) -> dict[str, str]:
        text = " ".join(str(said.get("title") or "").split())
        if says_nothing(text):
            return {}
        values = title_in(text)
        return {**values, "title_en": values["title_en"] or text}

    def _made_title(self, said: Mapping[str, Any], direction: str) -> dict[str, str]:
        """Call a meeting by who came, where nobody gave it a title."""
        whom = plain(said.get("visitors")) or plain(said.get("head")) or plain(said.get("guests"))
        return {"title_en": f"Visit to {whom}" if direction == "paid" else f"Visit of {whom}"}


def _belonging(entry: Entry, rows: str, values: dict[str, Any], **pointers: Pointer) -> None:
    own = entry.own
    if own is not None:
        at = len(entry.rows[rows])
        entry.rows[rows].append(
            RowEntry(own.sheet, own.number, entry.uuid, at, values, pointers, own.cells)
        )
