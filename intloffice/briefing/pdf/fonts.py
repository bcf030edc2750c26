"""The fonts that come with the program, each read when a document first needs it."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Literal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from intloffice import resources
from intloffice.briefing.typesetting import characters
from intloffice.briefing.typesetting.faces import Typeface

Weight = Literal["regular", "strong", "display"]

_LATIN = {
    "regular": "NotoSans-Regular",
    "strong": "NotoSans-SemiBold",
    "display": "NotoSerif-SemiBold",
}
_SQUARES = {
    "regular": ("NotoSansSC-Regular", "NotoSansJP-Regular"),
    "strong": ("NotoSansSC-SemiBold", "NotoSansJP-SemiBold"),
    "display": ("NotoSerifSC-SemiBold", "NotoSerifJP-SemiBold"),
}
_HANGUL = "NotoSansKR-Regular"
_OWN_SQUARES = {
    "zh": frozenset(chinese for chinese, _ in _SQUARES.values()),
    "ja": frozenset(japanese for _, japanese in _SQUARES.values()),
    "ko": frozenset((_HANGUL,)),
}
#: The face the file starts with, so that it names no font that is not in it.
FIRST = _LATIN["regular"]


@dataclass(frozen=True)
class FontFile:
    """A face of a font file; the file is read when the first character is asked for."""

    name: str

    def has(self, character: str) -> bool:
        """Tell whether the font draws the character."""
        return ord(character) in self._widths

    def advance(self, character: str) -> float:
        """Give the width of a character in em."""
        return self._widths.get(ord(character), 0.0) / 1000

    @cached_property
    def _widths(self) -> dict[int, float]:
        return registered(self.name)


@lru_cache(maxsize=16)
def registered(name: str) -> dict[int, float]:
    """Make a font known to reportlab, once; give the widths of its characters."""
    path = resources.folder("fonts") / f"{name}.ttf"
    font = TTFont(name, str(path), asciiReadable=False, shapable=False)
    pdfmetrics.registerFont(font)
    face = font.face
    return {
        code: face.charWidths.get(code, face.defaultWidth)
        for code, glyph in face.charToGlyph.items()
        if glyph
    }


@lru_cache(maxsize=16)
def typeface(language: str, weight: Weight) -> Typeface:
    """Give the faces a language is set in: Latin first, then its own squares, then the others'."""
    chinese, japanese = (FontFile(name) for name in _SQUARES[weight])
    squares = (chinese, japanese) if language == "zh" else (japanese, chinese)
    latin = FontFile(_LATIN[weight])
    closing = characters.CLOSING_IN_CHINESE if language == "zh" else characters.CLOSING
    eastern = language in {"zh", "ja"}
    return Typeface(latin, (*squares, FontFile(_HANGUL)), eastern, closing)


def in_squares_of(language: str, faces: Typeface) -> Typeface:
    """Give faces that set words of another language in its own squares."""
    own = _OWN_SQUARES.get(language, frozenset())
    return replace(faces, squares=tuple(sorted(faces.squares, key=lambda f: f.name not in own)))
