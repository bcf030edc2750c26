"""Sentences that the office rewrote, put beside those that are computed.

A rewritten sentence holds what is computed in it by {name}: the numbers, dates and lists of names
follow the records. It is printed only in the place of the sentence it was written for; where that
reads otherwise now, the computed one is printed, and it is told.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from intloffice.briefing.document import Span, Spans
from intloffice.i18n import N_
from intloffice.operations.edited_briefings import Edit, Rewritten

BROKEN = N_(
    "A brace stands alone in the sentence. Write it twice where a brace is meant, or take the name "
    "in braces whole."
)
UNKNOWN = N_("“{name}” is not computed in this sentence. What it may hold: {names}.")
MISSING = N_("“{name}” ({value}) is not in the sentence any more.")
BY_HAND = N_("Typed by hand: {digits}. It will not follow when the records change.")

#: The placeholder of the one thing that a sentence speaks of, where there is one for each.
_EACH = {
    "meetings.recent": "title",
    "milestones.anniversaries": "event",
    "staff.academicians": "person",
}
_TOKENS = re.compile(r"(\{\{|\}\}|\{[^{}]*\}|[{}])")
_NAME = re.compile(r"\{([A-Za-z_]\w*)\}")
_DIGEST = re.compile(r"#[0-9a-f]{16}")
_DIGITS = re.compile(r"\d[\d.,]*")


class BrokenTextError(ValueError):
    """A text has a brace that belongs to no name."""


@dataclass(frozen=True)
class Flaw:
    """What is told of a text: an English sentence with its facts; ``refused`` if it cannot be."""

    template: str
    facts: Mapping[str, str] = field(default_factory=dict)
    refused: bool = False


@dataclass(frozen=True)
class Sentence:
    """A sentence of a statement, as it is computed and as it is said.

    ``edit`` is what was written for it; it ``follows`` where it can take the computed one's place.
    """

    statement: str
    number: int
    record: str
    computed: Spans
    edit: Edit | None = None
    follows: bool = True

    @property
    def said(self) -> Spans:
        """What is printed."""
        if self.edit is None or not self.follows:
            return self.computed
        return filled(self.edit.sentence.text, self.computed)

    def rewritten(self, language: str, text: str) -> Rewritten:
        """Describe the sentence in other words, as it is kept."""
        return Rewritten(
            language,
            self.statement,
            self.number,
            self.record,
            text,
            template(self.computed),
            stood_for(self.computed),
        )


def template(spans: Spans) -> str:
    """Write a sentence with {name} for what is computed in it."""
    written, last = [], ""
    for span in spans:
        if not span.name:
            written.append(escaped(span.text))
        elif span.name != last:
            written.append(f"{{{span.name}}}")
        last = span.name
    return "".join(written)


def escaped(text: str) -> str:
    """Write words so that no brace in them is taken for a name."""
    return text.replace("{", "{{").replace("}", "}}")


def pieces(text: str) -> list[tuple[str, str]]:
    """Cut a text into words and names: pairs of which one is empty.

    Raise BrokenTextError where a brace belongs to no name.
    """
    found: list[tuple[str, str]] = []
    for token in filter(None, _TOKENS.split(text)):
        named = _NAME.fullmatch(token)
        if named:
            found.append(("", named[1]))
        elif token in ("{{", "}}"):
            found.append((token[0], ""))
        elif token[0] in "{}":
            raise BrokenTextError(text)
        else:
            found.append((token, ""))
    return found


def parts(spans: Spans) -> dict[str, Spans]:
    """Give what is computed in a sentence, by name."""
    found: dict[str, list[Span]] = {}
    last = ""
    for span in spans:
        if span.name and (span.name == last or span.name not in found):
            found.setdefault(span.name, []).append(span)
        last = span.name
    return {name: tuple(each) for name, each in found.items()}


def stood_for(spans: Spans) -> dict[str, str]:
    """Tell what rests on records in a sentence, by name, as it is kept beside an edit.

    Of what names records only a digest is given: the names of people stand nowhere but in their
    own records, from which they can be erased.
    """
    return {
        name: _digest(each) if any(span.record for span in each) else _said(each)
        for name, each in parts(spans).items()
        if any(span.fact for span in each)
    }


def is_digest(kept: str) -> bool:
    """Tell whether only a digest is kept of what a name stood for."""
    return _DIGEST.fullmatch(kept) is not None


def _digest(spans: Spans) -> str:
    return f"#{sha256(_said(spans).encode()).hexdigest()[:16]}"


def _said(spans: Spans) -> str:
    return "".join(span.text for span in spans)


def filled(text: str, computed: Spans) -> Spans:
    """Put what is computed into a rewritten text; a text without names rests on the same fact."""
    known = parts(computed)
    tied = (span.fact for span in computed if span.fact and span.text)
    own = next(tied, "") if not known else ""
    spans = [span for span in computed if not span.text and not span.name]
    for words, name in pieces(text):
        spans += known[name] if name else (Span(words, fact=own),)
    return tuple(spans)


def flaws(text: str, computed: Spans) -> Iterator[Flaw]:
    """Tell what is wrong with a text, or what it lets go of."""
    known = parts(computed)
    values = {name: _said(each) for name, each in known.items()}
    try:
        cut = pieces(text)
    except BrokenTextError:
        yield Flaw(BROKEN, refused=True)
        return
    held = [name for _, name in cut if name]
    for name in dict.fromkeys(held):
        if name not in known:
            names = ", ".join(f"{{{each}}}" for each in known) or "–"
            yield Flaw(UNKNOWN, {"name": f"{{{name}}}", "names": names}, refused=True)
    if not text.strip():
        return
    for name in (name for name in known if name not in held):
        yield Flaw(MISSING, {"name": f"{{{name}}}", "value": values[name]})
    digits = typed_digits(text, template(computed))
    if digits:
        yield Flaw(BY_HAND, {"digits": ", ".join(digits)})


def typed_digits(text: str, computed: str) -> list[str]:
    """List the numbers in a text that are not computed, nor words of the computed sentence."""
    words = " ".join(piece for piece, _ in pieces(computed))
    own = _DIGITS.findall(words)
    typed = _DIGITS.findall(" ".join(piece for piece, _ in pieces(text)))
    return [each for each in dict.fromkeys(typed) if each not in own]


def is_sound(text: str, computed: Spans) -> bool:
    """Tell whether a text can take the place of a computed sentence."""
    return not any(flaw.refused for flaw in flaws(text, computed))


def beside(
    statement: str, computed: Sequence[Spans], edits: Sequence[Edit]
) -> tuple[list[Sentence], list[Edit]]:
    """Put what was written for a statement, in one language, beside its sentences.

    Give the sentences, and the edits for which there is none any more. Of two that were written
    of one sentence the first is taken: that of the day only.
    """
    sentences = [
        Sentence(statement, number, record_of(statement, spans), spans)
        for number, spans in enumerate(computed)
    ]
    orphans: list[Edit] = []
    changed: list[tuple[int, Edit]] = []
    for edit in (edit for edit in edits if edit.sentence.statement == statement):
        number = _meant(sentences, edit.sentence)
        if number is None:
            number = _in_its_place(sentences, edit.sentence)
            if number is None:
                orphans.append(edit)
            else:
                changed.append((number, edit))
        elif sentences[number].edit is None:
            follows = is_sound(edit.sentence.text, sentences[number].computed)
            sentences[number] = replace(sentences[number], edit=edit, follows=follows)
    for number, edit in changed:
        if sentences[number].edit is None:
            sentences[number] = replace(sentences[number], edit=edit, follows=False)
    return sentences, orphans


def record_of(statement: str, spans: Spans) -> str:
    """Give the uuid of the one thing a sentence speaks of, where there is a sentence for each."""
    name = _EACH.get(statement.partition("/")[0])
    return next((span.record for span in spans if name and span.name == name), "")


def _meant(sentences: Sequence[Sentence], written: Rewritten) -> int | None:
    """Find the sentence that reads as it did when it was rewritten, wherever it stands now."""
    same = [
        sentence.number
        for sentence in sentences
        if sentence.record == written.record and template(sentence.computed) == written.computed
    ]
    if written.number in same:
        return written.number
    return same[0] if len(same) == 1 else None


def _in_its_place(sentences: Sequence[Sentence], written: Rewritten) -> int | None:
    for sentence in sentences:
        here = sentence.record or sentence.number
        if here == (written.record or written.number):
            return sentence.number
    return None
