"""What editing a briefing asks: its sentences as they can be rewritten, and to keep what was made.

What is read is called on worker threads and returns plain values; what is written is given a
writing session.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from intloffice.i18n import Language

if TYPE_CHECKING:
    from intloffice.briefing.editing import Sentence
    from intloffice.briefing.statement import Briefing, Statement
    from intloffice.operations.edited_briefings import Edit
    from intloffice.records.narrative import BriefingSection

_LONGEST = 120


@dataclass(frozen=True)
class Shown:
    """A sentence as the panel shows it.

    ``said`` is what is printed, ``computed`` what the records say; ``written`` what the office
    wrote, empty where it wrote nothing; ``row`` its row. ``leaves_out`` tells that the office
    leaves the sentence out, ``record`` names the narrative that a paragraph is kept in.
    """

    sentence: "Sentence"
    said: str
    computed: str
    written: str = ""
    row: int | None = None
    follows: bool = True
    leaves_out: bool = False
    only_on: date | None = None
    record: int | None = None


@dataclass(frozen=True)
class SectionShown:
    """A section as the panel shows it; ``section`` is where a paragraph of one's own would be."""

    heading: str
    part: str
    is_first: bool
    is_last: bool
    left_out: bool
    sentences: tuple[Shown, ...]
    section: str = ""


@dataclass(frozen=True)
class Gone:
    """What was written of a sentence that is said no more."""

    row: int
    text: str


@dataclass(frozen=True)
class Editable:
    """A briefing as it can be edited, in one language."""

    sections: tuple[SectionShown, ...]
    gone: tuple[Gone, ...] = ()
    is_edited: bool = False


@dataclass(frozen=True)
class Told:
    """What is told of a text while it is written; ``refused`` where it cannot be kept so."""

    text: str
    refused: bool


def editable(briefing: "Briefing", language: Language) -> Editable:
    """Give a briefing as it can be edited in a language."""
    from intloffice.briefing.sections import arranged, introduction, opening

    kind, edited = briefing.subject.kind, briefing.edited
    sections: list[SectionShown] = []
    gone: list[Gone] = []
    for some in (opening(kind), introduction(kind)):
        group = arranged(some, edited.arrangement)
        for place, (heading, ids) in enumerate(group):
            found = [s for name in ids for s in briefing.statements if s.id == name]
            ends = place == 0, place == len(group) - 1
            sections.append(_section(heading, ids, found, ends, (briefing, language)))
    for edit in _orphans(briefing, language):
        gone.append(Gone(edit.row, edit.sentence.text))
    is_edited = bool(edited.edits or edited.arrangement.sequence or edited.arrangement.left_out)
    return Editable(tuple(sections), tuple(gone), is_edited)


def template(shown: Shown) -> str:
    """Write the computed sentence with {name} for what is computed in it."""
    from intloffice.briefing import editing

    return editing.template(shown.sentence.computed)


def values(shown: Shown) -> dict[str, str]:
    """Tell what each name in a sentence stands for."""
    from intloffice.briefing import editing

    found = editing.parts(shown.sentence.computed)
    return {name: "".join(span.text for span in spans) for name, spans in found.items()}


def told(shown: Shown, text: str, language: Language) -> list[Told]:
    """Say what is wrong with a text, or what it lets go of."""
    from intloffice.briefing import editing

    return [
        Told(
            language.text(flaw.template, **{n: _short(fact) for n, fact in flaw.facts.items()}),
            flaw.refused,
        )
        for flaw in editing.flaws(text, shown.sentence.computed)
    ]


def rewrite(
    session: Any,
    briefing: "Briefing",
    shown: Shown,
    written: tuple[str, str],
    as_of: date | None,
) -> None:
    """Keep a sentence in the office's words: the language and the text."""
    from intloffice.briefing.introduction import briefed
    from intloffice.operations import edited_briefings

    language, text = written
    sentence = shown.sentence.rewritten(language, text)
    about = briefed(briefing.subject)
    edited_briefings.rewrite(session, about, sentence, as_of, shown.row)


def take_back(session: Any, row: int) -> None:
    """Let a sentence be computed again."""
    from intloffice.operations import edited_briefings

    edited_briefings.take_back(session, row)


