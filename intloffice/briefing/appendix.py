"""The records behind each number, as the last pages of a briefing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from intloffice.briefing.document import Block, Heading, PageBreak, Paragraph, Span
from intloffice.briefing.outbound import LONG, SHORT
from intloffice.briefing.statement import Briefing, Fact, Statement
from intloffice.briefing.titles import titles
from intloffice.database.session import Session
from intloffice.i18n import LOCALES, N_, Language
from intloffice.operations import browse

if TYPE_CHECKING:
    from intloffice.operations.counting.naming import Source

#: What is counted by facts of which sentences print the bare number.
_COUNTED = {"long": LONG, "short": SHORT, "sent": N_("sent"), "received": N_("received")}
_JOINED = {"en": "; ", "zh": "；", "ja": "、"}


def with_records(session: Session, briefing: Briefing) -> Briefing:
    """Name all records that a briefing rests on, so that its appendix can list them."""
    sources = {s for said in briefing.statements for f in said.facts.values() for s in f.records}
    captions: dict[Source, dict[str, str]] = {source: {} for source in sources}
    for kind in {source.kind for source in sources}:
        ids = [source.id for source in sources if source.kind == kind]
        for code in LOCALES:
            named = browse.captions(session, kind, ids, code)
            for source in sources:
                if source.kind == kind:
                    captions[source][code] = named.get(source.id, "")
    return replace(briefing, captions=captions)


def appendix(
    briefing: Briefing, blocks: Iterable[Block], numbers: Mapping[str, int], language: Language
) -> Iterator[Block]:
    """List behind each number that is printed the records it was counted from.

    ``numbers`` are those of the footnotes by the keys of the statements. Numbers that rest on
    the same records are listed once; a name stands for itself and is not listed.
    """
    if not briefing.captions:
        return
    printed = titles(tuple(blocks))
    listed = [
        (statement, lines)
        for statement in briefing.statements
        if (lines := list(_lines(statement, briefing, printed, language)))
    ]
    if not listed and not briefing.left_out:
        return
    yield PageBreak()
    yield Heading(language.text(N_("Records behind the numbers")))
    for statement, lines in listed:
        number = numbers.get(statement.key(""))
        first = Span(f"{number} ", "muted") if number else Span("")
        yield Paragraph((first, *lines[0]), small=True)
        for line in lines[1:]:
            yield Paragraph(line, small=True)
    yield from _left_out(briefing, language)


def _left_out(briefing: Briefing, language: Language) -> Iterator[Block]:
    """List what could not be counted, and why, those of one reason together (rule 11)."""
    reasons: dict[str, list[str]] = {}
    for record in briefing.left_out:
        called = record.caption.get(language.code, "")
        reasons.setdefault(record.said(language), []).append(called)
    if reasons:
        yield Heading(language.text(N_("Left out for want of data")), 2)
    for reason, names in reasons.items():
        listed = _JOINED[language.code].join(filter(None, names))
        yield Paragraph((Span(f"{reason} ", "strong"), Span(listed)), small=True)


def _lines(
    statement: Statement, briefing: Briefing, printed: Mapping[str, str], language: Language
) -> Iterator[tuple[Span, ...]]:
    counted = [
        (fact, _labelled(name, said, language))
        for name, fact in statement.facts.items()
        if _is_counted(fact) and (said := printed.get(statement.key(name), ""))
    ]
    for records in dict.fromkeys(fact.records for fact, _ in counted):
        words = [said for fact, said in counted if fact.records == records]
        named = [briefing.captions.get(source, {}).get(language.code, "") for source in records]
        label = " · ".join(dict.fromkeys(words))
        told = language.text(N_("{number}: "), number=label)
        yield Span(told, "strong"), Span(_JOINED[language.code].join(filter(None, named)))


def _labelled(name: str, said: str, language: Language) -> str:
    """Tell what a bare number counts."""
    if said.isdigit() and name in _COUNTED:
        return f"{language.text(_COUNTED[name])} {said}"
    return said


def _is_counted(fact: Fact) -> bool:
    return isinstance(fact.value, int) and bool(fact.records)
