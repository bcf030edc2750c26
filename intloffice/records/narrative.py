"""A narrative: a dated paragraph that no count can say."""

from intloffice.i18n import N_
from intloffice.schema.choice import Choice
from intloffice.schema.field import choice, code, day, line, reference, text, translated
from intloffice.schema.kind import Kind, Section, Title


class BriefingSection(Choice):
    """Where in a briefing the paragraph stands."""

    INTRODUCTION = "introduction", N_("Introduction")
    AGREEMENTS = "agreements", N_("Agreements")
    PEOPLE = "people", N_("People")
    STUDENTS_SENT = "students sent", N_("Students sent")
    STUDENTS_RECEIVED = "students received", N_("Students received")
    AWARDS = "awards", N_("Awards")
    MEETINGS = "meetings", N_("Meetings")
    DATES = "dates", N_("Dates worth naming")
    PROFILE = "profile", N_("Profile")
    MEETING = "the meeting", N_("The meeting")
    POINTS = "talking points", N_("Talking points")
    OTHER = "other matters", N_("Other matters")


NARRATIVE = Kind(
    name="narrative",
    singular=N_("Narrative"),
    plural=N_("Narratives"),
    title=Title(fields=("section", "text")),
    own_fields=(
        choice("section", N_("Section of the briefing"), BriefingSection, required=True),
        code("country", N_("Country"), "country"),
        reference("organisation_id", N_("Organisation"), "organisation"),
        reference("programme_id", N_("Programme"), "programme"),
        reference("meeting_id", N_("Meeting"), "meeting"),
        *translated(text("text", N_("Text"), required=True)),
        day("valid_from", N_("Valid from")),
        day("valid_until", N_("Valid until")),
        line("source", N_("Source"), required=True),
    ),
    ordered=(("valid_from", "valid_until"),),
    sections=(
        Section(N_("Narrative"), ("section", "text_en", "text_zh", "text_ja", "source")),
        Section(N_("About"), ("country", "organisation_id", "programme_id", "meeting_id")),
        Section(N_("Valid"), ("valid_from", "valid_until")),
    ),
    columns=("section", "text", "country", "organisation_id", "valid_from", "valid_until"),
    searched=("text_en", "text_zh", "text_ja", "organisation_id"),
)
