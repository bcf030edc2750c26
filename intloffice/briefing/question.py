"""What is asked: a country, as of a day, by the office's rules."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from intloffice.database.session import Session
from intloffice.operations.counting.days import Window, recent_years, year_of
from intloffice.operations.counting.organisations import Organisations
from intloffice.operations.counting.programmes import Programme, programmes
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


class Question:
    """One question to the records; what several statements need is read once."""

    def __init__(self, session: Session, country: str, day: date, rules: Rules) -> None:
        self.session = session
        self.country = country
        self.day = day
        self.rules = rules
        self.organisations = Organisations(session, day)

    @property
    def recent(self) -> Window:
        """The recent years, cut at the day (rule 4)."""
        return recent_years(self.day, self.rules.recent_years)

    @property
    def year(self) -> Window:
        """The day's own year, cut at the day."""
        return year_of(self.day)

    @cached_property
    def there(self) -> set[int]:
        """The organisations that count for the country."""
        return self.organisations.in_country(self.country)

    @cached_property
    def programmes(self) -> dict[int, Programme]:
        """All programmes, named as on the day."""
        return programmes(self.session, self.day)
