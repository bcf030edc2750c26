"""What is asked: of a country or of partners, as of a day, by the office's rules."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from intloffice.database.session import Session
from intloffice.operations.counting.days import Window, recent_years, year_of
from intloffice.operations.counting.organisations import Organisations
from intloffice.operations.counting.people import Person, is_from
from intloffice.operations.counting.programmes import Programme, programmes
from intloffice.operations.counting.terms import Glossary, glossary
from intloffice.operations.counting.visits import Visit
from intloffice.settings import Settings


@dataclass(frozen=True)
class Rules:
    """What the office may set (records.md, *Rules of counting*)."""

    long_from_months: int = 6
    recent_years: int = 5
    soon_months: int = 12
    examples: int = 4

    @classmethod
    def of(cls, settings: Settings) -> "Rules":
        """Take the rules from the settings."""
        return cls(long_from_months=settings.long_from_months)


@dataclass(frozen=True)
class Scope:
    """The other side: a country by its ISO code, or else partners by the ids of organisations."""

    country: str = ""
    partners: tuple[int, ...] = ()


class Question:
    """One question to the records; what several statements need is read once.

    Asked for a ``meeting``, that one is none of the earlier ones, whatever the day.
    """

    def __init__(
        self,
        session: Session,
        scope: Scope,
        day: date,
        rules: Rules,
        meeting: Visit | None = None,
    ) -> None:
        self.session = session
        self.scope = scope
        self.day = day
        self.rules = rules
        self.meeting = meeting
        self.organisations = Organisations(session, day)

    @property
    def recent(self) -> Window:
        """The recent years, cut at the day (rule 4)."""
        return recent_years(self.day, self.rules.recent_years)

    @property
    def year(self) -> Window:
        """The day's own year, cut at the day."""
        return year_of(self.day)

    @property
    def before(self) -> date:
        """The day before which a meeting is an earlier one: that of the meeting asked for."""
        return min(self.day, self.meeting.starts_on) if self.meeting else self.day

    @cached_property
    def there(self) -> set[int]:
        """The organisations that count for the country, or as the partners."""
        if self.scope.country:
            return self.organisations.in_country(self.scope.country)
        return {o for o in self.organisations.all if self._counted_as(o) in self.partners}

    @cached_property
    def partners(self) -> list[int]:
        """The partners asked for, as they count on the day; none where a country is asked for."""
        return list(dict.fromkeys(map(self._counted_as, self.scope.partners)))

    @cached_property
    def programmes(self) -> dict[int, Programme]:
        """All programmes, named as on the day."""
        return programmes(self.session, self.day)

    @cached_property
    def glossary(self) -> Glossary:
        """The office's official terms."""
        return glossary(self.session)

    def is_from(self, person: Person, home: int | None) -> bool:
        """Tell whether a person counts for the country, or whose home is one of the partners."""
        if self.scope.country:
            return is_from(person, self.organisations.country_of(home), self.scope.country)
        return home in self.there

    def _counted_as(self, organisation: int) -> int:
        return self.organisations.counted_as(organisation).id
