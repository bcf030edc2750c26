"""Rows of names, which several kinds keep alike (records.md, *Names*)."""

from intloffice.i18n import N_
from intloffice.schema.choice import Choice
from intloffice.schema.field import choice, code, flag, line, partial_day
from intloffice.schema.kind import Rows


class NameType(Choice):
    """What sort of name it is."""

    OFFICIAL = "official", N_("Official")
    SHORT = "short", N_("Short name")
    ACRONYM = "acronym", N_("Acronym")
    FORMER = "former", N_("Former")


def name_rows() -> Rows:
    """Declare the names of a record, of which one per language may be preferred."""
    return Rows(
        "name",
        N_("Names"),
        (
            line("text", N_("Name"), required=True),
            code("language", N_("Language"), "language", required=True),
            choice("type", N_("Type"), NameType, required=True),
            flag("preferred", N_("Preferred")),
            partial_day("valid_from", N_("Valid from")),
            partial_day("valid_until", N_("Valid until")),
        ),
        ordered=(("valid_from", "valid_until"),),
    )
