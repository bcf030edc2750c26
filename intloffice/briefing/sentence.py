"""Sentences: a template in a language, filled with the words of facts, as spans to be set."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from string import Formatter

from intloffice.briefing.document import Span, Spans
from intloffice.briefing.statement import Statement
from intloffice.i18n import LOCALES, N_, Language
from intloffice.names.articles import article
from intloffice.operations.counting.claims import nearly, over
from intloffice.operations.counting.naming import Named

#: What may take the place of a name in a template.
Part = Span | Spans | str

_MARK = "\ue000"


class Wording:
    """Puts one statement's facts into words of one language."""

    def __init__(
        self, statement: Statement, language: Language, *, proved_words: bool = False
    ) -> None:
        self.statement = statement
        self.language = language
        self.proved_words = proved_words

    def say(self, template: str, **parts: Part) -> Spans:
        """Translate a whole sentence and put spans in the place of its names.

        It rests also on what was given and has no place in it: that nobody was sent is said in
        words alone. A span without a text stands for each such fact.
        """
        spans: list[Span] = []
        placed = set()
        for before, name, _, _ in Formatter().parse(self.language.text(template)):
            if before:
                spans.append(Span(before))
            if name:
                placed.add(name)
                spans += (replace(span, name=name) for span in _spans(parts[name]))
        unsaid = [s.fact for n in parts if n not in placed for s in _spans(parts[n]) if s.fact]
        return (*(Span("", fact=fact) for fact in dict.fromkeys(unsaid)), *spans)

    def count(self, fact: str, forms: tuple[str, str]) -> Span:
        """Put a count and what it counts into words, tied to its fact."""
        number = self.statement.number(fact)
        return Span(self.language.counted(forms, number), fact=self.statement.key(fact))

    def roughly(self, fact: str, forms: tuple[str, str]) -> Span:
        """Put a count into words: as it is, or as a round number that the data prove."""
        number = self.statement.number(fact)
        if self.proved_words:
            for template, proved in ((N_("nearly {count}"), nearly), (N_("over {count}"), over)):
                if (found := proved(number)) is not None:
                    said = self.language.text(template, count=self.language.counted(forms, found))
                    return self.tied(said, fact)
        return self.count(fact, forms)

    def tied(self, text: str, fact: str) -> Span:
        """Tie a text to its fact."""
        return Span(text, fact=self.statement.key(fact))

    def spans(self, text: str, fact: str) -> Spans:
        """Tie a text that stands alone to its fact."""
        return (self.tied(text, fact),)

    def name(self, named: Named, fact: str = "") -> Spans:
        """Write a name; a family name in Latin letters in small capitals."""
        key = self.statement.key(fact) if fact else ""
        parts = named.parts.get(self.language.code, ())
        uuid = named.source.uuid
        if self.language.code != "en" or not parts:
            text = named.in_language(self.language.code)
            # Japanese keeps a Chinese name as it is, in its own characters.
            own = "zh" if self.language.code == "ja" and named.script == "zh" else ""
            return (Span(text, fact=key, record=uuid, language=own),)
        spans = [
            Span(text, "caps" if is_family and text.isascii() else "plain", key, record=uuid)
            for text, is_family in parts
        ]
        native = named.in_language("ja") or named.in_language("zh")
        if native != named.in_language("en") and not native.isascii():
            script = named.script if named.script in LOCALES else "ja"
            spans += (Span(" (", fact=key), Span(native, fact=key, language=script))
            spans.append(Span(")", fact=key))
        return tuple(spans)

    def names(self, fact: str, *, with_article: bool = False) -> Spans:
        """List the names of a fact, each with the article it takes in a sentence if asked for."""
        listed = [(n, self.name(n, fact)) for n in self.statement.items(fact, Named)]
        if with_article:
            return self.listed([(*self._article(n), *spans) for n, spans in listed])
        return self.listed([spans for _, spans in listed])

    def _article(self, named: Named) -> Spans:
        before = article(named.in_language(self.language.code), self.language.code)
        return (Span(before),) if before else ()

    def post(self, person: Named, titles: Mapping[str, str], fact: str) -> Spans:
        """Write a person after the post that they hold."""
        title = titles.get(self.language.code, "")
        name = self.name(person, fact)
        return self.say(N_("{title} {person}"), title=title, person=name) if title else name

    def clauses(self, groups: Sequence[Spans]) -> Spans:
        """Join groups of spans that hold commas themselves."""
        spans: list[Span] = []
        for number, group in enumerate(groups):
            if number:
                spans.append(Span(_CLAUSE[self.language.code]))
            spans += group
        return tuple(spans)

    def listed(self, groups: Sequence[Spans]) -> Spans:
        """Join groups of spans as the language joins a list."""
        marks = [f"{_MARK}{number}{_MARK}" for number in range(len(groups))]
        pattern = self.language.listed(marks, texts=[plain(group) for group in groups])
        spans: list[Span] = []
        for piece in pattern.split(_MARK):
            if piece.isdigit():
                spans += groups[int(piece)]
            elif piece:
                spans.append(Span(piece))
        return tuple(spans)


def _spans(part: Part) -> Spans:
    if isinstance(part, str):
        return (Span(part),)
    return (part,) if isinstance(part, Span) else part


_CLAUSE = {"en": "; ", "zh": "；", "ja": "、"}


def plain(spans: Spans) -> str:
    """Give the text of spans."""
    return "".join(span.text for span in spans)
