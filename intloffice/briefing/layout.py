"""Lay a briefing out: its statements as sections, figures, tables and a chart, in a language."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from intloffice.briefing import logo
from intloffice.briefing.document import (
    BarChart,
    Beside,
    Block,
    Bullets,
    Column,
    Document,
    Footnotes,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Series,
    Span,
    Spans,
    Table,
)
from intloffice.briefing.statement import AgreementLine, Balance, Briefing, Statement, Tally
from intloffice.briefing.wording import basis, sentences
from intloffice.i18n import N_, Language
from intloffice.names.countries import country_name
from intloffice.operations.counting.naming import Named
from intloffice.records.agreement import Renewal
from intloffice.settings import Settings

#: The sections in their order: heading, and the statements that stand in it.
SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        N_("Agreements"),
        (
            "narrative.introduction",
            "agreements.overview",
            "agreements.alliances",
            "agreements.changes",
            "agreements.expiring",
            "narrative.agreements",
        ),
    ),
    (
        N_("People"),
        ("staff.appointed", "staff.academicians", "experts.visits", "narrative.people"),
    ),
    (
        N_("Students sent"),
        (
            "outbound.trend",
            "outbound.year",
            "outbound.programmes",
            "outbound.destinations",
            "narrative.students_sent",
        ),
    ),
    (N_("Students received"), ("inbound.period", "balance", "narrative.students_received")),
    (N_("Awards"), ("awards.funder", "narrative.awards")),
    (N_("Meetings"), ("meetings.recent", "narrative.meetings")),
    (N_("Dates worth naming"), ("milestones.anniversaries",)),
)
#: In which of our languages a country's own organisations write their names.
_OWN_SCRIPT = {"JP": "ja", "CN": "zh", "HK": "zh", "MO": "zh", "TW": "zh"}
#: Statements set as a list, a sentence an item, after the first sentences.
_LISTS = {"meetings.recent": 1, "milestones.anniversaries": 0}


@dataclass
class Notes:
    """The footnotes so far, each basis once."""

    language: Language
    texts: list[str] = field(default_factory=list)

    def number(self, statement: Statement) -> int:
        """Give the number of a statement's footnote."""
        text = basis(statement, self.language)
        if text not in self.texts:
            self.texts.append(text)
        return self.texts.index(text) + 1


def document(briefing: Briefing, language: Language, settings: Settings) -> Document:
    """Lay out a briefing in a language."""
    notes = Notes(language)
    ourselves = briefing.ourselves[language.code]
    country = country_name(briefing.country, language.code)
    day = language.day(briefing.as_of)
    figures = tuple(_figures(briefing, language))
    blocks: list[Block] = [KeyFigures(figures)] if figures else []
    for heading, ids in SECTIONS:
        blocks += _section(heading, ids, briefing, notes)
    if not briefing.statements:
        blocks.append(Paragraph((Span(language.text(N_("Nothing is on record yet."))),)))
    if notes.texts:
        blocks.append(Footnotes(tuple(notes.texts)))
    office = language.text(N_("International Office"))
    letterhead = settings.letterhead or f"{ourselves} · {office}"
    return Document(
        language=language.code,
        letterhead=letterhead,
        title=language.text(N_("Cooperation with {country}"), country=country),
        subtitle=language.text(N_("Briefing as of {date}"), date=day),
        blocks=tuple(blocks),
        footer=language.text(
            N_("Records as of {date} · state {state} · {office}"),
            date=day,
            state=briefing.state,
            office=letterhead,
        ),
        author=ourselves,
        subject=language.text(N_("Briefing as of {date}"), date=day),
        keywords=(country, briefing.as_of.isoformat()),
        accent=settings.accent,
        logo=logo.read(settings.logo) if settings.logo else b"",
    )


