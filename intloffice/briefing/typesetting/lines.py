"""Set runs of text in lines: pieces of one look, each with its place and its spacing."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from intloffice.briefing.typesetting import characters
from intloffice.briefing.typesetting.atoms import IN_NEED, Atom, Joint, Look, Run, Text, cut
from intloffice.briefing.typesetting.breaking import Measures, break_lines, filled
from intloffice.briefing.typesetting.faces import Face, width

_SAME = 1e-6
#: How many measures a title is tried in, and how much less even it may be for a word kept whole.
_STEPS, _PARTED = 80, 0.4
#: So many texts and titles are remembered as they were set. A paper is laid out more than once
#: until it fits its pages, and anew for each word that is edited in it.
_TEXTS, _TITLES = 1 << 12, 1 << 8


@dataclass(frozen=True)
class Piece:
    """Text drawn at once at ``x``, spaced out by so many points a character and a space."""

    text: str
    x: float
    width: float
    face: Face
    look: Look
    fact: str
    between_characters: float
    between_words: float


@dataclass(frozen=True)
class Line:
    """The pieces of a line from left to right, and how far the ink reaches.

    ``parts_words`` tells that another word begins after it, so that a blank is to be read.
    """

    pieces: tuple[Piece, ...]
    width: float
    parts_words: bool = False

    @property
    def text(self) -> str:
        """Give the line as it would be copied."""
        return "".join(piece.text for piece in self.pieces)

    def moved(self, x: float) -> "Line":
        """Give the line moved to the right."""
        pieces = tuple(replace(piece, x=piece.x + x) for piece in self.pieces)
        return replace(self, pieces=pieces)


def set_lines(
    runs: Iterable[Run], measure: float, *, justified: bool = True, hyphenation: str = ""
) -> tuple[Line, ...]:
    """Set text in lines ``measure`` points wide; the last line is never spread."""
    return _set_lines(tuple(runs), measure, justified, hyphenation)


@lru_cache(maxsize=_TEXTS)
def _set_lines(
    runs: tuple[Run, ...], measure: float, justified: bool, hyphenation: str
) -> tuple[Line, ...]:
    return _broken(Measures(cut(runs, measure, hyphenation)), measure, justified=justified)


def set_balanced(runs: Iterable[Run], measure: float) -> tuple[Line, ...]:
    """Set a title ragged, in as few lines as it needs, each about as long as the others.

    Where a Japanese one may end a line between two words nearly as well, it does.
    """
    return _set_balanced(tuple(runs), measure)


@lru_cache(maxsize=_TITLES)
def _set_balanced(runs: tuple[Run, ...], measure: float) -> tuple[Line, ...]:
    text = cut(runs, measure)
    measures = Measures(text)
    best, least = break_lines(measures, measure, justified=False), math.inf
    fewest = len(best)
    for tried in (measures, Measures(_words_kept(text))):
        for step in range(_STEPS):
            narrow = measure * (1 - step / _STEPS)
            ranges = break_lines(tried, narrow, justified=False)
            if len(ranges) > fewest or max(_widths(measures, ranges), default=0.0) > narrow + 1:
                break
            uneven = _unevenness(measures, ranges)
            if uneven < least:
                best, least = ranges, uneven
    return tuple(_line(measures, *each, measure, justified=False) for each in best)


def _words_kept(text: Text) -> Text:
    """Let a line end within a word of a title only in need."""
    joints = (
        joint._replace(penalty=max(joint.penalty, IN_NEED))
        if _is_in_word(text.atoms[at].text, text.atoms[at + 1].text)
        else joint
        for at, joint in enumerate(text.joints)
    )
    return Text(text.atoms, tuple(joints))


def _widths(measures: Measures, ranges: Sequence[tuple[int, int]]) -> list[float]:
    return [measures.line(start, end).natural for start, end in ranges]


def _unevenness(measures: Measures, ranges: Sequence[tuple[int, int]]) -> float:
    """Tell how far lines are from being alike, and how many end within a word."""
    atoms = measures.text.atoms
    parted = sum(
        _is_in_word(atoms[end - 1].text, atoms[end].text) for _, end in ranges if end < len(atoms)
    )
    widths = _widths(measures, ranges)
    return (max(widths) - min(widths)) / max(widths) + _PARTED * parted if widths else 0.0


def _is_in_word(one: str, two: str) -> bool:
    """Tell whether two characters are likely of one word: all but a particle and what follows.

    In Chinese 暨 and 及 lead what they join, and 的 ends what it belongs to.
    """
    if two[0] in "暨及" or one[-1] == "的":
        return False
    if not (characters.is_ideograph(one[-1]) and characters.is_ideograph(two[0])):
        return False
    return characters.is_hiragana(two[0]) or not characters.is_hiragana(one[-1])


def _broken(measures: Measures, measure: float, *, justified: bool) -> tuple[Line, ...]:
    ranges = break_lines(measures, measure, justified=justified)
    last = len(measures.text.atoms)
    return tuple(
        _line(measures, start, end, measure, justified=justified and end < last)
        for start, end in ranges
    )


@dataclass
class _Draft:
    """A piece being put together: what one more atom asks for, and whether it fits."""

    atom: Atom
    x: float
    end: float
    texts: list[str] = field(default_factory=list)
    per_character: float | None = None
    per_space: float | None = None

    def takes(self, atom: Atom, joint: Joint, drawn: float) -> bool:
        """Add an atom after a joint drawn so wide, unless it must be a piece of its own."""
        one = self.atom
        if (atom.face, atom.look, atom.fact) != (one.face, one.look, one.fact):
            return False
        if joint.space:
            return self._takes_space(atom, drawn)
        between = self.per_character
        if between is None:
            between = drawn if len(atom.text) == 1 else 0.0
        if abs(between - drawn) > _SAME or (len(atom.text) > 1 and abs(between) > _SAME):
            return False
        self.per_character = between
        self.texts.append(atom.text)
        return True

    def _takes_space(self, atom: Atom, drawn: float) -> bool:
        between = self.per_character or 0.0
        if len(atom.text) > 1 and abs(between) > _SAME:
            return False
        look, face = self.atom.look, self.atom.face
        extra = drawn - width(face, " ") * look.size - look.tracking - 2 * between
        if self.per_space is not None and abs(self.per_space - extra) > _SAME:
            return False
        self.per_character, self.per_space = between, extra
        self.texts.append(" " + atom.text)
        return True

    def piece(self) -> Piece:
        """Give the piece as it is drawn."""
        look = self.atom.look
        return Piece(
            "".join(self.texts),
            self.x,
            self.end - self.x,
            self.atom.face,
            look,
            self.atom.fact,
            look.tracking + (self.per_character or 0.0),
            self.per_space or 0.0,
        )


def _line(measures: Measures, start: int, end: int, measure: float, *, justified: bool) -> Line:
    text = measures.text
    shares = filled(measures.line(start, end), measure, justified=justified)
    first = text.atoms[start]
    drafts = [_begun(first, -first.before)]
    for at in range(start + 1, end):
        atom, joint, draft = text.atoms[at], text.joints[at - 1], drafts[-1]
        drawn = _drawn(joint, shares)
        if draft.takes(atom, joint, drawn):
            draft.end += drawn + atom.width
            continue
        if joint.space:
            draft.texts.append(" ")
        drafts.append(_begun(atom, draft.end + drawn))
    if end < len(text.atoms) and text.joints[end - 1].hyphen:
        drafts[-1].texts.append("-")
        drafts[-1].end += text.joints[end - 1].hyphen
    pieces = tuple(draft.piece() for draft in drafts)
    parts_words = end == len(text.atoms) or text.joints[end - 1].space
    return Line(pieces, drafts[-1].end - text.atoms[end - 1].after, parts_words)


def _begun(atom: Atom, x: float) -> _Draft:
    alone = None if len(atom.text) == 1 else 0.0
    return _Draft(atom, x, x + atom.width, [atom.text], alone)


def _drawn(joint: Joint, shares: tuple[float, float, float]) -> float:
    stretch, shrink, extra = shares
    return joint.width + stretch * joint.stretch - shrink * joint.shrink + extra * joint.extra
