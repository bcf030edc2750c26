"""Organisations as people write them in the cell of a register."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from intloffice.names.countries import country_code
from intloffice.names.folding import HAN, fold, folded_character

_WHOLE = re.compile(
    r"universi|\buniv\b|hochschule|polytechni|politecnic|institut(?!e of international)|college|"
    r"école|ecole|academy|akadem|insa\b|大学|大學|学院|學院|대학|университет|มหาวิทยาลัย|đại học",
    re.IGNORECASE,
)
_PART = re.compile(
    r"^(?:the )?(?:(?:graduate )?school|facult|department|dept|institute|college|division|centre"
    r"|center|office|fakult|facultad|faculté)|"
    r"(?:研究科|学部|學部|学院|學院|学系|研究所|系|部局|センター)$",
    re.IGNORECASE,
)
_UNIVERSITY = re.compile(
    r"universi|\buniv\b|hochschule|polytechni|politecnic|大学|大學|대학교", re.IGNORECASE
)
_BODY = re.compile(
    r"embassy|consulate|ministry|council|foundation|association|society|company|\bltd\b|\binc\b"
    r"|\bgmbh\b|laborator|hospital|museum|library|committee|government|delegation|bureau|group"
    r"|agency|corporation|大使馆|大使館|领事馆|領事館|公司|会社|集团|協会|协会|学会|基金|委员会|委員会"
    r"|政府|代表团|訪問団|中心|医院|病院|研究院|機構|机构|财团|財団",
    re.IGNORECASE,
)
#: Universities whose campuses are named after a comma, which is no city to be taken off.
_SYSTEMS = re.compile(
    r"universit(?:y|é)? (?:of|de) (?:california|wisconsin|texas|illinois|north carolina|maryland"
    r"|massachusetts|michigan|minnesota|missouri|nebraska|hawai.?i|tennessee|alabama|arkansas"
    r"|colorado|houston|alaska|maine|paris)|state university|(?:city )?university of new york",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*[(（\[【]([^()（）\[\]【】]*)[)）\]】]\s*")
_ACRONYM = re.compile(r"(?:[A-Z][A-Za-z]{0,4}[-.&]?){2,10}[0-9]?")
_FAR = re.compile(f"[{HAN}\u3041-\u30ff\uac00-\ud7a3]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]{3,}")
_BETWEEN_SEVERAL = re.compile(r"\s*[;；\n、|]\s*|\s+[/／]\s+|(?<=[学學院校])[/／](?=\S)")
_LISTED = re.compile(r"[;；、]")
_LIST_IN_BRACKETS = re.compile(r"[(（][^()（）]*[;；、][^()（）]*[)）]")
#: Stands for a list in brackets while a text is divided; no text has it.
_MARK = "\uf8ff"
#: Two or three letters may be a country's code, and are as likely something else.
_SHORT = 3
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_MOST_WORDS_OF_A_CITY = 4


@dataclass(frozen=True)
class Organisation:
    """An organisation as a cell names it; what the cell does not say is empty.

    ``unit`` is the faculty or school of it that was meant; ``other_name`` the same name in
    another script.
    """

    name: str
    unit: str = ""
    other_name: str = ""
    acronym: str = ""
    city: str = ""
    country: str = ""


def half_width(text: str) -> str:
    """Write full-width Latin letters, figures and signs as half-width ones."""
    return text.translate(_FULL_WIDTH)


def organisations(text: str) -> list[Organisation]:
    """Read the organisations that a cell names, one after the other.

    Two lines that are one name in two scripts are one organisation; a line that only names a
    faculty belongs to the university beside it.
    """
    found: list[Organisation] = []
    for piece in _pieces(text):
        if not re.search(r"\w", piece):
            continue
        last = found[-1] if found else None
        if last and len(piece.strip()) > _SHORT and (code := country_code(piece)):
            found[-1] = replace(last, country=last.country or code)
            continue
        each = organisation(piece)
        if (
            last
            and not last.other_name
            and bool(_FAR.search(last.name)) != bool(_FAR.search(each.name))
        ):
            found[-1] = replace(
                last,
                other_name=each.name,
                unit=last.unit or each.unit,
                city=last.city or each.city,
                country=last.country or each.country,
                acronym=last.acronym or each.acronym,
            )
        elif last and not last.unit and _is_part(last.name) and _UNIVERSITY.search(each.name):
            found[-1] = replace(each, unit=last.name)
        elif last and not last.unit and _is_part(each.name) and _UNIVERSITY.search(last.name):
            found[-1] = replace(last, unit=each.name)
        else:
            found.append(each)
    return found


def organisation(text: str) -> Organisation:
    """Read one organisation: “Faculty of Law, X University (XU), Kyoto, Japan”."""
    acronym = other = country = ""
    name = " ".join(text.split())
    for inside in _BRACKET.findall(name):
        inner = inside.strip()
        if (code := country_code(inner)) and not _ACRONYM.fullmatch(inner):
            country = code
        elif _ACRONYM.fullmatch(half_width(inner)):
            acronym = half_width(inner)
        elif _is_other_name(inner, _BRACKET.sub("", name)):
            other = inner
        elif _LISTED.search(inner):
            pass  # who belongs to an alliance is no part of its name
        else:
            continue
        name = name.replace(_bracketed(name, inside), " ", 1)
    name = " ".join(name.split()).strip(" ,，;；")
    name, unit, city, found_country = _apart(name)
    if not other:
        name, other = _two_scripts(name)
    return Organisation(name, unit, other, acronym, city, country or found_country)


def is_organisation(text: str) -> bool:
    """Tell whether a text has a word by which bodies are called."""
    return bool(_WHOLE.search(text) or _PART.search(text) or _BODY.search(text))


@lru_cache(maxsize=65536)
def organisation_key(name: str) -> str:
    """Give the key that all customary writings of an organisation's name share."""
    text = re.sub(r"^the\s+", "", fold(name).strip()).replace("&", " and ")
    text = re.sub(r"\buniv\b\.?", "university", text)
    text = re.sub(r"\binst\b\.?", "institute", text)
    text = re.sub(r"\btech\b\.", "technology", text)
    return "".join(folded_character(sign) for sign in text if sign.isalnum())


