"""An organisation: any body outside, or our own university and its units."""

from intloffice.i18n import N_
from intloffice.schema.choice import Choice
from intloffice.schema.field import choice, code, flag, line, partial_day, reference, whole
from intloffice.schema.kind import Kind, Section, Title
from intloffice.schema.naming import name_rows


class OrganisationKind(Choice):
    """What sort of body it is."""

    UNIVERSITY = "university", N_("University")
    RESEARCH_INSTITUTE = "research institute", N_("Research institute")
    SCHOOL = "school", N_("School or faculty")
    GOVERNMENT = "government", N_("Government")
    DIPLOMATIC_MISSION = "diplomatic mission", N_("Diplomatic mission")
    FOUNDATION = "foundation", N_("Foundation")
    COMPANY = "company", N_("Company")
    ACADEMY = "academy", N_("Academy")
    ALLIANCE = "alliance", N_("Alliance")
    INTERNATIONAL_BODY = "international body", N_("International body")
    OTHER = "other", N_("Other")


ORGANISATION = Kind(
    name="organisation",
    singular=N_("Organisation"),
    plural=N_("Organisations"),
    title=Title(names="name"),
    rows=(name_rows(),),
    own_fields=(
        choice("kind", N_("Kind"), OrganisationKind, required=True),
        flag("ours", N_("Our own"), help=N_("Our university, or one of its units")),
        code("country", N_("Country"), "country"),
        line("city", N_("City")),
        reference(
            "parent_id",
            N_("Part of"),
            "organisation",
            help=N_("The university to which a faculty belongs"),
        ),
        line("website", N_("Website")),
        partial_day("founded_on", N_("Founded on")),
        partial_day("ceased_on", N_("Ceased on")),
        reference(
            "successor_id",
            N_("Successor"),
            "organisation",
            help=N_("What it was renamed to, or merged into"),
        ),
        line("ror_id", N_("ROR id")),
        line("schac", N_("SCHAC code")),
        line("erasmus_code", N_("Erasmus code")),
        whole(
            "prominence",
            N_("Prominence"),
            help=N_("The office's own order: the highest are named first in a sentence"),
        ),
    ),
    ordered=(("founded_on", "ceased_on"),),
    sections=(
        Section(N_("Organisation"), ("name", "kind", "ours", "parent_id")),
        Section(N_("Place"), ("country", "city", "website")),
        Section(N_("Life"), ("founded_on", "ceased_on", "successor_id")),
        Section(N_("Identifiers"), ("ror_id", "schac", "erasmus_code", "prominence")),
    ),
    columns=("name", "kind", "country", "city", "parent_id", "prominence"),
    searched=("name.text", "city", "ror_id", "schac", "erasmus_code"),
)
