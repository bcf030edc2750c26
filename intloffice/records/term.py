"""An official term: the office's own wording of a slogan, a title or a name in each language."""

from intloffice.i18n import N_
from intloffice.schema.choice import Choice
from intloffice.schema.field import choice, line, translated, words
from intloffice.schema.kind import Kind, Section, Title


class TermKind(Choice):
    """What the term is."""

    SLOGAN = "slogan", N_("Motto or mission")
    TITLE = "title", N_("Title of a post")
    PROGRAMME = "programme", N_("Name of a programme")
    INITIATIVE = "initiative", N_("Initiative or policy")
    BODY = "body", N_("Name of a body")
    HONOUR = "honour", N_("Name of an honour")
    PLACE = "place", N_("Name of a place")
    OTHER = "other", N_("Other")


TERM = Kind(
    name="term",
    singular=N_("Official term"),
    plural=N_("Official terms"),
    title=Title(fields=("term",)),
    own_fields=(
        choice("kind", N_("Kind"), TermKind, required=True),
        *translated(line("term", N_("Official wording"), required=True)),
        words(
            "avoided",
            N_("Wordings to avoid"),
            help=N_("Other translations that were printed once; a text that holds one is told"),
        ),
        line("source", N_("Source"), required=True),
    ),
    sections=(
        Section(N_("Official term"), ("kind", "term_en", "term_zh", "term_ja", "avoided")),
        Section(N_("Where this is known from"), ("source",)),
    ),
    columns=("term", "kind", "source"),
    searched=("term_en", "term_zh", "term_ja", "avoided"),
)
