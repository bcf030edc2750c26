"""What the headings and the values of a column say it holds."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from intloffice.names.countries import country_code
from intloffice.names.folding import chinese_form, fold
from intloffice.spreadsheets.registers.tables import Table
from intloffice.spreadsheets.registers.values import days, term

#: A column that is left alone, and one that is kept as a note.
IGNORED, NOTE = "ignored", "notes"

_AGREEMENT = """
partner: partner; partner university; partner institution; university; institution; name of
 institution; institution name; university name; name of university; foreign partner; foreign
 university; organisation; organization; party; host university; counterpart; 合作院校; 外方院校;
 合作单位; 外方单位; 签约院校; 签约单位; 合作学校; 合作高校; 外方学校; 合作方; 国外院校; 学校名称;
 学校; 大学;
 院校; 院校名称; 大学名; 大学名称; 協定校; 相手大学; 相手機関; 提携大学; 協定大学; 機関名;
 大学・機関名; 協定校名; 締結校; 大学名等
partner_other: 英文名称; 外文名称; 英文校名; 英文名; 中文名称; 中文校名; 英語名; 英語表記; 欧文名;
 english name; chinese name; name in english; name in chinese; local name; original name; 日本語名
unit: partner faculty; faculty; department; partner unit; partner department; 外方院系; 合作院系;
 相手部局; 学部等
our_unit: our school; our faculty; our department; home faculty; school; college; unit;
 responsible unit; 承办学院; 我方学院; 学院; 所属学院; 主办单位; 承办单位; 我方单位; 责任单位;
 担当部局; 部局; 部局名; 主管部局; 本学部局
country: country; nation; country region; country or region; land; 国家; 国别; 国家地区; 国籍;
 国地域; 国名; 国; 国・地域; 国・地域名; 所在国
city: city; location; town; place; 城市; 所在城市; 都市; 都市名; 所在地
title: agreement; title; name of agreement; title of agreement; agreement title; agreement name;
 mou; document; name of document; subject; 协议名称; 协定名称; 合作协议; 协议; 协议标题; 项目名称;
 協定名; 協定名称; 協定書名; 名称
kind: type; type of agreement; agreement type; kind; category; kind of agreement; 协议类型; 类型;
 类别; 协议种类; 合作类型;
 合作形式; 協定種別; 種別; 種類; 区分; 協定の種類; 協定区分
reference: ref; reference; agreement no; agreement number; reference number; contract no; id; code;
 编号; 协议编号; 合同号; 档案号; 番号; 協定番号; 管理番号
number: no; nr; number; serial; sno; s no; sl no; 序号; 序; 项次; 連番; 通番
signed_on: date of signing; signed; signed on; signing date; date signed; date of agreement;
 signature date; date of signature; date; agreement date; date concluded; concluded;
 签署日期; 签订日期; 签约时间; 签署时间; 签订时间; 签约日期; 签字日期; 签署年份; 日期;
 締結日; 締結年月日; 協定締結日; 締結年月; 調印日; 締結
effective_from: start; start date; effective date; from; valid from; date from; begin; beginning;
 commencement; commencement date; effective from; date effective; 生效日期; 生效时间; 起始;
 起始日期; 开始日期; 开始时间; 有效期起; 发效日; 発効日; 開始日; 発効年月日; 有效期自
effective_until: end; end date; expiry; expiry date; expiration; expiration date; expires; expires
 on; valid until; valid to; valid till; until; to; date to; date of expiry; due date; renewal date;
 到期; 到期日; 到期日期; 到期时间; 截止日期; 终止日期; 结束日期; 结束时间; 有效期至; 有效期止;
 失效日期; 有効期限; 満了日; 終了日; 失効日; 有効期限日
term: term; duration; validity; period; valid; validity period; period of validity; length; years;
 duration years; term of agreement; 有效期; 期限; 年限; 有效期限; 有效年限; 协议期限; 期间;
 有効期間; 協定期間; 期間
renewal: renewal; automatic renewal; auto renewal; renewable; 续签; 自动延续; 自动续签; 自动续约;
 续约; 自動更新; 更新; 更新方法
level: level; level of agreement; 级别; 层次; 协议级别; 校级院级; 協定レベル; 大学間部局間
notes: remarks; remark; notes; note; comment; comments; status; 备注; 说明; 状态; 備考; 摘要
"""
_ORGANISATION = """
name: name; organisation; organization; university; institution; name of institution; 名称; 学校;
 院校名称; 学校名称; 机构名称; 单位名称; 機関名; 大学名
name_zh: chinese name; name in chinese; 中文名; 中文名称; 中文校名; 中国語名
name_ja: japanese name; name in japanese; 日文名; 日文名称; 日本語名
name_en: english name; name in english; 英文名; 英文名称; 英文校名; 英語名
acronym: acronym; abbreviation; short name; 简称; 缩写; 略称
country: country; nation; country region; 国家; 国别; 国家地区; 国名; 国
city: city; location; town; 城市; 所在城市; 都市
website: website; web; url; homepage; home page; 网址; 网站; 主页; ウェブサイト; ホームページ
ror_id: ror; ror id
erasmus_code: erasmus code; erasmus id; erasmus id code
schac: schac; schac code
kind: type; kind; category; 类型; 类别; 種別
number: no; nr; number; serial; 序号; 連番
notes: remarks; remark; notes; note; comment; 备注; 说明; 備考
"""
#: What the columns of a register may hold, by kind of record.
TARGETS = ("agreement", "organisation")
_WORDS = {"agreement": _AGREEMENT, "organisation": _ORGANISATION}
#: Without one of these a table tells of no record of the kind.
NEEDED = {"agreement": ("partner",), "organisation": ("name", "name_en", "name_zh", "name_ja")}
_DAYS = frozenset({"signed_on", "effective_from", "effective_until"})
_SIGNS = re.compile(r"[^\w]+")
_UNIVERSITY = re.compile(
    r"universi|institut|college|hochschule|école|大学|大學|学院|學院", re.IGNORECASE
)
_LOOKED_AT = 200
#: How sure it must be that a text stands above a column, where nothing else says so.
_KNOWN = 0.85


def heading_key(text: str) -> str:
    """Give the key under which headings are compared: no case, marks, signs or old characters."""
    return " ".join(_SIGNS.sub(" ", chinese_form(fold(text))).split())


@lru_cache(maxsize=8)
def targets(kind: str) -> Mapping[str, str]:
    """Give what each known heading of a kind of register means, by the heading's key."""
    found: dict[str, str] = {}
    for line in re.sub(r"\n ", " ", _WORDS[kind].strip()).split("\n"):
        target, _, words = line.partition(":")
        for word in words.split(";"):
            found.setdefault(heading_key(word), target)
    return found


