"""People known by name: those of the news of January 2018, and those who go in and out."""

from typing import Any

from intloffice.operations.sample.book import Book, in_three
from intloffice.records.honour import HONOUR
from intloffice.records.person import PERSON
from intloffice.records.position import POSITION

_SOURCE = "The university's news of January 2018, checked against pages of the time"
_CHINESE = {"native_language": "zh-Hans", "nationalities": ("CN",), "languages": ("zh",)}
_JAPANESE = {
    "native_language": "ja",
    "nationalities": ("JP",),
    "languages": ("ja", "en"),
    "latin_order": "family first",
    "gender": "male",
}


def _japanese(native: str, kana: str, latin: str, chinese: str, reading: str) -> dict[str, Any]:
    fields = ("family_native", "given_native", "family_kana", "given_kana")
    parts = dict(zip(fields, [*native.split(), *kana.split()], strict=True))
    family, given = latin.split()
    return (
        _JAPANESE
        | parts
        | {"latin_family": family, "latin_given": given}
        | {"latin_variants": (f"{given} {family}",)}
        | {"chinese_form": chinese, "chinese_reading": reading}
        | {"spelling_state": "confirmed", "spelling_source": "page of the university"}
        | in_three("address", (f"Professor {family}", f"{chinese[:2]}教授", f"{native[:2]}先生"))
    )


#: Real people; what is told of them is what public pages tell.
_NAMED: dict[str, dict[str, Any]] = {
    "zhang-zongyi": _CHINESE
    | {
        "family_native": "张",
        "given_native": "宗益",
        "latin_family": "Zhang",
        "latin_given": "Zongyi",
        "latin_order": "family first",
        "spelling_state": "confirmed",
        "spelling_source": _SOURCE,
        "gender": "male",
    }
    | in_three("address", ("President Zhang", "张校长", "張学長")),
    # The characters of his name are not in the source, and are not guessed.
    "xu-jun": {
        "family_native": "Xu",
        "given_native": "Jun",
        "nationalities": ("CN",),
        "latin_family": "Xu",
        "latin_given": "Jun",
        "latin_order": "family first",
        "spelling_state": "confirmed",
        "spelling_source": _SOURCE,
        "notes": "Chinese characters to be asked: the source gives Latin letters only.",
    }
    | in_three("address", ("Director Xu", "", "")),
    "jiang-jianping": _CHINESE
    | {
        "family_native": "蒋",
        "given_native": "建平",
        "latin_family": "Jiang",
        "latin_given": "Jianping",
        "latin_order": "family first",
        "spelling_state": "confirmed",
        "spelling_source": _SOURCE,
        "languages": ("zh", "ja"),
        "notes": "On the staff of the consulate; nationality to be confirmed.",
    }
    | in_three("address", ("Secretary Jiang", "蒋秘书", "蒋秘書")),
    "komatsu": _japanese(
        "小松 道彦", "こまつ みちひこ", "Komatsu Michihiko", "小松道彦", "Xiaosong Daoyan"
    )
    | {
        "languages": ("ja", "zh", "en"),
        "spelling_state": "guessed",
        "spelling_source": "the ordinary reading; to confirm",
    }
    | in_three("address", ("Consul General Komatsu", "小松总领事", "小松総領事")),
    "tamura": _japanese(
        "田村 幸雄", "たむら ゆきお", "Tamura Yukio", "田村幸雄", "Tiancun Xingxiong"
    ),
    "taniguchi": _japanese("谷口 功", "たにぐち いさお", "Taniguchi Isao", "谷口功", "Gukou Gong"),
    "takashima": _japanese(
        "高島 和希", "たかしま かずき", "Takashima Kazuki", "高岛和希", "Gaodao Hexi"
    ),
    "kawamura": _japanese(
        "河村 能人", "かわむら よしひと", "Kawamura Yoshihito", "河村能人", "Hecun Nengren"
    ),
    "baba": _japanese("馬場 直志", "ばば なおし", "Baba Naoshi", "马场直志", "Machang Zhizhi"),
}

#: Posts of real people: person, organisation, titles, in the original language, rank, from, until.
_POSTS = (
    ("zhang-zongyi", "cqu", ("President", "校长", "学長"), ("校长", "zh"), 1, "", ""),
    ("xu-jun", "office", ("Director", "处长", "処長"), ("", ""), 4, "", ""),
    (
        "komatsu",
        "consulate-jp",
        ("Consul General", "总领事", "総領事"),
        ("総領事", "ja"),
        1,
        "2017-09-01",
        "",
    ),
    ("jiang-jianping", "consulate-jp", ("Secretary", "秘书", "秘書"), ("", ""), 6, "", ""),
    (
        "taniguchi",
        "kumamoto",
        ("President", "校长", "学長"),
        ("学長", "ja"),
        1,
        "2009-04-01",
        "2015-03-31",
    ),
    (
        "takashima",
        "kumamoto-gsst",
        ("Dean", "研究科长", "研究科長"),
        ("自然科学研究科長", "ja"),
        2,
        "",
        "",
    ),
    (
        "kawamura",
        "kumamoto-mrc",
        ("Director", "主任", "センター長"),
        ("先進マグネシウム国際研究センター長", "ja"),
        3,
        "",
        "",
    ),
    (
        "baba",
        "hokkaido-eng",
        ("Dean of Engineering", "工学研究院院长", "工学研究院長・工学院長・工学部長"),
        ("工学研究院長・工学院長・工学部長", "ja"),
        2,
        "2010-04-01",
        "2014-03-31",
    ),
)

