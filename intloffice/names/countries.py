"""Countries named in the languages of the office, and recognised in what people write."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

from intloffice.i18n import N_, Language, language
from intloffice.names.folding import fold, folded_character

#: Names this office prints otherwise than CLDR does; a caller's own come before these.
_PRINTED = {
    "en": {
        "HK": "Hong Kong, China",
        "MO": "Macao, China",
        "MM": "Myanmar",
        "PS": "Palestine",
        "CD": "Democratic Republic of the Congo",
        "CG": "Republic of the Congo",
    },
    "zh": {"HK": "中国香港", "MO": "中国澳门", "PS": "巴勒斯坦"},
    "ja": {"HK": "香港", "MO": "マカオ", "MM": "ミャンマー", "PS": "パレスチナ", "US": "アメリカ"},
}
#: What people write besides the names of CLDR, a line per country.
_WRITTEN = """
AE UAE,Emirates,阿联酋
BO Bolivia
BN Brunei Darussalam,文莱
CD DR Congo,DRC,Congo Kinshasa,Congo DR,刚果民主共和国
CG Congo,Congo Brazzaville,刚果共和国,刚果
CI Ivory Coast,科特迪瓦
CN PRC,P.R. China,PR China,People's Republic of China,Mainland China,中华人民共和国,中华人民共和國
CZ Czech Republic,捷克共和国
DE Federal Republic of Germany,ドイツ連邦共和国
FM Micronesia
GB UK,U.K.,Britain,Great Britain,England,Scotland,Wales,Northern Ireland,英国,英國,イギリス,英吉利
HK Hong Kong,Hong Kong SAR,Hongkong,香港
IR Iran,Islamic Republic of Iran
KP North Korea,DPRK,朝鲜,朝鮮民主主義人民共和国,北朝鲜
KR South Korea,Korea,Republic of Korea,ROK,Korea South,大韩民国,大韓民国,南韩,韩国
LA Lao PDR,老挝
MD Republic of Moldova
MK Macedonia
MM Burma
MO Macao,Macau,Macao SAR,Macau SAR,澳门
NL Holland,The Netherlands,荷兰,オランダ,和蘭
PS State of Palestine
RU Russian Federation,俄国,俄罗斯联邦,露西亜,ロシア連邦
SA KSA
SY Syrian Arab Republic
SZ Swaziland
TL East Timor
TR Turkey
TW Taiwan,Chinese Taipei,Taiwan China,中国台湾,中国台北
TZ United Republic of Tanzania
US USA,U.S.,U.S.A.,America,United States of America,美国,美利坚合众国,米国,アメリカ,合衆国
VA Vatican,Holy See,梵蒂冈
VN Viet Nam,越南,ベトナム,ヴェトナム
AU 豪州,澳洲
DE 独逸
FR 仏国,法国
IN 印度
IT 伊太利
"""
_NOT_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
#: What stands behind a comma and says nothing of which country it is.
_REPUBLICS = frozenset(
    (
        *("pr", "prc", "peoplesrepublicof", "peoplesrepublic", "kingdomof", "federationof"),
        *("stateof", "federalrepublicof", "islamicrepublicof", "socialistrepublicof"),
    )
)
_LOCALES = ("en_GB", "en_US", "zh_Hans_CN", "zh_Hant_TW", "ja_JP")


def country_name(code: str, language_code: str, overrides: Mapping[str, str] | None = None) -> str:
    """Name a country (ISO 3166, two letters) in ``en``, ``zh`` or ``ja``.

    ``overrides`` are the office's own names by code in that language: how a region is called
    is a setting of the output (records.md, rule 3). An unknown code is returned as it is.
    """
    code = code.upper()
    own = (overrides or {}).get(code) or _PRINTED.get(language_code, {}).get(code)
    return own or language(language_code).country(code)


def area_name(code: str, said_in: Language, regions: Collection[str]) -> str:
    """Name a country, or a region where the office shows it as one (records.md, rule 3)."""
    name = country_name(code, said_in.code)
    return said_in.text(N_("{name} (region)"), name=name) if code in regions else name


def country_code(text: str) -> str | None:
    """Recognise a country in English, Chinese or Japanese, by ISO code or customary name.

    Capitals, accents, full stops and simplified or traditional characters do not count;
    anything else gives ``None``.
    """
    found = _codes().get(_key(text))
    if found is None and "," in text:
        name, _, rest = text.partition(",")
        found = _codes().get(_key(f"{rest} {name}"))
        if found is None and _key(rest) in _REPUBLICS:
            found = _codes().get(_key(name))
    return found


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, str]:
    from babel import Locale  # noqa: PLC0415  Babel is not needed to paint
    from babel.core import get_global  # noqa: PLC0415

    codes: dict[str, str] = {}
    for locale in _LOCALES:
        for code, name in Locale.parse(locale).territories.items():
            if len(code) == 2 and code not in _NOT_COUNTRIES:
                codes.setdefault(_key(name), code)
                codes.setdefault(_key(re.sub(r"\s*[(（].*", "", name)), code)
                codes[_key(code)] = code
    for alias, places in get_global("territory_aliases").items():
        if len(alias) == 3 and alias.isalpha() and len(places) == 1:
            codes[_key(alias)] = places[0]
    for code, names in re.findall(r"(\w\w) (.+)", _WRITTEN):
        codes.update((_key(name), code) for name in names.split(","))
    for own in _PRINTED.values():
        codes.update((_key(name), code) for code, name in own.items())
    codes.pop("", None)
    return codes


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    letters = re.sub(r"^the\s+", "", fold(text).strip()).replace("&", " and ")
    return "".join(folded_character(sign) for sign in letters if sign.isalnum())
