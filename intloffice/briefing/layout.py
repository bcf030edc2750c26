"""Lay a briefing out: its statements as sections, figures, tables and a chart, in a language."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from intloffice.briefing import logo
from intloffice.briefing.appendix import appendix
from intloffice.briefing.changes_page import first_page
from intloffice.briefing.document import (
    BarChart,
    Beside,
    Block,
    Bullets,
    Card,
    Cards,
    Document,
    Footnotes,
    Heading,
    KeyFigure,
    KeyFigures,
    PageBreak,
    Paragraph,
    Series,
    Span,
    Spans,
    Table,
)
from intloffice.briefing.editing import Sentence
from intloffice.briefing.nothing import NOTHING
from intloffice.briefing.sections import arranged, introduction, kept, opening
from intloffice.briefing.sentence import Wording, plain
from intloffice.briefing.statement import Attendee, Briefing, Statement, Tally
from intloffice.briefing.tables import tables
from intloffice.briefing.wording import basis, in_words, is_rewritten, sentences
from intloffice.briefing.wording.visits import attendee_post, guest_rows
from intloffice.i18n import N_, Language
from intloffice.operations.counting.days import is_over
from intloffice.settings import Settings

#: Statements set as a list, a sentence an item, after the first sentences.
_LISTS = {"meetings.recent": 1, "milestones.anniversaries": 0}
#: Statements that a table says better than a sentence.
_TABLES_ONLY = {"meeting.hosts", "meeting.itinerary"}


@dataclass
class Notes:
    """The footnotes so far, each basis once; ``numbers`` are theirs by the statements' keys."""

    language: Language
    texts: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, statement: Statement) -> int:
        """Give the number of a statement's footnote."""
        text = basis(statement, self.language)
        if text not in self.texts:
            self.texts.append(text)
        self.numbers[statement.key("")] = self.texts.index(text) + 1
        return self.numbers[statement.key("")]


def document(briefing: Briefing, language: Language, settings: Settings) -> Document:
    """Lay out a briefing in a language."""
    briefing = kept(briefing)
    notes = Notes(language)
    kind = briefing.subject.kind
    ourselves = briefing.ourselves[language.code]
    place = briefing.place(language.code)
    day = language.day(briefing.as_of)
    blocks: list[Block] = list(first_page(briefing, language, notes.number))
    for heading, ids in arranged(opening(kind), briefing.edited.arrangement):
        blocks += _section(heading, ids, briefing, notes)
    blocks += _introduction(briefing, notes)
    if not briefing.statements:
        blocks.append(Paragraph((Span(language.text(N_("Nothing is on record yet."))),)))
    if notes.texts:
        blocks.append(Footnotes(tuple(notes.texts)))
    blocks += list(appendix(briefing, blocks, notes.numbers, language))
    office = language.text(N_("International Office"))
    cooperation = language.text(N_("Cooperation with {country}"), country=place)
    letterhead = settings.letterhead or f"{ourselves} · {office}"
    return Document(
        language=language.code,
        letterhead=letterhead,
        title=briefing.subject.names[language.code] if kind == "meeting" else cooperation,
        subtitle=language.text(
            N_("Briefing for the meeting, as of {date}")
            if kind == "meeting"
            else N_("Briefing as of {date}"),
            date=day,
        ),
        blocks=tuple(blocks),
        as_of=briefing.as_of,
        footer=language.text(
            N_("Records as of {date} · state {state} · {office}"),
            date=day,
            state=briefing.state,
            office=letterhead,
        ),
        author=ourselves,
        subject=language.text(N_("Briefing as of {date}"), date=day),
        keywords=(place, briefing.as_of.isoformat()),
        accent=settings.accent,
        logo=logo.read(settings.logo) if settings.logo else b"",
    )


def _introduction(briefing: Briefing, notes: Notes) -> Iterator[Block]:
    """Lay out the key figures and the sections of the introduction, and what there is none of.

    In the briefing for a meeting they follow a heading of their own.
    """
    kind, language = briefing.subject.kind, notes.language
    level = 2 if kind == "meeting" else 1
    parts = [
        tuple(_section(heading, ids, briefing, notes, level))
        for heading, ids in arranged(introduction(kind), briefing.edited.arrangement)
    ]
    said = list(_lists_beside([part for part in parts if part]))
    figures = tuple(_figures(briefing, language))
    if kind == "meeting" and said:
        place = briefing.place(language.code)
        yield PageBreak(sparing=True)
        yield Heading(language.text(N_("Cooperation with {country}"), country=place))
    if figures:
        yield KeyFigures(figures)
    yield from said
    if said or kind != "meeting":
        for statement in (s for s in briefing.statements if s.id == NOTHING):
            for block in _said(statement, briefing, notes):
                yield _muted(block) if isinstance(block, Paragraph) else block


def _lists_beside(parts: Sequence[tuple[Block, ...]]) -> Iterator[Block]:
    """Let two sections that end the introduction as lists stand side by side to save a page."""
    *others, left, right = parts if len(parts) > 1 else (*parts, (), ())
    paired = all(isinstance(part[-1], Bullets) for part in (left, right) if part)
    for part in others:
        yield from part
    if left and right and paired:
        yield Beside(left, right, sparing=True)
    else:
        yield from (*left, *right)


