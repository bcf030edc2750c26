"""Words that a number may be told with, where the data prove them (records.md, rule 10)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from intloffice.briefing.statement import Statement, Tally
from intloffice.i18n import N_, Language
from intloffice.operations.counting.claims import grows, nearly, over
from intloffice.operations.counting.naming import Named

_NEARLY = N_("“Nearly {number}” may be said.")
_OVER = N_("“More than {number}” may be said.")
_GROWS = N_("“Rapidly” may be said: {last} is one and a half times {first} or more.")
_TOO_LITTLE = N_("“Rapidly” may not be said: {last} is less than one and a half times {first}.")
_TWO_FALLS = N_("“Rapidly” may not be said: it fell twice in a row, to {low} in {year}.")
_ALL = N_("“All” may be said: no other is on record.")
_NOT_ALL = N_("“All” may not be said: {number} studied {subject}.")


@dataclass(frozen=True)
class Offer:
    """A word for a fact: whether it is proved, or else what speaks against it."""

    fact: str
    proved: bool
    template: str
    facts: Mapping[str, object]

    def text(self, language: Language) -> str:
        """Say which word may be used, or why it may not."""
        said = {
            name: value.in_language(language.code) if isinstance(value, Named) else value
            for name, value in self.facts.items()
        }
        return language.text(self.template, **said)


def offers(statement: Statement) -> Iterator[Offer]:
    """List the words that a statement's numbers allow, and those they nearly do."""
    for name, fact in statement.facts.items():
        if isinstance(fact.value, int):
            yield from _round(name, fact.value)
    series = statement.items("whole_years", Tally)
    if series and statement.id == "outbound.trend":
        yield from _growth(series)
    yield from _whole(statement.items("subjects", Tally))


def _round(name: str, value: int) -> Iterator[Offer]:
    if (number := nearly(value)) is not None:
        yield Offer(name, True, _NEARLY, {"number": number})
    elif (number := over(value)) is not None:
        yield Offer(name, True, _OVER, {"number": number})


def _growth(series: list[Tally]) -> Iterator[Offer]:
    counts = [tally.count for tally in series]
    facts: dict[str, object] = {"first": counts[0], "last": counts[-1]}
    if grows(counts):
        yield Offer("series", True, _GROWS, facts)
        return
    if counts[0] <= 0 or counts[-1] <= counts[0]:
        return
    if 2 * counts[-1] < 3 * counts[0]:
        yield Offer("series", False, _TOO_LITTLE, facts)
        return
    falls = [two.count < one.count for one, two in pairwise(series)]
    at = next(at for at, pair in enumerate(pairwise(falls)) if all(pair)) + 2
    yield Offer("series", False, _TWO_FALLS, {"low": counts[at], "year": series[at].label})


def _whole(subjects: list[Tally]) -> Iterator[Offer]:
    if len(subjects) == 1:
        yield Offer("subjects", True, _ALL, {})
    elif subjects:
        other = subjects[1]
        yield Offer("subjects", False, _NOT_ALL, {"number": other.count, "subject": other.label})
