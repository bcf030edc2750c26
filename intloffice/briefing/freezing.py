"""Freeze a briefing: all its facts as plain values that JSON can hold, and back again.

The records it rests on are listed once, as kind, id and uuid; whatever names one holds its place
in that list. Photos are left out, the captions of an appendix, and what was edited: they are
printed, and facts of nothing.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from intloffice.briefing import statement as said
from intloffice.briefing.sections import kept
from intloffice.briefing.sentence import plain
from intloffice.briefing.statement import Briefing, Statement
from intloffice.briefing.wording import sentences
from intloffice.i18n import Language
from intloffice.operations.counting.naming import Named, Source
from intloffice.operations.edited_briefings import Arrangement, Kept

#: The marks of what JSON has no values for.
_DAY, _AMOUNT, _WORDS, _SET, _IS, _RECORD = "day", "amount", "words", "set", "is", "record"
_SORTS: dict[str, type[Any]] = {
    sort.__name__: sort
    for sort in (
        Named,
        said.Tally,
        said.Dated,
        said.AgreementLine,
        said.Example,
        said.Balance,
        said.Attendee,
        said.Step,
        said.Pending,
        said.Moved,
        said.Since,
        said.Fact,
        said.Basis,
        said.LeftOut,
        said.Subject,
        said.Statement,
        said.Briefing,
        Kept,
        Arrangement,
    )
}


def freeze(briefing: Briefing, language: Language) -> str:
    """Write all that a briefing says in a language, with its facts, as JSON."""
    records: dict[Source, int] = {}
    briefing = kept(briefing)
    bare = replace(briefing, photos={}, captions={}, edited=Kept())
    content = _frozen(bare, records)
    spoken = [
        {"statement": key, "facts": facts, "text": text}
        for each in briefing.statements
        for key, facts, text in spoken_of(each, briefing, language)
    ]
    listed = [[source.kind, source.id, source.uuid] for source in records]
    whole = {"records": listed, "briefing": content, "sentences": spoken}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def thaw(facts: str) -> Briefing:
    """Read a briefing back from what ``freeze`` wrote."""
    whole = json.loads(facts)
    records = [Source(*listed) for listed in whole["records"]]
    found = _thawed(whole["briefing"], records)
    if not isinstance(found, Briefing):
        raise TypeError("what was frozen is no briefing")
    return found


def frozen_sentences(facts: str) -> list[tuple[str, tuple[str, ...], str]]:
    """List the sentences that were said: the statement's key, names of facts, and the text."""
    return [
        (line["statement"], tuple(line["facts"]), line["text"])
        for line in json.loads(facts)["sentences"]
    ]


def spoken_of(
    statement: Statement, briefing: Briefing, language: Language
) -> list[tuple[str, tuple[str, ...], str]]:
    """Put a statement into sentences, each with the names of the facts that stand in it."""
    own = statement.key("")
    found = []
    for spans in sentences(statement, briefing, language):
        text = plain(spans).strip()
        keys = dict.fromkeys(span.fact for span in spans if span.fact.startswith(f"{own}/"))
        names = dict.fromkeys(key.removeprefix(f"{own}/").partition("/")[0] for key in keys)
        if text:
            found.append((own, tuple(names), text))
    return found


def _frozen(value: Any, records: dict[Source, int]) -> Any:
    if isinstance(value, Source):
        return {_RECORD: records.setdefault(value, len(records))}
    if is_dataclass(value):
        held = {each.name: _frozen(getattr(value, each.name), records) for each in fields(value)}
        return {_IS: type(value).__name__, **held}
    if isinstance(value, Mapping):
        return {_WORDS: {key: _frozen(each, records) for key, each in value.items()}}
    if isinstance(value, tuple | list):
        return [_frozen(each, records) for each in value]
    if isinstance(value, frozenset):
        return {_SET: sorted(value)}
    if isinstance(value, date):
        return {_DAY: value.isoformat()}
    return {_AMOUNT: str(value)} if isinstance(value, Decimal) else value


def _thawed(value: Any, records: list[Source]) -> Any:
    if isinstance(value, list):
        return tuple(_thawed(each, records) for each in value)
    if not isinstance(value, dict):
        return value
    if _IS in value:
        sort = _SORTS[value[_IS]]
        known = {each.name for each in fields(sort)}
        return sort(**{n: _thawed(v, records) for n, v in value.items() if n in known})
    if _RECORD in value:
        return records[value[_RECORD]]
    if _WORDS in value:
        return {key: _thawed(each, records) for key, each in value[_WORDS].items()}
    if _SET in value:
        return frozenset(value[_SET])
    return Decimal(value[_AMOUNT]) if _AMOUNT in value else date.fromisoformat(value[_DAY])
