"""The globe laid flat: the Equal Earth projection, with any meridian in the middle.

The formula is that of Šavrič, Patterson and Jenny (2018); areas are true to each other.
"""

import json
import math
from collections.abc import Iterator
from functools import lru_cache

from intloffice import resources

_A = (1.340264, -0.081106, 0.000893, 0.003796)
_ROOT = math.sqrt(3) / 2
#: How far apart the points of the outline stand, in degrees.
_OUTLINE = 2


def flat(latitude: float, longitude: float, middle: float) -> tuple[float, float]:
    """Lay a point flat; ``middle`` is the longitude in the middle of the map, all in degrees."""
    return _laid(latitude, (longitude - middle + 180) % 360 - 180)


def outline() -> list[tuple[float, float]]:
    """Give the edge of the map."""
    up = range(-90, 91, _OUTLINE)
    return [_laid(each, 180) for each in up] + [_laid(each, -180) for each in reversed(up)]


def land(middle: float) -> Iterator[list[tuple[float, float]]]:
    """Give the coastlines as rings of points laid flat.

    A ring that crosses the edge comes twice, each time reaching over it.
    """
    for ring in _rings():
        across = [longitude - middle for _, longitude in ring]
        for turn in (-720, -360, 0, 360):
            if max(across) + turn > -180 and min(across) + turn < 180:
                turned = zip(ring, across, strict=True)
                yield [_laid(latitude, way + turn) for (latitude, _), way in turned]


def _laid(latitude: float, way: float) -> tuple[float, float]:
    """Lay flat; ``way`` is the longitude from the middle and may reach beyond 180 degrees."""
    angle = math.asin(_ROOT * math.sin(math.radians(latitude)))
    a, b, c, d = _A
    square = angle * angle
    sixth = square**3
    slope = 9 * d * square * sixth + 7 * c * sixth + 3 * b * square + a
    across = math.radians(way) * math.cos(angle) / (_ROOT * slope)
    return across, angle * (a + b * square + sixth * (c + d * square))


@lru_cache(maxsize=1)
def _rings() -> list[list[tuple[float, float]]]:
    kept = json.loads((resources.folder("map") / "land.json").read_text("ascii"))
    return [
        [(up / 100, across / 100) for across, up in zip(ring[::2], ring[1::2], strict=True)]
        for ring in kept
    ]
