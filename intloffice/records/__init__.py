"""What the office keeps: one module per kind of record."""

from intloffice.records.agreement import AGREEMENT
from intloffice.records.award import AWARD
from intloffice.records.edited_briefing import EDITED_BRIEFING
from intloffice.records.engagement import ENGAGEMENT
from intloffice.records.honour import HONOUR
from intloffice.records.meeting import MEETING
from intloffice.records.membership import MEMBERSHIP
from intloffice.records.milestone import MILESTONE
from intloffice.records.mobility import MOBILITY
from intloffice.records.narrative import NARRATIVE
from intloffice.records.organisation import ORGANISATION
from intloffice.records.person import PERSON
from intloffice.records.position import POSITION
from intloffice.records.programme import PROGRAMME
from intloffice.records.term import TERM
from intloffice.schema.kind import Kind

#: Every kind, in the order in which the window lists them.
ALL_KINDS: tuple[Kind, ...] = (
    MEETING,
    AGREEMENT,
    MOBILITY,
    ENGAGEMENT,
    AWARD,
    ORGANISATION,
    PERSON,
    PROGRAMME,
    MILESTONE,
    POSITION,
    HONOUR,
    MEMBERSHIP,
    NARRATIVE,
    TERM,
    EDITED_BRIEFING,
)
