"""An office of extremes: a partner country of which there is very much to tell, and hardly any.

With Japan all is many and long: agreements, visits, students, guests, and their names. From
France there was one visit; with one university in Kenya there is nothing but its name; and to one
meeting comes one guest.
"""

from datetime import date, timedelta
from random import Random
from typing import Any

from intloffice.database.store import Store
from intloffice.operations.sample.book import Book, in_three, names
from intloffice.records.agreement import AGREEMENT
from intloffice.records.award import AWARD
from intloffice.records.engagement import ENGAGEMENT
from intloffice.records.honour import HONOUR
from intloffice.records.meeting import MEETING
from intloffice.records.milestone import MILESTONE
from intloffice.records.mobility import MOBILITY
from intloffice.records.narrative import NARRATIVE
from intloffice.records.organisation import ORGANISATION
from intloffice.records.person import PERSON
from intloffice.records.position import POSITION
from intloffice.records.programme import PROGRAMME

#: The day on which it is looked at.
DAY = "2017-12-31"
_OURS = (
    "International University of Science, Technology and the Humanities at Chongqing",
    "重庆国际科学技术与人文大学",
    "重慶国際科学技術人文大学",
)
_PLACES = (
    ("North-Eastern", "东北", "東北"), ("Southern", "南部", "南部"), ("Hokuriku", "北陆", "北陸"),
    ("Inland Sea", "濑户内", "瀬戸内"), ("Central", "中部", "中部"), ("Kanto", "关东", "関東"),
)  # fmt: skip
_FIELDS = (
    ("Science and Technology", "科学技术", "科学技術"),
    ("Fisheries, Marine Science and Oceanography", "水产海洋科学", "水産海洋学"),
    ("Health and Welfare", "健康福祉", "健康福祉"),
    ("Foreign Studies and Intercultural Communication", "外国语与跨文化交流", "外国語・異文化"),
)
_RESULTS = (
    "Both sides agree to widen the exchange of students, to supervise doctoral candidates jointly "
    "and to hold a symposium on earthquake-resistant construction every second year.",
    "双方同意扩大学生交流规模，联合指导博士研究生，并每两年举办一次抗震建筑学术研讨会。",
    "双方は学生交流の拡大、博士学生の共同指導、および耐震建築に関するシンポジウムを隔年で"
    "開催することで合意した。",
)
_PROMISES = (
    "Send the revised list of courses taught in English, with their credits and the languages in "
    "which examinations may be taken",
    "提供修订后的英文授课课程清单，注明学分及考试语言",
    "英語で開講する科目の改訂一覧（単位数と試験言語を付記）の送付",
)
_TITLES = (
    ("Vice-President for International Relations and Public Affairs",
     "负责国际合作与公共事务的副校长", "国際連携・広報担当副学長"),
    ("Dean of the Graduate School of Engineering", "工学研究生院院长", "大学院工学研究科長"),
    ("Professor", "教授", "教授"),
)  # fmt: skip
_ITEMS = ("pick-up", "meeting", "tour", "lecture", "banquet", "signing", "departure")


def fill(store: Store) -> None:
    """Write it into an empty store."""
    book = Book(Random(1929))
    with store.write("Office of extremes", "Tests") as session:
        book.turn_to(session)
        _add_bodies(book)
        _add_much(book)
        _add_little(book)


def _body(
    book: Book, key: str, called: tuple[str, str, str], kind: str = "", **values: Any
) -> None:
    values = {"kind": kind or "university"} | values
    book.add(ORGANISATION, key, values, name=names(*called))


