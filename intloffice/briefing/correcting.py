"""What has been corrected since: the same day, told as it was known then and as it is now."""

from dataclasses import dataclass, replace
from pathlib import Path

from intloffice.briefing.comparing import NUMBERS, differences
from intloffice.briefing.holding import Untrue, spoken, unsaid, untrue
from intloffice.briefing.statement import Briefing, sources
from intloffice.briefing.telling import Wanted, tell
from intloffice.database.store import Store
from intloffice.i18n import Language
from intloffice.operations import knowing
from intloffice.operations.knowing import Corrected


@dataclass(frozen=True)
class Number:
    """A number that is another now; what it counts, in English."""

    what: str
    then: int
    now: int


@dataclass(frozen=True)
class Corrections:
    """What differs, number by number and sentence by sentence, and the records field by field."""

    numbers: tuple[Number, ...] = ()
    sentences: tuple[Untrue, ...] = ()
    records: tuple[Corrected, ...] = ()


def corrected(
    store: Store, wanted: Wanted, then: Briefing, language: Language, folder: Path | None = None
) -> Corrections:
    """Tell what differs between a briefing as it was known then, and the same as it is known now.

    ``wanted.known_on`` is the point of the history that ``then`` was told from.
    """
    bare = replace(wanted, known_on=None, since=None, appendix=False)
    now, then = tell(store, bare, folder).briefing, _bare(then)
    said = spoken(then, language)
    found = differences(then, now)
    behind = {s for d in found for fact in (d.then, d.now) if fact for s in fact.records}
    with store.read() as session:
        records = knowing.corrections(
            session, sources(list(behind)), wanted.known_on or 0, language
        )
    return Corrections(
        tuple(_numbers(then, now)),
        (*untrue(said, then, now, language), *unsaid(said, then, now, language)),
        tuple(records),
    )


def _bare(briefing: Briefing) -> Briefing:
    """Leave out what tells of an earlier briefing."""
    own = tuple(s for s in briefing.statements if not s.id.startswith("changes."))
    return replace(briefing, statements=own, since=None)


def _numbers(then: Briefing, now: Briefing) -> list[Number]:
    found = []
    for (statement, name), label in NUMBERS.items():
        was, is_ = (each.find(statement) for each in (then, now))
        numbers = [each.number(name) if each else 0 for each in (was, is_)]
        if numbers[0] != numbers[1]:
            found.append(Number(label, *numbers))
    return found
