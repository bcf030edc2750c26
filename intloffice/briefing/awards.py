"""The money that funders of the other side give to our students and staff."""

from collections.abc import Iterator

from intloffice.briefing.question import Question
from intloffice.briefing.statement import Basis, Fact, LeftOut, Statement, sources
from intloffice.i18n import N_
from intloffice.operations.counting.awards import Award, awards, ranges
from intloffice.operations.counting.programmes import Programme
from intloffice.records.award import AmountPeriod, RecipientKind

NO_TOTAL = N_("Its amount is one a month, which is no total; it is in no range of amounts.")


def funders(question: Question) -> Iterator[Statement]:
    """State for each fund of the other side who received what in the recent years (rule 8)."""
    found = awards(question.session, question.recent.years)
    for programme_id, programme in question.programmes.items():
        given = [
            a
            for a in found
            if a.programme_id == programme_id and _is_from_there(question, a, programme)
        ]
        if given:
            yield _statement(question, programme, given)


def _is_from_there(question: Question, award: Award, programme: Programme) -> bool:
    funder = award.funder_id if award.funder_id is not None else programme.sponsor_id
    return funder in question.there


def _statement(question: Question, programme: Programme, given: list[Award]) -> Statement:
    behind = sources([a.source for a in given])
    others = {a.recipient_id for a in given if a.recipient_kind != RecipientKind.STUDENT}
    students = [a for a in given if a.recipient_id not in others]
    facts = {
        "programme": Fact((programme.named,), (programme.named.source,)),
        "persons": Fact(len({a.recipient_id for a in given}), behind),
        "students": Fact(
            len({a.recipient_id for a in students}), sources([a.source for a in students])
        ),
    }
    for name, which in (
        ("funder", given[0].funder_id if given[0].funder_id is not None else programme.sponsor_id),
        ("administrator", programme.administrator_id),
    ):
        if which is not None:
            facts[name] = _organisation(question, which)
    for number, span in enumerate(ranges(given)):
        suffix = f"_{span.currency}" if number else ""
        in_it = sources([a.source for a in given if a.currency == span.currency])
        facts[f"min{suffix}"] = Fact(span.least, in_it)
        facts[f"max{suffix}"] = Fact(span.most, in_it)
        facts[f"currency{suffix}"] = Fact(span.currency, in_it)
    if programme.began_here_on:
        facts["since"] = Fact(programme.began_here_on, (programme.named.source,))
    return Statement(
        "awards.funder",
        facts,
        Basis(
            N_(
                "Distinct recipients of {first} to {last}; the least and the most one person "
                "received in all, each currency apart."
            ),
            {"first": question.recent.years.start, "last": question.recent.years.stop - 1},
        ),
        tuple(
            LeftOut("awards.funder", a.source, programme.named.names, NO_TOTAL)
            for a in given
            if a.per == AmountPeriod.MONTH
        ),
        about=programme.named.source.uuid,
    )


def _organisation(question: Question, which: int) -> Fact:
    named = tuple(question.organisations.named([which]))
    return Fact(named, (named[0].source,))