def _muted(paragraph: Paragraph) -> Paragraph:
    spans = (replace(s, style="muted") if s.style == "plain" else s for s in paragraph.spans)
    return replace(paragraph, spans=tuple(spans))


def _figures(briefing: Briefing, language: Language) -> Iterator[KeyFigure]:
    overview = briefing.find("agreements.overview")
    window = f"{briefing.as_of.year - 4}–{briefing.as_of.year}"
    if overview:
        yield KeyFigure(
            language.number(overview.number("agreements")),
            language.text(N_("university-level agreements in force")),
            overview.key("agreements"),
        )
    if overview and not briefing.subject.narrow:
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
        ("outbound.year", *_sent_in(briefing, language)),
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


def _sent_in(briefing: Briefing, language: Language) -> tuple[str, dict[str, str]]:
    """Label the students sent in the year, as far as it has run."""
    day = briefing.as_of
    if is_over(day.year, day):
        return N_("students sent in {when}"), {"when": str(day.year)}
    return N_("students sent since 1 January {year}"), {"year": str(day.year)}


def _section(
    heading: str, ids: Sequence[str], briefing: Briefing, notes: Notes, level: int = 1
) -> Iterator[Block]:
    found = [s for wanted in ids for s in briefing.statements if s.id == wanted]
    body = list(_body(found, briefing, notes)) if found else []
    if body:
        yield Heading(notes.language.text(heading), level)
        yield from body


def _body(found: Sequence[Statement], briefing: Briefing, notes: Notes) -> Iterator[Block]:
    if found[0].id == "meeting.guest":
        yield Cards(tuple(_card(statement, briefing, notes) for statement in found))
        return
    if found[0].id.startswith("points."):
        yield _points(found, briefing, notes)
        return
    said = {s.key(""): tuple(_said(s, briefing, notes)) for s in found}
    listed = tuple(_tables(found, briefing, notes.language))
    looked_at = tuple(_looked_at(found, listed, briefing, notes.language))
    beside = [s for s in found if looked_at and not s.id.startswith("narrative.")]
    if looked_at:
        yield Beside(tuple(block for s in beside for block in said[s.key("")]), looked_at)
    for statement in found:
        if statement not in beside:
            yield from said[statement.key("")]
    yield from (table for table in listed if table not in looked_at)


def _looked_at(
    found: Sequence[Statement],
    listed: Sequence[Table],
    briefing: Briefing,
    language: Language,
) -> Iterator[Block]:
    """Tell what stands beside the sentences of a section: a chart, or the table of a balance."""
    for statement in found:
        if statement.id == "outbound.trend" and (chart := _chart(briefing, language)):
            yield chart
        elif statement.id == "balance":
            yield from listed


def _tables(found: Sequence[Statement], briefing: Briefing, language: Language) -> Iterator[Table]:
    in_own_words = (
        s for s in found if s.id in _TABLES_ONLY and is_rewritten(s, briefing, language)
    )
    without = [statement.key("") for statement in in_own_words]
    yield from tables([s for s in found if s.key("") not in without], briefing, language)


def _said(statement: Statement, briefing: Briefing, notes: Notes) -> Iterator[Block]:
    if statement.id in _TABLES_ONLY and not is_rewritten(statement, briefing, notes.language):
        return
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


def _points(found: Sequence[Statement], briefing: Briefing, notes: Notes) -> Bullets:
    """Set what to speak of as one list, its common basis noted at the end."""
    items = [_run_on(sentences(s, briefing, notes.language), notes.language) for s in found]
    items[-1] = _noted(items[-1], notes.number(found[-1]))
    return Bullets(tuple(items))


def _card(statement: Statement, briefing: Briefing, notes: Notes) -> Card:
    words = Wording(statement, notes.language)
    (attendee,) = statement.items("guest", Attendee)
    line, *told = in_words(statement, briefing, notes.language)
    rows = zip(guest_rows(words), told, strict=True)
    shown = (row if _as_computed(each) else ("", each.said) for row, each in rows)
    return Card(
        _noted(words.name(attendee.person, "guest"), notes.number(statement)),
        attendee_post(words, attendee) if _as_computed(line) else line.said,
        tuple((label, spans) for label, spans in shown if plain(spans).strip()),
        briefing.photos.get(statement.about, b""),
    )


def _as_computed(sentence: Sentence) -> bool:
    return sentence.edit is None or not sentence.follows


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
    title, day = N_("Students by year"), briefing.as_of
    if not is_over(day.year, day):
        title = N_("Students by year, to {date}")
    return BarChart(
        language.text(title, date=language.day(day)),
        tuple(str(tally.label) for tally in sent.items("series", Tally)),
        tuple(series),
    )


def _series(statement: Statement, label: str) -> Series:
    tallies = statement.items("series", Tally)
    facts = (statement.key_of_part("series", t) if t.records else "" for t in tallies)
    return Series(label, tuple(tally.count for tally in tallies), tuple(facts))
