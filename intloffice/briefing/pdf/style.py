"""The look of the page: its measures, its colours and its sizes of type, in points."""

from dataclasses import dataclass, replace

from intloffice.briefing.pdf import fonts
from intloffice.briefing.pdf.fonts import Weight
from intloffice.briefing.typesetting.atoms import Look

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
TEXT_WIDTH = 490.0
LEFT = (PAGE_WIDTH - TEXT_WIDTH) / 2
TOP, TEXT_HEIGHT = 46.0, 741.0
FOOT = 800.0

INK, MUTED, FAINT, HAIRLINE = "#1c232b", "#5f6975", "#7a838e", "#dde1e6"
OCHRE = "#d9a355"
HAIR = 0.5


@dataclass(frozen=True)
class Sheet:
    """The style of one document, by its language and its colour.

    ``close`` is how closely it is set, from 0 (with all its air) to 1, to save a page. ``own`` is
    the language whose squares its words keep, where it is another.
    """

    language: str
    accent: str
    close: float = 0.0
    own: str = ""

    @property
    def eastern(self) -> bool:
        """Tell whether the document is Chinese or Japanese, which want more air between lines."""
        return self.language in {"zh", "ja"}

    @property
    def hyphenation(self) -> str:
        """Name the dictionary Latin words are hyphenated by, in every language."""
        return "en_GB"

    def look(self, size: float, colour: str = INK, weight: Weight = "regular") -> Look:
        """Give the look of text of a size, colour and weight."""
        faces = fonts.typeface(self.language, weight)
        if self.own:
            faces = fonts.in_squares_of(self.own, faces)
        return Look(faces, size, colour, language=self.own)

    @property
    def body(self) -> Look:
        """Give the look of running text."""
        size = self.between(10.0, 9.4) if self.eastern else self.between(9.5, 9.1)
        return self.look(size)

    @property
    def leading(self) -> float:
        """Give the distance between the lines of running text."""
        return self.between(17.4, 15.0) if self.eastern else self.between(15.2, 13.2)

    @property
    def cell(self) -> Look:
        """Give the look of what stands in a table."""
        return self.look(self.between(8.9, 8.6))

    @property
    def cell_leading(self) -> float:
        """Give the distance between the lines of a cell."""
        return self.between(13.6, 12.2) if self.eastern else self.between(12.6, 11.8)

    @property
    def cell_air(self) -> float:
        """Give the space above and below what stands in a row of a table."""
        return self.between(3.9, 1.8)

    @property
    def small(self) -> Look:
        """Give the look of notes and labels."""
        return self.look(self.between(7.7, 7.0), MUTED)

    @property
    def small_leading(self) -> float:
        """Give the distance between the lines of notes and labels."""
        return self.between(11.6, 9.7) if self.eastern else self.between(10.6, 9.2)

    def between(self, airy: float, close: float) -> float:
        """Give a measure between those of a page with all its air and of one set closely."""
        return airy + (close - airy) * self.close


def raised(look: Look, colour: str) -> Look:
    """Give the look of a reference to a footnote."""
    size = look.size
    return replace(look, size=size * 0.64, rise=size * 0.36, colour=colour)
