"""A briefing as plain values: facts with the ids of the records behind them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from intloffice.briefing.offers import offers
from intloffice.briefing.sections import kept
from intloffice.briefing.sentence import plain
from intloffice.briefing.statement import (
    AgreementLine,
    Attendee,
    Balance,
    Briefing,
    Dated,
    Example,
    Fact,
    FactValue,
    LeftOut,
    Moved,
    Pending,
    Statement,
    Step,
    Subject,
    Tally,
)
from intloffice.briefing.wording import basis, sentences
from intloffice.i18n import Language
from intloffice.names.spoken import in_language
from intloffice.operations.counting.naming import Named


def to_json(briefing: Briefing, language: Language) -> dict[str, Any]:
    """Give a briefing in a language as values that JSON can hold."""
    briefing = kept(briefing)
    return {
        "subject": _subject(briefing.subject, language),
        "as_of": briefing.as_of.isoformat(),
        "state": briefing.state,
        "language": language.code,
        **_since(briefing),
        "statements": [_statement(s, briefing, language) for s in briefing.statements],
        "left_out": [_left_out(record, language) for record in briefing.left_out],
    }


def _since(briefing: Briefing) -> dict[str, Any]:
    since = briefing.since
    if since is None:
        return {}
    return {"since": {"as_of": since.day.isoformat(), "issued": since.reference}}


def _subject(subject: Subject, language: Language) -> dict[str, Any]:
    if subject.source is None:
        return {"kind": subject.kind, "country": subject.country}
    return {
        "kind": subject.kind,
        "name": subject.names.get(language.code, ""),
        "record": subject.source.uuid,
        "country": subject.country,
    }


def _statement(statement: Statement, briefing: Briefing, language: Language) -> dict[str, Any]:
    said = [plain(spans) for spans in sentences(statement, briefing, language)]
    gap = " " if language.code == "en" else ""
    return {
        "id": statement.id,
        **({"about": statement.about} if statement.about else {}),
        "text": gap.join(filter(None, said)),
        "basis": basis(statement, language),
        "words": [
            {"fact": offer.fact, "proved": offer.proved, "text": offer.text(language)}
            for offer in offers(statement)
        ],
        "facts": {name: _fact(fact, language) for name, fact in statement.facts.items()},
    }


def _fact(fact: Fact, language: Language) -> dict[str, Any]:
    return {
        "value": _value(fact.value, language),
        "records": [source.uuid for source in fact.records],
    }


def _value(value: FactValue, language: Language) -> Any:
    if isinstance(value, Mapping):
        return value.get(language.code, "")
    if isinstance(value, tuple):
        tallies = [item for item in value if isinstance(item, Tally)]
        if tallies:
            return {_label(tally, language): tally.count for tally in tallies}
        return [_item(item, language) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def _label(tally: Tally, language: Language) -> str:
    if isinstance(tally.label, Named):
        return tally.label.in_language(language.code)
    return str(tally.label) if isinstance(tally.label, int) else language.text(tally.label)


def _item(item: object, language: Language) -> Any:
    written = _ITEMS.get(type(item))
    return written(item, language) if written else str(item)


def _name(named: Named | None, language: Language) -> str:
    return named.in_language(language.code) if named else ""


def _names(named: Sequence[Named], language: Language) -> list[str]:
    return [each.in_language(language.code) for each in named]


def _dated(item: Dated, language: Language) -> dict[str, Any]:
    return {
        "name": item.named.in_language(language.code),
        "on": item.on.isoformat() if isinstance(item.on, date) else item.on,
        "with": _names(item.partners, language),
    } | ({"years": item.years} if item.years else {})


def _example(item: Example, language: Language) -> dict[str, Any]:
    return {
        "name": item.person.in_language(language.code),
        "title": item.title.get(language.code, ""),
        "organisation": _name(item.organisation, language),
        "ended": item.ended,
    }


def _balance(item: Balance, language: Language) -> dict[str, Any]:
    return {
        "agreement": item.agreement.in_language(language.code),
        "with": _names(item.partners, language),
        "sent": item.sent,
        "received": item.received,
        "places_out": item.places_out,
        "places_in": item.places_in,
    }


def _line(item: AgreementLine, language: Language) -> dict[str, Any]:
    return {
        "name": item.named.in_language(language.code),
        "with": _names(item.partners, language),
        "signed_on": item.signed_on.isoformat(),
        "until": item.until.isoformat() if item.until else None,
    }


def _attendee(item: Attendee, language: Language) -> dict[str, Any]:
    return {
        "name": item.person.in_language(language.code),
        "title": item.title.get(language.code, ""),
        "organisation": _name(item.organisation, language),
        "role": language.text(item.role),
    }


def _step(item: Step, language: Language) -> dict[str, Any]:
    return {
        "on": item.on.isoformat() if item.on else None,
        "from": item.starts_at,
        "until": item.ends_at,
        "kind": language.text(item.kind),
        "place": item.place.get(language.code, ""),
        "who": in_language(item.who, language.code),
        "responsible": _name(item.responsible, language),
    }


def _pending(item: Pending, language: Language) -> dict[str, Any]:
    return {
        "text": item.text.get(language.code, ""),
        "owner": _name(item.owner, language),
        "meeting": item.meeting.in_language(language.code),
        "met_on": item.met_on.isoformat(),
        "due_on": item.due_on.isoformat() if item.due_on else None,
    }


def _moved(item: Moved, language: Language) -> dict[str, Any]:
    return {
        "name": item.person.in_language(language.code),
        "before": [_post(post, language) for post in item.before],
        "after": [_post(post, language) for post in item.after],
    }


def _post(item: Attendee, language: Language) -> dict[str, Any]:
    return {
        "title": item.title.get(language.code, ""),
        "organisation": _name(item.organisation, language),
    }


_ITEMS: Mapping[type, Callable[[Any, Language], Any]] = {
    Named: _name,
    Dated: _dated,
    Example: _example,
    Balance: _balance,
    AgreementLine: _line,
    Attendee: _attendee,
    Step: _step,
    Pending: _pending,
    Moved: _moved,
}


def _left_out(record: LeftOut, language: Language) -> dict[str, Any]:
    return {
        "statement": record.statement,
        "kind": record.source.kind,
        "record": record.source.uuid,
        "name": record.caption.get(language.code, ""),
        "reason": record.said(language),
    }
