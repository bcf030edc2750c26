"""The briefing on Japan beside the section of the article with which the project began.

Each claim of that section stands in ``CLAIMS`` with the statement that says it here, the value it
has in the records, and the words in which each language says it. Where field notes show the claim
to be wrong or unsafe, ``corrected`` says what is said instead, and ``never`` what may not appear.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from intloffice import resources
from intloffice.briefing import country, printing
from intloffice.briefing.sentence import plain
from intloffice.briefing.statement import Dated, Example, Tally
from intloffice.briefing.wording import in_words
from intloffice.i18n import LOCALES, language
from intloffice.operations.counting.naming import Named
from intloffice.settings import Settings

SPOKEN = {code: language(code, resources.folder("translations")) for code in LOCALES}


@dataclass(frozen=True)
class Claim:
    """One claim of the article: what it says there, and what is said here."""

    number: str
    there: str
    statement: str
    facts: dict[str, Any]
    said: dict[str, str]
    corrected: str = ""
    never: tuple[str, ...] = field(default=())


CLAIMS = (
    Claim(
        "B1",
        "15 effective university-level agreements",
        "agreements.overview",
        {"agreements": 15},
        {
            "en": "15 university-level agreements in force",
            "zh": "15份校级协议",
            "ja": "大学間協定15件",
        },
        "As of a day, not of a month.",
    ),
    Claim(
        "B1",
        "with 9 colleges and universities, among them four, and 1 institution",
        "agreements.overview",
        {
            "universities": 9,
            "other_institutions": 1,
            "examples": [
                "Tohoku University",
                "Hokkaido University",
                "Hiroshima University",
                "Waseda University",
            ],
        },
        {
            "en": "9 universities in Japan, among them Tohoku University, Hokkaido University, "
            "Hiroshima University and Waseda University, and with 1 other institution",
            "zh": "日本9所大学（包括东北大学、北海道大学、广岛大学和早稻田大学等）以及1家其他机构",
            "ja": "日本の9大学（東北大学・北海道大学・広島大学・早稲田大学など）およびその他1機関",
        },
    ),
    Claim(
        "B2",
        "Excellence 9 signed with the Alliance of 6 National Universities",
        "agreements.alliances",
        {
            "signed_on": date(2016, 11, 28),
            "their_alliance": ["National University Corporation Consortium of Six Universities"],
        },
        {
            "en": "Through the Excellence League, Chongqing University also takes part",
            "zh": "重庆大学通过卓越大学联盟参与",
            "ja": "重慶大学は卓越大学連盟を通じ",
        },
        "The conveners signed; we take part through the league. The consortium has its own name.",
        ("Excellence 9 signed", "Alliance of 6 National Universities"),
    ),
    Claim(
        "B3",
        "the 6 include Okayama, Chiba, Kanazawa, Kumamoto, Niigata and Nagasaki",
        "agreements.alliances",
        {
            "members": [
                "Chiba University",
                "Niigata University",
                "Kanazawa University",
                "Okayama University",
                "Nagasaki University",
                "Kumamoto University",
            ]
        },
        {
            "en": "its members are Chiba",
            "zh": "对方成员为千叶大学",
            "ja": "先方の構成大学は千葉大学",
        },
        "All are named, so they are, and do not include.",
    ),
    Claim(
        "B4",
        "in October 2017 Yukio Tamura was elected a foreign academician",
        "staff.academicians",
        {"elected": [("Tamura Yukio", date(2017, 11, 27))]},
        {
            "en": "In November 2017, Tamura Yukio (田村幸雄), School of Civil Engineering, "
            "was elected",
            "zh": "2017年11月，田村幸雄（土木工程学院）当选中国工程院",
            "ja": "2017年11月、田村幸雄（土木工程学院）が中国工程院",
        },
        "Engaged in October, elected in November; not full-time, which nobody recorded.",
        ("In October 2017", "2017年10月，田村", "full-time"),
    ),
    Claim(
        "B5",
        "now 3 foreign academicians in long-term employment",
        "staff.academicians",
        {"persons": 3, "from_country": 1},
        {
            "en": "3 academicians from abroad in long-term posts, 1 from Japan",
            "zh": "3位外籍院士，其中1位来自日本",
            "ja": "3名の外国籍院士を長期に任用しており、うち1名が日本",
        },
        "Three of the whole world; how many are from Japan is said.",
    ),
    Claim(
        "B6",
        "six Japanese teachers, respectively in five schools",
        "staff.appointed",
        {"persons": 6, "units": 5},
        {
            "en": "6 teachers from Japan hold long-term posts in 5 schools",
            "zh": "来自日本的6位教师在5个学院长期任职",
            "ja": "日本出身の教員6名が5学院で長期の職",
        },
        "Six in five cannot be respectively.",
        ("respectively",),
    ),
    Claim(
        "B6",
        "including 1 academician and 2 experts of a programme",
        "staff.appointed",
        {"academicians": 1, "programme_experts": 2},
        {
            "en": "Among them: 1 academician and 2 experts of national programmes",
            "zh": "其中有1位院士和2位国家人才计划专家",
            "ja": "うち院士1名・国家人材計画の専門家2名",
        },
    ),
    Claim(
        "B7",
        "in recent 5 years nearly 100 Japanese experts",
        "experts.visits",
        {"persons": 97, "visits": 131},
        {
            "en": "From 2013 to 2017, 97 experts from Japan came for short stays (131 visits)",
            "zh": "2013至2017年，来自日本的97位专家短期来访（131次）",
            "ja": "2013年から2017年に、日本から専門家97名が短期に来訪しました（延べ131回）",
        },
        "The exact number, people once and visits beside it, and the years.",
        ("nearly 100", "近100"),
    ),
    Claim(
        "B8",
        "those include Changgu Kougong, Gaodao Hexi, Hecun Nengren, Machang Zhizhi",
        "experts.visits",
        {
            "examples": [
                ("Taniguchi Isao", True),
                ("Takashima Kazuki", False),
                ("Baba Naoshi", True),
                ("Kawamura Yoshihito", False),
            ]
        },
        {
            "en": "Taniguchi Isao (谷口功), then President, Kumamoto University",
            "zh": "谷口功（时任熊本大学校长）",
            "ja": "谷口功（当時熊本大学学長）",
        },
        "By their own names; two posts had ended, and that is said.",
        ("Changgu", "Gaodao", "Hecun", "Machang"),
    ),
    Claim(
        "B8",
        "Machang Zhizhi, the head of the Faculty of Engineering of Hokkaido",
        "experts.visits",
        {},
        {
            "en": "Baba Naoshi (馬場直志), then Dean of Engineering, Hokkaido University",
            "zh": "马场直志（时任北海道大学",
            "ja": "馬場直志（当時北海道大学",
        },
        "Dean until March 2014.",
    ),
    Claim(
        "B9",
        "rapid development in sending students",
        "outbound.trend",
        {"series": [34, 42, 51, 68, 90]},
        {
            "en": "rose from 34 in 2013 to 90 in 2017",
            "zh": "由2013年的34人增至2017年的90人",
            "ja": "2013年の34名から2017年の90名に増え",
        },
        "Numbers in the place of an adjective.",
        ("rapid",),
    ),
    Claim(
        "B10",
        "since Ryoichi Sasakawa Foundation was established in 1994",
        "awards.funder",
        {"since": "1994", "programme": ["Ryoichi Sasakawa Young Leaders Fellowship Fund"]},
        {
            "en": "The Ryoichi Sasakawa Young Leaders Fellowship Fund, funded by The Nippon "
            "Foundation and administered by The Tokyo Foundation, has been here since 1994",
            "zh": "笹川良一优秀青年奖学基金由日本财团出资、东京财团管理，自1994年起在本校设立",
            "ja": "笹川良一優秀青年奨学基金は日本財団の資金により東京財団が運営し、1994年から",
        },
        "A fund, here since 1994; founded in 1987, and no foundation.",
        ("Ryoichi Sasakawa Foundation", "established in 1994"),
    ),
    Claim(
        "B11",
        "21 students, each 10,000 to 20,000 yuan",
        "awards.funder",
        {"persons": 21, "min": 10_000, "max": 20_000, "currency": "CNY"},
        {
            "en": "Each received between 10,000 and 20,000 Chinese yuan in all",
            "zh": "每人共获10,000至20,000元人民币",
            "ja": "一人当たりの受給総額は10,000～20,000人民元",
        },
        "In all, for each person; not by the year.",
    ),
    Claim(
        "B12",
        "Dream-come-true sent 30 fully funded excellent poor students",
        "outbound.programmes",
        {"by_programme": ("Dream-come-true Programme", 30)},
        {
            "en": "Dream-come-true Programme (30 students)",
            "zh": "圆梦计划（30名学生）",
            "ja": "円夢計画（学生30名）",
        },
        "By the programme's official name; nobody is called poor.",
        ("poor",),
    ),
    Claim(
        "B12b",
        "they have learnt a lot in Japan",
        "outbound.programmes",
        {},
        {
            "en": "Fully funded: 55 students",
            "zh": "其中获全额资助的有55名学生",
            "ja": "うち全額支給は学生55名",
        },
        "Nothing on record says it, so it is not said.",
        ("learnt a lot", "learned a lot"),
    ),
    Claim(
        "B13",
        "throughout 2017 a total of 90 persons",
        "outbound.year",
        {"persons": 90, "by_level": [54, 21, 15], "long": 36, "short": 54},
        {
            "en": "In 2017, 90 students went to Japan: 54 at bachelor level, 21 at master level "
            "and 15 at doctoral level",
            "zh": "2017年，90名学生赴日本：本科54人、硕士21人和博士15人",
            "ja": "学生90名が日本に赴きました：学部54名・修士21名・博士15名",
        },
    ),
    Claim(
        "B14",
        "by now to a total of 17 colleges and universities",
        "outbound.destinations",
        {"institutions": 17},
        {"en": "gone to 17 universities in Japan", "zh": "日本17所大学", "ja": "日本の17大学"},
    ),
    Claim(
        "B15",
        "uses the China Scholarship Council as a platform, in a sentence that ends with a comma",
        "outbound.programmes",
        {},
        {
            "en": "CSC joint doctoral programme (6 students); CSC outstanding undergraduate "
            "programme (5 students); CSC doctoral study abroad (4 students).",
            "zh": "优秀本科生国际交流项目（5名学生）",
            "ja": "CSC優秀学部生国際交流（学生5名）",
        },
        "Each programme with its number, in a sentence that ends.",
    ),
    Claim(
        "B16",
        "from 2013 to 2017 109 long-term and 32 short-term Japanese students",
        "inbound.period",
        {"long": 109, "short": 32, "persons": 141},
        {
            "en": "For long stays: 109; for short stays: 32.",
            "zh": "其中长期109人，短期32人",
            "ja": "うち長期109名、短期32名",
        },
        "Each person once; from when a stay is long is in the footnote.",
    ),
    Claim(
        "B17",
        "all of those are majoring in Chinese, or advanced students",
        "inbound.period",
        {"subjects": [128, 13]},
        {
            "en": "Their subjects: Chinese language (128); Chinese language and literature (13).",
            "zh": "所学专业：汉语（128人）；汉语言文学（13人）",
            "ja": "専攻：中国語（128名）、中国語・中国文学（13名）",
        },
        "Two subjects are no “all”; a trainee of Chinese is no advanced student.",
        ("All of them studied", "advanced student"),
    ),
)


@pytest.fixture(scope="module")
def japan(sample):
    with sample.read() as session:
        return country.compose(session, "JP", date(2017, 12, 31), Settings())


def _value(value: Any) -> Any:
    """Give a fact's value as the table has it."""
    if not isinstance(value, tuple):
        return value
    found: list[Any] = []
    for item in value:
        if isinstance(item, Named):
            found.append(item.names["en"])
        elif isinstance(item, Tally):
            found.append(item.count)
        elif isinstance(item, Example):
            found.append((item.person.names["en"], item.ended))
        elif isinstance(item, Dated):
            found.append((item.named.names["en"], item.on))
    return found


