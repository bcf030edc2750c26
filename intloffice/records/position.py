"""A position: a post held, with its dates."""

from intloffice.i18n import N_
from intloffice.schema.field import code, day, line, reference, translated, whole
from intloffice.schema.kind import Kind, Section, Title

POSITION = Kind(
    name="position",
    singular=N_("Position"),
    plural=N_("Positions"),
    title=Title(fields=("person_id", "title")),
    own_fields=(
        reference("person_id", N_("Person"), "person", required=True),
        reference("organisation_id", N_("Organisation"), "organisation", required=True),
        *translated(line("title", N_("Official title"), required=True)),
        line("original_title", N_("Title in the original language")),
        code("original_language", N_("Original language"), "language"),
        whole("rank", N_("Rank"), help=N_("1 is the highest; decides whom a sentence names")),
        day("from_on", N_("From")),
        day("until_on", N_("Until")),
        line("source", N_("Source")),
        day("checked_on", N_("Checked on")),
    ),
    ordered=(("from_on", "until_on"),),
    sections=(
        Section(N_("Position"), ("person_id", "organisation_id", "rank", "from_on", "until_on")),
        Section(
            N_("Official title"),
            ("title_en", "title_zh", "title_ja", "original_title", "original_language"),
        ),
        Section(N_("Where this is known from"), ("source", "checked_on")),
    ),
    columns=("person_id", "title", "organisation_id", "from_on", "until_on"),
    searched=(
        "person_id",
        "organisation_id",
        "title_en",
        "title_zh",
        "title_ja",
        "original_title",
    ),
)
