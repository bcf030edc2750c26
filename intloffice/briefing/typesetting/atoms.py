"""Cut text into atoms that stay whole, and tell of each joint between them what may happen there.

Widths are in points. A joint vanishes where a line ends.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from intloffice.briefing.typesetting import characters
from intloffice.briefing.typesetting.faces import Face, Typeface, width

#: The space between Han and Latin, in em, and how far it gives.
HAN_LATIN, HAN_LATIN_STRETCH, HAN_LATIN_SHRINK = 0.22, 0.03, 0.06
#: How far the joint between two squares gives at ease; reaching COMFORT times as far is the most.
SQUARE_STRETCH = 0.045
#: How far the space between words gives.
SPACE_STRETCH, SPACE_SHRINK, SPACE_EXTRA = 0.15, 0.07, 0.35
#: The blank half of a full-width mark, and how much of it a full line may take.
HALF, MARK_SHRINK = 0.5, 0.22

#: The words a dictionary knows how to hyphenate, by their length.
HYPHENATED = range(6, 60)
NEVER = float("inf")
#: Han in Latin text is taken for a name, to be kept whole, up to this length.
_LONGEST_NAME = 8
#: What ending a line costs: after a hyphen we set, at a sign in a word, within a Han name in
#: Latin text, where nothing else helps.
AT_HYPHEN, AT_SIGN, IN_NAME, IN_NEED = 60.0, 40.0, 6000.0, 20000.0

#: So many words are remembered as they are parted: a paper is set several times until it fits.
_WORDS = 1 << 13

#: What parts words: the space, those that hold words together, half a square and a whole one.
_BLANKS = " \u00a0\u2002\u202f\u3000"
_LETTER = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_CAPITALS = re.compile(f"([{_LETTER}]?)([{_LETTER}]+|[^{_LETTER}]*)")


@dataclass(frozen=True)
class Look:
    """How a run is drawn: face, size in points, colour; raised and spaced out by points.

    ``language`` is that of the text where it is not that of the document.
    """

    typeface: Typeface
    size: float
    colour: str
    rise: float = 0.0
    tracking: float = 0.0
    language: str = ""


@dataclass(frozen=True)
class Run:
    """A stretch of text in one look; ``fact`` is handed on to where the text comes to stand.

    A ``whole`` one is parted by a line end only where it is wider than a line.
    """

    text: str
    look: Look
    fact: str = ""
    small_capitals: bool = False
    whole: bool = False


class Atom(NamedTuple):
    """What no line end parts; ``before`` and ``after`` are the blanks it sheds at a line's edge."""

    text: str
    face: Face
    look: Look
    fact: str
    width: float
    square: bool
    before: float = 0.0
    after: float = 0.0

    @property
    def raised(self) -> bool:
        """Tell whether it is a reference set above the line."""
        return self.look.rise > 0


class Joint(NamedTuple):
    """The place between two atoms.

    ``penalty`` is what ending a line here costs, NEVER where no line may end. ``extra`` is how
    much wider than ``stretch`` a full line may still draw it. ``hyphen`` is the width of the
    hyphen to be set if the line ends here.
    """

    width: float = 0.0
    stretch: float = 0.0
    shrink: float = 0.0
    extra: float = 0.0
    penalty: float = NEVER
    space: bool = False
    hyphen: float = 0.0


class Text(NamedTuple):
    """Atoms and the joints between them, one joint fewer than atoms."""

    atoms: tuple[Atom, ...]
    joints: tuple[Joint, ...]


class _Part(NamedTuple):
    """An atom, the space before it, and what parting it from the word before it costs."""

    atom: Atom
    space: str = ""
    penalty: float = NEVER
    hyphen: bool = False
    tied: bool = False


class _Piece(NamedTuple):
    """A piece of a word, what a line end before it costs, and whether a hyphen is set there."""

    text: str
    penalty: float = NEVER
    hyphen: bool = False


