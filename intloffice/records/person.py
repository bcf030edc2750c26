"""A person: a human being once, however often they come."""

from intloffice.i18n import N_
from intloffice.schema.choice import Choice
from intloffice.schema.field import (
    choice,
    code,
    day,
    line,
    text,
    translated,
    words,
)
from intloffice.schema.kind import Kind, Section, Title


class LatinOrder(Choice):
    """In which order a person's Latin names are written."""

    FAMILY_FIRST = "family first", N_("Family name first")
    GIVEN_FIRST = "given first", N_("Given name first")


class SpellingState(Choice):
    """How far the Latin spelling can be trusted; only a confirmed one is printed."""

    CONFIRMED = "confirmed", N_("Confirmed")
    GUESSED = "guessed", N_("Guessed")
    UNKNOWN = "unknown", N_("Unknown")


class Gender(Choice):
    """For forms of address only."""

    FEMALE = "female", N_("Female")
    MALE = "male", N_("Male")


PERSON = Kind(
    name="person",
    singular=N_("Person"),
    plural=N_("People"),
    title=Title(person=True),
    own_fields=(
        line("family_native", N_("Family name"), help=N_("In its own script"), required=True),
        line("given_native", N_("Given name"), help=N_("In its own script")),
        code("native_language", N_("Language of the name"), "language"),
        line("family_kana", N_("Family name in kana")),
        line("given_kana", N_("Given name in kana")),
        line("latin_family", N_("Family name in Latin letters")),
        line("latin_given", N_("Given name in Latin letters")),
        choice("latin_order", N_("Order in Latin letters"), LatinOrder),
        words("latin_variants", N_("Other Latin spellings")),
        line("chinese_form", N_("Chinese form")),
        line(
            "chinese_reading",
            N_("Chinese reading"),
            help=N_("For speakers and interpreters; never printed in English or Japanese"),
        ),
        choice("spelling_state", N_("Spelling is"), SpellingState),
        line("spelling_source", N_("Spelling taken from")),
        line("spelling_confirmed_by", N_("Spelling confirmed by")),
        day("spelling_confirmed_on", N_("Spelling confirmed on")),
        choice("gender", N_("Gender"), Gender),
        code("nationalities", N_("Nationalities"), "country", many=True),
        code("languages", N_("Languages"), "language", many=True),
        *translated(line("address", N_("Form of address"))),
        line("email", N_("E-mail"), protected=True),
        line("phone", N_("Phone"), protected=True),
        day("birth_on", N_("Born on"), protected=True),
        line("passport_number", N_("Passport number"), protected=True),
        day("passport_expires_on", N_("Passport expires on"), protected=True),
        text("diet_notes", N_("Diet"), protected=True),
        text("protocol_notes", N_("Protocol notes"), protected=True),
        line("photo", N_("Photo"), help=N_("The name of an attached picture")),
    ),
    sections=(
        Section(
            N_("In its own script"),
            ("family_native", "given_native", "native_language", "family_kana", "given_kana"),
        ),
        Section(
            N_("In Latin letters"),
            (
                "latin_family",
                "latin_given",
                "latin_order",
                "spelling_state",
                "spelling_source",
                "spelling_confirmed_by",
                "spelling_confirmed_on",
                "latin_variants",
            ),
        ),
        Section(N_("In Chinese"), ("chinese_form", "chinese_reading")),
        Section(
            N_("Person"),
            (
                "gender",
                "nationalities",
                "languages",
                "address_en",
                "address_zh",
                "address_ja",
                "photo",
            ),
        ),
        Section(
            N_("Protected"),
            (
                "email",
                "phone",
                "birth_on",
                "passport_number",
                "passport_expires_on",
                "diet_notes",
                "protocol_notes",
            ),
        ),
    ),
    columns=("family_native", "given_native", "nationalities", "spelling_state"),
    searched=(),
)