def _pieces(text: str) -> Iterator[str]:
    """Divide a text between the names in it; what stands in brackets is not divided."""
    inside = [found.group() for found in _LIST_IN_BRACKETS.finditer(text)]
    marked = _LIST_IN_BRACKETS.sub(_MARK, text)
    for each in _BETWEEN_SEVERAL.split(marked.strip()):
        piece = each
        while _MARK in piece:
            piece = piece.replace(_MARK, inside.pop(0), 1)
        halves = re.split("[/／]", piece)
        if len(halves) > 1 and all(_UNIVERSITY.search(half) for half in halves):
            yield from halves
        else:
            yield piece


def _bracketed(name: str, inside: str) -> str:
    at = name.index(inside)
    return name[at - 1 : at + len(inside) + 1]


def _is_other_name(inside: str, outside: str) -> bool:
    if _FAR.search(outside):
        return bool(_WHOLE.search(inside))
    return bool(_FAR.search(inside))


def _is_part(name: str) -> bool:
    return bool(_PART.search(name)) and not _UNIVERSITY.search(name)


def _apart(name: str) -> tuple[str, str, str, str]:
    """Take name, unit, city and country of what stands between commas."""
    pieces = [piece.strip() for piece in re.split("[,，]", name) if piece.strip()]
    if len(pieces) < 2:
        return (*_unit_within(name), "", "")
    country = ""
    if len(pieces) > 1 and (code := country_code(pieces[-1])):
        country = code
        pieces.pop()
    whole = next((n for n, piece in enumerate(pieces) if _UNIVERSITY.search(piece)), None)
    if whole is None:
        whole = next((n for n, piece in enumerate(pieces) if _WHOLE.search(piece)), None)
    if whole is None:
        return ", ".join(pieces), "", "", country
    before, after = pieces[:whole], pieces[whole + 1 :]
    if not all(_is_part(piece) for piece in before):
        return ", ".join(pieces), "", "", country
    units = [*before, *(piece for piece in after if _is_part(piece))]
    rest = [piece for piece in after if not _is_part(piece)]
    own = pieces[whole]
    if rest and (_SYSTEMS.search(own) or len(rest[-1].split()) > _MOST_WORDS_OF_A_CITY):
        return ", ".join([own, *rest]), ", ".join(units), "", country
    return own, ", ".join(units), ", ".join(rest), country


def _unit_within(name: str) -> tuple[str, str]:
    """Take apart 重庆大学法学院 and “Graduate School of Law at X University”."""
    if found := re.fullmatch(r"(.{2,}?大[学學])(.+(?:学院|學院|学部|學部|研究科|研究所|系))", name):
        return found[1].strip(), found[2].strip()
    if found := re.fullmatch(
        r"((?:.+ )?(?:School|Faculty|Department) of .+?),? (?:at|of) (?:the )?"
        r"((?:University of .+)|(?:\S.* University))",
        name,
    ):
        return found[2], found[1]
    return name, ""


def _two_scripts(name: str) -> tuple[str, str]:
    """Take apart one name written in two scripts, one after the other."""
    if not (_FAR.search(name) and _LATIN.search(name)):
        return name, ""
    far = re.compile(rf"[{HAN}\u3041-\u30ff\uac00-\ud7a3・ー]{{3,}}")
    pieces = far.findall(name)
    latin = " ".join(far.sub(" ", name).split()).strip(" ,，/／-–")
    if found := _BRACKET.fullmatch(latin):
        latin = found[1].strip()
    if len(pieces) != 1 or not _LATIN.search(latin) or _FAR.search(latin):
        return name, ""
    return latin, pieces[0]
