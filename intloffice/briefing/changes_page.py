"""The first page of a briefing that is compared with an earlier one: what has changed since."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from intloffice.briefing.comparing import NUMBERS
from intloffice.briefing.document import (
    Block,
    Bullets,
    Column,
    Heading,
    PageBreak,
    Paragraph,
    Span,
    Spans,
    Table,
)
from intloffice.briefing.sections import CHANGES
from intloffice.briefing.statement import Briefing, Statement
from intloffice.briefing.wording import changes, sentences
from intloffice.i18n import N_, Language

#: Statements of which each sentence stands for itself, as an item of a list.
_LISTED = ("changes.posts", "changes.honours", "changes.promises", "changes.meetings")


def first_page(
    briefing: Briefing, language: Language, noted: Callable[[Statement], int]
) -> Iterator[Block]:
    """Lay out what has changed, and begin a page after it; ``noted`` numbers a footnote.

    Nothing is laid out where the briefing is compared with nothing.
    """
    since = briefing.since
    if since is None:
        return
    told = [s for s in briefing.statements if s.id.startswith("changes.")]
    yield Heading(language.text(N_("What has changed")))
    yield Paragraph((Span(changes.lead(since, language, anything=bool(told))),))
    if forgotten := changes.forgotten(since, language):
        yield Paragraph((Span(forgotten, "muted"),), small=True)
    for statement in told:
        if statement.id == "changes.numbers":
            yield _numbers(statement, briefing, language)
    for heading, ids in CHANGES:
        found = [s for wanted in ids for s in told if s.id == wanted]
        if found:
            yield Heading(language.text(heading), 2)
        for statement in found:
            yield _said(statement, sentences(statement, briefing, language), noted, language)
    yield PageBreak()


def _said(
    statement: Statement,
    spoken: list[Spans],
    noted: Callable[[Statement], int],
    language: Language,
) -> Block:
    last = spoken[-1]
    spoken = [*spoken[:-1], (*last[:-1], replace(last[-1], notes=(noted(statement),)))]
    if statement.id in _LISTED:
        return Bullets(tuple(spoken))
    gap = (Span(" "),) if language.code == "en" else ()
    spans = [span for number, one in enumerate(spoken) for span in (*(gap if number else ()), *one)]
    return Paragraph(tuple(spans))


def _numbers(statement: Statement, briefing: Briefing, language: Language) -> Table:
    since = briefing.since
    then = language.day(since.day, "medium") if since else ""
    now = language.day(briefing.as_of, "medium")
    return Table(
        (
            Column(language.text(N_("What is counted")), 5),
            Column(then, 1.6, "right"),
            Column(now, 1.6, "right"),
            Column("±", 1, "right"),
        ),
        tuple(
            (
                (Span(language.text(label)),),
                _number(statement, f"{name[0]}:{name[1]}:then", language),
                _number(statement, f"{name[0]}:{name[1]}:now", language),
                (Span(_change(statement, f"{name[0]}:{name[1]}", language), "strong"),),
            )
            for name, label in NUMBERS.items()
            if f"{name[0]}:{name[1]}:now" in statement.facts
        ),
    )


def _number(statement: Statement, name: str, language: Language) -> Spans:
    fact = statement.key(name) if statement.facts[name].records else ""
    return (Span(language.number(statement.number(name)), fact=fact),)


def _change(statement: Statement, stem: str, language: Language) -> str:
    change = statement.number(f"{stem}:now") - statement.number(f"{stem}:then")
    return f"{'+' if change > 0 else '−'}{language.number(abs(change))}"
