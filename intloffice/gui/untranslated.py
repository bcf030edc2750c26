"""What the page of missing translations asks, off the window's thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from intloffice.schema.kind import Kind

#: As many are shown; of more the number is told.
SHOWN = 1000


@dataclass(frozen=True)
class Lacking:
    """A text that lacks a language: where it stands, and what is printed instead."""

    kind: str
    id: int
    caption: str
    label: str
    language: str
    instead: str


@dataclass(frozen=True)
class Untranslated:
    """The texts that lack a language, as many as are shown, and how many there are."""

    found: tuple[Lacking, ...]
    number: int


def untranslated(session: Any, kinds: Sequence[Kind], wanted: str, language: str) -> Untranslated:
    """List what lacks the ``wanted`` language, or any where that is empty."""
    from intloffice.operations.untranslated import missing

    found = [m for m in missing(session, kinds) if wanted in ("", m.language)]
    return Untranslated(
        tuple(
            Lacking(
                m.source.kind, m.source.id, m.captions[language], m.label, m.language, m.instead
            )
            for m in found[:SHOWN]
        ),
        len(found),
    )
