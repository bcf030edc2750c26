"""A meeting: a delegation received, or a visit paid."""

from intloffice.i18n import N_
from intloffice.schema.choice import Choice
from intloffice.schema.field import (
    amount,
    choice,
    clock,
    code,
    day,
    line,
    reference,
    text,
    translated,
    whole,
    words,
)
from intloffice.schema.kind import Kind, Rows, Section, Title


class MeetingDirection(Choice):
    """Who travels."""

    RECEIVED = "received", N_("Visit received")
    PAID = "paid", N_("Visit paid")
    ONLINE = "online", N_("Online")
    THIRD_PLACE = "third place", N_("At a third place")


class MeetingKind(Choice):
    """What the meeting is for."""

    COURTESY = "courtesy", N_("Courtesy call")
    NEGOTIATION = "negotiation", N_("Negotiation")
    SIGNING = "signing", N_("Signing")
    LECTURE = "lecture", N_("Lecture")
    JOINT_RESEARCH = "joint research", N_("Joint research")
    TEACHING = "teaching", N_("Teaching")
    CONFERENCE = "conference", N_("Conference")
    CEREMONY = "ceremony", N_("Ceremony")
    CONSULAR = "consular", N_("Consular")
    OTHER = "other", N_("Other")


class MeetingStatus(Choice):
    """How far the meeting has come."""

    PLANNED = "planned", N_("Planned")
    CONFIRMED = "confirmed", N_("Confirmed")
    HELD = "held", N_("Held")
    CANCELLED = "cancelled", N_("Cancelled")


class Side(Choice):
    """On whose side of the table a participant sits."""

    GUEST = "guest", N_("Guest")
    HOST = "host", N_("Host")


class ParticipantRole(Choice):
    """What a participant does there."""

    HEAD = "head", N_("Head of delegation")
    MEMBER = "member", N_("Member")
    SECRETARY = "secretary", N_("Secretary")
    COMPANION = "companion", N_("Companion")
    INTERPRETER = "interpreter", N_("Interpreter")
    SUPPORT = "support", N_("Support")


class Attendance(Choice):
    """Whether a participant came."""

    EXPECTED = "expected", N_("Expected")
    YES = "yes", N_("Came")
    NO = "no", N_("Did not come")


class ItineraryKind(Choice):
    """What an entry of the itinerary is."""

    PICK_UP = "pick-up", N_("Pick-up")
    MEETING = "meeting", N_("Meeting")
    SIGNING = "signing", N_("Signing")
    BANQUET = "banquet", N_("Banquet")
    TOUR = "tour", N_("Campus tour")
    LECTURE = "lecture", N_("Lecture")
    GIFTS = "gift exchange", N_("Gift exchange")
    DEPARTURE = "departure", N_("Departure")
    OTHER = "other", N_("Other")


class RemarkKind(Choice):
    """What a remark does."""

    WELCOME = "welcome", N_("Welcome")
    FACT = "fact", N_("Fact")
    HOPE = "hope", N_("Hope")
    APPRECIATION = "appreciation", N_("Appreciation")
    PROMISE = "promise", N_("Promise")


class GiftDirection(Choice):
    """Who gave."""

    GIVEN = "given", N_("Given by us")
    RECEIVED = "received", N_("Received by us")


class FollowUpKind(Choice):
    """What is to be followed up."""

    PROMISE = "promise", N_("Promise")
    TASK = "task", N_("Task")


