"""The book in which the sample is written: adds records and remembers them by a word of ours."""

from collections.abc import Sequence
from random import Random
from typing import Any
from uuid import UUID, uuid5

from intloffice.database.session import WritingSession
from intloffice.operations import edit
from intloffice.operations.sample.invented import Names
from intloffice.schema.kind import Kind, Values

_SPACE = UUID("5e5f9a1c-2017-5531-8c09-c9b1d7e42017")


class Book:
    """Adds records through one session after the other; keys stand for their ids."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.names = Names(random)
        self._ids: dict[tuple[str, str], int] = {}
        self._session: WritingSession | None = None

    def turn_to(self, session: WritingSession) -> None:
        """Write through this session from now on."""
        self._session = session

    def add(self, kind: Kind, key: str, values: Values, **rows: Sequence[Values]) -> int:
        """Add a record under a key; the same key gives the same uuid in every sample."""
        uuid = str(uuid5(_SPACE, f"{kind.name}/{key}"))
        record_id = edit.add(self._writing, kind, values, rows, uuid)
        self._ids[kind.name, key] = record_id
        return record_id

    def change(self, kind: Kind, key: str, values: Values) -> None:
        """Change a record that was added before."""
        record_id = self._ids[kind.name, key]
        version = edit.load(self._writing, kind, record_id).version
        edit.change(self._writing, kind, record_id, version, values)

    def id(self, kind: str, key: str) -> int | None:
        """Give the id of what was added under a key; no key, no id."""
        return self._ids[kind, key] if key else None

    def knows(self, kind: str, key: str) -> bool:
        """Tell whether something was added under a key."""
        return (kind, key) in self._ids

    def org(self, key: str) -> int | None:
        """Give the id of an organisation."""
        return self.id("organisation", key)

    def person(self, key: str) -> int | None:
        """Give the id of a person."""
        return self.id("person", key)

    @property
    def _writing(self) -> WritingSession:
        if self._session is None:
            raise AssertionError("the book is written through a session")
        return self._session


def in_three(stem: str, texts: Sequence[str]) -> dict[str, Any]:
    """Spread texts in English, Chinese and Japanese over the fields that keep them."""
    return {f"{stem}_{code}": text for code, text in zip(("en", "zh", "ja"), texts, strict=False)}


def names(en: str, zh: str, ja: str, *others: tuple[str, str, str]) -> list[dict[str, Any]]:
    """Make rows of names: the official ones, then others as (text, language, type)."""
    official = [
        {"text": text, "language": code, "type": "official", "preferred": True}
        for code, text in (("en", en), ("zh", zh), ("ja", ja))
        if text
    ]
    return official + [
        {"text": text, "language": code, "type": sort} for text, code, sort in others
    ]
