"""What a mark belongs to: parts within parts, as a reader who cannot see the page is told them."""

from dataclasses import dataclass
from itertools import count
from typing import Literal

#: The roles of PDF that are used: a document's own words for them are its headings and tables.
Role = Literal[
    "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "Caption", "Figure"
]

_numbers = count()


@dataclass(frozen=True)
class Part:
    """One paragraph, row or cell; ``instead`` is read in place of what is only looked at."""

    role: Role
    number: int
    instead: str = ""


#: From the outermost part to the innermost; nothing that is read is in none.
Parts = tuple[Part, ...]


def part(role: Role, instead: str = "") -> Part:
    """Give another part, unlike all others."""
    return Part(role, next(_numbers), instead)
