"""A person's name in all the forms the office keeps, and the one form each reader is shown.

The rule behind everything here (records.md, Names): a machine reading is a proposal, is marked,
and is never printed.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from intloffice.names.collating import in_dictionary_order
from intloffice.names.folding import HAN, chinese_form, fold, folded_part
from intloffice.names.kana import hiragana, plain_hepburn
from intloffice.names.pinyin import pinyin_in_a_line, pinyin_syllables, spelled, surname_of
from intloffice.names.segmenting import APART, index_tokens, tokens_of_orders, tokens_of_parts

SpellingState = Literal["confirmed", "guessed", "unknown"]
LatinOrder = Literal["family first", "given first", ""]
#: Pieces of a name, each with whether it is (part of) the family name; joined they are the name.
Parts = tuple[tuple[str, bool], ...]

_HAN_OR_KANA = re.compile(f"[{HAN}\u3041-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
#: Written without a gap between family and given name.
_CLOSE_UP = re.compile(f"[{HAN}\u3041-\u30ff\uac00-\ud7a3]")
_ONLY_HAN = re.compile(f"[{HAN}々]+")
_BY_NATIONALITY = {"CN": "zh", "TW": "zh", "HK": "zh", "MO": "zh", "JP": "ja", "KR": "ko"}
_FAMILY_FIRST = frozenset({"zh", "ja", "ko", "vi", "hu"})


class PersonName(NamedTuple):
    """The forms of one person's name; a form that is not known is empty.

    ``native_language`` is a BCP 47 code. ``chinese_reading`` is for speakers and interpreters.
    """

    family_native: str = ""
    given_native: str = ""
    native_language: str = ""
    family_kana: str = ""
    given_kana: str = ""
    latin_family: str = ""
    latin_given: str = ""
    latin_order: LatinOrder = ""
    latin_variants: tuple[str, ...] = ()
    chinese_form: str = ""
    chinese_reading: str = ""
    spelling_state: SpellingState = "unknown"


def native(name: PersonName) -> str:
    """Write a name in its own script: 河村能人, 김철수, Jean Dupont."""
    gap, family_first = _native_order(name)
    return _text(name.family_native, name.given_native, gap, family_first=family_first)


def latin(name: PersonName) -> str:
    """Write the preferred Latin spelling in the person's order, whether confirmed or not."""
    family_first = _family_first(name)
    return _text(name.latin_family, name.latin_given, " ", family_first=family_first)


def shown(name: PersonName, language: str) -> str:
    """Write a name as it is printed in ``en``, ``zh`` or ``ja``; see :func:`shown_parts`."""
    return _joined(shown_parts(name, language))


def shown_parts(name: PersonName, language: str) -> Parts:
    """Give the pieces of a name as printed, blanks included, so that families can be set apart.

    English prints the confirmed Latin spelling, without one the native script, and a Latin
    spelling nobody confirmed only where nothing else is known. Chinese prints a name written
    in characters in its Chinese form, Japanese as it is; both print any other name as English
    does. The Chinese reading is never printed.
    """
    characters = bool(_HAN_OR_KANA.search(name.family_native + name.given_native))
    if language == "zh" and (name.chinese_form or characters):
        return _chinese_parts(name)
    if language == "ja" and characters:
        return _native_parts(name)
    if name.spelling_state == "confirmed" and name.latin_family + name.latin_given:
        return _latin_parts(name)
    return _native_parts(name) or _latin_parts(name)


def caption(name: PersonName, own: str | None = None) -> tuple[str, str]:
    """Give (native, Latin) for a line of a list; a question mark ends an unconfirmed spelling.

    A name in one form only leaves the second place empty. ``own`` is the native one, where it is
    known already.
    """
    own, western = native(name) if own is None else own, latin(name)
    if not own or own == western:
        return own or western, ""
    unconfirmed = western and name.spelling_state != "confirmed"
    return own, f"{western}?" if unconfirmed else western


