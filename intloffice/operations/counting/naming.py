"""What a record is called in each language, on a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from intloffice.database.captions import preferred_name
from intloffice.i18n import LOCALES


@dataclass(frozen=True)
class Source:
    """The record that a fact rests on."""

    kind: str
    id: int
    uuid: str


@dataclass(frozen=True)
class Named:
    """A record with what it is called in each language.

    ``parts`` are those of a person's name, each with whether it is the family name; ``script`` is
    the language in whose script the person writes it.
    """

    source: Source
    names: Mapping[str, str]
    parts: Mapping[str, tuple[tuple[str, bool], ...]] = field(default_factory=dict)
    script: str = field(default="", compare=False)

    def in_language(self, code: str) -> str:
        """Tell its name."""
        return self.names.get(code, "")


def name_on(names: Sequence[Mapping[str, Any]], code: str, day: date) -> str:
    """Choose the name that was in use on a day; a former name where it then still was."""
    written = day.isoformat()
    valid = [
        {**name, "type": "official" if name["type"] == "former" else name["type"]}
        for name in names
        if (name["valid_from"] or "") <= written
        and _not_over(name["valid_until"], written)
        and (name["type"] != "former" or name["valid_until"])
    ]
    return preferred_name(valid or names, code)


def _not_over(until: str, day: str) -> bool:
    return not until or day[: len(until)] <= until


def texts(values: Mapping[str, Any], stem: str) -> dict[str, str]:
    """Give a text kept once per language in every language, else in the first that has it."""
    own = {code: values.get(f"{stem}_{code}") for code in LOCALES}
    first = next(filter(None, own.values()), "")
    return {code: str(text or first) for code, text in own.items()}