#: Invented people in posts: key, nationality, organisation, titles, rank, from.
_VICE = ("Vice-President", "副校长", "副学長")
_HEAD = ("Head of the International Office", "国际处处长", "国際部長")
_INVENTED = (
    ("vice-president", "CN", "cqu", _VICE, 2, "2013-06-01"),
    ("deputy", "CN", "office", ("Deputy Director", "副处长", "副処長"), 5, "2014-03-01"),
    ("officer-japan", "CN", "office", ("Officer for Asia", "亚洲科科员", "アジア担当"), 8,
     "2012-07-01"),
    ("officer-west", "CN", "office", ("Officer for Europe", "欧美科科员", "欧米担当"), 8,
     "2011-07-01"),
    ("interpreter", "CN", "foreign", ("Lecturer", "讲师", "講師"), 8, "2013-09-01"),
    ("guest-tohoku", "JP", "tohoku", _VICE, 3, "2012-04-01"),
    ("guest-hokkaido", "JP", "hokkaido", _HEAD, 5, "2014-04-01"),
    ("guest-hiroshima", "JP", "hiroshima", _VICE, 3, "2013-04-01"),
    ("guest-waseda", "JP", "waseda", _HEAD, 5, "2013-09-01"),
    ("guest-kyushu", "JP", "kyushu", _VICE, 3, "2014-10-01"),
    ("guest-osaka", "JP", "osaka", _HEAD, 5, "2015-08-01"),
    ("guest-ritsumeikan", "JP", "ritsumeikan", _VICE, 3, "2013-04-01"),
    ("guest-nitech", "JP", "nitech", _VICE, 3, "2014-04-01"),
    ("guest-nims", "JP", "nims", ("Executive Director", "理事", "理事"), 3, "2013-04-01"),
    ("guest-pusan", "KR", "pusan", _VICE, 3, "2014-03-01"),
    ("guest-tum", "DE", "tum", _HEAD, 5, "2013-10-01"),
    ("guest-leeds", "GB", "leeds", _VICE, 3, "2014-01-01"),
    ("guest-cincinnati", "US", "cincinnati", _VICE, 3, "2012-07-01"),
    ("guest-insa", "FR", "insa", _HEAD, 5, "2014-09-01"),
    ("guest-unsw", "AU", "unsw", _VICE, 3, "2015-01-01"),
    ("guest-polito", "IT", "polito", _VICE, 3, "2012-01-01"),
    ("guest-spbstu", "RU", "spbstu", _VICE, 3, "2013-01-01"),
    ("guest-ntu", "SG", "ntu", _HEAD, 5, "2014-08-01"),
    ("guest-polyu", "HK", "polyu", _HEAD, 5, "2014-08-01"),
)  # fmt: skip


def fill_people(book: Book) -> None:
    """Add the people known by name, with their posts and honours."""
    for key, values in _NAMED.items():
        book.add(PERSON, key, values)
    for person, organisation, titles, original, rank, since, until in _POSTS:
        book.add(
            POSITION,
            person,
            _post(book, person, organisation, titles, rank, since)
            | {
                "original_title": original[0],
                "original_language": original[1],
                "until_on": until,
                "source": _SOURCE,
                "checked_on": "2018-01-08",
            },
        )
    for key, country, organisation, titles, rank, since in _INVENTED:
        book.add(PERSON, key, book.names.person(country) | {"spelling_state": "confirmed"})
        book.add(POSITION, key, _post(book, key, organisation, titles, rank, since))
    _add_honours_of_tamura(book)


def _post(
    book: Book, person: str, organisation: str, titles: tuple[str, ...], rank: int, since: str
) -> dict[str, Any]:
    return {
        "person_id": book.person(person),
        "organisation_id": book.org(organisation),
        "rank": rank,
        "from_on": since,
    } | in_three("title", titles)


def _add_honours_of_tamura(book: Book) -> None:
    book.add(
        HONOUR,
        "tamura-cae",
        {
            "person_id": book.person("tamura"),
            "kind": "foreign academician",
            "body_id": book.org("cae"),
            "conferred_on": "2017-11-27",
        }
        | in_three("title", ("Foreign Member", "外籍院士", "外国籍院士")),
    )
    book.add(
        HONOUR,
        "tamura-eaj",
        {
            "person_id": book.person("tamura"),
            "kind": "academician",
            "body_id": book.org("eaj"),
            "notes": "The day of his election is not known to us.",
        }
        | in_three("title", ("Member", "院士", "会員")),
    )
