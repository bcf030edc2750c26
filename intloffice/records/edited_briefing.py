"""An edited briefing: sentences the office rewrote for one subject, and how it arranged it."""

from intloffice.i18n import N_
from intloffice.schema.choice import Choice
from intloffice.schema.field import choice, code, day, line, reference, text, whole
from intloffice.schema.kind import Kind, Rows, Section, Title


class BriefedOn(Choice):
    """What the briefing is about."""

    COUNTRY = "country", N_("Country")
    ORGANISATION = "organisation", N_("Partner")
    MEETING = "meeting", N_("Meeting")


class BriefingPart(Choice):
    """A section of a briefing, called by its heading."""

    PROFILE = "profile", N_("Profile")
    MEETING = "the meeting", N_("The meeting")
    GUESTS = "guests", N_("Guests")
    HOSTS = "hosts", N_("Hosts")
    ITINERARY = "itinerary", N_("Itinerary")
    POINTS = "talking points", N_("Talking points")
    OPEN = "open", N_("Open from earlier meetings")
    AGREEMENTS = "agreements", N_("Agreements")
    PEOPLE = "people", N_("People")
    STUDENTS_SENT = "students sent", N_("Students sent")
    STUDENTS_RECEIVED = "students received", N_("Students received")
    AWARDS = "awards", N_("Awards")
    MEETINGS = "meetings", N_("Meetings")
    DATES = "dates", N_("Dates worth naming")
    OTHER = "other matters", N_("Other matters")


EDITED_BRIEFING = Kind(
    name="edited_briefing",
    singular=N_("Edited briefing"),
    plural=N_("Edited briefings"),
    title=Title(fields=("about", "country", "organisation_id", "meeting_id", "as_of")),
    own_fields=(
        choice("about", N_("About"), BriefedOn, required=True),
        code("country", N_("Country"), "country"),
        reference("organisation_id", N_("Partner"), "organisation"),
        reference("meeting_id", N_("Meeting"), "meeting"),
        day("as_of", N_("Only as of"), help=N_("Empty where it holds for the briefing of any day")),
        choice("sequence", N_("Order of the sections"), BriefingPart, many=True),
        choice("left_out", N_("Sections left out"), BriefingPart, many=True),
    ),
    rows=(
        Rows(
            "sentence",
            N_("Rewritten sentences"),
            (
                code("language", N_("Language"), "language", required=True),
                line("statement", N_("Statement"), required=True),
                whole("number", N_("Number of the sentence")),
                line("record", N_("Record it speaks of")),
                text(
                    "text",
                    N_("Rewritten text"),
                    help=N_("{names} in braces stand for what is computed; empty leaves it out"),
                ),
                text("computed", N_("What was computed when it was rewritten"), required=True),
                text("stood_for", N_("What the names stood for then")),
            ),
            telling=("language", "text"),
        ),
    ),
    sections=(
        Section(N_("About"), ("about", "country", "organisation_id", "meeting_id", "as_of")),
        Section(N_("Sections"), ("sequence", "left_out")),
        Section(N_("Rewritten sentences"), ("sentence",)),
    ),
    columns=("about", "country", "organisation_id", "meeting_id", "as_of"),
    searched=("organisation_id", "meeting_id", "sentence.text"),
)
