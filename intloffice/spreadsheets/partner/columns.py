"""The columns of a partner's sheet: which fields they hold, which of them may be corrected."""

from dataclasses import dataclass

from intloffice.i18n import Language
from intloffice.records.agreement import AGREEMENT
from intloffice.records.mobility import MOBILITY
from intloffice.schema.field import Field, FieldType
from intloffice.schema.kind import Kind

#: Between what is said in one language and in the other.
BETWEEN = " / "
#: The rows of an agreement of which the latest is told.
TERM = "term"


@dataclass(frozen=True)
class Part:
    """A field that is told, by its path; ``open`` where the partner may correct it."""

    path: str
    open: bool = False

    def field(self, kind: Kind) -> Field:
        """Give the field."""
        return kind.field_at(self.path)


PARTS: dict[str, tuple[Part, ...]] = {
    "agreement": (
        Part("reference"),
        Part("title_en", open=True),
        Part("title_zh", open=True),
        Part("title_ja", open=True),
        Part("kind", open=True),
        Part("renewal", open=True),
        Part(f"{TERM}.effective_from", open=True),
        Part(f"{TERM}.effective_until", open=True),
        Part(f"{TERM}.ended_on", open=True),
    ),
    "mobility": (
        Part("person_id"),
        Part("direction"),
        Part("organisation_id"),
        Part("level", open=True),
        Part("eqf_level", open=True),
        Part("subject_en", open=True),
        Part("isced_code", open=True),
        Part("mode", open=True),
        Part("planned_start", open=True),
        Part("planned_end", open=True),
        Part("actual_start", open=True),
        Part("actual_end", open=True),
        Part("status", open=True),
    ),
}
KINDS: tuple[Kind, ...] = (AGREEMENT, MOBILITY)


def parts_of(kind: Kind, languages: tuple[Language, ...]) -> list[Part]:
    """List what is told of a kind in the languages of a sheet."""
    spoken = {"en", *(language.code for language in languages)}
    return [part for part in PARTS[kind.name] if part.field(kind).language in ("", *spoken)]


def both(text: str, languages: tuple[Language, ...]) -> str:
    """Say a text in both languages, once where they say the same."""
    return BETWEEN.join(dict.fromkeys(language.text(text) for language in languages))


def word(field: Field, value: str, languages: tuple[Language, ...]) -> str:
    """Say a choice in both languages."""
    if field.type is not FieldType.CHOICE or field.choices is None or not value:
        return value
    return both(field.choices.label_of(value), languages)
