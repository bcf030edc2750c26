"""Texts cut into the words of the search index, and typed words turned into its questions.

The index is an FTS5 table with ``tokenize='ascii', prefix='1 2 4'``: what :func:`index_tokens`
gives, words apart by blanks, is stored, what :func:`query` gives is matched.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from intloffice.names.folding import (
    ANY_LATIN_RULE,
    HAN,
    fold,
    folded_character,
    key_of_folded,
    latin_key,
    unrepeated,
)
from intloffice.names.kana import hiragana, plain_hepburn
from intloffice.names.pinyin import has_surname_reading, pinyin_syllables

#: Stands between names, so that no phrase reaches from one into the next; nobody types it.
BOUNDARY = "\ue000"
APART = f" {BOUNDARY} "
#: Stands between names that are looked at together; none of them holds it.
_AND = "\n"
_KANA = "\u3041-\u3096ゝゞ\u30a1-\u30faヽヾー"
_HANGUL = "\u1100-\u11ff\uac00-\ud7a3"
_CHARACTERS = HAN + _KANA + _HANGUL
_LETTER = rf"[^\W_{_CHARACTERS}]"
_PIECE = re.compile(rf"([{_CHARACTERS}]+)|({_LETTER}+(?:[-'’‘`.‐]{_LETTER}+)*)")
#: The same in a text of Latin letters without marks, which are most.
_PLAIN_WORD = re.compile("[a-z0-9]+(?:[-'`.][a-z0-9]+)*")
_PLAIN_PART = re.compile("[a-z0-9]+")
#: What makes of a plain word one that is known by more than its letters.
_KEYED = re.compile(
    "|".join([*(f"{re.escape(sign)}(?=[a-z0-9])" for sign in "-'`."), ANY_LATIN_RULE.pattern])
)
_WORD_PART = re.compile(rf"{_LETTER}+")
_HAN_OR_KANA = re.compile(f"([{HAN}]+)|[{_KANA}]+")
_SYLLABLE = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iao|uai|ai|ao|ei|ia|ie|iu|ou|ua|ue|ui|uo|ve|io|a|e|i|o|u|v)(?:ng?(?![aeiouv])|r(?![aeiouv]))?"
)
_LONGEST_GLUED = 24
_LONGEST_PHRASE = 64
_MOST_WORDS = 32


def index_tokens(*texts: str) -> str:
    """Give the tokens under which names are found, joined by blanks.

    Each text is one name in one form. A Chinese character, kana or Hangul syllable is a token;
    so are Latin words (folded, and by their key), the pinyin of a Chinese stretch by syllable,
    glued and by initials, and the romaji of a kana stretch.
    """
    if len(texts) == 1:
        return _tokens_of_name(texts[0])
    different = dict.fromkeys(texts)
    if len(different) > 1 and (plain := _tokens_of_plain(different)) is not None:
        return plain
    return APART.join(filter(None, map(_tokens_of_part, different)))


def tokens_of_orders(family: str, given: str) -> str:
    """Give the tokens of a Latin name's two parts in either order, each also written together.

    They are those that ``index_tokens`` gives of these names.
    """
    if not (family and given):
        return index_tokens(family or given)
    one, other = family.lower(), given.lower()
    both, turned = one + other, other + one
    if both.isascii() and both.isalnum() and both != turned:
        tokens = f"{one} {other}{APART}{other} {one}{APART}{both}{APART}{turned}"
        if not _KEYED.search(tokens):
            return tokens
    return index_tokens(f"{family} {given}", f"{given} {family}", family + given, given + family)


def tokens_of_parts(whole: str, family: str, given: str) -> str:
    """Give the tokens of a name and of its two parts, of which many names have the same.

    They find what those find that ``index_tokens`` gives of the three: of a part whose tokens stand
    side by side in those of the name they are not told again.
    """
    tokens = _tokens_of_name(whole)
    if family and given:
        for part in (_tokens_of_part(family), _tokens_of_part(given)):
            if part and f" {part} " not in f" {tokens} ":
                tokens = f"{tokens}{APART}{part}" if tokens else part
    return tokens


def query(text: str) -> str:
    """Turn what a person types into an FTS5 expression; nothing to look for gives ``""``.

    All words must be found, in any order; a Latin word may be the start of a longer one, and
    characters typed side by side must stand side by side. No text makes FTS5 fail.
    """
    terms = dict.fromkeys(_term(piece) for piece in _pieces(fold(text)))
    return " AND ".join(list(terms)[:_MOST_WORDS])


def _tokens_of_plain(texts: Collection[str]) -> str | None:
    """Cut names at once; None where one is of more than Latin letters and blanks, or has a key."""
    joined = _AND.join(texts)
    if not joined.isascii():
        return None
    folded = joined.lower()
    if not folded.replace(_AND, "").replace(" ", "").isalnum():
        return None
    if folded.count(_AND) >= len(texts) or _KEYED.search(folded):
        return None
    names = (" ".join(name.split()) for name in folded.split(_AND))
    return APART.join(filter(None, names))


def _tokens_of_name(text: str) -> str:
    if not text.isascii():
        return _tokens_of_signs(text)
    return _tokens_of_folded(fold(text))


def _tokens_of_folded(folded: str) -> str:
    """Cut a name of Latin letters without marks."""
    if not _KEYED.search(folded):
        if folded.isalnum():
            return folded
        return " ".join(_PLAIN_PART.findall(folded))
    if folded.isalnum():
        key = key_of_folded(folded)
        return folded if key in (folded, "") else f"{folded}{APART}{key}"
    return _put_together([_tokens_of_word(word) for word in _PLAIN_WORD.findall(folded)])


@lru_cache(maxsize=16384)
def _tokens_of_part(text: str) -> str:
    return _tokens_of_name(text)


def _tokens_of_signs(text: str) -> str:
    folded = fold(text)
    if folded.isascii():
        return _tokens_of_folded(folded)
    return _put_together(
        [_tokens_of_run(run) if run else _tokens_of_word(word) for run, word in _pieces(folded)]
    )


def _put_together(cut: Sequence[tuple[str, str]]) -> str:
    """Join the tokens of a name's words, and after them those of their readings, each once."""
    main: list[str] = []
    more: dict[str, None] = {}
    for own, others in cut:
        main.append(own)
        if others:
            more[others] = None
    return APART.join((" ".join(main), *more))