def search_text(name: PersonName, own: str | None = None) -> str:
    """Give the index tokens of all forms of a name, in either order and also written together.

    ``own`` is the native one, where it is known already.
    """
    whole = native(name) if own is None else own
    family, given = name.family_native, name.given_native
    western = _both_orders(name.latin_family, name.latin_given)
    alike, others = _less_usual(name)
    if alike or others or whole in western or family in western or given in western:
        forms = (whole, family, given, *alike, *western, *others)
        return index_tokens(*filter(None, forms))  # none is told twice
    own_tokens = tokens_of_parts(whole, family, given)
    latin_tokens = tokens_of_orders(name.latin_family, name.latin_given)
    if own_tokens and latin_tokens:
        return f"{own_tokens}{APART}{latin_tokens}"
    return own_tokens or latin_tokens


def _less_usual(name: PersonName) -> tuple[Sequence[str], Sequence[str]]:
    """Give what else a person is called: in their own script, and in others."""
    own: list[str] = []
    others: list[str] = []
    if name.family_kana or name.given_kana:
        kana = name.family_kana, name.given_kana
        own += ["".join(kana), name.chinese_form, *kana]
    elif name.chinese_form:
        own.append(name.chinese_form)
    if name.latin_variants:
        close = ("".join(each.split()) for each in name.latin_variants if each.isascii())
        others += [*name.latin_variants, *close]
    if name.chinese_reading:
        others += [name.chinese_reading, "".join(name.chinese_reading.split())]
    return own, others


def sort_key(name: PersonName, language: str) -> str:
    """Give the text a list is sorted by: Latin in ``en``, pinyin in ``zh``, kana in ``ja``.

    Without the form a language sorts by, the next best one is taken: the Latin, the native.
    """
    en, zh, ja = sort_keys(name)
    return {"zh": zh, "ja": ja}.get(language, en)


def sort_keys(name: PersonName) -> tuple[str, str, str]:
    """Give the texts that lists are sorted by in ``en``, ``zh`` and ``ja`` (``sort_key``)."""
    western = f"{folded_part(name.latin_family)} {folded_part(name.latin_given)}".strip()
    family, japanese_family = _native_part_keys(name.family_native)
    given, japanese_given = _native_part_keys(name.given_native)
    own = f"{family} {given}".strip()
    kana = ""
    if name.family_kana or name.given_kana:
        kana = fold(hiragana(f"{name.family_kana} {name.given_kana}")).strip()
    either = western or own
    if own.isascii() and not name.chinese_form:  # nothing to be read as Chinese
        return either, either, kana or own or western
    family, given = _chinese_pair(name)
    read = f"{pinyin_in_a_line(family, person=True)} {pinyin_in_a_line(given)}".strip()
    japanese = kana or f"{japanese_family} {japanese_given}".strip() or western
    return either, f"{read} {family}{given}" if read else either, japanese


@lru_cache(maxsize=32768)
def _native_part_keys(text: str) -> tuple[str, str]:
    """Fold a part of a name, and write what is folded as Japanese dictionaries sort it."""
    folded = fold(text)
    return folded, in_dictionary_order(folded)


def propose(name: PersonName) -> PersonName:
    """Propose a Latin spelling, marked as guessed, for a name that has none.

    A Chinese name gets its pinyin, a Japanese one the Hepburn spelling of its kana, if it has
    any: of the characters themselves even the best machines read a quarter wrongly. Any other
    name, and one that has a spelling, is returned as it is.
    """
    language = name.native_language.partition("-")[0]
    if language not in ("zh", "ja") or name.latin_family or name.latin_given:
        return name
    family, given = _pinyin(name) if language == "zh" else _hepburn(name)
    if not family and not given:
        return name
    order: LatinOrder = "family first" if language == "zh" else name.latin_order
    return name._replace(
        latin_family=family,
        latin_given=given,
        latin_order=order,
        spelling_state="guessed",
    )


