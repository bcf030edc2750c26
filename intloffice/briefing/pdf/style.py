"""The look of the page: its measures, its colours and its sizes of type, in points."""

from dataclasses import dataclass, replace

from intloffice.briefing.pdf import fonts
from intloffice.briefing.pdf.fonts import Weight
from intloffice.briefing.typesetting.atoms import Look

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
TEXT_WIDTH = 490.0
LEFT = (PAGE_WIDTH - TEXT_WIDTH) / 2
TOP, TEXT_HEIGHT = 46.0, 733.0
FOOT = 800.0

INK, MUTED, FAINT, HAIRLINE = "#1c232b", "#5f6975", "#7a838e", "#dde1e6"
OCHRE = "#d9a355"
HAIR = 0.5


@dataclass(frozen=True)
class Sheet:
    """The style of one document, by its language and its colour."""

    language: str
    accent: str

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
        return Look(fonts.typeface(self.language, weight), size, colour)

    @property
    def body(self) -> Look:
        """Give the look of running text."""
        return self.look(10.0 if self.eastern else 9.5)

    @property
    def leading(self) -> float:
        """Give the distance between the lines of running text."""
        return 17.4 if self.eastern else 15.2

    @property
    def cell(self) -> Look:
        """Give the look of what stands in a table."""
        return self.look(8.9)

    @property
    def cell_leading(self) -> float:
        """Give the distance between the lines of a cell."""
        return 13.6 if self.eastern else 12.6

    @property
    def small(self) -> Look:
        """Give the look of notes and labels."""
        return self.look(7.7, MUTED)

    @property
    def small_leading(self) -> float:
        """Give the distance between the lines of notes and labels."""
        return 11.6 if self.eastern else 10.6


def raised(look: Look, colour: str) -> Look:
    """Give the look of a reference to a footnote."""
    size = look.size
    return replace(look, size=size * 0.64, rise=size * 0.36, colour=colour)
