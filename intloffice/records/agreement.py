"""An agreement: a signed text, whoever the parties."""

from intloffice.i18n import N_
from intloffice.schema.choice import Choice
from intloffice.schema.field import (
    choice,
    code,
    day,
    flag,
    line,
    reference,
    translated,
    whole,
    words,
)
from intloffice.schema.kind import OURSELVES, Kind, Rows, Section, Title


class AgreementKind(Choice):
    """What the agreement provides for."""

    FRAMEWORK = "framework", N_("Framework or memorandum")
    COMPREHENSIVE = "comprehensive cooperation", N_("Comprehensive cooperation")
    STUDENT_EXCHANGE = "student exchange", N_("Student exchange")
    JOINT_DEGREE = "joint degree", N_("Joint or dual degree")
    CO_SUPERVISION = "doctoral co-supervision", N_("Doctoral co-supervision")
    JOINT_LABORATORY = "joint laboratory", N_("Joint laboratory")
    STAFF = "staff", N_("Staff exchange")
    SCHOLARSHIP = "scholarship", N_("Scholarship")
    LETTER_OF_INTENT = "letter of intent", N_("Letter of intent")
    AMENDMENT = "amendment", N_("Amendment")
    OTHER = "other", N_("Other")


class AgreementLevel(Choice):
    """Who on our side stands behind it."""

    UNIVERSITY = "university", N_("University")
    SCHOOL = "school", N_("School")
    CENTRE = "centre", N_("Centre")
    ALLIANCE = "alliance", N_("Alliance")


class Renewal(Choice):
    """What happens at the end of a term."""

    FIXED = "fixed", N_("Ends")
    AUTOMATIC = "automatic", N_("Renews itself")
    OPEN_ENDED = "open-ended", N_("Open-ended")


class PartySide(Choice):
    """Whose side a party is on."""

    OURS = "ours", N_("Ours")
    THEIRS = "theirs", N_("Theirs")


class PartyRole(Choice):
    """Whether it signs itself, or belongs to an alliance that does."""

    PARTY = "party", N_("Party")
    THROUGH_ALLIANCE = "member through alliance", N_("Member through an alliance")


class TermBasis(Choice):
    """What a term rests on."""

    FIRST = "first", N_("First")
    RENEWED = "renewed", N_("Renewed")
    AUTOMATIC = "auto", N_("Renewed itself")
    AMENDED = "amended", N_("Amended")


class ConditionDirection(Choice):
    """Which way people go."""

    OUTBOUND = "outbound", N_("Outbound")
    INBOUND = "inbound", N_("Inbound")


class MobilityType(Choice):
    """Who moves, and for what (Erasmus Without Paper, IIA)."""

    STUDENT_STUDIES = "student studies", N_("Students, studies")
    STUDENT_TRAINEESHIP = "student traineeship", N_("Students, traineeship")
    STAFF_TEACHING = "staff teaching", N_("Staff, teaching")
    STAFF_TRAINING = "staff training", N_("Staff, training")
    OTHER = "other", N_("Other")


AGREEMENT = Kind(
    name="agreement",
    singular=N_("Agreement"),
    plural=N_("Agreements"),
    title=Title(fields=("title", "reference")),
    own_fields=(
        line("reference", N_("Our reference")),
        *translated(line("title", N_("Title"), required=True)),
        choice("kind", N_("Kind"), AgreementKind, required=True),
        choice("level", N_("Level"), AgreementLevel, required=True),
        reference(
            "parent_id", N_("Annex to"), "agreement", help=N_("The framework this is an annex to")
        ),
        reference(
            "replaces_id",
            N_("Renews or replaces"),
            "agreement",
            help=N_("From the day this one takes effect, that one no longer counts"),
        ),
        choice("renewal", N_("At the end of a term"), Renewal, required=True),
        whole("notice_months", N_("Notice period in months")),
        day(
            "review_on",
            N_("Review on"),
            help=N_("For one that renews itself; if empty, a year before a term ends is proposed"),
        ),
        reference("responsible_id", N_("Responsible officer"), "person"),
        code("languages", N_("Languages of the text"), "language", many=True),
        reference("meeting_id", N_("Signed at"), "meeting"),
    ),
    rows=(
        Rows(
            "party",
            N_("Parties"),
            (
                choice("side", N_("Side"), PartySide, required=True),
                reference("organisation_id", N_("Organisation"), "organisation", required=True),
                choice("role", N_("Role"), PartyRole, required=True),
            ),
            begins=(
                {
                    "side": PartySide.OURS,
                    "organisation_id": OURSELVES,
                    "role": PartyRole.PARTY,
                },
                {"side": PartySide.THEIRS, "role": PartyRole.PARTY},
            ),
        ),
        Rows(
            "signatory",
            N_("Signatories"),
            (
                reference("on_behalf_of_id", N_("On behalf of"), "organisation", required=True),
                reference("person_id", N_("Person"), "person"),
                *translated(line("title", N_("Title that day"))),
                day("signed_on", N_("Signed on")),
                line("place", N_("Place")),
            ),
        ),
        Rows(
            "term",
            N_("Terms"),
            (
                day("effective_from", N_("Effective from"), required=True),
                day(
                    "effective_until",
                    N_("Until"),
                    help=N_("Empty for an open-ended agreement or one that renews itself"),
                ),
                choice("basis", N_("Basis"), TermBasis, required=True),
                day("ended_on", N_("Ended on")),
                line("ended_why", N_("Why it ended")),
            ),
            ordered=(("effective_from", "effective_until"),),
        ),
        Rows(
            "condition",
            N_("Conditions"),
            (
                choice("direction", N_("Direction"), ConditionDirection, required=True),
                choice("mobility_type", N_("Who moves"), MobilityType, required=True),
                whole("places_a_year", N_("Places a year")),
                whole("months", N_("Months each")),
                words("eqf_levels", N_("EQF levels")),
                words("isced_codes", N_("ISCED-F codes")),
                code("language", N_("Language of instruction"), "language"),
                line("cefr", N_("Language level (CEFR)")),
                flag(
                    "blended",
                    N_("Blended"),
                    help=N_("A part of the stay may be online; for students"),
                ),
            ),
        ),
    ),
    sections=(
        Section(
            N_("Agreement"),
            ("reference", "title_en", "title_zh", "title_ja", "kind", "level"),
        ),
        Section(N_("Parties"), ("party", "signatory", "meeting_id")),
        Section(N_("Term"), ("renewal", "notice_months", "term", "replaces_id", "parent_id")),
        Section(N_("Conditions"), ("condition",)),
        Section(N_("Office"), ("responsible_id", "review_on", "languages")),
    ),
    questions=(
        day(
            "effective_on",
            N_("Effective on"),
            help=N_("A term covers the day, and all parties have signed by then"),
        ),
        code("partner_country", N_("Country of a partner"), "country"),
    ),
    columns=("reference", "title", "party.organisation_id", "kind", "level", "renewal"),
    searched=("reference", "title_en", "title_zh", "title_ja", "party.organisation_id"),
)
