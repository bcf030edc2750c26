"""A membership: who belongs to which alliance, and when."""

from intloffice.i18n import N_
from intloffice.schema.choice import Choice
from intloffice.schema.field import choice, day, reference
from intloffice.schema.kind import Kind, Section, Title


class MembershipRole(Choice):
    """What a member is to its alliance."""

    MEMBER = "member", N_("Member")
    CONVENER = "convener", N_("Convener")


MEMBERSHIP = Kind(
    name="membership",
    singular=N_("Alliance membership"),
    plural=N_("Alliance memberships"),
    title=Title(fields=("alliance_id", "member_id")),
    own_fields=(
        reference("alliance_id", N_("Alliance"), "organisation", required=True),
        reference("member_id", N_("Member"), "organisation", required=True),
        choice("role", N_("Role"), MembershipRole, required=True),
        day("from_on", N_("From")),
        day("until_on", N_("Until")),
    ),
    ordered=(("from_on", "until_on"),),
    sections=(
        Section(
            N_("Alliance membership"), ("alliance_id", "member_id", "role", "from_on", "until_on")
        ),
    ),
    columns=("alliance_id", "member_id", "role", "from_on", "until_on"),
    searched=("alliance_id", "member_id"),
)