def reading(name: PersonName) -> str:
    """Read a name in characters as Chinese does, family name first; empty where it has others."""
    pair = name.family_native, name.given_native
    if any(not _ONLY_HAN.fullmatch(part) for part in pair if part):
        return ""
    return " ".join(filter(None, _pinyin(name)))


def language_of(name: PersonName, nationalities: Iterable[str] = ()) -> str:
    """Tell the language of a name that says none, where script or nationality leave no doubt."""
    if name.native_language:
        return name.native_language
    own = name.family_native + name.given_native
    if _HANGUL.search(own):
        return "ko"
    if re.search("[\u3041-\u30ff]", own + name.family_kana + name.given_kana):
        return "ja"
    if not _HAN_OR_KANA.search(own):
        return ""
    found = {_BY_NATIONALITY.get(code, "") for code in nationalities}
    return found.pop() if len(found) == 1 else ""


def _pinyin(name: PersonName) -> tuple[str, str]:
    family, given = name.family_native, name.given_native
    chinese = name.native_language.partition("-")[0] in ("", "zh")
    if chinese and family and not given and len(family) > len(surname_of(family)):
        family, given = surname_of(family), family[len(surname_of(family)) :]
    return spelled(pinyin_syllables(family, person=chinese)), spelled(pinyin_syllables(given))


def _hepburn(name: PersonName) -> tuple[str, str]:
    family, given = name.family_kana, name.given_kana
    return plain_hepburn(family).capitalize(), plain_hepburn(given).capitalize()


def _joined(parts: Parts) -> str:
    return "".join([text for text, _ in parts])


def _native_parts(name: PersonName) -> Parts:
    gap, family_first = _native_order(name)
    return _parts(name.family_native, name.given_native, gap, family_first=family_first)


def _native_order(name: PersonName) -> tuple[str, bool]:
    """Tell what stands between family and given name in their own script, and which is first."""
    if _CLOSE_UP.search(name.family_native + name.given_native):
        return "", True
    return " ", _family_first(name)


def _latin_parts(name: PersonName) -> Parts:
    return _parts(name.latin_family, name.latin_given, " ", family_first=_family_first(name))


def _chinese_parts(name: PersonName) -> Parts:
    family, given = _chinese_pair(name)
    return _parts(family, given, "", family_first=True)


def _chinese_pair(name: PersonName) -> tuple[str, str]:
    """Give family and given name in simplified characters; a Chinese person's stay as they are."""
    family, given = name.family_native, name.given_native
    if name.native_language[:2] == "zh" and name.native_language.partition("-")[0] == "zh":
        return family, given
    form = name.chinese_form
    if not form:
        return chinese_form(family), chinese_form(given)
    if _HAN_OR_KANA.search(family) and len(form) == len(family) + len(given):
        return form[: len(family)], form[len(family) :]
    # Where the family name ends in a form of another length, nobody has said.
    return "", form


def _family_first(name: PersonName) -> bool:
    if name.latin_order:
        return name.latin_order == "family first"
    return name.native_language.partition("-")[0] in _FAMILY_FIRST


def _text(family: str, given: str, gap: str, *, family_first: bool) -> str:
    """Write what ``_parts`` gives the pieces of."""
    if not (family and given):
        return family or given
    return f"{family}{gap}{given}" if family_first else f"{given}{gap}{family}"


def _parts(family: str, given: str, gap: str, *, family_first: bool) -> Parts:
    if not (family and given):
        return tuple((text, own) for text, own in ((family, True), (given, False)) if text)
    middle = ((gap, False),) if gap else ()
    if family_first:
        return ((family, True), *middle, (given, False))
    return ((given, False), *middle, (family, True))


def _both_orders(family: str, given: str) -> tuple[str, ...]:
    if not (family and given):
        return (family or given,)
    return (f"{family} {given}", f"{given} {family}", family + given, given + family)
