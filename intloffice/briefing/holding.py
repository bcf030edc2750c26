"""Which sentences still hold: those of a briefing, against another that is told anew."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from intloffice.briefing.freezing import spoken_of
from intloffice.briefing.statement import Briefing, Fact, Statement, sources
from intloffice.i18n import Language
from intloffice.operations.counting.naming import Source

#: A sentence: the key of its statement, the names of the facts in it, and the text.
Sentence = tuple[str, tuple[str, ...], str]


@dataclass(frozen=True)
class Untrue:
    """A sentence that would be said otherwise now, or not at all, and the records behind it.

    ``mark`` tells it apart among all of its briefing; of a sentence that was not said then it is
    empty, and so is ``then``.
    """

    mark: str
    then: str
    now: str
    records: tuple[Source, ...]


def spoken(briefing: Briefing, language: Language) -> list[Sentence]:
    """List all sentences of a briefing."""
    return [each for s in briefing.statements for each in spoken_of(s, briefing, language)]


def untrue(
    said: Sequence[Sentence], then: Briefing, now: Briefing, language: Language
) -> list[Untrue]:
    """List the sentences that were said and hold no more: a value in them is another now.

    A sentence that is only worded otherwise, by a later version of this program, still holds.
    """
    told = _Told(now, language)
    found: list[Untrue] = []
    for number, (key, names, text) in enumerate(said):
        was, is_ = _find(then, key), _find(now, key)
        if was is None or told.says(was.id, text) or not _differs(was, is_, names):
            continue
        records = _records(was, is_, names)
        found.append(Untrue(f"{key}#{number}", text, told.instead(was, names), records))
    return found


def unsaid(
    said: Sequence[Sentence], then: Briefing, now: Briefing, language: Language
) -> list[Untrue]:
    """List the sentences that are said now of something that was not told of then."""
    known = {key for key, _, _ in said}
    return [
        Untrue("", "", text, _records(_find(then, key), _find(now, key), names))
        for key, names, text in spoken(now, language)
        if key not in known
    ]


class _Told:
    """The sentences that are told now, each to be given once in the place of another."""

    def __init__(self, briefing: Briefing, language: Language) -> None:
        self._texts: dict[str, list[Sentence]] = {}
        for statement in briefing.statements:
            told = spoken_of(statement, briefing, language)
            self._texts.setdefault(statement.id, []).extend(told)

    def says(self, statement: str, text: str) -> bool:
        """Tell whether a sentence is said as it was; then it stands in no other's place."""
        found = self._texts.get(statement, [])
        same = next((each for each in found if each[2] == text), None)
        if same is not None:
            found.remove(same)
        return same is not None

    def instead(self, was: Statement, names: Collection[str]) -> str:
        """Give the sentence that takes the place of one, by the facts that stand in it."""
        found = self._texts.get(was.id, [])
        own = [each for each in found if each[0] == was.key("")]
        alike = (each for each in own if each[1] == tuple(names))
        best = next(alike, next(iter(own), None))
        if best is None:
            return ""
        found.remove(best)
        return best[2]


def _find(briefing: Briefing, key: str) -> Statement | None:
    return next((s for s in briefing.statements if s.key("") == key), None)


def _differs(was: Statement, is_: Statement | None, names: Collection[str]) -> bool:
    if is_ is None:
        return True
    asked = names or was.facts
    return any(_value(was, name) != _value(is_, name) for name in asked)


def _value(statement: Statement, name: str) -> object:
    fact = statement.facts.get(name)
    return fact.value if fact else None


def _records(
    was: Statement | None, is_: Statement | None, names: Collection[str]
) -> tuple[Source, ...]:
    return sources(
        [
            source
            for statement in (was, is_)
            for fact in _chosen(statement, names)
            for source in fact.records
        ]
    )


def _chosen(statement: Statement | None, names: Collection[str]) -> Iterator[Fact]:
    for name, fact in statement.facts.items() if statement else ():
        if not names or name in names:
            yield fact