def names(kind: str) -> list[str]:
    """List what a column of a kind of register may hold, in order."""
    return [*dict.fromkeys(targets(kind).values())]


def known(texts: Sequence[str]) -> int:
    """Count the texts that are words above columns."""
    return sum(1 for text in texts if any(_meant(text, kind)[0] >= _KNOWN for kind in TARGETS))


def kind_of(table: Table) -> str:
    """Tell which kind of record a table tells of; empty where none."""
    scores = {}
    for kind in TARGETS:
        columns = columns_of(table, kind)
        held = set(columns.values()) - {IGNORED, NOTE, "number"}
        if held & set(NEEDED[kind]):
            scores[kind] = len(held)
    about_time = _DAYS | {"term", "kind", "title", "signed_on"}
    if "agreement" in scores and not about_time & set(columns_of(table, "agreement").values()):
        scores["agreement"] = 0
    if not scores:
        return ""
    return max(scores, key=lambda kind: scores[kind])


def columns_of(table: Table, kind: str) -> dict[int, str]:
    """Guess what each column holds: by its heading first, then by its values.

    What stands alone is given once, to the column that fits best; a column of which nothing is
    known is kept as a note.
    """
    found: dict[int, str] = {}
    ranked = sorted(
        ((_meant(heading, kind), at) for at, heading in table.headings.items()),
        key=lambda each: (-each[0][0], each[1]),
    )
    taken: set[str] = set()
    for (score, target), at in ranked:
        if score and (target == NOTE or target not in taken) and _fits(table, at, target):
            found[at] = target
            taken.add(target)
    for at in table.headings:
        if at not in found:
            found[at] = _by_values(table, at, kind, taken)
            taken.add(found[at])
    return dict(sorted(found.items()))


def _meant(heading: str, kind: str) -> tuple[float, str]:
    """Tell what a heading means, and how sure that is."""
    meanings, best = targets(kind), (0.0, "")
    for piece in _ways(heading):
        if piece in meanings:
            return 1.0, meanings[piece]
        for word, target in meanings.items():
            if _within(word, piece):
                score = 0.5 + 0.45 * len(word) / len(piece)
                best = max(best, (score, target))
    return best


def _ways(heading: str) -> Iterable[str]:
    """Give a heading whole, without what is in brackets, and each of its languages by itself."""
    bare = re.sub(r"[(（\[].*?[)）\]]", " ", heading)
    pieces = [heading, bare, *reversed(re.split(r"[/／\n–|]", heading))]
    pieces += [
        " ".join(re.findall(r"[A-Za-z .']+", heading)),
        re.sub(r"[A-Za-z.'()]+", " ", heading),
    ]
    return dict.fromkeys(key for key in map(heading_key, pieces) if key)


def _within(word: str, heading: str) -> bool:
    if word.isascii():
        return len(word) > 2 and f" {word} " in f" {heading} "
    return len(word) > 1 and word in heading


def _texts(table: Table, at: int) -> list[Any]:
    return [cells[at] for _, cells in table.rows[:_LOOKED_AT] if at in cells]


def _fits(table: Table, at: int, target: str) -> bool:
    """Tell whether the values of a column may be what its heading promises."""
    values = _texts(table, at)
    if not values:
        return True
    if target in _DAYS:
        return _share(values, lambda value: bool(days(value, "dmy")) or _is_open(value)) > 0.3
    if target == "country":
        return _share(values, lambda value: country_code(str(value)) is not None) > 0.2
    if target in ("reference", "number"):
        return _share(values, lambda value: len(str(value)) <= 30) > 0.8
    return True


def _is_open(value: Any) -> bool:
    found = term(value)
    return found is not None and (found.open_ended or found.nothing or found.months > 0)


def _by_values(table: Table, at: int, kind: str, taken: set[str]) -> str:
    values = _texts(table, at)
    if len(values) < 2:
        return NOTE
    if "country" not in taken and _share(values, lambda v: country_code(str(v)) is not None) > 0.7:
        return "country"
    whole = next((name for name in NEEDED[kind] if name in taken), None)
    if not whole and _share(values, lambda v: bool(_UNIVERSITY.search(str(v)))) > 0.5:
        return NEEDED[kind][0]
    if kind == "agreement" and _share(values, lambda v: bool(days(v, "dmy"))) > 0.7:
        return next((name for name in ("signed_on", "effective_until") if name not in taken), NOTE)
    return NOTE


def _share(values: Sequence[Any], fits: Any) -> float:
    return sum(1 for value in values if fits(value)) / len(values)
