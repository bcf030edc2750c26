"""The codes of a standard's list with their names, the usual ones first."""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from intloffice.i18n import LOCALES, Language
from intloffice.i18n import language as language_of
from intloffice.names.countries import country_code, country_name
from intloffice.names.folding import fold
from intloffice.names.sought import BEGINS, IN_WORDS, READ_SO, READ_WITHIN, WITHIN, best, fit

_USUAL = {
    "country": "CN JP KR US GB DE FR IT ES RU AU CA SG TH MY VN ID IN HK MO TW",
    "language": "en zh ja ko fr de es ru it pt ar th vi",
    "currency": "CNY JPY USD EUR GBP KRW HKD SGD AUD CAD CHF RUB",
}
_NOT_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ", "AC", "CP", "DG", "EA", "IC", "TA"}
#: In which order things are offered, by how a text fits their name in one's own language, or in
#: another, or their code.
_OWN = {BEGINS: 0, READ_SO: 1, IN_WORDS: 2, WITHIN: 4, READ_WITHIN: 5}
_OTHER = {BEGINS: 1, IN_WORDS: 3, WITHIN: 6, READ_SO: 7, READ_WITHIN: 8}


def named(standard: str, code: str, language: Language) -> str:
    """Name a code."""
    if standard == "country":
        return country_name(code, language.code)
    name = {
        "language": language.language_name,
        "currency": language.currency,
    }[standard]
    return name(code)


def exactly(standard: str, text: str) -> str | None:
    """Give the code that a text names in any of our languages, or is itself."""
    sought = fold(text).strip()
    if standard == "country" and (code := country_code(text)):
        return code
    return next((code for code, names in _folded(standard) if sought in names), None)


def matching(
    standard: str,
    text: str,
    limit: int = 40,
    *,
    language: str = "",
    known: Collection[str] = (),
) -> list[str]:
    """List the codes that a text may mean, by a name in any of our languages, the likeliest first.

    What begins so comes first, in the interface's language before others, or is read so there in
    pinyin; then what holds it. Of those that fit alike the ``known`` come first, in their order.
    """
    places = {code: place for place, code in enumerate(known)}
    sought = fold(text).strip()
    found = []
    for code, names in _folded(standard):
        place = best(sought, names)
        if place is not None:
            own = fit(sought, _own(standard, code, language)) if language else None
            score = _OTHER[place] if own is None else min(_OWN[own], _OTHER[place])
            found.append((score, places.get(code, len(places)), code))
    found.sort(key=lambda entry: entry[:-1])
    return [code for *_, code in found[:limit]]


@lru_cache(maxsize=4096)
def _own(standard: str, code: str, language: str) -> str:
    return named(standard, code, language_of(language))


@lru_cache(maxsize=4)
def _folded(standard: str) -> list[tuple[str, tuple[str, ...]]]:
    languages = [language_of(code) for code in LOCALES]
    return [
        (code, tuple(dict.fromkeys(fold(name) for name in _names(standard, code, languages))))
        for code in _codes(standard)
    ]


def _names(standard: str, code: str, languages: Sequence[Language]) -> Iterator[str]:
    yield code
    for language in languages:
        yield named(standard, code, language)
        if standard == "country":
            yield language.country(code)  # which we may print otherwise


def _codes(standard: str) -> list[str]:
    from babel import Locale  # noqa: PLC0415  Babel is not needed to paint

    locale = Locale.parse(LOCALES["en"])
    lists = {
        "country": locale.territories,
        "language": locale.languages,
        "currency": locale.currencies,
    }
    names = {str(code): str(name) for code, name in lists[standard].items()}
    if standard == "country":
        names = {code: name for code, name in names.items() if len(code) == 2 and code.isalpha()}
    usual = _USUAL[standard].split()
    others = {code for code in names if "_" not in code} - {*usual, *_NOT_COUNTRIES}
    return usual + sorted(others, key=lambda code: names[code])
