"""A milestone: a date worth remembering."""

from intloffice.i18n import N_
from intloffice.schema.choice import Choice
from intloffice.schema.field import choice, code, line, partial_day, reference, text, translated
from intloffice.schema.kind import Kind, Section, Title


class MilestoneKind(Choice):
    """What happened on the date."""

    FOUNDED = "founded", N_("Founded")
    UPGRADED = "upgraded", N_("Upgraded")
    RENAMED = "renamed", N_("Renamed")
    DIPLOMATIC_RELATIONS = "diplomatic relations", N_("Diplomatic relations")
    TREATY = "treaty", N_("Treaty")
    FIRST_AGREEMENT = "first agreement", N_("First agreement")
    OTHER = "other", N_("Other")


MILESTONE = Kind(
    name="milestone",
    singular=N_("Milestone"),
    plural=N_("Milestones"),
    title=Title(fields=("text", "happened_on")),
    own_fields=(
        choice("kind", N_("Kind"), MilestoneKind, required=True),
        partial_day("happened_on", N_("Date"), required=True),
        reference("organisation_id", N_("Organisation"), "organisation"),
        reference("programme_id", N_("Programme"), "programme"),
        code("country", N_("Country"), "country"),
        *translated(
            text(
                "text",
                N_("Text"),
                required=True,
                help=N_("As it stands after “since”: the establishment of …"),
            )
        ),
        line("source", N_("Source")),
    ),
    sections=(
        Section(N_("Milestone"), ("kind", "happened_on", "text_en", "text_zh", "text_ja")),
        Section(N_("About"), ("organisation_id", "programme_id", "country")),
        Section(N_("Where this is known from"), ("source",)),
    ),
    columns=("happened_on", "kind", "text", "organisation_id", "country"),
    searched=("text_en", "text_zh", "text_ja", "organisation_id"),
)
