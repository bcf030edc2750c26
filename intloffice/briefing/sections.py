"""The sections of a briefing: their headings, and the statements that stand in each."""

from dataclasses import replace

from intloffice.briefing.statement import Briefing
from intloffice.i18n import N_

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
    (N_("Dates worth naming"), ("milestones.anniversaries",)),
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
PROFILE: Sections = ((N_("Profile"), ("organisation.profile",)),)
#: What the briefing for a meeting opens with.
MEETING: Sections = (
    (N_("The meeting"), ("meeting.profile",)),
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
        ),
    ),
    (N_("Open from earlier meetings"), ("meeting.follow_ups",)),
    (N_("Dates worth naming"), ("milestones.anniversaries",)),
)


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


def without(briefing: Briefing, headings: frozenset[str]) -> Briefing:
    """Leave sections out, given by their headings in English."""
    dropped = {
        name
        for heading, ids in sections(briefing.subject.kind)
        if heading in headings
        for name in ids
    }
    kept = tuple(s for s in briefing.statements if s.id not in dropped)
    left_out = tuple(record for record in briefing.left_out if record.statement not in dropped)
    return replace(briefing, statements=kept, left_out=left_out)
