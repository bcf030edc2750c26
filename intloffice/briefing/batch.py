"""Briefings on everything of a kind: what there is to brief on, and what each file is called."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from intloffice.briefing import country, organisation
from intloffice.briefing.statement import Briefing
from intloffice.database.session import Session
from intloffice.i18n import Language
from intloffice.names.countries import country_name
from intloffice.operations.counting.organisations import Organisations
from intloffice.operations.countries import occurring
from intloffice.settings import Settings

_FORBIDDEN = '<>:"/\\|?*'
_LONGEST = 120
#: What says who a partner is, and nothing of our cooperation with it.
_OPENING = {"organisation.profile"}


@dataclass(frozen=True)
class Wanted:
    """One briefing of many: its name in the language of the document, and how to compute it."""

    name: str
    compose: Callable[[Session], Briefing]


def every(
    kind: str, session: Session, as_of: date, language: Language, settings: Settings
) -> list[Wanted]:
    """List the briefings on every ``country`` or ``organisation``, no two of the same name."""
    made = _countries if kind == "country" else _organisations
    found: dict[str, Wanted] = {}
    for key, wanted in made(session, as_of, language, settings):
        name = _fit(wanted.name)
        if name.casefold() in found:
            name = f"{name} {key}"
        found[name.casefold()] = Wanted(name, wanted.compose)
    return list(found.values())


def has_content(briefing: Briefing) -> bool:
    """Tell whether there is anything to say of our cooperation."""
    return any(statement.id not in _OPENING for statement in briefing.statements)


def _countries(
    session: Session, as_of: date, language: Language, settings: Settings
) -> Iterator[tuple[str, Wanted]]:
    for code in sorted(occurring(session)):
        compose = partial(country.compose, country=code, as_of=as_of, settings=settings)
        yield code, Wanted(f"{code} {country_name(code, language.code)}", compose)


def _organisations(
    session: Session, as_of: date, language: Language, settings: Settings
) -> Iterator[tuple[str, Wanted]]:
    """List the partners that count for themselves on the day: no faculty, no former body."""
    known = Organisations(session, as_of)
    ids = [which for which, o in known.all.items() if not o.ours]
    for which in [which for which in ids if known.counted_as(which).id == which]:
        named = known.named([which])[0]
        compose = partial(organisation.compose, organisation=which, as_of=as_of, settings=settings)
        yield named.source.uuid[:8], Wanted(named.in_language(language.code), compose)


def _fit(name: str) -> str:
    """Make a name fit for a file on any system."""
    plain = "".join(" " if sign in _FORBIDDEN or ord(sign) < 32 else sign for sign in name)
    return " ".join(plain.split())[:_LONGEST].strip(" .") or "briefing"
