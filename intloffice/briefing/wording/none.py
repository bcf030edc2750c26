"""What there is none of, in words, where there is little to tell."""

from intloffice.briefing.statement import Briefing
from intloffice.i18n import N_, Language

#: What a briefing counts: the statements that tell of it, and what it is called.
_COUNTED = (
    (("agreements.overview",), N_("university-level agreements in force")),
    (("staff.appointed",), N_("teachers from there in long-term posts")),
    (("experts.visits",), N_("visiting experts {when}")),
    (("outbound.trend", "outbound.year"), N_("students sent in {when}")),
    (("inbound.period",), N_("students received {when}")),
    (("awards.funder",), N_("awards {when}")),
    (("meetings.recent",), N_("meetings in the two years before")),
)
#: From how many on they are named together; fewer are passed over in silence.
_LITTLE = 4


def none_of(briefing: Briefing, language: Language) -> str:
    """Say of what there is none; nothing where there is enough to tell, or nothing at all.

    What could not be counted for want of data is not said to be missing.
    """
    told = {statement.id for statement in briefing.statements}
    doubtful = {record.statement for record in briefing.left_out}
    window = f"{briefing.as_of.year - 4}–{briefing.as_of.year}"
    none = [
        language.text(label, when=window)
        for ids, label in _COUNTED
        if not told.intersection(ids) and not doubtful.intersection(ids)
    ]
    if len(none) < _LITTLE or not told:
        return ""
    return language.text(
        N_("As of {date} there are none of these: {list}."),
        date=language.day(briefing.as_of),
        list=language.listed(none),
    )
