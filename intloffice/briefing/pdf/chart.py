"""Lay out bar charts: counts by category, each bar with its value above it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from intloffice.briefing.document import BarChart
from intloffice.briefing.pdf.parts import part
from intloffice.briefing.pdf.slabs import Area, Box, Mark, Rule, Slab, Words, within
from intloffice.briefing.pdf.style import FAINT, HAIR, HAIRLINE, INK, MUTED, OCHRE, Sheet
from intloffice.briefing.pdf.text import baseline
from intloffice.briefing.typesetting.atoms import Look, Run
from intloffice.briefing.typesetting.lines import Line, set_lines

_PADDING = 11.0
_BARS = (88.0, 66.0)
_SWATCH = 6.0
#: How far the value above a bar reaches.
_ABOVE = 8.6
_STEPS = (1, 2, 5, 10)


@dataclass(frozen=True)
class _Plot:
    """The rectangle the bars stand in, with the scale of their heights."""

    x: float
    y: float
    width: float
    height: float
    top: int

    def level(self, value: int) -> float:
        """Tell how far down a value reaches."""
        return self.y + self.height * (1 - max(value, 0) / self.top)


def chart(block: BarChart, width: float, sheet: Sheet) -> list[Slab]:
    """Lay out a chart in a frame of the full width."""
    inner = width - 2 * _PADDING
    marks, y = _head(block, inner, sheet)
    step = _step(max(chain((1,), *(series.values for series in block.series))))
    highest = max(chain((1,), *(series.values for series in block.series)))
    top = -(-highest // step) * step
    axis = 6.0 + max(_one(str(top), sheet.look(6.8, FAINT)).width, 8.0)
    plot = _Plot(_PADDING + axis, y + 14.0, inner - axis, sheet.between(*_BARS), top)
    marks += _axis(plot, step, axis, sheet)
    marks += _bars(block, plot, sheet)
    marks += _categories(block, plot, sheet)
    height = plot.y + plot.height + 18.0 + _PADDING - 3.0
    frame = Box(0.0, 0.0, width, height, outline=HAIRLINE, radius=3.0)
    return within([Slab(height, (frame, *marks), space=8.0)], part("Figure", _in_words(block)))


def _in_words(block: BarChart) -> str:
    """Tell what the bars show to who cannot see them."""
    told = [
        f"{series.label} {category}: {value}"
        for series in block.series
        for category, value in zip(block.categories, series.values, strict=False)
    ]
    return f"{block.title} ({', '.join(told)})"


def _step(highest: int) -> int:
    """Find a round whole number that parts the scale in two to five."""
    power = 1
    while True:
        for step in _STEPS:
            if highest <= 4 * step * power:
                return step * power
        power *= 10


def _one(text: str, look: Look) -> Line:
    return next(iter(set_lines([Run(text, look)], 10_000.0, justified=False)), Line((), 0.0))


def _colours(sheet: Sheet) -> tuple[str, ...]:
    return (sheet.accent, OCHRE, "#7f8fa0", "#9c6b5a")


def _head(block: BarChart, width: float, sheet: Sheet) -> tuple[list[Mark], float]:
    """Lay out title and legend; tells how far down they reach."""
    look, leading = sheet.look(8.2, INK, "strong"), sheet.small_leading
    y = _PADDING - 2.0
    marks: list[Mark] = []
    for line in set_lines([Run(block.title, look)], width, justified=False):
        marks.append(Words(line, _PADDING, y + baseline(leading, look.size)))
        y += leading
    y += 2.0
    x = _PADDING
    for series, colour in zip(block.series, _colours(sheet), strict=False):
        label = _one(series.label, sheet.small)
        if x > _PADDING and x + _SWATCH + 4.0 + label.width > _PADDING + width:
            x, y = _PADDING, y + leading
        marks.append(Box(x, y + leading / 2 - _SWATCH / 2, _SWATCH, _SWATCH, fill=colour))
        marks.append(Words(label, x + _SWATCH + 4.0, y + baseline(leading, sheet.small.size)))
        x += _SWATCH + 4.0 + label.width + 12.0
    return marks, y + leading


def _axis(plot: _Plot, step: int, room: float, sheet: Sheet) -> Iterator[Mark]:
    look = sheet.look(6.8, FAINT)
    for value in range(0, plot.top + 1, step):
        y = plot.level(value)
        colour = "#aab2bb" if value == 0 else HAIRLINE
        yield Rule(plot.x, y, plot.x + plot.width, y, HAIR, colour)
        line = _one(str(value), look)
        yield Words(line, plot.x - 5.0 - line.width, y + look.size * 0.35)


def _bars(block: BarChart, plot: _Plot, sheet: Sheet) -> list[Mark]:
    """Draw the bars, and above each its value upon a white ground if there is room for it.

    A click on a bar or its value opens the records it rests on.
    """
    slot = plot.width / max(len(block.categories), 1)
    bar = min(slot * 0.74 / max(len(block.series), 1), 17.0)
    grounds: list[Mark] = []
    bars: list[Mark] = []
    for number, (series, colour) in enumerate(zip(block.series, _colours(sheet), strict=False)):
        for at, value in enumerate(series.values[: len(block.categories)]):
            x = plot.x + at * slot + (slot - bar * len(block.series)) / 2 + number * bar
            y = plot.level(value)
            line = _one(str(value), sheet.look(6.8, MUTED))
            bars.append(Box(x + 0.6, y, bar - 1.2, plot.y + plot.height - y, fill=colour))
            if line.width <= bar + 1.5:
                left = x + (bar - line.width) / 2
                grounds.append(Box(left - 0.5, y - _ABOVE, line.width + 1.0, 7.4, fill="#ffffff"))
                bars.append(Words(line, left, y - 2.6))
            if fact := next(iter(series.facts[at : at + 1]), ""):
                top = y - _ABOVE
                bars.append(Area(x, top, bar, plot.y + plot.height - top, fact))
    return [*grounds, *bars]


def _categories(block: BarChart, plot: _Plot, sheet: Sheet) -> Iterator[Mark]:
    """Write the categories under the bars, only each second or third where they are many."""
    slot = plot.width / max(len(block.categories), 1)
    lines = [_one(category, sheet.look(7.4, MUTED)) for category in block.categories]
    widest = max((line.width for line in lines), default=0.0)
    every = max(1, -(-int(widest + 4.0) // max(int(slot), 1)))
    for at, line in enumerate(lines):
        if at % every == 0:
            x = plot.x + at * slot + (slot - line.width) / 2
            yield Words(line, x, plot.y + plot.height + 11.5)