def _add_bodies(book: Book) -> None:
    _body(book, "ours", _OURS, country="CN", city="Chongqing / 重庆 / 重慶", ours=True)
    for number, field in enumerate(_FIELDS):
        called = (f"School of {field[0]}", f"{field[1]}学院", f"{field[2]}学部")
        _body(book, f"school-{number}", called, "school", parent_id=book.org("ours"), ours=True)
    for number in range(24):
        place, field = _PLACES[number % 6], _FIELDS[number // 6]
        called = (
            f"{place[0]} University of {field[0]}", f"{place[1]}{field[1]}大学",
            f"{place[2]}{field[2]}大学",
        )  # fmt: skip
        founded = f"{1880 + number}-04-01"
        _body(book, f"u{number}", called, country="JP", prominence=number, founded_on=founded)
    _body(
        book, "visitor", ("Lycée of Annecy", "阿讷西中学", "アヌシー高校"), "school", country="FR"
    )
    _body(book, "unknown", ("University of Nyeri", "涅里大学", "ニエリ大学"), country="KE")
    _body(book, "home", ("University of Porto", "波尔图大学", "ポルト大学"), country="PT")


def _add_much(book: Book) -> None:
    for number in range(40):
        _add_guest(book, number)
    for number in range(60):
        _add_visit(book, number)
    for number in range(40):
        _add_agreement(book, number)
    for number in range(300):
        _add_student(book, number)
    for number in range(60):
        _add_expert(book, number)
    _add_awards(book)
    for number in range(8):
        text = (
            f"the foundation of the joint research centre no. {number + 1} for "
            "earthquake-resistant construction and the protection of monuments",
            f"第{number + 1}联合抗震建筑与文物保护研究中心成立",
            f"第{number + 1}共同耐震建築研究センターの設立",
        )  # fmt: skip
        on = f"{1972 + number % 4 * 5}-0{number + 1}-15"
        values = {"kind": "other", "happened_on": on, "country": "JP", "source": "Archive"}
        book.add(MILESTONE, f"m{number}", values | in_three("text", text))
    for section in ("introduction", "students sent", "other matters"):
        values = {"section": section, "country": "JP", "source": "Office"}
        book.add(
            NARRATIVE, section, values | in_three("text", tuple(f"{r} " * 3 for r in _RESULTS))
        )
    _add_delegation(book)


def _person(book: Book, key: str, country: str = "JP") -> None:
    book.add(PERSON, key, book.names.person(country))


def _add_guest(book: Book, number: int) -> None:
    key = f"g{number}"
    _person(book, key)
    values = {
        "person_id": book.person(key),
        "organisation_id": book.org(f"u{number % 24}"),
        "rank": number % 5 + 1,
        "from_on": "2010-04-01",
    }
    book.add(POSITION, key, values | in_three("title", _TITLES[number % 3]))
    if number % 5 == 0:
        honour = ("Prize for International Understanding", "国际理解奖", "国際理解賞")
        values = {"person_id": book.person(key), "kind": "prize", "conferred_on": "2012-05-01"}
        book.add(HONOUR, key, values | in_three("title", honour))


def _add_visit(book: Book, number: int) -> None:
    partner, day = number % 24, str(date(2016, 1, 11) + timedelta(days=number * 12))
    place, field = _PLACES[partner % 6], _FIELDS[partner // 6]
    title = (
        f"Visit of a delegation of the {place[0]} University of {field[0]}",
        f"{place[1]}{field[1]}大学代表团来访", f"{place[2]}{field[2]}大学代表団の来学",
    )  # fmt: skip
    values = {
        "reference": f"V-{number:03}", "direction": "received", "kind": "courtesy",
        "status": "held", "starts_on": day, "ends_on": day,
    } | in_three("title", title) | in_three("outcome", _RESULTS)  # fmt: skip
    guest = book.person(f"g{partner}")
    follow_up = {"kind": "promise", "owner_id": guest, "due_on": "2018-03-31"}
    gift = {
        "direction": "given",
        "receiver_id": guest,
        "item": "Sichuan embroidery / 蜀绣 / 四川刺繡",
    }
    book.add(
        MEETING, f"v{number}", values,
        visitor=[{"organisation_id": book.org(f"u{partner}")}],
        participant=[{"person_id": guest, "side": "guest", "role": "head"}],
        follow_up=[follow_up | in_three("text", _PROMISES)] if number % 3 == 0 else [],
        gift=[gift],
    )  # fmt: skip


def _add_agreement(book: Book, number: int) -> None:
    # Half of them with one university, so that there is much to tell of it too.
    partner = 0 if number % 2 else number // 2 % 24
    place, field = _PLACES[partner % 6], _FIELDS[partner // 6]
    titles = (
        f"Agreement on Academic Exchange and Cooperation with the {place[0]} University of "
        f"{field[0]}, no. {number + 1}",
        f"与{place[1]}{field[1]}大学学术交流与合作协议（第{number + 1}号）",
        f"{place[2]}{field[2]}大学との学術交流協定（第{number + 1}号）",
    )  # fmt: skip
    kind = ("framework", "student exchange", "joint degree", "staff")[number % 4]
    year = 2013 + number % 5
    signed, until = f"{year}-0{number % 9 + 1}-12", f"{year + 5}-0{number % 9 + 1}-11"
    both = ("ours", book.org("ours")), ("theirs", book.org(f"u{partner}"))
    values = {"reference": f"A-{number:03}", "kind": kind, "level": "university"}
    places = [
        {"direction": way, "mobility_type": "student studies", "places_a_year": 5}
        for way in ("outbound", "inbound")
    ]
    book.add(
        AGREEMENT, f"a{number}",
        values | {"renewal": ("fixed", "automatic")[number % 3 == 0]} | in_three("title", titles),
        party=[{"side": side, "organisation_id": who, "role": "party"} for side, who in both],
        signatory=[{"on_behalf_of_id": who, "signed_on": signed} for _, who in both],
        term=[{"effective_from": signed, "basis": "first"}
              | ({} if number % 3 == 0 else {"effective_until": until})],
        condition=places if kind == "student exchange" else [],
    )  # fmt: skip


def _add_student(book: Book, number: int) -> None:
    key, inbound = f"s{number}", number % 3 == 0
    _person(book, key, "JP" if inbound else "CN")
    begins = date(2013, 3, 1) + timedelta(days=number * 5 + number // 2)
    subjects = (
        ("Earthquake-resistant construction", "抗震建筑", "耐震建築"),
        ("Chinese language and literature", "汉语言文学", "中国語・中国文学"),
        ("Oceanography and fisheries", "海洋与水产", "海洋水産学"),
    )
    values = {
        "person_id": book.person(key),
        "direction": "inbound" if inbound else "outbound",
        "organisation_id": book.org(f"u{number % 24 if number % 2 else 0}"),
        "level": ("bachelor", "master", "doctoral", "language")[number % 4],
        "planned_start": begins, "planned_end": begins + timedelta(days=(60, 330)[number % 2]),
        "status": "finished", "funding": "none",
    }  # fmt: skip
    book.add(MOBILITY, key, values | in_three("subject", subjects[number % 3]))


def _add_expert(book: Book, number: int) -> None:
    long = number % 6 == 0
    begins = date(2013, 2, 1) + timedelta(days=number * 29)
    values = {
        "person_id": book.person(f"g{number % 40}"),
        "engagement_class": "long-term" if long else "short visit",
        "school_id": book.org(f"school-{number % 4}"),
        "purposes": ("joint research", "teaching"),
        "starts_on": begins,
        "ends_on": None if long else begins + timedelta(days=9),
        "home_id": book.org(f"u{number % 24}"),
    }
    book.add(ENGAGEMENT, f"e{number}", values | in_three("home_title", _TITLES[number % 3]))


def _add_awards(book: Book) -> None:
    called = (
        "Fellowship Fund for Young Leaders in the Humanities and the Social Sciences",
        "人文社会科学优秀青年奖学基金", "人文社会科学優秀青年奨学基金",
    )  # fmt: skip
    values = {"sponsor_id": book.org("u0"), "funding": "partial", "began_here_on": "1994"}
    book.add(PROGRAMME, "fund", values, name=names(*called))
    for number in range(20):
        values = {
            "programme_id": book.id("programme", "fund"),
            "recipient_id": book.person(f"s{number * 3 + 1}"),
            "year": 2013 + number % 5,
            "amount": 10_000 + number * 500,
            "currency": "CNY",
            "per": "year",
        }
        book.add(AWARD, f"w{number}", values | {"recipient_kind": "student"})


def _add_delegation(book: Book) -> None:
    """Add a meeting of three days with two dozen guests and a dozen hosts."""
    for number in range(12):
        _person(book, f"h{number}", "CN")
    titles = (
        "Visit of a Joint Delegation of Twelve Universities, with a Symposium on "
        "Earthquake-Resistant Construction and the Protection of Monuments",
        "十二所大学联合代表团来访暨抗震建筑与文物保护学术研讨会",
        "十二大学合同代表団の来学および耐震建築・文化財保護シンポジウム",
    )
    place = (
        "Conference Hall on the 3rd Floor of the Library",
        "图书馆三楼会议厅",
        "図書館3階大会議室",
    )
    guests = [
        {
            "person_id": book.person(f"g{n}"), "side": "guest", "role": "member" if n else "head",
            "precedence": n + 1, "organisation_id": book.org(f"u{n % 12}"),
        } | in_three("title", _TITLES[n % 3])
        for n in range(24)
    ]  # fmt: skip
    hosts = [
        {
            "person_id": book.person(f"h{n}"), "side": "host", "role": "support" if n else "head",
            "precedence": n + 1, "organisation_id": book.org(f"school-{n % 4}"),
        } | in_three("title", _TITLES[n % 3])
        for n in range(12)
    ]  # fmt: skip
    items = [
        {
            "on": f"2018-01-{day:02}", "starts_at": f"{8 + n:02}:30", "ends_at": f"{9 + n:02}:15",
            "kind": _ITEMS[n % 7], "who": "Everybody / 全体 / 全員",
            "responsible_id": book.person(f"h{n % 12}"),
        } | in_three("place", place)
        for day in (8, 9, 10) for n in range(10)
    ]  # fmt: skip
    values = {
        "reference": "LONG", "direction": "received", "kind": "conference", "status": "confirmed",
        "starts_on": "2018-01-08", "starts_at": "09:00", "ends_on": "2018-01-10",
        "place": " / ".join(place), "purpose": "\n".join(_RESULTS),
        "topics": ("research / 科学研究 / 研究", "student exchange / 学生交流 / 学生交流"),
    } | in_three("title", titles)  # fmt: skip
    visitors = [{"organisation_id": book.org(f"u{n}")} for n in range(12)]
    rows = {"visitor": visitors, "participant": [*guests, *hosts], "item": items}
    book.add(MEETING, "delegation", values, **rows)


def _add_little(book: Book) -> None:
    titles = ("Visit of a Class from Annecy", "阿讷西中学班级来访", "アヌシー高校生の来学")
    values = {
        "reference": "VISIT", "direction": "received", "kind": "courtesy", "status": "held",
        "starts_on": "2017-05-04",
    } | in_three("title", titles)  # fmt: skip
    book.add(MEETING, "visit", values, visitor=[{"organisation_id": book.org("visitor")}])
    _person(book, "guest", "PT")
    titles = ("Visit of a Guest", "来宾来访", "来賓の来学")
    values = {
        "reference": "ONE", "direction": "received", "kind": "courtesy", "status": "planned",
        "starts_on": "2018-02-01",
    } | in_three("title", titles)  # fmt: skip
    coming = {"person_id": book.person("guest"), "side": "guest", "role": "head"}
    book.add(MEETING, "one", values, participant=[coming])
