"""The records behind each number, as the last pages of a briefing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from intloffice.briefing.document import Block, Heading, PageBreak, Roll, Span
from intloffice.briefing.outbound import LONG, SHORT
from intloffice.briefing.statement import Briefing, Fact, Statement, Tally
from intloffice.briefing.titles import titles
from intloffice.database.session import Session
from intloffice.i18n import LOCALES, N_, Language
from intloffice.names.collating import collation_key
from intloffice.operations import browse

if TYPE_CHECKING:
    from intloffice.operations.counting.naming import Source

#: Which of the years that are compared a bare number is of.
_YEARS = {"first": 0, "last": -1}
#: What is counted by facts of which sentences print the bare number.
_COUNTED = {"long": LONG, "short": SHORT, "sent": N_("sent"), "received": N_("received")}


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
    the same records are listed once, and one of which others of its sentence count the parts, as
    long and short stays, stands over those; a name is not listed.
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
    listed.sort(key=lambda each: numbers.get(each[0].key(""), 0))
    for statement, lines in listed:
        number = numbers.get(statement.key(""))
        first = Span(f"{number} ", "muted") if number else Span("")
        yield replace(lines[0], label=(first, *lines[0].label))
        yield from lines[1:]
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
        yield Roll((Span(reason, "strong"),), tuple(filter(None, names)))


def _lines(
    statement: Statement, briefing: Briefing, printed: Mapping[str, str], language: Language
) -> Iterator[Roll]:
    labels: dict[tuple[Source, ...], dict[str, None]] = {}
    for name, fact in statement.facts.items():
        if _is_counted(fact) and (said := printed.get(statement.key(name), "")):
            label = _labelled(name, said, statement, briefing, language)
            labels.setdefault(fact.records, {})[label] = None

    def roll(label: str, behind: "Iterable[Source]") -> Roll:
        return Roll((Span(label, "strong"),), _named(behind, briefing, language))

    while labels:
        records = next(iter(labels))
        parts = _parts(records, labels)
        yield roll(" · ".join(labels.pop(records)), () if parts else records)
        for part in parts:
            yield roll(" · ".join(labels.pop(part)), part)
        if parts and (others := set(records).difference(*parts)):
            yield roll(language.text(N_("Others")), others)


def _parts(
    records: "tuple[Source, ...]", counted: "Iterable[tuple[Source, ...]]"
) -> "list[tuple[Source, ...]]":
    """Find what most of some records are parts of, if numbers that are printed tell of it."""
    parts = [part for part in counted if set(part) < set(records)]
    return parts if 2 * len(set().union(*parts)) > len(records) else []


def _named(records: "Iterable[Source]", briefing: Briefing, language: Language) -> tuple[str, ...]:
    """Give the captions of records in the order in which they are looked up."""
    captions = (briefing.captions.get(source, {}).get(language.code, "") for source in records)
    return tuple(
        sorted(filter(None, captions), key=lambda text: collation_key(text, language.code))
    )


def _labelled(
    name: str, said: str, statement: Statement, briefing: Briefing, language: Language
) -> str:
    """Tell what a bare number counts."""
    if not said.isdigit():
        return said
    if name in _COUNTED:
        return f"{language.text(_COUNTED[name])} {said}"
    if name == "from_country":
        return f"{briefing.again(language.code)} · {said}"
    if name in _YEARS and (years := statement.items("whole_years", Tally)):
        return f"{years[_YEARS[name]].label} · {said}"
    return said


def _is_counted(fact: Fact) -> bool:
    return isinstance(fact.value, int) and bool(fact.records)
