"""The tree of a tagged PDF: what is read in which order, whatever stands beside it on the page."""

from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas

from intloffice.briefing.pdf.parts import Part, Parts

#: What reportlab names no object after.
_ROOT, _WHOLE, _NUMBERS = "structure", "structure.document", "structure.numbers"


@dataclass
class _Element:
    """A part of the document, with what it holds: other parts, and what is drawn on pages."""

    name: str
    role: str
    parent: str
    instead: str = ""
    holds: "list[_Element | tuple[int, int]]" = field(default_factory=list)


class Structure:
    """Marks what is drawn with its part, and writes the tree at the end.

    What belongs to no part, such as lines and page numbers, is marked as not to be read.
    """

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._whole = _Element(_WHOLE, "Document", _ROOT)
        self._elements: dict[Parts, _Element] = {}
        #: For each page, whose what was drawn there is, in turn.
        self._pages: list[list[str]] = []
        #: What is marked now, and by how many marks.
        self._marked: tuple[Parts, str] | None = None
        self._open = 0

    def begin_page(self) -> None:
        """Begin to count anew what is drawn."""
        self._pages.append([])

    def mark(self, parts: Parts, properties: str = "") -> None:
        """Mark what is drawn from now on; with properties of PDF apart from all before.

        What is read is never marked twice over: not every reader of a tagged file understands that.
        """
        if not properties and self._marked == (parts, ""):
            return
        self.close()
        if parts:
            element, drawn = self._element(parts), self._pages[-1]
            element.holds.append((len(self._pages), len(drawn)))
            tag = "Span" if properties else element.role
            self._begin(f"/{tag} <</MCID {len(drawn)} {properties}>> BDC")
            drawn.append(element.name)
        else:
            self._begin("/Artifact BMC")
            if properties:
                self._begin(f"/Span <<{properties}>> BDC")
        self._marked = (parts, properties)

    def close(self) -> None:
        """End what was marked last."""
        while self._open:
            self._canvas.addLiteral("EMC")
            self._open -= 1
        self._marked = None

    def finish(self) -> None:
        """Write the tree into the document."""
        document = self._canvas._doc  # noqa: SLF001  it has no other way in
        for element in (self._whole, *self._elements.values()):
            document.Reference(_written(element), element.name)
        each = [
            [number, PDFArray([PDFObjectReference(name) for name in drawn])]
            for number, drawn in enumerate(self._pages)
        ]
        numbers = PDFDictionary({"Nums": PDFArray([of for pair in each for of in pair])})
        document.Reference(numbers, _NUMBERS)
        root = {
            "Type": PDFName("StructTreeRoot"),
            "K": PDFObjectReference(_WHOLE),
            "ParentTree": PDFObjectReference(_NUMBERS),
            "ParentTreeNextKey": len(self._pages),
        }
        tree = PDFDictionary(root)
        document.Reference(tree, _ROOT)
        document.Catalog.StructTreeRoot = tree
        document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        for number, page in enumerate(document.Pages.pages):
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs = number, PDFName("S")

    def _begin(self, operator: str) -> None:
        self._canvas.addLiteral(operator)
        self._open += 1

    def _element(self, parts: Parts) -> _Element:
        """Find the innermost of parts, made with those around it where they are new."""
        if not parts:
            return self._whole
        if parts not in self._elements:
            around = self._element(parts[:-1])
            own = _made(parts[-1], len(self._elements), around.name)
            around.holds.append(own)
            self._elements[parts] = own
        return self._elements[parts]


def _made(part: Part, number: int, parent: str) -> _Element:
    return _Element(f"structure.{number}", part.role, parent, part.instead)


def _written(element: _Element) -> PDFDictionary:
    pages = [held[0] for held in element.holds if isinstance(held, tuple)]
    page = pages[0] if pages else 0
    values: dict[str, Any] = {
        "Type": PDFName("StructElem"),
        "S": PDFName(element.role),
        "P": PDFObjectReference(element.parent),
        "K": PDFArray([_held(held, page) for held in element.holds]),
    }
    if page:
        values["Pg"] = _page(page)
    if element.instead:
        values["Alt"] = PDFString(element.instead)
    if element.role == "TH":
        values["A"] = PDFDictionary({"O": PDFName("Table"), "Scope": PDFName("Column")})
    return PDFDictionary(values)


def _held(held: "_Element | tuple[int, int]", page: int) -> Any:
    if isinstance(held, _Element):
        return PDFObjectReference(held.name)
    if held[0] == page:
        return held[1]
    drawn = {"Type": PDFName("MCR"), "Pg": _page(held[0]), "MCID": held[1]}
    return PDFDictionary(drawn)


def _page(number: int) -> PDFObjectReference:
    return PDFObjectReference(f"Page{number}")
