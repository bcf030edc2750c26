"""An engagement: an expert with us, for a short stay or in a post."""

from intloffice.i18n import N_
from intloffice.schema.choice import Choice
from intloffice.schema.field import choice, day, line, reference, translated, whole
from intloffice.schema.kind import Kind, Section, Title


class EngagementClass(Choice):
    """How an expert is with us."""

    SHORT_VISIT = "short visit", N_("Short visit")
    LONG_TERM = "long-term", N_("Long-term")
    PART_TIME = "part-time", N_("Part-time")
    HONORARY = "honorary", N_("Honorary")


class Purpose(Choice):
    """What an expert comes for."""

    NEGOTIATION = "negotiation", N_("Negotiation of cooperation")
    JOINT_RESEARCH = "joint research", N_("Joint research")
    TEACHING = "teaching", N_("Teaching")
    LECTURE = "lecture", N_("Lecture")
    CONFERENCE = "conference", N_("Conference")


ENGAGEMENT = Kind(
    name="engagement",
    singular=N_("Engagement"),
    plural=N_("Experts and staff"),
    title=Title(fields=("person_id", "engagement_class", "starts_on")),
    own_fields=(
        reference("person_id", N_("Expert"), "person", required=True),
        choice("engagement_class", N_("Class"), EngagementClass, required=True),
        reference("school_id", N_("Our school"), "organisation", offers_first="ours"),
        *translated(line("post", N_("Post with us"))),
        choice("purposes", N_("Purposes"), Purpose, many=True),
        day("starts_on", N_("From")),
        day("ends_on", N_("Until")),
        whole("days_on_campus", N_("Days on campus")),
        reference("programme_id", N_("Expert programme"), "programme"),
        reference("home_id", N_("Home organisation then"), "organisation"),
        *translated(line("home_title", N_("Title then"))),
        line("funded_by", N_("Funded by")),
    ),
    ordered=(("starts_on", "ends_on"),),
    sections=(
        Section(N_("Engagement"), ("person_id", "engagement_class", "purposes", "school_id")),
        Section(N_("Post with us"), ("post_en", "post_zh", "post_ja")),
        Section(N_("Dates"), ("starts_on", "ends_on", "days_on_campus")),
        Section(N_("Where from"), ("home_id", "home_title_en", "home_title_zh", "home_title_ja")),
        Section(N_("Under what"), ("programme_id", "funded_by")),
    ),
    columns=("person_id", "engagement_class", "school_id", "home_id", "starts_on", "ends_on"),
    searched=("person_id", "home_id", "school_id", "post_en", "post_zh", "post_ja"),
    year_field="starts_on",
    newest_first=True,
)
