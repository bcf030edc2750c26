"""Lay out what a briefing lists as tables."""

from collections import Counter
from collections.abc import Iterator, Sequence

from intloffice.briefing.document import Column, Span, Spans, Table
from intloffice.briefing.sentence import Wording
from intloffice.briefing.statement import (
    AgreementLine,
    Attendee,
    Balance,
    Briefing,
    Pending,
    Statement,
    Step,
)
from intloffice.briefing.wording.visits import attendee_post, clock
from intloffice.i18n import N_, Language
from intloffice.names.spoken import in_language
from intloffice.operations.counting.naming import Named, Source
from intloffice.records.agreement import Renewal

#: In which of our languages a country's own organisations write their names.
_OWN_SCRIPT = {"JP": "ja", "CN": "zh", "HK": "zh", "MO": "zh", "TW": "zh"}


def tables(found: Sequence[Statement], briefing: Briefing, language: Language) -> Iterator[Table]:
    """Set out what statements list: agreements, exchange, hosts, itinerary, open matters."""
    for statement in found:
        lines = statement.items("list", AgreementLine)
        if lines:
            yield _agreement_table(lines, statement, briefing, language)
        balances = statement.items("agreements", Balance)
        # Of one agreement the sentence tells all.
        if len(balances) > 1:
            yield _balance_table(balances, statement, briefing, language)
        words = Wording(statement, language)
        for name, table in (("hosts", _hosts), ("steps", _itinerary), ("open", _pending)):
            if name in statement.facts:
                yield table(words)


def _agreement_table(
    lines: Sequence[AgreementLine], statement: Statement, briefing: Briefing, language: Language
) -> Table:
    alike = len(lines) > 1 and len({_sources(line) for line in lines}) == 1
    second = N_("Title") if alike else N_("Partner")
    return Table(
        (
            Column(language.text(N_("Agreement")), 3),
            Column(language.text(second), 5),
            Column(language.text(N_("Signed")), 1.7),
            Column(language.text(N_("Until")), 1.7),
        ),
        tuple(
            (
                (Span(language.text(line.kind), fact=statement.key("list")),),
                (Span(line.named.in_language(language.code)),)
                if alike
                else _partners(line.partners, briefing.subject.country, language),
                (Span(language.day(line.signed_on, "medium")),),
                (Span(_until(line, language)),),
            )
            for line in lines
        ),
    )


def _partners(partners: Sequence[Named], country: str, language: Language) -> Spans:
    """Name partners, and in English how they write themselves."""
    spans = [Span(language.listed([p.in_language(language.code) for p in partners]))]
    own = _OWN_SCRIPT.get(country)
    if language.code == "en" and own:
        written = [p.in_language(own) for p in partners if not p.in_language(own).isascii()]
        spans.append(Span(f" {'・'.join(written)}" if written else "", "muted"))
    return tuple(span for span in spans if span.text)


def _sources(line: AgreementLine | Balance) -> tuple[Source, ...]:
    return tuple(partner.source for partner in line.partners)


def _until(line: AgreementLine, language: Language) -> str:
    if line.until is not None:
        return language.day(line.until, "medium")
    if line.renewal == Renewal.AUTOMATIC:
        return language.text(N_("renews itself"))
    return language.text(N_("no end agreed"))


def _balance_table(
    lines: Sequence[Balance], statement: Statement, briefing: Briefing, language: Language
) -> Table:
    def number(value: int) -> Spans:
        return (Span(language.number(value), fact=statement.key("agreements")),)

    held = Counter(map(_sources, lines))

    def called(line: Balance) -> Spans:
        if held[_sources(line)] > 1:
            return (Span(line.agreement.in_language(language.code)),)
        # How they write themselves stands in the table of agreements.
        return (Span(language.listed([p.in_language(language.code) for p in line.partners])),)

    return Table(
        (
            Column(language.text(N_("Exchange agreement")), 5),
            Column(language.text(N_("Sent")), 1, "right"),
            Column(language.text(N_("Places")), 1, "right"),
            Column(language.text(N_("Received")), 1, "right"),
            Column(language.text(N_("Places")), 1, "right"),
        ),
        tuple(
            (
                called(line),
                number(line.sent),
                number(line.places_out),
                number(line.received),
                number(line.places_in),
            )
            for line in lines
        ),
    )


def _hosts(words: Wording) -> Table:
    language = words.language
    return Table(
        (
            Column(language.text(N_("Full name")), 2.4),
            Column(language.text(N_("Post")), 4),
            Column(language.text(N_("Role")), 1.8),
        ),
        tuple(
            (
                words.name(attendee.person, "hosts"),
                attendee_post(words, attendee),
                (Span(language.text(attendee.role)),),
            )
            for attendee in words.statement.items("hosts", Attendee)
        ),
    )


def _itinerary(words: Wording) -> Table:
    language, steps = words.language, words.statement.items("steps", Step)
    days = len({step.on for step in steps}) > 1

    def when(step: Step) -> str:
        day = language.day(step.on, "medium") if days and step.on else ""
        return " ".join(filter(None, (day, clock(step))))

    def named(step: Step) -> Spans:
        return words.name(step.responsible) if step.responsible else (Span(""),)

    return Table(
        (
            Column(language.text(N_("Time")), 1.7),
            Column(language.text(N_("What")), 2),
            Column(language.text(N_("Where")), 3.4),
            Column(language.text(N_("Who")), 2.4),
            Column(language.text(N_("Responsible")), 2.4),
        ),
        tuple(
            (
                (Span(when(step)),),
                words.spans(language.text(step.kind), "steps"),
                (Span(step.place.get(language.code, "")),),
                (Span(in_language(step.who, language.code)),),
                named(step),
            )
            for step in steps
        ),
    )


def _pending(words: Wording) -> Table:
    language = words.language
    return Table(
        (
            Column(language.text(N_("What")), 4),
            Column(language.text(N_("Owner")), 2.2),
            Column(language.text(N_("From the meeting")), 4),
            Column(language.text(N_("Due on")), 1.7),
        ),
        tuple(
            (
                words.spans(item.text.get(language.code, ""), "open"),
                words.name(item.owner) if item.owner else (Span(""),),
                (
                    Span(f"{item.meeting.in_language(language.code)} "),
                    Span(language.day(item.met_on, "medium"), "muted"),
                ),
                (Span(language.day(item.due_on, "medium") if item.due_on else ""),),
            )
            for item in words.statement.items("open", Pending)
        ),
    )
