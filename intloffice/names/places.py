"""Where a city lies, as it is written in Chinese, Japanese or Latin letters."""

import lzma
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from intloffice import resources
from intloffice.names.folding import fold, folded_character

#: What may stand after a city's name.
_ENDINGS = re.compile(r"(市|特别市|廣域市|广域市|县|縣|県|町|区|區)$|(shi| city| municipality)$")


@dataclass(frozen=True)
class Location:
    """A point of the globe in degrees; ``exact`` unless it only stands for the country."""

    latitude: float
    longitude: float
    exact: bool


def located(country: str, city: str) -> Location | None:
    """Find a city of a country (ISO 3166, two letters).

    Where the city is unknown or empty, it is the country's capital; None for an unknown country.
    """
    known = _cities(country.upper())
    if not known:
        return None
    written = fold(city).strip()
    first = re.split(r",| / |\n", written)[0].strip()
    for text in (written, _ENDINGS.sub("", written), first):
        found = known.get(key(text))
        if found:
            return Location(*found, exact=True)
    return Location(*next(iter(known.values())), exact=False)


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """Give the form under which a city's name is looked for: folded letters and signs alone."""
    return "".join(folded_character(sign) for sign in fold(text) if sign.isalnum())


@lru_cache(maxsize=256)
def _cities(country: str) -> Mapping[str, tuple[float, float]]:
    """Give a country's cities by their keys, the capital first."""
    begins = f"{country}\t"
    found: dict[str, tuple[float, float]] = {}
    for line in _lines():
        if line.startswith(begins):
            _, latitude, longitude, *keys = line.split("\t")
            found.update(dict.fromkeys(keys, (float(latitude), float(longitude))))
    return found


@lru_cache(maxsize=1)
def _lines() -> list[str]:
    packed = (resources.folder("map") / "cities.tsv.xz").read_bytes()
    return lzma.decompress(packed).decode("utf-8").splitlines()