def cut(runs: Iterable[Run], measure: float, hyphenation: str = "") -> Text:
    """Cut runs of text for lines ``measure`` wide; ``hyphenation`` is a language code or empty."""
    parts = list(_parts(runs, measure, hyphenation))
    kept = _kept_with_number([part.atom for part in parts], [part.space for part in parts])
    joints = tuple(
        _joint(one, other, tied=other.tied or at in kept)
        for at, (one, other) in enumerate(pairwise(parts), 1)
    )
    atoms = tuple(part.atom for part in parts)
    joints = _loosen(atoms, joints, measure)
    tied = _tie_the_tail(atoms, joints, measure)
    fits = _loosen(atoms, tied, measure) == tied
    return Text(atoms, tied if fits else joints)


def _parts(runs: Iterable[Run], measure: float, hyphenation: str) -> Iterator[_Part]:
    space, last = "", None
    for run in runs:
        begun = last is not None and _is_one_name(last, run)
        held = begun or run.whole
        last = run if run.text.strip() else last
        for token in re.split(f"([{_BLANKS}]+)", characters.clean(run.text)):
            if token and token[0] in _BLANKS:
                space = token
                continue
            for part in _word(token, run, measure, hyphenation):
                yield part._replace(space=space, tied=held and begun)
                space, begun, held = "", True, run.whole


def _is_one_name(one: Run, two: Run) -> bool:
    """Tell whether two runs are the family name, in small capitals, and the given name of one."""
    return one.fact == two.fact and one.small_capitals != two.small_capitals


def _word(token: str, run: Run, measure: float, hyphenation: str) -> Iterator[_Part]:
    for text, look in _in_capitals(token, run):
        for stretch, face, square in look.typeface.split(text):
            if square:
                penalty = IN_NAME if len(stretch) <= _LONGEST_NAME else AT_SIGN
                for character in stretch:
                    yield _Part(_square(character, face, look, run.fact), penalty=penalty)
                continue
            most = (measure - look.tracking * len(stretch)) / look.size
            for piece in _pieces(stretch, face, most, hyphenation):
                yield _part(piece, face, look, run.fact)


def _in_capitals(token: str, run: Run) -> Iterator[tuple[str, Look]]:
    if not run.small_capitals:
        yield token, run.look
        return
    small = replace(run.look, size=run.look.size * 0.8)
    for initial, rest in _CAPITALS.findall(token):
        if initial:
            yield initial.upper(), run.look
        if rest:
            yield (rest.upper(), small) if initial else (rest, run.look)


def _square(character: str, face: Face, look: Look, fact: str) -> Atom:
    advance = face.advance(character)
    blank = HALF * look.size if advance > 0.9 else 0.0
    return Atom(
        character,
        face,
        look,
        fact,
        advance * look.size + look.tracking,
        square=True,
        before=blank if character in characters.OPENING else 0.0,
        after=blank if character in look.typeface.closing else 0.0,
    )


def _part(piece: _Piece, face: Face, look: Look, fact: str) -> _Part:
    wide = width(face, piece.text) * look.size + look.tracking * len(piece.text)
    atom = Atom(piece.text, face, look, fact, wide, square=False)
    return _Part(atom, "", piece.penalty, piece.hyphen)


@lru_cache(maxsize=_WORDS)
def _pieces(word: str, face: Face, measure: float, hyphenation: str) -> tuple[_Piece, ...]:
    """Part a word where a line may end, at worst wherever it would be wider than a line."""
    needy = width(face, word) > measure
    penalty = NEVER
    found = []
    for part in _at_signs(word):
        for syllable in _syllables(part, hyphenation, needy=needy):
            for text in _slices(syllable, face, measure):
                found.append(_Piece(text, penalty, hyphen=penalty == AT_HYPHEN))
                penalty = IN_NEED
            penalty = AT_HYPHEN
        penalty = AT_SIGN
    return tuple(found)


