"""What is told of a briefing's edits before it is printed, so that none goes stale in silence."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from intloffice.briefing.editing import (
    BrokenTextError,
    Sentence,
    flaws,
    is_digest,
    parts,
    pieces,
    stood_for,
    typed_digits,
)
from intloffice.briefing.editing import (
    template as written_with_names,
)
from intloffice.briefing.sentence import plain
from intloffice.briefing.statement import Briefing, LeftOut
from intloffice.briefing.wording import beside_edits
from intloffice.i18n import N_, Language
from intloffice.operations.edited_briefings import Edit, Kept

CHANGED = N_(
    "A sentence was rewritten, but what is computed in its place reads otherwise now. The computed "
    "one is printed: {computed}"
)
GONE = N_("A sentence was rewritten that is not said any more: {text}")
UNSOUND = N_("A rewritten sentence cannot be printed; the computed one is. {reason}")
STALE = N_(
    "A rewritten sentence does without {name}, which was {before} when it was written and is "
    "{now} today."
)
STALE_NAMES = N_(
    "A rewritten sentence does without {name}, which has changed since it was written: {now}"
)
STALE_BY_HAND = N_(
    "A rewritten sentence holds {digits}, typed by hand, and the records have changed since; "
    "computed, it reads: {computed}"
)


def as_computed(briefing: Briefing) -> Briefing:
    """Take a briefing as it is computed, without anything the office has made of it."""
    return replace(briefing, edited=Kept())


def edit_notices(briefing: Briefing, language: Language) -> tuple[LeftOut, ...]:
    """List what is to be looked at among the edits that are printed in a language."""
    mine = [e for e in briefing.edited.edits if e.sentence.language == language.code]
    if not mine:
        return ()
    return tuple(_notices(briefing, language, mine))


def _notices(briefing: Briefing, language: Language, mine: list[Edit]) -> Iterator[LeftOut]:
    told = set()
    for statement in briefing.statements:
        sentences, orphans = beside_edits(statement, briefing, language)
        told.add(statement.key(""))
        for sentence in sentences:
            if sentence.edit is not None:
                yield from _of_sentence(sentence, sentence.edit, language)
        for edit in orphans:
            yield _gone(edit, language)
    for edit in mine:
        if edit.sentence.statement not in told:
            yield _gone(edit, language)


def _of_sentence(sentence: Sentence, edit: Edit, language: Language) -> Iterator[LeftOut]:
    written, computed = edit.sentence, plain(sentence.computed)
    if written_with_names(sentence.computed) != written.computed:
        yield _told(edit, language, CHANGED, computed=computed)
        return
    if not sentence.follows:
        flaw = next(flaw for flaw in flaws(written.text, sentence.computed) if flaw.refused)
        reason = language.text(flaw.template, **flaw.facts)
        yield _told(edit, language, UNSOUND, reason=reason)
        return
    now, before = stood_for(sentence.computed), written.stood_for
    changed = {name for name in now if name in before and not _same(now[name], before[name])}
    held = {name for _, name in pieces(written.text)}
    for name in sorted(changed - held):
        if written.text.strip():
            called, value = f"{{{name}}}", plain(parts(sentence.computed)[name])
            if is_digest(before[name]):
                yield _told(edit, language, STALE_NAMES, name=called, now=value)
            else:
                kept = before[name]
                yield _told(edit, language, STALE, name=called, before=kept, now=value)
    digits = typed_digits(written.text, written.computed) if changed else []
    if digits:
        listed = ", ".join(digits)
        yield _told(edit, language, STALE_BY_HAND, digits=listed, computed=computed)


def _same(one: str, other: str) -> bool:
    """Compare what a name stood for as it is kept: with single blanks."""
    return one.split() == other.split()


def _gone(edit: Edit, language: Language) -> LeftOut:
    written = edit.sentence
    try:
        text = "".join(
            words or _kept(written.stood_for, name) for words, name in pieces(written.text)
        )
    except BrokenTextError:
        text = written.text
    return _told(edit, language, GONE, text=text)


def _kept(stood_for: Mapping[str, str], name: str) -> str:
    """Give what a name stood for, where that is kept."""
    kept = stood_for.get(name, "…")
    return "…" if is_digest(kept) else kept


def _told(edit: Edit, language: Language, template: str, /, **facts: str) -> LeftOut:
    statement = edit.sentence.statement
    return LeftOut(statement, edit.source, edit.captions, template, facts, language.code)
