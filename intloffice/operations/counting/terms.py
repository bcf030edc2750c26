"""The office's glossary: its official wordings, put in the place of what lacks a translation."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from intloffice.database.session import Session
from intloffice.i18n import LOCALES, N_
from intloffice.operations.counting.naming import Source
from intloffice.records.term import TermKind

NOT_OFFICIAL = N_("“{term}” is worded otherwise here than officially: “{official}”.")
AVOIDED = N_("“{avoided}” is not the official wording; it is “{official}”.")


@dataclass(frozen=True)
class Term:
    """An official term: its own wording in each language that has one, and what to avoid."""

    source: Source
    kind: str
    texts: Mapping[str, str]
    avoided: tuple[str, ...] = ()


@dataclass(frozen=True)
class WordingFault:
    """A text that words a term otherwise: the language, and an English sentence with its facts."""

    language: str
    template: str
    facts: Mapping[str, str]


class Glossary:
    """All official terms, to be looked up by any of their wordings."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)
        self._by_text: dict[str, list[Term]] = {}
        for term in self.terms:
            for text in set(map(_folded, term.texts.values())):
                self._by_text.setdefault(text, []).append(term)

    def official(self, texts: Mapping[str, str]) -> Mapping[str, str]:
        """Give a text kept once per language, with the official wording where it lacks its own.

        Where a language shows the text of another, and that is a term, the term's wording in the
        language takes its place; a wording that several terms share decides nothing.
        """
        if not self.terms:
            return texts
        made = {code: self._own(code, text, texts) for code, text in texts.items()}
        return made if made != texts else texts

    def faults(self, texts: Mapping[str, str]) -> Iterator[WordingFault]:
        """Tell where a text words a term otherwise than the office does."""
        for term in self.terms:
            for code, text in texts.items():
                official = term.texts.get(code, "")
                for avoided in term.avoided:
                    if official and _holds(text, avoided):
                        yield WordingFault(
                            code, AVOIDED, {"avoided": avoided, "official": official}
                        )
            if term.kind not in (TermKind.TITLE, TermKind.PLACE):
                yield from self._otherwise(term, texts)

    def _otherwise(self, term: Term, texts: Mapping[str, str]) -> Iterator[WordingFault]:
        held = [code for code, text in texts.items() if _holds(text, term.texts.get(code, ""))]
        if not held:
            return
        for code, text in texts.items():
            official = term.texts.get(code, "")
            is_own = text and text != texts[held[0]]
            if official and is_own and code not in held:
                facts = {"term": term.texts[held[0]], "official": official}
                yield WordingFault(code, NOT_OFFICIAL, facts)

    def _own(self, code: str, text: str, texts: Mapping[str, str]) -> str:
        borrowed = [other for other in texts if other != code and texts[other] == text]
        if not text or not borrowed:
            return text
        found = {
            term.texts[code]
            for term in self._by_text.get(_folded(text), ())
            if code in term.texts
            and any(_folded(term.texts.get(other, "")) == _folded(text) for other in borrowed)
        }
        return found.pop() if len(found) == 1 else text


def glossary(session: Session) -> Glossary:
    """Read the office's glossary."""
    table = session.tables["term"]
    lines = session.execute(select(table).order_by(table.c.id)).mappings()
    return Glossary(
        Term(
            Source("term", line["id"], line["uuid"]),
            line["kind"],
            {code: line[f"term_{code}"] for code in LOCALES if line[f"term_{code}"]},
            line["avoided"],
        )
        for line in lines
    )


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _holds(text: str, wording: str) -> bool:
    """Tell whether a text holds a wording, in Latin letters as whole words."""
    if not wording:
        return False
    if wording.isascii():
        return re.search(rf"(?<!\w){re.escape(wording)}(?!\w)", text, re.IGNORECASE) is not None
    return wording in text
