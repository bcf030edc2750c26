"""Print the papers of a meeting: those that are read, and those that are cut, folded or held up."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from intloffice.briefing.papers import Paper, Prepared, Seat, at_the_table, document
from intloffice.briefing.pdf import Rendered, bare_pages, finished, printed_pages
from intloffice.briefing.pdf.fonts import Weight
from intloffice.briefing.pdf.pages import Page
from intloffice.briefing.pdf.parts import part
from intloffice.briefing.pdf.slabs import Box, Mark, Rule, Turned, Words, moved
from intloffice.briefing.pdf.style import (
    HAIR,
    HAIRLINE,
    INK,
    LEFT,
    MUTED,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TEXT_WIDTH,
    TOP,
    Sheet,
)
from intloffice.briefing.typesetting.atoms import Look, Run
from intloffice.briefing.typesetting.characters import is_wide
from intloffice.briefing.typesetting.lines import Line, set_balanced
from intloffice.i18n import N_, Language

#: A card for a place at table: 90 by 54 mm, ten to a sheet.
_CARD_WIDTH, _CARD_HEIGHT, _ACROSS, _DOWN = 255.1, 153.1, 2, 5
_LEAST = 5.5
_TIGHT = 1.22
_SIGNED_BOX = 150.0
#: A name stands in one line unless it would be smaller than this share of what it may be.
_ONE_LINE = 0.6
#: How many visiting organisations a sign names beside the delegation's head.
_FEW = 3
#: How many sit in one row, and how high the places of one side are together.
_ROW, _SIDE, _BEHIND = 13, 122.0, 6.0


def printed(paper: Paper, prepared: Prepared, language: Language) -> Rendered:
    """Print a paper; the same meeting, language and settings give the same bytes.

    Raise OfficeError if a character can be printed with none of the fonts.
    """
    whole = document(paper, prepared, language)
    sheet = Sheet(whole.language, whole.accent)

    def pages() -> list[Page]:
        if paper in (Paper.AGENDA, Paper.PARTICIPANTS):
            return finished(bare_pages(whole, sheet), whole, sheet)
        if paper is Paper.APPROVAL:
            both = [*bare_pages(whole, sheet), _approval(prepared, language, sheet)]
            return finished(both, whole, sheet)
        return list(_LAID_OUT[paper](prepared, language, sheet)) or [_nobody(language, sheet)]

    return printed_pages(whole, pages)


def _name_plates(prepared: Prepared, _language: Language, sheet: Sheet) -> Iterator[Page]:
    """One sheet each, to be folded in the middle and stood up: read from both sides."""
    half = PAGE_HEIGHT / 2
    fold = Rule(0.0, half, PAGE_WIDTH, half, HAIR, HAIRLINE)
    for seat in (*prepared.guests, *prepared.hosts):
        room = PAGE_WIDTH - 96.0
        marks = moved(
            _stacked(
                (
                    *_name(seat.name, _own(seat, sheet), room, 86.0),
                    *_fitted(
                        seat.other,
                        _own(seat, sheet),
                        room,
                        (38.0, 1),
                        "regular",
                        MUTED,
                    ),
                    *_post(seat, sheet, room, 19.0),
                ),
                room,
                half,
            ),
            48.0,
            half,
        )
        foot = Box(48.0, PAGE_HEIGHT - 30.0, room, 3.0, fill=sheet.accent)
        side = (*marks, foot)
        yield Page((*side, Turned(0.0, 0.0, side), fold), PAGE_HEIGHT)


def _place_cards(prepared: Prepared, _language: Language, sheet: Sheet) -> Iterator[Page]:
    seats = (*prepared.guests, *prepared.hosts)
    left = (PAGE_WIDTH - _ACROSS * _CARD_WIDTH) / 2
    top = (PAGE_HEIGHT - _DOWN * _CARD_HEIGHT) / 2
    for first in range(0, len(seats), _ACROSS * _DOWN):
        marks: list[Mark] = []
        for number, seat in enumerate(seats[first : first + _ACROSS * _DOWN]):
            row, column = divmod(number, _ACROSS)
            x, y = left + column * _CARD_WIDTH, top + row * _CARD_HEIGHT
            marks.append(Box(x, y, _CARD_WIDTH, _CARD_HEIGHT, outline=HAIRLINE))
            marks += moved(_card(seat, sheet), x + 16.0, y)
        yield Page(tuple(marks), PAGE_HEIGHT)


def _card(seat: Seat, sheet: Sheet) -> tuple[Mark, ...]:
    room = _CARD_WIDTH - 32.0
    lines = (
        *_name(seat.name, _own(seat, sheet), room, 25.0),
        *_fitted(seat.other, _own(seat, sheet), room, (14.0, 1), "regular", MUTED),
        *_post(seat, sheet, room, 9.0),
    )
    return tuple(_stacked(lines, room, _CARD_HEIGHT))


def _sign(prepared: Prepared, language: Language, sheet: Sheet) -> Iterator[Page]:
    """One sheet, held up at the exit: the head of the delegation in both scripts."""
    if not prepared.guests:
        return
    head = prepared.guests[0]
    room = PAGE_HEIGHT - 96.0
    others = language.text(N_("and delegation")) if len(prepared.guests) > 1 else ""
    few = 0 < len(prepared.visitors) <= _FEW
    coming = language.listed(prepared.visitors) if few else head.organisation
    lines = (
        *_fitted(head.name, sheet, room, (150.0, 1), "strong"),
        *_fitted(head.other, sheet, room, (72.0, 1), "regular"),
        *_fitted(others, sheet, room, (30.0, 1), "regular", MUTED),
        *_fitted(coming, sheet, room, (40.0, 2), "strong", sheet.accent),
    )
    welcome = _stacked(
        _fitted(prepared.letterhead, sheet, room, (22.0, 1), "regular", MUTED), room, 60.0
    )
    marks = (
        *moved(_stacked(lines, room, PAGE_WIDTH - 90.0), 48.0, 14.0),
        *moved(welcome, 48.0, PAGE_WIDTH - 84.0),
        Box(0.0, PAGE_WIDTH - 14.0, PAGE_HEIGHT, 14.0, fill=sheet.accent),
    )
    yield Page(marks, PAGE_WIDTH, landscape=True)


def _seating(prepared: Prepared, language: Language, sheet: Sheet) -> Iterator[Page]:
    """One sheet: a long table seen from above, the guests on the far side."""
    if not prepared.guests and not prepared.hosts:
        return
    width, height = PAGE_HEIGHT, PAGE_WIDTH
    room = width - 96.0
    title = _fitted(prepared.title, sheet, room, (20.0, 1), "display")
    when = " · ".join(filter(None, (prepared.when, prepared.place)))
    head = (*title, *_fitted(when, sheet, room, (10.0, 1), "regular", MUTED))
    table = Box(48.0, height / 2 - 42.0, room, 84.0, fill="#f1f3f6", outline=HAIRLINE, radius=6.0)
    marks: list[Mark] = [table, *moved(_stacked(head, room, 60.0), 48.0, 26.0)]
    sides = (
        (N_("Guests"), prepared.guests, True, height / 2 - 62.0 - 122.0, height / 2 - 40.0),
        (N_("Hosts"), prepared.hosts, False, height / 2 + 62.0, height / 2 + 16.0),
    )
    for label, seats, far, top, inside in sides:
        named = _fitted(language.text(label), sheet, room, (10.0, 1), "regular", MUTED)
        marks += moved(_stacked(named, room, 24.0), 48.0, inside)
        for row, placed in enumerate(_rows(seats)):
            high = (_SIDE + _BEHIND) / len(_rows(seats)) - _BEHIND
            behind = row * (high + _BEHIND)
            y = top + (_SIDE - high - behind if far else behind)
            marks += _places(placed, (y, high), room, sheet, far=far)
    yield Page(tuple(marks), height, landscape=True)


def _rows(seats: Sequence[Seat]) -> list[list[tuple[int, Seat]]]:
    """Seat one side in rows, numbered by precedence, the first row at the table."""
    numbered = list(enumerate(seats, 1))
    number = -(-len(numbered) // _ROW)
    each = -(-len(numbered) // number) if number else 1
    return [numbered[at : at + each] for at in range(0, len(numbered), each)]


def _places(
    row: Sequence[tuple[int, Seat]],
    upright: tuple[float, float],
    room: float,
    sheet: Sheet,
    *,
    far: bool,
) -> Iterator[Mark]:
    """Draw one row of places, its first in the middle; ``upright`` is its top and its height."""
    top, high = upright
    order = {id(seat): number for number, seat in row}
    seats = [seat for _, seat in row]
    placed = at_the_table(seats, facing_the_reader=far)
    first = placed.index(seats[0])
    wide = min(132.0, room / (2 * max(first, len(placed) - 1 - first) + 1))
    left = 48.0 + room / 2 - wide * (first + 0.5)
    for at, seat in enumerate(placed):
        x = left + at * wide
        yield Box(x + 3.0, top, wide - 6.0, high, outline=HAIRLINE, radius=4.0)
        yield from moved(_place(seat, order[id(seat)], (wide - 14.0, high), sheet), x + 7.0, top)


def _place(seat: Seat, number: int, size: tuple[float, float], sheet: Sheet) -> tuple[Mark, ...]:
    room, height = size
    lines = [
        *_fitted(str(number), sheet, room, (9.0, 1), "regular", sheet.accent),
        *_seated(seat, sheet, room, (12.5, 3 if height == _SIDE else 2)),
    ]
    # In a second row there is room for names only.
    if height == _SIDE:
        lines += _fitted(seat.other, _own(seat, sheet), room, (9.0, 2), "regular", MUTED)
        lines += _fitted(seat.title, sheet, room, (7.4, 4), "regular", MUTED)
    return tuple(_stacked(lines, room, height))


def _approval(prepared: Prepared, language: Language, sheet: Sheet) -> Page:
    """Lay out the back of the form: opinions, signatures, days."""
    say = language.text
    marks: list[Mark] = []
    y = 0.0
    for label in (
        N_("Opinion of the receiving unit"),
        N_("Opinion of the International Office"),
        N_("Opinion of other units concerned"),
        N_("Decision of the university"),
    ):
        marks.append(Box(0.0, y, TEXT_WIDTH, _SIGNED_BOX, outline=HAIRLINE, radius=3.0))
        named = _fitted(say(label), sheet, TEXT_WIDTH - 24.0, (10.2, 1), "strong")
        marks += _left(named, 12.0, y + 10.0)
        signed = say(N_("Signature and seal"))
        for text, x in ((signed, 190.0), (say(N_("Date")), 380.0)):
            line = _fitted(text, sheet, 110.0, (8.4, 1), "regular", MUTED)
            marks += _left(line, x, y + _SIGNED_BOX - 26.0)
        marks.append(Rule(12.0, y + 34.0, TEXT_WIDTH - 12.0, y + 34.0, HAIR, HAIRLINE))
        y += _SIGNED_BOX + 14.0
    return Page(tuple(marks), y)


def _nobody(language: Language, sheet: Sheet) -> Page:
    """Say on the sheet itself that there is nobody to print it for."""
    said = language.text(N_("Nobody is entered yet."))
    lines = _fitted(said, sheet, TEXT_WIDTH, (12.0, 2), "regular", MUTED)
    return Page(moved(_left(lines, 0.0, 0.0), LEFT, TOP), 40.0)


_Sized = tuple[Line, float]


def _own(seat: Seat, sheet: Sheet) -> Sheet:
    """Give the style of a name, which keeps the characters of its own language."""
    return replace(sheet, own=seat.script)


def _name(text: str, sheet: Sheet, room: float, most: float) -> tuple[_Sized, ...]:
    """Set a name in one line, or in two where it would be too small."""
    one = _fitted(text, sheet, room, (most, 1), "strong")
    if len(one) == 1 and one[0][1] >= _ONE_LINE * most:
        return one
    return _fitted(text, sheet, room, (most, 2), "strong")


def _seated(seat: Seat, sheet: Sheet, room: float, most: tuple[float, int]) -> tuple[_Sized, ...]:
    """Set a name; one without a blank is parted between family and given name only."""
    sheet = _own(seat, sheet)
    whole = _fitted(seat.name, sheet, room, most, "strong")
    if len(whole) == 1 or len(seat.parts) < 2:
        return whole
    each = [_fitted(part, sheet, room, (most[0], 1), "strong") for part in seat.parts]
    size = min(size for lines in each for _, size in lines)
    return tuple(
        line for part in seat.parts for line in _fitted(part, sheet, room, (size, 1), "strong")
    )


def _post(seat: Seat, sheet: Sheet, room: float, most: float) -> tuple[_Sized, ...]:
    """Set title and organisation below one another, in the same size."""
    texts = [text for text in (seat.title, seat.organisation) if text]
    sizes = (_fitted(text, sheet, room, (most, 2), "regular", MUTED) for text in texts)
    size = min((size for lines in sizes for _, size in lines), default=most)
    return tuple(
        line for text in texts for line in _fitted(text, sheet, room, (size, 2), "regular", MUTED)
    )


def _fitted(
    text: str,
    sheet: Sheet,
    room: float,
    most: tuple[float, int],
    weight: Weight,
    colour: str = INK,
) -> tuple[_Sized, ...]:
    """Set a text as large as fits: at most so many points high and so many lines long."""
    if not text.strip():
        return ()
    size, lines = most
    while True:
        look = sheet.look(size, colour, weight)
        found = set_balanced([Run(text, look)], room)
        if size <= _LEAST or (len(found) <= lines and _holds_words(text, look, room)):
            return tuple((line, size) for line in found)
        size = max(_LEAST, size * 0.94)


def _holds_words(text: str, look: Look, room: float) -> bool:
    """Tell whether no word of a text is parted; one of Han may be, between any two."""
    words = (word for word in text.split() if not any(map(is_wide, word)))
    return all(len(set_balanced([Run(word, look)], room)) == 1 for word in words)


def _stacked(lines: Sequence[_Sized], room: float, height: float) -> list[Mark]:
    """Set lines in the middle of a room, one below the other; a change of size makes a gap."""
    heights = [size * _TIGHT for _, size in lines]
    gaps = [0.0, *(_gap(one, two) for one, two in pairwise(lines))]
    y = (height - sum(heights) - sum(gaps)) / 2
    marks: list[Mark] = []
    read = (part("P"),)
    for (line, size), own, gap in zip(lines, heights, gaps, strict=False):
        y += gap
        marks.append(Words(line, (room - line.width) / 2, y + own / 2 + size * 0.36, read))
        y += own
    return marks


def _gap(one: _Sized, two: _Sized) -> float:
    return 0.0 if one[1] == two[1] else 0.28 * min(one[1], two[1])


def _left(lines: Iterable[_Sized], x: float, y: float) -> list[Mark]:
    marks: list[Mark] = []
    read = (part("P"),)
    for line, size in lines:
        marks.append(Words(line, x, y + size, read))
        y += size * _TIGHT
    return marks


_LAID_OUT = {
    Paper.NAME_PLATES: _name_plates,
    Paper.PLACE_CARDS: _place_cards,
    Paper.SIGN: _sign,
    Paper.SEATING: _seating,
}
