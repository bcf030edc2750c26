"""Add the organisations, the alliances' members and the programmes."""

from intloffice.operations.sample.abroad import ABROAD
from intloffice.operations.sample.bodies import Body, add_bodies
from intloffice.operations.sample.book import Book, names
from intloffice.operations.sample.japan import JAPAN, SIX
from intloffice.operations.sample.ours import AT_HOME, EXCELLENCE, OURS, SCHOOLS
from intloffice.records.membership import MEMBERSHIP
from intloffice.records.programme import PROGRAMME

#: Programmes: key, names, sponsor, administrator, funding, began here on, for experts.
_PROGRAMMES = (
    (
        "sylff",
        (
            "Ryoichi Sasakawa Young Leaders Fellowship Fund",
            "笹川良一优秀青年奖学基金",
            "笹川良一優秀青年奨学基金",
        ),
        ("nippon-foundation", "tokyo-foundation", "partial", "1994", False),
    ),
    (
        "dream",
        ("Dream-come-true Programme", "圆梦计划", "円夢計画"),
        ("cqu", "office", "full", "2015", False),
    ),
    (
        "csc-doctoral",
        (
            "CSC doctoral study abroad",
            "国家建设高水平大学公派研究生项目（攻读博士学位）",
            "CSC博士学位留学プログラム",
        ),
        ("csc", "csc", "full", "2007", False),
    ),
    (
        "csc-joint",
        (
            "CSC joint doctoral programme",
            "国家建设高水平大学公派研究生项目（联合培养博士）",
            "CSC博士共同指導プログラム",
        ),
        ("csc", "csc", "full", "2007", False),
    ),
    (
        "csc-bachelor",
        (
            "CSC outstanding undergraduate programme",
            "优秀本科生国际交流项目",
            "CSC優秀学部生国際交流",
        ),
        ("csc", "csc", "full", "2012", False),
    ),
    (
        "sakura",
        ("Sakura Science Plan", "樱花科技计划", "さくらサイエンスプラン"),
        ("jst", "jst", "full", "2014", False),
    ),
    (
        "global-experts",
        ("Recruitment Program of Global Experts", "海外高层次人才引进计划", "海外高度人材招致計画"),
        ("", "", "full", "2008", True),
    ),
    (
        "foreign-experts",
        ("High-end Foreign Experts Project", "高端外国专家项目", "高度外国人専門家プロジェクト"),
        ("safea", "office", "partial", "2011", True),
    ),
    (
        "daad-scholarship",
        ("DAAD study scholarship", "德意志学术交流中心奖学金", "DAAD奨学金"),
        ("daad", "daad", "full", "2003", False),
    ),
    (
        "humboldt-fellowship",
        ("Humboldt Research Fellowship", "洪堡研究奖学金", "フンボルト研究奨学金"),
        ("humboldt", "humboldt", "full", "2009", False),
    ),
    (
        "government-scholarship",
        ("Chinese Government Scholarship", "中国政府奖学金", "中国政府奨学金"),
        ("csc", "csc", "full", "1998", False),
    ),
    (
        "confucius",
        ("Confucius Institute Scholarship", "孔子学院奖学金", "孔子学院奨学金"),
        ("hanban", "hanban", "full", "2009", False),
    ),
    (
        "jasso-exchange",
        ("JASSO student exchange support", "日本学生支援机构交流支援", "JASSO海外留学支援制度"),
        ("jasso", "jasso", "partial", "2018", False),
    ),
)


def fill_organisations(book: Book) -> None:
    """Add every organisation."""
    add_bodies(book, (*OURS, *AT_HOME, *JAPAN, *ABROAD))
    schools = (
        Body(key, "other" if key == "office" else "school", (en, zh, ja), parent="cqu", ours=True)
        for key, en, zh, ja in SCHOOLS
    )
    members = (Body(key, "university", called, city=city) for key, called, city in EXCELLENCE)
    add_bodies(book, (*schools, *members))


def fill_memberships(book: Book) -> None:
    """Add who belongs to which alliance, and when."""
    nine = [(key, "2010-11-25") for key, _, _ in EXCELLENCE] + [("cqu", "2010-11-30")]
    six = [(key, "2013-03-06") for key in SIX]
    for alliance, conveners, members in (("e9", ("scut",), nine), ("six", ("okayama",), six)):
        for member, since in members:
            book.add(
                MEMBERSHIP,
                f"{alliance}-{member}",
                {
                    "alliance_id": book.org(alliance),
                    "member_id": book.org(member),
                    "role": "convener" if member in conveners else "member",
                    "from_on": since,
                },
            )


def fill_programmes(book: Book) -> None:
    """Add the schemes that send, receive or pay."""
    for key, called, (sponsor, administrator, funding, began, for_experts) in _PROGRAMMES:
        acronyms = [("Sylff", "en", "acronym")] if key == "sylff" else []
        book.add(
            PROGRAMME,
            key,
            {
                "sponsor_id": book.org(sponsor),
                "administrator_id": book.org(administrator),
                "funding": funding,
                "for_experts": for_experts,
                "began_here_on": began,
            },
            name=names(*called, *acronyms),
        )