def _slices(piece: str, face: Face, measure: float) -> Iterator[str]:
    start, used = 0, 0.0
    for at, character in enumerate(piece):
        advance = face.advance(character)
        if used + advance > measure and at > start:
            yield piece[start:at]
            start, used = at, 0.0
        used += advance
    yield piece[start:]


def _at_signs(word: str) -> list[str]:
    """Part a word after hyphens between letters and after the signs of a web address."""
    pattern = r"(?<=[^\W\d]-)(?=[^\W\d]{2})|(?<=\w—)(?=\w)|(?<=[^\W\d]/)(?=[^\W\d])"
    if "://" in word or word.startswith("www."):
        pattern += r"|(?<=\w[/.?&=])(?=\w)"
    return [part for part in re.split(pattern, word) if part]


def _syllables(part: str, hyphenation: str, *, needy: bool) -> list[str]:
    """Hyphenate a word; names keep their syllables together unless a line cannot hold them."""
    core = re.fullmatch(r"(\W*)([^\W\d_]+)(\W*)", part)
    if not hyphenation or core is None or len(core[2]) not in HYPHENATED:
        return [part]
    if not (core[2].islower() or needy):
        return [part]
    syllables: list[str] = _dictionary(hyphenation).inserted(core[2], "\0").split("\0")
    syllables[0] = core[1] + syllables[0]
    syllables[-1] += core[3]
    return syllables


@lru_cache
def _dictionary(language: str) -> Any:
    import pyphen  # noqa: PLC0415  not needed for Chinese and Japanese

    return pyphen.Pyphen(lang=language, left=3, right=3)


def _kept_with_number(atoms: Sequence[Atom], spaces: Sequence[str]) -> set[int]:
    """Find the atoms that stay with the one before: what a number counts, and its rest."""
    kept: set[int] = set()
    for at in range(1, len(atoms)):
        before, after = atoms[at - 1].text, atoms[at].text
        words = bool(spaces[at]) and characters.words_stay_together(
            before, _whole_word(atoms, spaces, at)
        )
        if words or _is_counted(before, after, continued=at - 1 in kept):
            kept.add(at)
    return kept


def _whole_word(atoms: Sequence[Atom], spaces: Sequence[str], at: int) -> str:
    """Give the word that begins with an atom, whose syllables may be atoms of their own."""
    end = at + 1
    while end < len(atoms) and not spaces[end] and not atoms[end].square:
        end += 1
    return "".join(atom.text for atom in atoms[at:end] if not atom.raised)


def _is_counted(before: str, after: str, *, continued: bool) -> bool:
    """Tell whether ``after`` belongs to the number before it, as 所 in 9所 or 間 in 5年間."""
    counts = after in characters.COUNTERS
    if characters.ends_in_number(before) or before in characters.HAN_NUMERALS:
        return counts or after in characters.HAN_NUMERALS
    if before in {"第", "～", "〜", "—", "约", "約", "近"}:
        return characters.starts_with_number(after) or after in characters.HAN_NUMERALS
    return continued and after in characters.AFTER_COUNTER


def _joint(one: _Part, other: _Part, *, tied: bool) -> Joint:
    joint = _spaced(one.atom, other) if other.space else _close(one.atom, other)
    return joint._replace(penalty=NEVER) if tied else joint


def _spaced(one: Atom, other: _Part) -> Joint:
    two = other.atom
    size = two.look.size if one.raised else one.look.size
    face = two.face if one.square and not two.square else one.face
    wide = width(face, " ") * size + one.look.tracking
    if _apart(one, two) and one.look.typeface.eastern:
        wide = HAN_LATIN * size
    if "\u2002" in other.space:
        wide = size / 2
    if "\u3000" in other.space:
        wide = size
    held = "\u00a0" in other.space or "\u202f" in other.space or two.raised
    breaks = not held and _cost_of_parting(one, two) != NEVER
    return Joint(
        wide,
        SPACE_STRETCH * size,
        SPACE_SHRINK * size,
        SPACE_EXTRA * size,
        penalty=0.0 if breaks else NEVER,
        space=True,
    )


