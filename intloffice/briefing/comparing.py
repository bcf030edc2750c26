"""What has changed between two briefings about the same: number by number, record by record."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from intloffice.briefing.snapshot import Agreed, Held, Snapshot
from intloffice.briefing.statement import (
    Basis,
    Briefing,
    Dated,
    Fact,
    Moved,
    Pending,
    Since,
    Statement,
    sources,
)
from intloffice.i18n import N_
from intloffice.operations.counting.naming import Source

Key = TypeVar("Key")
Item = TypeVar("Item")

#: The numbers that are compared, by statement and fact, and what each counts.
NUMBERS: Mapping[tuple[str, str], str] = {
    ("agreements.overview", "agreements"): N_("university-level agreements in force"),
    ("agreements.overview", "universities"): N_("partner universities"),
    ("agreements.overview", "other_institutions"): N_("other partner institutions"),
    ("agreements.expiring", "agreements"): N_("agreements that end within twelve months"),
    ("staff.academicians", "persons"): N_("academicians from abroad in long-term posts"),
    ("staff.appointed", "persons"): N_("teachers from there in long-term posts"),
    ("experts.visits", "persons"): N_("visiting experts, last five calendar years"),
    ("experts.visits", "visits"): N_("visits of experts, last five calendar years"),
    ("outbound.year", "persons"): N_("students sent since 1 January"),
    ("outbound.destinations", "institutions"): N_("institutions our students have gone to"),
    ("inbound.period", "persons"): N_("students received, last five calendar years"),
    ("meetings.recent", "meetings"): N_("meetings in the two years before"),
}
#: What is counted over years of which the last is cut at the day.
_OF_YEARS = frozenset({"experts.visits", "outbound.year", "inbound.period"})


@dataclass(frozen=True)
class Difference:
    """A fact of a statement that is another now; either may be none."""

    statement: str
    name: str
    then: Fact | None
    now: Fact | None

    @property
    def mirrored(self) -> "Difference":
        """The same seen from the other side."""
        return Difference(self.statement, self.name, self.now, self.then)

    @property
    def came(self) -> frozenset[Source]:
        """The records that count now and did not then."""
        return _records(self.now) - _records(self.then)

    @property
    def went(self) -> frozenset[Source]:
        """The records that counted then and do not now."""
        return _records(self.then) - _records(self.now)


@dataclass(frozen=True)
class Comparison:
    """What differs between two states: what is new and what is gone, by what tells it apart."""

    agreements: tuple[frozenset[str], frozenset[str]]
    posts: frozenset[str]
    honours: tuple[frozenset[str], frozenset[str]]
    meetings: tuple[frozenset[str], frozenset[str]]
    kept: frozenset[tuple[str, str]]
    reopened: frozenset[tuple[str, str]]
    promised: tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]
    sent: tuple[frozenset[Source], frozenset[Source]]
    received: tuple[frozenset[Source], frozenset[Source]]
    students: tuple[tuple[int, int], tuple[int, int]]

    @property
    def mirrored(self) -> "Comparison":
        """The same comparison, made the other way round."""
        return Comparison(
            _swapped(self.agreements),
            self.posts,
            _swapped(self.honours),
            _swapped(self.meetings),
            self.reopened,
            self.kept,
            _swapped(self.promised),
            _swapped(self.sent),
            _swapped(self.received),
            (_swapped(self.students[0]), _swapped(self.students[1])),
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        pairs = (self.agreements, self.honours, self.meetings, self.promised)
        stays = (self.sent, self.received)
        found = [bool(each) for pair in (*pairs, *stays) for each in pair]
        moved = any(then != now for then, now in self.students)
        return not (any(found) or self.posts or self.kept or self.reopened or moved)


def differences(then: Briefing, now: Briefing) -> list[Difference]:
    """List the facts whose values or records differ, in the order in which they are told."""
    was, is_ = _facts(then), _facts(now)
    return [
        Difference(*key, was.get(key), is_.get(key))
        for key in dict.fromkeys((*is_, *was))
        if not _same(was.get(key), is_.get(key))
    ]


def compare(then: Snapshot, now: Snapshot) -> Comparison:
    """Compare two states."""
    was, is_ = (
        {key for key, agreed in each.agreements.items() if agreed.is_in_force}
        for each in (then, now)
    )
    known = (frozenset({*then.open, *then.done}), frozenset({*now.open, *now.done}))
    moved = {
        key
        for key in {*then.posts, *now.posts}
        if _marks(then.posts.get(key)) != _marks(now.posts.get(key))
    }
    return Comparison(
        (frozenset(is_ - was), frozenset(was - is_)),
        frozenset(moved),
        _turned(then.honours, now.honours),
        _turned(then.meetings, now.meetings),
        frozenset(then.open.keys() & now.done.keys()),
        frozenset(then.done.keys() & now.open.keys()),
        (known[1] - known[0], known[0] - known[1]),
        _turned(then.sent, now.sent),
        _turned(then.received, now.received),
        (
            (len(set(then.out.values())), len(set(now.out.values()))),
            (len(set(then.here.values())), len(set(now.here.values()))),
        ),
    )


def compared(
    briefing: Briefing, earlier: Briefing, states: tuple[Snapshot, Snapshot], since: Since
) -> Briefing:
    """Let a briefing tell what has changed since an earlier one; ``states`` are then and now."""
    told = (*_numbers(earlier, briefing), *_changes(*states))
    return replace(briefing, statements=(*told, *briefing.statements), since=since)


def _changes(then: Snapshot, now: Snapshot) -> Iterator[Statement]:
    found = compare(then, now)
    yield from _agreements(then, now, found)
    yield from _posts(then, now, found)
    yield from _dated("honours", (then.honours, now.honours), found.honours)
    yield from _students(then, now, found)
    yield from _promises(then, now, found)
    yield from _dated("meetings", (then.meetings, now.meetings), found.meetings)


def _numbers(then: Briefing, now: Briefing) -> Iterator[Statement]:
    facts: dict[str, Fact] = {}
    for statement, name in NUMBERS:
        if statement in _OF_YEARS and not _alike(then.as_of, now.as_of):
            continue
        was, is_ = (_number(each, statement, name) for each in (then, now))
        if was.value != is_.value:
            facts[f"{statement}:{name}:then"] = was
            facts[f"{statement}:{name}:now"] = is_
    if any(fact.records for fact in facts.values()):
        basis = N_("Each number is counted as in the part of the briefing that tells it.")
        yield Statement("changes.numbers", facts, Basis(basis))


def _alike(then: date, now: date) -> bool:
    """Tell whether years cut at two days can be compared: the same year, or as much of each."""
    return then.year == now.year or (then.month, then.day) == (now.month, now.day)


def _number(briefing: Briefing, statement: str, name: str) -> Fact:
    found = briefing.find(statement)
    fact = found.facts.get(name) if found else None
    return fact if fact is not None and isinstance(fact.value, int) else Fact(0, ())


def _agreements(then: Snapshot, now: Snapshot, found: Comparison) -> Iterator[Statement]:
    began = [_begun(now.agreements[key]) for key in found.agreements[0]]
    ended = [_over(now.agreements.get(key, then.agreements[key])) for key in found.agreements[1]]
    basis = N_("Agreements of the university itself that are in force now and were not, or were.")
    yield from _stated("agreements", {"began": _listed(began), "ended": _listed(ended)}, basis)


def _begun(agreed: Agreed) -> Dated:
    return Dated(agreed.named, agreed.signed_on or "", agreed.partners)


def _over(agreed: Agreed) -> Dated:
    return Dated(agreed.named, agreed.over_on or "", agreed.partners)


def _posts(then: Snapshot, now: Snapshot, found: Comparison) -> Iterator[Statement]:
    moved, behind = [], []
    for key in found.posts:
        was, is_ = then.posts.get(key), now.posts.get(key)
        held = [each for each in (is_, was) if each is not None]
        moved.append(Moved(held[0].person, was.posts if was else (), is_.posts if is_ else ()))
        behind += [source for each in held for source in (each.person.source, *each.records)]
    moved.sort(key=lambda each: (not each.after, each.person.source.id))
    basis = N_("Posts as they are on record for those who have a post there or have been here.")
    yield from _stated("posts", {"moved": Fact(tuple(moved), sources(behind))}, basis)


def _students(then: Snapshot, now: Snapshot, found: Comparison) -> Iterator[Statement]:
    went = {s: now.sent[s] for s in found.sent[0]}
    came = {s: now.received[s] for s in found.received[0]}
    (out_then, out_now), (here_then, here_now) = found.students
    if not (went or came or out_then != out_now or here_then != here_now):
        return
    facts = {
        "sent": Fact(len(set(went.values())), sources(list(went))),
        "received": Fact(len(set(came.values())), sources(list(came))),
        "out_then": Fact(out_then, sources(list(then.out))),
        "out_now": Fact(out_now, sources(list(now.out))),
        "here_then": Fact(here_then, sources(list(then.here))),
        "here_now": Fact(here_now, sources(list(now.here))),
    }
    basis = N_("Distinct persons by the first day of their stay; who is away is counted by day.")
    yield from _stated("students", facts, basis)


def _promises(then: Snapshot, now: Snapshot, found: Comparison) -> Iterator[Statement]:
    kept = [now.done[k] for k in now.done if k in found.kept or k in found.promised[0]]
    new = [now.open[key] for key in now.open if key in found.promised[0]]
    still = [now.open[key] for key in now.open if key in then.open]
    again = [now.open[key] for key in now.open if key in found.reopened]
    if not (kept or new or again):
        return
    facts = {"kept": kept, "new": [*new, *again], "open": still}
    basis = N_("What meetings were to be followed up by, as it was on both days.")
    yield from _stated("promises", {name: _pending(some) for name, some in facts.items()}, basis)


def _dated(
    name: str,
    states: tuple[Mapping[str, Dated], Mapping[str, Dated]],
    turned: tuple[frozenset[str], frozenset[str]],
) -> Iterator[Statement]:
    then, now = states
    new = _listed([now[key] for key in turned[0]])
    gone = _listed([then[key] for key in turned[1]])
    basis = N_("Records that count on the later day and did not on the earlier, or did.")
    yield from _stated(name, {"new": new, "gone": gone}, basis)


def _stated(name: str, facts: Mapping[str, Fact], basis: str) -> Iterator[Statement]:
    if any(fact.records for fact in facts.values()):
        yield Statement(f"changes.{name}", facts, Basis(basis))


def _listed(found: list[Dated]) -> Fact:
    found.sort(key=lambda dated: (str(dated.on), dated.named.source.id))
    return Fact(tuple(found), sources([dated.named.source for dated in found]))


def _pending(found: list[Pending]) -> Fact:
    return Fact(tuple(found), sources([pending.meeting.source for pending in found]))


def _facts(briefing: Briefing) -> dict[tuple[str, str], Fact]:
    return {
        (statement.key(""), name): fact
        for statement in briefing.statements
        for name, fact in statement.facts.items()
    }


def _same(one: Fact | None, other: Fact | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.value == other.value and set(one.records) == set(other.records)


def _records(fact: Fact | None) -> frozenset[Source]:
    return frozenset(fact.records) if fact else frozenset()


def _marks(held: Held | None) -> frozenset[tuple[str, str, int]]:
    return held.marks if held else frozenset()


def _turned(
    then: Mapping[Key, Item], now: Mapping[Key, Item]
) -> tuple[frozenset[Key], frozenset[Key]]:
    return frozenset(now.keys() - then.keys()), frozenset(then.keys() - now.keys())


def _swapped(pair: tuple[Item, Item]) -> tuple[Item, Item]:
    return pair[1], pair[0]
