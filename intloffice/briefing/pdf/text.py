"""Lay out what is read: titles, headings, paragraphs, lists and notes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from intloffice.briefing.document import Bullets, Document, Footnotes, Heading, Paragraph, Span
from intloffice.briefing.pdf.fonts import in_squares_of
from intloffice.briefing.pdf.parts import part
from intloffice.briefing.pdf.slabs import Anchor, Picture, Rule, Slab, Words, spaced, within
from intloffice.briefing.pdf.style import FAINT, INK, MUTED, TEXT_WIDTH, Sheet, raised
from intloffice.briefing.typesetting.atoms import Look, Run
from intloffice.briefing.typesetting.lines import Line, set_balanced, set_lines

#: How far below the top of its line the baseline of a text lies, of what leading and size leave.
_BASELINE = 0.36
_LOGO_WIDTH, _LOGO_HEIGHT = 130.0, 44.0
_BESIDE_LOGO = 18.0
BETWEEN_ITEMS = 2.0


def runs(spans: Iterable[Span], look: Look, sheet: Sheet) -> list[Run]:
    """Dress spans in the looks of their styles, their notes raised behind them."""
    dressed = []
    for span in spans:
        own = look
        if span.style == "strong":
            own = sheet.look(look.size, look.colour, "strong")
        elif span.style == "muted":
            own = replace(look, colour=MUTED)
        if span.language:
            faces = in_squares_of(span.language, own.typeface)
            own = replace(own, typeface=faces, language=span.language)
        capitals = span.style == "caps"
        dressed.append(Run(span.text, own, span.fact, small_capitals=capitals))
        if span.notes:
            numbers = ",".join(map(str, span.notes))
            dressed.append(Run(numbers, raised(look, sheet.accent)))
    return dressed


def baseline(leading: float, size: float) -> float:
    """Tell how far below the top of a line its baseline lies."""
    return leading / 2 + size * _BASELINE


def slabs_of(lines: Sequence[Line], leading: float, size: float, x: float = 0.0) -> list[Slab]:
    """Make a slab of each line; no page ends after the first or begins with the last."""
    last = len(lines) - 1
    return [
        Slab(
            leading,
            (Words(line, x, baseline(leading, size)),),
            tied=number in {1, last} and number > 0,
        )
        for number, line in enumerate(lines)
    ]


def title_block(document: Document, sheet: Sheet) -> list[Slab]:
    """Lay out the head of the first page: letterhead, title, subtitle and a rule.

    Letterhead and title leave room for the logo beside them.
    """
    slabs: list[Slab] = []
    room = TEXT_WIDTH - (_LOGO_WIDTH + _BESIDE_LOGO if document.logo else 0.0)
    if document.letterhead:
        look = replace(sheet.look(8.4, sheet.accent, "strong"), tracking=8.4 * 0.085)
        lines = _letterhead(document.letterhead.upper(), look, room)
        slabs += within(spaced(slabs_of(lines, 14.0, 8.4), 0.0), part("P"))
    size = sheet.between(25.0, 22.0)
    title = set_balanced([Run(document.title, sheet.look(size, INK, "display"))], room)
    titled = spaced(slabs_of(title, size * 1.32, size), sheet.between(5.0, 2.0), tied=bool(slabs))
    slabs += within(titled, part("H1"))
    if document.subtitle:
        look = sheet.look(10.2, MUTED)
        lines = set_lines([Run(document.subtitle, look)], TEXT_WIDTH, justified=False)
        slabs += within(spaced(slabs_of(lines, 15.5, 10.2), 2.0, tied=True), part("P"))
    if document.logo and slabs:
        logo = Picture(TEXT_WIDTH - _LOGO_WIDTH, 0.0, _LOGO_WIDTH, _LOGO_HEIGHT, document.logo)
        slabs[0] = replace(slabs[0], marks=(logo, *slabs[0].marks))
    rule = Rule(0.0, 1.1, 42.0, 1.1, 2.2, sheet.accent)
    return [*slabs, Slab(2.2, (rule,), space=sheet.between(11.0, 7.0), tied=True)]


def _letterhead(text: str, look: Look, room: float) -> tuple[Line, ...]:
    """Set a letterhead in one line, or else each of its parts in lines of its own."""
    lines = set_lines([Run(text, look)], room, justified=False)
    if len(lines) == 1:
        return lines
    parts = text.split(" · ")
    return tuple(
        line for part in parts for line in set_lines([Run(part, look)], room, justified=False)
    )


def heading(block: Heading, width: float, sheet: Sheet) -> list[Slab]:
    """Lay out a heading with its bookmark; what follows it must be tied to it."""
    size = 11.6 if block.level == 1 else 10.2
    parts = [Run(block.text, sheet.look(size, INK, "strong"))]
    if block.aside:
        parts.append(Run(f" {block.aside}", sheet.look(size * 0.94, FAINT)))
    lines = set_lines(parts, width, justified=False)
    slabs = slabs_of(lines, size * 1.5, size)
    slabs = [replace(slab, tied=number > 0) for number, slab in enumerate(slabs)]
    if slabs:
        anchor = Anchor(0.0, 0.0, block.text, block.level)
        slabs[0] = replace(slabs[0], marks=(anchor, *slabs[0].marks))
    own = part("H2" if block.level == 1 else "H3")
    return within(spaced(slabs, sheet.between(17.0, 12.0) if block.level == 1 else 11.0), own)


def paragraph(block: Paragraph, width: float, sheet: Sheet) -> list[Slab]:
    """Lay out running text, filled on both sides unless it is small."""
    look = sheet.look(7.7) if block.small else sheet.body
    leading = sheet.small_leading if block.small else sheet.leading
    lines = set_lines(
        runs(block.spans, look, sheet),
        width,
        justified=not block.small,
        hyphenation=sheet.hyphenation,
    )
    return within(spaced(slabs_of(lines, leading, look.size), sheet.between(5.0, 3.6)), part("P"))


def bullets(block: Bullets, width: float, sheet: Sheet) -> list[Slab]:
    """Lay out a list, its marks hanging on the left; no page parts off a single item of it."""
    look, indent = sheet.body, 13.0
    mark = set_lines([Run("•", replace(look, colour=sheet.accent))], indent, justified=False)
    slabs: list[Slab] = []
    whole = part("L")
    for number, item in enumerate(block.items):
        dressed = runs(item, look, sheet)
        lines = set_lines(dressed, width - indent, hyphenation=sheet.hyphenation)
        said = within(slabs_of(lines, sheet.leading, look.size, indent), part("LBody"))
        slabs += spaced(
            within(_marked(said, mark[0], 2.0), whole, part("LI")),
            sheet.between(BETWEEN_ITEMS, 1.0) if number else 5.0,
            tied=number > 0 and number in {1, len(block.items) - 1},
        )
    return slabs


def footnotes(block: Footnotes, width: float, sheet: Sheet) -> list[Slab]:
    """Lay out notes in small type, one after the other, each behind its number."""
    look = sheet.small
    parts: list[Run] = []
    for number, note in enumerate(block.notes, block.first):
        gap = "\u2002" if parts else ""
        parts += [
            Run(f"{gap}{number}\u00a0", replace(look, colour=sheet.accent)),
            Run(note, look),
        ]
    lines = set_lines(parts, width, justified=False, hyphenation=sheet.hyphenation)
    said = within(slabs_of(lines, sheet.small_leading, look.size), part("P"))
    return list(spaced(said, sheet.between(13.0, 9.0)))


def _marked(slabs: list[Slab], mark: Line, x: float) -> list[Slab]:
    if not slabs:
        return []
    first = slabs[0]
    words = next(m for m in first.marks if isinstance(m, Words))
    hung = Words(mark, x, words.y, (part("Lbl"),))
    return [replace(first, marks=(hung, *first.marks)), *slabs[1:]]
