"""Understand the rows of a register of students."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from intloffice.database.session import Session
from intloffice.i18n import N_
from intloffice.records.mobility import MOBILITY
from intloffice.spreadsheets.entry import Entry, Pointer, RowEntry
from intloffice.spreadsheets.registers.meanings import (
    DIRECTIONS,
    EQF_LEVELS,
    STAY_FUNDINGS,
    STAY_MODES,
    STAY_STATUSES,
    STUDENT_CLASSES,
    STUDY_LEVELS,
    meant,
)
from intloffice.spreadsheets.registers.nations import countries
from intloffice.spreadsheets.registers.persons import beside
from intloffice.spreadsheets.registers.refusing import refused
from intloffice.spreadsheets.registers.understanding import (
    Period,
    Understanding,
    own_entry,
    title_in,
)
from intloffice.spreadsheets.registers.values import plain, says_nothing


class Stays:
    """Makes stays of rows; the student and the university are found or made."""

    def __init__(self, session: Session, understanding: Understanding) -> None:
        self._understanding = understanding
        self._agreements = _agreements(session)

    def take(self, row: RowEntry, said: Mapping[str, Any], notes: list[str]) -> list[Entry]:
        """Make a stay of a row; raise RefusedError where it cannot be made."""
        read = self._understanding
        direction = self._direction(said)
        theirs = [*countries(said.get("country")), ""][0]
        students = read.named(said, country=read.our_country if direction == "outbound" else theirs)
        if not students:
            raise refused("name", N_("The row names no student."))
        planned = read.period(said, "planned_start", "planned_end")
        actual = read.period({k: said.get(k) for k in _ACTUAL}, *_ACTUAL)
        status = self._status(said, planned, actual)
        facts_only = read.facts(said)
        partners = read.body(said, "partner", row)
        if not partners:
            raise refused("partner", N_("The row does not say at which university."))
        school = read.our_unit(said, row)
        programme = read.programme(said, row)
        row.values |= {
            "direction": direction,
            "status": status,
            "level": meant(said.get("level"), STUDY_LEVELS),
            "student_class": self._student_class(said, direction),
            "funding": meant(said.get("funding"), STAY_FUNDINGS),
            "eqf_level": meant(said.get("eqf_level"), EQF_LEVELS),
            "mode": meant(said.get("mode"), STAY_MODES),
            "isced_code": _figures(said.get("isced_code")),
            "planned_start": planned.starts,
            "planned_end": planned.ends,
            "actual_start": actual.starts,
            "actual_end": actual.ends,
            "notes": "\n".join(notes),
        }
        if not says_nothing(said.get("subject")):
            row.values |= title_in(plain(said["subject"]), "subject")
        pointers = {"organisation_id": partners[0], "school_id": school, "programme_id": programme}
        agreement = self._agreements.get(plain(said.get("agreement")).casefold(), "")
        pointers["agreement_id"] = agreement
        row.pointers |= {name: Pointer(uuid=uuid) for name, uuid in pointers.items() if uuid}
        made = []
        facts = (
            read.facts(said, (beside(partners[0], school),)) if len(students) == 1 else facts_only
        )
        for number, student in enumerate(students):
            each = row if number == 0 else _again(row)
            each.pointers["person_id"] = read.person(student, facts, row)
            words = (
                each.pointers["person_id"].uuid,
                partners[0],
                direction,
                str(planned.starts or actual.starts or ""),
            )
            made.append(own_entry(each, MOBILITY, words, read.office.bodies))
        return made

    def _direction(self, said: Mapping[str, Any]) -> str:
        cell = said.get("direction")
        found = meant(cell, DIRECTIONS) or self._understanding.always("direction")
        if not found:
            raise refused(
                "direction",
                N_("It is not said whether the student comes to us or goes abroad."),
            )
        return found

    def _status(self, said: Mapping[str, Any], planned: Period, actual: Period) -> str:
        cell = said.get("status")
        if not says_nothing(cell) and (found := meant(cell, STAY_STATUSES)):
            return found
        starts, ends = actual.starts or planned.starts, actual.ends or planned.ends
        today = self._understanding.office.today
        return _by_dates(starts, ends, today)

    def _student_class(self, said: Mapping[str, Any], direction: str) -> str:
        """Give the class of a student of ours or theirs; only who comes has one by its level."""
        found = meant(said.get("student_class"), STUDENT_CLASSES)
        if found or direction == "outbound" or says_nothing(said.get("level")):
            return found
        level = plain(said["level"])
        return meant(level, STUDENT_CLASSES) if meant(level, STUDY_LEVELS) == "language" else ""


_ACTUAL = ("actual_start", "actual_end")


def _by_dates(starts: date | None, ends: date | None, today: date) -> str:
    """Tell how far a stay has come by its days alone."""
    if starts is None or starts > today:
        return "accepted" if starts else "nominated"
    return "finished" if ends is not None and ends < today else "abroad" if ends else "finished"


def _again(row: RowEntry) -> RowEntry:
    """Give a row of the same values for another of the people it names."""
    return RowEntry(
        row.sheet,
        row.number,
        order=row.order,
        values=dict(row.values),
        pointers=dict(row.pointers),
        cells=row.cells,
    )


def _figures(cell: Any) -> str:
    text = plain(cell)
    return text.zfill(4) if text.isdigit() and len(text) == 3 else text if text.isdigit() else ""


def _agreements(session: Session) -> dict[str, str]:
    """Give the agreements on record by what they are called; a name of two is of none."""
    table = session.tables["agreement"]
    found: dict[str, set[str]] = {}
    query = select(table.c.uuid, table.c.reference, table.c.title_en, table.c.title_zh)
    named = or_(table.c.reference != "", table.c.title_en != "")
    for line in session.execute(query.where(named)):
        for text in (line.reference, line.title_en, line.title_zh):
            found.setdefault(text.casefold(), set()).add(line.uuid)
    return {text: uuids.pop() for text, uuids in found.items() if text and len(uuids) == 1}