MEETING = Kind(
    name="meeting",
    singular=N_("Meeting"),
    plural=N_("Meetings"),
    title=Title(fields=("title",)),
    own_fields=(
        line("reference", N_("Reference")),
        *translated(line("title", N_("Title"), required=True)),
        choice("direction", N_("Direction"), MeetingDirection, required=True),
        choice("kind", N_("Kind"), MeetingKind, required=True),
        choice("status", N_("Status"), MeetingStatus, required=True),
        day("starts_on", N_("Starts on"), required=True),
        clock("starts_at", N_("Starts at")),
        day("ends_on", N_("Ends on")),
        clock("ends_at", N_("Ends at")),
        line("place", N_("Place")),
        text("purpose", N_("Purpose")),
        words("topics", N_("Topics")),
        *translated(text("outcome", N_("Outcome"))),
    ),
    rows=(
        Rows(
            "visitor",
            N_("Visiting organisations"),
            (reference("organisation_id", N_("Organisation"), "organisation", required=True),),
        ),
        Rows(
            "participant",
            N_("Participants"),
            (
                reference("person_id", N_("Person"), "person", required=True),
                choice("side", N_("Side"), Side, required=True),
                choice("role", N_("Role"), ParticipantRole, required=True),
                whole("precedence", N_("Order of precedence")),
                *translated(line("title", N_("Title that day"))),
                reference("organisation_id", N_("Organisation that day"), "organisation"),
                choice("attended", N_("Attended"), Attendance),
            ),
        ),
        Rows(
            "item",
            N_("Itinerary"),
            (
                day("on", N_("Day")),
                clock("starts_at", N_("Start")),
                clock("ends_at", N_("End")),
                choice("kind", N_("Kind"), ItineraryKind, required=True),
                *translated(line("place", N_("Place"))),
                line("who", N_("Who")),
                reference("responsible_id", N_("Responsible"), "person"),
            ),
            ordered=(("starts_at", "ends_at"),),
        ),
        Rows(
            "remark",
            N_("Remarks"),
            (
                reference("speaker_id", N_("Speaker"), "person", required=True),
                choice("kind", N_("Kind"), RemarkKind, required=True),
                *translated(text("text", N_("Text"), required=True)),
            ),
        ),
        Rows(
            "gift",
            N_("Gifts"),
            (
                choice("direction", N_("Direction"), GiftDirection, required=True),
                reference("giver_id", N_("Giver"), "person"),
                reference("receiver_id", N_("Receiver"), "person"),
                line("item", N_("Item"), required=True),
                amount("value", N_("Value")),
                code("currency", N_("Currency"), "currency"),
                line("kept_where", N_("Kept where")),
            ),
        ),
        Rows(
            "follow_up",
            N_("Follow-ups"),
            (
                choice("kind", N_("Kind"), FollowUpKind, required=True),
                *translated(line("text", N_("What"), required=True)),
                reference("owner_id", N_("Owner"), "person"),
                day("due_on", N_("Due on")),
                day("done_on", N_("Done on")),
            ),
        ),
        Rows(
            "check",
            N_("Checklist"),
            (
                line("what", N_("What"), required=True),
                whole("days_before", N_("Days before the visit")),
                reference("responsible_id", N_("Responsible"), "person"),
                day("done_on", N_("Done on")),
            ),
        ),
    ),
    ordered=(("starts_on", "ends_on"),),
    sections=(
        Section(
            N_("Meeting"),
            (
                "reference",
                "title_en",
                "title_zh",
                "title_ja",
                "direction",
                "kind",
                "status",
            ),
        ),
        Section(N_("When and where"), ("starts_on", "starts_at", "ends_on", "ends_at", "place")),
        Section(N_("Who"), ("visitor", "participant")),
        Section(N_("What about"), ("purpose", "topics", "outcome_en", "outcome_zh", "outcome_ja")),
        Section(N_("Itinerary"), ("item",)),
        Section(N_("Remarks"), ("remark",)),
        Section(N_("Gifts"), ("gift",)),
        Section(N_("Follow-ups"), ("follow_up",)),
        Section(N_("Checklist"), ("check",)),
    ),
    questions=(code("partner_country", N_("Country of a partner"), "country"),),
    columns=("starts_on", "title", "direction", "kind", "status", "place"),
    searched=(
        "reference",
        "title_en",
        "title_zh",
        "title_ja",
        "place",
        "topics",
        "visitor.organisation_id",
        "participant.person_id",
    ),
    year_field="starts_on",
    newest_first=True,
)
