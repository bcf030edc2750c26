"""A mobility: one study stay of one student."""

from intloffice.i18n import N_
from intloffice.schema.choice import Choice
from intloffice.schema.field import choice, code, day, line, reference, translated
from intloffice.schema.kind import Kind, Section, Title


class Direction(Choice):
    """Which way the student goes."""

    OUTBOUND = "outbound", N_("Outbound")
    INBOUND = "inbound", N_("Inbound")


class StudyLevel(Choice):
    """At what level the student studies."""

    BACHELOR = "bachelor", N_("Bachelor")
    MASTER = "master", N_("Master")
    DOCTORAL = "doctoral", N_("Doctoral")
    VISITING = "visiting", N_("Visiting")
    LANGUAGE = "language", N_("Language training")


class EqfLevel(Choice):
    """The level in the European Qualifications Framework, as universities award it."""

    SHORT_CYCLE = "5", N_("EQF 5, short cycle")
    BACHELOR = "6", N_("EQF 6, bachelor")
    MASTER = "7", N_("EQF 7, master")
    DOCTORAL = "8", N_("EQF 8, doctoral")


class StayMode(Choice):
    """Whether the student is there: all the time, for a part of it, or only online."""

    PHYSICAL = "physical", N_("Physical")
    BLENDED = "blended", N_("Blended")
    VIRTUAL = "virtual", N_("Virtual")


class StudentClass(Choice):
    """Degree and non-degree students, in the classes the ministry asks for."""

    BACHELOR = "degree: bachelor", N_("Degree student, bachelor")
    MASTER = "degree: master", N_("Degree student, master")
    DOCTORAL = "degree: doctoral", N_("Degree student, doctoral")
    LANGUAGE = "non-degree: language", N_("Language student")
    GENERAL = "non-degree: general", N_("General visiting student")
    SENIOR = "non-degree: senior", N_("Senior visiting student")
    PREPARATORY = "non-degree: preparatory", N_("Preparatory student")
    RESEARCH = "non-degree: research", N_("Research scholar")
    SHORT_GROUP = "non-degree: short group", N_("Short-term group")


class MobilityStatus(Choice):
    """How far the stay has come."""

    NOMINATED = "nominated", N_("Nominated")
    ACCEPTED = "accepted", N_("Accepted")
    ABROAD = "abroad", N_("Abroad")
    FINISHED = "finished", N_("Finished")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


class StayFunding(Choice):
    """How much of the stay is paid for."""

    FULL = "full", N_("Full")
    PARTIAL = "partial", N_("Partial")
    NONE = "none", N_("None")


MOBILITY = Kind(
    name="mobility",
    singular=N_("Student stay"),
    plural=N_("Students"),
    title=Title(fields=("person_id", "organisation_id", "planned_start")),
    own_fields=(
        reference("person_id", N_("Student"), "person", required=True),
        choice("direction", N_("Direction"), Direction, required=True),
        reference(
            "organisation_id",
            N_("University at the other end"),
            "organisation",
            required=True,
        ),
        reference("school_id", N_("Our school"), "organisation", offers_first="ours"),
        choice("level", N_("Level of study"), StudyLevel),
        choice("student_class", N_("Class"), StudentClass),
        choice(
            "eqf_level",
            N_("EQF level"),
            EqfLevel,
            help=N_("If empty, the level of study tells it for bachelor, master and doctoral"),
        ),
        line(
            "isced_code",
            N_("ISCED-F code"),
            help=N_("Four figures of ISCED-F 2013, such as 0732 for civil engineering"),
        ),
        *translated(line("subject", N_("Subject"))),
        reference("programme_id", N_("Programme"), "programme"),
        reference("agreement_id", N_("Agreement"), "agreement"),
        day("planned_start", N_("Planned start")),
        day("planned_end", N_("Planned end")),
        day("actual_start", N_("Actual start")),
        day("actual_end", N_("Actual end")),
        choice("status", N_("Status"), MobilityStatus, required=True),
        choice(
            "mode",
            N_("Mode of stay"),
            StayMode,
            help=N_(
                "Blended is partly online; virtual is online only and counts as no stay. "
                "If empty, it counts as physical"
            ),
        ),
        choice("funding", N_("Funding"), StayFunding),
    ),
    ordered=(("planned_start", "planned_end"), ("actual_start", "actual_end")),
    sections=(
        Section(
            N_("Stay"),
            ("person_id", "direction", "organisation_id", "school_id", "status", "mode"),
        ),
        Section(
            N_("Study"),
            (
                *("level", "eqf_level", "student_class"),
                *("subject_en", "subject_zh", "subject_ja", "isced_code"),
            ),
        ),
        Section(N_("Dates"), ("planned_start", "planned_end", "actual_start", "actual_end")),
        Section(N_("Under what"), ("programme_id", "agreement_id", "funding")),
    ),
    questions=(code("partner_country", N_("Country of a partner"), "country"),),
    columns=(
        "person_id",
        "direction",
        "organisation_id",
        "level",
        "planned_start",
        "planned_end",
        "status",
    ),
    searched=("person_id", "organisation_id", "subject_en", "subject_zh", "subject_ja"),
    year_field="planned_start",
    newest_first=True,
)
