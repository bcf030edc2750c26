"""What there is none of: said where little else is, and resting on all that was looked through."""

from collections.abc import Iterator, Sequence

from intloffice.briefing.statement import Basis, Fact, LeftOut, Statement, sources
from intloffice.i18n import N_

#: The statement's id: it stands in no section, but at the end of all.
NOTHING = "nothing.found"
#: What is looked for, by the name of its fact: what it is called, and who tells of it, by which
#: of their facts.
LOOKED_FOR = {
    "agreements": (
        N_("university-level agreements in force"),
        (("agreements.overview", "agreements"),),
    ),
    "teachers": (
        N_("teachers from there in long-term posts"),
        (("staff.appointed", "persons"),),
    ),
    "experts": (N_("visiting experts {when}"), (("experts.visits", "persons"),)),
    "sent": (
        N_("students sent in {when}"),
        (("outbound.trend", "series"), ("outbound.year", "persons")),
    ),
    "received": (N_("students received {when}"), (("inbound.period", "persons"),)),
    "awards": (N_("awards {when}"), (("awards.funder", "persons"),)),
    "meetings": (N_("meetings in the two years before"), (("meetings.recent", "meetings"),)),
}
#: From how many on they are named together; fewer are passed over in silence.
_LITTLE = 4
_DOUBTFUL = "?"
_SEARCHED = ("agreement", "engagement", "mobility", "award", "meeting")


def found(
    told: Sequence[Statement], left_out: Sequence[LeftOut], little: int = _LITTLE
) -> Iterator[Statement]:
    """State of what there is none, unless there is enough to tell.

    What there is stands among the facts with its records, so that whoever compares sees what the
    first of them is. What could not be counted for want of data is not said to be missing.
    """
    facts: dict[str, Fact] = {}
    for name, (_, telling) in LOOKED_FOR.items():
        there = [s.facts[fact] for s in told for wanted, fact in telling if s.id == wanted]
        doubtful = [r.source for r in left_out for wanted, _ in telling if r.statement == wanted]
        if there:
            facts[name] = there[0]
        else:
            facts[name] = Fact(_DOUBTFUL, sources(doubtful)) if doubtful else Fact(0, ())
    if sum(fact.value == 0 for fact in facts.values()) >= little:
        yield Statement(
            NOTHING,
            facts,
            Basis(
                N_(
                    "All agreements, engagements of experts, stays of students, awards and "
                    "meetings on record were looked through."
                )
            ),
            searched=_SEARCHED,
        )
