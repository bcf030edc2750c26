"""What a briefing is made of: statements, their facts, and the records behind each fact."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, TypeVar

from intloffice.i18n import N_, Language
from intloffice.operations.counting.naming import Named, Source
from intloffice.operations.edited_briefings import Kept

#: Why a record that begins on no known day is left out.
NO_START = N_("It has no first day, so it belongs to no year.")

Item = TypeVar("Item")


@dataclass(frozen=True)
class Tally:
    """A count for one label: a choice's label in English, a year, or a named record."""

    label: str | int | Named
    count: int
    records: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Dated:
    """A named record with the day that matters about it, and what else is said of it."""

    named: Named
    on: date | str
    partners: tuple[Named, ...] = ()
    text: Mapping[str, str] = field(default_factory=dict)
    years: int = 0


@dataclass(frozen=True)
class AgreementLine:
    """An effective agreement as a table shows it; ``until`` is None where it does not end.

    ``kind`` is the label of what it provides for, in English.
    """

    named: Named
    partners: tuple[Named, ...]
    signed_on: date
    until: date | None
    renewal: str
    kind: str


@dataclass(frozen=True)
class Example:
    """A person named as an example, with the title and organisation of that day.

    ``ended`` says that the post had ended by the day of the briefing ("then President of …").
    """

    person: Named
    title: Mapping[str, str]
    organisation: Named | None
    ended: bool


@dataclass(frozen=True)
class Balance:
    """An exchange agreement's year: students sent and received against the places agreed.

    ``alone`` tells that no other is with the same partners, so that they tell which it is.
    """

    agreement: Named
    partners: tuple[Named, ...]
    sent: int
    received: int
    places_out: int
    places_in: int
    alone: bool = True


@dataclass(frozen=True)
class Attendee:
    """One who takes part in a meeting, with the title and organisation of that day."""

    person: Named
    title: Mapping[str, str]
    organisation: Named | None
    role: str


@dataclass(frozen=True)
class Step:
    """An entry of an itinerary; ``kind`` is its label in English."""

    on: date | None
    starts_at: str
    ends_at: str
    kind: str
    place: Mapping[str, str]
    who: str
    responsible: Named | None


@dataclass(frozen=True)
class Pending:
    """What an earlier meeting has left to be done, and by whom."""

    text: Mapping[str, str]
    owner: Named | None
    meeting: Named
    met_on: date
    due_on: date | None


@dataclass(frozen=True)
class Moved:
    """Somebody whose posts are others than they were; either may be none."""

    person: Named
    before: tuple[Attendee, ...]
    after: tuple[Attendee, ...]


FactValue = (
    int
    | Decimal
    | date
    | str
    | Mapping[str, str]
    | tuple[Named, ...]
    | tuple[Tally, ...]
    | tuple[Dated, ...]
    | tuple[AgreementLine, ...]
    | tuple[Example, ...]
    | tuple[Balance, ...]
    | tuple[Attendee, ...]
    | tuple[Step, ...]
    | tuple[Pending, ...]
    | tuple[Moved, ...]
)


@dataclass(frozen=True)
class Fact:
    """One value and exactly the records that it was computed from."""

    value: FactValue
    records: tuple[Source, ...]


@dataclass(frozen=True)
class Basis:
    """How a statement's numbers were counted: an English sentence with its placeholders."""

    template: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class LeftOut:
    """A record that could not be counted, or is to be looked at, and why (records.md, rule 11).

    ``reason`` is an English sentence; ``facts`` fill its placeholders. Where it concerns the
    print in one language only, ``language`` is that.
    """

    statement: str
    source: Source
    caption: Mapping[str, str]
    reason: str
    facts: Mapping[str, str] = field(default_factory=dict)
    language: str = ""

    def said(self, language: Language) -> str:
        """Say why, in a language."""
        return language.text(self.reason, **self.facts)