def _pieces(folded: str) -> list[tuple[str, str]]:
    """Cut a folded text into (stretch of characters, "") and ("", Latin word)."""
    found: list[tuple[str, str]] = _PIECE.findall(folded.replace(BOUNDARY, " "))
    return found


@lru_cache(maxsize=65536)
def _tokens_of_word(word: str) -> tuple[str, str]:
    key = key_of_folded(word)
    main = word if word.isascii() and word.isalnum() else " ".join(_WORD_PART.findall(word))
    return main, "" if key == word else key


@lru_cache(maxsize=65536)
def _tokens_of_run(run: str) -> tuple[str, str]:
    """Give the tokens of a stretch by character, and those of its readings."""
    characters = _characters(run)
    others: dict[str, None] = {}
    if "々" in run:
        others[" ".join(_characters(run, repeated=True))] = None
    for found in _HAN_OR_KANA.finditer(run):
        if found[1]:
            whole = len(found[0]) == len(run)
            for syllables in _readings(found[0], characters if whole else _characters(found[0])):
                others[_tokens_of_reading(syllables)] = None
        else:
            romaji = plain_hepburn(found[0])
            others[" ".join(dict.fromkeys((romaji, latin_key(romaji))))] = None
    return " ".join(characters), APART.join(others)


def _characters(run: str, *, repeated: bool = False) -> list[str]:
    plain = hiragana(run if repeated else unrepeated(run))
    return [folded_character(sign) if sign > "\u3100" else sign for sign in plain]


def _readings(run: str, characters: Iterable[str]) -> Iterable[tuple[str, ...]]:
    """Give the ways a stretch of Chinese characters may be read: folded, as written, as a name."""
    folded = "".join(characters)
    found = [pinyin_syllables(form) for form in dict.fromkeys((folded, run))]
    if has_surname_reading(folded):
        found.append(pinyin_syllables(folded, person=True))
    return dict.fromkeys(tuple(syllables) for syllables in found if syllables)


def _tokens_of_reading(syllables: tuple[str, ...]) -> str:
    apart = " ".join(syllables)
    if len(syllables) == 1:
        return " ".join(dict.fromkeys((apart, latin_key(apart))))
    if len(syllables) > _LONGEST_GLUED:
        return apart
    glued = "".join(syllables)
    key = latin_key(glued)
    first = "".join(syllable[0] for syllable in syllables)
    return f"{apart} {glued} {first}" if key == glued else f"{apart} {glued} {key} {first}"


def _term(piece: tuple[str, str]) -> str:
    run, word = piece
    if run:
        choices = [_phrase(_characters(run)[:_LONGEST_PHRASE])]
        if not _HAN_OR_KANA.sub("", run) and not re.search(f"[{HAN}]", run):
            choices.append(f"{_phrase([latin_key(plain_hepburn(run))])}*")
    else:
        choices = [f"{_phrase(_WORD_PART.findall(word)[:_LONGEST_PHRASE])}*"]
        key = latin_key(word)
        if key and key != word:
            choices.append(f"{_phrase([key])}*")
        syllables = _SYLLABLE.findall(word)
        if len(syllables) > 1 and "".join(syllables) == word:
            choices.append(f"{_phrase(syllables)}*")
    return f"({' OR '.join(choices)})" if len(choices) > 1 else choices[0]


def _phrase(tokens: Iterable[str]) -> str:
    return f'"{" ".join(tokens)}"'