def _named(claim: Claim) -> str:
    return f"{claim.number} {claim.there[:40]}"


@pytest.mark.parametrize("claim", CLAIMS, ids=_named)
def test_the_value_behind_each_claim_is_that_of_the_records(japan, claim):
    statement = japan.find(claim.statement)
    for name, expected in claim.facts.items():
        fact = statement.facts[name]
        if name == "by_programme":
            tallies = {tally.label.names["en"]: tally.count for tally in fact.value}
            assert tallies[expected[0]] == expected[1]
            continue
        found = _value(fact.value)
        assert (
            found == expected if not isinstance(found, list) else sorted(found) == sorted(expected)
        )
        assert fact.records, f"{claim.statement}/{name} rests on no record"


@pytest.mark.parametrize("code", LOCALES)
@pytest.mark.parametrize("claim", CLAIMS, ids=_named)
def test_each_claim_is_said_in_our_own_sentence(japan, claim, code):
    found = [s for s in japan.statements if s.id == claim.statement]
    gap = " " if code == "en" else ""
    said = gap.join(
        plain(sentence.said) for s in found for sentence in in_words(s, japan, SPOKEN[code])
    )
    assert claim.said[code] in said


@pytest.mark.parametrize("code", LOCALES)
def test_nothing_that_is_wrong_in_the_article_is_printed(japan, code):
    text = " ".join(printing.written(".txt", japan, SPOKEN[code], Settings()).decode().split())
    wrong = [words for claim in CLAIMS for words in claim.never if words in text]
    assert wrong == []


def test_no_sentence_of_the_article_is_taken_over(japan):
    """Facts are kept, sentences are not: none of the claims stands here as it stands there."""
    text = " ".join(printing.written(".txt", japan, SPOKEN["en"], Settings()).decode().split())
    assert [claim.there for claim in CLAIMS if claim.there in text] == []


def test_every_claim_of_the_section_has_its_place_in_the_table():
    numbers = {claim.number for claim in CLAIMS}
    assert numbers == {f"B{number}" for number in range(1, 18)} | {"B12b"}
    assert sum(bool(claim.corrected) for claim in CLAIMS) >= 12
