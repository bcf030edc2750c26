"""An honour: an election or a prize."""

from intloffice.i18n import N_
from intloffice.schema.choice import Choice
from intloffice.schema.field import choice, day, line, reference, translated
from intloffice.schema.kind import Kind, Section, Title


class HonourKind(Choice):
    """What sort of honour it is."""

    ACADEMICIAN = "academician", N_("Academician")
    FOREIGN_ACADEMICIAN = "foreign academician", N_("Foreign academician")
    TALENT_PROGRAMME = "talent programme", N_("Talent programme")
    HONORARY_PROFESSOR = "honorary professor", N_("Honorary professor")
    PRIZE = "prize", N_("Prize")


HONOUR = Kind(
    name="honour",
    singular=N_("Honour"),
    plural=N_("Honours"),
    title=Title(fields=("person_id", "title")),
    own_fields=(
        reference("person_id", N_("Person"), "person", required=True),
        choice("kind", N_("Kind"), HonourKind, required=True),
        reference("body_id", N_("Body"), "organisation"),
        *translated(line("title", N_("Title"))),
        day("conferred_on", N_("Conferred on")),
        day("until_on", N_("Until")),
    ),
    ordered=(("conferred_on", "until_on"),),
    sections=(
        Section(N_("Honour"), ("person_id", "kind", "body_id", "conferred_on", "until_on")),
        Section(N_("Title"), ("title_en", "title_zh", "title_ja")),
    ),
    columns=("person_id", "kind", "title", "body_id", "conferred_on"),
    searched=("person_id", "body_id", "title_en", "title_zh", "title_ja"),
)
