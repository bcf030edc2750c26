"""A programme: a scheme that sends, receives or pays."""

from intloffice.i18n import N_
from intloffice.schema.choice import Choice
from intloffice.schema.field import choice, flag, partial_day, reference
from intloffice.schema.kind import Kind, Section, Title
from intloffice.schema.naming import name_rows


class Funding(Choice):
    """How much of the cost is borne."""

    FULL = "full", N_("Full")
    PARTIAL = "partial", N_("Partial")
    NONE = "none", N_("None")


PROGRAMME = Kind(
    name="programme",
    singular=N_("Programme"),
    plural=N_("Programmes"),
    title=Title(names="name"),
    rows=(name_rows(),),
    own_fields=(
        reference("sponsor_id", N_("Sponsor"), "organisation"),
        reference("administrator_id", N_("Administrator"), "organisation"),
        choice("funding", N_("Funding"), Funding),
        flag(
            "for_experts",
            N_("Recruits experts"),
            help=N_("A national or other programme under which experts are engaged"),
        ),
        partial_day("began_here_on", N_("Began here on")),
        partial_day("ended_on", N_("Ended on")),
    ),
    ordered=(("began_here_on", "ended_on"),),
    sections=(
        Section(
            N_("Programme"),
            ("name", "sponsor_id", "administrator_id", "funding", "for_experts"),
        ),
        Section(N_("Life"), ("began_here_on", "ended_on")),
    ),
    columns=("name", "sponsor_id", "funding", "began_here_on", "ended_on"),
    searched=("name.text", "sponsor_id"),
)
