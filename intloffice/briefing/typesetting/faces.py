"""Choose a face for each character, so that none is lost and none is printed as a box."""

import re
import unicodedata
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Protocol

from intloffice.briefing.typesetting import characters
from intloffice.errors import OfficeError
from intloffice.i18n import N_

#: So many words are remembered as they are split: a paper is set several times until it fits.
_WORDS = 1 << 13
_HAN = re.compile("[\u3005\u3400-\u9fff\uf900-\ufaff]+")


class Face(Hashable, Protocol):
    """One weight of one font, by its measures."""

    @property
    def name(self) -> str:
        """Give the name it is known by to whoever draws it."""

    def has(self, character: str) -> bool:
        """Tell whether it draws the character."""

    def advance(self, character: str) -> float:
        """Give the width of a character in em."""


def width(face: Face, text: str) -> float:
    """Measure a text in em."""
    return sum(map(face.advance, text))


@dataclass(frozen=True)
class Typeface:
    """The faces of one weight: one for Latin, and those for the squares in order of preference.

    ``eastern`` tells whether the text around is Chinese or Japanese, so that quotes and dashes
    follow it. ``whole`` sets a stretch of squares in one face if one has them all, so that a
    foreign name among Latin words keeps one hand. ``closing`` are the marks whose right half is
    blank in these faces.
    """

    latin: Face
    squares: tuple[Face, ...]
    eastern: bool
    closing: frozenset[str] = characters.CLOSING

    def split(self, text: str) -> tuple[tuple[str, Face, bool], ...]:
        """Part a text into stretches of one face; tells of each whether it is set in squares."""
        return _split(self, text)

    def parted(self, text: str) -> Iterator[tuple[str, Face, bool]]:
        """Do what ``split`` does, which remembers what was parted."""
        wide = [self._is_square(text, at) for at in range(len(text))]
        for square, group in groupby(range(len(text)), key=wide.__getitem__):
            part = "".join(text[at] for at in group)
            for face, stretch in self._faces(part, square=square):
                yield stretch, face, square

    def _is_square(self, text: str, at: int) -> bool:
        character = text[at]
        if not self.eastern or character not in characters.AMBIGUOUS:
            return characters.is_wide(character) or not (
                character == " " or self.latin.has(character)
            )
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        return not _stays_latin(character, before, after)

    def _faces(self, text: str, *, square: bool) -> Iterator[tuple[Face, str]]:
        order = (*self.squares, self.latin) if square else (self.latin, *self.squares)
        if square and not self.eastern:
            whole = next((f for f in self.squares if all(map(f.has, text))), None)
            if whole is not None:
                yield whole, text
                return
        chosen = [_first_with(character, order) for character in text]
        if square:
            chosen = _one_hand(text, chosen)
        for face, group in groupby(range(len(text)), key=chosen.__getitem__):
            yield face, "".join(text[at] for at in group)


@lru_cache(maxsize=_WORDS)
def _split(typeface: Typeface, text: str) -> tuple[tuple[str, Face, bool], ...]:
    return tuple(typeface.parted(text))


def _one_hand(text: str, chosen: list[Face]) -> list[Face]:
    """Set a word of Han in one face that has all of it where the first has not: 张宗益."""
    for found in _HAN.finditer(text):
        some, word = slice(*found.span()), found.group()
        faces = dict.fromkeys(chosen[some])
        whole = next((face for face in faces if all(map(face.has, word))), None)
        if len(faces) > 1 and whole is not None:
            chosen[some] = [whole] * len(word)
    return chosen


def _stays_latin(character: str, before: str, after: str) -> bool:
    if character == "·":
        return not any(map(characters.is_wide, before + after))
    if character == "–":
        return _is_latin(before) and _is_latin(after)
    return character == "’" and _is_latin(before)


def _is_latin(neighbour: str) -> bool:
    return neighbour.isalnum() and not characters.is_wide(neighbour)


def _first_with(character: str, faces: Iterable[Face]) -> Face:
    if not characters.needs_shaping(character):
        for face in faces:
            if face.has(character):
                return face
    code = ord(character)
    raise OfficeError(
        N_("No font can print the character {character} ({code} {name})."),
        character=character if character.isprintable() else "",
        code=f"U+{code:04X}",
        name=unicodedata.name(character, "unknown"),
    )
