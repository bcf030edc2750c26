"""Meetings, dates and kept paragraphs in words."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from intloffice.briefing.document import Span, Spans
from intloffice.briefing.sentence import Wording
from intloffice.briefing.statement import Briefing, Dated, Statement
from intloffice.i18n import N_, NN_, Language
from intloffice.names.spoken import in_language

MEETINGS = NN_("{n} meeting", "{n} meetings")
YEARS = NN_("{n} year", "{n} years")


def recent(words: Wording, briefing: Briefing) -> list[Spans]:
    """Say which meetings there were, and what came of them."""
    said = [
        words.say(
            N_("In the two years before {date}, {meetings} with {country} took place.")
            if "besides" not in words.statement.facts
            else N_(
                "Besides this one, {meetings} with {country} took place in the two years before "
                "{date}."
            ),
            date=words.language.day(briefing.as_of),
            meetings=words.count("meetings", MEETINGS),
            country=briefing.again(words.language.code),
        )
    ]
    for line in words.statement.items("list", Dated):
        outcome = line.text.get(words.language.code, "")
        template = N_("{date}: {title}. {outcome}") if outcome else N_("{date}: {title}.")
        said.append(
            words.say(
                template,
                date=words.language.day(line.on) if isinstance(line.on, date) else str(line.on),
                title=words.name(line.named, "list"),
                outcome=outcome,
            )
        )
    return said


def anniversaries(words: Wording, _briefing: Briefing) -> list[Spans]:
    """Say which round anniversaries are near."""
    return [
        words.say(
            N_("{date}: {years} since {event}."),
            date=words.tied(words.language.partial(str(line.on)), "list"),
            years=words.tied(words.language.counted(YEARS, line.years), "list"),
            event=words.name(line.named, "list"),
        )
        for line in words.statement.items("list", Dated)
    ]


def narrative(words: Wording, _briefing: Briefing) -> list[Spans]:
    """Give a paragraph that was kept by hand."""
    value = words.statement.facts["text"].value
    texts = value if isinstance(value, Mapping) else {}
    return [(Span(texts.get(words.language.code, "").strip(), fact=words.statement.key("text")),)]


def basis(statement: Statement, language: Language) -> str:
    """Say how a statement's numbers were counted, and how many records could not be (rule 11)."""
    facts = {name: _written(value, language) for name, value in statement.basis.facts.items()}
    said = [language.text(statement.basis.template, **facts)]
    lacking = len({record.source for record in statement.left_out})
    if lacking:
        number = language.number(lacking)
        said.append(language.text(N_("Left out for want of data: {n}."), n=number))
    return (" " if language.code == "en" else "").join(said)


def _written(value: object, language: Language) -> str:
    if isinstance(value, date):
        return language.day(value)
    if isinstance(value, Decimal):
        return language.number(value)
    return in_language(str(value), language.code)