def _close(one: Atom, other: _Part) -> Joint:
    """Give the joint between two atoms without a space between them."""
    two = other.atom
    if one.raised or two.raised:
        return _at_reference(one, two)
    if not one.square and not two.square:
        hyphen = width(one.face, "-") * one.look.size if other.hyphen else 0.0
        return Joint(penalty=other.penalty, hyphen=hyphen)
    penalty = _cost_of_parting(one, two)
    if one.square and two.square and not one.look.typeface.eastern:
        penalty = max(penalty, other.penalty)
    size = min(one.look.size, two.look.size)
    if _apart(one, two):
        stretch, shrink = HAN_LATIN_STRETCH * size, HAN_LATIN_SHRINK * size
        return Joint(HAN_LATIN * size, stretch, shrink, penalty=penalty)
    return _between_marks(one, two, size)._replace(penalty=penalty)


def _between_marks(one: Atom, two: Atom, size: float) -> Joint:
    if (one.after and (two.before or two.after)) or (one.before and two.before):
        return Joint(-HALF * size, SQUARE_STRETCH * size)
    if one.text == two.text and one.text in characters.AMBIGUOUS:
        return Joint()
    shrink = MARK_SHRINK * size if one.after or two.before else 0.0
    return Joint(0.0, SQUARE_STRETCH * size, shrink)


def _at_reference(one: Atom, two: Atom) -> Joint:
    """Join a raised reference close to what it follows; what follows it stands a little apart."""
    if two.raised:
        return Joint(-0.4 * one.look.size if one.after else 0.0)
    penalty = _cost_of_parting(one, two) if two.square else NEVER
    apart = two.text[0].isalnum() and two.look.typeface.eastern
    if apart:
        penalty = min(penalty, 0.0)
    return Joint(HAN_LATIN * two.look.size if apart else 0.0, penalty=penalty)


def _cost_of_parting(one: Atom, two: Atom) -> float:
    if one.text[-1] in characters.NO_END or two.text[0] in characters.NO_START:
        return NEVER
    return 0.0


def _apart(one: Atom, two: Atom) -> bool:
    """Tell whether two atoms are Han and Latin, which stand a little apart."""
    if one.square == two.square:
        return False
    square, latin = (one.text[-1], two.text[0]) if one.square else (two.text[0], one.text[-1])
    return characters.is_ideograph(square) and characters.is_latin_word(latin)


def _tie_the_tail(
    atoms: Sequence[Atom], joints: tuple[Joint, ...], measure: float
) -> tuple[Joint, ...]:
    """Let no paragraph end in a line of one character or of a splinter of a word."""
    size = atoms[-1].look.size if atoms else 0.0
    least, found, at = min(2.6 * size, measure / 4), 0.0, len(atoms)
    while at > 0 and (found < least or (at < len(atoms) and joints[at - 1].hyphen)):
        at -= 1
        shown = atoms[at].text not in characters.NO_START and not atoms[at].raised
        found += atoms[at].width if shown else 0.0
    return tuple(
        joint._replace(penalty=NEVER) if number >= at else joint
        for number, joint in enumerate(joints)
    )


def _loosen(atoms: Sequence[Atom], joints: tuple[Joint, ...], measure: float) -> tuple[Joint, ...]:
    """Let a line end even within what should stay together, if that is wider than a line."""
    loose = list(joints)
    start, used = 0, 0.0
    for at, atom in enumerate(atoms):
        if at and joints[at - 1].penalty != NEVER:
            start, used = at, 0.0
        used += atom.width + (joints[at - 1].width if at > start else 0.0)
        if used > measure:
            for inner in range(start, at):
                loose[inner] = loose[inner]._replace(penalty=IN_NEED)
            start = at
    return tuple(loose)
