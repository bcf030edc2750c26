"""What the words of a cell say of a choice that the office keeps."""

import re
from collections.abc import Iterable, Mapping, Sequence

from intloffice.schema.money import currency_in
from intloffice.spreadsheets.registers.values import plain


def _table(*lines: tuple[str, str]) -> Sequence[tuple[str, re.Pattern[str]]]:
    return tuple((word, re.compile(pattern, re.IGNORECASE)) for word, pattern in lines)


#: How the degrees are called wherever they are told.
_DOCTORAL, _MASTER = r"doctor|ph\.?\s?d|博士", r"master|硕士|碩士|修士"
_BACHELOR = r"bachelor|undergrad|本科|学士|学部"

DIRECTIONS = _table(
    (
        "inbound",
        r"in-?bound|incoming|in-?coming|\bin\b|来华|来校|来訪|来学|接收|受入|受け入れ|入境|inward|"
        r"international students? (?:at|with) us|留学生名|外国人留学生|来华留学|来日",
    ),
    (
        "outbound",
        r"out-?bound|outgoing|\bout\b|派出|派遣|出国|出境|赴|送出|送り出し|outward|study abroad"
        r"|students? abroad|海外派遣|交换出",
    ),
)
#: What a heading says of the direction: to whom the students go, or from where they come.
HEADED = _table(
    (
        "inbound",
        r"home (?:university|institution)|sending institution|来源|原学校|生源|毕业院校|本国院校"
        r"|派遣元|出身大学|来华|来日|受入開始|受入期間|受入部局|国費",
    ),
    (
        "outbound",
        r"host (?:university|institution)|receiving institution|派往|留学院校|留学国|派出|出国"
        r"|接收院校|派遣先|留学先|渡航|帰国|回国|前往|目的国",
    ),
)
STUDY_LEVELS = _table(
    ("doctoral", rf"{_DOCTORAL}|eqf\s?8|third cycle"),
    (
        "master",
        rf"{_MASTER}|postgraduate|m\.?sc|\bma\b|研究生|eqf\s?7|second cycle|大学院",
    ),
    ("bachelor", rf"{_BACHELOR}|b\.?sc|\bba\b|大[一二三四]|专科|eqf\s?6|first cycle"),
    ("language", r"language|汉语|语言|語学|日本語|japanese course|chinese course"),
    ("visiting", r"visiting|exchange|non-?degree|进修|交换|交流|特別聴講|聴講|研究生"),
)
STUDENT_CLASSES = _table(
    ("non-degree: language", r"language|语言生|语言|汉语|語学"),
    ("non-degree: senior", r"senior|高级进修|高進"),
    ("non-degree: research", r"research scholar|研究学者|研究生（非|研究員"),
    ("non-degree: preparatory", r"prepar|foundation year|预科|予科"),
    ("non-degree: short group", r"short[- ]?term|summer|短期|团组|夏季|冬季"),
    (
        "non-degree: general",
        r"general visiting|普通进修|exchange|交换|交流|visiting|特別聴講|non-?degree|非学历",
    ),
    ("degree: doctoral", _DOCTORAL),
    ("degree: master", _MASTER),
    ("degree: bachelor", _BACHELOR),
)
STAY_STATUSES = _table(
    ("withdrawn", r"withdr|cancel|declin|reject|drop|取消|退学|放弃|撤回|未通过|辞退|中止|拒"),
    (
        "finished",
        r"finish|complet|ended|return|graduat|已回|回国|结束|毕业|结业|完成|离校|修了|終了|帰国|卒業|done",
    ),
    (
        "abroad",
        r"abroad|ongoing|on-?going|current|enrol|active|arriv|studying|in progress|在读|在校"
        r"|在外|在籍|留学中|派遣中|已派出|已到校|已出国|进行|滞在",
    ),
    ("accepted", r"accept|admit|approved|confirm|录取|已批|批准|通过|入学許可|決定|承認|合格"),
    ("nominated", r"nominat|appl|pending|select|提名|推荐|申请|候补|推薦|申請|応募|候補"),
)
EQF_LEVELS = _table(
    ("8", rf"\b8\b|８|{_DOCTORAL}|third cycle"),
    ("7", rf"\b7\b|７|{_MASTER}|second cycle"),
    ("6", rf"\b6\b|６|{_BACHELOR}|first cycle"),
    ("5", r"\b5\b|５|short[- ]cycle|专科|大专|短期大学|準学士"),
)
#: Mixed forms first: they name both of the others.
STAY_MODES = _table(
    (
        "blended",
        r"blend|hybrid|mixed|混合|结合|結合|ブレンド|ハイブリッド|併用|\bbip\b"
        r"|(?:online|virtual|线上|オンライン).*(?:on-?site|physical|in[- ]person|线下|対面|現地)"
        r"|(?:on-?site|physical|in[- ]person|线下|対面|現地).*(?:online|virtual|线上|オンライン)",
    ),
    (
        "virtual",
        r"virtual|online|on-line|remote|distance|e-?learning|线上|网络|远程|オンライン|遠隔",
    ),
    (
        "physical",
        r"physical|in[- ]?person|on[- ]?site|on[- ]?campus|face[- ]to[- ]face|presen[ct]|线下|实地"
        r"|现场|面授|対面|渡航|現地|実渡航",
    ),
)
STAY_FUNDINGS = _table(
    ("none", r"self|none|no funding|own means|自费|自費|私費|无资助"),
    ("partial", r"part|half|部分|半额|一部|半額"),
    ("full", r"full|全额|全奖|全額|government|csc|公费|国費|公派|mext"),
)
ENGAGEMENT_CLASSES = _table(
    ("honorary", r"honorary|名誉|荣誉|栄誉|客座|emeritus"),
    ("part-time", r"part-?time|兼职|兼任|非常勤"),
    ("short visit", r"short|visit|短期|来访|讲学|短期访问|訪問"),
    ("long-term", r"long|full-?time|长期|長期|全职|常勤|外教|employed"),
)
PURPOSES = _table(
    (
        "negotiation",
        r"negotiat|cooperation|agreement|discuss|洽谈|商谈|合作交流|签约|协商|協議|交渉|打合",
    ),
    ("joint research", r"research|科研|合作研究|研究|実験|实验"),
    ("teaching", r"teach|course|授课|教学|任教|上课|講義|授業|集中講義"),
    ("lecture", r"lectur|seminar|talk|讲座|讲学|报告|学术报告|講演|セミナー"),
    ("conference", r"conferenc|workshop|symposi|congress|会议|研讨会|论坛|学会|シンポジウム|会議"),
)
MEETING_DIRECTIONS = _table(
    ("online", r"online|zoom|teams|video|线上|视频|オンライン|リモート"),
    ("paid", r"\bpaid|outgoing|outbound|our visit|出访|访问.*团出|派遣|訪問（|出張|赴"),
    ("received", r"receiv|incoming|inbound|来访|来校|接待|来訪|来学|外宾|表敬"),
)
MEETING_KINDS = _table(
    ("signing", r"sign|签约|签署|签订|調印|締結"),
    ("consular", r"consul|embass|ambassador|领事|領事|大使|使馆"),
    ("ceremony", r"ceremon|anniversar|opening|inaugurat|典礼|揭牌|周年|開所|式典|仪式|校庆"),
    (
        "conference",
        r"conferenc|workshop|symposi|forum|congress|会议|研讨会|论坛|シンポジウム|フォーラム",
    ),
    ("lecture", r"lectur|seminar|talk|讲座|讲学|报告|講演|セミナー"),
    ("teaching", r"teach|授课|授業|集中講義"),
    ("joint research", r"research|科研|合作研究|共同研究"),
    (
        "negotiation",
        r"negotiat|discuss|cooperation|exchange|洽谈|商谈|会谈|交流|合作|协商|協議|交渉|打合|座谈",
    ),
    ("courtesy", r"courtesy|visit|call|拜访|访问|参观|表敬|見学|来访|訪問"),
)
MEETING_STATUSES = _table(
    ("cancelled", r"cancel|postpon|取消|延期|中止"),
    ("held", r"held|done|complet|took place|已完成|已接待|结束|完成|終了|実施済|済"),
    ("confirmed", r"confirm|approved|确认|确定|批准|確定|決定"),
    ("planned", r"plan|tentativ|计划|拟|待定|予定|預定"),
)
PERIODS = _table(
    ("month", r"month|/\s*月|每月|月额|月額|月资助|按月|\bpm\b|毎月|/mo\b|monthly"),
    ("year", r"year|annual|/\s*年|每年|年额|年額|学年|按年|p\.?a\.?\b"),
    ("whole", r"whole|total|once|one-?off|lump|一次|总额|総額|一括|全额|in all"),
)
RECIPIENTS = _table(
    ("student", r"student|学生|本科|研究生|硕士|博士|留学生|院生"),
    ("expert", r"expert|scholar|visit|专家|学者|客座|研究者"),
    ("staff", r"staff|teacher|facult|employee|教师|教职|职工|職員|教員"),
    ("other", r"other|其他|その他"),
)
#: What pays is called so.
PAYING = re.compile(r"scholarship|award|grant|fund|prize|奖|助学|基金|奨学|助成|賞", re.IGNORECASE)
GENDERS = _table(
    ("female", r"^(?:f|female|w|woman|ms|mrs|女|女性|女士)\.?$"),
    ("male", r"^(?:m|male|man|mr|男|男性|先生)\.?$"),
)


def meant(cell: object, table: Sequence[tuple[str, re.Pattern[str]]]) -> str:
    """Tell which choice a cell means; empty where its words say none."""
    text = plain(cell)
    return next((word for word, pattern in table if pattern.search(text)), "") if text else ""


def all_meant(cell: object, table: Sequence[tuple[str, re.Pattern[str]]]) -> tuple[str, ...]:
    """List the choices that a cell means."""
    text = plain(cell)
    return tuple(word for word, pattern in table if text and pattern.search(text))


def of_amount(texts: Sequence[str]) -> dict[str, str]:
    """Tell from a heading, or what is above a table, in what money amounts are and for what."""
    said: dict[str, str] = {}
    for text in texts:
        said.setdefault("currency", currency_in(text))
        said.setdefault("per", meant(text, PERIODS))
        said.setdefault("times", next((sign for sign in ("万", "萬", "千") if sign in text), ""))
        said = {name: word for name, word in said.items() if word}
    return said


def headed(headings: Iterable[str], columns: Mapping[str, str]) -> str:
    """Tell from the headings of a table in which direction its students go."""
    said = {word for text in headings if columns.get(text) for word in all_meant(text, HEADED)}
    return said.pop() if len(said) == 1 else ""