@dataclass(frozen=True)
class Statement:
    """One thing said: its facts by name, how they were counted, and what was left out.

    Where the same is said of several records (two funds of one country), ``about`` is the uuid of
    the one it is said of. What there is none of rests on no record, but on all that were
    ``searched``, given by their kinds.
    """

    id: str
    facts: Mapping[str, Fact]
    basis: Basis
    left_out: tuple[LeftOut, ...] = ()
    about: str = ""
    searched: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a statement that cannot be traced."""
        if not self.searched and not any(fact.records for fact in self.facts.values()):
            raise ValueError(f"a statement without sources: {self.id}")

    def number(self, name: str) -> int:
        """Give a fact that is a count; nought where it is not stated."""
        fact = self.facts.get(name)
        return fact.value if fact is not None and isinstance(fact.value, int) else 0

    def items(self, name: str, sort: type[Item]) -> list[Item]:
        """List the parts of a fact that are of one sort; none where it is not stated."""
        fact = self.facts.get(name)
        value = fact.value if fact is not None else ()
        return (
            [item for item in value if isinstance(item, sort)] if isinstance(value, tuple) else []
        )

    def key(self, name: str) -> str:
        """Name a fact among all of a briefing, as ``agreements.overview/agreements``.

        What is said of one record among several has its uuid in it: ``awards.funder/UUID/persons``.
        """
        return "/".join(filter(None, (self.id, self.about, name)))

    def key_of_part(self, name: str, tally: Tally) -> str:
        """Name the part of a fact that one tally is, as ``outbound.trend/series/2017``."""
        label = tally.label
        return f"{self.key(name)}/{label.source.uuid if isinstance(label, Named) else label}"


@dataclass(frozen=True)
class Subject:
    """What a briefing is about: a country, an organisation or a meeting.

    ``names`` is what it is called, ``place`` what sentences call the other side: a country, or
    partners where ``narrow``. ``again`` is what they call it once it was named, where that is
    long. ``country`` is the ISO code of the other side, empty where it is of several.
    """

    kind: Literal["country", "organisation", "meeting"]
    names: Mapping[str, str]
    place: Mapping[str, str]
    country: str = ""
    narrow: bool = False
    source: Source | None = None
    again: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Since:
    """What a briefing is compared with: a day, and the reference where one was issued for it.

    ``forgotten`` counts the records that the history has forgotten since, so that they are not
    told of.
    """

    day: date
    reference: str = ""
    forgotten: int = 0


@dataclass(frozen=True)
class Briefing:
    """All that is said about a subject as of a day, in no language yet.

    ``state`` is the head of the office's history that it was computed from, as a reader compares
    it; ``photos`` are pictures of people by the uuid of their record; ``captions`` are given
    where the records behind the numbers are to be listed. ``proved_words`` lets sentences say
    “nearly”, “more than” and “rapidly” where the data prove it (rule 10). ``edited`` is what the
    office has made of it: sentences rewritten, sections arranged. ``since`` tells with what it is
    compared, where its first page is to tell what has changed.
    """

    subject: Subject
    ourselves: Mapping[str, str]
    as_of: date
    statements: tuple[Statement, ...]
    left_out: tuple[LeftOut, ...]
    checks: tuple[LeftOut, ...] = ()
    state: str = ""
    photos: Mapping[str, bytes] = field(default_factory=dict)
    captions: Mapping[Source, Mapping[str, str]] = field(default_factory=dict)
    proved_words: bool = False
    edited: Kept = field(default_factory=Kept)
    since: Since | None = None

    def place(self, code: str) -> str:
        """Name the other side in a language, as sentences do."""
        return self.subject.place.get(code, "")

    def again(self, code: str) -> str:
        """Name the other side in a language, as sentences do below a heading that names it."""
        return self.subject.again.get(code) or self.place(code)

    def find(self, statement_id: str) -> Statement | None:
        """Give the first statement of an id."""
        return next((s for s in self.statements if s.id == statement_id), None)


def once(left_out: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    """List what was left out once each, whatever would have told of it."""
    found: dict[tuple[Source, str], LeftOut] = {}
    for record in left_out:
        found.setdefault((record.source, record.reason), record)
    return tuple(found.values())


def sources(records: Sequence[Source]) -> tuple[Source, ...]:
    """List records once each, in the order of their ids."""
    return tuple(sorted(set(records), key=lambda source: (source.kind, source.id)))