def take_all_back(session: Any, briefing: "Briefing") -> None:
    """Let the whole briefing be as it is computed."""
    from intloffice.briefing.introduction import briefed
    from intloffice.operations import edited_briefings

    edited_briefings.take_all_back(session, briefed(briefing.subject), briefing.as_of)


def move(session: Any, briefing: "Briefing", part: str, by: int) -> None:
    """Put a section before or after its neighbour."""
    from intloffice.briefing.sections import arranged, introduction, opening, part_of

    kind, arrangement = briefing.subject.kind, briefing.edited.arrangement
    groups = [
        [part_of(heading) for heading, _ in arranged(some, arrangement)]
        for some in (opening(kind), introduction(kind))
    ]
    for group in groups:
        if part in group:
            place = group.index(part)
            group.insert(min(max(place + by, 0), len(group) - 1), group.pop(place))
    _arrange(session, briefing, [each for group in groups for each in group], None)


def leave_out(session: Any, briefing: "Briefing", part: str, *, out: bool) -> None:
    """Leave a section out from now on, or have it again."""
    left = set(briefing.edited.arrangement.left_out)
    _arrange(session, briefing, None, left | {part} if out else left - {part})


def add_paragraph(
    session: Any, briefing: "Briefing", section: str, texts: Mapping[str, str], source: str
) -> int:
    """Keep a paragraph of one's own."""
    from intloffice.briefing.introduction import briefed
    from intloffice.operations import edited_briefings

    about = briefed(briefing.subject)
    return edited_briefings.add_paragraph(session, about, section, texts, source)


def _arrange(
    session: Any, briefing: "Briefing", sequence: Sequence[str] | None, left: set[str] | None
) -> None:
    from intloffice.briefing.introduction import briefed
    from intloffice.operations import edited_briefings
    from intloffice.operations.edited_briefings import Arrangement

    now = briefing.edited.arrangement
    wanted = Arrangement(
        now.sequence if sequence is None else tuple(sequence),
        now.left_out if left is None else frozenset(left),
    )
    edited_briefings.arrange(session, briefed(briefing.subject), wanted)


def _section(
    heading: str,
    ids: Sequence[str],
    found: "Sequence[Statement]",
    ends: tuple[bool, bool],
    said: "tuple[Briefing, Language]",
) -> SectionShown:
    from intloffice.briefing.sections import part_of

    briefing, language = said
    part = part_of(heading)
    return SectionShown(
        language.text(heading),
        part,
        *ends,
        part in briefing.edited.arrangement.left_out,
        tuple(shown for statement in found for shown in _shown(statement, briefing, language)),
        next((str(each) for each in _sections() if f"narrative.{_slug(each)}" in ids), ""),
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _sections() -> "list[BriefingSection]":
    """List the sections of narratives, that of the introduction last: it shares one."""
    from intloffice.records.narrative import BriefingSection

    return [
        *(s for s in BriefingSection if s is not BriefingSection.INTRODUCTION),
        BriefingSection.INTRODUCTION,
    ]


def _slug(section: str) -> str:
    return section.replace(" ", "_")


def _shown(statement: "Statement", briefing: "Briefing", language: Language) -> list[Shown]:
    from intloffice.briefing.sentence import plain
    from intloffice.briefing.wording import in_words

    kept = statement.id.startswith("narrative.")
    record = statement.facts["text"].records[0].id if kept else None
    found = []
    for sentence in in_words(statement, briefing, language):
        edit = sentence.edit
        shown = Shown(sentence, plain(sentence.said), plain(sentence.computed), record=record)
        if edit is not None:
            text = edit.sentence.text
            shown = Shown(
                sentence,
                plain(sentence.said),
                plain(sentence.computed),
                text,
                edit.row,
                sentence.follows,
                not text.strip(),
                edit.as_of,
                record,
            )
        if shown.computed:
            found.append(shown)
    return found


def _orphans(briefing: "Briefing", language: Language) -> "list[Edit]":
    from intloffice.briefing.wording import beside_edits

    spoken = {s.key("") for s in briefing.statements}
    mine = [e for e in briefing.edited.edits if e.sentence.language == language.code]
    found = [edit for edit in mine if edit.sentence.statement not in spoken]
    for statement in briefing.statements:
        found += beside_edits(statement, briefing, language)[1]
    return found
