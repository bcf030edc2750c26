"""Choose where the lines of a paragraph end, all at once, so that their gaps are alike.

The method is Knuth and Plass's, with three differences: a gap is never drawn wider than a
reader (or a program that copies the text) takes for a gap of its kind, a line that cannot be
filled so stays ragged, and marks shed their blank halves at the edges of a line.
"""

from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from intloffice.briefing.typesetting.atoms import NEVER, Text

#: How many times its stretch a joint gives at most, before the spaces between words give alone.
COMFORT = 2.0
_BADNESS_OF_RAGGED = 4000.0
_TWO_HYPHENS = 30000.0
_TOLERANCE = 1e-6


class Gap(NamedTuple):
    """What the joints of one line add up to, in points."""

    natural: float
    stretch: float
    shrink: float
    extra: float


@dataclass(frozen=True)
class _Ending:
    """The best way found to end a line at a place: what all lines so far cost, and from where."""

    cost: float
    start: int


class Measures:
    """The widths of every line that may be made of a text, each found in constant time."""

    def __init__(self, text: Text) -> None:
        self.text = text
        joints = text.joints
        widths = (
            atom.width + (joints[at].width if at < len(joints) else 0.0)
            for at, atom in enumerate(text.atoms)
        )
        self._width = list(accumulate(widths, initial=0.0))
        self._stretch = list(accumulate((j.stretch for j in joints), initial=0.0))
        self._shrink = list(accumulate((j.shrink for j in joints), initial=0.0))
        self._extra = list(accumulate((j.extra for j in joints), initial=0.0))

    def line(self, start: int, end: int) -> Gap:
        """Measure the line of the atoms from ``start`` up to ``end``."""
        atoms, joints, last = self.text.atoms, self.text.joints, end - 1
        natural = self._width[end] - self._width[start] - atoms[start].before - atoms[last].after
        if last < len(joints):
            natural += joints[last].hyphen - joints[last].width
        return Gap(
            natural,
            self._stretch[last] - self._stretch[start],
            self._shrink[last] - self._shrink[start],
            self._extra[last] - self._extra[start],
        )


def break_lines(measures: Measures, measure: float, *, justified: bool) -> list[tuple[int, int]]:
    """Give the lines of a text as ranges of atoms."""
    text = measures.text
    count = len(text.atoms)
    if not count:
        return []
    ends = [at + 1 for at, joint in enumerate(text.joints) if joint.penalty != NEVER]
    starts = [0]
    best = {0: _Ending(0.0, 0)}
    first = 0
    for end in [*ends, count]:
        first = _first_that_fits(measures, starts, first, end, measure)
        best[end] = _best(measures, starts[first:], end, _Setting(measure, justified, best))
        starts.append(end)
    return _lines(best, count)


class _Setting(NamedTuple):
    measure: float
    justified: bool
    best: dict[int, _Ending]


def _first_that_fits(
    measures: Measures, starts: list[int], first: int, end: int, measure: float
) -> int:
    """Find the earliest beginning from which a line reaches ``end`` without being too full."""
    while first < len(starts) - 1:
        gap = measures.line(starts[first], end)
        if gap.natural - gap.shrink <= measure + _TOLERANCE:
            break
        first += 1
    return first


def _best(measures: Measures, starts: list[int], end: int, setting: _Setting) -> _Ending:
    """Choose the line that ends here; one less than half full only at the end, or in need."""
    ending: _Ending | None = None
    last = end == len(measures.text.atoms)
    for start in starts:
        gap = measures.line(start, end)
        if ending is not None and not last and gap.natural < setting.measure / 2:
            break
        cost = setting.best[start].cost + _cost(measures.text, start, end, gap, setting)
        if ending is None or cost < ending.cost:
            ending = _Ending(cost, start)
    return ending or _Ending(NEVER, end - 1)


def _cost(text: Text, start: int, end: int, gap: Gap, setting: _Setting) -> float:
    last = end == len(text.atoms)
    penalty = 0.0 if last else text.joints[end - 1].penalty
    short = setting.measure - gap.natural
    if short < 0:
        badness = _full(gap, -short)
    elif last:
        badness = 0.0
    elif setting.justified:
        badness = _loose(gap, short, setting.measure)
    else:
        badness = 400.0 * (short / setting.measure) ** 2
    twice = start > 0 and not last and text.joints[start - 1].hyphen and text.joints[end - 1].hyphen
    return (10.0 + badness + penalty) ** 2 + (_TWO_HYPHENS if twice else 0.0)


def _full(gap: Gap, over: float) -> float:
    ratio = over / gap.shrink if gap.shrink > _TOLERANCE else (0.0 if over < _TOLERANCE else 50.0)
    return 100.0 * ratio**3 if ratio <= 1 + _TOLERANCE else 1e6 * ratio


def _loose(gap: Gap, short: float, measure: float) -> float:
    if short < _TOLERANCE:
        return 0.0
    ratio = short / gap.stretch if gap.stretch > _TOLERANCE else COMFORT * 2
    if ratio <= COMFORT:
        return 50.0 * ratio**3
    rest = short - COMFORT * gap.stretch
    at_most = 50.0 * COMFORT**3
    if rest <= gap.extra:
        return at_most + 800.0 * rest / gap.extra
    return at_most + _BADNESS_OF_RAGGED * (0.3 + 3 * rest / measure)


def _lines(best: dict[int, _Ending], count: int) -> list[tuple[int, int]]:
    lines, end = [], count
    while end:
        lines.append((best[end].start, end))
        end = best[end].start
    return lines[::-1]


def filled(gap: Gap, measure: float, *, justified: bool) -> tuple[float, float, float]:
    """Tell how a line is filled: the shares of stretch, of shrink and of extra to be drawn."""
    short = measure - gap.natural
    if short < 0:
        return 0.0, min(-short / gap.shrink, 1.0) if gap.shrink else 0.0, 0.0
    if not justified or short > COMFORT * gap.stretch + gap.extra + _TOLERANCE:
        return 0.0, 0.0, 0.0
    if short <= COMFORT * gap.stretch:
        return (short / gap.stretch if gap.stretch else 0.0), 0.0, 0.0
    if not gap.extra:
        return COMFORT, 0.0, 0.0
    return COMFORT, 0.0, min((short - COMFORT * gap.stretch) / gap.extra, 1.0)
