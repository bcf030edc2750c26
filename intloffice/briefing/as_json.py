"""A briefing as plain values: facts with the ids of the records behind them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from intloffice.briefing.sentence import plain
from intloffice.briefing.statement import (
    AgreementLine,
    Balance,
    Briefing,
    Dated,
    Example,
    Fact,
    FactValue,
    LeftOut,
    Statement,
    Tally,
)
from intloffice.briefing.wording import basis, sentences
from intloffice.i18n import Language
from intloffice.operations.counting.naming import Named


def to_json(briefing: Briefing, language: Language) -> dict[str, Any]:
    """Give a briefing in a language as values that JSON can hold."""
    return {
        "subject": {"kind": "country", "country": briefing.country},
        "as_of": briefing.as_of.isoformat(),
        "state": briefing.state,
        "language": language.code,
        "statements": [_statement(s, briefing, language) for s in briefing.statements],
        "left_out": [_left_out(record, language) for record in briefing.left_out],
    }


def _statement(statement: Statement, briefing: Briefing, language: Language) -> dict[str, Any]:
    said = [plain(spans) for spans in sentences(statement, briefing, language)]
    gap = " " if language.code == "en" else ""
    return {
        "id": statement.id,
        **({"about": statement.about} if statement.about else {}),
        "text": gap.join(filter(None, said)),
        "basis": basis(statement, language),
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
    if isinstance(item, Named):
        return item.in_language(language.code)
    if isinstance(item, Dated):
        return {
            "name": item.named.in_language(language.code),
            "on": item.on.isoformat() if isinstance(item.on, date) else item.on,
            "with": [partner.in_language(language.code) for partner in item.partners],
        } | ({"years": item.years} if item.years else {})
    if isinstance(item, Example):
        return {
            "name": item.person.in_language(language.code),
            "title": item.title.get(language.code, ""),
            "organisation": item.organisation.in_language(language.code)
            if item.organisation
            else "",
            "ended": item.ended,
        }
    if isinstance(item, Balance):
        return {
            "agreement": item.agreement.in_language(language.code),
            "with": [partner.in_language(language.code) for partner in item.partners],
            "sent": item.sent,
            "received": item.received,
            "places_out": item.places_out,
            "places_in": item.places_in,
        }
    return _line(item, language) if isinstance(item, AgreementLine) else str(item)


def _line(item: AgreementLine, language: Language) -> dict[str, Any]:
    return {
        "name": item.named.in_language(language.code),
        "with": [partner.in_language(language.code) for partner in item.partners],
        "signed_on": item.signed_on.isoformat(),
        "until": item.until.isoformat() if item.until else None,
    }


def _left_out(record: LeftOut, language: Language) -> dict[str, Any]:
    return {
        "statement": record.statement,
        "kind": record.source.kind,
        "record": record.source.uuid,
        "name": record.caption.get(language.code, ""),
        "reason": language.text(record.reason),
    }
