"""Student stays as they are counted (records.md, rules 5 to 7)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from intloffice.database.session import Session
from intloffice.operations.counting.days import Window, is_long
from intloffice.operations.counting.naming import Source, texts
from intloffice.records.mobility import EqfLevel, MobilityStatus, StayMode, StudyLevel

#: Stays that did not come about.
NOT_COUNTED = (MobilityStatus.NOMINATED, MobilityStatus.WITHDRAWN)
#: So many organisations are named in the question; of more, all stays are read.
_FEW = 400
#: The EQF level that a level of study has, where a stay does not say it.
_EQF: Mapping[str, str] = {
    StudyLevel.BACHELOR: EqfLevel.BACHELOR,
    StudyLevel.MASTER: EqfLevel.MASTER,
    StudyLevel.DOCTORAL: EqfLevel.DOCTORAL,
}


@dataclass(frozen=True)
class Stay:
    """A stay as far as it is counted; ``starts_on`` is the actual start, else the planned one."""

    source: Source
    person_id: int
    organisation_id: int
    level: str
    programme_id: int | None
    agreement_id: int | None
    funding: str
    subjects: tuple[tuple[str, str], ...]
    planned_start: date | None
    planned_end: date | None
    actual_start: date | None
    actual_end: date | None
    student_class: str = ""
    eqf_level: str = ""
    isced_code: str = ""
    mode: str = ""

    @property
    def eqf(self) -> str:
        """The EQF level, said of the stay or by its level of study; empty where by neither."""
        return self.eqf_level or _EQF.get(self.level, "")

    @property
    def starts_on(self) -> date | None:
        """The day that decides to which year the stay belongs (rule 6)."""
        return self.actual_start or self.planned_start

    @property
    def ends_on(self) -> date | None:
        """The day until which the person is away."""
        return self.actual_end or self.planned_end

    def is_long(self, months: int) -> bool | None:
        """Tell whether it is long by its planned length; None where no length was planned."""
        if self.planned_start is None or self.planned_end is None:
            return None
        return is_long(self.planned_start, self.planned_end, months)

    def covers(self, day: date) -> bool:
        """Tell whether the person is away on a day (rule 6)."""
        begun = self.starts_on is not None and self.starts_on <= day
        return begun and self.ends_on is not None and day <= self.ends_on


def begun_in(stays: Iterable[Stay], window: Window) -> list[Stay]:
    """Keep the stays that start in a window."""
    return [stay for stay in stays if stay.starts_on in window]


def persons(stays: Iterable[Stay]) -> set[int]:
    """Count people once, however many stays they had (rule 5)."""
    return {stay.person_id for stay in stays}


def stays(
    session: Session, direction: str, organisations: Collection[int] | None, until: date
) -> list[Stay]:
    """Read the stays of one direction that came about and start by a day, or lack a start.

    ``organisations`` are those at the other end; None reads all.
    """
    starts = _starts(session)
    query = _counted(session, direction).where(or_(starts <= until, starts.is_(None)))
    wanted = None if organisations is None else set(organisations)
    if wanted is not None and len(wanted) <= _FEW:
        query = query.where(session.tables["mobility"].c.organisation_id.in_(wanted))
    found = _read(session, query)
    return [stay for stay in found if wanted is None or stay.organisation_id in wanted]


def begun_between(session: Session, direction: str, first: date, last: date) -> list[Stay]:
    """Read the stays of one direction that came about and start between two days, both included."""
    return _read(session, _counted(session, direction).where(_starts(session).between(first, last)))


def lasting(session: Session, direction: str, day: date) -> list[Stay]:
    """Read the stays of one direction for which somebody is away on a day (rule 6)."""
    table = session.tables["mobility"]
    ends = func.coalesce(table.c.actual_end, table.c.planned_end)
    return _read(session, _counted(session, direction).where(_starts(session) <= day, ends >= day))


def virtual(session: Session, direction: str, first: date, last: date) -> list[Stay]:
    """Read the online studies of one direction that began between two days: apart from stays."""
    table = session.tables["mobility"]
    begun = _starts(session).between(first, last)
    query = _came_about(session, direction).where(table.c.mode == StayMode.VIRTUAL, begun)
    return _read(session, query)


def modes_differ(session: Session, direction: str) -> bool:
    """Tell whether any stay of a direction is known to be blended or online, in whichever year."""
    table = session.tables["mobility"]
    others = table.c.mode.in_((StayMode.BLENDED, StayMode.VIRTUAL))
    query = select(table.c.id).where(table.c.direction == direction, others).limit(1)
    return session.execute(query).first() is not None


def _starts(session: Session) -> ColumnElement[date]:
    table = session.tables["mobility"]
    return func.coalesce(table.c.actual_start, table.c.planned_start)


def _counted(session: Session, direction: str) -> Select[Any]:
    """Ask for the stays that came about; who studies online only is nowhere else (rule 6)."""
    table = session.tables["mobility"]
    return _came_about(session, direction).where(table.c.mode != StayMode.VIRTUAL)


def _came_about(session: Session, direction: str) -> Select[Any]:
    table = session.tables["mobility"]
    came_about = table.c.status.not_in(NOT_COUNTED)
    return select(table).where(table.c.direction == direction, came_about).order_by(table.c.id)


def _read(session: Session, query: Select[Any]) -> list[Stay]:
    return [_made(dict(line)) for line in session.execute(query).mappings()]


def _made(line: dict[str, Any]) -> Stay:
    return Stay(
        source=Source("mobility", line["id"], line["uuid"]),
        person_id=line["person_id"],
        organisation_id=line["organisation_id"],
        level=line["level"],
        programme_id=line["programme_id"],
        agreement_id=line["agreement_id"],
        funding=line["funding"],
        subjects=tuple(texts(line, "subject").items()),
        planned_start=line["planned_start"],
        planned_end=line["planned_end"],
        actual_start=line["actual_start"],
        actual_end=line["actual_end"],
        student_class=line["student_class"],
        eqf_level=line["eqf_level"],
        isced_code=line["isced_code"],
        mode=line["mode"],
    )
