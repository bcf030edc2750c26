"""The sections of a briefing: their headings, the statements that stand in each, their order."""

from collections.abc import Iterable
from dataclasses import replace

from intloffice.briefing.nothing import NOTHING
from intloffice.briefing.statement import Briefing, LeftOut, Statement, once
from intloffice.i18n import N_
from intloffice.operations.edited_briefings import Arrangement
from intloffice.records.edited_briefing import BriefingPart

Sections = tuple[tuple[str, tuple[str, ...]], ...]

#: The introduction to our cooperation with the other side.
INTRODUCTION: Sections = (
    (
        N_("Agreements"),
        (
            "narrative.introduction",
            "agreements.overview",
            "agreements.alliances",
            "agreements.changes",
            "agreements.expiring",
            "narrative.agreements",
        ),
    ),
    (
        N_("People"),
        ("staff.appointed", "staff.academicians", "experts.visits", "narrative.people"),
    ),
    (
        N_("Students sent"),
        (
            "outbound.trend",
            "outbound.year",
            "outbound.programmes",
            "outbound.destinations",
            "narrative.students_sent",
        ),
    ),
    (N_("Students received"), ("inbound.period", "balance", "narrative.students_received")),
    (N_("Awards"), ("awards.funder", "narrative.awards")),
    (N_("Meetings"), ("meetings.recent", "narrative.meetings")),
    (N_("Dates worth naming"), ("milestones.anniversaries", "narrative.dates")),
    (N_("Other matters"), ("narrative.other_matters",)),
)
#: What the first page tells, where a briefing is compared with an earlier one.
CHANGES: Sections = (
    (N_("Agreements"), ("changes.agreements",)),
    (N_("People"), ("changes.posts", "changes.honours")),
    (N_("Students"), ("changes.students",)),
    (N_("Promises and tasks"), ("changes.promises",)),
    (N_("Meetings"), ("changes.meetings",)),
)
#: What the briefing on a partner opens with.
PROFILE: Sections = ((N_("Profile"), ("organisation.profile", "narrative.profile")),)
#: What the briefing for a meeting opens with.
MEETING: Sections = (
    (N_("The meeting"), ("meeting.profile", "narrative.the_meeting")),
    (N_("Guests"), ("meeting.guest",)),
    (N_("Hosts"), ("meeting.hosts",)),
    (N_("Itinerary"), ("meeting.itinerary",)),
    (
        N_("Talking points"),
        (
            "points.promise",
            "points.task",
            "points.signed",
            "points.signed_in_year",
            "points.ending",
            "points.places",
            "points.anniversary",
            "narrative.talking_points",
        ),
    ),
    (N_("Open from earlier meetings"), ("meeting.follow_ups",)),
    (N_("Dates worth naming"), ("milestones.anniversaries", "narrative.dates")),
)
_PARTS = {part.label: str(part) for part in BriefingPart}


def opening(kind: str) -> Sections:
    """List the sections that a kind of briefing opens with, before the introduction."""
    return {"organisation": PROFILE, "meeting": MEETING}.get(kind, ())


def introduction(kind: str) -> Sections:
    """List the sections of the introduction, without those it has opened with."""
    opened = {heading for heading, _ in opening(kind)}
    return tuple(section for section in INTRODUCTION if section[0] not in opened)


def sections(kind: str) -> Sections:
    """List all sections of a kind of briefing in their order."""
    return (*opening(kind), *introduction(kind))


def part_of(heading: str) -> str:
    """Give the word that stands for a section, given by its heading."""
    return _PARTS[heading]


def arranged(some: Sections, arrangement: Arrangement) -> Sections:
    """Put sections into the order that was wanted; those it does not name keep their place."""
    wanted = {part: place for place, part in enumerate(arrangement.sequence)}
    if not wanted:
        return some
    named = sorted(
        (section for section in some if part_of(section[0]) in wanted),
        key=lambda section: wanted[part_of(section[0])],
    )
    ordered = iter(named)
    return tuple(next(ordered) if part_of(s[0]) in wanted else s for s in some)


def kept(briefing: Briefing) -> Briefing:
    """Leave out the sections that the office leaves out, and put what is said in its order."""
    arrangement = briefing.edited.arrangement
    if arrangement == Arrangement():
        return briefing
    kind = briefing.subject.kind
    groups = [arranged(some, arrangement) for some in (opening(kind), introduction(kind))]
    ids = [
        name
        for group in groups
        for heading, names in group
        if part_of(heading) not in arrangement.left_out
        for name in names
    ]
    place = {name: number for number, name in enumerate(ids)}
    place[NOTHING] = len(place)
    said = [statement for statement in briefing.statements if statement.id in place]
    said.sort(key=lambda statement: place[statement.id])
    others = (record for record in briefing.left_out if record.statement in place)
    return replace(briefing, statements=tuple(said), left_out=_left_out(said, others))


def without(briefing: Briefing, headings: frozenset[str]) -> Briefing:
    """Leave sections out, given by their headings in English."""
    dropped = {
        name
        for heading, ids in sections(briefing.subject.kind)
        if heading in headings
        for name in ids
    }
    said = tuple(s for s in briefing.statements if s.id not in dropped)
    others = (record for record in briefing.left_out if record.statement not in dropped)
    return replace(briefing, statements=said, left_out=_left_out(said, others))


def _left_out(said: Iterable[Statement], others: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    return once((*(record for each in said for record in each.left_out), *others))
