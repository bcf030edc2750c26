"""When something is to be decided of an agreement: notice, its end, a review.

An agreement of fixed terms is told of on the last day on which notice can be given, so many months
before its last term ends; then when it ends. One that renews itself is left in peace: it has a day
of review, as entered; else one is proposed a year before each of its terms ends, but never after
the last day of notice. An end that was agreed or given notice of is told of whatever the renewal.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from intloffice.i18n import N_
from intloffice.operations.counting.agreements import Agreement, Term, has_begun
from intloffice.operations.counting.days import months_after, next_span
from intloffice.records.agreement import Renewal
from intloffice.schema.choice import Choice

_DAY = timedelta(days=1)
_REVIEW_MONTHS = 12


class DeadlineSort(Choice):
    """What is to be decided."""

    NOTICE = "notice", N_("Last day to give notice")
    ENDING = "ending", N_("Agreement ends")
    REVIEW = "review", N_("Review of an agreement")
    PROPOSED = "proposed review", N_("Proposed: review of an agreement")


@dataclass(frozen=True)
class Deadline:
    """A day on which something is to be decided, with the end of the term it is about.

    ``until`` is the last day on which it is still worth telling: a review that was entered stays
    due until another day is entered, one that was proposed until notice can no longer be given.
    """

    day: date
    sort: str
    end: date
    until: date


def deadlines(agreement: Agreement, last: date) -> Iterator[Deadline]:
    """Give all deadlines of an agreement up to a day, whether it is effective or not."""
    for term in agreement.terms:
        if not any(_goes_on(other, term) for other in agreement.terms):
            yield from _of_term(agreement, term, last)
    if agreement.review_on is not None and agreement.review_on <= last and _is_reviewed(agreement):
        day = agreement.review_on
        yield Deadline(day, DeadlineSort.REVIEW, day, date.max)


def next_deadline(agreement: Agreement, day: date, last: date) -> Deadline | None:
    """Give the earliest deadline that is worth telling on a day; None where none is left."""
    found = (each for each in deadlines(agreement, last) if each.until >= day)
    return min(found, key=lambda each: each.day, default=None)


def is_replaced(agreement: Agreement, every: Sequence[Agreement], day: date) -> bool:
    """Tell whether another takes the place of an agreement by the day after a day."""
    after = day + _DAY if day < date.max else day
    return any(
        other.replaces_id == agreement.id and has_begun(other, after)
        for other in every
        if other.id != agreement.id
    )


def _is_reviewed(agreement: Agreement) -> bool:
    """Tell whether an agreement has days of review: not where it ends of itself, or was ended."""
    return agreement.renewal != Renewal.FIXED and any(t.ended_on is None for t in agreement.terms)


def _of_term(agreement: Agreement, term: Term, last: date) -> Iterator[Deadline]:
    end = _end(term)
    if end is None:
        return
    if term.ended_on is not None and (agreement.renewal != Renewal.FIXED or end == term.ended_on):
        if term.ended_on <= last:
            yield Deadline(term.ended_on, DeadlineSort.ENDING, term.ended_on, term.ended_on)
    elif agreement.renewal == Renewal.FIXED:
        notice = _last_notice(agreement, end)
        if notice < end and notice <= last:
            yield Deadline(notice, DeadlineSort.NOTICE, end, notice)
        if end <= last:
            yield Deadline(end, DeadlineSort.ENDING, end, end)
    elif agreement.renewal == Renewal.AUTOMATIC and agreement.review_on is None:
        yield from _proposed(agreement, term.effective_from, end, last)


def _proposed(agreement: Agreement, first: date, end: date, last: date) -> Iterator[Deadline]:
    span: tuple[date, date] | None = (first, end)
    while span is not None:
        notice = _last_notice(agreement, span[1])
        day = min(notice, _months_before(span[1], _REVIEW_MONTHS))
        if day > last:
            return
        if day >= first:
            yield Deadline(day, DeadlineSort.PROPOSED, span[1], notice)
        span = next_span(*span)


def _end(term: Term) -> date | None:
    return min(filter(None, (term.effective_until, term.ended_on)), default=None)


def _goes_on(other: Term, term: Term) -> bool:
    """Tell whether another term covers the day after a term."""
    end, over = _end(term), _end(other)
    if end is None or other is term:
        return False
    return (other.effective_from - end).days <= 1 and (over is None or over > end)


def _last_notice(agreement: Agreement, end: date) -> date:
    return _months_before(end, agreement.notice_months or 0)


def _months_before(day: date, months: int) -> date:
    return months_after(day, -months) if 0 <= months < (day.year - 1) * 12 else day