def _figures(briefing: Briefing, language: Language) -> Iterator[KeyFigure]:
    overview = briefing.find("agreements.overview")
    window = f"{briefing.as_of.year - 4}–{briefing.as_of.year}"
    if overview:
        yield KeyFigure(
            language.number(overview.number("agreements")),
            language.text(N_("university-level agreements in force")),
            overview.key("agreements"),
        )
        others = overview.number("other_institutions")
        universities = language.number(overview.number("universities"))
        yield KeyFigure(
            f"{universities} + {language.number(others)}" if others else universities,
            language.text(
                N_("partner universities and other institutions")
                if others
                else N_("partner universities")
            ),
            overview.key("universities"),
        )
    for statement_id, label, facts in (
        ("outbound.year", N_("students sent in {when}"), {"when": str(briefing.as_of.year)}),
        ("inbound.period", N_("students received {when}"), {"when": window}),
        ("experts.visits", N_("visiting experts {when}"), {"when": window}),
    ):
        statement = briefing.find(statement_id)
        if statement:
            yield KeyFigure(
                language.number(statement.number("persons")),
                language.text(label, **facts),
                statement.key("persons"),
            )


def _section(heading: str, ids: Sequence[str], briefing: Briefing, notes: Notes) -> Iterator[Block]:
    found = [s for wanted in ids for s in briefing.statements if s.id == wanted]
    if not found:
        return
    yield Heading(notes.language.text(heading))
    said = [block for statement in found for block in _said(statement, briefing, notes)]
    chart = _chart(briefing, notes.language) if "outbound.trend" in ids else None
    if chart:
        yield Beside(tuple(said), (chart,))
    else:
        yield from said
    yield from _tables(found, briefing, notes.language)


def _said(statement: Statement, briefing: Briefing, notes: Notes) -> Iterator[Block]:
    spoken = [spans for spans in sentences(statement, briefing, notes.language) if spans]
    if not spoken:
        return
    number = notes.number(statement)
    first_item = _LISTS.get(statement.id, len(spoken))
    if first_item:
        spoken[first_item - 1] = _noted(spoken[first_item - 1], number)
        yield Paragraph(_run_on(spoken[:first_item], notes.language))
    if spoken[first_item:]:
        if not first_item:
            spoken[-1] = _noted(spoken[-1], number)
        yield Bullets(tuple(spoken[first_item:]))


def _run_on(spoken: Iterable[Spans], language: Language) -> Spans:
    spans: list[Span] = []
    for sentence in spoken:
        if spans and language.code == "en":
            spans.append(Span(" "))
        spans += sentence
    return tuple(spans)


def _noted(spans: Spans, number: int) -> Spans:
    return (*spans[:-1], replace(spans[-1], notes=(number,)))


def _chart(briefing: Briefing, language: Language) -> BarChart | None:
    sent, received = briefing.find("outbound.trend"), briefing.find("inbound.period")
    if sent is None:
        return None
    series = [_series(sent, language.text(N_("sent")))]
    if received:
        series.append(_series(received, language.text(N_("received"))))
    return BarChart(
        language.text(N_("Students by year")),
        tuple(str(tally.label) for tally in sent.items("series", Tally)),
        tuple(series),
    )


def _series(statement: Statement, label: str) -> Series:
    tallies = statement.items("series", Tally)
    facts = (statement.key_of_part("series", t) if t.records else "" for t in tallies)
    return Series(label, tuple(tally.count for tally in tallies), tuple(facts))


def _tables(found: Sequence[Statement], briefing: Briefing, language: Language) -> Iterator[Block]:
    for statement in found:
        lines = statement.items("list", AgreementLine)
        if lines:
            yield _agreement_table(lines, statement, briefing, language)
        balances = statement.items("agreements", Balance)
        if balances:
            yield _balance_table(balances, statement, briefing, language)


def _agreement_table(
    lines: Sequence[AgreementLine], statement: Statement, briefing: Briefing, language: Language
) -> Table:
    return Table(
        (
            Column(language.text(N_("Agreement")), 3),
            Column(language.text(N_("Partner")), 5),
            Column(language.text(N_("Signed")), 1.7),
            Column(language.text(N_("Until")), 1.7),
        ),
        tuple(
            (
                (Span(language.text(line.kind), fact=statement.key("list")),),
                _partners(line.partners, briefing.country, language),
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
                _partners(line.partners, briefing.country, language),
                number(line.sent),
                number(line.places_out),
                number(line.received),
                number(line.places_in),
            )
            for line in lines
        ),
    )
